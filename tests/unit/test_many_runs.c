/* Ensembles and sweeps, compared with NumPy's numbers, and each of their runs with a single run. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "optimize/ensemble.h"
#include "optimize/sweep.h"
#include "optimize/trajectory.h"
#include "support.h"
#include "unit_tests.h"

static struct progress silent(double total)
{
    struct progress progress;

    progress_begin(&progress, "test", NULL, -1, total);
    return progress;
}

static struct ensemble_plan plan_of(size_t optimizer, size_t problem, size_t runs)
{
    const struct problem *p = &problems[problem];

    return (struct ensemble_plan){.problem = p,
                                  .method = method_of(&optimizers[optimizer]),
                                  .bounds = p->domain,
                                  .seed = 7,
                                  .runs = runs,
                                  .iterations = 60,
                                  .minimum = p->minimum,
                                  .threshold = p->minimum + 5e-6,
                                  .threads = 2};
}

static struct ensemble run_ensemble(const struct ensemble_plan *plan)
{
    struct progress progress = silent(1);
    struct ensemble ensemble;
    struct error error;

    assert_status(ensemble_run(&ensemble, plan, &progress, &error), STATUS_OK, &error);
    progress_end(&progress);
    return ensemble;
}

/* Columns t, mean, five quantiles, how many are below the threshold. */
START_TEST(quantiles_are_numpys)
{
    struct ensemble_plan plan = plan_of(0, 0, 200);
    struct ensemble ensemble = run_ensemble(&plan);
    double rows[61][8];

    ck_assert_uint_eq(read_numbers("ensemble_numpy.csv", rows[0], 8, 61), 61);
    ck_assert_uint_eq(ensemble.points, 61);
    for (size_t t = 0; t < 61; t++)
        for (int q = 0; q < ENSEMBLE_QUANTILES; q++)
            ck_assert_uint_le(ulps_between(ensemble.quantiles[q][t], rows[t][2 + q]), 1);
    ck_assert_double_eq_tol(ensemble.mean / rows[60][1], 1, 1e-13);
    ck_assert_uint_eq(ensemble.ended, 0);
    ck_assert_uint_ge(ensemble.reached, (size_t)rows[60][7]);
    ensemble_free(&ensemble);
}
END_TEST

/* Columns t, runs that had reached the tolerance, first and to stay, and pairs with targets,
 * likewise; in the last row the expected running times. */
START_TEST(running_times_are_numpys)
{
    static const enum criterion criteria[] = {CRITERION_FIRST, CRITERION_STAYS, CRITERION_FINAL};
    struct ensemble_plan plan = plan_of(0, 0, 200);
    size_t column = _i == 0 ? 1 : 2;
    double rows[61][5];

    plan.criterion = criteria[_i];
    struct ensemble ensemble = run_ensemble(&plan);
    ck_assert_uint_eq(read_numbers("runtime_numpy.csv", rows[0], 5, 61), 61);
    for (size_t t = 1; t <= 60; t++) {
        ck_assert_double_eq((double)ensemble.runs_reached[t], rows[t - 1][column]);
        ck_assert_double_eq((double)ensemble.targets_reached[t], rows[t - 1][column + 2]);
    }
    ck_assert_uint_eq(ensemble.runs_reached[0] + ensemble.targets_reached[0], 0);
    ck_assert_uint_eq(ensemble.runs_reached[60], ensemble.reached);
    ck_assert_double_eq_tol(ensemble.running_time / rows[60][column], 1, 1e-15);
    ensemble_free(&ensemble);
}
END_TEST

/* With this step size, many runs fall below the tolerance, and are carried away again. */
START_TEST(a_run_that_leaves_the_tolerance_has_not_reached_it)
{
    struct ensemble_plan plan = plan_of(0, 0, 1000);
    size_t below = 0, passing = 0;

    plan.problem = problem_find("himmelblau");
    plan.method = method_of(optimizer_find("nadam"));
    plan.method.parameters[0] = 0.5;
    plan.bounds = plan.problem->domain;
    plan.seed = 1;
    plan.iterations = 80;
    plan.threshold = 1e-3;
    plan.criterion = CRITERION_STAYS;
    struct ensemble ensemble = run_ensemble(&plan);
    for (size_t i = 0; i < plan.runs; i++) {
        below += ensemble.runs[i].value < 1e-3;
        passing += ensemble.runs[i].first != OUTCOME_NEVER;
    }
    ck_assert_uint_eq(ensemble.reached, below);
    ck_assert_uint_eq(passing, 643);
    ck_assert_uint_eq(passing - below, 273);
    ensemble_free(&ensemble);
}
END_TEST

