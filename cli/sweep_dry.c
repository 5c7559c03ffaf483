#include "cli/sweep_dry.h"

#include "cli/listing.h"
#include "cli/options.h"
#include "cli/verb.h"
#include "experiment/store/store.h"
#include "experiment/sweep/hand.h"
#include "report/lines.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SHOWN 20    /* points, unless all are asked for */
#define TIMED 5     /* points of which a replication is run */
#define LOOKED 2000 /* points that are loaded to see what the store has of them */
#define SHORT 0.05  /* s: of such replications several are run */
#define PATIENCE 2. /* s, after which no further one is */

static double
now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* What is known of one point. */
typedef struct looked {
    uint64_t hash;
    char message[1024]; /* "": it could be loaded */
    double load, run;   /* s, of one replication; NAN */
} looked;

static int
look(xp_hand *hand, size_t number, bool is_timed, looked *out)
{
    xp_bundle bundle = {0};
    xp_bundle_reader reader;
    xp_chunk chunk = {.point = number};
    const double begin = now();
    int ret = xp_hand_do(hand, &chunk, &bundle);
    *out = (looked){.load = now() - begin, .run = NAN};
    ret = ret == SIM_OK ? xp_bundle_read(&reader, bundle.bytes.byte, bundle.bytes.n) : ret;
    if (ret == SIM_OK) {
        out->hash = reader.head.scenario;
        snprintf(out->message, sizeof(out->message), "%s",
                 reader.head.message != NULL ? reader.head.message : "");
    }
    for (int k = 0; k < 2 && ret == SIM_OK && is_timed && out->message[0] == '\0'; k++) {
        xp_bundle some = {0};
        chunk.n = k == 0 ? 1 : 4;
        const double loaded = now();
        ret = xp_hand_do(hand, &chunk, &some);
        out->run = (now() - loaded) / chunk.n;
        xp_bundle_free(&some);
        if (out->run > SHORT) {
            break;
        }
        chunk.first += chunk.n; /* the first one makes room: those that follow are faster */
    }
    xp_bundle_free(&bundle);
    return ret;
}

/* ---- how long ---- */

typedef struct estimate {
    size_t points;
    double there;                 /* replications that are in the store; NAN: not looked */
    double replications, seconds; /* NAN: it could not be said */
} estimate;

static int
estimate_of(const cli_sweep_dry *self, xp_hand *hand, estimate *out)
{
    const xp_sweep *sweep = self->sweep;
    double load = 0, run = 0;
    uint64_t hash[TIMED];
    int n = 0, n_distinct = 0, ret = SIM_OK;
    out->points = (sweep->n_points + self->n_shards - 1 - self->shard) / self->n_shards;
    out->replications = (double)out->points * (double)sweep->replications;
    const double begin = now();
    for (size_t k = 0; k < TIMED && ret == SIM_OK && now() - begin < PATIENCE; k++) {
        looked it;
        const size_t number = TIMED < sweep->n_points ? sweep->n_points * k / TIMED : k;
        if (number >= sweep->n_points) {
            break;
        }
        ret = look(hand, number, true, &it);
        if (ret == SIM_OK && !isnan(it.run)) {
            bool is_new = true;
            for (int j = 0; j < n; j++) {
                is_new = is_new && hash[j] != it.hash;
            }
            load += it.load;
            run += it.run;
            n_distinct += is_new;
            hash[n++] = it.hash;
        }
    }
    /* points of one scenario share its replications; where all that were seen do, there are no others */
    const double scenarios = n_distinct == 1 ? 1 : (double)out->points * n_distinct / fmax(n, 1);
    const double threads = fmin(self->threads, fmax(1, out->replications));
    const double replications = scenarios * (double)sweep->replications;
    out->seconds =
        n == 0 ? NAN : ((double)out->points * load / n + replications * run / n) / threads;
    return ret;
}

/* Of a point, as far as they are asked for. */
static int
count_there(xp_store *store, const xp_sweep *sweep, size_t number, uint64_t scenario, double *n)
{
    uint64_t *list = NULL, failed;
    size_t found = 0;
    const int ret = xp_store_replications(store, scenario, xp_sweep_point_seed(sweep, number),
                                          &list, &found, &failed);
    for (size_t j = 0; ret == SIM_OK && j < found; j++) {
        *n += list[j] < sweep->replications;
    }
    free(list);
    return ret;
}

