#include "diff/pdf_rendering.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diff/pdf_content.h"
#include "image/pdf_reader.h"

static const char *const side_names[2] = {"baseline", "candidate"};

/* How a value is compared. */
enum rule {
    EQUAL,
    ROUNDED, /* numbers that are less than 1 apart: thousandths of a font's size */
    SUBSET,  /* names of fonts, "/ABCDEF+Name": the letters are at random */
    PROGRAM, /* a TrueType font, whose header says when it was made */
    CONTENT, /* see pdf_content.h */
    NUMBER,  /* any number, optional: cairo writes it for structure that does not exist */
};

/* All keys that cairo writes for gnuplot except the document's information, and their valid values.
 * In a path, * is a name, # a number. */
#define PAGE "/Pages/Kids[#]"
#define FONT PAGE "/Resources/Font/*"
#define DESCENDANT FONT "/DescendantFonts[#]"

static const struct {
    const char *path;
    enum rule rule;
    const char *values; /* valid values, surrounded by blanks; NULL: any, if equal on both sides */
} rules[] = {
    {"", EQUAL, NULL},
    {"/Type", EQUAL, " /Catalog "},
    {"/Pages", EQUAL, NULL},
    {"/Pages/Type", EQUAL, " /Pages "},
    {"/Pages/Count", EQUAL, NULL},
    {"/Pages/Kids", EQUAL, NULL},
    {PAGE, NUMBER, NULL}, /* the number of its keys: with or without StructParents */
    {PAGE "/Type", EQUAL, " /Page "},
    {PAGE "/Parent", EQUAL, " pages "},
    {PAGE "/MediaBox", EQUAL, NULL},
    {PAGE "/MediaBox[#]", EQUAL, NULL},
    {PAGE "/StructParents", NUMBER, NULL},
    {PAGE "/Group", EQUAL, NULL},
    {PAGE "/Group/Type", EQUAL, " /Group "},
    {PAGE "/Group/S", EQUAL, " /Transparency "},
    {PAGE "/Group/I", EQUAL, " true "},
    {PAGE "/Group/CS", EQUAL, " /DeviceRGB "},
    {PAGE "/Contents", EQUAL, NULL},
    {PAGE "/Contents/Stream", CONTENT, NULL},
    {PAGE "/Resources", EQUAL, NULL},
    {PAGE "/Resources/ExtGState", EQUAL, NULL},
    {PAGE "/Resources/ExtGState/*", EQUAL, NULL},
    {PAGE "/Resources/ExtGState/*/CA", EQUAL, NULL},
    {PAGE "/Resources/ExtGState/*/ca", EQUAL, NULL},
    {PAGE "/Resources/Font", EQUAL, NULL},
    {FONT, EQUAL, NULL},
    {FONT "/Type", EQUAL, " /Font "},
    {FONT "/Subtype", EQUAL, " /TrueType /Type0 "},
    {FONT "/BaseFont", SUBSET, NULL},
    {FONT "/Encoding", EQUAL, " /WinAnsiEncoding /Identity-H "},
    {FONT "/FirstChar", EQUAL, NULL},
    {FONT "/LastChar", EQUAL, NULL},
    {FONT "/Widths", EQUAL, NULL},
    {FONT "/Widths[#]", ROUNDED, NULL},
    {FONT "/ToUnicode", EQUAL, NULL},
    {FONT "/ToUnicode/Stream", EQUAL, NULL},
    {FONT "/DescendantFonts", EQUAL, NULL},
    {DESCENDANT, EQUAL, NULL},
    {DESCENDANT "/Type", EQUAL, " /Font "},
    {DESCENDANT "/Subtype", EQUAL, " /CIDFontType2 "},
    {DESCENDANT "/BaseFont", SUBSET, NULL},
    {DESCENDANT "/CIDSystemInfo", EQUAL, NULL},
    {DESCENDANT "/CIDSystemInfo/Ordering", EQUAL, NULL},
    {DESCENDANT "/CIDSystemInfo/Registry", EQUAL, NULL},
    {DESCENDANT "/CIDSystemInfo/Supplement", EQUAL, NULL},
    {DESCENDANT "/DW", EQUAL, NULL},
    {DESCENDANT "/W", EQUAL, NULL},
    {DESCENDANT "/W[#]", EQUAL, NULL},
    {DESCENDANT "/W[#][#]", ROUNDED, NULL},
};

