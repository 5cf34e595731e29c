/* Annotations of a CI system: commands on standard output that make it show what does not pass
 * beside the files of a change. */
#ifndef ADAM_REPORT_COMPARE_ANNOTATIONS_H
#define ADAM_REPORT_COMPARE_ANNOTATIONS_H

#include "compare/comparison.h"

/* Appends a line "::error file=...,title=...::MESSAGE" for each file that does not pass, the worst
 * first, as GitHub's runner reads it:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 * The path is that of the candidate as the user gave it; where the candidate has no such file, or
 * its path is an absolute one, that of the baseline. GitHub shows ten annotations of a step: where
 * there are more, the tenth line counts the rest. */
void annotations_github(const struct comparison *comparison, struct text *out);

#endif
