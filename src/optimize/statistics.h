/* Statistics of runs: confidence intervals, running times and comparisons. */
#ifndef ADAM_REPORT_OPTIMIZE_STATISTICS_H
#define ADAM_REPORT_OPTIMIZE_STATISTICS_H

#include <stdbool.h>
#include <stddef.h>

#include "optimize/outcome.h"

/* The confidence of all intervals, in percent. */
#define STATISTICS_CONFIDENCE 95

/* The smallest number of runs with an interval of the median: the smallest and the largest of 5
 * values enclose the median with a probability of only 1 - 2 / 2^5, less than 95 %. */
#define STATISTICS_MEDIAN_LEAST 6

/* The smallest p value: smaller ones are set to it, so that none is 0. */
#define STATISTICS_LEAST_P 1e-300

struct statistics_interval {
    double low, high;
};

/* Wilson's score interval of a share, of which `hits` of `count` > 0 runs are a sample: the shares
 * that differ from hits / count by at most 1.96 of their own standard errors (Wilson 1927). Its
 * ends are from 0 to 1, and it contains hits / count. */
struct statistics_interval statistics_share(size_t hits, size_t count);

/* The order-statistic interval of a median: indices of its ends among `count` ascending values. It
 * is the narrowest that leaves out as many values on both sides and, whatever the distribution,
 * contains the median with a probability of at least 95 %, by the binomial distribution. False if
 * there is none, since count < STATISTICS_MEDIAN_LEAST. */
bool statistics_median_ranks(size_t count, size_t *low, size_t *high);

/* The expected running time (Hansen et al. 2021, COCO, section 4.1): the number of updates in all
 * runs, each up to the update that reaches the tolerance by the criterion or, in those that do not
 * reach it, to their end, divided by the number of runs that reach it. INFINITY if none does. An
 * optimizer that is restarted until it reaches the tolerance needs this many updates on average. */
double statistics_running_time(const struct outcome runs[], size_t count, enum criterion criterion,
                               size_t iterations);

/* A paired comparison of two optimizers, A and B, by their runs with the same seeds. */
struct statistics_comparison {
    size_t better, worse, ties; /* number of seeds with which A is better than B, worse, equal */
    /* The effect size, from -1 to 1: the share of seeds with which A is better minus the share with
     * which it is worse, of all seeds (Cliff's d for pairs, 1993). */
    double effect;
    /* Of the exact two-sided sign test, without ties: the probability of a number of better seeds
     * that is at least as far from half of them, if A and B are equally likely to be better. 1 if
     * all are ties. */
    double p;
};

struct statistics_comparison statistics_sign_test(size_t better, size_t worse, size_t ties);

/* The comparison of `count` pairs of outcomes by the criterion. */
struct statistics_comparison statistics_compare(const struct outcome a[], const struct outcome b[],
                                                size_t count, enum criterion criterion);

/* Corrects the p values of `count` comparisons with Holm's step-down method (1979): if no
 * comparison has a difference, the probability that any corrected value is below 0.05 is at most
 * 5 %. `corrected` must not overlap p. */
void statistics_holm(const double p[], double corrected[], size_t count);

#endif
