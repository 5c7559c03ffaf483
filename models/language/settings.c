/* Walks the tables: names, reading, writing. */
#include "models/language/settings.h"

#include "models/language/hint.h"
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- names ---- */

/* Does the group say that it is of that kind? Until it names a known one it may be of any. */
static bool
is_of_kind(const cc_own_settings *own, int kind, const cc_value *group)
{
    const cc_value *word = cc_value_get(group, own->word);
    bool is_known = false;
    for (int j = 0; word != NULL && own->kind(j) != NULL; j++) {
        if (word->kind == CC_VALUE_TEXT && strcmp(word->text, own->kind(j)) == 0) {
            is_known = true;
            if (j == kind) {
                return true;
            }
        }
    }
    return !is_known;
}

static const cc_setting *find(const void *whole, const cc_setting *table, const char *name,
                              const cc_value *group);

static const cc_setting *
find_own(const void *whole, const cc_own_settings *own, const char *name, const cc_value *group)
{
    const cc_setting *found = NULL;
    for (int j = 0; found == NULL && own->kind(j) != NULL; j++) {
        if (own->settings(j) != NULL && is_of_kind(own, j, group)) {
            found = find(whole, own->settings(j), name, group);
        }
    }
    return found;
}

static const cc_setting *
find(const void *whole, const cc_setting *table, const char *name, const cc_value *group)
{
    for (const cc_setting *s = table; s->name != NULL; s++) {
        const cc_setting *inner = s->kind == CC_SET_INLINE ? find(whole, s->sub, name, group)
                                  : s->kind == CC_SET_OWN  ? find_own(whole, s->own, name, group)
                                                           : NULL;
        if (inner != NULL) {
            return inner;
        }
        if (strcmp(s->name, name) == 0 ||
            (strcmp(s->name, "*") == 0 && s->sub_of(whole, name) != NULL)) {
            return s;
        }
    }
    return NULL;
}

bool
cc_settings_has(const cc_setting *table, const char *name)
{
    bool has = false;
    for (const cc_setting *s = table; s->name != NULL; s++) {
        has = has || (s->kind == CC_SET_INLINE ? cc_settings_has(s->sub, name)
                                               : strcmp(s->name, name) == 0);
    }
    return has;
}

/* Names of each that there are, and that there might be. */
static void
offer_each(cc_hint *hint, const void *whole, const cc_each *each)
{
    const char *name;
    for (int j = 0; (name = each->name(whole, j)) != NULL; j++) {
        cc_hint_offer(hint, name);
    }
    for (int j = 0; each->possible != NULL && (name = each->possible(j)) != NULL; j++) {
        cc_hint_offer(hint, name);
    }
}

/* Offers all names of a table, and those of each where they may stand. */
static void
offer(cc_hint *hint, const void *whole, const cc_setting *table, const cc_value *group)
{
    for (const cc_setting *s = table; s->name != NULL; s++) {
        for (int j = 0; s->kind == CC_SET_OWN && s->own->kind(j) != NULL; j++) {
            if (s->own->settings(j) != NULL && is_of_kind(s->own, j, group)) {
                offer(hint, whole, s->own->settings(j), group);
            }
        }
        if (s->kind == CC_SET_INLINE) {
            offer(hint, whole, s->sub, group);
        } else if (s->kind != CC_SET_OWN && strcmp(s->name, "*") != 0) {
            cc_hint_offer(hint, s->name);
        }
        if (s->sub_of != NULL) {
            offer_each(hint, whole, s->each);
        }
    }
}

static bool
has_name(const void *whole, const cc_each *each, const char *wanted)
{
    const char *name;
    for (int j = 0; (name = each->name(whole, j)) != NULL; j++) {
        if (strcmp(name, wanted) == 0) {
            return true;
        }
    }
    return false;
}

/* "; there are voice, chat; another is declared: ...": all that there are and might be. */
static void
say_each(char *text, size_t size, const void *whole, const cc_each *each)
{
    const char *name;
    size_t n = 0;
    for (int j = 0; (name = each->name(whole, j)) != NULL && n < size / 2; j++) {
        n += (size_t)snprintf(text + n, size - n, "%s%.64s", n > 0 ? ", " : "; there are ", name);
    }
    const bool all = name == NULL;
    for (int j = 0; each->possible != NULL && (name = each->possible(j)) != NULL; j++) {
        if (n < size / 2 && !has_name(whole, each, name)) {
            n += (size_t)snprintf(text + n, size - n, "%s%.64s", n > 0 ? ", " : "; there are ",
                                  name);
        }
    }
    snprintf(text + n, size - n, "%s%s%s", all ? "" : ", ...", each->how != NULL ? "; " : "",
             each->how != NULL ? each->how : "");
}

