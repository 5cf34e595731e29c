#include "run/method_options.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/option_value.h"
#include "base/suggestion.h"
#include "base/text.h"
#include "run/run_options.h"
#include "run/tune_options.h"

/* The parameters of the tutorial's Adam, which have separate options. */
static const char *const common_names[] = {"alpha", "beta1", "beta2", "epsilon"};
#define COMMON_COUNT (sizeof common_names / sizeof *common_names)
_Static_assert(COMMON_COUNT <= OPTIMIZER_MAX_PARAMETERS, "increase OPTIMIZER_MAX_PARAMETERS");

static const char *nearest_optimizer(const char *word, size_t length)
{
    struct suggestion suggestion = {.word = word, .length = length};

    for (size_t i = 0; i < optimizer_count; i++) {
        suggestion_consider(&suggestion, optimizers[i].name);
        for (size_t k = 0; k < OPTIMIZER_MAX_ALIASES && optimizers[i].aliases[k] != NULL; k++)
            suggestion_consider(&suggestion, optimizers[i].aliases[k]);
    }
    return suggestion.name;
}

static enum status reject_name(const struct option_argument *argument, const char *word,
                               size_t length, struct error *error)
{
    const char *nearest = nearest_optimizer(word, length);
    struct text names = {0};

    if (nearest != NULL && length == strlen(argument->value))
        return option_value_unknown(argument, word, length, nearest, error);
    if (nearest != NULL)
        return error_set(
            error, STATUS_USAGE, "--%s '%.255s': unknown optimizer '%.*s'; did you mean '%s'?",
            argument->row->name, argument->value, length > 64 ? 64 : (int)length, word, nearest);
    for (size_t i = 0; i < optimizer_count; i++)
        text_appendf(&names, "%s%s", i == 0 ? "" : ", ", optimizers[i].name);
    error_set(error, STATUS_USAGE, "--%s '%.64s': must be one of %s", argument->row->name,
              argument->value, text_string(&names));
    text_free(&names);
    return STATUS_USAGE;
}

enum status method_options_find(const struct option_argument *argument, const char *word,
                                size_t length, const struct optimizer **optimizer,
                                struct error *error)
{
    char name[32];

    snprintf(name, sizeof name, "%.*s", (int)(length < sizeof name ? length : sizeof name), word);
    *optimizer = optimizer_find(name);
    return *optimizer == NULL ? reject_name(argument, word, length, error) : STATUS_OK;
}

static enum status append_keys(const struct method *method, struct error *error)
{
    for (size_t k = 0; k < method_parameter_count(method); k++)
        error_extend(error, STATUS_USAGE, "%s, ", method_parameter(method, k)->name);
    return error_extend(error, STATUS_USAGE, METHOD_SCHEDULE_KEY);
}

static enum status reject_key(const struct option_argument *argument, const struct method *method,
                              const char *why, struct error *error)
{
    error_set(error, STATUS_USAGE, "--optimizer '%.128s': %s; the parameters of %s are ",
              argument->value, why, method->optimizer->name);
    return append_keys(method, error);
}

/* The parameter that other programs call by this name; otherwise the most similar one, or NULL. */
static const char *nearest_key(const struct method *method, const char *key)
{
    const char *option = option_table_hint(&run_option_table, key, strlen(key));
    struct suggestion suggestion = {.word = key, .length = strlen(key)};
    size_t count = method_parameter_count(method);
    size_t k = option == NULL ? count : method_parameter_find(method, option + strlen("--"));

    if (k < count)
        return method_parameter(method, k)->name;
    for (k = 0; k < count; k++)
        suggestion_consider(&suggestion, method_parameter(method, k)->name);
    suggestion_consider(&suggestion, METHOD_SCHEDULE_KEY);
    return suggestion.name;
}

/* The schedules that have this parameter: "exponential", or none. */
static void append_owners(struct text *out, const char *key)
{
    for (size_t i = 0; i < schedule_count; i++)
        for (size_t k = 0; k < schedules[i].parameter_count; k++)
            if (name_matches(key, strlen(key), schedules[i].parameters[k].name))
                text_appendf(out, "%s%s", out->length == 0 ? "" : " or ", schedules[i].name);
}

