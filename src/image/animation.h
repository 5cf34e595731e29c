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

/* A point of a path that is drawn point by point: its position in pixels from the upper left corner
 * of the image, and the first frame, counted from 0, that shows it and the line to it. */
struct animation_point {
    double x, y;
    size_t frame;
};

struct animation_path {
    struct animation_point *points; /* owned by the caller; in ascending order of frames */
    size_t count;
};

#define ANIMATION_MAX_CELLS 20
#define ANIMATION_MAX_CHARACTERS 16

/* A line of text that differs from frame to frame. Each of its cells shows one of the characters of
 * an additional image. Positions are in pixels from the upper left corner. */
struct animation_text {
    size_t cells;                            /* 0: no text, and no additional image */
    size_t x[ANIMATION_MAX_CELLS];           /* the middles of the cells */
    const char *characters;                  /* at most ANIMATION_MAX_CHARACTERS */
    size_t from_x[ANIMATION_MAX_CHARACTERS]; /* their middles on the image */
    size_t y;                                /* the middle of all of them, on both */
    size_t half_width, half_height;          /* of the area around the middle of a character */
    char frames[ANIMATION_MAX_FRAMES][ANIMATION_MAX_CELLS]; /* a character or, if empty, a space */
};

struct animation_plan {
    size_t width, height; /* of the images, in pixels */
    size_t frames;        /* 1 to ANIMATION_MAX_FRAMES */
    const struct animation_path *paths;
    size_t path_count;
    double radius; /* the distance from a path, in pixels, within which its image is drawn */
    struct animation_text text; /* in front of everything else */
};

/* Appends to *out a GIF of these images: concatenated PNGs of the same size. The first is the
 * background; it is followed by one for each path, transparent except for the whole path, and by an
 * overlay that covers all of them in each frame and, if the plan has a text, by the image of its
 * characters, transparent except for them. A frame shows the pixels of a path's image that
 * are within the radius of the points reached so far, the last frame shows all of it; where paths
 * meet, the later one is on top. The GIF plays once, in less than 5 seconds, and stops at the last
 * frame. Its colors are chosen for the pixels outside of the boxes, so that these do not depend on
 * the rendering of the texts in the boxes; with boxes, some grays are added for the texts. The
 * last frame is appended to *last as a PNG with the same pixels.
 * STATUS_FAILED with the reason if the images are broken, of different sizes, or of the wrong
 * number. */
enum status animation_make(const void *bytes, size_t length, const struct animation_plan *plan,
                           const struct text_boxes *boxes, struct text *out, struct text *last,
                           struct error *error);

#endif
