#define _GNU_SOURCE /* unshare */
#include "support.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sched.h>
#include <sys/mount.h>
#endif

#include <png.h>

#include "base/file.h"

#if defined(__SANITIZE_ADDRESS__)
const bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
const bool sanitized = true;
#else
const bool sanitized = false;
#endif
#else
const bool sanitized = false;
#endif

/* In the order of ls, as assert_only_set needs them. */
const char *const set_names[] = {
    "SHA256SUMS",       "bands.dat",         "contour.gp",   "contour.png",      "contour_path.gp",
    "contour_path.png", "figures-github.md", "figures.html", "figures.md",       "figures.rst",
    "figures.tex",      "manifest.json",     "path.dat",     "report.html",      "report.md",
    "surface.dat",      "surface.gp",        "surface.png",  "surface_mesh.dat", "trajectory.dat"};

static char suite_directory[PATH_MAX];
static char *test_directory;
static char *repository;

/* Memory that test_end() frees. */
static struct {
    void **blocks;
    size_t count;
} kept;

static char *keep(char *block)
{
    ck_assert_ptr_nonnull(block);
    void **blocks = realloc(kept.blocks, (kept.count + 1) * sizeof *blocks);
    ck_assert_ptr_nonnull(blocks);
    kept.blocks = blocks;
    kept.blocks[kept.count++] = block;
    return block;
}

static void free_kept(void)
{
    for (size_t i = 0; i < kept.count; i++)
        free(kept.blocks[i]);
    free(kept.blocks);
    kept.blocks = NULL;
    kept.count = 0;
}

static struct bytes keep_text(struct text *text)
{
    ck_assert(!text->failed);
    text_append(text, ""); /* at least a NUL */
    struct bytes bytes = {.data = keep(text->data), .length = text->length};
    *text = (struct text){0};
    return bytes;
}

static char *format_list(const char *how, va_list arguments)
{
    va_list again;

    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, how, arguments);
    ck_assert_int_ge(length, 0);
    char *string = malloc((size_t)length + 1);
    ck_assert_ptr_nonnull(string);
    vsnprintf(string, (size_t)length + 1, how, again);
    va_end(again);
    return string;
}

const char *format(const char *how, ...)
{
    va_list arguments;

    va_start(arguments, how);
    char *string = format_list(how, arguments);
    va_end(arguments);
    return keep(string);
}

const char *work(const char *how, ...)
{
    va_list arguments;

    va_start(arguments, how);
    char *name = keep(format_list(how, arguments));
    va_end(arguments);
    return format("%s/work/%s", test_directory, name);
}

const char *tools(const char *how, ...)
{
    va_list arguments;

    va_start(arguments, how);
    char *name = keep(format_list(how, arguments));
    va_end(arguments);
    return format("%s/tools/%s", test_directory, name);
}

const char *program_path(void)
{
    return getenv("ADAM_REPORT");
}

const char *repository_path(const char *name)
{
    return format("%s/%s", repository, name);
}

bool suite_begin(void)
{
    const char *temporary = getenv("TMPDIR");
    const char *program = program_path();

    if (program == NULL || *program != '/') {
        fputs("ADAM_REPORT must be the absolute path of the program under test\n", stderr);
        return false;
    }
    snprintf(suite_directory, sizeof suite_directory, "%s/adam-report-tests.XXXXXX",
             temporary == NULL || *temporary != '/' ? "/tmp" : temporary);
    repository = getcwd(NULL, 0);
    /* A build that measures coverage must not report that in a test. */
    setenv("GCOV_ERROR_FILE", "/dev/null", 1);
    return repository != NULL && mkdtemp(suite_directory) != NULL;
}

void suite_end(void)
{
    struct error error;

    if (file_remove_tree(AT_FDCWD, suite_directory, &error) != STATUS_OK)
        fprintf(stderr, "%s\n", error.message);
    free(repository);
}

