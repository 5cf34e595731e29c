#include "compare/annotations.h"

#include <string.h>

#include "base/unicode.h"
#include "base/version.h"

/* The number of annotations of one kind that GitHub shows for a step. */
#define MOST 10

/* The maximum length of the reasons in a message, in characters. */
#define MOST_REASONS 600

/* The runner decodes %25, %0D and %0A in a message, and in a property also %3A and %2C. */
static void append_escaped(struct text *out, const char *printable, const char *special)
{
    for (const char *c = printable; *c != '\0'; c++) {
        if (strchr(special, *c) != NULL)
            text_appendf(out, "%%%02X", (unsigned char)*c);
        else
            text_append_bytes(out, c, 1);
    }
}

static void append_property(struct text *out, const char *printable)
{
    append_escaped(out, printable, "%\r\n:,");
}

static void append_message(struct text *out, const char *printable)
{
    append_escaped(out, printable, "%\r\n");
}

/* The side whose file is more likely to be in the repository: the candidate, unless its file is
 * missing or outside of the working directory. */
static size_t side_of(const struct comparison *comparison, const struct comparison_file *file)
{
    bool elsewhere = *comparison->candidate == '/' && file->sides[0].there;

    return file->sides[1].there && !elsewhere ? 1 : 0;
}

static void append_path(const struct comparison *comparison, const struct comparison_file *file,
                        struct text *out)
{
    const char *outer =
        side_of(comparison, file) == 0 ? comparison->baseline : comparison->candidate;

    outer += strncmp(outer, "./", 2) == 0 ? 2 : 0;
    unicode_printable(out, outer);
    if (!comparison->directories)
        return;
    if (*outer != '\0' && outer[strlen(outer) - 1] != '/')
        text_append(out, "/");
    unicode_printable(out, file->name);
}

static void append_file(const struct comparison *comparison, const struct comparison_file *file,
                        struct text *out)
{
    struct text path = {0};
    size_t begin, i = 0;

    append_path(comparison, file, &path);
    text_append(out, "::error file=");
    append_property(out, text_string(&path));
    text_append(out, ",title=" PROGRAM_NAME "::");
    append_message(out, comparison_verdict(file));
    begin = out->length;
    for (; i < file->reason_count && out->length - begin < MOST_REASONS; i++) {
        text_append(out, i == 0 ? ": " : "; ");
        append_message(out, file->reasons[i]);
    }
    text_append(out, i < file->reason_count ? "; and more\n" : "\n");
    out->failed = out->failed || path.failed;
    text_free(&path);
}

void annotations_github(const struct comparison *comparison, struct text *out)
{
    size_t failed = comparison->failed, written = 0;
    size_t most = failed <= MOST ? failed : MOST - 1;

    for (size_t i = 0; i < comparison->count && written < most; i++) {
        const struct comparison_file *file = comparison->worst_first[i].file;
        if (file->passes)
            continue;
        append_file(comparison, file, out);
        written++;
    }
    if (failed > most)
        text_appendf(out,
                     "::error title=" PROGRAM_NAME "::%zu more files do not pass; see the log or "
                     "the report\n",
                     failed - most);
}
