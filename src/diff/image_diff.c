#include "diff/image_diff.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/deadline.h"
#include "base/thread.h"
#include "diff/diff_image.h"
#include "diff/pixel_compare.h"
#include "image/row_queue.h"

/* Bytes of rows between two checks for a signal. */
#define BYTES_BETWEEN_CHECKS ((size_t)1 << 18)

/* Pixels. */
#define FADED_AT_ONCE ((size_t)64)

/* One of the two images. */
struct side {
    const char *name;
    size_t height;
    struct png_row_reader *rows;
    struct row_queue queue;
    pthread_t thread;
    bool threaded;
    size_t taken;       /* bytes of the account */
    enum status status; /* once the queue has ended */
    struct error error;
};

/* The pixels of a row that are in any of some regions. */
struct row_mask {
    const struct image_region *regions;
    size_t count;
    unsigned char *pixels; /* for each pixel; NULL: no regions */
    bool any;              /* in this row */
};

struct image_diff_job {
    struct side sides[2];
    const struct side *broken; /* the first image found broken, or NULL */
    enum pixel_layout layout;
    size_t pixel;         /* bytes */
    size_t width, height; /* of what both images have */
    size_t canvas_width, canvas_height;
    const struct image_diff_settings *settings;
    double limit;                  /* the threshold as a distance */
    struct png_writer *diff_image; /* NULL: not requested */
    unsigned char *marks;          /* of the row, if drawing */
    unsigned char *faded;          /* the last row of the baseline, faded, if drawing */
    struct row_mask ignored, text;
    struct cluster_search *clusters;
    struct image_difference *found;
    double largest;
    size_t unchecked; /* bytes of rows since the last check for a signal */
    struct budget_account own, *account;
};

/* ---- Decoding -------------------------------------------------------------------------------- */

/* Decodes some more rows. */
static void decode_rows(struct side *side)
{
    size_t space = row_queue_space(&side->queue), left = side->height - side->queue.made, count = 0;

    while (count < space && count < left && side->status == STATUS_OK) {
        unsigned char *row = row_queue_row(&side->queue, side->queue.made + count);
        side->status = png_row_reader_read(side->rows, row, &side->error);
        count += side->status == STATUS_OK;
    }
    if (side->status == STATUS_OK && count == left)
        side->status = png_row_reader_end(side->rows, &side->error);
    row_queue_made(&side->queue, count);
    if (space == 0 || side->status != STATUS_OK || count == left)
        row_queue_end(&side->queue);
}

static void *decode_in_thread(void *argument)
{
    struct side *side = argument;

    while (!side->queue.ended)
        decode_rows(side);
    return NULL;
}

/* False if the image is broken before this number of rows. */
static bool have_rows(struct side *side, size_t rows)
{
    while (!side->threaded && !side->queue.ended && side->queue.made < rows)
        decode_rows(side);
    return row_queue_wait(&side->queue, rows) >= rows;
}

/* The queue's memory is not touched before the first row. */
static enum status take_memory(struct side *side, struct budget_account *account,
                               struct error *error)
{
    size_t bytes = side->queue.capacity * side->queue.row_size;

    if (!budget_take(account, bytes))
        return error_set(error, STATUS_BAD_INPUT,
                         "its rows need more memory than the limit of %zu MiB for a pair of images",
                         BUDGET_ACCOUNT >> 20);
    side->taken = bytes;
    return STATUS_OK;
}

static enum status open_side(struct side *side, const struct png_input *image,
                             struct image_diff_job *job, struct error *error)
{
    const struct png_limits limits = {job->settings->interrupt_fd, job->account};

    side->height = image->info->height;
    enum status status = png_row_reader_open(image, job->layout, &limits, &side->rows, error);
    if (status == STATUS_OK)
        status = row_queue_init(&side->queue, image->info->width * job->pixel,
                                job->settings->threaded, error);
    if (status == STATUS_OK)
        status = take_memory(side, job->account, error);
    if (status == STATUS_BAD_INPUT)
        return error_prefix(error, status, "%s", side->name);
    if (status != STATUS_OK)
        return status;
    side->threaded = job->settings->threaded && thread_start(&side->thread, decode_in_thread, side);
    if (!side->threaded)
        side->queue.threaded = false;
    return STATUS_OK;
}

