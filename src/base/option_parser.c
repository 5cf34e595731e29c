#include "base/option_parser.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

/* First getopt_long() value for options without a letter. */
#define NO_LETTER 256

/* Start of the second column of the help, and maximum line length. */
#define HELP_COLUMN 25
#define HELP_WIDTH 88

/* Number of dashes before a long name. */
#define DASHES 2

struct getopt_tables {
    char letters[2 * OPTION_TABLE_MAX + 2];
    struct option names[OPTION_TABLE_MAX + OPTION_TABLE_MAX_HINTS + 1];
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

const char *option_table_hint(const struct option_table *table, const char *name, size_t length)
{
    for (size_t i = 0; i < table->hint_count; i++)
        if (name_matches(name, length, table->hints[i].given))
            return table->hints[i].instead;
    return NULL;
}

static struct option getopt_name(const struct option_table *table, const struct option_row *row,
                                 const char *name)
{
    return (struct option){name, row->value == NULL ? no_argument : required_argument, NULL,
                           code_of(table, (size_t)(row - table->rows))};
}

/* Other spellings have the code of their option, so that they do not make prefixes ambiguous. */
static void add_spellings(const struct option_table *table, struct option names[])
{
    for (size_t i = 0; i < table->hint_count; i++)
        if (table->hints[i].is_accepted)
            *names++ =
                getopt_name(table, option_table_find(table, table->hints[i].instead + DASHES),
                            table->hints[i].given);
}

/* The leading colon makes getopt_long() distinguish a missing value from an unknown option. */
static void make_getopt_tables(const struct option_table *table, struct getopt_tables *out)
{
    size_t names = 0, letters = 0;

    *out = (struct getopt_tables){.letters = ":"};
    letters = 1;
    for (size_t i = 0; i < table->count; i++) {
        const struct option_row *row = &table->rows[i];
        if (row->name == NULL)
            continue;
        out->names[names++] = getopt_name(table, row, row->name);
        if (row->letter == 0)
            continue;
        out->letters[letters++] = row->letter;
        if (row->value != NULL)
            out->letters[letters++] = ':';
    }
    add_spellings(table, out->names + names);
}

/* ---- Invalid options ------------------------------------------------------------------------- */

static bool begins_so(const struct option_row *row, const char *word, size_t length)
{
    return row->name != NULL && strncmp(row->name, word, length) == 0;
}

/* Appends "--seed, --start": all names with this prefix. Returns their number. */
static size_t append_beginning(const struct option_table *table, const char *word, size_t length,
                               struct text *out)
{
    size_t count = 0;

    for (size_t i = 0; i < table->count; i++)
        if (begins_so(&table->rows[i], word, length))
            text_appendf(out, "%s--%s", count++ == 0 ? "" : ", ", table->rows[i].name);
    return count;
}

/* Prepends "compare: " to errors of commands other than run. */
static enum status with_command(const struct option_table *table, enum status status,
                                struct error *error)
{
    return *table->command == '\0' ? status : error_prefix(error, status, "%s", table->command);
}

/* `given` is the option as typed, without its value; `instead` is the suggestion, or NULL. */
static enum status unknown_option(const struct option_table *table, const char *given,
                                  size_t length, const char *instead, struct error *error)
{
    const char *space = *table->command == '\0' ? "" : " ";

    error_set(error, STATUS_USAGE, "unknown option '%.*s'; ", length > 255 ? 255 : (int)length,
              given);
    if (instead != NULL)
        error_extend(error, STATUS_USAGE, "did you mean '%s'?", instead);
    else
        error_extend(error, STATUS_USAGE, "see %s%s--help", table->command, space);
    return with_command(table, STATUS_USAGE, error);
}

static const char *nearest_name(const struct option_table *table, const char *word, size_t length)
{
    struct suggestion suggestion = {.word = word, .length = length};

    for (size_t i = 0; i < table->count; i++)
        if (table->rows[i].name != NULL)
            suggestion_consider(&suggestion, table->rows[i].name);
    return suggestion.name;
}

/* Rejects an argument that begins with two dashes. */
static enum status reject_name(const struct option_table *table, const char *argument,
                               struct error *error)
{
    const char *word = argument + DASHES;
    size_t length = strcspn(word, "=");
    struct text names = {0};
    char near[64];

