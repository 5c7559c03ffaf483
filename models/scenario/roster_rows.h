/* The rows of center.roster: which agent does what from when to when. */
#ifndef CC_ROSTER_ROWS_H
#define CC_ROSTER_ROWS_H

#include "models/language/read.h"
#include "models/language/words.h"

/* Reads the table. `names` are those of the agents; where no table said who they are, whoever has a row is one. */
void cc_roster_rows_read(cc_reader *reader, cc_value *value, cc_words *names);

#endif
