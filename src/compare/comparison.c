#include "compare/comparison.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/unicode.h"

const char *const comparison_sides[2] = {"baseline", "candidate"};

const char *comparison_verdict_name(enum verdict verdict)
{
    static const char *const names[VERDICTS] = {
        [VERDICT_IDENTICAL] = "identical",   [VERDICT_SAME] = "same",
        [VERDICT_RENDERING] = "rendering",   [VERDICT_ADDED] = "added",
        [VERDICT_MISSING] = "missing",       [VERDICT_CHANGED] = "changed",
        [VERDICT_UNREADABLE] = "unreadable",
    };

    return names[verdict];
}

const char *comparison_verdict(const struct comparison_file *file)
{
    if (file->verdict == VERDICT_SAME)
        return file->kind == FILE_KIND_PNG ? "same pixels" : "same values";
    return comparison_verdict_name(file->verdict);
}

/* ---- Reasons --------------------------------------------------------------------------------- */

static void add_reason(struct comparison_file *file, size_t place, const char *format,
                       va_list arguments)
{
    char **reasons = realloc(file->reasons, (file->reason_count + 1) * sizeof *reasons);
    struct text printable = {0};
    char line[1024];

    if (reasons != NULL)
        file->reasons = reasons;
    vsnprintf(line, sizeof line, format, arguments);
    unicode_printable(&printable, line);
    if (reasons == NULL || printable.failed) {
        file->incomplete = true;
        text_free(&printable);
        return;
    }
    memmove(reasons + place + 1, reasons + place, (file->reason_count - place) * sizeof *reasons);
    reasons[place] = printable.data;
    file->reason_count++;
}

void comparison_add_reason(struct comparison_file *file, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add_reason(file, file->reason_count, format, arguments);
    va_end(arguments);
}

void comparison_add_first_reason(struct comparison_file *file, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add_reason(file, 0, format, arguments);
    va_end(arguments);
}

void comparison_drop_reasons(struct comparison_file *file)
{
    for (size_t i = 0; i < file->reason_count; i++)
        free(file->reasons[i]);
    free(file->reasons);
    free(file->excerpt);
    file->reasons = NULL;
    file->reason_count = 0;
    file->excerpt = NULL;
}

void comparison_reasons(const struct comparison_file *file, struct text *out)
{
    for (size_t i = 0; i < file->reason_count; i++) {
        text_append(out, i > 0 ? "; " : "");
        text_append(out, file->reasons[i]);
    }
}

/* ---- Sizes of changes ------------------------------------------------------------------------ */

struct percent comparison_percent(uint64_t part, uint64_t whole)
{
    struct percent percent = {"100"};
    double value = whole == 0 ? 0 : 100 * (double)part / (double)whole;

    if (part == 0 || whole == 0)
        return (struct percent){"0"};
    if (part >= whole)
        return percent;
    if (value < 0.001)
        return (struct percent){"less than 0.001"};
    int digits = value < 0.01 ? 4 : value < 0.1 ? 3 : value < 1 ? 2 : value < 10 ? 1 : 0;
    if (value > 99) /* less than the whole */
        digits = 2;
    int length = snprintf(percent.string, sizeof percent.string, "%.*f", digits,
                          value > 99.99 ? 99.99 : value);
    while (strchr(percent.string, '.') != NULL && percent.string[length - 1] == '0')
        percent.string[--length] = '\0';
    return percent;
}

/* The extent of a change: the share of pixels or values, or the number of JSON fields. Comparable
 * only between files of the same kind. */
static double size_of_change(const struct comparison_file *file)
{
    const struct image_difference *image = file->image;
    const struct table_difference *table = file->table;
    double changed = 0, all = 1;

    if (image != NULL) {
        changed = (double)image->changed + (double)image->outside;
        all = (double)image->compared + (double)image->outside;
    } else if (table != NULL) {
        changed = (double)table->different;
        all = (double)table->compared;
    } else if (file->json != NULL) {
        changed = (double)file->json->different;
    }
    return all > 0 ? changed / all : 0;
}

/* ---- The whole ------------------------------------------------------------------------------- */

