#include "scene.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/tree.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define MOST_BYTES ((size_t)1 << 26)

/* ---- The table ------------------------------------------------------------------------------- */

#define GNUPLOT "--gnuplot", "../gnuplot/gnuplot"
#define RUN                                                                                        \
    "run", "-q", "--size", "320x240", "--scale", "0.5", "--levels", "3", "-n", "5", "--step",      \
        "0.5", "--timeout", "20", GNUPLOT

/* One image of every format, and the figures of many runs. */
#define ALL                                                                                        \
    "-f", "contour_path", "-f", "ensemble", "-f", "sweep", "--format", "png,svg", "--animate",     \
        "--runs", "3", "--sweep", "alpha=0.1:1:2:log,beta1=0:0.9:2"
#define FORMULA                                                                                    \
    "--problem", "expr:(x-1)^2+sin(y)^2", "--optimizer", "adam:alpha=0.1", "--optimizer",          \
        "rmsprop", "-f", "surface", "-f", "convergence", "--theme", "both", "--title", "Two"

#define COMMANDS (const char *const[][40])

struct scene scenes[] = {
    {.name = "run",
     .arguments = {RUN, "-o", "trial/out", "-f", "contour"},
     .before = COMMANDS{{RUN, "-o", "trial/out", "-f", "contour", "-f", "contour_path", "-s", "2"},
                        {NULL}}},
    {.name = "run-new",
     .arguments = {RUN, "-o", "trial/new/out", "-f", "none"},
     .before = COMMANDS{{NULL}}},
    {.name = "run-stale",
     .arguments = {RUN, "-o", "trial/out"},
     .before =
         COMMANDS{{RUN, "-o", "trial/out", "--runs", "3", "--theme", "both", "-s", "2"}, {NULL}}},
    {.name = "run-images",
     .arguments = {RUN, "-o", "trial/out", "--images", "img"},
     .before = COMMANDS{{RUN, "-o", "trial/out", "--theme", "both", "--images", "old"}, {NULL}}},
    {.name = "run-all",
     .arguments = {RUN, "-o", "trial/out", ALL},
     .before = COMMANDS{{RUN, "-o", "trial/out", ALL, "-s", "2"}, {NULL}}},
    {.name = "run-pdf",
     .arguments = {RUN, "-o", "trial/out", "-f", "contour", "--format", "pdf"},
     .before = COMMANDS{{NULL}}},
    {.name = "run-explore",
     .arguments = {RUN, "-o", "trial/out", "-f", "none", "--explore"},
     .before = COMMANDS{{RUN, "-o", "trial/out", "-f", "none", "--explore", "-s", "2"}, {NULL}}},
    {.name = "run-formula",
     .arguments = {RUN, "-o", "trial/out", FORMULA},
     .before = COMMANDS{{RUN, "-o", "trial/out", FORMULA, "--start", "0.5,0.5"}, {NULL}}},
    {.name = "compare",
     .arguments = {"compare", "-o", "trial/report", "../fixed/a", "../fixed/b"},
     .before =
         COMMANDS{{"compare", "-o", "trial/report", "../fixed/same", "../fixed/copy"}, {NULL}},
     .reports_unreadable = true},
    {.name = "compare-equal",
     .arguments = {"compare", "-o", "trial/report", "../fixed/same", "../fixed/copy"},
     .before = COMMANDS{{NULL}},
     .reports_unreadable = true},
    {.name = "compare-pdf",
     .arguments = {"compare", "../fixed/pdf-a/contour.pdf", "../fixed/pdf-b/contour.pdf"},
     .before = COMMANDS{{NULL}},
     .reads_pdf = true,
     .reports_unreadable = true},
    {.name = "compare-unreadable",
     .arguments = {"compare", "-o", "trial/report", "../fixed/broken-a", "../fixed/broken-b"},
     .before = COMMANDS{{NULL}},
     .reports_unreadable = true},
    {.name = "accept",
     .arguments = {"accept", "trial/base", "../fixed/b"},
     .before = COMMANDS{{"accept", "trial/base", "../fixed/a"}, {NULL}}},
    {.name = "accept-new",
     .arguments = {"accept", "trial/new/base", "../fixed/same"},
     .before = COMMANDS{{NULL}}},
    {.name = "accept-inside",
     .arguments = {"accept", "trial/base", "trial/base/inner"},
     .before = COMMANDS{{"accept", "trial/base", "../fixed/same"},
                        {"accept", "trial/base/inner", "../fixed/same"},
                        {NULL}}},
    {.name = "verify",
     .arguments = {"verify", "-o", "trial/report", GNUPLOT, "../fixed/set"},
     .before = COMMANDS{{NULL}},
     .reports_unreadable = true},
    {.name = "verify-changed",
     .arguments = {"verify", GNUPLOT, "../fixed/changed"},
     .before = COMMANDS{{NULL}},
     .reports_unreadable = true},
    {.name = "verify-damaged",
     .arguments = {"verify", GNUPLOT, "../fixed/damaged"},
     .before = COMMANDS{{NULL}},
     .reports_unreadable = true},
    {.name = "merge",
     .arguments = {"merge", "-q", "-o", "trial/out", "--timeout", "20", GNUPLOT, "../fixed/part-b",
                   "../fixed/part-a"},
     .before = COMMANDS{{"merge", "-q", "-o", "trial/out", GNUPLOT, "../fixed/part-a"}, {NULL}}},
};
const size_t scene_count = COUNT(scenes);

