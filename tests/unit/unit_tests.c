#include "unit_tests.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "support.h"

static Suite *(*const suites[])(void) = {
    status_suite,
    text_suite,
    file_suite,
    deadline_suite,
    staging_suite,
    publish_suite,
    random_suite,
    problem_suite,
    optimizer_suite,
    update_rules_suite,
    expression_suite,
    trajectory_suite,
    many_runs_suite,
    grid_suite,
    contour_suite,
    contour_painting_suite,
    polyline_suite,
    tics_suite,
    figure_suite,
    figure_data_suite,
    chart_data_suite,
    script_suite,
    title_suite,
    caption_suite,
    font_suite,
    subprocess_suite,
    gnuplot_find_suite,
    gnuplot_suite,
    gnuplot_environment_suite,
    table_writer_suite,
    png_verify_suite,
    png_describe_suite,
    png_writer_suite,
    digest_suite,
    escape_suite,
    manifest_suite,
    document_suite,
    vector_images_suite,
    animation_suite,
    image_diff_suite,
    table_diff_suite,
    compare_suite,
    compare_options_suite,
    run_options_suite,
    run_options_errors_suite,
    search_options_suite,
    option_documents_suite,
};

int main(void)
{
    SRunner *runner = srunner_create(NULL);

    if (!support_begin()) {
        perror("cannot make a temporary directory");
        return EXIT_FAILURE;
    }
    signal(SIGPIPE, SIG_IGN); /* as main() of the program has it */
    for (size_t i = 0; i < sizeof suites / sizeof *suites; i++)
        srunner_add_suite(runner, suites[i]());
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    support_end();
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
