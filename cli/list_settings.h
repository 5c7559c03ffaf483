/* `ccsim list settings`, and in Markdown the whole page docs/scenario-format.md. */
#ifndef CLI_LIST_SETTINGS_H
#define CLI_LIST_SETTINGS_H

#include "cli/listing.h"

void cli_list_settings(FILE *out, cli_listing_format format);
/* What may be written in the plan of a sweep. */
void cli_list_plan(FILE *out, cli_listing_format format);

#endif
