/* The main program: dispatches commands; the only place that prints errors and exits. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "base/command_names.h"
#include "base/elementary.h"
#include "base/suggestion.h"
#include "base/text.h"
#include "base/unicode.h"
#include "base/version.h"
#include "compare/accept.h"
#include "compare/accept_options.h"
#include "compare/annotations.h"
#include "compare/compare.h"
#include "compare/compare_options.h"
#include "merge/merge.h"
#include "merge/merge_options.h"
#include "run/run.h"
#include "run/run_options.h"
#include "run/run_print.h"
#include "verify/verify.h"
#include "verify/verify_options.h"
#include "completion.h"
#include "help.h"
#include "list.h"

/* The first signal that asked the program to stop, and the pipe that wakes whoever waits. */
static volatile sig_atomic_t stop_signal;
static int stop_pipe[2] = {-1, -1};

static void on_stop(int number)
{
    int saved = errno;

    if (stop_signal == 0) {
        stop_signal = number;
        (void)!write(stop_pipe[1], "", 1);
    }
    errno = saved;
}

/* A signal that was ignored at startup stays ignored, as nohup requires. */
static void stop_on(int number)
{
    struct sigaction action = {.sa_handler = on_stop}, before;

    sigemptyset(&action.sa_mask);
    if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(number, &action, NULL);
}

/* A closed pipe or a file size limit becomes an error that can be reported instead of a fatal
 * signal. Without the pipe, neither signals nor time limits would be noticed. */
static enum status set_up_signals(struct error *error)
{
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    signal(SIGCHLD, SIG_DFL); /* if ignored, the exit status of children is lost */
    if (pipe(stop_pipe) != 0)
        return error_set(error, STATUS_FAILED, "cannot open a pipe: %s", strerror(errno));
    for (int i = 0; i < 2; i++) {
        fcntl(stop_pipe[i], F_SETFD, FD_CLOEXEC);
        fcntl(stop_pipe[i], F_SETFL, O_NONBLOCK);
    }
    stop_on(SIGINT);
    stop_on(SIGTERM);
    stop_on(SIGHUP);
    return STATUS_OK;
}

/* One line, regardless of the bytes in a path or value. Out of memory, the message is dropped,
 * since it might not be printable. */
static void print_error(const char *message)
{
    struct text line = {0};

    unicode_printable(&line, message);
    if (!line.failed)
        fprintf(stderr, PROGRAM_NAME ": %s\n", text_string(&line));
    else
        fputs(PROGRAM_NAME ": out of memory\n", stderr);
    text_free(&line);
}

/* Printed even with --quiet. */
static void print_notices(const struct text *notices)
{
    const char *line = text_string(notices);

    for (int length; (length = (int)strcspn(line, "\n")) > 0; line += length + 1)
        fprintf(stderr, PROGRAM_NAME ": warning: %.*s\n", length, line);
    if (notices->failed)
        fputs(PROGRAM_NAME ": warning: out of memory; a warning was lost\n", stderr);
}

static int exit_status(enum status status)
{
    switch (status) {
    case STATUS_OK:
        return 0;
    case STATUS_DIFFERENT:
        return 1;
    case STATUS_USAGE:
    case STATUS_BAD_INPUT:
        return 2;
    case STATUS_INTERRUPTED:
        return 128 + stop_signal;
    default:
        return 3;
    }
}

/* If a standard stream is closed at startup, the next file opened would take its descriptor. Its
 * replacement is opened in the wrong direction, so that using it still fails: /dev/null, or without
 * that a directory, which can be neither read nor written as a file. */
static void fill_standard_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 &&
            open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0 &&
            open("/", O_RDONLY | O_DIRECTORY) < 0)
            _exit(exit_status(STATUS_FAILED));
}

static void on_stop_at_once(int number)
{
    _exit(128 + number);
}

/* Once the files are in place, nothing is left to protect, and a reader of standard output may
 * block the program: from here on a signal ends it immediately. */
static void let_signals_through(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction now;

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (sigaction(numbers[i], NULL, &now) == 0 && now.sa_handler == on_stop)
            signal(numbers[i], on_stop_at_once);
}

/* A progress bar is drawn only on a terminal that can move its cursor. */
static FILE *progress_terminal(void)
{
    const char *terminal = getenv("TERM");

    return isatty(STDERR_FILENO) && (terminal == NULL || strcmp(terminal, "dumb") != 0) ? stderr
                                                                                        : NULL;
}

/* With an arena for each thread, glibc would reserve 64 MiB of address space per thread, too much
 * under a tight limit and more than is ever used. Memory freed after each small file is not
 * returned to the system either: the page faults would take longer than the comparison. */
static void share_one_heap(void)
{
#ifdef M_ARENA_MAX
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TRIM_THRESHOLD, 16 << 20);
    mallopt(M_MMAP_THRESHOLD, 2 << 20);
#endif
}

/* ---- Commands -------------------------------------------------------------------------------- */

static enum status print_text(enum status (*write)(struct text *out, struct error *error),
                              struct error *error)
{
    struct text text = {0};
    enum status status = write(&text, error);

