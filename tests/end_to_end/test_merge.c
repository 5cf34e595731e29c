/* adam-report merge: parts of an ensemble become the set of one run, or are refused. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

/* The settings of most parts. */
#define SETTINGS                                                                                   \
    "-q -n 30 --problem himmelblau --optimizer adam:alpha=0.3 --optimizer rmsprop --tolerance "    \
    "1e-3"

static struct result run_shell(const char *command)
{
    struct how how = {.program = "/bin/sh",
                      .environment = STRINGS(format("AR=%s", program_path()))};

    return run_how(&how, STRINGS("-c", command));
}

static void must_run(const char *command)
{
    struct result result = run_shell(command);

    ck_assert_msg(result.status == 0, "%s: %s%s", command, result.out, result.err);
}

static void assert_holds(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "no '%s' in\n%s", part, text);
}

/* A part with this many runs from this seed on, in a directory with the name of the seed. */
static void make_part(const char *settings, int seed, int runs)
{
    struct result result =
        run_shell(format("\"$AR\" -o %d %s --seed %d --runs %d", seed, settings, seed, runs));

    ck_assert_msg(result.status == 0 || result.status == 3, "%s", result.err);
}

/* ---- The same as one run --------------------------------------------------------------------- */

static const struct {
    const char *settings;
    int status; /* of all commands */
} kinds[] = {
    {SETTINGS " -f none", 0},
    {"-q -n 20 -f none", 0},
    {"-q -n 20 -f none --start 0.5,0.5 --threads 2", 0},
    {"-q -n 20 -f none --problem 'x^2+y^2-0.3' --minimum=-0.3 --optimizer adam,momentum", 0},
    {"-q -n 40 -f none --problem rosenbrock --optimizer gradient-descent:alpha=0.005", 3},
    {"-q -n 40 -f none --problem rosenbrock --optimizer momentum:alpha=1e9", 3}, /* all diverge */
    {"-q -n 9 -f none --state --criterion first --optimizer adam:schedule=cosine,warmup=3 --sweep "
     "alpha=0.01:1:5:log,beta1=0:0.9:4",
     0},
    {"-q -n 9 -f none --noise 0.1 --optimizer adam,momentum --tolerance 1e-2", 0},
    {"-q -n 9 -f none --noise relative:0.2 --vary noise --start 0.5,0.5", 0},
    {"-q -n 5 -f none --problem '1/x' --minimum=-1e300 --bounds=-1,1,-1,1", 0},
};

/* Everything but what says that the set is merged. */
static const char compare_sets[] =
    "for file in one/*; do name=${file#*/}; case $name in\n"
    "report.md) grep -v 'computed in parts' merged/$name | cat -s | cmp - $file || exit 1 ;;\n"
    "report.html | SHA256SUMS) ;;\n"
    "manifest.json) sed '/\"merged\"/,/^  \\],/d' merged/$name >m && sed -n '/\"optimizers\"/,$p' "
    "m >a && sed -n '/\"optimizers\"/,$p' $file | cmp - a || exit 1 ;;\n"
    "*) cmp merged/$name $file || exit 1 ;;\n"
    "esac; done; ls one >a; ls merged | cmp - a; cmp one.out merged.out";

START_TEST(test_a_merged_set_is_that_of_one_run)
{
    make_part(kinds[_i].settings, 5, 200);
    make_part(kinds[_i].settings, 205, 2);
    make_part(kinds[_i].settings, 207, 93);
    struct result one =
        run_shell(format("\"$AR\" %s --seed 5 --runs 295 -o one >one.out", kinds[_i].settings));
    ck_assert_int_eq(one.status, kinds[_i].status);
    struct result merged = run_shell("\"$AR\" merge -q -o merged 207 5 205 >merged.out");
    ck_assert_msg(merged.status == kinds[_i].status, "%s", merged.err);
    ck_assert_str_eq(merged.err, one.err);
    must_run(compare_sets);
    must_run("\"$AR\" verify --strict merged");
    must_run("rm -r 207 && \"$AR\" compare -q merged merged"); /* without its parts */
}
END_TEST

