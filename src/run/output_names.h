/* The names of all files that a run can make. */
#ifndef ADAM_REPORT_RUN_OUTPUT_NAMES_H
#define ADAM_REPORT_RUN_OUTPUT_NAMES_H

/* Calls visit for each name, whatever the options: from the tables of figures, formats, data files
 * and documents. A name may come several times. */
void output_names_for_each(void (*visit)(const char *name, void *context), void *context);

#endif
