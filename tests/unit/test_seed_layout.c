/* Seeds of parts: their order, overlaps and gaps, and as text. */
#include "merge/seed_layout.h"

#include <stdlib.h>
#include <string.h>

#include "report/seed_text.h"
#include "support.h"
#include "unit_tests.h"

#define MOST_PARTS 4
#define MOST_RANGES 4

/* Parts with these ranges, which end with a count of 0. */
struct sample {
    const char *name;
    struct seed_range ranges[MOST_PARTS][MOST_RANGES + 1];
    const char *merged, *gaps, *error; /* NULL: none */
};

static const struct sample samples[] = {
    {"one", {{{5, 10}}}, "5 to 14", NULL, NULL},
    {"adjacent", {{{15, 5}}, {{5, 10}}}, "5 to 19", NULL, NULL},
    {"gap of one", {{{16, 5}}, {{5, 10}}}, "5 to 14 and 16 to 20", "the seed 15;", NULL},
    {"nested", {{{1, 2}, {5, 2}}, {{3, 2}}, {{9, 1}}}, "1 to 6 and 9", "the seeds 7 to 8;", NULL},
    {"two gaps",
     {{{1, 2}}, {{5, 2}}, {{8, 2}}},
     "1 to 2, 5 to 6 and 8 to 9",
     "the seeds 3 to 4 and 7;",
     NULL},
    {"the last seeds",
     {{{UINT32_MAX, 1}}, {{UINT32_MAX - 3, 3}}},
     "4294967292 to 4294967295",
     NULL,
     NULL},
    {"the same", {{{5, 2}}, {{5, 2}}}, NULL, NULL, "seeds 5 to 6: in both 0 and 1; omit one"},
    {"inside", {{{5, 20}}, {{8, 3}}}, NULL, NULL, "seeds 8 to 10: in both 0 and 1"},
    {"one seed", {{{5, 3}}, {{1, 5}}}, NULL, NULL, "seed 5: in both 1 and 0; omit one"},
    {"behind a gap",
     {{{1, 2}, {9, 9}}, {{3, 2}}, {{17, 4}}},
     NULL,
     NULL,
     "seed 17: in both 0 and 2"},
    {"the last seed",
     {{{UINT32_MAX, 1}}, {{UINT32_MAX - 3, 4}}},
     NULL,
     NULL,
     "seed 4294967295: in both 1 and 0"},
    {"too many",
     {{{1, STUDY_MAX_MERGED}}, {{STUDY_MAX_MERGED + 1, 1}}},
     NULL,
     NULL,
     "the parts have 1000001 runs; at most 1000000 can be merged"},
};

static size_t fill(const struct sample *sample, struct part parts[])
{
    static const char *const names[MOST_PARTS] = {"0", "1", "2", "3"};
    size_t count = 0;

    for (; count < MOST_PARTS && sample->ranges[count][0].count > 0; count++) {
        struct merged_parts *seeds = &parts[count].seeds;
        parts[count] = (struct part){.path = names[count]};
        seeds->ranges = calloc(MOST_RANGES, sizeof *seeds->ranges);
        ck_assert_ptr_nonnull(seeds->ranges);
        for (; sample->ranges[count][seeds->range_count].count > 0; seeds->range_count++) {
            seeds->ranges[seeds->range_count] = sample->ranges[count][seeds->range_count];
            parts[count].runs += seeds->ranges[seeds->range_count].count;
        }
    }
    return count;
}

/* Every run is in one segment, where its part has it. */
static void assert_segments(const struct seed_layout *layout, const struct part parts[])
{
    size_t to = 0;

    for (size_t i = 0; i < layout->segment_count; i++) {
        const struct seed_segment *segment = &layout->segments[i];
        const struct merged_parts *seeds = &parts[segment->part].seeds;
        size_t range = 0, from = segment->from;
        while (from >= seeds->ranges[range].count)
            from -= seeds->ranges[range++].count;
        ck_assert_uint_eq(seeds->ranges[range].first, segment->seeds.first);
        ck_assert_uint_eq(seeds->ranges[range].count, segment->seeds.count);
        ck_assert_uint_eq(segment->to, to);
        ck_assert(i == 0 || segment->seeds.first > layout->segments[i - 1].seeds.first);
        to += segment->seeds.count;
    }
    ck_assert_uint_eq(layout->runs, to);
}

