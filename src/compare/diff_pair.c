#include "compare/diff_pair.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/excerpt.h"
#include "base/file.h"
#include "compare/copy_images.h"
#include "image/integrity.h"
#include "image/png_idat.h"

/* Of pictures with more pixels than this the two are decoded side by side. */
#define LARGE ((size_t)4000000)

/* Tables and documents that are larger are not read. */
#define MOST_BYTES ((size_t)1 << 30)

/* A pair with both files open. */
struct look {
    struct examination *examination;
    struct comparison_file *file;
    const struct examine_settings *settings;
    int files[2]; /* -1: not there, or not to be opened */
};

void examination_free(struct examination *examination)
{
    png_file_free(&examination->png[0]);
    png_file_free(&examination->png[1]);
}

/* The verdict on what cannot be read; `error` has the reason. */
static enum status unreadable(struct look *look, const char *side, const struct error *error)
{
    look->file->verdict = VERDICT_UNREADABLE;
    look->examination->settled = true;
    comparison_add_reason(look->file, "%s%s%s", side, *side == '\0' ? "" : ": ", error->message);
    return STATUS_OK;
}

/* STATUS_USAGE is about the file, everything else about us. */
static enum status unless_unreadable(struct look *look, enum status status, const char *side,
                                     const struct error *error)
{
    return status == STATUS_USAGE ? unreadable(look, side, error) : status;
}

static void settle(struct look *look, enum verdict verdict)
{
    look->file->verdict = verdict;
    look->examination->settled = true;
}

static enum status show(struct look *look, struct error *error)
{
    return exhibit_pictures(look->settings->staging, look->examination->stem, look->files,
                            look->file, error);
}

/* ---- Kinds ----------------------------------------------------------------------------------- */

static bool begins_as_png(int file)
{
    char begin[8];

    return file >= 0 && pread(file, begin, sizeof begin, 0) == (ssize_t)sizeof begin &&
           memcmp(begin, "\x89PNG\r\n\x1a\n", sizeof begin) == 0;
}

static enum artifact_kind find_kind(const char *name, const int files[2])
{
    static const struct {
        const char *extension;
        enum artifact_kind kind;
    } kinds[] = {
        {".png", ARTIFACT_PICTURE}, {".svg", ARTIFACT_GRAPHIC}, {".gif", ARTIFACT_GRAPHIC},
        {".pdf", ARTIFACT_GRAPHIC}, {".dat", ARTIFACT_TABLE},   {".csv", ARTIFACT_TABLE},
        {".tsv", ARTIFACT_TABLE},   {".json", ARTIFACT_JSON},
    };
    const char *slash = strrchr(name, '/');

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (exhibit_has_extension(name, kinds[i].extension))
            return kinds[i].kind;
    if (strcmp(slash == NULL ? name : slash + 1, "SHA256SUMS") == 0)
        return ARTIFACT_SUMS;
    return begins_as_png(files[0]) || begins_as_png(files[1]) ? ARTIFACT_PICTURE : ARTIFACT_FILE;
}

/* ---- Pictures -------------------------------------------------------------------------------- */

static enum status scan(struct look *look, size_t side, struct error *error)
{
    struct png_file *png = &look->examination->png[side];
    uint64_t most = look->settings->options->max_image_pixels;
    enum status status = png_file_scan(look->files[side], png, error);

    if (status != STATUS_OK)
        return unless_unreadable(look, status, comparison_sides[side], error);
    look->file->sides[side].width = png->width;
    look->file->sides[side].height = png->height;
    if (png->width > most / png->height) {
        error_set(error, STATUS_USAGE,
                  "%zux%zu pixels are more than the %llu that --max-image-pixels allows",
                  png->width, png->height, (unsigned long long)most);
        return unreadable(look, comparison_sides[side], error);
    }
    return STATUS_OK;
}

static enum status draw_difference(struct look *look, struct image_diff_settings *settings,
                                   struct error *error)
{
    struct examination *e = look->examination;
    int drawing = -1;
    enum status status = STATUS_OK;

    if (look->settings->staging != NULL) {
        look->file->drawing = exhibit_name(look->examination->stem, "diff", ".png");
        if (look->file->drawing == NULL)
            return error_out_of_memory(error);
        status = staging_create(look->settings->staging, look->file->drawing, &drawing, error);
    }
    if (status == STATUS_OK)
        status = image_diff(look->files[0], &e->png[0], look->files[1], &e->png[1], settings,
                            drawing, look->file->image, error);
    if (drawing >= 0 && close(drawing) != 0 && status == STATUS_OK)
        status = error_set(error, STATUS_FAILED, "cannot write the picture of a difference: %s",
                           strerror(errno));
    if (status != STATUS_OK) { /* not adopted, so it will go */
        free(look->file->drawing);
        look->file->drawing = NULL;
    }
    return status;
}

