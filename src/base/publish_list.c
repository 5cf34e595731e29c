#include "base/publish_list.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/below.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/text.h"

#define LIST ".list"
#define FIRST_LINE "adam-report commit 1\n"
#define PUT "put "
#define REMOVE "remove "
#define DIGEST "sha256 "

/* Upper limit, far above the names of any set. */
#define MOST_BYTES ((size_t)1 << 29)

void publish_list_free(struct publish_list *list)
{
    free(list->changes);
    free(list->text);
    *list = (struct publish_list){0};
}

/* Ignores case: on some file systems .GIT is .git. */
static bool is_reserved(const char *component, size_t length)
{
    static const char *const names[] = {".git", ".hg", ".svn", ".adam-report-commit",
                                        ".adam-report-staging"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == length && strncasecmp(component, names[i], length) == 0)
            return true;
    return false;
}

bool publish_list_allows(const char *name)
{
    if (!below_is_path(name))
        return false;
    for (;;) {
        size_t length = strcspn(name, "/");
        if (is_reserved(name, length))
            return false;
        if (name[length] == '\0')
            return true;
        name += length + 1;
    }
}

/* ---- Directories ----------------------------------------------------------------------------- */

/* Whether the two names are in the same directory. */
static bool are_siblings(const char *a, const char *b)
{
    size_t length_a = (size_t)(file_base_name(a) - a), length_b = (size_t)(file_base_name(b) - b);

    return length_a == length_b && strncmp(a, b, length_a) == 0;
}

static enum status sync_parent(int root, const char *name, struct error *error)
{
    const char *last;
    int parent = below_parent(root, name, false, &last);

    if (parent < 0 && (errno == ENOENT || errno == ENOTDIR)) /* removed with its last file */
        return STATUS_OK;
    if (parent < 0)
        return error_set(error, STATUS_FAILED, "cannot replace %.255s: %s", name, strerror(errno));
    enum status status = file_sync_directory(parent, error);
    close(parent);
    return status;
}

enum status publish_list_sync(int root, const struct publish_change changes[], size_t count,
                              struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        if (strchr(changes[i].name, '/') != NULL &&
            (i == 0 || !are_siblings(changes[i].name, changes[i - 1].name)))
            status = sync_parent(root, changes[i].name, error);
    return status == STATUS_OK ? file_sync_directory(root, error) : status;
}

/* ---- Writing --------------------------------------------------------------------------------- */

/* With newlines and backslashes escaped as in sha256sum. */
static void append_name(struct text *out, const char *name)
{
    for (const char *c = name; *c != '\0'; c++) {
        if (*c == '\n' || *c == '\\')
            text_append(out, "\\");
        text_append_bytes(out, *c == '\n' ? "n" : c, 1);
    }
    text_append(out, "\n");
}

/* Ties the list to this directory: the author of an archive or a commit cannot know these numbers.
 */
static enum status append_place(struct text *out, int set, int output, const struct stat *list,
                                struct error *error)
{
    struct stat here, there;

    if (fstat(set, &here) != 0 || fstat(output, &there) != 0)
        return error_set(error, STATUS_FAILED, "cannot access the directory: %s", strerror(errno));
    text_appendf(out, "place %ju %ju %jd.%09ld\n", (uintmax_t)here.st_ino, (uintmax_t)there.st_ino,
                 (intmax_t)list->st_mtim.tv_sec, list->st_mtim.tv_nsec);
    return text_check(out, error);
}

static void append_digest(struct text *out)
{
    char digest[DIGEST_SIZE];

    digest_bytes(text_string(out), out->length, digest);
    text_appendf(out, DIGEST "%s\n", digest);
}

/* The staged name comes first, since it contains no space. */
static void append_changes(struct text *out, const struct publish_change changes[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text_append(out, changes[i].staged == NULL ? REMOVE : PUT);
        if (changes[i].staged != NULL)
            append_name(out, changes[i].staged);
        append_name(out, changes[i].name);
    }
}

static enum status fail(struct error *error, const char *what)
{
    return error_set(error, STATUS_FAILED, "cannot %s the list of the new files: %s", what,
                     strerror(errno));
}

/* The modification time at creation becomes part of the content, and is restored after writing. */
static enum status write_list(int file, int set, int output, const struct publish_change changes[],
                              size_t count, struct error *error)
{
    struct text text = {0};
    struct stat about;

    if (fstat(file, &about) != 0)
        return fail(error, "write");
    const struct timespec times[2] = {about.st_mtim, about.st_mtim};
    text_append(&text, FIRST_LINE);
    enum status status = append_place(&text, set, output, &about, error);
    append_changes(&text, changes, count);
    append_digest(&text);
    if (status == STATUS_OK)
        status = text_check(&text, error);
    if (status == STATUS_OK)
        status = file_append(file, text_string(&text), text.length, error);
    if (status == STATUS_OK && futimens(file, times) != 0)
        status = fail(error, "write");
    text_free(&text);
    return status;
}

