/* Command lines under libFuzzer, and the settings of explore.html. The first byte selects the
 * command, or the settings; the rest are the arguments, or settings, one per line. Accepted
 * arguments result in valid settings, and are parsed to the same settings again; so are the command
 * lines of accepted settings. */
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "compare/accept_options.h"
#include "compare/compare_options.h"
#include "explore/settings.h"
#include "merge/merge_options.h"
#include "run/run_options.h"
#include "verify/verify_options.h"

#define MOST_WORDS 64

struct words {
    int count;
    char *list[MOST_WORDS + 1];
};

/* Cuts the text into words, in place. getopt_long puts its words in another order: each parse
 * begins with these. */
static void take_words(char *text, struct words *words)
{
    static char name[] = "adam-report";

    words->count = 0;
    words->list[words->count++] = name;
    for (char *word = strtok(text, "\n"); word != NULL && words->count < MOST_WORDS;
         word = strtok(NULL, "\n"))
        words->list[words->count++] = word;
    words->list[words->count] = NULL;
}

/* One line that says something. */
static enum status checked(enum status status, const struct error *error)
{
    if (status != STATUS_OK && status != STATUS_USAGE)
        abort();
    if (status != STATUS_OK && *error->message == '\0')
        abort();
    return status;
}

static bool is_between(double value, double least, double most)
{
    return value >= least && value <= most;
}

static void check_run(const struct run_options *options)
{
    const struct bounds *b = &options->bounds;
    const struct figure_settings *settings = &options->figures.settings;

    for (int i = 0; i < 2; i++)
        if (!(b->min[i] < b->max[i]) ||
            (options->has_start && !is_between(options->start[i], b->min[i], b->max[i])))
            abort();
    if (!is_between((double)options->iterations, 1, 100000) || !(options->step > 0) ||
        !is_between(settings->scale, 0.5, 8) || !is_between((double)settings->levels, 2, 256) ||
        !is_between(options->timeout, 0, 86400) || options->problem == NULL ||
        *options->output == '\0')
        abort();
}

static enum status parse_run(struct words words, const char *epoch)
{
    struct run_options options;
    struct error error = {""};

    enum status status =
        checked(run_options_parse(&options, words.count, words.list, epoch, &error), &error);
    if (status == STATUS_OK && options.request == RUN_REQUEST_RUN)
        check_run(&options);
    run_options_free(&options);
    return status;
}

static enum status parse_compare(struct words words)
{
    struct compare_options options;
    struct error error = {""};

    enum status status =
        checked(compare_options_parse(&options, words.count, words.list, &error), &error);
    if (status != STATUS_OK || options.help)
        return status;
    if (*options.paths[0] == '\0' || *options.paths[1] == '\0' ||
        options.pair.region_count > COMPARE_MAX_REGIONS ||
        !is_between(options.pair.threshold, 0, 1) || !is_between(options.pair.max_share, 0, 100) ||
        !is_between(options.pair.tolerance.relative, 0, 1) ||
        !(options.pair.tolerance.absolute >= 0))
        abort();
    return status;
}

static enum status parse_accept(struct words words)
{
    struct accept_options options;
    struct error error = {""};

    enum status status =
        checked(accept_options_parse(&options, words.count, words.list, &error), &error);
    if (status == STATUS_OK && !options.help &&
        (*options.paths[0] == '\0' || *options.paths[1] == '\0'))
        abort();
    return status;
}

static enum status parse_verify(struct words words)
{
    struct verify_options options;
    struct error error = {""};

    enum status status =
        checked(verify_options_parse(&options, words.count, words.list, &error), &error);
    if (status == STATUS_OK && !options.help &&
        (*options.directory == '\0' || !is_between(options.timeout, 0, 86400)))
        abort();
    return status;
}

static enum status parse_merge(struct words words)
{
    struct merge_options options;
    struct error error = {""};

