/* The figure of the performance profiles of a suite. */
#ifndef ADAM_REPORT_PLOT_PROFILE_FIGURE_H
#define ADAM_REPORT_PLOT_PROFILE_FIGURE_H

#include "plot/figure.h"
#include "plot/figure_data.h"

/* The base-2 logarithm of the ratio, and the share of each result: a row for each column of the
 * chart in which a profile rises, with the values at its end. */
extern const struct figure_data figure_profile;

/* Whether any instance is solved, as in struct figure. */
enum status figure_check_profile(const struct figure_subject *subject, struct error *error);

figure_variables variables_of_profile;
figure_words caption_profile, short_profile, alternative_profile;

#endif
