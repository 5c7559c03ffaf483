/* The table of figures, the choice of model, and the inverse: how many agents for a target.
 * Every figure with a better direction improves with every agent, so the inverse is bisection. */
#include "models/theory/erlang.h"

#include <float.h>
#include <math.h>

const cc_erlang_figure cc_erlang_figure_table[] = {
#define CC_ERLANG_ROW(name, unit, better, meaning)                                                 \
    {#name, unit, meaning, better, offsetof(cc_erlang_figures, name)},
    CC_ERLANG_FIGURES(CC_ERLANG_ROW)
#undef CC_ERLANG_ROW
        {NULL, NULL, NULL, 0, 0},
};

double
cc_erlang_figure_value(const cc_erlang_figure *self, const cc_erlang_figures *figures)
{
    return *(const double *)((const char *)figures + self->offset);
}

void
cc_erlang_figures_init(cc_erlang_figures *self, const cc_erlang *input)
{
    *self = (cc_erlang_figures){
#define CC_ERLANG_UNDEFINED(name, unit, better, meaning) .name = NAN,
        CC_ERLANG_FIGURES(CC_ERLANG_UNDEFINED)
#undef CC_ERLANG_UNDEFINED
            .stable = true,
    };
    self->load = input->calls * input->service_time / input->period;
    self->busy_agents = self->throughput = self->queue_length = self->queue_growth = 0;
    if (input->agents > 0) {
        self->occupancy = 0;
    }
}

double
cc_erlang_spare(const cc_erlang *input)
{
    /* both products as a double and what that left out */
    double can = input->agents * input->period;
    double must = input->calls * input->service_time;
    double rest =
        fma(input->agents, input->period, -can) - fma(input->calls, input->service_time, -must);
    double spare = (can - must + rest) / input->period;
    return fabs(spare) <= 4 * DBL_EPSILON * input->agents ? 0 : spare;
}

/* Finite and within [low, high]. */
static bool
is_within(double value, double low, double high)
{
    return isfinite(value) && value >= low && value <= high;
}

/* Squares and quotients of them are in the range of a double. */
static bool
is_moderate(double value)
{
    return value == 0 || (value >= CC_ERLANG_TINY && value <= 1 / CC_ERLANG_TINY);
}

bool
cc_erlang_is_moderate(const cc_erlang *input)
{
    return is_moderate(input->calls) && is_moderate(input->period) &&
           is_moderate(input->service_time) && is_moderate(input->agents) &&
           is_moderate(input->threshold) &&
           (isinf(input->patience) || is_moderate(input->patience));
}

int
cc_erlang_solve(cc_erlang_model model, const cc_erlang *input, cc_erlang_figures *figures)
{
    if (!is_within(input->calls, 0, INFINITY) || !(input->service_time > 0) ||
        !(input->period > 0) ||
        !is_within(input->calls * input->service_time / input->period, 0, CC_ERLANG_MAX) ||
        !is_within(input->agents, 0, CC_ERLANG_MAX) ||
        (model != CC_ERLANG_B && input->agents == 0 && input->calls > 0) ||
        !is_within(input->threshold, 0, INFINITY) || !cc_erlang_is_moderate(input) ||
        (model == CC_ERLANG_A && input->law == NULL && !(input->patience > 0))) {
        return SIM_ERR_PARAM;
    }
    switch (model) {
    case CC_ERLANG_B:
        cc_erlang_b(input, figures);
        return SIM_OK;
    case CC_ERLANG_C:
        cc_erlang_c(input, figures);
        return SIM_OK;
    case CC_ERLANG_A:
        return input->law != NULL ? cc_erlang_g(input, input->law, figures)
                                  : cc_erlang_a(input, figures);
    }
    return SIM_ERR_PARAM;
}

typedef struct question {
    cc_erlang_model model;
    cc_erlang input;
    const cc_erlang_target *targets;
    size_t n_targets;
    int n_unknown; /* answers that could not be had */
} question;

#define UNKNOWN_MAX 5    /* each takes long */
#define EFFORT_MAX 30000 /* some times what a smooth law takes; half a second */

/* 1 if n agents meet all targets, 0 if not, or an error. */
static int
is_met(question *self, double n)
{
    cc_erlang_figures figures;
    self->input.agents = n;
    int ret = cc_erlang_solve(self->model, &self->input, &figures);
    if (ret != SIM_OK && ret != SIM_ERR_PRECISION) { /* to look for it, fewer digits will do */
        return ret;
    }
    if (isnan(figures.abandonment) && ++self->n_unknown > UNKNOWN_MAX) {
        return SIM_ERR_PRECISION;
    }
    for (size_t j = 0; j < self->n_targets; j++) {
        const cc_erlang_target *target = &self->targets[j];
        double value = cc_erlang_figure_value(target->figure, &figures);
        /* an undefined figure (an endless queue) meets nothing */
        if (target->figure->better > 0 ? !(value >= target->value) : !(value <= target->value)) {
            return 0;
        }
    }
    return 1;
}

int
cc_erlang_agents(cc_erlang_model model, const cc_erlang *input, const cc_erlang_target *targets,
                 size_t n_targets, bool fractional, double *agents)
{
    question self = {.model = model, .input = *input, .targets = targets, .n_targets = n_targets};
    size_t effort = EFFORT_MAX;
    self.input.effort = &effort;
    self.input.brief = true;
    for (size_t j = 0; j < n_targets; j++) {
        size_t offset = targets[j].figure->offset;
        if (offset >= offsetof(cc_erlang_figures, wait_p50) &&
            offset <= offsetof(cc_erlang_figures, wait_p95)) {
            self.input.brief = false;
        }
    }
    *agents = 0;
    if (input->calls == 0) {
        return SIM_OK; /* nobody calls, nobody is needed */
    }
    double low = 0; /* does not meet them */
    double high =
        fmin(fmax(1, ceil(input->calls * input->service_time / input->period)), CC_ERLANG_MAX);
    int met = model == CC_ERLANG_B ? is_met(&self, 0) : 0;
    if (met != 0) {
        return met < 0 ? met : SIM_OK;
    }
    while ((met = is_met(&self, high)) == 0) {
        if (high >= CC_ERLANG_MAX) {
            return SIM_ERR_LIMIT;
        }
        low = high;
        high = fmin(2 * high, CC_ERLANG_MAX);
    }
    while (met >= 0 && high - low > 1) {
        double middle = floor(0.5 * (low + high));
        met = is_met(&self, middle);
        *(met > 0 ? &high : &low) = middle;
    }
    if (fractional && met >= 0 && low < CC_ERLANG_LEAST) {
        low = CC_ERLANG_LEAST;
        met = is_met(&self, low);
        if (met > 0) {
            return SIM_OK; /* as well without anybody */
        }
    }
    while (fractional && met >= 0 && high - low > 1e-12 * high) {
        double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) {
            break;
        }
        met = is_met(&self, middle);
        *(met > 0 ? &high : &low) = middle;
    }
    *agents = high;
    return met < 0 ? met : SIM_OK;
}
