/* libccsim: a discrete-event simulator of contact centers, as a library. docs/library.md teaches it.
 *
 * Objects are handles that a function makes and one of the same family frees (NULL is fine there). Texts
 * are UTF-8 and end in 0. Texts that are given are copied; texts that come back belong to the handle
 * they come from, and live until the next call with that handle, or as long as the comment says.
 * Times and durations are seconds, of the run: 0 is its beginning. Shares are 0 to 1. NAN is "undefined",
 * such as the average of nothing. Indices count from 0.
 *
 * A function that can fail returns CCSIM_OK (0) or a negative code. Why it failed is a sentence: of a
 * function that makes a handle in the ccsim_error that it is given (NULL: not wanted; *handle is then
 * NULL), of any other in ccsim_..._message of its handle. A failed call has changed nothing, unless its
 * comment says otherwise.
 *
 * Threads: one thread at a time uses a handle; different handles may be used in different threads at
 * the same time. A scenario that nobody changes may be given to others in any number of threads at once.
 * ccsim_stop_set alone may be called at any time, from any thread, and in a signal handler.
 *
 * The library prints nothing, ends no process, catches no signal, and its answers do not depend on what
 * else it has been asked. */
#ifndef CCSIM_H
#define CCSIM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CCSIM_VERSION_MAJOR 0
#define CCSIM_VERSION_MINOR 1
#define CCSIM_VERSION_PATCH 0
#define CCSIM_VERSION_TEXT "0.1.0"
#define CCSIM_VERSION_NUMBER                                                                       \
    (CCSIM_VERSION_MAJOR * 10000 + CCSIM_VERSION_MINOR * 100 + CCSIM_VERSION_PATCH)

/* Of the library that is running: "0.1.0", and 100. Programs made for one major.minor run with every patch
 * of it. */
const char *ccsim_version(void);
int ccsim_version_number(void);

/* ---- codes and sentences ---- */

typedef enum ccsim_code {
    CCSIM_OK = 0,
    CCSIM_ERR_NOMEM = -1,   /* out of memory */
    CCSIM_ERR_PARAM = -2,   /* an argument, or a member of a definition, is out of range */
    CCSIM_ERR_IO = -3,      /* a file cannot be read or written */
    CCSIM_ERR_REFUSED = -4, /* scenario, plan, script or store: as the command line refuses it */
    CCSIM_ERR_LIMIT = -5,   /* a limit of the simulator: agents, cells, events at one moment */
    CCSIM_ERR_INTERRUPTED = -6, /* stopped, and there is nothing to show yet */
    CCSIM_ERR_BUG = -7,         /* an internal check failed: please report it */
    CCSIM_ERR_LAYOUT = -9,      /* a copy of a center of another scenario */
    CCSIM_ERR_MEMORY = -10,     /* contacts need more memory than the definition allows */
    CCSIM_ERR_STATE = -20,      /* not now: the center has not started, or is over */
    CCSIM_ERR_UNKNOWN = -21     /* there is nothing of that name; the sentence names the nearest */
} ccsim_code;

/* What a code means in a few words; never NULL. */
const char *ccsim_code_text(int code);

typedef struct ccsim_error {
    int code;        /* ccsim_code */
    char text[1024]; /* "center.cfg:12: group "agents": staff: must be >= 0 (-3)" */
} ccsim_error;

typedef struct ccsim_scenario ccsim_scenario;
typedef struct ccsim_stop ccsim_stop;
typedef struct ccsim_results ccsim_results;
typedef struct ccsim_sweep ccsim_sweep;
typedef struct ccsim_center ccsim_center;
typedef struct ccsim_snapshot ccsim_snapshot;
typedef struct ccsim_panel ccsim_panel;

/* ---- the figures that there are ---- */

typedef struct ccsim_kpi {
    size_t size;      /* of this struct; set it before the call */
    const char *name; /* "service_level_g1"; these live as long as the library */
    const char *unit; /* "s", "", ... as in the command line's JSON */
    const char *doc;  /* its definition */
    int better;       /* 1: higher, -1: lower, 0: neither */
} ccsim_kpi;

/* How many KPIs there are in any scenario, and number j of them. CCSIM_ERR_PARAM: there is no such number. */
size_t ccsim_kpi_count(void);
int ccsim_kpi_get(size_t j, ccsim_kpi *kpi);

/* ---- scenario: who gets in touch, and what meets them ---- */

