#include "compare/script_boxes.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/artifact_format.h"
#include "base/file.h"
#include "base/text.h"

/* Our own scripts have about 20 kB. */
#define MOST_BYTES ((size_t)4 << 20)

static void append_path(struct text *path, const char *image)
{
    static const char dark[] = ARTIFACT_DARK_SUFFIX;
    const char *dot = strrchr(file_base_name(image), '.');
    size_t length = dot == NULL ? strlen(image) : (size_t)(dot - image), end = sizeof dark - 1;
    bool moves = file_has_extension(image, ".gif");
    bool is_dark = moves && length > end && memcmp(image + length - end, dark, end) == 0;

    text_append_bytes(path, image, is_dark ? length - end : length);
    text_append(path, moves ? ARTIFACT_FRAMES_SUFFIX : "");
    text_append(path, is_dark ? ARTIFACT_DARK_SUFFIX ".gp" : ".gp");
}

static enum status read_script(const char *image, struct text *script, struct error *error)
{
    struct text path = {0};
    struct stat about;

    append_path(&path, image);
    enum status status = text_check(&path, error);
    if (status == STATUS_OK && lstat(text_string(&path), &about) == 0 && S_ISREG(about.st_mode) &&
        (size_t)about.st_size <= MOST_BYTES)
        status = file_read(AT_FDCWD, text_string(&path), MOST_BYTES, script, error);
    text_free(&path);
    return status;
}

enum status script_boxes_read(const char *image, struct script_boxes *boxes, struct error *error)
{
    struct text script = {0};
    struct error ignored = {""}; /* invalid boxes affect the script's own verdict */
    enum status status = read_script(image, &script, error);

    *boxes->digest = '\0';
    boxes->boxes.count = 0;
    if (status == STATUS_OK &&
        text_boxes_read(text_string(&script), script.length, &boxes->boxes, &ignored) != STATUS_OK)
        boxes->boxes.count = 0;
    if (boxes->boxes.count > 0)
        digest_bytes(text_string(&script), script.length, boxes->digest);
    text_free(&script);
    return status;
}
