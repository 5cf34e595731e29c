/* The frames of an animation: how far the paths are drawn in each. */
#ifndef ADAM_REPORT_RUN_FRAMES_H
#define ADAM_REPORT_RUN_FRAMES_H

#include "image/animation.h"
#include "optimize/optimizer_result.h"
#include "plot/figure.h"
#include "plot/script.h"
#include "run/run_options.h"

/* It points into itself, and stays where it is. */
struct frames {
    struct animation_plan plan;
    struct animation_path paths[METHODS_MAX];
};

/* Plans frames for the script's page: of the iterations at which a path moves visibly all, or where
 * they are too many, some, evenly chosen. All paths are at the same iteration in each. After
 * STATUS_OK or not, the caller owes a frames_free(), which takes {0}, too. */
enum status frames_plan(struct frames *frames, const struct figure_subject *subject,
                        const struct figure_settings *settings, const struct figure_script *script,
                        struct error *error);
void frames_free(struct frames *frames);

#endif
