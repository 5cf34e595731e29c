#include "run/run_options.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/command_names.h"
#include "base/number.h"
#include "base/option_value.h"
#include "base/parallel.h"
#include "explore/module_bytes.h"
#include "optimize/expression.h"
#include "plot/grid.h"
#include "run/image_format.h"
#include "run/output_names.h"
#include "run/suite_options.h"
#include "run/tune_options.h"

/* Without --step, the maximum number of nodes per side of the grid in surface.dat. */
#define DEFAULT_NODES 201

/* With --explore: more would be too slow in a page that computes while a value is dragged. */
#define MOST_EXPLORED_ITERATIONS 20000

/* ---- Readers --------------------------------------------------------------------------------- */

static enum status reject_problem(const struct option_argument *argument, struct error *error)
{
    size_t length = strlen(argument->value);
    const char *nearest = suggestion_find(argument->value, length, problem_name);
    struct text names = {0};

    if (nearest != NULL)
        return option_value_unknown(argument, argument->value, length, nearest, error);
    for (size_t i = 0; i < problem_count; i++)
        text_appendf(&names, "%s, ", problems[i].name);
    text_append(&names, "or a formula in x and y, such as 'x^2+3*y^2'");
    option_value_must_be(argument, text_string(&names), error);
    text_free(&names);
    return STATUS_USAGE;
}

/* No name contains one of these characters, begins with a digit, or has fewer than three letters.
 */
static bool looks_like_formula(const char *text)
{
    size_t length = strlen(text);
    bool found = (*text >= '0' && *text <= '9') || (length > 0 && length <= 2);

    for (const char *c = text; *c != '\0'; c++)
        found = found || strchr("^*/+()=", *c) != NULL || (unsigned char)*c > '~';
    return found;
}

/* A name, or a formula with or without the prefix. */
static enum status read_problem(void *member, const struct option_argument *argument,
                                struct error *error)
{
    struct run_options *options = member;
    size_t prefix = strlen(EXPRESSION_PREFIX);
    bool has_prefix = strncmp(argument->value, EXPRESSION_PREFIX, prefix) == 0;

    if (!argument->is_default)
        options->problem_given = argument->value;
    options->problem = has_prefix ? NULL : problem_find(argument->value);
    if (options->problem != NULL)
        return STATUS_OK;
    enum status status =
        formula_parse(&options->formula, argument->value + (has_prefix ? prefix : 0), error);
    options->problem = &options->formula.problem;
    if (status != STATUS_USAGE)
        return status;
    return has_prefix || looks_like_formula(argument->value)
               ? error_prefix(error, status, "--problem '%.64s'", argument->value)
               : reject_problem(argument, error);
}

static enum status read_seed(void *member, const struct option_argument *argument,
                             struct error *error)
{
    struct run_options *options = member;
    unsigned long long seed = 0;
    enum status status = option_value_whole(argument, &seed, error);

    options->seed = (uint32_t)seed;
    options->seed_given = !argument->is_default;
    return status;
}

static enum status read_iterations(void *member, const struct option_argument *argument,
                                   struct error *error)
{
    struct run_options *options = member;

    options->iterations_given = !argument->is_default;
    return option_read_whole(&options->iterations, argument, error);
}

static enum status read_start(void *member, const struct option_argument *argument,
                              struct error *error)
{
    struct run_options *options = member;

    options->start_given = true;
    return number_read_list(argument->value, options->start, 2)
               ? STATUS_OK
               : option_value_reject(argument, error);
}

static enum status read_region(struct bounds *region, const struct option_argument *argument,
                               struct error *error)
{
    double x[4];

    if (!number_read_list(argument->value, x, 4))
        return option_value_must_be(argument,
                                    argument->row->names == NULL
                                        ? "four numbers X1MIN,X1MAX,X2MIN,X2MAX"
                                        : "auto, or four numbers X1MIN,X1MAX,X2MIN,X2MAX",
                                    error);
    switch (bounds_set(region, x)) {
    case BOUNDS_ORDER:
        return option_value_must_be(argument, "four numbers with X1MIN < X1MAX and X2MIN < X2MAX",
                                    error);
    case BOUNDS_SIZE:
        return option_value_reject(argument, error);
    default:
        return STATUS_OK;
    }
}

static enum status read_bounds(void *member, const struct option_argument *argument,
                               struct error *error)
{
    struct run_options *options = member;

    options->bounds_given = true;
    return read_region(&options->bounds, argument, error);
}

static enum status read_zoom(void *member, const struct option_argument *argument,
                             struct error *error)
{
    struct figure_options *options = member;
    bool is_auto =
        name_find(argument->value, strlen(argument->value), figure_options_zoom_name) == 0;

    options->zoom = is_auto ? ZOOM_AUTO : ZOOM_REGION;
    return is_auto ? STATUS_OK : read_region(&options->zoom_region, argument, error);
}

static enum status read_minimum(void *member, const struct option_argument *argument,
                                struct error *error)
{
    struct run_options *options = member;

