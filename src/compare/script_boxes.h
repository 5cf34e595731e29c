/* Text boxes of an image, from its script. */
#ifndef ADAM_REPORT_COMPARE_SCRIPT_BOXES_H
#define ADAM_REPORT_COMPARE_SCRIPT_BOXES_H

#include "base/digest.h"
#include "base/status.h"
#include "base/text_boxes.h"
#include "compare/pairing.h"

struct script_boxes {
    struct text_boxes boxes;
    char digest[DIGEST_SIZE]; /* of the script; "": there are no boxes */
};

/* Reads, for the image NAME.EXT in the baseline, NAME.gp, for NAME.gif, NAME_frames.gp, and for
 * NAME-dark.gif, NAME_frames-dark.gp: in the same directory or, if that has none, in the one above,
 * unless that is not part of the baseline. No boxes if the script is missing, or if it records none
 * or invalid ones. The caller must verify by the digest that the image was drawn by this script.
 * STATUS_FAILED if it exists but cannot be read. */
enum status script_boxes_read(const struct pair *pair, struct script_boxes *boxes,
                              struct error *error);

#endif
