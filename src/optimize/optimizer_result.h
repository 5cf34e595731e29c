/* Result of one optimizer in a run. All pointers are borrowed. */
#ifndef ADAM_REPORT_OPTIMIZE_OPTIMIZER_RESULT_H
#define ADAM_REPORT_OPTIMIZE_OPTIMIZER_RESULT_H

#include "optimize/ensemble.h"
#include "optimize/method.h"
#include "optimize/trajectory.h"
#include "optimize/tuning.h"

/* Maximum in a run: the number of colors that can be distinguished. */
#define OPTIMIZER_RESULT_MAX 6

struct optimizer_result {
    const char *label;  /* "Adam", or if there are several, "Adam (alpha=0.1)" */
    const char *column; /* "adam", or for the second "adam_2" */
    const struct method *method;
    const struct trajectory *trajectory;
    const struct ensemble *ensemble; /* NULL: none */
    const struct tuned *tuned;       /* NULL: it was not tuned */
    /* If any optimizer of the run was tuned: the score of the ensemble, whose starts are others
     * than those of tuning; otherwise NULL. */
    const struct tuning_score *compared;
};

#endif
