/* Names of the commands, the default first. */
#ifndef ADAM_REPORT_BASE_COMMAND_NAMES_H
#define ADAM_REPORT_BASE_COMMAND_NAMES_H

#define COMMAND_NAMES "run", "compare", "verify", "accept", "merge", "list", "help", "completion"
#define COMMAND_COUNT 8
_Static_assert(sizeof(const char *[]){COMMAND_NAMES} / sizeof(const char *) == COMMAND_COUNT,
               "COMMAND_COUNT is not the number of COMMAND_NAMES");

#endif
