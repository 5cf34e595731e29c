#include "merge/part_tables.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/artifact_format.h"
#include "run/data_files.h"

/* Upper limits of the size of a header, of the first number in a row, and of one optimizer's
 * cells. */
#define MOST_HEADER ((size_t)1 << 16)
#define MOST_NUMBER 16
#define MOST_CELLS 64

enum status part_tables_begin(struct results *results, const struct run_options *options,
                              int interrupt_fd, struct error *error)
{
    enum status status = STATUS_OK;

    *results = (struct results){.methods = options->methods, .interrupt_fd = interrupt_fd};
    for (size_t i = 0; i < options->methods.count && status == STATUS_OK; i++) {
        const struct named_method *named = &options->methods.list[i];
        status = ensemble_init(&results->ensembles[i], options->study.criterion,
                               options->iterations, options->study.runs, error);
        results->list[i] = (struct optimizer_result){.label = named->name.label,
                                                     .column = named->name.column,
                                                     .method = &named->method,
                                                     .ensemble = &results->ensembles[i]};
        results->count++;
    }
    return status;
}

size_t part_tables_most_bytes(const struct run_options *options)
{
    size_t rows =
        options->study.runs > options->iterations ? options->study.runs : options->iterations;

    return MOST_HEADER + rows * (MOST_NUMBER + options->methods.count * MOST_CELLS);
}

/* ---- Cells ----------------------------------------------------------------------------------- */

/* Where a table is read. The bytes are terminated by a NUL, at which all functions stop. */
struct cursor {
    const char *at;
    size_t line; /* counted from 1 */
};

static enum status reject(const struct cursor *cursor, const char *why, struct error *error)
{
    return error_set(error, STATUS_BAD_INPUT, "line %zu: %s", cursor->line, why);
}

static void skip_header(struct cursor *cursor)
{
    for (const char *end; *cursor->at == '#' && (end = strchr(cursor->at, '\n')) != NULL;
         cursor->line++)
        cursor->at = end + 1;
}

/* After a blank, which strtod() and strtol() would skip, like the end of the line. */
static bool begin_cell(struct cursor *cursor)
{
    if (*cursor->at != ' ' || cursor->at[1] <= ' ')
        return false;
    cursor->at++;
    return true;
}

/* The format of numbers is not checked here, but by writing the table again. */
static bool read_real(struct cursor *cursor, double *value)
{
    char *end;

    if (!begin_cell(cursor))
        return false;
    *value = strtod(cursor->at, &end);
    bool found = end > cursor->at;
    cursor->at = end;
    return found;
}

static bool read_iteration(struct cursor *cursor, size_t iterations, int *value)
{
    char *end;

    if (!begin_cell(cursor))
        return false;
    long number = strtol(cursor->at, &end, 10);
    bool found = end > cursor->at &&
                 (number == OUTCOME_NEVER || (number >= 0 && (unsigned long)number < iterations));

    *value = found ? (int)number : OUTCOME_NEVER;
    cursor->at = end;
    return found;
}

/* Whether a search can have this outcome. */
static bool is_possible(const struct outcome *run, double threshold)
{
    if (run->stays != OUTCOME_NEVER && (run->first == OUTCOME_NEVER || run->stays < run->first))
        return false;
    if (run->ended != OUTCOME_NEVER)
        return run->first < run->ended && run->stays < run->ended;
    return isfinite(run->value) && (run->stays != OUTCOME_NEVER) == (run->value < threshold);
}

static bool read_count(struct cursor *cursor, uint64_t most, uint64_t *count)
{
    char *end;

    if (!begin_cell(cursor) || *cursor->at < '0' || *cursor->at > '9')
        return false;
    *count = strtoull(cursor->at, &end, 10);
    cursor->at = end;
    return *count <= most;
}

/* ---- Tables ---------------------------------------------------------------------------------- */

static enum status end_row(struct cursor *cursor, struct error *error)
{
    if (*cursor->at != '\n')
        return reject(cursor, "too many columns", error);
    cursor->at++;
    cursor->line++;
    return STATUS_OK;
}