/* Seeds need not be consecutive. */
START_TEST(test_gaps)
{
    make_part(SETTINGS " -f none", 11, 10);
    make_part(SETTINGS " -f none", 41, 10);
    make_part(SETTINGS " -f none", 22, 10);
    struct result result = run_program(STRINGS("merge", "-o", "merged", "41", "22", "11"));
    assert_warned(&result, 0, "no part has the seeds 21 and 32 to 40; the set is merged without");
    assert_holds(result.out, "\nAdam, 30 runs: ");
    assert_holds(read_bytes(work("merged/report.md")).data,
                 "Their seeds are 11 to 20, 22 to 31 and 41 to 50.");
    assert_holds(read_bytes(work("merged/manifest.json")).data,
                 "\"merged\": [\n    {\n      \"runs\": 10,\n      \"seed\": 11\n    },");
    must_run("for part in 11 22 41; do grep -v '^#' $part/ensemble_runs.dat; done >rows; "
             "grep -v '^#' merged/ensemble_runs.dat | cmp - rows");
    must_run("\"$AR\" verify --strict merged");
}
END_TEST

/* A merged set can be a part, also one with gaps. */
START_TEST(test_a_merged_set_is_merged)
{
    for (int seed = 1; seed <= 31; seed += 10)
        make_part(SETTINGS " -f contour,ensemble "
                           "--size 320x240 --scale 0.5",
                  seed, 10);
    must_run(
        "\"$AR\" merge -o odd 1 21 && \"$AR\" merge -o even 31 11 && \"$AR\" merge -o both odd "
        "even && \"$AR\" merge -o all 1 11 21 31 && \"$AR\" merge -o mixed 1 even 21");
    must_run("diff -r all both && diff -r all mixed && \"$AR\" verify --strict all");
}
END_TEST

/* ---- Figures --------------------------------------------------------------------------------- */

START_TEST(test_the_bands_are_left_out)
{
    make_part(SETTINGS " -f runtime,ensemble --size 320x240 --scale 0.5", 1, 10);
    make_part(SETTINGS " -f runtime,ensemble --size 320x240 --scale 0.5", 11, 10);
    make_part(SETTINGS " -f runtime --size 320x240 --scale 0.5 -o one", 1, 20);
    struct result result = run_program(STRINGS("merge", "-q", "-o", "merged", "1", "11"));
    assert_warned(&result, 0, "the figure ensemble is left out: its bands require every iteration");
    must_run("for file in runtime.png runtime.gp runtime.dat figures.md; do cmp one/$file "
             "merged/$file || exit 1; done");
    ck_assert(!exists(work("merged/ensemble.png")));
    ck_assert(!exists(work("merged/ensemble.dat")));
    assert_holds(read_bytes(work("merged/report.md")).data,
                 "The parts contain the outcomes of the runs, but not their iterations: the "
                 "quantiles of f after each iteration, and the figure that shows them, are left "
                 "out.");
}
END_TEST

START_TEST(test_figures_are_selected)
{
    make_part(SETTINGS " -f none --size 320x240 --scale 0.5", 1, 10);
    make_part(SETTINGS " -f contour --size 320x240 --scale 0.5", 11, 10);
    struct result result = run_program(STRINGS("merge", "-o", "merged", "1", "11"));
    assert_failed(&result, 2,
                  "--figure is 'none' in 1, but 'contour' in 11; all parts must have the same "
                  "settings except --seed, --runs, --threads and --output");
    result = run_program(STRINGS("merge", "-q", "-f", "contour_path", "-o", "merged", "1", "11"));
    assert_done(&result);
    ck_assert(exists(work("merged/contour_path.png")));
    ck_assert(!exists(work("merged/contour.png")));
    result = run_program(STRINGS("merge", "-f", "ensemble", "-o", "merged", "1", "11"));
    assert_failed(&result, 2, "--figure 'ensemble': its bands require every iteration");
    result = run_program(STRINGS("merge", "-f", "contuor", "-o", "merged", "1", "11"));
    assert_failed(&result, 2, "--figure 'contuor': unknown figure; did you mean");
}
END_TEST

/* ---- What is refused ------------------------------------------------------------------------- */

/* With the parts 1 and 11, the second of which is made with these settings or changed by these
 * commands. */