enum status publish_list_write(int set, int output, const struct publish_change changes[],
                               size_t count, struct error *error)
{
    int file = openat(set, LIST, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

    if (file < 0)
        return fail(error, "write");
    enum status status = write_list(file, set, output, changes, count, error);
    if (close(file) != 0 && status == STATUS_OK && errno != EINTR)
        status = fail(error, "write");
    return status == STATUS_OK ? file_sync(set, LIST, error) : status;
}

bool publish_list_time(int set, struct timespec *time)
{
    struct stat about;

    if (fstatat(set, LIST, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    *time = about.st_mtim;
    return true;
}

bool publish_list_remove(int set)
{
    return unlinkat(set, LIST, 0) == 0 || errno == ENOENT;
}

/* ---- Reading --------------------------------------------------------------------------------- */

static enum status reject(struct error *error, const char *why)
{
    return error_set(error, STATUS_FAILED,
                     "its list of files %s; remove it and regenerate the files", why);
}

/* Whether the text ends with the digest of what precedes it; removes it. */
static bool cut_digest(struct text *text)
{
    const size_t size = sizeof DIGEST - 1 + DIGEST_SIZE; /* replaces the NUL by the newline */
    char digest[DIGEST_SIZE];

    if (text->length < size || strlen(text->data) != text->length)
        return false;
    text->length -= size;
    char *line = text->data + text->length;
    digest_bytes(text->data, text->length, digest);
    bool right = strncmp(line, DIGEST, sizeof DIGEST - 1) == 0 &&
                 strncmp(line + sizeof DIGEST - 1, digest, DIGEST_SIZE - 1) == 0 &&
                 line[size - 1] == '\n';
    *line = '\0';
    return right;
}

/* Terminates the name at its newline and unescapes it in place; returns what follows it. */
static char *take_name(char *rest, const char **name)
{
    char *to = rest;

    *name = rest;
    for (; *rest != '\n' && *rest != '\0'; rest++) {
        bool escaped = *rest == '\\' && rest[1] != '\0';
        rest += escaped;
        *to++ = escaped && *rest == 'n' ? '\n' : *rest;
    }
    char *next = *rest == '\0' ? rest : rest + 1;
    *to = '\0';
    return next;
}

static bool is_plain(const char *name)
{
    return *name != '\0' && *name != '.' && strchr(name, '/') == NULL;
}

static enum status take_changes(char *rest, struct publish_list *list, struct error *error)
{
    size_t most = 0;

    for (const char *c = rest; *c != '\0'; c++)
        most += *c == '\n';
    list->changes = calloc(most + 1, sizeof *list->changes);
    if (list->changes == NULL)
        return error_out_of_memory(error);
    while (*rest != '\0') {
        struct publish_change *change = &list->changes[list->count];
        bool put = strncmp(rest, PUT, sizeof PUT - 1) == 0;
        if (!put && strncmp(rest, REMOVE, sizeof REMOVE - 1) != 0)
            return reject(error, "is damaged");
        rest += put ? sizeof PUT - 1 : sizeof REMOVE - 1;
        if (put)
            rest = take_name(rest, &change->staged);
        rest = take_name(rest, &change->name);
        if (!publish_list_allows(change->name) || (put && !is_plain(change->staged)))
            return reject(error, "contains a forbidden name");
        list->count++;
    }
    return STATUS_OK;
}

static enum status parse(struct text *text, int set, int output, const struct stat *about,
                         struct publish_list *list, struct error *error)
{
    struct text head = {0};

    if (!cut_digest(text))
        return reject(error, "is damaged");
    text_append(&head, FIRST_LINE);
    enum status status = append_place(&head, set, output, about, error);
    if (status == STATUS_OK && strncmp(text->data, text_string(&head), head.length) != 0)
        status = reject(error, "was not created in this directory");
    if (status == STATUS_OK)
        status = take_changes(text->data + head.length, list, error);
    text_free(&head);
    return status;
}

enum status publish_list_read(int set, int output, struct publish_list *list, struct error *error)
{
    struct text text = {0};
    struct stat about;

    *list = (struct publish_list){0};
    if (fstatat(set, LIST, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? reject(error, "is missing") : fail(error, "read");
    if (!S_ISREG(about.st_mode) || about.st_uid != geteuid())
        return reject(error, "was not created by this user");
    enum status status = file_read(set, LIST, MOST_BYTES, &text, error);
    if (status == STATUS_OK)
        status = parse(&text, set, output, &about, list, error);
    list->text = text.data;
    if (status != STATUS_OK)
        publish_list_free(list);
    return status;
}
