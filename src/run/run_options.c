#include "run/run_options.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/command_names.h"
#include "base/option_value.h"
#include "base/parallel.h"
#include "optimize/expression.h"
#include "plot/grid.h"
#include "run/image_format.h"

/* Nodes along a side of the grid in surface.dat that are enough without --step. */
#define DEFAULT_NODES 201

/* ---- Readers --------------------------------------------------------------------------------- */

/* A formula of the user's own: its name is EXPRESSION_PREFIX and the formula in the parser's
 * spelling, whether or not the prefix was given. */
static enum status take_expression(struct run_options *options, const char *text,
                                   struct error *error)
{
    expression_free(options->expression);
    options->expression = NULL;
    text_free(&options->formula);
    text_free(&options->formula_name);
    enum status status = expression_parse(text, &options->expression, error);
    if (status != STATUS_OK)
        return status;
    expression_formula(options->expression, &options->formula);
    text_appendf(&options->formula_name, EXPRESSION_PREFIX "%s",
                 expression_text(options->expression));
    options->own = (struct problem){.name = text_string(&options->formula_name),
                                    .title = "the formula given",
                                    .formula = text_string(&options->formula),
                                    .variables = 2,
                                    .expression = options->expression,
                                    .domain = problems[0].domain};
    options->problem = &options->own;
    status = text_check(&options->formula_name, error);
    return status == STATUS_OK ? text_check(&options->formula, error) : status;
}

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

/* No name has a character of these, begins with a digit, or is so short. */
static bool looks_like_formula(const char *text)
{
    size_t length = strlen(text);
    bool found = (*text >= '0' && *text <= '9') || (length > 0 && length <= 2);

    for (const char *c = text; *c != '\0'; c++)
        found = found || strchr("^*/+()=", *c) != NULL || (unsigned char)*c > '~';
    return found;
}

/* A name, or a formula, which needs no prefix if it is one. */
static enum status read_problem(void *member, const struct option_argument *argument,
                                struct error *error)
{
    struct run_options *options = member;
    size_t prefix = strlen(EXPRESSION_PREFIX);
    bool has_prefix = strncmp(argument->value, EXPRESSION_PREFIX, prefix) == 0;

    options->problem_given = argument->value;
    options->problem = has_prefix ? NULL : problem_find(argument->value);
    if (options->problem != NULL)
        return STATUS_OK;
    enum status status =
        take_expression(options, argument->value + (has_prefix ? prefix : 0), error);
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

static enum status read_start(void *member, const struct option_argument *argument,
                              struct error *error)
{
    struct run_options *options = member;

    options->start_given = true;
    return option_value_numbers(argument->value, options->start, 2)
               ? STATUS_OK
               : option_value_reject(argument, error);
}

static enum status read_bounds(void *member, const struct option_argument *argument,
                               struct error *error)
{
    struct run_options *options = member;
    double x[4];

    if (!option_value_numbers(argument->value, x, 4))
        return option_value_must_be(argument, "four numbers X1MIN,X1MAX,X2MIN,X2MAX", error);
    for (int i = 0; i < 4; i += 2) {
        double largest = fmax(fabs(x[i]), fabs(x[i + 1]));
        if (!(x[i] < x[i + 1]))
            return option_value_must_be(argument,
                                        "four numbers with X1MIN < X1MAX and X2MIN < X2MAX", error);
        if (largest > 1e9 || x[i + 1] - x[i] < 1e-9 || x[i + 1] - x[i] < 1e-6 * largest)
            return option_value_reject(argument, error);
    }
    options->bounds_given = true;
    options->bounds = (struct bounds){.min = {x[0], x[2]}, .max = {x[1], x[3]}};
    return STATUS_OK;
}

static enum status read_minimum(void *member, const struct option_argument *argument,
                                struct error *error)
{
    struct run_options *options = member;

