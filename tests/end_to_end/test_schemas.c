/* Validation of manifest.json and comparison.json against their JSON Schemas, for runs and
 * comparisons of every kind. */
#include <string.h>

#include "support.h"

/* Options of runs whose manifests differ in their members, one directory each. */
static const char *const runs[] = {
    "-f none",
    "-f contour --format png,svg --theme both --title T --link-prefix img",
    "-f contour_path --animate --start 0.5,0.5",
    "-f contour --format png,svg --images img --snippets-each",
    "-f contour --only documents --snippets none",
    "--format pdf -f surface",
    "-f contour_zoom --zoom auto",
    "-f contour_zoom,contour_path --zoom 0,0.5,0,0.25",
    "-f none --optimizer adam --optimizer rmsprop --runs 5",
    "-f none --optimizer rmsprop --runs 5 --tune adam:beta1=0:0.9:2,alpha=0.01:1:3:log",
    "-f none --sweep alpha=0.01:1:3:log,beta1=0:0.9:3",
    "-f none --sweep alpha=0.01:1:3:log --basins 4",
    "-f none --problem 'expr:1/x' --bounds=-1,1,-1,1 --start 0.5,0.5",
    "-f contour --problem rosenbrock --figures figures",
    "-f profile --suite --runs 3 --tolerance 1",
    "-f none --suite --runs 3 --optimizer adam --tune adam:alpha=0.01:1:3:log --levels 9:log",
};

/* A search that diverges, alone and with every setting of a sweep: status 3, and a whole set. */
static const char *const diverging[] = {
    "-f none --optimizer gradient-descent --alpha 1e300",
    "-f none --optimizer momentum --sweep alpha=1e200:1e300:2,mu=0.1:0.2:2 --alpha 1e300",
};

static struct result run_shell(const char *commands)
{
    struct how how = {.program = "/bin/sh", .environment = STRINGS("SOURCE_DATE_EPOCH=1")};

    return run_how(&how, STRINGS("-c", commands));
}

static bool has_validator(void)
{
    return run_shell("python3 -c 'import jsonschema'").status == 0;
}

static void assert_valid(const char *schema, const char *files)
{
    struct result result =
        run_shell(format("python3 '%s' '%s' %s", repository_path("tests/data/validate.py"),
                         repository_path(schema), files));

    ck_assert_msg(result.status == 0, "%s%s", result.out, result.err);
}

static void make_sets(void)
{
    struct result result =
        run_shell(format("cp -R '%s' figures", repository_path("scripts/figures")));

    ck_assert_int_eq(result.status, 0);
    for (size_t i = 0; i < COUNT(runs) + COUNT(diverging); i++) {
        bool fails = i >= COUNT(runs);
        const char *options = fails ? diverging[i - COUNT(runs)] : runs[i];
        result = run_shell(format("'%s' -q -o run%zu --size 320x240 --scale 0.5 -n 10 %s",
                                  program_path(), i, options));
        ck_assert_msg(result.status == (fails ? 3 : 0), "%s: %s", options, result.err);
    }
}

static void merge_sets(void)
{
    struct result result =
        run_shell(format("for seed in 1 3 9; do '%s' -q -f none --runs 2 -n 5 --seed $seed -o "
                         "part$seed || exit 1; done; '%s' merge -q -o run-merged part*",
                         program_path(), program_path()));

    ck_assert_msg(result.status == 0, "%s", result.err);
}

START_TEST(test_manifests)
{
    if (!has_validator()) {
        skip("there is no jsonschema for Python");
        return;
    }
    make_sets();
    merge_sets();
    assert_valid("src/manifest.schema.json", "run*/manifest.json");
}
END_TEST

/* Pairs of every kind, with every verdict. */
START_TEST(test_comparisons)
{
    static const char trees[] =
        "echo '*.csv absolute=1' >rules; mkdir c1 c2; printf 'a,b\\n1,2\\n3,4\\n' >c1/x.csv; "
        "printf 'a,b\\n1.0,2\\n5,4\\n7,8\\n' "
        ">c2/x.csv; printf 'a,b\\n1,2\\n' >c1/y.csv; printf 'a,c,d\\n1,2,3\\n' >c2/y.csv; "
        "echo '{\"a\":1,\"b\":[1,2]}' >c1/j.json; echo '{\"a\":1.0,\"b\":[1,2,3]}' >c2/j.json; "
        "echo q >c1/m; echo q >c2/n; echo no >c1/p.png; echo >c2/p.png; echo x >c1/t; echo y >c2/t;"
        "echo 1 >c1/l.log; echo 2 >c2/l.log; ln -s nowhere c1/s; ln -s elsewhere c2/s";

    if (!has_validator()) {
        skip("there is no jsonschema for Python");
        return;
    }
    make_sets();
    run_shell(trees);
    run_shell(format("P='%s'; $P compare -o p0 run1 run7; $P compare -o p1 run0 run5; "
                     "$P compare --strict -o p2 run3 run2; $P compare -o p3 --exclude '*.log' "
                     "--include '*' --rules rules c1 c2; $P compare -o p4 c1/x.csv c2/x.csv; "
                     "$P compare -o p5 --key a c1 c2",
                     program_path()));
    assert_valid("src/comparison.schema.json",
                 "p0/comparison.json p1/comparison.json p2/comparison.json p3/comparison.json "
                 "p4/comparison.json p5/comparison.json");
}
END_TEST

Suite *schemas_suite(void)
{
    Suite *suite = suite_create("schemas");
    TCase *tests = add_case(suite, "schemas");

    tcase_add_test(tests, test_manifests);
    tcase_add_test(tests, test_comparisons);
    return suite;
}
