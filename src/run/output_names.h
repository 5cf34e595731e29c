/* The names of all files that a run can make, and what they are. */
#ifndef ADAM_REPORT_RUN_OUTPUT_NAMES_H
#define ADAM_REPORT_RUN_OUTPUT_NAMES_H

/* Calls visit for each name, whatever the options: from the tables of figures, formats, data files
 * and documents. A name may come several times, and is of the same kind then: ARTIFACT_KIND_DATA or
 * another; of what every run makes (report, manifest, checksums), ARTIFACT_KIND_DOCUMENT. */
void output_names_for_each(void (*visit)(const char *name, const char *kind, void *context),
                           void *context);

/* The kind of the file of this name; NULL: no run makes one. */
const char *output_names_kind(const char *name);

#endif