    options->minimum_given = true;
    return option_value_real(argument, &options->minimum, error);
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
     .about = "test problem: a name that 'adam-report list problems' prints, or a formula in x and "
              "y, such as '(1-x)^2+100*(y-x^2)^2', which may begin with expr:",
     .is_recorded = true,
     TO_ALL(read_problem)},
    {.name = "optimizer",
     .value = "NAME[:KEY=VALUE,...]",
     .initial = "adam",
     .names = optimizer_name,
     .is_list = true,
     .about =
         "optimizer: a name that 'adam-report list optimizers' prints, with its parameters; or "
         "several names, separated by commas; may be repeated, for up to 6 optimizers, which "
         "are compared from the same start",
     .is_recorded = true,
     TO(methods, method_options_add)},
    {.name = "seed",
     .letter = 's',
     .value = "N",
     .initial = "1",
     .about = "seed of the random start, as for numpy.random.seed; all problems but sphere have a "
              "start of their own, which is used without a seed",
     .allowed = "a whole number from 0 to 4294967295",
     .most = 4294967295.0,
     .is_recorded = true,
     TO_ALL(read_seed)},
    {.name = "start",
     .value = "X1,X2",
     .about = "start here instead, within the bounds",
     .allowed = "two numbers X1,X2",
     .is_recorded = true,
     TO_ALL(read_start)},
    {.name = "iterations",
     .letter = 'n',
     .value = "N",
     .initial = "60",
     .about = "number of updates",
     .allowed = "a whole number from 1 to 100000",
     .least = 1,
     .most = 100000,
     .is_recorded = true,
     TO(iterations, option_read_whole)},
    {.name = "alpha",
     .letter = 'a',
     .value = "A",
     .shown = "0.02",
     .about =
         "step size; this and the next three are for every optimizer that has such a parameter "
         "and does not set it itself, and the defaults are Adam's",
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
     .about = "added to the square root in the divisor",
     .allowed = "a number that is 0 or more",
     .most = HUGE_VAL,
     .is_recorded = true,
     TO(methods, method_options_common)},
    {.name = "bounds",
     .value = "X1MIN,X1MAX,X2MIN,X2MAX",
     .shown = "the problem's; -1,1,-1,1 for sphere and formulas",
     .about = "region in which the minimum is sought",
     .allowed = "four numbers between -1e9 and 1e9, each pair at least 1e-9 and a millionth of its "
                "size apart",
     .is_recorded = true,
     TO_ALL(read_bounds)},
    {.name = "tolerance",
     .value = "F",
     .initial = "5e-6",
     .about = "report the first iteration at which f is less than F above its minimum, and from "
              "which on it stays so; for a formula without --minimum, less than F",
     .allowed = "a number",
     .least = -HUGE_VAL,
     .most = HUGE_VAL,
     .is_recorded = true,
     TO(tolerance, option_read_real)},
    {.name = "minimum",
     .value = "F",
     .about = "minimum of the formula of --problem, from which tolerance and charts count",
     .allowed = "a number",
     .least = -HUGE_VAL,
     .most = HUGE_VAL,
     .is_recorded = true,
     TO_ALL(read_minimum)},

    {.about = "Many runs"},
    {.name = "runs",
     .value = "N",
     .about = "also search from N random starts, with seeds from --seed on",
     .allowed = "a whole number from 2 to 100000",
     .least = 2,
     .most = STUDY_MAX_RUNS,
     .is_recorded = true,
     TO(study.runs, option_read_whole)},
    {.name = "sweep",
     .value = "KEY=LO:HI:N[:log],KEY=LO:HI:N[:log]",
     .about = "also search with every pair of N values, 2 to 1000, of two parameters of the one "
              "optimizer; evenly spaced, or with :log logarithmically",
     .is_recorded = true,
     TO(study, study_options_sweep)},
    {.name = "sweep-shows",
     .value = "WHAT",
     .initial = "iterations",
     .about = "what the figure of a sweep shows: iterations until f is below the tolerance, or its "
              "value at the end, which is the default with --criterion final",
     .allowed = "iterations or value",
     .names = study_options_view_name,
     .is_recorded = true,
     TO(study, study_options_view)},
    {.name = "criterion",
     .value = "WHAT",
     .initial = "stays",
     .about = "which setting of a sweep is the best: that with which f is first below the "
              "tolerance, stays below it from the earliest iteration on, or has the least final "
              "value, which is the default with --sweep-shows value; a setting counts as much as "
              "the worst of it and its up to 8 neighbors",
     .allowed = "first, stays or final",
     .names = study_options_criterion_name,
     .is_recorded = true,
     TO(study, study_options_criterion)},
    {.name = "threads",
     .value = "N",
     .shown = "one for each processor",
     .about = "number of threads; no result depends on it",
     .allowed = "a whole number from 1 to 64",
     .least = 1,
     .most = 64,
     TO(study.threads, option_read_whole)},

