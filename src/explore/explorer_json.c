#include "explore/explorer_json.h"

#include <string.h>

#include "base/json_writer.h"
#include "base/version.h"
#include "optimize/rule.h"

static void write_integer(struct json_writer *json, const char *name, long value)
{
    if (value < 0)
        json_write_real(json, name, (double)value);
    else
        json_write_whole(json, name, (uint64_t)value);
}

static void write_reals(struct json_writer *json, const char *name, const double reals[],
                        size_t count)
{
    json_open_array(json, name);
    for (size_t i = 0; i < count; i++)
        json_write_real(json, NULL, reals[i]);
    json_close_array(json);
}

static void write_bounds(struct json_writer *json, const char *name, const struct bounds *b)
{
    write_reals(json, name, (double[]){b->min[0], b->max[0], b->min[1], b->max[1]}, 4);
}

static const char *spacing_name(enum level_spacing spacing)
{
    return spacing == LEVELS_LOGARITHMIC ? "log" : "linear";
}

/* ---- Tables ---------------------------------------------------------------------------------- */

static const char *range_name(enum optimizer_range range)
{
    static const char *const names[] = {[OPTIMIZER_POSITIVE] = "positive",
                                        [OPTIMIZER_DECAY] = "decay",
                                        [OPTIMIZER_NOT_NEGATIVE] = "not-negative",
                                        [OPTIMIZER_FRACTION] = "fraction",
                                        [OPTIMIZER_WHOLE] = "whole",
                                        [OPTIMIZER_COUNT] = "count"};

    return names[range];
}

/* Parameter number k of a method with its default settings. */
static void write_parameter(struct json_writer *json, const struct method *method, size_t k)
{
    const struct optimizer_parameter *parameter = method_parameter(method, k);
    bool is_own = k < method->optimizer->parameter_count;
    struct text value = {0};

    text_append_readable(&value, parameter->value);
    json_open_object(json, NULL);
    json_write_string(json, "name", parameter->name);
    json_write_string(json, "symbol", is_own ? method->optimizer->symbols[k] : parameter->name);
    json_write_string(json, "meaning", parameter->meaning);
    json_write_real(json, "value", parameter->value);
    json_write_text(json, "text", &value);
    json_write_string(json, "range", range_name(parameter->range));
    json_write_string(json, "range_text", optimizer_range_text(parameter->range));
    json_close_object(json);
    text_free(&value);
}

static void write_rule(struct json_writer *json, const char *next)
{
    struct rule_line line;

    json_open_array(json, "rule");
    while (next != NULL) {
        next = rule_read_line(next, &line);
        json_write_string(json, NULL, line.text);
    }
    json_close_array(json);
}

static void write_quantities(struct json_writer *json, const struct optimizer *optimizer)
{
    json_open_array(json, "quantities");
    for (size_t k = 0; k < record_width(optimizer); k++) {
        json_open_object(json, NULL);
        json_write_string(json, "name", record_name(optimizer, k));
        json_write_string(json, "symbol", record_symbol(optimizer, k));
        json_write_bool(json, "shared", record_is_shared(optimizer, k));
        json_close_object(json);
    }
    json_close_array(json);
}

static void write_groups(struct json_writer *json, const struct optimizer *optimizer)
{
    json_open_array(json, "groups");
    for (size_t k = 0; k < OPTIMIZER_MAX_GROUPS && optimizer->groups[k].title != NULL; k++) {
        const struct optimizer_group *group = &optimizer->groups[k];
        json_open_object(json, NULL);
        json_write_string(json, "title", group->title);
        json_open_array(json, "names");
        for (const char *name = group->names; *name != '\0'; name += strspn(name, " ")) {
            size_t length = strcspn(name, " ");
            json_write_bytes(json, NULL, name, length);
            name += length;
        }
        json_close_array(json);
        json_write_bool(json, "positive", group->is_positive);
        json_close_object(json);
    }
    json_close_array(json);
}

static void write_optimizer(struct json_writer *json, const struct optimizer *optimizer)
{
    const struct method method = method_of(optimizer);

    json_open_object(json, NULL);
    json_write_string(json, "name", optimizer->name);
    json_write_string(json, "title", optimizer->title);
    write_rule(json, optimizer->rule);
    json_open_array(json, "parameters");
    for (size_t k = 0; k < optimizer->parameter_count; k++)
        write_parameter(json, &method, k);
    json_close_array(json);
    write_quantities(json, optimizer);
    write_groups(json, optimizer);
    json_close_object(json);
}

static void write_schedule(struct json_writer *json, const struct schedule *schedule)
{
    struct method method = method_of(&optimizers[0]);

    method_set_schedule(&method, schedule);
    json_open_object(json, NULL);
    json_write_string(json, "name", schedule->name);
    json_write_string(json, "about", schedule->about);
    json_write_string(json, "formula", schedule->formula);
    json_open_array(json, "parameters");
    for (size_t k = optimizers[0].parameter_count; k < method_parameter_count(&method); k++)
        write_parameter(json, &method, k);
    json_close_array(json);
    json_close_object(json);
}

static void write_minima(struct json_writer *json, const struct problem *problem)
{
    json_open_array(json, "minima");
    for (size_t k = 0; k < problem->minima_count; k++) {
        json_open_array(json, NULL);
        json_write_real(json, NULL, problem->minima[k][0]);
        json_write_real(json, NULL, problem->minima[k][1]);
        json_write_bool(json, NULL, problem_minimum_is_local(problem, k));
        json_close_array(json);
    }
    json_close_array(json);
}

