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

/* A point of a path that is drawn point by point: in pixels from the upper left corner of the
 * image, and the first frame, counted from 0, that shows it and the line to it. */
struct animation_point {
    double x, y;
    size_t frame;
};

struct animation_path {
    struct animation_point *points; /* the caller's; their frames ascend */
    size_t count;
};

struct animation_plan {
    size_t width, height; /* of the images, in pixels */
    size_t frames;        /* 1 to ANIMATION_MAX_FRAMES */
    const struct animation_path *paths;
    size_t path_count;
    double radius; /* how far from a path, in pixels, is what is drawn of it */
};

/* Appends to *out a GIF of these images: PNGs of one size, one behind the other. The first is the
 * ground; then there is one for each path, transparent but for the whole path; and the last one
 * lies over all in each frame. A frame shows of a path's image the pixels that are within the
 * radius of the points it has reached, the last frame shows all of it; where paths meet, the one
 * that comes later is above. The GIF plays once, in less than 5 seconds, and stays at the last. Its
 * colors are chosen for what is outside of the boxes, so that these pixels do not depend on how the
 * texts in the boxes are rendered; with boxes, some grays are added for the texts. STATUS_FAILED
 * with the reason if the images are broken, of different sizes, or not as many. */
enum status animation_make(const void *bytes, size_t length, const struct animation_plan *plan,
                           const struct text_boxes *boxes, struct text *out, struct error *error);

#endif
