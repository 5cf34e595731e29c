/* adam-report: picks what was asked for; the only place that prints an error and exits. */
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
#include "run/run.h"
#include "run/run_options.h"
#include "run/run_print.h"
#include "verify/verify.h"
#include "verify/verify_options.h"
#include "completion.h"
#include "help.h"
#include "list.h"

/* The first signal that asked us to stop, and the pipe that tells those who wait. */
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

/* A signal that was ignored when we were started stays ignored, as nohup means it. */
static void stop_on(int number)
{
    struct sigaction action = {.sa_handler = on_stop}, before;

    sigemptyset(&action.sa_mask);
    if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(number, &action, NULL);
}

/* A closed reader or a file that may not grow shall be an error that we can report. Without the
 * pipe nobody would hear of a signal, nor of the end of a time limit. */
static enum status set_up_signals(struct error *error)
{
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    signal(SIGCHLD, SIG_DFL); /* where it was ignored, children vanish without a status */
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

/* One line, whatever bytes a path or a value brings. Without memory, what may be none of ASCII. */
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

/* With --quiet, too. */
static void print_notices(const struct text *notices)
{
    const char *line = text_string(notices);

    for (int length; (length = (int)strcspn(line, "\n")) > 0; line += length + 1)
        fprintf(stderr, PROGRAM_NAME ": warning: %.*s\n", length, line);
    if (notices->failed)
        fputs(PROGRAM_NAME ": warning: out of memory for another warning\n", stderr);
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

/* If we were started with a standard stream closed, the next file we open would take its place.
 * What is opened instead cannot be used the way the stream is, so that its lack still shows: where
 * there is no /dev/null, a directory, which can be neither read nor written as a file. */
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

/* With the files in place there is nothing left to protect, and a reader of our output may let us
 * wait: from here on a signal ends the program at once. */
static void let_signals_through(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction now;

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (sigaction(numbers[i], NULL, &now) == 0 && now.sa_handler == on_stop)
            signal(numbers[i], on_stop_at_once);
}

/* A bar that moves is for people, too. */
static FILE *progress_terminal(void)
{
    const char *terminal = getenv("TERM");

    return isatty(STDERR_FILENO) && (terminal == NULL || strcmp(terminal, "dumb") != 0) ? stderr
                                                                                        : NULL;
}

/* Threads that each have a heap of their own would take 64 MiB of the address space for it, more
 * than a process with little of that has, and more than is ever used. And what one small file after
 * the other takes and gives back should not go back to the system each time: the page faults would
 * take more time than the comparison. */
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

/* Colors are for people who look at a terminal and have not said that they want none. */
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

/* A time limit on all that follows: an alarm is a signal like those that users send. */
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
                         "verify %.255s: took longer than %g s, which --timeout can change",
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

static bool asks_for_help(int argc, char *argv[])
{
    return argc == 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0);
}

static enum status act_on_list(int argc, char *argv[], struct error *error)
{
    if (argc > 2)
        return error_set(error, STATUS_USAGE, "list: takes one name at most; see list --help");
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
        return error_set(error, STATUS_USAGE, "completion: needs one shell: bash, zsh or fish");
    enum status status = completion_script(argv[1], &script, error);
    if (status == STATUS_OK)
        fputs(text_string(&script), stdout);
    text_free(&script);
    return status;
}

static enum status act_on_help(int argc, char *argv[], struct error *error);

/* The first is the default. Each is called with the command's name, or the program's, as argv[0].
 */
static const struct {
    const char *name;
    enum status (*act)(int argc, char *argv[], struct error *error);
    enum status (*help)(struct text *out, struct error *error);
} commands[] = {
    {"run", act_on_run, help_of_run},
    {"compare", act_on_compare, help_of_compare},
    {"verify", act_on_verify, help_of_verify},
    {"accept", act_on_accept, help_of_accept},
    {"list", act_on_list, help_of_list},
    {"help", act_on_help, help_of_run},
    {"completion", act_on_completion, help_of_completion},
};
_Static_assert(sizeof commands / sizeof *commands == COMMAND_COUNT,
               "base/command_names.h has others");

static const char *command_name(size_t i)
{
    return i < COMMAND_COUNT ? commands[i].name : NULL;
}

/* Without a name, the help of run, which says what the commands are. */
static enum status act_on_help(int argc, char *argv[], struct error *error)
{
    if (argc > 2)
        return error_set(error, STATUS_USAGE, "help: takes one command at most");
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

/* Numbers that would differ from everybody else's are worse than none. */
static enum status check_arithmetic(struct error *error)
{
    return elementary_check()
               ? STATUS_OK
               : error_set(error, STATUS_FAILED,
                           "the processor is set to round otherwise than to nearest, or to flush "
                           "subnormal numbers to zero: see what starts this program");
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
