/* Read by recursive descent into steps for a stack, which are walked forwards for the value and, by the chain
 * rule at every step, its gradient (forward mode; Griewank and Walther 2008, "Evaluating Derivatives", ch. 3).
 * Depth, steps and names are bounded, so that no text can take memory or time. */
#include "experiment/expression.h"

#include "models/language/hint.h"
#include "models/language/units.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_TEXT 4096
#define MAX_DEPTH 64 /* of parentheses, signs and powers within each other */
#define MAX_STEPS 512
#define MAX_STACK 128

typedef enum operation {
    PUSH_NUMBER,
    PUSH_NAME,
    NEGATE,
    ABS,
    SQRT,
    EXP,
    LOG,
    SIN,
    COS,
    ADD, /* from here on: of two */
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    POWER,
    MIN,
    MAX,
} operation;

typedef struct xp_step {
    operation what;
    size_t name;
    double number;
} xp_step;

static const struct {
    const char *name;
    operation what;
} functions[] = {
    {"min", MIN}, {"max", MAX}, {"abs", ABS}, {"sqrt", SQRT},
    {"exp", EXP}, {"log", LOG}, {"sin", SIN}, {"cos", COS},
};
#define N_FUNCTIONS (sizeof(functions) / sizeof(functions[0]))

typedef struct parser {
    xp_expression *self;
    const char *at;
    xp_step step[MAX_STEPS];
    size_t n_steps;
    int depth, on_stack;
    cc_refusal *refusal;
    int error;
} parser;

static void
refuse(parser *p, const char *rule)
{
    if (p->error == SIM_OK) {
        const char *rest = p->at + strspn(p->at, " \t");
        p->error = *rest == '\0' ? cc_refuse(p->refusal, NULL, 0, "%s (at its end)", rule)
                                 : cc_refuse(p->refusal, NULL, 0, "%s (at \"%.20s%s\")", rule, rest,
                                             strlen(rest) > 20 ? "..." : "");
    }
}

static void
emit(parser *p, xp_step step)
{
    if (p->n_steps == MAX_STEPS || p->on_stack == MAX_STACK) {
        refuse(p, "is too long an expression");
        return;
    }
    p->on_stack += step.what <= PUSH_NAME ? 1 : step.what >= ADD ? -1 : 0;
    p->step[p->n_steps++] = step;
}

/* Takes that sign, if it is there. */
static bool
take(parser *p, char sign)
{
    p->at += strspn(p->at, " \t");
    if (p->error != SIM_OK || *p->at != sign) {
        return false;
    }
    p->at++;
    return true;
}

static void
expect(parser *p, char sign, const char *rule)
{
    if (p->error == SIM_OK && !take(p, sign)) {
        refuse(p, rule);
    }
}

static size_t
name_length(const char *text)
{
    size_t n = 0;
    while (isalpha((unsigned char)text[n]) || text[n] == '_' ||
           (n > 0 && isdigit((unsigned char)text[n]))) {
        n++;
    }
    return n;
}

static void read_sum(parser *p);

/* Digits, a point, an exponent; the sign is an operation. */
static void
read_number(parser *p)
{
    char text[64];
    size_t n = strspn(p->at, "0123456789.");
    if (n > 0 && (p->at[n] == 'e' || p->at[n] == 'E')) {
        const size_t sign = p->at[n + 1] == '-' || p->at[n + 1] == '+';
        const size_t digits = strspn(p->at + n + 1 + sign, "0123456789");
        n += digits > 0 ? 1 + sign + digits : 0;
    }
    double number = 0;
    if (n < sizeof(text)) {
        memcpy(text, p->at, n);
        text[n] = '\0';
    }
    if (n >= sizeof(text) || !cc_number_parse(text, &number)) {
        refuse(p, "has no number here that can be read");
        return;
    }
    p->at += n;
    emit(p, (xp_step){.what = PUSH_NUMBER, .number = number});
}

/* "[channel:voice]" behind a name, blanks at its ends left out. */
static void
read_scope(parser *p, xp_expression_name *into)
{
    if (!take(p, '[')) {
        return;
    }
    p->at += strspn(p->at, " \t");
    const char *end = strchr(p->at, ']');
    size_t n = end != NULL ? (size_t)(end - p->at) : 0;
    while (n > 0 && (p->at[n - 1] == ' ' || p->at[n - 1] == '\t')) {
        n--;
    }
    if (n == 0 || n >= sizeof(into->scope)) {
        refuse(p, end == NULL ? "misses a ]" : "must have a scope in its [ ]");
        return;
    }
    memcpy(into->scope, p->at, n);
    p->at = end + 1;
}