void test_begin(void)
{
    static char directory[PATH_MAX + 16];

    /* Tests send signals to themselves and their children, and count on the defaults. */
    umask(022);
    snprintf(directory, sizeof directory, "%s/XXXXXX", suite_directory);
    ck_assert_ptr_nonnull(mkdtemp(directory));
    test_directory = directory;
    make_directory(work("."));
    make_directory(tools("."));
}

void test_end(void)
{
    remove_directory(test_directory);
    free_kept();
}

TCase *add_case(Suite *suite, const char *name)
{
    TCase *test_case = tcase_create(name);

    tcase_add_checked_fixture(test_case, test_begin, test_end);
    suite_add_tcase(suite, test_case);
    return test_case;
}

void skip(const char *why)
{
    printf("  not tested here: %s\n", why);
    fflush(stdout);
}

struct bytes read_bytes(const char *path)
{
    struct text text = {0};
    struct error error;

    ck_assert_msg(file_read(AT_FDCWD, path, (size_t)1 << 30, &text, &error) == STATUS_OK, "%s",
                  error.message);
    return keep_text(&text);
}

static void write_with_mode(const char *path, struct bytes bytes, mode_t mode)
{
    struct error error;

    unlink(path);
    ck_assert_msg(file_write(AT_FDCWD, path, bytes.data, bytes.length, &error) == STATUS_OK, "%s",
                  error.message);
    ck_assert_int_eq(chmod(path, mode), 0);
}

void write_bytes(const char *path, struct bytes bytes)
{
    write_with_mode(path, bytes, 0644);
}

void write_text(const char *path, const char *text)
{
    write_bytes(path, (struct bytes){.data = text, .length = strlen(text)});
}

void write_program(const char *path, const char *text)
{
    write_with_mode(path, (struct bytes){.data = text, .length = strlen(text)}, 0755);
}

void make_directory(const char *path)
{
    char *name = strdup(path);

    ck_assert_ptr_nonnull(name);
    for (char *end = strchr(name + 1, '/'); end != NULL; end = strchr(end + 1, '/')) {
        *end = '\0';
        mkdir(name, 0755);
        *end = '/';
    }
    ck_assert_msg(mkdir(name, 0755) == 0 || errno == EEXIST, "%s: %s", path, strerror(errno));
    free(name);
}

void remove_directory(const char *path)
{
    struct error error;

    ck_assert_msg(file_remove_tree(AT_FDCWD, path, &error) == STATUS_OK, "%s", error.message);
}

bool exists(const char *path)
{
    struct stat about;

    return lstat(path, &about) == 0;
}

const char *fake_gnuplot(const char *body)
{
    const char *path = tools("gnuplot");

    write_program(path, format("#!/bin/sh\ntools='%s/tools'\n%s\n", test_directory, body));
    return path;
}

/* A picture of gray pixels that differ so much from one to the next: 0 is plain. */
static void write_picture(const char *path, png_uint_32 width, png_uint_32 height, size_t step)
{
    png_image image = {
        .version = PNG_IMAGE_VERSION, .width = width, .height = height, .format = PNG_FORMAT_GRAY};
    png_bytep pixels = malloc(PNG_IMAGE_SIZE(image));

    ck_assert_ptr_nonnull(pixels);
    for (size_t i = 0; i < PNG_IMAGE_SIZE(image); i++)
        pixels[i] = (png_byte)(i * step % 251);
    ck_assert(png_image_write_to_file(&image, path, 0, pixels, 0, NULL));
    free(pixels);
}

void write_pictures(void)
{
    write_picture(tools("good.png"), SMALL_WIDTH, SMALL_HEIGHT, 7);
    write_picture(tools("other.png"), SMALL_WIDTH, SMALL_HEIGHT, 11);
    write_picture(tools("blank.png"), SMALL_WIDTH, SMALL_HEIGHT, 0);
    write_picture(tools("large.png"), SMALL_WIDTH + 1, SMALL_HEIGHT, 7);
}

