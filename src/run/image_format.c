#include "run/image_format.h"

#include "base/artifact_format.h"
#include "base/suggestion.h"
#include "base/text_boxes.h"
#include "base/version.h"
#include "image/animation.h"
#include "image/pdf_document.h"
#include "image/png_describe.h"
#include "image/svg_image.h"
#include "plot/gnuplot.h"

#define POINTS_PER_INCH 72.0

static enum status finish_png(const struct image_draft *draft, struct text *file,
                              struct error *error)
{
    const struct png_text texts[] = {
        {"Title", draft->title},
        {"Description", draft->alternative},
        {"Software", PROGRAM},
        {ARTIFACT_TEXT_SOURCE, draft->source},
        {ARTIFACT_TEXT_RENDERER, draft->renderer},
        {ARTIFACT_TEXT_PARAMETERS, draft->parameters},
    };
    struct png_description description = {.pixels_per_inch = POINTS_PER_INCH * draft->scale,
                                          .texts = texts,
                                          .text_count = sizeof texts / sizeof *texts};
    enum status status = png_verifier_end(draft->verifier, error);

    return status == STATUS_OK ? png_describe(text_string(draft->output), draft->output->length,
                                              &description, file, error)
                               : status;
}

static enum status finish_svg(const struct image_draft *draft, struct text *file,
                              struct error *error)
{
    struct svg_description description = {.title = draft->title,
                                          .description = draft->alternative,
                                          .width = (size_t)draft->width,
                                          .height = (size_t)draft->height};

    return svg_image_finish(text_string(draft->output), draft->output->length, &description, file,
                            error);
}

static enum status finish_pdf(const struct image_draft *draft, struct text *file,
                              struct error *error)
{
    struct pdf_information information = {.title = draft->title,
                                          .subject = draft->alternative,
                                          .creator = PROGRAM,
                                          .dated = draft->dated,
                                          .date = draft->date,
                                          .width = draft->width,
                                          .height = draft->height};

    return pdf_document_finish(text_string(draft->output), draft->output->length, &information,
                               file, error);
}

static enum status finish_gif(const struct image_draft *draft, struct text *file,
                              struct error *error)
{
    struct text_boxes boxes;
    enum status status =
        text_boxes_read(text_string(draft->script), draft->script->length, &boxes, error);

    if (status != STATUS_OK)
        return status;
    return animation_make(text_string(draft->output), draft->output->length, draft->frames, &boxes,
                          file, draft->last_frame, error);
}

/* style.gp sets the terminal according to `format`. */
#define SETTING(format) "to_stdout = 1; format = '" format "'; " GNUPLOT_NAME_COMMAND

const struct image_format image_formats[] = {
    {.name = "png",
     .kind = ARTIFACT_KIND_FIGURE,
     .setting = SETTING("png"),
     .terminal = "pngcairo",
     .in_pixels = true,
     .is_verified = true,
     .bytes_per_pixel = 5, /* at most four before compression, which might not shrink them */
     .bytes = 65536,
     .finish = finish_png,
     .markup = {.extension = "png",
                .label = "PNG",
                .media_type = "image/png",
                .web = 1,
                .report = 2,
                .latex = 1}},
    {.name = "svg",
     .kind = ARTIFACT_KIND_FIGURE,
     .setting = SETTING("svg"),
     .terminal = "svg",
     .bytes = (size_t)1 << 28,
     .finish = finish_svg,
     .markup = {.extension = "svg",
                .label = "SVG",
                .media_type = "image/svg+xml",
                .web = 2,
                .report = 1}},
    {.name = "pdf",
     .kind = ARTIFACT_KIND_FIGURE,
     .setting = SETTING("pdf"),
     .terminal = "pdfcairo",
     .has_date = true,
     .bytes = (size_t)1 << 28,
     .finish = finish_pdf,
     .markup = {.extension = "pdf", .label = "PDF", .media_type = "application/pdf", .latex = 2}},
    {.name = "gif",
     .kind = ARTIFACT_KIND_ANIMATION,
     .setting = SETTING("png"),
     .terminal = "pngcairo",
     .animated = true,
     .in_pixels = true,
     .bytes = (size_t)1 << 30, /* all frames */
     .finish = finish_gif,
     .markup = {.extension = "gif", .label = "GIF", .media_type = "image/gif"}},
};
const size_t image_format_count = sizeof image_formats / sizeof *image_formats;
_Static_assert(sizeof image_formats / sizeof *image_formats <= IMAGE_FORMATS_MAX,
               "increase IMAGE_FORMATS_MAX");

const struct image_format *image_format_find(const char *name, size_t length)
{
    for (size_t i = 0; i < image_format_count; i++)
        if (name_matches(name, length, image_formats[i].name))
            return &image_formats[i];
    return NULL;
}

const char *image_format_name(size_t i)
{
    for (size_t k = 0; k < image_format_count; k++)
        if (!image_formats[k].animated && i-- == 0)
            return image_formats[k].name;
    return NULL;
}

const struct image_format *image_format_animated(void)
{
    const struct image_format *format = image_formats;

    while (!format->animated)
        format++;
    return format;
}

void image_format_append_choices(struct text *out)
{
    for (size_t i = 0; i < image_format_count; i++)
        if (!image_formats[i].animated)
            text_appendf(out, "%s, ", image_formats[i].name);
    text_append(out, "or several separated by commas");
}
