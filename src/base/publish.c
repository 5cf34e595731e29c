#include "base/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/artifact_format.h"
#include "base/below.h"
#include "base/file.h"
#include "base/notices.h"
#include "base/publish_list.h"

/* Upper limit of a copied file: larger than any file that the program writes. */
#define COPY_LIMIT ((size_t)1 << 30)

struct publication {
    int output, staging, set, previous;
    const struct publish_change *changes;
    size_t count;
};

static enum status fail(struct error *error, const char *name)
{
    return error_set(error, STATUS_FAILED, "cannot replace %.255s: %s", name, strerror(errno));
}

static int open_directory(int directory, const char *name)
{
    return openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* ---- One file -------------------------------------------------------------------------------- */

/* Renames directory/plain to output/name, creating parent directories. False with errno. */
static bool put(int directory, const char *plain, int output, const char *name)
{
    const char *last;
    int parent = below_parent(output, name, true, &last);

    if (parent < 0)
        return false;
    bool done = renameat(directory, plain, parent, last) == 0;
    int reason = errno;
    close(parent);
    if (!done)
        below_remove_empty(output, name);
    errno = reason;
    return done;
}

/* The reverse; removes parent directories that become empty. */
static bool take_back(int output, const char *name, int directory, const char *plain)
{
    const char *last;
    int parent = below_parent(output, name, false, &last);

    if (parent < 0)
        return false;
    bool done = renameat(parent, last, directory, plain) == 0;
    close(parent);
    if (done)
        below_remove_empty(output, name);
    return done;
}

/* False with errno. A name that is now a directory, or inside of what is no longer a directory, was
 * removed before. */
static bool remove_file(int output, const char *name)
{
    const char *last;
    struct stat about;
    int parent = below_parent(output, name, false, &last);

    if (parent < 0)
        return errno == ENOENT || errno == ENOTDIR || errno == ELOOP;
    bool done = unlinkat(parent, last, 0) == 0 || errno == ENOENT ||
                (fstatat(parent, last, &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(about.st_mode));
    int reason = errno;
    close(parent);
    errno = reason;
    return done;
}

/* The same, including parent directories that become empty. */
static bool take_away(int output, const char *name)
{
    if (!remove_file(output, name))
        return false;
    below_remove_empty(output, name);
    return true;
}

/* ---- Before the commit ----------------------------------------------------------------------- */

/* The name of the old file of a change in staging/previous: the number of the change. */
struct number_name {
    char string[24];
};

static struct number_name number_name(size_t number)
{
    struct number_name name;

    snprintf(name.string, sizeof name.string, "%zu", number);
    return name;
}

/* Whether the set removes files from this directory, so that it might no longer exist when a new
 * file takes its name. */
static bool removes_from(const struct publication *p, const char *directory)
{
    size_t length = strlen(directory);

    for (size_t i = 0; i < p->count; i++)
        if (p->changes[i].staged == NULL && strncmp(p->changes[i].name, directory, length) == 0 &&
            p->changes[i].name[length] == '/')
            return true;
    return false;
}

static enum status copy_previous(const struct publication *p, int parent, const char *last,
                                 const char *to, struct error *error)
{
    struct text copy = {0};
    enum status status = file_read(parent, last, COPY_LIMIT, &copy, error);

    if (status == STATUS_OK)
        status = file_write_durably(p->previous, to, text_string(&copy), copy.length, error);
    text_free(&copy);
    return status;
}

/* Saves the file that the change is about to replace or remove, so that it can be restored after a
 * failure: as a hard link if the file system supports links, otherwise as a copy. */
static enum status keep_previous(const struct publication *p, size_t number, struct error *error)
{
    const char *name = p->changes[number].name, *last;
    struct number_name to = number_name(number);
    struct stat about;
    enum status status = STATUS_OK;
    int parent = below_parent(p->output, name, false, &last);

    if (parent < 0) /* a file in place of a future directory is removed before */
        return errno == ENOENT || errno == ENOTDIR ? STATUS_OK : fail(error, name);
    if (fstatat(parent, last, &about, AT_SYMLINK_NOFOLLOW) != 0) {
        status = errno == ENOENT ? STATUS_OK : fail(error, name);
    } else if (S_ISDIR(about.st_mode) && !removes_from(p, name)) {
        errno = EISDIR;
        status = fail(error, name);
    } else if (!S_ISDIR(about.st_mode) && linkat(parent, last, p->previous, to.string, 0) != 0 &&
               S_ISREG(about.st_mode)) {
        status = copy_previous(p, parent, last, to.string, error);
    }
    close(parent);
    return status;
}

static enum status gather(struct publication *p, struct error *error)
{
    if (mkdirat(p->staging, "previous", 0777) != 0)
        return fail(error, "the old files");
    p->set = open_directory(p->staging, "set");
    p->previous = open_directory(p->staging, "previous");
    if (p->set < 0 || p->previous < 0)
        return fail(error, "the old files");
    for (size_t i = 0; i < p->count; i++) {
        const char *staged = p->changes[i].staged;
        enum status status = keep_previous(p, i, error);
        if (status != STATUS_OK)
            return status;
        if (staged != NULL && renameat(p->staging, staged, p->set, staged) != 0)
            return fail(error, p->changes[i].name);
    }
    enum status status = publish_list_write(p->set, p->output, p->changes, p->count, error);
    return status == STATUS_OK ? file_sync_directory(p->set, error) : status;
}

/* ---- From the commit on ---------------------------------------------------------------------- */

/* There are two steps per change: first all removals, then all new files, whose names can depend on
 * removals. A step of the other kind does nothing. */
static bool is_removal(const struct publication *p, size_t step)
{
    return step < p->count && p->changes[step].staged == NULL;
}

static bool is_put(const struct publication *p, size_t step)
{
    return step >= p->count && p->changes[step - p->count].staged != NULL;
}

static size_t change_number(const struct publication *p, size_t step)
{
    return step < p->count ? step : step - p->count;
}

static enum status do_step(const struct publication *p, size_t step, struct error *error)
{
    const struct publish_change *change = &p->changes[change_number(p, step)];

    if (is_removal(p, step) && !take_away(p->output, change->name))
        return error_set(error, STATUS_FAILED, "cannot remove %.255s: %s", change->name,
                         strerror(errno));
    if (is_put(p, step) && !put(p->set, change->staged, p->output, change->name))
        return fail(error, change->name);
    return STATUS_OK;
}

static bool undo_step(const struct publication *p, size_t step)
{
    const struct publish_change *change = &p->changes[change_number(p, step)];
    struct number_name previous = number_name(change_number(p, step));
    struct stat about;

    if (!is_put(p, step) && !is_removal(p, step))
        return true;
    if (is_put(p, step) && !take_back(p->output, change->name, p->set, change->staged))
        return false;
    if (fstatat(p->previous, previous.string, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT; /* the file did not exist */
    return put(p->previous, previous.string, p->output, change->name);
}

/* Undoes the first `done` steps and the commit, in reverse order. At every moment, either the state
 * of output or what publish_recover() would make of it is one complete set, so it stops at a
 * failure and leaves the commit. */
static bool roll_back(const struct publication *p, size_t done)
{
    struct error ignored; /* a commit that reappears after a power failure is finished later */

    while (done > 0)
        if (!undo_step(p, --done))
            return false;
    if (renameat(p->output, ARTIFACT_COMMIT, p->staging, "set") != 0)
        return false;
    file_sync_directory(p->output, &ignored);
    return true;
}

static void say_between(struct error *error)
{
    struct error why = *error;

    error_set(error, STATUS_FAILED, "%.700s: " PUBLISH_BETWEEN_SETS, why.message);
}

/* All files are in place, so an error here is only a warning. */
static void end_commit(const struct publication *p, struct text *notices)
{
    bool removed = publish_list_remove(p->set);

    if (removed && (unlinkat(p->output, ARTIFACT_COMMIT, AT_REMOVEDIR) == 0 || errno == ENOENT))
        return;
    notices_add(notices,
                ARTIFACT_COMMIT " could not be removed, although all files are in place: %s; "
                                "the next command that writes to the directory removes it",
                strerror(errno));
}

static enum status commit(struct publication *p, struct text *notices, struct error *error)
{
    if (renameat(p->staging, "set", p->output, ARTIFACT_COMMIT) != 0)
        return fail(error, "the old files");
    enum status status = file_sync_directory(p->output, error);
    size_t done = 0;
    while (status == STATUS_OK && done < 2 * p->count) {
        status = do_step(p, done, error);
        done += status == STATUS_OK;
    }
    if (status == STATUS_OK)
        status = publish_list_sync(p->output, p->changes, p->count, error);
    if (status == STATUS_OK)
        end_commit(p, notices);
    else if (!roll_back(p, done))
        say_between(error);
    return status;
}

static enum status publish_here(struct publication p, struct text *notices, struct error *error)
{
    enum status status = gather(&p, error);

    if (status == STATUS_OK)
        status = commit(&p, notices, error);
    if (p.set >= 0)
        close(p.set);
    if (p.previous >= 0)
        close(p.previous);
    return status;
}

/* The report of the child through a pipe; its exit status summarizes it. */
struct publish_outcome {
    enum status status;
    struct error error; /* or, after STATUS_OK, warnings */
};

enum { EXIT_PUBLISHED = 0, EXIT_NOT_PUBLISHED = 1 };

/* The child, which signals to the process group or the terminal of the program do not reach. */
static void publish_in_child(const struct publication *p, int report)
{
    struct publish_outcome outcome = {0};
    struct text notices = {0};

    setsid();
    outcome.status = publish_here(*p, &notices, &outcome.error);
    if (outcome.status == STATUS_OK)
        error_set(&outcome.error, STATUS_OK, "%s", text_string(&notices));
    (void)!write(report, &outcome, sizeof outcome); /* an empty pipe accepts it without blocking */
    _exit(outcome.status == STATUS_OK ? EXIT_PUBLISHED : EXIT_NOT_PUBLISHED);
}

/* False if the report of the child is incomplete. */
static bool read_outcome(int report, struct publish_outcome *outcome)
{
    char *bytes = (char *)outcome;
    size_t length = 0;

    while (length < sizeof *outcome) {
        ssize_t count = read(report, bytes + length, sizeof *outcome - length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        length += (size_t)count;
    }
    return true;
}

/* The child has ended without a report. If the set is no longer in the staging directory, it was
 * committed and the work is finished here; otherwise nothing has changed. */
static enum status finish_for_child(const struct publication *p, struct text *notices,
                                    struct error *error)
{
    struct stat about;

    if (fstatat(p->staging, "set", &about, AT_SYMLINK_NOFOLLOW) == 0)
        return error_set(error, STATUS_FAILED,
                         "cannot replace the old files: the process replacing them was killed");
    return errno == ENOENT ? publish_recover(p->output, notices, error)
                           : fail(error, "the old files");
}

/* Waits for the end of the child, even after its report, since it changes files until then. */
static enum status wait_for_child(const struct publication *p, pid_t child, int report,
                                  struct text *notices, struct error *error)
{
    struct publish_outcome outcome;
    int ended = 0;
    pid_t waited;

    do
        waited = waitpid(child, &ended, 0);
    while (waited < 0 && errno == EINTR);
    if (waited == child) /* its report is complete in the pipe */
        fcntl(report, F_SETFL, O_NONBLOCK);
    bool said = read_outcome(report, &outcome);
    if (said && outcome.status != STATUS_OK)
        *error = outcome.error;
    else if (said)
        text_append(notices, outcome.error.message);
    if (said)
        return outcome.status;
    return waited == child && WIFEXITED(ended) && WEXITSTATUS(ended) == EXIT_PUBLISHED
               ? STATUS_OK
               : finish_for_child(p, notices, error);
}

static enum status publish_by_child(const struct publication *p, const int report[2],
                                    struct text *notices, struct error *error)
{
    pid_t child = fork();

    if (child == 0) {
        close(report[0]);
        publish_in_child(p, report[1]);
    }
    enum status status = child < 0 ? fail(error, "the old files") : STATUS_OK;
    close(report[1]);
    if (child > 0)
        status = wait_for_child(p, child, report[0], notices, error);
    close(report[0]);
    return status;
}

enum status publish_changes(int output, int staging, const struct publish_change changes[],
                            size_t count, struct text *notices, struct error *error)
{
    struct publication p = {.output = output,
                            .staging = staging,
                            .set = -1,
                            .previous = -1,
                            .changes = changes,
                            .count = count};
    int report[2];

    if (mkdirat(staging, "set", 0777) != 0 || pipe(report) != 0)
        return fail(error, "the old files");
    return publish_by_child(&p, report, notices, error);
}

/* ---- After a crash --------------------------------------------------------------------------- */

/* A file that is no longer in the commit directory must be in place. STATUS_BAD_INPUT if it is not.
 */
static enum status finish_step(const struct publication *p, size_t step, struct error *error)
{
    struct stat about;

    if (!is_put(p, step))
        return do_step(p, step, error);
    const struct publish_change *change = &p->changes[step - p->count];
    if (fstatat(p->set, change->staged, &about, AT_SYMLINK_NOFOLLOW) == 0) {
        if (S_ISREG(about.st_mode))
            return do_step(p, step, error);
        errno = EINVAL;
        return fail(error, change->name);
    }
    if (errno != ENOENT)
        return fail(error, change->name);
    int file = below_open(p->output, change->name, O_RDONLY | O_NONBLOCK);
    if (file >= 0)
        close(file);
    if (file >= 0 || errno != ENOENT)
        return file >= 0 ? STATUS_OK : fail(error, change->name);
    return error_set(error, STATUS_BAD_INPUT,
                     "%.255s is missing; remove " ARTIFACT_COMMIT " and regenerate the files",
                     change->name);
}

static enum status finish_list(int output, int commit, struct text *notices, struct error *error)
{
    struct publish_list list;
    enum status status = publish_list_read(commit, output, &list, error);

    if (status != STATUS_OK)
        return error_prefix(error, status, "cannot finish " ARTIFACT_COMMIT);
    struct publication p = {.output = output,
                            .staging = -1,
                            .set = commit,
                            .previous = -1,
                            .changes = list.changes,
                            .count = list.count};
    for (size_t step = 0; step < 2 * p.count && status == STATUS_OK; step++)
        status = finish_step(&p, step, error);
    if (status == STATUS_OK)
        status = publish_list_sync(output, p.changes, p.count, error);
    if (status == STATUS_OK)
        end_commit(&p, notices);
    else if (status == STATUS_BAD_INPUT)
        status = error_prefix(error, STATUS_FAILED, "cannot finish " ARTIFACT_COMMIT);
    else
        say_between(error);
    publish_list_free(&list);
    return status;
}

enum status publish_recover(int output, struct text *notices, struct error *error)
{
    int commit = open_directory(output, ARTIFACT_COMMIT);

    if (commit < 0 && errno == ENOENT)
        return STATUS_OK;
    if (commit < 0)
        return error_set(error, STATUS_FAILED, "cannot open " ARTIFACT_COMMIT ": %s%s",
                         strerror(errno), errno == ENOTDIR || errno == ELOOP ? "; remove it" : "");
    /* An empty commit directory is left over if its list was removed last. */
    enum status status = unlinkat(output, ARTIFACT_COMMIT, AT_REMOVEDIR) == 0
                             ? STATUS_OK
                             : finish_list(output, commit, notices, error);
    close(commit);
    return status == STATUS_OK ? file_sync_directory(output, error) : status;
}
