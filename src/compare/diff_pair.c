#include "compare/diff_pair.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/artifact_format.h"
#include "base/file.h"
#include "compare/copy_images.h"
#include "compare/diff_drawing.h"
#include "compare/pair_file.h"
#include "compare/script_boxes.h"
#include "diff/byte_diff.h"
#include "diff/text_excerpt.h"
#include "image/integrity.h"
#include "image/png_idat.h"
#include "image/png_row_reader.h"

/* Two images are decoded in parallel if one has more pixels than this. */
#define MOST_PIXELS_OF_ONE_THREAD ((size_t)4000000)

/* An image of a difference with at most this many pixels is made in memory. */
#define MOST_PIXELS_IN_MEMORY ((size_t)1 << 20)

/* Larger texts are not read. */
#define MOST_BYTES ((size_t)1 << 30)

/* Larger SVG, GIF and PDF files are compared byte by byte only. */
#define MOST_IMAGE_BYTES ((uint64_t)32 << 20)

/* A pair with both files open. */
struct open_pair {
    struct pair_difference *difference;
    struct comparison_file *file;
    const struct diff_pair_settings *settings;
    int files[2]; /* -1: missing, or cannot be opened */
    struct budget_account account;
};

void pair_difference_free(struct pair_difference *difference)
{
    if (difference->png == NULL)
        return;
    png_info_free(&difference->png[0]);
    png_info_free(&difference->png[1]);
    free(difference->png);
    difference->png = NULL;
}

/* Sets the verdict for an unreadable file; `error` has the reason. */
static enum status unreadable(struct open_pair *both, const char *side, const struct error *error)
{
    both->file->verdict = VERDICT_UNREADABLE;
    both->difference->verdict_final = true;
    comparison_add_reason(both->file, "%s%s%s", side, *side == '\0' ? "" : ": ", error->message);
    return STATUS_OK;
}

/* A broken file is a verdict; every other failure ends the comparison. */
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
    enum status status = png_info_read(both->files[side], both->settings->interrupt_fd, png, error);

    if (status != STATUS_OK)
        return unless_unreadable(both, status, comparison_sides[side], error);
    both->file->sides[side].width = png->width;
    both->file->sides[side].height = png->height;
    if (png->width > most / png->height) {
        error_set(error, STATUS_BAD_INPUT,
                  "%zux%zu pixels exceed the limit of %llu (--max-image-pixels)", png->width,
                  png->height, (unsigned long long)most);
        return unreadable(both, comparison_sides[side], error);
    }
    return STATUS_OK;
}

/* Writes the image of the difference to a file, row by row. */
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
            status = error_set(error, STATUS_FAILED, "cannot write the image of a difference: %s",
                               strerror(errno));
    }
    if (status != STATUS_OK) { /* not adopted, so it will be removed */
        free(file->diff_image);
        file->diff_image = NULL;
    }
    return status;
}

/* The image of the difference of small images is also small. */
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
                                           .interrupt_fd = both->settings->interrupt_fd,
                                           .account = &both->account};
    struct script_boxes boxes;
    struct image_region text[TEXT_BOXES_MAX];

    both->difference->undecoded = false;
    both->file->image = calloc(1, sizeof *both->file->image);
    if (both->file->image == NULL)
        return error_out_of_memory(error);
    enum status status = script_boxes_read(both->difference->pair, &boxes, error);
    if (text_boxes_cover_most(&boxes.boxes, both->file->sides[0].width,
                              both->file->sides[0].height)) {
        comparison_add_reason(both->file,
                              "the text boxes in its script cover more than half of the image");
        boxes = (struct script_boxes){.digest = ""};
    }
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

/* The same data decodes to the same pixels, or is broken on both sides: decoding it once suffices.
 */
static enum status check_same_data(struct open_pair *both, const struct png_input *image,
                                   struct error *error)
{
    const struct png_limits limits = {both->settings->interrupt_fd, &both->account};
    enum status status = png_row_reader_check(image, &limits, error);

    return status == STATUS_OK
               ? copy_both(both, error)
               : unless_unreadable(both, status, both->settings->inspect ? "" : "both", error);
}

static enum status diff_images(struct open_pair *both, struct error *error)
{
    struct pair_difference *difference = both->difference;

