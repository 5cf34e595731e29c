/* Names and kinds of all files that a run can write. */
#ifndef ADAM_REPORT_RUN_OUTPUT_NAMES_H
#define ADAM_REPORT_RUN_OUTPUT_NAMES_H

/* Calls visit for each name, regardless of options, from the tables of figures, formats, data files
 * and documents. A name can occur several times, always with the same ARTIFACT_KIND_...; files that
 * every run writes (report, manifest, checksums) are of kind ARTIFACT_KIND_DOCUMENT. */
void output_names_for_each(void (*visit)(const char *name, const char *kind, void *context),
                           void *context);

/* The kind of the file of this name; NULL: not the name of an output file. */
const char *output_names_kind(const char *name);

#endif
