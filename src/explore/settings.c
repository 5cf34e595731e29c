#include "explore/settings.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/suggestion.h"
#include "base/version.h"

#define DEFAULT_ITERATIONS 60
#define DEFAULT_TOLERANCE 5e-6
#define DEFAULT_SEED 1
#define DEFAULT_LEVELS 50

const struct problem *settings_problem(const struct settings *settings)
{
    return settings->test_problem == NULL ? &settings->formula.problem : settings->test_problem;
}

double settings_threshold(const struct settings *settings)
{
    const struct problem *problem = settings_problem(settings);

    return (problem_minimum_known(problem) ? problem->minimum : 0) + settings->tolerance;
}

void settings_free(struct settings *settings)
{
    formula_free(&settings->formula);
}

/* ---- Settings of the run --------------------------------------------------------------------- */

static enum status must_be(const char *allowed, struct error *error)
{
    return error_set(error, STATUS_USAGE, "must be %s", allowed);
}

/* Without the sign of zeros, so that equal settings give the same command. */
static bool read_numbers(const char *value, double numbers[], size_t count)
{
    if (!number_read_list(value, numbers, count))
        return false;
    for (size_t i = 0; i < count; i++)
        numbers[i] = numbers[i] == 0 ? 0 : numbers[i];
    return true;
}

/* One number only, as in 0,02. */
static enum status reject_number(const char *value, const char *allowed, struct error *error)
{
    double parts[2];

    must_be(allowed, error);
    if (read_numbers(value, parts, 2))
        error_append(error, "use a period as the decimal point");
    return STATUS_USAGE;
}

static enum status unknown_problem(const char *value, struct error *error)
{
    const char *nearest = suggestion_find(value, strlen(value), problem_name);

    if (nearest != NULL)
        return error_set(error, STATUS_USAGE, "unknown problem; did you mean '%s'?", nearest);
    error_set(error, STATUS_USAGE, "must be ");
    for (size_t i = 0; i < problem_count; i++)
        error_extend(error, STATUS_USAGE, "%s, ", problems[i].name);
    return error_extend(error, STATUS_USAGE, "or " EXPRESSION_PREFIX " and a formula in x and y");
}

static enum status read_problem(struct settings *settings, const char *value, struct error *error)
{
    size_t prefix = strlen(EXPRESSION_PREFIX);

    if (strncmp(value, EXPRESSION_PREFIX, prefix) == 0) {
        settings->test_problem = NULL;
        return formula_parse(&settings->formula, value + prefix, error);
    }
    settings->test_problem = problem_find(value);
    return settings->test_problem == NULL ? unknown_problem(value, error) : STATUS_OK;
}

static enum status read_bounds(struct settings *settings, const char *value, struct error *error)
{
    double x[4];

    if (!read_numbers(value, x, 4))
        return must_be("four numbers X1MIN,X1MAX,X2MIN,X2MAX", error);
    settings->bounds_given = true;
    switch (bounds_set(&settings->bounds, x)) {
    case BOUNDS_ORDER:
        return must_be("four numbers with X1MIN < X1MAX and X2MIN < X2MAX", error);
    case BOUNDS_SIZE:
        return must_be(BOUNDS_ALLOWED, error);
    default:
        return STATUS_OK;
    }
}

static enum status read_minimum(struct settings *settings, const char *value, struct error *error)
{
    settings->minimum_given = true;
    return read_numbers(value, &settings->minimum, 1) ? STATUS_OK
                                                      : reject_number(value, "a number", error);
}

static enum status read_start(struct settings *settings, const char *value, struct error *error)
{
    settings->start_given = true;
    return read_numbers(value, settings->start, 2) ? STATUS_OK
                                                   : must_be("two numbers X1,X2", error);
}

static enum status read_seed(struct settings *settings, const char *value, struct error *error)
{
    unsigned long long seed = 0;

    if (!number_read_whole(value, 0, UINT32_MAX, &seed))
        return must_be("a whole number from 0 to 4294967295", error);
    settings->seed = (uint32_t)seed;
    settings->seed_given = true;
    return STATUS_OK;
}

static enum status read_noise(struct settings *settings, const char *value, struct error *error)
{
    settings->is_noisy = true;
    return noise_parse(&settings->noise, value) ? STATUS_OK
                                                : reject_number(value, NOISE_ALLOWED, error);
}

static enum status read_iterations(struct settings *settings, const char *value,
                                   struct error *error)
{
    unsigned long long iterations = 0;

