#include "optimize/method_name.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Maximum length of the settings in a label, in bytes. */
#define MOST_SETTINGS 64

void method_name_settings(const struct method *method, struct text *settings)
{
    for (size_t k = 0; k < method_parameter_count(method); k++) {
        const struct optimizer_parameter *parameter = method_parameter(method, k);
        if (k == method->optimizer->parameter_count && method->schedule != &schedules[0])
            text_appendf(settings, "%s" METHOD_SCHEDULE_KEY "=%s", settings->length == 0 ? "" : ",",
                         method->schedule->name);
        if (method->parameters[k] == parameter->value)
            continue;
        text_appendf(settings, "%s%s=", settings->length == 0 ? "" : ",", parameter->name);
        method_append_value(method, k, settings);
    }
}

/* "Adam (alpha=0.1)": as many complete settings as fit. */
static void make_label(char label[METHOD_NAME_LABEL], const char *title,
                       const struct text *settings)
{
    const char *all = text_string(settings);
    size_t length = settings->length;
    bool cut = length > MOST_SETTINGS;

    while (length > MOST_SETTINGS || (cut && length > 0 && all[length] != ','))
        length--;
    if (settings->length == 0)
        snprintf(label, METHOD_NAME_LABEL, "%s", title);
    else
        snprintf(label, METHOD_NAME_LABEL, "%s (%.*s%s)", title, (int)length, all, cut ? ",…" : "");
}

void method_name_make(struct method_name names[], const struct optimizer *const optimizers_of[],
                      size_t i, const struct text *settings)
{
    struct method_name *name = &names[i];
    size_t before = 0;

    for (size_t k = 0; k < i; k++)
        before += optimizers_of[k] == optimizers_of[i];
    make_label(name->label, optimizers_of[i]->title, settings);
    snprintf(name->column, sizeof name->column, "%s", optimizers_of[i]->name);
    if (before > 0)
        snprintf(name->column, sizeof name->column, "%s_%zu", optimizers_of[i]->name, before + 1);
    for (size_t k = 0; k < i; k++) {
        size_t length = strlen(name->label);
        if (strcmp(names[k].label, name->label) == 0)
            snprintf(name->label + length, sizeof name->label - length, " (%zu)", before + 1);
    }
}
