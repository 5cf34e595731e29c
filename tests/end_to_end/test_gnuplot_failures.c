/* Failures of gnuplot, most of them simulated by a small shell script. After each, OUTPUT is
 * unchanged and no process is left. */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "support.h"

/* What gnuplot writes about an error in the line $line of its script. */
#define COMPLAIN "printf '\\nplot nonsense\\n     ^\\n\"/dev/stdin\" line %s: %s\\n\\n' "

#define VERSION_IS(version) "test \"$1\" = --version && echo 'gnuplot " version "' && exit 0\n"
#define READ_SCRIPT "cat >/dev/null\n"

struct failure {
    const char *body;    /* of the script that stands in for gnuplot */
    const char *message; /* some of what we say then */
    const char *timeout;
};

/* A time limit that is not what the test is about. */
#define PLENTY "250"

static const struct failure failures[] = {
    /* Not the gnuplot that we need. */
    {VERSION_IS("4.6 patchlevel 6") READ_SCRIPT COMPLAIN "1 'undefined variable: x' >&2; exit 1",
     "version 4.6; install gnuplot 5.4 or newer", PLENTY},
    {VERSION_IS("5.2 patchlevel 8") READ_SCRIPT "exit 3",
     "version 5.2; install gnuplot 5.4 or newer", PLENTY},
    {VERSION_IS("5.4 patchlevel 4") READ_SCRIPT COMPLAIN
     "3 \"unknown or ambiguous terminal type; type just 'set terminal' for a list\" >&2; exit 1",
     "no pngcairo terminal; install a gnuplot that has it", PLENTY},
    /* It says that it failed. */
    {READ_SCRIPT "exit 1", "gnuplot exited with status 1", PLENTY},
    {READ_SCRIPT "echo 'no line here' >&2; exit 77", "gnuplot exited with status 77", PLENTY},
    {READ_SCRIPT COMPLAIN "99999999999999999999999 'no such line' >&2; exit 1", "no such line",
     PLENTY},
    {READ_SCRIPT "cat $tools/good.png; exit 1", "gnuplot exited with status 1", PLENTY},
    {READ_SCRIPT "kill -SEGV $$", "killed by signal 11", PLENTY},
    {READ_SCRIPT "cat $tools/good.png; kill -KILL $$", "killed by signal 9", PLENTY},
    /* It says that it succeeded, which is not true. */
    {"exit 0", "figure ", PLENTY},
    {READ_SCRIPT "exit 0", "no image", PLENTY},
    {"exec >&-; " READ_SCRIPT "exit 0", "no image", PLENTY},
    {"exec >&- 2>&-; " READ_SCRIPT "exit 0", "no image", PLENTY},
    {READ_SCRIPT "head -c 200 $tools/good.png", "broken PNG", PLENTY},
    {READ_SCRIPT "head -c 30 $tools/good.png", "broken PNG", PLENTY},
    {READ_SCRIPT "size=$(wc -c <$tools/good.png); head -c $((size - 12)) $tools/good.png",
     "broken PNG", PLENTY},
    {READ_SCRIPT "cat $tools/broken.png", "broken PNG", PLENTY},
    {READ_SCRIPT "cat $tools/large.png", "161x120 pixels instead of 160x120", PLENTY},
    {READ_SCRIPT "cat $tools/blank.png", "blank", PLENTY},
    {READ_SCRIPT "cat $tools/good.png $tools/good.png", "extra data after its end", PLENTY},
    {READ_SCRIPT "cat $tools/good.png; echo", "extra data after its end", PLENTY},
    {READ_SCRIPT "cat $tools/good.png; sleep 0.05; echo", "extra data after its end", PLENTY},
    {READ_SCRIPT "head -c 1 $tools/good.png", "broken PNG", PLENTY},
    {READ_SCRIPT "echo 'This is not an image.'", "broken PNG", PLENTY},
    {READ_SCRIPT "head -c 50000 /dev/zero", "broken PNG", PLENTY},
    /* It does not end: alone, with its own child, deaf to a polite request, or with its pipes
     * closed, so that only the process itself tells that it is there. */
    {"exec sleep 1000", "did not finish within 0.2 s", "0.2"},
    {"sleep 1000 & sleep 1000", "did not finish within 0.2 s", "0.2"},
    {"trap '' TERM INT HUP; cat $tools/good.png; while :; do sleep 1000; done",
     "did not finish within 0.2 s", "0.2"},
    {READ_SCRIPT "cat $tools/good.png; exec sleep 1000 <&- >&- 2>&-", "did not finish within 0.2 s",
     "0.2"},
    {"sleep 1000 & exit 7", "gnuplot exited with status 7", PLENTY},
    /* Too much. */
    {"exec head -c 1000000000 /dev/zero", "wrote more than", PLENTY},
    {"exec cat /dev/zero", "wrote more than", PLENTY},
    {READ_SCRIPT "head -c 100000000 /dev/zero >&2; exit 1", "gnuplot exited with status 1", PLENTY},
    {"exec cat /dev/zero >&2", "did not finish within 0.2 s", "0.2"},
    /* What is on both streams at once must not block either. */
    {"head -c 3000000 /dev/zero >&2 & head -c 30000 /dev/zero; wait; exit 5",
     "gnuplot exited with status 5", PLENTY},
};