    {.about = "Data and files"},
    {.name = "step",
     .value = "D",
     .shown =
         "0.1; with wide bounds, the least of 0.2, 0.5, 1, 2, ... that makes at most 201 nodes "
         "a side",
     .about = "distance between the nodes of surface.dat, of which there may be 1000000; where it "
              "does not divide the width of the bounds, the nearest step that does",
     .allowed = "a number above 0",
     .most = HUGE_VAL,
     .interval = INTERVAL_OPEN_BELOW,
     .is_recorded = true,
     TO(step, option_read_real)},
    {.name = "output",
     .letter = 'o',
     .value = "DIR",
     .initial = "output",
     .about = "directory for the files; created if it is missing",
     TO(output, option_read_path)},
    {.name = "atomic",
     .about = "replace that directory as a whole, by one rename; other files in it are kept",
     TO(atomic, option_read_flag)},
    {.name = "keep",
     .about = "keep the files in DIR that an earlier run made and this one does not make; without "
              "it they are removed, except that --figure keeps those of other figures",
     TO(keep, option_read_flag)},
    {.name = "quiet",
     .letter = 'q',
     .about = "do not print a line for each iteration, nor where the report is",
     TO(quiet, option_read_flag)},

    {.about = "Figures"},
    {.name = "figure",
     .letter = 'f',
     .value = "NAME[,NAME...]",
     .names = figure_options_name,
     .is_list = true,
     .shown = "surface, contour, contour_path; with several optimizers or another problem than "
              "sphere convergence, with --runs ensemble, with --sweep sweep",
     .about =
         "draw these figures, of those that 'adam-report list figures' prints; all that the run "
         "can have, or none for data only; may be repeated",
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
     .about = "for light or dark pages, or both, which adds an image NAME-dark for each figure",
     .allowed = "light, dark or both",
     .names = figure_options_theme_name,
     .is_recorded = true,
     TO(figures, figure_options_theme)},
    {.name = "palette",
     .value = "NAME",
     .initial = "auto",
     .about = "colors of the levels; auto is jet, and for the sweep viridis",
     .choices = figure_options_append_palettes,
     .names = figure_options_palette_name,
     .is_recorded = true,
     TO(figures, figure_options_palette)},
    {.name = "transparent",
     .about = "no background, so that the page's shows through",
     .is_recorded = true,
     TO(figures.settings.transparent, option_read_flag)},
    {.name = "animate",
     .about = "also make contour_path.gif, in which the paths draw themselves",
     .is_recorded = true,
     TO(figures.animate, option_read_flag)},
    {.name = "panels",
     .about =
         "several optimizers: contour_path and surface_path have a panel for each; the default "
         "from five optimizers on, and for surface_path from four on",
     .is_recorded = true,
     TO(figures.panels, option_read_flag)},
    {.name = "title",
     .value = "TEXT",
     .initial = "",
     .about = "title above the figures and the report, taken verbatim",
     .allowed = "at most 160 characters of UTF-8 without control characters",
     .most = 160,
     .is_recorded = true,
     TO(figures.settings.title, option_read_text)},
    {.name = "levels",
     .value = "N[:log|:linear]",
     .initial = "50",
     .shown = "50, spaced as suits the problem",
     .about = "number of color bands, and how they are spaced",
     .allowed = "a whole number from 2 to 256, which may be followed by :log or :linear",
     .least = 2,
     .most = 256,
     .is_recorded = true,
     TO(figures, figure_options_levels)},
    {.name = "size",
     .value = "WxH",
     .initial = "640x480",
     .about = "size of the figures; a point is 1/72 inch",
     .allowed = "WIDTHxHEIGHT in whole points, from 320x240 to 4096x4096",
     .is_recorded = true,
     TO(figures, figure_options_size)},
    {.name = "scale",
     .value = "S",
     .initial = "2",
     .about = "pixels for each point in PNG; at most 32767 on a side and 100 million in all",
     .allowed = "a number from 0.5 to 8",
     .least = 0.5,
     .most = 8,
     .is_recorded = true,
     TO(figures.settings.scale, option_read_real)},
    {.name = "link-prefix",
     .value = "PATH",
     .initial = "",
     .about = "put before the names of the images in the snippets, with a slash between",
     .allowed = "at most 1000 characters of UTF-8 without control characters",
     .most = 1000,
     .is_recorded = true,
     TO(link_prefix, option_read_text)},
    {.name = "figures",
     .value = "DIR",
     .about = "take the gnuplot scripts from this directory instead of those built in; they can "
              "run any command",
     .is_recorded = true,
     TO(figures.settings.scripts, option_read_path)},
    {.name = "gnuplot",
     .value = "PATH",
     .initial = "gnuplot",
     .about = "gnuplot to use; looked up in PATH if it has no slash",
     TO(gnuplot, option_read_path)},
    {.name = "timeout",
     .value = "SECONDS",
     .initial = "60",
     .about = "longest wait for the figures, and before that for another run in the same directory",
     .allowed = "a number of seconds above 0, at most 86400",
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
_Static_assert(sizeof rows / sizeof *rows <= OPTION_TABLE_MAX, "make OPTION_TABLE_MAX larger");

/* What other programs call these options. */
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
               "make OPTION_TABLE_MAX_HINTS larger");

const struct option_table run_option_table = {.command = "",
                                              .rows = rows,
                                              .count = sizeof rows / sizeof *rows,
                                              .hints = hints,
                                              .hint_count = sizeof hints / sizeof *hints};

/* ---- After the last option ------------------------------------------------------------------- */

static bool is_within(const double x[], const struct bounds *b)
{
    return x[0] >= b->min[0] && x[0] <= b->max[0] && x[1] >= b->min[1] && x[1] <= b->max[1];
}

/* The user's start, else unless there is a seed the problem's own, else a random one. */
static enum status choose_start(struct run_options *options, struct error *error)
{
    const struct problem *problem = options->problem;
    const struct bounds *b = &options->bounds;

