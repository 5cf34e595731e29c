/* The recipes in scripts/recipes, unmodified: figures of other programs, CI jobs, git. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support.h"

static void assert_holds(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "no '%s' in\n%s", part, text);
}

static const char *recipe(const char *name)
{
    return read_bytes(repository_path(format("scripts/recipes/%s", name))).data;
}

/* A shell that has the program under test in its PATH, and no configuration of git but its own. */
static struct result run_shell_with(const char *const variables[], const char *commands)
{
    const char *directory = program_path(), *environment[16];
    size_t count = 0;

    for (; variables[count] != NULL; count++)
        environment[count] = variables[count];
    environment[count++] = format("PATH=%.*s:%s", (int)(strrchr(directory, '/') - directory),
                                  directory, getenv("PATH"));
    environment[count++] = format("HOME=%s", tools("."));
    environment[count++] = "GIT_CONFIG_NOSYSTEM=1";
    environment[count] = NULL;
    return run_how(&(struct how){.program = "/bin/sh", .environment = environment},
                   STRINGS("-c", commands));
}

static struct result run_shell(const char *commands)
{
    struct result result = run_shell_with(STRINGS("TMPDIR=/tmp"), commands);

    ck_assert_msg(result.status == 0, "%s: status %d: %s%s", commands, result.status, result.out,
                  result.err);
    return result;
}

static bool shell_has(const char *command)
{
    struct how how = {.program = "/bin/sh"};
    struct result result = run_how(&how, STRINGS("-c", format("%s >/dev/null 2>&1", command)));

    return result.status == 0;
}

/* ---- Figures of other tools ------------------------------------------------------------------ */

/* In a/ and b/, from data of which one number differs, and from the same ones. */
static void assert_data_are_named(const char *draw)
{
    struct result result;

    run_shell("printf '1\\n2\\n3\\n' >a/data.csv && cp a/data.csv b");
    run_shell(format("(cd a && %s) && (cd b && %s)", draw, draw));
    result = run_shell("adam-report compare a b");
    assert_holds(result.out, "identical    plot.png");
    run_shell(format("printf '1\\n2\\n4\\n' >b/data.csv && cd b && %s", draw));
    result = run_shell("adam-report compare a b || test $? -eq 1");
    assert_holds(result.out,
                 "changed      plot.png  data.csv first differs in row 3, column 1: 3 -> 4");
}

START_TEST(test_matplotlib)
{
    const char *python = "python3";

    if (!shell_has(format("%s -c 'import matplotlib'", python)))
        python = "/usr/bin/python3"; /* another one may come first in PATH */
    if (!shell_has(format("%s -c 'import matplotlib'", python))) {
        skip("there is no matplotlib");
        return;
    }
    make_directory(work("a"));
    make_directory(work("b"));
    write_text(work("a/plot.py"), recipe("matplotlib.py"));
    write_text(work("b/plot.py"), recipe("matplotlib.py"));
    assert_data_are_named(format("MPLBACKEND=agg MPLCONFIGDIR=%s %s plot.py", tools("."), python));
}
END_TEST

START_TEST(test_shell)
{
    static const char script[] = "set terminal pngcairo size 320,240\n"
                                 "set output 'plot.png'\n"
                                 "plot 'data.csv' with lines notitle\n";

    if (!shell_has("command -v pngcrush")) {
        skip("there is no pngcrush");
        return;
    }
    make_directory(work("a"));
    make_directory(work("b"));
    write_text(work("a/plot.gp"), script);
    write_text(work("b/plot.gp"), script);
    write_text(work("draw.sh"), recipe("png-source.sh"));
    assert_data_are_named("sh -e ../draw.sh");
    /* The same source, re-rendered: no text boxes show that only texts differ. */
    run_shell(
        format("cp a/data.csv a/plot.gp b && cd b && sed 's/lines/points/' plot.gp | gnuplot && %s",
               strstr(recipe("png-source.sh"), "\npngcrush")));
    assert_holds(run_shell("adam-report compare a b || test $? -eq 1").out,
                 "changed      plot.png  ");
}
END_TEST

/* ---- CI jobs --------------------------------------------------------------------------------- */

static void make_figures(const char *directory, const char *alpha)
{
    assert_done((struct result[]){
        run_program(STRINGS("-q", "-o", directory, SMALL, "-f", "contour", "--alpha", alpha))});
}

/* What the action does between checkout and upload. */
static struct result run_action(const char *options, const char *candidate)
{
    return run_shell_with(STRINGS("BASELINE=a", format("CANDIDATE=%s", candidate),
                                  format("OPTIONS=%s", options), "REPORT=report",
                                  "GITHUB_STEP_SUMMARY=summary", "GITHUB_OUTPUT=output"),
                          repository_path(".github/actions/compare/compare"));
}

START_TEST(test_the_action_compares)
{
    make_figures("a", "0.02");
    make_figures("b", "0.03");
    struct result result = run_action("", "b");
    ck_assert_int_eq(result.status, 1);
    assert_holds(result.out, "\n::error file=b/trajectory.dat,title=adam-report::changed: ");
    ck_assert_ptr_nonnull(read_bytes(work("report/index.html")).data);
    ck_assert_str_eq(read_bytes(work("summary")).data,
                     read_bytes(work("report/comparison.md")).data);
    assert_holds(read_bytes(work("output")).data, "status=1\n");
    result = run_action("--quiet --strict", "a");
    ck_assert_msg(result.status == 0, "%s", result.err);
    ck_assert_ptr_null(strstr(result.out, "::"));
    assert_holds(read_bytes(work("output")).data, "status=0\n");
}
END_TEST

