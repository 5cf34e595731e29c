#include "diff/decimal.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Written exponents stop to grow here: no file has so many digits that they could make up for it.
 */
#define LARGEST_WRITTEN (1LL << 58)

/* Exponents of the largest and the smallest double, 1.8e308 and 4.9e-324, as 0.DDD * 10^exponent.
 */
#define LARGEST_EXPONENT 309
#define SMALLEST_EXPONENT (-323)

/* The nearest double depends on no more digits than this, but for whether the others are all 0. */
#define MOST_DIGITS 800

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* What follows an e, up to the end. */
static bool read_exponent(const char *c, const char *end, long long *exponent)
{
    bool negative = c < end && *c == '-';
    long long size = 0;

    if (c < end && (*c == '-' || *c == '+'))
        c++;
    if (c == end)
        return false;
    for (; c < end && is_digit(*c); c++)
        if (size < LARGEST_WRITTEN)
            size = 10 * size + (*c - '0');
    *exponent = negative ? -size : size;
    return c == end;
}

static bool is_in_range(const struct decimal *number, long long exponent)
{
    if (exponent > SMALLEST_EXPONENT && exponent < LARGEST_EXPONENT)
        return true;
    if (exponent < SMALLEST_EXPONENT || exponent > LARGEST_EXPONENT)
        return false;
    double value = decimal_double(number); /* near the largest or the smallest one */
    return isfinite(value) && (value != 0 || number->digits == number->end);
}

/* `begin` to `end`: the digits and the mark, which is at `point`, or would be. */
static bool take_digits(struct decimal *number, const char *begin, const char *point,
                        const char *end, long long exponent)
{
    while (begin < end && !(*begin >= '1' && *begin <= '9'))
        begin++;
    while (end > begin && !(end[-1] >= '1' && end[-1] <= '9'))
        end--;
    number->digits = begin;
    number->end = end;
    if (begin < end)
        exponent += begin < point ? point - begin : point + 1 - begin;
    if (exponent < SMALLEST_EXPONENT || exponent > LARGEST_EXPONENT)
        return false;
    number->exponent = begin < end ? (int)exponent : 0;
    return is_in_range(number, exponent);
}

bool decimal_read(const char *bytes, size_t length, char decimal_mark, struct decimal *number)
{
    const char *c = bytes, *end = bytes + length;
    long long exponent = 0;

    number->written = bytes;
    number->length = length;
    number->decimal_mark = decimal_mark;
    number->negative = c < end && *c == '-';
    if (c < end && (*c == '-' || *c == '+'))
        c++;
    const char *begin = c;
    while (c < end && is_digit(*c))
        c++;
    const char *point = c;
    if (point - begin > 1 && *begin == '0')
        return false;
    if (c < end && *c == decimal_mark)
        for (c++; c < end && is_digit(*c);)
            c++;
    if (c - begin <= (point < c)) /* a mark without digits, or nothing */
        return false;
    const char *last = c;
    if (c < end && ((*c != 'e' && *c != 'E') || !read_exponent(c + 1, end, &exponent)))
        return false;
    return take_digits(number, begin, point, last, exponent);
}

bool decimal_equal(const struct decimal *a, const struct decimal *b)
{
    const char *x = a->digits, *y = b->digits;

    if (x == a->end || y == b->end)
        return x == a->end && y == b->end;
    if (a->negative != b->negative || a->exponent != b->exponent)
        return false;
    for (;; x++, y++) {
        if (x < a->end && !is_digit(*x))
            x++;
        if (y < b->end && !is_digit(*y))
            y++;
        if (x == a->end || y == b->end)
            return x == a->end && y == b->end;
        if (*x != *y)
            return false;
    }
}

double decimal_double(const struct decimal *number)
{
    char text[MOST_DIGITS + 32];
    const char *c = number->digits;
    size_t length = 0;

    text[length++] = number->negative ? '-' : '+';
    text[length++] = '.';
    for (; c < number->end && length < MOST_DIGITS; c++)
        if (is_digit(*c))
            text[length++] = *c;
    text[length++] = c < number->end ? '1' : '0'; /* the last one of those left is not 0 */
    snprintf(text + length, sizeof text - length, "e%d", number->exponent);
    return strtod(text, NULL);
}
