/* One start of the program, with or without a fault, and its outcome. */
#ifndef ADAM_REPORT_TESTS_TRIAL_H
#define ADAM_REPORT_TESTS_TRIAL_H

#include <stdbool.h>

#include "base/text.h"

#include "faults.h"

/* One that takes longer, in seconds, hangs. */
#define TRIAL_LIMIT 40

struct fault {
    enum fault_function function;
    unsigned long number;
    int error;
    enum fault_mode mode;
    enum fault_process process;
};

/* What all starts have in common. */
struct trial_setup {
    const char *program, *library; /* absolute paths */
    const char *directory;         /* the working directory */
    const char *counts_path;       /* of the file that `counts` is mapped from */
    struct fault_counts *counts;   /* as the last trial left them */
};

struct trial {
    int status; /* exit status; 128+N: ended by signal N */
    bool hung;  /* and was killed */
    struct text out, err;
};

/* The fault as libfaults reads it. */
const char *trial_fault_text(const struct fault *fault);

/* Runs the program, which finds nothing else in its environment than PATH and a TMPDIR, and waits
 * for all the processes that it leaves. NULL for the fault: none, and no calls are counted.
 * trial_free() frees what is in the trial. */
void trial_run(const struct trial_setup *setup, const char *const arguments[],
               const struct fault *fault, struct trial *trial);

void trial_free(struct trial *trial);

/* Ends the driver with a message about errno. */
void trial_die(const char *what) __attribute__((noreturn));

#endif
