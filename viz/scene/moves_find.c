/* From records of what happened to who is under way. All that happened to a customer at one moment is one
 * movement, from where it was before to where it is then. A function of the records and the time
 * alone, so that going back shows the same picture. */
#include "models/center/entries.h"
#include "models/scenario/node.h"
#include "viz/scene/draw.h"

#include <math.h>
#include <stdlib.h>

#define MOST_RECORDS 8192 /* looked at: the latest */
#define N_SLOTS 16384     /* of the table below: a power of two, and twice as many */

typedef struct customer {
    uint64_t owner;
    bool is_used, is_known; /* known: where it is */
    viz_place at;
    uint16_t queue; /* that it was sent to, + 1; 0: its own */
    double moved;   /* s: when it moved last; NAN: not yet */
    int move;       /* then, of those kept; -1 */
} customer;

static customer *
find(customer *table, uint64_t owner)
{
    uint64_t j = owner * UINT64_C(0x9e3779b97f4a7c15) >> 50;
    while (table[j].is_used && table[j].owner != owner) {
        j = (j + 1) % N_SLOTS;
    }
    if (!table[j].is_used) {
        table[j] = (customer){.owner = owner, .is_used = true, .moved = NAN, .move = -1};
    }
    return &table[j];
}

static viz_place
lane_of(const cc_scenario *scenario, const customer *who, cc_told told)
{
    const int channel = cc_channel_by_id(scenario, (uint32_t)told.channel);
    int queue = who->queue - 1;
    if (queue < 0 && channel >= 0) {
        queue = scenario->center.queue_of[told.issue * scenario->n_channels + channel];
    }
    const bool is_any = queue >= 0 && channel >= 0;
    return (viz_place){is_any ? VIZ_AT_LANE : VIZ_AT_DOOR,
                       is_any ? (uint32_t)(queue * scenario->n_channels + channel) : 0};
}

static viz_place
exit_by(viz_exit exit)
{
    return (viz_place){VIZ_AT_EXIT, exit};
}

/* Where it is from now on; false: where it was. `is_start`: it has not moved there. */
static bool
place_of(const cc_scenario *scenario, const sim_trace_record *record, customer *who, viz_place *to,
         bool *is_start)
{
    const cc_told told = cc_told_unpack(record->a);
    *is_start = false;
    switch ((cc_entry)record->code) {
    case CC_JOURNAL_GETS_IN_TOUCH:
        who->queue = 0;
        *is_start = true;
        *to = told.round > 0 || told.attempt > 0 ? exit_by(VIZ_EXIT_AWAY)
                                                 : (viz_place){VIZ_AT_DOOR, 0};
        return true;
    case CC_JOURNAL_WRITES_AGAIN:
        *is_start = true;
        *to = exit_by(VIZ_EXIT_AWAY);
        return true;
    case CC_JOURNAL_HANDED_OVER:
        *is_start = true;
        *to = (viz_place){VIZ_AT_NODE, (uint32_t)record->b};
        return true;
    case CC_JOURNAL_ENDS:
    case CC_JOURNAL_CUT_OFF:
        *is_start = true;
        *to = (viz_place){VIZ_AT_SEAT, (uint32_t)record->b};
        return true;
    case CC_JOURNAL_MEETS_ASSISTANT:
    case CC_JOURNAL_WAITS_FOR_NODE:
        *to = (viz_place){VIZ_AT_NODE, (uint32_t)record->b};
        return true;
    case CC_JOURNAL_MISROUTED:
        who->queue = (uint16_t)(record->b + 1);
        return false;
    case CC_JOURNAL_FORWARDED:
        who->queue = 0;
        return false;
    case CC_JOURNAL_TRANSFERRED:
        who->queue = (uint16_t)(scenario->center.transfer[record->b].queue + 1);
        return false;
    case CC_JOURNAL_SENT_ON:
        who->queue = (uint16_t)(cc_node_to_queue(&scenario->center.node[record->b]) + 1);
        return false;
    case CC_JOURNAL_WAITS:
    case CC_JOURNAL_REQUEUED:
        *to = lane_of(scenario, who, told);
        return to->kind == VIZ_AT_LANE;
    case CC_JOURNAL_TAKEN:
        *to = (viz_place){VIZ_AT_SEAT, (uint32_t)record->b};
        return true;
    case CC_JOURNAL_CONTAINED:
        *to = exit_by(VIZ_EXIT_CONTAINED);
        return true;
    case CC_JOURNAL_RESOLVED:
        *to = exit_by(VIZ_EXIT_RESOLVED);
        return true;
    case CC_JOURNAL_BALKS:
    case CC_JOURNAL_ABANDONS:
    case CC_JOURNAL_DROPPED:
    case CC_JOURNAL_HANGS_UP:
    case CC_JOURNAL_LEAVES_LINE:
    case CC_JOURNAL_LEAVES_SILENTLY:
    case CC_JOURNAL_LEAVES_IN_TURN:
        *to = exit_by(VIZ_EXIT_GAVE_UP);
        return true;
    case CC_JOURNAL_BLOCKED:
    case CC_JOURNAL_FINDS_IT_CLOSED:
        *to = exit_by(VIZ_EXIT_BLOCKED);
        return true;
    case CC_JOURNAL_LOST:
        *to = exit_by(VIZ_EXIT_LOST);
        return true;
    case CC_JOURNAL_WILL_REDIAL:
    case CC_JOURNAL_WILL_RETURN:
    case CC_JOURNAL_SWITCHES:
    case CC_JOURNAL_DIVERTED:
    case CC_JOURNAL_GOES_DORMANT:
    case CC_JOURNAL_ASKS:
        *to = exit_by(VIZ_EXIT_AWAY);
        return true;
    default:
        return false;
    }
}

