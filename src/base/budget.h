/* Memory that is shared by threads which work on hostile input side by side. Each of them has an
 * account with a fixed limit, so that what it may take does not depend on what the others do. A
 * thread that has used its allowance waits until no other one is beyond its own. */
#ifndef ADAM_REPORT_BASE_BUDGET_H
#define ADAM_REPORT_BASE_BUDGET_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* All accounts together never hold more than these bytes. */
#define BUDGET_TOTAL ((size_t)192 << 20)

/* The most that one account holds. */
#define BUDGET_ACCOUNT ((size_t)160 << 20)

/* No more accounts should be in use at once: each thread also takes memory that is in none. */
#define BUDGET_MOST_ACCOUNTS ((size_t)8)

struct budget {
    pthread_mutex_t large; /* held by the account that is beyond the allowance */
    size_t allowance;      /* bytes that each account may hold at any time */
};

/* An account belongs to one thread at a time. */
struct budget_account {
    struct budget *budget; /* borrowed; NULL: nothing is shared, and only the limit holds */
    size_t taken;          /* bytes */
    bool large;            /* it holds budget->large */
};

/* For at most so many accounts at once, 1 or more. The caller owes a budget_end(), after the last
 * account was closed. */
void budget_begin(struct budget *budget, size_t accounts);
void budget_end(struct budget *budget);

/* False if the account would hold more than BUDGET_ACCOUNT; then it is unchanged. May wait for
 * another thread. */
bool budget_take(struct budget_account *account, size_t bytes);

/* Gives back so many bytes of those taken, or all of them. */
void budget_give(struct budget_account *account, size_t bytes);
void budget_close(struct budget_account *account);

#endif
