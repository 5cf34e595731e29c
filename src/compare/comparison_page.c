/* A comparison as index.html: one page for a reviewer, with everything in it but the images. */
#include "compare/reports.h"

#include <string.h>

#include "base/builtin.h"

/* JSON inside of an element: no text in it may look like the element's end. */
static void append_json(struct text *out, const struct text *json)
{
    for (const char *c = text_string(json); *c != '\0';) {
        size_t plain = strcspn(c, "<");
        text_append_bytes(out, c, plain);
        c += plain;
        if (*c == '<') {
            text_append(out, "\\u003c");
            c++;
        }
    }
}

static void append_builtin(struct text *out, const char *name)
{
    const struct builtin *file = builtin_find(name);

    text_append_bytes(out, file->bytes, file->length);
}

/* The page is compare.html, where {{NAME}} stands for the file of that name, and {{data}} for the
 * comparison. */
enum status comparison_page(const struct comparison *comparison, struct text *out,
                            struct error *error)
{
    struct text page = {0}, json = {0};
    enum status status = comparison_json_compact(comparison, &json, error);

    append_builtin(&page, "compare.html");
    const char *at = text_string(&page);
    for (const char *mark; (mark = strstr(at, "{{")) != NULL;) {
        text_append_bytes(out, at, (size_t)(mark - at));
        if (strncmp(mark, "{{data}}", 8) == 0)
            append_json(out, &json);
        else if (strncmp(mark, "{{compare.css}}", 15) == 0)
            append_builtin(out, "compare.css");
        else
            append_builtin(out, "compare.js");
        at = strstr(mark, "}}") + 2;
    }
    text_append(out, at);
    if (status == STATUS_OK)
        status = text_check(&page, error);
    text_free(&page);
    text_free(&json);
    return status == STATUS_OK ? text_check(out, error) : status;
}
