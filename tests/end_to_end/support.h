/* Shared by the end-to-end tests: a directory for each test, runs of the program and of stand-ins
 * for gnuplot, contents of directories, and assertions after failures.
 *
 * Results of these functions are valid until the end of the test. A function that fails makes the
 * test fail. */
#ifndef ADAM_REPORT_TESTS_SUPPORT_H
#define ADAM_REPORT_TESTS_SUPPORT_H

#include <check.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* An array of strings with NULL behind the last one. */
#define STRINGS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Pictures that take little time: 160x120 pixels. */
#define SMALL "--size", "320x240", "--scale", "0.5"
#define SMALL_WIDTH 160
#define SMALL_HEIGHT 120

/* The files of a run with the usual options, and how many there are. */
extern const char *const set_names[];
#define SET_SIZE ((size_t)20)

/* The program under test, and the repository it is from: absolute paths. */
const char *program_path(void);
const char *repository_path(const char *name);

/* Whether the program was built with the address sanitizer, which needs much memory and time. */
extern const bool sanitized;

/* The suite's own directory, made before the first test and removed after the last one with all
 * that is still in it, should a test have failed. */
bool suite_begin(void);
void suite_end(void);

/* Fixtures of a test. Its directory holds work/, the program's working directory, and tools/ for
 * what a test makes for itself and does not watch. */
void test_begin(void);
void test_end(void);

/* A test case of the suite with these fixtures. */
TCase *add_case(Suite *suite, const char *name);

/* Says that a test cannot be done here. */
void skip(const char *why);

/* printf into a string, and the path of a file in work/ or tools/ whose name is made so. */
const char *format(const char *how, ...) __attribute__((format(printf, 1, 2)));
const char *work(const char *how, ...) __attribute__((format(printf, 1, 2)));
const char *tools(const char *how, ...) __attribute__((format(printf, 1, 2)));

/* Files. write_text replaces what is there; write_program makes an executable one. */
struct bytes {
    const char *data; /* with a NUL behind it */
    size_t length;
};
struct bytes read_bytes(const char *path);
void write_bytes(const char *path, struct bytes bytes);
void write_text(const char *path, const char *text);
void write_program(const char *path, const char *text);
void make_directory(const char *path);
void remove_directory(const char *path); /* with all that is in it */
bool exists(const char *path);

/* A stand-in for gnuplot: a shell script with this body, in which $tools is the directory. Returns
 * its path. */
const char *fake_gnuplot(const char *body);

/* Files in tools/ for the stand-ins: good.png, other.png and blank.png of the small size, and
 * large.png, which is a column wider. */
void write_pictures(void);

/* Old files in work/out, which are not images and not in a manifest, and an unrelated one. */
void write_old_files(void);

/* How to start a program; all zero is the program under test in work/ with our environment. */
struct how {
    const char *program;
    const char *directory;
    const char *const *environment; /* STRINGS("NAME=value", ...) set on top of ours */
    bool bare;                      /* without anything of ours */
    void (*prepare)(void);          /* called in the new process, at last before the program */
};

/* A running program. */
struct process {
    pid_t pid;
    int out, err; /* where its standard output and standard error can be read */
    double begin;
};

struct result {
    int status; /* exit status; -N if killed by signal N */
    double seconds;
    long peak_kib; /* of its memory and that of the largest child it waited for */
    const char *out, *err;
};

struct process start(const struct how *how, const char *const arguments[]);
struct result finish(struct process *process);
struct result run_how(const struct how *how, const char *const arguments[]);
struct result run_program(const char *const arguments[]);

/* For `prepare`: ends the new process with a message unless this succeeded. */
void must(bool succeeded, const char *what);

/* Time. What happens at once on an idle machine takes less than SOON seconds on any. */
#define SOON 100.0
double now(void);
void sleep_ms(double milliseconds);

/* Waits until the file is there. */
void wait_for_file(const char *path);

/* Waits until the program under test has its signal handlers: a signal before that would end it in
 * the usual way. */
void wait_for_handlers(const struct process *process);

/* Waits until there is something to be read from this stream. */
void wait_for_output(int stream);

/* Waits until nobody holds the lock on this directory. */
void wait_for_lock(const char *directory);

/* Everything below a directory: names, kinds, permissions and bytes. */
struct bytes snapshot(const char *directory);

/* The names of all entries of a directory, separated by spaces. */
const char *names_in(const char *directory);

/* Assertions. */
void assert_same_snapshot(struct bytes before, struct bytes after);
void assert_same_files(const char *directory, const char *other);
void assert_only_set(const char *directory);
void assert_no_process_left(void);

/* It did what it should, and said nothing about trouble. */
void assert_done(const struct result *result);

/* It failed with this exit status, and standard error is one line with this in it. */
void assert_failed(const struct result *result, int status, const char *message);

/* Runs the program with --output work/out and these further arguments twice: over old files, and
 * where the directory and its parent are still to be made. Each time it must fail so and leave all
 * as it was, and no process. Returns the first result. */
struct result assert_fails_cleanly(const struct how *how, const char *const arguments[], int status,
                                   const char *message);

/* System calls that fail, by strace: whether it can be used (if not, says that the test is
 * skipped), and a run of the program in which the calls of this list fail as strace's --inject says
 * (":error=EIO:when=2+"). With `forks`, those of its child processes too; each process counts its
 * own. tools/trace then has the calls. */
#define STRACE "/usr/bin/strace"
bool can_trace(void);
struct result run_injected(const char *calls, const char *injection, bool forks,
                           const char *const arguments[]);

/* It succeeded with this exit status, and standard error is one warning with this in it. */
void assert_warned(const struct result *result, int status, const char *message);

/* Mount namespaces: whether we may have one (if not, says that the test is skipped), and, for
 * `prepare`, one for the new process with something mounted in it. */
bool can_mount(void);
void mount_tmpfs(const char *directory, const char *settings);
void mount_over(const char *what, const char *where);
void mount_read_only(const char *directory);

/* The suites. */
Suite *default_run_suite(void);
Suite *earlier_files_suite(void);
Suite *directories_suite(void);
Suite *gnuplot_failures_suite(void);
Suite *output_failures_suite(void);
Suite *interruption_suite(void);
Suite *reproducible_suite(void);
Suite *usage_suite(void);
Suite *completion_suite(void);
Suite *images_suite(void);
Suite *appearance_suite(void);
Suite *text_boxes_suite(void);
Suite *labels_suite(void);
Suite *provenance_suite(void);
Suite *compare_suite(void);
Suite *verify_suite(void);
Suite *progress_suite(void);
Suite *recipes_suite(void);
Suite *compare_hostile_suite(void);
Suite *limits_suite(void);
Suite *forgeries_suite(void);
Suite *search_suite(void);
Suite *suite_suite(void);
Suite *merge_suite(void);
Suite *tuning_suite(void);
Suite *memory_suite(void);
Suite *accept_suite(void);
Suite *rules_suite(void);
Suite *readme_suite(void);
Suite *schemas_suite(void);
Suite *resources_suite(void);
Suite *state_suite(void);
Suite *explore_suite(void);

#endif
