/* Leads by the time of the day: between open and close by the port "open", else by "closed". */
#include "models/center/state.h"
#include "models/language/settings.h"
#include "models/scenario/node.h"
#include "models/scenario/settings_sections.h"
#include <math.h>

typedef struct hours {
    double open, close;      /* s of the day */
    double begins, interval; /* s: of the tables, by set_up */
} hours;

#define OWN(member) offsetof(hours, member)
static const cc_setting settings[] = {
    {.name = "open",
     .kind = CC_SET_TIME,
     .unit = "s",
     .max = CC_DAY,
     .offset = OWN(open),
     .is_policy = true,
     .doc = "From then on."},
    {.name = "close",
     .kind = CC_SET_TIME,
     .unit = "s",
     .max = CC_DAY,
     .fallback = CC_DAY,
     .offset = OWN(close),
     .is_policy = true,
     .doc = "Before then."},
    {.name = NULL},
};

enum { OPEN, CLOSED, N_PORTS };

static void
set_up(cc_reader *reader, const cc_layers *in, cc_node *node)
{
    hours *self = node->settings;
    const cc_run *run = &cc_scenario_of(reader)->run;
    if (self->close <= self->open) {
        cc_read_missing(reader, in, "close", "must be after open");
        return;
    }
    self->begins = run->open;
    self->interval = run->interval;
}

static cc_port
port(const cc_node *node, int j)
{
    (void)node;
    static const cc_port ports[] = {{"open", CC_TO_THEN}, {"closed", CC_TO_HANG_UP}, {NULL, 0}};
    return ports[j];
}

static bool
takes_time(const cc_node *node)
{
    (void)node;
    return false;
}

static double
enter(const cc_visit *visit)
{
    (void)visit;
    return 0;
}

static cc_leave
leave(const cc_visit *visit)
{
    const hours *self = visit->node->settings;
    const double now = visit->center->now.time;
    const double time = now - floor(now / CC_DAY) * CC_DAY;
    const bool is_open = time >= self->open && time < self->close;
    return (cc_leave){is_open ? OPEN : CLOSED, CC_AS_BEFORE};
}

/* The part of the interval that is open. */
static void
shares(const cc_node *node, int issue, size_t day, size_t interval, double *share)
{
    (void)issue;
    (void)day;
    const hours *self = node->settings;
    const double begin = self->begins + (double)interval * self->interval;
    const double end = begin + self->interval;
    const double open = fmin(end, self->close) - fmax(begin, self->open);
    share[OPEN] = fmax(open, 0) / self->interval;
    share[CLOSED] = 1 - share[OPEN];
    share[N_PORTS] = 0;
}

const cc_node_type cc_node_hours = {
    .name = "hours",
    .doc = "Leads by the time of the day.",
    .meets = "asks the clock of",
    .settings = settings,
    .settings_size = sizeof(hours),
    .set_up = set_up,
    .port = port,
    .takes_time = takes_time,
    .enter = enter,
    .leave = leave,
    .shares = shares,
};
