/* A comparison as comparison.md. */
#include "compare/reports.h"

#include <string.h>

#include "base/escape.h"
#include "base/unicode.h"

/* A comment on GitHub can have 65536 characters: the maximum number of rows, and of characters of
 * reasons in each. */
#define MOST_ROWS 60
#define MOST_REASONS 600

/* Nothing more is begun behind so many bytes. */
#define MOST_BYTES 50000

/* The maximum size of all excerpts together, in bytes. */
#define MOST_EXCERPTS ((size_t)12000)

/* Nothing more is begun behind so many bytes. */
#define MOST_BYTES 50000

static void append_escaped(struct text *out, const char *bytes)
{
    struct text text = {0};

    unicode_printable(&text, bytes);
    escape_markdown(out, text_string(&text));
    out->failed = out->failed || text.failed;
    text_free(&text);
}

static void append_row(struct text *out, const struct comparison_file *file)
{
    size_t begin, i = 0;

    text_appendf(out, file->passes ? "| %s | " : "| **%s** | ", comparison_verdict(file));
    append_escaped(out, file->name);
    text_append(out, " | ");
    begin = out->length;
    for (; i < file->reason_count && out->length - begin < MOST_REASONS; i++) {
        text_append(out, i > 0 ? "; " : "");
        append_escaped(out, file->reasons[i]);
    }
    text_append(out, i < file->reason_count ? "; and more |\n" : " |\n");
}

/* The files that pass, or those that do not, without the identical ones. */
static void append_table(struct text *out, const struct comparison *comparison, bool passing)
{
    size_t rows = 0, shown = 0;

    for (size_t i = 0; i < comparison->count; i++) {
        const struct comparison_file *file = comparison->worst_first[i].file;
        if (file->passes != passing || file->verdict == VERDICT_IDENTICAL)
            continue;
        if (rows++ == 0)
            text_append(out, "| verdict | file | why |\n| --- | --- | --- |\n");
        if (rows <= MOST_ROWS && out->length < MOST_BYTES) {
            append_row(out, file);
            shown++;
        }
    }
    if (rows > shown)
        text_appendf(out, "\nand %zu more; all of them are in index.html.\n", rows - shown);
    if (rows > 0)
        text_append(out, "\n");
}

/* Longer than any run of backticks in the text, which so cannot end the block. */
static void append_fence(struct text *out, const char *text)
{
    size_t longest = 2;

    for (const char *c = strchr(text, '`'); c != NULL; c = strchr(c, '`')) {
        size_t run = strspn(c, "`");
        longest = run > longest ? run : longest;
        c += run;
    }
    for (size_t i = 0; i <= longest; i++)
        text_append(out, "`");
}

static void append_excerpt(struct text *out, const struct comparison_file *file)
{
    append_escaped(out, file->name);
    text_append(out, ":\n\n");
    append_fence(out, file->excerpt);
    text_append(out, "diff\n");
    text_append(out, file->excerpt);
    append_fence(out, file->excerpt);
    text_append(out, "\n\n");
}

/* The first changes of texts that do not pass. */
static void append_excerpts(struct text *out, const struct comparison *comparison)
{
    size_t begin = out->length, left_out = 0;

    for (size_t i = 0; i < comparison->count; i++) {
        const struct comparison_file *file = comparison->worst_first[i].file;
        if (file->passes || file->excerpt == NULL)
            continue;
        if (out->length - begin + strlen(file->excerpt) > MOST_EXCERPTS)
            left_out++;
        else
            append_excerpt(out, file);
    }
    if (left_out > 0)
        text_appendf(out, "The first changes of %zu more texts are in index.html.\n\n", left_out);
}

static void append_left_out(struct text *out, const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->left_out_count && out->length < MOST_BYTES; i++) {
        text_append(out, i == 0 ? "  \nLeft out: " : ", ");
        append_escaped(out, comparison->left_out[i]);
    }
}

static void append_notes(struct text *out, const struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->note_count && out->length < MOST_BYTES; i++) {
        text_append(out, "  \nNote: ");
        append_escaped(out, comparison->notes[i]);
    }
}

static void append_heading(struct text *out, const struct comparison *comparison)
{
    if (comparison->failed == 0)
        text_append(out, "## Artifacts: no significant differences\n\n");
    else
        text_appendf(out, "## Artifacts: %zu of %zu files differ\n\n", comparison->failed,
                     comparison->count);
    comparison_summary(comparison, out);
    text_append(out, ".  \nBaseline: ");
    append_escaped(out, comparison->baseline);
    text_append(out, ", candidate: ");
    append_escaped(out, comparison->candidate);
    append_left_out(out, comparison);
    append_notes(out, comparison);
    text_append(out, "\n\n");
}

enum status comparison_markdown(const struct comparison *comparison, struct text *out,
                                struct error *error)
{
    size_t passing = comparison->count - comparison->failed;
    size_t other = passing - comparison->verdicts[VERDICT_IDENTICAL];

    append_heading(out, comparison);
    append_table(out, comparison, false);
    append_excerpts(out, comparison);
    if (other > 0) {
        text_appendf(out, "<details><summary>Passed, but not identical: %zu</summary>\n\n", other);
        append_table(out, comparison, true);
        text_append(out, "</details>\n");
    }
    return text_check(out, error);
}
