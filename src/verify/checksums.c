#include "verify/checksums.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/artifact_format.h"
#include "base/below.h"
#include "base/unicode.h"
#include "compare/comparison.h"

#define DIGITS (DIGEST_SIZE - 1)

void checksums_free(struct checksums *checksums)
{
    free(checksums->names);
    free(checksums->list);
    *checksums = (struct checksums){0};
}

static bool is_allowed(const char *name)
{
    const char *slash = strchr(name, '/');

    return below_is_path(name) && (slash == NULL || strchr(slash + 1, '/') == NULL);
}

/* Parses a line terminated by a NUL. */
static bool read_line(const char *line, struct checksum *sum)
{
    if (strspn(line, "0123456789abcdef") != DIGITS || line[DIGITS] != ' ' ||
        line[DIGITS + 1] != ' ')
        return false;
    memcpy(sum->digest, line, DIGITS);
    sum->digest[DIGITS] = '\0';
    sum->name = line + DIGITS + 2;
    return is_allowed(sum->name);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct checksum *)a)->name, ((const struct checksum *)b)->name);
}

static enum status reject_duplicates(struct checksums *checksums, struct error *error)
{
    if (checksums->count > 0)
        qsort(checksums->list, checksums->count, sizeof *checksums->list, by_name);
    for (size_t i = 1; i < checksums->count; i++)
        if (strcmp(checksums->list[i - 1].name, checksums->list[i].name) == 0)
            return error_set(error, STATUS_BAD_INPUT, ARTIFACT_CHECKSUMS ": duplicate name %.255s",
                             checksums->list[i].name);
    return STATUS_OK;
}

static size_t count_lines(const char *bytes, size_t length)
{
    size_t lines = 1;

    for (size_t i = 0; i < length; i++)
        lines += bytes[i] == '\n';
    return lines;
}

enum status checksums_read(const char *bytes, size_t length, struct checksums *checksums,
                           struct error *error)
{
    *checksums =
        (struct checksums){.names = malloc(length + 1),
                           .list = calloc(count_lines(bytes, length), sizeof *checksums->list)};
    if (checksums->names == NULL || checksums->list == NULL)
        return error_out_of_memory(error);
    memcpy(checksums->names, bytes, length);
    checksums->names[length] = '\0';
    for (char *line = checksums->names, *end = line + length; line < end;) {
        char *newline = memchr(line, '\n', (size_t)(end - line));
        bool whole = newline != NULL && memchr(line, '\0', (size_t)(newline - line)) == NULL;
        if (whole)
            *newline = '\0';
        if (!whole || !read_line(line, &checksums->list[checksums->count]))
            return error_set(error, STATUS_BAD_INPUT,
                             ARTIFACT_CHECKSUMS ": line %zu: must be a SHA-256 digest, two spaces, "
                                                "and the name of a file in the same directory or "
                                                "in a directory in it",
                             checksums->count + 1);
        checksums->count++;
        line = newline + 1;
    }
    return reject_duplicates(checksums, error);
}

/* ---- The files ------------------------------------------------------------------------------- */

static void add_problem(struct text *problems, size_t *count, enum verdict verdict,
                        const char *name, const char *why)
{
    text_appendf(problems, "%-11s  ", comparison_verdict_name(verdict));
    unicode_printable(problems, name);
    text_appendf(problems, "  %s\n", why);
    ++*count;
}

/* O_NONBLOCK: a FIFO in place of the file must not block the program. */
static enum status find_digest(int directory, const char *name, int interrupt_fd, char digest[],
                               struct error *error)
{
    int file = below_open(directory, name, O_RDONLY | O_NONBLOCK);

    if (file < 0)
        return error_set(error, STATUS_FAILED, "cannot read %.255s: %s", name, strerror(errno));
    enum status status = digest_file(file, interrupt_fd, digest, error);
    close(file);
    return status == STATUS_OK || status == STATUS_INTERRUPTED
               ? status
               : error_prefix(error, status, "%.255s", name);
}

/* False with errno. No component of the name is followed if it is a link. */
static bool look_at(int directory, const char *name, struct stat *about)
{
    const char *last;
    int parent = below_parent(directory, name, false, &last);
    bool there = parent >= 0 && fstatat(parent, last, about, AT_SYMLINK_NOFOLLOW) == 0;
    int reason = errno;

    if (parent >= 0)
        close(parent);
    errno = reason;
    return there;
}

static enum status check_one(const struct checksum *sum, int directory, int interrupt_fd,
                             struct text *problems, size_t *count, struct error *error)
{
    char digest[DIGEST_SIZE];
    struct stat about;
    enum status status = STATUS_OK;

    if (!look_at(directory, sum->name, &about)) {
        bool in_file = errno == ENOTDIR || errno == ELOOP;
        if (!in_file && errno != ENOENT && errno != ENAMETOOLONG)
            return error_set(error, STATUS_FAILED, "cannot read %.255s: %s", sum->name,
                             strerror(errno));
        add_problem(problems, count, in_file ? VERDICT_UNREADABLE : VERDICT_MISSING, sum->name,
                    in_file ? "is not in a directory, or in one that is a symbolic link"
                            : "is listed in " ARTIFACT_CHECKSUMS);
    } else if (!S_ISREG(about.st_mode)) {
        add_problem(problems, count, VERDICT_UNREADABLE, sum->name,
                    S_ISLNK(about.st_mode) ? "is a symbolic link, which a run never creates"
                                           : "is not a regular file");
    } else {
        status = find_digest(directory, sum->name, interrupt_fd, digest, error);
        if (status == STATUS_OK && strcmp(digest, sum->digest) != 0)
            add_problem(problems, count, VERDICT_CHANGED, sum->name,
                        "does not match its digest in " ARTIFACT_CHECKSUMS);
    }
    return status;
}

enum status checksums_check(const struct checksums *checksums, int directory, int interrupt_fd,
                            struct text *problems, size_t *count, struct error *error)
{
    enum status status = STATUS_OK;

    *count = 0;
    for (size_t i = 0; i < checksums->count && status == STATUS_OK; i++)
        status = check_one(&checksums->list[i], directory, interrupt_fd, problems, count, error);
    return status == STATUS_OK ? text_check(problems, error) : status;
}

static const struct checksum *find_sum(const struct checksums *checksums, const char *name)
{
    for (size_t i = 0; i < checksums->count; i++)
        if (strcmp(checksums->list[i].name, name) == 0)
            return &checksums->list[i];
    return NULL;
}

void checksums_expect(const struct checksums *checksums, const char *name, const char *digest,
                      struct text *problems, size_t *count)
{
    const struct checksum *sum = find_sum(checksums, name);

    if (sum == NULL)
        add_problem(problems, count, VERDICT_CHANGED, name, "is not listed in " ARTIFACT_CHECKSUMS);
    else if (strcmp(sum->digest, digest) != 0)
        add_problem(problems, count, VERDICT_CHANGED, name,
                    "has another digest in " ARTIFACT_MANIFEST " than in " ARTIFACT_CHECKSUMS);
}
