/* Other problems and optimizers, many runs, and their figures, with the real gnuplot. */
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

#define DATA "--figure", "none"
#define THREE                                                                                      \
    "--optimizer", "adam:alpha=0.1", "--optimizer", "momentum:alpha=0.0005", "--optimizer",        \
        "adam:alpha=0.2,beta1=0.9"

static void assert_holds(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "'%s' is not in: %.600s", part, text);
}

/* The first row of a table that begins with this, behind that; numbers to be read from there. */
static const char *row_behind(const char *path, const char *begin)
{
    const char *row = strstr(read_bytes(path).data, format("\n%s ", begin));

    ck_assert_msg(row != NULL, "%s has no row '%s'", path, begin);
    return row + 1 + strlen(begin) + 1;
}

static double last_f(const char *path)
{
    struct bytes table = read_bytes(path);
    const char *c = table.data + table.length - 1;

    while (c[-1] != ' ')
        c--;
    return strtod(c, NULL);
}

START_TEST(test_several_optimizers)
{
    struct result result = run_program(STRINGS(
        "--problem", "rosenbrock", THREE, SMALL, "--theme", "both", "--format", "png,svg,pdf", "-f",
        "contour_path", "-f", "surface_path", "-f", "convergence", "-f", "contour"));

    assert_done(&result);
    assert_holds(result.out, "Adam (alpha=0.1): f([");
    assert_holds(result.out, "momentum: f([");
    assert_holds(result.out, "f is never below 5e-06");
    const char *names[] = {"contour_path", "surface_path", "convergence"};
    const char *endings[] = {".png", ".svg", ".pdf", "-dark.png", ".gp"};
    for (size_t i = 0; i < COUNT(names); i++)
        for (size_t k = 0; k < COUNT(endings); k++)
            ck_assert_msg(exists(work("output/%s%s", names[i], endings[k])), "%s%s is not there",
                          names[i], endings[k]);
    const char *manifest = read_bytes(work("output/manifest.json")).data;
    assert_holds(manifest, "\"adam_2\": {");
    assert_holds(manifest, "\"label\": \"Adam (alpha=0.2,beta1=0.9)\"");
    assert_holds(manifest, "\"momentum:alpha=0.0005,mu=0.9\"");
    const char *report = read_bytes(work("output/report.md")).data;
    assert_holds(report, "## Methods");
    assert_holds(report, "| Adam (alpha=0.1) | (");
    assert_holds(report, "on f(x₁, x₂) = (1 - x₁)² + 100 (x₂ - x₁²)²");
    assert_no_process_left();
}
END_TEST

/* Each optimizer's columns are those of a run with it alone. */
START_TEST(test_columns_are_runs_alone)
{
    struct result both = run_program(STRINGS("-o", "both", DATA, "--problem", "himmelblau",
                                             "--optimizer", "nadam", "--optimizer", "adagrad"));
    struct result alone = run_program(
        STRINGS("-o", "alone", DATA, "--problem", "himmelblau", "--optimizer", "adagrad"));

    assert_done(&both);
    assert_done(&alone);
    assert_holds(read_bytes(work("both/trajectory.dat")).data,
                 "# t nadam_x1 nadam_x2 nadam_f adagrad_x1 adagrad_x2 adagrad_f\n");
    const char *wanted = row_behind(work("alone/trajectory.dat"), "60");
    assert_holds(row_behind(work("both/trajectory.dat"), "60"), format(" %s", wanted));
}
END_TEST

/* A formula in the same order of operations is the built-in problem, to the last bit. */
START_TEST(test_formula_is_the_built_in)
{
    struct result built_in =
        run_program(STRINGS("-o", "built-in", DATA, "--problem", "rosenbrock", "--start", "0.5,2"));
    struct result own =
        run_program(STRINGS("-o", "own", DATA, "--problem", "expr:(1-x)^2+100*(y-x^2)^2",
                            "--bounds", "-2,2,-1,3", "--start", "0.5,2"));

    assert_done(&built_in);
    assert_done(&own);
    ck_assert_str_eq(strchr(read_bytes(work("own/trajectory.dat")).data, '\n'),
                     strchr(read_bytes(work("built-in/trajectory.dat")).data, '\n'));
    ck_assert_str_eq(strchr(read_bytes(work("own/surface.dat")).data, '\n'),
                     strchr(read_bytes(work("built-in/surface.dat")).data, '\n'));
}
END_TEST

