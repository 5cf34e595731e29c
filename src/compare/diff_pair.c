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
#include "compare/diff_drawing.h"
#include "compare/script_boxes.h"
#include "diff/text_excerpt.h"
#include "image/integrity.h"
#include "image/png_idat.h"

/* Two images of which one has more pixels than this are decoded side by side. */
#define MOST_PIXELS_OF_ONE_THREAD ((size_t)4000000)

/* The image of a difference with so many pixels at most is made in memory. */
#define MOST_PIXELS_IN_MEMORY ((size_t)1 << 20)

/* Texts that are larger are not read. */
#define MOST_BYTES ((size_t)1 << 30)

/* A pair with both files open. */
struct open_pair {
    struct pair_difference *difference;
    struct comparison_file *file;
    const struct diff_pair_settings *settings;
    int files[2]; /* -1: not there, or not to be opened */
    struct budget_account account;
};

void pair_difference_free(struct pair_difference *difference)
{
    png_info_free(&difference->png[0]);
    png_info_free(&difference->png[1]);
}

/* The verdict on what cannot be read; `error` has the reason. */
static enum status unreadable(struct open_pair *both, const char *side, const struct error *error)
{
    both->file->verdict = VERDICT_UNREADABLE;
    both->difference->verdict_final = true;
    comparison_add_reason(both->file, "%s%s%s", side, *side == '\0' ? "" : ": ", error->message);
    return STATUS_OK;
}

/* A file that is broken is a verdict; every other failure is ours, and ends the comparison. */
static enum status unless_unreadable(struct open_pair *both, enum status status, const char *side,
                                     const struct error *error)
{
    return status == STATUS_BAD_INPUT ? unreadable(both, side, error) : status;
}

static void set_final(struct open_pair *both, enum verdict verdict)
{
    both->file->verdict = verdict;
    both->difference->verdict_final = true;
}

static enum status copy_both(struct open_pair *both, struct error *error)
{
    return copy_images(&both->settings->copies, both->difference->report_name, both->files,
                       both->file, error);
}

/* ---- Images ---------------------------------------------------------------------------------- */

static enum status read_info(struct open_pair *both, size_t side, struct error *error)
{
    struct png_info *png = &both->difference->png[side];
    uint64_t most = both->difference->settings->max_image_pixels;
    enum status status = png_info_read(both->files[side], png, error);

    if (status != STATUS_OK)
        return unless_unreadable(both, status, comparison_sides[side], error);
    both->file->sides[side].width = png->width;
    both->file->sides[side].height = png->height;
    if (png->width > most / png->height) {
        error_set(error, STATUS_BAD_INPUT,
                  "%zux%zu pixels are more than the %llu that --max-image-pixels allows",
                  png->width, png->height, (unsigned long long)most);
        return unreadable(both, comparison_sides[side], error);
    }
    return STATUS_OK;
}

/* The image of the difference goes into a file, row by row. */
static enum status draw_into_file(struct open_pair *both, const struct png_input images[2],
                                  const struct image_diff_settings *settings, struct error *error)
{
    struct comparison_file *file = both->file;
    int diff_image;

    file->diff_image = copy_images_name(both->difference->report_name, "diff", ".png");
    if (file->diff_image == NULL)
        return error_out_of_memory(error);
    enum status status =
        staging_create(both->settings->copies.staging, file->diff_image, &diff_image, error);
    if (status == STATUS_OK) {
        status = image_diff(images, settings, diff_image, file->image, error);
        if (close(diff_image) != 0 && status == STATUS_OK)
            status = error_set(error, STATUS_FAILED, "cannot write the picture of a difference: %s",
                               strerror(errno));
    }
    if (status != STATUS_OK) { /* not adopted, so it will go */
        free(file->diff_image);
        file->diff_image = NULL;
    }
    return status;
}

/* That of small images is small too. */
static enum status draw_into_memory(struct open_pair *both, const struct png_input images[2],
                                    const struct image_diff_settings *settings, struct error *error)
{
    struct text png = {0};
    struct image_diff_settings drawing = *settings;

    drawing.memory = &png;
    enum status status = image_diff(images, &drawing, -1, both->file->image, error);
    if (status == STATUS_OK)
        status = copy_images_difference(&both->settings->copies, both->difference->report_name,
                                        &png, both->file, error);
    text_free(&png);
    return status;
}

static bool is_small(const struct open_pair *both, size_t side)
{
    const struct comparison_side *about = &both->file->sides[side];

    return about->size <= both->settings->copies.embed_limit &&
           about->width * about->height <= MOST_PIXELS_IN_MEMORY;
}