/* A parameter of another schedule; false: of none. */
static bool reject_schedule_key(const struct method *method, const char *key, const char *option,
                                const char *value, struct error *error)
{
    struct text owners = {0};

    append_owners(&owners, key);
    bool found = owners.length > 0;
    if (found)
        error_set(error, STATUS_USAGE,
                  "%s '%.128s': '%.64s' is a parameter of " METHOD_SCHEDULE_KEY
                  "=%s, but the schedule of %s is %s",
                  option, value, key, text_string(&owners), method->optimizer->name,
                  method->schedule->name);
    text_free(&owners);
    return found;
}

enum status method_options_unknown_key(const struct method *method, const char *key,
                                       const char *option, const char *value, struct error *error)
{
    const char *nearest = nearest_key(method, key);

    if (reject_schedule_key(method, key, option, value, error))
        return STATUS_USAGE;
    error_set(error, STATUS_USAGE, "%s '%.128s': %s has no parameter '%.64s'; ", option, value,
              method->optimizer->name, key);
    if (nearest != NULL)
        return error_extend(error, STATUS_USAGE, "did you mean '%s'?", nearest);
    error_extend(error, STATUS_USAGE, "its parameters are ");
    return append_keys(method, error);
}

static enum status check_range(const struct option_argument *argument,
                               const struct optimizer_parameter *parameter, double value,
                               struct error *error)
{
    if (optimizer_range_holds(parameter->range, value))
        return STATUS_OK;
    return error_set(error, STATUS_USAGE, "--%s '%.128s': %s must be %s", argument->row->name,
                     argument->value, parameter->name, optimizer_range_text(parameter->range));
}

static bool is_schedule_key(const char *key)
{
    return name_matches(key, strlen(key), METHOD_SCHEDULE_KEY);
}

/* One key=value of the list. */
struct setting {
    char key[64];
    const char *value; /* in the same array */
};

/* Copies the setting from `text` to the comma or the end. */
static enum status split_setting(const struct option_argument *argument,
                                 const struct method *method, const char *text, size_t length,
                                 struct setting *setting, struct error *error)
{
    static const char form[] = "expected KEY=VALUE,... after the colon";

    if (length >= sizeof setting->key)
        return reject_key(argument, method, form, error);
    memcpy(setting->key, text, length);
    setting->key[length] = '\0';
    char *equals = strchr(setting->key, '=');
    if (equals == NULL && optimizer_find(setting->key) != NULL)
        return error_set(error, STATUS_USAGE,
                         "--optimizer '%.128s': a list must contain only names; use a separate "
                         "--optimizer for each optimizer with parameters",
                         argument->value);
    if (equals == NULL)
        return reject_key(argument, method, form, error);
    *equals = '\0';
    setting->value = equals + 1;
    return STATUS_OK;
}

static enum status read_schedule(const struct option_argument *argument, struct named_method *named,
                                 const struct setting *setting, struct error *error)
{
    const struct schedule *schedule = schedule_find(setting->value);
    size_t length = strlen(setting->value);

    if (named->schedule_set)
        return reject_key(argument, &named->method, "duplicate schedule", error);
    named->schedule_set = true;
    if (schedule != NULL) {
        method_set_schedule(&named->method, schedule);
        return STATUS_OK;
    }
    const char *nearest = suggestion_find(setting->value, length, schedule_name);
    error_set(error, STATUS_USAGE, "--optimizer '%.128s': unknown schedule '%.64s'; ",
              argument->value, setting->value);
    if (nearest != NULL)
        return error_extend(error, STATUS_USAGE, "did you mean '%s'?", nearest);
    error_extend(error, STATUS_USAGE, "the schedules are ");
    for (size_t i = 0; i < schedule_count; i++)
        error_extend(error, STATUS_USAGE, "%s%s", i == 0 ? "" : ", ", schedules[i].name);
    return STATUS_USAGE;
}

static enum status read_parameter(const struct option_argument *argument,
                                  struct named_method *named, const struct setting *setting,
                                  struct error *error)
{
    const struct method *method = &named->method;
    size_t k = method_parameter_find(method, setting->key);
    double value;

    if (k == method_parameter_count(method))
        return method_options_unknown_key(method, setting->key, "--optimizer", argument->value,
                                          error);
    if (named->set[k])
        return reject_key(argument, method, "duplicate parameter", error);
    if (!number_read_list(setting->value, &value, 1))
        value = -1; /* outside every range */
    named->method.parameters[k] = value;
    named->set[k] = true;
    return check_range(argument, method_parameter(method, k), value, error);
}

