/* The whole language of scenarios: name, run, demand, center. */
#ifndef CC_SETTINGS_SCENARIO_H
#define CC_SETTINGS_SCENARIO_H

#include "models/language/setting.h"

extern const cc_setting cc_settings_scenario[];

#endif