static void close_side(struct side *side, struct budget_account *account)
{
    if (side->threaded) {
        row_queue_abandon(&side->queue);
        pthread_join(side->thread, NULL);
    }
    png_row_reader_close(side->rows);
    row_queue_free(&side->queue);
    budget_give(account, side->taken);
}

/* ---- Regions --------------------------------------------------------------------------------- */

static enum status mask_begin(struct row_mask *mask, size_t width, struct error *error)
{
    if (mask->count == 0)
        return STATUS_OK;
    mask->pixels = malloc(width);
    return mask->pixels == NULL ? error_out_of_memory(error) : STATUS_OK;
}

static void mask_row(struct row_mask *mask, size_t width, size_t y)
{
    mask->any = false;
    if (mask->count == 0)
        return;
    memset(mask->pixels, 0, width);
    for (size_t i = 0; i < mask->count; i++) {
        const struct image_region *region = &mask->regions[i];
        if (y < region->top || y - region->top >= region->height || region->left >= width)
            continue;
        size_t most = width - region->left;
        memset(mask->pixels + region->left, 1, region->width < most ? region->width : most);
        mask->any = true;
    }
}

static bool mask_has(const struct row_mask *mask, size_t x)
{
    return mask->any && mask->pixels[x] != 0;
}

/* ---- Comparing ------------------------------------------------------------------------------- */

static struct pixel_window window_at(const struct image_diff_job *job, size_t y)
{
    struct pixel_window window = {
        .layout = job->layout, .width = job->width, .height = job->height, .y = y};

    for (size_t i = 0; i < PIXEL_WINDOW; i++) {
        size_t row = y + i;
        if (row < PIXEL_WINDOW / 2 || row - PIXEL_WINDOW / 2 >= job->height)
            continue;
        row -= PIXEL_WINDOW / 2;
        window.a[i] = row_queue_row(&job->sides[0].queue, row);
        window.b[i] = row_queue_row(&job->sides[1].queue, row);
    }
    return window;
}

/* The first byte from `from` on at which the rows differ; `length` if they do not. */
static size_t next_difference(const unsigned char *a, const unsigned char *b, size_t from,
                              size_t length)
{
    uint64_t word_a, word_b;

    while (from + 256 <= length && memcmp(a + from, b + from, 256) == 0)
        from += 256;
    while (from + sizeof word_a <= length) {
        memcpy(&word_a, a + from, sizeof word_a);
        memcpy(&word_b, b + from, sizeof word_b);
        if (word_a != word_b)
            break;
        from += sizeof word_a;
    }
    while (from < length && a[from] == b[from])
        from++;
    return from;
}

static enum diff_mark classify_pixel(struct image_diff_job *job, const struct pixel_window *window,
                                     size_t x)
{
    struct image_difference *found = job->found;
    double distance = pixel_distance(window, x);

    found->different++;
    if (distance > job->largest)
        job->largest = distance;
    if (!(distance > job->limit))
        return DIFF_SLIGHT;
    if (!job->settings->count_antialiased && pixel_is_antialiased(window, x)) {
        found->antialiased++;
        return DIFF_SMOOTHED;
    }
    found->changed++;
    found->beside_text += !mask_has(&job->text, x);
    cluster_search_add(job->clusters, x, window->y);
    if (!pixel_has_moved(window, x))
        return DIFF_CHANGED;
    found->moved++;
    return DIFF_SMOOTHED;
}

static void compare_pixels(struct image_diff_job *job, size_t y)
{
    struct pixel_window window = window_at(job, y);
    const unsigned char *a = window.a[PIXEL_WINDOW / 2], *b = window.b[PIXEL_WINDOW / 2];
    size_t length = job->width * job->pixel;

    for (size_t at = next_difference(a, b, 0, length); at < length;) {
        size_t x = at / job->pixel;
        if (!mask_has(&job->ignored, x)) {
            enum diff_mark mark = classify_pixel(job, &window, x);
            if (job->diff_image != NULL)
                job->marks[x] = (unsigned char)mark;
        }
        at = next_difference(a, b, (x + 1) * job->pixel, length);
    }
}

