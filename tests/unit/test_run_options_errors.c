/* Every invalid command line is rejected with a message that names the option and its value. */
#include "run/run_options.h"

#include <stdio.h>
#include <string.h>

#include "support.h"
#include "unit_tests.h"

static enum status parse(const char *const words[], struct error *error)
{
    static char program[] = "adam-report", copies[16][256];
    struct run_options options;
    char *argv[18] = {program};
    int argc = 1;

    error->message[0] = '\0';
    for (; words[argc - 1] != NULL; argc++) {
        argv[argc] = copies[argc - 1];
        snprintf(copies[argc - 1], sizeof *copies, "%s", words[argc - 1]);
    }
    enum status status = run_options_parse(&options, argc, argv, NULL, error);
    run_options_free(&options);
    return status;
}

/* What no option that takes numbers may take. */
static const char *const never_numbers[] = {
    "",     " ",    "x",    "1x",       "1 ", " 1",    "\t1",   "\n1",   "nan",    "NaN",
    "-nan", "inf",  "-inf", "INFINITY", "+",  "-",     ".",     "1e999", "-1e999", "1,",
    ",1",   "1,,2", "--1",  "1e",       "0x", "1_000", "1.5.2", "'1'",   "1;2",
};

static const char *const number_options[] = {
    "--seed",   "--iterations", "--alpha", "--beta1",  "--beta2", "--epsilon", "--start",
    "--bounds", "--tolerance",  "--step",  "--levels", "--size",  "--scale",   "--timeout",
};

static void assert_refused(const char *option, const char *value)
{
    char quoted[256];
    struct error error;
    enum status status = parse((const char *const[]){option, value, NULL}, &error);

    ck_assert_msg(status == STATUS_USAGE, "%s '%s' was not refused", option, value);
    snprintf(quoted, sizeof quoted, "'%s'", value);
    assert_message_holds(&error, option);
    assert_message_holds(&error, quoted);
    const char *advice = strstr(error.message, "must be");
    if (advice == NULL)
        advice = strstr(error.message, "did you mean");
    ck_assert_msg(advice != NULL && strchr(advice, '\n') == NULL, "%s", error.message);
}

START_TEST(what_is_no_number_is_refused)
{
    for (size_t i = 0; i < sizeof never_numbers / sizeof *never_numbers; i++)
        assert_refused(number_options[_i], never_numbers[i]);
}
END_TEST

