#include "run/documents.h"

#include <string.h>

#include "base/digest.h"
#include "plot/font.h"
#include "report/document.h"
#include "report/manifest.h"
#include "report/snippet.h"
#include "run/parameters.h"

/* A report with all that it points to. */
struct description {
    struct report report;
    struct parameters parameters;
    struct report_figure figures[FIGURE_MAX];
    struct text link_prefix;
};

static void describe_figures(struct description *description, const struct options *options,
                             const struct drawing *drawing)
{
    const struct picture_options *pictures = &options->pictures;

    for (size_t i = 0; i < pictures->figure_count; i++)
        description->figures[i] = (struct report_figure){
            .name = pictures->figures[i]->name,
            .caption = text_string(&drawing->captions[i]),
            .alternative = text_string(&drawing->alternatives[i]),
            .width = (size_t)pictures->settings.width,
            .height = (size_t)pictures->settings.height,
            .animated = pictures->animate && pictures->figures[i]->frames != NULL};
    description->report.figures = description->figures;
    description->report.figure_count = pictures->figure_count;
    description->report.gnuplot = text_string(&drawing->gnuplot_name);
    description->report.font_digest = drawing->font_digest;
}

static void describe(struct description *description, const struct options *options,
                     const struct results *results, const struct drawing *drawing)
{
    const struct picture_options *pictures = &options->pictures;
    size_t length = strlen(options->link_prefix);

    parameters_of_run(&description->parameters, options);
    text_append(&description->link_prefix, options->link_prefix);
    if (length > 0 && options->link_prefix[length - 1] != '/')
        text_append(&description->link_prefix, "/");
    description->report =
        (struct report){.program = PROGRAM_NAME " " PROGRAM_VERSION,
                        .title = pictures->settings.title,
                        .problem = options->problem,
                        .bounds = options->bounds,
                        .attempts = results->attempts,
                        .attempt_count = results->count,
                        .iterations = options->iterations,
                        .tolerance = options->tolerance,
                        .threshold = options_threshold(options),
                        .minimum = results->minimum,
                        .minimum_known = results->minimum_known,
                        .sweep_plan = options->study.swept ? &results->plan : NULL,
                        .sweep = options->study.swept ? &results->sweep : NULL,
                        .parameters = description->parameters.list,
                        .parameter_count = description->parameters.count,
                        .png = pictures->formats[FIGURE_PNG],
                        .svg = pictures->formats[FIGURE_SVG],
                        .pdf = pictures->formats[FIGURE_PDF],
                        .dark = !pictures->themes[FIGURE_LIGHT],
                        .dark_too = pictures->themes[FIGURE_LIGHT] && pictures->themes[FIGURE_DARK],
                        .gnuplot = "",
                        .font = FONT_FAMILY,
                        .font_digest = "",
                        .link_prefix = text_string(&description->link_prefix)};
    if (drawing != NULL)
        describe_figures(description, options, drawing);
}

typedef enum status document_writer(const struct report *report, struct text *out,
                                    struct error *error);

/* What a document is made from: what it says, but for the names of what drew the figures and wrote
 * it, and each figure's source. So another gnuplot or font is no other document. */
static enum status find_source(const struct report *report, const struct drawing *drawing,
                               document_writer *write, char source[DIGEST_SIZE],
                               struct error *error)
{
    size_t pictures = drawing == NULL ? 0 : drawing->picture_count;
    struct report bare = *report;
    struct text text = {0};

    bare.gnuplot = bare.font_digest = "";
    bare.program = PROGRAM_NAME;
    enum status status = write(&bare, &text, error);
    for (size_t i = 0; i < pictures; i++)
        text_appendf(&text, "%s  %s\n", drawing->pictures[i].sheet->source_digest,
                     text_string(&drawing->pictures[i].name));
    if (status == STATUS_OK)
        status = text_check(&text, error);
    digest_bytes(text_string(&text), text.length, source);
    text_free(&text);
    return status;
}

