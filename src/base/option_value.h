/* Values of options: text read into numbers, texts and paths, or rejected. */
#ifndef ADAM_REPORT_BASE_OPTION_VALUE_H
#define ADAM_REPORT_BASE_OPTION_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/option_parser.h"
#include "base/status.h"

/* STATUS_USAGE with a message that names the option, its value, and what is allowed ("must be
 * ..."): the row's values, which is what the functions below fail with, or others. */
enum status option_value_reject(const struct option_argument *argument, struct error *error);
enum status option_value_must_be(const struct option_argument *argument, const char *allowed,
                                 struct error *error);

/* The place in the row's names of the one that the argument's value is; or of a part of the value,
 * of this length. STATUS_USAGE if there is none such, with the nearest one if one is near. */
enum status option_value_name(const struct option_argument *argument, size_t *place,
                              struct error *error);
enum status option_value_part(const struct option_argument *argument, const char *part,
                              size_t length, size_t *place, struct error *error);

/* What option_value_part() fails with where there is no such name; `nearest` is the one that was
 * meant, or NULL. */
enum status option_value_unknown(const struct option_argument *argument, const char *part,
                                 size_t length, const char *nearest, struct error *error);

/* Whether text is so many finite numbers with commas between, in the decimal or hexadecimal
 * notation of C, and nothing else. */
bool option_value_numbers(const char *text, double numbers[], size_t count);

/* A finite number, or a whole number in decimal digits, in the row's interval. */
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
