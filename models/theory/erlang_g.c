/* M/M/n+G (Baccelli & Hebuterne 1981; Zeltyn & Mandelbaum 2005). The offered wait V has the
 * density lambda e^phi(x) / (E + lambda J) and an atom at 0 (models/theory/erlang_wait.h), where
 * J = int_0^inf e^phi and E = 1 / B(lambda/mu, n - 1) = (1/B(lambda/mu, n) - 1) lambda / (n mu),
 * which is how n may be any real number. Every figure is an integral of V's density against
 * something that is not negative: no digits are lost to differences. */
#include "models/theory/erlang_wait.h"

#include <math.h>

#define LEAST_DIGITS 1e-9

/* The wait that no more than a share `tail` of all exceeds. scale makes a density of
 * e^(phi - peak). */
static double
quantile(const cc_erlang_wait *wait, double scale, double tail)
{
    double low = 0;
    double high = cc_erlang_wait_end(wait);
    if (scale * cc_erlang_wait_over(wait, 0) * cc_patience_survival(wait->law, 0) <= tail) {
        return 0;
    }
    for (;;) {
        double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) {
            return high;
        }
        double over =
            scale * cc_erlang_wait_over(wait, middle) * cc_patience_survival(wait->law, middle);
        *(over > tail ? &low : &high) = middle;
    }
}

/* What rounding may do to e^phi, and to S where hardly anybody is left: of laws of which only the
 * cdf is known, in as many digits as a double has. */
static bool
is_too_rough(const cc_erlang_wait *wait)
{
    if (wait->law->change != NULL) {
        return false;
    }
    double width = cc_erlang_wait_end(wait) - wait->panels[0].from;
    double one = wait->within.one + wait->beyond.one;
    double s = wait->within.s + wait->beyond.s;
    double eps = 2.2e-16;
    return eps * wait->rate * width > LEAST_DIGITS || eps * one > LEAST_DIGITS * s;
}

int
cc_erlang_g(const cc_erlang *input, const cc_patience_law *law, cc_erlang_figures *figures)
{
    cc_erlang_figures_init(figures, input);
    if (input->calls == 0) {
        return SIM_OK;
    }
    const double rate = input->calls / input->period;
    const double capacity = input->agents / input->service_time;
    const double t = input->threshold;
    figures->blocking = 0;
    cc_erlang_wait wait;
    int ret = cc_erlang_wait_init(&wait, law, rate, capacity,
                                  cc_erlang_spare(input) / input->service_time, t, input->effort);
    if (ret == SIM_ERR_LIMIT) {
        double stay = cc_patience_survival(law, wait.x_peak); /* for ever */
        cc_erlang_overloaded(input, stay, fmax(0, rate * stay - capacity), figures);
        figures->p_wait_over_threshold = cc_patience_survival(law, t);
        figures->service_level_g2 = cc_patience_cdf(law, t);
        ret = SIM_OK;
        goto out;
    }
    if (ret != SIM_OK) {
        goto out;
    }
    const cc_wait_integrals *in = &wait.within;
    const cc_wait_integrals *on = &wait.beyond;

    /* Divide by E + lambda J; both may be out of range of a double before scaling. */
    double one = in->one + on->one;
    double log_e = cc_erlang_log_odds(figures->load, input->agents) + log(rate / capacity);
    double odds = exp(log_e - wait.peak - log(rate * one)); /* E : lambda J */
    double p_wait = 1 / (1 + odds);
    double at_once = 1 / (1 + 1 / odds);
    double scale = p_wait / one; /* makes a density of e^(phi - peak) */
    double gone = in->gone + on->gone;
    double answered = at_once + scale * (in->s + on->s);
    double mean = scale * (in->h + on->h);
    double in_time = at_once + scale * in->s;
    double over = scale * on->one; /* P(V > t) */
    double late = over * cc_patience_survival(law, t);

    figures->abandonment = scale * gone;
    figures->busy_agents = figures->load * answered;
    figures->occupancy = figures->busy_agents / input->agents;
    figures->throughput = 3600 * rate * answered;
    figures->p_wait = p_wait;
    figures->p_wait_over_threshold = late;
    /* nobody is lost: within the threshold one is answered, or gone, or neither */
    figures->service_level_g1 = in_time / (in_time + late);
    figures->service_level_g2 = in_time + scale * in->gone + over * cc_patience_cdf(law, t);
    figures->service_level_answered = in_time / answered;
    figures->service_level_offered = in_time;
    figures->asa = scale * (in->xs + on->xs) / answered;
    figures->mean_wait = mean;
    figures->mean_wait_delayed = (in->h + on->h) / one;
    figures->mean_wait_abandoned = (in->g + on->g) / gone;
    figures->virtual_wait = scale * (in->x + on->x);
    figures->queue_length = rate * mean;
    if (!input->brief) {
        figures->wait_p50 = quantile(&wait, scale, 0.5);
        figures->wait_p90 = quantile(&wait, scale, 0.1);
        figures->wait_p95 = quantile(&wait, scale, 0.05);
    }
    if (is_too_rough(&wait)) {
        ret = SIM_ERR_PRECISION;
    }
out:
    cc_erlang_wait_free(&wait);
    return ret;
}
