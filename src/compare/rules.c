#include "compare/rules.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/file.h"
#include "base/glob.h"

#define MOST_BYTES ((size_t)1 << 20)

/* Each has a copy of the settings. */
#define MOST_COMBINATIONS 4096

#define SKIP "skip"

struct rule_combination {
    struct rule_combination *next;
    unsigned char matched[RULES_MAX / 8]; /* a bit for each rule */
    bool skip;
    struct pair_settings settings;
};

void rules_free(struct rules *rules)
{
    for (size_t i = 0; i < rules->count; i++)
        free(rules->rules[i].settings);
    free(rules->rules);
    for (struct rule_combination *next; rules->combinations != NULL; rules->combinations = next) {
        next = rules->combinations->next;
        free(rules->combinations);
    }
    text_free(&rules->text);
    *rules = (struct rules){0};
}

/* ---- Parsing --------------------------------------------------------------------------------- */

/* The line being parsed. */
struct line {
    const struct rules *rules;
    size_t number;
    char *begin, *rest;
};

/* A word, terminated and without its quotes. */
struct word {
    char *string;
    size_t column;
};

static enum status __attribute__((format(printf, 4, 5)))
wrong(const struct line *line, size_t column, struct error *error, const char *format, ...)
{
    char message[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return error_set(error, STATUS_USAGE, "%.255s:%zu:%zu: %s", line->rules->path, line->number,
                     column, message);
}

/* Parses the next word, in place; its string is NULL at the end of the line. */
static enum status next_word(struct line *line, struct word *word, struct error *error)
{
    char *from = line->rest + strspn(line->rest, " \t"), *to = from;

    *word = (struct word){.string = from, .column = (size_t)(from - line->begin) + 1};
    if (*from == '\0' || *from == '#') {
        word->string = NULL;
        return STATUS_OK;
    }
    while (*from != '\0' && *from != ' ' && *from != '\t') {
        if (*from != '"') {
            *to++ = *from++;
            continue;
        }
        char *end = strchr(from + 1, '"');
        if (end == NULL)
            return wrong(line, (size_t)(from - line->begin) + 1, error,
                         "unterminated quotation mark; expected a closing one");
        memmove(to, from + 1, (size_t)(end - from) - 1);
        to += end - from - 1;
        from = end + 1;
    }
    line->rest = *from == '\0' ? from : from + 1;
    *to = '\0';
    return STATUS_OK;
}

static enum status unknown_setting(const struct line *line, const struct word *word,
                                   struct error *error)
{
    struct text names = {0};

    for (size_t i = 0; i < compare_option_table.count; i++)
        if (pair_setting_find(compare_option_table.rows[i].name) != NULL)
            text_appendf(&names, "%s=, ", compare_option_table.rows[i].name);
    enum status status =
        wrong(line, word->column, error, "unknown setting '%.64s'; expected %s" SKIP, word->string,
              text_string(&names));
    text_free(&names);
    return status;
}

/* In rules, the names of options have no leading dashes. */
static const char *without_dashes(const char *message)
{
    return strncmp(message, "--", 2) == 0 ? message + 2 : message;
}

/* Validates the value by setting it in a temporary copy. */
static enum status check_value(const struct line *line, const struct word *word,
                               const struct rule_setting *setting, struct pair_settings *scratch,
                               struct error *error)
{
    struct error why = {""};
    bool valid = setting->row != NULL
                     ? pair_setting_read(scratch, setting->row, setting->value, &why) == STATUS_OK
                     : strcmp(setting->value, "yes") == 0 || strcmp(setting->value, "no") == 0;

    if (valid)
        return STATUS_OK;
    if (setting->row == NULL)
        return wrong(line, word->column, error, SKIP " '%.64s': must be yes or no", setting->value);
    return wrong(line, word->column, error, "%s", without_dashes(why.message));
}

static enum status check_repeated(const struct line *line, const struct word *word,
                                  const struct rule *rule, const struct option_row *row,
                                  struct error *error)
{
    for (size_t i = 0; i < rule->count; i++)
        if (rule->settings[i].row == row && (row == NULL || !pair_setting_repeats(row)))
            return wrong(line, word->column, error, "duplicate setting '%s'", word->string);
    return STATUS_OK;
}

static enum status add_setting(const struct line *line, const struct word *word, struct rule *rule,
                               struct pair_settings *scratch, struct error *error)
{
    char *equals = strchr(word->string, '=');
    struct rule_setting setting = {.value = equals == NULL ? "yes" : equals + 1};

    if (equals != NULL)
        *equals = '\0';
    setting.row = pair_setting_find(word->string);
    if (setting.row == NULL && strcmp(word->string, SKIP) != 0)
        return unknown_setting(line, word, error);
    if (setting.row != NULL && equals == NULL)
        return wrong(line, word->column, error, "'%s' has no value; expected %s=%s", word->string,
                     word->string, setting.row->value);
    enum status status = check_repeated(line, word, rule, setting.row, error);
    if (status == STATUS_OK)
        status = check_value(line, word, &setting, scratch, error);
    if (status != STATUS_OK)
        return status;
    struct rule_setting *settings = realloc(rule->settings, (rule->count + 1) * sizeof *settings);
    if (settings == NULL)
        return error_out_of_memory(error);
    rule->settings = settings;
    settings[rule->count++] = setting;
    return STATUS_OK;
}

static enum status add_settings(struct line *line, struct rule *rule, struct error *error)
{
    struct pair_settings scratch = {0};
    struct word word = {.string = NULL};
    enum status status = next_word(line, &word, error);

    if (status == STATUS_OK && word.string == NULL)
        return wrong(line, word.column, error,
                     "no setting after the glob; expected one, such as " SKIP " or absolute=1e-9");
    while (status == STATUS_OK && word.string != NULL) {
        status = add_setting(line, &word, rule, &scratch, error);
        if (status == STATUS_OK)
            status = next_word(line, &word, error);
    }
    struct error why = {""};
    if (status == STATUS_OK && pair_settings_check(&scratch, &why) != STATUS_OK)
        return wrong(line, 1, error, "%s", without_dashes(why.message));
    return status;
}

static enum status check_bytes(const struct line *line, struct error *error)
{
    for (const char *c = line->begin; *c != '\0'; c++)
        if (((unsigned char)*c < 0x20 && *c != '\t') || *c == 0x7f)
            return wrong(line, (size_t)(c - line->begin) + 1, error,
                         "control character; expected text");
    return STATUS_OK;
}

static enum status parse_line(struct rules *rules, struct line *line, struct error *error)
{
    struct word glob = {.string = NULL};
    enum status status = check_bytes(line, error);

    if (status == STATUS_OK)
        status = next_word(line, &glob, error);
    if (status != STATUS_OK || glob.string == NULL)
        return status;
    if (*glob.string == '\0')
        return wrong(line, glob.column, error, "empty glob; expected a pattern");
    if (rules->count == RULES_MAX)
        return wrong(line, glob.column, error, "more than %d rules", RULES_MAX);
    struct rule *grown = realloc(rules->rules, (rules->count + 1) * sizeof *grown);
    if (grown == NULL)
        return error_out_of_memory(error);
    rules->rules = grown;
    struct rule *rule = &grown[rules->count++];
    *rule = (struct rule){.glob = glob.string, .line = line->number};
    return add_settings(line, rule, error);
}

/* Terminates the line at its newline, in place, and returns the beginning of the next one. */
static char *end_line(char *begin)
{
    size_t length = strcspn(begin, "\n");
    char *next = begin + length + (begin[length] == '\n');

    begin[length] = '\0';
    if (length > 0 && begin[length - 1] == '\r')
        begin[length - 1] = '\0';
    return next;
}

enum status rules_parse(struct rules *rules, struct error *error)
{
    struct line line = {.rules = rules, .number = 1};
    enum status status = text_check(&rules->text, error);

    if (status != STATUS_OK || rules->text.length == 0)
        return status;
    char *end = rules->text.data + rules->text.length;
    for (char *next = rules->text.data; status == STATUS_OK && next < end; line.number++) {
        line.begin = line.rest = next;
        if (strlen(next) < (size_t)(end - next) && memchr(next, '\n', strlen(next)) == NULL)
            return wrong(&line, strlen(next) + 1, error, "control character; expected text");
        next = end_line(next);
        status = parse_line(rules, &line, error);
    }
    return status;
}

/* ---- Reading --------------------------------------------------------------------------------- */

/* A directory with search but no read permission cannot be one of those compared. */
static bool is_inside(const char *path, const struct stat *compared)
{
    int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    return (directory >= 0 || errno != EACCES) && below_lies_in(directory, compared);
}

/* Whether a name in the path is looked up inside the compared directories, whose author would
 * control where the path leads. */
static bool leads_through(const char *path, const struct stat *compared)
{
    struct stat about;
    bool inside = stat(path, &about) == 0 && below_same_file(&about, compared);

    for (const char *name = path; *name != '\0' && !inside;) {
        size_t length = strcspn(name, "/");
        char *above = name == path ? strdup(".") : strndup(path, (size_t)(name - path));
        bool moves = below_is_component(name, length);
        inside = above == NULL || (moves && is_inside(above, compared));
        free(above);
        name += length;
        name += strspn(name, "/");
    }
    return inside;
}

static enum status check_place(const char *path, const char *const compared[2], struct error *error)
{
    char *real = realpath(path, NULL);
    enum status status = STATUS_OK;

    if (real == NULL)
        return error_set(error, file_open_status(errno, STATUS_USAGE), "--rules %.255s: %s", path,
                         strerror(errno));
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++) {
        struct stat about;
        if (stat(compared[i], &about) == 0 &&
            (leads_through(path, &about) || leads_through(real, &about)))
            status = error_set(error, STATUS_USAGE,
                               "--rules %.255s: must not be inside %.255s, which is being compared",
                               path, compared[i]);
    }
    free(real);
    return status;
}

