/* The only file that knows libconfig. The parser gets one text without includes; lines of the
 * text are turned back into files and lines. Numbers are read by their own type, never
 * converted, so 2.9 never becomes 2. */
#include "models/language/parse.h"

#include "models/language/refusal.h"
#include <ctype.h>
#include <libconfig.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* The library leaves the thread with the process's locale, whatever it had. */
static bool
read_string(config_t *config, const char *text)
{
    const locale_t before = uselocale((locale_t)0);
    const bool is_read = config_read_string(config, text) == CONFIG_TRUE;
    (void)uselocale(before);
    return is_read;
}

/* Kind and content of one setting. */
static int
fill(cc_value *self, cc_arena *arena, const config_setting_t *setting)
{
    switch (config_setting_type(setting)) {
    case CONFIG_TYPE_INT:
        self->kind = CC_VALUE_NUMBER;
        self->whole = true;
        self->number = config_setting_get_int(setting);
        break;
    case CONFIG_TYPE_INT64:
        self->kind = CC_VALUE_NUMBER;
        self->whole = true;
        self->number = (double)config_setting_get_int64(setting);
        break;
    case CONFIG_TYPE_FLOAT:
        self->kind = CC_VALUE_NUMBER;
        self->number = config_setting_get_float(setting);
        break;
    case CONFIG_TYPE_BOOL:
        self->kind = CC_VALUE_BOOL;
        self->number = config_setting_get_bool(setting) ? 1 : 0;
        break;
    case CONFIG_TYPE_STRING:
        self->kind = CC_VALUE_TEXT;
        self->text = cc_arena_text(arena, config_setting_get_string(setting));
        return self->text == NULL ? SIM_ERR_NOMEM : SIM_OK;
    case CONFIG_TYPE_GROUP:
        self->kind = CC_VALUE_GROUP;
        break;
    default:
        self->kind = CC_VALUE_LIST;
        break;
    }
    return SIM_OK;
}

/* Children are visited in the order in which the scan saw them begin. Depth is bounded by the scan that comes before parsing. */
static int
convert(cc_value *self, cc_arena *arena, const config_setting_t *setting, const cc_source *source,
        size_t *n_seen)
{
    int ret = fill(self, arena, setting);
    const int n = config_setting_is_aggregate(setting) ? config_setting_length(setting) : 0;
    for (int j = 0; ret == SIM_OK && j < n; j++) {
        const config_setting_t *member = config_setting_get_elem(setting, (unsigned int)j);
        cc_value *child = cc_value_new(arena, self, CC_VALUE_NUMBER, config_setting_name(member));
        if (child == NULL) {
            return SIM_ERR_NOMEM;
        }
        if (source != NULL) {
            const size_t k = (*n_seen)++;
            const int line =
                k < source->n_begins ? source->begin[k] : (int)config_setting_source_line(member);
            child->file = cc_source_where(source, line, &child->line);
        } else {
            child->file = self->file;
        }
        ret = convert(child, arena, member, source, n_seen);
    }
    return ret;
}

/* Names of files outlive the source. */
static int
keep_names(const cc_source *source, cc_source *kept, cc_arena *arena)
{
    *kept = *source;
    kept->file = cc_arena_array(arena, (size_t)source->n_files, sizeof(*kept->file));
    for (int j = 0; kept->file != NULL && j < source->n_files; j++) {
        kept->file[j] = cc_arena_text(arena, source->file[j]);
        if (kept->file[j] == NULL) {
            return SIM_ERR_NOMEM;
        }
    }
    return kept->file == NULL ? SIM_ERR_NOMEM : SIM_OK;
}

int
cc_tree_parse(cc_value **root, cc_arena *arena, const cc_source *source, cc_refusal *refusal)
{
    cc_source kept;
    int ret = keep_names(source, &kept, arena);
    *root = cc_value_new(arena, NULL, CC_VALUE_GROUP, NULL);
    if (ret != SIM_OK || *root == NULL) {
        return SIM_ERR_NOMEM;
    }
    (*root)->file = kept.n_files > 0 ? kept.file[0] : NULL;
    size_t n_seen = 0;
    config_t config;
    config_init(&config);
    if (!read_string(&config, source->text)) {
        int line;
        const char *file = cc_source_where(source, config_error_line(&config), &line);
        ret = cc_refuse(refusal, file, line, "syntax: %s", config_error_text(&config));
    } else {
        ret = convert(*root, arena, config_root_setting(&config), &kept, &n_seen);
    }
    config_destroy(&config);
    return ret;
}

/* Nobody means a text by this: a number, decimal or not, a list, a group, a quote. */
static bool
looks_like_a_value(const char *text)
{
    text += strspn(text, " \t\r\n");
    char *end;
    (void)strtod(text, &end);
    end += *end == 'L';
    end += *end == 'L';
    return (*text != '\0' && strchr("([{\"", *text) != NULL) ||
           (end != text && *end == '\0' && !isalpha((unsigned char)text[strspn(text, "+-")]));
}

/* The scan's or the parser's sentence, at the place of the value. */
static int
refuse_value(const cc_value *at, const char *said, cc_refusal *refusal)
{
    char path[256], object[128];
    const char *setting = cc_path_object(
        cc_value_root(at)->objects, cc_value_path(at, path, sizeof(path)), object, sizeof(object));
    const char *rule = strstr(said, "syntax: ");
    return cc_refuse(refusal, at->file, 0, "%s: %s%s%s", object, setting,
                     *setting != '\0' ? ": " : "", rule != NULL ? rule : said);
}

int
cc_tree_parse_value(cc_value *into, cc_arena *arena, const char *text, cc_refusal *refusal)
{
    cc_refusal said = {""};
    cc_source source = {0};
    char *line = cc_arena_alloc(arena, strlen(text) + 8);
    if (line == NULL) {
        return SIM_ERR_NOMEM;
    }
    strcpy(line, "v = ");
    strcat(line, text);
    into->n = 0;
    into->child = NULL;
    into->capacity = 0;
    config_t config;
    config_init(&config);
    int ret = SIM_OK;
    bool is_value = false;
    if (strpbrk(text, "\n@") != NULL) {
        (void)cc_refuse(&said, NULL, 0, "must be one line without @");
    } else {
        ret = cc_source_from_text(&source, "--set", line, &said);
        ret = ret == SIM_OK ? cc_source_scan(&source, &said) : ret;
        if (ret == SIM_OK && !read_string(&config, source.text)) {
            ret = cc_refuse(&said, NULL, 0, "syntax: %s", config_error_text(&config));
        }
        is_value = ret == SIM_OK && config_setting_length(config_root_setting(&config)) == 1;
        if (ret == SIM_OK && !is_value) {
            (void)cc_refuse(&said, NULL, 0, "must be one value");
        }
        ret = ret == SIM_ERR_NOMEM ? ret : SIM_OK;
    }
    if (ret == SIM_OK && is_value) {
        size_t n_seen = 0;
        ret = convert(into, arena, config_setting_get_elem(config_root_setting(&config), 0), NULL,
                      &n_seen);
    } else if (ret == SIM_OK && looks_like_a_value(text)) {
        ret = refuse_value(into, said.text, refusal);
    } else if (ret == SIM_OK) {
        into->kind = CC_VALUE_TEXT;
        into->text = cc_arena_text(arena, text);
        ret = into->text == NULL ? SIM_ERR_NOMEM : SIM_OK;
    }
    config_destroy(&config);
    cc_source_free(&source);
    return ret;
}
