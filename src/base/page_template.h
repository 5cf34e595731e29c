/* Pages with scripts: templates of scripts/pages/ with marks that are replaced. */
#ifndef ADAM_REPORT_BASE_PAGE_TEMPLATE_H
#define ADAM_REPORT_BASE_PAGE_TEMPLATE_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"

/* What replaces {{NAME}}: it must already be escaped for its place in the page, and is not searched
 * for marks. */
struct page_value {
    const char *name;
    const struct text *text;
};

/* Appends the built-in page with this name. {{NAME}} is replaced by the value with that name,
 * {{hash FILE}} by the source of a content security policy that allows the element with that
 * built-in file, and {{FILE}} by the file itself. Such an element consists of a newline and the
 * file: "<style>", a newline, "{{FILE}}</style>". Other styles and scripts do not run. */
enum status page_template_fill(const char *page, const struct page_value values[], size_t count,
                               struct text *out, struct error *error);

/* Appends JSON for an element <script type="application/json">: no text in it can end the element
 * or begin a comment. */
void page_template_json(struct text *out, const struct text *json);

#endif
