/* Names and kinds of all files that a run can write. */
#ifndef ADAM_REPORT_RUN_OUTPUT_NAMES_H
#define ADAM_REPORT_RUN_OUTPUT_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "plot/figure.h"

/* Limit of the name of a subdirectory in bytes. */
#define OUTPUT_NAMES_LONGEST_DIRECTORY ((size_t)64)

/* Whether these bytes are a valid value of --images: a plain name that every file system supports,
 * and that is not taken. */
bool output_names_is_directory(const char *name, size_t length);

/* Whether it is, ignoring case, the name of an output file or of the directory of the snippets. */
bool output_names_is_taken(const char *name);

/* Calls visit for each name, regardless of options except --images, from the tables of figures,
 * formats, data files and documents. A name can occur several times, always with the same
 * ARTIFACT_KIND_...; files that every run writes (report, manifest, checksums) are of kind
 * ARTIFACT_KIND_DOCUMENT. */
void output_names_for_each(void (*visit)(const char *name, const char *kind, void *context),
                           void *context);

/* The kind of the file of this name, which can be that of an image in the directory `images`, a
 * value of --images or ""; NULL: not the name of an output file. */
const char *output_names_kind(const char *name, const char *images);

/* Whether the output file of this name is an image, a script or a snippet of this figure alone; an
 * image can be in any directory. */
bool output_names_is_of(const char *name, const struct figure *figure);

#endif