/* each: what it might be one of; NULL: of nothing that has names. */
static void
refuse_name(cc_reader *reader, const cc_value *member, const cc_hint *hint, const char *what,
            const cc_each *each)
{
    char all[512] = "";
    if (hint->nearest != NULL) {
        snprintf(all, sizeof(all), "; did you mean \"%.128s\"?", hint->nearest);
    } else if (each != NULL) {
        say_each(all, sizeof(all), reader->whole, each);
    }
    cc_read_refuse(reader, member, "unknown %s%s", what, all);
}

void
cc_settings_check_each(cc_reader *reader, const cc_value *group, const cc_setting *setting)
{
    for (size_t j = 0; j < group->n; j++) {
        cc_hint hint;
        cc_hint_init(&hint, group->child[j]->name);
        const char *name;
        bool known = false;
        for (int k = 0; (name = setting->each->name(reader->whole, k)) != NULL; k++) {
            known = known || strcmp(name, group->child[j]->name) == 0;
        }
        offer_each(&hint, reader->whole, setting->each);
        if (!known) {
            refuse_name(reader, group->child[j], &hint, setting->each->what, setting->each);
        }
    }
}

/* A setting that is a group by its nature: anything else is refused here. */
static bool
must_be_group(const cc_setting *setting)
{
    return setting->is_group || setting->kind == CC_SET_GROUP || setting->kind == CC_SET_NAMED ||
           (setting->each != NULL && !setting->all_alike);
}

/* Of what any name may stand in the table; NULL: of nothing. */
static const cc_each *
each_of(const cc_setting *table)
{
    const cc_each *each = NULL;
    for (const cc_setting *s = table; s->name != NULL; s++) {
        each = s->sub_of != NULL && s->each != NULL ? s->each : each;
    }
    return each;
}

void
cc_settings_check_names(cc_reader *reader, const cc_value *group, const cc_setting *table)
{
    for (size_t j = 0; j < group->n && reader->error == SIM_OK; j++) {
        const cc_value *member = group->child[j];
        const cc_setting *setting = find(reader->whole, table, member->name, group);
        if (setting == NULL) {
            cc_hint hint;
            cc_hint_init(&hint, member->name);
            offer(&hint, reader->whole, table, group);
            const cc_each *each = each_of(table);
            char what[64];
            snprintf(what, sizeof(what), "setting%s%.40s", each != NULL ? " or " : "",
                     each != NULL ? each->what : "");
            refuse_name(reader, member, &hint, what, each);
            return;
        }
        if (must_be_group(setting) && member->kind != CC_VALUE_GROUP) {
            char shown[96];
            cc_read_refuse(reader, member, "must be a group { } (is %s)",
                           cc_value_show(member, shown, sizeof(shown)));
            return;
        }
        if (setting->kind == CC_SET_GROUP) {
            const cc_setting *sub = setting->sub_of != NULL
                                        ? setting->sub_of(reader->whole, member->name)
                                        : setting->sub;
            cc_settings_check_names(reader, member, sub);
        } else if (setting->kind == CC_SET_NAMED) {
            for (size_t k = 0; k < member->n && reader->error == SIM_OK; k++) {
                const cc_value *object = member->child[k];
                if (object->kind != CC_VALUE_GROUP) {
                    char shown[96];
                    cc_read_refuse(reader, object, "must be a group { } (is %s)",
                                   cc_value_show(object, shown, sizeof(shown)));
                    return;
                }
                cc_settings_check_names(reader, object, setting->sub);
            }
        }
    }
}

/* ---- reading ---- */