/* Where a formula has no value the picture has another ground, and it is a picture. */
START_TEST(test_formula_with_holes)
{
    struct result result =
        run_program(STRINGS("--problem", "expr:log(x^2+y)+sqrt(y+0.5)", "--start", "0.5,0.5",
                            "--optimizer", "rmsprop:alpha=0.001", "--animate", SMALL));

    assert_done(&result);
    assert_holds(read_bytes(work("output/contour_path.gp")).data, "optimizer = 'RMSProp'");
    ck_assert(exists(work("output/contour_path.gif")));
}
END_TEST

/* However the user has laid out the scripts. */
START_TEST(test_holes_in_edited_scripts)
{
#define HOLES                                                                                      \
    "--problem", "expr:log(x^2+y)+sqrt(y+0.5)", "--start", "0.5,0.5", "-n", "3", "-f", "contour",  \
        "--format", "svg"
    const char *scripts = work("figures");

    ck_assert_int_eq(
        system(format("cp -R '%s' '%s' && sed -i -e '/^#/!s/ /  /g' -e '1i # A remark.' "
                      "'%s/contour.gp'",
                      repository_path("scripts/figures"), scripts, scripts)),
        0);
    struct result built_in = run_program(STRINGS("-o", "built-in", HOLES));
    struct result edited = run_program(STRINGS("-o", "edited", HOLES, "--figures", scripts));
    assert_done(&built_in);
    assert_done(&edited);
    ck_assert_str_eq(read_bytes(work("edited/contour.svg")).data,
                     read_bytes(work("built-in/contour.svg")).data);
    assert_holds(read_bytes(work("edited/contour.svg")).data, "d0d4d9");
}
END_TEST

static size_t count_of(const char *file, const char *part)
{
    size_t count = 0;

    for (const char *at = read_bytes(work("%s", file)).data; (at = strstr(at, part)) != NULL; at++)
        count++;
    return count;
}

/* However many levels there are, what is drawn over the color bar takes none of its boxes: the
 * 201st is here and on the page without paths. */
START_TEST(test_most_levels)
{
    static const char box[] = "<path fill=\"#ff7800\"";
    struct result result =
        run_program(STRINGS("--levels", "256", "--optimizer", "adam", "--optimizer", "adagrad",
                            "-f", "contour", "-f", "contour_path", "--format", "svg"));

    assert_done(&result);
    ck_assert_uint_gt(count_of("output/contour.svg", box), 0);
    ck_assert_uint_eq(count_of("output/contour_path.svg", box),
                      count_of("output/contour.svg", box));
}
END_TEST

START_TEST(test_ensemble)
{
    struct result result =
        run_program(STRINGS("--optimizer", "adam", "--optimizer", "adagrad:alpha=0.5", "--runs",
                            "30", "--seed", "5", SMALL, "-f", "ensemble"));
    struct result alone = run_program(STRINGS("-o", "alone", DATA, "--seed", "12"));

    assert_done(&result);
    assert_done(&alone);
    assert_holds(result.out, "Adam, 30 runs: final f - fmin has mean");
    double value = strtod(row_behind(work("output/ensemble_runs.dat"), "12"), NULL);
    ck_assert(value == last_f(work("alone/trajectory.dat")));
    assert_holds(read_bytes(work("output/ensemble.dat")).data,
                 "# t adam_q10 adam_median adam_q90 adagrad_q10");
    assert_holds(read_bytes(work("output/report.md")).data, "## Many starts");
    assert_holds(read_bytes(work("output/manifest.json")).data, "\"median\": ");
    ck_assert(exists(work("output/ensemble.png")));
}
END_TEST

/* With this step size, 273 of the 643 runs that fall below the tolerance leave it again. */
static const struct {
    const char *criterion, *out, *last_row;
} reaching[] = {
    {"stays",
     "; 37% of the runs (95% interval 34% to 40%) fall below the tolerance and stay below it; "
     "expected running time 167.414 updates\n",
     "370"},
    {"first",
     "; 64% of the runs (95% interval 61% to 67%) fall below the tolerance; expected running time "
     "70.6361 updates\n",
     "643"},
    {"final", "; 37% of the runs (95% interval 34% to 40%) are below the tolerance at the end;",
     "370"},
};