/* The schedule is read first, since the valid keys depend on it. */
static enum status read_settings(const struct option_argument *argument, struct named_method *named,
                                 bool schedule, struct error *error)
{
    const char *text = named->given;
    enum status status = STATUS_OK;

    for (;; text++) {
        size_t length = strcspn(text, ",");
        struct setting setting = {.value = ""};
        status = split_setting(argument, &named->method, text, length, &setting, error);
        if (status == STATUS_OK && is_schedule_key(setting.key) == schedule)
            status = schedule ? read_schedule(argument, named, &setting, error)
                              : read_parameter(argument, named, &setting, error);
        text += length;
        if (status != STATUS_OK || *text == '\0')
            return status;
    }
}

/* Adds the optimizer of this name with its default settings. */
static enum status add_name(struct method_options *options, const struct option_argument *argument,
                            const char *word, size_t length, struct error *error)
{
    const struct optimizer *optimizer;

    if (options->count == METHODS_MAX)
        return error_set(error, STATUS_USAGE,
                         "--optimizer '%.64s': too many optimizers; a run can have at most %d",
                         argument->value, METHODS_MAX);
    enum status status = method_options_find(argument, word, length, &optimizer, error);
    if (status != STATUS_OK)
        return status;
    options->list[options->count++] =
        (struct named_method){.method = method_of(optimizer), .given = ""};
    return STATUS_OK;
}

enum status method_options_add(void *member, const struct option_argument *argument,
                               struct error *error)
{
    struct method_options *options = member;
    const char *text = argument->value, *colon = strchr(text, ':');

    if (argument->is_default && options->tune_count > 0) /* those of --tune are enough */
        return STATUS_OK;
    options->is_default = argument->is_default;
    for (;; text++) {
        size_t length = strcspn(text, ",:");
        enum status status = add_name(options, argument, text, length, error);
        if (status != STATUS_OK)
            return status;
        text += length;
        if (*text != ',')
            break;
        if (colon != NULL)
            return error_set(error, STATUS_USAGE,
                             "--optimizer '%.128s': a list must contain only names; use a "
                             "separate --optimizer for each optimizer with parameters",
                             argument->value);
    }
    if (colon == NULL)
        return STATUS_OK;
    struct named_method *named = &options->list[options->count - 1];
    named->given = colon + 1;
    enum status status = read_settings(argument, named, true, error);
    return status == STATUS_OK ? read_settings(argument, named, false, error) : status;
}

enum status method_options_replace_default(struct method_options *options, const char *names,
                                           struct error *error)
{
    static const struct option_row row = {.name = "optimizer"};
    struct option_argument argument = {.row = &row, .value = names, .is_default = true};

    if (!options->is_default)
        return STATUS_OK;
    options->count = 0;
    return method_options_add(options, &argument, error);
}

enum status method_options_common(void *member, const struct option_argument *argument,
                                  struct error *error)
{
    struct method_options *options = member;
    size_t c = 0;

    while (strcmp(common_names[c], argument->row->name) != 0)
        c++;
    options->common_given[c] = argument->value;
    return option_value_real(argument, &options->common[c], error);
}

/* Applies the common options to the optimizers that do not set these parameters themselves. */
static enum status apply_common(struct method_options *options, struct error *error)
{
    for (size_t c = 0; c < COMMON_COUNT; c++) {
        bool used = options->common_given[c] == NULL;
        for (size_t i = 0; i < options->count; i++) {
            struct named_method *named = &options->list[i];
            size_t k = optimizer_parameter_find(named->method.optimizer, common_names[c]);
            if (options->common_given[c] == NULL || k == named->method.optimizer->parameter_count)
                continue;
            used = true;
            if (!named->set[k] && !method_options_is_tuned(named, k))
                named->method.parameters[k] = options->common[c];
        }
        if (!used)
            return error_set(error, STATUS_USAGE, "--%s '%.64s': %s has %s parameter '%s'",
                             common_names[c], options->common_given[c],
                             options->count == 1 ? options->list[0].method.optimizer->name
                                                 : "no optimizer",
                             options->count == 1 ? "no" : "a", common_names[c]);
    }
    return STATUS_OK;
}

/* Whether no other entry has the same optimizer. */
static bool is_alone(const struct method_options *options, size_t i)
{
    for (size_t k = 0; k < options->count; k++)
        if (k != i && options->list[k].method.optimizer == options->list[i].method.optimizer)
            return false;
    return true;
}

