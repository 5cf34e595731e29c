#include "plot/font.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "plot/font_characters.h"

#define FONT_FILE "DejaVuSans.ttf"

/* Where fontconfig writes its cache, in the work directory, if it has to. */
#define FONT_CACHE "font-cache"

/* The file is smaller than a megabyte. */
#define FONT_LIMIT ((size_t)1 << 26)

/* Where systems install it (scripts/bootstrap has the same list); a leading ~ is the home
 * directory. */
static const struct font_place {
    const char *directory;
    bool own; /* it contains only DejaVu */
} places[] = {
    {"/usr/share/fonts/truetype/dejavu", true},   /* Debian, Ubuntu */
    {"/usr/share/fonts/dejavu-sans-fonts", true}, /* Fedora */
    {"/usr/share/fonts/dejavu", true},            /* Alpine */
    {"/usr/share/fonts/TTF", false},              /* Arch */
    {"/usr/share/fonts/truetype", false},         /* openSUSE */
    {"/usr/local/share/fonts", false},
    {"/opt/homebrew/share/fonts", false},
    {"~/Library/Fonts", false}, /* Homebrew's fonts on macOS */
};

static const char head[] = "<?xml version=\"1.0\"?>\n"
                           "<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n"
                           "<fontconfig>\n";

/* The system's directory, whose fonts the system has scanned: its cache is read; only if it is
 * missing or outdated, one is written, into the first cache directory. */
static const char system_directory[] =
    "  <dir>%s</dir>\n"
    "  <cachedir prefix=\"cwd\">" FONT_CACHE "</cachedir>\n"
    "  <cachedir>/var/cache/fontconfig</cachedir>\n"
    "  <cachedir>/usr/lib/fontconfig/cache</cachedir>\n" /* Fedora */
    "  <selectfont>\n"
    "    <rejectfont><glob>*</glob></rejectfont>\n"
    "    <acceptfont><glob>*/" FONT_FILE "</glob></acceptfont>\n"
    "  </selectfont>\n";

/* If the system's directory may have many fonts, which would take long to scan: a private directory
 * with this font only. */
static const char own_directory[] = "  <dir prefix=\"cwd\">fonts</dir>\n"
                                    "  <cachedir prefix=\"cwd\">" FONT_CACHE "</cachedir>\n";

/* The settings that affect pixels: the default ones of systems for DejaVu Sans, so that a script
 * run by a user draws the same image. */
static const char settings[] =
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

static enum status find_font(struct text *path, const struct font_place **place,
                             struct error *error)
{
    const char *home = getenv("HOME");
    struct stat about;

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *directory = places[i].directory;
        text_free(path);
        if (*directory == '~') {
            text_append(path, home == NULL ? "" : home);
            directory++;
        }
        text_append(path, directory);
        text_append(path, "/" FONT_FILE);
        *place = &places[i];
        if (stat(text_string(path), &about) == 0 && S_ISREG(about.st_mode))
            return text_check(path, error);
    }
    return error_set(error, STATUS_FAILED,
                     "the font " FONT_FAMILY " is not installed; install it (package "
                     "fonts-dejavu-core on Debian and Ubuntu)");
}

static enum status make_directory(const struct staging *staging, const char *name,
                                  struct error *error)
{
    return mkdirat(staging->work, name, 0777) == 0
               ? STATUS_OK
               : error_set(error, STATUS_FAILED, "output directory %.255s: cannot create %s: %s",
                           staging->path, name, strerror(errno));
}

/* A link or, if the file system does not support links, a copy. */
static enum status provide_font(struct staging *staging, const char *path, struct error *error)
{
    struct text copy = {0};

    if (symlinkat(path, staging->work, "fonts/" FONT_FILE) == 0)
        return STATUS_OK;
    enum status status = file_read(AT_FDCWD, path, FONT_LIMIT, &copy, error);
    if (status == STATUS_OK)
        status = staging_add_private(staging, "fonts/" FONT_FILE, text_string(&copy), copy.length,
                                     error);
    text_free(&copy);
    return status;
}

static enum status write_configuration(struct staging *staging, const struct font_place *place,
                                       struct error *error)
{
    struct text text = {0};

    text_append(&text, head);
    if (place->own)
        text_appendf(&text, system_directory, place->directory);
    else
        text_append(&text, own_directory);
    text_append(&text, settings);
    enum status status = text_check(&text, error);
    if (status == STATUS_OK)
        status = staging_add_private(staging, FONT_CONFIGURATION, text_string(&text), text.length,
                                     error);
    text_free(&text);
    return status;
}

/* fontconfig would create its cache directory itself, but would use the next one if it cannot. */
enum status font_stage(struct staging *staging, struct error *error)
{
    const struct font_place *place = NULL;
    struct text path = {0};
    enum status status = find_font(&path, &place, error);

    if (status == STATUS_OK)
        status = make_directory(staging, "fonts", error);
    if (status == STATUS_OK)
        status = make_directory(staging, FONT_CACHE, error);
    if (status == STATUS_OK)
        status = provide_font(staging, text_string(&path), error);
    if (status == STATUS_OK)
        status = write_configuration(staging, place, error);
    text_free(&path);
    return status;
}

static enum status read_font(const struct staging *staging, struct text *font, struct error *error)
{
    return file_read(staging->work, "fonts/" FONT_FILE, FONT_LIMIT, font, error);
}

static bool is_ascii(const char *text)
{
    while (*text != '\0' && (unsigned char)*text < 0x80)
        text++;
    return *text == '\0';
}

enum status font_fit_text(const struct staging *staging, const char *text, struct text *shown,
                          const char **missing, struct error *error)
{
    struct text font = {0};
    enum status status = STATUS_OK;

    *missing = NULL;
    if (is_ascii(text))
        text_append(shown, text);
    else
        status = read_font(staging, &font, error);
    if (status == STATUS_OK && font.length > 0)
        *missing = font_characters_replace(&font, text, shown);
    text_free(&font);
    return status == STATUS_OK ? text_check(shown, error) : status;
}

enum status font_digest(const struct staging *staging, char digest[DIGEST_SIZE],
                        struct error *error)
{
    struct text font = {0};
    enum status status = read_font(staging, &font, error);

    if (status == STATUS_OK)
        digest_bytes(text_string(&font), font.length, digest);
    text_free(&font);
    return status;
}
