/* Two SVGs of gnuplot's: whether they paint the same.
 *
 * The same are, in their order: the page's size, title, description, definitions, texts with their
 * places and fonts, and whatever is painted, after inheritance: kind, color, opacity, stroke and
 * points, which may be 0.01 apart. A path counts as its subpaths where that paints the same.
 * Elements, attributes and values that gnuplot does not write, scripts and references among them,
 * are refused. */
#ifndef ADAM_REPORT_DIFF_SVG_RENDERING_H
#define ADAM_REPORT_DIFF_SVG_RENDERING_H

#include "base/status.h"
#include "diff/rendering.h"

/* images: baseline and candidate. interrupt_fd: readable: give up with STATUS_INTERRUPTED; -1:
 * never. STATUS_BAD_INPUT if one of the images is no XML; the message begins with "baseline: " or
 * "candidate: ". Takes a few megabytes of memory, whatever the images are. */
enum status svg_rendering(const struct rendering_image images[2], int interrupt_fd,
                          struct rendering *rendering, struct error *error);

#endif