START_TEST(test_criteria_of_ensembles)
{
    struct result result = run_program(STRINGS(
        "--problem", "himmelblau", "--optimizer", "nadam:alpha=0.5", "-n", "80", "--runs", "1000",
        "--tolerance", "1e-3", "-f", "none", "--criterion", reaching[_i].criterion));

    assert_done(&result);
    assert_holds(result.out, "NAdam, 1000 runs: ");
    assert_holds(result.out, reaching[_i].out);
    assert_holds(read_bytes(work("output/manifest.json")).data,
                 format("\"reached\": %s,", reaching[_i].last_row));
    assert_holds(read_bytes(work("output/manifest.json")).data,
                 format("\"criterion\": \"%s\"", reaching[_i].criterion));
    assert_holds(row_behind(work("output/runtime.dat"), "80"), reaching[_i].last_row);
}
END_TEST

/* Too few runs for an interval of the median. */
START_TEST(test_few_runs)
{
    struct result result = run_program(
        STRINGS("--optimizer", "adam,momentum", "--runs", "5", "-n", "20", "-f", "none"));

    assert_done(&result);
    assert_holds(result.out, ", 10th to 90th percentile ");
    assert_holds(read_bytes(work("output/report.md")).data, "(none for fewer than 6 runs)");
    assert_holds(read_bytes(work("output/report.md")).data, "### Comparison with the same seeds");
    assert_holds(read_bytes(work("output/manifest.json")).data, "\"median_interval\": null");
    assert_holds(read_bytes(work("output/manifest.json")).data, "\"comparisons\": [");
}
END_TEST

START_TEST(test_sweep)
{
    struct result result =
        run_program(STRINGS("--sweep", "alpha=0.01:0.03:3,beta1=0.6:0.9:4", SMALL, "-f", "sweep"));
    struct result alone =
        run_program(STRINGS("-o", "alone", DATA, "--alpha", "0.03", "--beta1", "0.9"));

    assert_done(&result);
    assert_done(&alone);
    assert_holds(
        result.out,
        "Best of 12 settings: alpha=0.03 beta1=0.6, below the tolerance from iteration 31 on;");
    ck_assert(last_f(work("output/sweep.dat")) == last_f(work("alone/trajectory.dat")));
    assert_holds(read_bytes(work("output/report.md")).data, "## Sweep");
    assert_holds(read_bytes(work("output/manifest.json")).data, "\"settings\": 12");
    ck_assert(exists(work("output/sweep.png")));
}
END_TEST

/* Gradient descent has a single parameter. On the sphere, x is multiplied by 1 - 2 alpha. */
START_TEST(test_sweep_of_one_parameter)
{
    struct result result =
        run_program(STRINGS("--optimizer", "gradient-descent", "--sweep", "alpha=0.1:1.3:13",
                            "--iterations", "2000", SMALL, "-f", "sweep"));

    assert_done(&result);
    assert_holds(result.out, "Best of 13 settings: alpha=0.5, below the tolerance from iteration 0 "
                             "on; f = 0 at the end\n");
    assert_holds(read_bytes(work("output/sweep.dat")).data, "\n# alpha first stays ended f\n0.1");
    assert_holds(read_bytes(work("output/sweep.dat")).data,
                 "\n0.5 0 0 -1 0\n0.59999999999999998 3 3");
    assert_holds(read_bytes(work("output/manifest.json")).data,
                 "\"best\": {\n      \"alpha\": 0.5\n    }");
    assert_holds(read_bytes(work("output/report.md")).data,
                 "for 13 values of alpha from 0.1 to 1.3 with gradient descent; with the best "
                 "setting (judged with its neighbors), alpha = 0.5, it is iteration 0.");
    ck_assert(exists(work("output/sweep.png")));
}
END_TEST

