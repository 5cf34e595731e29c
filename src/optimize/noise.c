#include "optimize/noise.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/vector.h"

#define RELATIVE "relative:"

bool noise_parse(struct noise *noise, const char *text)
{
    bool relative = strncmp(text, RELATIVE, strlen(RELATIVE)) == 0;

    noise->kind = relative ? NOISE_RELATIVE : NOISE_ABSOLUTE;
    return number_read_list(text + (relative ? strlen(RELATIVE) : 0), &noise->size, 1) &&
           noise->size > 0;
}

void noise_append(const struct noise *noise, struct text *out)
{
    text_append(out, noise->kind == NOISE_RELATIVE ? RELATIVE : "");
    text_append_readable(out, noise->size);
}

WITH_AVX2_CLONE void noise_add(const struct noise *noise, const double gradient[],
                               const double normal[], double noisy[], size_t count)
{
    double size = noise->size;

    if (noise->kind == NOISE_ABSOLUTE) {
        INDEPENDENT_ITERATIONS
        for (size_t i = 0; i < count; i++)
            noisy[i] = gradient[i] + size * normal[i];
        return;
    }
    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < count; i++)
        noisy[i] = gradient[i] + size * fabs(gradient[i]) * normal[i];
}

void noise_describe(const struct noise *noise, struct text *out)
{
    text_append(out, "noise with a standard deviation of ");
    text_append_readable(out, noise->size);
    text_append(out, noise->kind == NOISE_RELATIVE ? " times its absolute value" : "");
}
