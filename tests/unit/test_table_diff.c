/* Text tables, value by value. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "diff/table_diff.h"
#include "support.h"
#include "unit_tests.h"

static const struct tolerance exact = {0};

/* What a file's name promises. */
enum file { DAT, CSV, TSV };

static struct table_settings settings_for(enum file file, struct tolerance tolerance)
{
    static const enum table_delimiter usual[] = {TABLE_BLANKS, TABLE_COMMA, TABLE_TAB};
    static struct budget_account account;

    return (struct table_settings){.tolerance = tolerance,
                                   .usual = usual[file],
                                   .data_file = file == DAT,
                                   .account = &account,
                                   .interrupt_fd = -1};
}

/* Without a name, and gone when it is closed. */
static FILE *file_of(const struct text *text)
{
    FILE *file = tmpfile();

    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(text_string(text), 1, text->length, file), text->length);
    ck_assert_int_eq(fflush(file), 0);
    return file;
}

static enum status compare(const struct table_settings *settings, const struct text *a,
                           const struct text *b, bool *is_table, struct table_difference *found,
                           struct error *error)
{
    FILE *file_a = file_of(a), *file_b = file_of(b);
    const int files[2] = {fileno(file_a), fileno(file_b)};
    enum status status = table_diff(files, settings, is_table, found, error);

    fclose(file_a);
    fclose(file_b);
    ck_assert_uint_eq(settings->account->taken, 0);
    return status;
}

static struct table_difference difference_of(const struct table_settings *settings,
                                             const struct text *a, const struct text *b)
{
    struct table_difference found;
    struct error error;
    bool is_table = false;

    assert_status(compare(settings, a, b, &is_table, &found, &error), STATUS_OK, &error);
    ck_assert_msg(is_table, "%s", found.note);
    return found;
}

static struct text text_of(const char *string)
{
    struct text text = {0};

    text_append(&text, string);
    return text;
}

static struct table_difference difference_with(const struct table_settings *settings, const char *a,
                                               const char *b)
{
    struct text text_a = text_of(a), text_b = text_of(b);
    struct table_difference found = difference_of(settings, &text_a, &text_b);

    text_free(&text_a);
    text_free(&text_b);
    return found;
}

static struct table_difference difference(enum file file, const char *a, const char *b,
                                          struct tolerance tolerance)
{
    struct table_settings settings = settings_for(file, tolerance);

    return difference_with(&settings, a, b);
}

/* ---- The same -------------------------------------------------------------------------------- */

static const struct {
    enum file file;
    const char *a, *b;
} same[] = {
    {DAT, "1 2\n", "1 2"},
    {DAT, "1 2\n", "1.0\t  2e0 \r\n"},
    {DAT, "1e3 1000 1000.0\n", "1000 1000.0 1e3\n"},
    {DAT, "0\n", "-0\n"},
    {DAT, "1\n", "1\n\n\n"}, /* blank lines at the end part nothing */
    {DAT, "nan NaN -nan\n", "NAN nan nan\n"},
    {DAT, "inf -inf\n", "Infinity -INF\n"},
    {DAT, "\"a b\" c\n", "\"a b\"  c\n"},
    {CSV, "a,b\n1,2\n", "\"a\",\"b\"\r\n1.0,2"},
    {CSV, "\"x, \"\"y\"\"\nz\",1\n", "\"x, \"\"y\"\"\nz\",1.0\n"},
    {CSV, "a,,b\n", "\"a\",\"\",b\n"},
    {TSV, "a b\t1\n", "\"a b\"\t1.0\n"},
    {CSV,
     "\xef\xbb\xbf"
     "1,2\n",
     "1,2\n"},
};

START_TEST(test_same_values)
{
    struct table_difference found = difference(same[_i].file, same[_i].a, same[_i].b, exact);

    ck_assert_msg(table_difference_passes(&found), "%s | %s | %zu %s %s", same[_i].a, same[_i].b,
                  found.different, found.shape, found.header);
}
END_TEST

/* ---- Not the same ---------------------------------------------------------------------------- */

