#include "completion.h"

#include <string.h>

#include "base/command_names.h"
#include "base/option_value.h"
#include "base/suggestion.h"
#include "base/version.h"
#include "compare/accept_options.h"
#include "compare/compare_options.h"
#include "merge/merge_options.h"
#include "optimize/method.h"
#include "optimize/problem.h"
#include "plot/figure.h"
#include "run/run_options.h"
#include "verify/verify_options.h"
#include "list.h"

static NAME_LIST(command_name, COMMAND_NAMES) static NAME_LIST(shell_name, "bash", "zsh", "fish")

    /* All arguments that list accepts. */
    static const char *listed_name(size_t i)
{
    static name_list *const lists[] = {list_name,     problem_name, optimizer_name,
                                       schedule_name, figure_name,  figure_palette_name};

    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        size_t count = 0;
        for (; lists[k](count) != NULL; count++)
            if (count == i)
                return lists[k](i);
        i -= count;
    }
    return NULL;
}

/* What follows the command: options, then names or paths. */
static const struct command {
    const char *name, *about;
    const struct option_table *options; /* NULL: none */
    name_list *operands;
    bool takes_paths;
} commands[] = {
    {"run", "minimize a function, draw figures and write files", &run_option_table, NULL, false},
    {"compare", "compare two directories of artifacts", &compare_option_table, NULL, true},
    {"verify", "check that artifacts are reproduced by their manifest", &verify_option_table, NULL,
     true},
    {"accept", "make a baseline equal to a candidate", &accept_option_table, NULL, true},
    {"merge", "merge ensembles that were computed in parts", &merge_option_table, NULL, true},
    {"list", "list problems, optimizers, schedules, figures and palettes", NULL, listed_name,
     false},
    {"help", "print the help of a command", NULL, command_name, false},
    {"completion", "print a completion script for a shell", NULL, shell_name, false},
};
_Static_assert(sizeof commands / sizeof *commands == COMMAND_COUNT,
               "commands differ from base/command_names.h");

/* ---- Shared by all shells -------------------------------------------------------------------- */

static void append_names(struct text *out, name_list *names)
{
    for (size_t i = 0; names(i) != NULL; i++)
        text_appendf(out, "%s%s", i == 0 ? "" : " ", names(i));
}

static bool takes_path(const struct option_row *row)
{
    return row->read == option_read_path;
}

static bool takes_directory(const struct option_row *row)
{
    return takes_path(row) && strcmp(row->value, "DIR") == 0;
}

/* The beginning of an option's description, up to a character that is special in a shell's quotes.
 */
static void append_about(struct text *out, const struct option_row *row)
{
    text_append_bytes(out, row->about, strcspn(row->about, ";:'[]\\"));
}

static void append_heading(struct text *out, const char *shell)
{
    text_appendf(out,
                 "# Completions of " PROGRAM_NAME " for %s, printed by \"" PROGRAM_NAME
                 " completion %s\".\n",
                 shell, shell);
}

/* ---- bash ------------------------------------------------------------------------------------ */

static void append_bash_row(struct text *out, const struct command *command,
                            const struct option_row *row)
{
    if (row->name == NULL || row->value == NULL)
        return;
    text_appendf(out, "    '%s --%s'", command->name, row->name);
    if (row->letter != 0)
        text_appendf(out, " | '%s -%c'", command->name, row->letter);
    text_append(out, ") ");
    if (row->names != NULL) {
        text_append(out, row->is_list ? "list='" : "words='");
        append_names(out, row->names);
        text_append(out, "'");
    } else {
        text_appendf(out, "%s",
                     takes_directory(row) ? "kind=-d"
                     : takes_path(row)    ? "kind=-f"
                                          : ":");
    }
    text_append(out, " ;;\n");
}

