#include "cli/check_sourcing.h"

static bool
is_named(const cc_queue *queue, int group)
{
    bool is = false;
    for (int j = 0; j < queue->n_overflows; j++) {
        is |= queue->overflow[j].group == group;
    }
    return is;
}

void
cli_check_sourcing(FILE *out, const cc_scenario *scenario, int group)
{
    const cc_center_setup *center = &scenario->center;
    const cc_group *it = &center->group[group];
    if (it->outsourced.is && it->outsourced.guaranteed > 0) {
        fprintf(out, "    outsourced, with %.0f min a month guaranteed\n",
                it->outsourced.guaranteed);
    } else if (it->outsourced.is) {
        fprintf(out, "    outsourced\n");
    }
    const int written = it->made_from >= 0 ? it->made_from : group;
    for (int q = 0; q < center->n_queues; q++) {
        if (is_named(&center->queue[q], written)) {
            fprintf(out, "    of queue %.40s only what rules of overflow say\n",
                    center->queue[q].name);
        }
    }
}
