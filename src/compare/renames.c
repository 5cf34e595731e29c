#include "compare/renames.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"

struct candidate {
    struct comparison_file *file;
    const char *path;
    uint64_t size;
    char digest[DIGEST_SIZE]; /* "" if no file of the other side has this size */
};

/* The missing files, then the added ones; each sorted. */
struct sides {
    struct candidate *lists[2];
    size_t counts[2];
};

static int by_size(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    return x->size != y->size ? (x->size > y->size) - (x->size < y->size)
                              : strcmp(x->file->name, y->file->name);
}

static int by_digest(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    int order = strcmp(x->digest, y->digest);

    return order != 0 ? order : strcmp(x->file->name, y->file->name);
}

static enum status gather(const struct comparison *comparison,
                          const struct pair_difference *differences, struct sides *sides,
                          struct error *error)
{
    static const enum verdict verdicts[2] = {VERDICT_MISSING, VERDICT_ADDED};

    for (size_t side = 0; side < 2; side++) {
        size_t most = 0;
        for (size_t i = 0; i < comparison->count; i++)
            most += comparison->files[i].verdict == verdicts[side];
        sides->lists[side] = calloc(most + 1, sizeof **sides->lists);
        if (sides->lists[side] == NULL)
            return error_out_of_memory(error);
        for (size_t i = 0; i < comparison->count; i++) {
            struct comparison_file *file = &comparison->files[i];
            if (file->verdict == verdicts[side] && file->sides[side].size > 0)
                sides->lists[side][sides->counts[side]++] = (struct candidate){
                    file, differences[i].pair->paths[side], file->sides[side].size, ""};
        }
        qsort(sides->lists[side], sides->counts[side], sizeof **sides->lists, by_size);
    }
    return STATUS_OK;
}

static enum status digest_candidate(struct candidate *candidate, int interrupt_fd,
                                    struct error *error)
{
    int file = open(candidate->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (file < 0)
        return error_set(error, STATUS_FAILED, "cannot read %.255s: %s", candidate->path,
                         strerror(errno));
    enum status status = digest_file(file, interrupt_fd, candidate->digest, error);
    close(file);
    return status == STATUS_FAILED ? error_prefix(error, status, "%.255s", candidate->path)
                                   : status;
}

/* Only of files whose size also occurs on the other side. */
static enum status digest_all(struct sides *sides, int interrupt_fd, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0, j = 0; i < sides->counts[side] && status == STATUS_OK; i++) {
            struct candidate *own = &sides->lists[side][i];
            const struct candidate *others = sides->lists[1 - side];
            while (j < sides->counts[1 - side] && others[j].size < own->size)
                j++;
            if (j < sides->counts[1 - side] && others[j].size == own->size)
                status = digest_candidate(own, interrupt_fd, error);
        }
    return status;
}

static void join(struct comparison_file *missing, struct comparison_file *added)
{
    missing->same_as = added->name;
    added->same_as = missing->name;
    comparison_add_first_reason(missing, "renamed to %s", added->name);
    comparison_add_first_reason(added, "renamed from %s", missing->name);
}

static void join_equal(struct sides *sides)
{
    for (size_t side = 0; side < 2; side++)
        qsort(sides->lists[side], sides->counts[side], sizeof **sides->lists, by_digest);
    for (size_t i = 0, j = 0; i < sides->counts[0] && j < sides->counts[1];) {
        const struct candidate *missing = &sides->lists[0][i], *added = &sides->lists[1][j];
        int order = strcmp(missing->digest, added->digest);
        if (order == 0 && *missing->digest != '\0')
            join(missing->file, added->file);
        i += order <= 0;
        j += order >= 0;
    }
}

enum status renames_find(struct comparison *comparison, const struct pair_difference *differences,
                         int interrupt_fd, struct error *error)
{
    struct sides sides = {.counts = {0, 0}};
    enum status status = gather(comparison, differences, &sides, error);

    if (status == STATUS_OK)
        status = digest_all(&sides, interrupt_fd, error);
    if (status == STATUS_OK)
        join_equal(&sides);
    free(sides.lists[0]);
    free(sides.lists[1]);
    return status;
}