    if (append_beginning(table, word, length, &names) > 1) {
        error_set(error, STATUS_USAGE, "option '--%.*s' is ambiguous: %s",
                  length > 64 ? 64 : (int)length, word, text_string(&names));
        text_free(&names);
        return with_command(table, STATUS_USAGE, error);
    }
    text_free(&names);
    const char *instead = option_table_hint(table, word, length);
    const char *name = nearest_name(table, word, length);
    if (instead == NULL && name != NULL) {
        snprintf(near, sizeof near, "--%s", name);
        instead = near;
    }
    return unknown_option(table, argument, length + DASHES, instead, error);
}

/* Whether the argument is a long name after a single dash, such as -output, which would be read as
 * letters. */
static bool lacks_dash(const struct option_table *table, const char *argument)
{
    size_t length = *argument == '-' ? strcspn(argument + 1, "=") : 0;

    for (size_t i = 0; i < table->count && length > 1; i++)
        if (begins_so(&table->rows[i], argument + 1, length) && table->rows[i].name[length] == '\0')
            return true;
    return false;
}

/* The first such argument that contains the letter or whose rest is the value; NULL if there is
 * none.
 */
static const char *without_dash(const struct option_table *table, int argc, char *argv[],
                                char letter, const char *value)
{
    for (int i = 1; i < argc; i++)
        if (argv[i] != NULL && lacks_dash(table, argv[i]) &&
            (value == NULL ? strchr(argv[i] + 1, letter) != NULL : argv[i] + DASHES == value))
            return argv[i];
    return NULL;
}

static enum status reject_without_dash(const struct option_table *table, const char *argument,
                                       struct error *error)
{
    size_t length = strcspn(argument, "=");
    char name[64];

    snprintf(name, sizeof name, "-%.*s", (int)length, argument);
    return unknown_option(table, argument, length, name, error);
}

static enum status reject_option(const struct option_table *table, int code, int argc, char *argv[],
                                 struct error *error)
{
    const struct option_row *row =
        row_of(table, optopt); /* a known option: its value is missing or unexpected */
    const char *space = *table->command == '\0' ? "" : " ";
    const char letter[] = {'-', (char)optopt, '\0'};

    if (row != NULL)
        return error_set(error, STATUS_USAGE, "--%s: %s; see %s%s--help", row->name,
                         code == ':' ? "requires a value" : "takes no value", table->command,
                         space);
    if (optopt == 0)
        return reject_name(table, argv[optind - 1], error);
    const char *argument = without_dash(table, argc, argv, (char)optopt, NULL);
    return argument != NULL ? reject_without_dash(table, argument, error)
                            : unknown_option(table, letter, DASHES, NULL, error);
}

/* ---- Values ---------------------------------------------------------------------------------- */

static bool looks_like_numbers(const char *text)
{
    return *text != '\0' && text[strspn(text, "+-.,0123456789eE")] == '\0' &&
           strpbrk(text, "0123456789") != NULL;
}

/* "--start 1 1": the shell has split a single value. */
static enum status suggest_comma(const struct option_row *row, const char *value, int argc,
                                 char *argv[], enum status status, struct error *error)
{
    struct text joined = {0};
    const char *before = value;

    if (row->value == NULL || strchr(row->value, ',') == NULL || !looks_like_numbers(value) ||
        optind >= argc || !looks_like_numbers(argv[optind]))
        return status;
    text_append(&joined, value);
    for (int i = optind; i < argc && looks_like_numbers(argv[i]); before = argv[i++])
        text_appendf(&joined, "%s%s", before[strlen(before) - 1] == ',' ? "" : ",", argv[i]);
    error_extend(error, status, "; did you mean '--%s %.255s'?", row->name, text_string(&joined));
    text_free(&joined);
    return status;
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
    optind = 0; /* restart, since tests parse many command lines */
    while ((code = getopt_long(argc, argv, tables.letters, tables.names, NULL)) != -1) {
        const struct option_row *row = row_of(table, code);
        if (row == NULL)
            return reject_option(table, code, argc, argv, error);
        const char *wrong = row->letter == 0 || optarg == NULL
                                ? NULL
                                : without_dash(table, argc, argv, row->letter, optarg);
        if (wrong != NULL)
            return reject_without_dash(table, wrong, error);
        enum status status = read_row(row, options, optarg, false, error);
        if (status != STATUS_OK)
            return suggest_comma(row, optarg, argc, argv, status, error);
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
    bool is_literal =
        row->allowed != NULL && row->value != NULL && strcmp(row->allowed, row->value) == 0;

    text_append(out, row->about);
    if (!is_literal && (row->allowed != NULL || row->choices != NULL)) {
        text_append(out, "; ");
        option_row_values(row, out);
    }
    if (initial != NULL && *initial != '\0')
        text_appendf(out, " (default: %s)", initial);
}

/* Appends words in the second column; `column` is the current position in the line. */
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
