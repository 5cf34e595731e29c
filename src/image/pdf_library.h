/* libqpdf, loaded on demand. Only the files pdf_* use it. */
#ifndef ADAM_REPORT_IMAGE_PDF_LIBRARY_H
#define ADAM_REPORT_IMAGE_PDF_LIBRARY_H

#include <stdbool.h>

#include <qpdf/qpdf-c.h>

#include "base/status.h"

/* libqpdf and its dependencies take 5 ms to load, a cost to be avoided in runs without PDF: so it
 * is not linked, and these are pointers to its functions, under their names. */
#define QPDF_FUNCTIONS(X)                                                                          \
    X(qpdf_init)                                                                                   \
    X(qpdf_cleanup)                                                                                \
    X(qpdf_silence_errors)                                                                         \
    X(qpdf_set_suppress_warnings)                                                                  \
    X(qpdf_read_memory)                                                                            \
    X(qpdf_more_warnings)                                                                          \
    X(qpdf_has_error)                                                                              \
    X(qpdf_get_error)                                                                              \
    X(qpdf_next_warning)                                                                           \
    X(qpdf_get_error_message_detail)                                                               \
    X(qpdf_get_num_pages)                                                                          \
    X(qpdf_get_page_n)                                                                             \
    X(qpdf_get_trailer)                                                                            \
    X(qpdf_get_root)                                                                               \
    X(qpdf_oh_get_key)                                                                             \
    X(qpdf_oh_is_dictionary)                                                                       \
    X(qpdf_oh_get_array_item)                                                                      \
    X(qpdf_set_attempt_recovery)                                                                   \
    X(qpdf_oh_get_type_code)                                                                       \
    X(qpdf_oh_get_array_n_items)                                                                   \
    X(qpdf_oh_begin_dict_key_iter)                                                                 \
    X(qpdf_oh_dict_more_keys)                                                                      \
    X(qpdf_oh_dict_next_key)                                                                       \
    X(qpdf_oh_get_object_id)                                                                       \
    X(qpdf_oh_get_dict)                                                                            \
    X(qpdf_oh_get_stream_data)                                                                     \
    X(qpdf_oh_unparse_resolved)                                                                    \
    X(qpdf_oh_release)                                                                             \
    X(qpdf_oh_get_numeric_value)                                                                   \
    X(qpdf_oh_new_unicode_string)                                                                  \
    X(qpdf_oh_replace_key)                                                                         \
    X(qpdf_oh_remove_key)                                                                          \
    X(qpdf_init_write_memory)                                                                      \
    X(qpdf_set_deterministic_ID)                                                                   \
    X(qpdf_set_stream_data_mode)                                                                   \
    X(qpdf_set_object_stream_mode)                                                                 \
    X(qpdf_write)                                                                                  \
    X(qpdf_get_buffer_length)                                                                      \
    X(qpdf_get_buffer)

struct qpdf {
    void *library;
#define DECLARE(name) __typeof__(name) *name; /* NOLINT(bugprone-macro-parentheses) */
    QPDF_FUNCTIONS(DECLARE)
#undef DECLARE
};

/* Loads the library, which stays loaded. STATUS_FAILED with the reason if it is missing. */
enum status pdf_library_load(struct qpdf *qpdf, struct error *error);

/* Calls work(context), which uses the library. False if the library ran out of memory where it
 * would have terminated the program: then work() was left by a long jump, and the memory of the
 * library is leaked. */
bool pdf_library_try(const struct qpdf *qpdf, void (*work)(void *context), void *context);

#endif
