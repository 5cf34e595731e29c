/* Animated GIFs: a path that is drawn point by point. */
#ifndef ADAM_REPORT_IMAGE_ANIMATION_H
#define ADAM_REPORT_IMAGE_ANIMATION_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "base/text_boxes.h"

/* With more frames, an animation would take longer than the 5 seconds allowed for motion that
 * readers cannot stop (WCAG 2.2, 2.2.2). */
#define ANIMATION_MAX_FRAMES 64

/* Chooses the points, of which there is at least 1, that get a frame: all or, if they are too many,
 * `most` (at least 2) of them, evenly spaced, including the first and the last. Returns their
 * number. */
size_t animation_frames(size_t points, size_t frames[], size_t most);

/* Appends to *out a GIF of these images: concatenated PNGs of the same size. The first is the
 * background; each of the others is laid over it, replacing the previous one. The GIF plays once,
 * in less than 5 seconds, and stops at the last image. Its colors are chosen for the pixels outside
 * of the boxes, so that these do not depend on the rendering of the texts in the boxes; with boxes,
 * some grays are added for the texts. STATUS_FAILED with the reason if the images are broken, of
 * different sizes, or fewer than two. */
enum status animation_make(const void *bytes, size_t length, size_t width, size_t height,
                           const struct text_boxes *boxes, struct text *out, struct error *error);

#endif