/* Of both kinds of fonts. */
static const struct {
    const char *path; /* below /FontDescriptor */
    enum rule rule;
} descriptor_rules[] = {
    {"", EQUAL},
    {"/Type", EQUAL},
    {"/FontName", SUBSET},
    {"/FontFamily", EQUAL},
    {"/Flags", EQUAL},
    {"/FontBBox", EQUAL},
    {"/FontBBox[#]", ROUNDED},
    {"/ItalicAngle", EQUAL},
    {"/Ascent", ROUNDED},
    {"/Descent", ROUNDED},
    {"/CapHeight", ROUNDED},
    {"/StemV", EQUAL},
    {"/StemH", EQUAL},
    {"/FontFile2", EQUAL},
    {"/FontFile2/Length1", EQUAL},
    {"/FontFile2/Stream", PROGRAM},
};

/* ---- Rules ----------------------------------------------------------------------------------- */

/* Whether the path begins with the pattern; *rest is the remainder. */
static bool matches(const char *pattern, const char *path, const char **rest)
{
    for (; *pattern != '\0'; pattern++) {
        size_t length = *pattern == '*'   ? strcspn(path, "/[")
                        : *pattern == '#' ? strspn(path, "0123456789")
                                          : (size_t)(*path == *pattern);
        if (length == 0)
            return false;
        path += length;
    }
    *rest = path;
    return true;
}

static bool find_rule(const char *path, enum rule *rule, const char **values)
{
    const char *rest, *below = strstr(path, "/FontDescriptor");

    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (matches(rules[i].path, path, &rest) && *rest == '\0') {
            *rule = rules[i].rule;
            *values = rules[i].values;
            return true;
        }
    if (below == NULL || ((!matches(FONT, path, &rest) || rest != below) &&
                          (!matches(DESCENDANT, path, &rest) || rest != below)))
        return false;
    below += strlen("/FontDescriptor");
    for (size_t i = 0; i < sizeof descriptor_rules / sizeof *descriptor_rules; i++)
        if (matches(descriptor_rules[i].path, below, &rest) && *rest == '\0') {
            *rule = descriptor_rules[i].rule;
            *values = NULL;
            return true;
        }
    return false;
}

static bool is_allowed(const struct pdf_value *value, const char *values)
{
    const char *found;

    if (values == NULL)
        return true;
    found = strchr(value->value, ' ') == NULL ? strstr(values, value->value) : NULL;
    return found != NULL && found[-1] == ' ' && found[value->length] == ' ';
}

/* ---- Values ---------------------------------------------------------------------------------- */

static bool same_bytes(const struct pdf_value *a, const struct pdf_value *b)
{
    return a->length == b->length && memcmp(a->value, b->value, a->length) == 0;
}

static bool read_number(const char *text, double *number)
{
    char *end;

    if (*text == '\0' || strspn(text, "+-.0123456789") != strlen(text))
        return false;
    *number = strtod(text, &end);
    return *end == '\0';
}

static bool same_rounded(const struct pdf_value *a, const struct pdf_value *b)
{
    double x, y;

    return read_number(a->value, &x) && read_number(b->value, &y) && fabs(x - y) < 1;
}

/* Skips "ABCDEF+", if present. */
static const char *font_name(const char *name)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    return *name == '/' && strspn(name + 1, letters) == 6 && name[7] == '+' ? name + 8 : name;
}

static unsigned long read_bytes(const char *bytes, size_t count)
{
    unsigned long number = 0;

    for (size_t i = 0; i < count; i++)
        number = number << 8 | (unsigned char)bytes[i];
    return number;
}

/* Whether byte i of a TrueType font depends on when it was made: the checksum of the table 'head'
 * in the directory of tables, and in that table, which begins at `head`, its checksum of the whole
 * font, and the dates of creation and change. See Microsoft, OpenType specification, "The OpenType
 * font file", "head". */
static bool is_of_the_time(size_t i, size_t entry, size_t head)
{
    return (i >= entry + 4 && i < entry + 8) || (i >= head + 8 && i < head + 12) ||
           (i >= head + 20 && i < head + 36);
}

#define HEAD_MAGIC 0x5f0f3cf5UL
#define HEAD_LENGTH 54

/* Whether no other table overlaps the one of entry number `of`. */
static bool is_apart(const struct pdf_value *font, size_t tables, size_t of, size_t head)
{
    for (size_t i = 0; i < tables; i++) {
        const char *entry = font->value + 12 + 16 * i;
        size_t begin = read_bytes(entry + 8, 4), length = read_bytes(entry + 12, 4);
        if (i != of && begin < head + HEAD_LENGTH && head < begin + length)
            return false;
    }
    return true;
}

