/* Data files of a run, in full precision. */
#ifndef ADAM_REPORT_RUN_DATA_FILES_H
#define ADAM_REPORT_RUN_DATA_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "run/output_files.h"
#include "run/results.h"
#include "run/run_options.h"

struct data_file {
    const char *name;
    bool (*is_made)(const struct run_options *options); /* NULL: always */
    /* Appends the table. */
    enum status (*write)(const struct run_options *options, const struct results *results,
                         struct text *table, struct error *error);
};

extern const struct data_file data_files[];
extern const size_t data_file_count;

/* The row with this name, or NULL. */
const struct data_file *data_files_find(const char *name);

/* Appends the header of a table: the parameters of the run, with a line for each of several
 * optimizers. Tuned parameters have the best values. */
void data_files_header(const struct run_options *options, const struct results *results,
                       struct text *table);

/* Writes the files that this run makes, and adds them to outputs. */
enum status data_files_write(const struct run_options *options, const struct results *results,
                             struct output_files *outputs, struct error *error);

#endif