void write_old_files(void)
{
    make_directory(work("out"));
    for (size_t i = 0; i < SET_SIZE; i++)
        write_text(work("out/%s", set_names[i]), format("the old %s\n", set_names[i]));
    write_text(work("out/manifest.json"), "{\"schema\": 1, \"files\": []}\n");
    write_text(work("out/notes.txt"), "not ours\n");
}

double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

void sleep_ms(double milliseconds)
{
    struct timespec rest = {.tv_sec = (time_t)(milliseconds / 1e3)};

    rest.tv_nsec = (long)((milliseconds - 1e3 * (double)rest.tv_sec) * 1e6);
    while (nanosleep(&rest, &rest) != 0 && errno == EINTR)
        ;
}

void wait_for_file(const char *path)
{
    for (double begin = now(); !exists(path); sleep_ms(1))
        ck_assert_msg(now() < begin + SOON, "%s does not come", path);
}

/* Whether the process catches the signal; also where the system does not tell. */
static bool catches(pid_t pid, int number)
{
    static const char label[] = "\nSigCgt:";
    char status[4096];
    FILE *stream = fopen(format("/proc/%ld/status", (long)pid), "r");

    if (stream == NULL)
        return true;
    status[fread(status, 1, sizeof status - 1, stream)] = '\0';
    fclose(stream);
    const char *found = strstr(status, label);
    if (found == NULL)
        return true;
    return strtoull(found + strlen(label), NULL, 16) >> (number - 1) & 1;
}

/* SIGHUP is the last one that it sets a handler for, and Check has none for it. */
void wait_for_handlers(const struct process *process)
{
    for (double begin = now(); !catches(process->pid, SIGHUP); sleep_ms(1))
        ck_assert_msg(now() < begin + SOON, "no signal handler is set");
}

void wait_for_output(int stream)
{
    struct pollfd ready = {.fd = stream, .events = POLLIN};

    ck_assert_int_eq(poll(&ready, 1, (int)(1e3 * SOON)), 1);
}

void wait_for_lock(const char *directory)
{
    int descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    ck_assert_int_ge(descriptor, 0);
    ck_assert_int_eq(flock(descriptor, LOCK_EX), 0); /* Check's time limit ends it */
    close(descriptor);
}

void must(bool succeeded, const char *what)
{
    if (succeeded)
        return;
    fprintf(stderr, "preparation failed: %s: %s\n", what, strerror(errno));
    _exit(125);
}

static void set_environment(const struct how *how)
{
    static char *nothing[] = {NULL};
    extern char **environ;

    if (how->bare)
        environ = nothing;
    for (size_t i = 0; how->environment != NULL && how->environment[i] != NULL; i++)
        must(putenv((char *)(size_t)how->environment[i]) == 0, "environment");
}

static void become_program(const struct how *how, const char *const arguments[], int out, int err)
{
    const char *program = how->program == NULL ? program_path() : how->program;
    const char *argv[64] = {strrchr(program, '/') + 1};

    for (size_t i = 0; arguments[i] != NULL; i++) {
        must(i + 2 < COUNT(argv), "arguments");
        argv[i + 1] = arguments[i];
    }
    /* A group of its own: some tests send signals to all of it. */
    setpgid(0, 0);
    must(dup2(out, STDOUT_FILENO) >= 0 && dup2(err, STDERR_FILENO) >= 0, "dup2");
    int input = open("/dev/null", O_RDONLY);
    must(input >= 0 && dup2(input, STDIN_FILENO) >= 0, "/dev/null");
    if (input > STDERR_FILENO)
        close(input);
    must(chdir(how->directory == NULL ? work(".") : how->directory) == 0, "chdir");
    signal(SIGPIPE, SIG_DFL);
    set_environment(how);
    if (how->prepare != NULL)
        how->prepare();
    execv(program, (char *const *)(size_t)argv);
    must(false, program);
}