static const struct {
    enum file file;
    const char *a, *b;
    size_t different, row, column;
    const char *name, *baseline, *candidate;
} other[] = {
    {DAT, "# t x\n1 2\n3 4\n", "# t x\n1 2\n3 5\n", 1, 2, 2, "x", "4", "5"},
    {DAT, "0.1\n", "0.10000000000000002\n", 1, 1, 1, "", "0.1", "0.10000000000000002"},
    {DAT, "nan\n", "1\n", 1, 1, 1, "", "nan", "1"},
    {DAT, "inf\n", "-inf\n", 1, 1, 1, "", "inf", "-inf"},
    {DAT, "a\n", "A\n", 1, 1, 1, "a", "a", "A"},
    {DAT, "# up to x\n1 2\n", "# up to x\n1 3\n", 1, 1, 2, "", "2", "3"}, /* no names */
    {DAT, "1 2\n\n3 4\n", "1 2\n\n9 4\n", 1, 2, 1, "", "3", "9"},
    {CSV, "alpha,beta\n1,2\n", "alpha,beta\n1,3\n", 1, 2, 2, "beta", "2", "3"},
    {CSV, "a b,c\n1,2\n", "a b,c\n0,2\n", 1, 2, 1, "a b", "1", "0"},
    {CSV, "1 ,2\n", "1,2 x\n", 1, 1, 2, "", "2", "2 x"},
    {TSV, "x\ty\n1\t\n", "x\ty\n1\t0\n", 1, 2, 2, "y", "", "0"},
};

START_TEST(test_other_values)
{
    struct table_difference found = difference(other[_i].file, other[_i].a, other[_i].b, exact);

    ck_assert(!table_difference_passes(&found));
    ck_assert_uint_eq(found.different, other[_i].different);
    ck_assert_uint_eq(found.first[0].row, other[_i].row);
    ck_assert_uint_eq(found.first[0].column, other[_i].column);
    ck_assert_str_eq(found.first[0].name, other[_i].name);
    ck_assert_str_eq(found.first[0].baseline, other[_i].baseline);
    ck_assert_str_eq(found.first[0].candidate, other[_i].candidate);
}
END_TEST

static const struct {
    enum file file;
    const char *a, *b, *shape;
} shapes[] = {
    {DAT, "1 2\n3 4\n", "1 2\n3\n", "row 2 has 1 column instead of 2"},
    {DAT, "1\n\n2\n", "1\n2\n\n", "line 2 is blank on one side only"},
    {DAT, "1\n\n\n2\n", "1\n\n2\n", "line 3 is blank on one side only"},
    {DAT, "1\n\n2\n", "# x\n1\n2\n", "line 2 is blank on one side only"},
    {DAT, "1\n2\n", "1\n\n2\n", "line 2 of the candidate is blank on one side only"},
    {CSV, "1,2\n", "1,2,\n", "3 columns instead of 2"},
};

START_TEST(test_shapes)
{
    struct table_difference found = difference(shapes[_i].file, shapes[_i].a, shapes[_i].b, exact);

    ck_assert(!table_difference_passes(&found));
    ck_assert_str_eq(found.shape, shapes[_i].shape);
}
END_TEST

START_TEST(test_comments)
{
    struct table_difference found =
        difference(DAT, "# alpha=0.02 beta=1\n# x\n1\n", "# alpha=0.021 beta=1\n# x\n1\n", exact);

    ck_assert(!table_difference_passes(&found));
    ck_assert_str_eq(found.header, "comment 1: 'alpha=0.02 beta=1' -> 'alpha=0.021 beta=1'");
    ck_assert_uint_eq(found.different, 0);
    found = difference(DAT, "# x\n1\n", "1\n", exact);
    ck_assert(!table_difference_passes(&found));
    found = difference(DAT, "# x\n1\n# y\n2\n", "# x\n# y\n1\n2\n", exact);
    ck_assert(!table_difference_passes(&found));
    ck_assert_str_eq(found.header, "comment 2 is between different rows");
    found = difference(DAT, "1\n\n\n# x\n2\n", "1\n# x\n\n\n2\n", exact);
    ck_assert(!table_difference_passes(&found));
    found = difference(DAT, "1\n# x\n2 3\n", "1\n# x\n2.0  3\n", exact);
    ck_assert(table_difference_passes(&found));
    found = difference(DAT, "1\n# x\n2 3\n", "0\n1\n# x\n2 3\n", exact);
    ck_assert_str_eq(found.header, "");
}
END_TEST

