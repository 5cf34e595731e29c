#include "image/pdf_library.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

/* POSIX lets an object's address be a function's; ISO C has no cast for it. */
static bool find(void *library, const char *name, void *function)
{
    void *symbol = dlsym(library, name);

    memcpy(function, &symbol, sizeof symbol);
    return symbol != NULL;
}

enum status pdf_library_load(struct qpdf *qpdf, struct error *error)
{
    const char *missing = NULL;

    qpdf->library = dlopen(QPDF_LIBRARY, RTLD_LAZY | RTLD_LOCAL);
    if (qpdf->library == NULL) {
        error_set(error, STATUS_FAILED,
                  "cannot load the library " QPDF_LIBRARY
                  ", which a PDF needs: install it (scripts/bootstrap does)");
        return STATUS_FAILED;
    }
#define FIND(name)                                                                                 \
    if (!find(qpdf->library, #name, &qpdf->name))                                                  \
        missing = #name;
    QPDF_FUNCTIONS(FIND)
#undef FIND
    if (missing == NULL)
        return STATUS_OK;
    error_set(error, STATUS_FAILED, "the library " QPDF_LIBRARY " has no %s", missing);
    return STATUS_FAILED;
}
