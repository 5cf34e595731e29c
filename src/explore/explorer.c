#include "explore/explorer.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_writer.h"
#include "optimize/rule.h"
#include "optimize/search_table.h"
#include "optimize/variation.h"
#include "plot/figure_data.h"

/* The size of a figure in pixels, by default. */
#define WIDTH 1280
#define HEIGHT 960

/* Nothing interrupts a module. */
#define NO_INTERRUPT (-1)

static void free_searches(struct explorer_searches *searches)
{
    for (size_t i = 0; i < SETTINGS_MAX_METHODS; i++)
        trajectory_free(&searches->trajectories[i]);
    settings_free(&searches->settings);
}

void explorer_free(struct explorer *explorer)
{
    free_searches(&explorer->searches);
    objective_map_free(&explorer->map);
    free(explorer->recorded.values);
    text_free(&explorer->least_problem);
    *explorer = (struct explorer){.is_set = false};
}

/* ---- Searches -------------------------------------------------------------------------------- */

static enum status fault(struct settings_place *place, const char *key, enum status status)
{
    snprintf(place->key, sizeof place->key, "%s", key);
    place->optimizer = -1;
    return status;
}

static void draw_start(struct explorer_searches *searches, struct random *random)
{
    const struct settings *settings = &searches->settings;
    size_t variables = settings_problem(settings)->variables;
    struct variation own = {.vary = VARY_NOISE,
                            .seed = settings->seed,
                            .start = settings->has_start ? settings->start : NULL};

    variation_start(&own, settings->seed, &settings->bounds, variables, searches->start);
    variation_random(&own, settings->seed, variables, random);
}

static enum status run_searches(struct explorer_searches *searches, struct settings_place *place,
                                struct error *error)
{
    const struct settings *settings = &searches->settings;
    const struct problem *problem = settings_problem(settings);
    struct random random;
    enum status status = STATUS_OK;

    draw_start(searches, &random);
    if (!isfinite(problem_objective(problem, searches->start)))
        return error_set(error, fault(place, "start", STATUS_USAGE),
                         "f is not finite at the starting point; choose another one");
    for (size_t i = 0; i < settings->count && status == STATUS_OK; i++)
        status = trajectory_run(
            &searches->trajectories[i],
            &(struct trajectory_plan){.problem = problem,
                                      .method = &settings->methods[i],
                                      .start = searches->start,
                                      .bounds = settings->bounds,
                                      .iterations = settings->iterations,
                                      .noise = settings->is_noisy ? &settings->noise : NULL,
                                      .random = &random,
                                      .is_recorded = true},
            error);
    return status == STATUS_OK ? STATUS_OK : fault(place, "", status);
}

static enum status name_searches(struct explorer_searches *searches, struct settings_place *place,
                                 struct error *error)
{
    const struct settings *settings = &searches->settings;
    const struct optimizer *list[SETTINGS_MAX_METHODS];
    enum status status = STATUS_OK;

    for (size_t i = 0; i < settings->count && status == STATUS_OK; i++) {
        struct text changed = {0};
        bool several = false;
        list[i] = settings->methods[i].optimizer;
        for (size_t k = 0; k < settings->count; k++)
            several = several || (k != i && settings->methods[k].optimizer == list[i]);
        if (several)
            method_name_settings(&settings->methods[i], &changed);
        method_name_make(searches->names, list, i, &changed);
        status = text_check(&changed, error);
        text_free(&changed);
    }
    return status == STATUS_OK ? STATUS_OK : fault(place, "", status);
}

/* ---- The minimum ----------------------------------------------------------------------------- */

static bool has_least(const struct explorer *explorer, const struct settings *settings)
{
    const struct bounds *a = &explorer->least_bounds, *b = &settings->bounds;

    return strcmp(text_string(&explorer->least_problem), settings_problem(settings)->name) == 0 &&
           a->min[0] == b->min[0] && a->max[0] == b->max[0] && a->min[1] == b->min[1] &&
           a->max[1] == b->max[1];
}