/* What need not be simulated. A store that cannot be read is of no use, which a run will say. */
static int
look_into_store(const cli_sweep_dry *self, xp_hand *hand, estimate *much)
{
    const xp_sweep *sweep = self->sweep;
    xp_store *store = NULL;
    cc_refusal refusal;
    much->there = NAN;
    if (much->points > LOOKED || access(self->store, R_OK) != 0 ||
        xp_store_open(&store, self->store, XP_STORE_READ, &refusal) != SIM_OK) {
        return SIM_OK;
    }
    int ret = SIM_OK;
    much->there = 0;
    for (size_t p = self->shard; p < sweep->n_points && ret == SIM_OK; p += self->n_shards) {
        looked it;
        ret = look(hand, p, false, &it);
        if (ret == SIM_OK && it.message[0] == '\0') {
            ret = count_there(store, sweep, p, it.hash, &much->there);
        }
    }
    if (!isnan(much->seconds)) {
        much->seconds *= 1 - fmin(much->there / much->replications, 1);
    }
    xp_store_close(store);
    return ret;
}

/* Two digits: it is a guess. */
static const char *
about(double seconds, char *text, size_t size)
{
    const double unit = seconds < 100 ? 1 : seconds < 6000 ? 60 : seconds < 172800 ? 3600 : 86400;
    snprintf(text, size, "%.2g %s", fmax(seconds, 0.01) / unit,
             unit == 1      ? "s"
             : unit == 60   ? "min"
             : unit == 3600 ? "h"
                            : "d");
    return text;
}

/* ---- as text ---- */

static void
put(char *text, size_t size, const char *name, const char *value)
{
    const size_t n = strlen(text);
    snprintf(text + n, size - n, "%s%s%s%s", n > 0 ? ", " : "", name, *name != '\0' ? " = " : "",
             value);
}

/* "agents = 12, patience = 5 min"; what is as the scenario says, or as at the baseline of one at a time, is
 * left out. */
static void
write_point(const cli_sweep_dry *self, FILE *file, const xp_sweep_point *point,
            const xp_sweep_point *baseline, const looked *it)
{
    char begin[64], margin[64], text[4096] = "";
    if (it->message[0] == '\0') {
        snprintf(begin, sizeof(begin), "%7zu  %016" PRIx64 "  ", point->number + 1, it->hash);
    } else {
        snprintf(begin, sizeof(begin), "%7zu  %-16s  ", point->number + 1, "refused");
    }
    for (size_t f = 0; f < self->sweep->n_factors; f++) {
        const bool is_same = baseline != NULL && strcmp(point->text[f], baseline->text[f]) == 0;
        if (strcmp(point->text[f], "as is") != 0 && !is_same) {
            put(text, sizeof(text), self->sweep->factor[f].name, point->text[f]);
        }
    }
    snprintf(margin, sizeof(margin), "%*s", (int)strlen(begin), "");
    fputs(begin, file);
    cli_write_wrapped(file, strlen(begin), margin, text[0] != '\0' ? text : "as the scenario says");
    if (it->message[0] != '\0') {
        fputs(margin, file);
        cli_write_wrapped(file, strlen(margin), margin, it->message);
    }
}

static void
write_line(FILE *file, const char *name, const char *text)
{
    fprintf(file, "%-13s", name);
    cli_write_wrapped(file, 13, "             ", text);
}

static void
write_factors(FILE *file, const xp_sweep *sweep)
{
    for (size_t f = 0; f < sweep->n_factors; f++) {
        const xp_factor *factor = &sweep->factor[f];
        char text[600] = "";
        for (size_t j = 0; j < factor->n_levels && strlen(text) < 300; j++) {
            put(text, sizeof(text), "", factor->level[j]);
        }
        if (factor->kind == XP_FACTOR_RANGE) {
            snprintf(text, sizeof(text), "%g to %g%s%s%s%s", factor->low, factor->high,
                     factor->unit[0] != '\0' ? " " : "", factor->unit,
                     factor->is_log ? ", logarithmic" : "", factor->is_whole ? ", whole" : "");
        } else if (factor->kind == XP_FACTOR_COMPUTED) {
            snprintf(text, sizeof(text), "= %.300s", factor->computed.text);
        } else if (strlen(text) >= 300) {
            snprintf(text + 290, sizeof(text) - 290, " ...: %zu levels", factor->n_levels);
        }
        if (factor->tied_to >= 0) {
            const size_t n = strlen(text);
            snprintf(text + n, sizeof(text) - n, ", tied to %s",
                     sweep->factor[factor->tied_to].name);
        }
        char line[800];
        snprintf(line, sizeof(line), "%s: %s", factor->name, text);
        write_line(file, f == 0 ? "factors" : "", line);
    }
}

