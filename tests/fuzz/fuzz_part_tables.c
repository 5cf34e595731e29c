/* Tables of an ensemble under libFuzzer, as merge reads them. The first byte selects the run and
 * whether its header precedes the rest of the input. A table that is read has only outcomes that a
 * search can have, and is the one that a run with them writes, which the reader verifies. */
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/artifact_format.h"
#include "merge/part_tables.h"
#include "run/data_files.h"
#include "run/run_options.h"

#define WORDS 8

static const char *const runs[][WORDS] = {
    {"run", "-n", "20", "--runs", "3", "--seed", "11"},
    {"run", "-n", "20", "--runs", "2", "--seed", "11", "--optimizer=adam,momentum"},
    {"run", "--runs", "2", "--start", "0.5,0.5", "--problem=booth"},
    {"run", "--runs", "2", "--problem=1/x", "--minimum=-1e300", "--seed", "4294967294"},
};
#define RUNS (sizeof runs / sizeof *runs)

/* The options point into the words. */
static void parse(size_t which, struct run_options *options)
{
    static char words[WORDS][32];
    char *argv[WORDS + 1] = {NULL};
    struct error error;
    int argc = 0;

    for (; argc < WORDS && runs[which][argc] != NULL; argc++) {
        snprintf(words[argc], sizeof *words, "%s", runs[which][argc]);
        argv[argc] = words[argc];
    }
    if (run_options_parse(options, argc, argv, NULL, &error) != STATUS_OK)
        abort();
}

static void append_header(const struct run_options *options, struct text *table)
{
    struct results none;
    struct error error;

    if (part_tables_begin(&none, options, -1, &error) != STATUS_OK ||
        data_files_find(ARTIFACT_ENSEMBLE_RUNS)->write(options, &none, table, &error) != STATUS_OK)
        abort();
    const char *end = strrchr(text_string(table), '#');
    table->length = (size_t)(strchr(end, '\n') + 1 - text_string(table));
    table->data[table->length] = '\0';
    results_free(&none);
}

static void check(const struct results *results, const struct run_options *options)
{
    for (size_t i = 0; i < results->count; i++)
        for (size_t run = 0; run < options->study.runs; run++) {
            const struct outcome *one = &results->ensembles[i].runs[run];
            if (one->first < OUTCOME_NEVER || one->first >= (int)options->iterations ||
                one->ended < OUTCOME_NEVER || one->ended >= (int)options->iterations ||
                (one->ended == OUTCOME_NEVER && !isfinite(one->value)))
                abort();
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct run_options options;
    struct results results;
    struct text table = {0};
    struct error error = {""};

    if (size == 0)
        return 0;
    parse(data[0] / 2 % RUNS, &options);
    if (data[0] % 2 == 0)
        append_header(&options, &table);
    text_append_bytes(&table, data + 1, size - 1);
    if (part_tables_begin(&results, &options, -1, &error) != STATUS_OK)
        abort();
    enum status status = part_tables_read_runs(&results, &options, &table, &error);
    if (status == STATUS_OK)
        check(&results, &options);
    else if (status != STATUS_BAD_INPUT || *error.message == '\0')
        abort();
    results_free(&results);
    run_options_free(&options);
    text_free(&table);
    return 0;
}
