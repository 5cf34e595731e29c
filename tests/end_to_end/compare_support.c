#include "compare_support.h"

#include <stdlib.h>
#include <string.h>

#include <png.h>

void run_shell(const char *command)
{
    struct result result = run_how(&(struct how){.program = "/bin/sh"}, STRINGS("-c", command));

    ck_assert_msg(result.status == 0, "%s: %s%s", command, result.out, result.err);
}

struct result run_compare(const char *const arguments[], int status)
{
    struct result result = run_program(arguments);

    ck_assert_msg(result.status == status, "status %d instead of %d: %.1500s%.500s", result.status,
                  status, result.out, result.err);
    ck_assert_msg((status == 2) == (*result.err != '\0'), "%s", result.err);
    return result;
}

/* The line that tells of this file; "" if there is none. */
static const char *line_of(const struct result *result, const char *name)
{
    const char *needle = format("  %s", name);

    for (const char *line = result->out; *line != '\0'; line = strchr(line, '\n') + 1) {
        const char *found = strstr(line, needle), *end = strchr(line, '\n');
        if (found == line + 11 && strchr(" \n", found[strlen(needle)]) != NULL)
            return format("%.*s", (int)(end - line), line);
    }
    return "";
}

void assert_line(const struct result *result, const char *name, const char *verdict,
                 const char *words)
{
    const char *line = line_of(result, name);

    ck_assert_msg(strncmp(line, verdict, strlen(verdict)) == 0,
                  "%s is not %s: '%.500s' in\n%.1000s", name, verdict, line, result->out);
    ck_assert_msg(strstr(line, words) != NULL, "not '%s': %.1500s", words, line);
}

void assert_summary(const struct result *result, const char *summary)
{
    size_t length = strlen(result->out), wanted = strlen(summary);

    ck_assert_msg(length > wanted &&
                      strncmp(result->out + length - wanted - 1, summary, wanted) == 0,
                  "%s", result->out);
}

void write_plain(const char *path, unsigned width, unsigned height, unsigned pixel)
{
    png_image image = {
        .version = PNG_IMAGE_VERSION, .width = width, .height = height, .format = PNG_FORMAT_RGBA};
    unsigned char *pixels = malloc((size_t)width * height * 4);

    ck_assert_ptr_nonnull(pixels);
    memset(pixels, 0xff, (size_t)width * height * 4);
    for (unsigned c = 0; c < 4; c++)
        pixels[4 * (width + 1) + c] = (unsigned char)(pixel >> (24 - 8 * c));
    ck_assert_int_ne(png_image_write_to_file(&image, path, 0, pixels, 0, NULL), 0);
    free(pixels);
}

const char *gnuplot_with_other_hinting(void)
{
    return fake_gnuplot("sed 's/hintslight/hintfull/; s/<bool>false/<bool>true/' "
                        "\"$FONTCONFIG_FILE\" >\"$tools/fonts.$$\"\n"
                        "FONTCONFIG_FILE=$tools/fonts.$$ exec /usr/bin/gnuplot \"$@\"");
}