START_TEST(a_median_lies_in_its_interval)
{
    for (size_t runs = 1; runs <= 40; runs++) {
        struct ensemble_plan plan = plan_of(0, 0, runs);
        struct ensemble ensemble = run_ensemble(&plan);
        size_t above = 0, below = 0;
        ck_assert_int_eq(ensemble.has_median_interval, runs >= STATISTICS_MEDIAN_LEAST);
        for (size_t i = 0; i < runs; i++) {
            above += ensemble.runs[i].value >= ensemble.median_interval.high;
            below += ensemble.runs[i].value <= ensemble.median_interval.low;
        }
        size_t low = 0, high = 0;
        if (statistics_median_ranks(runs, &low, &high)) {
            ck_assert_uint_eq(below, low + 1);
            ck_assert_uint_eq(above, runs - high);
        }
        ensemble_free(&ensemble);
    }
}
END_TEST

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* With few runs quantiles share their neighbors. */
START_TEST(quantiles_of_few_runs)
{
    static const double shares[] = {0.1, 0.25, 0.5, 0.75, 0.9};

    for (size_t runs = 1; runs <= 40; runs++) {
        struct ensemble_plan plan = plan_of(0, 0, runs);
        struct ensemble ensemble = run_ensemble(&plan);
        double values[40];
        for (size_t i = 0; i < runs; i++)
            values[i] = ensemble.runs[i].value;
        qsort(values, runs, sizeof *values, by_value);
        for (int q = 0; q < ENSEMBLE_QUANTILES; q++) {
            double place = (double)(runs - 1) * shares[q], part = place - floor(place);
            double low = values[(size_t)floor(place)], high = values[(size_t)ceil(place)];
            ck_assert_double_eq_tol(ensemble.quantiles[q][60], low + (high - low) * part,
                                    1e-14 * high);
            assert_same_double(ensemble.final[q], ensemble.quantiles[q][60]);
        }
        ensemble_free(&ensemble);
    }
}
END_TEST

/* The values of an objective at the starts of the first three seeds. */
static double starts[3][2];
static double values_at_starts[] = {0.5, 0.1, 0.7};

static double value_at_start(const double x[])
{
    size_t i = 0;

    while (i < 2 && x[0] != starts[i][0])
        i++;
    return values_at_starts[i];
}

/* Halfway between two values numpy.quantile goes down from the upper one, which can be another
 * double: 0.5 - 0.4 * 0.5 is 0.3, and 0.1 + 0.4 * 0.5 is not. */
START_TEST(a_quantile_halfway_between_two_runs_is_numpys)
{
    const struct problem problem = {.variables = 2, .objective = value_at_start};
    struct ensemble_plan plan = plan_of(0, 0, 2);

    for (uint32_t i = 0; i < 3; i++)
        trajectory_random_start(plan.seed + i, &plan.bounds, 2, starts[i]);
    plan.problem = &problem;
    plan.iterations = 0;
    struct ensemble two = run_ensemble(&plan);
    assert_same_double(two.quantiles[ENSEMBLE_MEDIAN][0], 0.3);
    plan.runs = 3;
    struct ensemble three = run_ensemble(&plan);
    assert_same_double(three.quantiles[ENSEMBLE_Q25][0], 0.3);
    assert_same_double(three.quantiles[ENSEMBLE_MEDIAN][0], 0.5);
    ensemble_free(&two);
    ensemble_free(&three);
}
END_TEST

/* Between a finite value and that of a diverged run numpy.quantile returns NaN, if the second one
 * is nearer. */
START_TEST(a_quantile_next_to_a_diverged_run_is_infinite)
{
    const struct problem problem = {.variables = 2, .objective = value_at_start};
    struct ensemble_plan plan = plan_of(0, 0, 3);
    const double kept = values_at_starts[2];

    for (uint32_t i = 0; i < 3; i++)
        trajectory_random_start(plan.seed + i, &plan.bounds, 2, starts[i]);
    plan.problem = &problem;
    plan.iterations = 0;
    values_at_starts[2] = (double)INFINITY;
    struct ensemble three = run_ensemble(&plan);
    values_at_starts[2] = kept;
    ck_assert(isfinite(three.quantiles[ENSEMBLE_MEDIAN][0]));
    ck_assert_double_eq(three.quantiles[ENSEMBLE_Q75][0], (double)INFINITY);
    ck_assert_double_eq(three.quantiles[ENSEMBLE_Q90][0], (double)INFINITY);
    ck_assert_double_eq(three.final[ENSEMBLE_Q90], (double)INFINITY);
    ensemble_free(&three);
}
END_TEST