static void
push_name(parser *p, const xp_expression_name *name)
{
    xp_expression *self = p->self;
    size_t j = 0;
    while (j < self->n_names && (strcmp(self->name[j].name, name->name) != 0 ||
                                 strcmp(self->name[j].scope, name->scope) != 0)) {
        j++;
    }
    if (j == XP_EXPRESSION_NAMES) {
        refuse(p, "has too many different names");
        return;
    }
    if (j == self->n_names) {
        self->name[self->n_names++] = *name;
    }
    emit(p, (xp_step){.what = PUSH_NAME, .name = j});
}

/* Behind its "(": the arguments. */
static void
read_arguments(parser *p, operation what)
{
    int n = 0;
    do {
        read_sum(p);
        n++;
        if (n > 1 && p->error == SIM_OK) {
            if (what < ADD) {
                refuse(p, "has too many arguments of a function");
                return;
            }
            emit(p, (xp_step){.what = what});
        }
    } while (take(p, ','));
    if (n == 1 && what >= ADD) {
        refuse(p, "must have two arguments or more of min and max");
    }
    expect(p, ')', "misses a )");
    if (what < ADD) {
        emit(p, (xp_step){.what = what});
    }
}

/* "c(answered)", behind its "(": one name. */
static void
read_counter(parser *p, xp_expression_name *name, const char *kind)
{
    p->at += strspn(p->at, " \t");
    const size_t n = name_length(p->at);
    if (n == 0 || n + 4 > sizeof(name->name)) {
        refuse(p, "must have the name of a counter here, as in c(answered)");
        return;
    }
    snprintf(name->name, sizeof(name->name), "%.1s(%.*s)", kind, (int)n, p->at);
    p->at += n;
    expect(p, ')', "misses a )");
}

static void
read_word(parser *p)
{
    const char *word = p->at;
    const size_t n = name_length(word);
    xp_expression_name name = {"", ""};
    if (n >= sizeof(name.name)) {
        refuse(p, "has too long a name");
        return;
    }
    memcpy(name.name, word, n);
    p->at += n;
    if (!take(p, '(')) {
        read_scope(p, &name);
        push_name(p, &name);
        return;
    }
    cc_hint hint;
    cc_hint_init(&hint, name.name);
    for (size_t j = 0; j < N_FUNCTIONS; j++) {
        if (strcmp(functions[j].name, name.name) == 0) {
            read_arguments(p, functions[j].what);
            return;
        }
        cc_hint_offer(&hint, functions[j].name);
    }
    if (n == 1 && strchr("ca", word[0]) != NULL) {
        read_counter(p, &name, word);
        read_scope(p, &name);
        push_name(p, &name);
        return;
    }
    char rule[128];
    snprintf(rule, sizeof(rule), "has an unknown function%s%s%s",
             hint.nearest != NULL ? "; did you mean " : "",
             hint.nearest != NULL ? hint.nearest : "", hint.nearest != NULL ? "?" : "");
    p->at = word;
    refuse(p, rule);
}

static void
read_atom(parser *p)
{
    p->at += strspn(p->at, " \t");
    if (p->error != SIM_OK) {
        return;
    }
    if (take(p, '(')) {
        read_sum(p);
        expect(p, ')', "misses a )");
    } else if (isdigit((unsigned char)*p->at) || *p->at == '.') {
        read_number(p);
    } else if (name_length(p->at) > 0) {
        read_word(p);
    } else {
        refuse(p, "must have a number, a name or ( here");
    }
}

/* -x, x^y: the sign of a base comes last, that of an exponent first. */
static void
read_power(parser *p)
{
    if (++p->depth > MAX_DEPTH) {
        refuse(p, "is nested too deeply");
    }
    if (p->error == SIM_OK && take(p, '-')) {
        read_power(p);
        emit(p, (xp_step){.what = NEGATE});
    } else if (p->error == SIM_OK) {
        read_atom(p);
        if (take(p, '^')) {
            read_power(p);
            emit(p, (xp_step){.what = POWER});
        }
    }
    p->depth--;
}

static void
read_product(parser *p)
{
    read_power(p);
    while (p->error == SIM_OK) {
        const operation what = take(p, '*') ? MULTIPLY : take(p, '/') ? DIVIDE : PUSH_NUMBER;
        if (what == PUSH_NUMBER) {
            return;
        }
        read_power(p);
        emit(p, (xp_step){.what = what});
    }
}

static void
read_sum(parser *p)
{
    read_product(p);
    while (p->error == SIM_OK) {
        const operation what = take(p, '+') ? ADD : take(p, '-') ? SUBTRACT : PUSH_NUMBER;
        if (what == PUSH_NUMBER) {
            return;
        }
        read_product(p);
        emit(p, (xp_step){.what = what});
    }
}