static void
write_head(const cli_sweep_dry *self, FILE *file, const estimate *much)
{
    const xp_sweep *sweep = self->sweep;
    char text[8192] = "", time[32];
    snprintf(text, sizeof(text), "%s: %zu point%s, %s; plan %016" PRIx64, sweep->name,
             sweep->n_points, sweep->n_points == 1 ? "" : "s", sweep->design->name, sweep->hash);
    cli_write_wrapped(file, 0, "", text);
    text[0] = '\0';
    for (size_t s = 0; s < sweep->n_scenarios && strlen(text) < 2000; s++) {
        put(text, sizeof(text), "", sweep->scenario[s]);
    }
    write_line(file, sweep->n_scenarios == 1 ? "scenario" : "scenarios", text);
    write_factors(file, sweep);
    text[0] = '\0';
    for (size_t j = 0; j < sweep->n_outputs; j++) {
        put(text, sizeof(text), "", sweep->output[j].name);
    }
    write_line(file, "outputs", text);
    snprintf(text, sizeof(text), "%s%" PRIu64 " replication%s, %s %" PRIu64,
             sweep->n_rules > 0 ? "at most " : "", sweep->replications,
             sweep->replications == 1 ? "" : "s",
             sweep->common ? "the same random numbers at all points: seed"
                           : "random numbers of its own, by seed",
             sweep->seed);
    write_line(file, "each", text);
    snprintf(text, sizeof(text), "%s%.0f replications%s%s on %d thread%s",
             sweep->n_rules > 0 ? "at most " : "", much->replications,
             isnan(much->seconds) ? "" : ", about ",
             isnan(much->seconds) ? "" : about(much->seconds, time, sizeof(time)), self->threads,
             self->threads == 1 ? "" : "s");
    write_line(file, "in all", text);
    if (!isnan(much->there)) {
        snprintf(text, sizeof(text), "%.0f of these are in %.300s", much->there, self->store);
        write_line(file, "there", text);
    }
    if (self->n_shards > 1) {
        snprintf(text, sizeof(text), "%zu of %zu, %zu points of all", self->shard + 1,
                 self->n_shards, much->points);
        write_line(file, "shard", text);
    }
    if (sweep->budget > 0) {
        write_line(file, "budget", xp_text_span(sweep->budget, text, sizeof(text)));
    }
}

static json_t *
point_object(const cli_sweep_dry *self, const xp_sweep_point *point, const looked *it)
{
    char hash[24];
    snprintf(hash, sizeof(hash), "%016" PRIx64, it->hash);
    json_t *object = json_object(), *factors = json_object();
    json_object_set_new(object, "point", json_integer((json_int_t)point->number + 1));
    for (size_t f = 0; f < self->sweep->n_factors; f++) {
        json_object_set_new(factors, self->sweep->factor[f].name,
                            strcmp(point->text[f], "as is") == 0 ? json_null()
                                                                 : json_string(point->text[f]));
    }
    json_object_set_new(object, "factors", factors);
    json_object_set_new(object, "file", json_string(point->file));
    char *command = xp_sweep_point_command(point);
    json_object_set_new(object, "set", json_string(command != NULL ? command : ""));
    free(command);
    json_object_set_new(object, "scenario",
                        it->message[0] == '\0' ? json_string(hash) : json_null());
    json_object_set_new(object, "refused",
                        it->message[0] != '\0' ? json_string(it->message) : json_null());
    return object;
}

static json_t *
head_object(const cli_sweep_dry *self, const estimate *much)
{
    const xp_sweep *sweep = self->sweep;
    char hash[24];
    json_t *all = json_object(), *outputs = json_array();
    snprintf(hash, sizeof(hash), "%016" PRIx64, sweep->hash);
    json_object_set_new(all, "plan", json_string(sweep->name));
    json_object_set_new(all, "hash", json_string(hash));
    json_object_set_new(all, "design", json_string(sweep->design->name));
    json_object_set_new(all, "n_points", json_integer((json_int_t)sweep->n_points));
    json_object_set_new(all, "replications", json_integer((json_int_t)sweep->replications));
    json_object_set_new(all, "seed", json_integer((json_int_t)sweep->seed));
    json_object_set_new(all, "common", json_boolean(sweep->common));
    json_object_set_new(all, "there", isnan(much->there) ? json_null() : json_real(much->there));
    json_object_set_new(all, "seconds",
                        isnan(much->seconds) ? json_null() : json_real(much->seconds));
    for (size_t j = 0; j < sweep->n_outputs; j++) {
        json_array_append_new(outputs, json_string(sweep->output[j].name));
    }
    json_object_set_new(all, "outputs", outputs);
    return all;
}

