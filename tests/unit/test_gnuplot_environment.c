/* The environment of a child process, and its error messages. */
#include "plot/gnuplot.h"

#include <stdlib.h>
#include <string.h>

#include "gnuplot_support.h"
#include "support.h"
#include "unit_tests.h"

START_TEST(a_child_works_in_the_directory_given)
{
    struct lab lab = lab_open("pwd -P; touch here");
    char *real = realpath(lab.directory.string, NULL);

    lab_run_good(&lab, 1);
    ck_assert(is_there(lab.directory.string, "here"));
    lab.jobs[0].output.data[lab.jobs[0].output.length - 1] = '\0';
    ck_assert_str_eq(lab.jobs[0].output.data, real);
    free(real);
    lab_close(&lab);
}
END_TEST

/* Variables that a shell makes for itself are not ours. */
static bool is_allowed(const char *line)
{
    static const char *const allowed[] = {"PATH=",
                                          "LD_LIBRARY_PATH=",
                                          "LC_ALL=C.UTF-8",
                                          "HOME=/nonexistent",
                                          "GLIBC_TUNABLES=glibc.malloc.hugetlb=1:",
                                          "FONTCONFIG_PATH=.",
                                          "FONTCONFIG_FILE=fonts.conf",
                                          "PWD=",
                                          "OLDPWD=",
                                          "SHLVL=",
                                          "_="};

    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        if (strncmp(line, allowed[i], strlen(allowed[i])) == 0)
            return true;
    return false;
}

START_TEST(the_environment_is_clean)
{
    static const char *const hostile[] = {"LC_ALL",
                                          "LANG",
                                          "LC_NUMERIC",
                                          "GNUTERM",
                                          "TZ",
                                          "FONTCONFIG_FILE",
                                          "GNUPLOT_LIB",
                                          "GNUPLOT_FONTPATH",
                                          "XDG_CONFIG_HOME",
                                          "SOURCE_DATE_EPOCH"};
    struct lab lab = lab_open("exec env");

    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
        setenv(hostile[i], "hostile", 1);
    lab_run_good(&lab, 1);
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
        unsetenv(hostile[i]);
    const char *output = text_string(&lab.jobs[0].output);
    ck_assert_ptr_nonnull(strstr(output, "LC_ALL=C.UTF-8\n"));
    ck_assert_ptr_nonnull(strstr(output, "PATH="));
    for (const char *line = output; *line != '\0'; line = strchr(line, '\n') + 1)
        ck_assert_msg(is_allowed(line), "%.40s", line);
    lab_close(&lab);
}
END_TEST

static const struct {
    const char *says;
    const char *holds; /* of our message; NULL: good enough */
} versions[] = {
    {"echo gnuplot 4.6 patchlevel 6", "4.6"},
    {"echo gnuplot 5.3 patchlevel 0", "5.3"},
    {"echo gnuplot 5.4 patchlevel 4", NULL},
    {"echo gnuplot 6.0 patchlevel 2", NULL},
    {"echo gnuplot 5.10 patchlevel 0", NULL},
    {"echo gnuplot 10.0", NULL},
    {"echo GNU bash, version 5.2", NULL}, /* who knows */
    {":", NULL},
};

START_TEST(old_versions_are_told)
{
    struct text fake = {0};
    struct error error = {""};

    text_appendf(&fake, "[ \"$1\" = --version ] && %s", versions[_i].says);
    struct lab lab = lab_open(text_string(&fake));
    enum status status = gnuplot_check_version(&lab.gnuplot, &lab.deadline, &error);
    if (versions[_i].holds == NULL) {
        assert_status(status, STATUS_OK, &error);
    } else {
        assert_status(status, STATUS_FAILED, &error);
        assert_message_holds(&error, versions[_i].holds);
        assert_message_holds(&error, "5.4 or newer");
    }
    text_free(&fake);
    lab_close(&lab);
}
END_TEST

Suite *gnuplot_environment_suite(void)
{
    Suite *suite = suite_create("gnuplot_world");
    TCase *tests = tcase_create("world");

    tcase_add_test(tests, a_child_works_in_the_directory_given);
    tcase_add_test(tests, the_environment_is_clean);
    tcase_add_loop_test(tests, old_versions_are_told, 0, sizeof versions / sizeof *versions);
    suite_add_tcase(suite, tests);
    return suite;
}