static const struct {
    const char *settings, *commands;
    const char *message;
} refusals[] = {
    {"-q -n 30 -f none", NULL, "--iterations is '20' in 1, but '30' in 11; all parts"},
    {"-q -n 20 -f none --alpha 0.5", NULL, "--alpha is '0.02' in 1, but '0.5' in 11; all parts"},
    {"-q -n 20 -f none --start 0.5,0.5", NULL,
     "--start '0.5,0.5' is a setting of 11, but not of 1; specify --seed, or the same --start, for "
     "every part"},
    {"-q -n 20 -f none --panels --optimizer adam,rmsprop", NULL,
     "--alpha '0.02' is a setting of 1"},
    {"-q -n 5 -f none --suite", NULL,
     "11: manifest.json: runs of a suite cannot be merged; run each problem with --problem and"},
    {NULL, "sed -i '/\"runs\": 10,/d' 11/manifest.json",
     "11: manifest.json: no parameters.runs; only runs with --runs can be merged"},
    {NULL, "sed -i 's/\"seed\": 11/\"seed\": 5/' 11/manifest.json",
     "seeds 5 to 10: in both 1 and 11; omit one of them, or repeat its run with another --seed"},
    {NULL, "sed -i 's/\"seed\": 11/\"seed\": 10/' 11/manifest.json", "seed 10: in both 1 and 11"},
    {NULL, "sed -i 's/adam-report [0-9.]*/adam-report 0.1.0/' 11/manifest.json",
     "11: manifest.json: written by adam-report 0.1.0, but this is adam-report"},
    {NULL, "sed -i 's/\"schema\": 1/\"schema\": 2/' 11/manifest.json", "schema 2 is not supported"},
    {NULL, "sed -i 's/^/x/' 11/ensemble_runs.dat",
     "11/ensemble_runs.dat: does not match its digest in manifest.json; repeat the run or"},
    {NULL, "rm 11/ensemble_runs.dat", "11: no ensemble_runs.dat; is it the output directory"},
    {NULL, "rm 11/manifest.json", "11: no manifest.json; is it the output directory of a run?"},
    {NULL, "echo '{' >11/manifest.json", "11: manifest.json: "},
    {NULL, "rm -r 11", "merge 11: No such file or directory"},
    {NULL, "rm -r 11; touch 11", "merge 11: Not a directory"},
    {NULL, "mkdir 11/.adam-report-commit", "11/.adam-report-commit: the directory is between two"},
    {NULL, "mv 11/ensemble_runs.dat x; ln -s ../x 11/ensemble_runs.dat",
     "11/ensemble_runs.dat: not a regular file"},
    {NULL, "mv 11/manifest.json x; ln -s ../x 11/manifest.json",
     "11/manifest.json: not a regular file"},
    {NULL, "rm 11/ensemble_runs.dat; mkfifo 11/ensemble_runs.dat",
     "11/ensemble_runs.dat: not a regular file"},
    {NULL, "truncate -s 1G 11/ensemble_runs.dat", "11/ensemble_runs.dat: larger than "},
    {NULL, "truncate -s 1G 11/manifest.json", "11/manifest.json: larger than "},
    {NULL, "sed -i 's/\"name\": \"ensemble_runs.dat\"/\"kept\": true, &/' 11/manifest.json",
     "11: manifest.json: lists no ensemble_runs.dat of this run; repeat it without --only "},
    {NULL, "sed -i 's/\"runs\": 10,/\"runs\": 100001,/' 11/manifest.json", "out of range"},
    {NULL, "sed -i 's/\"seed\": 11/\"seed\": 4294967290/' 11/manifest.json", "out of range"},
    {NULL, "sed -i 's/\"seed\": 11/\"seed\": 1.5/' 11/manifest.json",
     "parameters.seed: must be a whole number"},
    {NULL,
     "sed -i 's/\"schema\": 1/\"merged\": [{\"runs\": 5, \"seed\": 11}, {\"runs\": 5, \"seed\": "
     "16}], &/' 11/manifest.json",
     "11: manifest.json: merged: must be at most 1000 ranges of seeds, ascending, with gaps"},
    {NULL,
     "sed -i 's/\"schema\": 1/\"merged\": [{\"runs\": 9, \"seed\": 11}], &/' 11/manifest.json",
     "parameters.runs: must be the number of merged runs"},
    {NULL,
     "sed -i 's/\"schema\": 1/\"merged\": [{\"runs\": 10, \"seed\": 12}], &/' 11/manifest.json",
     "parameters.seed: must be the first seed of the merged runs"},
};

