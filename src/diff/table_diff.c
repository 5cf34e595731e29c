#include "diff/table_diff.h"

#include <stdio.h>
#include <string.h>

#include "diff/table_columns.h"
#include "diff/table_compare.h"
#include "diff/table_side.h"

/* The number of rows of each side that are read to determine whether a dialect can fit. */
#define PROBED_ROWS 50

/* The results of the dialects tried. */
struct table_diff_job {
    const int *files;
    const struct table_settings *settings;
    struct table_difference *found; /* in the first one that fits, or the first that differs */
    struct table_dialect chosen;    /* that one */
    size_t fitting;                 /* dialects */
    bool mixed;                     /* they disagree */
    struct table_dialect agreeing;  /* then one in which the tables are the same */
    size_t rejected_at;             /* the last row reached by a dialect that does not fit */
    char rejected[240];             /* the reason */
    char lopsided[160];             /* describes a dialect that fits one side only; "": none */
};

bool table_difference_passes(const struct table_difference *difference)
{
    return difference->different == 0 && difference->added == 0 && difference->removed == 0 &&
           *difference->shape == '\0' && *difference->header == '\0';
}

/* ---- Words ----------------------------------------------------------------------------------- */

static const char *dialect_words(const struct table_dialect *dialect, char words[64])
{
    static const char *const delimiters[TABLE_DELIMITERS] = {"any",    "tabs",   "semicolons",
                                                             "commas", "blanks", "no delimiter"};

    snprintf(words, 64, "%s%s", delimiters[dialect->delimiter],
             dialect->decimal_mark == ',' ? " and decimal commas" : "");
    return words;
}

static void explain_mixed(struct table_diff_job *job)
{
    char chosen[64], agreeing[64];
    char *note = job->found->note;
    size_t length = strlen(note);

    snprintf(note + length, sizeof job->found->note - length,
             "%sread with %s; the values are the same if read with %s, which is also possible; use "
             "--delimiter "
             "and --decimal to decide",
             length > 0 ? "; " : "", dialect_words(&job->chosen, chosen),
             dialect_words(&job->agreeing, agreeing));
}

/* Of the reasons why dialects do not fit, that of the first one, or of one that almost did. */
static void note_rejection(struct table_diff_job *job, const struct table_dialect *dialect,
                           size_t row, const struct error *error)
{
    char words[64];

    if (*job->rejected != '\0' && (row <= 1 || row <= job->rejected_at))
        return;
    job->rejected_at = row;
    snprintf(job->rejected, sizeof job->rejected, "with %s: %.160s", dialect_words(dialect, words),
             error->message);
}

/* ---- One dialect ----------------------------------------------------------------------------- */

static void keep_result(struct table_diff_job *job, const struct table_dialect *dialect,
                        const struct table_difference *result)
{
    bool passes = table_difference_passes(result);

    if (job->fitting++ == 0) {
        *job->found = *result;
        job->chosen = *dialect;
        return;
    }
    bool passed = table_difference_passes(job->found);
    if (passed == passes)
        return;
    if (!job->mixed)
        job->agreeing = passes ? *dialect : job->chosen;
    job->mixed = true;
    if (passed) {
        *job->found = *result;
        job->chosen = *dialect;
    }
}

/* The message of a side's reader begins with "baseline: line 12". */
static enum status compare_in(struct table_diff_job *job, const struct table_dialect *dialect,
                              struct table_difference *result, struct table_marks *marks,
                              bool *fits, struct error *error)
{
    enum status status = table_compare(job->files, job->settings, dialect, result, marks, error);

    *fits = status == STATUS_OK;
    if (status != STATUS_BAD_INPUT)
        return status;
    note_rejection(job, dialect, result->rows[0] + result->rows[1] + 1, error);
    return STATUS_OK;
}

/* With a point, a comma or both as decimal marks, depending on the numbers; `guess` first. */
static enum status compare_with_marks(struct table_diff_job *job, struct table_dialect dialect,
                                      struct error *error)
{
    struct table_difference result;
    struct table_marks marks;
    bool fits = false;
    enum status status = compare_in(job, &dialect, &result, &marks, &fits, error);

    if (status != STATUS_OK || !fits)
        return status;
    bool other = dialect.decimal_mark == '.' ? marks.commas : marks.points;
    bool own = dialect.decimal_mark == '.' ? marks.points : marks.commas;
    bool settled = dialect.settled_mark || dialect.delimiter == TABLE_COMMA;
    if (own || !other || settled)
        keep_result(job, &dialect, &result);
    if (!other || settled)
        return STATUS_OK;
    dialect.decimal_mark = dialect.decimal_mark == '.' ? ',' : '.';
    status = compare_in(job, &dialect, &result, &marks, &fits, error);
    if (status == STATUS_OK && fits)
        keep_result(job, &dialect, &result);
    return status;
}

/* ---- Which ones ------------------------------------------------------------------------------ */

