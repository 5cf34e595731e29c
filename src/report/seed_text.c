#include "report/seed_text.h"

#define MOST_SHOWN 10

static void append_range(struct text *out, const struct seed_range *range)
{
    text_appendf(out, "%lu", (unsigned long)range->first);
    if (range->count > 1)
        text_appendf(out, " to %lu", (unsigned long)seed_range_last(range));
}

void seed_text_append(struct text *out, const struct seed_range ranges[], size_t count)
{
    size_t shown = count > MOST_SHOWN ? MOST_SHOWN : count;

    for (size_t i = 0; i < shown; i++) {
        text_append(out, i == 0 ? "" : i + 1 == count ? " and " : ", ");
        append_range(out, &ranges[i]);
    }
    if (shown < count)
        text_appendf(out, " and %zu more range%s", count - shown, count - shown == 1 ? "" : "s");
}