static enum status read_outcomes(struct cursor *cursor, struct results *results, size_t run,
                                 const struct run_options *options, struct error *error)
{
    double threshold = run_options_threshold(options);
    size_t digits = strspn(cursor->at, "0123456789");

    if (digits == 0)
        return reject(cursor, "expected a seed", error);
    cursor->at += digits;
    for (size_t i = 0; i < results->count; i++) {
        struct outcome *one = &results->ensembles[i].runs[run];
        if (!read_real(cursor, &one->value) ||
            !read_iteration(cursor, options->iterations, &one->first) ||
            !read_iteration(cursor, options->iterations, &one->stays) ||
            !read_iteration(cursor, options->iterations, &one->ended))
            return reject(cursor, "expected a value and three iterations for each optimizer",
                          error);
        if (!is_possible(one, threshold))
            return reject(cursor, "the value and the iterations contradict each other", error);
    }
    return end_row(cursor, error);
}

/* The numbers of runs follow from the outcomes, and are checked by writing the table again. */
static enum status read_counts(struct cursor *cursor, struct results *results, size_t t,
                               struct error *error)
{
    cursor->at += strspn(cursor->at, "0123456789");
    for (size_t i = 0; i < results->count; i++) {
        struct ensemble *ensemble = &results->ensembles[i];
        uint64_t runs;
        if (!read_count(cursor, ensemble->run_count, &runs) ||
            !read_count(cursor, ensemble_most_targets(ensemble), &ensemble->targets_reached[t]))
            return reject(cursor, "expected numbers of runs and targets for each optimizer", error);
        if (ensemble->targets_reached[t] < ensemble->targets_reached[t - 1])
            return reject(cursor, "fewer targets than in the row above", error);
    }
    return end_row(cursor, error);
}

/* By CRITERION_FIRST, runs that rose above a target again are counted, too. */
static enum status check_last_row(const struct results *results, const struct run_options *options,
                                  struct error *error)
{
    for (size_t i = 0; i < results->count; i++) {
        const struct ensemble *ensemble = &results->ensembles[i];
        uint64_t reached = ensemble->targets_reached[options->iterations];
        uint64_t expected = ensemble_targets_at_end(ensemble, options->problem->minimum);
        if (options->study.criterion == CRITERION_FIRST ? reached < expected : reached != expected)
            return error_set(
                error, STATUS_BAD_INPUT,
                "the targets in the last row contradict the values in " ARTIFACT_ENSEMBLE_RUNS);
    }
    return STATUS_OK;
}

static size_t line_of(const char *bytes, size_t offset)
{
    size_t line = 1;

    for (size_t i = 0; i < offset; i++)
        line += bytes[i] == '\n';
    return line;
}

/* Writes the table again, from what was read. */
static enum status check_bytes(const struct results *results, const struct run_options *options,
                               const char *name, const struct text *bytes, struct error *error)
{
    struct text again = {0};
    size_t same = 0;

    enum status status = data_files_find(name)->write(options, results, &again, error);
    if (status == STATUS_OK) {
        while (same < again.length && same < bytes->length && again.data[same] == bytes->data[same])
            same++;
        if (same < again.length || same < bytes->length)
            status = error_set(error, STATUS_BAD_INPUT,
                               "line %zu: not as this version of the program writes it for the "
                               "parameters in " ARTIFACT_MANIFEST,
                               line_of(bytes->data, same));
    }
    text_free(&again);
    return status;
}

enum status part_tables_read_runs(struct results *results, const struct run_options *options,
                                  const struct text *bytes, struct error *error)
{
    struct cursor cursor = {.at = text_string(bytes), .line = 1};
    enum status status = STATUS_OK;

    skip_header(&cursor);
    for (size_t run = 0; run < options->study.runs && status == STATUS_OK; run++)
        status = read_outcomes(&cursor, results, run, options, error);
    return status == STATUS_OK ? check_bytes(results, options, ARTIFACT_ENSEMBLE_RUNS, bytes, error)
                               : status;
}

enum status part_tables_read_runtime(struct results *results, const struct run_options *options,
                                     const struct text *bytes, struct error *error)
{
    struct cursor cursor = {.at = text_string(bytes), .line = 1};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < results->count && status == STATUS_OK; i++)
        status = ensemble_summarize(&results->ensembles[i], options->problem->minimum, error);
    skip_header(&cursor);
    for (size_t t = 1; t <= options->iterations && status == STATUS_OK; t++)
        status = read_counts(&cursor, results, t, error);
    if (status == STATUS_OK)
        status = check_last_row(results, options, error);
    return status == STATUS_OK ? check_bytes(results, options, ARTIFACT_RUNTIME, bytes, error)
                               : status;
}
