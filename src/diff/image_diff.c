#include "diff/image_diff.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/deadline.h"
#include "diff/diff_image.h"
#include "diff/pixel_compare.h"
#include "diff/row_queue.h"

/* Rows between two looks whether a signal has come. */
#define ROWS_BETWEEN_LOOKS 256

/* One of the two images, on its way from the file to us. */
struct side {
    const char *name;
    size_t height;
    struct png_row_reader *rows;
    struct row_queue ring;
    pthread_t thread;
    bool threaded;
    enum status status; /* when the ring has ended */
    struct error error;
};

struct work {
    struct side sides[2];
    const struct side *broken; /* of the two, the first one that turned out to be; else NULL */
    enum pixel_layout layout;
    size_t pixel;         /* bytes */
    size_t width, height; /* of what both images have */
    size_t canvas_width, canvas_height;
    const struct image_diff_settings *settings;
    double limit;                  /* the threshold as a distance */
    struct diff_image *diff_image; /* NULL: none is wanted */
    unsigned char *marks;          /* of the row, if drawing */
    unsigned char *faded;          /* the last row of the baseline, faded, if drawing */
    unsigned char *ignored; /* of each pixel of the row, whether; NULL: there are no regions */
    bool row_has_ignored;
    struct cluster_search *clusters;
    struct image_difference *found;
    double largest;
};

/* ---- Decoding -------------------------------------------------------------------------------- */

/* Decodes some more rows. */
static void produce(struct side *side)
{
    size_t room = row_queue_room(&side->ring), left = side->height - side->ring.made, count = 0;

    while (count < room && count < left && side->status == STATUS_OK) {
        unsigned char *row = row_queue_row(&side->ring, side->ring.made + count);
        side->status = png_row_reader_read(side->rows, row, &side->error);
        count += side->status == STATUS_OK;
    }
    if (side->status == STATUS_OK && count == left)
        side->status = png_row_reader_end(side->rows, &side->error);
    row_queue_made(&side->ring, count);
    if (room == 0 || side->status != STATUS_OK || count == left)
        row_queue_end(&side->ring);
}

static void *produce_in_thread(void *argument)
{
    struct side *side = argument;

    while (!side->ring.ended)
        produce(side);
    return NULL;
}

/* False if the image is broken before it has so many rows. */
static bool have_rows(struct side *side, size_t rows)
{
    while (!side->threaded && !side->ring.ended && side->ring.made < rows)
        produce(side);
    return row_queue_wait(&side->ring, rows) >= rows;
}

static enum status open_side(struct side *side, const char *name, int file,
                             const struct png_info *png, const struct work *work,
                             struct error *error)
{
    side->name = name;
    side->height = png->height;
    enum status status = png_row_reader_open(file, png, work->layout, &side->rows, error);
    if (status == STATUS_BAD_INPUT)
        return error_prefix(error, status, "%s", name);
    if (status == STATUS_OK)
        status =
            row_queue_init(&side->ring, png->width * work->pixel, work->settings->threaded, error);
    if (status != STATUS_OK)
        return status;
    side->threaded = work->settings->threaded &&
                     pthread_create(&side->thread, NULL, produce_in_thread, side) == 0;
    if (!side->threaded)
        side->ring.threaded = false;
    return STATUS_OK;
}

static void close_side(struct side *side)
{
    if (side->threaded) {
        row_queue_abandon(&side->ring);
        pthread_join(side->thread, NULL);
    }
    png_row_reader_close(side->rows);
    row_queue_free(&side->ring);
}

/* ---- Comparing ------------------------------------------------------------------------------- */

static struct pixel_window window_at(const struct work *work, size_t y)
{
    struct pixel_window window = {
        .layout = work->layout, .width = work->width, .height = work->height, .y = y};

    for (size_t i = 0; i < PIXEL_WINDOW; i++) {
        size_t row = y + i;
        if (row < PIXEL_WINDOW / 2 || row - PIXEL_WINDOW / 2 >= work->height)
            continue;
        row -= PIXEL_WINDOW / 2;
        window.a[i] = row_queue_row(&work->sides[0].ring, row);
        window.b[i] = row_queue_row(&work->sides[1].ring, row);
    }
    return window;
}

/* Where from `from` on the rows first differ, in bytes; `length` if they do not. */
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

