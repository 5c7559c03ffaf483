#include "models/scenario/run.h"

const char *const cc_weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", NULL};
