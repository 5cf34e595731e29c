/* One optimizer of a run: who it is, and what became of it. Everything is borrowed. */
#ifndef ADAM_REPORT_OPTIMIZE_OPTIMIZER_RESULT_H
#define ADAM_REPORT_OPTIMIZE_OPTIMIZER_RESULT_H

#include "optimize/ensemble.h"
#include "optimize/optimizer.h"
#include "optimize/trajectory.h"

/* Most in a run: as many as there are colors that can be told apart. */
#define OPTIMIZER_RESULT_MAX 6

struct optimizer_result {
    const char *label;  /* "Adam", or where there are two, "Adam (alpha=0.1)" */
    const char *column; /* "adam", or for the second "adam_2" */
    const struct method *method;
    const struct trajectory *trajectory;
    const struct ensemble *ensemble; /* NULL: there is none */
};

#endif
