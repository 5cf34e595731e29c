#include "compare/readable.h"

#include <stdlib.h>
#include <string.h>

#include "compare/comparison.h"
#include "compare/diff_pair.h"

enum status readable_begin(struct readable *readable, size_t threads, int interrupt_fd,
                           struct error *error)
{
    char command[] = "compare", path[] = ".";
    char *arguments[] = {command, path, path, NULL};

    *readable = (struct readable){.interrupt_fd = interrupt_fd};
    enum status status = compare_options_parse(&readable->defaults, 3, arguments, error);
    if (status == STATUS_OK)
        budget_begin(&readable->budget, threads);
    return status;
}

void readable_end(struct readable *readable)
{
    budget_end(&readable->budget);
}

/* The pair is the same file twice; errors are reported for the first. */
static const char *without_side(const char *reason)
{
    size_t length = strlen(comparison_sides[0]);

    return strncmp(reason, comparison_sides[0], length) == 0 && reason[length] == ':'
               ? reason + length + 2
               : reason;
}

static enum status verdict_of(const struct comparison_file *file, struct error *error)
{
    if (file->incomplete)
        return error_out_of_memory(error);
    if (file->verdict != VERDICT_UNREADABLE)
        return STATUS_OK;
    return error_set(error, STATUS_BAD_INPUT, "%s",
                     file->reason_count > 0 ? without_side(file->reasons[0]) : "cannot be read");
}

enum status readable_check(struct readable *readable, const char *name, const char *path,
                           struct error *error)
{
    const struct pair pair = {.name = name, .paths = {path, path}};
    const struct diff_pair_settings settings = {
        .budget = &readable->budget, .interrupt_fd = readable->interrupt_fd, .inspect = true};
    struct comparison comparison = {.files = calloc(1, sizeof *comparison.files), .count = 1};
    struct pair_difference difference = {
        .pair = &pair, .settings = &readable->defaults.pair, .report_name = name};

    if (comparison.files == NULL)
        return error_out_of_memory(error);
    difference.file = &comparison.files[0];
    difference.file->name = strdup(name);
    enum status status = difference.file->name == NULL ? error_out_of_memory(error) : STATUS_OK;
    if (status == STATUS_OK)
        status = diff_pair(&difference, &settings, error);
    if (status == STATUS_OK && difference.undecoded)
        status = diff_pair_large(&difference, &settings, error);
    if (status == STATUS_OK)
        status = verdict_of(difference.file, error);
    pair_difference_free(&difference);
    comparison_free(&comparison);
    return status;
}
