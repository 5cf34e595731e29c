/* Memory budget shared by threads that process untrusted input. Each thread has an account with a
 * fixed limit, so that its limit does not depend on the other threads. A thread that has used up
 * its allowance waits until no other thread exceeds its own. */
#ifndef ADAM_REPORT_BASE_BUDGET_H
#define ADAM_REPORT_BASE_BUDGET_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* Maximum number of bytes in all accounts together. */
#define BUDGET_TOTAL ((size_t)192 << 20)

/* Maximum number of bytes in one account. */
#define BUDGET_ACCOUNT ((size_t)160 << 20)

/* Maximum number of accounts in use at a time: each thread also needs memory outside of the budget.
 */
#define BUDGET_MOST_ACCOUNTS ((size_t)8)

struct budget {
    pthread_mutex_t large; /* held by the account that exceeds its allowance */
    size_t allowance;      /* bytes that each account may hold at any time */
};

/* An account belongs to one thread at a time. */
struct budget_account {
    struct budget *budget; /* borrowed; NULL: not shared, only the limit applies */
    size_t taken;          /* bytes */
    bool large;            /* it holds budget->large */
};

/* Starts a budget for at most this many accounts at a time, 1 or more. The caller must call
 * budget_end() after the last account is closed. */
void budget_begin(struct budget *budget, size_t accounts);
void budget_end(struct budget *budget);

/* Adds bytes to the account. False, with the account unchanged, if it would exceed BUDGET_ACCOUNT.
 * Can wait for another thread. */
bool budget_take(struct budget_account *account, size_t bytes);

/* Returns some of the bytes taken, or all of them. */
void budget_give(struct budget_account *account, size_t bytes);
void budget_close(struct budget_account *account);

#endif
