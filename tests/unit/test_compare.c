/* The smaller modules of a comparison: clusters, trees, names, texts, threads. */
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/excerpt.h"
#include "base/file.h"
#include "base/parallel.h"
#include "base/tree.h"
#include "base/unicode.h"
#include "compare/compare.h"
#include "compare/comparison.h"
#include "compare/provenance.h"
#include "compare/unique_names.h"
#include "diff/clusters.h"
#include "image/integrity.h"
#include "image/png_describe.h"
#include "image_samples.h"
#include "support.h"
#include "unit_tests.h"

static void assert_text(const char *text, const char *wanted)
{
    ck_assert_msg((text == NULL) == (wanted == NULL) && (text == NULL || strcmp(text, wanted) == 0),
                  "%s instead of %s", text == NULL ? "nothing" : text,
                  wanted == NULL ? "nothing" : wanted);
}

static struct text text_of(const char *string)
{
    struct text text = {0};

    text_append(&text, string);
    return text;
}

/* ---- Clusters -------------------------------------------------------------------------------- */

static struct clusters clusters_of(size_t width, size_t height, const size_t (*points)[2],
                                   size_t count)
{
    struct cluster_search *search = cluster_search_new(width, height);
    struct clusters found;

    for (size_t i = 0; i < count; i++)
        cluster_search_add(search, points[i][0], points[i][1]);
    cluster_search_end(search, &found);
    cluster_search_free(search);
    return found;
}

static void assert_cluster(const struct cluster *c, size_t left, size_t top, size_t width,
                           size_t height, size_t pixels)
{
    ck_assert_uint_eq(c->left, left);
    ck_assert_uint_eq(c->top, top);
    ck_assert_uint_eq(c->width, width);
    ck_assert_uint_eq(c->height, height);
    ck_assert_uint_eq(c->pixels, pixels);
}

START_TEST(test_clusters)
{
    static const size_t points[][2] = {{3, 0},   {90, 1},  {4, 9},  {3, 17},
                                       {50, 40}, {98, 99}, {99, 99}};
    struct clusters found = clusters_of(100, 100, points, 7);

    ck_assert_uint_eq(found.count, 4);
    assert_cluster(&found.kept[0], 3, 0, 2, 18, 3);
    assert_cluster(&found.kept[1], 98, 99, 2, 1, 2);
    assert_cluster(&found.kept[2], 90, 1, 1, 1, 1);
    assert_cluster(&found.kept[3], 50, 40, 1, 1, 1);
    found = clusters_of(100, 100, points, 0);
    ck_assert_uint_eq(found.count, 0);
}
END_TEST

/* Two arms that meet at the bottom are one, and so is a spiral's. */
START_TEST(test_clusters_join_below)
{
    size_t points[200][2], count = 0;

    for (size_t y = 0; y < 80; y += 4) {
        points[count][0] = 8;
        points[count++][1] = y;
        points[count][0] = 72;
        points[count++][1] = y;
    }
    for (size_t x = 8; x <= 72; x += 4) {
        points[count][0] = x;
        points[count++][1] = 80;
    }
    struct clusters found = clusters_of(100, 100, (const size_t(*)[2])points, count);
    ck_assert_uint_eq(found.count, 1);
    assert_cluster(&found.kept[0], 8, 0, 65, 81, count);
}
END_TEST

/* In tiles of 8 pixels: those that touch at a corner are one, with the box around both. */
START_TEST(test_clusters_touch_at_corners)
{
    static const size_t falling[][2] = {{12, 4}, {20, 12}}, rising[][2] = {{20, 4}, {12, 12}};
    static const size_t apart[][2] = {{4, 4}, {20, 4}, {4, 20}};
    static const size_t late[][2] = {{20, 4}, {4, 12}, {12, 12}};
    struct clusters found = clusters_of(100, 100, falling, 2);

    ck_assert_uint_eq(found.count, 1);
    assert_cluster(&found.kept[0], 12, 4, 9, 9, 2);
    found = clusters_of(100, 100, rising, 2);
    ck_assert_uint_eq(found.count, 1);
    assert_cluster(&found.kept[0], 12, 4, 9, 9, 2);
    found = clusters_of(100, 100, apart, 3);
    ck_assert_uint_eq(found.count, 3);
    found = clusters_of(100, 100, late, 3); /* the last one joins what was above to the others */
    ck_assert_uint_eq(found.count, 1);
    assert_cluster(&found.kept[0], 4, 4, 17, 9, 3);
}
END_TEST

