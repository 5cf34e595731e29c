/* adam-report compare of directories that are meant to deceive or exhaust it: links, names, broken
 * or endless files, and files that cannot be read. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compare_support.h"
#include "support.h"

/* ---- Links and hidden files ------------------------------------------------------------------ */

/* Shell commands that make a and b, in which v1 and v2 are directories with a file each, and what
 * is said of `name` then. */
static const struct {
    const char *commands, *name, *verdict, *words;
    int status;
} trees[] = {
    {"ln -s v1 a/latest; ln -s v1 b/latest", "latest", "identical  ", "", 0},
    {"ln -s v1 a/latest; ln -s v2 b/latest", "latest", "changed    ",
     "a symbolic link to 'v1' -> 'v2'", 1},
    {"ln -s v1/x a/l; ln -s v1/x b/l", "l", "identical  ", "", 0},
    {"ln -s v1/x a/l; ln -s v2/x b/l", "l", "changed    ", "a symbolic link to 'v1/x' -> 'v2/x'",
     1},
    {"ln -s v1/x a/l; ln -s v1/x b/l; echo 9 >b/v1/x", "l", "changed    ", "first differs", 1},
    {"ln -s none a/l; ln -s none b/l", "l", "identical  ", "", 0},
    {"ln -s none a/l; ln -s other b/l", "l", "changed    ", "'none' -> 'other'", 1},
    {"ln -s l a/l; ln -s l b/l", "l", "identical  ", "", 0},
    {"echo 1 >a/l; ln -s v1/x b/l", "l", "changed    ", "a file -> a symbolic link to 'v1/x'", 1},
    {"ln -s v1/x a/l; echo 1 >b/l", "l", "changed    ", "a symbolic link to 'v1/x' -> a file", 1},
    {"ln -s none a/l; echo 1 >b/l", "l", "changed    ", "a symbolic link to 'none' -> a file", 1},
    {"mkdir a/l; ln -s v1 b/l", "l", "changed    ", "a directory -> a symbolic link to 'v1'", 1},
    {"ln -s f a/l; ln -s f b/l; echo 1 >a/f; mkdir b/f; echo 1 >b/f/x", "l", "changed    ",
     "only in the baseline does it point to a file", 2},
    {"ln -s v1 b/l", "l", "added      ", "", 1},
    {"ln -s v1 a/l", "l", "missing    ", "", 1},
    {"ln -s none a/l", "l", "missing    ", "", 1},
    /* Never out of the tree, not even where both agree, and whatever is there. */
    {"echo 1 >o; ln -s ../o a/l; ln -s ../o b/l", "l", "unreadable ",
     "baseline: is a symbolic link out of the directory", 2},
    {"ln -s .. a/l; ln -s .. b/l", "l", "unreadable ", "out of the directory", 2},
    {"mkfifo a/f b/f; ln -s f a/l; ln -s f b/l", "l", "unreadable ", "something other than a file",
     2},
    {"mkfifo a/f b/f", "f", "unreadable ", "is neither a file nor a directory", 2},
    /* Hidden files are files. */
    {"echo 1 >a/.x; echo 2 >b/.x", ".x", "changed    ", "first differs on line 1: '1' -> '2'", 1},
    {"mkdir b/.d; echo 2 >b/.d/x", ".d/x", "added      ", "", 1},
    {"echo 1 >a/.x; echo 1 >b/.x", ".x", "identical  ", "", 0},
};

#define MAKE_TREES "mkdir -p a/v1 a/v2; echo 1 >a/v1/x; echo 2 >a/v2/x; cp -R a b;"

START_TEST(test_tree)
{
    run_shell(format(MAKE_TREES "%s", trees[_i].commands));
    struct result result = run_compare(WORDS("a", "b"), trees[_i].status);
    assert_line(&result, trees[_i].name, trees[_i].verdict, trees[_i].words);
}
END_TEST

/* Manifests would be read again, by path. */
START_TEST(test_manifest_is_a_link_out)
{
    run_shell(format("cp -R '%s' a; cp -R a b; cp a/manifest.json m; rm b/manifest.json;"
                     "ln -s ../m b/manifest.json; echo '#' >>b/contour.gp",
                     repository_path("tests/baseline")));
    struct result result = run_compare(WORDS("a", "b"), 2);
    assert_line(&result, "manifest.json", "unreadable ", "out of the directory");
    assert_line(&result, "contour.gp", "changed    ", "");
}
END_TEST

