#include "plot/axis_marks.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/elementary.h"
#include "plot/axis.h"
#include "plot/text_width.h"

/* Fewer tics do not show that an axis is logarithmic. */
#define LEAST_MARKS 3

/* The minimum distance of labels, as a fraction of the space for each label on a full axis. */
#define NEAREST 0.9

/* The longest part of an axis without a label, as a fraction. */
#define WIDEST_GAP 0.5

/* Numbers in this range are written out next to others that are not powers of ten. */
#define PLAIN_LOW (-3)
#define PLAIN_HIGH 4

/* 1e-05 is 10 to the power of -5, and 2e+07 is 2 times 10 to the power of 7. */
static void set_power(struct axis_mark *mark, const char *digits, long exponent)
{
    bool one = strcmp(digits, "1") == 0;

    snprintf(mark->label, sizeof mark->label, "%s%s10^{/*0.8 %s%ld}", one ? "" : digits,
             one ? "" : "×", exponent < 0 ? "−" : "", labs(exponent));
    mark->characters = 4 + (one ? 0 : strlen(digits) + 1);
}

static struct axis_mark *new_mark(struct axis_marks *marks, double place)
{
    if (!(place >= 0 && place <= 1) || marks->count == AXIS_MARKS_MAX)
        return NULL;
    marks->list[marks->count] = (struct axis_mark){.place = place};
    return &marks->list[marks->count++];
}

void axis_marks_append(struct axis_marks *marks, double place, double value, const char *format)
{
    struct axis_mark *mark = new_mark(marks, place);
    char digits[40];

    if (mark == NULL)
        return;
    snprintf(digits, sizeof digits, format, value == 0 ? 0 : value);
    char *exponent = strchr(digits, 'e');
    if (exponent == NULL) {
        snprintf(mark->label, sizeof mark->label, "%s", digits);
        mark->characters = strlen(digits);
        return;
    }
    *exponent = '\0';
    set_power(mark, digits, strtol(exponent + 1, NULL, 10));
}

/* Every step-th power of ten. */
static void append_decades(struct axis_marks *marks, double low, double high, size_t room)
{
    long step = lround(fmax(1, ceil((high - low) / (double)room)));

    for (long power = lround(ceil(low / (double)step)) * step; (double)power <= high;
         power += step) {
        struct axis_mark *mark = new_mark(marks, ((double)power - low) / (high - low));
        if (mark != NULL)
            set_power(mark, "1", power);
    }
}

static void append_multiples(struct axis_marks *marks, double low, double high, const char *factors)
{
    bool plain = low >= PLAIN_LOW && high <= PLAIN_HIGH;

    marks->count = 0;
    for (long power = lround(floor(low)); power <= lround(floor(high)); power++)
        for (const char *digit = factors; *digit != '\0'; digit++) {
            double factor = *digit - '0';
            double place = ((double)power + elementary_log10(factor) - low) / (high - low);
            char digits[2] = {*digit, '\0'};
            if (plain) {
                axis_marks_append(marks, place, factor * elementary_pow(10, (double)power), "%g");
                continue;
            }
            struct axis_mark *mark = new_mark(marks, place);
            if (mark != NULL)
                set_power(mark, digits, power);
        }
}

/* For an axis so short that it is nearly linear, and whose ends are doubles. */
static void append_round(struct axis_marks *marks, double low, double high, size_t room)
{
    double max = elementary_pow(10, high);

    marks->count = 0;
    if (!isfinite(max))
        return;
    struct axis axis = axis_linear(elementary_pow(10, low), max);
    while (axis.label_count > room + 1 && axis_coarsen(&axis)) {
    }
    for (size_t i = 0; i < axis.label_count; i++) {
        const struct axis_label *label = &axis.labels[i];
        axis_marks_append(marks, (elementary_log10(label->value) - low) / (high - low),
                          label->value, *axis.note == '\0' ? label->text : "%g");
    }
}

/* Whether the labels keep the minimum distance. */
static bool have_room(const struct axis_marks *marks, size_t room)
{
    for (size_t i = 1; i < marks->count; i++)
        if ((marks->list[i].place - marks->list[i - 1].place) * (double)room < NEAREST)
            return false;
    return true;
}

/* The longest part of the axis without a label. */
static double widest_gap(const struct axis_marks *marks)
{
    double end = 0, widest = 0;

    for (size_t i = 0; i < marks->count; i++) {
        widest = fmax(widest, marks->list[i].place - end);
        end = marks->list[i].place;
    }
    return fmax(widest, 1 - end);
}

static bool are_enough(const struct axis_marks *marks)
{
    return marks->count >= LEAST_MARKS && widest_gap(marks) <= WIDEST_GAP;
}

/* Enough labels are better than too few, and of these, those that leave a shorter part without. */
static bool are_better(const struct axis_marks *marks, const struct axis_marks *others)
{
    return are_enough(marks) || widest_gap(marks) < widest_gap(others);
}

void axis_marks_of_powers(struct axis_marks *marks, double low, double high, size_t room)
{
    static const char *const factors[] = {"13", "125", "123456789", NULL};
    struct axis_marks more = {.count = 0};

    marks->count = 0;
    append_decades(marks, low, high, room);
    for (size_t i = 0; i < sizeof factors / sizeof *factors && !are_enough(marks); i++) {
        if (factors[i] != NULL)
            append_multiples(&more, low, high, factors[i]);
        else
            append_round(&more, low, high, room);
        if (are_better(&more, marks) && have_room(&more, room))
            *marks = more;
    }
}

void axis_marks_define(const struct axis_marks *marks, const char *name, struct text *script)
{
    text_appendf(script, "$%s_marks << END\n", name);
    for (size_t i = 0; i < marks->count; i++)
        text_appendf(script, "%.9g %s\n", marks->list[i].place, marks->list[i].label);
    text_append(script, "END\n");
}

double axis_marks_width(const struct axis_marks *marks)
{
    double widest = 0;

    for (size_t i = 0; i < marks->count; i++)
        widest = fmax(widest, text_width_enhanced(marks->list[i].label));
    return widest;
}