static void assert_same_as_alone(const struct ensemble_plan *plan, const struct ensemble *ensemble,
                                 size_t i)
{
    double start[2];
    struct trajectory run;
    struct error error;
    size_t first = 0;

    trajectory_random_start(plan->seed + (uint32_t)i, &plan->bounds, 2, start);
    assert_status(trajectory_run(&run,
                                 &(struct trajectory_plan){.problem = plan->problem,
                                                           .method = &plan->method,
                                                           .start = start,
                                                           .bounds = plan->bounds,
                                                           .iterations = plan->iterations},
                                 &error),
                  STATUS_OK, &error);
    bool reached = trajectory_first_below(&run, plan->threshold, &first);
    assert_same_double(ensemble->runs[i].value, run.f[run.count - 1]);
    ck_assert_int_eq(ensemble->runs[i].first, reached ? (int)first : -1);
    ck_assert_int_eq(ensemble->runs[i].ended, run.diverged ? (int)run.count - 1 : -1);
    ck_assert_int_eq(ensemble->runs[i].stays, outcome_of(&run, plan->threshold).stays);
    trajectory_free(&run);
}

/* The outcomes are the same without the rest of an ensemble. */
static void assert_outcomes_alone(const struct ensemble_plan *plan, const struct ensemble *ensemble)
{
    struct outcome *runs = calloc(plan->runs, sizeof *runs);
    struct progress progress = silent(1);
    struct error error;

    ck_assert_ptr_nonnull(runs);
    assert_status(ensemble_outcomes(runs, plan, &progress, &error), STATUS_OK, &error);
    progress_end(&progress);
    ck_assert_mem_eq(runs, ensemble->runs, plan->runs * sizeof *runs);
    free(runs);
}

/* Every optimizer; on a problem where some diverge, and with groups that are not full. */
START_TEST(each_run_is_a_run_alone)
{
    struct ensemble_plan plan = plan_of((size_t)_i, _i % 2 == 0 ? 1 : 10, 150);
    plan.method.parameters[0] *= 5;
    struct ensemble ensemble = run_ensemble(&plan);
    size_t ended = 0;

    for (size_t i = 0; i < plan.runs; i++) {
        assert_same_as_alone(&plan, &ensemble, i);
        ended += ensemble.runs[i].ended >= 0;
    }
    ck_assert_uint_eq(ensemble.ended, ended);
    assert_outcomes_alone(&plan, &ensemble);
    if (strcmp(plan.method.optimizer->name, "gradient-descent") == 0)
        ck_assert_uint_gt(ended, 0);
    ensemble_free(&ensemble);
}
END_TEST

START_TEST(threads_change_nothing)
{
    struct ensemble_plan plan = plan_of(7, 1, 700);
    struct ensemble two = run_ensemble(&plan);
    plan.threads = 1;
    struct ensemble one = run_ensemble(&plan);

    for (int q = 0; q < ENSEMBLE_QUANTILES; q++)
        ck_assert_mem_eq(one.quantiles[q], two.quantiles[q], 61 * sizeof(double));
    ck_assert_mem_eq(one.runs, two.runs, 700 * sizeof *one.runs);
    ensemble_free(&one);
    ensemble_free(&two);
}
END_TEST

/* Seeds go round: after the last one comes 0. */
START_TEST(the_last_seed_is_followed_by_the_first)
{
    struct ensemble_plan plan = plan_of(0, 0, 3);
    plan.seed = UINT32_MAX;
    struct ensemble ensemble = run_ensemble(&plan);

    assert_same_as_alone(&plan, &ensemble, 0);
    assert_same_as_alone(&plan, &ensemble, 1);
    ensemble_free(&ensemble);
}
END_TEST

START_TEST(an_ensemble_can_be_interrupted)
{
    struct ensemble_plan plan = plan_of(0, 0, 300);
    struct progress progress;
    struct ensemble ensemble;
    struct error error;

    progress_begin(&progress, "test", NULL, readable_descriptor(), 1);
    assert_status(ensemble_run(&ensemble, &plan, &progress, &error), STATUS_INTERRUPTED, &error);
    ck_assert_ptr_null(ensemble.runs);
    progress_end(&progress);
}
END_TEST

/* ---- Sweeps ---------------------------------------------------------------------------------- */

static struct sweep_plan tutorial_sweep(void)
{
    struct sweep_plan plan = {
        .problem = &problems[0],
        .method = method_of(&optimizers[0]),
        .bounds = problems[0].domain,
        .axis_count = 2,
        .axes = {{.parameter = 0, .low = 0.001, .high = 1, .count = 13, .logarithmic = true},
                 {.parameter = 1, .low = 0, .high = 0.96, .count = 9}},
        .iterations = 60,
        .threshold = 5e-6,
        .threads = 2};