    options->has_start = options->start_given;
    if (options->start_given && !is_within(options->start, b))
        return error_set(error, STATUS_USAGE,
                         "--start '%.17g,%.17g': must be within the bounds %.17g,%.17g,%.17g,%.17g",
                         options->start[0], options->start[1], b->min[0], b->max[0], b->min[1],
                         b->max[1]);
    if (options->start_given || options->seed_given || !problem->has_start ||
        !is_within(problem->start, b))
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

/* The first of 0.1, 0.2, 0.5, 1, 2, 5, ... that makes a grid of moderate size. */
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
    enum status status =
        error_set(error, STATUS_USAGE,
                  "--step '%s': must be so large that the grid has at most %d nodes, not %.0f",
                  text_string(&step), RUN_OPTIONS_MAX_NODES, nodes);
    text_free(&step);
    return status;
}

/* Which problem it is for can come later. */
static enum status take_minimum(struct run_options *options, struct error *error)
{
    const struct problem *problem = options->problem;
    struct text given = {0};

    if (!options->minimum_given)
        return STATUS_OK;
    if (problem == &options->own) {
        options->own.minimum_given = true;
        options->own.minimum = options->minimum;
        return STATUS_OK;
    }
    text_append_readable(&given, options->minimum);
    enum status status =
        error_set(error, STATUS_USAGE,
                  "--minimum '%s': is for a formula as --problem; the minimum of %s is known, %.9g",
                  text_string(&given), problem->name, problem->minimum);
    text_free(&given);
    return status;
}

/* Each run of an ensemble has the next seed. */
static enum status check_seed(const struct run_options *options, struct error *error)
{
    size_t runs = options->study.runs;

