/* Status codes and error messages: a function returns a status and, if that is not STATUS_OK, sets
 * a one-line message in a struct error. */
#ifndef ADAM_REPORT_BASE_STATUS_H
#define ADAM_REPORT_BASE_STATUS_H

enum status {
    STATUS_OK,
    STATUS_DIFFERENT,   /* success, but the comparison found differences; exit status 1 */
    STATUS_USAGE,       /* usage error, including invalid paths; exit status 2 */
    STATUS_BAD_INPUT,   /* an input file is broken or not of the expected type; exit status 2 */
    STATUS_FAILED,      /* failure; exit status 3 */
    STATUS_INTERRUPTED, /* terminated by a signal; exit status 128 plus its number */
};

/* What failed, why, and what to do about it, without the name of the program and a trailing
 * newline. It can contain paths and values of the user verbatim; the caller that prints it escapes
 * control characters. */
struct error {
    char message[2048];
};

/* Formats error->message as printf() does, truncated to its size, and returns status, so that a
 * caller can write `return error_set(error, STATUS_FAILED, ...)`. */
enum status error_set(struct error *error, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Sets the message "out of memory"; returns STATUS_FAILED. */
enum status error_out_of_memory(struct error *error);

/* Prepends a context and ": " to the message; returns status. */
enum status error_prefix(struct error *error, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Appends to the message, truncated to its size; returns status. */
enum status error_extend(struct error *error, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same, preceded by "; ". */
void error_append(struct error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
