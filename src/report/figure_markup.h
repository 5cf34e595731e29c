/* A report's figures as HTML, which Markdown also accepts. */
#ifndef ADAM_REPORT_REPORT_FIGURE_MARKUP_H
#define ADAM_REPORT_REPORT_FIGURE_MARKUP_H

#include "base/text.h"
#include "report/run_summary.h"

/* The extension of the images that serve best, or NULL if there are none that serve. Snippets
 * prefer vector images; the report prefers those that were checked pixel by pixel. */
const char *figure_markup_web_format(const struct run_summary *summary);
const char *figure_markup_report_format(const struct run_summary *summary);
const char *figure_markup_latex_format(const struct run_summary *summary);

/* Appends a figure's name as an identifier: "contour-path". */
void figure_markup_id(struct text *out, const struct figure_summary *figure);

/* Where the images are: prefix goes before each name. */
struct figure_place {
    const char *prefix;
    const char *format; /* the ending of the still images, "png" */
};

/* Appends <img ...>, or where there is one for dark pages too, <picture> with both; on one line. */
void figure_markup_still(struct text *out, const struct run_summary *summary,
                         const struct figure_summary *figure, const struct figure_place *place);

/* The same for a page with our own style sheet: two images, of which it shows one. (What
 * <picture> has chosen for a dark screen would be printed, too.) */
void figure_markup_both(struct text *out, const struct run_summary *summary,
                        const struct figure_summary *figure, const struct figure_place *place);

/* The same for the animation, with the still image for readers who want nothing to move. */
void figure_markup_animation(struct text *out, const struct run_summary *summary,
                             const struct figure_summary *figure, const struct figure_place *place);

#endif
