/* The figures of a report as HTML, which is valid in Markdown, too. */
#ifndef ADAM_REPORT_REPORT_FIGURE_MARKUP_H
#define ADAM_REPORT_REPORT_FIGURE_MARKUP_H

#include "base/text.h"
#include "report/run_summary.h"

/* The extension of the most suitable images, or NULL if none are suitable. Snippets prefer vector
 * images; the report prefers images that were checked pixel by pixel. */
const char *figure_markup_web_format(const struct run_summary *summary);
const char *figure_markup_report_format(const struct run_summary *summary);
const char *figure_markup_latex_format(const struct run_summary *summary);

/* Appends a figure's name as an identifier: "contour-path"; figure_markup_label() puts the run's
 * prefix before it. */
void figure_markup_id(struct text *out, const struct figure_summary *figure);
void figure_markup_identifier(struct text *out, const char *name, size_t length);
void figure_markup_label(struct text *out, const struct run_summary *summary,
                         const struct figure_summary *figure);

/* The location of the images: `prefix` is put before each name. */
struct figure_place {
    const char *prefix;
    const char *format; /* the extension of the still images, "png" */
    bool markdown;      /* ![...](...) instead of <img>, which pandoc ignores */
};

/* Appends, on one line, <img ...> or, if there is a variant for dark pages, <picture> with both. */
void figure_markup_still(struct text *out, const struct run_summary *summary,
                         const struct figure_summary *figure, const struct figure_place *place);

/* The same for a page with our own style sheet, which shows one of two images; the first begins
 * with FIGURE_MARKUP_BOTH. (With <picture>, the image chosen for a dark screen would also be
 * printed.) */
#define FIGURE_MARKUP_BOTH "<img class=\"on-light\" src="
void figure_markup_both(struct text *out, const struct run_summary *summary,
                        const struct figure_summary *figure, const struct figure_place *place);

/* Suffix of the name of an animation for its last frame, among the images of report.html. */
#define FIGURE_MARKUP_LAST_SUFFIX "#last"

/* The animation for a page with our own style sheet, which shows its last frame instead in print
 * and to readers who prefer reduced motion. */
void figure_markup_moving(struct text *out, const struct run_summary *summary,
                          const struct figure_summary *figure, const char *prefix);

/* The animation, with the still image for readers who prefer reduced motion. */
void figure_markup_animation(struct text *out, const struct run_summary *summary,
                             const struct figure_summary *figure, const struct figure_place *place);

#endif