    enum status status =
        checked(merge_options_parse(&options, words.count, words.list, &error), &error);
    if (status == STATUS_OK && !options.help &&
        (options.part_count < 1 || *options.parts[0] == '\0' || *options.output == '\0' ||
         !is_between(options.timeout, 0, 86400)))
        abort();
    return status;
}

/* ---- Settings of explore.html ---------------------------------------------------------------- */

/* Cuts a command into words, in place, as a shell does; its quotes are ' only. */
static void take_shell_words(char *command, struct words *words)
{
    bool quoted = false;
    char *end = command;

    words->count = 1;
    words->list[0] = command;
    for (const char *c = command; *c != '\0'; c++)
        if (*c == '\'')
            quoted = !quoted;
        else if (*c == '\\' && !quoted)
            *end++ = *++c;
        else if (*c != ' ' || quoted)
            *end++ = *c;
        else if (words->count == MOST_WORDS)
            abort();
        else {
            *end++ = '\0';
            words->list[words->count++] = end;
        }
    *end = '\0';
    words->list[words->count] = NULL;
}

static void compare_settings(const struct settings *settings, const struct run_options *options)
{
    if (strcmp(settings_problem(settings)->name, options->problem->name) != 0 ||
        settings->has_start != options->has_start ||
        settings->levels != options->figures.settings.levels ||
        settings->spacing != options->figures.settings.spacing ||
        settings_threshold(settings) != run_options_threshold(options) ||
        settings->iterations != options->iterations || settings->is_noisy != options->noise.given ||
        settings->count != options->methods.count)
        abort();
    for (int i = 0; i < 2 && settings->has_start; i++)
        if (settings->start[i] != options->start[i])
            abort();
    for (size_t i = 0; i < settings->count; i++)
        if (!method_equal(&settings->methods[i], &options->methods.list[i].method))
            abort();
}

static void check_settings(const struct settings *settings)
{
    struct run_options options;
    struct error error = {""};
    struct text command = {0};
    struct words words;

    settings_command(settings, &command);
    take_shell_words(command.data, &words);
    if (run_options_parse(&options, words.count, words.list, NULL, &error) != STATUS_OK)
        abort();
    check_run(&options);
    compare_settings(settings, &options);
    run_options_free(&options);
    text_free(&command);
}

static enum status parse_settings(const struct words *words)
{
    struct settings settings;
    struct settings_place place = {"", -1};
    struct error error = {""};
    struct text lines = {0};

    text_append(&lines, "");
    for (int i = 1; i < words->count; i++)
        text_appendf(&lines, "%s\n", words->list[i]);
    enum status status = checked(settings_parse(&settings, lines.data, &place, &error), &error);
    if (status == STATUS_OK)
        check_settings(&settings);
    settings_free(&settings);
    text_free(&lines);
    return status;
}

/* ---------------------------------------------------------------------------------------------- */

static enum status parse(uint8_t choice, const struct words *words, const char *epoch)
{
    switch ((uint8_t)(choice - '@') % 6) {
    case 0:
        return parse_run(*words, epoch);
    case 1:
        return parse_compare(*words);
    case 2:
        return parse_accept(*words);
    case 3:
        return parse_verify(*words);
    case 4:
        return parse_merge(*words);
    default:
        return parse_settings(words);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A last word of a run's that begins with '@' is SOURCE_DATE_EPOCH. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text text = {0};
    struct words words;
    const char *epoch = NULL;

    if (size == 0)
        return 0;
    text_append_bytes(&text, data + 1, size - 1);
    text_append(&text, "\n"); /* the text is not NULL */
    take_words(text.data, &words);
    if (words.count > 1 && *words.list[words.count - 1] == '@') {
        epoch = words.list[--words.count] + 1;
        words.list[words.count] = NULL;
    }
    if (parse(data[0], &words, epoch) != parse(data[0], &words, epoch))
        abort();
    text_free(&text);
    return 0;
}