    difference->png = calloc(2, sizeof *difference->png);
    if (difference->png == NULL)
        return error_out_of_memory(error);
    const struct png_input images[2] = {{both->files[0], &difference->png[0]},
                                        {both->files[1], &difference->png[1]}};
    enum status status = read_info(both, 0, error);

    if (status == STATUS_OK) /* even if that was sufficient: both may be broken */
        status = read_info(both, 1, error);
    if (status != STATUS_OK || difference->verdict_final)
        return status;
    status = png_idat_same(images, both->settings->interrupt_fd, &difference->same_data, error);
    if (status == STATUS_OK && difference->same_data)
        return check_same_data(both, &images[0], error);
    if (status != STATUS_OK)
        return unless_unreadable(both, status, "", error);
    for (size_t i = 0; i < 2; i++)
        difference->undecoded =
            difference->undecoded ||
            difference->png[i].width * difference->png[i].height > MOST_PIXELS_OF_ONE_THREAD;
    return difference->undecoded ? STATUS_OK : decode(both, false, error);
}

/* ---- Texts ----------------------------------------------------------------------------------- */

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
static enum status add_excerpt(struct open_pair *both, const struct byte_difference *found,
                               struct error *error)
{
    struct text excerpt = {0};
    enum status status =
        text_excerpt(both->files, found->at, found->line, found->line_begin, &excerpt, error);

    if (status == STATUS_OK && excerpt.length > 0)
        status = keep_excerpt(both->file, &excerpt, error);
    text_free(&excerpt);
    return status;
}

static enum status read_drawing(struct open_pair *both, size_t side, struct text *bytes,
                                struct error *error)
{
    size_t size = (size_t)both->file->sides[side].size, count = 0;
    char *to = text_reserve(bytes, size);
    enum status status = to == NULL ? error_out_of_memory(error)
                                    : file_read_at(both->files[side], to, size, 0, &count, error);

    if (status == STATUS_OK)
        text_grew(bytes, count);
    return status;
}

/* SVG, PDF and GIF: whether they are complete, and whether they show the same drawing. */
static enum status diff_drawings(struct open_pair *both, struct error *error)
{
    struct pair_difference *difference = both->difference;
    const struct comparison_side *sides = both->file->sides;
    struct text bytes[2] = {{0}, {0}};
    enum status status = STATUS_OK;

    if (sides[0].size > MOST_IMAGE_BYTES || sides[1].size > MOST_IMAGE_BYTES ||
        !budget_take(&both->account, (size_t)(sides[0].size + sides[1].size))) {
        snprintf(difference->other_drawing, sizeof difference->other_drawing,
                 "bytes differ; the files are too large (over %d MiB) to be compared as drawings",
                 (int)(MOST_IMAGE_BYTES >> 20));
        return STATUS_OK;
    }
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        status = read_drawing(both, i, &bytes[i], error);
    for (size_t i = 0; i < 2 && status == STATUS_OK && !difference->verdict_final; i++)
        status = unless_unreadable(both, integrity_check(both->file->name, &bytes[i], error),
                                   comparison_sides[i], error);
    if (status == STATUS_OK && !difference->verdict_final)
        status = diff_drawing(difference, bytes, both->settings->interrupt_fd, error);
    text_free(&bytes[0]);
    text_free(&bytes[1]);
    return status;
}

/* For files compared by source or bytes: the digests, and the first differing line of a text or the
 * first differing byte. */
static enum status diff_bytes(struct open_pair *both, struct error *error)
{
    struct pair_difference *difference = both->difference;
    struct byte_difference found;
    struct text place = {0};
    enum file_kind kind = both->file->kind;
    bool shown = kind != FILE_KIND_IMAGE && kind != FILE_KIND_CHECKSUMS;
    enum status status = byte_diff(both->files, both->settings->interrupt_fd, &found, error);

    memcpy(difference->digests, found.digests, sizeof found.digests);
    if (status == STATUS_OK && both->file->kind == FILE_KIND_IMAGE)
        status = diff_drawings(both, error);
    if (status == STATUS_OK && shown && found.differs)
        status = byte_diff_explain(both->files, &found, &place, error);
    if (status == STATUS_OK && place.length > 0)
        comparison_add_reason(both->file, "first differs %s %s", found.text ? "on" : "at",
                              text_string(&place));
    text_free(&place);
    if (status == STATUS_OK && shown && found.differs && found.text && !both->settings->many_files)
        status = add_excerpt(both, &found, error);
    return status == STATUS_OK && !difference->verdict_final ? copy_both(both, error) : status;
}

