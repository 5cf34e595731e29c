#include "run/documents.h"

#include <string.h>

#include "base/artifact_format.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/version.h"
#include "plot/font.h"
#include "report/document.h"
#include "report/document_parts.h"
#include "report/figure_markup.h"
#include "report/manifest.h"
#include "report/manifest_check.h"
#include "report/snippet.h"
#include "run/explore_file.h"
#include "run/parameters.h"

const char *const document_names[] = {
    [REPORT_MARKDOWN] = "report.md",  [REPORT_HTML] = "report.html",
    [EXPLORE_HTML] = "explore.html",  [MANIFEST] = ARTIFACT_MANIFEST,
    [CHECKSUMS] = ARTIFACT_CHECKSUMS,
};
const size_t document_name_count = sizeof document_names / sizeof *document_names;

/* A summary with everything it points to. */
struct description {
    struct run_summary summary;
    struct parameters parameters;
    struct figure_summary figures[FIGURE_MAX];
    const struct format_markup *formats[IMAGE_FORMATS_MAX];
    struct text images, link_prefix;
};

static void describe_figures(struct description *description, const struct figure_options *wanted,
                             const struct draw_job *draw)
{
    for (size_t i = 0; i < wanted->count; i++) {
        const struct figure *figure = wanted->list[i];
        struct figure_settings settings = figure_options_settings(wanted, figure);
        description->figures[i] = (struct figure_summary){
            .name = figure->name,
            .caption = text_string(&draw->captions[i]),
            .short_caption = text_string(&draw->short_captions[i]),
            .alternative = text_string(&draw->alternatives[i]),
            .width = (size_t)settings.width,
            .height = (size_t)settings.height,
            .animated = wanted->animate && figure->frames != NULL,
            .problem = figure->problem == NULL ? description->summary.problem : figure->problem,
            .is_thumbnail = figure->problem != NULL};
    }
    description->summary.figures = description->figures;
    description->summary.figure_count = wanted->count;
    description->summary.gnuplot = text_string(&draw->gnuplot_name);
    description->summary.font_digest = draw->font_digest;
}

static void describe_formats(struct description *description, const struct figure_options *wanted)
{
    struct run_summary *summary = &description->summary;

    for (size_t i = 0; i < image_format_count; i++)
        if (wanted->formats[i])
            description->formats[summary->format_count++] = &image_formats[i].markup;
    summary->formats = description->formats;
    summary->dark = !wanted->themes[FIGURE_LIGHT];
    summary->dark_too = wanted->themes[FIGURE_LIGHT] && wanted->themes[FIGURE_DARK];
    summary->title = wanted->settings.title;
    summary->font = FONT_FAMILY;
    summary->font_digest = summary->gnuplot = "";
}

static void append_directory(struct text *prefix, const char *directory)
{
    size_t length = strlen(directory);

    text_append(prefix, directory);
    if (length > 0 && directory[length - 1] != '/')
        text_append(prefix, "/");
}

static enum status describe_links(struct description *description,
                                  const struct run_options *options, struct error *error)
{
    append_directory(&description->images, options->images);
    append_directory(&description->link_prefix, options->link_prefix);
    append_directory(&description->link_prefix, options->images);
    description->summary.images = text_string(&description->images);
    description->summary.link_prefix = text_string(&description->link_prefix);
    description->summary.label_prefix = options->label_prefix;
    enum status status = text_check(&description->images, error);
    return status == STATUS_OK ? text_check(&description->link_prefix, error) : status;
}

static void describe_parameters(struct description *description, const struct run_options *options)
{
    parameters_of_run(&description->parameters, options);
    description->summary.parameters = description->parameters.list;
    description->summary.parameter_count = description->parameters.count;
}

static void describe_search(struct run_summary *summary, const struct run_options *options,
                            const struct results *results)
{
    summary->results = results->list;
    summary->result_count = results->count;
    summary->pairs = results->pairs;
    summary->pair_count = results->pair_count;
    summary->iterations = options->iterations;
    summary->tolerance = options->tolerance;
    summary->noise = run_options_noise(options);
    summary->seed = options->seed;
    summary->has_start = options->has_start;
    summary->vary = options->noise.vary;
    summary->explore = options->explore;
    if (options->suite) {
        summary->suite_plan = &results->suite.plan;
        summary->suite = &results->suite.suite;
        summary->suite_tuned = results->suite.tuned;
        return;
    }
    summary->problem = options->problem;
    summary->bounds = options->bounds;
    summary->threshold = run_options_threshold(options);
    summary->minimum = results->minimum;
    summary->minimum_known = results->minimum_known;
    if (options->study.merged != NULL) {
        summary->merged = options->study.merged->ranges;
        summary->merged_count = options->study.merged->range_count;
    }
    summary->sweep_plan = options->study.swept ? &results->plan : NULL;
    summary->sweep = options->study.swept ? &results->sweep : NULL;
    summary->basins = options->study.basins > 0 ? &results->basins : NULL;
}