/* ---- What is not a set of files -------------------------------------------------------------- */

START_TEST(test_nothing_to_compare)
{
    run_shell("mkdir -p a/d b e/.adam-report-staging; echo 1 >e/.adam-report-staging/x");
    struct result result = run_program(WORDS("a", "b"));
    assert_failed(&result, 2, "no files in a and b");
    result = run_program(WORDS("a", "e"));
    assert_failed(&result, 2, "no files in a and e");
}
END_TEST

START_TEST(test_unfinished_set)
{
    const char *const pairs[][2] = {{"a", "b"}, {"b", "a"}};

    run_shell("mkdir -p a/d b/d/.adam-report-commit; echo 1 >a/d/x; echo 1 >b/d/x");
    for (size_t i = 0; i < COUNT(pairs); i++) {
        struct result result = run_program(WORDS(pairs[i][0], pairs[i][1]));
        assert_failed(&result, 2, "b: b/d/.adam-report-commit: the directory is between");
    }
}
END_TEST

START_TEST(test_left_out)
{
    run_shell("mkdir -p a/.adam-report-staging b/d/.adam-report-staging; echo 1 >a/x; echo 1 >b/x;"
              "echo 1 >a/.adam-report-staging/y");
    struct result result = run_compare(WORDS("a", "b", "-o", "report"), 0);
    ck_assert_ptr_nonnull(strstr(result.out, "left out     .adam-report-staging\n"));
    ck_assert_ptr_nonnull(strstr(result.out, "left out     d/.adam-report-staging\n"));
    assert_summary(&result, "1 file: 1 identical; 2 left out");
    ck_assert_ptr_nonnull(strstr(read_bytes(work("report/comparison.json")).data,
                                 "\".adam-report-staging\",\n    \"d/.adam-report-staging\""));
    ck_assert_ptr_nonnull(strstr(read_bytes(work("report/comparison.md")).data,
                                 "Left out: .adam-report-staging, d/.adam-report-staging"));
    result = run_compare(WORDS("-q", "a", "b"), 0);
    ck_assert_str_eq(result.out, "1 file: 1 identical; 2 left out\n");
}
END_TEST

/* ---- Broken pictures ------------------------------------------------------------------------- */

/* Two pictures of which neither decodes, with the same image data and different texts. */
START_TEST(test_same_broken_data)
{
    static const char *const breaks[] = {
        /* a byte of the compressed data, with the chunk's checksum made right again */
        "i=png.index(b'IDAT'); n=int.from_bytes(png[i-4:i],'big'); d=bytearray(png[i+4:i+4+n]);"
        "d[n//2]^=0xff; png=png[:i-4]+chunk(b'IDAT',bytes(d))+png[i+8+n:]",
        /* rows that end early */
        "i=png.index(b'IDAT'); n=int.from_bytes(png[i-4:i],'big');"
        "d=zlib.compress(zlib.decompress(png[i+4:i+4+n])[:-1]);"
        "png=png[:i-4]+chunk(b'IDAT',d)+png[i+8+n:]",
        /* a row with a filter that does not exist */
        "i=png.index(b'IDAT'); n=int.from_bytes(png[i-4:i],'big');"
        "d=bytearray(zlib.decompress(png[i+4:i+4+n])); d[0]=9; d=zlib.compress(bytes(d));"
        "png=png[:i-4]+chunk(b'IDAT',d)+png[i+8+n:]",
    };
    static const char *const kinds[] = {"2", "6", "0"}; /* RGB, RGBA, gray */

    write_text(tools("make.py"),
               "import sys, zlib\n"
               "def chunk(name, data):\n"
               "    return (len(data).to_bytes(4, 'big') + name + data\n"
               "            + zlib.crc32(name + data).to_bytes(4, 'big'))\n"
               "kind, interlaced, broken = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]\n"
               "size = {0: 1, 2: 3, 6: 4}[kind]\n"
               "head = bytes([0, 0, 0, 8, 0, 0, 0, 8, 8, kind, 0, 0, interlaced])\n"
               "passes = [(1, 1), (1, 1), (2, 1), (2, 2), (4, 2), (4, 4), (8, 4)]\n"
               "rows = (b''.join((b'\\0' + bytes(size * w)) * h for w, h in passes)\n"
               "        if interlaced else (b'\\0' + bytes(8 * size)) * 8)\n"
               "png = (b'\\x89PNG\\r\\n\\x1a\\n' + chunk(b'IHDR', head)\n"
               "       + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))\n"
               "exec(broken)\n"
               "open('a.png', 'wb').write(png)\n"
               "open('b.png', 'wb').write(png[:33] + chunk(b'tEXt', b'Title\\0x') + png[33:])\n");
    const char *kind = kinds[_i % 3], *interlaced = _i < 3 ? "0" : "1";
    run_shell(format("python3 '%s' %s %s ''", tools("make.py"), kind, interlaced));
    struct result result = run_compare(WORDS("a.png", "b.png"), 0);
    assert_line(&result, "b.png", "same pixels", "different metadata: texts");
    for (size_t i = 0; i < COUNT(breaks); i++) {
        run_shell(
            format("python3 '%s' %s %s \"%s\"", tools("make.py"), kind, interlaced, breaks[i]));
        result = run_compare(WORDS("a.png", "b.png"), 2);
        assert_line(&result, "b.png", "unreadable ", "both: broken PNG");
        run_compare(WORDS("a.png", "a.png"), 0);
    }
}
END_TEST

