/* Error codes of the whole project: 0 is success, failures are negative. */
#ifndef SIM_ERROR_H
#define SIM_ERROR_H

#include <stddef.h>

/* For what is on the path of every event: in one piece with its caller. */
#define SIM_INLINE inline __attribute__((always_inline))

/* X(name, value, message): expands to the enum below and to sim_strerror's table. */
#define SIM_ERRORS(X)                                                                              \
    X(NOMEM, -1, "out of memory")                                                                  \
    X(PARAM, -2, "a parameter is out of range")                                                    \
    X(IO, -3, "reading or writing failed")                                                         \
    X(REFUSED, -4, "the scenario was refused")                                                     \
    X(LIMIT, -5, "a limit of the simulator was reached")                                           \
    X(INTERRUPTED, -6, "interrupted")                                                              \
    X(BUG, -7, "an internal check failed")                                                         \
    X(PRECISION, -8, "nine digits cannot be had of these numbers")                                 \
    X(LAYOUT, -9, "a copy of another model, which is laid out in another way")                     \
    X(MEMORY, -10, "more memory is needed than may be used")

typedef enum sim_error {
    SIM_OK = 0,
#define SIM_ERROR_ENUM(name, value, message) SIM_ERR_##name = (value),
    SIM_ERRORS(SIM_ERROR_ENUM)
#undef SIM_ERROR_ENUM
} sim_error;

#define SIM_MUST_CHECK __attribute__((warn_unused_result))

/* A sentence without full stop for any code; never NULL. */
const char *sim_strerror(int error);

/* For a program's start: a function of GSL whose argument is out of its domain gives NAN, which reports
 * show as unknown. GSL's own way is to end the process. */
void sim_errors_are_values(void);

#endif
