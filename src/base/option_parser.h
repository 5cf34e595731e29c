/* Table-driven command-line options: parsing, defaults and help. */
#ifndef ADAM_REPORT_BASE_OPTION_PARSER_H
#define ADAM_REPORT_BASE_OPTION_PARSER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/suggestion.h"
#include "base/text.h"

struct option_row;

/* A value to be read. */
struct option_argument {
    const struct option_row *row;
    const char *value; /* NULL if the option takes none */
    bool is_default;   /* the default of the row: the option was not given */
};

/* Parses the value into the row's member of the options struct. STATUS_USAGE with a message that
 * names the option, its value and what is allowed. */
typedef enum status option_reader(void *member, const struct option_argument *argument,
                                  struct error *error);

enum interval { INTERVAL_CLOSED, INTERVAL_OPEN_BELOW, INTERVAL_OPEN_ABOVE };

/* Appends the values of an option that takes one of a list of names. */
typedef void option_choices(struct text *out);

struct option_row {
    const char *name;        /* long name without dashes; NULL: `about` is a heading of the help */
    const char *value;       /* placeholder of its value in the help: "N"; NULL: it takes none */
    const char *initial;     /* default, parsed if the option is not given; NULL: none */
    const char *shown;       /* default as shown in the help; NULL: initial */
    const char *about;       /* description, without a trailing period */
    const char *allowed;     /* its values, "a number above 0", for the help and for messages, after
                              * "must be"; NULL: given by `about` and the reader, or by */
    option_choices *choices; /* appends the values, instead of `allowed` */
    name_list *names;        /* its values, or the elements of a list; NULL: not names */
    double least, most;      /* limits of numbers; for texts, `most` is in characters */
    size_t member;           /* offset in the options struct of the member passed to `read` */
    option_reader *read;
    enum interval interval; /* whether least and most are included */
    char letter;            /* short form; 0: none */
    bool is_list;           /* its value can be several of the names, separated by commas */
    bool ends;              /* the rest of the command line is ignored: --help */
    bool is_recorded;       /* affects the artifacts, and is a parameter in their manifest */
};

/* An option of other programs and its equivalent. */
struct option_hint {
    const char *given;   /* without dashes: "learning-rate" */
    const char *instead; /* as on the command line: "--alpha", "--theme dark" */
    bool is_accepted;    /* accepted as another spelling, instead of only suggested */
};

/* The table of one command. */
struct option_table {
    const char *command; /* "compare" in messages; "": no name */
    const struct option_row *rows;
    size_t count;
    const struct option_hint *hints; /* NULL: none */
    size_t hint_count;
};

#define OPTION_TABLE_MAX 64       /* rows */
#define OPTION_TABLE_MAX_HINTS 64 /* hints */

/* Parses the options in argv[1], ... into the struct, then the defaults of those not given. After
 * STATUS_OK, *rest is the index of the first operand in argv, which is permuted, and *ended is set
 * if an option with `ends` stopped the parser before the defaults. */
enum status option_table_parse(const struct option_table *table, void *options, int argc,
                               char *argv[], int *rest, bool *ended, struct error *error);

/* Appends the rows for --help: two columns, at most 88 wide. */
void option_table_help(const struct option_table *table, struct text *out);

/* The row with this name, or NULL. */
const struct option_row *option_table_find(const struct option_table *table, const char *name);

/* The equivalent of an option of other programs, or NULL: "--alpha" for "lr". */
const char *option_table_hint(const struct option_table *table, const char *name, size_t length);

/* Appends the valid values of an option: `allowed`, or its choices. */
void option_row_values(const struct option_row *row, struct text *out);

/* Appends the description, values and default of an option as a phrase: "number of updates; a whole
 * number from 1 to 100000 (default: 60)". */
void option_row_describe(const struct option_row *row, struct text *out);

#endif
