/* A report's figures as HTML, which Markdown takes too. */
#ifndef ADAM_REPORT_REPORT_FIGURE_MARKUP_H
#define ADAM_REPORT_REPORT_FIGURE_MARKUP_H

#include "base/text.h"
#include "report/run_summary.h"

/* The ending of the pictures to show in a page, or NULL if there is none that a browser shows. The
 * snippets take a vector picture first; the report, which shows what was checked pixel by pixel,
 * the other way round. */
const char *figure_markup_snippet_format(const struct report *report);
const char *figure_markup_report_format(const struct report *report);

/* Appends a figure's name as an identifier: "contour-path". */
void figure_markup_id(struct text *out, const struct report_figure *figure);

/* Where the pictures are: prefix goes before each name. */
struct figure_place {
    const char *prefix;
    const char *format; /* the ending of the still pictures, "png" */
};

/* Appends <img ...>, or where there is one for dark pages too, <picture> with both; on one line. */
void figure_markup_still(struct text *out, const struct report *report,
                         const struct report_figure *figure, const struct figure_place *place);

/* The same for a page with our own style sheet: two pictures, of which it shows one. (What
 * <picture> has chosen for a dark screen would be printed, too.) */
void figure_markup_both(struct text *out, const struct report *report,
                        const struct report_figure *figure, const struct figure_place *place);

/* The same for the animation, with the still picture for readers who want nothing to move. */
void figure_markup_moving(struct text *out, const struct report *report,
                          const struct report_figure *figure, const struct figure_place *place);

#endif
