#include "report/manifest_reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/artifact_format.h"
#include "base/below.h"

void manifest_free(struct manifest *manifest)
{
    free(manifest->files);
    json_tree_free(&manifest->tree);
    budget_close(&manifest->account);
    *manifest = (struct manifest){0};
}

static enum status reject(struct error *error, const char *why)
{
    return error_set(error, STATUS_BAD_INPUT, "%s", why);
}

/* ---- Members of a file ----------------------------------------------------------------------- */

bool manifest_whole(struct json_value value, uint64_t *whole)
{
    size_t length;
    const char *digits = json_value_bytes(value, &length);

    *whole = 0;
    if (json_value_kind(value) != JSON_NUMBER)
        return false;
    for (size_t i = 0; i < length; i++) {
        unsigned digit = (unsigned)digits[i] - '0';
        if (digit > 9 || *whole > (UINT64_MAX - digit) / 10)
            return false;
        *whole = 10 * *whole + digit;
    }
    return true;
}

static bool read_size(struct json_value object, const char *key, size_t *size)
{
    uint64_t whole;

    if (!manifest_whole(json_value_member(object, key), &whole) || whole > SIZE_MAX)
        return false;
    *size = (size_t)whole;
    return true;
}

/* Without newlines, since checksums are lines, and without characters that sha256sum escapes. */
static bool is_path(const char *name, size_t most_slashes)
{
    size_t slashes = 0;

    if (name == NULL || strlen(name) > MANIFEST_MOST_NAME || !below_is_path(name))
        return false;
    for (const char *c = name; *c != '\0'; c++) {
        slashes += *c == '/';
        if ((unsigned char)*c < ' ' || *c == 0x7f || *c == '\\')
            return false;
    }
    return slashes <= most_slashes;
}

/* Of a file in the directory of the manifest. */
static bool is_plain_name(const char *name)
{
    return is_path(name, 0);
}

/* Of such a file, or DIRECTORY/NAME for a directory in it. */
static bool is_file_name(const char *name)
{
    return is_path(name, 1);
}

static bool read_digest(struct json_value value, char digest[DIGEST_SIZE])
{
    const char *digits = json_value_string(value);

    if (digits == NULL || strlen(digits) != DIGEST_SIZE - 1 ||
        strspn(digits, "0123456789abcdef") != DIGEST_SIZE - 1)
        return false;
    memcpy(digest, digits, DIGEST_SIZE);
    return true;
}

/* The sources of kept files may be unknown, and only one document has a module. */
static bool read_optional_digest(struct json_value value, char digest[DIGEST_SIZE])
{
    return json_value_kind(value) == JSON_ABSENT || read_digest(value, digest);
}

static bool read_sources(struct json_value value)
{
    struct json_walk walk = json_walk(value);

    if (json_value_kind(value) != JSON_ABSENT && json_value_kind(value) != JSON_ARRAY)
        return false;
    while (json_walk_next(&walk))
        if (!is_plain_name(json_value_string(walk.value)))
            return false;
    return true;
}

static bool read_flag(struct json_value value, bool *flag)
{
    *flag = json_value_kind(value) == JSON_TRUE;
    return *flag || json_value_kind(value) == JSON_FALSE || json_value_kind(value) == JSON_ABSENT;
}

/* A member that does not apply to a file is absent, and the string then NULL. */
static bool read_string(struct json_value object, const char *key, const char **string)
{
    struct json_value value = json_value_member(object, key);

    *string = json_value_string(value);
    return *string != NULL || json_value_kind(value) == JSON_ABSENT;
}

/* Images have all of these, other files none. */
static bool read_image(struct json_value object, struct output_file *file)
{
    if (json_value_kind(json_value_member(object, MANIFEST_FILE_WIDTH)) == JSON_ABSENT)
        return json_value_kind(json_value_member(object, MANIFEST_FILE_HEIGHT)) == JSON_ABSENT;
    return read_size(object, MANIFEST_FILE_WIDTH, &file->width) &&
           read_size(object, MANIFEST_FILE_HEIGHT, &file->height) &&
           read_string(object, MANIFEST_FILE_THEME, &file->theme) && file->theme != NULL &&
           read_string(object, MANIFEST_FILE_CAPTION, &file->caption) && file->caption != NULL &&
           read_string(object, MANIFEST_FILE_ALTERNATIVE, &file->alternative) &&
           file->alternative != NULL && file->width > 0 && file->height > 0;
}

/* NULL, or the name of the invalid member. */
static const char *read_entry(struct json_value object, struct manifest_entry *entry)
{
    struct output_file *file = &entry->file;

    file->name = json_value_string(json_value_member(object, MANIFEST_FILE_NAME));
    if (!is_file_name(file->name))
        return MANIFEST_FILE_NAME;
    if (!read_string(object, MANIFEST_FILE_KIND, &file->kind) || file->kind == NULL)
        return MANIFEST_FILE_KIND;
    if (!read_digest(json_value_member(object, MANIFEST_FILE_DIGEST), file->digest))
        return MANIFEST_FILE_DIGEST;
    if (!read_size(object, MANIFEST_FILE_SIZE, &file->size))
        return MANIFEST_FILE_SIZE;
    if (!read_optional_digest(json_value_member(object, MANIFEST_FILE_SOURCE), file->source))
        return MANIFEST_FILE_SOURCE;
    if (!read_optional_digest(json_value_member(object, MANIFEST_FILE_MODULE), file->module))
        return MANIFEST_FILE_MODULE;
    entry->sources = json_value_member(object, MANIFEST_FILE_SOURCES);
    if (!read_sources(entry->sources))
        return MANIFEST_FILE_SOURCES;
    if (!read_flag(json_value_member(object, MANIFEST_FILE_KEPT), &file->kept))
        return MANIFEST_FILE_KEPT;
    return read_image(object, file) ? NULL : MANIFEST_FILE_WIDTH;
}

