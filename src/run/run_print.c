#include "run/run_print.h"

#include <math.h>

/* A point as NumPy prints it with eight decimals: numbers of one width, signs and all. */
static void print_point(FILE *stream, const double x[])
{
    int width1 = snprintf(NULL, 0, "%.8f", x[0]), width2 = snprintf(NULL, 0, "%.8f", x[1]);
    int width = width1 > width2 ? width1 : width2;

    fprintf(stream, "f([%*.8f %*.8f])", width, x[0], width, x[1]);
}

/* What f is to be below: the tolerance, and where the minimum is not 0, as a value of f. */
static void print_threshold(FILE *stream, const struct run_options *options)
{
    double threshold = run_options_threshold(options);

    fprintf(stream, threshold == options->tolerance ? "%g" : "%.12g", threshold);
}

static void print_convergence(FILE *stream, const struct run_options *options,
                              const struct trajectory *trajectory)
{
    double threshold = run_options_threshold(options);
    size_t first, final;

    if (!trajectory_first_below(trajectory, threshold, &first)) {
        fputs("f is never below ", stream);
        print_threshold(stream, options);
        fputc('\n', stream);
        return;
    }
    fputs("f is below ", stream);
    print_threshold(stream, options);
    if (!trajectory_stays_below(trajectory, threshold, &final))
        fprintf(stream, " first at iteration %zu, but not at the end\n", first);
    else if (final == first)
        fprintf(stream, " from iteration %zu on\n", first);
    else
        fprintf(stream, " first at iteration %zu, and from iteration %zu on\n", first, final);
}

static void print_only(const struct run_options *options, const struct trajectory *trajectory,
                       FILE *stream)
{
    size_t last = trajectory->count - 1;

    for (size_t t = 1; t <= last && !options->quiet; t++) {
        fprintf(stream, ">%zu ", t - 1);
        print_point(stream, trajectory_point(trajectory, t));
        fprintf(stream, " = %.5f\n", trajectory->f[t]);
    }
    fputs(trajectory->diverged ? "Stopped early.\n" : "Done!\n", stream);
    print_point(stream, trajectory_point(trajectory, last));
    fprintf(stream, " = %.8g\n", trajectory->f[last]);
    print_convergence(stream, options, trajectory);
}

static void print_several(const struct run_options *options, const struct results *results,
                          FILE *stream)
{
    for (size_t i = 0; i < results->count; i++) {
        const struct trajectory *trajectory = &results->trajectories[i];
        size_t last = trajectory->count - 1;
        fprintf(stream, "%s: ", results->list[i].label);
        print_point(stream, trajectory_point(trajectory, last));
        fprintf(stream, " = %.8g%s; ", trajectory->f[last],
                trajectory->diverged ? ", stopped early" : "");
        print_convergence(stream, options, trajectory);
    }
}

static void print_ensembles(const struct run_options *options, const struct results *results,
                            FILE *stream)
{
    for (size_t i = 0; i < results->count; i++) {
        const struct ensemble *ensemble = &results->ensembles[i];
        size_t last = ensemble->points - 1;
        fprintf(stream,
                "%s, %zu runs: f - fmin in the end has mean %.6g, median %.6g, 10 to 90 %% from "
                "%.6g to %.6g; %zu came below the tolerance",
                results->list[i].label, ensemble->run_count, ensemble->mean,
                ensemble->quantiles[ENSEMBLE_MEDIAN][last], ensemble->quantiles[ENSEMBLE_Q10][last],
                ensemble->quantiles[ENSEMBLE_Q90][last], ensemble->reached);
        if (ensemble->ended > 0)
            fprintf(stream, ", %zu led to NaN or infinity", ensemble->ended);
        fputc('\n', stream);
    }
    (void)options;
}

static void print_sweep(const struct results *results, FILE *stream)
{
    const struct sweep *sweep = &results->sweep;
    const struct sweep_plan *plan = &results->plan;
    const struct sweep_cell *best = &sweep->cells[sweep->best];
    size_t at[2] = {sweep->best % sweep->counts[0], sweep->best / sweep->counts[0]};

    if (!sweep->has_best) {
        fprintf(stream, "All of %zu settings lead to NaN or infinity.\n",
                sweep->counts[0] * sweep->counts[1]);
        return;
    }
    fprintf(stream, "Best of %zu settings:", sweep->counts[0] * sweep->counts[1]);
    for (size_t k = 0; k < 2; k++)
        fprintf(stream, " %s=%.10g",
                plan->method.optimizer->parameters[plan->axes[k].parameter].name,
                sweep_axis_value(&plan->axes[k], at[k]));
    if (best->first != SWEEP_NEVER)
        fprintf(stream, ", below the tolerance at iteration %d", best->first);
    else
        fputs(", never below the tolerance", stream);
    fprintf(stream, "; f = %.8g in the end\n", best->value);
}

static enum status fail_diverged(const struct results *results, size_t i, struct error *error)
{
    const struct optimizer *optimizer = results->list[i].method->optimizer;
    bool has_epsilon = optimizer_parameter_find(optimizer, "epsilon") < optimizer->parameter_count;

    return error_set(error, STATUS_FAILED,
                     "%s%siteration %zu led to NaN or infinity: what was before it is kept; try a "
                     "smaller --alpha%s",
                     results->count == 1 ? "" : results->list[i].label,
                     results->count == 1 ? "" : ": ", results->trajectories[i].count - 1,
                     has_epsilon ? " or a larger --epsilon" : "");
}

enum status run_print(const struct run_options *options, const struct results *results,
                      FILE *stream, struct error *error)
{
    if (results->count == 1)
        print_only(options, &results->trajectories[0], stream);
    else
        print_several(options, results, stream);
    if (options->study.runs > 0)
        print_ensembles(options, results, stream);
    if (options->study.swept)
        print_sweep(results, stream);
    for (size_t i = 0; i < results->count; i++)
        if (results->trajectories[i].diverged)
            return fail_diverged(results, i, error);
    return STATUS_OK;
}
