#include "optimize/outcome.h"

struct outcome outcome_of(const struct trajectory *trajectory, double threshold)
{
    size_t first = 0, stays = 0;
    bool reached = trajectory_first_below(trajectory, threshold, &first);
    bool stayed = trajectory_stays_below(trajectory, threshold, &stays);

    return (struct outcome){.value = trajectory->f[trajectory->count - 1],
                            .first = reached ? (int)first : OUTCOME_NEVER,
                            .stays = stayed ? (int)stays : OUTCOME_NEVER,
                            .ended =
                                trajectory->diverged ? (int)trajectory->count - 1 : OUTCOME_NEVER};
}

enum outcome_rank outcome_rank_of(const struct outcome *outcome, enum criterion criterion)
{
    if (criterion == CRITERION_FIRST &&
        outcome->first != OUTCOME_NEVER) /* even if it diverged later */
        return OUTCOME_REACHED;
    if (outcome->ended != OUTCOME_NEVER)
        return OUTCOME_DIVERGED;
    if (criterion == CRITERION_FINAL)
        return OUTCOME_REACHED;
    return outcome_iteration(outcome, criterion) != OUTCOME_NEVER ? OUTCOME_REACHED
                                                                  : OUTCOME_NOT_REACHED;
}

int outcome_iteration(const struct outcome *outcome, enum criterion criterion)
{
    return criterion == CRITERION_FIRST ? outcome->first : outcome->stays;
}

bool outcome_is_reached(const struct outcome *outcome, enum criterion criterion)
{
    return outcome_iteration(outcome, criterion) != OUTCOME_NEVER &&
           (criterion == CRITERION_FIRST || outcome->ended == OUTCOME_NEVER);
}

size_t outcome_updates(const struct outcome *outcome, enum criterion criterion, size_t iterations)
{
    if (outcome_is_reached(outcome, criterion))
        return (size_t)outcome_iteration(outcome, criterion) + 1;
    return outcome->ended != OUTCOME_NEVER ? (size_t)outcome->ended + 1 : iterations;
}

int outcome_compare(const struct outcome *a, const struct outcome *b, enum criterion criterion)
{
    enum outcome_rank rank_a = outcome_rank_of(a, criterion);
    enum outcome_rank rank_b = outcome_rank_of(b, criterion);

    if (rank_a != rank_b)
        return rank_a < rank_b ? -1 : 1;
    if (rank_a == OUTCOME_DIVERGED)
        return 0;
    if (criterion != CRITERION_FINAL && rank_a == OUTCOME_REACHED)
        return outcome_iteration(a, criterion) - outcome_iteration(b, criterion);
    return (a->value > b->value) - (a->value < b->value);
}