/* ---- Trees ----------------------------------------------------------------------------------- */

static void check(enum status status, const struct error *error)
{
    if (status == STATUS_OK)
        return;
    fprintf(stderr, "torture: %s\n", error->message);
    exit(99);
}

static void list(const char *directory, struct tree *tree)
{
    struct error error;

    check(tree_list(directory, "", -1, tree, &error), &error);
}

static struct text read_bytes(const char *path)
{
    struct text bytes = {0};
    struct error error;

    check(file_read(AT_FDCWD, path, MOST_BYTES, &bytes, &error), &error);
    return bytes;
}

static void write_bytes(const char *path, const char *bytes, size_t length)
{
    struct error error;

    unlink(path);
    check(file_write(AT_FDCWD, path, bytes, length, &error), &error);
}

static void make_directory(const char *path)
{
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        trial_die(path);
}

struct path {
    char string[PATH_MAX];
};

static struct path join(const char *directory, const char *name)
{
    struct path path;
    int length = snprintf(path.string, sizeof path.string, "%s/%s", directory, name);

    if (length < 0 || (size_t)length >= sizeof path.string)
        trial_die("the path is too long");
    return path;
}

void tree_copy(const char *from, const char *to)
{
    struct tree tree;

    list(from, &tree);
    make_directory(to);
    for (size_t i = 0; i < tree.count; i++) {
        const struct tree_entry *entry = &tree.entries[i];
        if (entry->kind == TREE_DIRECTORY) {
            make_directory(join(to, entry->name).string);
            continue;
        }
        struct text bytes = read_bytes(entry->path);
        write_bytes(join(to, entry->name).string, text_string(&bytes), bytes.length);
        text_free(&bytes);
    }
    tree_free(&tree);
}

void tree_remove(const char *directory)
{
    struct error error;

    check(file_remove_tree(AT_FDCWD, directory, &error), &error);
}

/* Whether the name is of what the program makes for itself; notes that. */
static bool is_private(const char *name, struct tree_text *tree)
{
    const char *commit = strstr(name, "/.adam-report-commit");
    bool staging = strstr(name, "/.adam-report-staging") != NULL;
    bool temporary = strncmp(name, "tmp/", 4) == 0;

    tree->has_temporary |= temporary;
    if (temporary)
        return true;
    tree->has_staging |= staging;
    if (commit != NULL)
        snprintf(tree->output, sizeof tree->output, "%.*s", (int)(commit - name), name);
    tree->has_commit |= commit != NULL;
    return staging || commit != NULL;
}