/* Each start alone gives the row of the table; the minima are those of the formula. */
START_TEST(test_basins)
{
    struct result result =
        run_program(STRINGS("--problem", "himmelblau", "--alpha", "0.3", "--iterations", "100",
                            "--tolerance", "1e-3", "--basins", "10", SMALL, "-f", "basins"));
    struct result alone =
        run_program(STRINGS("-o", "alone", DATA, "--problem", "himmelblau", "--alpha", "0.3",
                            "--iterations", "100", "--start", "4.5,4.5"));

    assert_done(&result);
    assert_done(&alone);
    assert_holds(result.out, "Of 100 starts, ");
    assert_holds(result.out, "% that at (-2.80512, 3.13131), ");
    const char *table = read_bytes(work("output/basins.dat")).data;
    assert_holds(table, "\n# minimum 1: x1=3 x2=2 f=0 known\n");
    assert_holds(table, "\n# x1 x2 minimum iteration f\n-4.5 -4.5 3 ");
    assert_holds(table, "\n4.5 4.5 1 ");
    ck_assert(last_f(work("output/basins.dat")) == last_f(work("alone/trajectory.dat")));
    assert_holds(read_bytes(work("output/report.md")).data, "## Basins");
    assert_holds(read_bytes(work("output/manifest.json")).data, "\"starts\": 100");
    ck_assert(exists(work("output/basins.png")));
}
END_TEST

/* Of a formula, and where most searches diverge, or all. */
static const char *const *const basins_of_formulas[] = {
    STRINGS("--problem", "x^4 - x^2 + y^2", "--basins", "6"),
    STRINGS("--problem", "x^3 + y^2", "--basins", "5", "--alpha", "0.3"),
    STRINGS("--problem", "1/x + y^2", "--basins", "2", "--start", "0.5,0.5"),
    STRINGS("--problem", "1", "--basins", "3"),
};

START_TEST(test_basins_of_formulas)
{
    struct result result = run_program(
        STRINGS(basins_of_formulas[_i][0], basins_of_formulas[_i][1], basins_of_formulas[_i][2],
                basins_of_formulas[_i][3], SMALL, "-f", "basins", "--theme", "both", "--format",
                "png,svg,pdf", basins_of_formulas[_i][4] != NULL ? basins_of_formulas[_i][4] : "-q",
                basins_of_formulas[_i][4] != NULL ? basins_of_formulas[_i][5] : "-q"));

    assert_done(&result);
    assert_holds(result.out, _i == 0 ? "(0.707107, 0)" : "Of ");
    ck_assert(exists(work("output/basins-dark.pdf")));
}
END_TEST

/* Settings that lead to infinity are part of the result, and no failure. */
START_TEST(test_sweep_with_divergence)
{
    struct result result = run_program(STRINGS(
        "--problem", "rosenbrock", "--optimizer", "momentum:alpha=0.0001", "--sweep",
        "alpha=1e-5:10:20:log,mu=0:0.99:10", "--sweep-shows", "value", SMALL, "-f", "sweep"));

    assert_done(&result);
    assert_holds(read_bytes(work("output/manifest.json")).data, "diverge");
    assert_holds(result.out, "never below the tolerance; f = ");
}
END_TEST

#define MAP 20

/* The largest of the values around a cell. */
static double largest_near(double values[MAP][MAP], int row, int column)
{
    double largest = -INFINITY;

    for (int r = row - 1; r <= row + 1; r++)
        for (int c = column - 1; c <= column + 1; c++)
            if (r >= 0 && r < MAP && c >= 0 && c < MAP)
                largest = fmax(largest, values[r][c]);
    return largest;
}

/* Where the map shows values, the best is in the middle of the least of them. */
START_TEST(test_sweep_by_value)
{
    struct result result = run_program(STRINGS("--sweep", "alpha=0.001:1:20:log,beta1=0:0.99:20",
                                               "--sweep-shows", "value", SMALL, "-f", "sweep"));
    double values[MAP][MAP], least = INFINITY, best = NAN;
    int count = 0;

    assert_done(&result);
    for (const char *row = read_bytes(work("output/sweep.dat")).data; *row != '\0';
         row = strchr(row, '\n') + 1)
        if (*row != '\n' && count < MAP * MAP &&
            sscanf(row, "%*f %*f %*d %*d %*d %lf", &values[count / MAP][count % MAP]) == 1)
            count++;
    ck_assert_int_eq(count, MAP * MAP);
    for (int i = 0; i < count; i++) {
        double largest = largest_near(values, i / MAP, i % MAP);
        if (largest < least)
            best = values[i / MAP][i % MAP];
        least = fmin(least, largest);
    }
    assert_holds(result.out, format("; f = %.8g at the end", best));
}
END_TEST