static enum status add_document(const struct report *report, const struct drawing *drawing,
                                const char *name, const char *kind, document_writer *write,
                                struct catalogue *catalogue, struct error *error)
{
    struct artifact file = {.name = name, .kind = kind};
    struct text text = {0};

    enum status status = find_source(report, drawing, write, file.source, error);
    if (status == STATUS_OK)
        status = write(report, &text, error);
    if (status == STATUS_OK)
        status = catalogue_add(catalogue, &file, text_string(&text), text.length, error);
    text_free(&text);
    return status;
}

static enum status add_page(const struct report *report, const struct drawing *drawing,
                            struct catalogue *catalogue, struct error *error)
{
    struct artifact file = {.name = "report.html", .kind = "document"};
    struct document_picture pictures[DRAWING_MAX_PICTURES];
    size_t count = drawing == NULL ? 0 : drawing->picture_count;
    struct text text = {0};

    for (size_t i = 0; i < count; i++)
        pictures[i] = (struct document_picture){.name = text_string(&drawing->pictures[i].name),
                                                .bytes = text_string(&drawing->pictures[i].file),
                                                .length = drawing->pictures[i].file.length};
    /* It says what report.md says. */
    enum status status = find_source(report, drawing, document_markdown, file.source, error);
    if (status == STATUS_OK)
        status = document_html(report, pictures, count, &text, error);
    if (status == STATUS_OK)
        status = catalogue_add(catalogue, &file, text_string(&text), text.length, error);
    text_free(&text);
    return status;
}

static enum status add_documents(const struct report *report, const struct drawing *drawing,
                                 struct catalogue *catalogue, struct error *error)
{
    static const struct {
        const char *name;
        document_writer *write;
    } snippets[] = {
        {"figures.md", snippet_markdown},
        {"figures.html", snippet_html},
        {"figures.rst", snippet_rst},
        {"figures.tex", snippet_latex},
    };
    enum status status =
        add_document(report, drawing, "report.md", "document", document_markdown, catalogue, error);

    if (status == STATUS_OK)
        status = add_page(report, drawing, catalogue, error);
    for (size_t i = 0; i < sizeof snippets / sizeof *snippets && report->figure_count > 0; i++)
        if (status == STATUS_OK)
            status = add_document(report, drawing, snippets[i].name, "snippet", snippets[i].write,
                                  catalogue, error);
    return status;
}

/* The manifest names every file but itself and the checksums; these name the manifest too. */
static enum status add_manifest(const struct report *report, struct catalogue *catalogue,
                                struct error *error)
{
    struct artifact manifest = {.name = "manifest.json", .kind = "manifest"};
    struct text text = {0}, sums = {0};

    enum status status = manifest_write(report, catalogue->files, catalogue->count, &text, error);
    if (status == STATUS_OK)
        status = catalogue_add(catalogue, &manifest, text_string(&text), text.length, error);
    if (status == STATUS_OK)
        status = manifest_checksums(catalogue->files, catalogue->count, &sums, error);
    if (status == STATUS_OK)
        status =
            staging_add(catalogue->staging, "SHA256SUMS", text_string(&sums), sums.length, error);
    text_free(&text);
    text_free(&sums);
    return status;
}

enum status describe_run(const struct options *options, const struct results *results,
                         const struct drawing *drawing, struct catalogue *catalogue,
                         struct error *error)
{
    struct description description = {0};

    describe(&description, options, results, drawing);
    enum status status = text_check(&description.link_prefix, error);
    if (status == STATUS_OK)
        status = parameters_check(&description.parameters, error);
    if (status == STATUS_OK)
        status = add_documents(&description.report, drawing, catalogue, error);
    if (status == STATUS_OK)
        status = add_manifest(&description.report, catalogue, error);
    parameters_free(&description.parameters);
    text_free(&description.link_prefix);
    return status;
}