static void open_pipe(int ends[2])
{
    ck_assert_int_eq(pipe(ends), 0);
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
}

struct process start(const struct how *how, const char *const arguments[])
{
    struct process process = {.begin = now()};
    int out[2], err[2];

    open_pipe(out);
    open_pipe(err);
    process.pid = fork();
    ck_assert_int_ge(process.pid, 0);
    if (process.pid == 0)
        become_program(how, arguments, out[1], err[1]);
    setpgid(process.pid, process.pid); /* whoever comes first */
    close(out[1]);
    close(err[1]);
    process.out = out[0];
    process.err = err[0];
    return process;
}

static void read_some(int *stream, struct text *text)
{
    char *room = text_reserve(text, 4096);

    ck_assert_ptr_nonnull(room);
    ssize_t count = read(*stream, room, 4096);
    if (count < 0 && errno == EINTR)
        return;
    if (count > 0) {
        text_grew(text, (size_t)count);
        return;
    }
    close(*stream);
    *stream = -1;
}

struct result finish(struct process *process)
{
    struct text out = {0}, err = {0};
    struct rusage usage;
    int status;

    while (process->out >= 0 || process->err >= 0) {
        struct pollfd ready[] = {{.fd = process->out, .events = POLLIN},
                                 {.fd = process->err, .events = POLLIN}};
        if (poll(ready, 2, -1) < 0)
            continue;
        if (ready[0].revents != 0)
            read_some(&process->out, &out);
        if (ready[1].revents != 0)
            read_some(&process->err, &err);
    }
    while (wait4(process->pid, &status, 0, &usage) < 0)
        ck_assert_int_eq(errno, EINTR);
    return (struct result){
        .status = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status),
        .seconds = now() - process->begin,
        .peak_kib = usage.ru_maxrss,
        .out = keep_text(&out).data,
        .err = keep_text(&err).data,
    };
}

struct result run_how(const struct how *how, const char *const arguments[])
{
    struct process process = start(how, arguments);

    return finish(&process);
}