    options->minimum_given = true;
    return option_value_real(argument, &options->minimum, error);
}

/* The values of --snippets: the languages, all and none. */
static const char *snippet_name(size_t i)
{
    if (i < snippet_language_count)
        return snippet_languages[i].name;
    return i == snippet_language_count ? "all" : i == snippet_language_count + 1 ? "none" : NULL;
}

static void append_snippets(struct text *out)
{
    for (size_t i = 0; snippet_name(i + 1) != NULL; i++)
        text_appendf(out, "%s, ", snippet_name(i));
    text_append(out, "none, or several separated by commas");
}

static enum status read_snippets(void *member, const struct option_argument *argument,
                                 struct error *error)
{
    bool *snippets = member;
    const char *name = argument->value;

    for (size_t i = 0; i < SNIPPET_LANGUAGES_MAX; i++)
        snippets[i] = false;
    for (;;) {
        size_t length = strcspn(name, ","), place;
        enum status status = option_value_part(argument, name, length, &place, error);
        if (status != STATUS_OK)
            return status;
        if (place > snippet_language_count && length < strlen(argument->value))
            return option_value_must_be(argument, "none alone, or names without it", error);
        for (size_t i = 0; i < snippet_language_count; i++)
            snippets[i] |= i == place || place == snippet_language_count;
        if (name[length] == '\0')
            return STATUS_OK;
        name += length + 1;
    }
}

/* What every document language accepts in a label. */
static enum status read_label_prefix(void *member, const struct option_argument *argument,
                                     struct error *error)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char others[] = "0123456789-";
    const char *prefix = argument->value;
    size_t length = 0;

    while (prefix[length] != '\0' && (strchr(letters, prefix[length]) != NULL ||
                                      (length > 0 && strchr(others, prefix[length]) != NULL)))
        length++;
    if (prefix[length] != '\0' || length > (size_t)argument->row->most)
        return option_value_reject(argument, error);
    *(const char **)member = prefix;
    return STATUS_OK;
}

static enum status read_images(void *member, const struct option_argument *argument,
                               struct error *error)
{
    const char *name = argument->value;

    *(const char **)member = name;
    if (*name == '\0' || output_names_is_directory(name, strlen(name)))
        return STATUS_OK;
    return output_names_is_taken(name)
               ? option_value_must_be(argument, "a name that no other output file or directory has",
                                      error)
               : option_value_reject(argument, error);
}

/* The values of --only; a name_list. */
static NAME_LIST(only_name, "documents")

    static enum status
    read_only(void *member, const struct option_argument *argument, struct error *error)
{
    size_t place;
    enum status status = option_value_name(argument, &place, error);

    *(bool *)member = status == STATUS_OK;
    return status;
}

static enum status read_help(void *member, const struct option_argument *argument,
                             struct error *error)
{
    (void)argument;
    (void)error;
    *(enum run_request *)member = RUN_REQUEST_HELP;
    return STATUS_OK;
}

static enum status read_version(void *member, const struct option_argument *argument,
                                struct error *error)
{
    (void)argument;
    (void)error;
    *(enum run_request *)member = RUN_REQUEST_VERSION;
    return STATUS_OK;
}

/* ---- The table ------------------------------------------------------------------------------- */

#define TO(field, reader) .member = offsetof(struct run_options, field), .read = (reader)
#define TO_ALL(reader) .member = 0, .read = (reader)