/* What stands behind a NUL is compared too, wherever that is. */
START_TEST(test_nul)
{
    static const char *const texts[][2] = {{"# a\0b\n1\n", "# a\0c\n1\n"},
                                           {"a\0b\n111\n", "a\0c\n111\n"}};
    struct table_settings settings = settings_for(DAT, exact);
    struct text a = {0}, b = {0};

    text_append_bytes(&a, texts[_i][0], 8);
    text_append_bytes(&b, texts[_i][1], 8);
    struct table_difference found = difference_of(&settings, &a, &b);
    ck_assert(!table_difference_passes(&found));
    text_free(&a);
    text_free(&b);
}
END_TEST

START_TEST(test_tolerance)
{
    struct tolerance absolute = {.absolute = 0.125}, relative = {.relative = 0.25};
    struct table_difference found = difference(DAT, "1 2\n", "1.125 2\n", absolute);

    ck_assert(table_difference_passes(&found));
    ck_assert_uint_eq(found.tolerated, 1);
    ck_assert_double_eq(found.largest_absolute, 0.125);
    ck_assert_double_eq(found.largest_relative, 0.125 / 1.125);
    found = difference(DAT, "1\n", "1.1250000001\n", absolute);
    ck_assert(!table_difference_passes(&found));
    found = difference(DAT, "3 -3\n", "4 -4\n", relative);
    ck_assert(table_difference_passes(&found));
    found = difference(DAT, "0\n", "1e-300\n", relative);
    ck_assert(!table_difference_passes(&found));
    found = difference(DAT, "inf nan\n", "1 1\n", (struct tolerance){1e300, 1});
    ck_assert_uint_eq(found.different, 2);
}
END_TEST

/* By it an editor finds the cell in the baseline's file: comments, and lines in quotes, count. */
START_TEST(test_line_of_a_difference)
{
    struct table_difference found = difference(DAT, "# x\n1\n\n2\n", "1\n\n3\n", exact);

    ck_assert_uint_eq(found.first[0].row, 2);
    ck_assert_uint_eq(found.first[0].line, 4);
    found = difference(CSV, "\"a\nb\nc\",1\n2,3\n", "\"a\nb\nc\",1\n2,4\n", exact);
    ck_assert_uint_eq(found.first[0].row, 2);
    ck_assert_uint_eq(found.first[0].line, 4);
}
END_TEST

/* Between a number and infinity, or none, all lies. */
START_TEST(test_largest_difference)
{
    struct table_difference found = difference(DAT, "1 inf\n", "2 1\n", exact);

    ck_assert_double_eq(found.largest_absolute, HUGE_VAL);
    ck_assert_double_eq(found.largest_relative, HUGE_VAL);
    found = difference(DAT, "1\n", "nan\n", exact);
    ck_assert_double_eq(found.largest_relative, HUGE_VAL);
    found = difference(DAT, "1 -1 8\n", "2 1 8\n", exact);
    ck_assert_double_eq(found.largest_absolute, 2);
    ck_assert_double_eq(found.largest_relative, 2);
}
END_TEST

/* Files that are not tables are compared as text. */
START_TEST(test_no_table)
{
    static const struct {
        const char *bytes, *why;
    } broken[] = {
        {"a,\"b\n1,2\n", "with commas: candidate: line 1: unterminated quote"},
        {"\"a\"b,c\n1,2\n",
         "with commas: candidate: line 1: unexpected text after a closing quote"},
        {"a,b\n3,4\nx\n", "with commas: candidate: line 3 has 1 columns, earlier lines have 2"},
    };
    struct table_settings settings = settings_for(CSV, exact);
    struct text table = text_of("1,2\n"), text = text_of(broken[_i].bytes);
    struct table_difference found;
    struct error error;
    bool is_table = true;

    assert_status(compare(&settings, &table, &text, &is_table, &found, &error), STATUS_OK, &error);
    ck_assert(!is_table);
    ck_assert_str_eq(found.note, broken[_i].why);
    assert_status(compare(&settings, &text, &text, &is_table, &found, &error), STATUS_OK, &error);
    ck_assert(!is_table);
    text_free(&table);
    text_free(&text);
}
END_TEST

