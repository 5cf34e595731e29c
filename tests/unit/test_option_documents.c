/* The lists of options in the manual pages match the tables of options. With
 * UPDATE_OPTION_DOCUMENTS in the environment, they are generated instead. */
#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "compare/accept_options.h"
#include "compare/compare_options.h"
#include "merge/merge_options.h"
#include "run/run_options.h"
#include "support.h"
#include "unit_tests.h"
#include "verify/verify_options.h"

/* ---- A list of mdoc(7) ---------------------------------------------------------------- */

/* A sentence, with hyphens as they are typed and no line that looks like a request. */
static void append_mdoc_sentence(struct text *out, const char *phrase)
{
    size_t column = 0;

    for (const char *c = phrase; *c != '\0'; c++) {
        char character = c == phrase ? (char)toupper((unsigned char)*c) : *c;
        if (character == ' ' && column + 1 + strcspn(c + 1, " ") > 95) {
            text_append(out, "\n");
            column = 0;
            continue;
        }
        if (column == 0 && (character == '.' || character == '\''))
            text_append(out, "\\&");
        if (character == '-' || character == '\\')
            text_append(out, "\\");
        text_append_bytes(out, &character, 1);
        column++;
    }
    text_append(out, ".\n");
}

static void append_mdoc_row(struct text *out, const struct option_row *row)
{
    struct text phrase = {0};

    text_append(out, ".It Fl ");
    if (row->letter != 0)
        text_appendf(out, "%c , Fl ", row->letter);
    text_appendf(out, "\\-%s", row->name);
    if (row->value != NULL)
        text_appendf(out, " Ar %s", row->value);
    text_append(out, "\n");
    option_row_describe(row, &phrase);
    append_mdoc_sentence(out, text_string(&phrase));
    text_free(&phrase);
}

static void append_mdoc(struct text *out, const struct option_table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct option_row *row = &table->rows[i];
        if (row->name != NULL)
            append_mdoc_row(out, row);
        else
            text_appendf(out, "%s.Ss %s\n.Bl -tag -width Ds\n", i == 0 ? "" : ".El\n", row->about);
    }
    text_append(out, ".El\n");
}

/* ---- Blocks between two marks ---------------------------------------------------------------- */

static const struct {
    const char *file, *begin, *end;
    const struct option_table *table;
} blocks[] = {
    {"src/adam-report.1", ".\\\" options of run\n", ".\\\" end of options\n", &run_option_table},
    {"src/adam-report-compare.1", ".\\\" options of compare\n", ".\\\" end of options\n",
     &compare_option_table},
    {"src/adam-report-verify.1", ".\\\" options of verify\n", ".\\\" end of options\n",
     &verify_option_table},
    {"src/adam-report-accept.1", ".\\\" options of accept\n", ".\\\" end of options\n",
     &accept_option_table},
    {"src/adam-report-merge.1", ".\\\" options of merge\n", ".\\\" end of options\n",
     &merge_option_table},
};

static void update(const char *file, const struct text *content, const char *begin, const char *end,
                   const struct text *block)
{
    FILE *stream = fopen(file, "w");

    ck_assert_ptr_nonnull(stream);
    fwrite(content->data, 1, (size_t)(begin - content->data), stream);
    fputs(text_string(block), stream);
    fputs(end, stream);
    ck_assert_int_eq(fclose(stream), 0);
}

START_TEST(documents_say_what_the_table_says)
{
    struct text content = {0}, block = {0};
    struct error error;

    assert_status(file_read(AT_FDCWD, blocks[_i].file, 1 << 20, &content, &error), STATUS_OK,
                  &error);
    append_mdoc(&block, blocks[_i].table);
    const char *begin = strstr(text_string(&content), blocks[_i].begin);
    ck_assert_msg(begin != NULL, "%s has no %s", blocks[_i].file, blocks[_i].begin);
    begin += strlen(blocks[_i].begin);
    const char *end = strstr(begin, blocks[_i].end);
    ck_assert_ptr_nonnull(end);
    if (getenv("UPDATE_OPTION_DOCUMENTS") != NULL)
        update(blocks[_i].file, &content, begin, end, &block);
    else
        ck_assert_msg((size_t)(end - begin) == block.length &&
                          memcmp(begin, block.data, block.length) == 0,
                      "%s does not agree with the table of options; `make option-documents` "
                      "rewrites it",
                      blocks[_i].file);
    text_free(&content);
    text_free(&block);
}
END_TEST

/* ---- Rows that refer to other tables -------------------------------------------------------- */

START_TEST(shown_defaults_are_adams)
{
    static const char *const names[] = {"alpha", "beta1", "beta2", "epsilon"};
    const struct option_row *row = option_table_find(&run_option_table, names[_i]);
    size_t k = optimizer_parameter_find(&optimizers[0], names[_i]);

    ck_assert_double_eq(strtod(row->shown, NULL), optimizers[0].parameters[k].value);
    ck_assert_ptr_nonnull(
        strstr(row->allowed, optimizer_range_text(optimizers[0].parameters[k].range)));
}
END_TEST

START_TEST(rows_are_complete)
{
    const struct option_table *tables[] = {&run_option_table, &compare_option_table,
                                           &verify_option_table, &accept_option_table,
                                           &merge_option_table};

    for (size_t i = 0; i < tables[_i]->count; i++) {
        const struct option_row *row = &tables[_i]->rows[i];
        ck_assert_ptr_nonnull(row->about);
        ck_assert_msg(row->about[strlen(row->about) - 1] != '.', "%s", row->about);
        if (row->name == NULL)
            continue;
        ck_assert_msg(row->read != NULL, "%s", row->name);
        ck_assert_ptr_eq(option_table_find(tables[_i], row->name), row); /* no duplicate */
        for (size_t k = 0; k < i && row->letter != 0; k++)
            ck_assert_int_ne(row->letter, tables[_i]->rows[k].letter);
    }
}
END_TEST

Suite *option_documents_suite(void)
{
    Suite *suite = suite_create("option_documents");
    TCase *tests = tcase_create("tables");

    tcase_add_loop_test(tests, documents_say_what_the_table_says, 0,
                        sizeof blocks / sizeof *blocks);
    tcase_add_loop_test(tests, shown_defaults_are_adams, 0, 4);
    tcase_add_loop_test(tests, rows_are_complete, 0, 4);
    suite_add_tcase(suite, tests);
    return suite;
}
