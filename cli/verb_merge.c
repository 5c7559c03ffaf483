/* ccsim merge OUT IN...: stores of shards become one. */
#include "cli/options.h"
#include "cli/verb.h"
#include "experiment/store/recall.h"
#include "experiment/sweep/findings.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define VERB "merge"

static int
refuse(int ret, const char *path, const char *sentence)
{
    return ret == SIM_ERR_REFUSED ? cli_refused(VERB, "%s", sentence)
           : sentence[0] != '\0'  ? cli_failed(VERB, "%s", sentence)
                                  : cli_failed(VERB, "%s: %s", path, sim_strerror(ret));
}

/* All are stores that can be read: better to hear it before anything is merged. */
static int
check_inputs(const char *const *paths, size_t n)
{
    int status = -1;
    for (size_t j = 0; j < n && status < 0; j++) {
        xp_store *store = NULL;
        cc_refusal refusal = {""};
        const int ret = xp_store_open(&store, paths[j], XP_STORE_READ, &refusal);
        if (ret == SIM_OK) {
            xp_store_close(store);
        } else {
            status = refuse(ret, paths[j], refusal.text);
        }
    }
    return status;
}

/* Estimates are of what is there now. Says what that is. */
static int
find(xp_store *store, const char *path, uint64_t plan)
{
    char hash[20];
    xp_sweep sweep;
    xp_findings findings;
    cc_refusal refusal = {""};
    snprintf(hash, sizeof(hash), "%016" PRIx64, plan);
    int ret = xp_recall_plan(&sweep, store, hash, &refusal);
    if (ret == SIM_OK) {
        ret = xp_findings_make(&findings, &sweep, store, &refusal);
        if (ret == SIM_OK) {
            printf("%s: plan %s: %zu of %zu points %s%s", path, hash, findings.n_complete,
                   sweep.n_points, findings.by_rules ? "have replications" : "are complete",
                   findings.n_failed > 0 ? "" : "\n");
            if (findings.n_failed > 0) {
                printf(", %zu failed\n", findings.n_failed);
            }
            xp_findings_free(&findings);
        }
        xp_sweep_free(&sweep);
    }
    if (ret == SIM_OK) {
        ret = xp_store_commit(store);
    }
    const char *sentence = refusal.text[0] != '\0' ? refusal.text : xp_store_problem(store);
    return ret == SIM_OK ? -1 : refuse(ret, path, sentence);
}

static int
find_all(xp_store *store, const char *path)
{
    uint64_t *plan;
    size_t n;
    const int ret = xp_recall_hashes(&plan, &n, store);
    int status = ret == SIM_OK ? -1 : refuse(ret, path, xp_store_problem(store));
    for (size_t j = 0; j < n && status < 0; j++) {
        status = find(store, path, plan[j]);
    }
    free(plan);
    return status;
}

static int
merge(xp_store *store, const char *const *paths, size_t n, size_t *n_merged)
{
    cc_refusal refusal = {""};
    int status = -1;
    for (*n_merged = 0; *n_merged < n && status < 0;) {
        const int ret = xp_store_merge(store, paths[*n_merged], &refusal);
        if (ret == SIM_OK) {
            ++*n_merged;
        } else {
            status = refuse(ret, paths[*n_merged], refusal.text);
        }
    }
    return status;
}

/* A store that was made for this and has got nothing is removed. */
static int
carry_out(const char *out, const char *const *paths, size_t n)
{
    xp_store *store = NULL;
    cc_refusal refusal = {""};
    const bool is_new = access(out, F_OK) != 0;
    size_t n_merged = 0;
    int status = check_inputs(paths, n);
    if (status >= 0) {
        return status;
    }
    const int ret = xp_store_open(&store, out, XP_STORE_WRITE, &refusal);
    if (ret != SIM_OK) {
        return refuse(ret, out, refusal.text);
    }
    status = merge(store, paths, n, &n_merged);
    if (status >= 0 && n_merged > 0) {
        cli_warn(VERB, "%s has what is in the first %zu of %zu stores", out, n_merged, n);
    }
    const int found = n_merged > 0 ? find_all(store, out) : -1;
    xp_store_close(store);
    if (is_new && n_merged == 0) {
        unlink(out);
    }
    return status >= 0 ? status : found >= 0 ? found : CLI_OK;
}

static int
run(int argc, const char **argv)
{
    const struct poptOption table[] = {POPT_TABLEEND};
    cli_options options;
    int status = cli_options_read(&options, table, "OUT IN...", argc, argv);
    if (status < 0 && options.n_arguments < 2) {
        status = cli_usage(VERB, "the store to merge into is needed, then those to be merged");
    }
    if (status < 0) {
        status = carry_out(options.arguments[0], options.arguments + 1, options.n_arguments - 1);
    }
    cli_options_free(&options);
    return status;
}

const cli_verb_type cli_verb_merge = {
    .name = "merge",
    .summary = "stores of the shards of a sweep become one",
    .run = run,
};
