/* Caption and alternative text of the figure state. */
#ifndef ADAM_REPORT_PLOT_STATE_CAPTION_H
#define ADAM_REPORT_PLOT_STATE_CAPTION_H

#include "plot/figure.h"

/* For the table of figures. */
figure_words caption_state, short_state, alternative_state;

#endif
