#include "verify/verify_options.h"

#include "base/option_value.h"

#define TO(field, reader) .member = offsetof(struct verify_options, field), .read = (reader)

static const struct option_row rows[] = {
    {.about = "Reports and verdicts"},
    {.name = "output",
     .letter = 'o',
     .value = "DIR",
     .about = "write the reports of compare to DIR: index.html, comparison.json, comparison.md, "
              "junit.xml and images of the differences",
     TO(output, option_read_path)},
    {.name = "quiet",
     .letter = 'q',
     .about = "print only the summary",
     TO(quiet, option_read_flag)},
    {.name = "strict",
     .about = "fail figures that were only re-rendered",
     TO(strict, option_read_flag)},
    {.name = "ignore-added",
     .about = "ignore files in the directory that the run does not make",
     TO(ignore_added, option_read_flag)},

    {.about = "The run"},
    {.name = "gnuplot",
     .value = "PATH",
     .initial = "gnuplot",
     .about = "gnuplot executable; searched for in $PATH if the name contains no slash",
     TO(gnuplot, option_read_path)},
    {.name = "timeout",
     .value = "SECONDS",
     .initial = "300",
     .about = "time limit for checksums, run and comparison together",
     .allowed = "a number of seconds, above 0 and at most 86400",
     .most = 86400,
     .interval = INTERVAL_OPEN_BELOW,
     TO(timeout, option_read_real)},
    {.name = "max-pixels",
     .value = "N",
     .initial = "200000000",
     .about = "reject a run whose images have more than N pixels in total",
     .allowed = "a whole number",
     .most = 1e12,
     TO(max_pixels, option_read_whole)},

    {.about = "General"},
    {.name = "help",
     .letter = 'h',
     .about = "print this help and exit",
     .ends = true,
     TO(help, option_read_flag)},
};
_Static_assert(sizeof rows / sizeof *rows <= OPTION_TABLE_MAX, "increase OPTION_TABLE_MAX");

const struct option_table verify_option_table = {
    .command = "verify", .rows = rows, .count = sizeof rows / sizeof *rows};

enum status verify_options_parse(struct verify_options *options, int argc, char *argv[],
                                 struct error *error)
{
    bool ended;
    int rest;

    *options = (struct verify_options){0};
    enum status status =
        option_table_parse(&verify_option_table, options, argc, argv, &rest, &ended, error);
    if (status != STATUS_OK || ended)
        return status;
    if (argc - rest != 1 || *argv[rest] == '\0')
        return error_set(error, STATUS_USAGE,
                         "verify: requires one directory written by run, not %d arguments; "
                         "see verify --help",
                         argc - rest);
    options->directory = argv[rest];
    return STATUS_OK;
}