static void
read_one(cc_reader *reader, const cc_layers *in, const char *name, const cc_setting *s, void *at)
{
    cc_value *value = cc_layers_get(in, name);
    switch (s->kind) {
    case CC_SET_BOOL:
        *(bool *)at = value != NULL ? cc_read_bool(reader, value) : s->fallback != 0;
        break;
    case CC_SET_EITHER:
        *(bool *)at = value != NULL ? cc_read_word(reader, value, s->words) == 1 : s->fallback != 0;
        break;
    case CC_SET_CHOICE: {
        const int choice = value != NULL ? cc_read_word(reader, value, s->words) : (int)s->fallback;
        memcpy(at, &choice, sizeof(choice)); /* an enum */
        break;
    }
    case CC_SET_INT:
        *(int *)at = value != NULL ? cc_read_int(reader, s, value) : (int)s->fallback;
        break;
    case CC_SET_NUMBER:
        *(double *)at = value != NULL ? cc_read_number(reader, s, value) : s->fallback;
        break;
    case CC_SET_DURATION:
        *(double *)at = value != NULL ? cc_read_duration(reader, s, value) : s->fallback;
        break;
    case CC_SET_TIME:
        *(double *)at = value != NULL ? cc_read_time(reader, s, value) : s->fallback;
        break;
    case CC_SET_TEXT:
        *(char **)at =
            cc_arena_text(reader->arena, value != NULL ? cc_read_text(reader, value) : "");
        if (*(char **)at == NULL) {
            cc_read_no_memory(reader);
        }
        break;
    case CC_SET_TABLE:
        *(cc_table *)at = (cc_table){.constant = s->fallback};
        if (value != NULL) {
            cc_read_table(reader, s, value, at);
        }
        break;
    case CC_SET_BY_NUMBER:
        *(cc_by_number *)at = (cc_by_number){.constant = s->fallback};
        if (value != NULL) {
            cc_read_by_number(reader, s, value, at);
        }
        break;
    case CC_SET_DIST:
    case CC_SET_PLAIN_DIST:
        cc_read_dist(reader, in, name, s->kind == CC_SET_PLAIN_DIST, at);
        break;
    case CC_SET_WORK:
        cc_read_work(reader, in, name, at);
        break;
    default:
        return;
    }
    if (value != NULL && s->kind != CC_SET_TEXT && s->kind != CC_SET_CHOICE &&
        s->kind != CC_SET_EITHER && s->kind != CC_SET_BOOL) {
        cc_read_figure(reader, s, value);
    }
}

/* One value for each; `all_alike` settings take one for all, too. */
static void
read_each(cc_reader *reader, const cc_layers *in, const cc_setting *s, void *object)
{
    char *base = (char *)object + s->offset;
    int n = 0;
    while (s->each->name(reader->whole, n) != NULL) {
        n++;
    }
    if (s->pointed) {
        void *array;
        memcpy(&array, base, sizeof(array));
        if (array == NULL) {
            array = cc_read_alloc(reader, (size_t)n, s->stride);
            memcpy(base, &array, sizeof(array));
        }
        if (array == NULL) {
            return;
        }
        base = (char *)array + s->within;
    }
    const cc_value *first = cc_layers_get(in, s->name);
    const bool alike = s->all_alike && first != NULL &&
                       (first->kind != CC_VALUE_GROUP || cc_value_get(first, "file") != NULL);
    cc_layers sub = cc_layers_sub(in, s->name);
    if (s->whole && sub.n > 1) {
        sub.n = 1;
    }
    for (int j = 0; j < sub.n && !alike; j++) {
        cc_settings_check_each(reader, sub.layer[j], s);
    }
    for (int j = 0; j < n && reader->error == SIM_OK; j++) {
        const char *name = alike ? s->name : s->each->name(reader->whole, j);
        read_one(reader, alike ? in : &sub, name, s, base + (size_t)j * s->stride);
    }
}

void
cc_settings_read(cc_reader *reader, const cc_layers *in, const cc_setting *table, void *object)
{
    for (const cc_setting *s = table; s->name != NULL && reader->error == SIM_OK; s++) {
        if (s->read != NULL) {
            s->read(reader, in, s, object);
        } else if (s->kind == CC_SET_INLINE) {
            cc_settings_read(reader, in, s->sub, object);
        } else if (s->kind == CC_SET_GROUP && s->sub != NULL && s->each == NULL) {
            const cc_layers sub = cc_layers_sub(in, s->name);
            cc_settings_read(reader, &sub, s->sub, (char *)object + s->offset);
        } else if (s->each != NULL) {
            read_each(reader, in, s, object);
        } else {
            read_one(reader, in, s->name, s, (char *)object + s->offset);
        }
    }
}

/* ---- writing ---- */