START_TEST(test_what_is_no_part_is_refused)
{
    make_part("-q -n 20 -f none", 1, 10);
    make_part("-q -n 20 -f none", 11, 10);
    must_run("cp -R 11 good");
    for (size_t i = 0; i < COUNT(refusals); i++) {
        must_run("rm -rf 11 x");
        if (refusals[i].settings != NULL)
            make_part(refusals[i].settings, 11, 10);
        else
            must_run(format("cp -R good 11 && %s", refusals[i].commands));
        struct result result = run_program(STRINGS("merge", "-o", "merged", "1", "11"));
        assert_failed(&result, 2, refusals[i].message);
        ck_assert(!exists(work("merged")));
    }
}
END_TEST

/* An older set stays as it is. */
START_TEST(test_a_failed_merge_changes_nothing)
{
    make_part("-q -n 20 -f none", 1, 10);
    make_part("-q -n 20 -f none --problem booth", 11, 10);
    must_run("\"$AR\" merge -q -o merged 1");
    struct bytes before = snapshot(work("."));
    struct result result = run_program(STRINGS("merge", "-o", "merged", "1", "11"));
    assert_failed(&result, 2, "--bounds is '-1,1,-1,1' in 1, but '-10,10,-10,10' in 11; all parts");
    assert_same_snapshot(before, snapshot(work(".")));
}
END_TEST

/* Changes to a table of part 11, whose digest in the manifest is then that of the changed one. */
static const struct {
    const char *name, *script, *message;
} tables[] = {
    {"ensemble_runs.dat", "1s/seed=11/seed=1/",
     "line 1: not as this version of the program writes it for the parameters"},
    {"ensemble_runs.dat", "2s/first/reached/", "line 2: not as this version"},
    {"ensemble_runs.dat", "3s/^11/12/", "line 3: not as this version"},
    {"ensemble_runs.dat", "4d", "line 12: expected a seed"},
    {"ensemble_runs.dat", "$p", "line 13: not as this version"},
    {"ensemble_runs.dat", "4s/$/ 5/", "line 4: too many columns"},
    {"ensemble_runs.dat", "4s/ [^ ]*$//", "line 4: expected a value and"},
    {"ensemble_runs.dat", "5s/ [-0-9]* /  -1 /", "line 5: expected a value and"},
    {"ensemble_runs.dat", "5s/ [^ ]*/ 1e0/", "line 5: "},
    {"ensemble_runs.dat", "5s/ [^ ]*/ nan/",
     "line 5: the value and the iterations contradict each other"},
    {"ensemble_runs.dat", "5s/ [^ ]*/ 0x1p3/", "line 5: not as this version"},
    {"ensemble_runs.dat", "6s/$/\\r/", "line 6: too many columns"},
    {"ensemble_runs.dat", "6s/-1$/20/",
     "line 6: expected a value and three iterations for each optimizer"},
    {"ensemble_runs.dat", "6s/-1$/99999999999999999999/", "line 6: expected a value"},
    {"ensemble_runs.dat", "6s/[-0-9]* -1$/7 7/",
     "line 6: the value and the iterations contradict each other"},
    {"ensemble_runs.dat", "6s/.*/\\x00/", "line 6: expected a seed"},
    {"ensemble_runs.dat", "1,$d", "line 1: expected a seed"},
    {"ensemble_runs.dat", "6s/-1 -1$/7 -1/",
     "line 6: the value and the iterations contradict each other"},
    {"ensemble_runs.dat", "6s/-1 -1 -1$/-1 7 -1/",
     "line 6: the value and the iterations contradict each other"},
    {"runtime.dat", "2s/runs=10/runs=11/", "line 2: not as this version of the program writes it"},
    {"runtime.dat", "2s/51/50/", "line 2: not as this version"},
    {"runtime.dat", "5s/^2/7/", "line 5: not as this version"},
    {"runtime.dat", "5s/ [0-9]* / 3 /", "line 5: not as this version"},
    {"runtime.dat", "5s/ [0-9]* / 11 /", "line 5: expected numbers of runs and targets"},
    {"runtime.dat", "5s/ [0-9]*$/ 511/", "line 5: expected numbers of runs and targets"},
    {"runtime.dat", "5s/ [0-9]*$/ -1/", "line 5: expected numbers of runs and targets"},
    {"runtime.dat", "5s/ [0-9]*$/ 99999999999999999999/", "line 5: expected numbers of"},
    {"runtime.dat", "5s/$/ 1/", "line 5: too many columns"},
    {"runtime.dat", "$s/ [0-9]*$/ 0/", "line 23: fewer targets than in the row above"},
    {"runtime.dat", "$s/ [0-9]*$/ 510/", "the targets in the last row contradict the values in"},
    {"runtime.dat", "$d", "line 23: expected numbers of runs and targets"},
    {"runtime.dat", "$p", "line 24: not as this version"},
};

