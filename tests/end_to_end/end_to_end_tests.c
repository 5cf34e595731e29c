/* The tests of the whole program: the built binary, in temporary directories.
 *
 * ADAM_REPORT is its absolute path; ADAM_REPORT_VARIANTS may name builds by other compilers, parted
 * by spaces. The working directory is the repository's. `make check` sees to all of that. */
#include <stdlib.h>

#include "support.h"

int main(void)
{
    unsetenv(
        "ASAN_OPTIONS"); /* `make sanitize` sets it for us, and not for the program under test */
    if (!suite_begin())
        return EXIT_FAILURE;
    SRunner *runner = srunner_create(usage_suite());
    srunner_add_suite(runner, default_run_suite());
    srunner_add_suite(runner, images_suite());
    srunner_add_suite(runner, appearance_suite());
    srunner_add_suite(runner, provenance_suite());
    srunner_add_suite(runner, compare_suite());
    srunner_add_suite(runner, search_suite());
    srunner_add_suite(runner, gnuplot_failures_suite());
    srunner_add_suite(runner, output_failures_suite());
    srunner_add_suite(runner, interruption_suite());
    srunner_add_suite(runner, reproducible_suite());
    /* Without a process of its own a test could not be given up, or its leavings be found. */
    srunner_set_fork_status(runner, CK_FORK);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    suite_end();
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
