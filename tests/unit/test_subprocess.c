#include "plot/subprocess.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"
#include "unit_tests.h"

static struct subprocess start_shell(const char *script, const char *directory)
{
    const char *const arguments[] = {"sh", "-c", script, NULL};
    char path[] = "PATH=/usr/local/bin:/usr/bin:/bin";
    char *environment[] = {path, NULL};
    struct subprocess_command command = {.program = "/bin/sh",
                                         .arguments = arguments,
                                         .environment = environment,
                                         .directory = open_directory(directory)};
    struct subprocess child;
    struct error error;

    assert_status(subprocess_start(&child, &command, &error), STATUS_OK, &error);
    close(command.directory);
    return child;
}

/* Feeds and drains until the child has closed both its streams. */
static struct text converse(struct subprocess *child, const struct text *input)
{
    struct text output = {0}, errors = {0};

    while (child->out >= 0 || child->err >= 0) {
        struct pollfd ready[3] = {{.fd = child->in, .events = POLLOUT},
                                  {.fd = child->out, .events = POLLIN},
                                  {.fd = child->err, .events = POLLIN}};
        ck_assert_int_gt(poll(ready, 3, (int)(1e3 * SOON)), 0);
        if (child->in >= 0 && ready[0].revents != 0)
            subprocess_feed(child, input);
        if (child->out >= 0 && ready[1].revents != 0)
            subprocess_drain(child, &child->out, &output, (size_t)1 << 30);
        if (child->err >= 0 && ready[2].revents != 0)
            subprocess_drain(child, &child->err, &errors, 1000);
    }
    text_free(&errors);
    return output;
}

static const struct text nothing = {0};

START_TEST(what_goes_in_comes_out)
{
    struct text input = {0};

    for (int i = 0; i < 50000; i++)
        text_appendf(&input, "line %d\n", i);
    struct subprocess child = start_shell("cat", "/");
    struct text output = converse(&child, &input);
    int status = subprocess_reap(&child);
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    ck_assert(!child.stdin_closed);
    ck_assert_uint_eq(child.sent, input.length);
    ck_assert_uint_eq(output.length, input.length);
    ck_assert_int_eq(memcmp(output.data, input.data, input.length), 0);
    text_free(&input);
    text_free(&output);
}
END_TEST

START_TEST(it_runs_in_the_directory_with_the_environment)
{
    struct path at = new_directory();
    struct subprocess child = start_shell("echo \"$(pwd -P) $HOME $PATH\"", at.string);
    struct text output = converse(&child, &nothing), wanted = {0};
    char *real = realpath(at.string, NULL);

    text_appendf(&wanted, "%s  /usr/local/bin:/usr/bin:/bin\n", real);
    ck_assert_str_eq(text_string(&output), text_string(&wanted));
    subprocess_reap(&child);
    free(real);
    text_free(&wanted);
    text_free(&output);
}
END_TEST

START_TEST(the_exit_status_is_kept_until_reaped)
{
    struct subprocess child = start_shell("exit 7", "/");

    for (int i = 0; i < 100000 && !subprocess_has_exited(&child); i++)
        usleep(1000);
    ck_assert(subprocess_has_exited(&child));
    int status = subprocess_reap(&child);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 7);
    ck_assert_int_eq((int)child.pid, 0);
    ck_assert(child.in == -1 && child.out == -1 && child.err == -1);
    ck_assert(!has_children());
}
END_TEST

START_TEST(a_running_child_is_killed_by_reap)
{
    struct subprocess child = start_shell("exec sleep 1000", "/");

    ck_assert(!subprocess_has_exited(&child));
    int status = subprocess_reap(&child);
    ck_assert(WIFSIGNALED(status));
    ck_assert_int_eq(WTERMSIG(status), SIGKILL);
    ck_assert(!has_children());
}
END_TEST

