#include "run/image_file.h"

#include <stdio.h>
#include <string.h>

#include "base/version.h"
#include "image/animation.h"
#include "image/pdf_document.h"
#include "image/svg_image.h"
#include "plot/font.h"
#include "plot/gnuplot.h"
#include "report/manifest.h"
#include "run/parameters.h"

/* More than gnuplot's PNG can need: its pixels have four bytes at most, and some may not shrink. */
#define BYTES_PER_PIXEL 5
#define BYTES_EXTRA 65536

/* More than a vector image needs, whose size does not depend on its pixels. */
#define VECTOR_BYTES ((size_t)1 << 28)

/* Of an animated image all frames together. */
#define FRAMES_BYTES ((size_t)1 << 30)

#define POINTS_PER_INCH 72.0

const char *image_file_gnuplot_setting(enum figure_format format)
{
    static const char *const settings[FIGURE_FORMATS] = {
        "to_stdout = 1; format = 'png'; " GNUPLOT_NAME_COMMAND,
        "to_stdout = 1; format = 'svg'; " GNUPLOT_NAME_COMMAND,
        "to_stdout = 1; format = 'pdf'; " GNUPLOT_NAME_COMMAND,
    };

    return settings[format];
}

enum status image_file_prepare(struct image_file *image, const struct run_options *options,
                               size_t *output_limit, struct error *error)
{
    const struct figure_settings *settings = &options->figures.settings;
    size_t width = figure_pixels(settings->width, settings->scale);
    size_t height = figure_pixels(settings->height, settings->scale);

    *output_limit = image->animated ? FRAMES_BYTES : VECTOR_BYTES;
    if (image->animated || image->format != FIGURE_PNG)
        return STATUS_OK;
    *output_limit = width * height * BYTES_PER_PIXEL + BYTES_EXTRA;
    image->check = png_verifier_new(width, height);
    return image->check == NULL ? error_out_of_memory(error) : STATUS_OK;
}

void image_file_check_more(struct image_file *image, const struct text *output)
{
    if (image->check == NULL)
        return;
    png_verifier_feed(image->check, output->data + image->checked, output->length - image->checked);
    image->checked = output->length;
}

void image_file_free(struct image_file *image)
{
    png_verifier_free(image->check);
    text_free(&image->name);
    text_free(&image->file);
    *image = (struct image_file){0};
}

/* The title above it, or where there is none, what it shows. */
static const char *title_of(const struct image_file *image, const struct run_options *options)
{
    const char *title = options->figures.settings.title;

    return *title == '\0' ? image->variant->caption : title;
}

static enum status finish_png(struct image_file *image, const struct run_options *options,
                              const struct text *output, const char *gnuplot,
                              const char *font_digest, struct error *error)
{
    struct text parameters_json = {0}, renderer = {0};
    struct parameters parameters;
    struct run_summary summary = {0};

    enum status status = png_verifier_end(image->check, error);
    if (status != STATUS_OK)
        return status;
    parameters_of_image(&parameters, options, image->variant->theme);
    summary.parameters = parameters.list;
    summary.parameter_count = parameters.count;
    status = parameters_check(&parameters, error);
    if (status == STATUS_OK)
        status = manifest_parameters(&summary, &parameters_json, error);
    text_appendf(&renderer, "%s; %s %s", gnuplot, FONT_FAMILY, font_digest);
    const struct png_text texts[] = {
        {"Title", title_of(image, options)},
        {"Description", image->variant->alternative},
        {"Software", PROGRAM},
        {"adam-report:source", text_string(&image->variant->source)},
        {"adam-report:renderer", text_string(&renderer)},
        {"adam-report:parameters", text_string(&parameters_json)},
    };
    struct png_description description = {.pixels_per_inch =
                                              POINTS_PER_INCH * options->figures.settings.scale,
                                          .texts = texts,
                                          .text_count = sizeof texts / sizeof *texts};
    if (status == STATUS_OK)
        status = text_check(&renderer, error);
    if (status == STATUS_OK)
        status =
            png_describe(text_string(output), output->length, &description, &image->file, error);
    parameters_free(&parameters);
    text_free(&parameters_json);
    text_free(&renderer);
    return status;
}

static enum status finish_svg(struct image_file *image, const struct run_options *options,
                              const struct text *output, struct error *error)
{
    const struct figure_settings *settings = &options->figures.settings;
    struct svg_description description = {.title = title_of(image, options),
                                          .description = image->variant->alternative,
                                          .width = (size_t)settings->width,
                                          .height = (size_t)settings->height};

    return svg_image_finish(text_string(output), output->length, &description, &image->file, error);
}

static enum status finish_pdf(struct image_file *image, const struct run_options *options,
                              const struct text *output, struct error *error)
{
    const struct figure_settings *settings = &options->figures.settings;
    struct pdf_information information = {.title = title_of(image, options),
                                          .subject = image->variant->alternative,
                                          .creator = PROGRAM,
                                          .dated = options->dated,
                                          .date = options->date,
                                          .width = settings->width,
                                          .height = settings->height};

    return pdf_document_finish(text_string(output), output->length, &information, &image->file,
                               error);
}

enum status image_file_finish(struct image_file *image, const struct run_options *options,
                              const struct text *output, const char *gnuplot,
                              const char *font_digest, struct error *error)
{
    const struct figure_settings *settings = &options->figures.settings;

    if (image->animated)
        return animation_make(
            text_string(output), output->length, figure_pixels(settings->width, settings->scale),
            figure_pixels(settings->height, settings->scale), &image->file, error);
    switch (image->format) {
    case FIGURE_SVG:
        return finish_svg(image, options, output, error);
    case FIGURE_PDF:
        return finish_pdf(image, options, output, error);
    default:
        return finish_png(image, options, output, gnuplot, font_digest, error);
    }
}

enum status image_file_stage(const struct image_file *image, const struct run_options *options,
                             struct output_files *outputs, struct error *error)
{
    const struct figure_settings *settings = &options->figures.settings;
    const struct figure_variant *variant = image->variant;
    double scale = image->format == FIGURE_PNG ? settings->scale : 1;
    struct output_file file = {.name = text_string(&image->name),
                               .kind = image->animated ? "animation" : "figure",
                               .width = figure_pixels(settings->width, scale),
                               .height = figure_pixels(settings->height, scale),
                               .theme = figure_theme_name(variant->theme),
                               .caption = variant->caption,
                               .alternative = variant->alternative};

    memcpy(file.source, variant->source_digest, DIGEST_SIZE);
    return output_files_add(outputs, &file, text_string(&image->file), image->file.length, error);
}
