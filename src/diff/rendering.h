/* What the comparisons of two vector or animated images find: whether the candidate can only be
 * another rendering of the drawing that the baseline shows, as another release of gnuplot or cairo
 * makes it. Neither image is trusted: what gnuplot does not write is refused on either side. */
#ifndef ADAM_REPORT_DIFF_RENDERING_H
#define ADAM_REPORT_DIFF_RENDERING_H

#include <stdbool.h>
#include <stddef.h>

/* The bytes of an image; the caller's. */
struct rendering_image {
    const void *bytes;
    size_t length;
};

struct rendering {
    bool same;
    char reason[256]; /* if not: the first thing that differs or is refused, one line of UTF-8, cut
                         where it is too long; may quote the image, so escape it for printing */
};

#endif
