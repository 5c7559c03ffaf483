/* The settings of a table that is in a file. */
#ifndef CC_READ_TABLE_H
#define CC_READ_TABLE_H

#include "models/language/read.h"

extern const cc_setting cc_settings_table[];

#endif
