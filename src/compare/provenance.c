#include "compare/provenance.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/artifact_format.h"
#include "base/version.h"

#define DIGITS (DIGEST_SIZE - 1)

/* ---- Sources --------------------------------------------------------------------------------- */

static bool is_digest(const char *value)
{
    return strlen(value) == DIGITS && strspn(value, "0123456789abcdef") == DIGITS;
}

/* Whether the name is that of a file in the same directory, without newlines. */
static bool is_plain_name(const char *name)
{
    for (const char *c = name; *c != '\0'; c++)
        if (*c == '/' || (unsigned char)*c < ' ')
            return false;
    return *name != '\0' && strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
}

static bool read_part(const char *line, size_t length, struct provenance_part *part)
{
    if (length > 0 && line[length - 1] == '\r')
        length--;
    if (length <= DIGITS + 2 || strspn(line, "0123456789abcdef") != DIGITS || line[DIGITS] != ' ' ||
        (line[DIGITS + 1] != ' ' && line[DIGITS + 1] != '*') ||
        length - DIGITS - 2 >= sizeof part->name)
        return false;
    memcpy(part->digest, line, DIGITS);
    part->digest[DIGITS] = '\0';
    length -= DIGITS + 2;
    memcpy(part->name, line + DIGITS + 2, length);
    part->name[length] = '\0';
    return strlen(part->name) == length && is_plain_name(part->name);
}

bool provenance_parts(const struct text *source, struct provenance_list *list, size_t *line)
{
    const char *at = text_string(source), *end = at + source->length;

    list->count = 0;
    for (*line = 1; at < end; ++*line) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((newline == NULL ? end : newline) - at);
        if (list->count == PROVENANCE_MAX_PARTS ||
            !read_part(at, length, &list->parts[list->count])) {
            list->count = 0;
            return false;
        }
        list->count++;
        at += length + (newline != NULL);
    }
    return true;
}

/* ---- The manifest ---------------------------------------------------------------------------- */

void provenance_manifest_free(struct provenance_manifest *manifest)
{
    if (manifest->files != NULL)
        budget_give(manifest->tree.account, manifest->file_count * sizeof *manifest->files);
    free(manifest->files);
    json_tree_free(&manifest->tree);
    *manifest = (struct provenance_manifest){.file_count = 0};
}

static int by_name(const void *a, const void *b)
{
    return strcmp(provenance_string(*(const struct json_value *)a, MANIFEST_FILE_NAME),
                  provenance_string(*(const struct json_value *)b, MANIFEST_FILE_NAME));
}

/* True, without a list, if the account does not have enough memory for it. */
static enum status sort_files(struct provenance_manifest *manifest, struct error *error)
{
    struct json_value list = json_value_member(manifest->tree.root, MANIFEST_FILES);
    size_t count = json_value_count(list), size = count * sizeof *manifest->files;
    struct json_walk walk = json_walk(list);

    if (json_value_kind(list) != JSON_ARRAY || !budget_take(manifest->tree.account, size))
        return STATUS_OK;
    manifest->files = malloc(size + 1);
    if (manifest->files == NULL) {
        budget_give(manifest->tree.account, size);
        return error_out_of_memory(error);
    }
    for (size_t i = 0; json_walk_next(&walk); i++)
        manifest->files[i] = walk.value;
    manifest->file_count = count;
    qsort(manifest->files, count, sizeof *manifest->files, by_name);
    manifest->root = manifest->tree.root;
    return STATUS_OK;
}

/* Whether the error means that the file does not exist or must not be read, rather than that it
 * could temporarily not be read. */
static bool is_absent(int reason)
{
    return reason == ENOENT || reason == ENOTDIR || reason == ELOOP || reason == ENAMETOOLONG ||
           reason == ENXIO || reason == EACCES || reason == EPERM;
}

/* -1 for a file that does not exist or must not be read, which states nothing. */
static enum status open_manifest(const char *path, int *file, struct error *error)
{
    struct stat about;
    enum status status = STATUS_OK;

    *file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (*file < 0 && is_absent(errno))
        return STATUS_OK;
    if (*file < 0 || fstat(*file, &about) != 0)
        status = error_set(error, STATUS_FAILED, "cannot read %.255s: %s", path, strerror(errno));
    if (*file >= 0 && (status != STATUS_OK || !S_ISREG(about.st_mode))) {
        close(*file);
        *file = -1;
    }
    return status;
}

enum status provenance_manifest_read(const char *path, int interrupt_fd,
                                     struct budget_account *account,
                                     struct provenance_manifest *manifest, struct error *error)
{
    int file;
    enum status status = open_manifest(path, &file, error);

    *manifest = (struct provenance_manifest){.file_count = 0};
    if (file < 0)
        return status;
    status = json_tree_read(file, interrupt_fd, account, &manifest->tree, error);
    close(file);
    if (status == STATUS_OK)
        status = sort_files(manifest, error);
    return status == STATUS_BAD_INPUT ? STATUS_OK : status;
}

const char *provenance_string(struct json_value object, const char *key)
{
    const char *value = json_value_string(json_value_member(object, key));

    return value == NULL ? "" : value;
}

/* Compares the name of the i-th file. */
static int order_of(const struct provenance_manifest *manifest, size_t i, const char *name)
{
    return strcmp(provenance_string(manifest->files[i], MANIFEST_FILE_NAME), name);
}

struct json_value provenance_file(const struct provenance_manifest *manifest, const char *name)
{
    size_t low = 0, high = manifest->file_count, count = manifest->file_count;

