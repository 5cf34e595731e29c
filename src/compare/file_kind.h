/* Kinds of files, which decide how they are compared. A new kind is a row in file_kind.c, one in
 * verdict.c, and what finds its differences in diff_pair.c. */
#ifndef ADAM_REPORT_COMPARE_FILE_KIND_H
#define ADAM_REPORT_COMPARE_FILE_KIND_H

/* In the order from likely causes to likely effects. */
enum file_kind {
    FILE_KIND_TABLE, /* .dat, .csv, .tsv */
    FILE_KIND_PNG,
    FILE_KIND_IMAGE, /* SVG, GIF, PDF: compared by source or bytes */
    FILE_KIND_OTHER, /* anything else */
    FILE_KIND_JSON,
    FILE_KIND_CHECKSUMS, /* SHA256SUMS */
    FILE_KINDS,
};

/* The kind of a file, by its name or path. */
enum file_kind file_kind_of(const char *path);

/* "JPEG", "WebP", "TIFF", ... for an image, by its name, whose pixels this program cannot read, so
 * that it is compared byte by byte. NULL for other files. */
const char *file_kind_unread_image(const char *path);

/* "picture", "graphic", "table", "json", "checksums", "file": as in comparison.json. */
const char *file_kind_name(enum file_kind kind);

#endif