static void say_too_large(struct open_pair *both)
{
    uint64_t mebibytes = (both->file->sides[0].size + both->file->sides[1].size) >> 20;

    comparison_add_reason(both->file,
                          "too large to be compared as JSON (over %llu MiB); compared as text",
                          (unsigned long long)mebibytes);
}

static enum status read_json(struct open_pair *both, struct json_tree trees[2], struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < 2 && status == STATUS_OK && !both->difference->verdict_final; i++) {
        status = json_tree_read(both->files[i], both->settings->interrupt_fd, &both->account,
                                &trees[i], error);
        status = unless_unreadable(both, status, comparison_sides[i], error);
    }
    return status;
}

static enum status diff_trees(struct open_pair *both, const struct json_tree trees[2],
                              struct error *error)
{
    both->file->json = calloc(1, sizeof *both->file->json);
    if (both->file->json == NULL)
        return error_out_of_memory(error);
    enum status status =
        json_diff(trees[0].root, trees[1].root, &both->difference->settings->tolerance,
                  both->settings->interrupt_fd, &both->account, both->file->json, error);
    /* All fields of a manifest need a cause; of other files, a few are enough for a reader. */
    bool manifest = strcmp(file_base_name(both->file->name), ARTIFACT_MANIFEST) == 0;
    json_difference_cut(both->file->json,
                        manifest ? both->settings->manifest_fields : both->settings->json_fields);
    return status;
}

/* If the texts are too large, file->json remains NULL. */
static enum status diff_json(struct open_pair *both, struct error *error)
{
    struct json_tree trees[2] = {{.too_large = false}, {.too_large = false}};
    enum status status = read_json(both, trees, error);

    bool too_large = trees[0].too_large || trees[1].too_large;

    if (status == STATUS_OK && !both->difference->verdict_final && !too_large)
        status = diff_trees(both, trees, error);
    json_tree_free(&trees[0]);
    json_tree_free(&trees[1]);
    if (status != STATUS_OK || both->difference->verdict_final || !too_large)
        return status;
    say_too_large(both);
    return diff_bytes(both, error);
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

/* The verdict is set immediately, so that nothing else has to be kept. */
static void summarize_table(struct open_pair *both, const struct table_difference *found)
{
    bool passes = table_difference_passes(found);

    set_final(both, passes ? VERDICT_SAME : VERDICT_CHANGED);
    comparison_add_reason(
        both->file,
        "%zu of %zu values differ%s; with so many files, no more is reported of a table",
        passes ? found->tolerated : found->different, found->compared,
        passes ? " within the tolerance" : "");
    if (*found->shape != '\0')
        comparison_add_reason(both->file, "%s", found->shape);
}

/* Files that are not tables are compared as text: their bytes differ. */
static enum status diff_tables(struct open_pair *both, struct error *error)
{
    struct table_settings settings = table_settings_of(both);
    struct table_difference *found = calloc(1, sizeof *found);
    bool is_table = false;

    if (found == NULL)
        return error_out_of_memory(error);
    enum status status = table_diff(both->files, &settings, &is_table, found, error);
    if (status == STATUS_OK && is_table && !both->settings->many_files) {
        both->file->table = found;
        return STATUS_OK;
    }
    if (status == STATUS_OK && is_table) {
        summarize_table(both, found);
        free(found);
        return STATUS_OK;
    }
    if (status == STATUS_OK)
        comparison_add_reason(both->file, "compared as text: not a table %s", found->note);
    free(found);
    if (status != STATUS_OK)
        return status;
    set_final(both, VERDICT_CHANGED);
    return diff_bytes(both, error);
}

/* ---- The pair -------------------------------------------------------------------------------- */

/* Opens a file for reading; one that cannot be opened is unreadable. */
static enum status open_file(struct open_pair *both, size_t side, struct error *error)
{
    enum status status = pair_file_open(both->difference->pair, side, &both->files[side],
                                        &both->file->sides[side].size, error);

    return unless_unreadable(both, status, comparison_sides[side], error);
}

static bool is_link(const struct tree_entry *entry)
{
    return entry != NULL && entry->kind == TREE_LINK;
}

/* A dangling link has nothing to be opened. */
static bool has_content(const struct pair *pair, size_t side)
{
    return pair->paths[side] != NULL &&
           (!is_link(pair->entries[side]) || pair->entries[side]->target != NULL);
}

static enum status check_readable(struct open_pair *both, size_t side, struct error *error)
{
    const struct pair *pair = both->difference->pair;
    const struct tree_entry *entry = pair->entries[side];
    const char *why = pair->unreadable[side];