static void assert_made(const struct sample *sample, const struct seed_layout *layout,
                        const struct part parts[])
{
    struct text seeds = {0}, notices = {0};
    struct error error;

    seed_text_append(&seeds, layout->merged.ranges, layout->merged.range_count);
    ck_assert_str_eq(text_string(&seeds), sample->merged);
    assert_status(seed_layout_report_gaps(layout, &notices, &error), STATUS_OK, &error);
    if (sample->gaps == NULL)
        ck_assert_str_eq(text_string(&notices), "");
    else
        ck_assert_msg(strstr(text_string(&notices), sample->gaps) != NULL, "%s",
                      text_string(&notices));
    assert_segments(layout, parts);
    text_free(&seeds);
    text_free(&notices);
}

START_TEST(seeds_are_put_in_order)
{
    const struct sample *sample = &samples[_i];
    struct part parts[MOST_PARTS];
    struct seed_layout layout;
    struct error error = {""};
    size_t count = fill(sample, parts);

    enum status status = seed_layout_make(&layout, parts, count, &error);
    assert_status(status, sample->error == NULL ? STATUS_OK : STATUS_BAD_INPUT, &error);
    if (sample->error != NULL)
        assert_message_holds(&error, sample->error);
    else
        assert_made(sample, &layout, parts);
    seed_layout_free(&layout);
    for (size_t i = 0; i < count; i++)
        part_free(&parts[i]);
}
END_TEST

START_TEST(the_number_of_gaps_is_limited)
{
    struct seed_range *ranges = calloc(STUDY_MAX_RANGES + 1, sizeof *ranges);
    struct part part = {.path = "a", .seeds = {.ranges = ranges}};
    struct seed_layout layout;
    struct error error;

    ck_assert_ptr_nonnull(ranges);
    for (uint32_t i = 0; i <= STUDY_MAX_RANGES; i++)
        ranges[i] = (struct seed_range){.first = 2 * i, .count = 1};
    part.seeds.range_count = STUDY_MAX_RANGES;
    assert_status(seed_layout_make(&layout, &part, 1, &error), STATUS_OK, &error);
    seed_layout_free(&layout);
    part.seeds.range_count = STUDY_MAX_RANGES + 1;
    assert_status(seed_layout_make(&layout, &part, 1, &error), STATUS_BAD_INPUT, &error);
    assert_message_holds(&error, "have 1000 gaps; at most 999 are supported");
    seed_layout_free(&layout);
    part_free(&part);
}
END_TEST

START_TEST(many_ranges_are_counted)
{
    struct seed_range ranges[12];
    struct text text = {0};

    for (uint32_t i = 0; i < 12; i++)
        ranges[i] = (struct seed_range){.first = 10 * i, .count = i < 9 ? 1 : 2};
    seed_text_append(&text, ranges, 10);
    ck_assert_str_eq(text_string(&text), "0, 10, 20, 30, 40, 50, 60, 70, 80 and 90 to 91");
    text_free(&text);
    seed_text_append(&text, ranges, 11);
    ck_assert_str_eq(text_string(&text),
                     "0, 10, 20, 30, 40, 50, 60, 70, 80, 90 to 91 and 1 more range");
    text_free(&text);
    seed_text_append(&text, ranges, 12);
    ck_assert_str_eq(text_string(&text),
                     "0, 10, 20, 30, 40, 50, 60, 70, 80, 90 to 91 and 2 more ranges");
    text_free(&text);
}
END_TEST

Suite *seed_layout_suite(void)
{
    Suite *suite = suite_create("seed_layout");
    TCase *tests = tcase_create("seeds");

    tcase_add_loop_test(tests, seeds_are_put_in_order, 0, sizeof samples / sizeof *samples);
    tcase_add_test(tests, the_number_of_gaps_is_limited);
    tcase_add_test(tests, many_ranges_are_counted);
    suite_add_tcase(suite, tests);
    return suite;
}