/* Reads and checks a scenario file, or text; `name` stands for the file in messages, and is where
 * includes and tables are looked for. */
int ccsim_scenario_load(ccsim_scenario **self, const char *file, ccsim_error *error);
int ccsim_scenario_load_text(ccsim_scenario **self, const char *name, const char *text,
                             ccsim_error *error);
/* One of its own that says the same. */
int ccsim_scenario_copy(ccsim_scenario **self, const ccsim_scenario *from, ccsim_error *error);
/* Results and centers made of it stay as they are. */
void ccsim_scenario_free(ccsim_scenario *self);
/* Why the last call failed; "" if it did not. */
const char *ccsim_scenario_message(const ccsim_scenario *self);

/* Changes one setting, by its path and as written behind `--set`: "center.groups.agents.staff", "13";
 * "demand.issues.loan.voice.talk.mean", "4 min"; "demand.volume", "1.1". The whole scenario is read
 * again, with the command line's checks and hints, and its files are what they are then. CCSIM_ERR_REFUSED:
 * it stays as it was. */
int ccsim_scenario_set(ccsim_scenario *self, const char *path, const char *value);
/* Of a setting that takes a number: counts, shares, factors. A duration is a text, "20 s". */
int ccsim_scenario_set_number(ccsim_scenario *self, const char *path, double value);
/* Several at once, which may only be right together: path[j] is set to value[j], n of them. */
int ccsim_scenario_set_all(ccsim_scenario *self, const char *const *path, const char *const *value,
                           size_t n);
/* What a setting is now, as it could be written in a file: "13", "\"4 min\"", "[1, 2, 3]", or a group of
 * them in braces. CCSIM_ERR_UNKNOWN: it is not written and has no effect (the default), or there is no such
 * setting. *text lives until the next call with the scenario. */
int ccsim_scenario_get(ccsim_scenario *self, const char *path, const char **text);
/* The same as a number in the base unit (s of a duration, 1 and 0 of yes and no). CCSIM_ERR_PARAM: it is
 * no number. */
int ccsim_scenario_get_number(ccsim_scenario *self, const char *path, double *value);
/* What happens at what time while it runs: a file of changes, see docs/scripts.md; NULL: nothing. It holds
 * for runs and centers from then on. */
int ccsim_scenario_set_script(ccsim_scenario *self, const char *file);

const char *ccsim_scenario_name(const ccsim_scenario *self);
/* Two scenarios of one hash give the same results, to the bit; of one demand hash have the same customers. */
uint64_t ccsim_scenario_hash(const ccsim_scenario *self);
uint64_t ccsim_scenario_demand_hash(const ccsim_scenario *self);
/* All of it in canonical form, which can be loaded as text; NULL: no memory. */
const char *ccsim_scenario_text(ccsim_scenario *self);

/* What a scenario has by name. */
typedef enum ccsim_kind {
    CCSIM_CHANNELS,
    CCSIM_QUEUES,
    CCSIM_GROUPS, /* of agents */
    CCSIM_ISSUES, /* kinds of issues */
    CCSIM_NODES   /* of automation */
} ccsim_kind;

int ccsim_scenario_count(const ccsim_scenario *self, ccsim_kind kind);
/* NULL: there is no such number. The text lives as long as the scenario is not changed. */
const char *ccsim_scenario_name_of(const ccsim_scenario *self, ccsim_kind kind, int index);
/* -1: there is none, and the message names the nearest. */
int ccsim_scenario_find(ccsim_scenario *self, ccsim_kind kind, const char *name);

/* ---- to stop what takes long ---- */

/* NULL: no memory. */
ccsim_stop *ccsim_stop_new(void);
void ccsim_stop_free(ccsim_stop *self);
typedef enum ccsim_how {
    CCSIM_GO_ON,  /* takes a wish back */
    CCSIM_FINISH, /* begin no further replication; those under way are finished */
    CCSIM_NOW     /* drop those under way: it returns within a fraction of a second */
} ccsim_how;
/* Whoever was given it stops, with what is complete by then: replications 0 .. n-1. */
void ccsim_stop_set(ccsim_stop *self, ccsim_how how);

/* Called now and then in one of the threads of a run, by one at a time; anything but 0 is CCSIM_FINISH, which
 * is set in the definition's stop if there is one. It must not use the handles of that run. done and most:
 * replications. */
typedef int ccsim_progress(void *context, uint64_t done, uint64_t most);

/* ---- run and compare: many replications, and estimates with intervals ---- */

