/* Command-line options as rows of a table, from which come parsing, defaults and help. */
#ifndef ADAM_REPORT_BASE_OPTION_PARSER_H
#define ADAM_REPORT_BASE_OPTION_PARSER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/suggestion.h"
#include "base/text.h"

struct option_row;

/* A value being read. */
struct option_argument {
    const struct option_row *row;
    const char *value; /* NULL if the option takes none */
    bool is_default;   /* the row's own default, since the option was not given */
};

/* Reads the value into the row's member of the struct of options. STATUS_USAGE with a message that
 * names the option, its value and what is allowed. */
typedef enum status option_reader(void *member, const struct option_argument *argument,
                                  struct error *error);

enum interval { INTERVAL_CLOSED, INTERVAL_OPEN_BELOW, INTERVAL_OPEN_ABOVE };

/* Appends the values of an option that takes one of a list of names. */
typedef void option_choices(struct text *out);

struct option_row {
    const char *name;    /* long name without dashes; NULL: `about` is a heading of the help */
    const char *value;   /* what the help calls its value: "N"; NULL: it takes none */
    const char *initial; /* default: read where the option is not given; NULL: none */
    const char *shown;   /* what the help gives as the default in its place; NULL: initial */
    const char *about;   /* what it does, without a period at the end */
    const char *allowed; /* its values, "a number above 0": for the help and for messages, behind
                          * "must be"; NULL: `about` and the reader say it, or */
    option_choices *choices; /* appends what `allowed` would be */
    name_list *names;   /* its values, or what a list of them is made of; NULL: they are no names */
    double least, most; /* for readers of numbers; of texts, `most` is in characters */
    size_t member;      /* offset of what `read` writes to in the struct of options */
    option_reader *read;
    enum interval interval; /* which of least and most are values too */
    char letter;            /* short form; 0: none */
    bool is_list;           /* its value can be several of the names, separated by commas */
    bool ends;              /* what follows is not read: --help */
    bool is_recorded;       /* changes the artifacts, and so is a parameter in their manifest */
};

/* What somebody may try who knows other programs, and what does it here. */
struct option_hint {
    const char *given;   /* without dashes: "learning-rate" */
    const char *instead; /* as on the command line: "--alpha", "--theme dark" */
    bool is_accepted;    /* another spelling of that option, and not only answered with it */
};

/* The table of one command. */
struct option_table {
    const char *command; /* "compare" for messages; "" for what needs no name */
    const struct option_row *rows;
    size_t count;
    const struct option_hint *hints; /* NULL: none */
    size_t hint_count;
};

#define OPTION_TABLE_MAX 64       /* rows */
#define OPTION_TABLE_MAX_HINTS 64 /* hints */

/* Reads the options in argv[1], ... into the struct, then the defaults of those not given. After
 * STATUS_OK, *rest is the index of the first operand in argv, which is rearranged, and *ended tells
 * that a row's `ends` has stopped it early, before the defaults. */
enum status option_table_parse(const struct option_table *table, void *options, int argc,
                               char *argv[], int *rest, bool *ended, struct error *error);

/* Appends the rows for --help: two columns, at most 88 wide. */
void option_table_help(const struct option_table *table, struct text *out);

/* The row of that name, or NULL. */
const struct option_row *option_table_find(const struct option_table *table, const char *name);

/* What does here what an option of that name would do, or NULL: "--alpha" for "lr". */
const char *option_table_hint(const struct option_table *table, const char *name, size_t length);

/* Appends the values that an option takes: `allowed`, or its choices. */
void option_row_values(const struct option_row *row, struct text *out);

/* Appends what an option does, its values and its default, as a phrase: "number of updates, a whole
 * number from 1 to 100000 (default: 60)". */
void option_row_describe(const struct option_row *row, struct text *out);

#endif
