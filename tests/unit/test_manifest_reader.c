#include "report/manifest_reader.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"
#include "unit_tests.h"

#define DIGEST "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

/* A file with these members after its name and kind. */
#define FILE_OF(name, rest) "{\"name\": \"" name "\", \"kind\": \"data\"" rest "}"
#define FILE_NAMED(name) FILE_OF(name, ", \"sha256\": \"" DIGEST "\", \"size\": 7")
#define FILE_WITH(rest) FILE_OF("a", ", \"sha256\": \"" DIGEST "\", \"size\": 7, " rest)
#define MANIFEST_OF(files) "{\"schema\": 1, \"files\": [" files "]}"

START_TEST(the_files_are_read)
{
    static const char json[] =
        MANIFEST_OF(FILE_NAMED("z.dat") "," FILE_NAMED("img/z.png") "," FILE_WITH(
            "\"source\": \"" DIGEST "\", \"sources\": [\"z.dat\", \"q\"], \"kept\": true, "
            "\"width\": 640, \"height\": 480, \"theme\": \"dark\", \"caption\": \"C\", "
            "\"alternative_text\": \"x\\u2081\", \"more\": {}"));
    struct manifest manifest;
    struct error error;

    assert_status(manifest_parse(json, strlen(json), &manifest, &error), STATUS_OK, &error);
    ck_assert_uint_eq(manifest.count, 3);
    const struct output_file *file = &manifest.files[0].file;
    ck_assert_str_eq(file->name, "a");
    ck_assert_str_eq(file->kind, "data");
    ck_assert_str_eq(file->digest, DIGEST);
    ck_assert_str_eq(file->source, DIGEST);
    ck_assert(file->kept);
    ck_assert_uint_eq(file->size, 7);
    ck_assert_uint_eq(file->width, 640);
    ck_assert_uint_eq(file->height, 480);
    ck_assert_str_eq(file->theme, "dark");
    ck_assert_str_eq(file->caption, "C");
    ck_assert_str_eq(file->alternative, "x\u2081");
    ck_assert_uint_eq(json_value_count(manifest.files[0].sources), 2);
    ck_assert_ptr_eq(manifest_find(&manifest, "img/z.png"), &manifest.files[1]);
    ck_assert_ptr_eq(manifest_find(&manifest, "z.dat"), &manifest.files[2]);
    ck_assert_str_eq(manifest.files[2].file.source, "");
    ck_assert(!manifest.files[2].file.kept);
    ck_assert_ptr_null(manifest.files[2].file.caption);
    ck_assert_ptr_null(manifest_find(&manifest, "y.dat"));
    manifest_free(&manifest);
}
END_TEST

static const struct {
    const char *json, *message;
} rejected[] = {
    {"", "invalid JSON"},
    {"[]", "not a manifest of a run"},
    {"7", "not a manifest of a run"},
    {"{\"files\": []}", "not a manifest of a run"},
    {"{\"schema\": 2, \"files\": []}", "schema 2 is not supported"},
    {"{\"schema\": -1, \"files\": []}", "not a manifest of a run"},
    {"{\"schema\": 1.0, \"files\": []}", "not a manifest of a run"},
    {"{\"schema\": 1}", "no array 'files'"},
    {"{\"schema\": 1, \"files\": {}}", "no array 'files'"},
    {"{\"schema\": 1, \"files\": [], \"files\": []}", "invalid JSON"},
    {MANIFEST_OF("7"), "files[0].name"},
    {MANIFEST_OF("{}"), "files[0].name"},
    {MANIFEST_OF(FILE_NAMED("")), "files[0].name"},
    {MANIFEST_OF(FILE_NAMED("..")), "files[0].name"},
    {MANIFEST_OF(FILE_NAMED("../a")), "files[0].name"},
    {MANIFEST_OF(FILE_NAMED("/etc/passwd")), "files[0].name"},
    {MANIFEST_OF(FILE_NAMED("/a")), "files[0].name"},
    {MANIFEST_OF(FILE_NAMED("a/")), "files[0].name"},
    {MANIFEST_OF(FILE_NAMED("a/..")), "files[0].name"},
    {MANIFEST_OF(FILE_NAMED("./a")), "files[0].name"},
    {MANIFEST_OF(FILE_NAMED("a/b/c")), "files[0].name"},
    {MANIFEST_OF(FILE_NAMED("a/../b")), "files[0].name"},
    {MANIFEST_OF(FILE_NAMED("a\\u0000b")), "files[0].name"},
    {MANIFEST_OF(FILE_NAMED("a\\nb")), "files[0].name"},
    {MANIFEST_OF(FILE_NAMED("a\\u007f")), "files[0].name"},
    {MANIFEST_OF(FILE_NAMED("a\\\\b")), "files[0].name"},
    {MANIFEST_OF(FILE_NAMED("a") "," FILE_NAMED("b") "," FILE_NAMED("a")), "duplicate file 'a'"},
    {MANIFEST_OF(FILE_NAMED("a") "," FILE_OF("b", "")), "files[1].sha256"},
    {MANIFEST_OF("{\"name\": \"a\", \"sha256\": \"" DIGEST "\", \"size\": 7}"), "files[0].kind"},
    {MANIFEST_OF(FILE_OF("a", ", \"sha256\": \"A\", \"size\": 7")), "files[0].sha256"},
    {MANIFEST_OF(FILE_OF("a", ", \"sha256\": \"" DIGEST "\"")), "files[0].size"},
    {MANIFEST_OF(FILE_OF("a", ", \"sha256\": \"" DIGEST "\", \"size\": -7")), "files[0].size"},
    {MANIFEST_OF(FILE_OF("a", ", \"sha256\": \"" DIGEST "\", \"size\": 1e3")), "files[0].size"},
    {MANIFEST_OF(FILE_OF("a", ", \"sha256\": \"" DIGEST "\", \"size\": 18446744073709551616")),
     "files[0].size"},
    {MANIFEST_OF(FILE_WITH("\"source\": \"\"")), "files[0].source"},
    {MANIFEST_OF(FILE_WITH("\"source\": null")), "files[0].source"},
    {MANIFEST_OF(FILE_WITH("\"sources\": \"b\"")), "files[0].sources"},
    {MANIFEST_OF(FILE_WITH("\"sources\": [\"a/b\"]")), "files[0].sources"},
    {MANIFEST_OF(FILE_WITH("\"sources\": [\"..\"]")), "files[0].sources"},
    {MANIFEST_OF(FILE_WITH("\"sources\": [1]")), "files[0].sources"},
    {MANIFEST_OF(FILE_WITH("\"kept\": 1")), "files[0].kept"},
    {MANIFEST_OF(FILE_WITH("\"width\": 7")), "files[0].width"},
    {MANIFEST_OF(FILE_WITH("\"height\": 7")), "files[0].width"},
};