/* Of the same size, those further up come first, then those further to the left, wherever they
 * end. */
START_TEST(test_clusters_have_an_order)
{
    static const size_t points[][2] = {{4, 4}, {50, 4}, {51, 4}, {4, 12}, {80, 30}, {81, 30}};
    struct clusters found = clusters_of(100, 100, points, 6);

    ck_assert_uint_eq(found.count, 3);
    assert_cluster(&found.kept[0], 4, 4, 1, 9, 2);
    assert_cluster(&found.kept[1], 50, 4, 2, 1, 2);
    assert_cluster(&found.kept[2], 80, 30, 2, 1, 2);
}
END_TEST

/* What lies close together is a matter of the image's size: some hundred tiles along it. */
START_TEST(test_clusters_of_large_images)
{
    static const size_t points[][2] = {{0, 0}, {39, 0}};

    ck_assert_uint_eq(clusters_of(1000, 100, points, 2).count, 2);
    ck_assert_uint_eq(clusters_of(2560, 100, points, 2).count, 1);
    ck_assert_uint_eq(clusters_of(100, 2560, points, 2).count, 1);
}
END_TEST

/* More than are kept: those with the most pixels are. */
START_TEST(test_clusters_kept)
{
    size_t points[1000][2], count = 0;

    for (size_t i = 0; i < 30; i++)
        for (size_t n = 0; n <= i; n++) {
            points[count][0] = n % 8;
            points[count++][1] = i * 20 + n / 8;
        }
    struct clusters found = clusters_of(600, 600, (const size_t(*)[2])points, count);
    ck_assert_uint_eq(found.count, 30);
    for (size_t i = 0; i < CLUSTERS_KEPT; i++)
        ck_assert_uint_eq(found.kept[i].pixels, 30 - i);
}
END_TEST

/* ---- Trees ----------------------------------------------------------------------------------- */

START_TEST(test_tree)
{
    struct path outer = new_directory(), directory = path_in(outer.string, "in");
    struct tree tree;
    struct error error;
    static const struct {
        const char *name;
        enum tree_kind kind;
        const char *target, *unreadable;
    } entries[] = {
        {".hidden", TREE_FILE, NULL, NULL},
        {"a.txt", TREE_FILE, NULL, NULL},
        {"b", TREE_DIRECTORY, NULL, NULL},
        {"b/c", TREE_FILE, NULL, NULL},
        {"b/d", TREE_FILE, NULL, NULL},
        {"dir-link", TREE_LINK, NULL, NULL},
        {"fifo", TREE_OTHER, NULL, "is neither a file nor a directory"},
        {"file-link", TREE_LINK, "b/c", NULL},
        {"lost", TREE_LINK, NULL, NULL},
        {"out-link", TREE_LINK, NULL, "out of the directory"},
        {"skipped", TREE_DIRECTORY, NULL, NULL},
        {"slash-link", TREE_LINK, NULL, "out of the directory"},
        {"to-skipped", TREE_LINK, NULL, "into an excluded directory"},
    };

    make_directory_in(outer.string, "in");
    make_directory_in(outer.string, "inner-not");
    make_file(outer.string, "outside", "secret");
    make_file(directory.string, "a.txt", "");
    make_file(directory.string, ".hidden", "");
    make_directory_in(directory.string, "b");
    make_file(directory.string, "b/c", "");
    make_file(directory.string, "b/d", "");
    ck_assert_int_eq(symlink("b", path_in(directory.string, "dir-link").string), 0);
    ck_assert_int_eq(symlink("b/c", path_in(directory.string, "file-link").string), 0);
    ck_assert_int_eq(symlink("../outside", path_in(directory.string, "out-link").string), 0);
    ck_assert_int_eq(symlink("../inner-not", path_in(directory.string, "slash-link").string), 0);
    ck_assert_int_eq(symlink("nowhere", path_in(directory.string, "lost").string), 0);
    ck_assert_int_eq(mkfifo(path_in(directory.string, "fifo").string, 0600), 0);
    make_directory_in(directory.string, "skipped");
    make_file(directory.string, "skipped/x", "");
    ck_assert_int_eq(symlink("skipped/x", path_in(directory.string, "to-skipped").string), 0);
    assert_status(tree_list(directory.string, "skipped", -1, &tree, &error), STATUS_OK, &error);
    ck_assert_uint_eq(tree.count, sizeof entries / sizeof *entries);
    for (size_t i = 0; i < tree.count; i++) {
        const struct tree_entry *entry = &tree.entries[i];
        ck_assert_str_eq(entry->name, entries[i].name);
        ck_assert_msg(entry->kind == entries[i].kind, "%s", entry->name);
        assert_text(entry->target == NULL ? NULL : entry->target->name, entries[i].target);
        ck_assert_int_eq(entry->unreadable != NULL, entries[i].unreadable != NULL);
        if (entry->unreadable != NULL)
            ck_assert_ptr_nonnull(strstr(entry->unreadable, entries[i].unreadable));
    }
    ck_assert_str_eq(tree_find(&tree, "dir-link")->link, "b");
    ck_assert_ptr_null(tree_find(&tree, "dir"));
    tree_free(&tree);
    ck_assert_int_eq(tree_list(path_in(outer.string, "none").string, "", -1, &tree, &error),
                     STATUS_USAGE);
}
END_TEST