static bool are_equal_axes(const struct named_method *a, const struct named_method *b)
{
    if (a->axis_count != b->axis_count)
        return false;
    for (size_t k = 0; k < a->axis_count; k++) {
        const struct sweep_axis *one = &a->axes[k], *other = &b->axes[k];
        if (one->parameter != other->parameter || one->low != other->low ||
            one->high != other->high || one->count != other->count ||
            one->logarithmic != other->logarithmic)
            return false;
    }
    return true;
}

bool method_options_is_tuned(const struct named_method *named, size_t k)
{
    for (size_t i = 0; i < named->axis_count; i++)
        if (named->axes[i].parameter == k)
            return true;
    return false;
}

/* The value of a tuned parameter: rounded, or "tuned" if there is not only one. */
static void append_tuned(struct text *out, const struct method_options *options, double value)
{
    if (options->tuned_apart)
        text_append(out, "tuned");
    else
        text_appendf(out, "%.3g", value);
}

/* "alpha=0.1,schedule=cosine,floor=0.1": the tuned parameters, and the settings that differ from
 * their defaults unless `only_tuned`. */
static void append_settings(struct text *out, const struct method_options *options,
                            const struct named_method *named, bool only_tuned)
{
    const struct method *method = &named->method;

    for (size_t k = 0; k < method_parameter_count(method); k++) {
        const struct optimizer_parameter *parameter = method_parameter(method, k);
        bool tuned = method_options_is_tuned(named, k);
        if (k == method->optimizer->parameter_count && method->schedule != &schedules[0] &&
            !only_tuned)
            text_appendf(out, "%s" METHOD_SCHEDULE_KEY "=%s", out->length == 0 ? "" : ",",
                         method->schedule->name);
        if (only_tuned && options->tuned_apart)
            continue;
        if (!tuned && (only_tuned || method->parameters[k] == parameter->value))
            continue;
        text_appendf(out, "%s%s=", out->length == 0 ? "" : ",", parameter->name);
        if (tuned)
            append_tuned(out, options, method->parameters[k]);
        else
            method_append_value(method, k, out);
    }
}

/* The settings are formatted from their values, so that the same values give the same label however
 * they were specified. */
static enum status name_all(struct method_options *options, struct error *error)
{
    const struct optimizer *optimizers_of[METHODS_MAX];
    struct method_name names[METHODS_MAX];
    enum status status = STATUS_OK;

    for (size_t i = 0; i < options->count && status == STATUS_OK; i++) {
        struct named_method *named = &options->list[i];
        struct text settings = {0};
        optimizers_of[i] = named->method.optimizer;
        append_settings(&settings, options, named, is_alone(options, i));
        method_name_make(names, optimizers_of, i, &settings);
        named->name = names[i];
        status = text_check(&settings, error);
        text_free(&settings);
    }
    return status;
}

static bool is_duplicate(const struct method_options *options, size_t i)
{
    const struct named_method *named = &options->list[i];

    for (size_t k = 0; k < i; k++)
        if (method_equal(&options->list[k].method, &named->method) &&
            are_equal_axes(&options->list[k], named))
            return true;
    return false;
}

static enum status reject_duplicate(const struct named_method *named, struct error *error)
{
    struct text tuned = {0};

    if (named->axis_count == 0)
        return error_set(error, STATUS_USAGE, "--optimizer '%s%s%.128s': duplicate optimizer",
                         named->method.optimizer->name, *named->given == '\0' ? "" : ":",
                         named->given);
    tune_options_append(named, &tuned);
    error_set(error, STATUS_USAGE, "--tune '%.128s': duplicate optimizer", text_string(&tuned));
    text_free(&tuned);
    return STATUS_USAGE;
}

enum status method_options_finish(struct method_options *options, struct error *error)
{
    enum status status = tune_options_finish(options, error);

    if (status == STATUS_OK)
        status = apply_common(options, error);
    for (size_t i = 0; i < options->count && status == STATUS_OK; i++)
        if (is_duplicate(options, i))
            status = reject_duplicate(&options->list[i], error);
    return status == STATUS_OK ? name_all(options, error) : status;
}

enum status method_options_name_tuned(struct method_options *options, struct error *error)
{
    return name_all(options, error);
}
