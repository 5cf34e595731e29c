/* Formulas to be evaluated: fixed ones, and any number of generated ones. */
#ifndef ADAM_REPORT_NUMBERS_FORMULAS_H
#define ADAM_REPORT_NUMBERS_FORMULAS_H

#include <stddef.h>

#include "base/text.h"

extern const char *const formulas_by_hand[];
extern const size_t formulas_by_hand_count;

/* Appends formula number 0, 1, ... of a list without end, always the same, in which each function
 * and each kind of power has its turn. */
void formula_generate(size_t number, struct text *out);

#endif
