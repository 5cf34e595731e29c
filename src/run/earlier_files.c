#include "run/earlier_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/artifact_format.h"
#include "base/below.h"
#include "base/deadline.h"
#include "base/notices.h"
#include "base/version.h"
#include "run/output_names.h"

enum fate { NOT_OURS, REMOVED, KEPT };

struct earlier_file {
    const struct manifest_entry *entry;
    const char *kind; /* derived from the name, since the manifest is untrusted */
    enum fate fate;
    struct text parts; /* source of a kept image */
};

void earlier_files_free(struct earlier_files *earlier)
{
    for (size_t i = 0; i < earlier->manifest.count && earlier->list != NULL; i++)
        text_free(&earlier->list[i].parts);
    free(earlier->list);
    manifest_free(&earlier->manifest);
    text_free(&earlier->removed);
    text_free(&earlier->notices);
    *earlier = (struct earlier_files){0};
}

/* The directory of images that a manifest records; "" if none or not a valid one. */
static const char *recorded_images(const struct manifest *manifest)
{
    struct json_value parameters = json_value_member(manifest->root, MANIFEST_PARAMETERS);
    const char *images =
        json_value_string(json_value_member(parameters, ARTIFACT_PARAMETER_IMAGES));

    return images != NULL && output_names_is_directory(images, strlen(images)) ? images : "";
}

/* ---- The parent directory -------------------------------------------------------------------- */

static bool is_of_this_program(const struct manifest *manifest)
{
    const char *program = json_value_string(json_value_member(manifest->root, MANIFEST_PROGRAM));

    return program != NULL && strncmp(program, PROGRAM_NAME " ", sizeof PROGRAM_NAME) == 0;
}