static int worst_first(const void *a, const void *b)
{
    const struct comparison_file *x = ((const struct comparison_rank *)a)->file;
    const struct comparison_file *y = ((const struct comparison_rank *)b)->file;

    if (x->verdict != y->verdict)
        return x->verdict > y->verdict ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    double size_x = size_of_change(x), size_y = size_of_change(y);
    if (size_x != size_y)
        return size_x > size_y ? -1 : 1;
    return strcmp(x->name, y->name);
}

enum status comparison_finish(struct comparison *comparison, struct error *error)
{
    comparison->worst_first = calloc(comparison->count + 1, sizeof *comparison->worst_first);
    if (comparison->worst_first == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < comparison->count; i++) {
        const struct comparison_file *file = &comparison->files[i];
        comparison->worst_first[i].file = file;
        comparison->verdicts[file->verdict]++;
        comparison->failed += !file->passes;
        if (file->incomplete)
            return error_out_of_memory(error);
    }
    qsort(comparison->worst_first, comparison->count, sizeof *comparison->worst_first, worst_first);
    return STATUS_OK;
}

enum status comparison_leave_out(struct comparison *comparison, const char *name,
                                 struct error *error)
{
    char **left_out =
        realloc(comparison->left_out, (comparison->left_out_count + 1) * sizeof *left_out);

    if (left_out == NULL)
        return error_out_of_memory(error);
    comparison->left_out = left_out;
    left_out[comparison->left_out_count] = strdup(name);
    if (left_out[comparison->left_out_count] == NULL)
        return error_out_of_memory(error);
    comparison->left_out_count++;
    return STATUS_OK;
}

void comparison_summary(const struct comparison *comparison, struct text *out)
{
    const char *separator = ": ";

    text_appendf(out, "%zu file%s", comparison->count, comparison->count == 1 ? "" : "s");
    for (size_t verdict = VERDICTS; verdict-- > 0;) {
        if (comparison->verdicts[verdict] == 0)
            continue;
        text_appendf(out, "%s%zu %s", separator, comparison->verdicts[verdict],
                     comparison_verdict_name((enum verdict)verdict));
        separator = ", ";
    }
    if (comparison->left_out_count > 0)
        text_appendf(out, "; %zu left out", comparison->left_out_count);
}

enum status comparison_add_note(struct comparison *comparison, struct error *error,
                                const char *format, ...)
{
    char **notes = realloc(comparison->notes, (comparison->note_count + 1) * sizeof *notes);
    struct text printable = {0};
    char line[1024];
    va_list arguments;

    if (notes == NULL)
        return error_out_of_memory(error);
    comparison->notes = notes;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    unicode_printable(&printable, line);
    if (printable.failed) {
        text_free(&printable);
        return error_out_of_memory(error);
    }
    notes[comparison->note_count++] = printable.data;
    return STATUS_OK;
}

static void free_file(struct comparison_file *file)
{
    comparison_drop_reasons(file);
    free(file->name);
    free(file->image);
    free(file->table);
    if (file->json != NULL)
        json_difference_free(file->json);
    free(file->json);
    free(file->copies[0]);
    free(file->copies[1]);
    free(file->diff_image);
    for (size_t i = 0; i < 3; i++)
        free(file->embedded[i]);
}

void comparison_free(struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++)
        free_file(&comparison->files[i]);
    free(comparison->files);
    free(comparison->worst_first);
    for (size_t i = 0; i < comparison->left_out_count; i++)
        free(comparison->left_out[i]);
    free(comparison->left_out);
    for (size_t i = 0; i < comparison->note_count; i++)
        free(comparison->notes[i]);
    free(comparison->notes);
    text_free(&comparison->notices);
    *comparison = (struct comparison){0};
}

void comparison_printable_lines(struct text *out, const char *bytes)
{
    struct text line = {0};

    for (const char *c = bytes; *c != '\0';) {
        size_t length = strcspn(c, "\n");
        line.length = 0;
        text_append_bytes(&line, c, length);
        unicode_printable(out, text_string(&line));
        text_append(out, c[length] == '\n' ? "\n" : "");
        c += length + (c[length] == '\n');
    }
    out->failed = out->failed || line.failed;
    text_free(&line);
}
