#include "image/pdf_library.h"

#include <dlfcn.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

/* POSIX lets an object's address be a function's; ISO C has no cast for it. */
static bool find(void *library, const char *name, void *function)
{
    void *symbol = dlsym(library, name);

    memcpy(function, &symbol, sizeof symbol);
    return symbol != NULL;
}

/* Where this thread continues if the library fails. */
static _Thread_local jmp_buf *way_out;

static void give_up(void)
{
    if (way_out != NULL)
        longjmp(*way_out, 1);
    abort();
}

/* std::set_terminate() of the library's C++: what it calls where an exception (std::bad_alloc)
 * finds nobody who takes it. */
#define SET_TERMINATE "_ZSt13set_terminatePFvvE"

static void set_way_out(const struct qpdf *qpdf, jmp_buf *buffer)
{
    void (*(*set_terminate)(void (*handler)(void)))(void);

    way_out = buffer;
    if (find(qpdf->library, SET_TERMINATE, &set_terminate))
        set_terminate(give_up);
}

bool pdf_library_try(const struct qpdf *qpdf, void (*work)(void *context), void *context)
{
    jmp_buf buffer;

    if (setjmp(buffer) != 0) {
        way_out = NULL;
        return false;
    }
    set_way_out(qpdf, &buffer);
    work(context);
    way_out = NULL;
    return true;
}

enum status pdf_library_load(struct qpdf *qpdf, struct error *error)
{
    const char *missing = NULL;

    qpdf->library = dlopen(QPDF_LIBRARY, RTLD_LAZY | RTLD_LOCAL);
    if (qpdf->library == NULL) {
        error_set(error, STATUS_FAILED,
                  "cannot load the library " QPDF_LIBRARY
                  ", which is required for PDF; install it (scripts/bootstrap does)");
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
