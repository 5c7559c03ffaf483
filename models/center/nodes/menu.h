/* What a scenario says of a menu. */
#ifndef CC_MENU_H
#define CC_MENU_H

#include "models/scenario/setup.h"

typedef struct cc_menu_choice {
    char *name;
    cc_table *share; /* by issue kind */
} cc_menu_choice;

typedef struct cc_menu {
    sim_dist time;
    cc_menu_choice *choice;
    int n_choices;
} cc_menu;

#endif
