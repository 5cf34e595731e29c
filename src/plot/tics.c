#include "plot/tics.h"

#include <float.h>
#include <math.h>
#include <stdio.h>

#include "base/elementary.h"

/* Divided before the subtraction, which could overflow. Doubles below DBL_MIN have few digits. */
static double choose_step(double min, double max, int most, int *exponent)
{
    static const double factors[] = {1, 2, 5, 10};
    double least = fmax(max / most - min / most, DBL_MIN);
    int power = (int)floor(elementary_log10(least));

    for (int i = 0;; i++) {
        double step = factors[i] * elementary_pow(10, power);
        if (i == 3 || step >= least * (1 - 1e-9)) {
            *exponent = i == 3 ? power + 1 : power;
            return step;
        }
    }
}

struct tics tics_choose(double min, double max, int most)
{
    int exponent;
    struct tics tics = {.step = choose_step(min, max, most, &exponent)};
    double largest = fmax(fabs(min), fabs(max));
    int digits = (int)floor(elementary_log10(largest)) + 1; /* before the point */
    int sign = min < 0 ? 1 : 0;

    if (digits <= 5 && exponent >= -4) {
        int decimals = exponent < 0 ? -exponent : 0;
        snprintf(tics.format, sizeof tics.format, "%%.%df", decimals);
        tics.characters = sign + (digits < 1 ? 1 : digits) + (decimals > 0 ? 1 + decimals : 0);
    } else { /* %h: like %g, with a power of ten instead of an e */
        int significant = digits - exponent < 1 ? 1 : digits - exponent;
        significant = significant > 12 ? 12 : significant;
        snprintf(tics.format, sizeof tics.format, "%%.%dh", significant);
        tics.characters = sign + significant + (significant > 1 ? 1 : 0) + 6;
        if (digits > 100 || digits <= -99) /* the power has three digits */
            tics.characters += digits < 0 ? 2 : 1;
    }
    return tics;
}