START_TEST(test_sweep_without_a_best)
{
    struct result result =
        run_program(STRINGS("--problem", "rosenbrock", "--optimizer", "momentum:alpha=0.0001",
                            "--sweep", "alpha=0.5:10:8:log,mu=0:0.99:8", SMALL, "-f", "sweep"));

    assert_done(&result);
    assert_holds(result.out, "All 64 settings diverged.\n");
    assert_holds(read_bytes(work("output/manifest.json")).data, "\"best\": null");
    assert_holds(read_bytes(work("output/report.md")).data,
                 "64 settings of momentum, all of which diverge.");
}
END_TEST

/* The square of the gradient is infinite, so that Adam could never move. */
START_TEST(test_overflow)
{
    struct result result = run_program(STRINGS("--problem", "expr:1e160*(x^2+y^2)", SMALL));

    ck_assert_int_eq(result.status, 3);
    assert_holds(result.err, "stopped at iteration 0: v overflowed");
    assert_holds(result.err, "divide the objective");
    assert_holds(read_bytes(work("output/manifest.json")).data, "\"diverged\": true");
    result = run_program(STRINGS("--noise", "1e300", SMALL));
    ck_assert_int_eq(result.status, 3);
    assert_holds(result.err, "or use less --noise\n");
}
END_TEST

#define SHIFTED "--problem", "expr:x^2+y^2+0.25", "--start", "0.5,0.5"

/* Without a minimum, the tolerance is absolute, which is reported wherever it is used. */
START_TEST(test_absolute_tolerance)
{
    static const char absolute[] = "absolute, since the minimum of f is not known (see --minimum)";
    struct result result = run_program(STRINGS(SHIFTED, DATA));

    assert_done(&result);
    assert_holds(result.out, format("f is never below 5e-06; the tolerance is %s\n", absolute));
    assert_holds(read_bytes(work("output/report.md")).data, format("tolerance is %s.", absolute));
    result = run_program(STRINGS(SHIFTED, DATA, "--optimizer", "adam", "--optimizer", "adagrad"));
    assert_done(&result);
    assert_holds(result.out, format("The tolerance is %s\n", absolute));
    assert_holds(read_bytes(work("output/report.md")).data, format("tolerance is %s.", absolute));
    result = run_program(STRINGS(DATA));
    assert_done(&result);
    ck_assert_ptr_null(strstr(result.out, "absolute"));
    ck_assert_ptr_null(strstr(read_bytes(work("output/report.md")).data, "absolute"));
}
END_TEST

/* With one, tolerance and charts count from it. */
START_TEST(test_minimum)
{
    struct result result = run_program(
        STRINGS(SHIFTED, SMALL, "-f", "convergence", "--minimum", "0.25", "--tolerance", "0.125"));

    assert_done(&result);
    assert_holds(result.out, "f is below 0.375 from iteration ");
    ck_assert_ptr_null(strstr(result.out, "absolute"));
    assert_holds(read_bytes(work("output/manifest.json")).data, "\"minimum\": 0.25,");
    assert_holds(read_bytes(work("output/report.md")).data, "| minimum of f | 0.25 |");
    assert_holds(read_bytes(work("output/report.md")).data, "f minus its minimum (0.25)");
    assert_holds(read_bytes(work("output/trajectory.dat")).data, " minimum=0.25 ");
    assert_holds(read_bytes(work("output/surface.dat")).data, " minimum=0.25 ");
    assert_holds(row_behind(work("output/convergence.dat"), "0"), "0.5");
}
END_TEST

static const char *const too_large[][5] = {
    {"--figure", "none"},
    {"--start", "0.5,0.5", "--iterations", "1"}, /* the grid has less */
    {"--runs", "5"},
    {"--sweep", "alpha=0.1:0.2:2,beta1=0:0.5:2"},
};

/* A minimum that is none is refused before anything is written. */
START_TEST(test_minimum_too_large)
{
    const char *arguments[12] = {"--problem", "expr:x^2+y^2+0.25", "--minimum", "0.5"};

    for (size_t i = 0; too_large[_i][i] != NULL; i++)
        arguments[4 + i] = too_large[_i][i];
    struct result result = run_program(arguments);
    assert_failed(&result, 2, "--minimum '0.5': must be at most 0.25, ");
    assert_holds(result.err, "the smallest value of f that was found");
    ck_assert(!exists(work("output")));
}
END_TEST

/* Objectives that scales and colors have trouble with, and nobody else. */
static const char *const odd_formulas[] = {
    "expr:x^2+y^2+1e15", "expr:1", "expr:1e-300*(x^2+y^2)", "expr:-x^2-y^2", "expr:abs(x)*1e150",
};

