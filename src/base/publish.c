#include "base/publish.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

#define COMMIT ".adam-report-commit"

/* Larger than any file that the program makes: only there so that a copy has some limit. */
#define COPY_LIMIT ((size_t)1 << 30)

struct publication {
    int output, staging, set, previous;
    char *const *names;
    size_t count;
};

static enum status fail(struct error *error, const char *name)
{
    return error_set(error, STATUS_FAILED, "cannot replace %s: %s", name, strerror(errno));
}

static int open_directory(int directory, const char *name)
{
    return openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* Keeps the file that `name` is about to replace, so that a failure can put it back: as a second
 * link where the file system has links, else as a copy. */
static enum status keep_previous(const struct publication *p, const char *name, struct error *error)
{
    struct stat about;
    struct text copy = {0};

    if (fstatat(p->output, name, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? STATUS_OK : fail(error, name);
    if (S_ISDIR(about.st_mode)) {
        errno = EISDIR;
        return fail(error, name);
    }
    if (linkat(p->output, name, p->previous, name, 0) == 0 || !S_ISREG(about.st_mode))
        return STATUS_OK;
    enum status status = file_read(p->output, name, COPY_LIMIT, &copy, error);
    if (status == STATUS_OK)
        status = file_write_durably(p->previous, name, text_string(&copy), copy.length, error);
    text_free(&copy);
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
        enum status status = keep_previous(p, p->names[i], error);
        if (status != STATUS_OK)
            return status;
        if (renameat(p->staging, p->names[i], p->set, p->names[i]) != 0)
            return fail(error, p->names[i]);
    }
    return file_sync_directory(p->set, error);
}

/* Undoes the first `done` renames and the commit, in reverse. At every moment in between, either
 * what is in output or what publish_recover() would make of it is one whole set. */
static void roll_back(const struct publication *p, size_t done)
{
    while (done-- > 0) {
        renameat(p->output, p->names[done], p->set, p->names[done]);
        renameat(p->previous, p->names[done], p->output, p->names[done]);
    }
    renameat(p->output, COMMIT, p->staging, "set");
}

static enum status commit(struct publication *p, struct error *error)
{
    if (renameat(p->staging, "set", p->output, COMMIT) != 0)
        return fail(error, "the old files");
    enum status status = file_sync_directory(p->output, error);
    size_t done = 0;
    while (status == STATUS_OK && done < p->count) {
        if (renameat(p->set, p->names[done], p->output, p->names[done]) != 0)
            status = fail(error, p->names[done]);
        else
            done++;
    }
    if (status != STATUS_OK) {
        roll_back(p, done);
        return status;
    }
    unlinkat(p->output, COMMIT, AT_REMOVEDIR);
    struct error ignored; /* the files are in place: it is too late to call this a failure */
    file_sync_directory(p->output, &ignored);
    return STATUS_OK;
}

struct publish_outcome {
    enum status status;
    struct error error;
};

static struct publish_outcome publish_here(struct publication p)
{
    struct publish_outcome outcome = {0};

    outcome.status = gather(&p, &outcome.error);
    if (outcome.status == STATUS_OK)
        outcome.status = commit(&p, &outcome.error);
    if (p.set >= 0)
        close(p.set);
    if (p.previous >= 0)
        close(p.previous);
    return outcome;
}

/* The child: nothing that reaches the program's process group or its terminal reaches it. */
static void publish_in_child(const struct publication *p, int report)
{
    setsid();
    struct publish_outcome outcome = publish_here(*p);
    (void)!write(report, &outcome, sizeof outcome); /* an empty pipe takes it at once */
    _exit(0);
}

/* False if the child ended without a word. */
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

/* The child was killed before it could say what it had done. With the commit the set has left the
 * staging directory, and what is left of the work is ours; before it nothing has changed. */
static enum status finish_for_child(const struct publication *p, struct error *error)
{
    struct stat about;

    if (fstatat(p->staging, "set", &about, AT_SYMLINK_NOFOLLOW) != 0)
        return publish_recover(p->output, error);
    return error_set(error, STATUS_FAILED,
                     "cannot replace the old files: the process that does it was killed");
}

enum status publish_set(int output, int staging, char *const names[], size_t count,
                        struct error *error)
{
    struct publication p = {.output = output,
                            .staging = staging,
                            .set = -1,
                            .previous = -1,
                            .names = names,
                            .count = count};
    struct publish_outcome outcome;
    int report[2];

    if (mkdirat(staging, "set", 0777) != 0 || pipe(report) != 0)
        return fail(error, "the old files");
    pid_t child = fork();
    if (child == 0) {
        close(report[0]);
        publish_in_child(&p, report[1]);
    }
    enum status status = child < 0 ? fail(error, "the old files") : STATUS_OK;
    close(report[1]);
    if (child > 0 && read_outcome(report[0], &outcome)) {
        status = outcome.status;
        *error = outcome.error;
    } else if (child > 0) {
        status = finish_for_child(&p, error);
    }
    while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
        ;
    close(report[0]);
    return status;
}

static enum status move_entries(int output, DIR *commit, struct error *error)
{
    for (struct dirent *entry; (entry = readdir(commit)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (renameat(dirfd(commit), entry->d_name, output, entry->d_name) != 0)
            return fail(error, entry->d_name);
    }
    return STATUS_OK;
}

enum status publish_recover(int output, struct error *error)
{
    int directory = open_directory(output, COMMIT);

    if (directory < 0)
        return errno == ENOENT ? STATUS_OK
                               : error_set(error, STATUS_FAILED, "cannot look for " COMMIT ": %s",
                                           strerror(errno));
    DIR *commit = fdopendir(directory);
    if (commit == NULL) {
        close(directory);
        return error_out_of_memory(error);
    }
    enum status status = move_entries(output, commit, error);
    closedir(commit);
    if (status == STATUS_OK && unlinkat(output, COMMIT, AT_REMOVEDIR) != 0)
        status = fail(error, COMMIT);
    if (status == STATUS_OK)
        status = file_sync_directory(output, error);
    return status;
}
