#include "explore/module_tables.h"

#include <stddef.h>

#include "base/elementary_tables.h"

#define QUARTER (SIN_STEPS / 2)

struct double_double elementary_sin_table[SIN_ENTRIES];

/* No zero becomes negative: those of the complete table are positive. */
static struct double_double negative(struct double_double sine)
{
    return (struct double_double){0 - sine.high, 0 - sine.low};
}

void module_tables_complete(void)
{
    for (size_t j = 0; j < SIN_ENTRIES; j++) {
        size_t step = j % SIN_STEPS;
        struct double_double sine =
            elementary_sin_quarter[step <= QUARTER ? step : SIN_STEPS - step];
        elementary_sin_table[j] = j / SIN_STEPS % 2 == 0 ? sine : negative(sine);
    }
}
