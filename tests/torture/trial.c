#include "trial.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

#define OUT "stdout"
#define ERR "stderr"
#define MOST_ARGUMENTS 64
#define MOST_OUTPUT ((size_t)1 << 24)

static const char *const names[] = {
#define NAME(name) #name,
    FAULT_FUNCTIONS(NAME) "any"};
static const char *const modes[] = FAULT_MODES;
static const char *const processes[] = FAULT_PROCESSES;

static volatile sig_atomic_t is_over;

void trial_die(const char *what)
{
    fprintf(stderr, "torture: %s: %s\n", what, strerror(errno));
    _exit(99);
}

const char *trial_fault_text(const struct fault *fault)
{
    static char text[128];

    snprintf(text, sizeof text, "%s:%lu:%d:%s:%s", names[fault->function], fault->number,
             fault->error, modes[fault->mode], processes[fault->process]);
    return text;
}

static void set(const char *name, const char *value)
{
    if (setenv(name, value, 1) != 0)
        trial_die(name);
}

/* glibc's clearenv() by other means: the environment of a developer must not affect it. */
static void set_environment(const struct trial_setup *setup, const struct fault *fault)
{
    extern char **environ;
    static char *nothing[] = {NULL};
    const char *path = getenv("PATH");
    char *copy = strdup(path == NULL ? "/usr/bin:/bin" : path);

    environ = nothing;
    set("PATH", copy);
    set("TMPDIR", "trial/tmp");
    if (fault == NULL)
        return;
    set("LD_PRELOAD", setup->library);
    set(FAULT_VARIABLE, trial_fault_text(fault));
    set(FAULT_COUNTS_VARIABLE, setup->counts_path);
}

static void redirect(const char *path, int stream)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

    if (file < 0 || dup2(file, stream) < 0)
        trial_die(path);
}

static void become_program(const struct trial_setup *setup, const char *const arguments[],
                           const struct fault *fault)
{
    const char *argv[MOST_ARGUMENTS + 2] = {"adam-report"};

    for (size_t i = 0; arguments[i] != NULL && i < MOST_ARGUMENTS; i++)
        argv[i + 1] = arguments[i];
    if (chdir(setup->directory) != 0)
        trial_die(setup->directory);
    redirect(OUT, STDOUT_FILENO);
    redirect(ERR, STDERR_FILENO);
    set_environment(setup, fault);
    execv(setup->program, (char *const *)argv);
    trial_die(setup->program);
}

static void on_alarm(int number)
{
    (void)number;
    is_over = 1;
}

/* Kills the processes that have us for a parent. */
static void kill_children(void)
{
    FILE *list = fopen("/proc/thread-self/children", "r");
    int pid;

    if (list == NULL)
        trial_die("/proc/thread-self/children");
    while (fscanf(list, "%d", &pid) == 1)
        kill(pid, SIGKILL);
    fclose(list);
}

/* All of them are ours: who loses its parent is given to us (PR_SET_CHILD_SUBREAPER). */
static int wait_for_all(pid_t program, bool *hung)
{
    int result = 0, status;

    is_over = 0;
    *hung = false;
    sigaction(SIGALRM, &(struct sigaction){.sa_handler = on_alarm}, NULL);
    alarm(TRIAL_LIMIT);
    for (pid_t pid; (pid = waitpid(-1, &status, 0)) > 0 || errno != ECHILD;) {
        if (pid == program)
            result = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
        if (!is_over)
            continue;
        *hung = true;
        kill_children();
        alarm(1); /* for theirs */
        is_over = 0;
    }
    alarm(0);
    return result;
}

static void read_output(const struct trial_setup *setup, const char *name, struct text *text)
{
    struct text path = {0};
    struct error error;

    text_appendf(&path, "%s/%s", setup->directory, name);
    if (file_read(AT_FDCWD, text_string(&path), MOST_OUTPUT, text, &error) != STATUS_OK)
        trial_die(text_string(&path));
    text_free(&path);
}

void trial_run(const struct trial_setup *setup, const char *const arguments[],
               const struct fault *fault, struct trial *trial)
{
    *trial = (struct trial){0};
    *setup->counts = (struct fault_counts){0};
    fflush(stdout);
    pid_t program = fork();
    if (program < 0)
        trial_die("fork");
    if (program == 0)
        become_program(setup, arguments, fault);
    trial->status = wait_for_all(program, &trial->hung);
    read_output(setup, OUT, &trial->out);
    read_output(setup, ERR, &trial->err);
}

void trial_free(struct trial *trial)
{
    text_free(&trial->out);
    text_free(&trial->err);
}