static bool is_same_directory(int parent, const char *name, int directory)
{
    struct stat named, about;

    return fstatat(parent, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
           fstat(directory, &about) == 0 && below_same_file(&named, &about);
}

enum status earlier_files_check_parent(const struct staging *staging, int interrupt_fd,
                                       struct error *error)
{
    int parent = openat(staging->output, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct manifest manifest;
    struct error unreadable;
    bool found;

    if (parent < 0)
        return STATUS_OK;
    enum status status = manifest_read(parent, interrupt_fd, &manifest, &found, &unreadable);
    bool in_use = status == STATUS_OK && found && is_of_this_program(&manifest) &&
                  is_same_directory(parent, recorded_images(&manifest), staging->output);
    manifest_free(&manifest);
    close(parent);
    return in_use ? error_set(error, STATUS_FAILED,
                              "%.255s holds the images of the run in its parent directory; choose "
                              "another --output",
                              staging->path)
                  : interrupt_check(interrupt_fd, error);
}

/* ---- Classification -------------------------------------------------------------------------- */

static enum status fail(const char *name, int reason, struct error *error)
{
    return error_set(error, STATUS_FAILED, "cannot check %.255s of an earlier run: %s", name,
                     strerror(reason));
}

/* Sets *why to the reason why an open file is not the one listed; NULL: it is. */
static enum status look_into(int opened, const struct output_file *file, int interrupt_fd,
                             const char **why, struct error *error)
{
    char digest[DIGEST_SIZE];
    struct stat about;

    if (fstat(opened, &about) != 0)
        return fail(file->name, errno, error);
    *why = S_ISREG(about.st_mode) ? "was modified since" : "is no longer a regular file";
    if (!S_ISREG(about.st_mode) || (uintmax_t)about.st_size != file->size)
        return STATUS_OK;
    enum status status = digest_file(opened, interrupt_fd, digest, error);
    if (status == STATUS_OK && strcmp(digest, file->digest) == 0)
        *why = NULL;
    return status == STATUS_FAILED ? error_prefix(error, status, "%.255s", file->name) : status;
}

/* The same for a file in the output directory; *there: whether the name exists. If a file cannot be
 * opened for a reason other than its type or permissions, it might have to be removed, so this is
 * an error. */
static enum status look_at(int output, const struct output_file *file, int interrupt_fd,
                           bool *there, const char **why, struct error *error)
{
    int opened = below_open(output, file->name, O_RDONLY | O_NONBLOCK);
    int reason = opened < 0 ? errno : 0;

    *there = reason != ENOENT;
    *why = reason == EACCES || reason == EPERM ? "cannot be read" : "is no longer a regular file";
    if (reason != 0)
        return reason == ENOENT || reason == ELOOP || reason == ENOTDIR || reason == ENXIO ||
                       reason == ENODEV || reason == EACCES || reason == EPERM
                   ? STATUS_OK
                   : fail(file->name, reason, error);
    enum status status = look_into(opened, file, interrupt_fd, why, error);
    close(opened);
    return status;
}

static enum status sort_one(struct earlier_files *earlier, struct earlier_file *file,
                            const struct output_files *outputs, int interrupt_fd,
                            struct error *error)
{
    const struct output_file *listed = &file->entry->file;
    const char *why;
    bool there;

    file->kind = output_names_kind(listed->name, recorded_images(&earlier->manifest));
    if (output_files_find(outputs, listed->name) != NULL ||
        strcmp(listed->name, ARTIFACT_MANIFEST) == 0 ||
        strcmp(listed->name, ARTIFACT_CHECKSUMS) == 0)
        return STATUS_OK; /* regenerated */
    enum status status =
        look_at(outputs->staging->output, listed, interrupt_fd, &there, &why, error);
    if (status != STATUS_OK || !there)
        return status;
    if (file->kind == NULL)
        why = "does not have the name of an output file";
    if (why == NULL)
        file->fate = REMOVED;
    else
        notices_add(&earlier->notices,
                    "%s, listed in the " ARTIFACT_MANIFEST
                    " of an earlier run, %s; it is left in place but no longer listed",
                    listed->name, why);
    return STATUS_OK;
}

/* ---- Kept files ------------------------------------------------------------------------------ */

static bool is_kind(const struct earlier_file *file, const char *kind)
{
    return strcmp(file->kind, kind) == 0;
}

static bool is_image(const struct earlier_file *file)
{
    return is_kind(file, ARTIFACT_KIND_FIGURE) || is_kind(file, ARTIFACT_KIND_ANIMATION);
}

static bool names_source(const struct manifest_entry *image, const char *name)
{
    struct json_walk walk = json_walk(image->sources);

    while (json_walk_next(&walk))
        if (strcmp(json_value_string(walk.value), name) == 0)
            return true;
    return false;
}

static bool is_source_of_kept(const struct earlier_files *earlier, const char *name)
{
    for (size_t i = 0; i < earlier->manifest.count; i++)
        if (earlier->list[i].fate == KEPT && is_image(&earlier->list[i]) &&
            names_source(earlier->list[i].entry, name))
            return true;
    return false;
}

static bool is_collected_snippet(const struct earlier_file *file)
{
    return is_kind(file, ARTIFACT_KIND_SNIPPET) && strchr(file->entry->file.name, '/') == NULL;
}

/* Whether this run draws the figure that the file belongs to. A collected snippet shows several
 * figures, with captions that no longer match. */
static bool is_redrawn(const struct earlier_file *file, const struct figure_options *drawn)
{
    if (is_collected_snippet(file))
        return drawn->count > 0;
    for (size_t i = 0; i < drawn->count; i++)
        if (output_names_is_of(file->entry->file.name, drawn->list[i]))
            return true;
    return false;
}

/* Whether it belongs to other figures than those of a run with --figure. */
static bool is_of_other_figure(const struct earlier_file *file, const struct run_options *options)
{
    return (is_image(file) || is_kind(file, ARTIFACT_KIND_SNIPPET) ||
            (is_kind(file, ARTIFACT_KIND_SCRIPT) && !options->only_documents)) &&
           !is_redrawn(file, &options->figures);
}

static void choose_kept(struct earlier_files *earlier, const struct run_options *options)
{
    size_t count = earlier->manifest.count;

    for (size_t i = 0; i < count; i++) {
        struct earlier_file *file = &earlier->list[i];
        if (file->fate == REMOVED && (options->keep || is_of_other_figure(file, options)))
            file->fate = KEPT;
    }
    for (size_t i = 0; i < count && !options->only_documents; i++) {
        struct earlier_file *file = &earlier->list[i];
        if (file->fate == REMOVED && is_kind(file, ARTIFACT_KIND_DATA) &&
            is_source_of_kept(earlier, file->entry->file.name))
            file->fate = KEPT;
    }
}

/* The digest that a file will have after this run; NULL: unknown. */
static const char *digest_now(const struct earlier_files *earlier,
                              const struct output_files *outputs, const char *name)
{
    const struct output_file *made = output_files_find(outputs, name);

    if (made != NULL)
        return made->digest;
    for (size_t i = 0; i < earlier->manifest.count; i++)
        if (earlier->list[i].fate == KEPT && strcmp(earlier->list[i].entry->file.name, name) == 0)
            return earlier->list[i].entry->file.digest;
    return NULL;
}

/* Computes the image's current source, as manifest_source() formats it; empty if a part is
 * missing. */
static void find_parts(const struct earlier_files *earlier, const struct output_files *outputs,
                       struct earlier_file *image)
{
    struct json_walk walk = json_walk(image->entry->sources);

    while (json_walk_next(&walk)) {
        const char *name = json_value_string(walk.value);
        const char *digest = digest_now(earlier, outputs, name);
        if (digest == NULL) {
            text_free(&image->parts);
            return;
        }
        text_appendf(&image->parts, "%s  %s\n", digest, name);
    }
}

/* Whether the recorded source still applies to the file; if so, sets its parts. */
static enum status check_source(const struct earlier_files *earlier,
                                const struct output_files *outputs, struct earlier_file *file,
                                bool *holds, struct error *error)
{
    const struct output_file *listed = &file->entry->file;
    char digest[DIGEST_SIZE];

    *holds = false;
    if (!is_image(file)) {
        *holds = json_value_kind(file->entry->sources) == JSON_ABSENT &&
                 strcmp(listed->source, listed->digest) == 0;
        return STATUS_OK;
    }
    find_parts(earlier, outputs, file);
    digest_bytes(text_string(&file->parts), file->parts.length, digest);
    *holds = file->parts.length > 0 && strcmp(digest, listed->source) == 0;
    return text_check(&file->parts, error);
}

static enum status add_kept(const struct earlier_files *earlier, struct output_files *outputs,
                            struct earlier_file *file, struct error *error)
{
    struct output_file kept = file->entry->file;
    bool holds;

    enum status status = check_source(earlier, outputs, file, &holds, error);
    kept.kept = true;
    kept.kind = file->kind;
    if (!holds)
        *kept.source = '\0';
    else if (is_image(file))
        kept.parts = text_string(&file->parts);
    return status == STATUS_OK ? output_files_note(outputs, &kept, error) : status;
}

/* ---- All of them ----------------------------------------------------------------------------- */

static enum status remove_one(struct earlier_files *earlier, const struct earlier_file *file,
                              struct staging *staging, struct error *error)
{
    text_appendf(&earlier->removed, "%s\n", file->entry->file.name);
    return staging_remove(staging, file->entry->file.name, error);
}

static enum status sort_files(struct earlier_files *earlier, const struct run_options *options,
                              struct output_files *outputs, int interrupt_fd, struct error *error)
{
    size_t count = earlier->manifest.count;
    enum status status = STATUS_OK;

    earlier->list = calloc(count + 1, sizeof *earlier->list);
    if (earlier->list == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        earlier->list[i].entry = &earlier->manifest.files[i];
        status = sort_one(earlier, &earlier->list[i], outputs, interrupt_fd, error);
    }
    if (status == STATUS_OK && (options->keep || figure_options_given(&options->figures)))
        choose_kept(earlier, options);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct earlier_file *file = &earlier->list[i];
        if (file->fate == KEPT)
            status = add_kept(earlier, outputs, file, error);
        else if (file->fate == REMOVED)
            status = remove_one(earlier, file, outputs->staging, error);
    }
    return status;
}

enum status earlier_files_sort(struct earlier_files *earlier, const struct run_options *options,
                               struct output_files *outputs, int interrupt_fd, struct error *error)
{
    bool found;
    enum status status =
        manifest_read(outputs->staging->output, interrupt_fd, &earlier->manifest, &found, error);

    if (status == STATUS_OK && found)
        status = sort_files(earlier, options, outputs, interrupt_fd, error);
    if (status == STATUS_BAD_INPUT) {
        manifest_free(&earlier->manifest);
        notices_add(&earlier->notices,
                    "cannot read the " ARTIFACT_MANIFEST
                    " of an earlier run: %s; its files are left in place",
                    error->message);
        status = STATUS_OK;
    }
    if (status == STATUS_OK)
        status = text_check(&earlier->removed, error);
    return status == STATUS_OK ? text_check(&earlier->notices, error) : status;
}