static const struct option_row rows[] = {
    {.about = "Search"},
    {.name = "problem",
     .value = "NAME",
     .initial = "sphere",
     .names = problem_name,
     .about = "function to minimize: a test problem (see 'adam-report list problems') or a formula "
              "in x and y, such as '(1-x)^2+100*(y-x^2)^2', optionally prefixed with expr:",
     .is_recorded = true,
     TO_ALL(read_problem)},
    {.name = "optimizer",
     .value = "NAME[:KEY=VALUE,...]",
     .initial = "adam",
     .shown = "adam; six optimizers with --suite",
     .names = optimizer_name,
     .is_list = true,
     .about = "optimizer, its parameters and the schedule of its step size (see 'adam-report list "
              "optimizers' and 'list schedules'), or several names separated by commas; may be "
              "repeated; up to 6 optimizers are compared from the same starting point",
     .is_recorded = true,
     TO(methods, method_options_add)},
    {.name = "seed",
     .letter = 's',
     .value = "N",
     .initial = "1",
     .about =
         "seed of the random starting point, as in numpy.random.seed; without it, all problems "
         "except sphere and formulas use a predefined starting point",
     .allowed = "a whole number from 0 to 4294967295",
     .most = 4294967295.0,
     .is_recorded = true,
     TO_ALL(read_seed)},
    {.name = "start",
     .value = "X1,X2",
     .about = "starting point, within the bounds",
     .allowed = "two numbers X1,X2",
     .is_recorded = true,
     TO_ALL(read_start)},
    {.name = "noise",
     .value = "SIGMA",
     .about = "add normally distributed noise with this standard deviation to each partial "
              "derivative that an optimizer gets or, with relative:R, with R times the absolute "
              "value of the partial derivative; f has no noise",
     .allowed = NOISE_ALLOWED,
     .is_recorded = true,
     TO(noise, noise_options_read)},
    {.name = "iterations",
     .letter = 'n',
     .value = "N",
     .initial = "60",
     .shown = "60; 200 with --suite",
     .about = "number of updates",
     .allowed = "a whole number from 1 to 100000",
     .least = 1,
     .most = 100000,
     .is_recorded = true,
     TO_ALL(read_iterations)},
    {.name = "alpha",
     .letter = 'a',
     .value = "A",
     .shown = "0.02",
     .about =
         "learning rate (step size); like the next three options, applies to every optimizer that "
         "has this parameter and neither sets it in --optimizer nor tunes it; the defaults shown "
         "are Adam's",
     .allowed = "a number above 0",
     .most = HUGE_VAL,
     .interval = INTERVAL_OPEN_BELOW,
     .is_recorded = true,
     TO(methods, method_options_common)},
    {.name = "beta1",
     .value = "B",
     .shown = "0.8",
     .about = "decay rate of the first moment",
     .allowed = "a number from 0 to below 1",
     .most = 1,
     .interval = INTERVAL_OPEN_ABOVE,
     .is_recorded = true,
     TO(methods, method_options_common)},
    {.name = "beta2",
     .value = "B",
     .shown = "0.999",
     .about = "decay rate of the second moment",
     .allowed = "a number from 0 to below 1",
     .most = 1,
     .interval = INTERVAL_OPEN_ABOVE,
     .is_recorded = true,
     TO(methods, method_options_common)},
    {.name = "epsilon",
     .value = "E",
     .shown = "1e-08",
     .about = "term added to the denominator to avoid division by zero",
     .allowed = "a number of 0 or more",
     .most = HUGE_VAL,
     .is_recorded = true,
     TO(methods, method_options_common)},
    {.name = "bounds",
     .value = "X1MIN,X1MAX,X2MIN,X2MAX",
     .shown = "those of the problem; -1,1,-1,1 for sphere and formulas",
     .about = "region of the starting point, the figures and surface.dat",
     .allowed = BOUNDS_ALLOWED,
     .is_recorded = true,
     TO_ALL(read_bounds)},
    {.name = "tolerance",
     .value = "F",
     .initial = "5e-6",
     .about = "report the first iteration at which f is less than F above its minimum, and the "
              "iteration from which it remains so; for a formula without --minimum, less than F",
     .allowed = "a number",
     .least = -HUGE_VAL,
     .most = HUGE_VAL,
     .is_recorded = true,
     TO(tolerance, option_read_real)},
    {.name = "minimum",
     .value = "F",
     .about =
         "known minimum of the formula in --problem, to which the tolerance and the charts are "
         "relative",
     .allowed = "a number",
     .least = -HUGE_VAL,
     .most = HUGE_VAL,
     .is_recorded = true,
     TO_ALL(read_minimum)},

    {.about = "Ensembles and sweeps"},
    {.name = "runs",
     .value = "N",
     .about = "also search from N random starting points, with consecutive seeds starting at "
              "--seed, and with --noise, with the noise of these seeds",
     .allowed = "a whole number from 2 to 100000",
     .least = 2,
     .most = STUDY_MAX_RUNS,
     .is_recorded = true,
     TO(study.runs, option_read_whole)},
    {.name = "tune",
     .value = "OPTIMIZER:KEY=LO:HI:N[:log],...",
     .names = optimizer_name,
     .about = "tune an optimizer, with or without --optimizer: try every combination of N values "
              "of each "
              "KEY, 2 to 1000, spaced linearly or, with :log, logarithmically, from the random "
              "starts of "
              "as many other seeds as --runs, and use the best by --criterion; may be repeated for "
              "other optimizers, each with the same number of settings, at most 10000",
     .is_recorded = true,
     TO(methods, tune_options_add)},
    {.name = "vary",
     .value = "WHAT",
     .shown = "both with --noise",
     .about = "what the seeds of --runs determine: the starting points, the noise, or both",
     .allowed = "start, noise or both",
     .names = noise_options_vary_name,
     .is_recorded = true,
     TO(noise, noise_options_vary)},
    {.name = "sweep",
     .value = "KEY=LO:HI:N[:log][,KEY=...]",
     .about = "also search with N values of a parameter of the single optimizer, 2 to 1000, spaced "
              "linearly or, with :log, logarithmically, or with every combination of the values "
              "of two parameters",
     .is_recorded = true,
     TO(study, study_options_sweep)},
    {.name = "suite",
     .about =
         "instead of a single problem, run the optimizers on all test problems, each within its "
         "own bounds from --runs random starting points (default: 100), and rank them; the "
         "default optimizers are gradient-descent, momentum, nesterov, adagrad, rmsprop and adam",
     .is_recorded = true,
     TO(suite, option_read_flag)},
    {.name = "basins",
     .value = "N",
     .about =
         "also search with the single optimizer from N x N starting points, the centers of equal "
         "cells of the bounds, and show which minimum is reached from each: the known minima, "
         "and those that the searches find",
     .allowed = "a whole number from 2 to 1000",
     .least = 2,
     .most = STUDY_MAX_SIDE,
     .is_recorded = true,
     TO(study.basins, option_read_whole)},
    {.name = "sweep-shows",
     .value = "WHAT",
     .initial = "iterations",
     .about = "what the sweep figure shows: the iterations until f is below the tolerance, or the "
              "final value of f, which is the default with --criterion final",
     .allowed = "iterations or value",
     .names = study_options_view_name,
     .is_recorded = true,
     TO(study, study_options_view)},
    {.name = "criterion",
     .value = "WHAT",
     .initial = "stays",
     .about = "when a run reaches the tolerance, which also determines the best setting of --sweep "
              "and --tune: when f is first below it (first), when f falls below it and stays "
              "there (stays), or if f is below it at the end (final; the best setting then has "
              "the lowest final value); in a sweep, a setting is judged by the worst of itself "
              "and its neighbors, up to 2, or 8 with two parameters; with --basins, first counts "
              "the first minimum that a search reaches, the others the one where it ends; the "
              "default with --sweep-shows value is final",
     .allowed = "first, stays or final",
     .names = study_options_criterion_name,
     .is_recorded = true,
     TO(study, study_options_criterion)},
    {.name = "threads",
     .value = "N",
     .shown = "one per processor",
     .about = "number of threads; does not affect the results",
     .allowed = "a whole number from 1 to 64",
     .least = 1,
     .most = 64,
     TO(study.threads, option_read_whole)},

    {.about = "Data and output files"},
    {.name = "step",
     .value = "D",
     .shown =
         "0.1, or for wide bounds the smallest of 0.2, 0.5, 1, 2, ... that gives at most 201 nodes "
         "per side",
     .about =
         "grid spacing of surface.dat, which has at most 1000000 nodes; rounded to the nearest "
         "spacing that divides the width of the bounds evenly",
     .allowed = "a number above 0",
     .most = HUGE_VAL,
     .interval = INTERVAL_OPEN_BELOW,
     .is_recorded = true,
     TO(step, option_read_real)},
    {.name = "state",
     .about = "also write state.dat, with the gradient, the states of the optimizer, the step and "
              "the effective step size in each update, and show the rule line by line in the "
              "report; the default with the figure state",
     .is_recorded = true,
     TO(state, option_read_flag)},
    {.name = "explore",
     .about = "also write explore.html, a page that repeats the run in a browser with the code of "
              "this program and lets you change its settings",
     .is_recorded = true,
     TO(explore, option_read_flag)},
    {.name = "output",
     .letter = 'o',
     .value = "DIR",
     .initial = "output",
     .about = "output directory; created if it does not exist",
     TO(output, option_read_path)},
    {.name = "atomic",
     .about =
         "replace the whole output directory in a single rename; unrelated files in it are kept",
     TO(atomic, option_read_flag)},
    {.name = "keep",
     .about =
         "keep files in the output directory that an earlier run wrote and this run does not; by "
         "default they are removed, except that --figure keeps the files of other figures",
     TO(keep, option_read_flag)},
    {.name = "quiet",
     .letter = 'q',
     .about = "print neither a line per iteration nor the location of the report",
     TO(quiet, option_read_flag)},

    {.about = "Figures"},
    {.name = "figure",
     .letter = 'f',
     .value = "NAME[,NAME...]",
     .names = figure_options_name,
     .is_list = true,
     .shown = "surface, contour and contour_path; also convergence with several optimizers or a "
              "problem other than sphere, contour_zoom with --zoom, ensemble and runtime with "
              "--runs, sweep with --sweep, and basins with --basins; with --suite, profile and "
              "contour_path",
     .about =
         "figures to draw (see 'adam-report list figures'); all for every figure available for "
         "this run, none for data only; may be repeated",
     .is_recorded = true,
     TO(figures, figure_options_figure)},
    {.name = "format",
     .value = "LIST",
     .initial = "png",
     .about = "image formats",
     .choices = image_format_append_choices,
     .names = image_format_name,
     .is_list = true,
     .is_recorded = true,
     TO(figures, figure_options_formats)},
    {.name = "theme",
     .value = "THEME",
     .initial = "light",
     .about =
         "theme for light pages, dark pages or both; both adds an image NAME-dark for each figure",
     .allowed = "light, dark or both",
     .names = figure_options_theme_name,
     .is_recorded = true,
     TO(figures, figure_options_theme)},
    {.name = "palette",
     .value = "NAME",
     .initial = "auto",
     .about = "color palette; auto is viridis for the sweep and jet for all other figures",
     .choices = figure_options_append_palettes,
     .names = figure_options_palette_name,
     .is_recorded = true,
     TO(figures, figure_options_palette)},
    {.name = "transparent",
     .about = "transparent background",
     .is_recorded = true,
     TO(figures.settings.transparent, option_read_flag)},
    {.name = "animate",
     .about = "also write contour_path.gif, an animation of the paths with the iteration and the "
              "value of f, of several optimizers the lowest; with both themes also "
              "contour_path-dark.gif",
     .is_recorded = true,
     TO(figures.animate, option_read_flag)},
    {.name = "panels",
     .about =
         "draw each of several optimizers in a separate panel of contour_path and surface_path; "
         "the default for five or more optimizers, in surface_path for four or more",
     .is_recorded = true,
     TO(figures.panels, option_read_flag)},
    {.name = "zoom",
     .value = "auto|X1MIN,X1MAX,X2MIN,X2MAX",
     .about = "also draw contour_zoom, in which a region is enlarged, and a frame around it in "
              "contour_path; auto is the region around the paths, which must be at most half as "
              "wide and high as the bounds",
     .allowed = "auto, or four numbers within the bounds, MIN below MAX by at least 1e-9 and by at "
                "least a millionth of the larger absolute value",
     .names = figure_options_zoom_name,
     .is_recorded = true,
     TO(figures, read_zoom)},
    {.name = "title",
     .value = "TEXT",
     .initial = "",
     .about = "title of the figures and the report, printed verbatim, but in the figures, "
              "U+FFFD replaces characters that DejaVu Sans does not have",
     .allowed = "at most 160 characters of UTF-8 without control characters",
     .most = 160,
     .is_recorded = true,
     TO(figures.settings.title, option_read_text)},
    {.name = "levels",
     .value = "N[:log|:linear]",
     .initial = "50",
     .shown = "50, with a spacing chosen for the problem",
     .about = "number of color bands and their spacing",
     .allowed = LEVELS_ALLOWED,
     .is_recorded = true,
     TO(figures, figure_options_levels)},
    {.name = "size",
     .value = "WxH",
     .initial = "640x480",
     .about = "size of the figures in points (1/72 inch)",
     .allowed = "WIDTHxHEIGHT in whole numbers from 320x240 to 4096x4096",
     .is_recorded = true,
     TO(figures, figure_options_size)},
    {.name = "scale",
     .value = "S",
     .initial = "2",
     .about =
         "pixels per point in PNG and GIF images, which have at most 32767 pixels per side and 100 "
         "million in total",
     .allowed = "a number from 0.5 to 8",
     .least = 0.5,
     .most = 8,
     .is_recorded = true,
     TO(figures.settings.scale, option_read_real)},
    {.name = "images",
     .value = "SUBDIR",
     .initial = "",
     .about = "subdirectory of the output directory for the images; all other files remain in the "
              "output directory itself",
     .allowed = "at most 64 letters, digits, periods, hyphens and underscores, not beginning or "
                "ending with a period or a hyphen",
     .is_recorded = true,
     TO(images, read_images)},
    {.name = "only",
     .value = "documents",
     .about = "write only the images and the snippets, with manifest.json and SHA256SUMS, but no "
              "scripts, data or report",
     .allowed = "documents",
     .names = only_name,
     .is_recorded = true,
     TO(only_documents, read_only)},
    {.name = "snippets",
     .value = "LIST",
     .initial = "md,md-github,html,rst,tex",
     .about = "snippets for including the figures in documents; see 'adam-report list snippets'",
     .choices = append_snippets,
     .names = snippet_name,
     .is_list = true,
     .is_recorded = true,
     TO(snippets, read_snippets)},
    {.name = "snippets-each",
     .about = "also write a file for each figure and kind of snippet, such as snippets/contour.tex",
     .is_recorded = true,
     TO(snippets_each, option_read_flag)},
    {.name = "label-prefix",
     .value = "PREFIX",
     .initial = "",
     .about =
         "prepended to the labels in the snippets, so that a document can include several runs",
     .allowed = "at most 100 letters, digits and hyphens, beginning with a letter",
     .most = 100,
     .is_recorded = true,
     TO(label_prefix, read_label_prefix)},
    {.name = "link-prefix",
     .value = "PATH",
     .initial = "",
     .about = "path prepended, with a slash, to the image names in the snippets",
     .allowed = "at most 1000 characters of UTF-8 without control characters",
     .most = 1000,
     .is_recorded = true,
     TO(link_prefix, option_read_text)},
    {.name = "figures",
     .value = "DIR",
     .about =
         "read the gnuplot scripts from this directory instead of the built-in ones; scripts can "
         "run any command",
     .is_recorded = true,
     TO(figures.settings.scripts, option_read_path)},
    {.name = "gnuplot",
     .value = "PATH",
     .initial = "gnuplot",
     .about = "gnuplot executable; searched for in $PATH if the name contains no slash",
     TO(gnuplot, option_read_path)},
    {.name = "timeout",
     .value = "SECONDS",
     .initial = "60",
     .about = "time limit for drawing the figures, and for waiting until another run in the same "
              "directory has finished",
     .allowed = "a number of seconds, above 0 and at most 86400",
     .most = 86400,
     .interval = INTERVAL_OPEN_BELOW,
     TO(timeout, option_read_real)},

    {.about = "General"},
    {.name = "help",
     .letter = 'h',
     .about = "print this help and exit",
     .ends = true,
     TO(request, read_help)},
    {.name = "version",
     .letter = 'V',
     .about = "print the version and exit",
     .ends = true,
     TO(request, read_version)},
};
_Static_assert(sizeof rows / sizeof *rows <= OPTION_TABLE_MAX, "increase OPTION_TABLE_MAX");

