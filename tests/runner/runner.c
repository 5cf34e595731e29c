#include "runner.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/parallel.h"

/* Check's own limit of 4 seconds is too short for a busy machine. This one only ends what hangs. */
#define TIMEOUT_SECONDS "300"

#define MOST_SUITES 128

struct tally {
    int checks, failures, errors;
};

struct job {
    const struct named_suite *suite;
    FILE *output; /* what the process prints */
    int report;   /* where its tally can be read */
    double begin, seconds;
    bool ended;
    struct tally tally;
};

static struct job jobs[MOST_SUITES];

/* The processes of the jobs, 0 if not running: for the signal handler. */
static volatile pid_t running[MOST_SUITES];
static volatile sig_atomic_t stop_signal;

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void require(bool succeeded, const char *what)
{
    if (succeeded)
        return;
    perror(what);
    exit(EXIT_FAILURE);
}

/* ---- In the process of a suite --------------------------------------------------------------- */

static struct tally count_results(SRunner *runner)
{
    struct tally tally = {.checks = srunner_ntests_run(runner)};
    TestResult **failed = srunner_failures(runner);

    for (int i = 0; i < srunner_ntests_failed(runner); i++)
        if (tr_rtype(failed[i]) == CK_FAILURE)
            tally.failures++;
        else
            tally.errors++;
    free(failed);
    return tally;
}

/* Ends by exit() and not by _exit(): a leak detector and coverage counters have their say there. */
static void run_suite(const struct named_suite *suite, enum fork_status fork_status, int report)
{
    SRunner *runner = srunner_create(suite->make());

    srunner_set_fork_status(runner, fork_status);
    srunner_run_all(runner, CK_SILENT);
    struct tally tally = count_results(runner);
    if (tally.failures + tally.errors > 0)
        srunner_print(runner, CK_NORMAL);
    srunner_free(runner);
    exit(write(report, &tally, sizeof tally) == (ssize_t)sizeof tally ? EXIT_SUCCESS
                                                                      : EXIT_FAILURE);
}

static void begin_process(struct job *job, int report)
{
    for (struct job *other = jobs; other < job; other++)
        if (!other->ended)
            close(other->report);
    /* When a signal ends it, Check sends that on to all of its process group, which is not ours. */
    setpgid(0, 0);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    require(dup2(fileno(job->output), STDOUT_FILENO) >= 0 &&
                dup2(fileno(job->output), STDERR_FILENO) >= 0,
            "dup2");
    close(job->report);
    job->report = report;
}

/* ---- In the process that starts them --------------------------------------------------------- */

/* Check then ends the tests that run in the suites' processes. */
static void stop_all(int number)
{
    stop_signal = number;
    for (size_t i = 0; i < MOST_SUITES; i++)
        if (running[i] > 0)
            kill(running[i], SIGTERM);
}

static void watch_signals(void)
{
    struct sigaction action = {.sa_handler = stop_all};

    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
}

static void start(size_t index, enum fork_status fork_status)
{
    struct job *job = &jobs[index];
    int report[2];

    job->output = tmpfile();
    require(job->output != NULL && pipe(report) == 0, job->suite->name);
    /* Programs that are tested with a limit of open files must not inherit it. */
    require(fcntl(fileno(job->output), F_SETFD, FD_CLOEXEC) == 0, "fcntl");
    job->report = report[0];
    job->begin = now();
    fflush(NULL); /* or both processes print what is in the buffers */
    pid_t process = fork();
    require(process >= 0, "fork");
    if (process == 0) {
        begin_process(job, report[1]);
        run_suite(job->suite, fork_status, report[1]);
    }
    running[index] = process;
    close(report[1]);
}

/* A process that has no tally to tell, or fails after it, is an error. */
static void take_report(struct job *job, int status)
{
    struct tally tally;

    if (read(job->report, &tally, sizeof tally) == (ssize_t)sizeof tally)
        job->tally = tally;
    close(job->report);
    job->seconds = now() - job->begin;
    job->ended = true;
    if (status == 0)
        return;
    job->tally.checks++;
    job->tally.errors++;
    fseek(job->output, 0, SEEK_END);
    if (WIFSIGNALED(status))
        fprintf(job->output, "the suite was ended by signal %d\n", WTERMSIG(status));
    else
        fprintf(job->output, "the suite exited with status %d\n", WEXITSTATUS(status));
}

static void wait_for_one(size_t count)
{
    int status;
    pid_t process;

    while ((process = waitpid(-1, &status, 0)) < 0)
        require(errno == EINTR, "waitpid");
    for (size_t i = 0; i < count; i++)
        if (running[i] == process) {
            running[i] = 0;
            take_report(&jobs[i], status);
        }
}

static void print_job(struct job *job)
{
    char block[4096];
    size_t length;

    printf("%s: %d checks, %.1f s\n", job->suite->name, job->tally.checks, job->seconds);
    rewind(job->output);
    while ((length = fread(block, 1, sizeof block, job->output)) > 0)
        fwrite(block, 1, length, stdout);
    fclose(job->output);
    fflush(stdout);
}

static size_t most_at_once(void)
{
    const char *wish = getenv("TEST_JOBS");
    long jobs_wanted = wish == NULL ? 0 : strtol(wish, NULL, 10);

    return jobs_wanted > 0 ? (size_t)jobs_wanted : parallel_processors() + 2;
}

static void run_jobs(size_t count, enum fork_status fork_status)
{
    size_t started = 0, ended = 0, printed = 0, most = most_at_once();

    while (ended < count) {
        while (started < count && started - ended < most && stop_signal == 0)
            start(started++, fork_status);
        if (started == ended)
            return;
        wait_for_one(started);
        ended++;
        while (printed < started && jobs[printed].ended)
            print_job(&jobs[printed++]);
    }
}

static int print_sums(size_t count)
{
    struct tally sum = {0};

    for (size_t i = 0; i < count; i++) {
        sum.checks += jobs[i].tally.checks;
        sum.failures += jobs[i].tally.failures;
        sum.errors += jobs[i].tally.errors;
    }
    int passed = sum.checks - sum.failures - sum.errors;
    printf("%d%%: Checks: %d, Failures: %d, Errors: %d\n",
           sum.checks == 0 ? 0 : 100 * passed / sum.checks, sum.checks, sum.failures, sum.errors);
    return sum.checks > 0 && passed == sum.checks ? EXIT_SUCCESS : EXIT_FAILURE;
}

static bool is_wanted(const struct named_suite *suite, char *const names[])
{
    for (size_t i = 0; names[i] != NULL; i++)
        if (strcmp(names[i], suite->name) == 0)
            return true;
    return names[0] == NULL;
}

int run_suites(const struct named_suite *suites, size_t count, enum fork_status fork_status,
               char *const names[])
{
    size_t wanted = 0;

    setenv("CK_DEFAULT_TIMEOUT", TIMEOUT_SECONDS, 0);
    for (size_t i = 0; i < count; i++)
        if (is_wanted(&suites[i], names)) {
            require(wanted < MOST_SUITES, "too many suites");
            jobs[wanted++].suite = &suites[i];
        }
    watch_signals();
    run_jobs(wanted, fork_status);
    int status = print_sums(wanted);
    return stop_signal == 0 ? status : 128 + (int)stop_signal;
}