/* The source of a document: its content except the names of the programs that drew the figures and
 * wrote it, and the source of each figure. A different gnuplot or font does not change it. */
static bool shows(const struct run_summary *summary, const struct figure_variant *variant)
{
    for (size_t i = 0; i < summary->figure_count; i++)
        if (summary->figures[i].caption == variant->caption)
            return true;
    return false;
}

static enum status append_source(const struct run_summary *summary, const struct draw_job *draw,
                                 snippet_writer *write, struct text *text, struct error *error)
{
    size_t images = draw == NULL ? 0 : draw->image_count;
    struct run_summary bare = *summary;

    bare.gnuplot = bare.font_digest = "";
    bare.program = PROGRAM_NAME;
    enum status status = write(&bare, text, error);
    for (size_t i = 0; i < images; i++)
        if (shows(summary, draw->images[i].variant))
            text_appendf(text, "%s  %s\n", draw->images[i].variant->source_digest,
                         text_string(&draw->images[i].name));
    return status == STATUS_OK ? text_check(text, error) : status;
}

static enum status find_source(const struct run_summary *summary, const struct draw_job *draw,
                               snippet_writer *write, char source[DIGEST_SIZE], struct error *error)
{
    struct text text = {0};

    enum status status = append_source(summary, draw, write, &text, error);
    digest_bytes(text_string(&text), text.length, source);
    text_free(&text);
    return status;
}

static enum status add_document(const struct run_summary *summary, const struct draw_job *draw,
                                const char *name, const char *kind, snippet_writer *write,
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

/* The images of a report, and the last frames of animations, whose names have a suffix. */
struct page_images {
    struct document_image list[DRAW_MAX_IMAGES + FIGURE_THEMES];
    struct text last_names[FIGURE_THEMES];
    size_t count, last_count;
};

static void list_image(struct page_images *images, const struct text *name, const char *media_type,
                       const struct text *bytes)
{
    images->list[images->count++] =
        (struct document_image){.name = file_base_name(text_string(name)),
                                .media_type = media_type,
                                .bytes = text_string(bytes),
                                .length = bytes->length};
}

static enum status list_images(struct page_images *images, const struct draw_job *draw,
                               struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; draw != NULL && i < draw->image_count && status == STATUS_OK; i++) {
        const struct image_file *image = &draw->images[i];
        list_image(images, &image->name, image->format->markup.media_type, &image->file);
        if (!image->format->animated)
            continue;
        struct text *name = &images->last_names[images->last_count++];
        text_appendf(name, "%s" FIGURE_MARKUP_LAST_SUFFIX, text_string(&image->name));
        status = text_check(name, error);
        list_image(images, name, "image/png", &image->last_frame);
    }
    return status;
}

static void free_images(struct page_images *images)
{
    for (size_t i = 0; i < images->last_count; i++)
        text_free(&images->last_names[i]);
}

static enum status add_page(const struct run_summary *summary, const struct draw_job *draw,
                            struct output_files *outputs, struct error *error)
{
    struct output_file file = {.name = document_names[REPORT_HTML], .kind = ARTIFACT_KIND_DOCUMENT};
    struct page_images images = {.count = 0};
    struct text text = {0};

    enum status status = list_images(&images, draw, error);
    if (status == STATUS_OK) /* its content is that of report.md */
        status = find_source(summary, draw, document_markdown, file.source, error);
    if (status == STATUS_OK)
        status = document_html(summary, images.list, images.count, &text, error);
    if (status == STATUS_OK)
        status = output_files_add(outputs, &file, text_string(&text), text.length, error);
    free_images(&images);
    text_free(&text);
    return status;
}

/* The report as explore.html contains it: each figure is shown once, in one theme and without
 * animations, and no link leads to the page itself. */
static void simplify(struct run_summary *summary, struct figure_summary list[])
{
    for (size_t i = 0; i < summary->figure_count; i++) {
        list[i] = summary->figures[i];
        list[i].animated = false;
    }
    summary->figures = list;
    summary->dark_too = false;
    summary->explore = false;
}

static enum status write_explore(const struct run_options *options, const struct results *results,
                                 const struct explore_content *content,
                                 struct output_files *outputs, struct error *error)
{
    struct output_file file = {.name = document_names[EXPLORE_HTML],
                               .kind = ARTIFACT_KIND_DOCUMENT};
    struct text text = {0};

    explore_file_digest(file.module);
    enum status status = explore_file_write(options, results, content, &text, file.source, error);
    if (status == STATUS_OK)
        status = output_files_add(outputs, &file, text_string(&text), text.length, error);
    text_free(&text);
    return status;
}

