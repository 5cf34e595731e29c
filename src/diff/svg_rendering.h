/* Two SVGs by gnuplot: whether they paint the same.
 *
 * The following must be the same, in the same order: size of the page, title, description,
 * definitions, texts with positions and fonts, and all painted shapes, after inheritance: kind,
 * color, opacity, stroke and points, which may differ by 0.01. A path is equivalent to its subpaths
 * if they paint the same. Elements, attributes and values that gnuplot does not write, including
 * scripts and references, are refused. */
#ifndef ADAM_REPORT_DIFF_SVG_RENDERING_H
#define ADAM_REPORT_DIFF_SVG_RENDERING_H

#include "base/status.h"
#include "diff/rendering.h"

/* images: baseline and candidate. interrupt_fd: when readable, STATUS_INTERRUPTED; -1: never.
 * STATUS_BAD_INPUT if one of the images is not XML; the message begins with "baseline: " or
 * "candidate: ". Needs a few megabytes of memory for all inputs. */
enum status svg_rendering(const struct rendering_image images[2], int interrupt_fd,
                          struct rendering *rendering, struct error *error);

#endif
