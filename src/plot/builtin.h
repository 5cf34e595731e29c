/* The gnuplot scripts of scripts/figures/, built into the program by the Makefile. */
#ifndef ADAM_REPORT_PLOT_BUILTIN_H
#define ADAM_REPORT_PLOT_BUILTIN_H

#include <stddef.h>

struct builtin_script {
    const char *name; /* as in scripts/figures/, without .gp */
    const unsigned char *bytes;
    size_t length;
};

extern const struct builtin_script builtin_scripts[];
extern const size_t builtin_script_count;

#endif
