/* Tables of an ensemble under libFuzzer, as merge reads them. The first byte selects the table, the
 * run, and whether its header precedes the rest of the input. A table that is read has only numbers
 * that a run can have, and is the one that a run with them writes, which the reader verifies. */
#include <math.h>
#include <stdbool.h>
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

static const char *const names[] = {ARTIFACT_ENSEMBLE_RUNS, ARTIFACT_RUNTIME};

static void append_header(const char *name, const struct run_options *options, struct text *table)
{
    struct results none;
    struct error error;

    if (part_tables_begin(&none, options, -1, &error) != STATUS_OK ||
        data_files_find(name)->write(options, &none, table, &error) != STATUS_OK)
        abort();
    const char *end = strrchr(text_string(table), '#');
    table->length = (size_t)(strchr(end, '\n') + 1 - text_string(table));
    table->data[table->length] = '\0';
    results_free(&none);
}

static void check_runs(const struct ensemble *ensemble, int iterations)
{
    for (size_t run = 0; run < ensemble->run_count; run++) {
        const struct outcome *one = &ensemble->runs[run];
        if (one->first < OUTCOME_NEVER || one->first >= iterations || one->stays < OUTCOME_NEVER ||
            one->stays >= iterations || one->ended < OUTCOME_NEVER || one->ended >= iterations ||
            (one->ended == OUTCOME_NEVER && !isfinite(one->value)))
            abort();
    }
}

static void check_targets(const struct ensemble *ensemble)
{
    for (size_t t = 1; t < ensemble->points; t++)
        if (ensemble->targets_reached[t] < ensemble->targets_reached[t - 1] ||
            ensemble->targets_reached[t] > ensemble_most_targets(ensemble))
            abort();
}

static void set_runs(struct results *results)
{
    for (size_t i = 0; i < results->count; i++)
        for (size_t run = 0; run < results->ensembles[i].run_count; run++)
            results->ensembles[i].runs[run] = (struct outcome){
                .value = 1, .first = OUTCOME_NEVER, .stays = OUTCOME_NEVER, .ended = OUTCOME_NEVER};
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
    bool of_runs = data[0] < 2 * RUNS;
    parse(data[0] / 2 % RUNS, &options);
    if (data[0] % 2 == 0)
        append_header(names[!of_runs], &options, &table);
    text_append_bytes(&table, data + 1, size - 1);
    if (part_tables_begin(&results, &options, -1, &error) != STATUS_OK)
        abort();
    if (!of_runs)
        set_runs(&results);
    enum status status = of_runs ? part_tables_read_runs(&results, &options, &table, &error)
                                 : part_tables_read_runtime(&results, &options, &table, &error);
    if (status != STATUS_OK && (status != STATUS_BAD_INPUT || *error.message == '\0'))
        abort();
    for (size_t i = 0; i < results.count && status == STATUS_OK; i++) {
        check_runs(&results.ensembles[i], (int)options.iterations);
        check_targets(&results.ensembles[i]);
    }
    results_free(&results);
    run_options_free(&options);
    text_free(&table);
    return 0;
}