/* The offsets of the directory's entry for 'head', and of the table. */
static bool find_head(const struct pdf_value *font, size_t *entry, size_t *head)
{
    if (font->length < 12)
        return false;
    size_t tables = read_bytes(font->value + 4, 2);
    for (size_t i = 0; i < tables && 12 + 16 * tables <= font->length; i++) {
        *entry = 12 + 16 * i;
        if (memcmp(font->value + *entry, "head", 4) != 0)
            continue;
        *head = read_bytes(font->value + *entry + 8, 4);
        return *head >= 12 + 16 * tables && *head <= font->length &&
               font->length - *head >= HEAD_LENGTH && is_apart(font, tables, i, *head) &&
               read_bytes(font->value + *head + 12, 4) == HEAD_MAGIC;
    }
    return false;
}

static bool same_program(const struct pdf_value *a, const struct pdf_value *b)
{
    size_t entry[2], head[2];

    if (a->length != b->length || !find_head(a, &entry[0], &head[0]) ||
        !find_head(b, &entry[1], &head[1]) || entry[0] != entry[1] || head[0] != head[1])
        return false;
    for (size_t i = 0; i < a->length; i++)
        if (a->value[i] != b->value[i] && !is_of_the_time(i, entry[0], head[0]))
            return false;
    return true;
}

static bool same_values(enum rule rule, const struct pdf_value *a, const struct pdf_value *b,
                        char why[static 160])
{
    switch (rule) {
    case ROUNDED:
        return same_rounded(a, b);
    case SUBSET:
        return strcmp(font_name(a->value), font_name(b->value)) == 0;
    case PROGRAM:
        return same_program(a, b);
    case CONTENT:
        return pdf_content_same(a->value, a->length, b->value, b->length, why);
    default:
        return same_bytes(a, b);
    }
}

/* ---- Documents ------------------------------------------------------------------------------- */

static bool differ(struct rendering *rendering, const char *what, const char *path, const char *why)
{
    rendering->same = false;
    snprintf(rendering->reason, sizeof rendering->reason, "%s%s%s", what, path, why);
    return false;
}

/* Whether all values are valid; values that are never compared are removed from the list. */
static bool is_permitted(struct pdf_values *values, int side, struct rendering *rendering)
{
    size_t kept = 0;
    bool permitted = true;

    if (values->refusal[0] != '\0') {
        rendering->same = false;
        snprintf(rendering->reason, sizeof rendering->reason, "%s: %s", side_names[side],
                 values->refusal);
        return false;
    }
    for (size_t i = 0; i < values->count; i++) {
        struct pdf_value value = values->list[i];
        enum rule rule = EQUAL;
        const char *allowed = NULL;
        double number;
        bool known = find_rule(value.path, &rule, &allowed) && is_allowed(&value, allowed);
        if (rule == NUMBER)
            known = known && (value.value[0] == '<' || read_number(value.value, &number));
        if (!known && permitted) {
            char what[32];
            snprintf(what, sizeof what, "%s: ", side_names[side]);
            permitted = differ(rendering, what, value.path, " is not as cairo writes it");
        }
        if (rule == NUMBER) {
            free(value.path);
            free(value.value);
        } else {
            values->list[kept++] = value;
        }
    }
    values->count = kept;
    return permitted;
}

static void compare(const struct pdf_values *a, const struct pdf_values *b,
                    struct rendering *rendering)
{
    for (size_t i = 0; i < a->count || i < b->count; i++) {
        enum rule rule;
        const char *allowed, *path = i < a->count ? a->list[i].path : b->list[i].path;
        char why[160] = "";
        if (i == a->count || i == b->count || strcmp(a->list[i].path, b->list[i].path) != 0) {
            differ(rendering, path, " is only in one of them", "");
            return;
        }
        find_rule(path, &rule, &allowed);
        if (!same_values(rule, &a->list[i], &b->list[i], why)) {
            differ(rendering, why[0] == '\0' ? path : why, why[0] == '\0' ? " differs" : "", "");
            return;
        }
    }
}

enum status pdf_rendering(const struct rendering_image images[2], int interrupt_fd,
                          struct rendering *rendering, struct error *error)
{
    struct pdf_values values[2] = {{0}, {0}};
    enum status status = STATUS_OK;

    *rendering = (struct rendering){.same = true};
    for (int side = 0; side < 2 && status == STATUS_OK; side++) {
        status = pdf_reader_read(images[side].bytes, images[side].length, interrupt_fd,
                                 &values[side], error);
        if (status == STATUS_BAD_INPUT)
            error_prefix(error, status, "%s", side_names[side]);
    }
    if (status == STATUS_OK && is_permitted(&values[0], 0, rendering) &&
        is_permitted(&values[1], 1, rendering))
        compare(&values[0], &values[1], rendering);
    pdf_values_free(&values[0]);
    pdf_values_free(&values[1]);
    return status;
}