/* The program ignores SIGPIPE; what it starts must not. */
START_TEST(signals_are_as_usual_in_the_child)
{
    sigset_t blocked, before;

    sigemptyset(&blocked);
    sigaddset(&blocked, SIGPIPE);
    sigprocmask(SIG_BLOCK, &blocked, &before);
    struct subprocess child = start_shell("kill -s PIPE $$; sleep 1000", "/");
    struct text output = converse(&child, &nothing);
    int status = subprocess_reap(&child);
    sigprocmask(SIG_SETMASK, &before, NULL);
    ck_assert(WIFSIGNALED(status));
    ck_assert_int_eq(WTERMSIG(status), SIGPIPE);
    text_free(&output);
}
END_TEST

/* Else a child that waits for the end of its input would wait for its sister too. */
START_TEST(no_child_holds_the_pipes_of_another)
{
    struct subprocess first = start_shell("cat", "/");
    struct subprocess second = start_shell("exec sleep 1000", "/");
    struct text output = converse(&first, &nothing);

    subprocess_reap(&first);
    subprocess_reap(&second);
    text_free(&output);
}
END_TEST

START_TEST(a_child_that_does_not_listen_is_deaf)
{
    struct text input = {0};

    for (int i = 0; i < 100000; i++)
        text_append(&input, "0123456789");
    struct subprocess child = start_shell("exec 0<&-; exec sleep 0", "/");
    struct text output = converse(&child, &input);
    while (child.in >= 0)
        subprocess_feed(&child, &input);
    ck_assert(child.stdin_closed);
    ck_assert_uint_lt(child.sent, input.length);
    subprocess_reap(&child);
    text_free(&input);
    text_free(&output);
}
END_TEST

START_TEST(more_than_the_limit_is_told_and_thrown_away)
{
    struct subprocess child = start_shell("echo 12345678", "/");
    struct text output = {0};
    bool fits = true;

    for (int i = 0; i < 100000 && child.out >= 0 && fits; i++) {
        fits = subprocess_drain(&child, &child.out, &output, 5);
        usleep(1000);
    }
    ck_assert(!fits);
    ck_assert_str_eq(text_string(&output), "12345");
    subprocess_reap(&child);
    text_free(&output);
}
END_TEST

START_TEST(just_the_limit_fits)
{
    struct subprocess child = start_shell("printf 12345", "/");
    struct text output = {0};

    for (int i = 0; i < 100000 && child.out >= 0; i++) {
        ck_assert(subprocess_drain(&child, &child.out, &output, 5));
        usleep(1000);
    }
    ck_assert_str_eq(text_string(&output), "12345");
    subprocess_reap(&child);
    text_free(&output);
}
END_TEST

START_TEST(a_program_that_cannot_start_is_named)
{
    struct path at = new_directory(), program = path_in(at.string, "no program");
    const char *const arguments[] = {"x", NULL};
    char *environment[] = {NULL};
    struct subprocess_command command = {.program = program.string,
                                         .arguments = arguments,
                                         .environment = environment,
                                         .directory = open_directory(at.string)};
    struct subprocess child;
    struct error error;

    enum status status = subprocess_start(&child, &command, &error);
    if (status == STATUS_OK) /* as under valgrind, whose vfork does not tell */
        subprocess_reap(&child);
    assert_status(status, STATUS_FAILED, &error);
    assert_message_holds(&error, program.string);
    ck_assert_int_eq((int)child.pid, 0);
    ck_assert(child.in == -1 && child.out == -1 && child.err == -1);
    ck_assert(!has_children());
    close(command.directory);
}
END_TEST

Suite *subprocess_suite(void)
{
    Suite *suite = suite_create("child");
    TCase *tests = tcase_create("child");

    tcase_add_test(tests, what_goes_in_comes_out);
    tcase_add_test(tests, it_runs_in_the_directory_with_the_environment);
    tcase_add_test(tests, the_exit_status_is_kept_until_reaped);
    tcase_add_test(tests, a_running_child_is_killed_by_reap);
    tcase_add_test(tests, signals_are_as_usual_in_the_child);
    tcase_add_test(tests, no_child_holds_the_pipes_of_another);
    tcase_add_test(tests, a_child_that_does_not_listen_is_deaf);
    tcase_add_test(tests, more_than_the_limit_is_told_and_thrown_away);
    tcase_add_test(tests, just_the_limit_fits);
    tcase_add_test(tests, a_program_that_cannot_start_is_named);
    suite_add_tcase(suite, tests);
    return suite;
}
