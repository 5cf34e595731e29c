#include "command/options.h"

#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "command/value.h"
#include "plot/grid.h"

/* Along a side of a picture: what gnuplot's graphics library can do. */
#define MOST_PIXELS 32767

/* In all: each gnuplot takes four bytes for one, and more. */
#define MOST_AREA 1e8

static const char help[] =
    "Usage: " PROGRAM_NAME " [run] [options]\n"
    "\n"
    "Runs Adam on f(x) = x1^2 + x2^2 and writes data and figures into a directory:\n"
    "trajectory.dat, surface.dat, surface.png, contour.png, contour_path.png.\n"
    "\n"
    "The run:\n"
    "  -s, --seed N           seed of the random start, 0 to 4294967295 (1)\n"
    "      --start X1,X2      start here instead\n"
    "  -n, --iterations N     updates, 1 to 100000 (60)\n"
    "  -a, --alpha A          step size, above 0 (0.02)\n"
    "      --beta1 B          decay rate of the first moment, in [0,1) (0.8)\n"
    "      --beta2 B          decay rate of the second moment, in [0,1) (0.999)\n"
    "      --epsilon E        added to the root in the divisor, 0 or more (1e-08)\n"
    "      --bounds X1MIN,X1MAX,X2MIN,X2MAX\n"
    "                         where to look for the minimum (-1,1,-1,1); -1e9 to 1e9\n"
    "      --tolerance F      report when f is below F, first and for good (5e-06)\n"
    "\n"
    "The data:\n"
    "      --step D           distance between the nodes of surface.dat (0.1); at most\n"
    "                         1000000 nodes\n"
    "  -o, --output DIR       where the files go (output)\n"
    "  -q, --quiet            no line for each iteration\n"
    "\n"
    "The figures:\n"
    "  -f, --figure NAME      surface, contour, contour_path, or none for data only;\n"
    "                         repeatable (all three)\n"
    "      --levels N         colour bands, 2 to 256 (50)\n"
    "      --size WxH         points, of which 72 make an inch; 320x240 to 4096x4096\n"
    "                         (640x480)\n"
    "      --scale S          pixels for each point, 0.5 to 8 (2); at most 32767 on a side\n"
    "                         and 100 million in all\n"
    "      --figures DIR      take the gnuplot scripts from here\n"
    "      --gnuplot PATH     the gnuplot to use (gnuplot)\n"
    "      --timeout SECONDS  longest wait for the figures, and before that for another run\n"
    "                         in the same directory; at most 86400 (60)\n"
    "\n"
    "  -h, --help             print this text\n"
    "  -V, --version          print the version\n"
    "\n"
    "Exit status: 0 done, 2 wrong use or bad input, 3 could not be done,\n"
    "128+N ended by signal N. The files in the output directory are replaced all together\n"
    "or not at all.\n";

void options_print_help(FILE *stream)
{
    fputs(help, stream);
}

static enum status read_size(const struct argument *argument, struct figure_settings *pictures,
                             struct error *error)
{
    static const char allowed[] = "WIDTHxHEIGHT in whole points, from 320x240 to 4096x4096";
    const char *text = argument->value;
    char *end;

    if (text[strspn(text, "0123456789x")] != '\0' || strlen(text) > 9)
        return value_reject(argument, allowed, error);
    unsigned long width = strtoul(text, &end, 10);
    if (end == text || *end != 'x' || end[1] == '\0')
        return value_reject(argument, allowed, error);
    unsigned long height = strtoul(end + 1, &end, 10);
    if (*end != '\0' || width < 320 || width > 4096 || height < 240 || height > 4096)
        return value_reject(argument, allowed, error);
    pictures->width = (double)width;
    pictures->height = (double)height;
    return STATUS_OK;
}

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

/* Which figures were asked for, while the options are read. */
struct selection {
    bool none;
    bool figure[FIGURE_MAX]; /* by their place in the table */
};

static enum status select_figure(const struct argument *argument, struct selection *selection,
                                 struct error *error)
{
    const struct figure *figure = figure_find(argument->value);

