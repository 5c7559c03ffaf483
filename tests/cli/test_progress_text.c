/* How a state is written. */
#include "cli/progress.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

static const cli_progress_state sweep = {.points = 10000,
                                         .points_done = 120,
                                         .replications = 100000,
                                         .done = 1234,
                                         .seconds = 20,
                                         .contacts = 1e6,
                                         .left = 845.4};

static void
a_line_has_points_replications_speed_and_what_is_left(void **state)
{
    (void)state;
    char text[200];
    cli_progress_line(&sweep, text, sizeof(text));
    assert_string_equal(
        text, "points 120/10000, replications 1234/100000, 50k contacts/s, 14:05 min left");
    cli_progress_state it = {.replications = 100, .done = 1, .contacts = NAN, .left = 3.4};
    cli_progress_line(&it, text, sizeof(text));
    assert_string_equal(text, "replications 1/100, 3 s left");
    it.at_most = true;
    it.is_stopping = true;
    cli_progress_line(&it, text, sizeof(text));
    assert_string_equal(text, "replications 1/at most 100, stopping");
    it.is_estimating = true;
    cli_progress_line(&it, text, sizeof(text));
    assert_string_equal(text, "replications 1/at most 100, estimates");
    it = (cli_progress_state){.replications = 100, .contacts = 7, .left = NAN};
    cli_progress_line(&it, text, sizeof(text));
    assert_string_equal(text, "replications 0/100");
}

static void
no_line_is_wider_than_a_terminal(void **state)
{
    (void)state;
    char text[200];
    const uint64_t numbers[] = {0, 1, 99999, 999999, 9999999, 999999999, 99999999999, UINT64_MAX};
    for (size_t j = 0; j < sizeof(numbers) / sizeof(numbers[0]); j++) {
        const double x = (double)numbers[j];
        const cli_progress_state it = {.points = numbers[j],
                                       .points_done = numbers[j],
                                       .replications = numbers[j],
                                       .done = numbers[j],
                                       .at_most = true,
                                       .seconds = 1,
                                       .contacts = x,
                                       .left = x};
        cli_progress_line(&it, text, sizeof(text));
        assert_in_range(strlen(text), 1, 79);
    }
}

static void
json_says_null_of_what_is_not_known(void **state)
{
    (void)state;
    char text[400];
    cli_progress_json(&sweep, "sweep", text, sizeof(text));
    assert_string_equal(
        text, "{\"progress\": \"sweep\", \"points\": 10000, \"points_done\": 120, "
              "\"points_failed\": 0, \"replications\": 100000, \"replications_done\": 1234, "
              "\"at_most\": false, \"seconds\": 20, \"contacts\": 1e+06, "
              "\"contacts_per_second\": 50000, \"seconds_left\": 845.4, \"stopping\": false}");
    const cli_progress_state it = {
        .replications = 5, .contacts = NAN, .left = INFINITY, .is_stopping = true};
    cli_progress_json(&it, "run", text, sizeof(text));
    assert_string_equal(
        text, "{\"progress\": \"run\", \"replications\": 5, \"replications_done\": 0, "
              "\"at_most\": false, \"seconds\": 0, \"contacts\": null, "
              "\"contacts_per_second\": null, \"seconds_left\": null, \"stopping\": true}");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_has_points_replications_speed_and_what_is_left),
        cmocka_unit_test(no_line_is_wider_than_a_terminal),
        cmocka_unit_test(json_says_null_of_what_is_not_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
