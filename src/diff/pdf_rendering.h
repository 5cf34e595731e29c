/* Two PDFs of gnuplot's and cairo's: whether they paint the same.
 *
 * The same are the pages with their boxes, what their contents paint outside of text, the graphics
 * states, and the fonts' outlines; texts may stand up to 2 points apart. What else may differ is
 * what is not painted: the document's information and ids, and what cairo derives from a font. Keys
 * that cairo does not write (actions, annotations, attachments, images, patterns, other kinds of
 * fonts) are refused. */
#ifndef ADAM_REPORT_DIFF_PDF_RENDERING_H
#define ADAM_REPORT_DIFF_PDF_RENDERING_H

#include "base/status.h"
#include "diff/rendering.h"

/* images: baseline and candidate. interrupt_fd: readable: give up with STATUS_INTERRUPTED; -1:
 * never. STATUS_BAD_INPUT if one of the images is broken; the message begins with "baseline: " or
 * "candidate: ". Memory is bounded, whatever the images are. */
enum status pdf_rendering(const struct rendering_image images[2], int interrupt_fd,
                          struct rendering *rendering, struct error *error);

#endif