static enum diff_mark classify_pixel(struct work *work, const struct pixel_window *window, size_t x)
{
    struct image_difference *found = work->found;
    double distance = pixel_distance(window, x);

    found->different++;
    if (distance > work->largest)
        work->largest = distance;
    if (!(distance > work->limit))
        return DIFF_SLIGHT;
    if (!work->settings->count_antialiased && pixel_is_antialiased(window, x)) {
        found->antialiased++;
        return DIFF_SMOOTHED;
    }
    found->changed++;
    cluster_search_add(work->clusters, x, window->y);
    if (!pixel_has_moved(window, x))
        return DIFF_CHANGED;
    found->moved++;
    return DIFF_SMOOTHED;
}

static void compare_pixels(struct work *work, size_t y)
{
    struct pixel_window window = window_at(work, y);
    const unsigned char *a = window.a[PIXEL_WINDOW / 2], *b = window.b[PIXEL_WINDOW / 2];
    size_t length = work->width * work->pixel;

    for (size_t at = next_difference(a, b, 0, length); at < length;) {
        size_t x = at / work->pixel;
        if (!work->row_has_ignored || !work->ignored[x]) {
            enum diff_mark mark = classify_pixel(work, &window, x);
            if (work->diff_image != NULL)
                work->marks[x] = (unsigned char)mark;
        }
        at = next_difference(a, b, (x + 1) * work->pixel, length);
    }
}

/* Which pixels of the row are not to be looked at, and how many. */
static size_t find_ignored(struct work *work, size_t y)
{
    size_t count = 0;

    work->row_has_ignored = false;
    if (work->ignored == NULL)
        return 0;
    memset(work->ignored, 0, work->width);
    for (size_t i = 0; i < work->settings->ignored_count; i++) {
        const struct image_region *region = &work->settings->ignored[i];
        if (y < region->top || y - region->top >= region->height || region->left >= work->width)
            continue;
        size_t most = work->width - region->left;
        memset(work->ignored + region->left, 1, region->width < most ? region->width : most);
        work->row_has_ignored = true;
    }
    for (size_t x = 0; x < work->width && work->row_has_ignored; x++)
        count += work->ignored[x];
    return count;
}

/* The faded baseline, with what lies outside of one image and what is ignored. */
static void prepare_marks(struct work *work, size_t y)
{
    const struct row_queue *ring = &work->sides[0].ring;
    const unsigned char *row = row_queue_row(ring, y);

    /* Many rows are like the one above, which is still there: see PIXEL_WINDOW. */
    if (y == 0 || memcmp(row, row_queue_row(ring, y - 1), work->width * work->pixel) != 0)
        diff_image_fade(row, work->width, work->layout, work->faded);
    memcpy(work->marks, work->faded, work->width);
    memset(work->marks + work->width, DIFF_OUTSIDE, work->canvas_width - work->width);
    for (size_t x = 0; x < work->width && work->row_has_ignored; x++)
        if (work->ignored[x])
            work->marks[x] = DIFF_IGNORED;
}

static void compare_row(struct work *work, size_t y)
{
    work->found->compared += work->width - find_ignored(work, y);
    if (work->diff_image != NULL)
        prepare_marks(work, y);
    compare_pixels(work, y);
    if (work->diff_image != NULL)
        diff_image_row(work->diff_image, work->marks);
}

/* ---- From the first row to the last ---------------------------------------------------------- */

static enum status broken_side(const struct work *work, struct error *error)
{
    const struct side *side = work->broken;

    *error = side->error;
    return error_prefix(error, side->status, "%s", side->name);
}

/* Whether both images have so many rows, or all that they have. */
static bool have_both(struct work *work, size_t rows)
{
    for (size_t i = 0; i < 2 && work->broken == NULL; i++) {
        struct side *side = &work->sides[i];
        if (!have_rows(side, rows < side->height ? rows : side->height))
            work->broken = side;
    }
    return work->broken == NULL;
}

static void release(struct work *work, size_t rows)
{
    for (size_t i = 0; i < 2; i++)
        row_queue_release(&work->sides[i].ring, rows);
}

static enum status compare_common(struct work *work, struct error *error)
{
    size_t around = PIXEL_WINDOW / 2;