    trajectory_random_start(1, &problems[0].domain, 2, plan.start);
    return plan;
}

static struct sweep run_sweep(const struct sweep_plan *plan)
{
    struct progress progress = silent(1);
    struct sweep sweep;
    struct error error;

    assert_status(sweep_run(&sweep, plan, &progress, &error), STATUS_OK, &error);
    progress_end(&progress);
    return sweep;
}

/* Columns alpha, beta1, first, stays, f. */
START_TEST(a_sweep_is_numpys)
{
    struct sweep_plan plan = tutorial_sweep();
    struct sweep sweep = run_sweep(&plan);
    double rows[117][5];

    ck_assert_uint_eq(read_numbers("sweep_numpy.csv", rows[0], 5, 117), 117);
    for (size_t i = 0; i < 117; i++) {
        double alpha = sweep_axis_value(&plan.axes[0], i % 13);
        ck_assert_uint_le(ulps_between(alpha, rows[i][0]), 2);
        assert_same_double(sweep_axis_value(&plan.axes[1], i / 13), rows[i][1]);
        ck_assert_int_eq(sweep.cells[i].first, (int)rows[i][2]);
        ck_assert_int_eq(sweep.cells[i].stays, (int)rows[i][3]);
        ck_assert_double_eq_tol(sweep.cells[i].value, rows[i][4], 1e-9 * fabs(rows[i][4]) + 1e-18);
    }
    sweep_free(&sweep);
}
END_TEST

/* With the decay rate of each row of the same table. */
START_TEST(a_sweep_of_one_parameter_is_numpys)
{
    struct sweep_plan plan = tutorial_sweep();
    double rows[117][5];

    plan.axis_count = 1;
    ck_assert_uint_eq(read_numbers("sweep_numpy.csv", rows[0], 5, 117), 117);
    for (size_t row = 0; row < 9; row++) {
        plan.method.parameters[1] = rows[13 * row][1];
        struct sweep sweep = run_sweep(&plan);
        ck_assert_uint_eq(sweep.counts[0], 13);
        ck_assert_uint_eq(sweep.counts[1], 1);
        for (size_t i = 0; i < 13; i++) {
            const double *cell = rows[13 * row + i];
            ck_assert_uint_le(ulps_between(sweep_cell_value(&plan, i, 0), cell[0]), 2);
            ck_assert_int_eq(sweep.cells[i].first, (int)cell[2]);
            ck_assert_int_eq(sweep.cells[i].stays, (int)cell[3]);
            ck_assert_double_eq_tol(sweep.cells[i].value, cell[4], 1e-9 * fabs(cell[4]) + 1e-18);
        }
        sweep_free(&sweep);
    }
}
END_TEST

/* Along more searches than run in parallel. x is multiplied by 1 - 2 alpha in each step. */
START_TEST(a_sweep_of_gradient_descent_is_the_formula)
{
    struct sweep_plan plan = tutorial_sweep();
    double start = plan.start[0] * plan.start[0] + plan.start[1] * plan.start[1];

    plan.method = method_of(optimizer_find("gradient-descent"));
    plan.axis_count = 1;
    plan.axes[0] = (struct sweep_axis){.low = 0.01, .high = 1.2, .count = 300};
    struct sweep sweep = run_sweep(&plan);
    for (size_t i = 0; i < 300; i++) {
        double factor = pow(1 - 2 * sweep_cell_value(&plan, i, 0), 2);
        double value = start * pow(factor, 60);
        ck_assert_double_eq_tol(sweep.cells[i].value, value, 1e-9 * value + 1e-300);
        bool below = value < plan.threshold;
        ck_assert_int_eq(sweep.cells[i].stays != OUTCOME_NEVER, below);
        if (below) /* the first update after which it is */
            ck_assert_int_eq(sweep.cells[i].stays,
                             (int)fmax(0, floor(log(plan.threshold / start) / log(factor))));
    }
    sweep_free(&sweep);
}
END_TEST

/* Columns alpha, mu, first, stays, diverged, best: many settings fall below the tolerance before
 * they stay there, others diverge. */
