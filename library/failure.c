#include "library/failure.h"

#include <stdio.h>
#include <string.h>

_Static_assert((int)CCSIM_OK == SIM_OK && (int)CCSIM_ERR_NOMEM == SIM_ERR_NOMEM &&
                   (int)CCSIM_ERR_PARAM == SIM_ERR_PARAM && (int)CCSIM_ERR_IO == SIM_ERR_IO &&
                   (int)CCSIM_ERR_REFUSED == SIM_ERR_REFUSED &&
                   (int)CCSIM_ERR_LIMIT == SIM_ERR_LIMIT &&
                   (int)CCSIM_ERR_INTERRUPTED == SIM_ERR_INTERRUPTED &&
                   (int)CCSIM_ERR_BUG == SIM_ERR_BUG && (int)CCSIM_ERR_LAYOUT == SIM_ERR_LAYOUT &&
                   (int)CCSIM_ERR_MEMORY == SIM_ERR_MEMORY,
               "codes of the kernel are those of the library");

const char *
ccsim_code_text(int code)
{
    switch (code) {
    case CCSIM_ERR_REFUSED:
        return "what was read was refused";
    case CCSIM_ERR_STATE:
        return "not in this state";
    case CCSIM_ERR_UNKNOWN:
        return "there is nothing of that name";
    default:
        return sim_strerror(code);
    }
}

const char *
ccsim_version(void)
{
    return CCSIM_VERSION;
}

int
ccsim_version_number(void)
{
    return CCSIM_VERSION_NUMBER;
}

int
lib_fail(ccsim_error *to, int code, const char *format, ...)
{
    if (to != NULL) {
        va_list list;
        va_start(list, format);
        to->code = code;
        vsnprintf(to->text, sizeof(to->text), format, list);
        va_end(list);
    }
    return code;
}

int
lib_fail_as(ccsim_error *to, int error, const cc_refusal *refusal)
{
    const int code = error == SIM_ERR_PRECISION ? CCSIM_ERR_PARAM : error;
    return lib_fail(to, code, "%s",
                    refusal != NULL && refusal->text[0] != '\0' ? refusal->text
                                                                : ccsim_code_text(code));
}

int
lib_succeed(ccsim_error *to)
{
    if (to != NULL) {
        to->code = CCSIM_OK;
        to->text[0] = '\0';
    }
    return CCSIM_OK;
}

bool
lib_take_definition(void *into, size_t size, const void *from)
{
    size_t theirs;
    if (from == NULL) {
        return false;
    }
    memcpy(&theirs, from, sizeof(theirs));
    if (theirs < sizeof(theirs) || theirs > size) {
        return false;
    }
    memcpy(into, from, theirs);
    memcpy(into, &size, sizeof(size));
    return true;
}

void
lib_begin_definition(void *into, const void *defaults, size_t most, size_t size)
{
    if (size >= sizeof(size)) {
        memset(into, 0, size);
        memcpy(into, defaults, size < most ? size : most);
        memcpy(into, &size, sizeof(size));
    }
}

bool
lib_give(void *into, const void *from, size_t size)
{
    size_t theirs;
    if (into == NULL) {
        return false;
    }
    memcpy(&theirs, into, sizeof(theirs));
    if (theirs < sizeof(theirs) || theirs > size) {
        return false;
    }
    memcpy(into, from, theirs);
    memcpy(into, &theirs, sizeof(theirs));
    return true;
}