/* The first ten are kept; the rest is counted. Long texts are cut between characters. */
START_TEST(test_many_differences)
{
    struct table_settings settings = settings_for(DAT, exact);
    struct text a = {0}, b = {0};

    for (int i = 0; i < 1000; i++) {
        text_appendf(&a, "%d\n", i);
        text_appendf(&b, "%d\n", i + 5000);
    }
    text_append(&a, "x\n");
    for (int i = 0; i < 100; i++)
        text_append(&b, "\xc3\xa4");
    struct table_difference found = difference_of(&settings, &a, &b);
    ck_assert_uint_eq(found.different, 1001);
    ck_assert_uint_eq(found.first[9].row, 10);
    ck_assert_uint_eq(found.rows[0], 1001);
    text_free(&a);
    text_free(&b);
    a = text_of("x\n");
    for (int i = 0; i < 100; i++)
        text_append(&b, "\xc3\xa4");
    found = difference_of(&settings, &a, &b);
    ck_assert_uint_eq(strlen(found.first[0].candidate), 76 + 3);
    ck_assert_int_eq(memcmp(found.first[0].candidate + 74, "\xc3\xa4...", 5), 0);
    text_free(&b);
    text_append(&b, "x"); /* now the cut would go through a character */
    for (int i = 0; i < 100; i++)
        text_append(&b, "\xc3\xa4");
    found = difference_of(&settings, &a, &b);
    ck_assert_uint_eq(strlen(found.first[0].candidate), 75 + 3);
    ck_assert_int_eq(memcmp(found.first[0].candidate + 73, "\xc3\xa4...", 5), 0);
    text_free(&a);
    text_free(&b);
}
END_TEST

/* ---- Numbers as they are written ------------------------------------------------------------- */

/* Of each column, whether the cells below its name are the same. */
static const struct {
    const char *a, *b;
    bool same;
} written[] = {
    {"1763000000000000001", "1763000000000000101", false},
    {"12e4567", "99e9999", false},
    {"1e400", "1e500", false},
    {"01234", "1234", false},
    {"0x10", "16", false},
    {"0.50", "0.5", true},
    {"1e3", "1000.0", true},
    {"-0.0", "0", true},
    {"+5", "5", true},
    {"NaN", "nan", true},
    {"inf", "Infinity", true},
    {"inf", "-inf", false},
    {"NA", "NaN", false},
    {"", "NA", false},
    {"?", "0", false},
    {"1,000", "1000", false},
};

START_TEST(test_numbers_as_written)
{
    struct text a = {0}, b = {0};
    struct table_settings settings = settings_for(CSV, exact);

    text_appendf(&a, "name,value\n\"x\",\"%s\"\ny,1\n", written[_i].a);
    text_appendf(&b, "name,value\n\"x\",\"%s\"\ny,1\n", written[_i].b);
    struct table_difference found = difference_of(&settings, &a, &b);
    ck_assert_msg(table_difference_passes(&found) == written[_i].same, "%s | %s", written[_i].a,
                  written[_i].b);
    ck_assert_uint_eq(found.notation, written[_i].same);
    text_free(&a);
    text_free(&b);
}
END_TEST

/* Anything but a number makes a column text, wherever it is: even on one side only, and after
 * the cells that were compared. Missing values and names do not. */
START_TEST(test_columns_of_text)
{
    static const struct {
        const char *a, *b;
        bool same;
    } columns[] = {
        {"v,w\n1.10,1\n2,1\n", "v,w\n1.1,1\n2,1\n", true},
        {"v,w\n1.10,1\nx,1\n", "v,w\n1.1,1\nx,1\n", false},
        {"v,w\nx,1\n1.10,1\n", "v,w\nx,1\n1.1,1\n", false},
        {"v,w\n1.10,1\n01,1\n", "v,w\n1.1,1\n01,1\n", false},
        {"v,w\n1.10,1\n1,x\n", "v,w\n1.1,1\n1,x\n", true},
        {"v,w\n1.10,1\nNA,1\n,1\nnan,1\n?,1\n", "v,w\n1.1,1\nNA,1\n,1\nnan,1\n?,1\n", true},
        {"1.10,1\n2,1\n", "1.1,1\n2,1\n", true},
    };
    struct tolerance wide = {.absolute = 1};
    struct table_difference found = difference(CSV, columns[_i].a, columns[_i].b, exact);

    ck_assert_int_eq(table_difference_passes(&found), columns[_i].same);
    ck_assert_uint_eq(found.different, !columns[_i].same);
    found =
        difference(CSV, columns[_i].a, columns[_i].b, wide); /* nor are texts within a tolerance */
    ck_assert_int_eq(table_difference_passes(&found), columns[_i].same);
}
END_TEST

