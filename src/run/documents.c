#include "run/documents.h"

#include <string.h>

#include "base/digest.h"
#include "base/version.h"
#include "plot/font.h"
#include "report/document.h"
#include "report/manifest.h"
#include "report/snippet.h"
#include "run/parameters.h"

/* A report with all that it points to. */
struct description {
    struct run_summary summary;
    struct parameters parameters;
    struct figure_summary figures[FIGURE_MAX];
    struct text link_prefix;
};

static void describe_figures(struct description *description, const struct run_options *options,
                             const struct draw_job *draw)
{
    const struct figure_options *wanted = &options->figures;

    for (size_t i = 0; i < wanted->count; i++)
        description->figures[i] =
            (struct figure_summary){.name = wanted->list[i]->name,
                                    .caption = text_string(&draw->captions[i]),
                                    .alternative = text_string(&draw->alternatives[i]),
                                    .width = (size_t)wanted->settings.width,
                                    .height = (size_t)wanted->settings.height,
                                    .animated = wanted->animate && wanted->list[i]->frames != NULL};
    description->summary.figures = description->figures;
    description->summary.figure_count = wanted->count;
    description->summary.gnuplot = text_string(&draw->gnuplot_name);
    description->summary.font_digest = draw->font_digest;
}

static void describe(struct description *description, const struct run_options *options,
                     const struct results *results, const struct draw_job *draw)
{
    const struct figure_options *wanted = &options->figures;
    size_t length = strlen(options->link_prefix);

    parameters_of_run(&description->parameters, options);
    text_append(&description->link_prefix, options->link_prefix);
    if (length > 0 && options->link_prefix[length - 1] != '/')
        text_append(&description->link_prefix, "/");
    description->summary = (struct run_summary){
        .program = PROGRAM,
        .title = wanted->settings.title,
        .problem = options->problem,
        .bounds = options->bounds,
        .results = results->list,
        .result_count = results->count,
        .iterations = options->iterations,
        .tolerance = options->tolerance,
        .threshold = run_options_threshold(options),
        .minimum = results->minimum,
        .minimum_known = results->minimum_known,
        .sweep_plan = options->study.swept ? &results->plan : NULL,
        .sweep = options->study.swept ? &results->sweep : NULL,
        .parameters = description->parameters.list,
        .parameter_count = description->parameters.count,
        .png = wanted->formats[FIGURE_PNG],
        .svg = wanted->formats[FIGURE_SVG],
        .pdf = wanted->formats[FIGURE_PDF],
        .dark = !wanted->themes[FIGURE_LIGHT],
        .dark_too = wanted->themes[FIGURE_LIGHT] && wanted->themes[FIGURE_DARK],
        .gnuplot = "",
        .font = FONT_FAMILY,
        .font_digest = "",
        .link_prefix = text_string(&description->link_prefix)};
    if (draw != NULL)
        describe_figures(description, options, draw);
}

typedef enum status document_writer(const struct run_summary *summary, struct text *out,
                                    struct error *error);

/* What a document is made from: what it says, but for the names of what drew the figures and wrote
 * it, and each figure's source. So another gnuplot or font is no other document. */
static enum status find_source(const struct run_summary *summary, const struct draw_job *draw,
                               document_writer *write, char source[DIGEST_SIZE],
                               struct error *error)
{
    size_t images = draw == NULL ? 0 : draw->image_count;
    struct run_summary bare = *summary;
    struct text text = {0};

    bare.gnuplot = bare.font_digest = "";
    bare.program = PROGRAM_NAME;
    enum status status = write(&bare, &text, error);
    for (size_t i = 0; i < images; i++)
        text_appendf(&text, "%s  %s\n", draw->images[i].variant->source_digest,
                     text_string(&draw->images[i].name));
    if (status == STATUS_OK)
        status = text_check(&text, error);
    digest_bytes(text_string(&text), text.length, source);
    text_free(&text);
    return status;
}

static enum status add_document(const struct run_summary *summary, const struct draw_job *draw,
                                const char *name, const char *kind, document_writer *write,
                                struct output_files *outputs, struct error *error)
{
    struct output_file file = {.name = name, .kind = kind};
    struct text text = {0};

    enum status status = find_source(summary, draw, write, file.source, error);
    if (status == STATUS_OK)
        status = write(summary, &text, error);
    if (status == STATUS_OK)
        status = output_files_add(outputs, &file, text_string(&text), text.length, error);
    text_free(&text);
    return status;
}

static enum status add_page(const struct run_summary *summary, const struct draw_job *draw,
                            struct output_files *outputs, struct error *error)
{
    struct output_file file = {.name = "report.html", .kind = "document"};
    struct document_image images[DRAW_MAX_IMAGES];
    size_t count = draw == NULL ? 0 : draw->image_count;
    struct text text = {0};

    for (size_t i = 0; i < count; i++)
        images[i] = (struct document_image){.name = text_string(&draw->images[i].name),
                                            .bytes = text_string(&draw->images[i].file),
                                            .length = draw->images[i].file.length};
    /* It says what report.md says. */
    enum status status = find_source(summary, draw, document_markdown, file.source, error);
    if (status == STATUS_OK)
        status = document_html(summary, images, count, &text, error);
    if (status == STATUS_OK)
        status = output_files_add(outputs, &file, text_string(&text), text.length, error);
    text_free(&text);
    return status;
}

static enum status add_documents(const struct run_summary *summary, const struct draw_job *draw,
                                 struct output_files *outputs, struct error *error)
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
        add_document(summary, draw, "report.md", "document", document_markdown, outputs, error);

    if (status == STATUS_OK)
        status = add_page(summary, draw, outputs, error);
    for (size_t i = 0; i < sizeof snippets / sizeof *snippets && summary->figure_count > 0; i++)
        if (status == STATUS_OK)
            status = add_document(summary, draw, snippets[i].name, "snippet", snippets[i].write,
                                  outputs, error);
    return status;
}

/* The manifest names every file but itself and the checksums; these name the manifest too. */
static enum status add_manifest(const struct run_summary *summary, struct output_files *outputs,
                                struct error *error)
{
    struct output_file manifest = {.name = "manifest.json", .kind = "manifest"};
    struct text text = {0}, sums = {0};

    enum status status = manifest_write(summary, outputs->files, outputs->count, &text, error);
    if (status == STATUS_OK)
        status = output_files_add(outputs, &manifest, text_string(&text), text.length, error);
    if (status == STATUS_OK)
        status = manifest_checksums(outputs->files, outputs->count, &sums, error);
    if (status == STATUS_OK)
        status =
            staging_add(outputs->staging, "SHA256SUMS", text_string(&sums), sums.length, error);
    text_free(&text);
    text_free(&sums);
    return status;
}

enum status documents_write(const struct run_options *options, const struct results *results,
                            const struct draw_job *draw, struct output_files *outputs,
                            struct error *error)
{
    struct description description = {0};

    describe(&description, options, results, draw);
    enum status status = text_check(&description.link_prefix, error);
    if (status == STATUS_OK)
        status = parameters_check(&description.parameters, error);
    if (status == STATUS_OK)
        status = add_documents(&description.summary, draw, outputs, error);
    if (status == STATUS_OK)
        status = add_manifest(&description.summary, outputs, error);
    parameters_free(&description.parameters);
    text_free(&description.link_prefix);
    return status;
}
