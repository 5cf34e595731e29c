#include "compare/script_boxes.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/artifact_format.h"
#include "base/below.h"
#include "base/file.h"
#include "base/text.h"

/* Our own scripts have about 20 kB. */
#define MOST_BYTES ((size_t)4 << 20)

/* For an image in the directory that its path begins with. */
static void append_path(struct text *path, const char *directory, size_t length, const char *image)
{
    static const char dark[] = ARTIFACT_DARK_SUFFIX;
    const char *dot = strrchr(image, '.');
    size_t stem = dot == NULL ? strlen(image) : (size_t)(dot - image), end = sizeof dark - 1;
    bool moves = file_has_extension(image, ".gif");
    bool is_dark = moves && stem > end && memcmp(image + stem - end, dark, end) == 0;

    text_append_bytes(path, directory, length);
    text_append_bytes(path, image, is_dark ? stem - end : stem);
    text_append(path, moves ? ARTIFACT_FRAMES_SUFFIX : "");
    text_append(path, is_dark ? ARTIFACT_DARK_SUFFIX ".gp" : ".gp");
}

/* *there: whether something has this name. */
static enum status read_script(const struct text *path, struct text *script, bool *there,
                               struct error *error)
{
    struct stat about;
    enum status status = text_check(path, error);

    *there = status == STATUS_OK && lstat(text_string(path), &about) == 0;
    if (*there && S_ISREG(about.st_mode) && (size_t)about.st_size <= MOST_BYTES)
        status = file_read(AT_FDCWD, text_string(path), MOST_BYTES, script, error);
    return status;
}

/* The length of the path to the directory above that of the image, with a slash; false if that is
 * not known, or not part of the baseline. */
static bool find_above(const struct pair *pair, size_t *length)
{
    const char *image = pair->paths[0], *begin = file_base_name(image);
    const struct tree_entry *entry = pair->entries[0];

    if (begin == image)
        return false;
    do
        begin--;
    while (begin > image && begin[-1] != '/');
    *length = (size_t)(begin - image);
    if (entry == NULL) /* one of two files */
        return below_is_path(begin);
    return strchr(entry->target != NULL ? entry->target->name : entry->name, '/') != NULL;
}

static enum status find_script(const struct pair *pair, struct text *script, struct error *error)
{
    const char *image = pair->paths[0], *base = file_base_name(image);
    struct text path = {0};
    size_t above;
    bool there;

    append_path(&path, image, (size_t)(base - image), base);
    enum status status = read_script(&path, script, &there, error);
    text_free(&path);
    if (status != STATUS_OK || there || !find_above(pair, &above))
        return status;
    append_path(&path, image, above, base);
    status = read_script(&path, script, &there, error);
    text_free(&path);
    return status;
}

enum status script_boxes_read(const struct pair *pair, struct script_boxes *boxes,
                              struct error *error)
{
    struct text script = {0};
    struct error ignored = {""}; /* invalid boxes affect the script's own verdict */
    enum status status = find_script(pair, &script, error);

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