    while (low < high) { /* finds the first one that is not less */
        size_t middle = low + (high - low) / 2;
        if (order_of(manifest, middle, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == count || order_of(manifest, low, name) != 0 ||
        (low + 1 < count && order_of(manifest, low + 1, name) == 0))
        return (struct json_value){NULL};
    return manifest->files[low];
}

static bool add_part(const struct provenance_manifest *manifest, const char *name,
                     struct provenance_list *list, struct text *lines)
{
    const char *digest = provenance_string(provenance_file(manifest, name), MANIFEST_FILE_DIGEST);
    struct provenance_part *part = &list->parts[list->count];

    if (list->count == PROVENANCE_MAX_PARTS || !is_digest(digest) || !is_plain_name(name) ||
        strlen(name) >= sizeof part->name)
        return false;
    memcpy(part->digest, digest, DIGEST_SIZE);
    memcpy(part->name, name, strlen(name) + 1);
    list->count++;
    text_appendf(lines, "%s  %s\n", digest, name);
    return true;
}

enum status provenance_manifest_parts(const struct provenance_manifest *manifest,
                                      struct json_value file, struct provenance_list *list,
                                      struct error *error)
{
    struct json_walk walk = json_walk(json_value_member(file, MANIFEST_FILE_SOURCES));
    char digest[DIGEST_SIZE];
    struct text lines = {0};
    bool whole = true;

    list->count = 0;
    while (whole && json_walk_next(&walk)) {
        const char *name = json_value_string(walk.value);
        whole = name != NULL && add_part(manifest, name, list, &lines);
    }
    digest_bytes(text_string(&lines), lines.length, digest);
    if (!whole || strcmp(digest, provenance_string(file, MANIFEST_FILE_SOURCE)) != 0)
        list->count = 0;
    enum status status = text_check(&lines, error);
    text_free(&lines);
    return status;
}

/* ---- What made it ---------------------------------------------------------------------------- */

#define NUMERALS "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define PATCHLEVEL " patchlevel "

/* A suffix of a version: "rc1"; no words. */
#define MOST_LETTERS ((size_t)8)

/* Skips a version, "5.4" or "0.4.0rc1". */
static bool skip_version(const char **at)
{
    size_t digits = strspn(*at, NUMERALS "."), more = strspn(*at + digits, LETTERS NUMERALS ".");

    *at += digits + more;
    return digits > 0 && digits + more <= 2 * MOST_LETTERS && more <= MOST_LETTERS;
}

/* "gnuplot 5.4 patchlevel 4", "adam-report 0.4.0". The form is strict, since differences in this
 * text pass in documents. */
static bool is_program(const char *value, const char *name)
{
    size_t length = strlen(name);

    if (strncmp(value, name, length) != 0 || value[length] != ' ')
        return false;
    value += length + 1;
    if (!skip_version(&value))
        return false;
    if (strncmp(value, PATCHLEVEL, strlen(PATCHLEVEL)) != 0)
        return *value == '\0';
    value += strlen(PATCHLEVEL);
    size_t patch = strspn(value, LETTERS NUMERALS ".");
    return patch > 0 && patch <= MOST_LETTERS && value[patch] == '\0';
}

bool provenance_is_renderer(const char *path, const char *value)
{
    if (strcmp(path, MANIFEST_PROGRAM) == 0)
        return is_program(value, PROGRAM_NAME);
    if (strcmp(path, MANIFEST_RENDERER "." MANIFEST_GNUPLOT) == 0)
        return is_program(value, "gnuplot");
    if (strcmp(path, MANIFEST_RENDERER "." MANIFEST_FONT) == 0)
        return strcmp(value, ARTIFACT_FONT) == 0;
    return strcmp(path, MANIFEST_RENDERER "." MANIFEST_FONT_DIGEST) == 0 && is_digest(value);
}

struct renderer {
    const char *gnuplot, *font, *font_digest;
};

static bool find_renderer(const struct provenance_manifest *manifest, struct renderer *renderer)
{
    struct json_value object = json_value_member(manifest->root, MANIFEST_RENDERER);

    *renderer = (struct renderer){provenance_string(object, MANIFEST_GNUPLOT),
                                  provenance_string(object, MANIFEST_FONT),
                                  provenance_string(object, MANIFEST_FONT_DIGEST)};
    return is_program(renderer->gnuplot, "gnuplot") && strcmp(renderer->font, ARTIFACT_FONT) == 0 &&
           is_digest(renderer->font_digest);
}

void provenance_renderer(const struct provenance_manifest *manifest, struct text *out)
{
    struct renderer renderer;

    if (find_renderer(manifest, &renderer))
        text_appendf(out, ARTIFACT_RENDERER_FORMAT, renderer.gnuplot, renderer.font,
                     renderer.font_digest);
}

bool provenance_credit(const struct provenance_manifest *manifest, struct text *out)
{
    const char *program = provenance_string(manifest->root, MANIFEST_PROGRAM);
    struct renderer renderer;

    if (!is_program(program, PROGRAM_NAME))
        return false;
    text_appendf(out, ARTIFACT_CREDIT_PROGRAM "%s", program);
    if (json_value_kind(json_value_member(manifest->root, MANIFEST_RENDERER)) == JSON_NULL)
        return true;
    if (!find_renderer(manifest, &renderer))
        return false;
    text_appendf(out, ARTIFACT_CREDIT_FIGURES "%s" ARTIFACT_CREDIT_FONT_FORMAT, renderer.gnuplot,
                 renderer.font, renderer.font_digest);
    return true;
}
