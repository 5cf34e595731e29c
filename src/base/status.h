/* Outcome of a function: a status as its return value and, when that is not STATUS_OK, one line for
 * the user in a struct error. */
#ifndef ADAM_REPORT_BASE_STATUS_H
#define ADAM_REPORT_BASE_STATUS_H

enum status {
    STATUS_OK,
    STATUS_DIFFERENT,   /* done, and what was compared is not the same; the program exits with 1 */
    STATUS_USAGE,       /* a wrong command line, or a path in it; the program exits with 2 */
    STATUS_BAD_INPUT,   /* a file given is broken, or not what its name says; exits with 2 too */
    STATUS_FAILED,      /* could not be done; the program exits with 3 */
    STATUS_INTERRUPTED, /* a signal asked us to stop; the program exits with 128 + its number */
};

/* What and why and what to do, without the program's name and without a newline at the end. The
 * text may quote a user's path or value as it is; whoever prints it escapes control characters. */
struct error {
    char message[2048];
};

/* Fills error->message as printf does (cut at its size) and returns status, so that a caller can
 * write `return error_set(error, STATUS_FAILED, ...)`. */
enum status error_set(struct error *error, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The usual message for a lack of memory; returns STATUS_FAILED. */
enum status error_out_of_memory(struct error *error);

/* Puts a context and ": " before the message that is already there; returns status unchanged. */
enum status error_prefix(struct error *error, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts more behind the message that is already there, cut where it does not fit; returns status
 * unchanged. */
enum status error_extend(struct error *error, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same with "; " before it. */
void error_append(struct error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