START_TEST(test_odd_formulas)
{
    struct result result =
        run_program(STRINGS("--problem", odd_formulas[_i], SMALL, "--runs", "5", "--sweep",
                            "alpha=0.01:0.1:5,beta1=0:0.9:5", "--sweep-shows", "value"));

    assert_done(&result);
    ck_assert(exists(work("output/sweep.png")) && exists(work("output/ensemble.png")));
}
END_TEST

#define ALL_FIGURES                                                                                \
    "-f", "surface", "-f", "contour", "-f", "contour_path", "-f", "surface_path", "-f",            \
        "convergence", "-f", "ensemble", "-f", "sweep", "--runs", "5", "--sweep",                  \
        "alpha=0.01:0.1:5:log,beta1=0:0.9:5", "--size", "320x240", "--scale", "0.5", "-n", "5"

/* Numbers at the ends of what doubles can hold, with figures that show them. */
static const char *const far_formulas[][3] = {
    {"expr:0.9e300*tanh(1e9*x)", "8:linear", "0.5,0.5"},
    {"expr:1.7e308*abs(tanh(1e9*x))", "8:log", "0.5,0.5"},
    {"expr:1e-310*x^2", "8:linear", "0.5,0.5"},
    {"expr:1e-310*x^2", "8:log", "0.5,0.5"},
    {"expr:4.9e-324*x", "8:linear", "0.5,0.5"},
};

START_TEST(test_far_formulas)
{
    const char *const *far = far_formulas[_i];
    struct result result = run_program(
        STRINGS("--problem", far[0], "--levels", far[1], "--start", far[2], ALL_FIGURES));

    assert_done(&result);
    ck_assert(exists(work("output/sweep.png")) && exists(work("output/surface.png")));
}
END_TEST

/* What no figure can show is a usage error before anything is written. */
static const struct {
    const char *formula, *figure, *message;
} too_far[] = {
    {"expr:1e308*y", "contour", "--problem: f is 1e+308 at -1,1, but linear levels are"},
    {"expr:1e308*y", "surface", "divide f by a large number"},
    {"expr:1.7e308", "contour", "or use --levels with :log"},
    {"expr:1/(1-min(1,1e6*abs(x-0.503)))", "contour",
     "--bounds: f has no finite value at any point"},
    {"expr:1e308*tanh(1e9*x)", "convergence", "by more than 1.8e+308; divide f by a large number"},
    {"expr:1e308*tanh(1e9*x)", "ensemble", "by more than 1.8e+308; divide f by a large number"},
    {"expr:1e308*tanh(1e9*x)", "sweep", "by more than 1.8e+308; divide f by a large number"},
};

START_TEST(test_too_far_formulas)
{
    struct result result = run_program(
        STRINGS("--problem", too_far[_i].formula, "--start", "0.503,0.5", "-f", too_far[_i].figure,
                "--runs", "7", "--sweep", "alpha=0.01:0.1:5:log,beta1=0:0.9:5", "--sweep-shows",
                "value", "--size", "320x240", "--scale", "0.5", "-n", "5"));

    assert_failed(&result, 2, too_far[_i].message);
    ck_assert(!exists(work("output/manifest.json")));
}
END_TEST

/* Beyond the bounds, f falls farther than a double can express: without --figure convergence, or
 * with `all`, the other figures are drawn. */
static const char *const *const falling[] = {STRINGS(SMALL), STRINGS(SMALL, "-f", "all")};

START_TEST(test_a_default_figure_is_left_out)
{
    const char *arguments[32] = {"--problem",   "1.7e308*tanh(2*x)",
                                 "--bounds",    "0.01,1,-1,1",
                                 "--start",     "0.9,0",
                                 "--optimizer", "gradient-descent:alpha=1e-308",
                                 "--levels",    "10:log",
                                 "-n",          "20"};

    memcpy(arguments + 12, falling[_i], (_i == 0 ? 4 : 6) * sizeof *arguments);
    struct result result = run_program(arguments);
    assert_warned(&result, 0, "the figure convergence is left out: at the start, f exceeds");
    ck_assert(exists(work("output/contour.png")) && !exists(work("output/convergence.png")));
    ck_assert_ptr_null(strstr(read_bytes(work("output/report.md")).data, "convergence."));
}
END_TEST