    if (why == NULL && entry != NULL && entry->kind == TREE_DIRECTORY &&
        !is_link(pair->entries[1 - side]))
        why = "is a directory";
    if (why == NULL)
        return STATUS_OK;
    error_set(error, STATUS_BAD_INPUT, "%s", why);
    return unreadable(both, comparison_sides[side], error);
}

static void explain_link(struct comparison_file *file, const struct tree_entry *a,
                         const struct tree_entry *b)
{
    static const char *const kinds[] = {
        [TREE_FILE] = "a file", [TREE_DIRECTORY] = "a directory", [TREE_OTHER] = "no file"};

    if (is_link(a) && is_link(b))
        comparison_add_reason(file, "a symbolic link to '%s' -> '%s'", a->link, b->link);
    else if (is_link(b))
        comparison_add_reason(file, "%s -> a symbolic link to '%s'", kinds[a->kind], b->link);
    else
        comparison_add_reason(file, "a symbolic link to '%s' -> %s", a->link, kinds[b->kind]);
}

/* Two links are the same if their texts are; if both point to files, these are compared, too. A
 * link is never the same as a file. */
static void diff_links(struct open_pair *both)
{
    const struct tree_entry *a = both->difference->pair->entries[0],
                            *b = both->difference->pair->entries[1];

    if (a == NULL || b == NULL || (!is_link(a) && !is_link(b)))
        return;
    if (!is_link(a) || !is_link(b) || strcmp(a->link, b->link) != 0) {
        set_final(both, VERDICT_CHANGED);
        explain_link(both->file, a, b);
    } else if (a->target == NULL && b->target == NULL) {
        set_final(both, VERDICT_IDENTICAL);
    } else if (a->target == NULL || b->target == NULL) {
        set_final(both, VERDICT_CHANGED);
        comparison_add_reason(both->file,
                              "the same symbolic link, but only in the %s does it point "
                              "to a file",
                              comparison_sides[a->target == NULL]);
    }
}

static enum status open_both(struct open_pair *both, struct error *error)
{
    const struct pair *pair = both->difference->pair;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < 2; i++)
        both->file->sides[i].there = pair->paths[i] != NULL;
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        status = check_readable(both, i, error);
    if (status == STATUS_OK && !both->difference->verdict_final)
        diff_links(both);
    for (size_t i = 0; i < 2 && status == STATUS_OK && !both->difference->verdict_final; i++)
        if (has_content(pair, i))
            status = open_file(both, i, error);
    return status;
}

static bool begins_as_png(int file)
{
    char begin[PNG_SIGNATURE_SIZE];

    return file >= 0 && pread(file, begin, sizeof begin, 0) == (ssize_t)sizeof begin &&
           memcmp(begin, PNG_SIGNATURE, sizeof begin) == 0;
}

/* By the name or, if that is inconclusive, by the first bytes of the files. */
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

/* A read error is not a property of the files. */
static enum status name_failure(const struct open_pair *both, enum status status,
                                struct error *error)
{
    return status == STATUS_FAILED ? error_prefix(error, status, "%.255s", both->file->name)
                                   : status;
}

static enum status diff_both(struct open_pair *both, struct error *error)
{
    bool same = false;
    enum status status =
        file_same_bytes(both->files[0], both->files[1], both->settings->interrupt_fd, &same, error);

    if (status != STATUS_OK)
        return status;
    if (same && !both->settings->inspect) {
        set_final(both, VERDICT_IDENTICAL);
        return STATUS_OK;
    }
    switch (both->file->kind) {
    case FILE_KIND_PNG:
        return diff_images(both, error);
    case FILE_KIND_TABLE:
        return diff_tables(both, error);
    case FILE_KIND_JSON:
        return diff_json(both, error);
    default:
        return diff_bytes(both, error);
    }
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
    for (size_t i = 0; i < 2 && difference->png != NULL; i++)
        png_info_forget_texts(&difference->png[i]); /* can be long; read again for the verdicts */
    status = name_failure(&both, status, error);
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
    status = name_failure(&both, status, error);
    budget_close(&both.account);
    close_both(&both);
    return status;
}
