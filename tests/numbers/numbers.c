/* Digests of what the program computes, one line "NAME DIGEST" for each trajectory, grid, ensemble,
 * sweep and formula. Builds by other compilers, for other processors and with other C libraries
 * must print the same lines (run.sh). */
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "fingerprint.h"
#include "formulas.h"
#include "functions.h"
#include "optimize/ensemble.h"
#include "optimize/expression.h"
#include "optimize/sweep.h"
#include "optimize/trajectory.h"
#include "plot/grid.h"

/* Large enough that a last bit in any function shows, and small enough for an emulated processor.
 */
#define ITERATIONS 300      /* of a trajectory */
#define STUDY_ITERATIONS 60 /* of an ensemble or a sweep */
#define RUNS 64
#define SETTINGS 16 /* along each axis of a sweep */
#define NODES 33    /* along each side of a grid */
#define FORMULAS 200
#define FORMULA_NODES 9
#define THREADS 2 /* where there are threads: serial.c has one, and no result depends on it */

static void require(enum status status, const struct error *error)
{
    if (status == STATUS_OK)
        return;
    fprintf(stderr, "numbers: %s\n", error->message);
    exit(EXIT_FAILURE);
}

__attribute__((format(printf, 2, 3))) static void print(fingerprint digest, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    printf(" %016" PRIx64 "\n", digest);
}

static double threshold_of(const struct problem *problem)
{
    return problem->minimum + 5e-6;
}

/* Other settings than the defaults, in the range of each parameter. */
static struct method with_other_settings(const struct optimizer *optimizer)
{
    struct method method = method_of(optimizer);

    for (size_t k = 0; k < optimizer->parameter_count; k++) {
        double *value = &method.parameters[k];
        *value *= optimizer->parameters[k].range == OPTIMIZER_DECAY ? *value : 2.5;
    }
    return method;
}

/* ---- Trajectories ------------------------------------------------------------------------------
 */

static fingerprint trajectory_digest(const struct problem *problem, const struct method *method,
                                     const double start[])
{
    struct trajectory_plan plan = {.problem = problem,
                                   .method = method,
                                   .start = start,
                                   .bounds = problem->domain,
                                   .iterations = ITERATIONS};
    struct trajectory trajectory;
    struct error error;
    fingerprint digest = FINGERPRINT_BEGIN;

    require(trajectory_run(&trajectory, &plan, &error), &error);
    fingerprint_add_whole(&digest, trajectory.count);
    fingerprint_add_whole(&digest, trajectory.end);
    fingerprint_add_string(&digest, trajectory.overflowed == NULL ? "" : trajectory.overflowed);
    fingerprint_add_all(&digest, trajectory.x, trajectory.count * trajectory.variables);
    fingerprint_add_all(&digest, trajectory.f, trajectory.count);
    trajectory_free(&trajectory);
    return digest;
}

static void print_trajectories_from(const struct problem *problem, const char *start_name,
                                    const double start[])
{
    for (size_t i = 0; i < optimizer_count; i++) {
        struct method usual = method_of(&optimizers[i]);
        struct method other = with_other_settings(&optimizers[i]);
        const char *name = optimizers[i].name;
        print(trajectory_digest(problem, &usual, start), "trajectory %s %s defaults %s",
              problem->name, name, start_name);
        print(trajectory_digest(problem, &other, start), "trajectory %s %s others %s",
              problem->name, name, start_name);
    }
}

static void print_trajectories(const struct problem *problem)
{
    double start[PROBLEM_MAX_VARIABLES];

    if (problem->has_start)
        print_trajectories_from(problem, "start", problem->start);
    trajectory_random_start(1, &problem->domain, problem->variables, start);
    print_trajectories_from(problem, "seed-1", start);
}

/* ---- Grids -------------------------------------------------------------------------------------
 */

static void print_grid(const struct problem *problem, size_t nodes)
{
    struct grid grid;
    struct error error;
    fingerprint digest = FINGERPRINT_BEGIN;

    require(grid_sample(&grid, problem, &problem->domain, nodes, nodes, -1, &error), &error);
    fingerprint_add_all(&digest, grid.f, nodes * nodes);
    fingerprint_add(&digest, grid.f_min);
    fingerprint_add(&digest, grid.f_max);
    grid_free(&grid);
    print(digest, "grid %s", problem->name);
}

/* ---- Ensembles and sweeps ----------------------------------------------------------------------
 */

/* Those with powers of decay rates in closed form, with a product of them, and without any. */
static const char *const studied[] = {"adam", "nadam", "momentum"};

static void print_ensemble(const struct problem *problem, const struct optimizer *optimizer)
{
    struct ensemble_plan plan = {.problem = problem,
                                 .method = method_of(optimizer),
                                 .bounds = problem->domain,
                                 .seed = 1,
                                 .runs = RUNS,
                                 .iterations = STUDY_ITERATIONS,
                                 .minimum = problem->minimum,
                                 .threshold = threshold_of(problem),
                                 .threads = THREADS};
    struct ensemble ensemble;
    struct progress progress;
    struct error error;
    fingerprint digest = FINGERPRINT_BEGIN;

    progress_begin(&progress, "ensemble", NULL, -1, 1);
    require(ensemble_run(&ensemble, &plan, &progress, &error), &error);
    progress_end(&progress);
    for (size_t q = 0; q < ENSEMBLE_QUANTILES; q++)
        fingerprint_add_all(&digest, ensemble.quantiles[q], ensemble.points);
    fingerprint_add(&digest, ensemble.mean);
    for (size_t i = 0; i < ensemble.run_count; i++) {
        fingerprint_add(&digest, ensemble.runs[i].value);
        fingerprint_add(&digest, ensemble.runs[i].first);
        fingerprint_add(&digest, ensemble.runs[i].ended);
    }
    ensemble_free(&ensemble);
    print(digest, "ensemble %s %s", problem->name, optimizer->name);
}

