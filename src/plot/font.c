#include "plot/font.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

#define FONT_FILE "DejaVuSans.ttf"

/* The file is smaller than a megabyte. */
#define FONT_LIMIT ((size_t)1 << 26)

/* Where systems install it (scripts/bootstrap has the same list); a leading ~ is the home
 * directory. */
static const char *const directories[] = {
    "/usr/share/fonts/truetype/dejavu",   /* Debian, Ubuntu */
    "/usr/share/fonts/dejavu-sans-fonts", /* Fedora */
    "/usr/share/fonts/dejavu",            /* Alpine */
    "/usr/share/fonts/TTF",               /* Arch */
    "/usr/share/fonts/truetype",          /* openSUSE */
    "/usr/local/share/fonts",
    "/opt/homebrew/share/fonts",
    "~/Library/Fonts", /* Homebrew's fonts on macOS */
};

/* A single directory with a single font, and the settings that affect pixels: the default ones of
 * systems for DejaVu Sans, so that a script run by a user draws the same image. */
static const char configuration[] =
    "<?xml version=\"1.0\"?>\n"
    "<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n"
    "<fontconfig>\n"
    "  <dir prefix=\"cwd\">fonts</dir>\n"
    "  <match target=\"font\">\n"
    "    <edit name=\"antialias\" mode=\"assign\"><bool>true</bool></edit>\n"
    "    <edit name=\"hinting\" mode=\"assign\"><bool>true</bool></edit>\n"
    "    <edit name=\"hintstyle\" mode=\"assign\"><const>hintslight</const></edit>\n"
    "    <edit name=\"autohint\" mode=\"assign\"><bool>false</bool></edit>\n"
    "    <edit name=\"rgba\" mode=\"assign\"><const>none</const></edit>\n"
    "    <edit name=\"lcdfilter\" mode=\"assign\"><const>lcdnone</const></edit>\n"
    "    <edit name=\"embeddedbitmap\" mode=\"assign\"><bool>false</bool></edit>\n"
    "  </match>\n"
    "  <match target=\"font\">\n"
    "    <test name=\"pixelsize\" compare=\"less\"><double>7.5</double></test>\n"
    "    <edit name=\"hinting\" mode=\"assign\"><bool>false</bool></edit>\n"
    "  </match>\n"
    "</fontconfig>\n";

static enum status find_font(struct text *path, struct error *error)
{
    const char *home = getenv("HOME");
    struct stat about;

    for (size_t i = 0; i < sizeof directories / sizeof *directories; i++) {
        const char *directory = directories[i];
        text_free(path);
        if (*directory == '~') {
            text_append(path, home == NULL ? "" : home);
            directory++;
        }
        text_append(path, directory);
        text_append(path, "/" FONT_FILE);
        if (stat(text_string(path), &about) == 0 && S_ISREG(about.st_mode))
            return text_check(path, error);
    }
    return error_set(error, STATUS_FAILED,
                     "the font " FONT_FAMILY " is not installed; install it (package "
                     "fonts-dejavu-core on Debian and Ubuntu)");
}

/* A link or, if the file system does not support links, a copy. */
static enum status provide_font(struct staging *staging, const char *path, struct error *error)
{
    struct text copy = {0};

    if (mkdirat(staging->work, "fonts", 0777) != 0)
        return error_set(error, STATUS_FAILED, "output directory %.255s: cannot create fonts: %s",
                         staging->path, strerror(errno));
    if (symlinkat(path, staging->work, "fonts/" FONT_FILE) == 0)
        return STATUS_OK;
    enum status status = file_read(AT_FDCWD, path, FONT_LIMIT, &copy, error);
    if (status == STATUS_OK)
        status = staging_add_private(staging, "fonts/" FONT_FILE, text_string(&copy), copy.length,
                                     error);
    text_free(&copy);
    return status;
}

enum status font_stage(struct staging *staging, struct error *error)
{
    struct text path = {0};
    enum status status = find_font(&path, error);

    if (status == STATUS_OK)
        status = provide_font(staging, text_string(&path), error);
    if (status == STATUS_OK)
        status = staging_add_private(staging, FONT_CONFIGURATION, configuration,
                                     sizeof configuration - 1, error);
    text_free(&path);
    return status;
}

enum status font_digest(const struct staging *staging, char digest[DIGEST_SIZE],
                        struct error *error)
{
    struct text font = {0};
    enum status status = file_read(staging->work, "fonts/" FONT_FILE, FONT_LIMIT, &font, error);

    if (status == STATUS_OK)
        digest_bytes(text_string(&font), font.length, digest);
    text_free(&font);
    return status;
}
