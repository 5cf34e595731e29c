#include "run/image_file.h"

#include <string.h>

#include "base/artifact_format.h"
#include "plot/font.h"
#include "report/manifest.h"
#include "run/parameters.h"

static struct figure_settings settings_of(const struct image_file *image,
                                          const struct run_options *options)
{
    return figure_options_settings(&options->figures, image->variant->figure);
}

enum status image_file_prepare(struct image_file *image, const struct run_options *options,
                               size_t *output_limit, struct error *error)
{
    const struct figure_settings settings = settings_of(image, options);
    const struct image_format *format = image->format;
    size_t width = figure_pixels(settings.width, settings.scale);
    size_t height = figure_pixels(settings.height, settings.scale);

    *output_limit = width * height * format->bytes_per_pixel + format->bytes;
    if (!format->is_verified)
        return STATUS_OK;
    image->verifier = png_verifier_new(width, height);
    return image->verifier == NULL ? error_out_of_memory(error) : STATUS_OK;
}

void image_file_verify_more(struct image_file *image, const struct text *output)
{
    if (image->verifier == NULL)
        return;
    png_verifier_feed(image->verifier, output->data + image->verified,
                      output->length - image->verified);
    image->verified = output->length;
}

void image_file_free(struct image_file *image)
{
    png_verifier_free(image->verifier);
    text_free(&image->name);
    text_free(&image->file);
    text_free(&image->last_frame);
    *image = (struct image_file){0};
}

/* The title above the image; without one, a description of what it shows. */
static const char *title_of(const struct image_file *image, const struct run_options *options)
{
    const char *title = options->figures.settings.title;

    return *title == '\0' ? image->variant->caption : title;
}

static enum status describe_parameters(const struct image_file *image,
                                       const struct run_options *options, struct text *json,
                                       struct error *error)
{
    struct parameters parameters;

    parameters_of_image(&parameters, options, image->variant->figure, image->variant->theme);
    struct run_summary summary = {.parameters = parameters.list,
                                  .parameter_count = parameters.count};
    enum status status = parameters_check(&parameters, error);
    if (status == STATUS_OK)
        status = manifest_parameters(&summary, json, error);
    parameters_free(&parameters);
    return status;
}

enum status image_file_finish(struct image_file *image, const struct run_options *options,
                              const struct text *output, const char *gnuplot,
                              const char *font_digest, struct error *error)
{
    const struct figure_settings settings = settings_of(image, options);
    struct text parameters = {0}, renderer = {0};
    enum status status = describe_parameters(image, options, &parameters, error);

    text_appendf(&renderer, ARTIFACT_RENDERER_FORMAT, gnuplot, FONT_FAMILY, font_digest);
    if (status == STATUS_OK)
        status = text_check(&renderer, error);
    struct image_draft draft = {.output = output,
                                .verifier = image->verifier,
                                .width = settings.width,
                                .height = settings.height,
                                .scale = settings.scale,
                                .pixel_width = figure_pixels(settings.width, settings.scale),
                                .pixel_height = figure_pixels(settings.height, settings.scale),
                                .title = title_of(image, options),
                                .alternative = image->variant->alternative,
                                .script = &image->variant->script.text,
                                .frames = &image->variant->frames.plan,
                                .last_frame = &image->last_frame,
                                .source = text_string(&image->variant->source),
                                .renderer = text_string(&renderer),
                                .parameters = text_string(&parameters),
                                .dated = options->dated,
                                .date = options->date};
    if (status == STATUS_OK)
        status = image->format->finish(&draft, &image->file, error);
    text_free(&parameters);
    text_free(&renderer);
    return status;
}

enum status image_file_stage(const struct image_file *image, const struct run_options *options,
                             struct output_files *outputs, struct error *error)
{
    const struct figure_settings settings = settings_of(image, options);
    const struct figure_variant *variant = image->variant;
    double scale = image->format->in_pixels ? settings.scale : 1;
    struct output_file file = {.name = text_string(&image->name),
                               .kind = image->format->kind,
                               .width = figure_pixels(settings.width, scale),
                               .height = figure_pixels(settings.height, scale),
                               .theme = figure_theme_name(variant->theme),
                               .caption = variant->caption,
                               .alternative = variant->alternative};

    if (!options->only_documents) { /* otherwise, none of its sources is published */
        file.parts = text_string(&variant->source);
        memcpy(file.source, variant->source_digest, DIGEST_SIZE);
    }
    return output_files_add(outputs, &file, text_string(&image->file), image->file.length, error);
}
