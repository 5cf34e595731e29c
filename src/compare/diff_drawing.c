#include "compare/diff_drawing.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "compare/script_boxes.h"
#include "diff/gif_rendering.h"
#include "diff/pdf_rendering.h"
#include "diff/svg_rendering.h"

static enum status diff_gif(struct pair_difference *difference,
                            const struct rendering_image images[2], int interrupt_fd,
                            struct rendering *rendering, struct error *error)
{
    struct gif_rendering_settings settings = {.threshold = difference->settings->threshold,
                                              .interrupt_fd = interrupt_fd};
    struct script_boxes boxes;
    enum status status = script_boxes_read(difference->pair, &boxes, error);

    settings.boxes = &boxes.boxes;
    memcpy(difference->script_digest, boxes.digest, DIGEST_SIZE);
    if (status == STATUS_OK)
        status = gif_rendering(images, &settings, rendering, error);
    return status;
}

enum status diff_drawing(struct pair_difference *difference, const struct text bytes[2],
                         int interrupt_fd, struct error *error)
{
    const char *name = difference->file->name;
    const struct rendering_image images[2] = {{text_string(&bytes[0]), bytes[0].length},
                                              {text_string(&bytes[1]), bytes[1].length}};
    struct rendering rendering = {.same = false};
    enum status status;

    if (file_has_extension(name, ".svg"))
        status = svg_rendering(images, interrupt_fd, &rendering, error);
    else if (file_has_extension(name, ".pdf"))
        status = pdf_rendering(images, interrupt_fd, &rendering, error);
    else
        status = diff_gif(difference, images, interrupt_fd, &rendering, error);
    difference->same_drawing = status == STATUS_OK && rendering.same;
    if (status == STATUS_BAD_INPUT)
        snprintf(difference->other_drawing, sizeof difference->other_drawing, "%.250s",
                 error->message);
    else if (status == STATUS_OK)
        snprintf(difference->other_drawing, sizeof difference->other_drawing, "%s",
                 rendering.reason);
    return status == STATUS_BAD_INPUT ? STATUS_OK : status;
}