/* Settings whose place in the figure of a sweep is beyond all numbers. */
static const char *const far_settings[][2] = {
    {"1e308", "alpha=0.01:0.1:3:log,beta1=0:0.9:3"},
    {"0.02", "alpha=1e-320:2e-320:3,beta1=0:0.9:3"},
    {"0.02", "alpha=1e308:1.7e308:3:log,epsilon=1e-323:1e-322:3:log"},
    {"0.02", "alpha=1e-320:1.7e-20:3:log"},
};

START_TEST(test_far_settings)
{
    struct result result =
        run_program(STRINGS("--problem", "rosenbrock", "--alpha", far_settings[_i][0], "--sweep",
                            far_settings[_i][1], "-f", "sweep", SMALL));

    ck_assert_msg(result.status == (_i == 0 ? 3 : 0), "%s", result.err);
    ck_assert(exists(work("output/sweep.png")));
}
END_TEST

START_TEST(test_threads_change_nothing)
{
    const char *threads[] = {"1", "2", "7"};

    for (size_t i = 0; i < COUNT(threads); i++) {
        struct result result =
            run_program(STRINGS("-o", threads[i], DATA, "--runs", "300", "--threads", threads[i],
                                "--sweep", "alpha=0.001:1:50:log,beta1=0:0.99:30"));
        assert_done(&result);
        ck_assert_str_eq(read_bytes(work("1/SHA256SUMS")).data,
                         read_bytes(work("%s/SHA256SUMS", threads[i])).data);
    }
}
END_TEST

/* Builds by other compilers with other optimizations: every optimizer, side by side and alone. */
START_TEST(test_variants)
{
    const char *variants = getenv("ADAM_REPORT_VARIANTS");
    const char *first[] = {"--optimizer", "adam",   "--optimizer", "adam-reordered",
                           "--optimizer", "adamax", "--optimizer", "amsgrad",
                           "--optimizer", "nadam",  "--optimizer", "adamw",
                           "--problem",   "beale",  "--runs",      "200",
                           DATA,          "-o",     "out",         NULL};
    const char *second[] = {"--optimizer", "momentum:alpha=0.001",
                            "--optimizer", "gradient-descent:alpha=0.001",
                            "--optimizer", "nesterov:alpha=0.001",
                            "--optimizer", "adagrad",
                            "--optimizer", "rmsprop",
                            "--optimizer", "adadelta",
                            "--problem",   "beale",
                            "--runs",      "200",
                            DATA,          "-o",
                            "out",         NULL};
    const char *third[] = {"--sweep", "alpha=0.001:1:200:log,beta1=0:0.99:9", DATA, "-o", "out",
                           NULL};
    const char *const *runs[] = {first, second, third};

    if (variants == NULL || *variants == '\0') {
        skip("ADAM_REPORT_VARIANTS names no other builds");
        return;
    }
    for (size_t i = 0; i < COUNT(runs); i++) {
        const char *list = variants;
        struct result result = run_program(runs[i]);
        assert_done(&result);
        const char *sums = read_bytes(work("out/SHA256SUMS")).data;
        for (size_t length; *list != '\0'; list += length + (list[length] == ' ')) {
            length = strcspn(list, " ");
            result = run_how(&(struct how){.program = format("%.*s", (int)length, list)}, runs[i]);
            assert_done(&result);
            ck_assert_str_eq(read_bytes(work("out/SHA256SUMS")).data, sums);
        }
    }
}
END_TEST

/* One that diverges fails the run, which keeps what it has; the message names it. */
START_TEST(test_divergence_among_several)
{
    struct result result = run_program(STRINGS("--problem", "rosenbrock", "--optimizer", "adam",
                                               "--optimizer", "gradient-descent", SMALL));

    assert_failed(&result, 3, "gradient descent: diverged at iteration ");
    ck_assert(exists(work("output/convergence.png")));
    assert_holds(read_bytes(work("output/trajectory.dat")).data, " nan nan nan\n");
    assert_holds(read_bytes(work("output/report.md")).data, "diverged at iteration");
}
END_TEST

START_TEST(test_logarithm_of_negative_values)
{
    assert_fails_cleanly(
        &(struct how){0}, STRINGS("--problem", "mccormick", "--levels", "20:log", SMALL), 2,
        "--levels: logarithmic levels require an objective that is never negative");
}
END_TEST

