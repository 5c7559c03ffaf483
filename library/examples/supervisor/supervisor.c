/* A supervisor at work: whenever five customers wait, tries in two copies of the center what an hour with two more
 * agents would be like, and has them come if it is worth it.
 *
 * usage: supervisor SCENARIO GROUP */
#include <ccsim.h>
#include <math.h>
#include <stdio.h>

static int
fail(const char *why)
{
    fprintf(stderr, "supervisor: %s\n", why);
    return 1;
}

/* How many have been answered when an hour has passed with so many agents (NAN: as planned); below 0: an error. */
static double
an_hour_with(ccsim_center *now, const char *group, double agents)
{
    ccsim_center *copy;
    ccsim_error error;
    double asa = -1;
    if (ccsim_center_fork(&copy, now, &error) != CCSIM_OK) {
        return fail(error.text), -1;
    }
    if (ccsim_center_change(copy, 0, "staff", group, agents) != CCSIM_OK ||
        ccsim_center_advance(copy, ccsim_center_time(copy) + 3600) != CCSIM_OK ||
        ccsim_center_figure(copy, "asa", "center", &asa) != CCSIM_OK) {
        fail(ccsim_center_message(copy));
    }
    ccsim_center_free(copy);
    return asa;
}

static int
supervise(ccsim_center *center, int group, const char *name)
{
    ccsim_condition crowd = ccsim_condition_default();
    crowd.until = CCSIM_UNTIL_WAITING;
    crowd.value = 5;
    double planned, asa;
    for (int calls = 0; calls < 3;) {
        int is_crowded;
        ccsim_group_now agents = {.size = sizeof(agents)};
        if (ccsim_center_advance_until(center, &crowd, INFINITY, &is_crowded) != CCSIM_OK) {
            return fail(ccsim_center_message(center));
        }
        if (!is_crowded) {
            break;
        }
        ccsim_center_group(center, group, &agents);
        planned = an_hour_with(center, name, NAN);
        asa = an_hour_with(center, name, agents.staffed + 2);
        printf("%6.0f s: 5 wait; in an hour the average wait is %.1f s, with two more %.1f s\n",
               ccsim_center_time(center), planned, asa);
        const double until = ccsim_center_time(center) + 3600;
        if (planned < 0 || asa < 0) {
            return 1;
        }
        if (asa < planned - 0.1) {
            ccsim_center_change(center, 0, "staff", name, agents.staffed + 2);
            ccsim_center_change(center, until, "staff", name, NAN); /* as planned */
            calls++;
        }
        if (ccsim_center_advance(center, until) != CCSIM_OK) {
            return fail(ccsim_center_message(center));
        }
    }
    if (ccsim_center_finish(center) != CCSIM_OK ||
        ccsim_center_figure(center, "asa", "center", &asa) != CCSIM_OK) {
        return fail(ccsim_center_message(center));
    }
    printf("the whole run: average wait %.1f s, %d events\n", asa,
           (int)ccsim_center_events(center));
    return 0;
}

int
main(int argc, char **argv)
{
    ccsim_scenario *scenario;
    ccsim_center *center;
    ccsim_error error;
    if (argc != 3) {
        return fail("usage: supervisor SCENARIO GROUP");
    }
    if (ccsim_scenario_load(&scenario, argv[1], &error) != CCSIM_OK) {
        return fail(error.text);
    }
    const int group = ccsim_scenario_find(scenario, CCSIM_GROUPS, argv[2]);
    if (group < 0) {
        return fail(ccsim_scenario_message(scenario));
    }
    if (ccsim_center_new(&center, scenario, &error) != CCSIM_OK) {
        return fail(error.text);
    }
    int ret = ccsim_center_start(center, 1, 0);
    ret = ret == CCSIM_OK ? supervise(center, group, argv[2]) : fail(ccsim_center_message(center));
    ccsim_center_free(center);
    ccsim_scenario_free(scenario);
    return ret;
}
