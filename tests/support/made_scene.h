/* A center at a moment as a scene shows it, made by hand to any size: not simulated, but with all that
 * a picture may meet. The same every time. */
#ifndef SUPPORT_MADE_SCENE_H
#define SUPPORT_MADE_SCENE_H

#include "viz/scene/scene.h"

typedef struct made_def {
    uint32_t n_agents, n_waiting;
    int n_groups, n_queues, n_nodes, n_sites; /* sites: every other is at home */
    bool is_long;                             /* names, with letters of several bytes */
    int n_sides;
    bool is_selected; /* a customer */
} made_def;

typedef struct made_scene {
    viz_scene scene;
    cc_scenario scenario;
    cc_view view;
    viz_tape tape;
    sim_trace_record *recent;
    size_t n_recent;
    void *block[32]; /* all memory */
    int n_blocks;
} made_scene;

void made_scene_make(made_scene *self, const made_def *def);
void made_scene_free(made_scene *self);

/* Texts are as wide as 0.6 em a character, as in a typewriter's font, and 1.2 em high. `em`: px by size;
 * it outlives the measure. */
viz_measure made_measure(float em[VIZ_N_TEXT_SIZES]);
/* The whole picture of it, at that size of window. */
void made_picture(const made_scene *self, int width, int height, float scale, bool is_large,
                  viz_theme theme, viz_picture *picture, viz_layout *layout);

#endif