    if (!number_read_whole(value, 1, SETTINGS_MAX_ITERATIONS, &iterations))
        return error_set(error, STATUS_USAGE, "must be a whole number from 1 to %d",
                         SETTINGS_MAX_ITERATIONS);
    settings->iterations = (size_t)iterations;
    return STATUS_OK;
}

static enum status read_tolerance(struct settings *settings, const char *value, struct error *error)
{
    return read_numbers(value, &settings->tolerance, 1) ? STATUS_OK
                                                        : reject_number(value, "a number", error);
}

static enum status read_levels(struct settings *settings, const char *value, struct error *error)
{
    settings->spacing_given = strchr(value, ':') != NULL;
    return levels_parse(value, &settings->levels, &settings->spacing)
               ? STATUS_OK
               : must_be(LEVELS_ALLOWED, error);
}

struct run_key {
    const char *name;
    enum status (*read)(struct settings *settings, const char *value, struct error *error);
    bool is_optional; /* an empty value is that of a line that is missing */
};

static const struct run_key run_keys[] = {
    {"problem", read_problem, false},
    {"bounds", read_bounds, true},
    {"minimum", read_minimum, true},
    {"start", read_start, true},
    {"seed", read_seed, true},
    {"noise", read_noise, true},
    {"iterations", read_iterations, false},
    {"tolerance", read_tolerance, false},
    {"levels", read_levels, true},
};

static enum status read_run_setting(struct settings *settings, const char *key, const char *value,
                                    struct error *error)
{
    for (size_t i = 0; i < sizeof run_keys / sizeof *run_keys; i++)
        if (strcmp(run_keys[i].name, key) == 0)
            return *value == '\0' && run_keys[i].is_optional
                       ? STATUS_OK
                       : run_keys[i].read(settings, value, error);
    return error_set(error, STATUS_USAGE, "unknown setting");
}

/* ---- Settings of the optimizers -------------------------------------------------------------- */

static enum status add_method(struct settings *settings, const char *name, struct error *error)
{
    const struct optimizer *optimizer = optimizer_find(name);

    if (settings->count == SETTINGS_MAX_METHODS)
        return error_set(error, STATUS_USAGE, "too many optimizers; a run can have at most %d",
                         SETTINGS_MAX_METHODS);
    if (optimizer == NULL) {
        error_set(error, STATUS_USAGE, "must be one of ");
        for (size_t i = 0; i < optimizer_count; i++)
            error_extend(error, STATUS_USAGE, "%s%s", i == 0 ? "" : ", ", optimizers[i].name);
        return STATUS_USAGE;
    }
    settings->methods[settings->count++] = method_of(optimizer);
    return STATUS_OK;
}

static enum status read_schedule(struct method *method, const char *name, struct error *error)
{
    const struct schedule *schedule = schedule_find(name);

    if (schedule != NULL) {
        method_set_schedule(method, schedule);
        return STATUS_OK;
    }
    error_set(error, STATUS_USAGE, "must be one of ");
    for (size_t i = 0; i < schedule_count; i++)
        error_extend(error, STATUS_USAGE, "%s%s", i == 0 ? "" : ", ", schedules[i].name);
    return STATUS_USAGE;
}

static enum status read_parameter(struct method *method, const char *key, const char *value,
                                  struct error *error)
{
    size_t k = method_parameter_find(method, key);
    double number;

    if (k == method_parameter_count(method))
        return error_set(error, STATUS_USAGE, "%s with schedule %s has no such parameter",
                         method->optimizer->name, method->schedule->name);
    enum optimizer_range range = method_parameter(method, k)->range;
    if (!read_numbers(value, &number, 1) || !optimizer_range_holds(range, number))
        return reject_number(value, optimizer_range_text(range), error);
    method->parameters[k] = number;
    return STATUS_OK;
}

static enum status read_method_setting(struct settings *settings, const char *key,
                                       const char *value, struct error *error)
{
    struct method *method = &settings->methods[settings->count - 1];

    return strcmp(key, METHOD_SCHEDULE_KEY) == 0 ? read_schedule(method, value, error)
                                                 : read_parameter(method, key, value, error);
}

/* ---- Lines ----------------------------------------------------------------------------------- */

static void set_place(struct settings_place *place, const char *key, int optimizer)
{
    snprintf(place->key, sizeof place->key, "%s", key);
    place->optimizer = optimizer;
}

static enum status read_line(struct settings *settings, char *line, struct settings_place *place,
                             struct error *error)
{
    char *equals = strchr(line, '=');
    const char *value = equals == NULL ? "" : equals + 1;
    bool is_new = strncmp(line, "optimizer=", strlen("optimizer=")) == 0;

