/* Text boxes of an image, from the script in the same directory. */
#ifndef ADAM_REPORT_COMPARE_SCRIPT_BOXES_H
#define ADAM_REPORT_COMPARE_SCRIPT_BOXES_H

#include "base/digest.h"
#include "base/status.h"
#include "base/text_boxes.h"

struct script_boxes {
    struct text_boxes boxes;
    char digest[DIGEST_SIZE]; /* of the script; "": there are no boxes */
};

/* Reads NAME.gp for an image NAME.EXT, and NAME_frames.gp for NAME.gif, NAME_frames-dark.gp for
 * NAME-dark.gif. No boxes if the script is missing, or if it records none or invalid ones. The
 * caller must verify by the digest that the image was drawn by this script. STATUS_FAILED if it
 * exists but cannot be read. */
enum status script_boxes_read(const char *image, struct script_boxes *boxes, struct error *error);

#endif