START_TEST(test_same_bytes)
{
    struct path directory = new_directory();
    static char large[200000];
    int a, b;
    bool same;
    struct error error;

    memset(large, 'x', sizeof large - 1);
    make_file(directory.string, "a", large);
    a = open_directory(directory.string);
    close(a);
    make_file(directory.string, "b", large);
    large[199000] = 'y';
    make_file(directory.string, "c", large);
    const char *names[] = {"b", "c"};
    for (size_t i = 0; i < 2; i++) {
        a = open(path_in(directory.string, "a").string, O_RDONLY);
        b = open(path_in(directory.string, names[i]).string, O_RDONLY);
        assert_status(file_same_bytes(a, b, -1, &same, &error), STATUS_OK, &error);
        ck_assert_int_eq(same, i == 0);
        close(a);
        close(b);
    }
}
END_TEST

/* ---- Names and texts ------------------------------------------------------------------------- */

START_TEST(test_unique_names)
{
    static const char *const names[][2] = {
        {"a/b.png", "a-b"},
        {"a-b.png", "a-b-2"},
        {"A-B.PNG", "A-B-3"},
        {"a-b", "a-b-4"},
        {"a-b.svg", "a-b.svg"},
        {"a-b.SVG", "a-b.SVG-2"},
        {"a-b-2.png", "a-b-2-2"},
        {"x.y/z", "x.y-z"},
        {"x/.png", "x-.png"},
        {"contour.gp", "contour.gp"}, /* which may be a PNG, too */
        {"contour.png", "contour"},
        /* Composed and decomposed, which some file systems take for one name. */
        {"\xc3\xa9.png", "__"},
        {"e\xcc\x81.png", "e__"},
        {"\xc3\x89.png", "__-2"},
        {"a b%20?.png", "a_b_20_"},
    };
    struct unique_names unique_names = {0};
    char path[600] = "";

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ck_assert_str_eq(unique_names_add(&unique_names, names[i][0]), names[i][1]);
    memset(path, 'p', sizeof path - 1);
    const char *first = unique_names_add(&unique_names, path),
               *second = unique_names_add(&unique_names, path);
    ck_assert_uint_eq(strlen(first), 200);
    ck_assert_str_ne(first, second);
    unique_names_free(&unique_names);
}
END_TEST

START_TEST(test_file_kinds)
{
    static const struct {
        const char *path, *kind;
    } files[] = {
        {"a.dat", "table"},
        {"a.csv", "table"},
        {"a/b.TSV", "table"},
        {"a.png", "picture"},
        {"a.svg", "graphic"},
        {"a.gif", "graphic"},
        {"a.pdf", "graphic"},
        {"manifest.json", "json"},
        {"SHA256SUMS", "checksums"},
        {"a/SHA256SUMS", "checksums"},
        {"SHA256SUMS/a", "file"},
        {"a.gp", "file"},
        {".png", "file"},
        {"png", "file"},
        {"a.png.txt", "file"},
    };

    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        ck_assert_msg(strcmp(file_kind_name(file_kind_of(files[i].path)), files[i].kind) == 0, "%s",
                      files[i].path);
}
END_TEST

