/* A child process with a pipe to each of its standard streams. The only module that starts
 * programs.
 *
 * The child leads a new process group, so that the processes that it starts can be killed along
 * with it, except those that leave the group. */
#ifndef ADAM_REPORT_PLOT_SUBPROCESS_H
#define ADAM_REPORT_PLOT_SUBPROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/status.h"
#include "base/text.h"

struct subprocess {
    pid_t pid;         /* 0: not started, or reaped */
    int in, out, err;  /* our ends of its streams, non-blocking; -1: closed */
    size_t sent;       /* bytes of input written so far */
    bool stdin_closed; /* it closed its standard input before everything was sent */
    int trouble;       /* 0, or an errno: its streams or exit status could not be read */
};

/* The command to start. Strings and arrays are owned by the caller. */
struct subprocess_command {
    const char *program;          /* absolute path */
    const char *const *arguments; /* from argv[0] on; terminated by NULL */
    char *const *environment;     /* the complete environment; terminated by NULL */
    int directory;                /* its working directory */
};

/* STATUS_FAILED if it could not be started. After STATUS_OK the caller owes a subprocess_reap(). */
enum status subprocess_start(struct subprocess *child, const struct subprocess_command *command,
                             struct error *error);

/* Writes as much of the remaining input as possible without blocking; closes the pipe at the end.
 */
void subprocess_feed(struct subprocess *child, const struct text *input);

/* Appends what can be read now from child->out or child->err to the text. Closes the stream at its
 * end, on a read error (child->trouble), and if memory is exhausted (text->failed). Bytes that
 * would make the text longer than the limit are discarded; false if there were any. */
bool subprocess_drain(struct subprocess *child, int *stream, struct text *text, size_t limit);

/* Whether the child itself has exited; processes that it started may still run and keep its streams
 * open. True also if that cannot be determined (child->trouble). */
bool subprocess_has_exited(struct subprocess *child);

/* Kills the child and its process group, waits for the child and closes the pipes. Returns its
 * status as waitpid does, which is that of an earlier exit if there was one; 0 if it cannot be
 * determined (child->trouble). */
int subprocess_reap(struct subprocess *child);

#endif
