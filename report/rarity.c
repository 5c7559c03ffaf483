#include "report/rarity.h"

#include "models/scenario/scenario.h"
#include "report/json_value.h"
#include "report/text.h"
#include <math.h>

/* Independent contacts that would tell as much: n of a share p have an error of sqrt(p (1 - p) / n). */
static double
contacts_without(const xp_rare *it)
{
    const double share = it->share.mean, half = it->share.half_width;
    const double normal = sim_confidence_of(it->plan->confidence, it->n).normal;
    return normal * normal * share * (1 - share) / (half * half);
}

/* "1,240,000": three digits that count. */
static void
write_round(double value, char *text, size_t size)
{
    const double scale = value > 0 ? pow(10, floor(log10(value)) - 2) : 1;
    const xp_format plain = {.unit = 1, .name = "", .name_of_difference = "", .decimals = 0};
    xp_text_number(&plain, scale > 1 ? round(value / scale) * scale : round(value), text, size);
}

static void
print_levels(FILE *file, const xp_levels *levels)
{
    char text[2048];
    size_t n = 0;
    for (int j = 1; j <= levels->n; j++) {
        const double at = levels->at[j];
        if (at <= 0) {
            n += (size_t)snprintf(text + n, sizeof(text) - n, "%s%g idle", j > 1 ? ", " : "", -at);
        } else {
            n += (size_t)snprintf(text + n, sizeof(text) - n, "%s%.3g s", j > 1 ? ", " : "", at);
        }
    }
    char all[2200];
    snprintf(all, sizeof(all), "Levels: %s.", levels->n > 0 ? text : "none were needed");
    xp_text_wrap(file, all);
}

void
xp_report_rarity(FILE *file, const xp_rarity *self)
{
    const xp_rare *it = self->found;
    const xp_rare_plan *plan = it->plan;
    char text[512], a[64], b[64], c[64];
    snprintf(text, sizeof(text), "%s: %s, of those who queue or are answered at once",
             plan->scenario->name, self->event);
    xp_text_wrap(file, text);
    fputc('\n', file);
    if (!(it->share.mean > 0)) {
        xp_text_wrap(file, isnan(it->share.mean)
                               ? "Nobody came."
                               : "It has not happened in any replication: nothing is known but "
                                 "that it is rare.");
        return;
    }
    fprintf(file, "  share of contacts  %#.3g %s%#.2g   (%g %%: %#.3g to %#.3g)\n", it->share.mean,
            xp_plus_minus(), it->share.half_width, 100 * plan->confidence, it->share.lower,
            it->share.upper);
    if (it->share.mean > 0.1) {
        snprintf(a, sizeof(a), "%.1f", 1 / it->share.mean);
    } else {
        write_round(1 / it->share.mean, a, sizeof(a));
    }
    fprintf(file, "  one contact in     %s\n\n", a);
    write_round((double)it->n, a, sizeof(a));
    write_round((double)it->copies, b, sizeof(b));
    write_round((double)(it->events + it->pilot_events), c, sizeof(c));
    snprintf(text, sizeof(text), "%s replications with %s copies, %s events.", a, b, c);
    xp_text_wrap(file, text);
    if (!isnan(it->share.half_width) && it->share.half_width > 0) {
        write_round(contacts_without(it), a, sizeof(a));
        const double replications = fmax(1, ceil(contacts_without(it) / it->offered));
        write_round(replications, b, sizeof(b));
        snprintf(text, sizeof(text),
                 "Without copies at least %s contacts (%s replication%s) would be needed for as "
                 "much.",
                 a, b, replications > 1 ? "s" : "");
        xp_text_wrap(file, text);
    }
    print_levels(file, &it->levels);
    if (it->is_partial || !it->is_precise) {
        snprintf(text, sizeof(text), "%s: the interval is wider than %g %% of the share.",
                 it->is_partial ? "Interrupted" : "All replications there may be are used up",
                 100 * plan->precision);
        xp_text_wrap(file, it->is_precise ? "Interrupted." : text);
    }
}

int
xp_report_rarity_json(FILE *file, const xp_rarity *self)
{
    const xp_rare *it = self->found;
    const cc_scenario *scenario = it->plan->scenario;
    json_t *root = json_object(), *levels = json_array(), *share = json_object();
    json_object_set_new(root, "ccsim", json_string(CCSIM_VERSION));
    json_object_set_new(root, "kind", json_string("rare"));
    json_object_set_new(root, "scenario", json_string(scenario->name));
    json_object_set_new(root, "file", json_string(scenario->file));
    json_object_set_new(root, "hash", xp_json_hash(scenario->hash));
    json_object_set_new(root, "event", json_string(self->event));
    json_object_set_new(root, "threshold", xp_json_number(it->plan->threshold));
    json_object_set_new(root, "confidence", xp_json_number(it->plan->confidence));
    json_object_set_new(root, "seed", json_integer((json_int_t)it->plan->seed));
    xp_json_put_bounds(share, &it->share);
    json_object_set_new(share, "n", json_integer((json_int_t)it->n));
    json_object_set_new(root, "share", share);
    json_object_set_new(root, "precise", json_boolean(it->is_precise));
    json_object_set_new(root, "interrupted", json_boolean(it->is_partial));
    json_object_set_new(root, "contacts", xp_json_number(it->offered * (double)it->n));
    json_object_set_new(root, "copies", json_integer((json_int_t)it->copies));
    json_object_set_new(root, "events", json_integer((json_int_t)it->events));
    json_object_set_new(root, "pilot_events", json_integer((json_int_t)it->pilot_events));
    for (int j = 1; j <= it->levels.n; j++) {
        json_t *level = json_object();
        const double at = it->levels.at[j];
        json_object_set_new(level, "idle", at <= 0 ? xp_json_number(-at) : json_null());
        json_object_set_new(level, "oldest_wait", at > 0 ? xp_json_number(at) : json_null());
        json_object_set_new(level, "copies", json_integer(it->levels.copies[j]));
        json_array_append_new(levels, level);
    }
    json_object_set_new(root, "levels", levels);
    return xp_json_write(root, file);
}
