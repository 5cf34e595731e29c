#include "merge/seed_layout.h"

#include <stdlib.h>

#include "base/notices.h"
#include "report/seed_text.h"

void seed_layout_free(struct seed_layout *layout)
{
    free(layout->segments);
    free(layout->merged.ranges);
    *layout = (struct seed_layout){.runs = 0};
}

static int by_seed(const void *a, const void *b)
{
    const struct seed_segment *x = a, *y = b;

    if (x->seeds.first != y->seeds.first)
        return x->seeds.first < y->seeds.first ? -1 : 1;
    return (x->part > y->part) - (x->part < y->part);
}

static void list_segments(struct seed_layout *layout, const struct part parts[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0, from = 0; k < parts[i].seeds.range_count; k++) {
            const struct seed_range *range = &parts[i].seeds.ranges[k];
            layout->segments[layout->segment_count++] =
                (struct seed_segment){.seeds = *range, .part = i, .from = from};
            from += range->count;
        }
    qsort(layout->segments, layout->segment_count, sizeof *layout->segments, by_seed);
}

static enum status reject_overlap(const struct seed_segment *a, const struct seed_segment *b,
                                  const struct part parts[], struct error *error)
{
    uint32_t last_a = seed_range_last(&a->seeds), last_b = seed_range_last(&b->seeds);
    struct seed_range both = {.first = b->seeds.first};
    struct text seeds = {0};

    both.count = (size_t)((last_a < last_b ? last_a : last_b) - both.first) + 1;
    seed_text_append(&seeds, &both, 1);
    enum status status = error_set(error, STATUS_BAD_INPUT,
                                   "seed%s %s: in both %.255s and %.255s; omit one of them, or "
                                   "repeat its run with another --seed",
                                   both.count == 1 ? "" : "s", text_string(&seeds),
                                   parts[a->part].path, parts[b->part].path);
    text_free(&seeds);
    return status;
}

/* Joins adjacent segments. */
static enum status join(struct seed_layout *layout, const struct part parts[], struct error *error)
{
    struct merged_parts *merged = &layout->merged;

    for (size_t i = 0; i < layout->segment_count; i++) {
        struct seed_segment *segment = &layout->segments[i];
        struct seed_range *last = i == 0 ? NULL : &merged->ranges[merged->range_count - 1];
        if (last != NULL && segment->seeds.first <= seed_range_last(last))
            return reject_overlap(&layout->segments[i - 1], segment, parts, error);
        segment->to = layout->runs;
        layout->runs += segment->seeds.count;
        if (last != NULL && segment->seeds.first - 1 == seed_range_last(last))
            last->count += segment->seeds.count;
        else
            merged->ranges[merged->range_count++] = segment->seeds;
    }
    return STATUS_OK;
}

enum status seed_layout_make(struct seed_layout *layout, const struct part parts[], size_t count,
                             struct error *error)
{
    size_t segments = 0, runs = 0;

    *layout = (struct seed_layout){.runs = 0};
    for (size_t i = 0; i < count; i++) {
        segments += parts[i].seeds.range_count;
        runs += parts[i].runs;
    }
    layout->segments = calloc(segments + 1, sizeof *layout->segments);
    layout->merged.ranges = calloc(segments + 1, sizeof *layout->merged.ranges);
    if (layout->segments == NULL || layout->merged.ranges == NULL)
        return error_out_of_memory(error);
    list_segments(layout, parts, count);
    enum status status = join(layout, parts, error);
    if (status == STATUS_OK && runs > STUDY_MAX_MERGED)
        status =
            error_set(error, STATUS_BAD_INPUT, "the parts have %zu runs; at most %d can be merged",
                      runs, STUDY_MAX_MERGED);
    if (status == STATUS_OK && layout->merged.range_count > STUDY_MAX_RANGES)
        status = error_set(error, STATUS_BAD_INPUT,
                           "the seeds of the parts have %zu gaps; at most %d are supported",
                           layout->merged.range_count - 1, STUDY_MAX_RANGES - 1);
    return status;
}

enum status seed_layout_report_gaps(const struct seed_layout *layout, struct text *notices,
                                    struct error *error)
{
    const struct merged_parts *merged = &layout->merged;
    size_t count = merged->range_count - 1;
    struct seed_range *gaps = calloc(count + 1, sizeof *gaps);
    struct text seeds = {0};

    if (gaps == NULL)
        return error_out_of_memory(error);
    for (size_t i = 0; i < count; i++) {
        gaps[i].first = seed_range_last(&merged->ranges[i]) + 1;
        gaps[i].count = merged->ranges[i + 1].first - gaps[i].first;
    }
    seed_text_append(&seeds, gaps, count);
    if (count > 0)
        notices_add(notices, "no part has the seed%s %s; the set is merged without them",
                    count == 1 && gaps->count == 1 ? "" : "s", text_string(&seeds));
    enum status status = text_check(&seeds, error);
    text_free(&seeds);
    free(gaps);
    return status == STATUS_OK ? text_check(notices, error) : status;
}
