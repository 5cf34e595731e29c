#include "plot/axis.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/elementary.h"
#include "plot/text_width.h"

/* The maximum number of intervals between the tics of an axis. */
#define TICS 5

/* Longer labels get a common power of ten or an offset: digits before the point, decimals, and
 * characters including the point. */
#define MOST_DIGITS 5
#define MOST_WHOLE_DIGITS 7
#define MOST_DECIMALS 4
#define MOST_CHARACTERS 6

/* An offset is subtracted from numbers with at least this many digits. */
#define OFFSET_DIGITS 5

#define MINUS "−"

/* ---- Numbers --------------------------------------------------------------------------------- */

/* A decimal number: digits times a power of ten. */
struct decimal {
    long digits;
    int exponent;
};

/* Digits before the point; 0 or less: none, and that many zeros after it. */
static int digits_before_point(double value)
{
    return value == 0 ? 0 : (int)floor(elementary_log10(fabs(value)) + 1e-9) + 1;
}

/* In units of a power of ten. */
static void print_decimal(char text[static 48], const struct decimal *number, int power)
{
    int decimals = power > number->exponent ? power - number->exponent : 0;
    double value = fabs((double)number->digits) * elementary_pow(10, number->exponent - power);

    snprintf(text, 48, "%s%.*f", number->digits < 0 ? MINUS : "", decimals, value);
}

static void print_power(char text[static 32], int power)
{
    snprintf(text, 32, "10^{/*0.8 %s%d}", power < 0 ? MINUS : "", power < 0 ? -power : power);
}

/* ---- Linear axes ----------------------------------------------------------------------------- */

static bool is_short(const struct axis *axis, double largest)
{
    int digits = digits_before_point(largest), exponent = axis->tics.exponent;
    int decimals = exponent < 0 ? -exponent : 0;
    int most = axis->whole ? MOST_WHOLE_DIGITS : MOST_DIGITS;
    int characters = (digits < 1 ? 1 : digits) + (decimals > 0 ? decimals + 1 : 0);

    return digits <= most && decimals <= MOST_DECIMALS &&
           (characters <= MOST_CHARACTERS || axis->whole);
}

/* The number with the fewest digits among the tics, or between them if it is a multiple of their
 * step's power of ten. */
static struct decimal find_offset(const struct axis *axis)
{
    const struct tics *tics = &axis->tics;
    int highest = digits_before_point(fmax(fabs(axis->min), fabs(axis->max)));

    for (int exponent = highest; exponent > tics->exponent; exponent--) {
        double unit = elementary_pow(10, exponent);
        double least = ceil(axis->min / unit - 1e-9);
        if (least * unit <= axis->max)
            return (struct decimal){lround(least), exponent};
    }
    return (struct decimal){tics->first * tics->factor, tics->exponent};
}

/* The numbers of the tics minus the offset, all in units of the power of ten. */
static void print_labels(struct axis *axis, const struct decimal *offset, int power)
{
    const struct tics *tics = &axis->tics;
    long less =
        lround((double)offset->digits * elementary_pow(10, offset->exponent - tics->exponent));

    axis->label_count = 0;
    for (long i = tics->first; i <= tics->last && axis->label_count < AXIS_LABELS_MAX; i++) {
        struct axis_label *label = &axis->labels[axis->label_count++];
        struct decimal number = {i * tics->factor - less, tics->exponent};
        label->value = fmax(axis->min, fmin(axis->max, (double)i * tics->step));
        print_decimal(label->text, &number, power);
        label->width = text_width_enhanced(label->text);
    }
}

/* "×10^{-7} + 0.5": power 0 and offset 0 are omitted. */
static void print_note(struct axis *axis, const struct decimal *offset, int power)
{
    char factor[32] = "", sum[48] = "", unit[32] = "";
    double value = (double)offset->digits * elementary_pow(10, offset->exponent);
    struct decimal size = {labs(offset->digits), offset->exponent};
    int digits = digits_before_point(value);
    bool plain = digits <= MOST_WHOLE_DIGITS && digits > -MOST_DECIMALS;

    if (power != 0)
        print_power(factor, power);
    if (offset->digits != 0)
        print_decimal(sum, &size, plain ? 0 : digits - 1);
    if (offset->digits != 0 && !plain)
        print_power(unit, digits - 1);
    if (*unit != '\0' && strcmp(sum, "1") == 0)
        *sum = '\0';
    snprintf(axis->note, sizeof axis->note, "%s%s%s%s%s%s%s", power != 0 ? "×" : "", factor,
             power != 0 && offset->digits != 0 ? " " : "",
             offset->digits == 0  ? ""
             : offset->digits < 0 ? MINUS " "
                                  : "+ ",
             sum, *sum != '\0' && *unit != '\0' ? "×" : "", unit);
}

static void label_linear(struct axis *axis)
{
    struct decimal offset = {0};
    double largest = fmax(fabs(axis->min), fabs(axis->max));
    bool around_zero = axis->min <= 0 && axis->max >= 0;

    if (!is_short(axis, largest) && !around_zero &&
        digits_before_point(largest) - axis->tics.exponent >= OFFSET_DIGITS) {
        offset = find_offset(axis);
        double value = (double)offset.digits * elementary_pow(10, offset.exponent);
        largest = fmax(fabs(axis->min - value), fabs(axis->max - value));
    }
    int power = is_short(axis, largest) ? 0 : digits_before_point(largest) - 1;
    print_labels(axis, &offset, power);
    print_note(axis, &offset, power);
}

