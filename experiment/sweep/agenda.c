/* Points are opened in an order that mixes them, two for each worker: while one is run, the next is loaded. Who has loaded a
 * point runs it, unless there is nothing else to do. With precision nothing beyond the next look is begun, so
 * that what is done is a function of the plan. */
#include "experiment/sweep/agenda.h"

#include "experiment/precision.h"
#include "experiment/sweep/eta.h"
#include "experiment/sweep/spans.h"
#include "sim/memory.h"
#include <stdlib.h>

#define WORTH 0.2 /* s of work that are worth one journey, */
#define MOST 500  /* and replications */
#define NOBODY (-1)

typedef enum stage {
    ASKED,   /* of the store */
    TO_LOAD, /* nobody has it loaded yet, */
    LOADING, /* or somebody does so */
    OPEN,
    TO_LOOK, /* its rules are to be looked at, */
    LOOKING, /* or somebody does so */
    BESIDE,  /* another point of the same scenario is under way */
} stage;

typedef struct point {
    size_t number;
    stage stage;
    int worker; /* who has loaded it, or last had a chunk of it */
    uint64_t scenario, seed;
    xp_spans given, done; /* replications */
    uint64_t failed;      /* UINT64_MAX: none has */
    uint64_t target;      /* replications, or those of the next look */
    bool confirming;
    size_t beside;  /* number of that other point */
    double seconds; /* of a replication; 0: not known */
} point;

struct xp_agenda {
    const xp_sweep *sweep;
    size_t next; /* place of the point to open, in the order that mixes them */
    size_t shard, n_shards;
    point **active;
    size_t n_active, capacity;
    int n_workers;
    double seconds; /* of a replication of the last chunk; 0: not known */
    xp_agenda_count count;
    uint64_t replications_of_done;
};

xp_agenda *
xp_agenda_new(const xp_sweep *sweep, size_t shard, size_t n_shards)
{
    xp_agenda *self = sim_memory_zeros(1, sizeof(*self));
    if (self != NULL) {
        self->sweep = sweep;
        self->shard = shard;
        self->n_shards = n_shards;
        self->n_workers = 1;
        self->count.points =
            shard < sweep->n_points ? (sweep->n_points - shard - 1) / n_shards + 1 : 0;
    }
    return self;
}

static void
point_free(point *self)
{
    xp_spans_free(&self->given);
    xp_spans_free(&self->done);
    free(self);
}

void
xp_agenda_delete(xp_agenda *self)
{
    if (self == NULL) {
        return;
    }
    for (size_t j = 0; j < self->n_active; j++) {
        point_free(self->active[j]);
    }
    free(self->active);
    free(self);
}

static point *
find(const xp_agenda *self, size_t number)
{
    for (size_t j = 0; j < self->n_active; j++) {
        if (self->active[j]->number == number) {
            return self->active[j];
        }
    }
    return NULL;
}

static uint64_t
limit_of(const point *it)
{
    return it->failed < it->target ? it->failed : it->target;
}

/* What of it can be handed out? */
static bool
is_open(const point *it, xp_span *gap)
{
    return it->stage == OPEN && xp_spans_gap(&it->given, limit_of(it), gap);
}

/* ---- a point's end ---- */

/* The others keep their order, for what is taken first. */
static void
forget(xp_agenda *self, size_t number)
{
    size_t n = 0;
    for (size_t j = 0; j < self->n_active; j++) {
        if (self->active[j]->number == number) {
            point_free(self->active[j]);
        } else {
            self->active[n++] = self->active[j];
        }
    }
    self->n_active = n;
}

static void
finish(xp_agenda *self, const point *it, bool has_failed)
{
    const size_t number = it->number;
    const uint64_t n = xp_spans_prefix(&it->done);
    const uint64_t wanted = has_failed ? n : it->target;
    self->count.points_done++;
    self->count.points_failed += has_failed;
    self->replications_of_done += wanted;
    forget(self, number);
    for (size_t j = 0; j < self->n_active;) {
        const point *other = self->active[j];
        if (other->stage == BESIDE && other->beside == number) {
            self->count.points_done++;
            self->count.points_failed += has_failed;
            self->replications_of_done += wanted;
            self->count.replications_there += wanted;
            self->count.replications_done += wanted;
            forget(self, other->number);
        } else {
            j++;
        }
    }
}

/* Something has been done of it. */
static void
move_on(xp_agenda *self, point *it)
{
    const uint64_t n = xp_spans_prefix(&it->done);
    if (it->stage != OPEN) {
        return;
    }
    if (it->failed < it->target && n >= it->failed) {
        finish(self, it, true);
    } else if (n >= it->target) {
        if (self->sweep->n_rules == 0) {
            finish(self, it, false);
        } else {
            it->stage = TO_LOOK;
        }
    }
}

/* ---- what is known of a point ---- */

