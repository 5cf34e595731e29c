#include "run/image_file.h"

#include <stdio.h>
#include <string.h>

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

/* More than a vector picture needs, whose size does not depend on its pixels. */
#define VECTOR_BYTES ((size_t)1 << 28)

/* Of a moving picture all frames together. */
#define FRAMES_BYTES ((size_t)1 << 30)

#define POINTS_PER_INCH 72.0

const char *picture_setting(enum figure_format format)
{
    static const char *const settings[FIGURE_FORMATS] = {
        "to_stdout = 1; format = 'png'; " GNUPLOT_NAME_COMMAND,
        "to_stdout = 1; format = 'svg'; " GNUPLOT_NAME_COMMAND,
        "to_stdout = 1; format = 'pdf'; " GNUPLOT_NAME_COMMAND,
    };

    return settings[format];
}

enum status picture_prepare(struct picture *picture, const struct options *options,
                            size_t *output_limit, struct error *error)
{
    const struct figure_settings *settings = &options->pictures.settings;
    size_t width = figure_pixels(settings->width, settings->scale);
    size_t height = figure_pixels(settings->height, settings->scale);

    *output_limit = picture->animated ? FRAMES_BYTES : VECTOR_BYTES;
    if (picture->animated || picture->format != FIGURE_PNG)
        return STATUS_OK;
    *output_limit = width * height * BYTES_PER_PIXEL + BYTES_EXTRA;
    picture->check = png_check_new(width, height);
    return picture->check == NULL ? error_out_of_memory(error) : STATUS_OK;
}

void picture_check_more(struct picture *picture, const struct text *output)
{
    if (picture->check == NULL)
        return;
    png_check_feed(picture->check, output->data + picture->checked,
                   output->length - picture->checked);
    picture->checked = output->length;
}

void picture_free(struct picture *picture)
{
    png_check_free(picture->check);
    text_free(&picture->name);
    text_free(&picture->file);
    *picture = (struct picture){0};
}

/* The title above it, or where there is none, what it shows. */
static const char *title_of(const struct picture *picture, const struct options *options)
{
    const char *title = options->pictures.settings.title;

    return *title == '\0' ? picture->sheet->caption : title;
}

static enum status finish_png(struct picture *picture, const struct options *options,
                              const struct text *output, const char *gnuplot,
                              const char *font_digest, struct error *error)
{
    struct text parameters_json = {0}, renderer = {0};
    struct parameters parameters;
    struct report report = {0};

    enum status status = png_check_end(picture->check, error);
    if (status != STATUS_OK)
        return status;
    parameters_of_picture(&parameters, options, picture->sheet->theme);
    report.parameters = parameters.list;
    report.parameter_count = parameters.count;
    status = parameters_check(&parameters, error);
    if (status == STATUS_OK)
        status = manifest_parameters(&report, &parameters_json, error);
    text_appendf(&renderer, "%s; %s %s", gnuplot, FONT_FAMILY, font_digest);
    const struct png_text texts[] = {
        {"Title", title_of(picture, options)},
        {"Description", picture->sheet->alternative},
        {"Software", PROGRAM_NAME " " PROGRAM_VERSION},
        {"adam-report:source", text_string(&picture->sheet->source)},
        {"adam-report:renderer", text_string(&renderer)},
        {"adam-report:parameters", text_string(&parameters_json)},
    };
    struct png_description description = {.pixels_per_inch =
                                              POINTS_PER_INCH * options->pictures.settings.scale,
                                          .texts = texts,
                                          .text_count = sizeof texts / sizeof *texts};
    if (status == STATUS_OK)
        status = text_check(&renderer, error);
    if (status == STATUS_OK)
        status = png_image_describe(text_string(output), output->length, &description,
                                    &picture->file, error);
    parameters_free(&parameters);
    text_free(&parameters_json);
    text_free(&renderer);
    return status;
}

static enum status finish_svg(struct picture *picture, const struct options *options,
                              const struct text *output, struct error *error)
{
    const struct figure_settings *settings = &options->pictures.settings;
    struct svg_description description = {.title = title_of(picture, options),
                                          .description = picture->sheet->alternative,
                                          .width = (size_t)settings->width,
                                          .height = (size_t)settings->height};

    return svg_image_finish(text_string(output), output->length, &description, &picture->file,
                            error);
}

static enum status finish_pdf(struct picture *picture, const struct options *options,
                              const struct text *output, struct error *error)
{
    const struct figure_settings *settings = &options->pictures.settings;
    struct pdf_information information = {.title = title_of(picture, options),
                                          .subject = picture->sheet->alternative,
                                          .creator = PROGRAM_NAME " " PROGRAM_VERSION,
                                          .dated = options->dated,
                                          .date = options->date,
                                          .width = settings->width,
                                          .height = settings->height};

    return pdf_document_finish(text_string(output), output->length, &information, &picture->file,
                               error);
}

enum status picture_finish(struct picture *picture, const struct options *options,
                           const struct text *output, const char *gnuplot, const char *font_digest,
                           struct error *error)
{
    const struct figure_settings *settings = &options->pictures.settings;

    if (picture->animated)
        return animation_make(
            text_string(output), output->length, figure_pixels(settings->width, settings->scale),
            figure_pixels(settings->height, settings->scale), &picture->file, error);
    switch (picture->format) {
    case FIGURE_SVG:
        return finish_svg(picture, options, output, error);
    case FIGURE_PDF:
        return finish_pdf(picture, options, output, error);
    default:
        return finish_png(picture, options, output, gnuplot, font_digest, error);
    }
}

enum status picture_stage(const struct picture *picture, const struct options *options,
                          struct catalogue *catalogue, struct error *error)
{
    const struct figure_settings *settings = &options->pictures.settings;
    const struct sheet *sheet = picture->sheet;
    double scale = picture->format == FIGURE_PNG ? settings->scale : 1;
    struct artifact file = {.name = text_string(&picture->name),
                            .kind = picture->animated ? "animation" : "figure",
                            .width = figure_pixels(settings->width, scale),
                            .height = figure_pixels(settings->height, scale),
                            .theme = figure_theme_name(sheet->theme),
                            .caption = sheet->caption,
                            .alternative = sheet->alternative};

    memcpy(file.source, sheet->source_digest, DIGEST_SIZE);
    return catalogue_add(catalogue, &file, text_string(&picture->file), picture->file.length,
                         error);
}