START_TEST(test_notation_is_named)
{
    struct table_difference found = difference(CSV, "t,loss\n1,0.25\n2,0.50\n3,1e3\n",
                                               "t,loss\n1,0.25\n2,0.5\n3,1000\n", exact);

    ck_assert(table_difference_passes(&found));
    ck_assert_uint_eq(found.notation, 2);
    ck_assert_uint_eq(found.first_notation.row, 3);
    ck_assert_str_eq(found.first_notation.name, "loss");
    ck_assert_str_eq(found.first_notation.baseline, "0.50");
    ck_assert_str_eq(found.first_notation.candidate, "0.5");
}
END_TEST

/* Doubles that are the same do not make numbers so. */
START_TEST(test_tolerance_below_a_double)
{
    struct tolerance absolute = {.absolute = 1}, relative = {.relative = 1e-12};
    struct table_difference found =
        difference(DAT, "1763000000000000001\n", "1763000000000000101\n", absolute);

    ck_assert_uint_eq(found.different, 1);
    found = difference(DAT, "1763000000000000001\n", "1763000000000000101\n", relative);
    ck_assert_uint_eq(found.tolerated, 1);
}
END_TEST

/* ---- Dialects -------------------------------------------------------------------------------- */

static const struct {
    enum file file;
    const char *a, *b;
    enum table_delimiter delimiter;
    char decimal_mark;
    bool same;
} dialects[] = {
    {CSV, "seed;loss\n1;0,5\n", "seed;loss\n1;0,05\n", TABLE_SEMICOLON, ',', false},
    {CSV, "seed;loss\n1;0,5\n", "seed;loss\n1;0,50\n", TABLE_SEMICOLON, ',', true},
    {CSV, "seed;loss\n1;0.5\n", "seed;loss\n1;0.50\n", TABLE_SEMICOLON, '.', true},
    {CSV, "a\tb\n1,5\t2\n", "a\tb\n1,50\t2\n", TABLE_TAB, ',', true},
    {TSV, "a,b\n1,2\n", "a,b\n1,2.0\n", TABLE_COMMA, '.', true},
    {CSV, "a b\n1 2\n", "a b\n1 2.0\n", TABLE_BLANKS, '.', true},
    {CSV, "loss\n0.5\n1\n", "loss\n0.50\n1\n", TABLE_LINES, '.', true},
    {DAT, "1 0,5\n", "1 0,50\n", TABLE_COMMA, '.', false}, /* which fit too */
    {DAT, "# t x\n1 0,5\n2 1\n", "# t x\n1 0,50\n2 1\n", TABLE_BLANKS, ',', true},
    /* Two delimiters fit, and only in one of them are the values the same. */
    {CSV, "0,5;1\n", "-0,5;1\n", TABLE_SEMICOLON, ',', false},
    {CSV, "0,10\n", "0,1e1\n", TABLE_LINES, ',', false},
    /* One of them fits the baseline only. */
    {CSV, "0,5;1\n", "\"-0\",5;1\n", TABLE_COMMA, '.', false},
    /* Numbers with either mark. */
    {CSV, "a;b\n1,50;2.5\n", "a;b\n1,5;2.5\n", TABLE_SEMICOLON, '.', false},
    {CSV, "day,name,loss\n2024-01-02 10:00,John Smith,0.50\n",
     "day,name,loss\n2024-01-02 10:00,John Smith,0.5\n", TABLE_COMMA, '.', true},
    {CSV, "t m,name,loss\n2024-01-02 10:00,Smith,0.50\n",
     "t m,name,loss\n2024-01-02 10:00,Smith,0.5\n", TABLE_COMMA, '.', true},
    {CSV, "# seed 7\na,b\n1,2\n", "# seed 7\na,b\n1,2.0\n", TABLE_COMMA, '.', true},
};

START_TEST(test_dialects)
{
    struct table_difference found =
        difference(dialects[_i].file, dialects[_i].a, dialects[_i].b, exact);

    ck_assert_int_eq(found.delimiter, dialects[_i].delimiter);
    ck_assert_int_eq(found.decimal_mark, dialects[_i].decimal_mark);
    ck_assert_msg(table_difference_passes(&found) == dialects[_i].same, "%s | %s | %s %s",
                  dialects[_i].a, dialects[_i].b, found.shape, found.note);
}
END_TEST

