/* A gnuplot that is a shell script, and functions that run it. */
#ifndef ADAM_REPORT_TESTS_UNIT_GNUPLOT_SUPPORT_H
#define ADAM_REPORT_TESTS_UNIT_GNUPLOT_SUPPORT_H

#include "plot/gnuplot.h"
#include "support.h"

#define LAB_JOBS 6

struct lab {
    struct path directory;
    struct gnuplot gnuplot;
    struct deadline deadline;
    struct gnuplot_job jobs[LAB_JOBS];
    struct text script;
    int alive[2];        /* a pipe; all that is started holds its writing end */
    int ended[LAB_JOBS]; /* how often each job was told to have ended */
    int arrived;         /* how often output was told to have arrived */
    int stop_at;         /* a job whose end is an error of ours; -1: none */
};

struct lab lab_open(const char *shell_script);

/* Fails unless everything that was started is gone. */
void lab_close(struct lab *lab);

/* Runs lab->script in so many jobs. */
enum status lab_run(struct lab *lab, size_t count, struct error *error);

/* The same with the scripts that the jobs already have. */
enum status lab_run_as_is(struct lab *lab, size_t count, struct error *error);
void lab_run_good(struct lab *lab, size_t count);

/* For gnuplot_finish; the context is the lab. */
gnuplot_ended lab_on_end;
gnuplot_arrived lab_on_arrival;

#endif