static enum status add_explore(const struct run_options *options, const struct results *results,
                               const struct run_summary *summary, const struct draw_job *draw,
                               struct output_files *outputs, struct error *error)
{
    struct run_summary simple = *summary;
    struct figure_summary shown[FIGURE_MAX];
    struct page_images images = {.count = 0};
    struct text report = {0}, source = {0}, title = {0};

    simplify(&simple, shown);
    document_heading(&simple, &title);
    enum status status = list_images(&images, draw, error);
    if (status == STATUS_OK)
        status = document_elements(&simple, images.list, images.count, &report, error);
    if (status == STATUS_OK)
        status = append_source(&simple, draw, document_markdown, &source, error);
    if (status == STATUS_OK)
        status = text_check(&title, error);
    if (status == STATUS_OK)
        status =
            write_explore(options, results,
                          &(struct explore_content){
                              .title = text_string(&title), .report = &report, .source = &source},
                          outputs, error);
    free_images(&images);
    text_free(&report);
    text_free(&source);
    text_free(&title);
    return status;
}

/* A snippet for each figure, as if it were the only one. */
static enum status add_each(const struct run_summary *summary, const struct draw_job *draw,
                            const struct snippet_language *language, struct output_files *outputs,
                            struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < summary->figure_count && status == STATUS_OK; i++) {
        struct run_summary one = *summary;
        struct snippet_name name = snippet_file_name(language, summary->figures[i].name);
        one.figures = &summary->figures[i];
        one.figure_count = 1;
        status = add_document(&one, draw, name.string, ARTIFACT_KIND_SNIPPET, language->write,
                              outputs, error);
    }
    return status;
}

static enum status add_snippets(const struct run_options *options,
                                const struct run_summary *summary, const struct draw_job *draw,
                                struct output_files *outputs, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < snippet_language_count && summary->figure_count > 0; i++) {
        const struct snippet_language *language = &snippet_languages[i];
        if (status == STATUS_OK && options->snippets[i])
            status = add_document(summary, draw, language->file, ARTIFACT_KIND_SNIPPET,
                                  language->write, outputs, error);
        if (status == STATUS_OK && options->snippets[i] && options->snippets_each)
            status = add_each(summary, draw, language, outputs, error);
    }
    return status;
}

static enum status add_documents(const struct run_options *options, const struct results *results,
                                 const struct run_summary *summary, const struct draw_job *draw,
                                 struct output_files *outputs, struct error *error)
{
    enum status status = STATUS_OK;

    if (!options->only_documents)
        status = add_document(summary, draw, document_names[REPORT_MARKDOWN],
                              ARTIFACT_KIND_DOCUMENT, document_markdown, outputs, error);
    if (status == STATUS_OK && !options->only_documents)
        status = add_page(summary, draw, outputs, error);
    if (status == STATUS_OK && options->explore)
        status = add_explore(options, results, summary, draw, outputs, error);
    return status == STATUS_OK ? add_snippets(options, summary, draw, outputs, error) : status;
}

/* The manifest lists every file except itself and the checksums, which also list the manifest. */
static enum status add_manifest(const struct run_summary *summary, struct output_files *outputs,
                                struct error *error)
{
    struct output_file manifest = {.name = document_names[MANIFEST],
                                   .kind = ARTIFACT_KIND_MANIFEST};
    struct text text = {0}, sums = {0};

    enum status status =
        manifest_write(summary, outputs->all.files, outputs->all.count, &text, error);
    if (status == STATUS_OK)
        status = manifest_check(text_string(&text), text.length, summary, outputs->all.files,
                                outputs->all.count, error);
    if (status == STATUS_OK)
        status = output_files_add(outputs, &manifest, text_string(&text), text.length, error);
    if (status == STATUS_OK)
        status = manifest_checksums(outputs->all.files, outputs->all.count, &sums, error);
    if (status == STATUS_OK)
        status = staging_add(outputs->staging, document_names[CHECKSUMS], text_string(&sums),
                             sums.length, error);
    text_free(&text);
    text_free(&sums);
    return status;
}

enum status documents_write(const struct run_options *options, const struct results *results,
                            const struct draw_job *draw, struct earlier_files *earlier,
                            struct output_files *outputs, struct error *error)
{
    struct description description = {.summary = {.program = PROGRAM}};

    describe_search(&description.summary, options, results);
    describe_parameters(&description, options);
    describe_formats(&description, &options->figures);
    if (draw != NULL)
        describe_figures(&description, &options->figures, draw);
    enum status status = describe_links(&description, options, error);
    if (status == STATUS_OK)
        status = parameters_check(&description.parameters, error);
    if (status == STATUS_OK)
        status = add_documents(options, results, &description.summary, draw, outputs, error);
    if (status == STATUS_OK)
        status = earlier_files_sort(earlier, options, outputs, results->interrupt_fd, error);
    if (status == STATUS_OK)
        status = add_manifest(&description.summary, outputs, error);
    parameters_free(&description.parameters);
    text_free(&description.images);
    text_free(&description.link_prefix);
    return status;
}