START_TEST(test_settled_dialect)
{
    struct table_settings settings = settings_for(CSV, exact);

    settings.delimiter = TABLE_SEMICOLON;
    settings.decimal_mark = ',';
    struct table_difference found = difference_with(&settings, "1;0,5\n", "1;0,50\n");
    ck_assert(table_difference_passes(&found));
    ck_assert_str_eq(found.note, "");
    settings.delimiter = TABLE_COMMA;
    settings.decimal_mark = '\0';
    found = difference_with(&settings, "1;0,5\n", "1;0,50\n");
    ck_assert_uint_eq(found.different, 1);
    ck_assert_uint_eq(found.first[0].column, 2);
    found = difference_with(&settings, "1,2\n3\n", "1,2\n3,4\n"); /* whatever the rows look like */
    ck_assert_str_eq(found.shape, "2 columns instead of 1");
}
END_TEST

START_TEST(test_mixed_dialects_are_named)
{
    struct table_difference found = difference(CSV, "0,5;1\n", "-0,5;1\n", exact);

    ck_assert_str_eq(
        found.note, "read with semicolons and decimal commas; the values are the same if read with "
                    "commas, which is also possible; use --delimiter and --decimal to decide");
}
END_TEST

/* ---- Rows ------------------------------------------------------------------------------------ */

/* Rows i, 10 i, 0.5 from `first` on, but for `without`; of row `changed` another number. */
static void append_rows(struct text *out, int first, int count, int without, int changed)
{
    for (int i = first; i < first + count; i++)
        if (i != without)
            text_appendf(out, "%d,%d,0.5\n", i, 10 * i + (i == changed));
}

/* A row fewer or more is one row, wherever it is, and values beside it are still compared. */
START_TEST(test_inserted_row)
{
    static const int places[] = {1, 2, 15, 63, 500, 1500, 2499, 2500};
    struct table_settings settings = settings_for(CSV, exact);
    struct text a = text_of("n,m,x\n"), b = text_of("n,m,x\n");
    int place = places[_i];

    append_rows(&a, 1, 2500, -1, -1);
    append_rows(&b, 1, 2500, place, 1200);
    struct table_difference found = difference_of(&settings, &a, &b);
    ck_assert_uint_eq(found.removed, 1);
    ck_assert_uint_eq(found.added, 0);
    ck_assert_uint_eq(found.different, 1);
    ck_assert_uint_eq(found.first[0].row, 1201);
    ck_assert(!found.first_rows[0].added);
    ck_assert_uint_eq(found.first_rows[0].row, (size_t)place + 1);
    ck_assert_uint_eq(found.first_rows[0].line, (size_t)place + 1);
    found = difference_of(&settings, &b, &a);
    ck_assert_uint_eq(found.added, 1);
    ck_assert_uint_eq(found.removed, 0);
    ck_assert_uint_eq(found.different, 1);
    ck_assert(found.first_rows[0].added);
    ck_assert_uint_eq(found.first_rows[0].row, (size_t)place);
    text_free(&a);
    text_free(&b);
}
END_TEST

/* No row is the same, but one column is; and the rows are the same to within a tolerance. */
START_TEST(test_inserted_row_among_similar_ones)
{
    struct table_settings settings = settings_for(CSV, exact);
    struct text a = {0}, b = {0};

    for (int i = 0; i < 3000; i++) {
        text_appendf(&a, "%d,%d.5\n", i, 7 * i % 101);
        if (i != 700)
            text_appendf(&b, "%d,%d.5000001\n", i, 7 * i % 101);
    }
    struct table_difference found = difference_of(&settings, &a, &b);
    ck_assert_uint_eq(found.removed, 1);
    ck_assert_uint_eq(found.added, 0);
    ck_assert_uint_eq(found.first_rows[0].row, 701);
    ck_assert_uint_eq(found.different, 2999);
    settings.tolerance.absolute = 1e-3;
    found = difference_of(&settings, &a, &b);
    ck_assert_uint_eq(found.removed, 1);
    ck_assert_uint_eq(found.different, 0);
    ck_assert_uint_eq(found.tolerated, 2999);
    text_free(&a);
    text_free(&b);
}
END_TEST

