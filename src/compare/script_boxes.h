/* Text boxes of an image, from the script beside it. */
#ifndef ADAM_REPORT_COMPARE_SCRIPT_BOXES_H
#define ADAM_REPORT_COMPARE_SCRIPT_BOXES_H

#include "base/digest.h"
#include "base/status.h"
#include "base/text_boxes.h"

struct script_boxes {
    struct text_boxes boxes;
    char digest[DIGEST_SIZE]; /* of the script; "": there are no boxes */
};

/* Reads NAME.gp for an image NAME.EXT, and NAME_frames.gp for NAME.gif. Without such a script, or
 * if it names no boxes or cannot be right, there are none. That the image was drawn by it is for
 * the caller to check, by the digest. STATUS_FAILED if it is there and cannot be read. */
enum status script_boxes_read(const char *image, struct script_boxes *boxes, struct error *error);

#endif
