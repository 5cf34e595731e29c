/* A comparison as JSON: comparison.json, and what index.html is made from. */
#ifndef ADAM_REPORT_COMPARE_COMPARISON_JSON_H
#define ADAM_REPORT_COMPARE_COMPARISON_JSON_H

#include "compare/comparison.h"

/* Grows when a member gets another meaning or goes. The members are in the README. */
#define COMPARISON_SCHEMA 1

/* Appends the text: files in the order of their names, members in the order of theirs. */
enum status comparison_json(const struct comparison *comparison, struct text *out,
                            struct error *error);

/* The same on one line, without a newline. */
enum status comparison_json_compact(const struct comparison *comparison, struct text *out,
                                    struct error *error);

#endif