/* Blocks keep their places: a row in one of them moves none in the next. */
START_TEST(test_inserted_row_in_a_block)
{
    struct table_difference found =
        difference(DAT, "1 1\n2 2\n\n1 5\n2 6\n", "1 1\n7 7\n2 2\n\n1 5\n2 6\n", exact);

    ck_assert_uint_eq(found.added, 1);
    ck_assert_uint_eq(found.different, 0);
    ck_assert_str_eq(found.shape, "");
    ck_assert_uint_eq(found.first_rows[0].row, 1);
    ck_assert_str_eq(found.first_rows[0].text, "7 7");
}
END_TEST

START_TEST(test_all_rows_of_one_side)
{
    struct table_difference found = difference(DAT, "1\n", "", exact);

    ck_assert_uint_eq(found.removed, 1);
    ck_assert(!table_difference_passes(&found));
    found = difference(CSV, "", "a,b\n1,2\n", exact);
    ck_assert_uint_eq(found.added, 2);
    ck_assert_uint_eq(found.first_rows[0].row, 0);
}
END_TEST

/* ---- Keys ------------------------------------------------------------------------------------ */

START_TEST(test_key)
{
    struct table_settings settings = settings_for(CSV, exact);
    static const char a[] = "id,n,v\nx,1,10\ny,1,20\ny,2,30\nz,1,40\n";

    settings.key = "id,n";
    struct table_difference found =
        difference_with(&settings, a, "id,n,v\nz,1,40.0\ny,1,20\nx,1,10\ny,2,30\n");
    ck_assert(table_difference_passes(&found));
    ck_assert_uint_eq(found.moved, 2);
    ck_assert_uint_eq(found.notation, 1);
    found = difference_with(&settings, a, "id,n,v\ny,2,31\nw,1,50\nx,1,10\ny,1,20\n");
    ck_assert_uint_eq(found.different, 1);
    ck_assert_uint_eq(found.first[0].row, 4);
    ck_assert_str_eq(found.first[0].name, "v");
    ck_assert_uint_eq(found.removed, 1);
    ck_assert_uint_eq(found.added, 1);
    ck_assert_str_eq(found.first_rows[0].text, "z 1 40");
    ck_assert_str_eq(found.first_rows[1].text, "w 1 50");
    ck_assert_uint_eq(found.first_rows[1].line, 3);
    settings.key = "2,1";
    found = difference_with(&settings, a, "id,n,v\nz,1,40\ny,1,20\nx,1,10\ny,2,30\n");
    ck_assert(table_difference_passes(&found));
}
END_TEST

START_TEST(test_key_that_is_not_unique)
{
    struct table_settings settings = settings_for(CSV, exact);

    settings.key = "id";
    struct table_difference found =
        difference_with(&settings, "id,v\nx,1\nx,2\ny,3\n", "id,v\ny,3\nx,1\nx,2\n");
    ck_assert(table_difference_passes(&found));
    ck_assert_str_eq(found.note, "1 row has the key of an earlier row; paired in order");
    found = difference_with(&settings, "id,v\nx,1\nx,2\n", "id,v\nx,2\nx,1\n");
    ck_assert_uint_eq(found.different, 2);
    found = difference_with(&settings, "id,v\nx,1\nx,1\n", "id,v\nx,1\ny,1\n");
    ck_assert_uint_eq(found.removed, 1);
    ck_assert_uint_eq(found.added, 1);
}
END_TEST

START_TEST(test_key_that_is_missing)
{
    struct table_settings settings = settings_for(CSV, exact);

    settings.key = "seed";
    struct table_difference found =
        difference_with(&settings, "id,v\nx,1\ny,2\n", "id,v\nx,1\nz,3\ny,2\n");
    ck_assert_uint_eq(found.added, 1);
    ck_assert_str_eq(found.note, "not paired by key: no column 'seed' on both sides");
}
END_TEST

/* Many rows in another order, in more than one block. */
START_TEST(test_key_of_many_rows)
{
    struct table_settings settings = settings_for(DAT, exact);
    struct text a = {0}, b = {0};

    settings.key = "1";
    for (int i = 0; i < 20000; i++) {
        text_appendf(&a, "%d %d\n", i, 3 * i);
        text_appendf(&b, "%d %d\n", 7919 * i % 20000, 3 * (7919 * i % 20000) + (i == 5000));
    }
    struct table_difference found = difference_of(&settings, &a, &b);
    ck_assert_uint_eq(found.different, 1);
    ck_assert_uint_eq(found.added, 0);
    ck_assert_uint_eq(found.removed, 0);
    text_free(&a);
    text_free(&b);
}
END_TEST

