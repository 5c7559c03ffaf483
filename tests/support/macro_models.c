/* The models of the coverage study. What theory knows of a day is taken from there. */
#include "tests/support/exact_mmn.h"
#include "tests/support/macro_runs.h"
#include <math.h>
#include <string.h>

static macro_figure *
find(macro_figure *figure, size_t n, const char *kpi)
{
    for (size_t j = 0; j < n; j++) {
        if (!figure[j].difference && strcmp(figure[j].kpi, kpi) == 0) {
            return &figure[j];
        }
    }
    return NULL;
}

static void
set(macro_figure *figure, size_t n, const char *kpi, double truth)
{
    macro_figure *it = find(figure, n, kpi);
    if (it != NULL) {
        it->is_exact = true;
        it->truth = truth;
    }
}

static void
erlang_a(macro_figure *figure, size_t n)
{
    exact_mmn q = exact_mmn_solve((exact_mmn_def){
        .lambda = 200 / 3600., .mu = 1 / 180., .theta = 1 / 300., .n = 14, .room = -1});
    const double in_time = exact_mmn_in_time(&q, 20), left = exact_mmn_left_in_time(&q, 20);
    set(figure, n, "service_level_g1", in_time / (1 - left));
    set(figure, n, "abandonment", q.abandoned);
    set(figure, n, "asa", q.wait_served);
    set(figure, n, "occupancy", q.occupancy);
    exact_mmn_free(&q);
}

/* The wait that a share of 1 - over exceeds. */
static double
quantile(const exact_mmn *q, double over)
{
    double low = 0, high = 1e5;
    while (high - low > 1e-9 * high) {
        const double middle = (low + high) / 2;
        *(exact_mmn_wait_over(q, middle) > over ? &low : &high) = middle;
    }
    return low;
}

/* From an empty start: each state that an arrival may find is a sum of exponential waits. */
static void
heavy(macro_figure *figure, size_t n)
{
    const double mu = 1 / 120.;
    exact_mmn q = exact_mmn_solve(
        (exact_mmn_def){.lambda = 252 / 3600., .mu = mu, .n = 9, .room = -1, .horizon = 28800});
    double square = 0;
    for (size_t x = 9; x < q.n_states; x++) {
        const double ahead = (double)(x - 9);
        square += q.p[x] * (ahead + 1) * (ahead + 2) / (81 * mu * mu);
    }
    set(figure, n, "asa", q.wait);
    set(figure, n, "wait_delayed", q.wait / q.delay);
    set(figure, n, "delay", q.delay);
    set(figure, n, "service_level_g1", exact_mmn_in_time(&q, 20));
    set(figure, n, "asa_sd", sqrt(square - q.wait * q.wait));
    set(figure, n, "wait_p50", quantile(&q, .5));
    set(figure, n, "wait_p80", quantile(&q, .2));
    set(figure, n, "wait_p95", quantile(&q, .05));
    set(figure, n, "wait_p99", quantile(&q, .01));
    exact_mmn_free(&q);
}

static void
loss(macro_figure *figure, size_t n)
{
    set(figure, n, "blocking", exact_erlang_b(21, 10));
}

static void
rare_loss(macro_figure *figure, size_t n)
{
    set(figure, n, "blocking", exact_erlang_b(24, 10));
}

#define VOICE "channel:voice"