    if (equals != NULL)
        *equals = '\0';
    set_place(place, line, (int)settings->count - (is_new ? 0 : 1));
    if (equals == NULL)
        return error_set(error, STATUS_USAGE, "must be followed by = and a value");
    if (is_new)
        return add_method(settings, value, error);
    return settings->count == 0 ? read_run_setting(settings, line, value, error)
                                : read_method_setting(settings, line, value, error);
}

static enum status read_lines(struct settings *settings, char *text, struct settings_place *place,
                              struct error *error)
{
    enum status status = STATUS_OK;

    while (*text != '\0' && status == STATUS_OK) {
        char *line = text;
        text += strcspn(text, "\n");
        if (*text != '\0')
            *text++ = '\0';
        if (*line != '\0')
            status = read_line(settings, line, place, error);
    }
    return status;
}

/* ---- Checks after the last line -------------------------------------------------------------- */

static bool has_own_start(const struct settings *settings)
{
    const struct problem *problem = settings_problem(settings);

    return problem->has_start && bounds_contain(&settings->bounds, problem->start);
}

/* The start given by the user; without one or a seed, that of the problem; otherwise random. */
static enum status choose_start(struct settings *settings, struct settings_place *place,
                                struct error *error)
{
    const struct bounds *b = &settings->bounds;

    set_place(place, "start", -1);
    settings->has_start = settings->start_given;
    if (settings->start_given && !bounds_contain(b, settings->start))
        return error_set(error, STATUS_USAGE, "must be within the bounds %.17g,%.17g,%.17g,%.17g",
                         b->min[0], b->max[0], b->min[1], b->max[1]);
    if (settings->start_given || settings->seed_given || !has_own_start(settings))
        return STATUS_OK;
    settings->has_start = true;
    memcpy(settings->start, settings_problem(settings)->start, sizeof settings->start);
    return STATUS_OK;
}

static enum status take_minimum(struct settings *settings, struct settings_place *place,
                                struct error *error)
{
    const struct problem *problem = settings->test_problem;

    set_place(place, "minimum", -1);
    if (!settings->minimum_given)
        return STATUS_OK;
    if (problem != NULL)
        return error_set(error, STATUS_USAGE,
                         "requires a formula; the minimum of %s is known: %.9g", problem->name,
                         problem->minimum);
    formula_set_minimum(&settings->formula, settings->minimum);
    return STATUS_OK;
}

static enum status check_duplicates(const struct settings *settings, struct settings_place *place,
                                    struct error *error)
{
    for (size_t i = 1; i < settings->count; i++)
        for (size_t k = 0; k < i; k++)
            if (method_equal(&settings->methods[k], &settings->methods[i])) {
                set_place(place, "optimizer", (int)i);
                return error_set(error, STATUS_USAGE, "has the same settings as another optimizer");
            }
    return STATUS_OK;
}

static enum status finish(struct settings *settings, struct settings_place *place,
                          struct error *error)
{
    if (settings->count == 0)
        settings->methods[settings->count++] = method_of(&optimizers[0]);
    if (!settings->bounds_given)
        settings->bounds = settings_problem(settings)->domain;
    if (!settings->spacing_given)
        settings->spacing = settings_problem(settings)->spacing;
    enum status status = take_minimum(settings, place, error);
    if (status == STATUS_OK)
        status = choose_start(settings, place, error);
    return status == STATUS_OK ? check_duplicates(settings, place, error) : status;
}

enum status settings_parse(struct settings *settings, char *text, struct settings_place *place,
                           struct error *error)
{
    *settings = (struct settings){.test_problem = &problems[0],
                                  .seed = DEFAULT_SEED,
                                  .iterations = DEFAULT_ITERATIONS,
                                  .tolerance = DEFAULT_TOLERANCE,
                                  .levels = DEFAULT_LEVELS};
    enum status status = read_lines(settings, text, place, error);
    return status == STATUS_OK ? finish(settings, place, error) : status;
}

/* ---- The command line ------------------------------------------------------------------------ */

static void append_quoted(struct text *out, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "-+.,:=/_";

    if (*word != '\0' && word[strspn(word, plain)] == '\0') {
        text_append(out, word);
        return;
    }
    text_append(out, "'");
    for (; *word != '\0'; word++)
        if (*word == '\'')
            text_append(out, "'\\''");
        else
            text_append_bytes(out, word, 1);
    text_append(out, "'");
}

static void append_option(struct text *out, const char *name, const struct text *value)
{
    const char *word = text_string(value);

    text_appendf(out, " --%s%s", name, *word == '-' ? "=" : " ");
    append_quoted(out, word);
    out->failed = out->failed || value->failed;
}