typedef struct ccsim_run_def {
    size_t size;   /* of this struct, as the default has it */
    uint64_t seed; /* 0 .. 2^63 - 1; 1 */
    /* 100; with rules of precision the most there may be: 100000. 0: these. */
    uint64_t replications;
    int threads;       /* 0: as many as there are processors. No answer depends on it */
    double confidence; /* of intervals: 0.95 */
    uint64_t memory;   /* bytes that contacts open at once may have in all; 0: no bounds */
    /* Rules as behind --precision, "asa channel:voice 0.5 s": go on until all hold. */
    const char *const *precision;
    size_t n_precision;
    /* Conditions as behind --require, "service_level_g1 channel:voice >= 0.8". */
    const char *const *require;
    size_t n_require;
    int is_unpaired;          /* scenarios do not meet the same customers */
    int by_interval;          /* also by interval of the day */
    int keeps_values;         /* of each figure and replication, for ccsim_results_value */
    ccsim_stop *stop;         /* NULL: nobody stops it */
    ccsim_progress *progress; /* NULL: nobody is told */
    void *context;            /* of progress */
    double budget;            /* s of the clock on the wall, after which none begins; 0: none */
    /* As behind --variance: "antithetic", "control", ...; NULL: none. Replications are then in groups. */
    const char *variance;
} ccsim_run_def;

/* Definitions begin as this says, and it has to be this that fills them: a struct may grow by members at its end,
 * and size tells the library which it has. Other languages call the function with the size of their struct. */
void ccsim_run_def_init(ccsim_run_def *self, size_t size);
static inline ccsim_run_def
ccsim_run_default(void)
{
    ccsim_run_def self;
    ccsim_run_def_init(&self, sizeof(self));
    return self;
}

/* def NULL: the default. The scenario may be changed or freed afterwards. CCSIM_ERR_INTERRUPTED: stopped
 * before the first replication was complete; later, it is CCSIM_OK and the results are partial. */
int ccsim_run(ccsim_results **self, const ccsim_scenario *scenario, const ccsim_run_def *def,
              ccsim_error *error);
/* Up to 16 scenarios, differences to the first one. Scenarios whose customers are not the same (run and demand,
 * but for volumes) are refused, unless is_unpaired. */
int ccsim_compare(ccsim_results **self, const ccsim_scenario *const *scenario, size_t n,
                  const ccsim_run_def *def, ccsim_error *error);
void ccsim_results_free(ccsim_results *self);
const char *ccsim_results_message(const ccsim_results *self);

uint64_t ccsim_results_replications(const ccsim_results *self); /* that are complete */
uint64_t ccsim_results_events(const ccsim_results *self);
int ccsim_results_is_partial(const ccsim_results *self); /* stopped before the end */
int ccsim_results_is_precise(const ccsim_results *self); /* all rules of precision hold */
size_t ccsim_results_scenarios(const ccsim_results *self);
const char *ccsim_results_scenario(const ccsim_results *self, size_t scenario); /* its name */

/* The figures that it has, in the order of reports, and which number one has: SIZE_MAX, and the message
 * says the nearest. Scopes: "center", "channel:voice", "queue:loans/attempt:first"; NULL: "center". */
typedef struct ccsim_figure {
    size_t size;
    const char *kpi, *scope, *unit;
} ccsim_figure;
size_t ccsim_results_figures(const ccsim_results *self);
int ccsim_results_figure(const ccsim_results *self, size_t figure, ccsim_figure *into);
size_t ccsim_results_find(ccsim_results *self, const char *kpi, const char *scope);

typedef struct ccsim_estimate {
    double mean;         /* NAN: undefined, or the scenario has no such figure */
    double half_width;   /* NAN: not to be had, of one replication */
    double lower, upper; /* need not be as far from the mean */
    uint64_t n;          /* replications */
    int is_few;          /* of too few: it may hold the truth less often than it says */
    int is_equal;        /* of a difference: 0 in every replication */
} ccsim_estimate;

/* By number, and by name. CCSIM_ERR_UNKNOWN, CCSIM_ERR_PARAM: *into is all NAN. */
int ccsim_results_estimate(ccsim_results *self, size_t scenario, size_t figure,
                           ccsim_estimate *into);
int ccsim_results_estimate_of(ccsim_results *self, size_t scenario, const char *kpi,
                              const char *scope, ccsim_estimate *into);
/* That scenario's less the first one's. */
int ccsim_results_difference(ccsim_results *self, size_t scenario, size_t figure,
                             ccsim_estimate *into);
