#include "compare/reports.h"

static const struct {
    const char *name;
    report_writer *write;
} reports[] = {
    {"comparison.json", comparison_json},
    {"comparison.md", comparison_markdown},
    {"junit.xml", comparison_junit},
    {"index.html", comparison_page},
};

static enum status adopt_images(const struct comparison *comparison, struct staging *staging,
                                struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < comparison->count; i++) {
        const struct comparison_file *file = &comparison->files[i];
        const char *names[] = {file->copies[0], file->copies[1], file->diff_image};
        for (size_t n = 0; n < sizeof names / sizeof *names; n++)
            if (names[n] != NULL && status == STATUS_OK)
                status = staging_adopt(staging, names[n], error);
    }
    return status;
}

enum status reports_stage(const struct comparison *comparison, struct staging *staging,
                          struct error *error)
{
    enum status status = adopt_images(comparison, staging, error);

    for (size_t i = 0; i < sizeof reports / sizeof *reports && status == STATUS_OK; i++) {
        struct text text = {0};
        status = reports[i].write(comparison, &text, error);
        if (status == STATUS_OK)
            status = staging_add(staging, reports[i].name, text_string(&text), text.length, error);
        text_free(&text);
    }
    return status;
}