    if (runs == 0 || options->seed <= UINT32_MAX - (runs - 1))
        return STATUS_OK;
    return error_set(error, STATUS_USAGE,
                     "--seed '%lu': must be at most %lu with --runs %zu: each run takes the next "
                     "seed",
                     (unsigned long)options->seed, (unsigned long)(UINT32_MAX - (runs - 1)), runs);
}

/* What depends on more than one option. */
static enum status finish(struct run_options *options, struct error *error)
{
    if (!options->bounds_given)
        options->bounds = options->problem->domain;
    enum status status = method_options_finish(&options->methods, error);
    if (status == STATUS_OK)
        status = study_options_finish(&options->study, &options->methods, error);
    if (status == STATUS_OK)
        status = figure_options_finish(
            &options->figures,
            &(struct figure_run){.methods = options->methods.count,
                                 .is_tutorial = options->problem == &problems[0],
                                 .ensemble = options->study.runs > 0,
                                 .sweep = options->study.swept},
            error);
    if (status == STATUS_OK && !options->figures.spacing_given)
        options->figures.settings.spacing = options->problem->spacing;
    if (status == STATUS_OK)
        status = take_minimum(options, error);
    if (status == STATUS_OK)
        status = check_seed(options, error);
    if (status == STATUS_OK)
        status = choose_start(options, error);
    if (options->step == 0) /* which the option does not allow: it was not given */
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

/* The date of the build that a reproducible one is to name, which goes into a PDF. */
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

/* The option whose value that could be: a row with a name like it. */
static const struct option_row *row_with_name(const char *word)
{
    for (size_t i = 0; i < run_option_table.count; i++)
        if (rows[i].names != NULL &&
            rows[i].names(name_find(word, strlen(word), rows[i].names)) != NULL)
            return &rows[i];
    return NULL;
}

/* A formula that the shell has taken apart: "--problem x^2 + y^2". */
static enum status suggest_quotes(const struct run_options *options, int count, char *argv[],
                                  struct error *error)
{
    error_set(error, STATUS_USAGE, "unexpected argument '%.64s'; did you mean --problem '%.128s",
              argv[0], options->expression != NULL ? options->problem_given : "");
    for (int i = 0; i < count; i++)
        error_extend(error, STATUS_USAGE, "%s%.64s",
                     i > 0 || options->expression != NULL ? " " : "", argv[i]);
    return error_extend(
        error, STATUS_USAGE, "'?%s",
        count > 1 || options->expression != NULL ? " A formula with spaces needs quotes" : "");
}

/* Arguments behind the options: run has none. */
static enum status reject_operand(const struct run_options *options, int count, char *argv[],
                                  struct error *error)
{
    const char *word = argv[0];
    const struct option_row *row = row_with_name(word);
    const char *nearest = is_run(word) ? NULL : suggestion_find(word, strlen(word), command_name);

    for (size_t i = 1; i < COMMAND_COUNT; i++)
        if (name_matches(word, strlen(word), command_name(i)))
            return error_set(error, STATUS_USAGE, "%s: must come before its options; see --help",
                             word);
    if (row != NULL)
        return error_set(error, STATUS_USAGE,
                         "unexpected argument '%.64s'; did you mean '--%s %.64s'?", word, row->name,
                         word);
    if (options->expression != NULL || strpbrk(word, "^*/+()") != NULL)
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
    expression_free(options->expression);
    text_free(&options->formula);
    text_free(&options->formula_name);
    options->expression = NULL;
}

double run_options_threshold(const struct run_options *options)
{
    const struct problem *problem = options->problem;

    return (problem_minimum_known(problem) ? problem->minimum : 0) + options->tolerance;
}