int ccsim_results_difference_of(ccsim_results *self, size_t scenario, const char *kpi,
                                const char *scope, ccsim_estimate *into);
/* Of one replication; NAN: undefined, or the definition did not ask to keep values. */
double ccsim_results_value(const ccsim_results *self, size_t scenario, size_t figure,
                           uint64_t replication);
/* Is condition number j of the definition met? 1, 0; -1: there is none. */
int ccsim_results_is_met(const ccsim_results *self, size_t scenario, size_t j);
/* What a reader has to know (a queue that grew, precision that was not reached), by number; NULL: no more. */
const char *ccsim_results_warning(ccsim_results *self, size_t j);
/* To the byte what `ccsim run --format json`, or compare, prints. Lives as long as the results. NULL: no
 * memory. */
const char *ccsim_results_json(ccsim_results *self);

/* ---- sweep: many scenarios by a plan, with results in a store ---- */

typedef struct ccsim_sweep_def {
    size_t size;
    const char *store; /* the file of the store, made if need be */
    /* As the options of ccsim sweep of these names; NULL: as the plan says. The lists end in NULL. */
    const char *seed, *replications, *budget, *confidence, *points;
    const char *const *kpi, *const *precision, *const *set;
    size_t shard, n_shards; /* only points p with p % n_shards == shard: 0 of 1 */
    int threads;            /* 0: as many as there are processors */
    uint64_t memory;        /* bytes; 0: no bounds */
    int retries_failed;
    ccsim_stop *stop;
    ccsim_progress *progress; /* replications of all points */
    void *context;
} ccsim_sweep_def;

void ccsim_sweep_def_init(ccsim_sweep_def *self, size_t size);
static inline ccsim_sweep_def
ccsim_sweep_default(void)
{
    ccsim_sweep_def self;
    ccsim_sweep_def_init(&self, sizeof(self));
    return self;
}

/* Does what of the plan is not in the store yet, and reads what it has found. CCSIM_OK also if it was
 * stopped: see ccsim_sweep_is_partial. */
int ccsim_sweep_run(ccsim_sweep **self, const char *plan, const ccsim_sweep_def *def,
                    ccsim_error *error);
void ccsim_sweep_free(ccsim_sweep *self);
const char *ccsim_sweep_message(const ccsim_sweep *self);

int ccsim_sweep_is_partial(const ccsim_sweep *self);
size_t ccsim_sweep_points(const ccsim_sweep *self);
size_t ccsim_sweep_failed(const ccsim_sweep *self); /* points that were refused or failed */
/* Replications that this call has run, and those that were in the store before. */
uint64_t ccsim_sweep_done(const ccsim_sweep *self);
uint64_t ccsim_sweep_there(const ccsim_sweep *self);
size_t ccsim_sweep_baseline(const ccsim_sweep *self); /* the point that differences are against */
size_t ccsim_sweep_outputs(const ccsim_sweep *self);
const char *ccsim_sweep_output(const ccsim_sweep *self, size_t output); /* its name; NULL */
size_t ccsim_sweep_factors(const ccsim_sweep *self);
const char *ccsim_sweep_factor(const ccsim_sweep *self, size_t factor); /* its name; NULL */
/* What the factor is at that point, as written ("13", "4 min"); NULL. And as a number: in the base unit, or
 * of a level that is none its number from 0. */
const char *ccsim_sweep_level(ccsim_sweep *self, size_t point, size_t factor);
double ccsim_sweep_level_number(ccsim_sweep *self, size_t point, size_t factor);
uint64_t ccsim_sweep_replications(const ccsim_sweep *self, size_t point);
int ccsim_sweep_estimate(ccsim_sweep *self, size_t point, size_t output, ccsim_estimate *into);
/* To the baseline. */
int ccsim_sweep_difference(ccsim_sweep *self, size_t point, size_t output, ccsim_estimate *into);
/* What a reader has to know, by number; NULL: no more. */
const char *ccsim_sweep_warning(ccsim_sweep *self, size_t j);
/* To the byte what `ccsim sweep --format json` prints: also main effects, tornado and Sobol indices. Lives as
 * long as the sweep. NULL: no memory. */
const char *ccsim_sweep_json(ccsim_sweep *self);

/* ---- center: one replication, step by step ---- */

/* A center of the scenario (and script) as it is now; the scenario may be changed or freed afterwards. */
int ccsim_center_new(ccsim_center **self, const ccsim_scenario *scenario, ccsim_error *error);
void ccsim_center_free(ccsim_center *self);
const char *ccsim_center_message(const ccsim_center *self);