static void forge(const char *name, const char *script)
{
    must_run(format("digest() { sha256sum <11/%s | cut -c 1-64; } && old=$(digest) && sed -i '%s' "
                    "11/%s && sed -i \"s/$old/$(digest)/\" 11/manifest.json && grep -q $(digest) "
                    "11/manifest.json",
                    name, script, name));
}

START_TEST(test_no_other_table_is_read)
{
    make_part("-q -n 20 -f none", 1, 10);
    make_part("-q -n 20 -f none", 11, 10);
    must_run("cp -R 11 good");
    for (size_t i = 0; i < COUNT(tables); i++) {
        must_run("rm -rf 11 && cp -R good 11");
        forge(tables[i].name, tables[i].script);
        struct result result = run_program(STRINGS("merge", "-o", "merged", "1", "11"));
        assert_failed(&result, 2, format("11/%s: %s", tables[i].name, tables[i].message));
        ck_assert(!exists(work("merged")));
    }
}
END_TEST

START_TEST(test_the_minimum_must_be_known)
{
    make_part("-q -n 5 -f none --problem 'x^2+y^2'", 1, 5);
    struct result result = run_program(STRINGS("merge", "-o", "merged", "1"));
    assert_failed(&result, 2,
                  "1/manifest.json: the minimum of the formula is not known, and the lowest value "
                  "that was found differs between the parts; repeat them with --minimum");
}
END_TEST

START_TEST(test_tuned_runs_are_not_merged)
{
    make_part("-q -n 5 -f none --tune adam:alpha=0.1:1:2", 1, 5);
    struct result result = run_program(STRINGS("merge", "-o", "merged", "1"));
    assert_failed(&result, 2,
                  "1/manifest.json: runs with --tune cannot be merged, since each part was tuned "
                  "with other seeds; repeat the parts with the best settings in --optimizer");
}
END_TEST

/* The first seed of each part affects all of its runs. */
START_TEST(test_runs_that_share_a_random_start_or_noise)
{
    make_part("-q -n 5 -f none --noise 0.1 --vary start", 1, 5);
    make_part("-q -n 5 -f none --noise 0.1 --vary start", 6, 5);
    struct result result = run_program(STRINGS("merge", "-o", "merged", "1", "6"));
    assert_failed(&result, 2,
                  "1: with --vary start, the noise depends on the first seed of the part; repeat "
                  "the runs with --vary both");
    make_part("-q -n 5 -f none --noise 0.1 --vary noise", 1, 5);
    make_part("-q -n 5 -f none --noise 0.1 --vary noise", 6, 5);
    result = run_program(STRINGS("merge", "-o", "merged", "1", "6"));
    assert_failed(&result, 2,
                  "1: with --vary noise, the start depends on the first seed of the part; repeat "
                  "the runs with --start");
}
END_TEST

/* Publishing would remove the tables. */
START_TEST(test_a_part_is_not_overwritten)
{
    make_part("-q -n 5 -f none", 1, 5);
    must_run("ln -s 1 link");
    struct result result = run_program(STRINGS("merge", "-o", "link", "1"));
    assert_failed(&result, 2, "--output 'link': must not be one of the parts; choose another");
    result = run_program(STRINGS("merge"));
    assert_failed(&result, 2, "merge: requires the output directories of runs with --runs; see");
    result = run_program(STRINGS("merge", ""));
    assert_failed(&result, 2, "merge '': must be a directory");
}
END_TEST

/* A link to a directory on the command line is followed, since the user named it. */
START_TEST(test_links_to_parts)
{
    make_part("-q -n 5 -f none", 1, 5);
    must_run("ln -s 1 link && \"$AR\" merge -q -o merged link");
}
END_TEST

