/* Shared by the unit tests: temporary files, and assertions about files and numbers. */
#ifndef ADAM_REPORT_TESTS_UNIT_SUPPORT_H
#define ADAM_REPORT_TESTS_UNIT_SUPPORT_H

#include <check.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"

/* The directory that all the tests' files are in. Made and removed by main() and so by the one
 * process that outlives a test that fails or crashes. */
bool support_begin(void);
void support_end(void);

struct path {
    char string[1024];
};

/* An empty directory of the test's own. */
struct path new_directory(void);

/* directory/name. */
struct path path_in(const char *directory, const char *name);

int open_directory(const char *path);
void make_file(const char *directory, const char *name, const char *content);
void make_program(const char *directory, const char *name, const char *shell_script);
void make_directory_in(const char *directory, const char *name);

/* The file's bytes, to be freed with text_free(). */
struct text file_content(const char *directory, const char *name);

bool is_there(const char *directory, const char *name);
size_t entries_in(const char *directory);
void assert_content(const char *directory, const char *name, const char *content);

void assert_message_holds(const struct error *error, const char *part);
void assert_status(enum status status, enum status wanted, const struct error *error);

/* How many doubles lie between two of the same sign. */
unsigned long long ulps_between(double a, double b);

/* Both are the same double: equal and of one sign, or both NaN. */
void assert_same_double(double actual, double wanted);

/* Reads a file of tests/data: a header, then rows of `columns` numbers, separated by commas.
 * Returns the number of rows. */
size_t read_numbers(const char *name, double *values, size_t columns, size_t most_rows);

/* Whether this process has a child. */
bool has_children(void);

/* What happens at once on an idle machine takes less than SOON seconds on any. */
#define SOON 100.0
double seconds_now(void);

/* A descriptor that is readable, as the interrupt of a program that was asked to stop. */
int readable_descriptor(void);

#endif
