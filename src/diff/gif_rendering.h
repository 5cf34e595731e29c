/* Two animated GIFs: whether they show the same frames outside of boxes for text.
 *
 * The same are size, number of frames, their delays, how often they play, and of each frame, as it
 * stands on the page, every pixel outside of the boxes up to the threshold; with 0, the same. */
#ifndef ADAM_REPORT_DIFF_GIF_RENDERING_H
#define ADAM_REPORT_DIFF_GIF_RENDERING_H

#include "base/status.h"
#include "base/text_boxes.h"
#include "diff/rendering.h"

struct gif_rendering_settings {
    double threshold;               /* 0 to 1, as for image_diff() */
    const struct text_boxes *boxes; /* of text, in pixels of the GIF; may reach out of it */
    int interrupt_fd;               /* readable: give up with STATUS_INTERRUPTED; -1: never */
};

/* images: baseline and candidate. STATUS_BAD_INPUT if one of them is broken; the message begins
 * with "baseline: " or "candidate: ". Memory is bounded, whatever the images are. */
enum status gif_rendering(const struct rendering_image images[2],
                          const struct gif_rendering_settings *settings,
                          struct rendering *rendering, struct error *error);

#endif
