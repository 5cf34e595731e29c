/* Converts Markdown on standard input to an HTML page on standard output, with md4c and GitHub's
 * dialect, for the checks of report.md and figures.md. */
#include <stdio.h>

#include <md4c-html.h>

static char markdown[1 << 22];

static void print(const MD_CHAR *bytes, MD_SIZE length, void *stream)
{
    fwrite(bytes, 1, length, stream);
}

int main(void)
{
    size_t length = fread(markdown, 1, sizeof markdown, stdin);

    puts("<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>-</title><body><main>");
    return md_html(markdown, (MD_SIZE)length, print, stdout, MD_DIALECT_GITHUB, 0) == 0 ? 0 : 1;
}
