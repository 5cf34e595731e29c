/* The module for explore.html, embedded by the Makefile. */
#ifndef ADAM_REPORT_EXPLORE_MODULE_BYTES_H
#define ADAM_REPORT_EXPLORE_MODULE_BYTES_H

#include <stddef.h>

extern const unsigned char explore_module[];
extern const size_t explore_module_length; /* 0: built without a compiler for WebAssembly */

#endif
