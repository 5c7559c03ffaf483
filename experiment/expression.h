/* Arithmetic over names, in own KPIs and in settings that follow others: + - * / ^, parentheses, numbers,
 * min max abs sqrt exp log sin cos, and names, which may have a scope in brackets:
 * "cost / answered[channel:voice]". Counters are written as `ccsim list counters` has them: "c(answered)" is
 * a name. ^ binds closest and to the right: -2^2 is -4, 2^3^2 is 512. Values come with their gradient, for
 * the delta method. */
#ifndef XP_EXPRESSION_H
#define XP_EXPRESSION_H

#include "models/language/refusal.h"
#include <stdbool.h>
#include <stddef.h>

#define XP_EXPRESSION_NAMES 16 /* different ones, at most */

typedef struct xp_expression_name {
    char name[96], scope[160]; /* scope "" where none was written */
} xp_expression_name;

typedef struct xp_expression {
    char *text;           /* as given */
    struct xp_step *step; /* in order of evaluation */
    size_t n_steps;
    xp_expression_name name[XP_EXPRESSION_NAMES];
    size_t n_names;
} xp_expression;

/* The sentence of a refusal has no file and no line: the caller knows them. After a refusal there is
 * nothing to free. */
int xp_expression_parse(xp_expression *self, const char *text, cc_refusal *refusal) SIM_MUST_CHECK;
void xp_expression_free(xp_expression *self);
/* value[] and gradient[] by name; gradient may be NULL. NAN where undefined, at any step: 0/0, 1/0, the root
 * of -1. Where the value is defined the gradient may not be: that of abs(x) at 0 is taken as 0, that of sqrt(x)
 * at 0 is not finite. */
double xp_expression_value(const xp_expression *self, const double value[], double gradient[]);
/* May it be the name of something that expressions use: a letter or _, then these and digits; no function? */
bool xp_expression_is_name(const char *text);

#endif
