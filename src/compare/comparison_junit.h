/* A comparison as junit.xml: one test case for each file, as GitLab, Jenkins and GitHub's actions
 * read it. */
#ifndef ADAM_REPORT_COMPARE_COMPARISON_JUNIT_H
#define ADAM_REPORT_COMPARE_COMPARISON_JUNIT_H

#include "compare/comparison.h"

/* Appends the text. */
enum status comparison_junit(const struct comparison *comparison, struct text *out,
                             struct error *error);

#endif
