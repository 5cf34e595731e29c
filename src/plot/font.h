/* The font of the figures: always DejaVu Sans, regardless of other installed fonts and of the
 * user's fontconfig settings. */
#ifndef ADAM_REPORT_PLOT_FONT_H
#define ADAM_REPORT_PLOT_FONT_H

#include "base/artifact_format.h"
#include "base/digest.h"
#include "base/staging.h"

/* The name of the font family in gnuplot scripts. */
#define FONT_FAMILY ARTIFACT_FONT

/* The name, in the work directory, of the configuration written by font_stage(). */
#define FONT_CONFIGURATION "fonts.conf"

/* Finds DejaVuSans.ttf and creates, in the work directory, a link to it and a fontconfig
 * configuration, for programs running in that directory, that contains only this font and fixes its
 * rendering. fontconfig reads the system's cache, and writes nothing outside of the work directory.
 * STATUS_FAILED, with the package to install, if the font is not found. */
enum status font_stage(struct staging *staging, struct error *error);

/* Appends the text as the font provided by font_stage() can show it: with U+FFFD for each character
 * that it does not have, in place of which Pango would draw a box that can cover the figure. The
 * first of these characters is a position in the text, NULL if there are none. */
enum status font_fit_text(const struct staging *staging, const char *text, struct text *shown,
                          const char **missing, struct error *error);

/* The SHA-256 of the font provided by font_stage(). */
enum status font_digest(const struct staging *staging, char digest[DIGEST_SIZE],
                        struct error *error);

#endif