/* A picture with one byte of its pixels wrong: only its checksum tells. */
static void write_broken_picture(void)
{
    struct bytes good = read_bytes(tools("good.png"));
    char *bytes = malloc(good.length);

    ck_assert_ptr_nonnull(bytes);
    memcpy(bytes, good.data, good.length);
    bytes[good.length / 2] ^= 1;
    write_bytes(tools("broken.png"), (struct bytes){.data = bytes, .length = good.length});
    free(bytes);
}

START_TEST(test_fake)
{
    const struct failure *failure = &failures[_i];

    write_pictures();
    write_broken_picture();
    struct result result = assert_fails_cleanly(
        &(struct how){0},
        STRINGS("--gnuplot", fake_gnuplot(failure->body), "--timeout", failure->timeout, SMALL), 3,
        failure->message);
    /* A hang is ended when its time is over, and a flood long before that. */
    ck_assert_double_lt(result.seconds, SOON);
}
END_TEST

START_TEST(test_time_limit_is_kept)
{
    struct result result =
        run_program(STRINGS("--gnuplot", fake_gnuplot("exec sleep 1000"), "--timeout", "0.3"));

    assert_failed(&result, 3, "did not finish within 0.3 s");
    ck_assert_double_ge(result.seconds, 0.3);
    ck_assert_double_lt(result.seconds, SOON);
}
END_TEST

/* With the time over, asking the program for its version must not take more of it. */
START_TEST(test_hanging_version)
{
    const char *body = "test \"$1\" = --version && exec sleep 1000\nexit 1";

    /* Long enough for a shell to start on a busy machine, as this one must have done. */
    assert_fails_cleanly(&(struct how){0},
                         STRINGS("--gnuplot", fake_gnuplot(body), "--timeout", "3"), 3,
                         "gnuplot exited with status 1");
}
END_TEST

/* gnuplot counts lines of what it was sent; we name the file and the line that its author knows. */
START_TEST(test_error_is_located)
{
    const char *script = read_bytes(repository_path("scripts/figures/contour_path.gp")).data;
    const char *plot = strstr(script, "\nplot ");
    int line = 2;

    ck_assert_ptr_nonnull(plot);
    for (const char *c = script; c < plot; c++)
        line += *c == '\n';
    assert_fails_cleanly(
        &(struct how){0},
        STRINGS("--figure", "contour_path", "--gnuplot",
                fake_gnuplot("line=$(grep -n '^plot ' | sed 's/:.*//')\n" COMPLAIN
                             "\"$line\" 'some trouble: here' >&2; exit 1")),
        3, format("figure contour_path: contour_path.gp:%d: some trouble: here", line));
}
END_TEST

