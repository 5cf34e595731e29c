/* What the page explore.html shows, as JSON. */
#ifndef ADAM_REPORT_EXPLORE_EXPLORER_JSON_H
#define ADAM_REPORT_EXPLORE_EXPLORER_JSON_H

#include "base/text.h"
#include "explore/explorer.h"

/* Appends an object with the program, and the tables of optimizers, schedules and problems. */
void explorer_json_tables(struct text *out);

/* Appends an object with the settings and the results of the searches. */
void explorer_json_summary(const struct explorer *explorer, struct text *out);

/* Appends an object with the place and the message of an error. */
void explorer_json_error(const struct settings_place *place, const struct error *error,
                         struct text *out);

#endif
