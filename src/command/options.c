#include "command/options.h"

#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "command/value.h"
#include "plot/grid.h"

static enum status read_bounds(const struct argument *argument, struct bounds *bounds,
                               struct error *error)
{
    double x[4];

    if (!value_numbers(argument->value, x, 4))
        return value_reject(argument, "four numbers X1MIN,X1MAX,X2MIN,X2MAX", error);
    for (int i = 0; i < 4; i += 2) {
        double largest = fmax(fabs(x[i]), fabs(x[i + 1]));
        if (!(x[i] < x[i + 1]))
            return value_reject(argument, "four numbers with X1MIN < X1MAX and X2MIN < X2MAX",
                                error);
        if (largest > 1e9 || x[i + 1] - x[i] < 1e-9 || x[i + 1] - x[i] < 1e-6 * largest)
            return value_reject(argument,
                                "four numbers between -1e9 and 1e9, each pair at least 1e-9 and a "
                                "millionth of its size apart",
                                error);
    }
    *bounds = (struct bounds){.min = {x[0], x[2]}, .max = {x[1], x[3]}};
    return STATUS_OK;
}

enum { /* those without a short form */
       START = 256,
       BETA1,
       BETA2,
       EPSILON,
       BOUNDS,
       TOLERANCE,
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

/* The options of the run itself. */
static enum status read_run_option(struct options *options, int option,
                                   const struct argument *argument, struct error *error)
{
    unsigned long long whole = 0;
    enum status status;

    switch (option) {
    case 's':
        status = value_whole(argument, 0, UINT32_MAX, "a whole number from 0 to 4294967295", &whole,
                             error);
        options->seed = (uint32_t)whole;
        return status;
    case 'n':
        status = value_whole(argument, 1, 100000, "a whole number from 1 to 100000", &whole, error);
        options->iterations = (size_t)whole;
        return status;
    case START:
        options->start_given = true;
        if (!value_numbers(argument->value, options->start, 2))
            return value_reject(argument, "two numbers X1,X2", error);
        return STATUS_OK;
    case 'a':
        return value_real(argument, VALUE_OPEN_BELOW, 0, HUGE_VAL, "a number above 0",
                          &options->adam.alpha, error);
    case BETA1:
        return value_real(argument, VALUE_OPEN_ABOVE, 0, 1, "a number from 0 to below 1",
                          &options->adam.beta1, error);
    case BETA2:
        return value_real(argument, VALUE_OPEN_ABOVE, 0, 1, "a number from 0 to below 1",
                          &options->adam.beta2, error);
    case EPSILON:
        return value_real(argument, VALUE_CLOSED, 0, HUGE_VAL, "a number that is 0 or more",
                          &options->adam.epsilon, error);
    case BOUNDS:
        return read_bounds(argument, &options->bounds, error);
    default: /* TOLERANCE */
        return value_real(argument, VALUE_CLOSED, -HUGE_VAL, HUGE_VAL, "a number",
                          &options->tolerance, error);
    }
}

/* The options of the pictures. */
static enum status read_picture_option(struct picture_options *pictures, int option,
                                       const struct argument *argument, struct error *error)
{
    unsigned long long whole = 0;
    enum status status;

    switch (option) {
    case 'f':
        return picture_options_figure(pictures, argument, error);
    case FORMAT:
        return picture_options_formats(pictures, argument, error);
    case THEME:
        return picture_options_theme(pictures, argument, error);
    case PALETTE:
        return picture_options_palette(pictures, argument, error);
    case SIZE:
        return picture_options_size(pictures, argument, error);
    case TITLE:
        return value_text(argument, OPTIONS_MAX_TITLE, &pictures->settings.title, error);
    case LEVELS:
        status = value_whole(argument, 2, 256, "a whole number from 2 to 256", &whole, error);
        pictures->settings.levels = (size_t)whole;
        return status;
    case SCALE:
        return value_real(argument, VALUE_CLOSED, 0.5, 8, "a number from 0.5 to 8",
                          &pictures->settings.scale, error);
    default: /* FIGURES */
        return value_path(argument, &pictures->settings.scripts, error);
    }
}

/* The options of data, documents and files. */
static enum status read_output_option(struct options *options, int option,
                                      const struct argument *argument, struct error *error)
{
    switch (option) {
    case STEP:
        return value_real(argument, VALUE_OPEN_BELOW, 0, HUGE_VAL, "a number above 0",
                          &options->step, error);
    case TIMEOUT:
        return value_real(argument, VALUE_OPEN_BELOW, 0, 86400,
                          "a number of seconds above 0, at most 86400", &options->timeout, error);
    case LINK_PREFIX:
        return value_text(argument, OPTIONS_MAX_PREFIX, &options->link_prefix, error);
    case GNUPLOT:
        return value_path(argument, &options->gnuplot, error);
    default: /* 'o' */
        return value_path(argument, &options->output, error);
    }
}

static bool is_run_option(int option)
{
    switch (option) {
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

static bool is_picture_option(int option)
{
    return option == 'f' || option == FIGURES || (option >= FORMAT && option <= SCALE);
}

/* Those without a value. */
static bool read_switch(struct options *options, int option)
{
    switch (option) {
    case 'q':
        options->quiet = true;
        return true;
    case TRANSPARENT:
        options->pictures.settings.transparent = true;
        return true;
    case ANIMATE:
        options->pictures.animate = true;
        return true;
    default:
        return false;
    }
}

static void set_defaults(struct options *options)
{
    *options = (struct options){
        .action = ACTION_RUN,
        .problem = &problem_sphere,
        .adam = {.alpha = 0.02, .beta1 = 0.8, .beta2 = 0.999, .epsilon = 1e-8},
        .iterations = 60,
        .tolerance = 5e-6,
        .seed = 1,
        .bounds = problem_sphere.domain,
        .step = 0.1,
        .pictures = {.settings = {.width = 640,
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

static enum status check_together(const struct options *options, struct error *error)
{
    const struct bounds *b = &options->bounds;

    if (options->start_given)
        for (size_t i = 0; i < 2; i++)
            if (options->start[i] < b->min[i] || options->start[i] > b->max[i])
                return error_set(
                    error, STATUS_USAGE,
                    "--start '%.17g,%.17g': must be within the bounds %.17g,%.17g,%.17g,%.17g",
                    options->start[0], options->start[1], b->min[0], b->max[0], b->min[1],
                    b->max[1]);
    double nodes =
        grid_nodes_for_step(b, 0, options->step) * grid_nodes_for_step(b, 1, options->step);
    if (!(nodes <= OPTIONS_MAX_NODES))
        return error_set(error, STATUS_USAGE,
                         "--step '%g': must be so large that the grid has at most %d nodes, not "
                         "%.0f",
                         options->step, OPTIONS_MAX_NODES, nodes);
    return STATUS_OK;
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
static enum status read_date(struct options *options, struct error *error)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    struct argument argument = {.option = "format", .value = epoch};
    unsigned long long seconds;

    if (epoch == NULL || *epoch == '\0' || !options->pictures.formats[FIGURE_PDF])
        return STATUS_OK;
    if (value_whole(&argument, 0, OPTIONS_LAST_DATE, "", &seconds, error) != STATUS_OK)
        return error_set(error, STATUS_USAGE,
                         "SOURCE_DATE_EPOCH '%.64s': must be a whole number of seconds since 1970",
                         epoch);
    options->dated = true;
    options->date = (time_t)seconds;
    return STATUS_OK;
}

static enum status read_option(struct options *options, int option, struct error *error)
{
    struct argument argument = {.option = long_name(option), .value = optarg};

    if (read_switch(options, option))
        return STATUS_OK;
    if (is_run_option(option))
        return read_run_option(options, option, &argument, error);
    if (is_picture_option(option))
        return read_picture_option(&options->pictures, option, &argument, error);
    return read_output_option(options, option, &argument, error);
}

static enum status parse_compare(struct options *options, int argc, char *argv[],
                                 struct error *error)
{
    enum status status = compare_options_parse(&options->compare, argc, argv, error);

    options->action = options->compare.help ? ACTION_COMPARE_HELP : ACTION_COMPARE;
    return status;
}

enum status options_parse(struct options *options, int argc, char *argv[], struct error *error)
{
    enum status status = STATUS_OK;
    int option;

    if (argc > 1 && strcmp(argv[1], "compare") == 0)
        return parse_compare(options, argc - 1, argv + 1, error);
    /* Here and not after the options: with POSIXLY_CORRECT in the environment getopt_long stops at
     * the first word that is no option. */
    bool named = argc > 1 && strcmp(argv[1], "run") == 0;
    if (named) {
        argv++;
        argc--;
    }
    set_defaults(options);
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
    status = picture_options_finish(&options->pictures, error);
    if (status == STATUS_OK)
        status = check_together(options, error);
    return status == STATUS_OK ? read_date(options, error) : status;
}
