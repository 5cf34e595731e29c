/* Commit lists under libFuzzer. The first byte selects whether the input is the whole list, or its
 * changes, with the required origin and digest. A list that is read contains only permitted
 * changes, and is the same after it has been written and read again. */
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/publish_list.h"
#include "scratch.h"

#define LIST ".list"
#define DIGEST "sha256 "

static int open_directory(const char *path)
{
    int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (directory < 0)
        abort();
    return directory;
}

/* The lines of a list of no changes that tell its place, without its digest. */
static void read_head(int set, struct text *head)
{
    struct error error;

    if (file_read(set, LIST, 4096, head, &error) != STATUS_OK || head->length < 72)
        abort();
    head->length -= sizeof DIGEST - 1 + DIGEST_SIZE;
}

/* Writes the bytes into the existing list, and keeps its modification time. */
static void replace(int set, const struct text *bytes)
{
    int file = openat(set, LIST, O_WRONLY | O_TRUNC | O_CLOEXEC);
    struct stat about;

    if (file < 0 || fstatat(set, LIST, &about, 0) != 0)
        abort();
    if (write(file, text_string(bytes), bytes->length) != (ssize_t)bytes->length)
        abort();
    close(file);
}

static void compose(int set, int output, bool whole, const uint8_t *data, size_t size)
{
    char digest[DIGEST_SIZE];
    struct text text = {0};
    struct error error;
    struct stat about;

    if (publish_list_write(set, output, NULL, 0, &error) != STATUS_OK ||
        fstatat(set, LIST, &about, 0) != 0)
        abort();
    const struct timespec times[2] = {about.st_mtim, about.st_mtim};
    if (!whole)
        read_head(set, &text);
    text_append_bytes(&text, data, size);
    if (!whole) {
        digest_bytes(text_string(&text), text.length, digest);
        text_appendf(&text, DIGEST "%s\n", digest);
    }
    replace(set, &text);
    if (utimensat(set, LIST, times, 0) != 0)
        abort();
    text_free(&text);
}

static bool is_same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static void check(const struct publish_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const char *staged = list->changes[i].staged;
        if (!publish_list_allows(list->changes[i].name) ||
            (staged != NULL && (*staged == '\0' || *staged == '.' || strchr(staged, '/') != NULL)))
            abort();
    }
}

static void write_again(int set, int output, const struct publish_list *list)
{
    struct publish_list again;
    struct error error;

    publish_list_remove(set);
    if (publish_list_write(set, output, list->changes, list->count, &error) != STATUS_OK ||
        publish_list_read(set, output, &again, &error) != STATUS_OK || again.count != list->count)
        abort();
    for (size_t i = 0; i < list->count; i++)
        if (!is_same(list->changes[i].name, again.changes[i].name) ||
            !is_same(list->changes[i].staged, again.changes[i].staged))
            abort();
    publish_list_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int output = -1, set;
    struct publish_list list;
    struct error error;

    if (size == 0)
        return 0;
    if (output < 0) {
        output = open_directory(scratch_directory());
        if (mkdirat(output, "set", 0777) != 0 || (set = openat(output, "set", O_RDONLY)) < 0)
            abort();
    }
    compose(set, output, data[0] & 1, data + 1, size - 1);
    if (publish_list_read(set, output, &list, &error) == STATUS_OK) {
        check(&list);
        write_again(set, output, &list);
    }
    publish_list_free(&list);
    publish_list_remove(set);
    return 0;
}