void tree_text(const char *directory, struct tree_text *text)
{
    struct tree tree;
    char digest[DIGEST_SIZE];

    *text = (struct tree_text){0};
    list(directory, &tree);
    for (size_t i = 0; i < tree.count; i++) {
        const struct tree_entry *entry = &tree.entries[i];
        if (is_private(entry->name, text))
            continue;
        struct text bytes = {0};
        if (entry->kind == TREE_FILE)
            bytes = read_bytes(entry->path);
        digest_bytes(text_string(&bytes), bytes.length, digest);
        text_appendf(&text->text, "%d %s %s\n", (int)entry->kind, digest, entry->name);
        if (entry->kind != TREE_DIRECTORY)
            text_appendf(&text->files, "%s %s\n", digest, entry->name);
        text_free(&bytes);
    }
    tree_free(&tree);
}

void tree_text_free(struct tree_text *tree)
{
    text_free(&tree->text);
    text_free(&tree->files);
}

/* ---- Inputs ---------------------------------------------------------------------------------- */

static const char *const inputs[][40] = {
    {RUN, "-o", "../fixed/set", ALL},
    {RUN, "-o", "../fixed/b", ALL, "--alpha", "0.1"},
    {RUN, "-o", "../fixed/same", "-f", "contour"},
    {RUN, "-o", "../fixed/part-a", "-f", "contour", "--runs", "3"},
    {RUN, "-o", "../fixed/part-b", "-f", "contour", "--runs", "4", "-s", "8"},
    {RUN, "-o", "../fixed/pdf-a", "-f", "contour", "--format", "pdf"},
    {RUN, "-o", "../fixed/pdf-b", "-f", "contour", "--format", "pdf", "--palette", "gray"},
};

/* Files beside those of the runs, in a and b, or in broken-a and broken-b. */
static const struct {
    const char *name, *a, *b;
    bool broken;
} files[] = {
    {"x.json", "{\"a\": [1, 2, {}], \"b\": \"te\\u0078t\", \"c\": 1, \"n\": [{\"id\": 1}]}",
     "{\"a\": [1, 3, []], \"d\": 1.5, \"n\": [{\"id\": 2}, {\"id\": 1}]}", false},
    {"same.json", "[0.50, {\"a\": 1}]", "[0.5, {\"a\": 1.0}]", false},
    {"x.csv", "a,b\n1,\"2\"\n", "a,b\n1,3\n", false},
    {"d/only-here.txt", "x", NULL, false},
    {"d/only-there.txt", NULL, "y", false},
    {"one\nname.txt", "one\ntwo\n", "one\nthree\n", false},
    {"broken.json", "[1", "[2}", true},
    {"broken.png", "no PNG", "none either", true},
    {"x.txt", "one\n", "two\n", true},
};

static void write_inputs(const char *fixed)
{
    static const char *const sides[2][2] = {{"a", "b"}, {"broken-a", "broken-b"}};

    tree_copy(join(fixed, "set").string, join(fixed, "a").string);
    tree_copy(join(fixed, "same").string, join(fixed, "copy").string);
    make_directory(join(fixed, "broken-a").string);
    make_directory(join(fixed, "broken-b").string);
    make_directory(join(fixed, "a/d").string);
    make_directory(join(fixed, "b/d").string);
    for (size_t i = 0; i < COUNT(files); i++)
        for (int side = 0; side < 2; side++) {
            const char *bytes = side == 0 ? files[i].a : files[i].b;
            struct path directory = join(fixed, sides[files[i].broken][side]);
            if (bytes != NULL)
                write_bytes(join(directory.string, files[i].name).string, bytes, strlen(bytes));
        }
}

/* Adds a line to a file of a run; and SHA256SUMS agrees, if `truly`. */
static void change_file(const char *directory, const char *name, bool truly)
{
    struct text bytes = read_bytes(join(directory, name).string);
    struct text sums = read_bytes(join(directory, "SHA256SUMS").string);
    char old[DIGEST_SIZE], new[DIGEST_SIZE];

    digest_bytes(text_string(&bytes), bytes.length, old);
    text_append(&bytes, "# changed\n");
    digest_bytes(text_string(&bytes), bytes.length, new);
    write_bytes(join(directory, name).string, text_string(&bytes), bytes.length);
    if (truly)
        memcpy(strstr(sums.data, old), new, DIGEST_SIZE - 1);
    write_bytes(join(directory, "SHA256SUMS").string, text_string(&sums), sums.length);
    text_free(&bytes);
    text_free(&sums);
}