/* Names of these options in other programs. */
static const struct option_hint hints[] = {
    {.given = "optimiser", .instead = "--optimizer", .is_accepted = true},
    {.given = "lr", .instead = "--alpha"},
    {.given = "learning-rate", .instead = "--alpha"},
    {.given = "step-size", .instead = "--alpha"},
    {.given = "epochs", .instead = "--iterations"},
    {.given = "max-iter", .instead = "--iterations"},
    {.given = "steps", .instead = "--iterations"},
    {.given = "function", .instead = "--problem"},
    {.given = "formula", .instead = "--problem"},
    {.given = "method", .instead = "--optimizer"},
    {.given = "dark", .instead = "--theme dark"},
    {.given = "light", .instead = "--theme light"},
    {.given = "svg", .instead = "--format svg"},
    {.given = "pdf", .instead = "--format pdf"},
    {.given = "png", .instead = "--format png"},
    {.given = "gif", .instead = "--animate"},
    {.given = "colormap", .instead = "--palette"},
    {.given = "cmap", .instead = "--palette"},
    {.given = "dpi", .instead = "--scale"},
    {.given = "silent", .instead = "--quiet"},
};
_Static_assert(sizeof hints / sizeof *hints <= OPTION_TABLE_MAX_HINTS,
               "increase OPTION_TABLE_MAX_HINTS");

