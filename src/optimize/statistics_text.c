#include "optimize/statistics_text.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define MOST_DECIMALS 6

#define INTERVAL "95% interval "

/* The share, and the ends of its interval, in percent. */
struct percentages {
    double share, low, high;
};

static struct percentages percentages_of(size_t hits, size_t count)
{
    struct statistics_interval interval = statistics_share(hits, count);

    return (struct percentages){.share = 100 * (double)hits / (double)count,
                                .low = 100 * interval.low,
                                .high = 100 * interval.high};
}

/* Whether the number is 0 or 100 only after rounding. */
static bool is_rounded_away(double percent, int decimals)
{
    double half = 0.5;

    for (int i = 0; i < decimals; i++)
        half /= 10;
    return (percent > 0 && percent <= half) || (percent < 100 && percent >= 100 - half);
}

static bool look_alike(double a, double b, int decimals)
{
    char texts[2][32];

    snprintf(texts[0], sizeof texts[0], "%.*f", decimals, a);
    snprintf(texts[1], sizeof texts[1], "%.*f", decimals, b);
    return a != b && strcmp(texts[0], texts[1]) == 0;
}

static int decimals_of(const struct percentages *p)
{
    int decimals = 0;

    while (decimals < MOST_DECIMALS &&
           (is_rounded_away(p->share, decimals) || is_rounded_away(p->low, decimals) ||
            is_rounded_away(p->high, decimals) || look_alike(p->share, p->low, decimals) ||
            look_alike(p->share, p->high, decimals)))
        decimals++;
    return decimals;
}

static void append_percent(struct text *out, double percent, int decimals)
{
    text_appendf(out, "%.*f%%", percent == 0 || percent == 100 ? 0 : decimals, percent);
}

static void append_share(struct text *out, size_t hits, size_t count, const char *of,
                         const char *before)
{
    struct percentages p = percentages_of(hits, count);
    int decimals = decimals_of(&p);

    append_percent(out, p.share, decimals);
    text_appendf(out, "%s (%s", of, before);
    append_percent(out, p.low, decimals);
    text_append(out, " to ");
    append_percent(out, p.high, decimals);
    text_append(out, ")");
}

void statistics_text_share(struct text *out, size_t hits, size_t count, const char *of)
{
    append_share(out, hits, count, of, INTERVAL);
}

void statistics_text_share_cell(struct text *out, size_t hits, size_t count)
{
    append_share(out, hits, count, "", "");
}

void statistics_text_interval(struct text *out, const struct statistics_interval *interval,
                              int digits)
{
    text_appendf(out, " (%s%.*g to %.*g)", INTERVAL, digits, interval->low, digits, interval->high);
}

const char *statistics_text_reach(enum criterion criterion, size_t runs)
{
    static const char *const texts[][2] = {
        [CRITERION_FIRST] = {"falls below the tolerance", "fall below the tolerance"},
        [CRITERION_STAYS] = {"falls below the tolerance and stays below it",
                             "fall below the tolerance and stay below it"},
        [CRITERION_FINAL] = {"is below the tolerance at the end",
                             "are below the tolerance at the end"},
    };

    return texts[criterion][runs != 1];
}

void statistics_text_p(struct text *out, double p)
{
    if (p < 1e-290)
        text_append(out, "< 1e-290");
    else
        text_appendf(out, "%.2g", p);
}
