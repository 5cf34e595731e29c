#include "run/run_options.h"

#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/option_value.h"
#include "base/parallel.h"
#include "optimize/expression.h"
#include "plot/grid.h"

static enum status read_bounds(const struct option_argument *argument, struct bounds *bounds,
                               struct error *error)
{
    double x[4];

    if (!option_value_numbers(argument->value, x, 4))
        return option_value_reject(argument, "four numbers X1MIN,X1MAX,X2MIN,X2MAX", error);
    for (int i = 0; i < 4; i += 2) {
        double largest = fmax(fabs(x[i]), fabs(x[i + 1]));
        if (!(x[i] < x[i + 1]))
            return option_value_reject(argument,
                                       "four numbers with X1MIN < X1MAX and X2MIN < X2MAX", error);
        if (largest > 1e9 || x[i + 1] - x[i] < 1e-9 || x[i + 1] - x[i] < 1e-6 * largest)
            return option_value_reject(
                argument,
                "four numbers between -1e9 and 1e9, each pair at least 1e-9 and a "
                "millionth of its size apart",
                error);
    }
    *bounds = (struct bounds){.min = {x[0], x[2]}, .max = {x[1], x[3]}};
    return STATUS_OK;
}

enum { /* those without a short form */
       PROBLEM = 256,
       OPTIMIZER,
       START,
       BETA1,
       BETA2,
       EPSILON,
       BOUNDS,
       TOLERANCE,
       RUNS,
       SWEEP,
       SWEEP_SHOWS,
       THREADS,
       STEP,
       FORMAT,
       THEME,
       PALETTE,
       TRANSPARENT,
       ANIMATE,
       TITLE,
       LEVELS,
       SIZE,
       SCALE,
       LINK_PREFIX,
       FIGURES,
       GNUPLOT,
       TIMEOUT,
};

static const char short_options[] = ":s:n:a:o:qf:hV";
static const struct option long_options[] = {
    {"problem", required_argument, NULL, PROBLEM},
    {"optimizer", required_argument, NULL, OPTIMIZER},
    {"runs", required_argument, NULL, RUNS},
    {"sweep", required_argument, NULL, SWEEP},
    {"sweep-shows", required_argument, NULL, SWEEP_SHOWS},
    {"threads", required_argument, NULL, THREADS},
    {"seed", required_argument, NULL, 's'},
    {"start", required_argument, NULL, START},
    {"iterations", required_argument, NULL, 'n'},
    {"alpha", required_argument, NULL, 'a'},
    {"beta1", required_argument, NULL, BETA1},
    {"beta2", required_argument, NULL, BETA2},
    {"epsilon", required_argument, NULL, EPSILON},
    {"bounds", required_argument, NULL, BOUNDS},
    {"tolerance", required_argument, NULL, TOLERANCE},
    {"step", required_argument, NULL, STEP},
    {"output", required_argument, NULL, 'o'},
    {"quiet", no_argument, NULL, 'q'},
    {"figure", required_argument, NULL, 'f'},
    {"format", required_argument, NULL, FORMAT},
    {"theme", required_argument, NULL, THEME},
    {"palette", required_argument, NULL, PALETTE},
    {"transparent", no_argument, NULL, TRANSPARENT},
    {"animate", no_argument, NULL, ANIMATE},
    {"title", required_argument, NULL, TITLE},
    {"levels", required_argument, NULL, LEVELS},
    {"size", required_argument, NULL, SIZE},
    {"scale", required_argument, NULL, SCALE},
    {"link-prefix", required_argument, NULL, LINK_PREFIX},
    {"figures", required_argument, NULL, FIGURES},
    {"gnuplot", required_argument, NULL, GNUPLOT},
    {"timeout", required_argument, NULL, TIMEOUT},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},
    {NULL, 0, NULL, 0},
};

/* NULL for what is no option of ours. */
static const char *long_name(int option)
{
    for (const struct option *o = long_options; o->name != NULL; o++)
        if (o->val == option)
            return o->name;
    return NULL;
}