static void play_or_die(const struct trial_setup *setup, const char *const arguments[],
                        int most_status)
{
    struct trial trial;

    trial_run(setup, arguments, NULL, &trial);
    if (trial.status > most_status) {
        fprintf(stderr, "torture: %s: status %d: %s", arguments[0], trial.status,
                text_string(&trial.err));
        exit(99);
    }
    trial_free(&trial);
}

static void make_inputs(const char *base, const struct trial_setup *setup)
{
    const struct path path = join(base, "fixed");
    const char *fixed = path.string;

    make_directory(fixed);
    for (size_t i = 0; i < COUNT(inputs); i++)
        play_or_die(setup, inputs[i], 0);
    write_inputs(fixed);
    tree_copy(join(fixed, "same").string, join(fixed, "changed").string);
    change_file(join(fixed, "changed").string, "trajectory.dat", true);
    tree_copy(join(fixed, "same").string, join(fixed, "damaged").string);
    change_file(join(fixed, "damaged").string, "trajectory.dat", false);
}

/* ---- Scenes ---------------------------------------------------------------------------------- */

void scene_reset(const struct scene *scene, const char *base, const char *directory)
{
    tree_remove(join(directory, "trial").string);
    tree_copy(join(join(base, "starts").string, scene->name).string,
              join(directory, "trial").string);
}

/* Plays the scene without a fault, with its calls counted. */
static struct trial play(const struct scene *scene, const char *base,
                         const struct trial_setup *setup, struct tree_text *end)
{
    struct trial trial;
    struct fault never = {.function = FAULT_ANY};

    scene_reset(scene, base, setup->directory);
    trial_run(setup, scene->arguments, &never, &trial);
    tree_text(join(setup->directory, "trial").string, end);
    return trial;
}

static bool same(const struct text *a, const struct text *b)
{
    return strcmp(text_string(a), text_string(b)) == 0;
}

/* Plays it twice: what differs then would be found in every trial. */
static void play_twice(struct scene *scene, const char *base, const struct trial_setup *setup)
{
    struct tree_text end;

    scene->usual = play(scene, base, setup, &scene->end);
    struct trial again = play(scene, base, setup, &end);
    scene->counts = *setup->counts;
    if (scene->usual.status > 2 || again.status != scene->usual.status ||
        !same(&end.text, &scene->end.text) || !same(&again.out, &scene->usual.out)) {
        fprintf(stderr, "torture: %s: status %d, or not the same twice: %s", scene->name,
                scene->usual.status, text_string(&scene->usual.err));
        fprintf(stderr, "%s\n%s%s\n%s", text_string(&scene->end.text),
                text_string(&scene->usual.out), text_string(&end.text), text_string(&again.out));
        exit(99);
    }
    trial_free(&again);
    tree_text_free(&end);
}

static void prepare(struct scene *scene, const char *base, const struct trial_setup *setup)
{
    const struct path trial = join(setup->directory, "trial"), starts = join(base, "starts");

    tree_remove(trial.string);
    make_directory(trial.string);
    make_directory(join(trial.string, "tmp").string);
    for (size_t i = 0; scene->before[i][0] != NULL; i++)
        play_or_die(setup, scene->before[i], 1);
    make_directory(starts.string);
    tree_copy(trial.string, join(starts.string, scene->name).string);
    tree_text(trial.string, &scene->start);
    play_twice(scene, base, setup);
}

void scene_prepare_all(const char *base, const char *gnuplot, const struct trial_setup *setup,
                       const char *only)
{
    const struct path own = join(base, "gnuplot"), fake = join(own.string, "gnuplot");
    const struct path record = join(own.string, "record");

    make_directory(own.string);
    make_directory(join(own.string, "images").string);
    write_bytes(record.string, "", 0);
    struct text program = read_bytes(gnuplot);
    write_bytes(fake.string, text_string(&program), program.length);
    text_free(&program);
    if (chmod(fake.string, 0777) != 0)
        trial_die(fake.string);
    make_inputs(base, setup);
    for (size_t i = 0; i < scene_count; i++)
        if (strncmp(scenes[i].name, only, strlen(only)) == 0)
            prepare(&scenes[i], base, setup);
    unlink(record.string);
}