/* Where no option expects a value. */
static void append_bash_command(struct text *out, const struct command *command)
{
    text_appendf(out, "    '%s -'*) words='", command->name);
    for (size_t i = 0; command->options != NULL && i < command->options->count; i++)
        if (command->options->rows[i].name != NULL)
            text_appendf(out, "--%s ", command->options->rows[i].name);
    text_append(out, "--help' ;;\n");
    if (command->operands == NULL && !command->takes_paths)
        return;
    text_appendf(out, "    '%s '*) ", command->name);
    if (command->operands != NULL) {
        text_append(out, "words='");
        append_names(out, command->operands);
        text_append(out, "' ;;\n");
    } else {
        text_append(out, "kind=-f ;;\n");
    }
}

static void append_bash(struct text *out)
{
    append_heading(out, "bash");
    text_append(out,
                "_adam_report() {\n"
                "    local current=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]}\n"
                "    local command=run words='' list='' kind='' before='' reply\n"
                "    COMPREPLY=()\n"
                "    # readline splits --option=value at the =\n"
                "    if [[ $current == = ]]; then\n"
                "        current=''\n"
                "    elif [[ $option == = ]]; then\n"
                "        option=${COMP_WORDS[COMP_CWORD-2]}\n"
                "    fi\n"
                "    if ((COMP_CWORD > 1)); then\n"
                "        case ${COMP_WORDS[1]} in\n"
                "        ");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        text_appendf(out, "%s%s", i == 0 ? "" : " | ", commands[i].name);
    text_append(out, ") command=${COMP_WORDS[1]} ;;\n"
                     "        esac\n"
                     "    fi\n"
                     "    case \"$command $option\" in\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        for (size_t k = 0; commands[i].options != NULL && k < commands[i].options->count; k++)
            append_bash_row(out, &commands[i], &commands[i].options->rows[k]);
    text_append(out, "    *) case \"$command $current\" in\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        append_bash_command(out, &commands[i]);
    text_append(out, "    *) if ((COMP_CWORD == 1)); then words='");
    append_names(out, command_name);
    text_append(out,
                "'; fi ;;\n"
                "    esac ;;\n"
                "    esac\n"
                "    if [[ -n $list ]]; then\n"
                "        words=$list\n"
                "        if [[ $current == *,* ]]; then\n"
                "            before=${current%,*},\n"
                "            current=${current##*,}\n"
                "        fi\n"
                "    fi\n"
                "    if [[ -n $kind ]]; then compopt -o filenames 2>/dev/null; fi\n"
                "    while IFS= read -r reply; do\n"
                "        COMPREPLY+=(\"$before$reply\")\n"
                "    done < <(if [[ -n $kind ]]; then compgen \"$kind\" -- \"$current\"\n"
                "        elif [[ -n $words ]]; then compgen -W \"$words\" -- \"$current\"; fi)\n"
                "}\n"
                "complete -F _adam_report " PROGRAM_NAME "\n");
}

/* ---- zsh ------------------------------------------------------------------------------------- */

static void append_zsh_action(struct text *out, const struct option_row *row)
{
    text_appendf(out, ":%s:", row->is_list ? "names" : "value");
    if (row->names != NULL) {
        text_append(out, row->is_list ? "_sequence compadd - " : "(");
        append_names(out, row->names);
        text_append(out, row->is_list ? "" : ")");
    } else if (takes_path(row)) {
        text_append(out, takes_directory(row) ? "_files -/" : "_files");
    } else {
        text_append(out, " ");
    }
}

/* The asterisk allows an option to be repeated. */
static void append_zsh_row(struct text *out, const struct option_row *row)
{
    if (row->name == NULL)
        return;
    if (row->letter != 0)
        text_appendf(out, " \\\n        '*'{-%c%s,--%s%s}'[", row->letter,
                     row->value == NULL ? "" : "+", row->name, row->value == NULL ? "" : "=");
    else
        text_appendf(out, " \\\n        '*--%s%s[", row->name, row->value == NULL ? "" : "=");
    append_about(out, row);
    text_append(out, "]");
    if (row->value != NULL)
        append_zsh_action(out, row);
    text_append(out, "'");
}

static void append_zsh_command(struct text *out, const struct command *command)
{
    text_appendf(out, "    %s)\n        _arguments -s -S", command->name);
    for (size_t i = 0; command->options != NULL && i < command->options->count; i++)
        append_zsh_row(out, &command->options->rows[i]);
    if (command->operands != NULL) {
        text_append(out, " \\\n        '1:name:(");
        append_names(out, command->operands);
        text_append(out, ")'");
    } else if (command->takes_paths) {
        text_append(out, " \\\n        '*:path:_files'");
    }
    text_append(out, " ;;\n");
}

static void append_zsh(struct text *out)
{
    text_append(out, "#compdef " PROGRAM_NAME "\n");
    append_heading(out, "zsh");
    text_append(out, "_adam_report() {\n"
                     "    local command=run\n"
                     "    local -a commands=(");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        text_appendf(out, "\n        '%s:%s'", commands[i].name, commands[i].about);
    text_append(out, ")\n"
                     "    if ((CURRENT == 2)) && [[ $words[2] != -* ]]; then\n"
                     "        _describe command commands\n"
                     "        return\n"
                     "    fi\n"
                     "    if ((${commands[(I)$words[2]:*]})); then\n"
                     "        command=$words[2]\n"
                     "        shift words\n"
                     "        ((CURRENT--))\n"
                     "    fi\n"
                     "    case $command in\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        append_zsh_command(out, &commands[i]);
    text_append(out, "    esac\n"
                     "}\n"
                     "if [[ $funcstack[1] == _adam-report ]]; then\n"
                     "    _adam_report \"$@\"\n"
                     "else\n"
                     "    compdef _adam_report " PROGRAM_NAME "\n"
                     "fi\n");
}

/* ---- fish ------------------------------------------------------------------------------------ */

/* Options of run are also accepted without a command. */
static void append_fish_condition(struct text *out, const struct command *command)
{
    text_append(out, "complete -c " PROGRAM_NAME " -n '");
    if (command != commands) {
        text_appendf(out, "__fish_seen_subcommand_from %s'", command->name);
        return;
    }
    text_append(out, "not __fish_seen_subcommand_from");
    for (size_t i = 1; i < COMMAND_COUNT; i++)
        text_appendf(out, " %s", commands[i].name);
    text_append(out, "'");
}

static void append_fish_row(struct text *out, const struct command *command,
                            const struct option_row *row)
{
    if (row->name == NULL)
        return;
    append_fish_condition(out, command);
    text_appendf(out, " -l %s", row->name);
    if (row->letter != 0)
        text_appendf(out, " -s %c", row->letter);
    if (row->names != NULL) {
        text_append(out, row->is_list ? " -x -a '(__fish_append , " : " -x -a '");
        append_names(out, row->names);
        text_append(out, row->is_list ? ")'" : "'");
    } else if (takes_directory(row)) {
        text_append(out, " -x -a '(__fish_complete_directories)'");
    } else if (row->value != NULL) {
        text_append(out, takes_path(row) ? " -r -F" : " -x");
    }
    text_append(out, " -d '");
    append_about(out, row);
    text_append(out, "'\n");
}

static void append_fish(struct text *out)
{
    append_heading(out, "fish");
    text_append(out, "complete -c " PROGRAM_NAME " -f\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        text_appendf(out, "complete -c " PROGRAM_NAME " -n __fish_use_subcommand -a %s -d '%s'\n",
                     commands[i].name, commands[i].about);
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const struct command *command = &commands[i];
        for (size_t k = 0; command->options != NULL && k < command->options->count; k++)
            append_fish_row(out, command, &command->options->rows[k]);
        if (command->operands == NULL && !command->takes_paths)
            continue;
        append_fish_condition(out, command);
        text_append(out, command->takes_paths ? " -F" : " -a '");
        if (!command->takes_paths)
            append_names(out, command->operands);
        text_append(out, command->takes_paths ? "\n" : "'\n");
    }
}

enum status completion_script(const char *shell, struct text *out, struct error *error)
{
    static void (*const append[])(struct text * out) = {append_bash, append_zsh, append_fish};
    size_t i = name_find(shell, strlen(shell), shell_name);

    if (shell_name(i) == NULL)
        return error_set(error, STATUS_USAGE, "completion '%.255s': must be bash, zsh or fish",
                         shell);
    append[i](out);
    return text_check(out, error);
}
