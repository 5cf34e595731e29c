/* Help texts of the commands. */
#ifndef ADAM_REPORT_HELP_H
#define ADAM_REPORT_HELP_H

#include "base/status.h"
#include "base/text.h"

/* Each appends the help text of a command; that of run is also the help of the program. */
enum status help_of_run(struct text *out, struct error *error);
enum status help_of_compare(struct text *out, struct error *error);
enum status help_of_verify(struct text *out, struct error *error);
enum status help_of_accept(struct text *out, struct error *error);
enum status help_of_merge(struct text *out, struct error *error);
enum status help_of_list(struct text *out, struct error *error);
enum status help_of_completion(struct text *out, struct error *error);

#endif
