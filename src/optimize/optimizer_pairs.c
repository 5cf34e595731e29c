#include "optimize/optimizer_pairs.h"

static struct statistics_comparison compare(const struct ensemble *a, const struct ensemble *b)
{
    return statistics_compare(a->runs, b->runs, a->run_count, a->criterion);
}

static void correct(struct optimizer_pair pairs[], size_t count)
{
    double p[OPTIMIZER_PAIRS_MAX] = {0}, corrected[OPTIMIZER_PAIRS_MAX];

    for (size_t i = 0; i < count; i++)
        p[i] = pairs[i].comparison.p;
    statistics_holm(p, corrected, count);
    for (size_t i = 0; i < count; i++)
        pairs[i].corrected_p = corrected[i];
}

size_t optimizer_pairs_compare(const struct optimizer_result results[], size_t count,
                               struct optimizer_pair pairs[OPTIMIZER_PAIRS_MAX])
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++)
            pairs[found++] = (struct optimizer_pair){
                .first = i,
                .second = k,
                .comparison = compare(results[i].ensemble, results[k].ensemble)};
    correct(pairs, found);
    return found;
}
