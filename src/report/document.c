#include "report/document.h"

#include <string.h>

#include <md4c-html.h>

#include "base/base64.h"
#include "base/builtin.h"
#include "base/escape.h"
#include "report/document_parts.h"
#include "report/figure_markup.h"
#include "report/suite_report.h"
#include "report/themed_svg.h"

static void append_head_part(struct text *out, const struct run_summary *summary)
{
    if (summary->suite_plan != NULL)
        suite_report_head(summary, out);
    else
        document_head(summary, out);
}

static void append_body_part(struct text *out, const struct run_summary *summary,
                             enum document_use use)
{
    if (summary->suite_plan != NULL)
        suite_report_body(summary, use, out);
    else
        document_body(summary, use, out);
}

enum status document_markdown(const struct run_summary *summary, struct text *out,
                              struct error *error)
{
    append_head_part(out, summary);
    append_body_part(out, summary, DOCUMENT_FILE);
    text_append(out, "\n");
    document_foot(summary, out);
    return text_check(out, error);
}

static void append_chunk(const char *bytes, MD_SIZE length, void *out)
{
    text_append_bytes(out, bytes, length);
}

/* Tables scroll in separate boxes, which the keyboard can reach, and table headings have a
 * scope, which md4c omits. */
static const struct {
    const char *from, *to;
} tags[] = {
    {"<table>", "<div class=\"table\" role=\"group\" aria-label=\"Table\" tabindex=\"0\"><table>"},
    {"</table>", "</table></div>"},
    {"<th>", "<th scope=\"col\">"},
};

/* Appends the tag at the beginning of `html`, and returns its end. */
static const char *append_tag(struct text *out, const char *html)
{
    size_t length = strcspn(html, ">");

    length += html[length] == '>';
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strncmp(html, tags[i].from, strlen(tags[i].from)) == 0) {
            text_append(out, tags[i].to);
            return html + length;
        }
    text_append_bytes(out, html, length);
    return html + length;
}

/* Whether a word is a number in which browsers see a hyphen: "5e-06". */
static bool has_exponent(const char *word, size_t length)
{
    for (size_t i = 0; i + 2 < length; i++)
        if (word[i] == 'e' && word[i + 1] == '-' && word[i + 2] >= '0' && word[i + 2] <= '9')
            return true;
    return false;
}

/* The bytes at the beginning of a text that are kept on one line; 0: none. */
static size_t kept_together(const char *html, size_t length)
{
    static const char name[] = "f(x₁, x₂)";
    size_t word = strcspn(html, " \n<");

    if (length >= sizeof name - 1 && memcmp(html, name, sizeof name - 1) == 0)
        return sizeof name - 1;
    return has_exponent(html, word < length ? word : length) ? word : 0;
}

static void append_words(struct text *out, const char *html, size_t length)
{
    const char *end = html + length;

    while (html < end) {
        size_t kept = kept_together(html, (size_t)(end - html));
        size_t next = kept > 0 ? kept : strcspn(html, " \n<");
        text_append(out, kept > 0 ? "<span class=\"whole\">" : "");
        text_append_bytes(out, html, next);
        text_append(out, kept > 0 ? "</span>" : "");
        html += next;
        for (; html < end && (*html == ' ' || *html == '\n'); html++)
            text_append_bytes(out, html, 1);
    }
}

/* In the HTML of md4c and of figures, "<" and ">" are those of tags. */
static void append_for_page(struct text *out, const char *html)
{
    while (*html != '\0') {
        size_t length = strcspn(html, "<");
        append_words(out, html, length);
        html += length;
        if (*html == '<')
            html = append_tag(out, html);
    }
}

/* Converts Markdown to an element of the page. */
static void append_element(struct text *out, const char *name, const struct text *markdown)
{
    struct text html = {0};

    if (markdown->failed ||
        md_html(text_string(markdown), (MD_SIZE)markdown->length, append_chunk, &html,
                MD_FLAG_TABLES | MD_FLAG_NOINDENTEDCODEBLOCKS, 0) != 0 ||
        html.failed)
        out->failed = true;
    text_appendf(out, "<%s>\n", name);
    append_for_page(out, text_string(&html));
    text_appendf(out, "</%s>\n", name);
    text_free(&html);
}

static void append_data(struct text *out, const struct document_image *image)
{
    text_appendf(out, "data:%s;base64,", image->media_type);
    base64_append(out, image->bytes, image->length);
}

/* The image with the name that ends at the next quotation mark; NULL if not found. */
static const struct document_image *find_image(const struct document_image images[], size_t count,
                                               const char *name)
{
    size_t length = strcspn(name, "\"");

    for (size_t i = 0; i < count; i++)
        if (strlen(images[i].name) == length && memcmp(images[i].name, name, length) == 0)
            return &images[i];
    return NULL;
}

