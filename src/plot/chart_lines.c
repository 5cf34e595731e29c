#include "plot/chart_lines.h"

#include <math.h>

#include "base/elementary.h"

/* A search that ends above its start by more than this factor leaves the chart, so that the
 * descending ones remain readable. */
#define MOST_GROWTH 100

/* The margin around the lines, and the widening of the range by the tolerance, as fractions of the
 * range. */
#define MARGIN 0.05
#define MOST_WIDENING 0.5

/* The scale ends at a power of ten if one is this close, as a fraction of the range. */
#define NEAR_POWER 0.2

/* The minimum length of a scale, in decades. */
#define LEAST_DECADES 0.1

double chart_excess(const struct figure_subject *subject, size_t i, size_t t)
{
    double excess = subject->results[i].trajectory->f[t] - subject->minimum;

    return excess > 0 ? excess : 0;
}

size_t chart_points(const struct figure_subject *subject)
{
    size_t points = 2;

    for (size_t i = 0; i < subject->result_count; i++) {
        size_t own = subject->results[i].trajectory->count;
        points = own > points ? own : points;
    }
    return points;
}

size_t chart_points_per_column(const struct figure_subject *subject)
{
    if (subject->columns == 0)
        return 1;
    return (chart_points(subject) + subject->columns - 1) / subject->columns;
}

/* Panels are narrower than the page. */
#define PANEL_COLUMNS 3

size_t chart_ensemble_points_per_column(const struct figure_subject *subject)
{
    size_t columns = subject->columns / (subject->result_count > 1 ? PANEL_COLUMNS : 1);

    return columns == 0 ? 1 : (subject->results[0].ensemble->points + columns - 1) / columns;
}

bool chart_leaves(const struct figure_subject *subject, size_t i)
{
    const struct trajectory *trajectory = subject->results[i].trajectory;
    double end = chart_excess(subject, i, trajectory->count - 1);

    return trajectory->diverged || !(end <= MOST_GROWTH * chart_excess(subject, i, 0));
}

/* ---- The scale ------------------------------------------------------------------------------- */

struct range {
    double least, most; /* of the values above 0; 0 and 0 if there are none */
};

static void widen(struct range *range, double value)
{
    if (!(value > 0) || !isfinite(value))
        return;
    range->least = range->least == 0 || value < range->least ? value : range->least;
    range->most = value > range->most ? value : range->most;
}

static struct range range_of(const struct figure_subject *subject, bool of_all)
{
    struct range range = {0};

    for (size_t i = 0; i < subject->result_count; i++) {
        double limit = MOST_GROWTH * chart_excess(subject, i, 0);
        size_t points =
            of_all || !chart_leaves(subject, i) ? subject->results[i].trajectory->count : 1;
        for (size_t t = 0; t < points; t++)
            widen(&range, limit > 0 ? fmin(limit, chart_excess(subject, i, t))
                                    : chart_excess(subject, i, t));
    }
    return range;
}

static double lower_end(double low, double range)
{
    double power = floor(low);

    return low - power <= NEAR_POWER * range ? power : low - MARGIN * range;
}

static double upper_end(double high, double range)
{
    double power = ceil(high);

    return power - high <= NEAR_POWER * range ? power : high + MARGIN * range;
}

struct chart_scale chart_scale_from(double least, double most, double tolerance)
{
    struct chart_scale scale = {.low = -1,
                                .tolerance =
                                    tolerance > 0 ? elementary_log10(tolerance) : (double)NAN,
                                .is_zero = !(most > 0)};

    if (most > 0) {
        scale.high = elementary_log10(most);
        scale.low = fmax(elementary_log10(least), scale.high - CHART_MOST_DECADES);
    }
    double widening = MOST_WIDENING * fmax(scale.high - scale.low, LEAST_DECADES);
    scale.shows_tolerance =
        scale.tolerance >= scale.low - widening && scale.tolerance <= scale.high + widening;
    if (scale.shows_tolerance) {
        scale.low = fmin(scale.low, scale.tolerance);
        scale.high = fmax(scale.high, scale.tolerance);
    }
    double missing = fmax(0, LEAST_DECADES - (scale.high - scale.low));
    scale.low -= 0.5 * missing;
    scale.high += 0.5 * missing;
    double range = scale.high - scale.low;
    scale.low = lower_end(scale.low, range);
    scale.high = upper_end(scale.high, range);
    return scale;
}