START_TEST(test_printable)
{
    struct text out = {0};

    unicode_printable(&out, "a\xc3\xa4\n\x1b[31m\xff\xe2\x80\xa8\\<");
    ck_assert_str_eq(text_string(&out), "a\xc3\xa4\\n\\x1b[31m\\xff\\xe2\\x80\\xa8\\<");
    out.length = 0;
    unicode_printable(&out, " ::error::x a::b ##[error] ##vso[x] ## x[0]\xe2\x80\xae");
    ck_assert_str_eq(text_string(&out),
                     " \\x3a:error::x a::b #\\x23[error] #\\x23vso[x] ## x[0]\\xe2\\x80\\xae");
    text_free(&out);
}
END_TEST

START_TEST(test_percent)
{
    static const struct {
        uint64_t part, whole;
        const char *wanted;
    } shares[] = {{0, 5, "0"},
                  {5, 5, "100"},
                  {99999, 100000, "99.99"},
                  {997, 1000, "99.7"},
                  {1, 8, "12"},
                  {1, 32, "3.1"},
                  {3, 1000, "0.3"},
                  {3, 10000, "0.03"},
                  {3, 100000, "0.003"},
                  {0, 0, "0"},
                  {1, 1000000000, "less than 0.001"}};

    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        ck_assert_str_eq(comparison_percent(shares[i].part, shares[i].whole).string,
                         shares[i].wanted);
}
END_TEST

#define TEN "0123456789"
#define FIVE_UMLAUTS "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4"

#define EIGHTY TEN TEN TEN TEN TEN TEN TEN TEN

/* Short lines are shown whole; of longer ones at most 40 bytes before the difference, from the
 * start of a word, and up to 50 bytes after it; characters are not split. */
START_TEST(test_excerpt)
{
    static const struct {
        const char *a, *b, *wanted;
    } excerpts[] = {
        {"abc", "abd", "'abc' -> 'abd'"},
        {"", "x", "'' -> 'x'"},
        {"end", "end", "'end' with and without a newline at its end"},
        {"version: 1", "version: 1.0", "'version: 1' -> 'version: 1.0'"},
        {"  a word=1 b", "  a word=2 b", "'a word=1 b' -> 'a word=2 b'"},
        {EIGHTY " alpha: 0.1 beta: 1", EIGHTY " alpha: 0.1 beta: 1.0",
         "'...alpha: 0.1 beta: 1' -> '...alpha: 0.1 beta: 1.0'"},
        {EIGHTY " \xc3\xa4", EIGHTY " \xc3\xb6",
         "'...123456789" TEN TEN TEN " \xc3\xa4' -> '...123456789" TEN TEN TEN " \xc3\xb6'"},
        {EIGHTY "x", EIGHTY "y", "'..." TEN TEN TEN TEN "x' -> '..." TEN TEN TEN TEN "y'"},
        {"x" EIGHTY, "y" TEN, "'x" TEN TEN TEN TEN "012345678...' -> 'y" TEN "'"},
        {EIGHTY FIVE_UMLAUTS FIVE_UMLAUTS FIVE_UMLAUTS FIVE_UMLAUTS "x",
         EIGHTY FIVE_UMLAUTS FIVE_UMLAUTS FIVE_UMLAUTS FIVE_UMLAUTS "y",
         "'..." FIVE_UMLAUTS FIVE_UMLAUTS FIVE_UMLAUTS FIVE_UMLAUTS
         "x' -> '..." FIVE_UMLAUTS FIVE_UMLAUTS FIVE_UMLAUTS FIVE_UMLAUTS "y'"},
        {"x" FIVE_UMLAUTS FIVE_UMLAUTS FIVE_UMLAUTS FIVE_UMLAUTS FIVE_UMLAUTS EIGHTY, "y",
         "'x" FIVE_UMLAUTS FIVE_UMLAUTS FIVE_UMLAUTS FIVE_UMLAUTS
         "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4...' "
         "-> 'y'"},
    };

    for (size_t i = 0; i < sizeof excerpts / sizeof *excerpts; i++) {
        struct text out = {0};
        excerpt_difference(&out, excerpts[i].a, strlen(excerpts[i].a), excerpts[i].b,
                           strlen(excerpts[i].b));
        ck_assert_str_eq(text_string(&out), excerpts[i].wanted);
        text_free(&out);
    }
}
END_TEST

