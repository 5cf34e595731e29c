/* Differences between two PNG images: which pixels, how much, and where. Rows of both are decoded
 * side by side, in memory that grows with the width and not with the area. */
#ifndef ADAM_REPORT_DIFF_IMAGE_DIFF_H
#define ADAM_REPORT_DIFF_IMAGE_DIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/budget.h"
#include "base/status.h"
#include "base/text.h"
#include "diff/clusters.h"
#include "image/png_info.h"

/* Pixels that are not compared. May reach out of the image. */
struct image_region {
    size_t left, top, width, height;
};

struct image_diff_settings {
    /* 0 to 1: distances up to this share of the largest one are slight. */
    double threshold;
    /* Smoothed edges count as changed. With a threshold of 0 every pixel then does that is not the
     * very same, even where no eye can tell: below full transparency. */
    bool count_antialiased;
    const struct image_region *ignored;
    size_t ignored_count;
    const struct image_region *text; /* where the images have text */
    size_t text_count;
    struct budget_account *account; /* pays for rows; NULL: one of its own */
    bool threaded;                  /* each image in a thread of its own */
    int interrupt_fd;               /* readable: give up with STATUS_INTERRUPTED; -1: never */
    struct text *memory; /* the image of the difference is appended here; NULL: it is not */
};

struct image_difference {
    size_t compared;          /* pixels that both images have and that were not ignored */
    size_t different;         /* of these: not the very same */
    size_t changed;           /* of these: farther apart than the threshold, and no smoothed edge */
    size_t antialiased;       /* of those different: farther apart, but a smoothed edge */
    size_t beside_text;       /* of those changed: outside of the regions with text */
    size_t moved;             /* of those changed: each image has the other's color next to it */
    size_t outside;           /* pixels that only one of the images has */
    double largest;           /* distance, 0 to 1 as the threshold */
    struct clusters clusters; /* of those changed */
};

/* Compares a baseline and a candidate. An image of the difference is written to the open file
 * `diff_image`, unless that is -1 (or to settings->memory). STATUS_BAD_INPUT if one of the images
 * is broken, or needs more memory than the account has: the message begins with "baseline: " or
 * "candidate: ". */
enum status image_diff(const struct png_input images[2], const struct image_diff_settings *settings,
                       int diff_image, struct image_difference *difference, struct error *error);

#endif