/* An error in the first line, which the program adds, is not reported as a line of a script. */
START_TEST(test_error_before_the_scripts)
{
    assert_fails_cleanly(
        &(struct how){0},
        STRINGS("--gnuplot", fake_gnuplot(READ_SCRIPT COMPLAIN "2 'some trouble' >&2; exit 1")), 3,
        "settings:2: some trouble");
}
END_TEST

/* An input longer than a pipe holds cannot be sent to one that does not read it. */
START_TEST(test_deaf)
{
    char *comments = malloc(300001);

    ck_assert_ptr_nonnull(comments);
    memset(comments, '#', 300000);
    comments[300000] = '\0';
    write_pictures();
    make_directory(tools("figures"));
    const char *names[] = {"style", "palette", "plane_page", "title", "color_bar", "contour"};
    for (size_t i = 0; i < COUNT(names); i++)
        write_text(tools("figures/%s.gp", names[i]), comments);
    free(comments);
    const char *bodies[] = {"exec <&-; cat $tools/good.png",
                            "head -c 100 >/dev/null; cat $tools/good.png; exec <&-; exit 0"};
    for (size_t i = 0; i < COUNT(bodies); i++)
        assert_fails_cleanly(&(struct how){0},
                             STRINGS("--gnuplot", fake_gnuplot(bodies[i]), "--figures",
                                     tools("figures"), "--figure", "contour", SMALL),
                             3, "did not read the whole script");
}
END_TEST

/* No program at all. */

START_TEST(test_not_installed)
{
    assert_fails_cleanly(&(struct how){.environment = STRINGS("PATH=/nonexistent")}, STRINGS(NULL),
                         3, "gnuplot is not installed; install gnuplot 5.4 or newer");
    write_text(work("gnuplot"), "not to be run");
    assert_fails_cleanly(&(struct how){.environment = STRINGS("PATH=.:/nonexistent::")},
                         STRINGS(NULL), 3, "gnuplot is not installed");
    assert_fails_cleanly(&(struct how){0}, STRINGS("--gnuplot", "no-such-gnuplot"), 3,
                         "no-such-gnuplot is not installed");
}
END_TEST

START_TEST(test_cannot_be_run)
{
    write_text(tools("text"), "exit 0\n");
    write_program(tools("no-interpreter"), "#!/no/such/interpreter\n");
    write_program(tools("no-program"), "exit 0\n");
    assert_fails_cleanly(&(struct how){0}, STRINGS("--gnuplot", tools("none")), 3,
                         "is not an executable program; specify gnuplot's path with --gnuplot");
    assert_fails_cleanly(&(struct how){0}, STRINGS("--gnuplot", tools("text")), 3,
                         "is not an executable program");
    assert_fails_cleanly(&(struct how){0}, STRINGS("--gnuplot", tools(".")), 3,
                         "is not an executable program");
    assert_fails_cleanly(&(struct how){0}, STRINGS("--gnuplot", tools("no-interpreter")), 3,
                         "no-interpreter");
    assert_fails_cleanly(&(struct how){0}, STRINGS("--gnuplot", tools("no-program")), 3,
                         "no-program");
}
END_TEST

/* The stand-ins that do their work, one way or another. */

static const char *const good_fakes[] = {
    READ_SCRIPT "cat $tools/good.png",
    /* Warnings are none of the user's business. */
    READ_SCRIPT "echo 'warning: something' >&2; cat $tools/good.png",
    READ_SCRIPT "head -c 100000000 /dev/zero >&2; cat $tools/good.png",
    "head -c 100000000 /dev/zero >&2; cat >/dev/null; cat $tools/good.png",
    /* Slowly, in small pieces. */
    READ_SCRIPT "head -c 7 $tools/good.png; sleep 0.05; tail -c +8 $tools/good.png",
    /* It leaves a process behind that holds its pipes: gone with it. */
    READ_SCRIPT "cat $tools/good.png; sleep 1000 & exit 0",
    READ_SCRIPT "cat $tools/good.png; sleep 1000 >&- 2>&- <&- & exit 0",
};

