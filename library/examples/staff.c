/* How many agents does a center need? Runs it with several numbers of them and compares two of these on the same
 * customers. Build it against the installed library:
 *
 *     cc staff.c $(pkg-config --cflags --libs ccsim) -o staff
 *
 * usage: staff SCENARIO GROUP */
#include <ccsim.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
fail(const char *why)
{
    fprintf(stderr, "staff: %s\n", why);
    return 1;
}

/* The service level with so many agents; below 0: it could not be run, and why was said. */
static double
level_with(ccsim_scenario *scenario, const char *path, int agents)
{
    ccsim_results *results;
    ccsim_estimate level;
    ccsim_error error;
    ccsim_run_def def = ccsim_run_default();
    def.replications = 20;
    if (ccsim_scenario_set_number(scenario, path, agents) != CCSIM_OK) {
        fail(ccsim_scenario_message(scenario));
        return -1;
    }
    if (ccsim_run(&results, scenario, &def, &error) != CCSIM_OK) {
        fail(error.text);
        return -1;
    }
    if (ccsim_results_estimate_of(results, 0, "service_level_g1", "center", &level) != CCSIM_OK) {
        fail(ccsim_results_message(results));
        level.mean = -1;
    } else {
        printf("%3d agents: service level %.3f +- %.3f\n", agents, level.mean, level.half_width);
    }
    ccsim_results_free(results);
    return level.mean;
}

/* What the last agent brings, on the same customers. */
static int
compare(ccsim_scenario *more, const char *path, int agents)
{
    ccsim_scenario *fewer;
    ccsim_results *results;
    ccsim_estimate wait;
    ccsim_error error;
    if (ccsim_scenario_copy(&fewer, more, &error) != CCSIM_OK ||
        ccsim_scenario_set_number(fewer, path, agents - 1) != CCSIM_OK) {
        return fail("cannot copy");
    }
    const ccsim_scenario *both[] = {more, fewer};
    const int ret = ccsim_compare(&results, both, 2, NULL, &error);
    ccsim_scenario_free(fewer);
    if (ret != CCSIM_OK) {
        return fail(error.text);
    }
    ccsim_results_difference_of(results, 1, "asa", NULL, &wait);
    printf("with one less, who is answered waits %.1f s longer (+- %.1f s, %d replications)\n",
           wait.mean, wait.half_width, (int)wait.n);
    ccsim_results_free(results);
    return 0;
}

int
main(int argc, char **argv)
{
    ccsim_scenario *scenario;
    ccsim_error error;
    char path[256];
    if (argc != 3) {
        return fail("usage: staff SCENARIO GROUP");
    }
    if (ccsim_scenario_load(&scenario, argv[1], &error) != CCSIM_OK) {
        return fail(error.text);
    }
    snprintf(path, sizeof(path), "center.groups.%s.staff", argv[2]);
    double now;
    if (ccsim_scenario_get_number(scenario, path, &now) != CCSIM_OK) {
        fail(ccsim_scenario_message(scenario));
        ccsim_scenario_free(scenario);
        return 1;
    }
    int agents = (int)now - 4;
    double level = 0;
    do {
        level = level_with(scenario, path, ++agents);
    } while (level >= 0 && level < 0.8 && agents < now + 20);
    const int ret = level < 0 ? 1 : compare(scenario, path, agents);
    ccsim_scenario_free(scenario);
    return ret;
}