/* What could not be compared has no summary, above all not that of an earlier comparison. */
START_TEST(test_the_action_fails)
{
    make_figures("a", "0.02");
    run_action("", "a");
    write_text(work("summary"), "");
    struct result result = run_action("--nonsense", "a");
    ck_assert_int_eq(result.status, 2);
    assert_holds(read_bytes(work("output")).data, "status=2\n");
    ck_assert_str_eq(read_bytes(work("summary")).data, "");
}
END_TEST

/* The same sources on the same system have the same key. */
START_TEST(test_the_actions_key)
{
    const char *copy = "mkdir c && cp -R '%s/Makefile' '%s/src' '%s/scripts' '%s/.github' c && "
                       "c/.github/actions/compare/install key >one && "
                       "c/.github/actions/compare/install key >two && cmp one two && "
                       "echo >>c/src/main.c && c/.github/actions/compare/install key >three && "
                       "! cmp -s one three && grep -xE 'key=[0-9a-f]{64}' one && "
                       "! c/.github/actions/compare/install 2>/dev/null";
    const char *root = repository_path(".");

    run_shell(format(copy, root, root, root, root));
}
END_TEST

/* A repository with figures on two branches. */
static void make_repository(void)
{
    make_figures("a", "0.02");
    make_figures("b", "0.03");
    run_shell("git init -q -b main repository && cd repository && "
              "git config user.name x && git config user.email x@example.org && "
              "cp -R ../a figures && printf '.PHONY: figures\\nfigures:\\n\\tcp -R ../new/. "
              "figures\\n' >Makefile && "
              "git add . && git commit -qm 'Add figures' && git checkout -qb change && "
              "cp -R ../a ../new");
}

/* The lines under "script:". */
static const char *script_of(const char *job)
{
    const char *script = "set -e", *line = strstr(job, "  script:\n");

    ck_assert_ptr_nonnull(line);
    line = strchr(line, '\n') + 1;
    for (; strncmp(line, "    - ", 6) == 0; line = strchr(line, '\n') + 1)
        script = format("%s\n%.*s", script, (int)strcspn(line + 6, "\n"), line + 6);
    return script;
}

START_TEST(test_the_gitlab_job)
{
    const char *variables[] = {"CI_DEFAULT_BRANCH=main", NULL};

    make_repository();
    run_shell("git clone -q repository clone && cd clone && git checkout -q change");
    const char *commands = format("cd clone && %s", script_of(recipe("gitlab.yml")));
    struct result result = run_shell_with(variables, commands);
    ck_assert_msg(result.status == 0, "%s%s", result.out, result.err);
    ck_assert(exists(work("clone/comparison/junit.xml")));
    run_shell("cd clone && git worktree remove target && cp ../b/* ../new");
    result = run_shell_with(variables, commands);
    ck_assert_msg(result.status == 1, "%s%s", result.out, result.err);
    assert_holds(result.out, "changed      trajectory.dat");
}
END_TEST

/* The inputs that the job gives are those that the action has. */
START_TEST(test_the_github_job)
{
    const char *job = recipe("github.yml");
    const char *action = read_bytes(repository_path(".github/actions/compare/action.yml")).data;
    const char *with = strstr(strstr(job, "/.github/actions/compare@"), "with:\n");

    ck_assert_ptr_nonnull(with);
    for (with += strlen("with:\n"); *with != '\0'; with = strchr(with, '\n') + 1) {
        const char *name = with + strspn(with, " ");
        assert_holds(action, format("\n  %.*s:\n    description:", (int)strcspn(name, ":"), name));
    }
}
END_TEST

/* ---- git ------------------------------------------------------------------------------------- */

START_TEST(test_git_diff)
{
    make_repository();
    write_text(work("repository/.gitattributes"), recipe("gitattributes"));
    write_text(work("setup.sh"), recipe("git-diff.sh"));
    run_shell("cd repository && sh -e ../setup.sh && cp ../b/* figures && "
              "rm figures/surface.dat && cp figures/bands.dat figures/new.dat && "
              "git add -A && git commit -qm 'Change figures'");
    struct result result = run_shell("cd repository && git diff --exit-code main || test $? -eq 1");
    assert_holds(result.out, "figures/trajectory.dat:\nchanged ");
    assert_holds(result.out, "trajectory.dat  first differs in row 2");
    assert_holds(result.out, "figures/contour.png:\n");
    assert_holds(result.out, "figures/new.dat:\nadded\n");
    assert_holds(result.out, "figures/surface.dat:\nmissing\n");
    ck_assert_ptr_null(strstr(result.out, "Binary files"));
    write_text(work("repository/figures/contour.png"), "no PNG");
    result = run_shell("cd repository && git diff");
    assert_holds(result.out, "figures/contour.png:\nunreadable ");
    result = run_shell("cd repository && git diff --no-ext-diff");
    assert_holds(result.out, "Binary files");
}
END_TEST

Suite *recipes_suite(void)
{
    Suite *suite = suite_create("recipes");
    TCase *tests = add_case(suite, "recipes");

    tcase_add_test(tests, test_matplotlib);
    tcase_add_test(tests, test_shell);
    tcase_add_test(tests, test_the_action_compares);
    tcase_add_test(tests, test_the_action_fails);
    tcase_add_test(tests, test_the_actions_key);
    tcase_add_test(tests, test_the_gitlab_job);
    tcase_add_test(tests, test_the_github_job);
    tcase_add_test(tests, test_git_diff);
    return suite;
}
