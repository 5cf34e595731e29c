#include "base/digest.h"

#include <string.h>

#include "support.h"
#include "unit_tests.h"

/* From FIPS 180-4's examples, and the empty message. */
static const struct {
    const char *message, *digest;
} vectors[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};

START_TEST(digests_are_sha256)
{
    char digest[DIGEST_SIZE];

    digest_bytes(vectors[_i].message, strlen(vectors[_i].message), digest);
    ck_assert_str_eq(digest, vectors[_i].digest);
}
END_TEST

Suite *digest_suite(void)
{
    Suite *suite = suite_create("digest");
    TCase *tests = tcase_create("sha256");

    tcase_add_loop_test(tests, digests_are_sha256, 0, 3);
    suite_add_tcase(suite, tests);
    return suite;
}
