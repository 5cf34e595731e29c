/* Command lines and usage errors: exit statuses and streams. Unit tests cover the individual
 * options. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "support.h"

#define DATA "--figure", "none"

START_TEST(test_help)
{
    const char *options[] = {"--help", "-h"};
    const char *named[] = {"--seed",    "--start",   "--iterations", "--alpha",     "--beta1",
                           "--beta2",   "--epsilon", "--bounds",     "--step",      "--levels",
                           "--size",    "--scale",   "--figure ",    "--figures",   "--gnuplot",
                           "--timeout", "--output",  "--quiet",      "--tolerance", "--version"};

    for (size_t i = 0; i < COUNT(options); i++) {
        struct result result = run_program(STRINGS(options[i]));
        assert_done(&result);
        ck_assert_msg(strncmp(result.out, "Usage: adam-report [run] [options]\n", 35) == 0, "%s",
                      result.out);
        for (size_t k = 0; k < COUNT(named); k++)
            ck_assert_msg(strstr(result.out, named[k]) != NULL, "no %s in --help", named[k]);
    }
    struct result result = run_program(STRINGS("run", "--help"));
    assert_done(&result);
    ck_assert(!exists(work("output")));
}
END_TEST

/* The help of a command under another name. */
START_TEST(test_help_of_commands)
{
    static const char *const names[] = {"run", "compare", "verify", "accept", "merge", "list"};

    for (size_t i = 0; i < COUNT(names); i++) {
        struct result help = run_program(STRINGS("help", names[i]));
        struct result option = run_program(STRINGS(names[i], "--help"));
        assert_done(&help);
        ck_assert_str_eq(help.out, option.out);
    }
    struct result help = run_program(STRINGS("help"));
    struct result option = run_program(STRINGS("--help"));
    ck_assert_str_eq(help.out, option.out);
}
END_TEST

START_TEST(test_version)
{
    struct result result = run_program(STRINGS("--version"));
    int major, minor, patch;
    char end;

    assert_done(&result);
    ck_assert_int_eq(sscanf(result.out, "adam-report %d.%d.%d%c", &major, &minor, &patch, &end), 4);
    ck_assert_int_eq(end, '\n');
}
END_TEST

START_TEST(test_lists)
{
    static const char *const headings[] = {"Problems (", "Optimizers (", "Figures (", "Palettes (",
                                           "Snippets ("};
    static const char *const names[] = {"problems", "optimizers", "figures", "palettes",
                                        "snippets"};
    struct result all = run_program(STRINGS("list"));

    assert_done(&all);
    for (size_t i = 0; i < COUNT(names); i++) {
        struct result one = run_program(STRINGS("list", names[i]));
        assert_done(&one);
        ck_assert_int_eq(strncmp(one.out, headings[i], strlen(headings[i])), 0);
        ck_assert_msg(strstr(all.out, one.out) != NULL, "%s", names[i]);
    }
    static const char *const single[] = {"rosenbrock", "Goldstein Price", "SGD", "contour_path",
                                         "viridis"};
    for (size_t i = 0; i < COUNT(single); i++) {
        struct result one = run_program(STRINGS("list", single[i]));
        assert_done(&one);
        ck_assert_msg(strstr(all.out, one.out) != NULL, "%s", single[i]);
        ck_assert_msg(strlen(one.out) < 1000, "more than one");
    }
    struct result help = run_program(STRINGS("list", "--help"));
    assert_done(&help);
    ck_assert_int_eq(strncmp(help.out, "Usage: ", 7), 0);
}
END_TEST

/* Each file is listed with this before its name. */
static void assert_listed_in(const char *files, const char *directory, const char *prefix)
{
    DIR *stream = opendir(work("%s", directory));
    struct dirent *entry;

    ck_assert_ptr_nonnull(stream);
    while ((entry = readdir(stream)) != NULL)
        if (entry->d_name[0] != '.')
            ck_assert_msg(strstr(files, format("\n%s%s\n", prefix, entry->d_name)) != NULL, "no %s",
                          entry->d_name);
    closedir(stream);
}

static void assert_listed(const char *files, const char *directory)
{
    assert_listed_in(files, directory, "");
}

/* `make clean` removes what this prints: every file that a run makes, and no other name. */
START_TEST(test_list_of_files)
{
    struct result result = run_program(STRINGS("list", "files"));
    const char *files = format("\n%s", result.out);

    assert_done(&result);
    ck_assert_ptr_null(strstr(files, "README.md"));
    for (const char *slash = files; (slash = strchr(slash, '/')) != NULL; slash++)
        ck_assert_int_eq(strncmp(slash - 9, "\nsnippets/", 10), 0);
    result =
        run_program(STRINGS("-o", "one", "--animate", "--theme", "both", "--format", "png,svg,pdf",
                            "--runs", "2", "--sweep", "alpha=0.01:0.1:2,beta1=0:0.9:2", SMALL));
    assert_done(&result);
    assert_listed(files, "one");
    result = run_program(STRINGS("-o", "each", "--snippets", "all", "--snippets-each", SMALL));
    assert_done(&result);
    assert_listed_in(files, "each/snippets", "snippets/");
    result =
        run_program(STRINGS("-o", "several", "--optimizer", "adam", "--optimizer", "adagrad", "-f",
                            "contour_path", "-f", "surface_path", "-f", "convergence", SMALL));
    assert_done(&result);
    assert_listed(files, "several");
    result = run_program(STRINGS("-o", "zoom", "--zoom", "auto", "--theme", "both", SMALL));
    assert_done(&result);
    assert_listed(files, "zoom");
    result = run_program(
        STRINGS("-o", "zoom", "--zoom", "auto", "--optimizer", "adam,rmsprop", "--panels", SMALL));
    assert_done(&result);
    assert_listed(files, "zoom");
}
END_TEST