bool
xp_agenda_ask(xp_agenda *self, size_t *number)
{
    size_t n = 0;
    xp_span gap;
    for (size_t j = 0; j < self->n_active; j++) {
        const stage at = self->active[j]->stage;
        n += at == ASKED || at == TO_LOAD || at == LOADING || is_open(self->active[j], &gap);
    }
    if (self->next >= self->count.points || n > 2 * (size_t)self->n_workers) {
        return false;
    }
    if (self->n_active == self->capacity) {
        const size_t capacity = self->capacity > 0 ? 2 * self->capacity : 16;
        point **larger = realloc(self->active, capacity * sizeof(*larger));
        if (larger == NULL) {
            return false; /* there will be room when others are done */
        }
        self->active = larger;
        self->capacity = capacity;
    }
    point *it = sim_memory_zeros(1, sizeof(*it));
    if (it == NULL) {
        return false;
    }
    it->number = self->shard + self->n_shards * xp_eta_order(self->next, self->count.points);
    it->stage = ASKED;
    it->worker = NOBODY;
    it->failed = UINT64_MAX;
    self->active[self->n_active++] = it;
    *number = it->number;
    self->next++;
    return true;
}

int
xp_agenda_unknown(xp_agenda *self, size_t number)
{
    point *it = find(self, number);
    if (it == NULL) {
        return SIM_ERR_PARAM;
    }
    it->stage = TO_LOAD;
    return SIM_OK;
}

int
xp_agenda_refused(xp_agenda *self, size_t number)
{
    const point *it = find(self, number);
    if (it == NULL) {
        return SIM_ERR_PARAM;
    }
    finish(self, it, true);
    return SIM_OK;
}

/* Another point that is under way, and does the same. */
static const point *
twin_of(const xp_agenda *self, const point *of)
{
    for (size_t j = 0; j < self->n_active; j++) {
        const point *it = self->active[j];
        const bool is_known = it->stage == OPEN || it->stage == TO_LOOK || it->stage == LOOKING;
        if (it != of && is_known && it->scenario == of->scenario && it->seed == of->seed) {
            return it;
        }
    }
    return NULL;
}

int
xp_agenda_loaded(xp_agenda *self, const xp_agenda_point *known)
{
    point *it = find(self, known->point);
    int ret = SIM_OK;
    if (it == NULL) {
        return SIM_ERR_PARAM;
    }
    it->scenario = known->scenario;
    it->seed = known->seed;
    const point *twin = twin_of(self, it);
    if (twin != NULL) {
        it->stage = BESIDE;
        it->beside = twin->number;
        return SIM_OK;
    }
    for (size_t j = 0, n; j < known->n_there && ret == SIM_OK; j += n) {
        const uint64_t first = known->there[j];
        for (n = 1; j + n < known->n_there && known->there[j + n] == first + n;) {
            n++;
        }
        ret = xp_spans_add(&it->done, first, first + n);
        ret = ret == SIM_OK ? xp_spans_add(&it->given, first, first + n) : ret;
    }
    const uint64_t most = self->sweep->replications;
    it->failed = known->failed;
    it->target = self->sweep->n_rules > 0 && XP_FIRST_LOOK < most ? XP_FIRST_LOOK : most;
    it->stage = OPEN;
    const uint64_t there = xp_spans_count(&it->done, most);
    self->count.replications_there += there;
    self->count.replications_done += there;
    move_on(self, it);
    return ret;
}

/* ---- precision ---- */

bool
xp_agenda_look(xp_agenda *self, size_t *number, uint64_t *n)
{
    for (size_t j = 0; j < self->n_active; j++) {
        point *it = self->active[j];
        if (it->stage == TO_LOOK) {
            it->stage = LOOKING;
            *number = it->number;
            *n = it->target;
            return true;
        }
    }
    return false;
}

/* As check_rules of experiment/run.c. */
void
xp_agenda_looked(xp_agenda *self, size_t number, uint64_t n, bool narrow, bool in_vain)
{
    point *it = find(self, number);
    const uint64_t most = self->sweep->replications;
    if (it == NULL || it->stage != LOOKING) {
        return;
    }
    it->stage = OPEN;
    if (n >= most || in_vain || (narrow && it->confirming)) {
        finish(self, it, false);
        return;
    }
    it->confirming = narrow;
    const uint64_t next = narrow ? xp_confirmation(n) : xp_next_look(n);
    it->target = next < most ? next : most;
    move_on(self, it);
}

/* ---- work ---- */

static xp_agenda_answer
load(point *it, int w, xp_chunk *chunk)
{
    it->stage = LOADING;
    it->worker = w;
    *chunk = (xp_chunk){.point = it->number, .wants_text = true};
    return XP_AGENDA_CHUNK;
}

