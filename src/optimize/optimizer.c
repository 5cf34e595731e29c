#include "optimize/optimizer.h"

#include <math.h>
#include <stdlib.h>

enum status adam_init(struct adam *adam, const struct adam_parameters *parameters, size_t variables,
                      struct error *error)
{
    *adam = (struct adam){.parameters = *parameters, .variables = variables};
    adam->m = calloc(variables, sizeof *adam->m);
    adam->v = calloc(variables, sizeof *adam->v);
    if (adam->m == NULL || adam->v == NULL) {
        adam_free(adam);
        return error_out_of_memory(error);
    }
    return STATUS_OK;
}

void adam_free(struct adam *adam)
{
    free(adam->m);
    free(adam->v);
    adam->m = adam->v = NULL;
}

void adam_step(struct adam *adam, double x[], const double gradient[])
{
    const struct adam_parameters *p = &adam->parameters;

    adam->t++;
    double correction1 = 1.0 - pow(p->beta1, (double)adam->t);
    double correction2 = 1.0 - pow(p->beta2, (double)adam->t);
    for (size_t i = 0; i < adam->variables; i++) {
        double g = gradient[i];
        adam->m[i] = p->beta1 * adam->m[i] + (1.0 - p->beta1) * g;
        adam->v[i] = p->beta2 * adam->v[i] + (1.0 - p->beta2) * (g * g);
        double mhat = adam->m[i] / correction1;
        double vhat = adam->v[i] / correction2;
        x[i] = x[i] - p->alpha * mhat / (sqrt(vhat) + p->epsilon);
    }
}