/* ---- All of it ------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct manifest_entry *)a)->file.name,
                  ((const struct manifest_entry *)b)->file.name);
}

static enum status sort_files(struct manifest *manifest, struct error *error)
{
    qsort(manifest->files, manifest->count, sizeof *manifest->files, by_name);
    for (size_t i = 1; i < manifest->count; i++)
        if (by_name(&manifest->files[i - 1], &manifest->files[i]) == 0)
            return error_set(error, STATUS_BAD_INPUT, "duplicate file '%.255s'",
                             manifest->files[i].file.name);
    return STATUS_OK;
}

static enum status read_files(struct manifest *manifest, struct error *error)
{
    struct json_value list = json_value_member(manifest->root, MANIFEST_FILES);
    struct json_walk walk = json_walk(list);

    if (json_value_kind(list) != JSON_ARRAY)
        return reject(error, "no array '" MANIFEST_FILES "'");
    if (json_value_count(list) > MANIFEST_MOST_FILES)
        return reject(error, "too many files");
    manifest->files = calloc(json_value_count(list) + 1, sizeof *manifest->files);
    if (manifest->files == NULL)
        return error_out_of_memory(error);
    while (json_walk_next(&walk)) {
        const char *wrong = read_entry(walk.value, &manifest->files[manifest->count]);
        if (wrong != NULL)
            return error_set(error, STATUS_BAD_INPUT, MANIFEST_FILES "[%zu].%s: missing or invalid",
                             manifest->count, wrong);
        manifest->count++;
    }
    return sort_files(manifest, error);
}

static enum status check_schema(const struct manifest *manifest, struct error *error)
{
    uint64_t schema;

    if (!manifest_whole(json_value_member(manifest->root, MANIFEST_SCHEMA_NUMBER), &schema))
        return reject(error, "not a manifest of a run");
    if (schema != MANIFEST_SCHEMA)
        return error_set(error, STATUS_BAD_INPUT, "schema %ju is not supported by this version",
                         (uintmax_t)schema);
    return STATUS_OK;
}

static enum status take_tree(enum status status, struct manifest *manifest, struct error *error)
{
    if (status != STATUS_OK)
        return status;
    if (manifest->tree.too_large)
        return reject(error, "too large");
    manifest->root = manifest->tree.root;
    status = check_schema(manifest, error);
    return status == STATUS_OK ? read_files(manifest, error) : status;
}

enum status manifest_parse(const char *bytes, size_t length, struct manifest *manifest,
                           struct error *error)
{
    *manifest = (struct manifest){0};
    if (length > MANIFEST_MOST_BYTES)
        return reject(error, "too large");
    return take_tree(json_tree_parse(bytes, length, &manifest->account, &manifest->tree, error),
                     manifest, error);
}

static enum status read_open_file(int file, int interrupt_fd, struct manifest *manifest,
                                  struct error *error)
{
    struct stat about;

    if (fstat(file, &about) != 0)
        return error_set(error, STATUS_FAILED, "cannot read " ARTIFACT_MANIFEST ": %s",
                         strerror(errno));
    if (!S_ISREG(about.st_mode))
        return reject(error, "not a regular file");
    if ((uintmax_t)about.st_size > MANIFEST_MOST_BYTES)
        return reject(error, "too large");
    return take_tree(json_tree_read(file, interrupt_fd, &manifest->account, &manifest->tree, error),
                     manifest, error);
}

/* Errors due to the type or mode of the file are STATUS_BAD_INPUT, others STATUS_FAILED. */
static enum status reject_unopened(int reason, struct error *error)
{
    switch (reason) {
    case ELOOP:
    case ENXIO:
    case ENODEV:
        return reject(error, "not a regular file");
    case EACCES:
    case EPERM:
        return reject(error, strerror(reason));
    default:
        return error_set(error, STATUS_FAILED, "cannot read " ARTIFACT_MANIFEST ": %s",
                         strerror(reason));
    }
}

enum status manifest_read(int directory, int interrupt_fd, struct manifest *manifest, bool *found,
                          struct error *error)
{
    int file = openat(directory, ARTIFACT_MANIFEST, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

    *manifest = (struct manifest){0};
    *found = file >= 0 || errno != ENOENT;
    if (file < 0)
        return *found ? reject_unopened(errno, error) : STATUS_OK;
    enum status status = read_open_file(file, interrupt_fd, manifest, error);
    close(file);
    return status;
}

static int compare_name(const void *name, const void *entry)
{
    return strcmp(name, ((const struct manifest_entry *)entry)->file.name);
}

const struct manifest_entry *manifest_find(const struct manifest *manifest, const char *name)
{
    return manifest->count == 0 ? NULL
                                : bsearch(name, manifest->files, manifest->count,
                                          sizeof *manifest->files, compare_name);
}