#define BROKEN_KINDS 6

/* ---- What the system does not let it read ---------------------------------------------------- */

/* The n-th call of a function fails, for all n: the comparison fails or is not troubled, and never
 * says that something else was found. */
START_TEST(test_read_errors)
{
    static const char *const functions[] = {"readdir", "pread", "fstat", "read"};
    const char *const *arguments = WORDS("a", "b", "-o", "report");
    int failures = 0;

    if (getenv("ADAM_REPORT_FAULTY") == NULL) {
        skip("ADAM_REPORT_FAULTY names no build whose reads can fail");
        return;
    }
    run_shell("mkdir -p a/d b/d; echo 1,2 >a/x.csv; echo 1,3 >b/x.csv; echo 1 >a/d/y;"
              "echo 2 >b/d/y; echo '{}' >a/x.json; echo '[]' >b/x.json; echo s >a/s; echo s >b/s;"
              "echo '<svg></svg>' >a/x.svg; echo '<svg> </svg>' >b/x.svg");
    write_plain(work("a/x.png"), 20, 10, 0);
    write_plain(work("b/x.png"), 20, 10, 0xffffffff);
    const struct result usual = run_compare(arguments, 1);
    for (int n = 1;; n++) {
        struct how how = {.program = getenv("ADAM_REPORT_FAULTY"),
                          .environment =
                              STRINGS(format("ADAM_REPORT_READ_FAULT=%s:%d", functions[_i], n))};
        struct result result = run_how(&how, arguments);
        if (result.status == usual.status) {
            ck_assert_str_eq(result.out, usual.out);
            break;
        }
        ck_assert_msg(result.status == 3, "%s %d: %d %s%s", functions[_i], n, result.status,
                      result.out, result.err);
        assert_failed(&result, 3, "");
        failures++;
    }
    /* What the process that publishes says is read, and need not be. */
    ck_assert(failures > 0 || strcmp(functions[_i], "read") == 0);
}
END_TEST

#define READ_FUNCTIONS 4

/* A file below that may not be opened is a verdict; a directory that may not be is a failure. */
START_TEST(test_no_permission)
{
    if (geteuid() == 0) {
        skip("the superuser may read everything");
        return;
    }
    run_shell("mkdir -p a/d b/d; echo 1 >a/x; echo 1 >b/x; chmod 0 a/x; echo 1 >a/d/y");
    struct result result = run_compare(WORDS("a", "b"), 2);
    assert_line(&result, "x", "unreadable ", "baseline: cannot be read: Permission denied");
    run_shell("chmod 0 a/d");
    result = run_program(WORDS("a", "b"));
    assert_failed(&result, 3, "cannot read a/d: Permission denied");
    run_shell("chmod 700 a/d");
}
END_TEST