static int count_tics(const struct tics *tics)
{
    return (int)fmin(1000, (double)(tics->last - tics->first + 1));
}

/* A finer step if tics would look like doubled ends. */
static struct axis linear(double min, double max, bool whole)
{
    int least = whole ? 0 : INT_MIN / 2;
    struct axis axis = {.min = min, .max = max, .whole = whole};

    axis.tics = tics_choose(min, max, TICS, least);
    if (tics_touch_end(min, max, &axis.tics)) {
        struct tics finer = tics_choose(min, max, 2 * TICS, least);
        if (!tics_touch_end(min, max, &finer) && count_tics(&finer) <= TICS + 1)
            axis.tics = finer;
    }
    label_linear(&axis);
    return axis;
}

struct axis axis_linear(double min, double max)
{
    return linear(min, max, false);
}

struct axis axis_whole(double min, double max)
{
    return linear(min, max, true);
}

/* ---- Decades --------------------------------------------------------------------------------- */

static void add_power(struct axis *axis, int mantissa, int exponent)
{
    double value = exponent + elementary_log10(mantissa);
    char power[32];

    if (value < axis->min - 1e-9 || value > axis->max + 1e-9 ||
        axis->label_count == AXIS_LABELS_MAX)
        return;
    struct axis_label *label = &axis->labels[axis->label_count++];
    print_power(power, exponent);
    label->value = fmax(axis->min, fmin(axis->max, value));
    if (axis->whole)
        snprintf(label->text, sizeof label->text, "%.0f", mantissa * elementary_pow(10, exponent));
    else if (mantissa == 1)
        snprintf(label->text, sizeof label->text, "%s", power);
    else
        snprintf(label->text, sizeof label->text, "%d×%s", mantissa, power);
    label->width = text_width_enhanced(label->text);
}

static void label_powers(struct axis *axis)
{
    axis->label_count = 0;
    for (long i = axis->tics.first; i <= axis->tics.last; i++)
        add_power(axis, 1, (int)lround((double)i * axis->tics.step));
}

/* 1, 2 and 5 times powers of ten. */
static void label_mantissas(struct axis *axis)
{
    axis->label_count = 0;
    for (int exponent = (int)floor(axis->min); exponent <= (int)floor(axis->max); exponent++)
        for (int mantissa = 1; mantissa <= 5; mantissa += mantissa == 1 ? 1 : 3)
            add_power(axis, mantissa, exponent);
}

/* The labels of a linear axis, at their positions on this one. */
static void label_numbers(struct axis *axis)
{
    struct axis numbers = axis_linear(elementary_pow(10, axis->min), elementary_pow(10, axis->max));

    axis->label_count = 0;
    for (size_t i = 0; i < numbers.label_count; i++) {
        struct axis_label *label = &axis->labels[axis->label_count++];
        *label = numbers.labels[i];
        label->value = fmax(axis->min, fmin(axis->max, elementary_log10(numbers.labels[i].value)));
    }
    memcpy(axis->note, numbers.note, sizeof axis->note);
}

struct axis axis_decades(double min, double max)
{
    struct axis axis = {.min = min, .max = max, .decades = true};

    axis.tics = tics_at(min, max, (int)fmax(1, ceil((max - min) / (TICS + 1.5))), 0);
    label_powers(&axis);
    if (axis.label_count < 2)
        label_mantissas(&axis);
    if (axis.label_count < 2 && fabs(max) < 300)
        label_numbers(&axis);
    return axis;
}

struct axis axis_decades_of_counts(double min, double max)
{
    struct axis axis = {.min = min, .max = max, .decades = true, .whole = true};

    axis.tics = tics_at(min, max, (int)fmax(1, ceil((max - min) / (TICS + 1.5))), 0);
    label_powers(&axis);
    if (axis.label_count < 3)
        label_mantissas(&axis);
    return axis;
}

/* ---- All ------------------------------------------------------------------------------------- */

static bool coarsen_decades(struct axis *axis)
{
    axis->tics = tics_at(axis->min, axis->max, axis->tics.factor + 1, 0);
    label_powers(axis);
    return axis->label_count >= 2;
}

/* Prefers steps at which tics do not look like doubled ends. */
static bool coarsen_linear(struct axis *axis)
{
    struct tics coarser = tics_coarser(axis->min, axis->max, &axis->tics);
    struct tics twice = tics_at(axis->min, axis->max, 2 * axis->tics.factor, axis->tics.exponent);

    if (tics_touch_end(axis->min, axis->max, &coarser) && count_tics(&twice) >= 2)
        coarser = twice;
    axis->tics = coarser;
    label_linear(axis);
    return axis->label_count >= 2;
}

bool axis_coarsen(struct axis *axis)
{
    struct axis coarser = *axis;

    if (!(axis->decades ? coarsen_decades(&coarser) : coarsen_linear(&coarser)))
        return false;
    *axis = coarser;
    return true;
}

void axis_keep_ends(struct axis *axis)
{
    if (axis->label_count <= 2)
        return;
    axis->labels[1] = axis->labels[axis->label_count - 1];
    axis->label_count = 2;
}

bool axis_has_powers(const struct axis *axis)
{
    return axis->decades;
}

double axis_widest_label(const struct axis *axis)
{
    double widest = 0;

    for (size_t i = 0; i < axis->label_count; i++)
        widest = fmax(widest, axis->labels[i].width);
    return widest;
}

double axis_note_width(const struct axis *axis)
{
    return text_width_enhanced(axis->note);
}