/* ---- both ---- */

typedef struct shown {
    size_t n, n_refused;
    xp_sweep_point baseline; /* of one at a time, if it can be: has an arena */
    json_t *points;          /* NULL: as text */
} shown;

/* A point that cannot be: what is computed is undefined there. */
static void
show_none(shown *it, FILE *file, size_t number, const char *message)
{
    if (it->points != NULL) {
        json_t *object = json_object();
        json_object_set_new(object, "point", json_integer((json_int_t)number + 1));
        json_object_set_new(object, "refused", json_string(message));
        json_array_append_new(it->points, object);
    } else {
        fprintf(file, "%7zu  %-16s  ", number + 1, "refused");
        cli_write_wrapped(file, 27, "                           ", message);
    }
    it->n_refused++;
    it->n++;
}

static int
show_points(const cli_sweep_dry *self, FILE *file, xp_hand *hand, shown *it)
{
    const xp_sweep *sweep = self->sweep;
    int ret = SIM_OK;
    cc_refusal none;
    if (sweep->design->has_baseline &&
        xp_sweep_point_make(&it->baseline, sweep, sweep->baseline, &none) != SIM_OK) {
        it->baseline.arena = NULL;
    }
    for (size_t p = self->shard; p < sweep->n_points && ret == SIM_OK; p += self->n_shards) {
        if (it->n == SHOWN && !self->is_verbose && !self->is_json) {
            break;
        }
        xp_sweep_point point;
        looked seen = {0};
        cc_refusal refusal = {""};
        ret = xp_sweep_point_make(&point, sweep, p, &refusal);
        if (ret == SIM_ERR_REFUSED) { /* nothing is to be loaded */
            show_none(it, file, p, refusal.text);
            ret = SIM_OK;
            continue;
        }
        if (ret == SIM_OK) {
            ret = look(hand, p, false, &seen);
            if (ret == SIM_OK && it->points != NULL) {
                json_array_append_new(it->points, point_object(self, &point, &seen));
            } else if (ret == SIM_OK) {
                const bool is_one = it->baseline.arena != NULL && p != sweep->baseline;
                write_point(self, file, &point, is_one ? &it->baseline : NULL, &seen);
            }
            xp_sweep_point_free(&point);
        }
        it->n_refused += seen.message[0] != '\0';
        it->n++;
    }
    return ret;
}

int
cli_sweep_dry_run(const cli_sweep_dry *self, const char *verb, FILE *file)
{
    estimate much = {0};
    shown it = {.points = self->is_json ? json_array() : NULL};
    sim_budget budget = {.most = self->memory};
    xp_hand *hand = xp_hand_new(self->sweep, &budget, NULL, NULL);
    int ret = hand == NULL ? SIM_ERR_NOMEM : estimate_of(self, hand, &much);
    ret = ret == SIM_OK ? look_into_store(self, hand, &much) : ret;
    json_t *all = ret == SIM_OK && self->is_json ? head_object(self, &much) : NULL;
    if (ret == SIM_OK && !self->is_json) {
        write_head(self, file, &much);
        fprintf(file, "\n  point  scenario          factors\n");
    }
    ret = ret == SIM_OK ? show_points(self, file, hand, &it) : ret;
    if (ret == SIM_OK && all != NULL) {
        json_object_set(all, "points", it.points);
        ret = json_dumpf(all, file, JSON_INDENT(1) | JSON_REAL_PRECISION(17)) == 0 ? SIM_OK
                                                                                   : SIM_ERR_IO;
        fputc('\n', file);
    } else if (ret == SIM_OK && it.n < much.points) {
        fprintf(file, "... and %zu more: --verbose shows all\n", much.points - it.n);
    }
    xp_sweep_point_free(&it.baseline);
    json_decref(it.points);
    json_decref(all);
    xp_hand_delete(hand);
    if (ret != SIM_OK) {
        return cli_failed(verb, "%s", sim_strerror(ret));
    }
    return it.n_refused == 0 ? CLI_OK : it.n_refused < it.n ? CLI_FAILED : CLI_USAGE;
}
