#include "diff/decimal.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Exponents are limited to this: no file has enough digits to compensate for it. */
#define LARGEST_WRITTEN (1LL << 58)

/* Exponents of the largest and the smallest double, 1.8e308 and 4.9e-324, as 0.DDD * 10^exponent.
 */
#define LARGEST_EXPONENT 309
#define SMALLEST_EXPONENT (-323)

/* The nearest double depends only on this number of digits, and on whether all others are 0. */
#define MOST_DIGITS 800

/* This number of digits fits into 64 bits; the others change a number by less than 1e-18 of it. */
#define MANTISSA_DIGITS 19

/* Up to this exponent, no intermediate result of decimal_near() is out of range. */
#define LARGEST_NEAR 280

/* A number of at most this many characters is converted directly. */
#define SHORT 63

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Behind the digits that begin at c. Eight at a time: all of them are from 0 to 9 if their upper
 * halves are 3, and still are after adding 6. */
static const char *skip_digits(const char *c, const char *end)
{
    for (; end - c >= 8; c += 8) {
        uint64_t word;
        memcpy(&word, c, sizeof word);
        if (((word & 0xf0f0f0f0f0f0f0f0u) |
             (((word + 0x0606060606060606u) & 0xf0f0f0f0f0f0f0f0u) >> 4)) != 0x3333333333333333u)
            break;
    }
    while (c < end && is_digit(*c))
        c++;
    return c;
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
    const char *begin = c, *point = skip_digits(c, end);
    c = point;
    if (point - begin > 1 && *begin == '0')
        return false;
    if (c < end && *c == decimal_mark)
        c = skip_digits(c + 1, end);
    if (c - begin <= (point < c)) /* a mark without digits, or nothing */
        return false;
    const char *last = c;
    if (c < end && ((*c != 'e' && *c != 'E') || !read_exponent(c + 1, end, &exponent)))
        return false;
    return take_digits(number, begin, point, last, exponent);
}

bool decimal_is_plain(const char *bytes, size_t length, char decimal_mark, bool *marked)
{
    const char *c = bytes, *end = bytes + length;

    if (c < end && *c == '-')
        c++;
    const char *begin = c;
    c = skip_digits(c, end);
    if (c == begin || (c - begin > 1 && *begin == '0') || length > SHORT)
        return false;
    *marked = c < end;
    if (c == end)
        return true;
    return *c == decimal_mark && skip_digits(c + 1, end) == end;
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

/* The significant digits, as 0.DDDe+N. */
static double double_of_many_digits(const struct decimal *number)
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

double decimal_double(const struct decimal *number)
{
    char text[SHORT + 1];

    if (number->length > SHORT)
        return double_of_many_digits(number);
    for (size_t i = 0; i < number->length; i++)
        text[i] = number->written[i] == number->decimal_mark ? '.' : number->written[i];
    text[number->length] = '\0';
    return strtod(text, NULL);
}

/* Up to 10^±511, as a product of at most nine powers, each with a relative error of at most 2^-53.
 */
static double times_power_of_ten(double value, int exponent)
{
    static const double powers[] = {1e1, 1e2, 1e4, 1e8, 1e16, 1e32, 1e64, 1e128, 1e256};
    double power = 1;

    for (unsigned i = 0, rest = (unsigned)abs(exponent); rest > 0; rest >>= 1, i++)
        if (rest & 1)
            power *= powers[i];
    return exponent < 0 ? value / power : value * power;
}

double decimal_near(const struct decimal *number)
{
    uint64_t mantissa = 0;
    int digits = 0;

    for (const char *c = number->digits; c < number->end && digits < MANTISSA_DIGITS; c++)
        if (is_digit(*c)) {
            mantissa = 10 * mantissa + (uint64_t)(*c - '0');
            digits++;
        }
    if (number->exponent < -LARGEST_NEAR || number->exponent > LARGEST_NEAR)
        return decimal_double(number);
    double value = times_power_of_ten((double)mantissa, number->exponent - digits);
    return number->negative ? -value : value;
}