static bool
same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static void
write_one(cc_writer *writer, const char *name, const cc_setting *s, const void *at)
{
    const cc_table *table = at;
    const cc_by_number *numbers = at;
    const cc_work *work = at;
    int choice = 0;
    bool plain = false;
    switch (s->kind) {
    case CC_SET_BOOL:
    case CC_SET_EITHER:
        if (*(const bool *)at == (s->fallback != 0)) {
            return;
        }
        cc_write_name(writer, name);
        if (s->kind == CC_SET_BOOL) {
            cc_write_raw(writer, *(const bool *)at ? "true" : "false");
        } else {
            cc_write_text(writer, s->words[*(const bool *)at ? 1 : 0]);
        }
        break;
    case CC_SET_CHOICE:
        memcpy(&choice, at, sizeof(choice));
        if (choice == (int)s->fallback) {
            return;
        }
        cc_write_name(writer, name);
        cc_write_text(writer, s->words[choice]);
        break;
    case CC_SET_INT:
        if (*(const int *)at == (int)s->fallback) {
            return;
        }
        cc_write_name(writer, name);
        cc_write_raw(writer, "%d", *(const int *)at);
        break;
    case CC_SET_NUMBER:
    case CC_SET_DURATION:
    case CC_SET_TIME:
        if (same(*(const double *)at, s->fallback)) {
            return;
        }
        cc_write_name(writer, name);
        if (s->kind == CC_SET_NUMBER) {
            cc_write_number(writer, *(const double *)at);
        } else if (s->kind == CC_SET_DURATION) {
            cc_write_duration(writer, *(const double *)at);
        } else {
            cc_write_time(writer, *(const double *)at);
        }
        break;
    case CC_SET_TEXT:
        if ((*(char *const *)at)[0] == '\0') {
            return;
        }
        cc_write_name(writer, name);
        cc_write_text(writer, *(char *const *)at);
        break;
    case CC_SET_TABLE:
        if (table->n == 0 && same(table->constant, s->fallback)) {
            return;
        }
        cc_write_name(writer, name);
        cc_write_table(writer, table);
        break;
    case CC_SET_BY_NUMBER:
        if (numbers->n == 0 && same(numbers->constant, s->fallback)) {
            return;
        }
        cc_write_name(writer, name);
        if (numbers->n == 0) {
            cc_write_number(writer, numbers->constant);
        } else {
            cc_write_numbers(writer, numbers->v, numbers->n);
        }
        break;
    case CC_SET_WORK:
        if (sim_dist_is_zero(&work->dist)) {
            return;
        }
        cc_write_name(writer, name);
        cc_write_dist(writer, &work->dist, &work->factor, false);
        break;
    case CC_SET_PLAIN_DIST:
        plain = true;
        /* fall through */
    case CC_SET_DIST:
        if (sim_dist_is_zero(at)) {
            return;
        }
        cc_write_name(writer, name);
        cc_write_dist(writer, at, NULL, plain);
        break;
    default:
        return;
    }
    cc_write_end(writer);
}

bool
cc_never_matters(const void *whole, const void *object)
{
    (void)whole;
    (void)object;
    return false;
}

void
cc_settings_write(cc_writer *writer, const cc_setting *table, const void *object)
{
    for (const cc_setting *s = table; s->name != NULL; s++) {
        const char *at = (const char *)object + s->offset;
        if (writer->for_hash && s->matters != NULL && !s->matters(writer->whole, object)) {
            continue;
        }
        if (s->write != NULL) {
            s->write(writer, s, object);
        } else if (s->kind == CC_SET_INLINE) {
            cc_settings_write(writer, s->sub, object);
        } else if (s->kind == CC_SET_GROUP && s->sub != NULL && s->each == NULL) {
            cc_write_open(writer, s->name);
            cc_settings_write(writer, s->sub, at);
            cc_write_close(writer);
        } else if (s->each != NULL) {
            if (s->pointed) {
                memcpy(&at, (const void *)at, sizeof(at));
                at += s->within;
            }
            cc_write_open(writer, s->name);
            const char *name;
            for (int j = 0; (name = s->each->name(writer->whole, j)) != NULL; j++) {
                if (!writer->for_hash || s->matters_for == NULL ||
                    s->matters_for(writer->whole, object, j)) {
                    write_one(writer, name, s, at + (size_t)j * s->stride);
                }
            }
            cc_write_close(writer);
        } else {
            write_one(writer, s->name, s, at);
        }
    }
}
