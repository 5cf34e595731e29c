/* Parsing and validation of option values: numbers, names, texts and paths. */
#ifndef ADAM_REPORT_BASE_OPTION_VALUE_H
#define ADAM_REPORT_BASE_OPTION_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/option_parser.h"
#include "base/status.h"

/* Return STATUS_USAGE with a message that names the option, its value, and what is allowed ("must
 * be
 * ..."): the values of the row, as for the functions below, or others. */
enum status option_value_reject(const struct option_argument *argument, struct error *error);
enum status option_value_must_be(const struct option_argument *argument, const char *allowed,
                                 struct error *error);

/* Find the value of the argument, or a part of it of this length, in the names of the row, and set
 * *place to its index. STATUS_USAGE for an unknown name, with the most similar one if there is one.
 */
enum status option_value_name(const struct option_argument *argument, size_t *place,
                              struct error *error);
enum status option_value_part(const struct option_argument *argument, const char *part,
                              size_t length, size_t *place, struct error *error);

/* Returns the error of option_value_part() for an unknown name; `nearest` is the most similar name,
 * or NULL. */
enum status option_value_unknown(const struct option_argument *argument, const char *part,
                                 size_t length, const char *nearest, struct error *error);

/* Parse a finite number, or a whole number in decimal digits, in the interval of the row. */
enum status option_value_real(const struct option_argument *argument, double *number,
                              struct error *error);
enum status option_value_whole(const struct option_argument *argument, unsigned long long *number,
                               struct error *error);

/* Readers for rows whose member is a double, a size_t, a const char * or a bool. A text is UTF-8
 * without control characters, with at most the row's `most` characters; a path is not empty; both
 * point into argv. */
option_reader option_read_real, option_read_whole, option_read_text, option_read_path,
    option_read_flag;

#endif
