/* Numbers with a comma, as a program that uses the library may have them. */
#ifndef SUPPORT_GERMAN_H
#define SUPPORT_GERMAN_H

#include <stdbool.h>

/* The process has decimal commas from here on, of a locale that is there or is made for this; false: it cannot be
 * had. */
bool german_begin(void);
/* They were there to the end; from here on there are points. */
bool german_end(void);

#endif
