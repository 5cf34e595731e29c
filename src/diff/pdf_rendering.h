/* Two PDFs by gnuplot and cairo: whether they paint the same.
 *
 * The pages with their boxes, their contents outside of text, the graphics states and the font
 * outlines must be the same; the positions of texts may differ by up to 2 points. Data that are not
 * painted may differ: the document's information and ids, and data that cairo derives from a font.
 * Keys that cairo does not write (actions, annotations, attachments, images, patterns, other kinds
 * of fonts) are refused. */
#ifndef ADAM_REPORT_DIFF_PDF_RENDERING_H
#define ADAM_REPORT_DIFF_PDF_RENDERING_H

#include "base/status.h"
#include "diff/rendering.h"

/* images: baseline and candidate. interrupt_fd: when readable, STATUS_INTERRUPTED; -1: never.
 * STATUS_BAD_INPUT if one of the images is broken; the message begins with "baseline: " or
 * "candidate: ". The memory is bounded for all inputs. */
enum status pdf_rendering(const struct rendering_image images[2], int interrupt_fd,
                          struct rendering *rendering, struct error *error);

#endif
