#include "optimize/ladder.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/elementary.h"
#include "base/vector.h"

/* The exponent of ten of the first target, and the number of targets in a decade. */
#define FIRST_EXPONENT 2.0
#define PER_DECADE 5.0

/* Searches that are skipped together if none of them moves. */
#define BLOCK 4

double ladder_target(size_t i)
{
    return elementary_pow(10, FIRST_EXPONENT - (double)i / PER_DECADE);
}

struct ladder_targets ladder_targets(void)
{
    struct ladder_targets targets = {.list = {(double)INFINITY}};

    for (size_t k = 0; k < LADDER_TARGETS; k++)
        targets.list[k + 1] = ladder_target(k);
    return targets;
}

/* The targets around the level of a search; NAN: none. */
static void set_level(struct ladder *ladder, size_t i, size_t level)
{
    bool can_lose = level > 0 && ladder->criterion != CRITERION_FIRST;

    ladder->levels[i] = level;
    ladder->next[i] = ladder->targets->list[level + 1];
    ladder->last[i] = can_lose ? ladder->targets->list[level] : (double)NAN;
}

enum status ladder_init(struct ladder *ladder, const struct ladder_targets *targets, size_t count,
                        enum criterion criterion, struct error *error)
{
    *ladder = (struct ladder){.count = count, .criterion = criterion, .targets = targets};
    ladder->next = calloc(3 * count, sizeof *ladder->next);
    ladder->levels = calloc(count, sizeof *ladder->levels);
    ladder->updates = calloc(count * LADDER_TARGETS, sizeof *ladder->updates);
    if (ladder->next == NULL || ladder->levels == NULL || ladder->updates == NULL) {
        ladder_free(ladder);
        return error_out_of_memory(error);
    }
    ladder->last = ladder->next + count;
    ladder->moves = ladder->last + count;
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

    for (; excess < ladder->targets->list[level + 1]; level++)
        ladder->updates[i * LADDER_TARGETS + level] = update;
    set_level(ladder, i, level);
}

static void lose_targets(struct ladder *ladder, size_t i, double excess)
{
    size_t level = ladder->levels[i];

    while (level > 0 && excess >= ladder->targets->list[level])
        level--;
    set_level(ladder, i, level);
}

/* Without branches, which would often be mispredicted, and vectorized. */
WITH_AVX2_CLONE static void find_moves(const double excess[], const double next[],
                                       const double last[], double moves[], size_t count)
{
    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < count; i++) {
        double reaches = excess[i] < next[i] ? 1.0 : 0.0;
        moves[i] = excess[i] >= last[i] ? 1.0 : reaches;
    }
}

static void move(struct ladder *ladder, size_t i, double excess, uint32_t update)
{
    if (excess < ladder->next[i])
        reach_targets(ladder, i, excess, update);
    else
        lose_targets(ladder, i, excess);
}

void ladder_note(struct ladder *ladder, const double excess[], uint32_t update)
{
    const double *moves = ladder->moves;
    size_t count = ladder->count, i = 0;

    find_moves(excess, ladder->next, ladder->last, ladder->moves, count);
    for (; i + BLOCK <= count; i += BLOCK) {
        if (moves[i] + moves[i + 1] + moves[i + 2] + moves[i + 3] == 0.0)
            continue;
        for (size_t k = i; k < i + BLOCK; k++)
            if (moves[k] != 0.0)
                move(ladder, k, excess[k], update);
    }
    for (; i < count; i++)
        if (moves[i] != 0.0)
            move(ladder, i, excess[i], update);
}

void ladder_count(const struct ladder *ladder, uint64_t counts[])
{
    for (size_t i = 0; i < ladder->count; i++)
        for (size_t k = 0; k < ladder->levels[i]; k++)
            counts[ladder->updates[i * LADDER_TARGETS + k]]++;
}