/* A formula of the user's own, after "expr:". */
static enum status read_expression(struct run_options *options,
                                   const struct option_argument *argument, struct error *error)
{
    expression_free(options->expression);
    options->expression = NULL;
    text_free(&options->formula);
    enum status status =
        expression_parse(argument->value + strlen(EXPRESSION_PREFIX), &options->expression, error);
    if (status != STATUS_OK)
        return error_prefix(error, status, "--problem '%.64s'", argument->value);
    expression_formula(options->expression, &options->formula);
    status = text_check(&options->formula, error);
    options->own = (struct problem){.name = argument->value,
                                    .title = "the formula given",
                                    .formula = text_string(&options->formula),
                                    .variables = 2,
                                    .expression = options->expression,
                                    .domain = problems[0].domain};
    options->problem = &options->own;
    return status;
}

static enum status read_problem(struct run_options *options, const struct option_argument *argument,
                                struct error *error)
{
    struct text names = {0};

    if (strncmp(argument->value, EXPRESSION_PREFIX, strlen(EXPRESSION_PREFIX)) == 0)
        return read_expression(options, argument, error);
    options->problem = problem_find(argument->value);
    if (options->problem != NULL)
        return STATUS_OK;
    for (size_t i = 0; i < problem_count; i++)
        text_appendf(&names, "%s, ", problems[i].name);
    text_append(&names, "or expr:FORMULA");
    option_value_reject(argument, text_string(&names), error);
    text_free(&names);
    return STATUS_USAGE;
}

/* The options of the run itself. */
static enum status read_run_option(struct run_options *options, int option,
                                   const struct option_argument *argument, struct error *error)
{
    unsigned long long whole = 0;
    enum status status;

    switch (option) {
    case PROBLEM:
        return read_problem(options, argument, error);
    case OPTIMIZER:
        return method_options_add(&options->methods, argument, error);
    case 's':
        options->seed_given = true;
        status = option_value_whole(argument, 0, UINT32_MAX, "a whole number from 0 to 4294967295",
                                    &whole, error);
        options->seed = (uint32_t)whole;
        return status;
    case 'n':
        status = option_value_whole(argument, 1, 100000, "a whole number from 1 to 100000", &whole,
                                    error);
        options->iterations = (size_t)whole;
        return status;
    case START:
        options->start_given = true;
        if (!option_value_numbers(argument->value, options->start, 2))
            return option_value_reject(argument, "two numbers X1,X2", error);
        return STATUS_OK;
    case BOUNDS:
        options->bounds_given = true;
        return read_bounds(argument, &options->bounds, error);
    case TOLERANCE:
        return option_value_real(argument, INTERVAL_CLOSED, -HUGE_VAL, HUGE_VAL, "a number",
                                 &options->tolerance, error);
    default: /* 'a', BETA1, BETA2, EPSILON */
        return method_options_common(&options->methods, argument, error);
    }
}

/* The options of many runs. */
static enum status read_study_option(struct study_options *study, int option,
                                     const struct option_argument *argument, struct error *error)
{
    switch (option) {
    case RUNS:
        return study_options_runs(study, argument, error);
    case SWEEP:
        return study_options_sweep(study, argument, error);
    case SWEEP_SHOWS:
        return study_options_view(study, argument, error);
    default: /* THREADS */
        return study_options_threads(study, argument, error);
    }
}

/* The options of the images. */
static enum status read_picture_option(struct figure_options *wanted, int option,
                                       const struct option_argument *argument, struct error *error)
{
    switch (option) {
    case 'f':
        return figure_options_figure(wanted, argument, error);
    case FORMAT:
        return figure_options_formats(wanted, argument, error);
    case THEME:
        return figure_options_theme(wanted, argument, error);
    case PALETTE:
        return figure_options_palette(wanted, argument, error);
    case SIZE:
        return figure_options_size(wanted, argument, error);
    case TITLE:
        return option_value_text(argument, RUN_OPTIONS_MAX_TITLE, &wanted->settings.title, error);
    case LEVELS:
        return figure_options_levels(wanted, argument, error);
    case SCALE:
        return option_value_real(argument, INTERVAL_CLOSED, 0.5, 8, "a number from 0.5 to 8",
                                 &wanted->settings.scale, error);
    default: /* FIGURES */
        return option_value_path(argument, &wanted->settings.scripts, error);
    }
}