    if (status == STATUS_OK)
        fputs(text_string(&text), stdout);
    text_free(&text);
    return status;
}

static enum status run_and_print(const struct run_options *options, struct error *error)
{
    struct results results = {0};
    enum status status =
        run(options, &results, options->quiet ? NULL : progress_terminal(), stop_pipe[0], error);

    if (status == STATUS_OK) {
        let_signals_through();
        status = run_print(options, &results, stdout, error);
        print_notices(&results.notices);
    }
    results_free(&results);
    return status;
}

static enum status act_on_run(int argc, char *argv[], struct error *error)
{
    struct run_options options;
    enum status status =
        run_options_parse(&options, argc, argv, getenv("SOURCE_DATE_EPOCH"), error);

    if (status == STATUS_OK && options.request == RUN_REQUEST_HELP)
        status = print_text(help_of_run, error);
    else if (status == STATUS_OK && options.request == RUN_REQUEST_VERSION)
        puts(PROGRAM);
    else if (status == STATUS_OK)
        status = run_and_print(&options, error);
    run_options_free(&options);
    return status;
}

/* Colors are used only on a terminal, and not if NO_COLOR is set. */
static bool wants_colors(void)
{
    const char *refusal = getenv("NO_COLOR"), *terminal = getenv("TERM");

    return isatty(STDOUT_FILENO) && (refusal == NULL || *refusal == '\0') &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

static enum status print_annotations(const struct comparison *comparison, struct error *error)
{
    struct text text = {0};

    annotations_github(comparison, &text);
    fputs(text_string(&text), stdout);
    enum status status = text_check(&text, error);
    text_free(&text);
    return status;
}

static enum status compare_and_print(const struct compare_options *options, struct error *error)
{
    struct comparison comparison;

    share_one_heap();
    enum status status = compare(options, &comparison, options->quiet ? NULL : progress_terminal(),
                                 stop_pipe[0], error);

    if (status != STATUS_OK)
        return status;
    let_signals_through();
    status = compare_print(&comparison, options->quiet, wants_colors(), stdout, error);
    if (status == STATUS_OK && options->annotate)
        status = print_annotations(&comparison, error);
    print_notices(&comparison.notices);
    if (status == STATUS_OK)
        status = compare_outcome(&comparison, error);
    comparison_free(&comparison);
    return status;
}

static enum status act_on_compare(int argc, char *argv[], struct error *error)
{
    struct compare_options options;
    enum status status = compare_options_parse(&options, argc, argv, error);

    if (status != STATUS_OK)
        return status;
    return options.help ? print_text(help_of_compare, error) : compare_and_print(&options, error);
}

/* Limits the time for everything that follows: the alarm is handled like a signal from the user. */
static enum status set_alarm(double seconds, struct error *error)
{
    struct sigaction action = {.sa_handler = on_stop};
    struct itimerval limit = {.it_value = {.tv_sec = (time_t)seconds}};

    limit.it_value.tv_usec = (suseconds_t)(1e6 * (seconds - (double)limit.it_value.tv_sec));
    if (limit.it_value.tv_sec == 0 && limit.it_value.tv_usec == 0)
        limit.it_value.tv_usec = 1;
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGALRM, &action, NULL) != 0 || setitimer(ITIMER_REAL, &limit, NULL) != 0)
        return error_set(error, STATUS_FAILED, "cannot set a time limit: %s", strerror(errno));
    return STATUS_OK;
}

static enum status verify_and_print(const struct verify_options *options, struct error *error)
{
    struct verification verification;
    enum status status = set_alarm(options->timeout, error);

    if (status == STATUS_OK)
        status = verify(options, &verification, options->quiet ? NULL : progress_terminal(),
                        stop_pipe[0], error);
    if (status == STATUS_INTERRUPTED && stop_signal == SIGALRM)
        return error_set(error, STATUS_FAILED,
                         "verify %.255s: took longer than %g s; increase --timeout",
                         options->directory, options->timeout);
    if (status != STATUS_OK)
        return status;
    signal(SIGALRM, SIG_IGN);
    let_signals_through();
    status = verify_print(options, &verification, wants_colors(), stdout, error);
    print_notices(&verification.notices);
    print_notices(&verification.comparison.notices);
    if (status == STATUS_OK)
        status = verify_outcome(&verification);
    verification_free(&verification);
    return status;
}

static enum status act_on_verify(int argc, char *argv[], struct error *error)
{
    struct verify_options options;
    enum status status = verify_options_parse(&options, argc, argv, error);

    if (status != STATUS_OK)
        return status;
    return options.help ? print_text(help_of_verify, error) : verify_and_print(&options, error);
}

static enum status accept_and_print(const struct accept_options *options, struct error *error)
{
    struct accept_result result;

    share_one_heap();
    enum status status = accept_candidate(options, &result, stop_pipe[0], error);

    if (status != STATUS_OK)
        return status;
    let_signals_through();
    status = accept_print(&result, options->quiet, stdout, error);
    print_notices(&result.notices);
    accept_result_free(&result);
    return status;
}

static enum status act_on_accept(int argc, char *argv[], struct error *error)
{
    struct accept_options options;
    enum status status = accept_options_parse(&options, argc, argv, error);

