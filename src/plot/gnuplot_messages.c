/* gnuplot's standard error: messages about a script, and its name and version. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plot/gnuplot.h"

/* The next message like `"/dev/stdin" line 12: undefined variable: foo`; NULL if there is none. */
static const char *next_message(const char *errors, long *line)
{
    static const char origin[] = "\"/dev/stdin\" line ";

    while ((errors = strstr(errors, origin)) != NULL) {
        char *end;
        errors += sizeof origin - 1;
        *line = strtol(errors, &end, 10);
        if (*line >= 1 && strncmp(end, ": ", 2) == 0)
            return end + 2;
    }
    return NULL;
}

bool gnuplot_first_error(const struct text *errors, long *line, const char **message,
                         size_t *length)
{
    static const char warning[] = "warning: ";
    long first_line = 0;
    const char *first = next_message(text_string(errors), &first_line);
    const char *found = first;

    *line = first_line;
    while (found != NULL && strncmp(found, warning, sizeof warning - 1) == 0)
        found = next_message(found, line);
    if (found == NULL) { /* only warnings: better than nothing */
        found = first;
        *line = first_line;
    }
    *message = found;
    *length = found == NULL ? 0 : strcspn(found, "\n");
    return found != NULL;
}

/* The length of the line printed by GNUPLOT_NAME_COMMAND if the text begins with it, else 0. */
static size_t own_name_length(const char *line)
{
    size_t length = strcspn(line, "\n");
    int major, minor, end = 0;

    if (length > 64 || sscanf(line, "gnuplot %d.%d patchlevel %n", &major, &minor, &end) != 2)
        return 0;
    return end > 0 && line[length] == '\n' ? length : 0;
}

bool gnuplot_own_name(const struct text *errors, struct text *name)
{
    size_t length = own_name_length(text_string(errors));

    text_append_bytes(name, text_string(errors), length);
    return length > 0;
}

const char *gnuplot_messages(const struct text *errors)
{
    const char *all = text_string(errors);

    return all + own_name_length(all);
}

bool gnuplot_lacks_terminal(const struct text *errors)
{
    return strstr(text_string(errors), "unknown or ambiguous terminal") != NULL;
}