const struct option_table run_option_table = {.command = "",
                                              .rows = rows,
                                              .count = sizeof rows / sizeof *rows,
                                              .hints = hints,
                                              .hint_count = sizeof hints / sizeof *hints};

/* ---- Checks after the last option ------------------------------------------------------------ */

/* The start given by the user; without one or a seed, that of the problem; otherwise random. */
static enum status choose_start(struct run_options *options, struct error *error)
{
    const struct problem *problem = options->problem;
    const struct bounds *b = &options->bounds;

    options->has_start = options->start_given;
    if (options->start_given && !bounds_contain(b, options->start))
        return error_set(error, STATUS_USAGE,
                         "--start '%.17g,%.17g': must be within the bounds %.17g,%.17g,%.17g,%.17g",
                         options->start[0], options->start[1], b->min[0], b->max[0], b->min[1],
                         b->max[1]);
    if (options->start_given || options->seed_given || !problem->has_start ||
        !bounds_contain(b, problem->start))
        return STATUS_OK;
    options->has_start = true;
    memcpy(options->start, problem->start, sizeof options->start);
    return STATUS_OK;
}

static bool is_default_step(const struct bounds *bounds, double step)
{
    return grid_nodes_for_step(bounds, 0, step) <= DEFAULT_NODES &&
           grid_nodes_for_step(bounds, 1, step) <= DEFAULT_NODES;
}