/* A long computation ends at once, and nothing is written. */
START_TEST(test_interrupted_computation)
{
    const char *studies[] = {"--runs", "--sweep"};
    const char *sizes[] = {"100000", "alpha=0.001:1:1000:log,beta1=0:0.99:1000"};

    for (size_t i = 0; i < COUNT(studies); i++) {
        struct process process =
            start(&(struct how){0},
                  STRINGS("-o", "out", "-n", "100000", "--threads", "2", studies[i], sizes[i]));
        wait_for_handlers(&process);
        sleep_ms(100); /* now it computes */
        double begin = now();
        kill(process.pid, SIGINT);
        struct result result = finish(&process);
        assert_failed(&result, 128 + SIGINT, "interrupted");
        ck_assert_double_lt(now() - begin, SOON);
        ck_assert(!exists(work("out/manifest.json")));
    }
}
END_TEST

START_TEST(test_list)
{
    static const char *const names[] = {
        "  sphere\n",
        "  easom\n",
        "  goldstein-price\n",
        "  adam\n",
        "  adadelta\n",
        "      beta1: decay rate of the first moment β₁, a number from 0 to below 1 (0.8)\n",
        "arXiv 1412.6980",
        "  sweep ",
        "  cividis ",
        "x ← x − α m̂ / (√v̂ + ε)",
    };
    struct result result = run_program(STRINGS("list"));

    assert_done(&result);
    for (size_t i = 0; i < COUNT(names); i++)
        assert_holds(result.out, names[i]);
}
END_TEST

/* A comparison names the optimizer's setting that has changed. */
START_TEST(test_compared)
{
    struct result one =
        run_program(STRINGS("-o", "one", "--problem", "booth", "--optimizer", "rmsprop", SMALL));
    struct result two = run_program(
        STRINGS("-o", "two", "--problem", "booth", "--optimizer", "rmsprop:rho=0.5", SMALL));
    struct result result = run_program(STRINGS("compare", "one", "two"));

    assert_done(&one);
    assert_done(&two);
    ck_assert_int_eq(result.status, 1);
    assert_holds(result.out, "contour_path.png   rho 0.9 -> 0.5");
}
END_TEST

Suite *search_suite(void)
{
    Suite *suite = suite_create("search");
    TCase *searches = add_case(suite, "searches");

    tcase_add_test(searches, test_several_optimizers);
    tcase_add_test(searches, test_columns_are_runs_alone);
    tcase_add_test(searches, test_formula_is_the_built_in);
    tcase_add_test(searches, test_formula_with_holes);
    tcase_add_test(searches, test_most_levels);
    tcase_add_test(searches, test_holes_in_edited_scripts);
    tcase_add_test(searches, test_ensemble);
    tcase_add_loop_test(searches, test_criteria_of_ensembles, 0, COUNT(reaching));
    tcase_add_test(searches, test_few_runs);
    tcase_add_test(searches, test_sweep);
    tcase_add_test(searches, test_sweep_of_one_parameter);
    tcase_add_test(searches, test_basins);
    tcase_add_loop_test(searches, test_basins_of_formulas, 0, (int)COUNT(basins_of_formulas));
    tcase_add_test(searches, test_sweep_with_divergence);
    tcase_add_test(searches, test_sweep_by_value);
    tcase_add_test(searches, test_sweep_without_a_best);
    tcase_add_test(searches, test_overflow);
    tcase_add_test(searches, test_absolute_tolerance);
    tcase_add_test(searches, test_minimum);
    tcase_add_loop_test(searches, test_minimum_too_large, 0, COUNT(too_large));
    tcase_add_loop_test(searches, test_odd_formulas, 0, COUNT(odd_formulas));
    tcase_add_loop_test(searches, test_far_formulas, 0, COUNT(far_formulas));
    tcase_add_loop_test(searches, test_too_far_formulas, 0, COUNT(too_far));
    tcase_add_loop_test(searches, test_a_default_figure_is_left_out, 0, COUNT(falling));
    tcase_add_loop_test(searches, test_far_settings, 0, COUNT(far_settings));
    tcase_add_test(searches, test_threads_change_nothing);
    tcase_add_test(searches, test_variants);
    tcase_add_test(searches, test_divergence_among_several);
    tcase_add_test(searches, test_logarithm_of_negative_values);
    tcase_add_test(searches, test_interrupted_computation);
    tcase_add_test(searches, test_list);
    tcase_add_test(searches, test_compared);
    return suite;
}
