/* A comparison as index.html: a single page that contains everything except large images. */
#include "compare/reports.h"

#include "base/page_template.h"

enum status comparison_page(const struct comparison *comparison, struct text *out,
                            struct error *error)
{
    struct text json = {0}, data = {0};
    enum status status = comparison_json_compact(comparison, &json, error);

    page_template_json(&data, &json);
    if (status == STATUS_OK)
        status =
            page_template_fill("compare.html", &(struct page_value){"data", &data}, 1, out, error);
    text_free(&json);
    text_free(&data);
    return status;
}