/* ---- Hostile files --------------------------------------------------------------------------- */

/* A record without an end, beyond the maximum length, is not a table; and a signal ends all. */
START_TEST(test_sparse_files)
{
    struct table_settings settings = settings_for(CSV, exact);
    struct table_difference found;
    struct error error;
    bool is_table = true;
    FILE *files[2] = {tmpfile(), tmpfile()};
    int descriptors[2];

    for (size_t i = 0; i < 2; i++) {
        ck_assert_ptr_nonnull(files[i]);
        descriptors[i] = fileno(files[i]);
        ck_assert_int_eq(ftruncate(descriptors[i], (off_t)1 << 40), 0);
    }
    assert_status(table_diff(descriptors, &settings, &is_table, &found, &error), STATUS_OK, &error);
    ck_assert(!is_table);
    settings.interrupt_fd = readable_descriptor();
    assert_status(table_diff(descriptors, &settings, &is_table, &found, &error), STATUS_INTERRUPTED,
                  &error);
    close(settings.interrupt_fd);
    fclose(files[0]);
    fclose(files[1]);
}
END_TEST

/* Quotes and lines across the blocks that a file is read in. */
START_TEST(test_records_across_blocks)
{
    struct table_settings settings = settings_for(CSV, exact);
    struct text a = {0}, b = {0};

    for (int i = 0; i < 40000; i++) {
        text_appendf(&a, "%d,\"x\"\"\n, %d\"\n", i, i % 13);
        text_appendf(&b, "%d,\"x\"\"\n, %d\"\r\n", i, i == 35000 ? 99 : i % 13);
    }
    struct table_difference found = difference_of(&settings, &a, &b);
    ck_assert_uint_eq(found.rows[0], 40000);
    ck_assert_uint_eq(found.different, 1);
    ck_assert_uint_eq(found.first[0].line, 70001);
    text_free(&a);
    text_free(&b);
}
END_TEST

Suite *table_diff_suite(void)
{
    Suite *suite = suite_create("table_diff");
    TCase *tests = tcase_create("values");

    tcase_add_loop_test(tests, test_same_values, 0, sizeof same / sizeof *same);
    tcase_add_loop_test(tests, test_other_values, 0, sizeof other / sizeof *other);
    tcase_add_loop_test(tests, test_shapes, 0, sizeof shapes / sizeof *shapes);
    tcase_add_test(tests, test_comments);
    tcase_add_loop_test(tests, test_nul, 0, 2);
    tcase_add_test(tests, test_tolerance);
    tcase_add_test(tests, test_line_of_a_difference);
    tcase_add_test(tests, test_largest_difference);
    tcase_add_loop_test(tests, test_no_table, 0, 3);
    tcase_add_loop_test(tests, test_numbers_as_written, 0, sizeof written / sizeof *written);
    tcase_add_loop_test(tests, test_columns_of_text, 0, 7);
    tcase_add_test(tests, test_notation_is_named);
    tcase_add_test(tests, test_tolerance_below_a_double);
    tcase_add_loop_test(tests, test_dialects, 0, sizeof dialects / sizeof *dialects);
    tcase_add_test(tests, test_settled_dialect);
    tcase_add_test(tests, test_mixed_dialects_are_named);
    tcase_add_loop_test(tests, test_inserted_row, 0, 8);
    tcase_add_test(tests, test_inserted_row_among_similar_ones);
    tcase_add_test(tests, test_inserted_row_in_a_block);
    tcase_add_test(tests, test_all_rows_of_one_side);
    tcase_add_test(tests, test_key);
    tcase_add_test(tests, test_key_that_is_not_unique);
    tcase_add_test(tests, test_key_that_is_missing);
    tcase_add_test(tests, test_key_of_many_rows);
    tcase_add_test(tests, test_sparse_files);
    tcase_add_test(tests, test_records_across_blocks);
    tcase_add_test(tests, test_many_differences);
    suite_add_tcase(suite, tests);
    return suite;
}
