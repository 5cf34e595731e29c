#include "plot/script.h"

#include <fcntl.h>
#include <string.h>

#include "base/builtin.h"
#include "base/file.h"
#include "plot/script_variables.h"

/* Longer scripts are rejected. */
#define SCRIPT_LIMIT ((size_t)1 << 20)

/* A comment that names the file of a part in the composed script. */
static void append_heading(struct text *script, const char *name)
{
    static const char rule[] = "----------------------------------------------------------------";
    size_t shorter = strlen(name) < strlen(rule) ? strlen(name) : strlen(rule);

    text_appendf(script, "# ---- %s.gp %s\n", name, rule + shorter);
}

static enum status append_script(const char *name, const char *directory, struct text *script,
                                 struct error *error)
{
    struct text path = {0};
    enum status status;

    if (directory == NULL) {
        text_appendf(&path, "%s.gp", name);
        const struct builtin *builtin = builtin_find(text_string(&path));
        text_free(&path);
        if (builtin ==
            NULL) /* a row of the table without its file: the tests compose every figure */
            return error_set(error, STATUS_FAILED, "no built-in script '%s'", name);
        text_append_bytes(script, builtin->bytes, builtin->length);
        return text_check(script, error);
    }
    text_appendf(&path, "%s/%s.gp", directory, name);
    status = text_check(&path, error);
    if (status == STATUS_OK)
        status = file_read(AT_FDCWD, text_string(&path), SCRIPT_LIMIT, script, error);
    if (status != STATUS_OK) /* the user's directory is at fault */
        status = error_prefix(error, STATUS_USAGE, "--figures %.255s", directory);
    text_free(&path);
    /* Without a newline at its end, the last line would be joined with the next part. */
    if (status == STATUS_OK && script->length > 0 && script->data[script->length - 1] != '\n')
        text_append(script, "\n");
    return status;
}

static size_t count_lines(const struct text *text, size_t from)
{
    size_t lines = 0;

    for (size_t i = from; i < text->length; i++)
        lines += text->data[i] == '\n';
    return lines;
}

enum status figure_compose(const struct figure *figure, const struct figure_subject *subject,
                           const struct figure_settings *settings, const struct script_page *page,
                           struct figure_script *script, struct error *error)
{
    enum status status = STATUS_OK;

    *script = (struct figure_script){0};
    script->parts = figure_form_for(figure, subject)->parts;
    script_variables(script, figure, subject, settings, page);
    script->lines[0] = count_lines(&script->text, 0);
    for (size_t i = 0; script->parts[i] != NULL && status == STATUS_OK; i++) {
        size_t begin = script->text.length;
        append_heading(&script->text, script->parts[i]);
        status = append_script(script->parts[i], settings->scripts, &script->text, error);
        script->lines[i + 1] = count_lines(&script->text, begin);
    }
    return status == STATUS_OK ? text_check(&script->text, error) : status;
}

void figure_script_free(struct figure_script *script)
{
    text_free(&script->text);
}

void figure_script_locate(const struct figure_script *script, long line, struct text *where)
{
    size_t part = 0;

    while (line > (long)script->lines[part] && script->parts[part] != NULL)
        line -= (long)script->lines[part++];
    if (part == 0)
        text_appendf(where, "settings:%ld", line);
    else /* the first line is the heading of the part, not a line of its file */
        text_appendf(where, "%s.gp:%ld", script->parts[part - 1], line - 1);
}
