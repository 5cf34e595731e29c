#define _GNU_SOURCE /* posix_spawn_file_actions_addfchdir_np, which POSIX has since 2024 */
#include "plot/subprocess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* In the child, the standard streams are the pipes, and the directory is the command's. */
static int set_actions(posix_spawn_file_actions_t *actions, const int streams[3], int directory)
{
    int reason = 0;

    for (int i = 0; i < 3 && reason == 0; i++)
        reason = posix_spawn_file_actions_adddup2(actions, streams[i], i);
    return reason == 0 ? posix_spawn_file_actions_addfchdir_np(actions, directory) : reason;
}

/* Signals that we ignore or handle get their default action in the child: a program whose reader
 * has exited must die of SIGPIPE. (Setting attributes needs no resources and cannot fail.) */
static void set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t all, none;

    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF |
                                             POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setpgroup(attributes, 0);
    posix_spawnattr_setsigdefault(attributes, &all);
    posix_spawnattr_setsigmask(attributes, &none);
}

static int spawn(const struct subprocess_command *command, const int streams[3], pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;

    int reason = posix_spawn_file_actions_init(&actions);
    if (reason != 0)
        return reason;
    reason = posix_spawnattr_init(&attributes);
    if (reason == 0) {
        set_attributes(&attributes);
        reason = set_actions(&actions, streams, command->directory);
        if (reason == 0)
            reason = posix_spawn(pid, command->program, &actions, &attributes,
                                 (char *const *)command->arguments, command->environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return reason;
}

static void close_end(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

/* Other children must not inherit our ends: they would keep this child's input open. */
static bool open_pipe(int ends[2])
{
    return pipe(ends) == 0 && fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0 &&
           fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0;
}

/* Our end, made non-blocking. */
static bool never_block(int end)
{
    return fcntl(end, F_SETFL, O_NONBLOCK) == 0;
}

static int start_on_pipes(struct subprocess *child, const struct subprocess_command *command,
                          int in[2], int out[2], int err[2])
{
    if (!open_pipe(in) || !open_pipe(out) || !open_pipe(err) || !never_block(in[1]) ||
        !never_block(out[0]) || !never_block(err[0]))
        return errno;
    int reason = spawn(command, (int[]){in[0], out[1], err[1]}, &child->pid);
    if (reason != 0)
        return reason;
    child->in = in[1], child->out = out[0], child->err = err[0];
    in[1] = out[0] = err[0] = -1;
    return 0;
}

enum status subprocess_start(struct subprocess *child, const struct subprocess_command *command,
                             struct error *error)
{
    int in[2] = {-1, -1}, out[2] = {-1, -1}, err[2] = {-1, -1};

    *child = (struct subprocess){.in = -1, .out = -1, .err = -1};
    int reason = start_on_pipes(child, command, in, out, err);
    for (int i = 0; i < 2; i++) {
        close_end(&in[i]);
        close_end(&out[i]);
        close_end(&err[i]);
    }
    if (reason == 0)
        return STATUS_OK;
    child->pid = 0;
    return error_set(error, STATUS_FAILED, "cannot start %s: %s", command->program,
                     strerror(reason));
}

void subprocess_feed(struct subprocess *child, const struct text *input)
{
    while (child->sent < input->length) {
        ssize_t count = write(child->in, input->data + child->sent, input->length - child->sent);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == EAGAIN)
            return;
        if (count < 0 && errno != EPIPE)
            child->trouble = errno;
        if (count < 0) { /* EPIPE: it has stopped reading */
            child->stdin_closed = true;
            break;
        }
        child->sent += (size_t)count;
    }
    close_end(&child->in);
}

bool subprocess_drain(struct subprocess *child, int *stream, struct text *text, size_t limit)
{
    static const size_t chunk = 65536;

    for (;;) {
        char *room = text_reserve(text, chunk);
        ssize_t count = room == NULL ? 0 : read(*stream, room, chunk);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == EAGAIN)
            return true;
        if (count < 0)
            child->trouble = errno;
        if (count <= 0) {
            close_end(stream);
            return true;
        }
        if ((size_t)count > limit - text->length) {
            text_grew(text, limit - text->length);
            return false; /* one read only: the output may be endless */
        }
        text_grew(text, (size_t)count);
    }
}

bool subprocess_has_exited(struct subprocess *child)
{
    siginfo_t about = {0};

    if (waitid(P_PID, (id_t)child->pid, &about, WEXITED | WNOHANG | WNOWAIT) == 0)
        return about.si_pid == child->pid;
    if (errno != EINTR)
        child->trouble = errno;
    return errno != EINTR;
}

/* Until the child is reaped, its process ID, which is its group's, cannot be reused. */
int subprocess_reap(struct subprocess *child)
{
    int wait_status = 0;

    kill(-child->pid, SIGKILL);
    while (waitpid(child->pid, &wait_status, 0) < 0)
        if (errno != EINTR) {
            child->trouble = errno;
            break;
        }
    child->pid = 0;
    close_end(&child->in);
    close_end(&child->out);
    close_end(&child->err);
    return wait_status;
}