enum status rules_read(struct rules *rules, const char *path, const char *const compared[2],
                       struct error *error)
{
    struct stat about;

    *rules = (struct rules){.path = path};
    enum status status = check_place(path, compared, error);
    if (status != STATUS_OK)
        return status;
    if (stat(path, &about) == 0 && !S_ISREG(about.st_mode))
        return error_set(error, STATUS_USAGE, "--rules %.255s: is not a regular file", path);
    status = file_read(AT_FDCWD, path, MOST_BYTES, &rules->text, error);
    if (status != STATUS_OK)
        return error_prefix(error, rules->text.failed ? STATUS_FAILED : STATUS_USAGE, "--rules");
    return rules_parse(rules, error);
}

/* ---- Applying -------------------------------------------------------------------------------- */

/* For each setting the last rule wins; settings that can be repeated are replaced as a whole. */
static enum status apply(const struct rule *rule, struct rule_combination *to, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < rule->count && status == STATUS_OK; i++)
        if (rule->settings[i].row != NULL)
            pair_setting_clear(&to->settings, rule->settings[i].row);
    for (size_t i = 0; i < rule->count && status == STATUS_OK; i++) {
        const struct rule_setting *setting = &rule->settings[i];
        if (setting->row == NULL)
            to->skip = strcmp(setting->value, "yes") == 0;
        else
            status = pair_setting_read(&to->settings, setting->row, setting->value, error);
    }
    return status;
}

