/* Writer of text data files: header lines that begin with #, columns separated by one space,
 * numbers with 17 significant digits. They can be read by gnuplot, numpy.loadtxt and R. */
#ifndef ADAM_REPORT_BASE_TABLE_WRITER_H
#define ADAM_REPORT_BASE_TABLE_WRITER_H

#include <stddef.h>

#include "base/text.h"

/* A header line: "# " and the text, which contains no newline. */
void table_writer_comment(struct text *table, const char *line);

/* A row of count numbers. */
void table_writer_row(struct text *table, const double values[], size_t count);

/* A blank line, which separates blocks of rows (gnuplot's scan lines). */
void table_writer_break(struct text *table);

#endif
