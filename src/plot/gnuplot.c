#include "plot/gnuplot.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/parallel.h"
#include "plot/font.h"

/* Maximum number of bytes kept of a child's standard error. */
#define ERRORS_LIMIT 16384

/* Interval of checks for children that have ended without closing their pipes. */
#define TICK_MS 10

/* Time to wait for pipes that another process keeps open after the child itself has exited. */
#define PIPE_CLOSE_SECONDS 0.2

static bool is_program(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0 && S_ISREG(about.st_mode) && access(path, X_OK) == 0;
}

/* A path valid for the child, which runs in another directory. */
static void append_absolute(struct text *text, const char *path)
{
    char here[PATH_MAX];

    if (*path != '/' && getcwd(here, sizeof here) != NULL) {
        text_append(text, here);
        text_append(text, "/");
    }
    text_append(text, path);
}

static bool search_path(struct text *found, const char *name)
{
    const char *path = getenv("PATH");

    if (path == NULL || *path == '\0')
        path = "/usr/local/bin:/usr/bin:/bin";
    for (;;) {
        struct text candidate = {0};
        size_t length = strcspn(path, ":");
        text_append_bytes(&candidate, path, length);
        text_append(&candidate, length == 0 ? "./" : "/");
        text_append(&candidate, name);
        text_free(found);
        append_absolute(found, text_string(&candidate));
        text_free(&candidate);
        if (is_program(text_string(found)))
            return true;
        if (path[length] == '\0')
            return false;
        path += length + 1;
    }
}

enum status gnuplot_find(struct gnuplot *gnuplot, const char *name, int directory,
                         struct error *error)
{
    /* One more than the number of processors, since a child sometimes waits for its script or for
     * us. */
    *gnuplot = (struct gnuplot){.directory = directory, .parallel = parallel_processors() + 1};
    if (strchr(name, '/') == NULL) {
        if (search_path(&gnuplot->program, name))
            return text_check(&gnuplot->program, error);
        return error_set(error, STATUS_FAILED,
                         "%.255s is not installed; install gnuplot %d.%d or newer (package "
                         "gnuplot-nox on Debian and Ubuntu) or specify its path with --gnuplot",
                         name, GNUPLOT_MIN_MAJOR, GNUPLOT_MIN_MINOR);
    }
    append_absolute(&gnuplot->program, name);
    if (!is_program(text_string(&gnuplot->program)))
        return error_set(
            error, STATUS_FAILED,
            "%.255s is not an executable program; specify gnuplot's path with --gnuplot", name);
    return text_check(&gnuplot->program, error);
}

void gnuplot_free(struct gnuplot *gnuplot)
{
    text_free(&gnuplot->program);
}

void gnuplot_job_free(struct gnuplot_job *job)
{
    text_free(&job->output);
    text_free(&job->errors);
}

/* The child's environment has only what programs need to run, and nothing that changes an image.
 * The locale is one in which gnuplot accepts UTF-8. */
struct environment {
    char *strings[8];
    size_t count;
    bool failed; /* out of memory */
};

static void set_variable(struct environment *environment, const char *name, const char *value)
{
    struct text text = {0};

    if (value == NULL)
        return;
    text_append(&text, name);
    text_append(&text, "=");
    text_append(&text, value);
    if (text.failed) {
        environment->failed = true;
        text_free(&text);
    } else {
        environment->strings[environment->count++] = text.data;
    }
}

static void clean_environment(struct environment *environment)
{
    *environment = (struct environment){0};
    set_variable(environment, "PATH", getenv("PATH"));
    set_variable(environment, "LD_LIBRARY_PATH", getenv("LD_LIBRARY_PATH"));
    set_variable(environment, "LC_ALL", "C.UTF-8");
    set_variable(environment, "HOME", "/nonexistent");
    /* Large pages for the images, and one heap that grows in large steps, although pango starts a
     * thread for each font size, save gnuplot a twelfth of its time; the output is the same. */
    set_variable(environment, "GLIBC_TUNABLES",
                 "glibc.malloc.hugetlb=1:glibc.malloc.top_pad=8388608:glibc.malloc.arena_max=1");
    set_variable(environment, "FONTCONFIG_PATH", ".");
    set_variable(environment, "FONTCONFIG_FILE", FONT_CONFIGURATION);
}

static void free_environment(struct environment *environment)
{
    for (size_t i = 0; i < environment->count; i++)
        free(environment->strings[i]);
}

