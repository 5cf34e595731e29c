/* Warnings of successful commands: lines that main.c prints on standard error. */
#ifndef ADAM_REPORT_BASE_NOTICES_H
#define ADAM_REPORT_BASE_NOTICES_H

#include "base/text.h"

/* Appends one line, formatted as by printf() and then made printable, without the name of the
 * program. Sets notices->failed if memory runs out. */
void notices_add(struct text *notices, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
