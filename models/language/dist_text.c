#include "models/language/dist_text.h"

#include "models/language/parse.h"
#include "models/language/read.h"

int
cc_dist_parse(sim_dist *out, const char *name, const char *text, cc_arena *arena,
              cc_refusal *refusal)
{
    const cc_object objects[] = {{name, name}, {NULL, name}};
    cc_reader reader = {.arena = arena, .refusal = refusal};
    reader.root = cc_value_new(arena, NULL, CC_VALUE_GROUP, NULL);
    cc_value *value =
        reader.root == NULL ? NULL : cc_value_new(arena, reader.root, CC_VALUE_GROUP, name);
    if (value == NULL) {
        return SIM_ERR_NOMEM;
    }
    value->file = ""; /* of no folder */
    reader.root->objects = objects;
    const int ret = cc_tree_parse_value(value, arena, text, refusal);
    if (ret != SIM_OK) {
        return ret;
    }
    const cc_layers in = cc_layers_of(reader.root);
    cc_read_dist(&reader, &in, name, false, out);
    cc_sheet_cache_free(&reader.sheets);
    return reader.error;
}
