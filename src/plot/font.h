/* The font of the figures: DejaVu Sans, and nothing but it, whatever else is installed and however
 * the user has configured fontconfig. */
#ifndef ADAM_REPORT_PLOT_FONT_H
#define ADAM_REPORT_PLOT_FONT_H

#include "base/artifact_format.h"
#include "base/digest.h"
#include "base/staging.h"

/* The family's name, as a gnuplot script names it. */
#define FONT_FAMILY ARTIFACT_FONT

/* The configuration that font_stage() writes, a name in the work directory. */
#define FONT_CONFIGURATION "fonts.conf"

/* Finds DejaVuSans.ttf and puts into the work directory a link to it and a fontconfig
 * configuration, to be read with that as working directory, that knows this font
 * alone and fixes how it is drawn. fontconfig reads the system's cache, and writes nothing outside
 * of the work directory. STATUS_FAILED, naming what to install, if the font is not there. */
enum status font_stage(struct staging *staging, struct error *error);

/* The SHA-256 of the font that font_stage() provided. */
enum status font_digest(const struct staging *staging, char digest[DIGEST_SIZE],
                        struct error *error);

#endif
