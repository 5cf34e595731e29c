/* Manifests under libFuzzer: read as in a comparison, as in verify, and as by a run that finds one
 * in its output directory. */
#define _GNU_SOURCE /* memfd_create */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/artifact_format.h"
#include "base/below.h"
#include "compare/provenance.h"
#include "report/manifest_reader.h"
#include "run/recorded_run.h"

/* Each file that is named is found, unless its name is duplicate, and has its sources or none. */
static void look_up_files(const struct provenance_manifest *manifest)
{
    struct provenance_list *list = malloc(sizeof *list);
    struct error error;

    if (list == NULL)
        abort();
    for (size_t i = 0; i < manifest->file_count; i++) {
        const char *name = provenance_string(manifest->files[i], MANIFEST_FILE_NAME);
        struct json_value file = provenance_file(manifest, name);
        bool twice =
            (i > 0 &&
             strcmp(provenance_string(manifest->files[i - 1], MANIFEST_FILE_NAME), name) == 0) ||
            (i + 1 < manifest->file_count &&
             strcmp(provenance_string(manifest->files[i + 1], MANIFEST_FILE_NAME), name) == 0);
        if (file.at != (twice ? NULL : manifest->files[i].at))
            abort();
        if (provenance_manifest_parts(manifest, manifest->files[i], list, &error) != STATUS_OK)
            abort();
    }
    free(list);
}

static void read_as_comparison(const uint8_t *data, size_t size)
{
    int file = memfd_create("fuzz", MFD_CLOEXEC);
    struct budget_account account = {.budget = NULL};
    struct provenance_manifest manifest;
    struct text text = {0};
    struct error error;
    char path[32];

    if (file < 0 || write(file, data, size) != (ssize_t)size)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    if (provenance_manifest_read(path, -1, &account, &manifest, &error) != STATUS_OK)
        abort();
    look_up_files(&manifest);
    provenance_renderer(&manifest, &text);
    provenance_credit(&manifest, &text);
    provenance_manifest_free(&manifest);
    text_free(&text);
    close(file);
    if (account.taken != 0)
        abort();
}

/* What a run may remove or keep is in its directory or in one in it, in order, and each once. */
static void check_names(const struct manifest *manifest)
{
    for (size_t i = 0; i < manifest->count; i++) {
        const char *name = manifest->files[i].file.name;
        if (*name == '\0' || strlen(name) > MANIFEST_MOST_NAME || strpbrk(name, "\n\\") != NULL ||
            !below_is_path(name) || strchr(name, '/') != strrchr(name, '/') ||
            strlen(manifest->files[i].file.digest) != DIGEST_SIZE - 1)
            abort();
        if (i > 0 && strcmp(manifest->files[i - 1].file.name, name) >= 0)
            abort();
        if (manifest_find(manifest, name) != &manifest->files[i])
            abort();
    }
}

static void read_as_run(const uint8_t *data, size_t size)
{
    struct manifest manifest;
    struct error error = {""};
    enum status status = manifest_parse((const char *)data, size, &manifest, &error);

    if (status == STATUS_OK)
        check_names(&manifest);
    else if (status != STATUS_BAD_INPUT || *error.message == '\0')
        abort();
    manifest_free(&manifest);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct recorded_run run;
    struct error error;

    read_as_comparison(data, size);
    read_as_run(data, size);
    recorded_run_read((const char *)data, size, &run, &error);
    recorded_run_free(&run);
    return 0;
}