START_TEST(a_sweep_with_divergence_is_numpys)
{
    struct sweep_plan plan = {
        .problem = problem_find("rosenbrock"),
        .method = method_of(optimizer_find("momentum")),
        .axis_count = 2,
        .axes = {{.parameter = 0, .low = 0.0001, .high = 0.01, .count = 13, .logarithmic = true},
                 {.parameter = 1, .low = 0, .high = 0.96, .count = 9}},
        .bounds = problem_find("rosenbrock")->domain,
        .start = {-1.2, 1},
        .iterations = 1000,
        .threshold = 0.5,
        .criterion = CRITERION_STAYS,
        .threads = 2};
    struct sweep sweep = run_sweep(&plan);
    double rows[117][6];

    ck_assert_uint_eq(read_numbers("sweep_momentum_numpy.csv", rows[0], 6, 117), 117);
    for (size_t i = 0; i < 117; i++) {
        const struct outcome *cell = &sweep.cells[i];
        ck_assert_int_eq(cell->ended != OUTCOME_NEVER, rows[i][4] == 1);
        ck_assert_int_eq(cell->first, (int)rows[i][2]);
        if (rows[i][4] == 0)
            ck_assert_int_eq(cell->stays, (int)rows[i][3]);
        ck_assert_int_eq(sweep.has_best && sweep.best == i, rows[i][5] == 1);
    }
    sweep_free(&sweep);
}
END_TEST

static void assert_cell_is_alone(const struct sweep_plan *plan, const struct sweep *sweep,
                                 size_t i0, size_t i1)
{
    const struct outcome *cell = &sweep->cells[i1 * sweep->counts[0] + i0];
    struct method method = plan->method;
    struct trajectory run;
    struct error error;
    size_t first = 0, stays = 0;

    method.parameters[plan->axes[0].parameter] = sweep_axis_value(&plan->axes[0], i0);
    method.parameters[plan->axes[1].parameter] = sweep_axis_value(&plan->axes[1], i1);
    assert_status(trajectory_run(&run,
                                 &(struct trajectory_plan){.problem = plan->problem,
                                                           .method = &method,
                                                           .start = plan->start,
                                                           .bounds = plan->bounds,
                                                           .iterations = plan->iterations},
                                 &error),
                  STATUS_OK, &error);
    bool reached = trajectory_first_below(&run, plan->threshold, &first);
    assert_same_double(cell->value, run.f[run.count - 1]);
    bool stayed = trajectory_stays_below(&run, plan->threshold, &stays);
    ck_assert_int_eq(cell->first, reached ? (int)first : OUTCOME_NEVER);
    ck_assert_int_eq(cell->stays, stayed ? (int)stays : OUTCOME_NEVER);
    ck_assert_int_eq(cell->ended, run.diverged ? (int)run.count - 1 : OUTCOME_NEVER);
    trajectory_free(&run);
}

/* Every optimizer's first and last parameter, in both orders; rows longer than what goes side by
 * side. Large steps, so that some runs end. */
START_TEST(each_cell_is_a_run_alone)
{
    const struct optimizer *optimizer = &optimizers[_i / 2];
    size_t last = optimizer->parameter_count - 1, a = _i % 2 == 0 ? 0 : last, b = last - a;
    struct sweep_plan plan = tutorial_sweep();

    if (last == 0) /* gradient descent has one */
        return;
    plan.problem = problem_find("goldstein-price");
    plan.start[0] = 1.5;
    plan.method = method_of(optimizer);
    for (int k = 0; k < 2; k++)
        plan.axes[k] = (struct sweep_axis){.parameter = k == 0 ? a : b, .count = 11};
    plan.axes[0].count = 140;
    for (int k = 0; k < 2; k++) {
        plan.axes[k].low = 1e-6;
        plan.axes[k].high = plan.axes[k].parameter == 0 ? 10 : 0.99;
        plan.axes[k].logarithmic = plan.axes[k].parameter == 0;
    }
    struct sweep sweep = run_sweep(&plan);
    for (size_t i1 = 0; i1 < 11; i1++)
        for (size_t i0 = 0; i0 < 140; i0 += 9)
            assert_cell_is_alone(&plan, &sweep, i0, i1);
    sweep_free(&sweep);
}
END_TEST

/* Sweeps that are written down: of each cell the iteration after which it is below the threshold,
 * or one of these. */
#define NEVER (-1)
#define ENDS (-2)
#define SIDE 5

static void fill(struct sweep *sweep, struct outcome cells[], const int iterations[][SIDE])
{
    *sweep = (struct sweep){.counts = {SIDE, SIDE}, .cells = cells};
    for (size_t i = 0; i < (size_t)SIDE * SIDE; i++) {
        int iteration = iterations[i / SIDE][i % SIDE];
        cells[i] = (struct outcome){.value = 1,
                                    .first = iteration < 0 ? OUTCOME_NEVER : iteration,
                                    .stays = iteration < 0 ? OUTCOME_NEVER : iteration,
                                    .ended = iteration == ENDS ? 3 : OUTCOME_NEVER};
    }
}

