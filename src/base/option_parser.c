#include "base/option_parser.h"

#include <getopt.h>
#include <string.h>

/* Values of getopt_long for options without a letter begin here. */
#define NO_LETTER 256

/* Where the second column of the help begins, and where its lines end. */
#define HELP_COLUMN 25
#define HELP_WIDTH 88

struct getopt_tables {
    char letters[2 * OPTION_TABLE_MAX + 2];
    struct option names[OPTION_TABLE_MAX + 1];
};

static int code_of(const struct option_table *table, size_t i)
{
    return table->rows[i].letter != 0 ? table->rows[i].letter : NO_LETTER + (int)i;
}

static const struct option_row *row_of(const struct option_table *table, int code)
{
    for (size_t i = 0; i < table->count; i++)
        if (table->rows[i].name != NULL && code_of(table, i) == code)
            return &table->rows[i];
    return NULL;
}

const struct option_row *option_table_find(const struct option_table *table, const char *name)
{
    for (size_t i = 0; i < table->count; i++)
        if (table->rows[i].name != NULL && strcmp(table->rows[i].name, name) == 0)
            return &table->rows[i];
    return NULL;
}

/* The colon in front makes getopt_long tell a missing value from an unknown option. */
static void make_getopt_tables(const struct option_table *table, struct getopt_tables *out)
{
    size_t names = 0, letters = 0;

    *out = (struct getopt_tables){.letters = ":"};
    letters = 1;
    for (size_t i = 0; i < table->count; i++) {
        const struct option_row *row = &table->rows[i];
        if (row->name == NULL)
            continue;
        out->names[names++] =
            (struct option){row->name, row->value == NULL ? no_argument : required_argument, NULL,
                            code_of(table, i)};
        if (row->letter == 0)
            continue;
        out->letters[letters++] = row->letter;
        if (row->value != NULL)
            out->letters[letters++] = ':';
    }
}

static enum status reject_option(const struct option_table *table, int code, char *argv[],
                                 struct error *error)
{
    const struct option_row *row =
        row_of(table, optopt); /* if it is a row, its value is at fault */
    const char *space = *table->command == '\0' ? "" : " ";
    const char *subject = *table->command == '\0' ? "there is" : table->command;
    const char *verb = *table->command == '\0' ? "" : " has";

    if (row != NULL)
        return error_set(error, STATUS_USAGE, "--%s: %s; see %s%s--help", row->name,
                         code == ':' ? "needs a value" : "takes no value", table->command, space);
    if (optopt != 0) /* a letter, perhaps one among others */
        return error_set(error, STATUS_USAGE, "-%c: %s%s no such option; see %s%s--help", optopt,
                         subject, verb, table->command, space);
    return error_set(error, STATUS_USAGE,
                     "%.255s: %s%s no such option, or more than one begins so; see %s%s--help",
                     argv[optind - 1], subject, verb, table->command, space);
}

static enum status read_row(const struct option_row *row, void *options, const char *value,
                            bool is_default, struct error *error)
{
    struct option_argument argument = {.row = row, .value = value, .is_default = is_default};

    return row->read((char *)options + row->member, &argument, error);
}

static enum status read_defaults(const struct option_table *table, void *options,
                                 const bool given[], struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < table->count && status == STATUS_OK; i++)
        if (table->rows[i].initial != NULL && !given[i])
            status = read_row(&table->rows[i], options, table->rows[i].initial, true, error);
    return status;
}

enum status option_table_parse(const struct option_table *table, void *options, int argc,
                               char *argv[], int *rest, bool *ended, struct error *error)
{
    struct getopt_tables tables;
    bool given[OPTION_TABLE_MAX] = {false};
    int code;

    make_getopt_tables(table, &tables);
    *ended = false;
    opterr = 0;
    optind = 0; /* start afresh, also where the tests parse many command lines */
    while ((code = getopt_long(argc, argv, tables.letters, tables.names, NULL)) != -1) {
        const struct option_row *row = row_of(table, code);
        if (row == NULL)
            return reject_option(table, code, argv, error);
        enum status status = read_row(row, options, optarg, false, error);
        if (status != STATUS_OK)
            return status;
        given[row - table->rows] = true;
        if (row->ends) {
            *ended = true;
            return STATUS_OK;
        }
    }
    *rest = optind;
    return read_defaults(table, options, given, error);
}

/* ---- Help ------------------------------------------------------------------------------------ */

void option_row_values(const struct option_row *row, struct text *out)
{
    if (row->choices != NULL)
        row->choices(out);
    else if (row->allowed != NULL)
        text_append(out, row->allowed);
}

void option_row_describe(const struct option_row *row, struct text *out)
{
    const char *initial = row->shown != NULL ? row->shown : row->initial;

    text_append(out, row->about);
    if (row->allowed != NULL || row->choices != NULL)
        text_append(out, "; ");
    option_row_values(row, out);
    if (initial != NULL && *initial != '\0')
        text_appendf(out, " (default: %s)", initial);
}

/* Appends words from the second column on; `column` is where the line has come to. */
static void append_wrapped(struct text *out, const char *words, size_t column)
{
    if (column + 2 > HELP_COLUMN) {
        text_append(out, "\n");
        column = 0;
    }
    text_appendf(out, "%*s", (int)(HELP_COLUMN - column), "");
    column = HELP_COLUMN;
    while (*words != '\0') {
        size_t length = strcspn(words, " ");
        if (column > HELP_COLUMN && column + 1 + length > HELP_WIDTH) {
            text_appendf(out, "\n%*s", HELP_COLUMN, "");
            column = HELP_COLUMN;
        }
        if (column > HELP_COLUMN)
            text_append(out, " ");
        column += length + (column > HELP_COLUMN);
        text_append_bytes(out, words, length);
        words += length;
        words += strspn(words, " ");
    }
    text_append(out, "\n");
}

static void append_row(const struct option_row *row, struct text *out)
{
    struct text words = {0};
    size_t begin = out->length;

    if (row->letter != 0)
        text_appendf(out, "  -%c, --%s", row->letter, row->name);
    else
        text_appendf(out, "      --%s", row->name);
    if (row->value != NULL)
        text_appendf(out, " %s", row->value);
    option_row_describe(row, &words);
    append_wrapped(out, text_string(&words), out->length - begin);
    out->failed = out->failed || words.failed;
    text_free(&words);
}

void option_table_help(const struct option_table *table, struct text *out)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct option_row *row = &table->rows[i];
        if (row->name != NULL)
            append_row(row, out);
        else
            text_appendf(out, "%s%s:\n", i == 0 ? "" : "\n", row->about);
    }
}