/* Nor do error messages contain control sequences for terminals or CI systems. */
START_TEST(test_error_is_printable)
{
    static const char *const names[][2] = {
        {"##[error]x", "#\\x23[error]x"},
        {"\x1b[31m", "\\x1b[31m"},
        {"\xe2\x80\xae.png", "\\xe2\\x80\\xae.png"}, /* right to left */
        {"\xe2\x80\x8b", "\\xe2\\x80\\x8b"},         /* without width */
        {"a\n::error::x", "a\\n::error::x"},
        {"\xff", "\\xff"},
    };

    make_directory(work("a"));
    for (size_t i = 0; i < COUNT(names); i++) {
        struct result result = run_program(WORDS("a", names[i][0]));
        assert_failed(&result, 2, format("candidate %s: No such file", names[i][1]));
    }
}
END_TEST

/* Names that a report would give to two files end nothing. */
START_TEST(test_colliding_names)
{
    static const char *const names[] = {"x.png",        "x.PNG",        "X.png", "x",
                                        "x-2.png",      "x.diff.png",   "y.gp",  "y.png",
                                        "\xc3\xa9.png", "e\xcc\x81.png"};

    make_directory(work("a"));
    make_directory(work("b"));
    for (size_t i = 0; i < COUNT(names); i++) {
        write_plain(work("a/%s", names[i]), 200, 200, 0);
        write_plain(work("b/%s", names[i]), 200, 200, 0xffffffff);
    }
    struct result result = run_compare(WORDS("a", "b", "-o", "report"), 1);
    assert_summary(&result, "10 files: 10 changed");
}
END_TEST

/* ---- No end ---------------------------------------------------------------------------------- */

#define LARGE "1T"

/* Files without end: what makes a and b. */
static const char *const endless[] = {
    "truncate -s " LARGE " a/x b/x",          /* the same bytes */
    "echo 1 >a/x; truncate -s " LARGE " b/x", /* a text, or bytes */
    "echo 1 >a/x; echo 2 >b/x; truncate -s " LARGE " a/x b/x",
    "echo 1 >a/x.svg; truncate -s " LARGE " b/x.svg",
    "truncate -s " LARGE " b/x.svg", /* a copy for the report */
    /* a chunk after the other of zeros and the most that one can have, which are read */
    "printf "
    "'\\211PNG\\r\\n\\032\\n\\0\\0\\0\\015IHDR\\0\\0\\0\\1\\0\\0\\0\\1\\010\\2\\0\\0\\0\\220wS\\336"
    "\\177\\377\\377\\377teXt' >b/x.png; cp b/x.png a/x.png; truncate -s 3G b/x.png",
};

/* A signal ends it at once, whatever it reads: not within the hours that it would take. */
START_TEST(test_endless)
{
    run_shell("mkdir a b; echo 1 >a/y; echo 1 >b/y");
    run_shell(endless[_i]);
    struct process process = start(&(struct how){0}, WORDS("a", "b", "-o", "report"));
    wait_for_handlers(&process);
    sleep_ms(50);
    double begin = now();
    kill(process.pid, SIGTERM);
    struct result result = finish(&process);
    /* It was faster than the signal, which may then come while the process exits. */
    if (result.status == 1 || result.status == 2 || exists(work("report/index.html")))
        return;
    assert_failed(&result, 128 + SIGTERM, "interrupted");
    ck_assert_double_lt(now() - begin, SOON / 10);
    ck_assert(!exists(work("report")));
}
END_TEST

Suite *compare_hostile_suite(void)
{
    Suite *suite = suite_create("compare_hostile");
    TCase *found = add_case(suite, "trees"), *reading = add_case(suite, "reading");

    tcase_add_loop_test(found, test_tree, 0, COUNT(trees));
    tcase_add_test(found, test_manifest_is_a_link_out);
    tcase_add_test(found, test_nothing_to_compare);
    tcase_add_test(found, test_unfinished_set);
    tcase_add_test(found, test_left_out);
    tcase_add_loop_test(reading, test_same_broken_data, 0, BROKEN_KINDS);
    tcase_add_loop_test(reading, test_read_errors, 0, READ_FUNCTIONS);
    tcase_add_test(reading, test_no_permission);
    tcase_add_test(found, test_error_is_printable);
    tcase_add_test(found, test_colliding_names);
    tcase_add_loop_test(reading, test_endless, 0, COUNT(endless));
    return suite;
}
