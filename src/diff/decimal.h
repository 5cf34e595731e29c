/* Decimal numbers in text form, compared without rounding. */
#ifndef ADAM_REPORT_DIFF_DECIMAL_H
#define ADAM_REPORT_DIFF_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>

/* The number 0.DDD * 10^exponent. */
struct decimal {
    const char *digits;  /* the first nonzero digit; borrowed from the input */
    const char *end;     /* after the last nonzero digit; a decimal mark may be in between. Equal to
                            `digits`: the number is 0, and its exponent 0 */
    int exponent;        /* from -323 to 309 */
    bool negative;       /* also of -0 */
    const char *written; /* the whole input; borrowed */
    size_t length;
    char decimal_mark;
};

/* Parses all of the bytes as a number: [+-] digits, decimal mark, digits, [eE] [+-] digits, where
 * the digits on one side of the mark, the mark, and the exponent are optional. False for anything
 * else, including texts that are more likely names than numbers:
 *   - whole parts with a leading zero (01234, 00, 00.5), such as ZIP codes;
 *   - exponents beyond the range of a double (12e4567, 0e999, 1e-400), such as digests;
 *   - hexadecimal digits, infinity, NaN, and white space on either side. */
bool decimal_read(const char *bytes, size_t length, char decimal_mark, struct decimal *number);

/* The same for the simplest numbers, [-] digits, which may have a decimal mark among them: false
 * means that decimal_read() must decide. *marked: it has a decimal mark. */
bool decimal_is_plain(const char *bytes, size_t length, char decimal_mark, bool *marked);

/* Whether both are the same number, such as 1e3, 1000 and 1000.0, or -0 and 0. */
bool decimal_equal(const struct decimal *a, const struct decimal *b);

/* The double nearest to the number. It is finite, and 0 only if the number is. */
double decimal_double(const struct decimal *number);

/* A double with a relative error of at most DECIMAL_NEAR; several times as fast. */
#define DECIMAL_NEAR 1e-14
double decimal_near(const struct decimal *number);

#endif
