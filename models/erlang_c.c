/* Erlang C by way of Erlang B, C = B / (1 - (a/n)(1 - B)), so for any real number of agents above
 * the load. P(W > t) = C exp(-(n mu - lambda) t).
 * 100 calls in half an hour of 180 s, 14 agents: C = 0.174132, ASA = 7.836 s. */
#include "models/erlang.h"

#include <math.h>

/* Wait that a share p of all does not exceed. */
static double
quantile(double p_wait, double drain, double p)
{
    return p_wait > 1 - p ? log(p_wait / (1 - p)) / drain : 0;
}

/* Without end the queue grows: in the long run everybody waits, and longer than any limit. */
static void
overloaded(const cc_erlang *input, cc_erlang_figures *figures)
{
    double capacity = input->agents / input->service_time;
    figures->stable = false;
    figures->occupancy = 1;
    figures->busy_agents = input->agents;
    figures->throughput = 3600 * capacity;
    figures->queue_growth = 3600 * (input->arrival_rate - capacity);
    figures->queue_length = NAN;
    figures->p_wait = figures->p_wait_over_threshold = 1;
    figures->service_level_g1 = figures->service_level_g2 = 0;
    figures->service_level_answered = figures->service_level_offered = 0;
}

void
cc_erlang_c(const cc_erlang *input, cc_erlang_figures *figures)
{
    cc_erlang_figures_init(figures, input);
    if (input->arrival_rate == 0) {
        return;
    }
    double load = figures->load;
    figures->blocking = figures->abandonment = 0;
    if (load >= input->agents) {
        overloaded(input, figures);
        return;
    }
    double blocking = cc_erlang_blocking(load, input->agents);
    double p_wait = input->agents * blocking / (input->agents - load + load * blocking);
    double drain = (input->agents - load) / input->service_time; /* 1/s, queue when all are busy */
    double late = p_wait * exp(-drain * input->threshold);
    figures->occupancy = load / input->agents;
    figures->busy_agents = load;
    figures->throughput = 3600 * input->arrival_rate;
    figures->p_wait = p_wait;
    figures->p_wait_over_threshold = late;
    figures->service_level_g1 = figures->service_level_g2 = 1 - late;
    figures->service_level_answered = figures->service_level_offered = 1 - late;
    figures->mean_wait_delayed = 1 / drain;
    figures->asa = figures->mean_wait = figures->virtual_wait = p_wait / drain;
    figures->queue_length = input->arrival_rate * figures->mean_wait;
    if (!input->brief) {
        figures->wait_p50 = quantile(p_wait, drain, 0.5);
        figures->wait_p90 = quantile(p_wait, drain, 0.9);
        figures->wait_p95 = quantile(p_wait, drain, 0.95);
    }
}
