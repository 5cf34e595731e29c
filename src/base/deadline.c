#include "base/deadline.h"

#include <math.h>
#include <poll.h>
#include <time.h>

/* Maximum number of seconds between two checks of a limit while waiting. */
#define LONGEST_WAIT 1.0

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

struct deadline deadline_start(double seconds, int interrupt_fd)
{
    double time = now();

    return (struct deadline){
        .seconds = seconds, .end = time + seconds, .looked = time, .interrupt_fd = interrupt_fd};
}

int deadline_remaining(struct deadline *deadline, int most)
{
    double time = now(), since = time - deadline->looked;

    if (since > LONGEST_WAIT)
        deadline->end += since;
    deadline->looked = time;
    double left = ceil((deadline->end - time) * 1e3);

    if (left <= 0)
        return 0;
    return left < most ? (int)left : most;
}

void interrupt_sleep(int interrupt_fd, int milliseconds)
{
    struct pollfd interrupt = {.fd = interrupt_fd, .events = POLLIN};

    poll(&interrupt, 1, milliseconds); /* poll() ignores a negative descriptor */
}

enum status interrupt_check(int interrupt_fd, struct error *error)
{
    struct pollfd interrupt = {.fd = interrupt_fd, .events = POLLIN};

    if (poll(&interrupt, 1, 0) == 1)
        return error_set(error, STATUS_INTERRUPTED, "interrupted");
    return STATUS_OK;
}

enum status interrupt_check_at(size_t pass, int interrupt_fd, struct error *error)
{
    return pass % 64 == 0 ? interrupt_check(interrupt_fd, error) : STATUS_OK;
}