START_TEST(test_the_number_of_runs_is_limited)
{
    make_part("-q -n 1 -f none", 1, 5);
    must_run(
        "for part in 0 1 2 3 4 5 6 7 8 9; do cp -R 1 p$part; sed -i \"s/\\\"runs\\\": "
        "5,/\\\"runs\\\": 100000,/; s/\\\"seed\\\": 1,/\\\"seed\\\": $((10 + 100000 * part)),/; "
        "s/\\\"seed\\\": 1$/\\\"seed\\\": $((10 + 100000 * part))/\" p$part/manifest.json; done");
    struct result result = run_shell("exec \"$AR\" merge -o merged 1 p*");
    assert_failed(&result, 2, "the parts have 1000005 runs; at most 1000000 can be merged");
}
END_TEST

/* ---- Other programs -------------------------------------------------------------------------- */

/* The n-th example in the manual page, as a file. */
static void take_example(int n, const char *file)
{
    must_run(
        format("awk '/^\\.Bd -literal/ { n++; on = 1; next } /^\\.Ed/ { on = 0 } on && n == %d' "
               "'%s' | sed 's/\\\\e$/\\\\/' >%s && test -s %s",
               n, repository_path("src/adam-report-merge.1"), file, file));
}

/* With the program in PATH. */
static void run_example(const char *file)
{
    must_run(
        format("mkdir -p bin && ln -sf \"$AR\" bin/adam-report && PATH=$PWD/bin:$PATH HOME=$PWD "
               "sh -eu %s",
               file));
}

static void assert_merged(int runs)
{
    must_run(format("\"$AR\" --problem himmelblau --optimizer adam,rmsprop --runs %d --seed 1 -q "
                    "--figure runtime -o one && for file in ensemble_runs.dat runtime.dat "
                    "runtime.gp; do cmp one/$file merged/$file || exit 1; done",
                    runs));
}

START_TEST(test_gnu_parallel)
{
    if (run_shell("parallel --version </dev/null | grep -q '^GNU parallel'").status != 0) {
        skip("GNU parallel is not installed");
        return;
    }
    take_example(1, "example");
    run_example("example");
    assert_merged(4000);
}
END_TEST

/* A stand-in for sbatch runs three tasks of the array, and then what depends on them. */
START_TEST(test_slurm)
{
    take_example(2, "part.sh");
    take_example(3, "example");
    make_directory(work("bin"));
    write_program(work("bin/sbatch"),
                  "#!/bin/sh -eu\n"
                  "case $1 in\n"
                  "--parsable)\n"
                  "    grep -qx '#SBATCH --array=0-99' \"$2\"\n"
                  "    for task in 0 1 2; do\n"
                  "        SLURM_ARRAY_TASK_ID=$task SLURM_CPUS_PER_TASK=4 sh -eu "
                  "\"$2\" >&2\n"
                  "    done\n"
                  "    echo 17 ;;\n"
                  "--dependency=afterany:17) test \"$2\" = --wrap && sh -euc \"$3\" "
                  ";;\n"
                  "esac\n");
    run_example("example");
    assert_merged(3000);
}
END_TEST

Suite *merge_suite(void)
{
    Suite *suite = suite_create("merge");
    TCase *tests = add_case(suite, "merge");

    tcase_add_loop_test(tests, test_a_merged_set_is_that_of_one_run, 0, (int)COUNT(kinds));
    tcase_add_test(tests, test_gaps);
    tcase_add_test(tests, test_a_merged_set_is_merged);
    tcase_add_test(tests, test_the_bands_are_left_out);
    tcase_add_test(tests, test_figures_are_selected);
    tcase_add_test(tests, test_what_is_no_part_is_refused);
    tcase_add_test(tests, test_a_failed_merge_changes_nothing);
    tcase_add_test(tests, test_no_other_table_is_read);
    tcase_add_test(tests, test_the_minimum_must_be_known);
    tcase_add_test(tests, test_tuned_runs_are_not_merged);
    tcase_add_test(tests, test_runs_that_share_a_random_start_or_noise);
    tcase_add_test(tests, test_a_part_is_not_overwritten);
    tcase_add_test(tests, test_links_to_parts);
    tcase_add_test(tests, test_the_number_of_runs_is_limited);
    tcase_add_test(tests, test_gnu_parallel);
    tcase_add_test(tests, test_slurm);
    return suite;
}