START_TEST(what_no_run_writes_is_rejected)
{
    struct manifest manifest;
    struct error error;
    enum status status =
        manifest_parse(rejected[_i].json, strlen(rejected[_i].json), &manifest, &error);

    assert_status(status, STATUS_BAD_INPUT, &error);
    assert_message_holds(&error, rejected[_i].message);
    manifest_free(&manifest);
}
END_TEST

START_TEST(the_number_of_files_is_limited)
{
    for (size_t more = 0; more < 2; more++) {
        struct text json = {0};
        struct manifest manifest;
        struct error error;
        text_append(&json, "{\"schema\": 1, \"files\": [");
        for (size_t i = 0; i < MANIFEST_MOST_FILES + more; i++)
            text_appendf(&json,
                         "%s{\"name\": \"%zu\", \"kind\": \"\", \"size\": 0, \"sha256\": \"" DIGEST
                         "\"}",
                         i == 0 ? "" : ",", i);
        text_append(&json, "]}");
        assert_status(manifest_parse(text_string(&json), json.length, &manifest, &error),
                      more == 0 ? STATUS_OK : STATUS_BAD_INPUT, &error);
        manifest_free(&manifest);
        text_free(&json);
    }
}
END_TEST

START_TEST(the_bytes_are_limited)
{
    struct path directory = new_directory();
    struct path path = path_in(directory.string, "manifest.json");
    struct manifest manifest;
    struct error error;
    bool found;

    make_file(directory.string, "manifest.json", MANIFEST_OF(""));
    ck_assert_int_eq(truncate(path.string, (off_t)MANIFEST_MOST_BYTES + 1), 0);
    int fd = open_directory(directory.string);
    assert_status(manifest_read(fd, -1, &manifest, &found, &error), STATUS_BAD_INPUT, &error);
    assert_message_holds(&error, "too large");
    manifest_free(&manifest);
    close(fd);
}
END_TEST

START_TEST(a_directory_may_have_none)
{
    struct path directory = new_directory();
    struct manifest manifest;
    struct error error;
    bool found = true;
    int fd = open_directory(directory.string);

    assert_status(manifest_read(fd, -1, &manifest, &found, &error), STATUS_OK, &error);
    ck_assert(!found);
    ck_assert_uint_eq(manifest.count, 0);
    manifest_free(&manifest);
    make_file(directory.string, "manifest.json", MANIFEST_OF(FILE_NAMED("a")));
    assert_status(manifest_read(fd, -1, &manifest, &found, &error), STATUS_OK, &error);
    ck_assert(found);
    ck_assert_uint_eq(manifest.count, 1);
    manifest_free(&manifest);
    assert_status(manifest_read(fd, readable_descriptor(), &manifest, &found, &error),
                  STATUS_INTERRUPTED, &error);
    manifest_free(&manifest);
    close(fd);
}
END_TEST

/* Neither does a link lead elsewhere, nor a FIFO hang the program. */
START_TEST(only_a_regular_file_is_one)
{
    struct path directory = new_directory();
    struct path path = path_in(directory.string, "manifest.json");
    struct manifest manifest;
    struct error error;
    bool found;
    int fd = open_directory(directory.string);

    make_file(directory.string, "other.json", MANIFEST_OF(""));
    for (int i = 0; i < 3; i++) {
        int made = i == 0   ? symlink("other.json", path.string)
                   : i == 1 ? mkfifo(path.string, 0666)
                            : mkdir(path.string, 0777);
        ck_assert_int_eq(made, 0);
        assert_status(manifest_read(fd, -1, &manifest, &found, &error), STATUS_BAD_INPUT, &error);
        ck_assert(found);
        assert_message_holds(&error, "not a regular file");
        manifest_free(&manifest);
        ck_assert_int_eq(i == 2 ? rmdir(path.string) : unlink(path.string), 0);
    }
    close(fd);
}
END_TEST

Suite *manifest_reader_suite(void)
{
    Suite *suite = suite_create("manifest_reader");
    TCase *tests = tcase_create("files");

    tcase_add_test(tests, the_files_are_read);
    tcase_add_loop_test(tests, what_no_run_writes_is_rejected, 0,
                        sizeof rejected / sizeof *rejected);
    tcase_add_test(tests, the_number_of_files_is_limited);
    tcase_add_test(tests, the_bytes_are_limited);
    tcase_add_test(tests, a_directory_may_have_none);
    tcase_add_test(tests, only_a_regular_file_is_one);
    suite_add_tcase(suite, tests);
    return suite;
}
