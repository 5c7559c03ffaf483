/* A center that a program moves. */
#ifndef LIB_CENTER_H
#define LIB_CENTER_H

#include "library/include/ccsim.h"
#include "library/loaded.h"
#include "library/stop.h"
#include "models/center/so_far.h"
#include "models/center/view.h"

typedef enum lib_phase {
    LIB_NEW,
    LIB_RUNNING, /* perhaps at the horizon */
    LIB_ASKING,  /* running, and a function of the caller's looks at it: it must stay as it is */
    LIB_FINISHED,
    LIB_FAILED /* by an error of the model */
} lib_phase;

struct ccsim_center {
    ccsim_error problem;
    lib_loaded *loaded;
    const cc_scenario *scenario; /* of loaded */
    cc_layout layout;
    cc_record record;
    cc_center *center;
    sim_snapshot parts; /* of the center, none taken */
    lib_phase phase;
    double now, horizon; /* s: where it has come to */
    cc_view view;
    bool is_seen; /* view is of now */
    cc_so_far so_far;
    const ccsim_stop *stop; /* NULL: nobody stops it */
};

/* CCSIM_ERR_STATE, said, unless a replication is under way and may be moved or changed. */
int lib_center_check(ccsim_center *self);
/* ... and may be read. */
int lib_center_check_read(ccsim_center *self);
/* It has moved, or something else about it is new. */
void lib_center_turn(ccsim_center *self, double now);
/* CCSIM_ERR_INTERRUPTED, said, if somebody wants it to stop. */
int lib_center_is_stopped(ccsim_center *self);
/* ... to that time (s), or an error has ended it. */
int lib_center_arrive(ccsim_center *self, int error, double now);

#endif