/* The options of data, documents and files. */
static enum status read_output_option(struct run_options *options, int option,
                                      const struct option_argument *argument, struct error *error)
{
    switch (option) {
    case STEP:
        return option_value_real(argument, INTERVAL_OPEN_BELOW, 0, HUGE_VAL, "a number above 0",
                                 &options->step, error);
    case TIMEOUT:
        return option_value_real(argument, INTERVAL_OPEN_BELOW, 0, 86400,
                                 "a number of seconds above 0, at most 86400", &options->timeout,
                                 error);
    case LINK_PREFIX:
        return option_value_text(argument, RUN_OPTIONS_MAX_PREFIX, &options->link_prefix, error);
    case GNUPLOT:
        return option_value_path(argument, &options->gnuplot, error);
    default: /* 'o' */
        return option_value_path(argument, &options->output, error);
    }
}

static bool is_run_option(int option)
{
    switch (option) {
    case PROBLEM:
    case OPTIMIZER:
    case 's':
    case 'n':
    case 'a':
    case START:
    case BETA1:
    case BETA2:
    case EPSILON:
    case BOUNDS:
    case TOLERANCE:
        return true;
    default:
        return false;
    }
}

static bool is_study_option(int option)
{
    return option >= RUNS && option <= THREADS;
}

static bool is_picture_option(int option)
{
    return option == 'f' || option == FIGURES || (option >= FORMAT && option <= SCALE);
}

/* Those without a value. */
static bool read_switch(struct run_options *options, int option)
{
    switch (option) {
    case 'q':
        options->quiet = true;
        return true;
    case TRANSPARENT:
        options->figures.settings.transparent = true;
        return true;
    case ANIMATE:
        options->figures.animate = true;
        return true;
    default:
        return false;
    }
}

static void set_defaults(struct run_options *options)
{
    *options = (struct run_options){
        .action = ACTION_RUN,
        .problem = &problems[0],
        .study = {.threads = parallel_processors()},
        .iterations = 60,
        .tolerance = 5e-6,
        .seed = 1,
        .step = 0.1,
        .figures = {.settings = {.width = 640,
                                 .height = 480,
                                 .scale = 2,
                                 .levels = 50,
                                 .title = "",
                                 .palette = &figure_palettes[0]},
                    .formats[FIGURE_PNG] = true,
                    .themes[FIGURE_LIGHT] = true},
        .link_prefix = "",
        .gnuplot = "gnuplot",
        .timeout = 60,
        .output = "output",
    };
}

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

static enum status check_grid(const struct run_options *options, struct error *error)
{
    const struct bounds *b = &options->bounds;
    double nodes =
        grid_nodes_for_step(b, 0, options->step) * grid_nodes_for_step(b, 1, options->step);

    if (!(nodes <= RUN_OPTIONS_MAX_NODES))
        return error_set(error, STATUS_USAGE,
                         "--step '%g': must be so large that the grid has at most %d nodes, not "
                         "%.0f",
                         options->step, RUN_OPTIONS_MAX_NODES, nodes);
    return STATUS_OK;
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
        status = figure_options_finish(&options->figures, options->methods.count,
                                       options->study.runs > 0, options->study.swept, error);
    if (status == STATUS_OK && !options->figures.spacing_given)
        options->figures.settings.spacing = options->problem->spacing;
    if (status == STATUS_OK)
        status = choose_start(options, error);
    return status == STATUS_OK ? check_grid(options, error) : status;
}

static enum status bad_option(int option, char *argv[], struct error *error)
{
    const char *name = long_name(optopt); /* if it is one of ours, its value is the trouble */

    if (name != NULL)
        return error_set(error, STATUS_USAGE, "--%s: %s; see --help", name,
                         option == ':' ? "needs a value" : "takes no value");
    if (optopt != 0) /* a letter, perhaps one among others */
        return error_set(error, STATUS_USAGE, "-%c: there is no such option; see --help", optopt);
    return error_set(error, STATUS_USAGE,
                     "%.255s: there is no such option, or more than one begins so; see --help",
                     argv[optind - 1]);
}

