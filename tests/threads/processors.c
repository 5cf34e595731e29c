/* Processors where there may be only one: threads that take turns race too. */
#include <stddef.h>

size_t __wrap_parallel_processors(void);

size_t __wrap_parallel_processors(void)
{
    return 4;
}
