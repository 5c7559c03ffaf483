/* Erlang C by way of Erlang B, C = B / (1 - (a/n)(1 - B)), so for any real number of agents above
 * the load. P(W > t) = C exp(-(n mu - lambda) t).
 * 100 calls in half an hour of 180 s, 14 agents: C = 0.174132, ASA = 7.836 s. */
#include "models/theory/erlang.h"

#include <math.h>

/* Wait that no more than a share `tail` of all exceeds. */
static double
quantile(double p_wait, double drain, double tail)
{
    return p_wait > tail ? log1p((p_wait - tail) / tail) / drain : 0;
}

void
cc_erlang_overloaded(const cc_erlang *input, double stay, double growth, cc_erlang_figures *figures)
{
    figures->stable = false;
    figures->occupancy = 1;
    figures->busy_agents = input->agents;
    figures->throughput = 3600 * (input->agents / input->service_time);
    figures->queue_growth = 3600 * growth;
    figures->queue_length = NAN;
    figures->abandonment = 1 - stay;
    figures->p_wait = 1;
    figures->service_level_g1 = 0;
    figures->service_level_answered = figures->service_level_offered = 0;
}

void
cc_erlang_c(const cc_erlang *input, cc_erlang_figures *figures)
{
    cc_erlang_figures_init(figures, input);
    if (input->calls == 0) {
        return;
    }
    double load = figures->load;
    double spare = cc_erlang_spare(input);
    figures->blocking = figures->abandonment = 0;
    if (spare <= 0) {
        cc_erlang_overloaded(input, 1, fabs(spare) / input->service_time, figures);
        figures->p_wait_over_threshold = 1;
        figures->service_level_g2 = 0;
        return;
    }
    double blocking = cc_erlang_blocking(load, input->agents);
    double answered = 1 / (1 + exp(-cc_erlang_log_odds(load, input->agents))); /* 1 - blocking */
    double waiting = spare + load * blocking;
    double p_wait = input->agents * blocking / waiting;
    double drain = spare / input->service_time; /* 1/s, queue when all are busy */
    double decay = -drain * input->threshold;
    double late = p_wait * exp(decay);
    double in_time = spare * answered / waiting - p_wait * expm1(decay); /* 1 - late */
    figures->occupancy = load / input->agents;
    figures->busy_agents = load;
    figures->throughput = 3600 * (input->calls / input->period);
    figures->p_wait = p_wait;
    figures->p_wait_over_threshold = late;
    figures->service_level_g1 = figures->service_level_g2 = in_time;
    figures->service_level_answered = figures->service_level_offered = in_time;
    figures->mean_wait_delayed = 1 / drain;
    figures->asa = figures->mean_wait = figures->virtual_wait = p_wait / drain;
    figures->queue_length = (input->calls / input->period) * figures->mean_wait;
    if (!input->brief) {
        figures->wait_p50 = quantile(p_wait, drain, 0.5);
        figures->wait_p90 = quantile(p_wait, drain, 0.1);
        figures->wait_p95 = quantile(p_wait, drain, 0.05);
    }
}