/* Replication r of a seed is the r-th (from 0) of a run of that seed, whatever the center has done before.
 * Start again whenever you like. */
int ccsim_center_start(ccsim_center *self, uint64_t seed, uint64_t replication);
/* While that is set, calls that move the center return CCSIM_ERR_INTERRUPTED within a fraction of a second (a panel's
 * after its step): it stands where it has come to, and goes on when it is asked again. NULL: nobody stops it. */
void ccsim_center_set_stop(ccsim_center *self, const ccsim_stop *stop);
/* All events up to that time, s, cut to the horizon. An error of the model ends the replication: from then
 * on all but start and restore say CCSIM_ERR_STATE. */
int ccsim_center_advance(ccsim_center *self, double until);
/* At most so many events; *done of them (NULL: not wanted): fewer at the horizon. */
int ccsim_center_step(ccsim_center *self, uint64_t most, uint64_t *done);

double ccsim_center_time(const ccsim_center *self);    /* s */
double ccsim_center_horizon(const ccsim_center *self); /* s: where the run ends */
uint64_t ccsim_center_events(const ccsim_center *self);
int ccsim_center_is_over(const ccsim_center *self); /* at the horizon, or finished */

/* What to wait for: it is looked at after each event and, of waits, as time goes by. */
typedef enum ccsim_until {
    CCSIM_UNTIL_WAITING, /* at least `value` contacts wait in the queue */
    CCSIM_UNTIL_WAIT,    /* somebody in the queue waits for `value` s */
    CCSIM_UNTIL_READY,   /* at least `value` agents of the group are ready and have nothing to do */
    CCSIM_UNTIL_BUSY,    /* at most `value` of them are */
    /* Service level of the queue below `value`, of all contacts so far: in time / (answered + abandoned -
     * abandoned in time). */
    CCSIM_UNTIL_LEVEL,
    CCSIM_UNTIL_TRUE /* what `is_true` says */
} ccsim_until;

/* Asked after each event; it may read and copy the center. What would move or change it is CCSIM_ERR_STATE. */
typedef int ccsim_predicate(void *context, const ccsim_center *center);

typedef struct ccsim_condition {
    size_t size;
    ccsim_until until;
    int queue; /* index; -1: all together */
    int group; /* index; -1: all together */
    double value;
    ccsim_predicate *is_true;
    void *context;
} ccsim_condition;

void ccsim_condition_init(ccsim_condition *self, size_t size);
static inline ccsim_condition
ccsim_condition_default(void)
{
    ccsim_condition self;
    ccsim_condition_init(&self, sizeof(self));
    return self;
}

/* Stops right behind the event with which the condition holds, at once if it holds already; or at that time,
 * s. *reached (may be NULL): 1, it holds; 0, it is that time. */
int ccsim_center_advance_until(ccsim_center *self, const ccsim_condition *condition, double until,
                               int *reached);

/* -- what it is now; channels, queues, groups by their index in the scenario -- */

typedef struct ccsim_queue_now {
    size_t size;
    uint32_t waiting;   /* contacts that wait for an answer */
    uint32_t backlog;   /* items, which are done when there is time */
    double oldest_wait; /* s, of those who wait for an answer; 0: nobody */
} ccsim_queue_now;
/* queue -1: all. */
int ccsim_center_queue(const ccsim_center *self, int queue, ccsim_queue_now *into);

typedef struct ccsim_group_now {
    size_t size;
    double planned;   /* agents scheduled */
    uint32_t staffed; /* on duty, */
    uint32_t working; /* ... with something in hand, */
    uint32_t ready;   /* ... with nothing in hand, and takes what comes */
    uint32_t seats;   /* that there are: ccsim_center_agent takes 0 .. seats-1 */
} ccsim_group_now;
/* group -1: all. */
int ccsim_center_group(const ccsim_center *self, int group, ccsim_group_now *into);

typedef enum ccsim_agent_state {
    CCSIM_AGENT_OFF,
    CCSIM_AGENT_READY,
    CCSIM_AGENT_TALKING,  /* a call */
    CCSIM_AGENT_CHATTING, /* conversations by turns */
    CCSIM_AGENT_WRITING,  /* an item: e-mail, post, form */
    CCSIM_AGENT_WRAP_UP,
    CCSIM_AGENT_BREAK,
    CCSIM_AGENT_NOT_READY,
    CCSIM_AGENT_DISCONNECTED
} ccsim_agent_state;

