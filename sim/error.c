#include "sim/error.h"

#include <gsl/gsl_errno.h>

const char *
sim_strerror(int error)
{
    switch (error) {
    case SIM_OK:
        return "no error";
#define SIM_ERROR_CASE(name, value, message)                                                       \
    case SIM_ERR_##name:                                                                           \
        return message;
        SIM_ERRORS(SIM_ERROR_CASE)
#undef SIM_ERROR_CASE
    default:
        return "unknown error";
    }
}

void
sim_errors_are_values(void)
{
    gsl_set_error_handler_off();
}
