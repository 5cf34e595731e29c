#include "base/builtin.h"

#include <string.h>

const struct builtin *builtin_find(const char *name)
{
    for (size_t i = 0; i < builtin_count; i++)
        if (strcmp(builtins[i].name, name) == 0)
            return &builtins[i];
    return NULL;
}