struct result run_program(const char *const arguments[])
{
    return run_how(&(struct how){0}, arguments);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int not_dots(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static void append_entry(struct text *text, const char *path, const char *name)
{
    struct stat about;
    char target[PATH_MAX];

    ck_assert_int_eq(lstat(path, &about), 0);
    text_appendf(text, "%s %o", name, (unsigned)about.st_mode);
    if (S_ISREG(about.st_mode)) {
        struct bytes bytes = read_bytes(path);
        text_appendf(text, " %zu\n", bytes.length);
        text_append_bytes(text, bytes.data, bytes.length);
    } else if (S_ISLNK(about.st_mode)) {
        ssize_t length = readlink(path, target, sizeof target);
        ck_assert_int_ge(length, 0);
        text_append(text, " -> ");
        text_append_bytes(text, target, (size_t)length);
    }
    text_append(text, "\n");
}

static void append_directory(struct text *text, const char *directory, const char *prefix)
{
    struct dirent **entries;
    int count = scandir(directory, &entries, not_dots, by_name);

    ck_assert_msg(count >= 0, "%s: %s", directory, strerror(errno));
    for (int i = 0; i < count; i++) {
        struct stat about;
        const char *path = format("%s/%s", directory, entries[i]->d_name);
        const char *name = format("%s%s", prefix, entries[i]->d_name);
        free(entries[i]);
        append_entry(text, path, name);
        if (lstat(path, &about) == 0 && S_ISDIR(about.st_mode))
            append_directory(text, path, format("%s/", name));
    }
    free(entries);
}

struct bytes snapshot(const char *directory)
{
    struct text text = {0};

    append_directory(&text, directory, "");
    return keep_text(&text);
}

const char *names_in(const char *directory)
{
    struct dirent **entries;
    const char *names = "";
    int count = scandir(directory, &entries, not_dots, by_name);

    for (int i = 0; i < count; i++) {
        names = format("%s%s%s", names, i == 0 ? "" : " ", entries[i]->d_name);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return names;
}

void assert_same_snapshot(struct bytes before, struct bytes after)
{
    size_t same = 0;

    while (same < before.length && same < after.length && before.data[same] == after.data[same])
        same++;
    ck_assert_msg(before.length == after.length && same == before.length,
                  "files changed: at byte %zu of %zu or %zu: \"%.60s\" became \"%.60s\"", same,
                  before.length, after.length, before.data + same, after.data + same);
}

void assert_same_files(const char *directory, const char *other)
{
    for (size_t i = 0; i < SET_SIZE; i++) {
        struct bytes a = read_bytes(format("%s/%s", directory, set_names[i]));
        struct bytes b = read_bytes(format("%s/%s", other, set_names[i]));
        ck_assert_msg(a.length == b.length && memcmp(a.data, b.data, a.length) == 0,
                      "%s differs between %s and %s", set_names[i], directory, other);
    }
}

void assert_only_set(const char *directory)
{
    const char *expected = "";

    for (size_t i = 0; i < SET_SIZE; i++)
        expected = format("%s%s%s", expected, i == 0 ? "" : " ", set_names[i]);
    ck_assert_str_eq(names_in(directory), expected);
}

/* Whether a process works in our directory or names it in its command line. Zombies have neither,
 * and are gone as far as anyone can be. */
static bool is_ours(const char *pid)
{
    char directory[PATH_MAX + 1];
    ssize_t length = readlink(format("/proc/%s/cwd", pid), directory, PATH_MAX);

    directory[length < 0 ? 0 : length] = '\0';
    if (strncmp(directory, test_directory, strlen(test_directory)) == 0)
        return true;
    FILE *stream = fopen(format("/proc/%s/cmdline", pid), "r");
    if (stream == NULL)
        return false;
    char command[4096];
    size_t count = fread(command, 1, sizeof command - 1, stream);
    fclose(stream);
    for (size_t i = 0; i < count; i++)
        if (command[i] == '\0')
            command[i] = ' ';
    command[count] = '\0';
    return strstr(command, test_directory) != NULL;
}

/* The number of a process that is left, or 0. */
static long find_process(void)
{
    long found = 0;
    DIR *processes = opendir("/proc");

    if (processes == NULL)
        return 0;
    for (struct dirent *entry; found == 0 && (entry = readdir(processes)) != NULL;) {
        char *end;
        long pid = strtol(entry->d_name, &end, 10);
        if (*end == '\0' && pid > 0 && pid != (long)getpid() && is_ours(entry->d_name))
            found = pid;
    }
    closedir(processes);
    return found;
}

/* The program kills what its children started, but cannot wait for it: that may take a moment. */
void assert_no_process_left(void)
{
    long pid;

    for (double begin = now(); (pid = find_process()) != 0; sleep_ms(2))
        ck_assert_msg(now() < begin + SOON, "process %ld is left: %s", pid,
                      read_bytes(format("/proc/%ld/cmdline", pid)).data);
}

void assert_done(const struct result *result)
{
    ck_assert_msg(result->status == 0, "status %d: %s", result->status, result->err);
    ck_assert_str_eq(result->err, "");
}

void assert_failed(const struct result *result, int status, const char *message)
{
    static const char begin[] = "adam-report: ";
    const char *end = strchr(result->err, '\n');

    ck_assert_msg(result->status == status, "status %d instead of %d: %s", result->status, status,
                  result->err);
    ck_assert_msg(strncmp(result->err, begin, strlen(begin)) == 0, "no error line: \"%s\"",
                  result->err);
    ck_assert_msg(end != NULL && end[1] == '\0', "not one line: \"%s\"", result->err);
    ck_assert_msg(strstr(result->err, message) != NULL, "no \"%s\" in: %s", message, result->err);
}

void assert_warned(const struct result *result, int status, const char *message)
{
    static const char begin[] = "adam-report: warning: ";

    assert_failed(result, status, message);
    ck_assert_msg(strncmp(result->err, begin, strlen(begin)) == 0, "no warning: %s", result->err);
}

bool can_trace(void)
{
    struct how how = {.program = STRACE};

    if (access(STRACE, X_OK) == 0 &&
        run_how(&how, STRINGS("-f", "-o", "/dev/null", "/bin/true")).status == 0)
        return true;
    skip("this needs strace, and to be allowed to use it");
    return false;
}

struct result run_injected(const char *calls, const char *injection, bool forks,
                           const char *const arguments[])
{
    /* The leak sanitizer cannot work under strace. */
    struct how how = {.program = STRACE, .environment = STRINGS("ASAN_OPTIONS=detect_leaks=0")};
    const char *all[32] = {"-o",
                           tools("trace"),
                           "-e",
                           format("trace=%s", calls),
                           "-e",
                           format("inject=%s%s", calls, injection),
                           forks ? "-f" : "-q",
                           program_path()};

    for (size_t i = 0; arguments[i] != NULL; i++) {
        ck_assert_uint_lt(i + 9, COUNT(all));
        all[i + 8] = arguments[i];
    }
    return run_how(&how, all);
}

static struct result fail_cleanly(const struct how *how, const char *output,
                                  const char *const arguments[], int status, const char *message)
{
    const char *all[32] = {"--output", output};
    struct bytes before = snapshot(work("."));

    for (size_t i = 0; arguments[i] != NULL; i++) {
        ck_assert_uint_lt(i + 3, COUNT(all));
        all[i + 2] = arguments[i];
    }
    struct result result = run_how(how, all);
    assert_failed(&result, status, message);
    ck_assert_str_eq(result.out, "");
    assert_same_snapshot(before, snapshot(work(".")));
    assert_no_process_left();
    return result;
}

struct result assert_fails_cleanly(const struct how *how, const char *const arguments[], int status,
                                   const char *message)
{
    write_old_files();
    struct result result = fail_cleanly(how, work("out"), arguments, status, message);
    fail_cleanly(how, work("new/parent/out"), arguments, status, message);
    return result;
}

#ifdef __linux__

/* The mounts that follow are seen by this process and its children only, and go with them. */
static bool leave_mounts(void)
{
    return unshare(CLONE_NEWNS) == 0 && mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

bool can_mount(void)
{
    int status = 1;
    pid_t child = fork();

    ck_assert_int_ge(child, 0);
    if (child == 0)
        _exit(leave_mounts() && mount("tmpfs", tools("."), "tmpfs", 0, "size=64k") == 0 ? 0 : 1);
    while (waitpid(child, &status, 0) < 0)
        ck_assert_int_eq(errno, EINTR);
    if (status == 0)
        return true;
    skip("this needs to be root and to be allowed a mount namespace");
    return false;
}

void mount_tmpfs(const char *directory, const char *settings)
{
    must(leave_mounts(), "unshare");
    must(mount("tmpfs", directory, "tmpfs", 0, settings) == 0, "mount tmpfs");
}

void mount_over(const char *what, const char *where)
{
    must(leave_mounts(), "unshare");
    must(mount(what, where, NULL, MS_BIND, NULL) == 0, "mount --bind");
}

void mount_read_only(const char *directory)
{
    mount_over(directory, directory);
    must(mount(NULL, directory, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL) == 0, "remount ro");
}

#else

bool can_mount(void)
{
    skip("there are no mount namespaces here");
    return false;
}

void mount_tmpfs(const char *directory, const char *settings)
{
    must(false, directory);
    must(false, settings);
}

void mount_over(const char *what, const char *where)
{
    must(false, what);
    must(false, where);
}

void mount_read_only(const char *directory)
{
    must(false, directory);
}

#endif