static macro_model models[] = {
    {.name = "erlang-a",
     .what = "Erlang A, a day of 4,800 calls",
     .file = "scenarios/erlang_a.cfg",
     .set = {{"center.channels.voice.service_level", "{ target = 0.90; within = \"20 s\"; }"},
             {"center.queues.voice",
              "{ channel = \"voice\"; service_level = { target = 0.99; within = \"20 s\"; }; }"}},
     .other = {{"center.groups.agents.staff", "15"}},
     .seed = 1000,
     .exact = erlang_a,
     .figure = {{"service_level_g1", VOICE},
                {"abandonment", VOICE},
                {"asa", VOICE},
                {"asa_sd", VOICE},
                {"occupancy", "center"},
                {"wait_p95", VOICE},
                {"wait_p99", VOICE},
                {"days_on_target", VOICE},
                {"days_on_target", "queue:voice"},
                {"service_level_g1", VOICE, true},
                {"asa", VOICE, true},
                {"wait_p95", VOICE, true}}},
    {.name = "heavy",
     .what = "M/M/9 at 93 %, 8 hours from empty, 2,016 calls",
     .file = "tests/verify/from_empty.cfg",
     .set = {{"center.groups.agents.staff", "9"}},
     .other = {{"center.groups.agents.staff", "10"}},
     .seed = 10000,
     .exact = heavy,
     .figure = {{"service_level_g1", VOICE},
                {"asa", VOICE},
                {"asa_sd", VOICE},
                {"wait_delayed", VOICE},
                {"wait_p50", VOICE},
                {"wait_p80", VOICE},
                {"wait_p95", VOICE},
                {"wait_p99", VOICE},
                {"longest_wait", VOICE},
                {"asa", VOICE, true},
                {"asa_sd", VOICE, true},
                {"wait_p80", VOICE, true},
                {"wait_p95", VOICE, true}}},
    {.name = "loss",
     .what = "Erlang B, 4,800 calls a day, 0.089 % blocked",
     .file = "tests/verify/one_queue.cfg",
     .set = {{"center.groups.agents.staff", "21"}, {"center.channels.voice.lines", "21"}},
     .other = {{"center.channels.voice.lines", "20"}, {"center.groups.agents.staff", "20"}},
     .seed = 20000,
     .exact = loss,
     .figure = {{"blocking", VOICE}, {"blocked", VOICE}, {"blocking", VOICE, true}}},
    {.name = "rare-loss",
     .what = "... 0.007 % blocked",
     .file = "tests/verify/one_queue.cfg",
     .set = {{"center.groups.agents.staff", "24"}, {"center.channels.voice.lines", "24"}},
     .seed = 30000,
     .exact = rare_loss,
     .figure = {{"blocking", VOICE}, {"blocked", VOICE}}},
    {.name = "busy-days",
     .what = "Erlang A, days that differ by a factor with cv 0.3",
     .file = "scenarios/erlang_a.cfg",
     .set = {{"demand.busyness.day_cv", "0.3"},
             {"center.queues.voice",
              "{ channel = \"voice\"; service_level = { target = 0.95; within = \"20 s\"; }; }"}},
     .other = {{"center.groups.agents.staff", "15"}},
     .seed = 40000,
     .figure = {{"service_level_g1", VOICE},
                {"abandonment", VOICE},
                {"asa", VOICE},
                {"asa_sd", VOICE},
                {"contacts", VOICE},
                {"occupancy", "center"},
                {"wait_p50", VOICE},
                {"wait_p80", VOICE},
                {"wait_p95", VOICE},
                {"wait_p99", VOICE},
                {"days_on_target", VOICE},
                {"days_on_target", "queue:voice"},
                {"abandonment", VOICE, true},
                {"asa", VOICE, true},
                {"asa_sd", VOICE, true},
                {"wait_p80", VOICE, true},
                {"wait_p95", VOICE, true},
                {"days_on_target", VOICE, true}}},
    {.name = "forecast",
     .what = "the forecast and staffing plan, day_cv 0.1",
     .file = "scenarios/forecast/center.cfg",
     .other = {{"center.staff_scale", "0.95"}},
     .seed = 50000,
     .figure = {{"service_level_g1", VOICE},
                {"abandonment", VOICE},
                {"asa", VOICE},
                {"asa_sd", VOICE},
                {"handle_time", VOICE},
                {"wait_p80", VOICE},
                {"wait_p95", VOICE},
                {"days_on_target", VOICE},
                {"service_level_g1", VOICE, true},
                {"asa", VOICE, true},
                {"wait_p95", VOICE, true},
                {"days_on_target", VOICE, true}}},
    {.name = NULL},
};

macro_model *
macro_models(void)
{
    return models;
}
