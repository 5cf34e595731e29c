/* Two animated GIFs: whether they show the same frames outside of boxes for text.
 *
 * Size, number of frames, delays and number of repetitions must be the same and, for each composed
 * frame, every pixel outside of the boxes must be within the threshold. */
#ifndef ADAM_REPORT_DIFF_GIF_RENDERING_H
#define ADAM_REPORT_DIFF_GIF_RENDERING_H

#include "base/status.h"
#include "base/text_boxes.h"
#include "diff/rendering.h"

struct gif_rendering_settings {
    double threshold;               /* 0 to 1, as for image_diff() */
    const struct text_boxes *boxes; /* of text, in pixels of the GIF; may extend beyond it */
    int interrupt_fd;               /* when readable, STATUS_INTERRUPTED; -1: never */
};

/* images: baseline and candidate. STATUS_BAD_INPUT if one of them is broken; the message begins
 * with "baseline: " or "candidate: ". The memory is bounded for all inputs. */
enum status gif_rendering(const struct rendering_image images[2],
                          const struct gif_rendering_settings *settings,
                          struct rendering *rendering, struct error *error);

#endif
