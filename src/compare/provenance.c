#include "compare/provenance.h"

#include <fcntl.h>
#include <string.h>

#include "base/artifact_format.h"
#include "base/file.h"
#include "base/version.h"
#include "diff/json_diff.h"

#define DIGITS (DIGEST_SIZE - 1)
#define MOST_BYTES ((size_t)1 << 28)

/* ---- Sources --------------------------------------------------------------------------------- */

static bool is_digest(const char *value)
{
    return strlen(value) == DIGITS && strspn(value, "0123456789abcdef") == DIGITS;
}

/* Whether the name is one of a file in the same directory, and on one line. */
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

json_t *provenance_manifest(const char *path)
{
    struct text text = {0};
    struct error ignored; /* a manifest that cannot be read states nothing */
    json_t *manifest = NULL;

    if (file_read(AT_FDCWD, path, MOST_BYTES, &text, &ignored) == STATUS_OK)
        json_diff_parse(&text, &manifest, &ignored);
    text_free(&text);
    if (json_is_array(json_object_get(manifest, MANIFEST_FILES)))
        return manifest;
    json_decref(manifest);
    return NULL;
}

const char *provenance_string(const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));

    return value == NULL ? "" : value;
}

const json_t *provenance_file(const json_t *manifest, const char *name)
{
    const json_t *file, *found = NULL;
    size_t i;

    json_array_foreach(json_object_get(manifest, MANIFEST_FILES), i, file)
    {
        if (strcmp(provenance_string(file, MANIFEST_FILE_NAME), name) != 0)
            continue;
        if (found != NULL)
            return NULL;
        found = file;
    }
    return found;
}

static bool add_part(const json_t *manifest, const char *name, struct provenance_list *list,
                     struct text *lines)
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

void provenance_manifest_parts(const json_t *manifest, const json_t *file,
                               struct provenance_list *list)
{
    const json_t *names = json_object_get(file, MANIFEST_FILE_SOURCES), *name;
    char digest[DIGEST_SIZE];
    struct text lines = {0};
    bool whole = true;
    size_t i;

    list->count = 0;
    json_array_foreach(names, i, name)
    {
        whole = whole && json_is_string(name) &&
                add_part(manifest, json_string_value(name), list, &lines);
    }
    digest_bytes(text_string(&lines), lines.length, digest);
    if (!whole || lines.failed ||
        strcmp(digest, provenance_string(file, MANIFEST_FILE_SOURCE)) != 0)
        list->count = 0;
    text_free(&lines);
}

/* ---- What made it ---------------------------------------------------------------------------- */

static bool is_of(const char *text, const char *characters)
{
    return *text != '\0' && strlen(text) < 80 && strspn(text, characters) == strlen(text);
}

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define NUMERALS "0123456789"

/* "gnuplot 5.4 patchlevel 4", "adam-report 0.4.0": a name, and letters, digits and points. */
static bool is_program(const char *value, const char *name)
{
    return strncmp(value, name, strlen(name)) == 0 && value[strlen(name)] == ' ' &&
           is_of(value + strlen(name), LETTERS NUMERALS " .");
}

bool provenance_is_renderer(const char *path, const char *value)
{
    if (strcmp(path, MANIFEST_PROGRAM) == 0)
        return is_program(value, PROGRAM_NAME);
    if (strcmp(path, MANIFEST_RENDERER "." MANIFEST_GNUPLOT) == 0)
        return is_program(value, "gnuplot");
    if (strcmp(path, MANIFEST_RENDERER "." MANIFEST_FONT) == 0)
        return is_of(value, LETTERS NUMERALS " ");
    return strcmp(path, MANIFEST_RENDERER "." MANIFEST_FONT_DIGEST) == 0 && is_digest(value);
}

struct renderer {
    const char *gnuplot, *font, *font_digest;
};

static bool find_renderer(const json_t *manifest, struct renderer *renderer)
{
    const json_t *object = json_object_get(manifest, MANIFEST_RENDERER);

    *renderer = (struct renderer){provenance_string(object, MANIFEST_GNUPLOT),
                                  provenance_string(object, MANIFEST_FONT),
                                  provenance_string(object, MANIFEST_FONT_DIGEST)};
    return is_program(renderer->gnuplot, "gnuplot") &&
           is_of(renderer->font, LETTERS NUMERALS " ") && is_digest(renderer->font_digest);
}

void provenance_renderer(const json_t *manifest, struct text *out)
{
    struct renderer renderer;

    if (find_renderer(manifest, &renderer))
        text_appendf(out, ARTIFACT_RENDERER_FORMAT, renderer.gnuplot, renderer.font,
                     renderer.font_digest);
}

bool provenance_credit(const json_t *manifest, struct text *out)
{
    const char *program = provenance_string(manifest, MANIFEST_PROGRAM);
    struct renderer renderer;

    if (!is_program(program, PROGRAM_NAME))
        return false;
    text_appendf(out, ARTIFACT_CREDIT_PROGRAM "%s", program);
    if (json_is_null(json_object_get(manifest, MANIFEST_RENDERER)))
        return true;
    if (!find_renderer(manifest, &renderer))
        return false;
    text_appendf(out, ARTIFACT_CREDIT_FIGURES "%s" ARTIFACT_CREDIT_FONT_FORMAT, renderer.gnuplot,
                 renderer.font, renderer.font_digest);
    return true;
}
