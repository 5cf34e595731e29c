/* The texts of --help. */
#ifndef ADAM_REPORT_HELP_H
#define ADAM_REPORT_HELP_H

#include "base/status.h"
#include "base/text.h"

/* Appends the help of the program, which is that of run, or of compare. */
enum status help_of_run(struct text *out, struct error *error);
enum status help_of_compare(struct text *out, struct error *error);
enum status help_of_verify(struct text *out, struct error *error);
enum status help_of_accept(struct text *out, struct error *error);
enum status help_of_list(struct text *out, struct error *error);
enum status help_of_completion(struct text *out, struct error *error);

#endif