/* -d: no start-up file of the user or the system. With a named file instead of plain standard
 * input, gnuplot stops at the first error and reads in blocks. */
static enum status start_job(const struct gnuplot *gnuplot, struct gnuplot_job *job,
                             char *const environment[], struct error *error)
{
    static const char *const version_arguments[] = {"gnuplot", "--version", NULL};
    const char *const draw_arguments[] = {"gnuplot", "-d", "-e", job->setting, "/dev/stdin", NULL};
    struct subprocess_command command = {.program = text_string(&gnuplot->program),
                                         .arguments = job->setting == NULL ? version_arguments
                                                                           : draw_arguments,
                                         .environment = environment,
                                         .directory = gnuplot->directory};

    return subprocess_start(&job->child, &command, error);
}

static enum status fill(struct gnuplot_pool *pool, struct error *error)
{
    struct environment environment;

    clean_environment(&environment);
    enum status status = environment.failed ? error_out_of_memory(error) : STATUS_OK;
    while (status == STATUS_OK && pool->started < pool->count &&
           pool->running < pool->gnuplot->parallel) {
        status = start_job(pool->gnuplot, &pool->jobs[pool->started], environment.strings, error);
        if (status == STATUS_OK) {
            pool->started++;
            pool->running++;
        }
    }
    free_environment(&environment);
    return status;
}

/* Milliseconds until the next check: few while a child is about to exit, as its closed pipes
 * show. */
static int patience(const struct gnuplot_pool *pool, struct deadline *deadline)
{
    int most = TICK_MS;

    for (size_t i = 0; i < pool->started; i++) {
        const struct subprocess *child = &pool->jobs[i].child;
        if (child->pid != 0 && child->out < 0 && child->err < 0)
            most = 1;
    }
    return deadline_remaining(deadline, most);
}

static enum status wait_for_news(const struct gnuplot_pool *pool, struct pollfd ready[],
                                 int interrupt_fd, int milliseconds, struct error *error)
{
    nfds_t count = 0;

    for (size_t i = 0; i < pool->started; i++) {
        const struct subprocess *child = &pool->jobs[i].child;
        bool running = child->pid != 0;
        ready[count++] = (struct pollfd){.fd = running ? child->in : -1, .events = POLLOUT};
        ready[count++] = (struct pollfd){.fd = running ? child->out : -1, .events = POLLIN};
        ready[count++] = (struct pollfd){.fd = running ? child->err : -1, .events = POLLIN};
    }
    ready[count++] = (struct pollfd){.fd = interrupt_fd, .events = POLLIN};
    if (poll(ready, count, milliseconds) < 0 && errno != EINTR)
        return error_set(error, STATUS_FAILED, "cannot wait for gnuplot: %s", strerror(errno));
    return interrupt_check(interrupt_fd, error);
}

static void serve(struct gnuplot_job *job, const struct pollfd ready[3])
{
    struct subprocess *child = &job->child;

    if (child->in >= 0 && ready[0].revents != 0)
        subprocess_feed(child, job->script);
    if (child->out >= 0 && ready[1].revents != 0)
        job->over_limit = !subprocess_drain(child, &child->out, &job->output, job->output_limit);
    if (child->err >= 0 && ready[2].revents != 0)
        subprocess_drain(child, &child->err, &job->errors, ERRORS_LIMIT);
}

/* Whether the child has exited, and its pipes have been read to the end or for the time of grace.
 */
static bool is_over(struct gnuplot_job *job)
{
    if (!subprocess_has_exited(&job->child))
        return false;
    if (job->child.out < 0 && job->child.err < 0)
        return true;
    if (!job->exited)
        job->grace = deadline_start(PIPE_CLOSE_SECONDS, -1);
    job->exited = true;
    return deadline_remaining(&job->grace, 1) == 0;
}

static enum status attend(struct gnuplot_pool *pool, size_t index, const struct pollfd ready[3],
                          bool timed_out, const struct gnuplot_listener *listener,
                          struct error *error)
{
    struct gnuplot_job *job = &pool->jobs[index];
    size_t before = job->output.length;

    serve(job, ready);
    if (job->output.length > before && listener->arrived != NULL)
        listener->arrived(listener->context, index);
    bool over = is_over(job);
    job->timed_out = timed_out && !over;
    if (!over && !timed_out && !job->over_limit)
        return STATUS_OK;
    job->wait_status = subprocess_reap(&job->child);
    pool->running--;
    return listener->ended(listener->context, index, error);
}