static void assert_unified(const char *a, const char *b, const char *wanted)
{
    const struct excerpt_window windows[2] = {{a, strlen(a), true}, {b, strlen(b), true}};
    struct text out = {0};

    excerpt_unified(&out, windows, 1, false);
    ck_assert_str_eq(text_string(&out), wanted);
    text_free(&out);
}

/* As `diff -u` of GNU diffutils 3.8 has its first hunk. */
START_TEST(test_unified_excerpt)
{
    assert_unified("a\n", "a\n", "");
    assert_unified("a\nb\nc\nd\ne\nf\ng\nh\n", "a\nb\nc\nd\nX\nf\ng\nh\n",
                   "@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+X\n f\n g\n h\n");
    assert_unified("a\nb\nc\n", "new\na\nb\nc\n", "@@ -1,3 +1,4 @@\n+new\n a\n b\n c\n");
    assert_unified("", "a\nb\n", "@@ -0,0 +1,2 @@\n+a\n+b\n");
    assert_unified("a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n",
                   "@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
    assert_unified("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
                   "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n");
    assert_unified("a\nb\n", "a\nb", "@@ -1,2 +1,2 @@\n a\n-b\n+b\n\\ No newline at end of file\n");
}
END_TEST

/* Lines are cut around the difference, and there are not many of them. */
START_TEST(test_unified_excerpt_is_bounded)
{
    struct text a = {0}, b = {0}, out = {0};

    for (int i = 0; i < 1000; i++)
        text_append(&a, TEN);
    text_append_bytes(&b, text_string(&a), a.length);
    text_append(&a, " old\n");
    text_append(&b, " new\n");
    for (int i = 0; i < 1000; i++)
        text_appendf(&b, "line %d\n", i);
    const struct excerpt_window windows[2] = {{text_string(&a), a.length, true},
                                              {text_string(&b), b.length, false}};
    excerpt_unified(&out, windows, 7, true);
    static const char begin[] = "@@ -7,1 +7,23 @@ within a long line\n-...123456789" TEN TEN TEN
                                " old\n+...123456789" TEN TEN TEN " new\n+line 0\n";
    ck_assert_msg(strncmp(text_string(&out), begin, sizeof begin - 1) == 0, "%s",
                  text_string(&out));
    ck_assert_uint_lt(out.length, 1000);
    ck_assert_str_eq(text_string(&out) + out.length - 5, "\n...\n");
    text_free(&a);
    text_free(&b);
    text_free(&out);
}
END_TEST

#define SUM "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* As sha256sum writes it, also in binary mode, also on Windows. */
START_TEST(test_provenance_parts)
{
    struct provenance_list list;
    struct text source = text_of(SUM "  a b.gp\n" SUM " *c.dat\r\n" SUM "  d.dat");
    size_t line;

    ck_assert(provenance_parts(&source, &list, &line));
    ck_assert_uint_eq(list.count, 3);
    ck_assert_str_eq(list.parts[0].name, "a b.gp");
    ck_assert_str_eq(list.parts[1].name, "c.dat");
    ck_assert_str_eq(list.parts[1].digest, SUM);
    ck_assert_str_eq(list.parts[2].name, "d.dat");
    text_free(&source);
    source = text_of("");
    ck_assert(provenance_parts(&source, &list, &line));
    ck_assert_uint_eq(list.count, 0);
    text_free(&source);
}
END_TEST

START_TEST(test_broken_provenance)
{
    static const char *const broken[] = {"x",           SUM,          SUM "\n",  SUM " a\n",
                                         SUM "  \n",    SUM "  \r\n", "\n",      SUM "  a/b\n",
                                         SUM "  ..\n",  SUM "   \t",  SUM "?*a", "\\" SUM "  a\n",
                                         "A" SUM "  a", SUM "  .\n"};
    struct provenance_list list;
    size_t line;

    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        struct text source = text_of(SUM "  first\n");
        text_append(&source, broken[i]);
        ck_assert_msg(!provenance_parts(&source, &list, &line), "%s", broken[i]);
        ck_assert_uint_eq(line, 2);
        ck_assert_uint_eq(list.count, 0);
        text_free(&source);
    }
    struct text source = text_of(SUM "  a\n");
    text_append_bytes(&source, SUM "  a\0b\n", 64 + 6);
    ck_assert(!provenance_parts(&source, &list, &line));
    text_free(&source);
    for (size_t i = 0; i <= PROVENANCE_MAX_PARTS; i++)
        text_append(&source, SUM "  a\n");
    ck_assert(!provenance_parts(&source, &list, &line));
    ck_assert_uint_eq(line, PROVENANCE_MAX_PARTS + 1);
    text_free(&source);
}
END_TEST

