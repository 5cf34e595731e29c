#include "plot/axis.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plot/layout.h"
#include "plot/text_width.h"
#include "plot/tics.h"

/* The maximum number of intervals between the tics of an axis. */
#define TICS 5

/* A tic at the very end of an axis counts, regardless of rounding. */
#define NEARLY 1e-6

/* How much wider a minus sign is than the hyphen that represents it in a format. */
#define MINUS_MORE 0.48

struct axis axis_linear(double min, double max)
{
    struct tics tics = tics_choose(min, max, TICS);
    struct axis axis = {.min = min, .max = max, .step = tics.step, .characters = tics.characters};

    snprintf(axis.format, sizeof axis.format, "%s", tics.format);
    return axis;
}

struct axis axis_decades(double min, double max)
{
    struct axis axis = {.min = min,
                        .max = max,
                        .step = fmax(1, ceil((max - min) / 6.5)),
                        .decades = true,
                        .characters = min <= -100  ? 6
                                      : max >= 100 ? 5
                                                   : 4};

    snprintf(axis.format, sizeof axis.format, "10^{/*0.8 %%.0f}");
    return axis;
}

void axis_thin(struct axis *axis, double length, double gap)
{
    while (axis->step * length / (axis->max - axis->min) < gap + DIGIT_WIDTH * axis->characters)
        axis->step = 2 * axis->step;
}

long axis_first(const struct axis *axis)
{
    return lround(ceil(axis->min / axis->step - NEARLY));
}

long axis_last(const struct axis *axis)
{
    return lround(floor(axis->max / axis->step + NEARLY));
}

/* gnuplot's %h writes a number as %g does, except for the power of ten, for which the length of the
 * longest label is used. */
static bool is_general(const struct axis *axis)
{
    return axis->format[strlen(axis->format) - 1] == 'h';
}

bool axis_has_powers(const struct axis *axis)
{
    return axis->decades || is_general(axis);
}

double axis_label_width(const struct axis *axis, double value)
{
    char label[64];

    if (is_general(axis))
        return text_width("0", 1) * (axis->characters + 1);
    if (axis->decades)
        snprintf(label, sizeof label, "10^{/*0.8 %.0f}", value);
    else
        snprintf(label, sizeof label, "%.*f", (int)strtol(axis->format + 2, NULL, 10), value);
    return text_width_enhanced(label) + (value < 0 ? MINUS_MORE : 0);
}