static const struct {
    int iterations[SIDE][SIDE];
    size_t best;
} written_sweeps[] = {
    /* An early cell among late ones is an accident; on the other side all are early. */
    {{{20, 45, 30, 20, 20},
      {45, 1, 30, 9, 9},
      {30, 30, 30, 9, 8},
      {30, 30, 30, 9, 9},
      {30, 30, 30, 30, 30}},
     14},
    /* The earliest are next to those that diverge; the next ones are not. */
    {{{9, 8, 7, 4, ENDS},
      {9, 8, 7, 4, ENDS},
      {9, 8, 7, 4, ENDS},
      {9, 8, 7, 4, ENDS},
      {9, 8, 7, 4, ENDS}},
     2},
    /* Each one that reaches it is next to one that diverges: it counts all the same. */
    {{{NEVER, NEVER, NEVER, NEVER, NEVER},
      {NEVER, NEVER, NEVER, NEVER, NEVER},
      {NEVER, NEVER, NEVER, NEVER, NEVER},
      {NEVER, NEVER, NEVER, 30, ENDS},
      {NEVER, NEVER, NEVER, ENDS, ENDS}},
     18},
    /* All equal: the first. */
    {{{7, 7, 7, 7, 7}, {7, 7, 7, 7, 7}, {7, 7, 7, 7, 7}, {7, 7, 7, 7, 7}, {7, 7, 7, 7, 7}}, 0},
};

START_TEST(the_best_setting_has_good_neighbors)
{
    struct outcome cells[SIDE * SIDE];
    struct sweep sweep;

    fill(&sweep, cells, written_sweeps[_i].iterations);
    sweep_find_best(&sweep, CRITERION_STAYS);
    ck_assert(sweep.has_best);
    ck_assert_uint_eq(sweep.best, written_sweeps[_i].best);
}
END_TEST

/* With one parameter, each setting has at most two neighbors, and none in another row. */
START_TEST(the_best_on_a_single_axis)
{
    static const int iterations[] = {40, 3, 40, 12, 11, 13, 9};
    struct outcome cells[7];
    struct sweep sweep = {.counts = {7, 1}, .cells = cells};

    for (size_t i = 0; i < 7; i++)
        cells[i] = (struct outcome){
            .value = 1, .first = iterations[i], .stays = iterations[i], .ended = OUTCOME_NEVER};
    sweep_find_best(&sweep, CRITERION_STAYS);
    ck_assert_uint_eq(sweep.best, 6); /* 13 at worst, as for the setting before it, and earlier */
    cells[6].ended = 3;
    sweep_find_best(&sweep, CRITERION_STAYS);
    ck_assert_uint_eq(sweep.best, 4);
}
END_TEST

/* In the middle, a search that passes below the threshold immediately but stays below it only late;
 * on the left, those with the lowest final values. */
START_TEST(each_criterion_has_its_best_setting)
{
    static const int iterations[SIDE][SIDE] = {{40, 40, 40, 40, 20},
                                               {40, 40, 40, 40, 20},
                                               {40, 40, 40, 40, 20},
                                               {40, 40, 40, 40, 20},
                                               {40, 40, 40, 40, 20}};
    struct outcome cells[SIDE * SIDE];
    struct sweep sweep;

    fill(&sweep, cells, iterations);
    for (size_t i = 0; i < (size_t)SIDE * SIDE; i++) {
        size_t column = i % SIDE, row = i / SIDE;
        cells[i].first = column < 4 ? 10 : 20;
        cells[i].value = column < 2 ? 0.1 : 1;
        if (column == 2 && row == 2)
            cells[i].first = 2;
    }
    sweep_find_best(&sweep, CRITERION_FIRST);
    ck_assert_uint_eq(sweep.best, 12); /* its neighbors are no worse than others' */
    sweep_find_best(&sweep, CRITERION_STAYS);
    ck_assert_uint_eq(sweep.best, 4);
    sweep_find_best(&sweep, CRITERION_FINAL);
    ck_assert_uint_eq(sweep.best, 0);
}
END_TEST

/* By the first iteration a search counts that diverges later, by the others it does not. */
START_TEST(a_search_that_diverges_later_came_below_the_threshold)
{
    const struct outcome cell = {.value = 1, .first = 3, .stays = 3, .ended = 9};
    const struct outcome late = {.value = 1, .first = 3, .stays = OUTCOME_NEVER, .ended = -1};

    ck_assert_int_eq(outcome_rank_of(&cell, CRITERION_FIRST), OUTCOME_REACHED);
    ck_assert_int_eq(outcome_rank_of(&cell, CRITERION_STAYS), OUTCOME_DIVERGED);
    ck_assert_int_eq(outcome_rank_of(&cell, CRITERION_FINAL), OUTCOME_DIVERGED);
    ck_assert_int_eq(outcome_rank_of(&late, CRITERION_STAYS), OUTCOME_NOT_REACHED);
    ck_assert_int_eq(outcome_rank_of(&late, CRITERION_FINAL), OUTCOME_REACHED);
}
END_TEST

