#include "run/numpy_text.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PRECISION 8
#define LONGEST_FIXED 1e16

/* The positions of the parts of a finite number such as "-12.5e+07". */
struct number {
    char text[40];
    int whole, fraction; /* characters before the point, with the sign, and digits after it */
    int exponent;        /* digits of the exponent; 0: none */
};

/* The format shared by all numbers of an array. */
struct layout {
    bool exponential;
    int left, right; /* characters before the point, and after it with the exponent */
    int fraction, exponent;
};

static bool needs_exponent(const double values[], size_t count)
{
    double most = 0, least = HUGE_VAL;

    for (size_t i = 0; i < count; i++) {
        double size = fabs(values[i]);
        if (size > 0 && isfinite(size)) {
            most = fmax(most, size);
            least = fmin(least, size);
        }
    }
    return most > 0 && (most >= 1e8 || least < 1e-4 || most / least > 1000);
}

static bool print_digits(struct number *number, double value, int fraction, bool exponential)
{
    snprintf(number->text, sizeof number->text, exponential ? "%.*e" : "%.*f", fraction, value);
    number->fraction = fraction;
    return strtod(number->text, NULL) == value;
}

/* Trailing zeros of a fraction are left over from rounding, and are not printed. */
static void drop_zeros(struct number *number)
{
    char *end = number->text + strcspn(number->text, "e");
    char *last = end;

    while (number->fraction > 0 && last[-1] == '0') {
        last--;
        number->fraction--;
    }
    memmove(last, end, strlen(end) + 1);
}

/* The fewest digits that reproduce the number; most numbers have more than are printed. */
static void find_digits(struct number *number, double value, bool exponential)
{
    if (print_digits(number, value, PRECISION, exponential))
        for (int fraction = 0; !print_digits(number, value, fraction, exponential); fraction++)
            ;
    else
        drop_zeros(number);
    number->whole = (int)strcspn(number->text, ".e");
    number->exponent = exponential ? (int)strlen(strchr(number->text, 'e')) - 2 : 0;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static void widen(struct layout *layout, const struct number *number)
{
    layout->left = larger(layout->left, number->whole);
    layout->fraction = larger(layout->fraction, number->fraction);
    layout->exponent = larger(layout->exponent, number->exponent);
}

static const char *word_of(double value)
{
    return isnan(value) ? "nan" : value < 0 ? "-inf" : "inf";
}

/* NaN and infinities are right-aligned, and can need more space before the point. */
static void widen_for_word(struct layout *layout, double value)
{
    layout->left = larger(layout->left, (int)strlen(word_of(value)) - layout->right - 1);
}

static void append_plain(struct text *out, const struct number *number, const struct layout *layout)
{
    const char *fraction = number->text + number->whole + (number->fraction > 0);

    text_appendf(out, "%*.*s.%.*s%*s", layout->left, number->whole, number->text, number->fraction,
                 fraction, layout->fraction - number->fraction, "");
}

/* In this form all numbers have as many digits as the longest, and in subnormal numbers the added
 * digits are not zeros: next to 1.5e+10, 5e-324 is 4.9e-324. */
static void append_exponential(struct text *out, double value, const struct number *number,
                               const struct layout *layout)
{
    struct number longer = {.text = ""};

    print_digits(&longer, value, layout->fraction, true);
    const char *exponent = strchr(longer.text, 'e');
    int length = (int)(exponent - longer.text), padding = layout->left - number->whole;
    text_appendf(out, "%*s%.*s%s%.2s%.*s%s", padding, "", length, longer.text,
                 layout->fraction == 0 ? "." : "", exponent, layout->exponent - number->exponent,
                 "000", exponent + 2);
}

void numpy_text_append_array(struct text *out, const double values[], size_t count)
{
    struct layout layout = {.exponential = needs_exponent(values, count)};
    struct number numbers[NUMPY_TEXT_MAX] = {{.text = ""}};

    for (size_t i = 0; i < count; i++)
        if (isfinite(values[i])) {
            find_digits(&numbers[i], values[i], layout.exponential);
            widen(&layout, &numbers[i]);
        }
    layout.right = layout.fraction + (layout.exponential ? 2 + layout.exponent : 0);
    for (size_t i = 0; i < count; i++)
        if (!isfinite(values[i]))
            widen_for_word(&layout, values[i]);
    for (size_t i = 0; i < count; i++) {
        text_append(out, i == 0 ? "[" : " ");
        if (!isfinite(values[i]))
            text_appendf(out, "%*s", layout.left + 1 + layout.right, word_of(values[i]));
        else if (layout.exponential)
            append_exponential(out, values[i], &numbers[i], &layout);
        else
            append_plain(out, &numbers[i], &layout);
    }
    text_append(out, "]");
}

void numpy_text_append_fixed(struct text *out, double value, int digits)
{
    if (isnan(value)) /* the sign of NaN depends on the compiler */
        text_append(out, "nan");
    else if (fabs(value) > LONGEST_FIXED)
        text_appendf(out, "%.5e", value);
    else
        text_appendf(out, "%.*f", digits, value);
}