START_TEST(test_good_fake)
{
    write_pictures();
    struct result result =
        run_program(STRINGS("--gnuplot", fake_gnuplot(good_fakes[_i]), "-o", "out", SMALL));

    assert_done(&result);
    assert_only_set(work("out"));
    assert_no_process_left();
    ck_assert_double_lt(result.seconds, SOON);
}
END_TEST

/* By name from PATH: also a directory of it that is relative, or empty, which means the working
 * directory. A directory or a mere file of that name is passed over. */
START_TEST(test_found_by_path)
{
    const char *paths[] = {format("PATH=%s:/usr/bin:/bin", tools(".")),
                           "PATH=../tools:/usr/bin:/bin",
                           format("PATH=/nonexistent:../decoys:%s:/usr/bin:/bin", tools(".")),
                           "PATH=/nonexistent::/usr/bin:/bin"};

    write_pictures();
    fake_gnuplot(READ_SCRIPT "cat $tools/good.png");
    make_directory(work("../decoys/gnuplot"));
    for (size_t i = 0; i < COUNT(paths); i++) {
        const char *directory = i + 1 < COUNT(paths) ? work(".") : tools(".");
        struct how how = {.environment = STRINGS(paths[i]), .directory = directory};
        struct result result = run_how(&how, STRINGS("-o", work("out%zu", i), SMALL));
        assert_done(&result);
        assert_only_set(work("out%zu", i));
    }
}
END_TEST

/* Real gnuplot, at fault for real. */

static void copy_scripts(void)
{
    glob_t scripts;

    make_directory(tools("figures"));
    ck_assert_int_eq(glob(repository_path("scripts/figures/*.gp"), 0, NULL, &scripts), 0);
    for (size_t i = 0; i < scripts.gl_pathc; i++)
        write_bytes(tools("figures/%s", strrchr(scripts.gl_pathv[i], '/') + 1),
                    read_bytes(scripts.gl_pathv[i]));
    globfree(&scripts);
}

struct script_fault {
    const char *script, *text; /* the fault is in its third line */
    const char *message;
};

static const struct script_fault script_faults[] = {
    {"contour", "# a figure\n\nplot nonsense(\n", "contour.gp:3: "},
    {"contour", "# a figure\n\nplot 'bands.dat' using 1:2 with nothing_known\n", "contour.gp:3: "},
    {"contour", "# a figure\n\nset label unknown_variable . 'x'", "contour.gp:3: "},
    {"style", "x = 1\n\nx = unknown_variable\n", "style.gp:3: "},
    {"plane_page", "\n\nfrobnicate\n", "plane_page.gp:3: "},
    {"color_bar", "\n\nset title 'a' 'b'\n", "color_bar.gp:3: "},
    {"contour", "# nothing is drawn\n", "no image"},
    {"contour", "plot sin(x)\nplot cos(x)\n", "extra data after its end"},
    {"contour", "set terminal pngcairo size 100,100\nplot sin(x)\n", "100x100 pixels instead of"},
    {"contour", "exit status 9\n", "gnuplot exited with status 9"},
};

START_TEST(test_script_fault)
{
    const struct script_fault *fault = &script_faults[_i];

    copy_scripts();
    write_text(tools("figures/%s.gp", fault->script), fault->text);
    assert_fails_cleanly(&(struct how){0},
                         STRINGS("--figures", tools("figures"), "--figure", "contour", SMALL), 3,
                         fault->message);
}
END_TEST

START_TEST(test_script_hangs)
{
    copy_scripts();
    write_text(tools("figures/contour.gp"), "plot '< sleep 1000'\n");
    assert_fails_cleanly(
        &(struct how){0},
        STRINGS("--figures", tools("figures"), "--timeout", "0.3", "--figure", "contour", SMALL), 3,
        "figure contour: gnuplot did not finish within 0.3 s and was killed; allow "
        "more time with --timeout");
}
END_TEST