struct chart_scale chart_scale_of(const struct figure_subject *subject)
{
    bool all_leave = true;

    for (size_t i = 0; i < subject->result_count; i++)
        all_leave = all_leave && chart_leaves(subject, i);
    struct range range = range_of(subject, all_leave);
    return chart_scale_from(range.least, range.most, subject->threshold - subject->minimum);
}

/* How far above the starts' upper quantile, and below the least median, values are taken into
 * account. */
#define MOST_SPREAD 10
#define LEAST_SPREAD 1e-6

static bool median_leaves(const struct ensemble *ensemble)
{
    const double *median = ensemble->quantiles[ENSEMBLE_MEDIAN];

    return !(median[ensemble->points - 1] <= MOST_GROWTH * median[0]);
}

struct chart_scale chart_scale_of_ensembles(const struct figure_subject *subject)
{
    static const enum ensemble_quantile shown[] = {ENSEMBLE_Q10, ENSEMBLE_MEDIAN, ENSEMBLE_Q90};
    struct range range = {0}, medians = {0};
    double limit = 0;

    for (size_t i = 0; i < subject->result_count; i++)
        limit = fmax(limit, MOST_SPREAD * subject->results[i].ensemble->quantiles[ENSEMBLE_Q90][0]);
    for (size_t i = 0; i < subject->result_count; i++) {
        const struct ensemble *ensemble = subject->results[i].ensemble;
        size_t points = median_leaves(ensemble) ? 1 : ensemble->points;
        for (size_t q = 0; q < 3; q++)
            for (size_t t = 0; t < points; t++)
                widen(&range, fmin(limit, ensemble->quantiles[shown[q]][t]));
        for (size_t t = 0; t < points; t++)
            widen(&medians, ensemble->quantiles[ENSEMBLE_MEDIAN][t]);
    }
    range.least = fmax(range.least, LEAST_SPREAD * medians.least);
    return chart_scale_from(range.least, range.most, subject->threshold - subject->minimum);
}

double chart_level(const struct chart_scale *scale, double excess)
{
    return excess > 0 ? fmin(scale->high, fmax(scale->low, elementary_log10(excess))) : scale->low;
}

/* ---- Places on a line ------------------------------------------------------------------------ */

/* Where the line from point t to the next one rises or falls through this level. */
static double place_between(const struct figure_subject *subject, size_t i, size_t t, double level,
                            const struct chart_scale *scale)
{
    double from = chart_excess(subject, i, t), to = chart_excess(subject, i, t + 1);
    double a = from > 0 ? elementary_log10(from) : scale->low;
    double b = to > 0 ? elementary_log10(to) : scale->low;

    if (!isfinite(b)) /* the difference from a negative minimum may be infinite */
        return (double)t + 1;
    return (double)t + fmax(0, fmin(1, a == b ? 0 : (level - a) / (b - a)));
}

bool chart_find_exit(const struct figure_subject *subject, size_t i,
                     const struct chart_scale *scale, struct chart_exit *exit)
{
    const struct trajectory *trajectory = subject->results[i].trajectory;
    double limit = elementary_pow(10, scale->high);
    size_t last = trajectory->count - 1, t = last;

    if (!chart_leaves(subject, i))
        return false;
    *exit = (struct chart_exit){.iteration = last};
    while (t > 0 && !(chart_excess(subject, i, t) <= limit))
        t--;
    exit->inside = t == last;
    if (!trajectory->diverged && !exit->inside)
        exit->iteration = t;
    exit->t = exit->inside ? (double)last : place_between(subject, i, t, scale->high, scale);
    exit->level = exit->inside ? chart_level(scale, chart_excess(subject, i, last)) : scale->high;
    return true;
}

void chart_find_crossings(const struct figure_subject *subject, size_t i,
                          const struct chart_scale *scale, double crossings[2])
{
    const struct trajectory *trajectory = subject->results[i].trajectory;
    size_t first = 0, stays = 0;

    crossings[0] = crossings[1] = -1;
    if (!scale->shows_tolerance)
        return;
    if (trajectory_first_below(trajectory, subject->threshold, &first))
        crossings[0] = place_between(subject, i, first, scale->tolerance, scale);
    if (!trajectory->diverged && trajectory_stays_below(trajectory, subject->threshold, &stays))
        crossings[1] = place_between(subject, i, stays, scale->tolerance, scale);
}