/* The first of 0.1, 0.2, 0.5, 1, 2, 5, ... that gives a grid of moderate size. */
static double default_step(const struct bounds *bounds)
{
    static const double digits[] = {1, 2, 5};
    double step = 0, tenths = 1;

    for (size_t i = 0; i == 0 || !is_default_step(bounds, step); i++) {
        step = digits[i % 3] * tenths / 10;
        tenths = i % 3 == 2 ? 10 * tenths : tenths;
    }
    return step;
}

static enum status check_grid(const struct run_options *options, struct error *error)
{
    const struct bounds *b = &options->bounds;
    double nodes =
        grid_nodes_for_step(b, 0, options->step) * grid_nodes_for_step(b, 1, options->step);
    struct text step = {0};

    if (nodes <= RUN_OPTIONS_MAX_NODES)
        return STATUS_OK;
    text_append_shortest(&step, options->step);
    enum status status = error_set(error, STATUS_USAGE,
                                   "--step '%s': must give a grid of at most %d nodes, not %.0f",
                                   text_string(&step), RUN_OPTIONS_MAX_NODES, nodes);
    text_free(&step);
    return status;
}

/* Applied last, since --problem may follow --minimum. */
static enum status take_minimum(struct run_options *options, struct error *error)
{
    const struct problem *problem = options->problem;
    struct text given = {0};

    if (!options->minimum_given)
        return STATUS_OK;
    if (problem == &options->formula.problem) {
        formula_set_minimum(&options->formula, options->minimum);
        return STATUS_OK;
    }
    text_append_readable(&given, options->minimum);
    enum status status = error_set(
        error, STATUS_USAGE,
        "--minimum '%s': requires a formula in --problem; the minimum of %s is known: %.9g",
        text_string(&given), problem->name, problem->minimum);
    text_free(&given);
    return status;
}

