#include "compare/sources.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

/* ---- Lists ----------------------------------------------------------------------------------- */

const struct provenance_part *sources_find(const struct sources *sources, size_t side,
                                           const char *name)
{
    const struct provenance_list *list = &sources->lists[side];

    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->parts[i].name, name) == 0)
            return &list->parts[i];
    return NULL;
}

bool sources_same_part(const struct sources *sources, const struct provenance_part *part)
{
    const struct provenance_part *a = sources_find(sources, 0, part->name),
                                 *b = sources_find(sources, 1, part->name);

    return a != NULL && b != NULL && strcmp(a->digest, b->digest) == 0;
}

static bool passes(const struct verdict_input *input, const struct comparison_file *file,
                   const char *name)
{
    const struct comparison_file *source = verdict_source(input, file, name);

    return source != NULL && source->passes;
}

bool sources_claim_same(const struct verdict_input *input, const struct comparison_file *file,
                        const struct sources *sources)
{
    const struct provenance_list *a = &sources->lists[0], *b = &sources->lists[1];

    if (a->count == 0 || a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->parts[i].name, b->parts[i].name) != 0 ||
            (strcmp(a->parts[i].digest, b->parts[i].digest) != 0 &&
             !passes(input, file, a->parts[i].name)))
            return false;
    return true;
}

/* ---- Digests --------------------------------------------------------------------------------- */

/* Opens a file; -1 if it does not exist or is not a regular file. */
static enum status open_regular(const char *path, int *opened, struct error *error)
{
    struct stat about;
    enum status status = STATUS_OK;

    *opened = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (*opened < 0 && errno != ENOENT && errno != ELOOP && errno != ENOTDIR)
        status =
            error_set(error, STATUS_FAILED, "%.255s: cannot be read: %s", path, strerror(errno));
    if (*opened >= 0 && fstat(*opened, &about) != 0)
        status =
            error_set(error, STATUS_FAILED, "%.255s: cannot be read: %s", path, strerror(errno));
    if (*opened >= 0 && (status != STATUS_OK || !S_ISREG(about.st_mode))) {
        close(*opened);
        *opened = -1;
    }
    return status;
}

static enum status compute(const struct verdict_input *input, const struct text *path,
                           char digest[DIGEST_SIZE], struct error *error)
{
    int opened = -1;
    enum status status = text_check(path, error);

    *digest = '\0';
    if (status == STATUS_OK)
        status = open_regular(text_string(path), &opened, error);
    if (status != STATUS_OK || opened < 0)
        return status;
    status = digest_file(opened, input->interrupt_fd, digest, error);
    close(opened);
    return status == STATUS_FAILED ? error_prefix(error, status, "%.255s", text_string(path))
                                   : status;
}

enum status sources_own_digest(const struct verdict_input *input,
                               const struct comparison_file *file, size_t side,
                               char digest[DIGEST_SIZE], struct error *error)
{
    char *kept = input->differences[file - input->comparison->files].digests[side];
    enum status status = STATUS_OK;
    struct text path = {0};

    if (*kept == '\0') {
        text_append(&path, input->options->paths[side]);
        if (input->directories)
            text_appendf(&path, "/%s", file->name);
        status = compute(input, &path, kept, error);
        text_free(&path);
    }
    memcpy(digest, kept, DIGEST_SIZE);
    return status;
}

enum status sources_digest(const struct verdict_input *input, const struct comparison_file *file,
                           const char *name, size_t side, char digest[DIGEST_SIZE],
                           struct error *error)
{
    const char *given = input->options->paths[side];
    const struct comparison_file *source =
        input->directories ? verdict_source(input, file, name) : NULL;
    struct text path = {0};

    if (source != NULL)
        return sources_own_digest(input, source, side, digest, error);
    if (input->directories)
        text_appendf(&path, "%s/%.*s", given, (int)verdict_source_directory(input, file),
                     file->name);
    else
        text_append_bytes(&path, given, (size_t)(input->names[side] - given));
    text_append(&path, name);
    enum status status = compute(input, &path, digest, error);
    text_free(&path);
    return status;
}

/* ---- Checks ---------------------------------------------------------------------------------- */

static enum status check_part(const struct verdict_input *input, struct comparison_file *file,
                              const struct provenance_part *part, size_t side, bool *checked,
                              struct error *error)
{
    char digest[DIGEST_SIZE];
    enum status status = sources_digest(input, file, part->name, side, digest, error);

    if (status != STATUS_OK || strcmp(digest, part->digest) == 0)
        return status;
    *checked = false;
    comparison_add_reason(file, "%s: source %s %s", comparison_sides[side], part->name,
                          *digest == '\0' ? "is missing or not a regular file"
                                          : "does not have the recorded digest");
    return STATUS_OK;
}

/* A file excluded from the comparison does not pass as a source. */
static bool is_compared(const struct verdict_input *input, struct comparison_file *file,
                        const char *name)
{
    if (!input->directories || passes(input, file, name))
        return true;
    comparison_add_reason(file, "source %s does not pass", name);
    return false;
}

enum status sources_check(const struct verdict_input *input, struct comparison_file *file,
                          const struct sources *sources, bool *checked, struct error *error)
{
    enum status status = STATUS_OK;

    *checked = sources_claim_same(input, file, sources);
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < sources->lists[side].count && status == STATUS_OK && *checked; i++)
            status = check_part(input, file, &sources->lists[side].parts[i], side, checked, error);
    for (size_t i = 0; i < sources->lists[0].count && *checked; i++)
        *checked = is_compared(input, file, sources->lists[0].parts[i].name);
    return status;
}
