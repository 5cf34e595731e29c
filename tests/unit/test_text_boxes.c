#include "base/text_boxes.h"

#include <stdio.h>
#include <string.h>

#include "support.h"
#include "unit_tests.h"

static enum status read_string(const char *script, struct text_boxes *boxes, struct error *error)
{
    return text_boxes_read(script, strlen(script), boxes, error);
}

START_TEST(boxes_are_read_wherever_they_stand)
{
    struct text_boxes boxes;
    struct error error;

    assert_status(
        read_string("# text box: 0 10 200 30\nplot x\n# text\n# text box: 65534 7 1 65528\n",
                    &boxes, &error),
        STATUS_OK, &error);
    ck_assert_uint_eq(boxes.count, 2);
    ck_assert_uint_eq(boxes.list[0].left, 0);
    ck_assert_uint_eq(boxes.list[0].top, 10);
    ck_assert_uint_eq(boxes.list[0].width, 200);
    ck_assert_uint_eq(boxes.list[0].height, 30);
    ck_assert_uint_eq(boxes.list[1].left, 65534);
    ck_assert_uint_eq(boxes.list[1].height, 65528);
}
END_TEST

/* The last: within a line it is none. */
static const char *const without[] = {"", "plot x\n", "# text: 1 2 3 4\n", "# text bo",
                                      "print '# text box: 1 2 3 4'\n"};

START_TEST(a_script_can_have_no_boxes)
{
    struct text_boxes boxes;
    struct error error;

    assert_status(read_string(without[_i], &boxes, &error), STATUS_OK, &error);
    ck_assert_uint_eq(boxes.count, 0);
}
END_TEST

static const char *const malformed[] = {
    "# text box: 1 2 3\n",
    "# text box: 1 2 3 4 5\n",
    "# text box: 1 2 3 4",
    "# text box: 1 2 3 4 \n",
    "# text box: 1 2 3 4\r\n",
    "# text box:  1 2 3 4\n",
    "# text box: 1  2 3 4\n",
    "# text box: 1\t2 3 4\n",
    "# text box: -1 2 3 4\n",
    "# text box: +1 2 3 4\n",
    "# text box: 01 2 3 4\n",
    "# text box: 1.0 2 3 4\n",
    "# text box: 1 2 0x3 4\n",
    "# text box: 1 2 0 4\n",
    "# text box: 1 2 3 0\n",
    "# text box: 65535 0 1 1\n",
    "# text box: 0 1 1 65535\n",
    "# text box: 0 0 18446744073709551617 1\n",
    "# text box: 1 2 3 4 \\\n",
    "# text box:1 2 3 4\n",
    "# text box 1 2 3 4\n",
    "# text boxes: 1 2 3 4\n",
    "# text box",
    "# text box: 1 2\n# text box: 3 4\n",
    "# text box: 1 2 3 \n4\n",
};

START_TEST(a_malformed_box_is_an_error)
{
    struct text_boxes boxes;
    struct error error;

    assert_status(read_string(malformed[_i], &boxes, &error), STATUS_BAD_INPUT, &error);
    assert_message_holds(&error, "line 1: a text box must be");
}
END_TEST

START_TEST(too_many_boxes_are_an_error)
{
    struct text script = {0};
    struct text_box box = {.left = 1, .top = 2, .width = 3, .height = 4};
    struct text_boxes boxes;
    struct error error;

    for (int i = 0; i < TEXT_BOXES_MAX; i++)
        text_box_append(&script, &box);
    assert_status(text_boxes_read(script.data, script.length, &boxes, &error), STATUS_OK, &error);
    ck_assert_uint_eq(boxes.count, TEXT_BOXES_MAX);
    text_box_append(&script, &box);
    assert_status(text_boxes_read(script.data, script.length, &boxes, &error), STATUS_BAD_INPUT,
                  &error);
    assert_message_holds(&error, "line 257: more than 256 text boxes");
    text_free(&script);
}
END_TEST

START_TEST(bytes_behind_the_length_are_not_read)
{
    static const char script[] = {'#', ' ', 't', 'e', 'x', 't', ' ', 'b', 'o',
                                  'x', ':', ' ', '1', ' ', '2', ' ', '3'};
    struct text_boxes boxes;
    struct error error;

    assert_status(text_boxes_read(script, 5, &boxes, &error), STATUS_OK, &error);
    assert_status(text_boxes_read(script, sizeof script, &boxes, &error), STATUS_BAD_INPUT, &error);
}
END_TEST

START_TEST(what_is_written_is_read_again)
{
    struct text script = {0};
    struct text_box box = {.left = 12, .top = 0, .width = 345, .height = 6};
    struct text_boxes boxes;
    struct error error;

    text_box_append(&script, &box);
    ck_assert_str_eq(text_string(&script), "# text box: 12 0 345 6\n");
    assert_status(text_boxes_read(script.data, script.length, &boxes, &error), STATUS_OK, &error);
    ck_assert_uint_eq(boxes.count, 1);
    ck_assert_uint_eq(boxes.list[0].width, 345);
    text_free(&script);
}
END_TEST

Suite *text_boxes_suite(void)
{
    Suite *suite = suite_create("text_boxes");
    TCase *tests = tcase_create("reading");

    tcase_add_test(tests, boxes_are_read_wherever_they_stand);
    tcase_add_loop_test(tests, a_script_can_have_no_boxes, 0, sizeof without / sizeof *without);
    tcase_add_loop_test(tests, a_malformed_box_is_an_error, 0,
                        sizeof malformed / sizeof *malformed);
    tcase_add_test(tests, too_many_boxes_are_an_error);
    tcase_add_test(tests, bytes_behind_the_length_are_not_read);
    tcase_add_test(tests, what_is_written_is_read_again);
    suite_add_tcase(suite, tests);
    return suite;
}