typedef struct ccsim_agent_now {
    size_t size;
    ccsim_agent_state state;
    double since;      /* s: in that state; NAN: not known */
    uint32_t contacts; /* in hand */
    int is_leaving;    /* finishes what is in hand: the shift has ended */
} ccsim_agent_now;
/* Seat number `seat` of the group. The first question after something has happened takes a look at the
 * whole center. */
int ccsim_center_agent(ccsim_center *self, int group, uint32_t seat, ccsim_agent_now *into);
/* "off", "ready", "talking", ... */
const char *ccsim_agent_state_text(ccsim_agent_state state);

/* A figure as if the run ended now, or, when it has ended, of this replication: then it is what a run of
 * one replication says. A copy of the center is made for it: not for every step. scope NULL: "center". */
int ccsim_center_figure(ccsim_center *self, const char *kpi, const char *scope, double *value);
/* Goes on to the horizon and ends the replication. */
int ccsim_center_finish(ccsim_center *self);

/* -- what may be changed while it runs: the controls of docs/scripts.md -- */

/* "staff", whose: "agents", 12: at that time, s, or now if that is not later. It is an event like others: it
 * has happened when the center has been moved, if only to now. NAN: as planned, where that may be; yes and no are
 * 1 and 0. whose "": of the house. CCSIM_ERR_UNKNOWN, CCSIM_ERR_PARAM with the command line's words. */
int ccsim_center_change(ccsim_center *self, double time, const char *control, const char *whose,
                        double value);
/* The value as it is written in a script: "12", "yes", "as planned", "20 s". */
int ccsim_center_change_text(ccsim_center *self, double time, const char *control,
                             const char *whose, const char *value);
/* As it is now; NAN: as planned. */
int ccsim_center_control(ccsim_center *self, const char *control, const char *whose, double *value);
/* The controls that there are: name and of whom ("group", "queue", ...; "": the house); NULL: no more. */
const char *ccsim_control_name(size_t j);
const char *ccsim_control_whose(size_t j);
const char *ccsim_control_doc(size_t j);

/* -- copies -- */

/* What the center is now, to come back to as often as you like. */
int ccsim_center_snapshot(ccsim_center *self, ccsim_snapshot **snapshot);
/* Also of another center of the same scenario; CCSIM_ERR_LAYOUT: of another scenario. */
int ccsim_center_restore(ccsim_center *self, const ccsim_snapshot *snapshot);
void ccsim_snapshot_free(ccsim_snapshot *self);
/* Another center, which is where this one is and goes its own way from here. */
int ccsim_center_fork(ccsim_center **self, ccsim_center *from, ccsim_error *error);
/* A number that is the same for two centers that stand alike, in one build of the library on one machine. */
uint64_t ccsim_center_hash(const ccsim_center *self);

/* ---- panel: a center as a vector of actions and one of observations, a call a step ---- */

/* sensor[n_sensors]: "NAME" or "NAME SCOPE", in the order of the observation.
 *   of the house: time (s)
 *   of the house, or queue:NAME: waiting, backlog, oldest_wait (s); and counts since the start, of all contacts:
 *     answered, in_time, abandoned, abandoned_in_time, blocked, contained, resolved, lost, waited (s, of the
 *     answered, in all)
 *   of the house, or group:NAME: planned, staffed, working, ready
 *   "control NAME WHOSE": what that control is now
 * control[n_controls]: "staff agents", "volume", as in a script without time and value. The panel belongs to
 * the center, which outlives it. Fork or restore the center as you like: it shows what is there. */
int ccsim_panel_new(ccsim_panel **self, ccsim_center *center, const char *const *sensor,
                    size_t n_sensors, const char *const *control, size_t n_controls,
                    ccsim_error *error);
void ccsim_panel_free(ccsim_panel *self);
const char *ccsim_panel_message(const ccsim_panel *self);
/* Fills observation[n_sensors] with what is now. */
int ccsim_panel_read(ccsim_panel *self, double *observation);
/* Sets controls to action[n_controls] (NULL: leaves them; a value that is what it is makes no event),
 * advances by so many seconds and reads. 1: that was the last step, the run is at its horizon; 0: there is
 * more; or a code below 0. */
int ccsim_panel_turn(ccsim_panel *self, const double *action, double seconds, double *observation);

#ifdef __cplusplus
}
#endif

#endif
