/* How many come when: rates cut at intervals, factors of days, backlogs, and who comes when no
 * more are held. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "models/center/state.h"
#include "tests/support/near.h"
#include "tests/support/play.h"
#include <cmocka.h>
#include <math.h>
#include <string.h>

#define CENTER "center = { channels = { voice = {}; }; groups = { agents = { staff = 1; }; };};"

static int
arrivals_of_day(const play *p, int day)
{
    int n = 0;
    for (size_t j = 0; j < p->buffer.n; j++) {
        const sim_trace_record *entry = &p->buffer.record[j];
        n += entry->code == CC_JOURNAL_GETS_IN_TOUCH && (int)(entry->time / CC_DAY) == day;
    }
    return n;
}

static void
a_rate_that_rises_is_cut_at_the_intervals_where_it_is(void **state)
{
    (void)state;
    play p;
    play_text(&p, "",
              "run = { hours = [\"09:00\", \"12:00\"]; interval = \"30 min\"; days = 1; };"
              "demand = { issues = { a = { rate = { at = (\"09:00\", \"10:45\", \"12:00\");"
              "  per_hour = (0, 105, 30); shape = \"linear\"; };"
              "  voice = { talk = \"1 min\"; }; }; }; };" CENTER);
    const sim_rate *rate = &p.center->rate[0];
    double total = 0;
    assert_int_equal(rate->n, 7);
    for (size_t j = 0; j < rate->n; j++) {
        const sim_rate_piece *piece = &rate->piece[j];
        const double at[2] = {piece->t0, piece->t1}, r[2] = {piece->r0, piece->r1};
        for (int end = 0; end < 2; end++) { /* 60 an hour more in each hour, then less */
            const double h = at[end] / 3600 - 9;
            assert_near(r[end] * 3600, h <= 1.75 ? 60 * h : 105 - 60 * (h - 1.75), 1e-9);
        }
        assert_true(j == 0 || piece->t0 == rate->piece[j - 1].t1);
        total += (piece->t1 - piece->t0) * (piece->r0 + piece->r1) / 2;
    }
    assert_near(total, 1.75 * 52.5 + 1.25 * 67.5, 1e-9);
    play_free(&p);
}

/* Who gets in touch, and when, at that volume; of a kind alone. */
static size_t
who_comes(double volume, uint64_t *who, double *when, size_t most)
{
    play p;
    char text[600];
    snprintf(text, sizeof(text),
             "run = { hours = [\"09:00\", \"12:00\"]; interval = \"30 min\"; days = 2; };"
             "demand = { volume = %.9g; busyness = { day_cv = 0.3; interval_cv = 0.2; };"
             "  issues = { a = { per_hour = 100; voice = { talk = \"1 s\"; }; };"
             "             b = { per_hour = 20; voice = { talk = \"1 s\"; }; }; }; };" CENTER,
             volume);
    play_text(&p, "", text);
    size_t n = 0;
    for (size_t j = 0; j < p.buffer.n; j++) {
        const sim_trace_record *entry = &p.buffer.record[j];
        if (entry->code == CC_JOURNAL_GETS_IN_TOUCH) {
            assert_true(n < most);
            who[n] = entry->subject;
            when[n++] = entry->time;
        }
    }
    play_free(&p);
    return n;
}

#define MOST 16384

static void
whoever_comes_at_a_volume_comes_at_a_greater_one_too(void **state)
{
    (void)state;
    static const double volume[] = {0, 0.01, 0.4, 1, 1.1, 2, 2.5, 3.9, 8, 9.5};
    static uint64_t who[2][MOST];
    static double when[2][MOST];
    size_t n[2] = {0, 0}, at_1 = 0;
    for (size_t v = 0; v < sizeof(volume) / sizeof(*volume); v++) {
        uint64_t *now = who[v % 2], *before = who[1 - v % 2];
        n[v % 2] = who_comes(volume[v], now, when[v % 2], MOST);
        size_t k = 0; /* both are in order of time */
        for (size_t j = 0; j < n[v % 2]; j++) {
            if (v > 0 && k < n[1 - v % 2] && now[j] == before[k]) {
                assert_true(when[v % 2][j] == when[1 - v % 2][k]);
                k++;
            }
        }
        assert_true(v == 0 || k == n[1 - v % 2]);
        at_1 = volume[v] == 1 ? n[v % 2] : at_1;
        if (at_1 > 0) { /* busy days are busy at any volume: given those, a Poisson number */
            const double mean = volume[v] * (double)at_1;
            assert_true(fabs((double)n[v % 2] - mean) < 5 * sqrt(mean + volume[v] * mean));
        }
    }
    assert_true(at_1 > 300);
}

static void
factors_of_weekdays_are_of_their_days(void **state)
{
    (void)state;
    play p;
    /* from a Friday on: all kinds rest on Sundays, and this one on Tuesdays */
    play_text(&p, "",
              "run = { hours = [\"09:00\", \"10:00\"]; days = 12; first_day = \"Fri\"; };"
              "demand = { weekday = { Sun = 0; }; issues = { a = { per_hour = 40;"
              "  weekday = { Tue = 0; }; voice = { talk = \"1 s\"; }; }; }; };" CENTER);
    for (int day = 0; day < 12; day++) {
        const int weekday = (4 + day) % 7; /* Mon: 0 */
        assert_true((arrivals_of_day(&p, day) > 0) == (weekday != 6 && weekday != 1));
    }
    play_free(&p);
}