    if (strcmp(argument->value, "none") == 0)
        selection->none = true;
    else if (figure != NULL)
        selection->figure[figure - figures] = true;
    else
        return value_reject(argument, "surface, contour, contour_path or none", error);
    return STATUS_OK;
}

/* In the order of the table; all of them if there was no word of it. */
static enum status take_figures(struct options *options, const struct selection *selection,
                                struct error *error)
{
    for (size_t i = 0; i < figure_count; i++)
        if (selection->figure[i])
            options->figures[options->figure_count++] = &figures[i];
    if (selection->none && options->figure_count > 0)
        return error_set(error, STATUS_USAGE,
                         "--figure 'none': must stand alone, without other figures");
    if (!selection->none && options->figure_count == 0)
        for (size_t i = 0; i < figure_count; i++)
            options->figures[options->figure_count++] = &figures[i];
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
       LEVELS,
       SIZE,
       SCALE,
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
    {"levels", required_argument, NULL, LEVELS},
    {"size", required_argument, NULL, SIZE},
    {"scale", required_argument, NULL, SCALE},
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

/* The options of data and pictures. */
static enum status read_output_option(struct options *options, int option,
                                      const struct argument *argument, struct selection *selection,
                                      struct error *error)
{
    unsigned long long whole = 0;
    enum status status;

    switch (option) {
    case STEP:
        return value_real(argument, VALUE_OPEN_BELOW, 0, HUGE_VAL, "a number above 0",
                          &options->step, error);
    case LEVELS:
        status = value_whole(argument, 2, 256, "a whole number from 2 to 256", &whole, error);
        options->pictures.levels = (size_t)whole;
        return status;
    case SIZE:
        return read_size(argument, &options->pictures, error);
    case SCALE:
        return value_real(argument, VALUE_CLOSED, 0.5, 8, "a number from 0.5 to 8",
                          &options->pictures.scale, error);
    case TIMEOUT:
        return value_real(argument, VALUE_OPEN_BELOW, 0, 86400,
                          "a number of seconds above 0, at most 86400", &options->timeout, error);
    case 'f':
        return select_figure(argument, selection, error);
    case FIGURES:
        return value_path(argument, &options->pictures.scripts, error);
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
        .pictures = {.width = 640, .height = 480, .scale = 2, .levels = 50},
        .gnuplot = "gnuplot",
        .timeout = 60,
        .output = "output",
    };
}

/* What cannot be said of one option alone. */
static enum status check_pixels(const struct figure_settings *pictures, struct error *error)
{
    double width = pictures->width * pictures->scale, height = pictures->height * pictures->scale;

    if (fmax(width, height) <= MOST_PIXELS && width * height <= MOST_AREA)
        return STATUS_OK;
    return error_set(
        error, STATUS_USAGE,
        "--scale '%g': must be so small that a picture has at most %d pixels on a side "
        "and %.0f in all, not %.0fx%.0f",
        pictures->scale, MOST_PIXELS, MOST_AREA, width, height);
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
    enum status status = check_pixels(&options->pictures, error);
    if (status != STATUS_OK)
        return status;
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

enum status options_parse(struct options *options, int argc, char *argv[], struct error *error)
{
    enum status status = STATUS_OK;
    struct selection selection = {0};
    int option;

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
        struct argument argument = {.option = long_name(option), .value = optarg};
        if (option == '?' || option == ':')
            return bad_option(option, argv, error);
        if (option == 'h' || option == 'V') {
            options->action = option == 'h' ? ACTION_HELP : ACTION_VERSION;
            return STATUS_OK;
        }
        if (option == 'q')
            options->quiet = true;
        else if (is_run_option(option))
            status = read_run_option(options, option, &argument, error);
        else
            status = read_output_option(options, option, &argument, &selection, error);
    }
    if (status != STATUS_OK)
        return status;
    if (!named && optind < argc && strcmp(argv[optind], "run") == 0)
        optind++;
    if (optind < argc)
        return error_set(error, STATUS_USAGE, "%.255s: there is no such command; see --help",
                         argv[optind]);
    status = take_figures(options, &selection, error);
    return status == STATUS_OK ? check_together(options, error) : status;
}