/* Where it must have been, of whom nothing is known from before. */
static bool
guess(const cc_scenario *scenario, const sim_trace_record *record, const customer *who,
      viz_place to, viz_place *from)
{
    const cc_told told = cc_told_unpack(record->a);
    switch ((cc_entry)record->code) {
    case CC_JOURNAL_TAKEN:
    case CC_JOURNAL_ABANDONS:
    case CC_JOURNAL_DROPPED:
    case CC_JOURNAL_LEAVES_SILENTLY:
        *from = lane_of(scenario, who, told);
        return true;
    case CC_JOURNAL_CONTAINED:
    case CC_JOURNAL_HANGS_UP:
    case CC_JOURNAL_LEAVES_LINE:
        *from = (viz_place){VIZ_AT_NODE, (uint32_t)record->b};
        return true;
    case CC_JOURNAL_REQUEUED:
    case CC_JOURNAL_GOES_DORMANT:
    case CC_JOURNAL_ASKS:
        *from = (viz_place){VIZ_AT_SEAT, (uint32_t)record->b};
        return true;
    default:
        *from = (viz_place){VIZ_AT_DOOR, 0};
        return to.kind == VIZ_AT_NODE || to.kind == VIZ_AT_LANE;
    }
}

/* An exit by which it has left at this moment counts, whatever follows, but for who will be back. */
static bool
is_settled(const viz_move *move, viz_place to)
{
    return move->to.kind == VIZ_AT_EXIT && to.kind == VIZ_AT_EXIT && to.which != VIZ_EXIT_AWAY;
}

/* Keeps the movement; of too many the latest. */
static void
keep(viz_moves *moves, customer *who, const viz_move *move, int *n_all)
{
    if (who->move >= 0 && moves->move[who->move].owner == who->owner &&
        moves->move[who->move].time == move->time) {
        if (!is_settled(&moves->move[who->move], move->to)) {
            moves->move[who->move].to = move->to;
        }
        return;
    }
    who->move = (*n_all)++ % VIZ_MOST_MOVES;
    moves->move[who->move] = *move;
    moves->n = *n_all < VIZ_MOST_MOVES ? *n_all : VIZ_MOST_MOVES;
}

void
viz_moves_find(const viz_scene *scene, int side, viz_moves *moves)
{
    const viz_side *it = &scene->side[side];
    moves->n = 0;
    customer *table =
        scene->window > 0 && it->n_recent > 0 ? calloc(N_SLOTS, sizeof(*table)) : NULL;
    if (table == NULL) {
        return;
    }
    int n_all = 0;
    const size_t first = it->n_recent > MOST_RECORDS ? it->n_recent - MOST_RECORDS : 0;
    for (size_t j = first; j < it->n_recent; j++) {
        const sim_trace_record *record = &it->recent[j];
        viz_place to, from;
        bool is_start;
        if (cc_subject_of(record->a) != CC_OF_CONTACT || record->code >= CC_N_JOURNAL ||
            record->time > it->view->time) {
            continue;
        }
        customer *who = find(table, record->subject);
        if (!place_of(it->view->scenario, record, who, &to, &is_start)) {
            continue;
        }
        from = who->at;
        const bool is_from = who->is_known || guess(it->view->scenario, record, who, to, &from);
        if (!is_start && is_from && record->time > it->view->time - scene->window) {
            keep(moves, who, &(viz_move){who->owner, record->time, from, to}, &n_all);
        }
        who->at = to;
        who->is_known = true;
    }
    free(table);
}

bool
viz_moves_has(const viz_moves *moves, uint64_t owner, viz_place_kind to)
{
    for (int j = 0; j < moves->n; j++) {
        if (moves->move[j].owner == owner && moves->move[j].to.kind == (uint8_t)to) {
            return true;
        }
    }
    return false;
}
