/* gnuplot as parallel child processes with a time limit; independent of figures and PNG. */
#ifndef ADAM_REPORT_PLOT_GNUPLOT_H
#define ADAM_REPORT_PLOT_GNUPLOT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/deadline.h"
#include "base/status.h"
#include "base/text.h"
#include "plot/subprocess.h"

/* The oldest supported gnuplot. */
#define GNUPLOT_MIN_MAJOR 5
#define GNUPLOT_MIN_MINOR 4

struct gnuplot {
    struct text program; /* absolute path */
    int directory;       /* the children's working directory; owned by the caller */
    size_t parallel;     /* maximum number of children at a time, > 0 */
};

/* One child: its script and its output. */
struct gnuplot_job {
    const char *setting;       /* a command executed before the script; NULL: the child is to print
                                  its version instead of drawing */
    const struct text *script; /* owned by the caller */
    size_t output_limit;       /* maximum number of bytes on standard output */

    /* Set by gnuplot_finish(). The caller frees the texts with gnuplot_job_free(). */
    struct text output; /* standard output, complete if gnuplot_check_exit() returns STATUS_OK */
    struct text errors; /* the beginning of standard error */
    bool over_limit;    /* it wrote more than output_limit */
    bool timed_out;     /* it was killed at the deadline */
    int wait_status;    /* as returned by waitpid */

    /* While it runs. */
    struct subprocess child;
    bool exited;           /* it has exited, and its pipes are still open */
    struct deadline grace; /* how long they may remain open */
};

/* Finds the program: `name` itself if it contains a slash, otherwise in PATH. STATUS_FAILED, with
 * the package to install, if it is not found. The caller owes a gnuplot_free(). */
enum status gnuplot_find(struct gnuplot *gnuplot, const char *name, int directory,
                         struct error *error);
void gnuplot_free(struct gnuplot *gnuplot);

/* Called as each child ends, while others still run; a status other than STATUS_OK stops all. */
typedef enum status gnuplot_ended(void *context, size_t job, struct error *error);

/* Called when a job's output has grown. */
typedef void gnuplot_arrived(void *context, size_t job);

struct gnuplot_listener {
    gnuplot_arrived *arrived; /* NULL: not called */
    gnuplot_ended *ended;
    void *context; /* passed to both */
};

/* Running children: one for each job, `gnuplot -d -e SETTING /dev/stdin`, up to gnuplot->parallel
 * at a time, in a clean environment: the locale C.UTF-8, no terminal, and only the font settings
 * of the staging directory. */
struct gnuplot_pool {
    const struct gnuplot *gnuplot;
    struct gnuplot_job *jobs; /* owned by the caller, as long as the pool exists */
    size_t count, started, running;
};

/* Starts the first children. They load while the caller continues: except for its setting, a job
 * need not be complete before gnuplot_finish(). With any status, the caller owes a
 * gnuplot_stop(). */
enum status gnuplot_start(struct gnuplot_pool *pool, const struct gnuplot *gnuplot,
                          struct gnuplot_job jobs[], size_t count, struct error *error);

/* Starts the remaining children, and writes scripts and reads output until all children have ended
 * and the listener was called for each. The outcome of each is in its job; STATUS_FAILED only if
 * one could not be started. A child that has not ended by the deadline is killed. */
enum status gnuplot_finish(struct gnuplot_pool *pool, struct deadline *deadline,
                           const struct gnuplot_listener *listener, struct error *error);

/* Kills the children that still run, and every process that they started that has not left their
 * process groups. */
void gnuplot_stop(struct gnuplot_pool *pool);

void gnuplot_job_free(struct gnuplot_job *job);

/* The command, for use in a setting, that makes gnuplot print its name on standard error; and the
 * name, such as "gnuplot 5.4 patchlevel 4", appended. False if it was not printed. */
#define GNUPLOT_NAME_COMMAND                                                                       \
    "print sprintf('gnuplot %.1f patchlevel %s', GPVAL_VERSION, GPVAL_PATCHLEVEL)"
bool gnuplot_own_name(const struct text *errors, struct text *name);

/* What a child wrote to standard error, without its name. */
const char *gnuplot_messages(const struct text *errors);

/* STATUS_OK if an ended child read the whole script and exited with status 0 in time; otherwise
 * STATUS_FAILED with the reason. */
enum status gnuplot_check_exit(const struct gnuplot_job *job, const struct deadline *deadline,
                               struct error *error);

/* gnuplot's first error message on standard error, and the line of the script, counted from 1, to
 * which it refers. False if there is none. The message points into the text. */
bool gnuplot_first_error(const struct text *errors, long *line, const char **message,
                         size_t *length);

/* Whether gnuplot reported that it lacks the terminal that the script uses. */
bool gnuplot_lacks_terminal(const struct text *errors);

/* Runs the program to get its version; STATUS_FAILED if that is not supported. For use after a
 * failure, to find the reason: each script checks the version itself, at no cost. */
enum status gnuplot_check_version(const struct gnuplot *gnuplot, struct deadline *deadline,
                                  struct error *error);

#endif