static const struct {
    const char *option, *value;
} bad[] = {
    {"--seed", "-1"},
    {"--seed", "+1"},
    {"--seed", "4294967296"},
    {"--seed", "1.0"},
    {"--seed", "1e3"},
    {"--seed", "0x10"},
    {"--seed", "99999999999999999999"},
    {"--iterations", "0"},
    {"--iterations", "100001"},
    {"--iterations", "-5"},
    {"--iterations", "18446744073709551617"},
    {"--alpha", "0"},
    {"--alpha", "-0"},
    {"--alpha", "-0.1"},
    {"--alpha", "0,02"},
    {"--alpha", "0x1p2000"},
    {"--beta1", "1"},
    {"--beta1", "-0.1"},
    {"--beta1", "1.5"},
    {"--beta1", "1.0000000000000001"}, /* rounds to 1 */
    {"--beta2", "1"},
    {"--beta2", "-1e-300"},
    {"--beta2", "2"},
    {"--epsilon", "-1e-9"},
    {"--start", "0"},
    {"--start", "0,0,0"},
    {"--start", "0, 0"},
    {"--start", "0,nan"},
    {"--start", "0;0"},
    {"--start", "0,0,"},
    {"--bounds", "-1,1,-1"},
    {"--bounds", "-1,1,-1,1,2"},
    {"--bounds", "1,-1,-1,1"},
    {"--bounds", "-1,1,1,1"},
    {"--bounds", "-1,1,-1,inf"},
    {"--bounds", "-1, 1,-1,1"},
    {"--bounds", "-2e9,1,-1,1"},
    {"--bounds", "-1,1,0,1e-10"},
    {"--bounds", "1e6,1000000.5,-1,1"},
    {"--step", "0"},
    {"--step", "-0.1"},
    {"--format", ""},
    {"--format", "gif"},
    {"--format", "png,"},
    {"--format", ",png"},
    {"--format", "png svg"},
    {"--format", "PNGs,png"},
    {"--theme", ""},
    {"--theme", "Dark,light"},
    {"--theme", "light,dark"},
    {"--palette", "rainbow"},
    {"--palette", ""},
    {"--title", "two\nlines"},
    {"--title", "tab\t"},
    {"--title", "\x7f"},
    {"--title", "\xff"},             /* no UTF-8 */
    {"--title", "\xc3"},             /* cut */
    {"--title", "\xc0\xaf"},         /* longer than it need be */
    {"--title", "\xed\xa0\x80"},     /* half of a pair */
    {"--title", "\xf4\x90\x80\x80"}, /* beyond Unicode */
    {"--title", "\xc2\x85"},         /* a control character */
    {"--title", "\xe2\x80\xa8"},     /* a line end */
    {"--title", "\xef\xbf\xbf"},     /* none of XML's */
    {"--link-prefix", "a\nb"},
    {"--images", "."},
    {"--images", ".."},
    {"--images", ".git"},
    {"--images", "-rf"},
    {"--images", "a/b"},
    {"--images", "/tmp"},
    {"--images", "img/"},
    {"--images", "img."},
    {"--images", "a b"},
    {"--images", "a\\b"},
    {"--images", "b\u00e4r"},
    {"--images", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklm"},
    {"--images", "snippets"},
    {"--images", "Snippets"},
    {"--images", "report.md"},
    {"--images", "contour_path_frames.gp"},
    {"--images", "sha256sums"},
    {"--label-prefix", "1run"},
    {"--label-prefix", "a_b"},
    {"--snippets", "md,markdown-x"},
    {"--snippets", ""},
    {"--snippets", "none,md"},
    {"--snippets", "all,none"},
    {"--levels", "1"},
    {"--levels", "257"},
    {"--levels", "-2"},
    {"--levels", "50.0"},
    {"--size", "0x0"},
    {"--size", "640"},
    {"--size", "640x"},
    {"--size", "x480"},
    {"--size", "99999x480"},
    {"--size", "640x480x2"},
    {"--size", "319x240"},
    {"--size", "320x239"},
    {"--size", "4097x480"},
    {"--size", "640x4097"},
    {"--size", "640X480"},
    {"--size", "640 x480"},
    {"--size", "-640x480"},
    {"--size", "640x-480"},
    {"--size", "640.5x480"},
    {"--size", "0x280x240"},
    {"--size", "4294967936x480"},
    {"--size", "640xx480"},
    {"--scale", "0"},
    {"--scale", "0.49"},
    {"--scale", "8.01"},
    {"--scale", "-2"},
    {"--timeout", "0"},
    {"--timeout", "-1"},
    {"--timeout", "86401"},
    {"--figure", ""},
    {"--figure", "surfaces"},
    {"--figure", "surface.png"},
    {"--figure", "contour,"},
    {"--figure", "contour,,surface"},
    {"--output", ""},
    {"--gnuplot", ""},
    {"--figures", ""},
};

START_TEST(values_out_of_range_are_refused)
{
    assert_refused(bad[_i].option, bad[_i].value);
}
END_TEST

/* Words, and what the message holds. */
static const struct {
    const char *words[7];
    const char *holds[3];
} wrong[] = {
    /* What must go together. */
    {{"--start", "2,0"}, {"--start '2,0'", "within the bounds -1,1,-1,1"}},
    {{"--start", "0,-1.5"}, {"--start '0,-1.5'", "within"}},
    {{"--start", "0,0", "--bounds", "1,2,1,2"}, {"--start '0,0'", "1,2,1,2"}},
    {{"--bounds", "1,2,1,2", "--start", "0,0"}, {"--start '0,0'", "1,2,1,2"}},
    {{"--step", "0.0001"}, {"--step '0.0001'", "at most 1000000 nodes"}},
    {{"--step", "1e-300"}, {"--step '1e-300'", "nodes"}},
    {{"--step", "5e-324"}, {"--step", "nodes"}},
    {{"--step", "0.00012345678"}, {"--step '0.00012345678'", "nodes"}},
    {{"--bounds=-1e9,1e9,-1,1", "--step=0.1"}, {"--step '0.1'", "nodes"}},
    {{"-f", "none", "-f", "surface"}, {"--figure 'none'", "must not be combined"}},
    {{"-f", "surface", "--figure=none"}, {"--figure 'none'", "must not be combined"}},
    /* Short forms are named by their long ones. */
    {{"-s", "x"}, {"--seed 'x'"}},
    {{"-n0"}, {"--iterations '0'"}},
    {{"-a", "0"}, {"--alpha '0'"}},
    {{"-f", "pie"},
     {"--figure 'pie'", "surface, contour, contour_path, contour_zoom, surface_path, convergence, "
                        "state, ensemble, runtime, sweep, basins, profile, all or none"}},
    {{"-f", "profile"}, {"--figure 'profile': requires --suite"}},
    {{"--suite", "-f", "surface"},
     {"--figure 'surface': cannot be combined with --suite, whose figures are contour_path and "
      "profile"}},
    {{"--suite", "--problem", "booth"}, {"--suite: cannot be combined with --problem"}},
    {{"--suite", "--start", "0,0"}, {"--suite: cannot be combined with --start"}},
    {{"--suite", "--bounds", "0,1,0,1"}, {"--suite: cannot be combined with --bounds"}},
    {{"--suite", "--minimum", "0"}, {"--suite: cannot be combined with --minimum"}},
    {{"--suite", "--step", "0.1"}, {"--suite: cannot be combined with --step"}},
    {{"--suite", "--state"}, {"--suite: cannot be combined with --state"}},
    {{"--suite", "--zoom", "auto"}, {"--suite: cannot be combined with --zoom"}},
    {{"--suite", "--animate"}, {"--suite: cannot be combined with --animate"}},
    {{"--suite", "--sweep", "alpha=1:2:5"}, {"--suite: cannot be combined with --sweep"}},
    {{"-f", "contour_zoom"}, {"--figure 'contour_zoom'", "requires --zoom"}},
    {{"--zoom", "auto", "-f", "contour"}, {"--zoom", "requires the figure contour_zoom"}},
    {{"--zoom", "path"}, {"--zoom 'path'", "auto, or four numbers X1MIN,X1MAX,X2MIN,X2MAX"}},
    {{"--zoom", "1,0,0,1"}, {"--zoom '1,0,0,1'", "X1MIN < X1MAX"}},
    {{"--zoom", "0,1e-10,0,1"}, {"--zoom '0,1e-10,0,1'", "at least 1e-9"}},
    {{"--zoom", "0,2,0,1"}, {"--zoom '0,2,0,1'", "within the bounds -1,1,-1,1"}},
    {{"-o", ""}, {"--output ''"}},
    /* A wrong one is not mended by a good one behind it. */
    {{"--seed", "x", "--seed", "1"}, {"--seed 'x'"}},
    /* Options that are none. */
    {{"--sed", "1"}, {"unknown option '--sed'; did you mean '--seed'?"}},
    {{"--sed=1"}, {"unknown option '--sed'; did you mean '--seed'?"}},
    {{"--Seed=1"}, {"unknown option '--Seed'; did you mean '--seed'?"}},
    {{"--sweep_shows=value"}, {"did you mean '--sweep-shows'?"}},
    {{"--frobnicate"}, {"unknown option '--frobnicate'; see --help"}},
    {{"-x"}, {"unknown option '-x'; see --help"}},
    {{"-qx"}, {"unknown option '-x'; see --help"}},
    {{"--quiet=1"}, {"--quiet"}},
    {{"--lr", "0.1"}, {"unknown option '--lr'; did you mean '--alpha'?"}},
    {{"--learning_rate=0.1"}, {"'--learning_rate'; did you mean '--alpha'?"}},
    {{"--dark"}, {"unknown option '--dark'; did you mean '--theme dark'?"}},
    {{"--svg"}, {"did you mean '--format svg'?"}},
    {{"--pdf"}, {"did you mean '--format pdf'?"}},
    {{"--png"}, {"did you mean '--format png'?"}},
    /* A dash too few: the letters would mean something else. */
    {{"-output=results"}, {"unknown option '-output'; did you mean '--output'?"}},
    {{"-output", "results"}, {"unknown option '-output'; did you mean '--output'?"}},
    {{"-seed", "7"}, {"unknown option '-seed'; did you mean '--seed'?"}},
    {{"-quiet"}, {"unknown option '-quiet'; did you mean '--quiet'?"}},
    /* The beginning of several. */
    {{"--beta", "1"}, {"option '--beta' is ambiguous: --beta1, --beta2"}},
    {{"--fig", "surface"}, {"option '--fig' is ambiguous: --figure, --figures"}},
    {{"--s", "1"},
     {"option '--s' is ambiguous: --seed, --start, --sweep, --suite, --sweep-shows, --step, "
      "--state, --size, --scale"}},
    /* Names, and parts of lists of names. */
    {{"--optimiser", "rmspop"},
     {"--optimizer 'rmspop': unknown optimizer; did you mean 'rmsprop'?"}},
    {{"--optimizer", "adam,rmspop"}, {"unknown optimizer 'rmspop'; did you mean 'rmsprop'?"}},
    {{"--optimizer", "heavyball"}, {"did you mean 'heavy-ball'?"}},
    {{"--optimizer", "adam:lr=0.1"}, {"adam has no parameter 'lr'; did you mean 'alpha'?"}},
    {{"--optimizer", "adam:bta1=0.1"}, {"did you mean 'beta1'?"}},
    {{"--optimizer", "adam:alpha=1,rmsprop"}, {"a list must contain only names"}},
    {{"--optimizer", "adam,rmsprop:alpha=1"}, {"a list must contain only names"}},
    {{"--sweep", "lr=1:2:3,beta1=0:0.5:3"}, {"adam has no parameter 'lr'; did you mean 'alpha'?"}},
    {{"--problem", "Rosenbrok"}, {"'Rosenbrok': unknown problem; did you mean 'rosenbrock'?"}},
    {{"--problem", "nosuch"}, {"must be sphere, rosenbrock", "or a formula in x and y"}},
    {{"--palette", "grey"}, {"--palette 'grey': unknown palette; did you mean 'gray'?"}},
    {{"--theme", "drak"}, {"--theme 'drak': unknown theme; did you mean 'dark'?"}},
    {{"--format", "png,sgv"}, {"unknown format 'sgv'; did you mean 'svg'?"}},
    {{"--figure", "surface,countour"}, {"unknown figure 'countour'; did you mean 'contour'?"}},
    {{"--sweep-shows", "values"}, {"did you mean 'value'?"}},
    {{"-f", "all", "-f", "none"}, {"--figure 'none'", "must not be combined"}},
    /* What the shell has taken apart. */
    {{"--start", "1", "1"}, {"must be two numbers", "did you mean '--start 1,1'?"}},
    {{"--start", "1,", "-1"}, {"did you mean '--start 1,-1'?"}},
    {{"--bounds", "-1", "1", "-1", "1"}, {"did you mean '--bounds -1,1,-1,1'?"}},
    {{"--problem", "x^2", "+", "y^2"}, {"did you mean --problem 'x^2 + y^2'?", "quote a formula"}},
    {{"x^2+y^2"}, {"unexpected argument 'x^2+y^2'; did you mean --problem 'x^2+y^2'?"}},
    {{"--optimizer", "adam", "rmsprop"}, {"did you mean '--optimizer rmsprop'?"}},
    {{"rosenbrock"}, {"did you mean '--problem rosenbrock'?"}},
    /* A decimal comma. */
    {{"--alpha", "0,02"}, {"must be a number above 0; use a period as the decimal point"}},
    /* Values that are missing. */
    {{"--seed"}, {"--seed", "requires a value"}},
    {{"-s"}, {"-s", "requires a value"}},
    {{"--output"}, {"--output", "requires a value"}},
    {{"--bounds"}, {"--bounds", "requires a value"}},
    /* Words too many. */
    {{"output"}, {"unknown command 'output'; see --help"}},
    {{"comprae", "a", "b"}, {"unknown command 'comprae'; did you mean 'compare'?"}},
    {{"run", "run"}, {"unknown command 'run'; see --help"}},
    {{"run", "fast"}, {"fast"}},
    {{"-q", "compare", "a", "b"}, {"compare", "must precede its options"}},
    {{"run", "compare"}, {"compare"}},
    {{"-q", "verify", "a"}, {"verify", "must precede its options"}},
    {{"--", "--seed"}, {"--seed"}},
    {{""}, {"unknown command ''"}},
};

START_TEST(wrong_command_lines_are_refused)
{
    struct error error;

    ck_assert_int_eq((int)parse(wrong[_i].words, &error), STATUS_USAGE);
    for (int i = 0; i < 3 && wrong[_i].holds[i] != NULL; i++)
        assert_message_holds(&error, wrong[_i].holds[i]);
}
END_TEST

Suite *run_options_errors_suite(void)
{
    Suite *suite = suite_create("options_errors");
    TCase *tests = tcase_create("wrong");

    tcase_add_loop_test(tests, what_is_no_number_is_refused, 0,
                        sizeof number_options / sizeof *number_options);
    tcase_add_loop_test(tests, values_out_of_range_are_refused, 0, sizeof bad / sizeof *bad);
    tcase_add_loop_test(tests, wrong_command_lines_are_refused, 0, sizeof wrong / sizeof *wrong);
    suite_add_tcase(suite, tests);
    return suite;
}
