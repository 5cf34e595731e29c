/* The result of comparing two vector or animated images: whether the candidate is only a
 * re-rendering of the baseline's drawing, as by a different release of gnuplot or cairo. Neither
 * image is trusted: constructs that gnuplot does not write are refused on either side. */
#ifndef ADAM_REPORT_DIFF_RENDERING_H
#define ADAM_REPORT_DIFF_RENDERING_H

#include <stdbool.h>
#include <stddef.h>

/* The bytes of an image; owned by the caller. */
struct rendering_image {
    const void *bytes;
    size_t length;
};

struct rendering {
    bool same;
    char reason[256]; /* if not: the first difference or refused construct, one line of UTF-8,
                         truncated if too long; may quote the image, so escape it for printing */
};

#endif
