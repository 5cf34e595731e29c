/* gnuplot as child processes: found, started side by side, fed, listened to, and ended in time. It
 * knows nothing of figures or PNG. */
#ifndef ADAM_REPORT_PLOT_GNUPLOT_H
#define ADAM_REPORT_PLOT_GNUPLOT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/deadline.h"
#include "base/status.h"
#include "base/text.h"
#include "plot/subprocess.h"

/* The oldest gnuplot that draws the figures. */
#define GNUPLOT_MIN_MAJOR 5
#define GNUPLOT_MIN_MINOR 4

struct gnuplot {
    struct text program; /* absolute path */
    int directory;       /* the children's working directory; the caller's */
    size_t parallel;     /* most children at a time, > 0 */
};

/* One child: a script in, what it writes out. */
struct gnuplot_job {
    const char *setting;       /* a command that it is given before the script; NULL: it is not to
                                  draw but to tell its version */
    const struct text *script; /* the caller's */
    size_t output_limit;       /* more bytes than this on standard output are a failure */

    /* Filled by gnuplot_finish. The caller frees the texts with gnuplot_job_free(). */
    struct text output; /* standard output, whole if gnuplot_check_exit() says STATUS_OK */
    struct text errors; /* the beginning of standard error */
    bool over_limit;    /* it wrote more than output_limit */
    bool timed_out;     /* it was killed at the deadline */
    int wait_status;    /* as waitpid gives it */

    /* While it runs. */
    struct subprocess child;
    bool exited; /* it was seen to have exited, with its pipes still open; and how long they may be:
                  */
    struct deadline grace;
};

/* Finds the program: `name` if it holds a slash, else by a search of PATH. STATUS_FAILED, saying
 * what to install, if there is none. The caller owes a gnuplot_free(). */
enum status gnuplot_find(struct gnuplot *gnuplot, const char *name, int directory,
                         struct error *error);
void gnuplot_free(struct gnuplot *gnuplot);

/* Called as each child ends, while others still run; a status other than STATUS_OK ends it all. */
typedef enum status gnuplot_ended(void *context, size_t job, struct error *error);

/* Called when there is more in a job's output than before. */
typedef void gnuplot_arrived(void *context, size_t job);

struct gnuplot_listener {
    gnuplot_arrived *arrived; /* NULL: not called */
    gnuplot_ended *ended;
    void *context; /* what both are called with */
};

/* Children at work: one for each job, `gnuplot -d -e SETTING /dev/stdin`, up to gnuplot->parallel
 * at a time, in a clean environment: no locale but C.UTF-8, no terminal, no font settings but the
 * staging directory's. */
struct gnuplot_pool {
    const struct gnuplot *gnuplot;
    struct gnuplot_job *jobs; /* the caller's, as long as the pool */
    size_t count, started, running;
};

/* Starts the first children. They load while the caller goes on: but for its setting, what is in a
 * job need not be there before gnuplot_finish. After STATUS_OK or not, the caller owes a
 * gnuplot_stop.
 */
enum status gnuplot_start(struct gnuplot_pool *pool, const struct gnuplot *gnuplot,
                          struct gnuplot_job jobs[], size_t count, struct error *error);

/* Feeds and listens until every child, also those not started before, has ended and the listener
 * was told. What becomes of a single one is in its job; STATUS_FAILED only if one could not be
 * started. A child that does not end by the deadline is killed. */
enum status gnuplot_finish(struct gnuplot_pool *pool, struct deadline *deadline,
                           const struct gnuplot_listener *listener, struct error *error);

/* Kills the children that still run. No child is left, nor anything that one has started (but for
 * what left its process group). */
void gnuplot_stop(struct gnuplot_pool *pool);

void gnuplot_job_free(struct gnuplot_job *job);

/* The command that makes gnuplot name itself on standard error, to be part of a setting; and where
 * it did, "gnuplot 5.4 patchlevel 4" is appended. False if it did not. */
#define GNUPLOT_NAME_COMMAND                                                                       \
    "print sprintf('gnuplot %.1f patchlevel %s', GPVAL_VERSION, GPVAL_PATCHLEVEL)"
bool gnuplot_own_name(const struct text *errors, struct text *name);

/* What a child wrote to standard error besides its name. */
const char *gnuplot_messages(const struct text *errors);

/* Whether an ended child did its work as far as its process tells: took the whole script and exited
 * with 0, in time. If not, STATUS_FAILED and why. */
enum status gnuplot_check_exit(const struct gnuplot_job *job, const struct deadline *deadline,
                               struct error *error);

/* gnuplot's own first error message in what it wrote to standard error, and the line of the script,
 * counted from 1, that it names. False if there is none. The message points into the text. */
bool gnuplot_first_error(const struct text *errors, long *line, const char **message,
                         size_t *length);

/* Whether what it wrote says that it has no such terminal as the script asks for. */
bool gnuplot_lacks_terminal(const struct text *errors);

/* Asks the program for its version and fails if it is none that draws the figures. To be used when
 * something went wrong, for the reason: every script checks the version itself, at no cost. */
enum status gnuplot_check_version(const struct gnuplot *gnuplot, struct deadline *deadline,
                                  struct error *error);

#endif
