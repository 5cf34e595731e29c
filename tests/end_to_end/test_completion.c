/* Completions in each shell, with the script that the program prints. */
#include <string.h>

#include "support.h"

/* A line with the cursor at its end, and what the shell offers there: one to a line, in any order.
 * Those before END are offered; none of the others that are there is. */
static const struct {
    const char *line;
    const char *offered[4];
    const char *not_offered;
} cases[] = {
    {"adam-report --pal", {"--palette"}, "--problem"},
    {"adam-report --palette v", {"viridis"}, "jet"},
    {"adam-report --palette=v", {"viridis"}, "jet"},
    {"adam-report --problem ros", {"rosenbrock"}, "sphere"},
    {"adam-report --optimizer nes", {"nesterov"}, "adam"},
    {"adam-report -f contour_", {"contour_path"}, "surface"},
    {"adam-report --theme d", {"dark"}, "light"},
    {"adam-report --format png,s", {"svg"}, "pdf"},
    {"adam-report --output sub", {"subdirectory"}, "subject.png"},
    {"adam-report c", {"compare", "completion"}, "verify"},
    {"adam-report compare --max", {"--max-pixels", "--max-share", "--max-image-pixels"}, "--seed"},
    {"adam-report compare --antialiasing i", {"ignore"}, "count"},
    {"adam-report verify sub", {"subdirectory"}, "viridis"},
    {"adam-report merge sub", {"subdirectory", "subject.png"}, "viridis"},
    {"adam-report merge -f conv", {"convergence"}, "surface"},
    {"adam-report compare subj", {"subject.png"}, "subdirectory"},
    {"adam-report list gold", {"goldstein-price"}, "sphere"},
    {"adam-report help ver", {"verify"}, "compare"},
    {"adam-report completion z", {"zsh"}, "bash"},
};

/* Each driver takes the lines as arguments, and prints "== LINE" before what is offered. */
static const char *const bash_driver = "source ./script\n"
                                       "for given; do\n"
                                       "    line=${given//=/ = }\n"
                                       "    read -r -a COMP_WORDS <<<\"$line\"\n"
                                       "    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
                                       "    _adam_report\n"
                                       "    printf '%s\\n' \"== $given\" \"${COMPREPLY[@]}\"\n"
                                       "done\n";

/* In a terminal of its own, since completion is a part of zsh's line editor: compadd tells what it
 * was given that fits. */
static const char *const zsh_driver =
    "zmodload zsh/zpty || exit 1\n"
    "zpty z zsh -f -i\n"
    "line() { zpty -w z \"$*\" }\n"
    "line 'PROMPT=; fpath=('$PWD' $fpath); autoload -Uz compinit; compinit -u -D'\n"
    "line 'unsetopt automenu; lines=('${(qq)@}')'\n"
    "line 'compadd() { local -a hits; [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]] ||\n"
    "    { builtin compadd -A hits \"$@\"; print -rl -- $hits >>hits }; builtin compadd \"$@\" }'\n"
    "line 'try() { local l; for l in $lines; do print -r -- \"== $l\" >>hits; BUFFER=$l\n"
    "    CURSOR=$#BUFFER; zle complete-word; done; BUFFER=exit; zle accept-line }\n"
    "    zle -N try; bindkey \"^T\" try'\n"
    "zpty -n -w z $'\\C-t'\n"
    "while zpty -r z got; do :; done\n"
    "cat hits\n";

static const char *const fish_driver = "source ./script\n"
                                       "for line in $argv\n"
                                       "    echo \"== $line\"\n"
                                       "    complete -C $line | string replace -r '\\t.*' ''\n"
                                       "end\n"
                                       "true\n";

static const struct {
    const char *name, *driver;
    const char *option; /* read no configuration */
    const char *script;
} shells[] = {
    {"bash", bash_driver, "--norc", "script"},
    {"zsh", zsh_driver, "-f", "_adam-report"},
    {"fish", fish_driver, "--no-config", "script"},
};

/* A whole name: "png,svg", "./subdirectory/" and "sub\ dir" are the shell's ways to write it. */
static bool offers(const char *out, const char *name)
{
    size_t length = strlen(name);

    for (const char *at = strstr(out, name); at != NULL; at = strstr(at + 1, name))
        if ((at == out || strchr("\n,=/", at[-1]) != NULL) && strchr("\n/", at[length]) != NULL)
            return true;
    return false;
}

static void assert_offers(const char *shell, size_t i, const char *out)
{
    const char *begin = strstr(out, format("== %s\n", cases[i].line));

    ck_assert_msg(begin != NULL, "%s: %s is not in: %s", shell, cases[i].line, out);
    begin = strchr(begin, '\n');
    const char *end = strstr(begin, "\n== ");
    const char *offered = end == NULL ? begin : format("%.*s\n", (int)(end - begin), begin);
    for (size_t k = 0; k < COUNT(cases[i].offered) && cases[i].offered[k] != NULL; k++)
        ck_assert_msg(offers(offered, cases[i].offered[k]), "%s: %s: not %s but: %s", shell,
                      cases[i].line, cases[i].offered[k], offered);
    ck_assert_msg(!offers(offered, cases[i].not_offered), "%s: %s: %s", shell, cases[i].line,
                  offered);
}

START_TEST(test_shell_completes)
{
    const char *shell = shells[_i].name;
    struct how sh = {.program = "/bin/sh"};
    const char *command = format("exec %s %s ./driver", shell, shells[_i].option);

    if (run_how(&sh, STRINGS("-c", format("command -v %s", shell))).status != 0) {
        skip(format("this needs %s", shell));
        return;
    }
    struct result script = run_program(STRINGS("completion", shell));
    assert_done(&script);
    write_text(work("%s", shells[_i].script), script.out);
    write_text(work("driver"), shells[_i].driver);
    make_directory(work("subdirectory"));
    write_text(work("subject.png"), "");
    for (size_t i = 0; i < COUNT(cases); i++)
        command = format("%s '%s'", command, cases[i].line);
    struct result result = run_how(&sh, STRINGS("-c", command));
    ck_assert_msg(result.status == 0, "%s: %s", shell, result.err);
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_offers(shell, i, result.out);
}
END_TEST

START_TEST(test_unknown_shell)
{
    struct result result = run_program(STRINGS("completion", "csh"));

    assert_failed(&result, 2, "completion 'csh': must be bash, zsh or fish");
    result = run_program(STRINGS("completion"));
    assert_failed(&result, 2, "completion: requires one shell");
}
END_TEST

Suite *completion_suite(void)
{
    Suite *suite = suite_create("completion");
    TCase *tests = add_case(suite, "shells");

    tcase_add_loop_test(tests, test_shell_completes, 0, COUNT(shells));
    tcase_add_test(tests, test_unknown_shell);
    return suite;
}
