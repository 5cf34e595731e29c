/* Parameters of a run, for the manifest, the report and image metadata. */
#ifndef ADAM_REPORT_RUN_PARAMETERS_H
#define ADAM_REPORT_RUN_PARAMETERS_H

#include <stddef.h>

#include "report/run_summary.h"
#include "run/run_options.h"

#define PARAMETERS_MAX 48

struct parameters {
    size_t count;
    struct parameter list[PARAMETERS_MAX];
    const char *formats[IMAGE_FORMATS_MAX]; /* pointed to by entries of the list */
    const char *snippets[SNIPPET_LANGUAGES_MAX];
    const char *figures[FIGURE_MAX];
    const char *methods[METHODS_MAX], *tunes[METHODS_MAX];
    struct text method_texts[METHODS_MAX], tune_texts[METHODS_MAX];
};

/* All parameters of the run. They point into themselves and the options, neither of which may be
 * moved. The caller must call parameters_free(). */
void parameters_of_run(struct parameters *parameters, const struct run_options *options);

/* The parameters that affect the figure's image in this theme. */
void parameters_of_image(struct parameters *parameters, const struct run_options *options,
                         const struct figure *figure, enum figure_theme theme);

/* STATUS_FAILED if memory ran out. */
enum status parameters_check(const struct parameters *parameters, struct error *error);
void parameters_free(struct parameters *parameters);

#endif