/* The number of pixels of the row that are not compared. */
static size_t count_ignored(const struct image_diff_job *job)
{
    size_t count = 0;

    for (size_t x = 0; x < job->width && job->ignored.any; x++)
        count += job->ignored.pixels[x];
    return count;
}

/* Most of a row is like the one above, which is still available (see PIXEL_WINDOW): only the rest
 * is faded again. */
static void fade_row(struct image_diff_job *job, size_t y)
{
    const struct row_queue *queue = &job->sides[0].queue;
    const unsigned char *row = row_queue_row(queue, y);
    const unsigned char *above = y == 0 ? NULL : row_queue_row(queue, y - 1);

    for (size_t x = 0; x < job->width; x += FADED_AT_ONCE) {
        size_t count = job->width - x < FADED_AT_ONCE ? job->width - x : FADED_AT_ONCE;
        size_t at = x * job->pixel;
        if (above == NULL || memcmp(row + at, above + at, count * job->pixel) != 0)
            diff_image_fade(row + at, count, job->layout, job->faded + x);
    }
}

/* The faded baseline, with marks for pixels outside of one image and for ignored ones. */
static void prepare_marks(struct image_diff_job *job, size_t y)
{
    fade_row(job, y);
    memcpy(job->marks, job->faded, job->width);
    memset(job->marks + job->width, DIFF_OUTSIDE, job->canvas_width - job->width);
    for (size_t x = 0; x < job->width && job->ignored.any; x++)
        if (job->ignored.pixels[x])
            job->marks[x] = DIFF_IGNORED;
}

static void compare_row(struct image_diff_job *job, size_t y)
{
    mask_row(&job->ignored, job->width, y);
    mask_row(&job->text, job->width, y);
    job->found->compared += job->width - count_ignored(job);
    if (job->diff_image != NULL)
        prepare_marks(job, y);
    compare_pixels(job, y);
    if (job->diff_image != NULL)
        png_writer_row(job->diff_image, job->marks);
}

/* ---- From the first row to the last ---------------------------------------------------------- */

static enum status fail_for_broken_side(const struct image_diff_job *job, struct error *error)
{
    const struct side *side = job->broken;

    *error = side->error;
    return error_prefix(error, side->status, "%s", side->name);
}

/* Whether this number of rows, or all rows, of both images are available. */
static bool have_both(struct image_diff_job *job, size_t rows)
{
    for (size_t i = 0; i < 2 && job->broken == NULL; i++) {
        struct side *side = &job->sides[i];
        if (!have_rows(side, rows < side->height ? rows : side->height))
            job->broken = side;
    }
    return job->broken == NULL;
}

static void release(struct image_diff_job *job, size_t rows)
{
    for (size_t i = 0; i < 2; i++)
        row_queue_release(&job->sides[i].queue, rows);
}

static enum status check_sometimes(struct image_diff_job *job, struct error *error)
{
    job->unchecked += job->canvas_width * job->pixel;
    if (job->unchecked < BYTES_BETWEEN_CHECKS)
        return STATUS_OK;
    job->unchecked = 0;
    return interrupt_check(job->settings->interrupt_fd, error);
}

static enum status compare_common(struct image_diff_job *job, struct error *error)
{
    size_t around = PIXEL_WINDOW / 2;
    enum status status = STATUS_OK;

    for (size_t y = 0; y < job->height && status == STATUS_OK; y++) {
        size_t needed = y + around + 1;
        if (!have_both(job, needed < job->height ? needed : job->height))
            return fail_for_broken_side(job, error);
        compare_row(job, y);
        if (y + 1 > around)
            release(job, y + 1 - around);
        status = check_sometimes(job, error);
    }
    return status;
}

/* The rest of the taller image, which may also be broken. */
static enum status read_rest(struct image_diff_job *job, struct error *error)
{
    size_t rows = job->canvas_height;

