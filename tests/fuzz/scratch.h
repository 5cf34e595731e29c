/* A directory for a fuzz target's files, in memory if possible. */
#ifndef ADAM_REPORT_FUZZ_SCRATCH_H
#define ADAM_REPORT_FUZZ_SCRATCH_H

#include <stddef.h>

/* The directory, made at the first call and removed when the program exits. */
const char *scratch_directory(void);

/* Writes a file below it, in an existing directory. */
void scratch_write(const char *path, const void *bytes, size_t length);

/* Removes a file or a tree below it, if it is there. */
void scratch_remove(const char *path);

#endif
