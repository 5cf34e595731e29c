#include "optimize/bias.h"

#include <math.h>
#include <string.h>

/* The largest relative difference that is neglected. */
#define NEGLECTED 0.01

/* Ratios that differ only by rounding. */
#define ROUNDING 1e-9

#define CORRECTED "hat"

static size_t find_raw(const struct optimizer *optimizer, size_t corrected)
{
    const char *name = record_name(optimizer, corrected);
    size_t length = strlen(name), end = strlen(CORRECTED);
    char raw[32] = "";

    if (length <= end || length - end >= sizeof raw || strcmp(name + length - end, CORRECTED) != 0)
        return record_width(optimizer);
    memcpy(raw, name, length - end);
    return record_find(optimizer, raw);
}

static bool differ(double raw, double corrected)
{
    return raw != corrected && fabs(raw - corrected) >= NEGLECTED * fabs(corrected);
}

static bool find_in(const struct trajectory *trajectory, size_t variable, struct bias *bias)
{
    const struct record *record = &trajectory->record;
    size_t t = trajectory->count;
    double raw = record_value(record, 1, variable, bias->raw);

    if (!(fabs(raw) > 0))
        return false;
    while (t > 1 && !differ(record_value(record, t - 1, variable, bias->raw),
                            record_value(record, t - 1, variable, bias->corrected)))
        t--;
    bias->ratio = record_value(record, 1, variable, bias->corrected) / raw;
    bias->settled = t < trajectory->count ? t : 0;
    return isfinite(bias->ratio);
}

bool bias_find(const struct trajectory *trajectory, size_t corrected, struct bias *bias)
{
    const struct record *record = &trajectory->record;
    struct bias one = {.raw = find_raw(record->optimizer, corrected), .corrected = corrected};
    bool found = false;

    if (one.raw == record_width(record->optimizer) || trajectory->count < 2)
        return false;
    for (size_t v = 0; v < record->variables; v++) {
        if (!find_in(trajectory, v, &one))
            continue;
        if (found && (one.settled != bias->settled ||
                      fabs(one.ratio - bias->ratio) > ROUNDING * fabs(one.ratio)))
            return false;
        *bias = one;
        found = true;
    }
    return found;
}

static void describe(const struct trajectory *trajectory, const struct bias *bias, struct text *out)
{
    const struct optimizer *optimizer = trajectory->record.optimizer;

    text_appendf(out, " At t = 1, %s is %.4g times %s", record_symbol(optimizer, bias->corrected),
                 bias->ratio, record_symbol(optimizer, bias->raw));
    if (bias->settled > 1)
        text_appendf(out, "; from t = %zu on, they differ by less than 1%%.", bias->settled);
    else if (trajectory->count > 2)
        text_appendf(out, "; at t = %zu, they still differ by 1%% or more.", trajectory->count - 1);
    else
        text_append(out, ".");
}

void bias_describe(const struct trajectory *trajectory, struct text *out)
{
    const struct optimizer *optimizer = trajectory->record.optimizer;
    struct bias bias;

    for (size_t k = record_derived(optimizer); k < record_rate(optimizer); k++)
        if (bias_find(trajectory, k, &bias))
            describe(trajectory, &bias, out);
}
