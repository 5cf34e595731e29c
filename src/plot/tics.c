#include "plot/tics.h"

#include <float.h>
#include <math.h>

#include "base/elementary.h"

/* A tic at the very end of an axis counts, regardless of rounding. */
#define NEARLY 1e-6

/* The minimum distance of a tic from an end, as a fraction of the axis: less would look like a
 * double line. */
#define NEAREST 0.03

/* The finest step, as a fraction of the largest number: doubles have no digits for finer ones. */
#define FINEST 1e-14

struct tics tics_at(double min, double max, int factor, int exponent)
{
    struct tics tics = {.factor = factor, .exponent = exponent};

    tics.step = factor * elementary_pow(10, exponent);
    tics.first = lround(ceil(min / tics.step - NEARLY));
    tics.last = lround(floor(max / tics.step + NEARLY));
    return tics;
}

/* Divided before the subtraction, which could overflow. Doubles below DBL_MIN have few digits. */
struct tics tics_choose(double min, double max, int most, int least)
{
    static const int factors[] = {1, 2, 5};
    double finest = fmax(DBL_MIN, FINEST * fmax(fabs(min), fabs(max)));
    double shortest = fmax(max / most - min / most, finest);
    int power = (int)floor(elementary_log10(shortest));

    power = power > least ? power : least;
    for (int i = 0; i < 3; i++)
        if (factors[i] * elementary_pow(10, power) >= shortest * (1 - 1e-9))
            return tics_at(min, max, factors[i], power);
    return tics_at(min, max, 1, power + 1);
}

struct tics tics_coarser(double min, double max, const struct tics *tics)
{
    int factor = tics->factor;

    return factor < 2   ? tics_at(min, max, 2, tics->exponent)
           : factor < 5 ? tics_at(min, max, 5, tics->exponent)
                        : tics_at(min, max, 1, tics->exponent + 1);
}

static bool is_near(double part)
{
    return part > NEARLY && part < NEAREST;
}

bool tics_touch_end(double min, double max, const struct tics *tics)
{
    double width = max / tics->step - min / tics->step; /* in steps */

    return tics->first <= tics->last &&
           (is_near(((double)tics->first - min / tics->step) / width) ||
            is_near((max / tics->step - (double)tics->last) / width));
}