    for (size_t y = job->height; y < rows; y++) {
        release(job, y);
        if (!have_both(job, y + 1))
            return fail_for_broken_side(job, error);
        enum status status = check_sometimes(job, error);
        if (status != STATUS_OK)
            return status;
        if (job->diff_image == NULL)
            continue;
        memset(job->marks, DIFF_OUTSIDE, job->canvas_width);
        png_writer_row(job->diff_image, job->marks);
    }
    release(job, rows);
    for (size_t i = 0; i < 2; i++) { /* the data after the last row */
        have_rows(&job->sides[i], SIZE_MAX);
        if (job->sides[i].status != STATUS_OK && job->broken == NULL)
            job->broken = &job->sides[i];
    }
    return job->broken == NULL ? STATUS_OK : fail_for_broken_side(job, error);
}

static enum status begin_diff_image(struct image_diff_job *job, int diff_image, struct error *error)
{
    if (diff_image < 0 && job->settings->memory == NULL)
        return STATUS_OK;
    job->marks = malloc(job->canvas_width);
    job->faded = malloc(job->canvas_width);
    if (job->marks == NULL || job->faded == NULL)
        return error_out_of_memory(error);
    return diff_image_open(diff_image, job->settings->memory, job->canvas_width, job->canvas_height,
                           job->settings->threaded, &job->diff_image, error);
}

static enum status begin(struct image_diff_job *job, int diff_image, struct error *error)
{
    enum status status = mask_begin(&job->ignored, job->width, error);

    if (status == STATUS_OK)
        status = mask_begin(&job->text, job->width, error);
    if (status != STATUS_OK)
        return status;
    job->clusters = cluster_search_new(job->width, job->height);
    if (job->clusters == NULL)
        return error_out_of_memory(error);
    return begin_diff_image(job, diff_image, error);
}

static enum status finish(struct image_diff_job *job, enum status status, struct error *error)
{
    struct error ignored;
    enum status drawn = png_writer_close(job->diff_image, status == STATUS_OK ? error : &ignored);

    if (status == STATUS_OK)
        status = drawn;
    if (status == STATUS_OK) {
        cluster_search_end(job->clusters, &job->found->clusters);
        job->found->largest = sqrt(job->largest / PIXEL_COMPARE_LARGEST);
    }
    cluster_search_free(job->clusters);
    close_side(&job->sides[0], job->account);
    close_side(&job->sides[1], job->account);
    free(job->marks);
    free(job->faded);
    free(job->ignored.pixels);
    free(job->text.pixels);
    return status;
}

/* The distance between pixels that are both fully transparent is 0. */
static double limit_of(const struct image_diff_settings *settings)
{
    bool exact = settings->threshold == 0 && settings->count_antialiased;

    return exact ? -1 : PIXEL_COMPARE_LARGEST * settings->threshold * settings->threshold;
}

enum status image_diff(const struct png_input images[2], const struct image_diff_settings *settings,
                       int diff_image, struct image_difference *difference, struct error *error)
{
    const struct png_info *a = images[0].info, *b = images[1].info;
    struct image_diff_job job = {
        .sides = {{.name = "baseline"}, {.name = "candidate"}},
        .layout = pixel_layout_for(a, b),
        .width = a->width < b->width ? a->width : b->width,
        .height = a->height < b->height ? a->height : b->height,
        .canvas_width = a->width > b->width ? a->width : b->width,
        .canvas_height = a->height > b->height ? a->height : b->height,
        .settings = settings,
        .limit = limit_of(settings),
        .ignored = {.regions = settings->ignored, .count = settings->ignored_count},
        .text = {.regions = settings->text, .count = settings->text_count},
        .found = difference};
    enum status status = STATUS_OK;

    job.pixel = pixel_size(job.layout);
    job.unchecked = BYTES_BETWEEN_CHECKS; /* begins with a check */
    job.account = settings->account != NULL ? settings->account : &job.own;
    *difference = (struct image_difference){.outside = a->width * a->height + b->width * b->height -
                                                       2 * job.width * job.height};
    for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
        status = open_side(&job.sides[i], &images[i], &job, error);
    if (status == STATUS_OK)
        status = begin(&job, diff_image, error);
    if (status == STATUS_OK)
        status = compare_common(&job, error);
    if (status == STATUS_OK)
        status = read_rest(&job, error);
    return finish(&job, status, error);
}
