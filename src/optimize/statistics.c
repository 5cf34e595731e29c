#include "optimize/statistics.h"

#include <float.h>
#include <math.h>

/* The quantile of the normal distribution for 97.5 %. */
#define NORMAL_QUANTILE 1.959963984540054

/* The factor by which a large sum is scaled. */
#define SCALE_EXPONENT 500

/* The probability of at most k heads in n tosses, for k = 0, 1, ... The numbers are multiples of
 * 2^(exponent - n), so that they neither overflow nor underflow. */
struct tosses {
    size_t n, k;
    double term, sum;
    int exponent;
};

static struct tosses begin_tosses(size_t n)
{
    return (struct tosses){.n = n, .term = 1, .sum = 1};
}

static void next_toss(struct tosses *tosses)
{
    tosses->k++;
    tosses->term *= (double)(tosses->n - tosses->k + 1) / (double)tosses->k;
    tosses->sum += tosses->term;
    if (tosses->sum > 0x1p500) {
        tosses->term = ldexp(tosses->term, -SCALE_EXPONENT);
        tosses->sum = ldexp(tosses->sum, -SCALE_EXPONENT);
        tosses->exponent += SCALE_EXPONENT;
    }
}

static double probability_of(const struct tosses *tosses)
{
    return ldexp(tosses->sum, tosses->exponent - (int)tosses->n);
}

struct statistics_interval statistics_share(size_t hits, size_t count)
{
    const double z = NORMAL_QUANTILE, n = (double)count, share = (double)hits / n;
    const double middle = share + z * z / (2 * n);
    const double half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    const double scale = 1 + z * z / n;

    /* The ends are exact for 0 and all runs, where rounding could leave 1e-17. */
    return (struct statistics_interval){.low = hits == 0 ? 0 : (middle - half) / scale,
                                        .high = hits == count ? 1 : (middle + half) / scale};
}

bool statistics_median_ranks(size_t count, size_t *low, size_t *high)
{
    const double outside = (1 - STATISTICS_CONFIDENCE / 100.0) / 2;
    struct tosses tosses = begin_tosses(count);

    if (count < STATISTICS_MEDIAN_LEAST)
        return false;
    while (probability_of(&tosses) <= outside)
        next_toss(&tosses);
    *low = tosses.k - 1;
    *high = count - tosses.k;
    return true;
}

double statistics_running_time(const struct outcome runs[], size_t count, enum criterion criterion,
                               size_t iterations)
{
    double updates = 0;
    size_t reached = 0;

    for (size_t i = 0; i < count; i++) {
        updates += (double)outcome_updates(&runs[i], criterion, iterations);
        reached += outcome_is_reached(&runs[i], criterion);
    }
    return reached > 0 ? updates / (double)reached : INFINITY;
}

static double sign_test_p(size_t better, size_t worse)
{
    struct tosses tosses = begin_tosses(better + worse);

    if (better == worse)
        return 1;
    while (tosses.k < better && tosses.k < worse)
        next_toss(&tosses);
    return fmax(2 * probability_of(&tosses), STATISTICS_LEAST_P);
}

struct statistics_comparison statistics_sign_test(size_t better, size_t worse, size_t ties)
{
    const size_t count = better + worse + ties;

    return (struct statistics_comparison){
        .better = better,
        .worse = worse,
        .ties = ties,
        .effect = count > 0 ? ((double)better - (double)worse) / (double)count : 0,
        .p = fmin(sign_test_p(better, worse), 1)};
}

struct statistics_comparison statistics_compare(const struct outcome a[], const struct outcome b[],
                                                size_t count, enum criterion criterion)
{
    size_t better = 0, worse = 0;

    for (size_t i = 0; i < count; i++) {
        int order = outcome_compare(&a[i], &b[i], criterion);
        better += order < 0;
        worse += order > 0;
    }
    return statistics_sign_test(better, worse, count - better - worse);
}

/* The product of p and the number of comparisons that are not more significant. */
static double scaled_p(const double p[], size_t count, size_t i)
{
    size_t smaller = 0;

    for (size_t k = 0; k < count; k++)
        smaller += p[k] < p[i] || (k < i && p[k] == p[i]);
    return (double)(count - smaller) * p[i];
}

void statistics_holm(const double p[], double corrected[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        corrected[i] = 0;
        for (size_t k = 0; k < count; k++)
            if (p[k] <= p[i])
                corrected[i] = fmax(corrected[i], scaled_p(p, count, k));
        corrected[i] = fmin(corrected[i], 1);
    }
}
