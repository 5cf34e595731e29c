/* Shell completion scripts, generated from the tables of options and names. */
#ifndef ADAM_REPORT_COMPLETION_H
#define ADAM_REPORT_COMPLETION_H

#include "base/status.h"
#include "base/text.h"

/* Appends the script for the shell: "bash", "zsh" or "fish". STATUS_USAGE for any other. */
enum status completion_script(const char *shell, struct text *out, struct error *error);

#endif
