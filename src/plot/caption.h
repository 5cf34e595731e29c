/* Captions and alternative texts of figures, with the numbers of the run. */
#ifndef ADAM_REPORT_PLOT_CAPTION_H
#define ADAM_REPORT_PLOT_CAPTION_H

#include "base/text.h"
#include "plot/figure.h"

/* Appends the caption or the alternative text of a figure: plain UTF-8, sentences on one line; or a
 * short caption for a list of figures, without a period. */
void caption_write(const struct figure *figure, const struct figure_subject *subject,
                   const struct figure_settings *settings, struct text *caption);
void caption_alternative(const struct figure *figure, const struct figure_subject *subject,
                         const struct figure_settings *settings, struct text *alternative);
void caption_short(const struct figure *figure, const struct figure_subject *subject,
                   const struct figure_settings *settings, struct text *caption);

/* Those of each form, for the table of figures. */
figure_words caption_surface, caption_contour, caption_path, caption_paths, caption_surface_paths,
    caption_path_panels, caption_surface_panels, caption_convergence, caption_ensemble,
    caption_sweep, caption_basins;
figure_words short_surface, short_contour, short_paths, short_surface_paths, short_convergence,
    short_ensemble, short_sweep, short_basins;
figure_words alternative_surface, alternative_contour, alternative_path, alternative_surface_paths,
    alternative_convergence, alternative_ensemble, alternative_sweep, alternative_basins;

#endif
