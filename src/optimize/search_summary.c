#include "optimize/search_summary.h"

#include <math.h>
#include <stdlib.h>

#include "optimize/vector.h"

enum status search_summary_init(struct search_summary *outcome, size_t count, struct error *error)
{
    *outcome = (struct search_summary){.value = calloc(3 * count, sizeof *outcome->value)};
    if (outcome->value == NULL)
        return error_out_of_memory(error);
    outcome->first = outcome->value + count;
    outcome->ended = outcome->first + count;
    return STATUS_OK;
}

void search_summary_free(struct search_summary *outcome)
{
    free(outcome->value);
    *outcome = (struct search_summary){0};
}

void search_summary_begin(struct search_summary *outcome, const struct search *search)
{
    for (size_t i = 0; i < search->count; i++) {
        bool finite = isfinite(search->f[i]);
        for (size_t v = 0; v < search->problem->variables; v++)
            finite = finite && isfinite(search->x[v][i]);
        outcome->value[i] = search->f[i];
        outcome->first[i] = SEARCH_NEVER;
        outcome->ended[i] = finite ? SEARCH_NEVER : 0.0;
    }
}

/* A number minus itself is 0, and NaN if it is not finite: no branch, so a loop of vectors. */
WITH_AVX2_CLONE static void note(double value[], double first[], double ended[], const double f[],
                                 const double x1[], const double x2[], double threshold,
                                 double iteration, size_t count)
{
    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < count; i++) {
        double nothing = (f[i] - f[i]) + (x1[i] - x1[i]) + (x2[i] - x2[i]);
        double end = ended[i];
        end = end == SEARCH_NEVER && nothing != 0.0 ? iteration : end;
        ended[i] = end;
        value[i] = end == SEARCH_NEVER ? f[i] : value[i];
        double reached = f[i] < threshold ? iteration : SEARCH_NEVER;
        reached = end == SEARCH_NEVER ? reached : SEARCH_NEVER;
        first[i] = first[i] == SEARCH_NEVER ? reached : first[i];
    }
}

void search_summary_note(struct search_summary *outcome, const struct search *search,
                         double threshold)
{
    size_t last = search->problem->variables - 1;

    note(outcome->value, outcome->first, outcome->ended, search->f, search->x[0], search->x[last],
         threshold, (double)(search->t - 1), search->count);
}
