#include "optimize/search_summary.h"

#include <math.h>
#include <stdlib.h>

#include "base/vector.h"

enum status search_summary_init(struct search_summary *summary, size_t count, struct error *error)
{
    *summary = (struct search_summary){.value = calloc(4 * count, sizeof *summary->value)};
    if (summary->value == NULL)
        return error_out_of_memory(error);
    summary->first = summary->value + count;
    summary->stays = summary->first + count;
    summary->ended = summary->stays + count;
    return STATUS_OK;
}

void search_summary_free(struct search_summary *summary)
{
    free(summary->value);
    *summary = (struct search_summary){0};
}

void search_summary_begin(struct search_summary *summary, const struct search *search)
{
    for (size_t i = 0; i < search->count; i++) {
        bool finite = isfinite(search->f[i]);
        for (size_t v = 0; v < search->problem->variables; v++)
            finite = finite && isfinite(search->x[v][i]);
        summary->value[i] = search->f[i];
        summary->first[i] = SEARCH_NEVER;
        summary->stays[i] = SEARCH_NEVER;
        summary->ended[i] = finite ? SEARCH_NEVER : 0.0;
    }
}

/* A number minus itself is 0, or NaN if it is not finite: without a branch, the loop is vectorized,
 * provided that everything is loaded before it is chosen from. Points beyond the limit are made
 * infinite. All pointers are local, so that the compiler does not reload them in each iteration. */
WITH_AVX2_CLONE void search_summary_note(struct search_summary *summary,
                                         const struct search *search, double threshold)
{
    const double *f = search->f, *x1 = search->x[0];
    const double *x2 = search->x[search->problem->variables - 1];
    double *value = summary->value, *first = summary->first;
    double *stays = summary->stays, *ended = summary->ended;
    double iteration = (double)(search->t - 1), scale = search->far_scale;
    size_t count = search->count;

    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < count; i++) {
        double far1 = x1[i] * scale, far2 = x2[i] * scale;
        double not_finite = (f[i] - f[i]) + (far1 - far1) + (far2 - far2);
        double end = ended[i], last = value[i], earliest = first[i], from = stays[i];
        end = end == SEARCH_NEVER ? not_finite != 0.0 ? iteration : SEARCH_NEVER : end;
        double reached = f[i] < threshold ? iteration : SEARCH_NEVER;
        reached = end == SEARCH_NEVER ? reached : SEARCH_NEVER;
        double since = from == SEARCH_NEVER ? reached : from;
        since = reached == SEARCH_NEVER ? SEARCH_NEVER : since;
        ended[i] = end;
        value[i] = end == SEARCH_NEVER ? f[i] : last;
        first[i] = earliest == SEARCH_NEVER ? reached : earliest;
        stays[i] = end == SEARCH_NEVER ? since : from;
    }
}

WITH_AVX2_CLONE static void note_state(const double state[], double iteration, double ended[],
                                       size_t count)
{
    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < count; i++) {
        double not_finite = state[i] - state[i], end = ended[i];
        ended[i] = end == SEARCH_NEVER && not_finite != 0.0 ? iteration : end;
    }
}

void search_summary_note_states(struct search_summary *summary, const struct search *search)
{
    for (size_t v = 0; v < search->problem->variables; v++)
        for (size_t k = 0; k < search->optimizer->state_count; k++)
            note_state(search->state[v][k], (double)(search->t - 1), summary->ended, search->count);
}

bool search_summary_has_all_states(const struct search *search)
{
    double not_finite = 0;

    for (size_t v = 0; v < search->problem->variables; v++)
        for (size_t k = 0; k < search->optimizer->state_count; k++)
            for (size_t i = 0; i < search->count; i++)
                not_finite += search->state[v][k][i] - search->state[v][k][i];
    return not_finite == 0;
}
