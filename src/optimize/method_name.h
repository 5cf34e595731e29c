/* Labels of methods in documents, and their names in columns. */
#ifndef ADAM_REPORT_OPTIMIZE_METHOD_NAME_H
#define ADAM_REPORT_OPTIMIZE_METHOD_NAME_H

#include <stddef.h>

#include "base/text.h"
#include "optimize/method.h"

#define METHOD_NAME_LABEL 112
#define METHOD_NAME_COLUMN 40

struct method_name {
    char label[METHOD_NAME_LABEL];   /* "Adam (alpha=0.1)" */
    char column[METHOD_NAME_COLUMN]; /* "adam", or "adam_2" for the second */
};

/* Appends the settings that differ from their defaults: "alpha=0.1,schedule=cosine,floor=0.1". */
void method_name_settings(const struct method *method, struct text *settings);

/* Names method number i after the first i methods were named: the optimizer's title, and as many of
 * the settings, separated by commas, as fit; "": none. Equal labels get numbers. */
void method_name_make(struct method_name names[], const struct optimizer *const optimizers_of[],
                      size_t i, const struct text *settings);

#endif
