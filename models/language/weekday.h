/* Names of weekdays, in full and as calendars shorten them, in the languages of spreadsheets. A short name may mean
 * one day here and another there ("ma", "di", "do"): a column's other names tell which. */
#ifndef CC_WEEKDAY_H
#define CC_WEEKDAY_H

#include <stdint.h>

/* A set of languages. */
typedef uint32_t cc_weekday_languages;
#define CC_WEEKDAY_ANY ((cc_weekday_languages)-1)

enum { CC_WEEKDAY_NONE = -1, CC_WEEKDAY_UNCLEAR = -2 };

/* Those of the languages that know the word; 0: none does. */
cc_weekday_languages cc_weekday_narrow(const char *text, cc_weekday_languages languages);
/* Mon = 0; NONE: no weekday in any of them; UNCLEAR: they do not agree. */
int cc_weekday_of(const char *text, cc_weekday_languages languages);

#endif