static uint64_t
left_in_all(const xp_agenda *self)
{
    uint64_t n = 0;
    for (size_t j = 0; j < self->n_active; j++) {
        const point *it = self->active[j];
        const uint64_t limit = limit_of(it);
        n += it->stage == OPEN ? limit - xp_spans_count(&it->given, limit) : 0;
    }
    return n;
}

/* Towards the end chunks become small, so that all have something to do until then. */
static xp_agenda_answer
hand_out(xp_agenda *self, point *it, int w, const xp_span *gap, xp_chunk *chunk)
{
    const double seconds = it->seconds > 0 ? it->seconds : self->seconds;
    double most = seconds > 0 ? WORTH / seconds : 1;
    if (self->next >= self->count.points && self->n_workers > 1) {
        const double share = (double)left_in_all(self) / (2 * (double)self->n_workers);
        most = share < most ? share : most;
    }
    const uint64_t n_gap = gap->end - gap->first;
    const uint64_t n = most < 1 ? 1 : most > MOST ? MOST : (uint64_t)most;
    *chunk = (xp_chunk){
        .point = it->number, .first = gap->first, .n = (uint32_t)(n < n_gap ? n : n_gap)};
    if (xp_spans_add(&it->given, chunk->first, chunk->first + chunk->n) != SIM_OK) {
        return XP_AGENDA_WAIT;
    }
    it->worker = w;
    return XP_AGENDA_CHUNK;
}

xp_agenda_answer
xp_agenda_take(xp_agenda *self, int w, xp_chunk *chunk)
{
    point *to_load = NULL, *own = NULL, *other = NULL;
    size_t n_own = 0;
    xp_span gap = {0};
    self->n_workers = w >= self->n_workers ? w + 1 : self->n_workers;
    for (size_t j = 0; j < self->n_active; j++) {
        point *it = self->active[j];
        const bool is_own = it->worker == w;
        if (it->stage == TO_LOAD && to_load == NULL) {
            to_load = it;
        } else if (is_open(it, &gap)) {
            n_own += is_own;
            own = is_own && own == NULL ? it : own;
            /* rather nobody's than another's, and of these the first */
            if (!is_own && (other == NULL || (it->worker == NOBODY && other->worker != NOBODY))) {
                other = it;
            }
        } else if (it->stage == LOADING) {
            n_own += is_own;
        }
    }
    if (to_load != NULL && n_own < 2) {
        return load(to_load, w, chunk);
    }
    point *it = own != NULL ? own : other;
    if (it != NULL && is_open(it, &gap)) {
        return hand_out(self, it, w, &gap, chunk);
    }
    if (to_load != NULL) {
        return load(to_load, w, chunk);
    }
    return xp_agenda_is_done(self) ? XP_AGENDA_DONE : XP_AGENDA_WAIT;
}

bool
xp_agenda_is_done(const xp_agenda *self)
{
    return self->n_active == 0 && self->next >= self->count.points;
}

int
xp_agenda_done(xp_agenda *self, const xp_chunk *chunk, uint32_t n_done, bool failed, double seconds)
{
    point *it = find(self, chunk->point);
    if (it == NULL || it->stage != OPEN) {
        return SIM_OK; /* it has ended meanwhile, by a replication that failed */
    }
    const uint64_t end = chunk->first + n_done;
    const uint64_t before = xp_spans_count(&it->done, UINT64_MAX);
    int ret = xp_spans_add(&it->done, chunk->first, end);
    self->count.replications_done += xp_spans_count(&it->done, UINT64_MAX) - before;
    if (failed) {
        it->failed = end < it->failed ? end : it->failed;
    } else if (n_done < chunk->n && ret == SIM_OK) {
        ret = xp_spans_remove(&it->given, end, chunk->first + chunk->n);
    }
    if (n_done > 0 && seconds > 0) {
        const double each = seconds / n_done;
        self->seconds = each;
        it->seconds = it->seconds > 0 ? (it->seconds + each) / 2 : each;
    }
    if (ret == SIM_OK) {
        move_on(self, it);
    }
    return ret;
}

int
xp_agenda_lost(xp_agenda *self, const xp_chunk *chunk)
{
    point *it = find(self, chunk->point);
    if (it == NULL) {
        return SIM_OK;
    }
    it->worker = NOBODY;
    if (chunk->n == 0) {
        it->stage = it->stage == LOADING ? TO_LOAD : it->stage;
        return SIM_OK;
    }
    return xp_spans_remove(&it->given, chunk->first, chunk->first + chunk->n);
}

xp_agenda_count
xp_agenda_counted(const xp_agenda *self)
{
    xp_agenda_count count = self->count;
    const size_t left = count.points - count.points_done;
    double each = (double)self->sweep->replications;
    if (self->sweep->n_rules > 0 && count.points_done > 0) {
        each = (double)self->replications_of_done / (double)count.points_done;
    }
    count.replications = self->replications_of_done + (uint64_t)(each * (double)left);
    return count;
}