START_TEST(test_script_missing)
{
    copy_scripts();
    remove(tools("figures/color_bar.gp"));
    assert_fails_cleanly(&(struct how){0}, STRINGS("--figures", tools("figures")), 2,
                         "color_bar.gp: No such file");
    make_directory(tools("figures/color_bar.gp"));
    assert_fails_cleanly(&(struct how){0}, STRINGS("--figures", tools("figures")), 2,
                         "color_bar.gp: not a regular file");
    assert_fails_cleanly(&(struct how){0}, STRINGS("--figures", tools("none")), 2, "style.gp");
}
END_TEST

/* A script that writes where it runs hits no file that will be published. */
START_TEST(test_script_writes)
{
    copy_scripts();
    struct result plain = run_program(STRINGS("-o", "plain", SMALL));
    assert_done(&plain);
    write_text(tools("figures/color_bar.gp"),
               "set print 'trajectory.dat'\nprint 'not the data'\nset print\n"
               "set print 'contour.png'\nprint 'not the picture'\nset print\n");
    struct result result = run_program(STRINGS("-o", "out", "--figures", tools("figures"), SMALL));
    assert_done(&result);
    assert_only_set(work("out"));
    ck_assert_str_eq(read_bytes(work("out/trajectory.dat")).data,
                     read_bytes(work("plain/trajectory.dat")).data);
}
END_TEST

/* A FIFO in a script's place would hold us for ever if we waited for its writer. */
START_TEST(test_script_fifo)
{
    copy_scripts();
    remove(tools("figures/style.gp"));
    ck_assert_int_eq(mkfifo(tools("figures/style.gp"), 0644), 0);
    assert_fails_cleanly(&(struct how){0}, STRINGS("--figures", tools("figures")), 2,
                         "style.gp: not a regular file");
}
END_TEST

/* What gnuplot itself says without the terminal: the words have changed between its releases. */
START_TEST(test_real_terminal_message)
{
    assert_fails_cleanly(
        &(struct how){0},
        STRINGS("--gnuplot", fake_gnuplot("test \"$1\" = --version && exec gnuplot --version\n"
                                          "sed 's/pngcairo/nosuchterminal/' | gnuplot \"$@\"")),
        3, "no pngcairo terminal");
}
END_TEST

static void hide_fonts(void)
{
    mount_tmpfs("/usr/share/fonts", "size=64k");
}

START_TEST(test_no_font)
{
    if (!can_mount())
        return;
    assert_fails_cleanly(&(struct how){.prepare = hide_fonts}, STRINGS(SMALL), 3,
                         "DejaVu Sans is not installed; install it (package "
                         "fonts-dejavu-core");
}
END_TEST

Suite *gnuplot_failures_suite(void)
{
    Suite *suite = suite_create("gnuplot fails");
    TCase *fakes = add_case(suite, "stand-ins");
    TCase *programs = add_case(suite, "programs");
    TCase *scripts = add_case(suite, "scripts");

    tcase_add_loop_test(fakes, test_fake, 0, COUNT(failures));
    tcase_add_test(fakes, test_time_limit_is_kept);
    tcase_add_test(fakes, test_hanging_version);
    tcase_add_test(fakes, test_error_is_located);
    tcase_add_test(fakes, test_error_before_the_scripts);
    tcase_add_test(fakes, test_deaf);
    tcase_add_loop_test(fakes, test_good_fake, 0, COUNT(good_fakes));
    tcase_add_test(programs, test_not_installed);
    tcase_add_test(programs, test_cannot_be_run);
    tcase_add_test(programs, test_found_by_path);
    tcase_add_loop_test(scripts, test_script_fault, 0, COUNT(script_faults));
    tcase_add_test(scripts, test_script_hangs);
    tcase_add_test(scripts, test_script_missing);
    tcase_add_test(scripts, test_script_writes);
    tcase_add_test(scripts, test_script_fifo);
    tcase_add_test(scripts, test_real_terminal_message);
    tcase_add_test(scripts, test_no_font);
    return suite;
}
