/* What a figure shows, in words: the caption below it, and the text in its place for those who do
 * not see it. Both speak of this run, in its numbers. */
#ifndef ADAM_REPORT_PLOT_CAPTION_H
#define ADAM_REPORT_PLOT_CAPTION_H

#include "base/text.h"
#include "plot/figure.h"

/* Plain UTF-8 on one line; sentences with their points. The subject as figure_bands_data left it.
 */
void caption_write(const struct figure *figure, const struct figure_subject *subject,
                   const struct figure_settings *settings, struct text *caption);
void caption_alternative(const struct figure *figure, const struct figure_subject *subject,
                         const struct figure_settings *settings, struct text *alternative);

#endif
