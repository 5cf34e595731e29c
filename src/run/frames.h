/* The frames of an animation: the extent of the paths in each. */
#ifndef ADAM_REPORT_RUN_FRAMES_H
#define ADAM_REPORT_RUN_FRAMES_H

#include "image/animation.h"
#include "optimize/optimizer_result.h"
#include "plot/figure.h"
#include "plot/script.h"
#include "run/run_options.h"

/* Contains pointers into itself; must not be copied or moved. */
struct frames {
    struct animation_plan plan;
    struct animation_path paths[METHODS_MAX];
};

/* Plans frames for the script's page: one for each iteration at which a path moves visibly, or for
 * an even selection of these if there are too many. All paths are at the same iteration in each.
 * Whatever the status, the caller must call frames_free(), which also accepts {0}. */
enum status frames_plan(struct frames *frames, const struct figure_subject *subject,
                        const struct figure_settings *settings, const struct figure_script *script,
                        struct error *error);
void frames_free(struct frames *frames);

#endif
