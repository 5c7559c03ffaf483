/* Arrivals as they were recorded. */
#include "models/settings_common.h"

const cc_setting cc_settings_trace[] = {
    {.name = NULL},
};

void
cc_trace_read(cc_reader *reader, const cc_layers *in)
{
    (void)reader;
    (void)in;
}

void
cc_trace_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    (void)writer;
    (void)self;
    (void)object;
}
