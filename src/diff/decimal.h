/* Decimal numbers as they are written, which are compared without rounding. */
#ifndef ADAM_REPORT_DIFF_DECIMAL_H
#define ADAM_REPORT_DIFF_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>

/* The number 0.DDD * 10^exponent. */
struct decimal {
    const char *digits;  /* from the first digit that is not 0; borrowed from what was read */
    const char *end;     /* behind the last such digit; a decimal mark may stand before it. Equal to
                            `digits`: the number is 0, and its exponent 0 */
    int exponent;        /* from -323 to 309 */
    bool negative;       /* also of -0 */
    const char *written; /* all that was read; borrowed */
    size_t length;
    char decimal_mark;
};

/* Reads all of the bytes as a number: [+-] digits, decimal mark, digits, [eE] [+-] digits, where
 * the digits on one side of the mark, the mark, and the exponent may be absent. False for anything
 * else. What is more likely a name than a number is none:
 *   - whole parts with a leading zero (01234, 00, 00.5), such as ZIP codes;
 *   - exponents beyond the range of a double (12e4567, 0e999, 1e-400), such as digests;
 *   - hexadecimal digits, infinity, NaN, and white space on either side. */
bool decimal_read(const char *bytes, size_t length, char decimal_mark, struct decimal *number);

/* The same for the plainest numbers, [-] digits, which may have a decimal mark among them: false
 * means that decimal_read() has to tell. *marked: there is a decimal mark. */
bool decimal_is_plain(const char *bytes, size_t length, char decimal_mark, bool *marked);

/* Whether both are the same number: 1e3, 1000 and 1000.0 are, and so are -0 and 0. */
bool decimal_equal(const struct decimal *a, const struct decimal *b);

/* The double that is nearest to the number. It is finite, and 0 only if the number is. */
double decimal_double(const struct decimal *number);

/* A double that is off by at most DECIMAL_NEAR times the number; several times as fast. */
#define DECIMAL_NEAR 1e-14
double decimal_near(const struct decimal *number);

#endif
