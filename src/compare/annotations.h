/* Annotations for CI systems: commands on standard output that make them mark the files of a change
 * that do not pass. */
#ifndef ADAM_REPORT_COMPARE_ANNOTATIONS_H
#define ADAM_REPORT_COMPARE_ANNOTATIONS_H

#include "compare/comparison.h"

/* Appends a line "::error file=...,title=...::MESSAGE" for each file that does not pass, the worst
 * first, in the syntax of GitHub's runner:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 * The path is that of the candidate as specified by the user or, if the candidate has no such file
 * or its path is absolute, that of the baseline. GitHub shows ten annotations for a step: if there
 * are more, the tenth line counts the rest. */
void annotations_github(const struct comparison *comparison, struct text *out);

#endif
