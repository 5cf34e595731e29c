#include "base/budget.h"

void budget_begin(struct budget *budget, size_t accounts)
{
    pthread_mutex_init(&budget->large, NULL);
    budget->allowance = (BUDGET_TOTAL - BUDGET_ACCOUNT) / accounts;
}

void budget_end(struct budget *budget)
{
    pthread_mutex_destroy(&budget->large);
}

bool budget_take(struct budget_account *account, size_t bytes)
{
    struct budget *budget = account->budget;

    if (bytes > BUDGET_ACCOUNT - account->taken)
        return false;
    if (budget != NULL && !account->large && account->taken + bytes > budget->allowance) {
        pthread_mutex_lock(&budget->large);
        account->large = true;
    }
    account->taken += bytes;
    return true;
}

void budget_give(struct budget_account *account, size_t bytes)
{
    account->taken -= bytes;
    if (account->large && account->taken <= account->budget->allowance) {
        account->large = false;
        pthread_mutex_unlock(&account->budget->large);
    }
}

void budget_close(struct budget_account *account)
{
    budget_give(account, account->taken);
}