/* The smallest value on the grid, which is computed once for all settings with the same problem and
 * bounds. */
static enum status find_least(struct explorer *explorer, const struct settings *settings,
                              struct error *error)
{
    const struct problem *problem = settings_problem(settings);

    if (has_least(explorer, settings))
        return STATUS_OK;
    text_free(&explorer->least_problem);
    enum status status =
        grid_find_least(&explorer->least, problem, &settings->bounds, NO_INTERRUPT, error);
    if (status != STATUS_OK)
        return status;
    text_append(&explorer->least_problem, problem->name);
    explorer->least_bounds = settings->bounds;
    return text_check(&explorer->least_problem, error);
}

static double least_of(const struct explorer *explorer, const struct explorer_searches *searches)
{
    double least = explorer->least.value;

    for (size_t i = 0; i < searches->settings.count; i++)
        for (size_t t = 0; t < searches->trajectories[i].count; t++)
            if (isfinite(searches->trajectories[i].f[t]))
                least = fmin(least, searches->trajectories[i].f[t]);
    return least;
}

static enum status find_minimum(struct explorer *explorer, struct explorer_searches *searches,
                                struct settings_place *place, struct error *error)
{
    const struct problem *problem = settings_problem(&searches->settings);
    struct text found = {0};

    searches->minimum = problem->minimum;
    if (problem->minima_count > 0)
        return STATUS_OK;
    enum status status = find_least(explorer, &searches->settings, error);
    if (status != STATUS_OK)
        return fault(place, "", status);
    double least = least_of(explorer, searches);
    if (!problem_minimum_known(problem))
        searches->minimum = isfinite(least) ? least : 0;
    if (!problem->minimum_given || least >= problem->minimum - explorer->least.rounding)
        return STATUS_OK;
    text_append_readable(&found, least);
    error_set(error, fault(place, "minimum", STATUS_USAGE),
              "must be at most %s, the smallest value of f that was found", text_string(&found));
    text_free(&found);
    return STATUS_USAGE;
}

enum status explorer_set(struct explorer *explorer, char *text, struct settings_place *place,
                         struct error *error)
{
    struct explorer_searches next = {.minimum = 0};
    enum status status = settings_parse(&next.settings, text, place, error);

    if (status == STATUS_OK)
        status = run_searches(&next, place, error);
    if (status == STATUS_OK)
        status = name_searches(&next, place, error);
    if (status == STATUS_OK)
        status = find_minimum(explorer, &next, place, error);
    if (status != STATUS_OK) {
        free_searches(&next);
        return status;
    }
    free_searches(&explorer->searches);
    explorer->searches = next;
    explorer->is_set = true;
    return STATUS_OK;
}

/* ---- Contours -------------------------------------------------------------------------------- */

static enum status make_map(const struct explorer *explorer, struct objective_map *map,
                            const struct bounds *bounds, struct error *error)
{
    const struct settings *settings = &explorer->searches.settings;
    struct objective_map_plan plan = {.problem = settings_problem(settings),
                                      .bounds = *bounds,
                                      .spacing = settings->spacing,
                                      .bands = settings->levels,
                                      .tolerance = objective_map_tolerance(WIDTH, HEIGHT)};
    enum status status = objective_map_make(map, &plan, NO_INTERRUPT, error);

    if (status != STATUS_OK)
        objective_map_free(map);
    return status;
}

/* "--levels: WHY; WHAT TO DO" with options: only the reason applies to the page. */
static void keep_reason(struct error *error)
{
    char *reason = error->message;
    const char *colon = strstr(reason, ": ");

    if (strncmp(reason, "--", 2) == 0 && colon != NULL)
        memmove(reason, colon + 2, strlen(colon + 2) + 1);
    char *advice = strstr(reason, "; ");
    if (advice != NULL)
        *advice = '\0';
}