static enum status step(struct gnuplot_pool *pool, struct pollfd ready[], struct deadline *deadline,
                        const struct gnuplot_listener *listener, struct error *error)
{
    int milliseconds = patience(pool, deadline);
    bool timed_out = deadline_remaining(deadline, 1) == 0;
    enum status status = wait_for_news(pool, ready, deadline->interrupt_fd, milliseconds, error);

    for (size_t i = 0; i < pool->started && status == STATUS_OK; i++)
        if (pool->jobs[i].child.pid != 0)
            status = attend(pool, i, ready + 3 * i, timed_out, listener, error);
    return status;
}

enum status gnuplot_start(struct gnuplot_pool *pool, const struct gnuplot *gnuplot,
                          struct gnuplot_job jobs[], size_t count, struct error *error)
{
    *pool = (struct gnuplot_pool){.gnuplot = gnuplot, .jobs = jobs, .count = count};
    return fill(pool, error);
}

enum status gnuplot_finish(struct gnuplot_pool *pool, struct deadline *deadline,
                           const struct gnuplot_listener *listener, struct error *error)
{
    struct pollfd *ready = calloc(3 * pool->count + 1, sizeof *ready);
    enum status status = STATUS_OK;

    if (ready == NULL)
        return error_out_of_memory(error);
    while (status == STATUS_OK && (pool->started < pool->count || pool->running > 0)) {
        status = fill(pool, error);
        if (status == STATUS_OK)
            status = step(pool, ready, deadline, listener, error);
    }
    free(ready);
    return status;
}

void gnuplot_stop(struct gnuplot_pool *pool)
{
    for (size_t i = 0; i < pool->started; i++)
        if (pool->jobs[i].child.pid != 0)
            subprocess_reap(&pool->jobs[i].child);
    pool->started = pool->count = 0;
}

enum status gnuplot_check_exit(const struct gnuplot_job *job, const struct deadline *deadline,
                               struct error *error)
{
    if (job->child.trouble != 0)
        return error_set(error, STATUS_FAILED, "cannot read gnuplot's output or status: %s",
                         strerror(job->child.trouble));
    if (job->timed_out)
        return error_set(
            error, STATUS_FAILED,
            "gnuplot did not finish within %g s and was killed; allow more time with --timeout",
            deadline->seconds);
    if (job->over_limit)
        return error_set(error, STATUS_FAILED, "gnuplot wrote more than %zu bytes and was killed",
                         job->output_limit);
    if (WIFSIGNALED(job->wait_status))
        return error_set(error, STATUS_FAILED, "gnuplot was killed by signal %d (%s)",
                         WTERMSIG(job->wait_status), strsignal(WTERMSIG(job->wait_status)));
    if (WEXITSTATUS(job->wait_status) != 0)
        return error_set(error, STATUS_FAILED, "gnuplot exited with status %d",
                         WEXITSTATUS(job->wait_status));
    if (job->child.stdin_closed || job->child.sent < job->script->length)
        return error_set(error, STATUS_FAILED, "gnuplot did not read the whole script");
    if (job->output.failed || job->errors.failed)
        return error_out_of_memory(error);
    return STATUS_OK;
}

static enum status version_ended(void *context, size_t job, struct error *error)
{
    (void)context;
    (void)job;
    (void)error;
    return STATUS_OK;
}

enum status gnuplot_check_version(const struct gnuplot *gnuplot, struct deadline *deadline,
                                  struct error *error)
{
    struct text nothing = {0};
    struct gnuplot_job job = {.script = &nothing, .output_limit = 4096};
    struct gnuplot_listener listener = {.ended = version_ended};
    struct gnuplot_pool pool = {.gnuplot = gnuplot, .jobs = &job, .count = 1};
    int major, minor;

    enum status status = gnuplot_finish(&pool, deadline, &listener, error);
    gnuplot_stop(&pool);
    if (status == STATUS_OK &&
        sscanf(text_string(&job.output), "gnuplot %d.%d", &major, &minor) == 2 &&
        (major < GNUPLOT_MIN_MAJOR || (major == GNUPLOT_MIN_MAJOR && minor < GNUPLOT_MIN_MINOR)))
        status = error_set(
            error, STATUS_FAILED,
            "%s is version %d.%d; install gnuplot %d.%d or newer, or specify the path of one with "
            "--gnuplot",
            text_string(&gnuplot->program), major, minor, GNUPLOT_MIN_MAJOR, GNUPLOT_MIN_MINOR);
    gnuplot_job_free(&job);
    return status;
}