struct misuse {
    const char *const *arguments;
    const char *message;
};

START_TEST(test_misuse)
{
    const struct misuse misuses[] = {
        {STRINGS("frobnicate"), "unknown command 'frobnicate'"},
        {STRINGS("run", "run"), "unknown command 'run'"},
        {STRINGS(""), "unknown command ''"},
        {STRINGS("--frobnicate"), "unknown option '--frobnicate'; see --help"},
        {STRINGS("-x"), "unknown option '-x'; see --help"},
        {STRINGS("--seed"), "--seed: requires a value"},
        {STRINGS("-o"), "--output: requires a value"},
        {STRINGS("--quiet=yes"), "--quiet"},
        {STRINGS("--seed", "1x"), "--seed '1x': must be a whole number from 0 to 4294967295"},
        {STRINGS("--alpha", "nan"), "--alpha 'nan': must be a number above 0"},
        {STRINGS("--bounds", "1,-1,0,1"), "--bounds '1,-1,0,1'"},
        {STRINGS("--start", "2,0"), "--start '2,0'"},
        {STRINGS("--figure", "none", "--figure", "contour"), "--figure 'none'"},
        {STRINGS("--figure", "photo"), "--figure 'photo'"},
        {STRINGS("list", "photos"), "list 'photos': must be problems, optimizers, schedules, "
                                    "figures, palettes, snippets, files, or the name of"},
        {STRINGS("list", "optimzers"), "unknown name; did you mean 'optimizers'?"},
        {STRINGS("list", "rosenbrok"), "unknown name; did you mean 'rosenbrock'?"},
        {STRINGS("help", "comprae"), "help 'comprae': unknown command; did you mean 'compare'?"},
        {STRINGS("help", "a", "b"), "help: takes at most one command; see --help"},
        {STRINGS("list", "a", "b"), "list: takes at most one name"},
        {STRINGS("--seed", "a\nb\x1b[0m"), "--seed 'a\\nb\\x1b[0m'"},
    };
    const struct misuse *misuse = &misuses[_i];
    struct result result = run_program(misuse->arguments);

    assert_failed(&result, 2, misuse->message);
    ck_assert_str_eq(result.out, "");
    ck_assert(!exists(work("output")));
}
END_TEST

/* Standard streams that are full, closed, or without a reader. */

static void full_output(void)
{
    int full = open("/dev/full", O_WRONLY);

    must(full >= 0 && dup2(full, STDOUT_FILENO) >= 0, "/dev/full");
}

static void no_output(void)
{
    close(STDOUT_FILENO);
}

static void no_reader(void)
{
    int ends[2];

    must(pipe(ends) == 0 && dup2(ends[1], STDOUT_FILENO) >= 0, "pipe");
    close(ends[0]);
    close(ends[1]);
}

static void (*const bad_outputs[])(void) = {full_output, no_output, no_reader};

START_TEST(test_bad_standard_output)
{
    const struct how how = {.prepare = bad_outputs[_i]};
    struct result result = run_how(&how, STRINGS("-o", "out", DATA));

    assert_failed(&result, 3, "cannot write to standard output");
    result = run_how(&how, STRINGS("-o", "out", "--quiet", DATA));
    assert_failed(&result, 3, "cannot write to standard output");
    result = run_how(&how, STRINGS("--help"));
    assert_failed(&result, 3, "cannot write to standard output");
    result = run_how(&how, STRINGS("--version"));
    assert_failed(&result, 3, "cannot write to standard output");
}
END_TEST

static void full_error(void)
{
    int full = open("/dev/full", O_WRONLY);

    must(full >= 0 && dup2(full, STDERR_FILENO) >= 0, "/dev/full");
}

START_TEST(test_bad_standard_error)
{
    struct result result = run_how(&(struct how){.prepare = full_error}, STRINGS("--frobnicate"));

    ck_assert_int_eq(result.status, 2);
}
END_TEST

Suite *usage_suite(void)
{
    Suite *suite = suite_create("usage");
    TCase *requests = add_case(suite, "requests");

    tcase_add_test(requests, test_help);
    tcase_add_test(requests, test_help_of_commands);
    tcase_add_test(requests, test_version);
    tcase_add_test(requests, test_lists);
    tcase_add_test(requests, test_list_of_files);
    tcase_add_loop_test(requests, test_misuse, 0, 21);
    tcase_add_loop_test(requests, test_bad_standard_output, 0, COUNT(bad_outputs));
    tcase_add_test(requests, test_bad_standard_error);
    return suite;
}
