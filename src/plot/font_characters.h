/* The characters of a TrueType font. */
#ifndef ADAM_REPORT_PLOT_FONT_CHARACTERS_H
#define ADAM_REPORT_PLOT_FONT_CHARACTERS_H

#include <stdbool.h>

#include "base/text.h"

/* Whether the font has a glyph for a Unicode character, according to the tables of formats 4 and 12
 * in its cmap. The font is the content of a .ttf file; if it is damaged, characters are missing. */
bool font_characters_has(const struct text *font, unsigned long character);

/* Appends the text (UTF-8), with U+FFFD for each character that the font does not have. Returns the
 * first such character, which is a position in the text; NULL: none. */
const char *font_characters_replace(const struct text *font, const char *text, struct text *out);

#endif
