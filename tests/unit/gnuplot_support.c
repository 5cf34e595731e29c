#include "gnuplot_support.h"

#include <poll.h>
#include <unistd.h>

struct lab lab_open(const char *shell_script)
{
    struct lab lab = {.directory = new_directory(), .stop_at = -1};
    struct error error;

    make_program(lab.directory.string, "fake", shell_script);
    int directory = open_directory(lab.directory.string);
    assert_status(
        gnuplot_find(&lab.gnuplot, path_in(lab.directory.string, "fake").string, directory, &error),
        STATUS_OK, &error);
    ck_assert_uint_gt(lab.gnuplot.parallel, 0);
    lab.deadline = deadline_start(200, -1);
    ck_assert_int_eq(pipe(lab.alive), 0);
    for (int i = 0; i < LAB_JOBS; i++)
        lab.jobs[i] = (struct gnuplot_job){.setting = "to_stdout = 1", .output_limit = 1 << 22};
    return lab;
}

/* Nothing that was started is alive: all writing ends of the pipe are closed. */
void lab_close(struct lab *lab)
{
    struct pollfd end = {.fd = lab->alive[0], .events = POLLIN};

    close(lab->alive[1]);
    ck_assert_int_eq(poll(&end, 1, (int)(1e3 * SOON)), 1);
    ck_assert(end.revents & POLLHUP);
    ck_assert(!has_children());
    close(lab->alive[0]);
    close(lab->gnuplot.directory);
    for (int i = 0; i < LAB_JOBS; i++)
        gnuplot_job_free(&lab->jobs[i]);
    gnuplot_free(&lab->gnuplot);
    text_free(&lab->script);
}

enum status lab_on_end(void *context, size_t job, struct error *error)
{
    struct lab *lab = context;

    lab->ended[job]++;
    return (int)job == lab->stop_at ? error_set(error, STATUS_FAILED, "stopped") : STATUS_OK;
}

void lab_on_arrival(void *context, size_t job)
{
    struct lab *lab = context;

    ck_assert_uint_gt(lab->jobs[job].output.length, 0);
    lab->arrived++;
}

enum status lab_run(struct lab *lab, size_t count, struct error *error)
{
    error->message[0] = '\0';
    for (size_t i = 0; i < count; i++)
        lab->jobs[i].script = &lab->script;
    return lab_run_as_is(lab, count, error);
}

enum status lab_run_as_is(struct lab *lab, size_t count, struct error *error)
{
    struct gnuplot_listener listener = {.ended = lab_on_end, .context = lab};
    struct gnuplot_pool pool;
    enum status status = gnuplot_start(&pool, &lab->gnuplot, lab->jobs, count, error);

    if (status == STATUS_OK)
        status = gnuplot_finish(&pool, &lab->deadline, &listener, error);
    gnuplot_stop(&pool);
    return status;
}

void lab_run_good(struct lab *lab, size_t count)
{
    struct error error;

    assert_status(lab_run(lab, count, &error), STATUS_OK, &error);
    for (size_t i = 0; i < count; i++)
        ck_assert_int_eq(lab->ended[i], 1);
}
