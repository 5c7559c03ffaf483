/* What the program says when a run has stopped with an error, of its one source. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "cli/options.h"
#include "cli/stopped.h"
#include "cli/verb.h"
#include "sim/error.h"
#include <cmocka.h>
#include <stdlib.h>

int
cli_refused(const char *verb, const char *format, ...)
{
    (void)verb;
    (void)format;
    return CLI_USAGE;
}

int
cli_failed(const char *verb, const char *format, ...)
{
    (void)verb;
    (void)format;
    return CLI_FAILED;
}

static void
the_command_is_written_as_a_shell_reads_it(void **state)
{
    (void)state;
    const char *argv[] = {"ccsim run", "a b.cfg", "--seed", "3", "--set", "name='x'", "", NULL};
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    assert_non_null(file);
    cli_command_write(&(cli_command){7, argv}, file);
    assert_int_equal(fclose(file), 0);
    assert_string_equal(text, "ccsim run 'a b.cfg' --seed 3 --set 'name='\\''x'\\''' ''\n");
    free(text);
}

static void
each_error_has_its_status(void **state)
{
    (void)state;
    const char *argv[] = {"ccsim run", "a.cfg", NULL};
    const cli_command command = {2, argv};
    assert_int_equal(cli_stopped("run", &command, SIM_ERR_REFUSED, "no"), 2);
    assert_int_equal(cli_stopped("run", &command, SIM_ERR_MEMORY, "no"), 1);
    assert_int_equal(cli_stopped("run", &command, SIM_ERR_LIMIT, "no"), 1);
    assert_int_equal(cli_stopped("run", &command, SIM_ERR_BUG, "no"), 70);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_command_is_written_as_a_shell_reads_it),
        cmocka_unit_test(each_error_has_its_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
