/* Shared by the tests of adam-report compare. */
#ifndef ADAM_REPORT_TESTS_COMPARE_SUPPORT_H
#define ADAM_REPORT_TESTS_COMPARE_SUPPORT_H

#include "support.h"

#define WORDS(...) STRINGS("compare", __VA_ARGS__)

/* Runs a shell command in work/, which must succeed. */
void run_shell(const char *command);

/* Runs the program with these arguments, which must exit with this status: an error message comes
 * with 2 or more, and with nothing else. */
struct result run_compare(const char *const arguments[], int status);

/* The line on this file begins with this verdict, and has these words in it. */
void assert_line(const struct result *result, const char *name, const char *verdict,
                 const char *words);

/* Standard output ends with this line. */
void assert_summary(const struct result *result, const char *summary);

/* A picture without metadata: 8 bits of RGBA, white but for one pixel. */
void write_plain(const char *path, unsigned width, unsigned height, unsigned pixel);

/* gnuplot with another setting of fontconfig: the same source, the same program, the same font. For
 * --gnuplot. */
const char *gnuplot_with_other_hinting(void);

#endif
