#include "diff/byte_diff.h"

#include <string.h>

#include "base/deadline.h"
#include "base/excerpt.h"
#include "base/file.h"

/* The part of a line read before and after the difference: more than an excerpt has. */
#define MOST_AROUND ((size_t)256)

struct side {
    struct digest digest;
    size_t count; /* bytes in the block */
    char block[FILE_BLOCK];
};

struct byte_diff_job {
    struct side sides[2];
    off_t offset; /* of the blocks */
    struct byte_difference *found;
};

static enum status read_blocks(struct byte_diff_job *job, const int files[2], struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < 2 && status == STATUS_OK; i++) {
        struct side *side = &job->sides[i];
        status = file_read_at(files[i], side->block, FILE_BLOCK, job->offset, &side->count, error);
        if (status != STATUS_OK)
            break;
        digest_add(&side->digest, side->block, side->count);
        if (memchr(side->block, '\0', side->count) != NULL)
            job->found->text = false;
    }
    return status;
}

/* Counts the lines that end before this position in the block. */
static void count_lines(struct byte_diff_job *job, size_t length)
{
    const char *block = job->sides[0].block, *end = block + length;

    for (const char *c = block; (c = memchr(c, '\n', (size_t)(end - c))) != NULL;) {
        c++;
        job->found->line++;
        job->found->line_begin = job->offset + (off_t)(c - block);
    }
}

static void find_difference(struct byte_diff_job *job)
{
    const struct side *a = &job->sides[0], *b = &job->sides[1];
    size_t shorter = a->count < b->count ? a->count : b->count, same = 0;

    if (a->count == b->count && memcmp(a->block, b->block, shorter) == 0) {
        count_lines(job, shorter);
        return;
    }
    while (same < shorter && a->block[same] == b->block[same])
        same++;
    count_lines(job, same);
    job->found->differs = true;
    job->found->at = job->offset + (off_t)same;
}

enum status byte_diff(const int files[2], int interrupt_fd, struct byte_difference *difference,
                      struct error *error)
{
    struct byte_diff_job job;
    enum status status = STATUS_OK;

    *difference = (struct byte_difference){.line = 1, .text = true};
    job.found = difference;
    job.offset = 0;
    for (size_t i = 0; i < 2; i++)
        digest_begin(&job.sides[i].digest);
    do {
        if (job.offset > 0)
            status = interrupt_check(interrupt_fd, error);
        if (status == STATUS_OK)
            status = read_blocks(&job, files, error);
        if (status == STATUS_OK && !difference->differs)
            find_difference(&job);
        job.offset += (off_t)FILE_BLOCK;
    } while (status == STATUS_OK &&
             (job.sides[0].count == FILE_BLOCK || job.sides[1].count == FILE_BLOCK));
    for (size_t i = 0; i < 2; i++)
        digest_end(&job.sides[i].digest, difference->digests[i]);
    return status;
}

static size_t line_length(const char *line, size_t most)
{
    const char *newline = memchr(line, '\n', most);

    return newline == NULL ? most : (size_t)(newline - line);
}

enum status byte_diff_explain(const int files[2], const struct byte_difference *difference,
                              struct text *out, struct error *error)
{
    char lines[2][2 * MOST_AROUND];
    size_t lengths[2];
    off_t begin = difference->at - difference->line_begin > (off_t)MOST_AROUND
                      ? difference->at - (off_t)MOST_AROUND
                      : difference->line_begin;

    if (!difference->text) {
        text_appendf(out, "byte %llu", (unsigned long long)difference->at + 1);
        return text_check(out, error);
    }
    for (size_t i = 0; i < 2; i++) {
        enum status status =
            file_read_at(files[i], lines[i], sizeof lines[i], begin, &lengths[i], error);
        if (status != STATUS_OK)
            return status;
        lengths[i] = line_length(lines[i], lengths[i]);
    }
    text_appendf(out, "line %zu: ", difference->line);
    excerpt_difference(out, lines[0], lengths[0], lines[1], lengths[1]);
    return text_check(out, error);
}
