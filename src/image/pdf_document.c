#include "image/pdf_document.h"

#include <math.h>
#include <string.h>

#include "image/pdf_library.h"

static enum status fail(const struct qpdf *qpdf, qpdf_data data, struct error *error)
{
    qpdf_error first =
        qpdf->qpdf_has_error(data) ? qpdf->qpdf_get_error(data) : qpdf->qpdf_next_warning(data);

    return error_set(error, STATUS_FAILED, "broken PDF: %s",
                     first == NULL ? "unknown error in libqpdf"
                                   : qpdf->qpdf_get_error_message_detail(data, first));
}

/* Whether all went well up to here; libqpdf repairs what is broken, and warns. */
static bool is_sound(const struct qpdf *qpdf, qpdf_data data)
{
    return !qpdf->qpdf_has_error(data) && !qpdf->qpdf_more_warnings(data);
}

static enum status check(const struct qpdf *qpdf, qpdf_data data,
                         const struct pdf_information *information, struct error *error)
{
    int pages = qpdf->qpdf_get_num_pages(data);

    if (!is_sound(qpdf, data))
        return fail(qpdf, data, error);
    if (pages != 1)
        return error_set(error, STATUS_FAILED, "the PDF has %d pages instead of one", pages);
    qpdf_oh page = qpdf->qpdf_get_page_n(data, 0);
    qpdf_oh box = qpdf->qpdf_oh_get_key(data, page, "/MediaBox");
    double width =
        qpdf->qpdf_oh_get_numeric_value(data, qpdf->qpdf_oh_get_array_item(data, box, 2));
    double height =
        qpdf->qpdf_oh_get_numeric_value(data, qpdf->qpdf_oh_get_array_item(data, box, 3));
    if (!is_sound(qpdf, data))
        return fail(qpdf, data, error);
    if (fabs(width - information->width) > 1 || fabs(height - information->height) > 1)
        return error_set(error, STATUS_FAILED, "the page has %gx%g points instead of %gx%g", width,
                         height, information->width, information->height);
    return STATUS_OK;
}

static void set(const struct qpdf *qpdf, qpdf_data data, qpdf_oh dictionary, const char *key,
                const char *value)
{
    qpdf->qpdf_oh_replace_key(data, dictionary, key, qpdf->qpdf_oh_new_unicode_string(data, value));
}

/* cairo always writes an information dictionary, and writes other metadata only on request. */
static enum status inform(const struct qpdf *qpdf, qpdf_data data,
                          const struct pdf_information *information, struct error *error)
{
    qpdf_oh dictionary = qpdf->qpdf_oh_get_key(data, qpdf->qpdf_get_trailer(data), "/Info");
    char date[32];

    if (!qpdf->qpdf_oh_is_dictionary(data, dictionary))
        return error_set(error, STATUS_FAILED, "broken PDF: not in the form that cairo writes");
    set(qpdf, data, dictionary, "/Title", information->title);
    set(qpdf, data, dictionary, "/Subject", information->subject);
    set(qpdf, data, dictionary, "/Creator", information->creator);
    qpdf->qpdf_oh_remove_key(data, dictionary, "/ModDate");
    qpdf->qpdf_oh_remove_key(data, dictionary, "/CreationDate");
    qpdf->qpdf_oh_remove_key(data, qpdf->qpdf_get_root(data), "/Metadata");
    struct tm utc;
    if (information->dated && gmtime_r(&information->date, &utc) != NULL &&
        strftime(date, sizeof date, "D:%Y%m%d%H%M%SZ", &utc) > 0)
        set(qpdf, data, dictionary, "/CreationDate", date);
    return is_sound(qpdf, data) ? STATUS_OK : fail(qpdf, data, error);
}

static enum status write(const struct qpdf *qpdf, qpdf_data data, struct text *out,
                         struct error *error)
{
    qpdf->qpdf_init_write_memory(data);
    if (!is_sound(qpdf, data)) /* there is no writer then, which the next calls would use */
        return fail(qpdf, data, error);
    qpdf->qpdf_set_deterministic_ID(data, QPDF_TRUE);
    qpdf->qpdf_set_stream_data_mode(data, qpdf_s_preserve);
    qpdf->qpdf_set_object_stream_mode(data, qpdf_o_generate);
    qpdf->qpdf_write(data);
    if (!is_sound(qpdf, data))
        return fail(qpdf, data, error);
    text_append_bytes(out, qpdf->qpdf_get_buffer(data), qpdf->qpdf_get_buffer_length(data));
    return text_check(out, error);
}

struct rewriting {
    const struct qpdf *qpdf;
    const void *bytes;
    size_t length;
    const struct pdf_information *information;
    struct text *out;
    struct error *error;
    enum status status;
};

static enum status rewrite(const struct rewriting *job, qpdf_data data)
{
    const struct qpdf *qpdf = job->qpdf;
    struct error *error = job->error;

    qpdf->qpdf_silence_errors(data);
    qpdf->qpdf_set_suppress_warnings(data, QPDF_TRUE);
    qpdf->qpdf_read_memory(data, "picture", job->bytes, job->length, NULL);
    if (!is_sound(qpdf, data))
        return fail(qpdf, data, error);
    enum status status = check(qpdf, data, job->information, error);
    if (status == STATUS_OK)
        status = inform(qpdf, data, job->information, error);
    return status == STATUS_OK ? write(qpdf, data, job->out, error) : status;
}

static void use_library(void *context)
{
    struct rewriting *job = context;
    qpdf_data data = job->qpdf->qpdf_init();

    job->status = rewrite(job, data);
    if (job->qpdf->qpdf_has_error(data))
        job->qpdf->qpdf_get_error(data); /* one that nobody has taken would be printed */
    job->qpdf->qpdf_cleanup(&data);
}

enum status pdf_document_finish(const void *bytes, size_t length,
                                const struct pdf_information *information, struct text *out,
                                struct error *error)
{
    struct qpdf qpdf = {0};

    if (length == 0)
        return error_set(error, STATUS_FAILED, "no image");
    enum status status = pdf_library_load(&qpdf, error);
    if (status != STATUS_OK)
        return status;
    struct rewriting job = {.qpdf = &qpdf,
                            .bytes = bytes,
                            .length = length,
                            .information = information,
                            .out = out,
                            .error = error};
    if (!pdf_library_try(&qpdf, use_library, &job))
        return error_out_of_memory(error);
    return job.status; /* the library stays loaded, for the next image */
}
