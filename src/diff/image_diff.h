/* Differences between two PNG images: their number, size and position. The rows of both are decoded
 * in parallel; the memory is proportional to the width, not to the area. */
#ifndef ADAM_REPORT_DIFF_IMAGE_DIFF_H
#define ADAM_REPORT_DIFF_IMAGE_DIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/budget.h"
#include "base/status.h"
#include "base/text.h"
#include "diff/clusters.h"
#include "image/png_info.h"

/* A region that is not compared. May extend beyond the image. */
struct image_region {
    size_t left, top, width, height;
};

struct image_diff_settings {
    /* 0 to 1: distances up to this fraction of the largest one are slight. */
    double threshold;
    /* Antialiased edges count as changed. With a threshold of 0, all pixels that are not identical
     * then count, even if the difference is invisible because both are fully transparent. */
    bool count_antialiased;
    const struct image_region *ignored;
    size_t ignored_count;
    const struct image_region *text; /* where the images have text */
    size_t text_count;
    struct budget_account *account; /* for the rows; NULL: a separate one */
    bool threaded;                  /* each image in a separate thread */
    int interrupt_fd;               /* when readable, STATUS_INTERRUPTED; -1: never */
    struct text *memory;            /* the image of the difference is appended here, unless NULL */
};

struct image_difference {
    size_t compared;          /* pixels that both images have and that were not ignored */
    size_t different;         /* of these: not identical */
    size_t changed;           /* of these: above the threshold, and not an antialiased edge */
    size_t antialiased;       /* of those different: above the threshold, but an antialiased edge */
    size_t beside_text;       /* of those changed: outside of the regions with text */
    size_t moved;             /* of those changed: each image has the other's color next to it */
    size_t outside;           /* pixels that only one of the images has */
    double largest;           /* largest distance, 0 to 1 like the threshold */
    struct clusters clusters; /* of those changed */
};

/* Compares a baseline and a candidate. The image of the difference is written to settings->memory
 * or to the open file `diff_image`, unless that is -1. STATUS_BAD_INPUT if one of the images is
 * broken or needs more memory than the account has: the message begins with "baseline: " or
 * "candidate: ". */
enum status image_diff(const struct png_input images[2], const struct image_diff_settings *settings,
                       int diff_image, struct image_difference *difference, struct error *error);

#endif