static enum status decode(struct look *look, bool threaded, struct error *error)
{
    const struct compare_options *options = look->settings->options;
    struct image_diff_settings settings = {.threshold = options->threshold,
                                           .count_antialiased = options->count_antialiased,
                                           .ignored = options->regions,
                                           .ignored_count = options->region_count,
                                           .threaded = threaded,
                                           .interrupt_fd = look->settings->interrupt_fd};

    look->examination->undecoded = false;
    look->file->image = calloc(1, sizeof *look->file->image);
    if (look->file->image == NULL)
        return error_out_of_memory(error);
    enum status status = draw_difference(look, &settings, error);
    if (status != STATUS_OK) {
        free(look->file->image);
        look->file->image = NULL;
        return unless_unreadable(look, status, "", error);
    }
    return show(look, error);
}

static enum status examine_picture(struct look *look, struct error *error)
{
    struct examination *e = look->examination;
    enum status status = scan(look, 0, error);

    if (status == STATUS_OK) /* also if that was enough: both may be broken */
        status = scan(look, 1, error);
    if (status != STATUS_OK || e->settled)
        return status;
    status =
        png_data_same(look->files[0], &e->png[0], look->files[1], &e->png[1], &e->same_data, error);
    if (status != STATUS_OK)
        return unless_unreadable(look, status, "", error);
    if (e->same_data)
        return show(look, error);
    for (size_t i = 0; i < 2; i++)
        e->undecoded = e->undecoded || e->png[i].width * e->png[i].height > LARGE;
    return e->undecoded ? STATUS_OK : decode(look, false, error);
}

/* ---- Texts ----------------------------------------------------------------------------------- */

/* What cannot be read, or is too large to be, is the file's trouble. */
static enum status read_both(struct look *look, struct text bytes[2], struct error *error)
{
    for (size_t i = 0; i < 2 && !look->examination->settled; i++) {
        enum status status =
            file_read(AT_FDCWD, look->examination->pair->paths[i], MOST_BYTES, &bytes[i], error);
        if (bytes[i].failed)
            return error_out_of_memory(error);
        if (status != STATUS_OK)
            status = unreadable(look, comparison_sides[i], error);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status examine_table(struct look *look, const struct text bytes[2], struct error *error)
{
    const char *name = look->file->name;
    enum table_dialect dialect = exhibit_has_extension(name, ".csv")   ? TABLE_CSV
                                 : exhibit_has_extension(name, ".tsv") ? TABLE_TSV
                                                                       : TABLE_DAT;
    struct table_difference *found = calloc(1, sizeof *found);

    if (found == NULL)
        return error_out_of_memory(error);
    enum status status = table_diff(dialect, &bytes[0], &bytes[1],
                                    &look->settings->options->tolerance, found, error);
    if (status == STATUS_OK)
        look->file->table = found;
    else
        free(found);
    return unless_unreadable(look, status, "", error);
}

static enum status examine_json(struct look *look, const struct text bytes[2], struct error *error)
{
    json_t *json[2] = {NULL, NULL};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < 2 && status == STATUS_OK; i++) {
        json[i] = json_diff_parse(&bytes[i], error);
        if (json[i] == NULL)
            status = unreadable(look, comparison_sides[i], error);
    }
    if (status == STATUS_OK && !look->examination->settled) {
        look->file->json = calloc(1, sizeof *look->file->json);
        status = look->file->json == NULL
                     ? error_out_of_memory(error)
                     : json_diff(json[0], json[1], &look->settings->options->tolerance,
                                 look->file->json, error);
    }
    json_decref(json[0]);
    json_decref(json[1]);
    return status;
}

static size_t line_length(const char *line, const char *end)
{
    const char *newline = memchr(line, '\n', (size_t)(end - line));

    return (size_t)((newline == NULL ? end : newline) - line);
}

/* The first line that differs, or of files that are no text the first byte. */
static void say_where(struct comparison_file *file, const struct text *a, const struct text *b)
{
    const char *begin_a = text_string(a), *begin_b = text_string(b);
    size_t shorter = a->length < b->length ? a->length : b->length, at = 0, line = 1, begin = 0;

    for (; at < shorter && begin_a[at] == begin_b[at]; at++)
        if (begin_a[at] == '\n') {
            line++;
            begin = at + 1;
        }
    if (memchr(begin_a, '\0', a->length) != NULL || memchr(begin_b, '\0', b->length) != NULL) {
        comparison_add_reason(file, "first differs at byte %zu", at + 1);
        return;
    }
    struct text excerpt = {0};
    excerpt_difference(&excerpt, begin_a + begin, line_length(begin_a + begin, begin_a + a->length),
                       begin_b + begin, line_length(begin_b + begin, begin_b + b->length));
    comparison_add_reason(file, "first differs on line %zu: %s", line, text_string(&excerpt));
    text_free(&excerpt);
}

/* What only a manifest, or nothing, can tell more about: the digests, and for a text the first line
 * that differs. */
static enum status examine_bytes(struct look *look, const struct text bytes[2], struct error *error)
{
    struct examination *e = look->examination;

