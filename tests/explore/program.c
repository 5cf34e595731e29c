/* Files of the program for many command lines, without starting it for each: reads lines
 * "trajectory adam-report run ..." or "bands adam-report run ..." with words in the shell's quotes,
 * and prints for each the SHA-256 digest of the file, or "error: " and the message. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "plot/figure.h"
#include "plot/figure_data.h"
#include "plot/objective_map.h"
#include "run/data_files.h"
#include "run/results.h"
#include "run/run_options.h"

#define MOST_WORDS 256

static const int no_interrupt = -1;

/* Removes the quotes of the word at *next, and moves *next behind it. */
static char *take_word(char **next)
{
    char *word = *next, *end = word, *from = word;

    for (bool quoted = false; *from != '\0' && (quoted || *from != ' '); from++)
        if (*from == '\'')
            quoted = !quoted;
        else if (*from == '\\' && !quoted)
            *end++ = *++from;
        else
            *end++ = *from;
    *next = *from == '\0' ? from : from + 1;
    *end = '\0';
    return word;
}

static int split(char *line, char *words[])
{
    int count = 0;

    while (*line != '\0' && count < MOST_WORDS)
        words[count++] = take_word(&line);
    return count;
}

static enum status write_trajectory(const struct run_options *options, struct text *file,
                                    struct error *error)
{
    struct results results;
    enum status status = results_compute(&results, options, NULL, no_interrupt, error);

    if (status == STATUS_OK)
        status = data_files_find("trajectory.dat")->write(options, &results, file, error);
    results_free(&results);
    return status;
}

static enum status write_bands(const struct run_options *options, struct text *file,
                               struct error *error)
{
    struct objective_map map = {0};
    struct objective_map_plan plan = {.problem = options->problem,
                                      .bounds = options->bounds,
                                      .spacing = options->figures.settings.spacing,
                                      .bands = options->figures.settings.levels,
                                      .tolerance = figure_tolerance(&options->figures.settings)};
    struct figure_subject subject = {.bounds = options->bounds, .map = &map};
    enum status status = objective_map_make(&map, &plan, no_interrupt, error);

    if (status == STATUS_OK)
        status = figure_bands.write(&subject, no_interrupt, file, error);
    objective_map_free(&map);
    return status;
}

static void answer(char *line)
{
    char *words[MOST_WORDS];
    char digest[DIGEST_SIZE];
    struct run_options options;
    struct text file = {0};
    struct error error = {""};
    int count = split(line, words); /* the file, adam-report, run, and the options */
    enum status status = count < 3
                             ? error_set(&error, STATUS_USAGE, "no command")
                             : run_options_parse(&options, count - 2, words + 2, NULL, &error);

    if (status == STATUS_OK)
        status = strcmp(words[0], "bands") == 0 ? write_bands(&options, &file, &error)
                                                : write_trajectory(&options, &file, &error);
    if (status == STATUS_OK) {
        digest_bytes(text_string(&file), file.length, digest);
        puts(digest);
    } else
        printf("error: %s\n", error.message);
    if (count >= 3)
        run_options_free(&options);
    text_free(&file);
}

int main(void)
{
    char *line = NULL;
    size_t size = 0;

    while (getline(&line, &size, stdin) > 0) {
        line[strcspn(line, "\n")] = '\0';
        answer(line);
    }
    free(line);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
