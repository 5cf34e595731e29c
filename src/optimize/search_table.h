/* Text of trajectory.dat: the points of searches, with the settings in the header. */
#ifndef ADAM_REPORT_OPTIMIZE_SEARCH_TABLE_H
#define ADAM_REPORT_OPTIMIZE_SEARCH_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "optimize/method.h"
#include "optimize/optimizer_result.h"
#include "optimize/problem.h"

/* What the header and the rows show. All pointers are borrowed. */
struct search_table {
    const struct problem *problem;
    struct bounds bounds;
    const double *start; /* NULL: random */
    uint32_t seed;
    const char *noise, *vary; /* as on the command line; NULL: none, and no ensemble */
    size_t iterations;
    const struct optimizer_result *results;
    size_t count; /* of results, >= 1 */
};

/* Append the parts of the header: "# problem=... bounds=...", " noise=..." if there is any, and
 * " optimizer=... alpha=...". */
void search_table_problem(const struct problem *problem, const struct bounds *bounds,
                          struct text *table);
void search_table_noise(const char *noise, const char *vary, struct text *table);
void search_table_method(const struct method *method, struct text *table);

/* Appends all lines of the header except the names of the columns. */
void search_table_header(const struct search_table *searches, struct text *table);

/* The number of rows: that of the longest trajectory. */
size_t search_table_rows(const struct search_table *searches);

/* Append the names of the columns of trajectory.dat, and row t. After an optimizer has diverged,
 * its columns are NaN. */
void search_table_columns(const struct search_table *searches, struct text *table);
void search_table_row(const struct search_table *searches, size_t t, struct text *table);

#endif