static enum status compare_images(struct open_pair *both,
                                  const struct image_diff_settings *settings, struct error *error)
{
    const struct png_info *png = both->difference->png;
    const struct png_input images[2] = {{both->files[0], &png[0]}, {both->files[1], &png[1]}};

    if (both->settings->copies.staging == NULL)
        return image_diff(images, settings, -1, both->file->image, error);
    if (is_small(both, 0) && is_small(both, 1))
        return draw_into_memory(both, images, settings, error);
    return draw_into_file(both, images, settings, error);
}

static enum status decode(struct open_pair *both, bool threaded, struct error *error)
{
    const struct pair_settings *pair = both->difference->settings;
    struct image_diff_settings settings = {.threshold = pair->threshold,
                                           .count_antialiased = pair->count_antialiased,
                                           .ignored = pair->regions,
                                           .ignored_count = pair->region_count,
                                           .threaded = threaded,
                                           .interrupt_fd = both->settings->interrupt_fd};
    struct script_boxes boxes;
    struct image_region text[TEXT_BOXES_MAX];

    both->difference->undecoded = false;
    both->file->image = calloc(1, sizeof *both->file->image);
    if (both->file->image == NULL)
        return error_out_of_memory(error);
    enum status status = script_boxes_read(both->difference->pair->paths[0], &boxes, error);
    for (size_t i = 0; i < boxes.boxes.count; i++) {
        const struct text_box *box = &boxes.boxes.list[i];
        text[i] = (struct image_region){box->left, box->top, box->width, box->height};
    }
    settings.text = text;
    settings.text_count = boxes.boxes.count;
    memcpy(both->difference->script_digest, boxes.digest, DIGEST_SIZE);
    if (status == STATUS_OK)
        status = compare_images(both, &settings, error);
    if (status != STATUS_OK) {
        free(both->file->image);
        both->file->image = NULL;
        return unless_unreadable(both, status, "", error);
    }
    return copy_both(both, error);
}

static enum status diff_images(struct open_pair *both, struct error *error)
{
    struct pair_difference *difference = both->difference;
    const struct png_input images[2] = {{both->files[0], &difference->png[0]},
                                        {both->files[1], &difference->png[1]}};
    enum status status = read_info(both, 0, error);

    if (status == STATUS_OK) /* also if that was enough: both may be broken */
        status = read_info(both, 1, error);
    if (status != STATUS_OK || difference->verdict_final)
        return status;
    status = png_idat_same(images, &difference->same_data, error);
    if (status != STATUS_OK)
        return unless_unreadable(both, status, "", error);
    if (difference->same_data && !both->settings->inspect)
        return copy_both(both, error);
    for (size_t i = 0; i < 2; i++)
        difference->undecoded =
            difference->undecoded ||
            difference->png[i].width * difference->png[i].height > MOST_PIXELS_OF_ONE_THREAD;
    return difference->undecoded ? STATUS_OK : decode(both, false, error);
}

/* ---- Texts ----------------------------------------------------------------------------------- */

