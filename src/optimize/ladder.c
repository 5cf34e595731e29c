#include "optimize/ladder.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/elementary.h"

/* The exponent of ten of the first target, and the number of targets in a decade. */
#define FIRST_EXPONENT 2.0
#define PER_DECADE 5.0

double ladder_target(size_t i)
{
    return elementary_pow(10, FIRST_EXPONENT - (double)i / PER_DECADE);
}

/* The targets around the level of a search; NAN: none. */
static void set_level(struct ladder *ladder, size_t i, size_t level)
{
    bool can_lose = level > 0 && ladder->criterion != CRITERION_FIRST;

    ladder->levels[i] = level;
    ladder->next[i] = ladder->targets[level + 1];
    ladder->last[i] = can_lose ? ladder->targets[level] : (double)NAN;
}

enum status ladder_init(struct ladder *ladder, size_t count, enum criterion criterion,
                        struct error *error)
{
    *ladder = (struct ladder){.count = count, .criterion = criterion};
    ladder->targets[0] = (double)INFINITY;
    for (size_t k = 0; k < LADDER_TARGETS; k++)
        ladder->targets[k + 1] = ladder_target(k);
    ladder->next = calloc(2 * count, sizeof *ladder->next);
    ladder->levels = calloc(count, sizeof *ladder->levels);
    ladder->updates = calloc(count * LADDER_TARGETS, sizeof *ladder->updates);
    if (ladder->next == NULL || ladder->levels == NULL || ladder->updates == NULL) {
        ladder_free(ladder);
        return error_out_of_memory(error);
    }
    ladder->last = ladder->next + count;
    for (size_t i = 0; i < count; i++)
        set_level(ladder, i, 0);
    return STATUS_OK;
}

void ladder_free(struct ladder *ladder)
{
    free(ladder->next);
    free(ladder->levels);
    free(ladder->updates);
    *ladder = (struct ladder){0};
}

static void reach_targets(struct ladder *ladder, size_t i, double excess, uint32_t update)
{
    size_t level = ladder->levels[i];

    for (; excess < ladder->targets[level + 1]; level++)
        ladder->updates[i * LADDER_TARGETS + level] = update;
    set_level(ladder, i, level);
}

static void lose_targets(struct ladder *ladder, size_t i, double excess)
{
    size_t level = ladder->levels[i];

    while (level > 0 && excess >= ladder->targets[level])
        level--;
    set_level(ladder, i, level);
}

void ladder_note(struct ladder *ladder, const double excess[], uint32_t update)
{
    const double *next = ladder->next, *last = ladder->last;

    for (size_t i = 0; i < ladder->count; i++)
        if (excess[i] < next[i])
            reach_targets(ladder, i, excess[i], update);
        else if (excess[i] >= last[i])
            lose_targets(ladder, i, excess[i]);
}

void ladder_count(const struct ladder *ladder, uint64_t counts[])
{
    for (size_t i = 0; i < ladder->count; i++)
        for (size_t k = 0; k < ladder->levels[i]; k++)
            counts[ladder->updates[i * LADDER_TARGETS + k]]++;
}
