/* Warnings of a command that succeeded: lines that main.c prints on standard error. */
#ifndef ADAM_REPORT_BASE_NOTICES_H
#define ADAM_REPORT_BASE_NOTICES_H

#include "base/text.h"

/* Appends one line, made as printf does it and then printable, without the program's name. A line
 * for which there is no memory sets notices->failed. */
void notices_add(struct text *notices, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