static void write_problem(struct json_writer *json, const struct problem *problem)
{
    json_open_object(json, NULL);
    json_write_string(json, "name", problem->name);
    json_write_string(json, "title", problem->title);
    json_write_string(json, "formula", problem->formula);
    write_bounds(json, "domain", &problem->domain);
    if (problem->has_start)
        write_reals(json, "start", problem->start, 2);
    else
        json_write_null(json, "start");
    write_minima(json, problem);
    json_write_string(json, "spacing", spacing_name(problem->spacing));
    json_close_object(json);
}

void explorer_json_tables(struct text *out)
{
    struct json_writer json = json_writer(out, false);

    json_open_object(&json, NULL);
    json_write_string(&json, "program", PROGRAM);
    json_open_array(&json, "optimizers");
    for (size_t i = 0; i < optimizer_count; i++)
        write_optimizer(&json, &optimizers[i]);
    json_close_array(&json);
    json_open_array(&json, "schedules");
    for (size_t i = 0; i < schedule_count; i++)
        write_schedule(&json, &schedules[i]);
    json_close_array(&json);
    json_open_array(&json, "problems");
    for (size_t i = 0; i < problem_count; i++)
        write_problem(&json, &problems[i]);
    json_close_array(&json);
    json_close_object(&json);
}

/* ---- Results --------------------------------------------------------------------------------- */

static const char *end_name(enum search_end end)
{
    static const char *const names[] = {[SEARCH_GOES_ON] = "goes-on",
                                        [SEARCH_NO_GRADIENT] = "no-gradient",
                                        [SEARCH_OVERFLOW] = "overflow",
                                        [SEARCH_DIVERGED] = "diverged",
                                        [SEARCH_NO_VALUE] = "no-value"};

    return names[end];
}

static void write_settings(struct json_writer *json, const struct method *method)
{
    json_open_array(json, "settings");
    for (size_t k = 0; k < method_shown_count(method); k++) {
        struct text value = {0};
        if (k == method->optimizer->parameter_count) {
            json_open_array(json, NULL);
            json_write_string(json, NULL, METHOD_SCHEDULE_KEY);
            json_write_string(json, NULL, method->schedule->name);
            json_close_array(json);
        }
        text_append_readable(&value, method->parameters[k]);
        json_open_array(json, NULL);
        json_write_string(json, NULL, method_parameter(method, k)->name);
        json_write_text(json, NULL, &value);
        json_close_array(json);
        text_free(&value);
    }
    json_close_array(json);
}

static void write_end(struct json_writer *json, const struct trajectory *trajectory)
{
    struct text end = {0};

    if (trajectory->diverged)
        trajectory_append_end(trajectory, &end);
    json_write_string(json, "end", end_name(trajectory->end));
    json_write_text(json, "end_text", &end);
    text_free(&end);
}

/* The iterations as in the report: iteration i leads to point i + 1. */
static void write_iterations(struct json_writer *json, const struct trajectory *trajectory,
                             double threshold)
{
    size_t iteration = 0;
    bool found = trajectory_first_below(trajectory, threshold, &iteration);

    write_integer(json, "first", found ? (long)iteration : -1);
    found = trajectory_stays_below(trajectory, threshold, &iteration);
    write_integer(json, "stays", found ? (long)iteration : -1);
}

static void write_search(struct json_writer *json, const struct explorer_searches *searches,
                         size_t i)
{
    const struct method *method = &searches->settings.methods[i];
    const struct trajectory *trajectory = &searches->trajectories[i];

    json_open_object(json, NULL);
    json_write_string(json, "optimizer", method->optimizer->name);
    json_write_string(json, "label", searches->names[i].label);
    json_write_string(json, "column", searches->names[i].column);
    json_write_whole(json, "count", trajectory->count);
    write_end(json, trajectory);
    write_iterations(json, trajectory, settings_threshold(&searches->settings));
    json_write_whole(json, "width", record_width(method->optimizer));
    write_settings(json, method);
    json_close_object(json);
}

void explorer_json_summary(const struct explorer *explorer, struct text *out)
{
    const struct explorer_searches *searches = &explorer->searches;
    const struct settings *settings = &searches->settings;
    const struct problem *problem = settings_problem(settings);
    struct json_writer json = json_writer(out, false);

    json_open_object(&json, NULL);
    json_write_string(&json, "problem", problem->name);
    json_write_string(&json, "title", problem->title);
    json_write_string(&json, "formula", problem->formula);
    write_bounds(&json, "bounds", &settings->bounds);
    write_reals(&json, "start", searches->start, 2);
    json_write_bool(&json, "random", !settings->has_start);
    json_write_whole(&json, "seed", settings->seed);
    json_write_bool(&json, "noisy", settings->is_noisy);
    json_write_real(&json, "minimum", searches->minimum);
    json_write_bool(&json, "minimum_known", problem_minimum_known(problem));
    json_write_real(&json, "threshold", settings_threshold(settings));
    json_write_real(&json, "tolerance", settings->tolerance);
    json_write_whole(&json, "iterations", settings->iterations);
    json_write_whole(&json, "levels", settings->levels);
    json_write_string(&json, "spacing", spacing_name(settings->spacing));
    write_minima(&json, problem);
    json_open_array(&json, "optimizers");
    for (size_t i = 0; i < settings->count; i++)
        write_search(&json, searches, i);
    json_close_array(&json);
    json_close_object(&json);
}

void explorer_json_error(const struct settings_place *place, const struct error *error,
                         struct text *out)
{
    struct json_writer json = json_writer(out, false);

    json_open_object(&json, NULL);
    json_write_string(&json, "key", place->key);
    write_integer(&json, "optimizer", place->optimizer);
    json_write_string(&json, "message", error->message);
    json_close_object(&json);
}
