#include "compare/selection.h"

void selection_free(struct selection *selection)
{
    rules_free(&selection->rules);
    *selection = (struct selection){0};
}

enum status selection_begin(struct selection *selection, const struct compare_options *options,
                            struct error *error)
{
    *selection = (struct selection){.options = options};
    return options->rules == NULL
               ? STATUS_OK
               : rules_read(&selection->rules, options->rules, options->paths, error);
}

/* Marks all matching globs. */
static bool any_matches(const struct glob_list *list, const char *path, bool used[GLOB_LIST_MAX])
{
    bool any = false;

    for (size_t i = 0; i < list->count; i++)
        if (glob_matches(list->globs[i], path))
            any = used[i] = true;
    return any;
}

enum status selection_settings(struct selection *selection, const char *path,
                               const struct pair_settings **settings, struct error *error)
{
    const struct compare_options *options = selection->options;
    bool included = any_matches(&options->include, path, selection->included);
    bool excluded = any_matches(&options->exclude, path, selection->excluded);
    enum status status = STATUS_OK;

    *settings = &options->pair;
    if (options->rules != NULL)
        status = rules_settings(&selection->rules, &options->pair, path, settings, error);
    if ((options->include.count > 0 && !included) || excluded)
        *settings = NULL;
    return status;
}

static enum status note_unused(const struct glob_list *list, const bool used[GLOB_LIST_MAX],
                               const char *option, struct comparison *comparison,
                               struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < list->count && status == STATUS_OK; i++)
        if (!used[i])
            status = comparison_add_note(comparison, error, "--%s '%s' matches no file", option,
                                         list->globs[i]);
    return status;
}

enum status selection_notes(const struct selection *selection, struct comparison *comparison,
                            struct error *error)
{
    const struct compare_options *options = selection->options;
    const struct rules *rules = &selection->rules;
    enum status status =
        note_unused(&options->include, selection->included, "include", comparison, error);

    if (status == STATUS_OK)
        status = note_unused(&options->exclude, selection->excluded, "exclude", comparison, error);
    for (size_t i = 0; i < rules->count && status == STATUS_OK; i++)
        if (!rules->rules[i].used)
            status = comparison_add_note(comparison, error, "%s:%zu: '%s' matches no file",
                                         rules->path, rules->rules[i].line, rules->rules[i].glob);
    return status;
}