/* The value of an attribute in a tag, and its length. */
static const char *attribute(const char *tag, const char *name, size_t *length)
{
    const char *value = strstr(tag, name) + strlen(name);

    *length = strcspn(value, "\"");
    return value;
}

/* Replaces the tags of an image for light and one for dark pages by one drawing for both. Returns
 * the end of the tags, or NULL if that is not possible. */
static const char *embed_both(const char *first, const struct document_image images[], size_t count,
                              struct text *out)
{
    const char *second = strchr(first, '>') + 1, *name;
    const struct document_image *light, *dark;
    struct text id = {0};
    size_t length, label_length;

    name = attribute(first, "\"" DOCUMENT_EMBED, &length);
    light = find_image(images, count, name);
    dark = find_image(images, count, attribute(second, "\"" DOCUMENT_EMBED, &length));
    if (light == NULL || dark == NULL || strcmp(light->media_type, "image/svg+xml") != 0)
        return NULL;
    figure_markup_identifier(&id, name, strcspn(name, "."));
    const char *label = attribute(first, " alt=\"", &label_length);
    bool done =
        !id.failed && themed_svg_append(out, &(struct svg_bytes){light->bytes, light->length},
                                        &(struct svg_bytes){dark->bytes, dark->length},
                                        text_string(&id), label, label_length);
    text_free(&id);
    return done ? strchr(second, '>') + 1 : NULL;
}

/* Replaces the names of the images by the images, so that the Markdown parser need not read them.
 * Quotation marks in texts are written as &quot; so no text can look like such a name. */
static enum status embed(const struct text *page, const struct document_image images[],
                         size_t count, struct text *out, struct error *error)
{
    static const char mark[] = "=\"" DOCUMENT_EMBED,
                      both[] = FIGURE_MARKUP_BOTH "\"" DOCUMENT_EMBED;
    const char *from = text_string(page);

    for (const char *next; (next = strstr(from, mark)) != NULL;) {
        const char *name = next + sizeof mark - 1;
        const struct document_image *image = find_image(images, count, name);
        if (image == NULL)
            return error_set(error, STATUS_FAILED, "report.html: image '%.*s' not found",
                             (int)strcspn(name, "\""), name);
        const char *tag = name - (sizeof both - 1);
        bool is_first = tag >= from && memcmp(tag, both, sizeof both - 1) == 0;
        text_append_bytes(out, from, (size_t)((is_first ? tag : next + 2) - from));
        const char *end = is_first ? embed_both(tag, images, count, out) : NULL;
        if (end != NULL) {
            from = end;
            continue;
        }
        if (is_first)
            text_append_bytes(out, tag, (size_t)(next + 2 - tag));
        append_data(out, image);
        from = name + strcspn(name, "\"");
    }
    text_append(out, from);
    return text_check(out, error);
}

static void append_style(struct text *out, const char *name)
{
    const struct builtin *style = builtin_find(name);

    if (style != NULL)
        text_append_bytes(out, style->bytes, style->length);
}

static void append_head(struct text *out, const struct run_summary *summary)
{
    struct text heading = {0};

    document_heading(summary, &heading);
    text_append(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    escape_html(out, text_string(&heading));
    text_append(out, "</title>\n<style>\n");
    append_style(out, "report.css");
    if (summary->suite_plan != NULL)
        append_style(out, "suite.css");
    text_append(out, "</style>\n</head>\n<body>\n");
    if (heading.failed)
        out->failed = true;
    text_free(&heading);
}

/* Head, body and foot, each in an element with this name. */
static void append_elements(struct text *out, const struct run_summary *summary,
                            const char *const names[3])
{
    struct text head = {0}, body = {0}, foot = {0};

    append_head_part(&head, summary);
    append_element(out, names[0], &head);
    append_body_part(&body, summary, DOCUMENT_PAGE);
    append_element(out, names[1], &body);
    document_foot(summary, &foot);
    append_element(out, names[2], &foot);
    text_free(&head);
    text_free(&body);
    text_free(&foot);
}

static void append_page(struct text *out, const struct run_summary *summary)
{
    append_head(out, summary);
    append_elements(out, summary, (const char *const[]){"header", "main", "footer"});
    text_append(out, "</body>\n</html>\n");
}

enum status document_html(const struct run_summary *summary, const struct document_image images[],
                          size_t count, struct text *out, struct error *error)
{
    struct text page = {0};

    append_page(&page, summary);
    enum status status = text_check(&page, error);
    if (status == STATUS_OK)
        status = embed(&page, images, count, out, error);
    text_free(&page);
    return status;
}

enum status document_elements(const struct run_summary *summary,
                              const struct document_image images[], size_t count, struct text *out,
                              struct error *error)
{
    struct text page = {0};

    append_elements(&page, summary, (const char *const[]){"div", "div", "div"});
    enum status status = text_check(&page, error);
    if (status == STATUS_OK)
        status = embed(&page, images, count, out, error);
    text_free(&page);
    return status;
}
