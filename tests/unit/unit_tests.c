#include "unit_tests.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "../runner/runner.h"
#include "support.h"

/* Those that take long come first; the others are in the order of the modules. */
static const struct named_suite suites[] = {
    SUITE(elementary),
    SUITE(gnuplot),
    SUITE(vector_images),
    SUITE(svg_rendering),
    SUITE(pdf_rendering),
    SUITE(gif_rendering),
    SUITE(image_diff),
    SUITE(figure_data),
    SUITE(contour_painting),
    SUITE(status),
    SUITE(text),
    SUITE(numpy_text),
    SUITE(text_boxes),
    SUITE(file),
    SUITE(deadline),
    SUITE(basins),
    SUITE(budget),
    SUITE(json_value),
    SUITE(staging),
    SUITE(publish),
    SUITE(glob),
    SUITE(suggestion),
    SUITE(random),
    SUITE(schedule),
    SUITE(noise),
    SUITE(statistics),
    SUITE(suite),
    SUITE(ladder),
    SUITE(problem),
    SUITE(optimizer),
    SUITE(update_rules),
    SUITE(expression),
    SUITE(trajectory),
    SUITE(record),
    SUITE(many_runs),
    SUITE(tuning),
    SUITE(tune_options),
    SUITE(tuning_section),
    SUITE(grid),
    SUITE(contour),
    SUITE(polyline),
    SUITE(zoom),
    SUITE(frame_text),
    SUITE(tics),
    SUITE(axis),
    SUITE(path_overlap),
    SUITE(explore_settings),
    SUITE(explorer),
    SUITE(figure),
    SUITE(chart_data),
    SUITE(runtime_figure),
    SUITE(surface),
    SUITE(chart_lines),
    SUITE(script),
    SUITE(layout),
    SUITE(title),
    SUITE(caption),
    SUITE(font),
    SUITE(subprocess),
    SUITE(gnuplot_find),
    SUITE(gnuplot_environment),
    SUITE(table_writer),
    SUITE(png_verify),
    SUITE(png_describe),
    SUITE(png_writer),
    SUITE(digest),
    SUITE(escape),
    SUITE(manifest),
    SUITE(manifest_reader),
    SUITE(json_diff),
    SUITE(document),
    SUITE(explanation),
    SUITE(animation),
    SUITE(table_diff),
    SUITE(compare),
    SUITE(rendering),
    SUITE(compare_options),
    SUITE(rules),
    SUITE(annotations),
    SUITE(checksums),
    SUITE(recorded_run),
    SUITE(seed_layout),
    SUITE(run_options),
    SUITE(run_options_errors),
    SUITE(search_options),
    SUITE(option_documents),
    SUITE(decimal),
};

int main(int argc, char *argv[])
{
    if (!support_begin()) {
        perror("cannot make a temporary directory");
        return EXIT_FAILURE;
    }
    signal(SIGPIPE, SIG_IGN); /* as main() of the program has it */
    int status =
        run_suites(suites, sizeof suites / sizeof *suites, CK_FORK_GETENV, argv + (argc > 0));
    support_end();
    return status;
}
