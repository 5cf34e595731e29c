#include "compare/compare_options.h"

#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/option_value.h"

/* Some 32000 x 32000: a larger image is more likely a trap than a plot. */
#define DEFAULT_MAX_IMAGE_PIXELS 1000000000

enum { /* those without a short form */
       STRICT = 256,
       IGNORE_ADDED,
       ABSOLUTE,
       RELATIVE,
       THRESHOLD,
       ANTIALIASING,
       MAX_PIXELS,
       MAX_SHARE,
       IGNORE,
       MAX_IMAGE_PIXELS,
};

static const char short_options[] = ":o:qh";
static const struct option long_options[] = {
    {"output", required_argument, NULL, 'o'},
    {"quiet", no_argument, NULL, 'q'},
    {"help", no_argument, NULL, 'h'},
    {"strict", no_argument, NULL, STRICT},
    {"ignore-added", no_argument, NULL, IGNORE_ADDED},
    {"absolute", required_argument, NULL, ABSOLUTE},
    {"relative", required_argument, NULL, RELATIVE},
    {"threshold", required_argument, NULL, THRESHOLD},
    {"antialiasing", required_argument, NULL, ANTIALIASING},
    {"max-pixels", required_argument, NULL, MAX_PIXELS},
    {"max-share", required_argument, NULL, MAX_SHARE},
    {"ignore", required_argument, NULL, IGNORE},
    {"max-image-pixels", required_argument, NULL, MAX_IMAGE_PIXELS},
    {NULL, 0, NULL, 0},
};

static const char *long_name(int option)
{
    for (const struct option *o = long_options; o->name != NULL; o++)
        if (o->val == option)
            return o->name;
    return NULL;
}

static enum status read_region(struct compare_options *options,
                               const struct option_argument *argument, struct error *error)
{
    const char *text = argument->value;
    size_t numbers[4];

    for (size_t i = 0; i < 4; i++) {
        char *end = NULL;
        size_t digits = strspn(text, "0123456789");
        if (digits == 0 || digits > 9 || text[digits] != (i < 3 ? ',' : '\0'))
            return option_value_reject(argument, "four whole numbers of pixels X,Y,WIDTH,HEIGHT",
                                       error);
        numbers[i] = strtoul(text, &end, 10);
        text = end + 1;
    }
    if (options->region_count == COMPARE_MAX_REGIONS)
        return error_set(error, STATUS_USAGE, "--ignore: there may be at most %d",
                         COMPARE_MAX_REGIONS);
    options->regions[options->region_count++] = (struct image_region){
        .left = numbers[0], .top = numbers[1], .width = numbers[2], .height = numbers[3]};
    return STATUS_OK;
}

static enum status read_antialiasing(struct compare_options *options,
                                     const struct option_argument *argument, struct error *error)
{
    options->count_antialiased = strcmp(argument->value, "count") == 0;
    if (!options->count_antialiased && strcmp(argument->value, "ignore") != 0)
        return option_value_reject(argument, "ignore or count", error);
    return STATUS_OK;
}

static enum status read_pixels(const struct option_argument *argument, uint64_t *pixels,
                               struct error *error)
{
    unsigned long long whole = 0;
    enum status status =
        option_value_whole(argument, 0, 1000000000000, "a whole number of pixels", &whole, error);

    *pixels = whole;
    return status;
}

static enum status read_option(struct compare_options *options, int option,
                               const struct option_argument *argument, struct error *error)
{
    switch (option) {
    case 'o':
        return option_value_path(argument, &options->output, error);
    case ABSOLUTE:
        return option_value_real(argument, INTERVAL_CLOSED, 0, HUGE_VAL,
                                 "a number that is 0 or more", &options->tolerance.absolute, error);
    case RELATIVE:
        return option_value_real(argument, INTERVAL_CLOSED, 0, 1, "a number from 0 to 1",
                                 &options->tolerance.relative, error);
    case THRESHOLD:
        return option_value_real(argument, INTERVAL_CLOSED, 0, 1, "a number from 0 to 1",
                                 &options->threshold, error);
    case ANTIALIASING:
        return read_antialiasing(options, argument, error);
    case MAX_PIXELS:
        options->pixels_given = true;
        return read_pixels(argument, &options->max_pixels, error);
    case MAX_SHARE:
        options->share_given = true;
        return option_value_real(argument, INTERVAL_CLOSED, 0, 100,
                                 "a number of percent from 0 to 100", &options->max_share, error);
    case IGNORE:
        return read_region(options, argument, error);
    default: /* MAX_IMAGE_PIXELS */
        return read_pixels(argument, &options->max_image_pixels, error);
    }
}

/* Those without a value. */
static bool read_switch(struct compare_options *options, int option)
{
    switch (option) {
    case 'q':
        options->quiet = true;
        return true;
    case STRICT:
        options->strict = true;
        return true;
    case IGNORE_ADDED:
        options->ignore_added = true;
        return true;
    default:
        return false;
    }
}

static enum status bad_option(int option, char *argv[], struct error *error)
{
    const char *name = long_name(optopt);

    if (name != NULL)
        return error_set(error, STATUS_USAGE, "--%s: %s; see compare --help", name,
                         option == ':' ? "needs a value" : "takes no value");
    if (optopt != 0)
        return error_set(error, STATUS_USAGE, "-%c: compare has no such option; see compare --help",
                         optopt);
    return error_set(error, STATUS_USAGE,
                     "%.255s: compare has no such option, or more than one begins so; see compare "
                     "--help",
                     argv[optind - 1]);
}

static enum status take_paths(struct compare_options *options, int argc, char *argv[],
                              struct error *error)
{
    if (argc != 2)
        return error_set(error, STATUS_USAGE,
                         "compare: needs BASELINE and CANDIDATE, two directories or two files, "
                         "and got %d; see compare --help",
                         argc);
    for (int i = 0; i < 2; i++) {
        if (*argv[i] == '\0')
            return error_set(error, STATUS_USAGE, "compare: a path must not be empty");
        options->paths[i] = argv[i];
    }
    return STATUS_OK;
}

enum status compare_options_parse(struct compare_options *options, int argc, char *argv[],
                                  struct error *error)
{
    int option;

    *options =
        (struct compare_options){.threshold = 0.1, .max_image_pixels = DEFAULT_MAX_IMAGE_PIXELS};
    opterr = 0;
    optind = 0;
    while ((option = getopt_long(argc, argv, short_options, long_options, NULL)) != -1) {
        struct option_argument argument = {.option = long_name(option), .value = optarg};
        if (option == '?' || option == ':')
            return bad_option(option, argv, error);
        if (option == 'h') {
            options->help = true;
            return STATUS_OK;
        }
        if (read_switch(options, option))
            continue;
        enum status status = read_option(options, option, &argument, error);
        if (status != STATUS_OK)
            return status;
    }
    return take_paths(options, argc - optind, argv + optind, error);
}