/* The step size, which is the first parameter, and a decay rate, which is the second. */
static struct sweep_plan sweep_plan_of(const struct problem *problem,
                                       const struct optimizer *optimizer, bool logarithmic_step)
{
    struct sweep_plan plan = {
        .problem = problem,
        .method = method_of(optimizer),
        .axis_count = 2,
        .axes = {{.parameter = 0, .low = 0.001, .high = 0.5, .count = SETTINGS},
                 {.parameter = 1, .low = 0.01, .high = 0.99, .count = SETTINGS}},
        .bounds = problem->domain,
        .iterations = STUDY_ITERATIONS,
        .threshold = threshold_of(problem),
        .threads = THREADS};

    plan.axes[0].logarithmic = logarithmic_step;
    plan.axes[1].logarithmic = !logarithmic_step;
    trajectory_random_start(1, &problem->domain, problem->variables, plan.start);
    return plan;
}

static void print_sweep(const struct problem *problem, const struct optimizer *optimizer,
                        bool logarithmic_step)
{
    struct sweep_plan plan = sweep_plan_of(problem, optimizer, logarithmic_step);
    struct sweep sweep;
    struct progress progress;
    struct error error;
    fingerprint digest = FINGERPRINT_BEGIN;

    progress_begin(&progress, "sweep", NULL, -1, 1);
    require(sweep_run(&sweep, &plan, &progress, &error), &error);
    progress_end(&progress);
    for (size_t i = 0; i < (size_t)SETTINGS * SETTINGS; i++) {
        fingerprint_add(&digest, sweep.cells[i].value);
        fingerprint_add(&digest, sweep.cells[i].first);
        fingerprint_add(&digest, sweep.cells[i].ended);
    }
    fingerprint_add_whole(&digest, sweep.has_best ? sweep.best : UINT64_MAX);
    sweep_free(&sweep);
    print(digest, "sweep %s %s %s", problem->name, optimizer->name,
          logarithmic_step ? "log,linear" : "linear,log");
}

static void print_studies(const struct problem *problem)
{
    for (size_t i = 0; i < sizeof studied / sizeof *studied; i++) {
        const struct optimizer *optimizer = optimizer_find(studied[i]);
        print_ensemble(problem, optimizer);
        print_sweep(problem, optimizer, true);
        print_sweep(problem, optimizer, false);
    }
}

/* ---- Formulas ----------------------------------------------------------------------------------
 */

static const double formula_start[] = {0.6, 0.35};
static const struct bounds formula_bounds = {.min = {-2, -2}, .max = {2, 2}};

/* At the nodes of a grid: those without a value count too. */
static fingerprint gradient_digest(const struct expression *expression)
{
    struct grid grid = {.bounds = formula_bounds, .nodes = {FORMULA_NODES, FORMULA_NODES}};
    fingerprint digest = FINGERPRINT_BEGIN;

    for (size_t i = 0; i < FORMULA_NODES; i++)
        for (size_t k = 0; k < FORMULA_NODES; k++) {
            double x[] = {grid_node(&grid, 0, i), grid_node(&grid, 1, k)}, gradient[2];
            expression_gradient(expression, x, gradient);
            fingerprint_add_all(&digest, gradient, 2);
        }
    return digest;
}

/* False, and nothing printed, where it has no finite value at the start. */
static bool print_formula(const char *formula)
{
    static const char *const followed[] = {"adam", "gradient-descent"};
    struct problem problem = {.name = formula, .variables = 2, .domain = formula_bounds};
    struct expression *expression;
    struct error error;

    require(expression_parse(formula, &expression, &error), &error);
    problem.expression = expression;
    bool finite = isfinite(expression_value(expression, formula_start));
    if (finite) {
        print_grid(&problem, FORMULA_NODES);
        print(gradient_digest(expression), "gradient %s", formula);
        for (size_t i = 0; i < sizeof followed / sizeof *followed; i++) {
            struct method method = method_of(optimizer_find(followed[i]));
            print(trajectory_digest(&problem, &method, formula_start), "trajectory %s %s", formula,
                  followed[i]);
        }
    }
    expression_free(expression);
    return finite;
}

static bool print_generated(size_t number)
{
    struct text formula = {0};
    struct error error;

    formula_generate(number, &formula);
    require(text_check(&formula, &error), &error);
    bool printed = print_formula(text_string(&formula));
    text_free(&formula);
    return printed;
}

static void print_formulas(void)
{
    size_t printed = 0;

    for (size_t i = 0; i < formulas_by_hand_count; i++)
        if (!print_formula(formulas_by_hand[i])) {
            fprintf(stderr, "numbers: no finite value at the start: %s\n", formulas_by_hand[i]);
            exit(EXIT_FAILURE);
        }
    for (size_t number = 0; printed < FORMULAS; number++)
        printed += print_generated(number);
}

int main(void)
{
    for (size_t i = 0; i < function_count; i++)
        print(function_digest(i), "function %s", function_name(i));
    for (size_t i = 0; i < problem_count; i++) {
        print_trajectories(&problems[i]);
        print_grid(&problems[i], NODES);
        print_studies(&problems[i]);
    }
    print_formulas();
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
