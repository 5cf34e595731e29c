/* Animated GIFs: a path that is drawn point by point. */
#ifndef ADAM_REPORT_IMAGE_ANIMATION_H
#define ADAM_REPORT_IMAGE_ANIMATION_H

#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "base/text_boxes.h"

/* More frames than this would take longer than the 5 seconds within which whatever moves by itself
 * has to end where readers cannot stop it (WCAG 2.2, 2.2.2). */
#define ANIMATION_MAX_FRAMES 64

/* Which of so many points (at least 1) get a frame: all, or where they are too many, `most` (at
 * least 2) of them, evenly chosen, the first and the last among them. Returns how many. */
size_t animation_frames(size_t points, size_t frames[], size_t most);

/* Appends to *out a GIF of these images: PNGs of one size, one behind the other. The first is the
 * ground; each of the others lies on it, instead of the one before, wherever it is opaque. The GIF
 * plays once, in less than 5 seconds, and stays at the last. Its colors are chosen for what is
 * outside of the boxes, so that these pixels do not depend on how the texts in the boxes are
 * rendered; with boxes, some grays are added for the texts. STATUS_FAILED with the reason if the
 * images are broken, of different sizes, or fewer than two. */
enum status animation_make(const void *bytes, size_t length, size_t width, size_t height,
                           const struct text_boxes *boxes, struct text *out, struct error *error);

#endif