    for (size_t i = 0; i < 2; i++) {
        digest_bytes(text_string(&bytes[i]), bytes[i].length, e->digests[i]);
        if (look->file->kind == ARTIFACT_GRAPHIC &&
            graphic_check(look->file->name, &bytes[i], error) != STATUS_OK)
            return unreadable(look, comparison_sides[i], error);
    }
    if (look->file->kind == ARTIFACT_FILE)
        say_where(look->file, &bytes[0], &bytes[1]);
    return show(look, error);
}

static enum status examine_text(struct look *look, struct error *error)
{
    struct text bytes[2] = {{0}, {0}};
    enum status status = read_both(look, bytes, error);

    if (status == STATUS_OK && !look->examination->settled) {
        if (look->file->kind == ARTIFACT_TABLE)
            status = examine_table(look, bytes, error);
        else if (look->file->kind == ARTIFACT_JSON)
            status = examine_json(look, bytes, error);
        else
            status = examine_bytes(look, bytes, error);
    }
    text_free(&bytes[0]);
    text_free(&bytes[1]);
    return status;
}

/* ---- The pair -------------------------------------------------------------------------------- */

/* Opens a file for reading; what cannot be opened is unreadable. */
static enum status open_file(struct look *look, size_t side, struct error *error)
{
    const struct pair *pair = look->examination->pair;
    struct stat about;

    if (pair->trouble[side] != NULL) {
        error_set(error, STATUS_USAGE, "%s", pair->trouble[side]);
        return unreadable(look, comparison_sides[side], error);
    }
    /* O_NONBLOCK: a FIFO that took the file's place must not hang us. */
    look->files[side] = open(pair->paths[side], O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (look->files[side] < 0 || fstat(look->files[side], &about) != 0) {
        error_set(error, STATUS_USAGE, "cannot be read: %s", strerror(errno));
        return unreadable(look, comparison_sides[side], error);
    }
    if (!S_ISREG(about.st_mode)) {
        error_set(error, STATUS_USAGE, "is no regular file");
        return unreadable(look, comparison_sides[side], error);
    }
    look->file->sides[side].size = (uint64_t)about.st_size;
    return STATUS_OK;
}

static enum status open_both(struct look *look, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < 2 && status == STATUS_OK; i++) {
        look->file->sides[i].there = look->examination->pair->paths[i] != NULL;
        if (look->file->sides[i].there)
            status = open_file(look, i, error);
    }
    return status;
}

static void close_both(struct look *look)
{
    for (size_t i = 0; i < 2; i++)
        if (look->files[i] >= 0)
            close(look->files[i]);
}

static enum status examine_both(struct look *look, struct error *error)
{
    bool same = false;
    enum status status = file_same_bytes(look->files[0], look->files[1], &same, error);

    if (status != STATUS_OK)
        return unreadable(look, "", error);
    if (same) {
        settle(look, VERDICT_IDENTICAL);
        return STATUS_OK;
    }
    return look->file->kind == ARTIFACT_PICTURE ? examine_picture(look, error)
                                                : examine_text(look, error);
}

static enum status examine_open(struct look *look, struct error *error)
{
    struct comparison_file *file = look->file;

    file->kind = find_kind(file->name, look->files);
    if (look->examination->settled)
        return STATUS_OK;
    if (file->sides[0].there && file->sides[1].there)
        return examine_both(look, error);
    settle(look, file->sides[0].there ? VERDICT_MISSING : VERDICT_ADDED);
    return show(look, error);
}

enum status examine(struct examination *examination, const struct examine_settings *settings,
                    struct error *error)
{
    struct look look = {.examination = examination,
                        .file = examination->file,
                        .settings = settings,
                        .files = {-1, -1}};
    enum status status = open_both(&look, error);

    if (status == STATUS_OK)
        status = examine_open(&look, error);
    close_both(&look);
    return status;
}

enum status examine_large(struct examination *examination, const struct examine_settings *settings,
                          struct error *error)
{
    struct look look = {.examination = examination,
                        .file = examination->file,
                        .settings = settings,
                        .files = {-1, -1}};
    enum status status = open_both(&look, error);

    if (status == STATUS_OK && !examination->settled)
        status = decode(&look, true, error);
    close_both(&look);
    return status;
}