    for (size_t y = 0; y < work->height; y++) {
        size_t needed = y + around + 1;
        if (!have_both(work, needed < work->height ? needed : work->height))
            return broken_side(work, error);
        compare_row(work, y);
        if (y + 1 > around)
            release(work, y + 1 - around);
        if (y % ROWS_BETWEEN_LOOKS == 0) {
            enum status status = interrupt_check(work->settings->interrupt_fd, error);
            if (status != STATUS_OK)
                return status;
        }
    }
    return STATUS_OK;
}

/* The rest of the higher image, which may be broken too. */
static enum status read_rest(struct work *work, struct error *error)
{
    size_t rows = work->canvas_height;

    for (size_t y = work->height; y < rows; y++) {
        release(work, y);
        if (!have_both(work, y + 1))
            return broken_side(work, error);
        if (work->diff_image == NULL)
            continue;
        memset(work->marks, DIFF_OUTSIDE, work->canvas_width);
        diff_image_row(work->diff_image, work->marks);
    }
    release(work, rows);
    for (size_t i = 0; i < 2; i++) { /* what stands behind the last row */
        have_rows(&work->sides[i], SIZE_MAX);
        if (work->sides[i].status != STATUS_OK && work->broken == NULL)
            work->broken = &work->sides[i];
    }
    return work->broken == NULL ? STATUS_OK : broken_side(work, error);
}

static enum status begin_diff_image(struct work *work, int diff_image, struct error *error)
{
    if (diff_image < 0)
        return STATUS_OK;
    work->marks = malloc(work->canvas_width);
    work->faded = malloc(work->canvas_width);
    if (work->marks == NULL || work->faded == NULL)
        return error_out_of_memory(error);
    work->diff_image = diff_image_begin(diff_image, work->canvas_width, work->canvas_height,
                                        work->settings->threaded, error);
    return work->diff_image == NULL ? STATUS_FAILED : STATUS_OK;
}

static enum status begin(struct work *work, int diff_image, struct error *error)
{
    work->clusters = cluster_search_new(work->width, work->height);
    if (work->settings->ignored_count > 0)
        work->ignored = malloc(work->width);
    if (work->clusters == NULL || (work->settings->ignored_count > 0 && work->ignored == NULL))
        return error_out_of_memory(error);
    return begin_diff_image(work, diff_image, error);
}

static enum status finish(struct work *work, enum status status, struct error *error)
{
    struct error ignored;
    enum status drawn = diff_image_end(work->diff_image, status == STATUS_OK ? error : &ignored);

    if (status == STATUS_OK)
        status = drawn;
    if (status == STATUS_OK) {
        cluster_search_end(work->clusters, &work->found->clusters);
        work->found->largest = sqrt(work->largest / PIXEL_COMPARE_LARGEST);
    }
    cluster_search_free(work->clusters);
    close_side(&work->sides[0]);
    close_side(&work->sides[1]);
    free(work->marks);
    free(work->faded);
    free(work->ignored);
    return status;
}

enum status image_diff(int baseline, const struct png_info *baseline_png, int candidate,
                       const struct png_info *candidate_png,
                       const struct image_diff_settings *settings, int diff_image,
                       struct image_difference *difference, struct error *error)
{
    const struct png_info *a = baseline_png, *b = candidate_png;
    struct work work = {.layout = pixel_layout_for(a, b),
                        .width = a->width < b->width ? a->width : b->width,
                        .height = a->height < b->height ? a->height : b->height,
                        .canvas_width = a->width > b->width ? a->width : b->width,
                        .canvas_height = a->height > b->height ? a->height : b->height,
                        .settings = settings,
                        .limit = PIXEL_COMPARE_LARGEST * settings->threshold * settings->threshold,
                        .found = difference};

    work.pixel = pixel_size(work.layout);
    *difference = (struct image_difference){.outside = a->width * a->height + b->width * b->height -
                                                       2 * work.width * work.height};
    enum status status = open_side(&work.sides[0], "baseline", baseline, a, &work, error);
    if (status == STATUS_OK)
        status = open_side(&work.sides[1], "candidate", candidate, b, &work, error);
    if (status == STATUS_OK)
        status = begin(&work, diff_image, error);
    if (status == STATUS_OK)
        status = compare_common(&work, error);
    if (status == STATUS_OK)
        status = read_rest(&work, error);
    return finish(&work, status, error);
}
