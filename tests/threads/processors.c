/* Simulates several processors: threads that take turns on one processor can also have races. */
#include <stddef.h>

size_t __wrap_parallel_processors(void);

size_t __wrap_parallel_processors(void)
{
    return 4;
}