/* The runs of an ensemble have consecutive seeds. */
static enum status check_seed(const struct run_options *options, struct error *error)
{
    size_t runs = options->study.runs;
    bool tuned = options->methods.tune_count > 0;
    size_t seeds = tuned ? 2 * runs : runs;

    if (runs == 0 || options->seed <= UINT32_MAX - (seeds - 1))
        return STATUS_OK;
    return error_set(error, STATUS_USAGE,
                     "--seed '%lu': must be at most %lu with --runs %zu%s, which uses consecutive "
                     "seeds",
                     (unsigned long)options->seed, (unsigned long)(UINT32_MAX - (seeds - 1)), runs,
                     tuned ? " and --tune" : "");
}

static enum status check_tuning(const struct run_options *options, struct error *error)
{
    const char *first = options->methods.tune_count > 0 ? options->methods.tunes[0] : NULL;

    if (first != NULL && options->study.runs == 0)
        return error_set(error, STATUS_USAGE,
                         "--tune '%.128s': requires --runs, the number of starts for each setting",
                         first);
    if (first != NULL && options->study.swept)
        return error_set(error, STATUS_USAGE, "--tune '%.128s': cannot be combined with --sweep",
                         first);
    return STATUS_OK;
}

/* What --only and --snippets-each select must exist. */
static enum status check_files(const struct run_options *options, struct error *error)
{
    bool any = false;

    for (size_t i = 0; i < snippet_language_count; i++)
        any = any || options->snippets[i];
    if (options->snippets_each && !any)
        return error_set(error, STATUS_USAGE,
                         "--snippets-each: cannot be combined with --snippets none");
    if (options->only_documents && options->figures.count == 0)
        return error_set(error, STATUS_USAGE, "--only 'documents': requires a figure");
    if (options->only_documents && options->state)
        return error_set(error, STATUS_USAGE,
                         "--state: cannot be combined with --only documents, which writes neither "
                         "data nor a report");
    return STATUS_OK;
}

/* Whether the page of --explore can show the run. */
static enum status check_explore(const struct run_options *options, struct error *error)
{
    if (!options->explore)
        return STATUS_OK;
    if (explore_module_length == 0)
        return error_set(error, STATUS_USAGE,
                         "--explore: not available, since adam-report was built without a compiler "
                         "for WebAssembly; install clang, lld, wasi-libc and "
                         "libclang-rt-dev-wasm32, and build adam-report again");
    if (options->suite)
        return error_set(error, STATUS_USAGE,
                         "--explore: cannot be combined with --suite, since the page shows one "
                         "problem");
    if (options->only_documents)
        return error_set(error, STATUS_USAGE,
                         "--explore: cannot be combined with --only documents, which writes no "
                         "report");
    if (options->iterations > MOST_EXPLORED_ITERATIONS)
        return error_set(error, STATUS_USAGE, "--explore: --iterations must be at most %d, not %zu",
                         MOST_EXPLORED_ITERATIONS, options->iterations);
    return STATUS_OK;
}

/* Settings that depend on more than one option. */
static enum status finish(struct run_options *options, struct error *error)
{
    enum status status = options->suite ? suite_options_finish(options, error) : STATUS_OK;

    if (!options->bounds_given)
        options->bounds = options->problem->domain;
    if (status == STATUS_OK)
        status = method_options_finish(&options->methods, error);
    if (status == STATUS_OK)
        status = study_options_finish(&options->study, &options->methods, error);
    if (status == STATUS_OK)
        status = noise_options_finish(&options->noise, options->study.runs, error);
    if (status == STATUS_OK)
        status = figure_options_finish(
            &options->figures,
            &(struct figure_run){.methods = options->methods.count,
                                 .is_tutorial = options->problem == &problems[0],
                                 .ensemble = options->study.runs > 0 && !options->suite,
                                 .suite = options->suite,
                                 .sweep = options->study.swept,
                                 .basins = options->study.basins > 0,
                                 .bounds = &options->bounds},
            error);
    if (status == STATUS_OK && !options->figures.spacing_given)
        options->figures.settings.spacing = options->problem->spacing;
    if (status == STATUS_OK)
        status = take_minimum(options, error);
    if (status == STATUS_OK)
        status = check_files(options, error);
    if (status == STATUS_OK)
        status = check_explore(options, error);
    if (status == STATUS_OK)
        status = check_tuning(options, error);
    if (status == STATUS_OK)
        status = check_seed(options, error);
    if (status == STATUS_OK)
        status = choose_start(options, error);
    if (options->step == 0) /* not a valid value: the option was not given */
        options->step = default_step(&options->bounds);
    return status == STATUS_OK ? check_grid(options, error) : status;
}

static bool has_dated_format(const struct figure_options *wanted)
{
    for (size_t i = 0; i < image_format_count; i++)
        if (wanted->formats[i] && image_formats[i].has_date)
            return true;
    return false;
}

