/* Runs of three scenarios of which the second and third resolve more than the first, by what takes turns of sign.
 * For one program, and included once. */
#ifndef SCRIPTED_THREE_H
#define SCRIPTED_THREE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/run.h"
#include "tests/support/scripted_center.h"
#include "tests/support/toy.h"

static struct {
    double more;            /* resolved, of the third over the second */
    double together, apart; /* chance: of second and third alike, of the third alone */
    bool lost_too;          /* who is not resolved is lost */
} script;

static toy center[3];

static void
scripted_counts(const cc_scenario *scenario, uint64_t replication, cc_record *record)
{
    const cc_layout *layout = &record->layout;
    const int voice = cc_channel_find(scenario, "voice");
    double *alone = cc_record_cell(record, 0, cc_layout_cell(layout, 0, voice, 0, -1));
    double *cell = cc_record_cell(record, 0, cc_layout_cell(layout, 0, voice, 0, 0));
    const double turn = replication % 2 == 0 ? 1 : -1;
    double resolved = 50;
    if (scenario != &center[0].scenario) {
        resolved += 20 + turn * script.together;
    }
    if (scenario == &center[2].scenario) {
        resolved += script.more + turn * script.apart;
    }
    cell[CC_N_contacts] = cell[CC_N_offered] = cell[CC_N_answered] = 100;
    alone[CC_N_issues] = 100;
    alone[CC_N_resolved] = resolved;
    alone[CC_N_lost] = script.lost_too ? 100 - resolved : 10;
}

static xp_results
run(xp_plan *plan)
{
    static const char *const names[] = {"first", "second", "third"};
    *plan = xp_plan_default();
    for (int s = 0; s < 3; s++) {
        toy_make(&center[s], names[s]);
        plan->scenario[s] = &center[s].scenario;
    }
    plan->n_scenarios = 3;
    plan->best = true;
    plan->replications = 10;
    xp_results results;
    cc_refusal refusal;
    assert_int_equal(xp_run(&results, plan, &refusal), SIM_OK);
    return results;
}

#endif
