/* Text boxes of an image, from the script beside it. */
#ifndef ADAM_REPORT_COMPARE_SCRIPT_BOXES_H
#define ADAM_REPORT_COMPARE_SCRIPT_BOXES_H

#include <stddef.h>

#include "base/digest.h"
#include "base/status.h"
#include "diff/image_diff.h"

/* Starts as {0}; whoever declares it frees `regions`. */
struct script_boxes {
    struct image_region *regions; /* as in base/text_boxes.h */
    size_t count;
    char digest[DIGEST_SIZE]; /* of the script; "": there are no boxes */
};

/* Reads NAME.gp for an image NAME.EXT, and NAME_frames.gp for NAME.gif. Without such a script, or
 * if it names no boxes or cannot be right, there are none. That the image was drawn by it is for
 * the caller to check, by the digest. STATUS_FAILED if it is there and cannot be read. */
enum status script_boxes_read(const char *image, struct script_boxes *boxes, struct error *error);

#endif