static double cubic(const double x[])
{
    return x[0] * x[0] * x[0];
}

static void cubic_gradient(const double x[], double gradient[])
{
    gradient[0] = 3 * x[0] * x[0];
    gradient[1] = 0;
}

/* Momentum on x1^3 from (-1, 0): with small steps it goes down slowly, the faster the larger beta
 * is; with large ones it ends after some updates, far below. */
static struct sweep_plan falling_sweep(const struct problem *problem, double low, double high)
{
    return (struct sweep_plan){.problem = problem,
                               .bounds = {.min = {-1, -1}, .max = {1, 1}},
                               .method = method_of(optimizer_find("momentum")),
                               .axis_count = 2,
                               .axes = {{.parameter = 0, .low = low, .high = high, .count = 2},
                                        {.parameter = 1, .low = 0, .high = 0.5, .count = 2}},
                               .start = {-1, 0},
                               .iterations = 60,
                               .threshold = -50,
                               .threads = 1};
}

START_TEST(a_diverged_search_is_never_best_by_its_value)
{
    const struct problem problem = {.variables = 2, .objective = cubic, .gradient = cubic_gradient};
    struct sweep_plan plan = falling_sweep(&problem, 1e-3, 1);

    plan.criterion = CRITERION_FINAL;
    struct sweep sweep = run_sweep(&plan);
    for (size_t i = 0; i < 4; i++)
        ck_assert_int_eq(sweep.cells[i].ended != OUTCOME_NEVER, i % 2 == 1);
    ck_assert_double_lt(sweep.cells[1].value, sweep.cells[2].value);
    ck_assert(sweep.has_best);
    ck_assert_uint_eq(sweep.best, 2);
    sweep_free(&sweep);
}
END_TEST

/* By the iteration it can be: below the threshold, -50, at once, where x1 = -1 - 3 alpha is -4. */
START_TEST(a_search_that_diverges_below_the_threshold_can_be_best)
{
    const struct problem problem = {.variables = 2, .objective = cubic, .gradient = cubic_gradient};
    struct sweep_plan plan = falling_sweep(&problem, 1e-3, 1);

    plan.criterion = CRITERION_FIRST;
    struct sweep sweep = run_sweep(&plan);
    ck_assert(sweep.has_best);
    ck_assert_uint_eq(sweep.best % 2, 1);
    ck_assert_int_eq(sweep.cells[sweep.best].first, 0);
    sweep_free(&sweep);
}
END_TEST

START_TEST(where_all_searches_diverge_none_is_best)
{
    const struct problem problem = {.variables = 2, .objective = cubic, .gradient = cubic_gradient};
    struct sweep_plan plan = falling_sweep(&problem, 1, 2);

    plan.criterion = CRITERION_FINAL;
    struct sweep sweep = run_sweep(&plan);
    ck_assert(!sweep.has_best);
    sweep_free(&sweep);
}
END_TEST

START_TEST(axes_reach_their_ends)
{
    struct sweep_axis axis = {.low = 1e-3, .high = 0.7, .count = 4, .logarithmic = true};

    assert_same_double(sweep_axis_value(&axis, 0), 1e-3);
    assert_same_double(sweep_axis_value(&axis, 3), 0.7);
    ck_assert_double_eq_tol(sweep_axis_value(&axis, 1), 1e-3 * cbrt(700), 1e-15);
    axis.logarithmic = false;
    assert_same_double(sweep_axis_value(&axis, 3), 0.7);
    ck_assert_double_eq_tol(sweep_axis_value(&axis, 1), 0.234, 1e-15);
}
END_TEST

START_TEST(a_sweep_can_be_interrupted)
{
    struct sweep_plan plan = tutorial_sweep();
    struct progress progress;
    struct sweep sweep;
    struct error error;

    progress_begin(&progress, "test", NULL, readable_descriptor(), 1);
    assert_status(sweep_run(&sweep, &plan, &progress, &error), STATUS_INTERRUPTED, &error);
    ck_assert_ptr_null(sweep.cells);
    progress_end(&progress);
}
END_TEST

/* Nothing within the first second; then how far, and how long yet; and at the end nothing of it. */
START_TEST(progress_is_shown_to_those_who_wait)
{
    struct progress progress;
    char shown[256] = "";
    FILE *terminal = tmpfile();

    ck_assert_ptr_nonnull(terminal);
    progress_begin(&progress, "sweep", terminal, -1, 10);
    ck_assert(progress_add(&progress, 1));
    ck_assert_int_eq((int)ftell(terminal), 0);
    progress.begun -= 9.5; /* as if so many seconds had passed */
    ck_assert(progress_add(&progress, 4));
    rewind(terminal);
    ck_assert_ptr_nonnull(fgets(shown, sizeof shown, terminal));
    ck_assert_ptr_nonnull(strstr(shown, "sweep [###############...............]  50 %, 10 s left"));
    progress_end(&progress);
    fclose(terminal);
}
END_TEST