/* Examines the first rows of a side. */
static enum status probe_side(struct table_diff_job *job, size_t side,
                              const struct table_dialect *dialect, struct table_columns *columns,
                              bool *fits, struct error *error)
{
    struct table_side reading;
    enum status status = STATUS_OK;

    table_side_begin(&reading, job->files[side], dialect, job->settings->interrupt_fd);
    do {
        status = table_side_next(&reading, error);
        if (status == STATUS_OK && reading.reader.record == TABLE_ROW && !reading.at_header)
            status = table_columns_add(columns, reading.reader.cells, reading.reader.count, error);
    } while (status == STATUS_OK && reading.reader.record != TABLE_END &&
             reading.rows < PROBED_ROWS);
    *fits = status == STATUS_OK;
    if (status == STATUS_BAD_INPUT) {
        error_prefix(error, status, "%s", side == 0 ? "baseline" : "candidate");
        note_rejection(job, dialect, reading.rows, error);
        status = STATUS_OK;
    }
    table_side_free(&reading);
    return status;
}

/* Whether the dialect fits the first rows, and with which decimal mark. */
static enum status probe(struct table_diff_job *job, struct table_dialect *dialect, bool *fits,
                         struct error *error)
{
    struct table_columns columns = {.decimal_mark = dialect->decimal_mark,
                                    .commas_allowed = dialect->delimiter != TABLE_COMMA};
    enum status status = probe_side(job, 0, dialect, &columns, fits, error);

    if (status == STATUS_OK && *fits)
        status = probe_side(job, 1, dialect, &columns, fits, error);
    if (!dialect->settled_mark && dialect->delimiter != TABLE_COMMA && columns.commas &&
        !columns.points)
        dialect->decimal_mark = ',';
    table_columns_free(&columns);
    return status;
}

static bool is_candidate(const struct table_diff_job *job, enum table_delimiter delimiter)
{
    const struct table_settings *settings = job->settings;

    if (settings->delimiter != TABLE_ANY_DELIMITER)
        return delimiter == settings->delimiter;
    if (delimiter == TABLE_COMMA && settings->decimal_mark == ',')
        return false;
    /* Blanks separate these, too: */
    return !settings->data_file || (delimiter != TABLE_LINES && delimiter != TABLE_TAB);
}

/* Whether the dialect fits all of a side. */
static enum status fits_side(struct table_diff_job *job, size_t side,
                             const struct table_dialect *dialect, bool *fits, struct error *error)
{
    struct table_side reading;
    enum status status;

    table_side_begin(&reading, job->files[side], dialect, job->settings->interrupt_fd);
    do {
        status = table_side_next(&reading, error);
        reading.comments.length = 0;
    } while (status == STATUS_OK && reading.reader.record != TABLE_END);
    *fits = status == STATUS_OK;
    table_side_free(&reading);
    return status == STATUS_BAD_INPUT ? STATUS_OK : status;
}

/* For a dialect that does not fit both sides. If it fits one of them, tables that are the same in
 * another dialect may differ in the intended one. */
static enum status check_each_side(struct table_diff_job *job, const struct table_dialect *dialect,
                                   struct error *error)
{
    bool fits[2] = {false, false};
    char words[64];

    enum status status = fits_side(job, 0, dialect, &fits[0], error);
    if (status == STATUS_OK)
        status = fits_side(job, 1, dialect, &fits[1], error);
    if (status == STATUS_OK && fits[0] != fits[1])
        snprintf(job->lopsided, sizeof job->lopsided,
                 "only the %s can also be read with %s; use --delimiter to decide",
                 fits[0] ? "baseline" : "candidate", dialect_words(dialect, words));
    return status;
}

static enum status try_delimiter(struct table_diff_job *job, enum table_delimiter delimiter,
                                 struct error *error)
{
    const struct table_settings *settings = job->settings;
    struct table_dialect dialect = {
        .delimiter = delimiter,
        .decimal_mark = settings->decimal_mark == '\0' ? '.' : settings->decimal_mark,
        .settled_delimiter = settings->delimiter != TABLE_ANY_DELIMITER,
        .settled_mark = settings->decimal_mark != '\0',
        .comments = settings->data_file};
    bool fits = false;

    if (!is_candidate(job, delimiter))
        return STATUS_OK;
    size_t fitting = job->fitting;
    enum status status = probe(job, &dialect, &fits, error);
    if (status == STATUS_OK && fits)
        status = compare_with_marks(job, dialect, error);
    return status == STATUS_OK && job->fitting == fitting ? check_each_side(job, &dialect, error)
                                                          : status;
}

enum status table_diff(const int files[2], const struct table_settings *settings, bool *is_table,
                       struct table_difference *difference, struct error *error)
{
    struct table_diff_job job = {.files = files, .settings = settings, .found = difference};

    *difference = (struct table_difference){0};
    enum status status = try_delimiter(&job, settings->usual, error);
    for (int i = TABLE_TAB; i < TABLE_DELIMITERS && status == STATUS_OK; i++)
        if (i != (int)settings->usual)
            status = try_delimiter(&job, (enum table_delimiter)i, error);
    if (status != STATUS_OK)
        return status;
    *is_table = job.fitting > 0;
    if (!*is_table)
        snprintf(difference->note, sizeof difference->note, "%s", job.rejected);
    else if (job.mixed)
        explain_mixed(&job);
    else if (table_difference_passes(difference))
        snprintf(difference->shape, sizeof difference->shape, "%s", job.lopsided);
    return STATUS_OK;
}
