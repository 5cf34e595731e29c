/* A child process with a pipe to each of its standard streams. The only module that starts
 * programs.
 *
 * The child is the leader of a process group of its own, so that what it has started can be killed
 * along with it; what leaves that group is out of reach. */
#ifndef ADAM_REPORT_PLOT_SUBPROCESS_H
#define ADAM_REPORT_PLOT_SUBPROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/status.h"
#include "base/text.h"

struct subprocess {
    pid_t pid;         /* 0: not started, or reaped */
    int in, out, err;  /* our ends of its streams, which never block; -1: closed */
    size_t sent;       /* bytes of its input that it has taken */
    bool stdin_closed; /* it closed its standard input before all was sent */
    int trouble;       /* 0, or an errno: its streams, or how it ended, could not be read */
};

/* How to start one. Strings and arrays are the caller's. */
struct subprocess_command {
    const char *program;          /* absolute path */
    const char *const *arguments; /* from argv[0] on; NULL behind the last one */
    char *const *environment;     /* all that it gets; NULL behind the last one */
    int directory;                /* its working directory */
};

/* STATUS_FAILED if it could not be started. After STATUS_OK the caller owes a subprocess_reap(). */
enum status subprocess_start(struct subprocess *child, const struct subprocess_command *command,
                             struct error *error);

/* Sends as much more of the input as the child takes now; closes its standard input at the end. */
void subprocess_feed(struct subprocess *child, const struct text *input);

/* Reads what is there now from one of the child's streams, child->out or child->err, into the text;
 * closes the stream at its end, and where it cannot be read (child->trouble) or there is no memory
 * (text->failed). Bytes that would make the text longer than limit are thrown away. False if there
 * were any. */
bool subprocess_drain(struct subprocess *child, int *stream, struct text *text, size_t limit);

/* Whether the child itself has exited; what it has started may still run and hold its streams. Also
 * where that cannot be known (child->trouble). */
bool subprocess_has_exited(struct subprocess *child);

/* Kills the child and its process group, waits for its end and closes the pipes. Returns the status
 * as waitpid gives it: that of an earlier end, if it had exited by itself; 0 where it cannot be
 * known (child->trouble). */
int subprocess_reap(struct subprocess *child);

#endif
