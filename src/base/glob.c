#include "base/glob.h"

#include <fnmatch.h>
#include <string.h>

#include "base/option_value.h"

/* Longer than any file name. */
#define LONGEST_COMPONENT 1024

/* A piece of a glob or of a path. */
struct span {
    const char *begin, *end;
};

static struct span first_component(struct span path)
{
    const char *slash = memchr(path.begin, '/', (size_t)(path.end - path.begin));

    return (struct span){path.begin, slash == NULL ? path.end : slash};
}

static struct span behind_component(struct span path)
{
    const char *end = first_component(path).end;

    return (struct span){end == path.end ? end : end + 1, path.end};
}

static bool copy_component(struct span from, char to[LONGEST_COMPONENT])
{
    size_t length = (size_t)(from.end - from.begin);

    if (length >= LONGEST_COMPONENT)
        return false;
    memcpy(to, from.begin, length);
    to[length] = '\0';
    return true;
}

static bool component_matches(struct span glob, struct span name)
{
    char glob_copy[LONGEST_COMPONENT], name_copy[LONGEST_COMPONENT];

    return copy_component(glob, glob_copy) && copy_component(name, name_copy) &&
           fnmatch(glob_copy, name_copy, 0) == 0;
}

static bool is_any_directories(struct span component)
{
    return component.end - component.begin == 2 && memcmp(component.begin, "**", 2) == 0;
}

/* Matches component by component. After a mismatch, the last `**` takes one more directory; earlier
 * ones never have to take more. */
static bool path_matches(struct span glob, struct span path)
{
    struct span glob_behind = {NULL, NULL}, retry = path;

    while (path.begin < path.end) {
        struct span component = first_component(glob);
        if (is_any_directories(component)) {
            glob_behind = glob = behind_component(glob);
            retry = path;
            if (glob.begin == glob.end)
                return true;
        } else if (glob.begin < glob.end && component_matches(component, first_component(path))) {
            glob = behind_component(glob);
            path = behind_component(path);
        } else if (glob_behind.begin != NULL) {
            glob = glob_behind;
            path = retry = behind_component(retry);
        } else {
            return false;
        }
    }
    return glob.begin == glob.end;
}

/* Whether the glob matches the path's last component, or the whole path. */
static bool place_matches(struct span glob, bool anchored, struct span path, const char *last)
{
    return anchored ? path_matches(glob, path)
                    : component_matches(glob, (struct span){last, path.end});
}

bool glob_matches(const char *glob, const char *path)
{
    struct span span = {glob, glob + strlen(glob)};
    bool directories = span.begin < span.end && span.end[-1] == '/';

    if (directories)
        span.end--;
    bool anchored = memchr(span.begin, '/', (size_t)(span.end - span.begin)) != NULL;
    if (anchored && *span.begin == '/')
        span.begin++;
    for (const char *last = path;;) {
        const char *end = last + strcspn(last, "/");
        if (*end == '\0' && directories)
            return false;
        if (place_matches(span, anchored, (struct span){path, end}, last))
            return true;
        if (*end == '\0')
            return false;
        last = end + 1;
    }
}

bool glob_list_matches(const struct glob_list *list, const char *path)
{
    for (size_t i = 0; i < list->count; i++)
        if (glob_matches(list->globs[i], path))
            return true;
    return false;
}

enum status option_read_glob(void *member, const struct option_argument *argument,
                             struct error *error)
{
    struct glob_list *list = member;

    if (*argument->value == '\0')
        return error_set(error, STATUS_USAGE, "--%s '': must not be empty", argument->row->name);
    if (list->count == GLOB_LIST_MAX)
        return error_set(error, STATUS_USAGE, "--%s: can be repeated at most %d times",
                         argument->row->name, GLOB_LIST_MAX);
    list->globs[list->count++] = argument->value;
    return STATUS_OK;
}