START_TEST(test_graphics)
{
    static const struct {
        const char *name, *bytes;
        size_t length;
        bool whole;
    } graphics[] = {
        {"a.svg", "<svg></svg>\n<!-- x -->\n", 23, true},
        {"a.SVG", "<svg><svg></svg><g>", 19, false},
        {"a.svg", "<svg></sv", 9, false},
        {"a.svg", "text", 4, false},
        {"a.pdf", "%PDF-1.7 ... %%EOF\n", 19, true},
        {"a.pdf",
         "%PDF-1.7 ... %%EOF\n% of a program that adds a line or two behind the end, which "
         "readers allow\n",
         94, true},
        {"a.pdf", "%PDF-1.7 ...", 12, false},
        {"a.pdf", "", 0, false},
        {"a.gif", "GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;", 29, true},
        {"a.gif", "GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;", 28, false},
        {"a.gif", "GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;", 20, false},
        {"a.gif", "none", 4, false},
    };

    for (size_t i = 0; i < sizeof graphics / sizeof *graphics; i++) {
        struct text bytes = {0};
        struct error error = {""};
        text_append_bytes(&bytes, graphics[i].bytes, graphics[i].length);
        enum status status = integrity_check(graphics[i].name, &bytes, &error);
        ck_assert_msg(status == (graphics[i].whole ? STATUS_OK : STATUS_BAD_INPUT), "%zu: %s", i,
                      error.message);
        text_free(&bytes);
    }
}
END_TEST

/* ---- Threads --------------------------------------------------------------------------------- */

static atomic_int visits[1000];

static void visit(void *context, size_t i)
{
    atomic_fetch_add(&visits[i], 1 + (context != NULL));
}

START_TEST(test_parallel)
{
    static const size_t threads[] = {0, 1, 2, 7, 1000};

    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++)
        parallel_for(1000, threads[t], visit, NULL);
    parallel_for(0, 4, visit, NULL);
    for (size_t i = 0; i < 1000; i++)
        ck_assert_int_eq(visits[i], 5);
    ck_assert_uint_ge(parallel_processors(), 1);
}
END_TEST

Suite *compare_suite(void)
{
    Suite *suite = suite_create("comparing");
    TCase *tests = tcase_create("rooms");

    tcase_add_test(tests, test_clusters);
    tcase_add_test(tests, test_clusters_join_below);
    tcase_add_test(tests, test_clusters_touch_at_corners);
    tcase_add_test(tests, test_clusters_have_an_order);
    tcase_add_test(tests, test_clusters_of_large_images);
    tcase_add_test(tests, test_clusters_kept);
    tcase_add_test(tests, test_tree);
    tcase_add_test(tests, test_same_bytes);
    tcase_add_test(tests, test_unique_names);
    tcase_add_test(tests, test_file_kinds);
    tcase_add_test(tests, test_printable);
    tcase_add_test(tests, test_percent);
    tcase_add_test(tests, test_excerpt);
    tcase_add_test(tests, test_unified_excerpt);
    tcase_add_test(tests, test_unified_excerpt_is_bounded);
    tcase_add_test(tests, test_provenance_parts);
    tcase_add_test(tests, test_broken_provenance);
    tcase_add_test(tests, test_graphics);
    tcase_add_test(tests, test_parallel);
    suite_add_tcase(suite, tests);
    return suite;
}