/* The date of the build that a reproducible one is to name, which goes into a PDF. */
static enum status read_date(struct run_options *options, struct error *error)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    struct option_argument argument = {.option = "format", .value = epoch};
    unsigned long long seconds;

    if (epoch == NULL || *epoch == '\0' || !options->figures.formats[FIGURE_PDF])
        return STATUS_OK;
    if (option_value_whole(&argument, 0, RUN_OPTIONS_LAST_DATE, "", &seconds, error) != STATUS_OK)
        return error_set(error, STATUS_USAGE,
                         "SOURCE_DATE_EPOCH '%.64s': must be a whole number of seconds since 1970",
                         epoch);
    options->dated = true;
    options->date = (time_t)seconds;
    return STATUS_OK;
}

static enum status read_option(struct run_options *options, int option, struct error *error)
{
    struct option_argument argument = {.option = long_name(option), .value = optarg};

    if (read_switch(options, option))
        return STATUS_OK;
    if (is_run_option(option))
        return read_run_option(options, option, &argument, error);
    if (is_study_option(option))
        return read_study_option(&options->study, option, &argument, error);
    if (is_picture_option(option))
        return read_picture_option(&options->figures, option, &argument, error);
    return read_output_option(options, option, &argument, error);
}

static enum status parse_compare(struct run_options *options, int argc, char *argv[],
                                 struct error *error)
{
    enum status status = compare_options_parse(&options->compare, argc, argv, error);

    options->action = options->compare.help ? ACTION_COMPARE_HELP : ACTION_COMPARE;
    return status;
}

/* It takes nothing but --help. */
static enum status parse_list(struct run_options *options, int argc, char *argv[],
                              struct error *error)
{
    bool help = argc == 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0);

    if (argc > 1 && !help)
        return error_set(error, STATUS_USAGE, "list %.255s: list takes no options; see --help",
                         argv[1]);
    options->action = help ? ACTION_HELP : ACTION_LIST;
    return STATUS_OK;
}

enum status run_options_parse(struct run_options *options, int argc, char *argv[],
                              struct error *error)
{
    enum status status = STATUS_OK;
    int option;

    set_defaults(options);
    if (argc > 1 && strcmp(argv[1], "compare") == 0)
        return parse_compare(options, argc - 1, argv + 1, error);
    if (argc > 1 && strcmp(argv[1], "list") == 0)
        return parse_list(options, argc - 1, argv + 1, error);
    /* Here and not after the options: with POSIXLY_CORRECT in the environment getopt_long stops at
     * the first word that is no option. */
    bool named = argc > 1 && strcmp(argv[1], "run") == 0;
    if (named) {
        argv++;
        argc--;
    }
    opterr = 0;
    optind = 0; /* start afresh, also where the tests parse many command lines */
    while (status == STATUS_OK &&
           (option = getopt_long(argc, argv, short_options, long_options, NULL)) != -1) {
        if (option == '?' || option == ':')
            return bad_option(option, argv, error);
        if (option == 'h' || option == 'V') {
            options->action = option == 'h' ? ACTION_HELP : ACTION_VERSION;
            return STATUS_OK;
        }
        status = read_option(options, option, error);
    }
    if (status != STATUS_OK)
        return status;
    if (!named && optind < argc && strcmp(argv[optind], "run") == 0)
        optind++;
    if (optind < argc && strcmp(argv[optind], "compare") == 0)
        return error_set(error, STATUS_USAGE, "compare: must come before its options; see --help");
    if (optind < argc)
        return error_set(error, STATUS_USAGE, "%.255s: there is no such command; see --help",
                         argv[optind]);
    status = finish(options, error);
    return status == STATUS_OK ? read_date(options, error) : status;
}

void run_options_free(struct run_options *options)
{
    expression_free(options->expression);
    text_free(&options->formula);
    options->expression = NULL;
}

double run_options_threshold(const struct run_options *options)
{
    const struct problem *problem = options->problem;

    return (problem->minima_count > 0 ? problem->minimum : 0) + options->tolerance;
}
