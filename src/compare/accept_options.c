#include "compare/accept_options.h"

#include <stddef.h>

#include "base/option_value.h"

#define TO(field, reader) .member = offsetof(struct accept_options, field), .read = (reader)

static const struct option_row rows[] = {
    {.about = "What to accept"},
    {.name = "only",
     .value = "GLOB",
     .about = "accept only files whose path matches, each with all files of its run; may be "
              "repeated",
     TO(only, option_read_glob)},
    {.name = "dry-run",
     .letter = 'n',
     .about = "print what would be done without doing it",
     TO(dry_run, option_read_flag)},

    {.about = "General"},
    {.name = "quiet",
     .letter = 'q',
     .about = "print only the summary",
     TO(quiet, option_read_flag)},
    {.name = "help",
     .letter = 'h',
     .about = "print this help and exit",
     .ends = true,
     TO(help, option_read_flag)},
};
_Static_assert(sizeof rows / sizeof *rows <= OPTION_TABLE_MAX, "increase OPTION_TABLE_MAX");

const struct option_table accept_option_table = {
    .command = "accept", .rows = rows, .count = sizeof rows / sizeof *rows};

enum status accept_options_parse(struct accept_options *options, int argc, char *argv[],
                                 struct error *error)
{
    bool ended;
    int rest;

    *options = (struct accept_options){0};
    enum status status =
        option_table_parse(&accept_option_table, options, argc, argv, &rest, &ended, error);
    if (status != STATUS_OK || ended)
        return status;
    if (argc - rest != 2)
        return error_set(error, STATUS_USAGE,
                         "accept: expected 2 directories, BASELINE and CANDIDATE, not %d; see "
                         "accept --help",
                         argc - rest);
    for (int i = 0; i < 2; i++) {
        options->paths[i] = argv[rest + i];
        if (*options->paths[i] == '\0')
            return error_set(error, STATUS_USAGE, "accept: a path must not be empty");
    }
    return STATUS_OK;
}
