#include "optimize/method.h"

#include <string.h>

#include "base/suggestion.h"

struct method method_of(const struct optimizer *optimizer)
{
    struct method method = {.optimizer = optimizer};

    for (size_t k = 0; k < optimizer->parameter_count; k++)
        method.parameters[k] = optimizer->parameters[k].value;
    method_set_schedule(&method, &schedules[0]);
    return method;
}

void method_set_schedule(struct method *method, const struct schedule *schedule)
{
    size_t before = method->optimizer->parameter_count;

    method->schedule = schedule;
    for (size_t k = 0; k < METHOD_MAX_PARAMETERS - before; k++)
        method->parameters[before + k] =
            k < schedule->parameter_count ? schedule->parameters[k].value : 0;
}

size_t method_parameter_count(const struct method *method)
{
    return method->optimizer->parameter_count + method->schedule->parameter_count;
}

const struct optimizer_parameter *method_parameter(const struct method *method, size_t k)
{
    size_t before = method->optimizer->parameter_count;

    return k < before ? &method->optimizer->parameters[k]
                      : &method->schedule->parameters[k - before];
}

size_t method_parameter_find(const struct method *method, const char *name)
{
    size_t k = 0;

    while (k < method_parameter_count(method) &&
           !name_matches(name, strlen(name), method_parameter(method, k)->name))
        k++;
    return k;
}

const double *method_schedule_parameters(const struct method *method)
{
    return method->parameters + method->optimizer->parameter_count;
}

bool method_is_scheduled(const struct method *method)
{
    return method->schedule != &schedules[0] ||
           method_schedule_parameters(method)[SCHEDULE_WARMUP] > 0;
}

size_t method_shown_count(const struct method *method)
{
    return method_is_scheduled(method) ? method_parameter_count(method)
                                       : method->optimizer->parameter_count;
}

void method_append_value(const struct method *method, size_t k, struct text *out)
{
    if (optimizer_range_is_whole(method_parameter(method, k)->range))
        text_append_readable(out, method->parameters[k]);
    else
        text_append_shortest(out, method->parameters[k]);
}

bool method_equal(const struct method *a, const struct method *b)
{
    if (a->optimizer != b->optimizer || a->schedule != b->schedule)
        return false;
    for (size_t k = 0; k < method_parameter_count(a); k++)
        if (a->parameters[k] != b->parameters[k])
            return false;
    return true;
}
