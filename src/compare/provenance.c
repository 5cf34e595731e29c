#include "compare/provenance.h"

#include <fcntl.h>
#include <string.h>

#include "base/artifact_format.h"
#include "base/file.h"
#include "diff/json_diff.h"

#define DIGITS (DIGEST_SIZE - 1)
#define MOST_BYTES ((size_t)1 << 28)

size_t provenance_parts(const struct text *source,
                        struct provenance_part parts[PROVENANCE_MAX_PARTS])
{
    const char *line = text_string(source);
    size_t count = 0;

    for (; *line != '\0'; count++) {
        const char *end = strchr(line, '\n');
        if (end == NULL || count == PROVENANCE_MAX_PARTS)
            return 0;
        size_t length = (size_t)(end - line);
        if (strspn(line, "0123456789abcdef") != DIGITS || strncmp(line + DIGITS, "  ", 2) != 0 ||
            length <= DIGITS + 2 || length - DIGITS - 2 >= sizeof parts->name)
            return 0;
        memcpy(parts[count].digest, line, DIGITS);
        parts[count].digest[DIGITS] = '\0';
        memcpy(parts[count].name, line + DIGITS + 2, length - DIGITS - 2);
        parts[count].name[length - DIGITS - 2] = '\0';
        line = end + 1;
    }
    return count;
}

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

static const char *string_of(const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));

    return value == NULL ? "" : value;
}

const char *provenance_source(const json_t *manifest, const char *name, const char *digest)
{
    const json_t *file;
    size_t i;

    json_array_foreach(json_object_get(manifest, MANIFEST_FILES), i, file)
    {
        if (strcmp(string_of(file, MANIFEST_FILE_NAME), name) == 0 &&
            strcmp(string_of(file, MANIFEST_FILE_DIGEST), digest) == 0)
            return json_string_value(json_object_get(file, MANIFEST_FILE_SOURCE));
    }
    return NULL;
}

void provenance_renderer(const json_t *manifest, struct text *out)
{
    const json_t *renderer = json_object_get(manifest, MANIFEST_RENDERER);

    if (json_is_object(renderer))
        text_appendf(out, ARTIFACT_RENDERER_FORMAT, string_of(renderer, MANIFEST_GNUPLOT),
                     string_of(renderer, MANIFEST_FONT), string_of(renderer, MANIFEST_FONT_DIGEST));
}