/* On failure, returns NULL and sets *status. */
static struct rule_combination *combine(struct rules *rules, const struct pair_settings *base,
                                        const unsigned char matched[RULES_MAX / 8],
                                        enum status *status, struct error *error)
{
    if (rules->combination_count == MOST_COMBINATIONS) {
        *status = error_set(error, STATUS_FAILED,
                            "--rules %.255s: more than %d combinations of rules match files; "
                            "simplify the globs",
                            rules->path, MOST_COMBINATIONS);
        return NULL;
    }
    struct rule_combination *made = calloc(1, sizeof *made);
    *status = made == NULL ? error_out_of_memory(error) : STATUS_OK;
    if (made == NULL)
        return NULL;
    memcpy(made->matched, matched, sizeof made->matched);
    made->settings = *base;
    for (size_t i = 0; i < rules->count && *status == STATUS_OK; i++)
        if ((matched[i / 8] >> i % 8 & 1) != 0)
            *status = apply(&rules->rules[i], made, error);
    if (*status != STATUS_OK) {
        free(made);
        return NULL;
    }
    made->next = rules->combinations;
    rules->combinations = made;
    rules->combination_count++;
    return made;
}

enum status rules_settings(struct rules *rules, const struct pair_settings *base, const char *path,
                           const struct pair_settings **settings, struct error *error)
{
    unsigned char matched[RULES_MAX / 8] = {0};
    struct rule_combination *found = rules->combinations;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < rules->count; i++)
        if (glob_matches(rules->rules[i].glob, path)) {
            matched[i / 8] |= (unsigned char)(1U << i % 8);
            rules->rules[i].used = true;
        }
    while (found != NULL && memcmp(found->matched, matched, sizeof matched) != 0)
        found = found->next;
    if (found == NULL)
        found = combine(rules, base, matched, &status, error);
    if (found == NULL)
        return status;
    if (!found->skip)
        status = pair_settings_check(&found->settings, error);
    *settings = found->skip ? NULL : &found->settings;
    return status == STATUS_USAGE
               ? error_prefix(error, status, "--rules %.255s, for %.255s", rules->path, path)
               : status;
}