/* What a day's rate is multiplied by, on three days of two replications. */
static void
day_factors(const char *per, double factor[2][3])
{
    play p;
    char text[600];
    snprintf(text, sizeof(text),
             "run = { hours = [\"09:00\", \"10:00\"]; interval = \"1 h\"; days = 3; };"
             "demand = { busyness = { day_cv = 0.5; per = \"%s\"; }; issues = { a = {"
             "  per_hour = 3600; voice = { talk = \"1 s\"; }; }; }; };" CENTER,
             per);
    play_text(&p, "", text);
    for (uint64_t replication = 0; replication < 2; replication++) {
        assert_int_equal(cc_center_start(p.center, 1, replication, &p.record), 0);
        for (int day = 0; day < 3; day++) {
            cc_arrivals points = {.day = day};
            factor[replication][day] = cc_busyness_of_day(p.center, 0, &points)[0];
        }
    }
    play_free(&p);
}

static void
a_day_factor_is_drawn_for_each_day_or_once_for_a_replication(void **state)
{
    (void)state;
    double f[2][3];
    day_factors("day", f);
    assert_true(f[0][0] > 0 && f[0][0] != f[0][1] && f[0][1] != f[0][2]);
    assert_true(f[0][0] != f[1][0]);
    day_factors("replication", f);
    assert_true(f[0][0] > 0 && f[0][0] == f[0][1] && f[0][1] == f[0][2]);
    assert_true(f[1][0] > 0 && f[1][0] == f[1][1] && f[1][1] == f[1][2]);
    assert_true(f[0][0] != f[1][0]);
}

static void
each_contact_of_a_backlog_has_a_name_of_its_own(void **state)
{
    (void)state;
    play p;
    play_text(&p, "",
              "run = { days = 1; };"
              "demand = { every_issue = { per_hour = 0; wants = { email = 1.0; };"
              "    email = { handle = { dist = \"exponential\"; mean = \"1 min\"; }; };"
              "    backlog = { email = 2; }; };"
              "  issues = { a = { }; b = { }; }; };"
              "center = { channels = { email = {}; }; groups = { agents = { staff = 1; }; }; };");
    /* streams: kinds, the trace, then backlogs by kind and channel */
    for (int j = 0; j < 4; j++) {
        const uint64_t stream = (uint64_t)(2 + 1 + j / 2 * 8 + cc_preset_find("email")->number);
        const sim_block block =
            cc_draw_again(p.center, CC_DRAW_CONTACT, cc_owner(stream, 0, (uint64_t)j % 2), 0, 0);
        const double work = -60 * log1p(-sim_uniform(block.word[1]));
        assert_near(play_value(&p, CC_JOURNAL_WORK, j + 1), work, 1e-9 * work);
    }
    play_free(&p);
}

/* 300 e-mails that nobody answers: more than the 256 for which there is room anyway. */
static const char many[] = "demand = { issues = { a = { per_hour = 0; backlog = { email = 300; }; "
                           "email = { handle = \"1 h\"; }; }; }; }; "
                           "center = { channels = { email = {}; }; groups = { g = { staff = 1; }; "
                           "}; };";

static void
contacts_beyond_the_memory_stop_the_run_and_say_so(void **state)
{
    (void)state;
    play p;
    play_text(&p, "", many);
    cc_center_set_trace(p.center, NULL);
    sim_budget budget = {.most = 512 * (sizeof(cc_contact) + sizeof(sim_timer)) - 1};
    cc_refusal refusal = {""};
    cc_center_delete(p.center);
    p.center = cc_center_new(&p.scenario, &p.record.layout, &refusal);
    assert_non_null(p.center);
    cc_center_set_budget(p.center, &budget);
    assert_int_equal(cc_center_run(p.center, 1, 6, &p.record, &refusal), SIM_ERR_MEMORY);
    assert_non_null(strstr(refusal.text, ": run: 256 contacts are open at 00:00:00 of day 1 "));
    assert_non_null(strstr(refusal.text, " of replication 7: there is no memory for more"));
    assert_int_equal(budget.used, 0);

    budget.most++; /* one byte more, and all is as without bounds */
    assert_int_equal(cc_center_run(p.center, 1, 6, &p.record, &refusal), SIM_OK);
    assert_int_equal(budget.used, budget.most);
    cc_center *other = cc_center_new(&p.scenario, &p.record.layout, &refusal);
    assert_non_null(other);
    cc_center_set_budget(other, &budget); /* two share it */
    assert_int_equal(cc_center_run(other, 1, 6, &p.record, &refusal), SIM_ERR_MEMORY);
    cc_center_delete(p.center);
    p.center = other;
    assert_int_equal(budget.used, 0);
    assert_int_equal(cc_center_run(p.center, 1, 6, &p.record, &refusal), SIM_OK);
    cc_center_set_budget(p.center, NULL);
    play_free(&p);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rate_that_rises_is_cut_at_the_intervals_where_it_is),
        cmocka_unit_test(whoever_comes_at_a_volume_comes_at_a_greater_one_too),
        cmocka_unit_test(factors_of_weekdays_are_of_their_days),
        cmocka_unit_test(a_day_factor_is_drawn_for_each_day_or_once_for_a_replication),
        cmocka_unit_test(each_contact_of_a_backlog_has_a_name_of_its_own),
        cmocka_unit_test(contacts_beyond_the_memory_stop_the_run_and_say_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
