/* A shorter form of the polygons in gnuplot's SVGs, which paints the same. */
#ifndef ADAM_REPORT_IMAGE_SVG_COMPACT_H
#define ADAM_REPORT_IMAGE_SVG_COMPACT_H

#include "base/text.h"

/* The group of compact polygons, each a <path> from its first corner to the others, relative to the
 * previous one, in whole hundredths. svg_reader reads them as polygons. */
#define SVG_COMPACT_SCALE "scale(.01)"
#define SVG_COMPACT_UNIT 100.0

/* If a group of polygons without lines begins here, as gnuplot's svg terminal writes it, with all
 * coordinates in hundredths: appends its compact form to *out and returns its end. Otherwise: NULL,
 * and *out is unchanged. */
const char *svg_compact_group(struct text *out, const char *from);

#endif