enum status explorer_map(struct explorer *explorer, const double region[4], struct error *error)
{
    struct objective_map map;
    struct bounds bounds;

    if (bounds_set(&bounds, region) != BOUNDS_VALID)
        return error_set(error, STATUS_USAGE, "the region must be " BOUNDS_ALLOWED);
    enum status status = make_map(explorer, &map, &bounds, error);
    if (status != STATUS_OK) {
        keep_reason(error);
        return status;
    }
    objective_map_free(&explorer->map);
    explorer->map = map;
    return STATUS_OK;
}

/* ---- Files ----------------------------------------------------------------------------------- */

enum status explorer_bands(const struct explorer *explorer, struct text *out, struct error *error)
{
    const struct settings *settings = &explorer->searches.settings;
    struct objective_map map;
    enum status status = make_map(explorer, &map, &settings->bounds, error);

    if (status != STATUS_OK) {
        keep_reason(error);
        return status;
    }
    struct figure_subject subject = {.bounds = settings->bounds, .map = &map};
    status = figure_bands.write(&subject, NO_INTERRUPT, out, error);
    objective_map_free(&map);
    return status;
}

enum status explorer_trajectory(const struct explorer *explorer, struct text *out,
                                struct error *error)
{
    const struct explorer_searches *searches = &explorer->searches;
    const struct settings *settings = &searches->settings;
    struct optimizer_result results[SETTINGS_MAX_METHODS];
    struct text noise = {0};

    for (size_t i = 0; i < settings->count; i++)
        results[i] = (struct optimizer_result){.label = searches->names[i].label,
                                               .column = searches->names[i].column,
                                               .method = &settings->methods[i],
                                               .trajectory = &searches->trajectories[i]};
    if (settings->is_noisy)
        noise_append(&settings->noise, &noise);
    struct search_table table = {.problem = settings_problem(settings),
                                 .bounds = settings->bounds,
                                 .start = settings->has_start ? settings->start : NULL,
                                 .seed = settings->seed,
                                 .noise = settings->is_noisy ? text_string(&noise) : NULL,
                                 .iterations = settings->iterations,
                                 .results = results,
                                 .count = settings->count};
    search_table_header(&table, out);
    search_table_columns(&table, out);
    for (size_t t = 0; t < search_table_rows(&table); t++)
        search_table_row(&table, t, out);
    out->failed = out->failed || noise.failed;
    text_free(&noise);
    return text_check(out, error);
}

/* ---- Rules ----------------------------------------------------------------------------------- */

static void write_numbers(struct json_writer *json, struct rule_update *update,
                          const struct rule_line *line)
{
    for (size_t v = 0; v < update->trajectory->variables; v++) {
        struct text numbers = {0};
        rule_append_numbers(update, line, v, &numbers);
        if (numbers.length > 0 || numbers.failed)
            json_write_text(json, NULL, &numbers);
        text_free(&numbers);
    }
}

void explorer_rule(const struct explorer *explorer, size_t search, size_t t, struct text *out)
{
    const struct settings *settings = &explorer->searches.settings;
    struct rule_update update = {.method = &settings->methods[search],
                                 .trajectory = &explorer->searches.trajectories[search],
                                 .iterations = settings->iterations,
                                 .t = t};
    const char *next = update.method->optimizer->rule;
    bool has_numbers = t > 0 && t < update.trajectory->count;
    struct json_writer json = json_writer(out, false);
    struct rule_line line;

    if (has_numbers)
        rule_begin(&update);
    json_open_array(&json, NULL);
    while (next != NULL) {
        next = rule_read_line(next, &line);
        json_open_object(&json, NULL);
        json_write_string(&json, "line", line.text);
        json_open_array(&json, "numbers");
        if (has_numbers)
            write_numbers(&json, &update, &line);
        json_close_array(&json);
        json_close_object(&json);
    }
    json_close_array(&json);
}