static double steep(const double x[])
{
    return 1e160 * (x[0] * x[0] + x[1] * x[1]);
}

static void steep_gradient(const double x[], double gradient[])
{
    gradient[0] = 2e160 * x[0];
    gradient[1] = 2e160 * x[1];
}

/* v is infinite after the first update, and x stays where it is. */
START_TEST(a_state_that_overflows_ends_every_run)
{
    const struct problem problem = {.variables = 2,
                                    .objective = steep,
                                    .gradient = steep_gradient,
                                    .domain = problems[0].domain};
    struct sweep_plan plan = tutorial_sweep();
    struct ensemble_plan many = {.problem = &problem,
                                 .method = method_of(&optimizers[0]),
                                 .bounds = problem.domain,
                                 .seed = 1,
                                 .runs = 3,
                                 .iterations = 5,
                                 .threads = 1};
    struct progress progress;
    struct ensemble ensemble;
    struct error error;

    plan.problem = &problem;
    plan.start[0] = 1;
    struct sweep sweep = run_sweep(&plan);
    for (size_t i = 0; i < sweep.counts[0] * sweep.counts[1]; i++)
        ck_assert_int_eq(sweep.cells[i].ended, 0);
    ck_assert(!sweep.has_best);
    sweep_free(&sweep);
    progress_begin(&progress, "", NULL, -1, 1);
    assert_status(ensemble_run(&ensemble, &many, &progress, &error), STATUS_OK, &error);
    progress_end(&progress);
    ck_assert_uint_eq(ensemble.ended, 3);
    ensemble_free(&ensemble);
}
END_TEST

Suite *many_runs_suite(void)
{
    Suite *suite = suite_create("many_runs");
    TCase *ensembles = tcase_create("ensemble"), *sweeps = tcase_create("sweep");

    tcase_add_test(ensembles, quantiles_are_numpys);
    tcase_add_loop_test(ensembles, running_times_are_numpys, 0, 3);
    tcase_add_test(ensembles, a_run_that_leaves_the_tolerance_has_not_reached_it);
    tcase_add_test(ensembles, a_median_lies_in_its_interval);
    tcase_add_test(ensembles, quantiles_of_few_runs);
    tcase_add_test(ensembles, a_quantile_halfway_between_two_runs_is_numpys);
    tcase_add_test(ensembles, a_quantile_next_to_a_diverged_run_is_infinite);
    tcase_add_loop_test(ensembles, each_run_is_a_run_alone, 0, (int)optimizer_count);
    tcase_add_test(ensembles, threads_change_nothing);
    tcase_add_test(ensembles, the_last_seed_is_followed_by_the_first);
    tcase_add_test(ensembles, an_ensemble_can_be_interrupted);
    tcase_add_test(sweeps, a_sweep_is_numpys);
    tcase_add_test(sweeps, a_sweep_of_one_parameter_is_numpys);
    tcase_add_test(sweeps, a_sweep_of_gradient_descent_is_the_formula);
    tcase_add_test(sweeps, the_best_on_a_single_axis);
    tcase_add_test(sweeps, a_sweep_with_divergence_is_numpys);
    tcase_add_loop_test(sweeps, each_cell_is_a_run_alone, 0, 2 * (int)optimizer_count);
    tcase_add_loop_test(sweeps, the_best_setting_has_good_neighbors, 0,
                        sizeof written_sweeps / sizeof *written_sweeps);
    tcase_add_test(sweeps, each_criterion_has_its_best_setting);
    tcase_add_test(sweeps, a_search_that_diverges_later_came_below_the_threshold);
    tcase_add_test(sweeps, a_diverged_search_is_never_best_by_its_value);
    tcase_add_test(sweeps, a_search_that_diverges_below_the_threshold_can_be_best);
    tcase_add_test(sweeps, where_all_searches_diverge_none_is_best);
    tcase_add_test(sweeps, axes_reach_their_ends);
    tcase_add_test(sweeps, a_sweep_can_be_interrupted);
    tcase_add_test(sweeps, progress_is_shown_to_those_who_wait);
    tcase_add_test(sweeps, a_state_that_overflows_ends_every_run);
    suite_add_tcase(suite, ensembles);
    suite_add_tcase(suite, sweeps);
    return suite;
}
