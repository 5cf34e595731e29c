/* The same bytes in every file, regardless of user, directory and environment. */
#define _GNU_SOURCE /* sched_setaffinity */
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compare_support.h"
#include "support.h"

/* Most are done at half the usual size, for speed. */
#define FULL "--scale", "2"
#define HALF "--scale", "1"

/* The run that all others are compared with. */
static void make_reference(const char *option, const char *scale)
{
    struct result result = run_program(STRINGS("-o", tools("reference"), option, scale));

    assert_done(&result);
}

static void assert_reproduces(const struct how *how, const char *output, const char *option,
                              const char *scale)
{
    const char *directory = how->directory == NULL ? work(".") : how->directory;
    struct result result = run_how(how, STRINGS("-o", output, option, scale));

    assert_done(&result);
    assert_only_set(*output == '/' ? output : format("%s/%s", directory, output));
    assert_same_files(tools("reference"),
                      *output == '/' ? output : format("%s/%s", directory, output));
}

START_TEST(test_places)
{
    make_reference(HALF);
    assert_reproduces(&(struct how){0}, "out", HALF);
    assert_reproduces(&(struct how){0}, "out", HALF); /* over old files */
    assert_reproduces(&(struct how){0}, work("another/place's \"name\""), HALF);
    make_directory(work("from/below"));
    assert_reproduces(&(struct how){.directory = work("from")}, "./below", HALF);
    assert_reproduces(&(struct how){.directory = work("from/below")}, ".", HALF);
    assert_reproduces(&(struct how){.directory = work("from/below")}, "../up", HALF);
}
END_TEST

/* ---- Nothing outside of OUTPUT --------------------------------------------------------------- */

/* Whether a line of strace's is a call that made, changed or removed something in a directory. */
static bool has_changed(const char *line)
{
    bool opens = strncmp(line, "open", 4) == 0;

    if (strchr("+-", *line) != NULL || strstr(line, " = -1 E") != NULL)
        return false;
    return !opens || strstr(line, "O_WRONLY") != NULL || strstr(line, "O_RDWR") != NULL ||
           strstr(line, "O_CREAT") != NULL;
}

/* The font cache of the system or the user, temporary files, anything: of the program and all that
 * it starts. */
START_TEST(test_changes_nothing_outside)
{
    static const char calls[] =
        "trace=open,openat,?openat2,creat,mkdir,mkdirat,mknod,mknodat,rename,renameat,renameat2,"
        "link,linkat,symlink,symlinkat,unlink,unlinkat,rmdir,truncate,chmod,fchmod,fchmodat,"
        "chown,fchown,lchown,fchownat,utime,utimes,futimesat,utimensat,setxattr,lsetxattr";
    /* The leak sanitizer cannot work under strace. */
    struct how how = {.program = STRACE, .environment = STRINGS("ASAN_OPTIONS=detect_leaks=0")};
    size_t changes = 0;

    if (!can_trace())
        return;
    make_directory(tools("traces"));
    struct result result = run_how(&how, STRINGS("-ff", "-y", "-o", tools("traces/of"), "-e", calls,
                                                 program_path(), "-o", work("out"), "-f", "contour",
                                                 "--format", "png,svg,pdf", SMALL));
    assert_done(&result);
    run_shell(format("cat '%s'/* >'%s'", tools("traces"), tools("trace")));
    char *trace = strdup(read_bytes(tools("trace")).data), *rest = trace;
    for (const char *line; (line = strsep(&rest, "\n")) != NULL && rest != NULL;) {
        if (!has_changed(line) || strstr(line, "\"/dev/null\"") != NULL)
            continue;
        changes++;
        ck_assert_msg(strstr(line, work("out")) != NULL, "%s", line);
    }
    free(trace);
    ck_assert_uint_gt(changes, SET_SIZE); /* the trace is read as it is written */
}
END_TEST

/* ---- Surroundings ---------------------------------------------------------------------------- */

/* Settings of a user who likes other fonts, other pictures and other numbers. */
static void write_hostile_home(void)
{
    const char *gnuplot = "set terminal svg\nset output 'stolen.svg'\nset title 'mine'\n"
                          "set decimalsign ','\nset xrange [5:6]\nset palette gray\n";
    const char *fonts =
        "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n<fontconfig>\n"
        "<dir>/usr/share/fonts</dir>\n"
        "<match target=\"pattern\"><edit name=\"family\" mode=\"assign\" binding=\"strong\">"
        "<string>Liberation Serif</string></edit></match>\n"
        "<match target=\"font\"><edit name=\"hinting\" mode=\"assign\"><bool>false</bool></edit>"
        "<edit name=\"antialias\" mode=\"assign\"><bool>false</bool></edit>"
        "<edit name=\"rgba\" mode=\"assign\"><const>rgb</const></edit></match>\n</fontconfig>\n";

    make_directory(tools("home/.config/fontconfig"));
    write_text(tools("home/.gnuplot"), gnuplot);
    write_text(tools("home/gnuplotrc"), gnuplot);
    write_text(tools("home/.fonts.conf"), fonts);
    write_text(tools("home/.config/fontconfig/fonts.conf"), fonts);
    /* Where gnuplot would find them as the working directory's. */
    write_text(work(".gnuplot"), gnuplot);
    write_text(work("fonts.conf"), fonts);
}

