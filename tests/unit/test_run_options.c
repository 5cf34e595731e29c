#include "run/image_format.h"
#include "run/run_options.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support.h"
#include "unit_tests.h"

#define MOST_WORDS 16

/* The words of a command line behind the program's name, up to NULL. */
static enum status parse(const char *const words[], struct run_options *options,
                         struct error *error)
{
    static char program[] = "adam-report", copies[MOST_WORDS][128];
    char *argv[MOST_WORDS + 2] = {program};
    int argc = 1;

    error->message[0] = '\0';
    for (; words[argc - 1] != NULL; argc++) {
        ck_assert_int_le(argc, MOST_WORDS);
        argv[argc] = copies[argc - 1];
        snprintf(copies[argc - 1], sizeof *copies, "%s", words[argc - 1]);
    }
    return run_options_parse(options, argc, argv, NULL, error);
}

static struct run_options parse_good(const char *const words[])
{
    struct run_options options;
    struct error error;

    assert_status(parse(words, &options, &error), STATUS_OK, &error);
    return options;
}

static size_t format_index(const char *name)
{
    return (size_t)(image_format_find(name, strlen(name)) - image_formats);
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

START_TEST(without_options_it_is_the_tutorials_run)
{
    struct run_options o = parse_good((const char *const[]){NULL});

    ck_assert_int_eq((int)o.request, RUN_REQUEST_RUN);
    ck_assert_ptr_eq(o.problem, &problems[0]);
    assert_same_double(o.methods.list[0].method.parameters[0], 0.02);
    assert_same_double(o.methods.list[0].method.parameters[1], 0.8);
    assert_same_double(o.methods.list[0].method.parameters[2], 0.999);
    assert_same_double(o.methods.list[0].method.parameters[3], 1e-8);
    ck_assert_uint_eq(o.iterations, 60);
    assert_same_double(o.tolerance, 5e-6);
    ck_assert_uint_eq(o.seed, 1);
    ck_assert(!o.start_given && !o.quiet);
    for (int i = 0; i < 2; i++) {
        assert_same_double(o.bounds.min[i], -1);
        assert_same_double(o.bounds.max[i], 1);
    }
    assert_same_double(o.step, 0.1);
}
END_TEST

static const struct {
    const char *bounds;
    double step;
} default_steps[] = {
    {"-1,1,-1,1", 0.1},    {"0,1e-9,5,5.00001", 0.1}, {"-10,10,-10,10", 0.1},
    {"0,20.04,0,1", 0.1}, /* 200 steps of 0.1002 */
    {"0,20.06,0,1", 0.2},  {"0,1,0,41", 0.5},         {"-50,50,-50,50", 0.5},
    {"0,101,0,20", 1},     {"0,1,0,400", 2},          {"0,401,0,1", 5},
    {"0,1234,0,2011", 20}, {"-1e9,1e9,-1,1", 1e7},    {"-1e9,1e9,-1e9,1e9", 1e7},
};

/* The least of 0.1, 0.2, 0.5, 1, 2, 5, ... that gives at most 201 nodes a side. */
START_TEST(the_default_step_follows_the_bounds)
{
    const char *bounds = default_steps[_i].bounds;
    struct run_options o = parse_good(WORDS("--bounds", bounds));

    assert_same_double(o.step, default_steps[_i].step);
    o = parse_good(WORDS("--bounds", bounds, "--step", "1e8"));
    assert_same_double(o.step, 1e8);
}
END_TEST

START_TEST(without_options_there_are_three_figures)
{
    struct run_options o = parse_good((const char *const[]){NULL});

    assert_same_double(o.figures.settings.width, 640);
    assert_same_double(o.figures.settings.height, 480);
    assert_same_double(o.figures.settings.scale, 2);
    ck_assert_uint_eq(o.figures.settings.levels, 50);
    ck_assert_ptr_null(o.figures.settings.scripts);
    ck_assert_uint_eq(o.figures.count, 3);
    ck_assert_str_eq(o.figures.list[0]->name, "surface");
    ck_assert_str_eq(o.figures.list[1]->name, "contour");
    ck_assert_str_eq(o.figures.list[2]->name, "contour_path");
    ck_assert_str_eq(o.gnuplot, "gnuplot");
    assert_same_double(o.timeout, 60);
    ck_assert_str_eq(o.output, "output");
}
END_TEST

/* Every option that takes a number or numbers, and where they go. */
static double first_of(const struct run_options *o, const char *option)
{
    const struct {
        const char *name;
        double value;
    } values[] = {
        {"--seed", o->seed},
        {"--iterations", (double)o->iterations},
        {"--alpha", o->methods.list[0].method.parameters[0]},
        {"--beta1", o->methods.list[0].method.parameters[1]},
        {"--beta2", o->methods.list[0].method.parameters[2]},
        {"--epsilon", o->methods.list[0].method.parameters[3]},
        {"--start", o->start[0]},
        {"--bounds", o->bounds.min[0]},
        {"--tolerance", o->tolerance},
        {"--step", o->step},
        {"--levels", (double)o->figures.settings.levels},
        {"--size", o->figures.settings.width},
        {"--scale", o->figures.settings.scale},
        {"--timeout", o->timeout},
    };

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (strcmp(values[i].name, option) == 0)
            return values[i].value;
    ck_abort_msg("no such option: %s", option);
    return 0;
}

static const struct {
    const char *option, *value;
    double wanted;
} good[] = {
    {"--seed", "0", 0},
    {"--seed", "4294967295", 4294967295.0},
    {"--seed", "007", 7},
    {"--iterations", "1", 1},
    {"--iterations", "100000", 100000},
    {"--alpha", "5e-324", 5e-324},
    {"--alpha", "1e308", 1e308},
    {"--alpha", "0x1p-3", 0.125},
    {"--alpha", "+.5", 0.5},
    {"--alpha", "1.", 1},
    {"--beta1", "0", 0},
    {"--beta1", "0.9999999999999999", 0.9999999999999999},
    {"--beta2", "0", 0},
    {"--beta2", "0.9999999999999999", 0.9999999999999999},
    {"--epsilon", "0", 0},
    {"--epsilon", "1e308", 1e308},
    {"--start", "-1,1", -1},
    {"--start", "0.25,-0.5", 0.25},
    {"--bounds", "-1e9,1e9,-1e9,1e9", -1e9},
    {"--bounds", "0,1e-9,0,1e-9", 0},
    {"--bounds", "0x1p0,0x1p1,-2,-1", 1},
    {"--tolerance", "0", 0},
    {"--tolerance", "-1", -1},
    {"--tolerance", "1e-300", 1e-300},
    {"--step", "0.0025", 0.0025},
    {"--step", "1e308", 1e308},
    {"--levels", "2", 2},
    {"--levels", "256", 256},
    {"--size", "320x240", 320},
    {"--size", "4096x4096", 4096},
    {"--scale", "0.5", 0.5},
    {"--scale", "8", 8},
    {"--timeout", "1e-3", 1e-3},
    {"--timeout", "86400", 86400},
};

START_TEST(good_values_are_taken)
{
    const char *option = good[_i].option, *value = good[_i].value;
    struct run_options o = parse_good(WORDS(option, value));

    assert_same_double(first_of(&o, option), good[_i].wanted);
}
END_TEST

START_TEST(bounds_and_start_are_in_their_order)
{
    struct run_options o =
        parse_good(WORDS("--bounds", "1,2,3,5", "--start", "1.5,4", "--size", "400x300"));

    assert_same_double(o.bounds.min[0], 1);
    assert_same_double(o.bounds.max[0], 2);
    assert_same_double(o.bounds.min[1], 3);
    assert_same_double(o.bounds.max[1], 5);
    ck_assert(o.start_given);
    assert_same_double(o.start[0], 1.5);
    assert_same_double(o.start[1], 4);
    assert_same_double(o.figures.settings.height, 300);
}
END_TEST

START_TEST(short_forms_mean_the_same)
{
    struct run_options o =
        parse_good(WORDS("-s", "5", "-n7", "-a", "0.5", "-o", "there", "-q", "-f", "contour"));

    ck_assert_uint_eq(o.seed, 5);
    ck_assert_uint_eq(o.iterations, 7);
    assert_same_double(o.methods.list[0].method.parameters[0], 0.5);
    ck_assert_str_eq(o.output, "there");
    ck_assert(o.quiet);
    ck_assert_uint_eq(o.figures.count, 1);
    ck_assert_str_eq(o.figures.list[0]->name, "contour");
}
END_TEST

START_TEST(paths_are_taken_as_they_are)
{
    struct run_options o =
        parse_good(WORDS("--output=a b'\n$(x)", "--gnuplot", "./my gnuplot", "--figures", "-d"));

    ck_assert_str_eq(o.output, "a b'\n$(x)");
    ck_assert_str_eq(o.gnuplot, "./my gnuplot");
    ck_assert_str_eq(o.figures.settings.scripts, "-d");
}
END_TEST

START_TEST(the_last_one_of_an_option_counts)
{
    struct run_options o =
        parse_good(WORDS("--seed", "5", "--seed=6", "-s7", "--alpha=1", "-a", "2", "--output=a",
                         "-ob", "--size=999x999", "--size=320x240"));

    ck_assert_uint_eq(o.seed, 7);
    assert_same_double(o.methods.list[0].method.parameters[0], 2);
    ck_assert_str_eq(o.output, "b");
    assert_same_double(o.figures.settings.width, 320);
}
END_TEST

START_TEST(a_figure_named_twice_is_drawn_once)
{
    struct run_options o = parse_good(WORDS("-f", "contour", "-f", "surface", "--figure=contour"));

    ck_assert_uint_eq(o.figures.count, 2);
    ck_assert_ptr_ne(o.figures.list[0], o.figures.list[1]);
}
END_TEST

/* As options.h has it: each at most once, in the usual order. */
START_TEST(figures_are_in_the_usual_order)
{
    struct run_options o = parse_good(WORDS("-f", "contour_path", "-f", "surface"));

    ck_assert_uint_eq(o.figures.count, 2);
    ck_assert_str_eq(o.figures.list[0]->name, "surface");
    ck_assert_str_eq(o.figures.list[1]->name, "contour_path");
}
END_TEST

START_TEST(pictures_are_png_for_light_pages)
{
    struct run_options o = parse_good((const char *const[]){NULL});

    ck_assert(o.figures.formats[format_index("png")] && !o.figures.formats[format_index("svg")] &&
              !o.figures.formats[format_index("pdf")]);
    ck_assert(o.figures.themes[FIGURE_LIGHT] && !o.figures.themes[FIGURE_DARK]);
    ck_assert_str_eq(o.figures.settings.palette->name, "jet");
    ck_assert_str_eq(o.figures.settings.title, "");
    ck_assert(!o.figures.settings.transparent && !o.figures.animate && !o.dated);
    ck_assert_str_eq(o.link_prefix, "");
}
END_TEST

START_TEST(looks_are_chosen)
{
    struct run_options o = parse_good(WORDS("--format=pdf,svg,pdf", "--theme", "both", "--palette",
                                            "gray", "--transparent", "--animate", "--title",
                                            "<b> x\u2081 \U0001f600", "--link-prefix", "a/b"));

    ck_assert(!o.figures.formats[format_index("png")] && o.figures.formats[format_index("svg")] &&
              o.figures.formats[format_index("pdf")]);
    ck_assert(o.figures.themes[FIGURE_LIGHT] && o.figures.themes[FIGURE_DARK]);
    ck_assert_str_eq(o.figures.settings.palette->name, "gray");
    ck_assert_str_eq(o.figures.settings.title, "<b> x\u2081 \U0001f600");
    ck_assert(o.figures.settings.transparent && o.figures.animate);
    ck_assert_str_eq(o.link_prefix, "a/b");
    o = parse_good(
        WORDS("--theme", "both", "--theme", "dark", "--format", "svg", "--format", "png"));
    ck_assert(!o.figures.themes[FIGURE_LIGHT] && o.figures.themes[FIGURE_DARK]);
    ck_assert(o.figures.formats[format_index("png")] && !o.figures.formats[format_index("svg")]);
}
END_TEST

/* Characters, and not bytes, are counted. */
START_TEST(a_title_has_160_characters_at_most)
{
    struct run_options options;
    struct error error;
    char title[2 * 161 + 1] = "", *argv[] = {"adam-report", "--title", title, NULL};

    for (int i = 0; i < 160; i++)
        memcpy(title + 2 * i, "\u00e9", 3);
    assert_status(run_options_parse(&options, 3, argv, NULL, &error), STATUS_OK, &error);
    memcpy(title + 320, "\u00e9", 3);
    assert_status(run_options_parse(&options, 3, argv, NULL, &error), STATUS_USAGE, &error);
    assert_message_holds(&error, "at most 160 characters");
}
END_TEST

START_TEST(an_animation_needs_its_figure)
{
    struct run_options options;
    struct error error;

    assert_status(parse(WORDS("--animate", "-f", "surface"), &options, &error), STATUS_USAGE,
                  &error);
    assert_message_holds(&error, "--animate: requires the figure contour_path");
    parse_good(WORDS("--animate", "-f", "contour_path"));
    assert_status(parse(WORDS("--panels"), &options, &error), STATUS_USAGE, &error);
    assert_message_holds(&error, "--panels: requires several optimizers");
    parse_good(WORDS("--panels", "--optimizer", "adam,momentum"));
}
END_TEST

START_TEST(a_zoom_adds_its_figure)
{
    struct run_options o = parse_good(WORDS("--zoom", "auto"));

    ck_assert_int_eq(o.figures.zoom, ZOOM_AUTO);
    ck_assert_uint_eq(o.figures.count, 4);
    ck_assert_str_eq(o.figures.list[3]->name, "contour_zoom");
    o = parse_good(WORDS("--zoom=-0.5,0.25,0,1", "--figure", "contour_zoom"));
    ck_assert_int_eq(o.figures.zoom, ZOOM_REGION);
    ck_assert_uint_eq(o.figures.count, 1);
    ck_assert_double_eq(o.figures.zoom_region.min[0], -0.5);
    ck_assert_double_eq(o.figures.zoom_region.max[0], 0.25);
    ck_assert_double_eq(o.figures.zoom_region.min[1], 0);
    ck_assert_double_eq(o.figures.zoom_region.max[1], 1);
    ck_assert_uint_eq(parse_good(WORDS("--figure", "all")).figures.count, 6);
    ck_assert_uint_eq(parse_good(WORDS("--figure", "all", "--zoom", "auto")).figures.count, 7);
}
END_TEST

START_TEST(none_is_data_only)
{
    struct run_options o = parse_good(WORDS("--figure", "none"));

    ck_assert_uint_eq(o.figures.count, 0);
}
END_TEST

START_TEST(the_command_may_be_named)
{
    struct run_options first = parse_good(WORDS("run", "--seed", "9"));
    struct run_options last = parse_good(WORDS("--seed", "9", "run"));

    ck_assert_uint_eq(first.seed, 9);
    ck_assert_uint_eq(last.seed, 9);
    ck_assert_int_eq((int)first.request, RUN_REQUEST_RUN);
}
END_TEST

START_TEST(help_and_version_can_be_asked_for)
{
    ck_assert_int_eq((int)parse_good(WORDS("-q", "--help", "--nonsense")).request,
                     RUN_REQUEST_HELP);
    ck_assert_int_eq((int)parse_good(WORDS("-h")).request, RUN_REQUEST_HELP);
    ck_assert_int_eq((int)parse_good(WORDS("--help")).request, RUN_REQUEST_HELP);
    ck_assert_int_eq((int)parse_good(WORDS("--version")).request, RUN_REQUEST_VERSION);
    ck_assert_int_eq((int)parse_good(WORDS("-V")).request, RUN_REQUEST_VERSION);
}
END_TEST

Suite *run_options_suite(void)
{
    Suite *suite = suite_create("options");
    TCase *tests = tcase_create("good");

    tcase_add_test(tests, without_options_it_is_the_tutorials_run);
    tcase_add_test(tests, without_options_there_are_three_figures);
    tcase_add_loop_test(tests, the_default_step_follows_the_bounds, 0,
                        sizeof default_steps / sizeof *default_steps);
    tcase_add_loop_test(tests, good_values_are_taken, 0, sizeof good / sizeof *good);
    tcase_add_test(tests, bounds_and_start_are_in_their_order);
    tcase_add_test(tests, short_forms_mean_the_same);
    tcase_add_test(tests, paths_are_taken_as_they_are);
    tcase_add_test(tests, the_last_one_of_an_option_counts);
    tcase_add_test(tests, a_figure_named_twice_is_drawn_once);
    tcase_add_test(tests, figures_are_in_the_usual_order);
    tcase_add_test(tests, pictures_are_png_for_light_pages);
    tcase_add_test(tests, looks_are_chosen);
    tcase_add_test(tests, a_title_has_160_characters_at_most);
    tcase_add_test(tests, an_animation_needs_its_figure);
    tcase_add_test(tests, a_zoom_adds_its_figure);
    tcase_add_test(tests, none_is_data_only);
    tcase_add_test(tests, the_command_may_be_named);
    tcase_add_test(tests, help_and_version_can_be_asked_for);
    suite_add_tcase(suite, tests);
    return suite;
}
