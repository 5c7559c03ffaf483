/* Two records of one layout, number by number. */
#ifndef SAME_RECORD_H
#define SAME_RECORD_H

#include "models/measure/record.h"
#include <stdbool.h>

/* Is every number the same bits? If not, `difference` says where they first differ. */
bool same_record(const cc_scenario *scenario, const cc_record *x, const cc_record *y,
                 char *difference, size_t size);

/* "wait_answered"; "wait_over 2". */
const char *same_record_counter(int counter, char *buffer, size_t size);
const char *same_record_agent_counter(int counter);

#endif