int
xp_expression_parse(xp_expression *self, const char *text, cc_refusal *refusal)
{
    parser p = {.self = self, .at = text, .refusal = refusal};
    *self = (xp_expression){0};
    if (strlen(text) > MAX_TEXT) {
        return cc_refuse(refusal, NULL, 0, "is too long an expression");
    }
    read_sum(&p);
    p.at += strspn(p.at, " \t");
    if (p.error == SIM_OK && *p.at != '\0') {
        refuse(&p, "must end here or go on with + - * / ^");
    }
    if (p.error == SIM_OK) {
        self->text = strdup(text);
        self->step = malloc(p.n_steps * sizeof(*self->step));
        self->n_steps = p.n_steps;
        p.error = self->text == NULL || self->step == NULL ? SIM_ERR_NOMEM : SIM_OK;
    }
    if (p.error != SIM_OK) {
        xp_expression_free(self);
        return p.error;
    }
    memcpy(self->step, p.step, p.n_steps * sizeof(*self->step));
    return SIM_OK;
}

void
xp_expression_free(xp_expression *self)
{
    free(self->text);
    free(self->step);
    *self = (xp_expression){0};
}

bool
xp_expression_is_name(const char *text)
{
    bool is = text[0] != '\0' && text[name_length(text)] == '\0';
    for (size_t j = 0; j < N_FUNCTIONS; j++) {
        is = is && strcmp(functions[j].name, text) != 0;
    }
    return is;
}

/* ---- values ---- */

typedef struct dual {
    double value, by[XP_EXPRESSION_NAMES];
} dual;

/* a becomes x, whose derivatives are da times those of a, and db times those of b. What does not depend on
 * a name has derivative 0 by it, whatever da is. */
static void
chain(dual *a, const dual *b, size_t n, double x, double da, double db)
{
    a->value = isfinite(x) ? x : NAN;
    for (size_t j = 0; j < n; j++) {
        a->by[j] =
            (a->by[j] != 0 ? da * a->by[j] : 0) + (b != NULL && b->by[j] != 0 ? db * b->by[j] : 0);
    }
}

static void
apply_one(operation what, dual *a, size_t n)
{
    const double x = a->value;
    switch (what) {
    case NEGATE:
        chain(a, NULL, n, -x, -1, 0);
        break;
    case ABS:
        chain(a, NULL, n, fabs(x), x > 0 ? 1 : x < 0 ? -1 : 0, 0);
        break;
    case SQRT:
        chain(a, NULL, n, sqrt(x), 0.5 / sqrt(x), 0);
        break;
    case EXP:
        chain(a, NULL, n, exp(x), exp(x), 0);
        break;
    case LOG:
        chain(a, NULL, n, log(x), 1 / x, 0);
        break;
    case SIN:
        chain(a, NULL, n, sin(x), cos(x), 0);
        break;
    default:
        chain(a, NULL, n, cos(x), -sin(x), 0);
        break;
    }
}

static void
apply_two(operation what, dual *a, const dual *b, size_t n)
{
    const double x = a->value, y = b->value;
    const bool left = what == MIN ? x <= y : x >= y;
    switch (what) {
    case ADD:
        chain(a, b, n, x + y, 1, 1);
        break;
    case SUBTRACT:
        chain(a, b, n, x - y, 1, -1);
        break;
    case MULTIPLY:
        chain(a, b, n, x * y, y, x);
        break;
    case DIVIDE:
        chain(a, b, n, x / y, 1 / y, -x / (y * y));
        break;
    case POWER:
        chain(a, b, n, pow(x, y), y == 0 ? 0 : y * pow(x, y - 1), x == 0 ? 0 : pow(x, y) * log(x));
        break;
    default:
        chain(a, b, n, isnan(x) || isnan(y) ? NAN : left ? x : y, left, !left);
        break;
    }
}

double
xp_expression_value(const xp_expression *self, const double value[], double gradient[])
{
    dual stack[MAX_STACK];
    const size_t n = gradient != NULL ? self->n_names : 0;
    size_t top = 0; /* one above the last */
    for (size_t j = 0; j < self->n_steps; j++) {
        const xp_step *step = &self->step[j];
        if (step->what <= PUSH_NAME) {
            dual *to = &stack[top++];
            const double x = step->what == PUSH_NAME ? value[step->name] : step->number;
            to->value = isfinite(x) ? x : NAN;
            memset(to->by, 0, n * sizeof(to->by[0]));
            if (step->what == PUSH_NAME && n > 0) {
                to->by[step->name] = 1;
            }
        } else if (step->what < ADD) {
            apply_one(step->what, &stack[top - 1], n);
        } else {
            top--;
            apply_two(step->what, &stack[top - 1], &stack[top], n);
        }
    }
    for (size_t j = 0; j < n; j++) {
        gradient[j] = stack[0].by[j];
    }
    return stack[0].value;
}
