/* Annotations of a CI system: commands on standard output that make it show what does not pass
 * beside the files of a change. */
#ifndef ADAM_REPORT_COMPARE_ANNOTATIONS_H
#define ADAM_REPORT_COMPARE_ANNOTATIONS_H

#include "compare/comparison.h"

/* Appends a line "::error file=...,title=...::MESSAGE" for each file that does not pass, the worst
 * first, as GitHub's runner reads it:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 * The file is that of the baseline or, if it is not there, of the candidate, by the path that the
 * user gave. GitHub shows ten annotations of a step: where there are more, the tenth line counts
 * the rest. */
void annotations_github(const struct comparison *comparison, struct text *out);

#endif