    if (status != STATUS_OK)
        return status;
    return options.help ? print_text(help_of_accept, error) : accept_and_print(&options, error);
}

static enum status merge_and_print(const struct merge_options *options, struct error *error)
{
    struct merge merged;
    enum status status =
        merge(options, &merged, options->quiet ? NULL : progress_terminal(), stop_pipe[0], error);

    if (status == STATUS_OK) {
        let_signals_through();
        status = run_print(&merged.run, &merged.results, stdout, error);
        print_notices(&merged.results.notices);
    }
    merge_free(&merged);
    return status;
}

static enum status act_on_merge(int argc, char *argv[], struct error *error)
{
    struct merge_options options;
    enum status status = merge_options_parse(&options, argc, argv, error);

    if (status != STATUS_OK)
        return status;
    return options.help ? print_text(help_of_merge, error) : merge_and_print(&options, error);
}

static bool asks_for_help(int argc, char *argv[])
{
    return argc == 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0);
}

static enum status act_on_list(int argc, char *argv[], struct error *error)
{
    if (argc > 2)
        return error_set(error, STATUS_USAGE, "list: takes at most one name; see list --help");
    if (asks_for_help(argc, argv))
        return print_text(help_of_list, error);
    return list_print(argc == 2 ? argv[1] : NULL, stdout, error);
}

static enum status act_on_completion(int argc, char *argv[], struct error *error)
{
    struct text script = {0};

    if (asks_for_help(argc, argv))
        return print_text(help_of_completion, error);
    if (argc != 2)
        return error_set(error, STATUS_USAGE, "completion: requires one shell: bash, zsh or fish");
    enum status status = completion_script(argv[1], &script, error);
    if (status == STATUS_OK)
        fputs(text_string(&script), stdout);
    text_free(&script);
    return status;
}

static enum status act_on_help(int argc, char *argv[], struct error *error);

/* The first is the default. argv[0] is the name of the command or of the program. */
static const struct {
    const char *name;
    enum status (*act)(int argc, char *argv[], struct error *error);
    enum status (*help)(struct text *out, struct error *error);
} commands[] = {
    {"run", act_on_run, help_of_run},
    {"compare", act_on_compare, help_of_compare},
    {"verify", act_on_verify, help_of_verify},
    {"accept", act_on_accept, help_of_accept},
    {"merge", act_on_merge, help_of_merge},
    {"list", act_on_list, help_of_list},
    {"help", act_on_help, help_of_run},
    {"completion", act_on_completion, help_of_completion},
};
_Static_assert(sizeof commands / sizeof *commands == COMMAND_COUNT,
               "commands differ from base/command_names.h");

static const char *command_name(size_t i)
{
    return i < COMMAND_COUNT ? commands[i].name : NULL;
}

/* Without a name, the help of run, which lists the commands. */
static enum status act_on_help(int argc, char *argv[], struct error *error)
{
    if (argc > 2)
        return error_set(error, STATUS_USAGE, "help: takes at most one command; see --help");
    if (argc == 1 || asks_for_help(argc, argv))
        return print_text(help_of_run, error);
    size_t length = strlen(argv[1]), i = name_find(argv[1], length, command_name);
    if (i < COMMAND_COUNT)
        return print_text(commands[i].help, error);
    const char *nearest = suggestion_find(argv[1], length, command_name);
    if (nearest != NULL)
        return error_set(error, STATUS_USAGE, "help '%.255s': unknown command; did you mean '%s'?",
                         argv[1], nearest);
    return error_set(error, STATUS_USAGE, "help '%.255s': unknown command; see --help", argv[1]);
}

static enum status act_on(int argc, char *argv[], struct error *error)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands && argc > 1; i++)
        if (name_matches(argv[1], strlen(argv[1]), commands[i].name))
            return commands[i].act(argc - 1, argv + 1, error);
    return commands[0].act(argc, argv, error);
}

static enum status act(int argc, char *argv[], struct error *error)
{
    enum status status = act_on(argc, argv, error);

    errno = 0;
    if ((status == STATUS_OK || status == STATUS_DIFFERENT) &&
        (fflush(stdout) != 0 || ferror(stdout)))
        return error_set(error, STATUS_FAILED, "cannot write to standard output: %s",
                         strerror(errno == 0 ? EIO : errno));
    return status;
}

/* Results that would differ from those of other machines are worse than none. */
static enum status check_arithmetic(struct error *error)
{
    return elementary_check()
               ? STATUS_OK
               : error_set(error, STATUS_FAILED,
                           "unsupported floating-point mode: not round-to-nearest, or subnormal "
                           "numbers are flushed to zero; check the environment that "
                           "starts " PROGRAM_NAME);
}

int main(int argc, char *argv[])
{
    struct error error = {.message = ""};

    fill_standard_streams();
    enum status status = set_up_signals(&error);
    if (status == STATUS_OK)
        status = check_arithmetic(&error);
    if (status == STATUS_OK)
        status = act(argc, argv, &error);
    if (status != STATUS_OK && status != STATUS_DIFFERENT)
        print_error(error.message);
    return exit_status(status);
}
