/* The source of the update rules: assignments of src/optimize/optimizer.c, extracted by the
 * Makefile with scripts/rule_source.awk. */
#ifndef ADAM_REPORT_REPORT_RULE_SOURCE_H
#define ADAM_REPORT_REPORT_RULE_SOURCE_H

#include <stddef.h>

/* The maximum number of lines of a rule. */
#define RULE_MAX_LINES 8

struct rule_source {
    const char *optimizer;             /* its name */
    const char *lines[RULE_MAX_LINES]; /* the assignment for each line of its rule */
};

extern const struct rule_source rule_sources[];
extern const size_t rule_source_count;

#endif
