/* Built-in files: those of scripts/figures/ and scripts/pages/, embedded by the Makefile. */
#ifndef ADAM_REPORT_BASE_BUILTIN_H
#define ADAM_REPORT_BASE_BUILTIN_H

#include <stddef.h>

struct builtin {
    const char *name; /* without its directory: "style.gp" */
    const unsigned char *bytes;
    size_t length;
};

extern const struct builtin builtins[];
extern const size_t builtin_count;

/* The file with this name, or NULL. */
const struct builtin *builtin_find(const char *name);

#endif
