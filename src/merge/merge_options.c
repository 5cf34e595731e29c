#include "merge/merge_options.h"

#include "base/option_value.h"
#include "run/figure_options.h"

#define TO(field, reader) .member = offsetof(struct merge_options, field), .read = (reader)

/* The names are checked by the parser of run. */
static enum status read_figure(void *member, const struct option_argument *argument,
                               struct error *error)
{
    (void)error;
    *(const char **)member = argument->value;
    return STATUS_OK;
}

static const struct option_row rows[] = {
    {.about = "Data and output files"},
    {.name = "output",
     .letter = 'o',
     .value = "DIR",
     .initial = "output",
     .about = "output directory; created if it does not exist; must not be one of the parts",
     TO(output, option_read_path)},
    {.name = "atomic",
     .about =
         "replace the whole output directory in a single rename; unrelated files in it are kept",
     TO(atomic, option_read_flag)},
    {.name = "keep",
     .about = "keep files in the output directory that an earlier run wrote and this command does "
              "not; by default they are removed",
     TO(keep, option_read_flag)},
    {.name = "quiet",
     .letter = 'q',
     .about = "print neither a line per iteration nor the location of the report",
     TO(quiet, option_read_flag)},

    {.about = "Figures"},
    {.name = "figure",
     .letter = 'f',
     .value = "NAME[,NAME...]",
     .names = figure_options_name,
     .is_list = true,
     .shown = "those of the parts, except ensemble",
     .about = "figures to draw (see 'adam-report list figures'); all for every figure available "
              "for the parts, none for data only",
     TO(figure, read_figure)},
    {.name = "gnuplot",
     .value = "PATH",
     .initial = "gnuplot",
     .about = "gnuplot executable; searched for in $PATH if the name contains no slash",
     TO(gnuplot, option_read_path)},
    {.name = "timeout",
     .value = "SECONDS",
     .initial = "60",
     .about = "time limit for drawing the figures, and for waiting until another run in the output "
              "directory has finished",
     .allowed = "a number of seconds, above 0 and at most 86400",
     .most = 86400,
     .interval = INTERVAL_OPEN_BELOW,
     TO(timeout, option_read_real)},

    {.about = "General"},
    {.name = "help",
     .letter = 'h',
     .about = "print this help and exit",
     .ends = true,
     TO(help, option_read_flag)},
};
_Static_assert(sizeof rows / sizeof *rows <= OPTION_TABLE_MAX, "increase OPTION_TABLE_MAX");

const struct option_table merge_option_table = {
    .command = "merge", .rows = rows, .count = sizeof rows / sizeof *rows};

enum status merge_options_parse(struct merge_options *options, int argc, char *argv[],
                                struct error *error)
{
    bool ended;
    int rest;

    *options = (struct merge_options){.help = false};
    enum status status =
        option_table_parse(&merge_option_table, options, argc, argv, &rest, &ended, error);
    if (status != STATUS_OK || ended)
        return status;
    if (rest == argc)
        return error_set(error, STATUS_USAGE,
                         "merge: requires the output directories of runs with --runs; see merge "
                         "--help");
    options->parts = argv + rest;
    options->part_count = (size_t)(argc - rest);
    for (int i = rest; i < argc; i++)
        if (*argv[i] == '\0')
            return error_set(error, STATUS_USAGE, "merge '': must be a directory");
    return STATUS_OK;
}