START_TEST(test_environments)
{
    const char *home = tools("home"), *fonts = tools("home/.config/fontconfig/fonts.conf");
    const char *const *const environments[] = {
        STRINGS("TZ=Asia/Kolkata", "SOURCE_DATE_EPOCH=1"),
        STRINGS(format("HOME=%s", home), format("XDG_CONFIG_HOME=%s/.config", home),
                format("GNUPLOT_SHARE_DIR=%s", home)),
        STRINGS(format("FONTCONFIG_FILE=%s", fonts), "FC_LANG=ja"),
        STRINGS(format("FONTCONFIG_PATH=%s/.config/fontconfig", home),
                format("FONTCONFIG_SYSROOT=%s", home)),
        STRINGS("GNUTERM=x11", "DISPLAY=:77"),
        STRINGS("GNUTERM=bogus", "GNUPLOT_LIB=/nonexistent", "GNUPLOT_DRIVER_DIR=/nonexistent"),
        STRINGS("GDFONTPATH=/nonexistent", "GNUPLOT_DEFAULT_GDFONT=Liberation",
                "GNUPLOT_FONTPATH=/"),
        STRINGS("FREETYPE_PROPERTIES=truetype:interpreter-version=35", "PANGOCAIRO_BACKEND=fc"),
        STRINGS("LC_ALL=C", "LANG=C"),
        STRINGS("LC_ALL=no_SUCH", "LANGUAGE=de"),
        STRINGS("POSIXLY_CORRECT=1", "COLUMNS=20"),
    };

    make_reference(HALF);
    write_hostile_home();
    for (size_t i = 0; i < COUNT(environments); i++)
        assert_reproduces(&(struct how){.environment = environments[i]}, "out", HALF);
    assert_reproduces(&(struct how){.bare = true}, "out", HALF);
    assert_reproduces(&(struct how){.bare = true, .environment = STRINGS("PATH=")}, "out", HALF);
}
END_TEST

/* A locale with a comma for a point. */
START_TEST(test_german_locale)
{
    const char *const environment[] = {"LC_ALL=de_DE.UTF-8", "LANG=de_DE.UTF-8", "LANGUAGE=de",
                                       format("LOCPATH=%s", tools(".")), NULL};
    struct how shell = {.program = "/bin/sh", .environment = environment};

    run_how(&shell, STRINGS("-c", format("LC_ALL=C localedef -i de_DE -f UTF-8 '%s'",
                                         tools("de_DE.UTF-8"))));
    struct result result = run_how(&shell, STRINGS("-c", "locale decimal_point"));
    if (strcmp(result.out, ",\n") != 0) {
        skip("this needs localedef and the sources of de_DE");
        return;
    }
    make_reference(HALF);
    assert_reproduces(&(struct how){.environment = environment}, "out", HALF);
    struct result german = run_how(&(struct how){.environment = environment},
                                   STRINGS("-o", "out", "--figure", "none", "--step", "0.1"));
    struct result usual = run_program(STRINGS("-o", "out", "--figure", "none", "--step", "0.1"));
    ck_assert_str_eq(german.out, usual.out);
}
END_TEST

static void be_private(void)
{
    umask(077);
}

static void use_one_processor(void)
{
#ifdef __linux__
    cpu_set_t all, one;

    must(sched_getaffinity(0, sizeof all, &all) == 0, "sched_getaffinity");
    CPU_ZERO(&one);
    for (size_t i = 0; i < CPU_SETSIZE && CPU_COUNT(&one) == 0; i++)
        if (CPU_ISSET(i, &all))
            CPU_SET(i, &one);
    must(sched_setaffinity(0, sizeof one, &one) == 0, "sched_setaffinity");
#endif
}

START_TEST(test_process_settings)
{
    make_reference(HALF);
    assert_reproduces(&(struct how){.prepare = be_private}, "out", HALF);
    struct stat about;
    ck_assert(stat(work("out/contour.png"), &about) == 0 && (about.st_mode & 0777) == 0600);
    assert_reproduces(&(struct how){.prepare = use_one_processor}, "out", HALF);
}
END_TEST

static void close_all(void)
{
    close(0);
    close(1);
    close(2);
}

static void close_input(void)
{
    close(0);
}

/* Files that are opened where standard streams should be must not get what is printed. */
START_TEST(test_closed_streams)
{
    make_reference(HALF);
    struct result result = run_how(&(struct how){.prepare = close_all}, STRINGS("-o", "out", HALF));
    ck_assert_int_eq(result.status, 3); /* nobody got the result */
    assert_only_set(work("out"));
    assert_same_files(tools("reference"), work("out"));
    assert_reproduces(&(struct how){.prepare = close_input}, "out", HALF);
}
END_TEST

/* Builds by other compilers with other optimizations. */
START_TEST(test_variants)
{
    const char *variants = getenv("ADAM_REPORT_VARIANTS");

    if (variants == NULL || *variants == '\0') {
        skip("ADAM_REPORT_VARIANTS names no other builds");
        return;
    }
    make_reference(FULL);
    for (size_t length; *variants != '\0'; variants += length + (variants[length] == ' ')) {
        length = strcspn(variants, " ");
        assert_reproduces(&(struct how){.program = format("%.*s", (int)length, variants)}, "out",
                          FULL);
    }
}
END_TEST

Suite *reproducible_suite(void)
{
    Suite *suite = suite_create("reproducible");
    TCase *surroundings = add_case(suite, "surroundings");

    tcase_add_test(surroundings, test_places);
    tcase_add_test(surroundings, test_changes_nothing_outside);
    tcase_add_test(surroundings, test_environments);
    tcase_add_test(surroundings, test_german_locale);
    tcase_add_test(surroundings, test_process_settings);
    tcase_add_test(surroundings, test_closed_streams);
    tcase_add_test(surroundings, test_variants);
    return suite;
}
