/* A comparison as junit.xml: one test case for each file. */
#include "compare/reports.h"

#include "base/escape.h"
#include "base/unicode.h"

/* The same escapes as in HTML, but XML does not allow control characters. */
static void append_escaped(struct text *out, const char *bytes)
{
    struct text text = {0};

    unicode_printable(&text, bytes);
    escape_html(out, text_string(&text));
    out->failed = out->failed || text.failed;
    text_free(&text);
}

static void append_outcome(struct text *out, const struct comparison_file *file)
{
    const char *element = file->verdict == VERDICT_UNREADABLE ? "error" : "failure";

    text_appendf(out, ">\n      <%s type=\"%s\" message=\"", element, comparison_verdict(file));
    append_escaped(out, comparison_verdict(file));
    for (size_t i = 0; i < file->reason_count; i++) {
        text_append(out, i == 0 ? ": " : "; ");
        append_escaped(out, file->reasons[i]);
    }
    text_append(out, "\">");
    for (size_t i = 0; i < file->reason_count; i++) {
        append_escaped(out, file->reasons[i]);
        text_append(out, "\n");
    }
    text_appendf(out, "</%s>\n    </testcase>\n", element);
}

static void append_case(struct text *out, const struct comparison_file *file)
{
    text_append(out, "    <testcase classname=\"adam-report.compare\" name=\"");
    append_escaped(out, file->name);
    text_append(out, "\" time=\"0\"");
    if (file->passes)
        text_append(out, "/>\n");
    else
        append_outcome(out, file);
}

static void append_counts(struct text *out, const struct comparison *comparison)
{
    size_t errors = comparison->verdicts[VERDICT_UNREADABLE];

    text_appendf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"0\" time=\"0\">\n",
                 comparison->count, comparison->failed - errors, errors);
}

enum status comparison_junit(const struct comparison *comparison, struct text *out,
                             struct error *error)
{
    text_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    append_counts(out, comparison);
    text_append(out, "  <testsuite name=\"adam-report compare\"");
    append_counts(out, comparison);
    for (size_t i = 0; i < comparison->count; i++)
        append_case(out, comparison->worst_first[i].file);
    text_append(out, "  </testsuite>\n</testsuites>\n");
    return text_check(out, error);
}
