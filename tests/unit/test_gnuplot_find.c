/* The search for gnuplot, and its version. */
#include "plot/gnuplot.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support.h"
#include "unit_tests.h"

static const char script[] = "exit 0";

static enum status find(const char *name, struct gnuplot *gnuplot, struct error *error)
{
    error->message[0] = '\0';
    return gnuplot_find(gnuplot, name, -1, error);
}

/* With these directories in PATH. */
static enum status find_in(const char *path, const char *name, struct gnuplot *gnuplot,
                           struct error *error)
{
    char *before = strdup(getenv("PATH"));

    setenv("PATH", path, 1);
    enum status status = find(name, gnuplot, error);
    setenv("PATH", before, 1);
    free(before);
    return status;
}

START_TEST(the_first_program_in_path_is_found)
{
    struct path at = new_directory();
    struct text path = {0};
    struct gnuplot gnuplot;
    struct error error;

    make_directory_in(at.string, "1");
    make_directory_in(at.string, "1/plot"); /* not a program */
    make_directory_in(at.string, "2");
    make_file(path_in(at.string, "2").string, "plot", "not executable");
    make_directory_in(at.string, "3");
    make_program(path_in(at.string, "3").string, "plot", script);
    make_directory_in(at.string, "4");
    make_program(path_in(at.string, "4").string, "plot", script);
    text_appendf(&path, "/nonexistent:%s/1:%s/2:%s/3:%s/4", at.string, at.string, at.string,
                 at.string);
    assert_status(find_in(text_string(&path), "plot", &gnuplot, &error), STATUS_OK, &error);
    ck_assert_str_eq(text_string(&gnuplot.program), path_in(at.string, "3/plot").string);
    ck_assert_uint_gt(gnuplot.parallel, 0);
    gnuplot_free(&gnuplot);
    text_free(&path);
}
END_TEST

START_TEST(a_program_that_is_nowhere_in_path_can_be_installed)
{
    struct path at = new_directory();
    struct gnuplot gnuplot;
    struct error error;

    assert_status(find_in(at.string, "gnuplot", &gnuplot, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, "gnuplot is not installed");
    assert_message_holds(&error, "gnuplot-nox");
    assert_message_holds(&error, "5.4");
    gnuplot_free(&gnuplot);
}
END_TEST

START_TEST(without_a_path_the_usual_places_are_searched)
{
    struct gnuplot gnuplot;
    struct error error;

    assert_status(find_in("", "sh", &gnuplot, &error), STATUS_OK, &error);
    ck_assert_int_eq(*text_string(&gnuplot.program), '/');
    gnuplot_free(&gnuplot);
}
END_TEST

static const char *const relative_names[] = {"./my plot", "below/../my plot"};

/* The child runs elsewhere: the path must be absolute. */
START_TEST(a_relative_path_is_from_here)
{
    struct path at = new_directory();
    struct gnuplot gnuplot;
    struct error error;
    int here = open_directory(".");

    make_directory_in(at.string, "below");
    make_program(at.string, "my plot", script);
    ck_assert_int_eq(chdir(at.string), 0);
    enum status status = find(relative_names[_i], &gnuplot, &error);
    ck_assert_int_eq(fchdir(here), 0);
    assert_status(status, STATUS_OK, &error);
    ck_assert_int_eq(*text_string(&gnuplot.program), '/');
    ck_assert_int_eq(access(text_string(&gnuplot.program), X_OK), 0);
    gnuplot_free(&gnuplot);
    close(here);
}
END_TEST

static const char *const no_programs[] = {"missing", "directory", "document"};

START_TEST(a_path_to_no_program_is_named)
{
    struct path at = new_directory(), program = path_in(at.string, no_programs[_i]);
    struct gnuplot gnuplot;
    struct error error;

    make_directory_in(at.string, "directory");
    make_file(at.string, "document", "text");
    assert_status(find(program.string, &gnuplot, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, program.string);
    assert_message_holds(&error, "--gnuplot");
    gnuplot_free(&gnuplot);
}
END_TEST

static const struct {
    const char *says;
    long line; /* 0: no error */
    const char *message;
} errors[] = {
    {"\n\nplot foo\n     ^\n\"/dev/stdin\" line 12: undefined variable: foo\n\n", 12,
     "undefined variable: foo"},
    /* A warning is no error, but where there is nothing else, it says why. */
    {"\"/dev/stdin\" line 3: warning: Skipping data file with no valid points\n"
     "\"/dev/stdin\" line 9: all points y value undefined!\n",
     9, "all points y value undefined!"},
    {"\"/dev/stdin\" line 3: warning: Cannot find or open file \"x\"\n", 3,
     "warning: Cannot find or open file \"x\""},
    {"\"/dev/stdin\" line 1: no end", 1, "no end"},
    {"\"/dev/stdin\" line 4: one\n\"/dev/stdin\" line 5: two\n", 4, "one"},
    {"", 0, NULL},
    {"Could not find/open font when opening font \"arial\"\n", 0, NULL},
    {"\"other.gp\" line 4: wrong\n", 0, NULL},
    {"\"/dev/stdin\" line x: wrong\n", 0, NULL},
    {"\"/dev/stdin\" line 12", 0, NULL},
    {"\"/dev/stdin\" line -1: wrong\n", 0, NULL},
};

START_TEST(the_first_error_is_read_with_its_line)
{
    struct text text = {0};
    const char *message;
    size_t length;
    long line;

    text_append(&text, errors[_i].says);
    bool found = gnuplot_first_error(&text, &line, &message, &length);
    ck_assert_int_eq(found, errors[_i].line > 0);
    if (found) {
        ck_assert_int_eq((int)line, (int)errors[_i].line);
        ck_assert_uint_eq(length, strlen(errors[_i].message));
        ck_assert_int_eq(strncmp(message, errors[_i].message, length), 0);
    }
    text_free(&text);
}
END_TEST

/* As gnuplot 5.4.4 says it. */
START_TEST(a_missing_terminal_is_recognized)
{
    struct text text = {0};

    ck_assert(!gnuplot_lacks_terminal(&text));
    text_append(&text, "\nset terminal pngcairo\n             ^\n\"/dev/stdin\" line 3: unknown or "
                       "ambiguous terminal type; type just 'set terminal' for a list\n\n");
    ck_assert(gnuplot_lacks_terminal(&text));
    text_free(&text);
}
END_TEST

Suite *gnuplot_find_suite(void)
{
    Suite *suite = suite_create("gnuplot_find");
    TCase *tests = tcase_create("find");

    tcase_add_test(tests, the_first_program_in_path_is_found);
    tcase_add_test(tests, a_program_that_is_nowhere_in_path_can_be_installed);
    tcase_add_test(tests, without_a_path_the_usual_places_are_searched);
    tcase_add_loop_test(tests, a_relative_path_is_from_here, 0, 2);
    tcase_add_loop_test(tests, a_path_to_no_program_is_named, 0, 3);
    tcase_add_loop_test(tests, the_first_error_is_read_with_its_line, 0,
                        sizeof errors / sizeof *errors);
    tcase_add_test(tests, a_missing_terminal_is_recognized);
    suite_add_tcase(suite, tests);
    return suite;
}