/* A file that cannot be read, or is too large to be, is unreadable. */
static enum status read_both(struct open_pair *both, struct text bytes[2], struct error *error)
{
    for (size_t i = 0; i < 2 && both->file->verdict != VERDICT_UNREADABLE; i++) {
        enum status status =
            file_read(AT_FDCWD, both->difference->pair->paths[i], MOST_BYTES, &bytes[i], error);
        if (bytes[i].failed)
            return error_out_of_memory(error);
        if (status != STATUS_OK)
            status = unreadable(both, comparison_sides[i], error);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status diff_json(struct open_pair *both, const struct text bytes[2],
                             struct error *error)
{
    json_t *json[2] = {NULL, NULL};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        status = unless_unreadable(both, json_diff_parse(&bytes[i], &json[i], error),
                                   comparison_sides[i], error);
    if (status == STATUS_OK && !both->difference->verdict_final) {
        both->file->json = calloc(1, sizeof *both->file->json);
        status = both->file->json == NULL
                     ? error_out_of_memory(error)
                     : json_diff(json[0], json[1], &both->difference->settings->tolerance,
                                 both->file->json, error);
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

/* Each line printable; the file takes it. */
static enum status keep_excerpt(struct comparison_file *file, const struct text *excerpt,
                                struct error *error)
{
    struct text printable = {0};

    comparison_printable_lines(&printable, text_string(excerpt));
    enum status status = text_check(&printable, error);
    if (status == STATUS_OK)
        file->excerpt = printable.data;
    else
        text_free(&printable);
    return status;
}

/* The first change of two texts. */
static enum status add_excerpt(struct open_pair *both, off_t at, size_t line, off_t line_begin,
                               struct error *error)
{
    struct text excerpt = {0};
    enum status status = text_excerpt(both->files, at, line, line_begin, &excerpt, error);

    if (status == STATUS_OK && excerpt.length > 0)
        status = keep_excerpt(both->file, &excerpt, error);
    text_free(&excerpt);
    return status;
}

/* The first line that differs, or of files that are no text the first byte. */
static enum status explain_first_difference(struct open_pair *both, const struct text *a,
                                            const struct text *b, struct error *error)
{
    struct comparison_file *file = both->file;
    const char *begin_a = text_string(a), *begin_b = text_string(b);
    size_t shorter = a->length < b->length ? a->length : b->length, at = 0, line = 1, begin = 0;

    for (; at < shorter && begin_a[at] == begin_b[at]; at++)
        if (begin_a[at] == '\n') {
            line++;
            begin = at + 1;
        }
    if (memchr(begin_a, '\0', a->length) != NULL || memchr(begin_b, '\0', b->length) != NULL) {
        comparison_add_reason(file, "first differs at byte %zu", at + 1);
        return STATUS_OK;
    }
    struct text excerpt = {0};
    excerpt_difference(&excerpt, begin_a + begin, line_length(begin_a + begin, begin_a + a->length),
                       begin_b + begin, line_length(begin_b + begin, begin_b + b->length));
    comparison_add_reason(file, "first differs on line %zu: %s", line, text_string(&excerpt));
    text_free(&excerpt);
    return add_excerpt(both, (off_t)at, line, (off_t)begin, error);
}

/* For files that are compared by source or bytes: the digests, and for a text the first line that
 * differs. */
static enum status diff_bytes(struct open_pair *both, const struct text bytes[2],
                              struct error *error)
{
    struct pair_difference *difference = both->difference;

    for (size_t i = 0; i < 2; i++) {
        enum status status = STATUS_OK;
        digest_bytes(text_string(&bytes[i]), bytes[i].length, difference->digests[i]);
        if (both->file->kind == FILE_KIND_IMAGE)
            status = integrity_check(both->file->name, &bytes[i], error);
        if (status != STATUS_OK)
            return unless_unreadable(both, status, comparison_sides[i], error);
    }
    enum status status = STATUS_OK;
    if (both->file->kind == FILE_KIND_OTHER || both->file->kind == FILE_KIND_TABLE)
        status = explain_first_difference(both, &bytes[0], &bytes[1], error);
    else if (both->file->kind == FILE_KIND_IMAGE)
        status = diff_drawing(difference, bytes, both->settings->interrupt_fd, error);
    return status == STATUS_OK ? copy_both(both, error) : status;
}

static enum status diff_texts(struct open_pair *both, struct error *error)
{
    struct text bytes[2] = {{0}, {0}};
    enum status status = read_both(both, bytes, error);

    if (status == STATUS_OK && both->file->verdict != VERDICT_UNREADABLE) {
        if (both->file->kind == FILE_KIND_JSON)
            status = diff_json(both, bytes, error);
        else
            status = diff_bytes(both, bytes, error);
    }
    text_free(&bytes[0]);
    text_free(&bytes[1]);
    return status;
}

/* ---- Tables ---------------------------------------------------------------------------------- */

static struct table_settings table_settings_of(struct open_pair *both)
{
    const struct pair_settings *pair = both->difference->settings;
    const char *name = both->file->name;

    return (struct table_settings){.tolerance = pair->tolerance,
                                   .delimiter = pair->delimiter,
                                   .decimal_mark = pair->decimal_mark,
                                   .key = pair->key,
                                   .usual = file_has_extension(name, ".csv")   ? TABLE_COMMA
                                            : file_has_extension(name, ".tsv") ? TABLE_TAB
                                                                               : TABLE_BLANKS,
                                   .data_file = file_has_extension(name, ".dat"),
                                   .account = &both->account,
                                   .interrupt_fd = both->settings->interrupt_fd};
}

/* What is no table is compared as text: its bytes differ. */
static enum status diff_tables(struct open_pair *both, struct error *error)
{
    struct table_settings settings = table_settings_of(both);
    struct table_difference *found = calloc(1, sizeof *found);
    bool is_table = false;

    if (found == NULL)
        return error_out_of_memory(error);
    enum status status = table_diff(both->files, &settings, &is_table, found, error);
    if (status == STATUS_OK && is_table) {
        both->file->table = found;
        return STATUS_OK;
    }
    if (status == STATUS_OK)
        comparison_add_reason(both->file, "compared as text: no table %s", found->note);
    free(found);
    if (status != STATUS_OK)
        return status;
    set_final(both, VERDICT_CHANGED);
    return diff_texts(both, error);
}

/* ---- The pair -------------------------------------------------------------------------------- */

/* Opens a file for reading; what cannot be opened is unreadable. */
static enum status open_file(struct open_pair *both, size_t side, struct error *error)
{
    const struct pair *pair = both->difference->pair;
    struct stat about;

    if (pair->unreadable[side] != NULL) {
        error_set(error, STATUS_BAD_INPUT, "%s", pair->unreadable[side]);
        return unreadable(both, comparison_sides[side], error);
    }
    /* O_NONBLOCK: a FIFO that took the file's place must not hang us. */
    both->files[side] = open(pair->paths[side], O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (both->files[side] < 0 || fstat(both->files[side], &about) != 0) {
        error_set(error, STATUS_BAD_INPUT, "cannot be read: %s", strerror(errno));
        return unreadable(both, comparison_sides[side], error);
    }
    if (!S_ISREG(about.st_mode)) {
        error_set(error, STATUS_BAD_INPUT, "is no regular file");
        return unreadable(both, comparison_sides[side], error);
    }
    both->file->sides[side].size = (uint64_t)about.st_size;
    return STATUS_OK;
}

static enum status open_both(struct open_pair *both, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < 2 && status == STATUS_OK; i++) {
        both->file->sides[i].there = both->difference->pair->paths[i] != NULL;
        if (both->file->sides[i].there)
            status = open_file(both, i, error);
    }
    return status;
}

static bool begins_as_png(int file)
{
    char begin[PNG_SIGNATURE_SIZE];

    return file >= 0 && pread(file, begin, sizeof begin, 0) == (ssize_t)sizeof begin &&
           memcmp(begin, PNG_SIGNATURE, sizeof begin) == 0;
}

/* By the name, or where it says nothing, by what the files begin with. */
static enum file_kind find_kind(const struct open_pair *both)
{
    enum file_kind kind = file_kind_of(both->file->name);

    if (kind == FILE_KIND_OTHER && (begins_as_png(both->files[0]) || begins_as_png(both->files[1])))
        return FILE_KIND_PNG;
    return kind;
}

static void close_both(struct open_pair *both)
{
    for (size_t i = 0; i < 2; i++)
        if (both->files[i] >= 0)
            close(both->files[i]);
}

static enum status diff_both(struct open_pair *both, struct error *error)
{
    bool same = false;
    enum status status = file_same_bytes(both->files[0], both->files[1], &same, error);

    if (status != STATUS_OK)
        return unreadable(both, "", error);
    if (same && !both->settings->inspect) {
        set_final(both, VERDICT_IDENTICAL);
        return STATUS_OK;
    }
    if (both->file->kind == FILE_KIND_PNG)
        return diff_images(both, error);
    return both->file->kind == FILE_KIND_TABLE ? diff_tables(both, error) : diff_texts(both, error);
}

static enum status diff_open(struct open_pair *both, struct error *error)
{
    struct comparison_file *file = both->file;

    file->kind = find_kind(both);
    if (both->difference->verdict_final)
        return STATUS_OK;
    if (file->sides[0].there && file->sides[1].there)
        return diff_both(both, error);
    set_final(both, file->sides[0].there ? VERDICT_MISSING : VERDICT_ADDED);
    return copy_both(both, error);
}

enum status diff_pair(struct pair_difference *difference, const struct diff_pair_settings *settings,
                      struct error *error)
{
    struct open_pair both = {.difference = difference,
                             .file = difference->file,
                             .settings = settings,
                             .files = {-1, -1},
                             .account = {.budget = settings->budget}};
    enum status status = open_both(&both, error);

    if (status == STATUS_OK)
        status = diff_open(&both, error);
    budget_close(&both.account);
    close_both(&both);
    return status;
}

enum status diff_pair_large(struct pair_difference *difference,
                            const struct diff_pair_settings *settings, struct error *error)
{
    struct open_pair both = {.difference = difference,
                             .file = difference->file,
                             .settings = settings,
                             .files = {-1, -1},
                             .account = {.budget = settings->budget}};
    enum status status = open_both(&both, error);

    if (status == STATUS_OK && !difference->verdict_final)
        status = decode(&both, true, error);
    budget_close(&both.account);
    close_both(&both);
    return status;
}
