#include "base/table_writer.h"

void table_writer_comment(struct text *table, const char *line)
{
    text_append(table, "# ");
    text_append(table, line);
    text_append(table, "\n");
}

void table_writer_row(struct text *table, const double values[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text_append(table, " ");
        text_append_double(table, values[i]);
    }
    text_append(table, "\n");
}

void table_writer_break(struct text *table)
{
    text_append(table, "\n");
}
