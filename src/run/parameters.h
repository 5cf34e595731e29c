/* The settings of a run as a list, for the manifest, the report and the images' metadata. */
#ifndef ADAM_REPORT_RUN_PARAMETERS_H
#define ADAM_REPORT_RUN_PARAMETERS_H

#include <stddef.h>

#include "report/run_summary.h"
#include "run/run_options.h"

#define PARAMETERS_MAX 40

struct parameters {
    size_t count;
    struct parameter list[PARAMETERS_MAX];
    const char *formats[IMAGE_FORMATS_MAX]; /* what entries of the list point to */
    const char *figures[FIGURE_MAX];
    const char *methods[METHODS_MAX];
    struct text method_texts[METHODS_MAX];
};

/* All that the run was asked for. The parameters point into themselves and the options: neither may
 * move. The caller owes a parameters_free(). */
void parameters_of_run(struct parameters *parameters, const struct run_options *options);

/* What the figure's image for that page depends on. */
void parameters_of_image(struct parameters *parameters, const struct run_options *options,
                         const struct figure *figure, enum figure_theme theme);

/* Whether there was memory for all. */
enum status parameters_check(const struct parameters *parameters, struct error *error);
void parameters_free(struct parameters *parameters);

#endif