/* The date that a reproducible build records in PDF files. */
static enum status read_date(struct run_options *options, const char *epoch, struct error *error)
{
    static const struct option_row row = {.name = "format", .most = RUN_OPTIONS_LAST_DATE};
    struct option_argument argument = {.row = &row, .value = epoch};
    unsigned long long seconds;

    if (epoch == NULL || *epoch == '\0' || !has_dated_format(&options->figures))
        return STATUS_OK;
    if (option_value_whole(&argument, &seconds, error) != STATUS_OK)
        return error_set(error, STATUS_USAGE,
                         "SOURCE_DATE_EPOCH '%.64s': must be a whole number of seconds since 1970, "
                         "at most %lld",
                         epoch, (long long)RUN_OPTIONS_LAST_DATE);
    options->dated = true;
    options->date = (time_t)seconds;
    return STATUS_OK;
}

static NAME_LIST(command_name, COMMAND_NAMES)

    static bool is_run(const char *word)
{
    return name_matches(word, strlen(word), command_name(0));
}

/* The option that accepts the word as a value, or NULL. */
static const struct option_row *row_with_name(const char *word)
{
    for (size_t i = 0; i < run_option_table.count; i++)
        if (rows[i].names != NULL &&
            rows[i].names(name_find(word, strlen(word), rows[i].names)) != NULL)
            return &rows[i];
    return NULL;
}

/* A formula that the shell has split: "--problem x^2 + y^2". */
static enum status suggest_quotes(const struct run_options *options, int count, char *argv[],
                                  struct error *error)
{
    error_set(error, STATUS_USAGE, "unexpected argument '%.64s'; did you mean --problem '%.128s",
              argv[0], options->formula.expression != NULL ? options->problem_given : "");
    for (int i = 0; i < count; i++)
        error_extend(error, STATUS_USAGE, "%s%.64s",
                     i > 0 || options->formula.expression != NULL ? " " : "", argv[i]);
    return error_extend(error, STATUS_USAGE, "'?%s",
                        count > 1 || options->formula.expression != NULL
                            ? " (quote a formula that contains spaces)"
                            : "");
}

/* Rejects an argument that is not an option: run takes none. */
static enum status reject_operand(const struct run_options *options, int count, char *argv[],
                                  struct error *error)
{
    const char *word = argv[0];
    const struct option_row *row = row_with_name(word);
    const char *nearest = is_run(word) ? NULL : suggestion_find(word, strlen(word), command_name);

    for (size_t i = 1; i < COMMAND_COUNT; i++)
        if (name_matches(word, strlen(word), command_name(i)))
            return error_set(error, STATUS_USAGE,
                             "%s: a command must precede its options; see --help", word);
    if (row != NULL)
        return error_set(error, STATUS_USAGE,
                         "unexpected argument '%.64s'; did you mean '--%s %.64s'?", word, row->name,
                         word);
    if (options->formula.expression != NULL || strpbrk(word, "^*/+()") != NULL)
        return suggest_quotes(options, count, argv, error);
    if (nearest != NULL)
        return error_set(error, STATUS_USAGE, "unknown command '%.255s'; did you mean '%s'?", word,
                         nearest);
    return error_set(error, STATUS_USAGE, "unknown command '%.255s'; see --help", word);
}

enum status run_options_parse(struct run_options *options, int argc, char *argv[],
                              const char *epoch, struct error *error)
{
    bool ended, named = is_run(argv[0]);
    int rest;

    *options = (struct run_options){.study = {.threads = parallel_processors()}};
    enum status status =
        option_table_parse(&run_option_table, options, argc, argv, &rest, &ended, error);
    if (status != STATUS_OK || ended)
        return status;
    if (!named && rest < argc && is_run(argv[rest]))
        rest++;
    if (rest < argc)
        return reject_operand(options, argc - rest, argv + rest, error);
    status = finish(options, error);
    return status == STATUS_OK ? read_date(options, epoch, error) : status;
}

void run_options_free(struct run_options *options)
{
    formula_free(&options->formula);
}

bool run_options_records(const struct run_options *options)
{
    bool is_drawn = false;

    for (size_t i = 0; i < options->figures.count; i++)
        is_drawn = is_drawn || options->figures.list[i]->is_recorded;
    return options->state || is_drawn;
}

const struct noise *run_options_noise(const struct run_options *options)
{
    return options->noise.given ? &options->noise.noise : NULL;
}

struct variation run_options_variation(const struct run_options *options)
{
    return (struct variation){.vary = options->noise.vary,
                              .seed = options->seed,
                              .start = options->has_start ? options->start : NULL};
}

void run_options_draw(const struct run_options *options, double start[], struct random *random)
{
    struct variation own = run_options_variation(options);
    size_t variables = options->problem->variables;

    own.vary = VARY_NOISE;
    variation_start(&own, options->seed, &options->bounds, variables, start);
    variation_random(&own, options->seed, variables, random);
}

double run_options_threshold(const struct run_options *options)
{
    const struct problem *problem = options->problem;

    return (problem_minimum_known(problem) ? problem->minimum : 0) + options->tolerance;
}