/* ---- Recorded points ------------------------------------------------------------------------- */

#define MOST_COLUMNS (1 + 3 * SETTINGS_MAX_METHODS)

/* Reads a row, and returns the number of its values; 0: it is invalid. */
static size_t read_row(const char *line, const char *end, double values[])
{
    size_t count = 0;

    while (line < end && count < MOST_COLUMNS) {
        char *rest;
        values[count++] = strtod(line, &rest);
        if (rest == line || rest > end || (rest < end && *rest != ' '))
            return 0;
        line = rest < end ? rest + 1 : rest;
    }
    return line < end ? 0 : count;
}

static enum status add_row(struct explorer_recorded *recorded, const double values[], size_t count,
                           struct error *error)
{
    if (recorded->rows == 0)
        recorded->columns = count;
    if (count < 4 || count % 3 != 1 || count != recorded->columns)
        return error_set(error, STATUS_BAD_INPUT,
                         "row %zu: expected t, and x1, x2 and f of each "
                         "optimizer",
                         recorded->rows + 1);
    memcpy(recorded->values + recorded->rows * count, values, count * sizeof *values);
    recorded->rows++;
    return STATUS_OK;
}

static size_t count_lines(const char *text)
{
    size_t lines = 1;

    while ((text = strchr(text, '\n')) != NULL) {
        text++;
        lines++;
    }
    return lines;
}

enum status explorer_set_recorded(struct explorer *explorer, const char *text, struct error *error)
{
    struct explorer_recorded *recorded = &explorer->recorded;
    double row[MOST_COLUMNS];
    enum status status = STATUS_OK;

    free(recorded->values);
    *recorded = (struct explorer_recorded){
        .values = malloc(count_lines(text) * MOST_COLUMNS * sizeof *recorded->values)};
    if (recorded->values == NULL)
        return error_out_of_memory(error);
    while (*text != '\0' && status == STATUS_OK) {
        const char *end = text + strcspn(text, "\n");
        if (*text != '#' && end > text)
            status = add_row(recorded, row, read_row(text, end, row), error);
        text = *end == '\0' ? end : end + 1;
    }
    if (status != STATUS_OK)
        recorded->rows = 0;
    return status;
}

static bool is_same(double a, double b)
{
    uint64_t bits[2];

    memcpy(&bits[0], &a, sizeof a);
    memcpy(&bits[1], &b, sizeof b);
    return bits[0] == bits[1] || (isnan(a) && isnan(b));
}

static bool is_identical(const struct explorer *explorer, const double row[], size_t rows)
{
    size_t t = (size_t)row[0];

    if (!(row[0] >= 0 && row[0] < (double)rows) || (double)t != row[0])
        return false;
    for (size_t i = 0; i < explorer->searches.settings.count; i++) {
        const struct trajectory *trajectory = &explorer->searches.trajectories[i];
        const double *recorded = row + 1 + 3 * i;
        const double *x = trajectory_point(trajectory, t);
        bool there = t < trajectory->count;
        if (!is_same(recorded[0], there ? x[0] : (double)NAN) ||
            !is_same(recorded[1], there ? x[1] : (double)NAN) ||
            !is_same(recorded[2], there ? trajectory->f[t] : (double)NAN))
            return false;
    }
    return true;
}

size_t explorer_identical(const struct explorer *explorer)
{
    const struct explorer_recorded *recorded = &explorer->recorded;
    size_t identical = 0, points = 0, count = explorer->searches.settings.count;

    if (recorded->columns != 1 + 3 * count)
        return 0;
    for (size_t i = 0; i < count; i++)
        if (explorer->searches.trajectories[i].count > points)
            points = explorer->searches.trajectories[i].count;
    for (size_t r = 0; r < recorded->rows; r++)
        identical += is_identical(explorer, recorded->values + r * recorded->columns, points);
    return identical;
}
