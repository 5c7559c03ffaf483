/* The same for programs. The rows of CSV are a table by time that a scenario reads. */
#include "models/language/units.h"
#include "report/json_value.h"
#include "report/staff.h"

#include <math.h>

const char *
xp_staff_end_word(xp_staff_end end)
{
    static const char *const words[] = {[XP_STAFF_AS_IS] = "as is",
                                        [XP_STAFF_FOUND] = "found",
                                        [XP_STAFF_AT_LEAST] = "least",
                                        [XP_STAFF_RUNS] = "runs",
                                        [XP_STAFF_INTERRUPTED] = "interrupted",
                                        [XP_STAFF_NEVER] = "never"};
    return words[end];
}

static double
agents(const xp_staffing *it, size_t j)
{
    return it->table[j] + (it->plan->as_is ? it->cell[j].before : 0);
}

/* ---- CSV ---- */

static void
csv_interval(xp_csv *csv, const sim_interval *it)
{
    xp_csv_number(csv, it->mean);
    xp_csv_number(csv, it->lower);
    xp_csv_number(csv, it->upper);
}

static void
csv_effect(xp_csv *csv, const xp_staff_effect *it)
{
    csv_interval(csv, &it->target);
    csv_interval(csv, &it->there);
    csv_interval(csv, &it->abandonment);
    csv_interval(csv, &it->cost);
}

static void
csv_head(xp_csv *csv)
{
    static const char *const fixed[] = {"group",    "start",  "end",  "agents",
                                        "erlang_a", "before", "there"};
    static const char *const figure[] = {"target", "there", "abandonment", "cost"};
    static const char *const part[] = {"", "_lower", "_upper"};
    char name[64];
    for (size_t j = 0; j < sizeof(fixed) / sizeof(*fixed); j++) {
        xp_csv_text(csv, fixed[j]);
    }
    for (int by = 0; by < 2; by++) {
        for (size_t j = 0; j < 12; j++) {
            snprintf(name, sizeof(name), "%s_%s%s", by == 0 ? "less" : "more", figure[j / 3],
                     part[j % 3]);
            xp_csv_text(csv, name);
        }
    }
    xp_csv_end(csv);
}

void
xp_report_staff_csv(FILE *file, const xp_staffing *it, const xp_csv_style *style)
{
    xp_csv csv = xp_csv_begin(file, style);
    csv_head(&csv);
    for (size_t j = 0; j < it->n_cells; j++) {
        const xp_staff_cell *cell = &it->cell[j];
        const double day = it->trial.layout.begin;
        char begin[16], end[16];
        xp_csv_text(&csv, it->plan->scenario->center.group[cell->group].name);
        xp_csv_text(&csv,
                    cc_time_of_day_format(cc_clock_at(day, cell->begin), begin, sizeof(begin)));
        xp_csv_text(&csv, cc_time_of_day_format(cc_clock_at(day, cell->end), end, sizeof(end)));
        xp_csv_number(&csv, agents(it, j));
        xp_csv_number(&csv, cell->required < 0 ? (double)NAN : (double)cell->required);
        xp_csv_number(&csv, cell->before);
        xp_csv_number(&csv, it->there[j].mean);
        csv_effect(&csv, &it->less[j]);
        csv_effect(&csv, &it->more[j]);
        xp_csv_end(&csv);
    }
}

/* ---- JSON ---- */

static json_t *
interval(const sim_interval *it)
{
    json_t *object = json_object();
    json_object_set_new(object, "mean", xp_json_number(it->mean));
    json_object_set_new(object, "lower", xp_json_number(it->lower));
    json_object_set_new(object, "upper", xp_json_number(it->upper));
    json_object_set_new(object, "n", json_integer((json_int_t)it->n));
    return object;
}

static json_t *
effect(const xp_staff_effect *it)
{
    if (isnan(it->target.mean)) {
        return json_null();
    }
    json_t *object = json_object();
    json_object_set_new(object, "target", interval(&it->target));
    json_object_set_new(object, "there", interval(&it->there));
    json_object_set_new(object, "abandonment", interval(&it->abandonment));
    json_object_set_new(object, "cost", interval(&it->cost));
    json_object_set_new(object, "kept", json_boolean(it->is_kept));
    return object;
}

static json_t *
answer(const xp_staff_answer *it)
{
    json_t *object = json_object();
    json_object_set_new(object, "target", interval(&it->target));
    json_object_set_new(object, "days_met", interval(&it->days));
    json_object_set_new(object, "abandonment", interval(&it->abandonment));
    json_object_set_new(object, "hours_paid", interval(&it->hours));
    json_object_set_new(object, "cost", interval(&it->cost));
    return object;
}

static json_t *
rows(const xp_staffing *it)
{
    json_t *list = json_array();
    for (size_t j = 0; j < it->n_cells; j++) {
        const xp_staff_cell *cell = &it->cell[j];
        char begin[16];
        json_t *object = json_object();
        json_object_set_new(object, "group",
                            json_string(it->plan->scenario->center.group[cell->group].name));
        json_object_set_new(
            object, "start",
            json_string(cc_time_of_day_format(cc_clock_at(it->trial.layout.begin, cell->begin),
                                              begin, sizeof(begin))));
        json_object_set_new(object, "agents", xp_json_number(agents(it, j)));
        json_object_set_new(object, "erlang_a",
                            cell->required < 0 ? json_null() : json_integer(cell->required));
        json_object_set_new(object, "before", xp_json_number(cell->before));
        json_object_set_new(object, "there", interval(&it->there[j]));
        json_object_set_new(object, "less", effect(&it->less[j]));
        json_object_set_new(object, "more", effect(&it->more[j]));
        json_array_append_new(list, object);
    }
    return list;
}

int
xp_report_staff_json(FILE *file, const xp_staffing *it)
{
    const xp_staffing_plan *plan = it->plan;
    json_t *all = json_object();
    json_object_set_new(all, "ccsim", json_string(CCSIM_VERSION));
    json_object_set_new(all, "scenario", json_string(plan->scenario->name));
    json_object_set_new(all, "hash", xp_json_hash(plan->scenario->hash));
    json_object_set_new(all, "target", json_string(plan->target->text));
    json_object_set_new(all, "chance", xp_json_number(plan->chance));
    json_object_set_new(all, "confidence", xp_json_number(plan->confidence));
    json_object_set_new(all, "seed", json_integer((json_int_t)plan->seed));
    json_object_set_new(all, "replications", json_integer((json_int_t)plan->replications));
    json_object_set_new(all, "runs", json_integer((json_int_t)it->trial.runs));
    json_object_set_new(all, "tables", json_integer((json_int_t)it->tables));
    json_object_set_new(all, "end", json_string(xp_staff_end_word(it->end)));
    json_object_set_new(all, "kept", json_boolean(it->is_kept));
    json_object_set_new(all, "answer", answer(&it->answer));
    json_object_set_new(all, "fresh", answer(&it->fresh));
    json_object_set_new(all, "intervals", rows(it));
    return xp_json_write(all, file);
}
