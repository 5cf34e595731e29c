#include "plot/font.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

#define FONT_FILE "DejaVuSans.ttf"

/* Where systems put it; a leading ~ is the home directory. */
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

/* One directory with one font in it, and the settings that decide about pixels. */
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
                     "the font " FONT_FAMILY " is not installed: install it (the package is called "
                     "fonts-dejavu-core on Debian and Ubuntu)");
}

enum status font_stage(struct staging *staging, struct error *error)
{
    struct text path = {0};
    enum status status = find_font(&path, error);

    if (status == STATUS_OK &&
        (mkdirat(staging->directory, "fonts", 0777) != 0 ||
         symlinkat(text_string(&path), staging->directory, "fonts/" FONT_FILE) != 0))
        status = error_set(error, STATUS_FAILED, "output directory %.255s: cannot make a link: %s",
                           staging->path, strerror(errno));
    if (status == STATUS_OK)
        status = staging_add_private(staging, FONT_CONFIGURATION, configuration,
                                     sizeof configuration - 1, error);
    text_free(&path);
    return status;
}
