/* The tests of the whole program: the built binary, in temporary directories.
 *
 * ADAM_REPORT is its absolute path; ADAM_REPORT_VARIANTS can name builds by other compilers,
 * separated by spaces. The working directory is the repository's. `make check` sets all of them. */
#include <stdlib.h>

#include "../runner/runner.h"
#include "support.h"

/* The longest come first. */
static const struct named_suite suites[] = {
    SUITE(memory),      SUITE(labels),          SUITE(interruption),    SUITE(gnuplot_failures),
    SUITE(appearance),  SUITE(output_failures), SUITE(provenance),      SUITE(reproducible),
    SUITE(images),      SUITE(search),          SUITE(compare),         SUITE(verify),
    SUITE(default_run), SUITE(usage),           SUITE(completion),      SUITE(accept),
    SUITE(recipes),     SUITE(text_boxes),      SUITE(compare_hostile), SUITE(rules),
    SUITE(forgeries),   SUITE(limits),          SUITE(readme),          SUITE(schemas),
    SUITE(progress),    SUITE(earlier_files),   SUITE(resources),       SUITE(directories),
    SUITE(tuning),      SUITE(merge),           SUITE(state),           SUITE(suite),
    SUITE(explore),
};

int main(int argc, char *argv[])
{
    unsetenv(
        "ASAN_OPTIONS"); /* `make sanitize` sets it for us, and not for the program under test */
    if (!suite_begin())
        return EXIT_FAILURE;
    /* Without a process of its own a test could not be given up, or its leavings be found. */
    int status = run_suites(suites, COUNT(suites), CK_FORK, argv + (argc > 0));
    suite_end();
    return status;
}
