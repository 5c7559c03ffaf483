/* What the process around is, kept from the simulator, and the other way round, for the time of a call. */
#ifndef LIB_GUARD_H
#define LIB_GUARD_H

#include <locale.h>

typedef struct lib_guard {
    locale_t before, plain;
} lib_guard;

/* In this thread numbers have a decimal point, whatever its locale. And as long as some call is between the two,
 * a function of GSL whose argument is out of its domain gives NAN, which is a figure's "undefined": GSL's
 * own way is to end the process. GSL knows one such choice for all threads, so it is made by the first
 * that comes in and taken back by the last that goes; a choice that somebody else has made meanwhile stays. */
lib_guard lib_enter(void);
void lib_leave(const lib_guard *self);

#endif
