/* The value of an option: text turned into a number, and refused if it is none or out of range. */
#ifndef ADAM_REPORT_BASE_OPTION_VALUE_H
#define ADAM_REPORT_BASE_OPTION_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/* The option being read, for the message. */
struct option_argument {
    const char *option; /* its long name, without the dashes */
    const char *value;
};

/* STATUS_USAGE with a message that names the option, its value, and what is allowed ("must be
 * ..."): what the functions below fail with. */
enum status option_value_reject(const struct option_argument *argument, const char *allowed,
                                struct error *error);

/* Exactly count finite numbers in C's decimal or hexadecimal notation, parted by single commas.
 * White space and words (inf, nan) are not numbers. */
bool option_value_numbers(const char *text, double numbers[], size_t count);

/* Which end of a range is not allowed itself. */
enum interval { INTERVAL_CLOSED, INTERVAL_OPEN_BELOW, INTERVAL_OPEN_ABOVE };

enum status option_value_real(const struct option_argument *argument, enum interval interval,
                              double least, double most, const char *allowed, double *number,
                              struct error *error);

/* Digits only. */
enum status option_value_whole(const struct option_argument *argument, unsigned long long least,
                               unsigned long long most, const char *allowed,
                               unsigned long long *number, struct error *error);

/* UTF-8 of at most so many characters, none of them a control character or one that XML does not
 * know; *text points to the argument's value. */
enum status option_value_text(const struct option_argument *argument, size_t most,
                              const char **text, struct error *error);

/* Any text but an empty one; *path points to the argument's value. */
enum status option_value_path(const struct option_argument *argument, const char **path,
                              struct error *error);

#endif