static void append_numbers(struct text *out, const char *name, const double numbers[], size_t count)
{
    struct text value = {0};

    for (size_t i = 0; i < count; i++) {
        text_append(&value, i == 0 ? "" : ",");
        text_append_readable(&value, numbers[i]);
    }
    append_option(out, name, &value);
    text_free(&value);
}

static bool bounds_equal(const struct bounds *a, const struct bounds *b)
{
    return a->min[0] == b->min[0] && a->max[0] == b->max[0] && a->min[1] == b->min[1] &&
           a->max[1] == b->max[1];
}

static void append_problem(struct text *out, const struct settings *settings)
{
    const struct problem *problem = settings_problem(settings);
    const struct bounds *b = &settings->bounds;
    struct text name = {0};

    text_append(&name, problem->name);
    if (problem != &problems[0])
        append_option(out, "problem", &name);
    text_free(&name);
    if (problem->minimum_given)
        append_numbers(out, "minimum", &problem->minimum, 1);
    if (!bounds_equal(b, &problem->domain))
        append_numbers(out, "bounds", (double[]){b->min[0], b->max[0], b->min[1], b->max[1]}, 4);
}

/* A seed makes the start random unless that is given. */
static void append_start(struct text *out, const struct settings *settings)
{
    const struct problem *problem = settings_problem(settings);
    bool is_random = !settings->has_start;
    bool has_seed = (is_random && has_own_start(settings)) ||
                    ((is_random || settings->is_noisy) && settings->seed != DEFAULT_SEED);
    bool is_own = !is_random && has_own_start(settings) &&
                  settings->start[0] == problem->start[0] &&
                  settings->start[1] == problem->start[1];

    if (!is_random && (!is_own || has_seed))
        append_numbers(out, "start", settings->start, 2);
    if (has_seed)
        text_appendf(out, " --seed %lu", (unsigned long)settings->seed);
}

static void append_search(struct text *out, const struct settings *settings)
{
    struct text noise = {0};

    if (settings->is_noisy) {
        noise_append(&settings->noise, &noise);
        append_option(out, "noise", &noise);
    }
    text_free(&noise);
    if (settings->iterations != DEFAULT_ITERATIONS)
        text_appendf(out, " --iterations %zu", settings->iterations);
    if (settings->tolerance != DEFAULT_TOLERANCE)
        append_numbers(out, "tolerance", &settings->tolerance, 1);
    if (settings->spacing != settings_problem(settings)->spacing)
        text_appendf(out, " --levels %zu:%s", settings->levels,
                     settings->spacing == LEVELS_LOGARITHMIC ? "log" : "linear");
    else if (settings->levels != DEFAULT_LEVELS)
        text_appendf(out, " --levels %zu", settings->levels);
}

/* "momentum:alpha=0.1", with the settings that differ from their defaults. */
static void append_method(struct text *out, const struct method *method)
{
    const struct optimizer *optimizer = method->optimizer;
    struct text value = {0};
    char separator = ':';

    text_append(&value, optimizer->name);
    for (size_t k = 0; k < method_parameter_count(method); k++) {
        if (k == optimizer->parameter_count && method->schedule != &schedules[0]) {
            text_appendf(&value, "%c" METHOD_SCHEDULE_KEY "=%s", separator, method->schedule->name);
            separator = ',';
        }
        if (method->parameters[k] == method_parameter(method, k)->value)
            continue;
        text_appendf(&value, "%c%s=", separator, method_parameter(method, k)->name);
        text_append_readable(&value, method->parameters[k]);
        separator = ',';
    }
    append_option(out, "optimizer", &value);
    text_free(&value);
}

/* The first optimizer, with a constant step size: its parameters are options. */
static void append_only(struct text *out, const struct method *method)
{
    for (size_t k = 0; k < method_shown_count(method); k++)
        if (method->parameters[k] != method_parameter(method, k)->value)
            append_numbers(out, method_parameter(method, k)->name, &method->parameters[k], 1);
}

void settings_command(const struct settings *settings, struct text *out)
{
    const struct method *first = &settings->methods[0];

    text_append(out, PROGRAM_NAME " run");
    append_problem(out, settings);
    append_start(out, settings);
    append_search(out, settings);
    if (settings->count == 1 && first->optimizer == &optimizers[0] && !method_is_scheduled(first)) {
        append_only(out, first);
        return;
    }
    for (size_t i = 0; i < settings->count; i++)
        append_method(out, &settings->methods[i]);
}
