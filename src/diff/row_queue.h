/* Rows on their way from one who makes them to one who uses them, each perhaps in a thread of its
 * own: a ring of memory that holds some of them. */
#ifndef ADAM_REPORT_DIFF_ROW_QUEUE_H
#define ADAM_REPORT_DIFF_ROW_QUEUE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/* Rows that a user may hold on to while it waits for the next one. */
#define ROW_QUEUE_HELD 5

/* Starts as {0}; row_queue_free() takes that too. */
struct row_queue {
    size_t row_size; /* bytes */
    size_t block;    /* rows that are handed over at once */
    size_t capacity; /* rows */
    unsigned char *memory;
    bool threaded; /* maker and user are two threads; else nothing here waits */
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    size_t made, released; /* rows, counted from the image's top */
    bool ended;            /* no more will be made */
    bool abandoned;        /* nobody will use them */
};

enum status row_queue_init(struct row_queue *ring, size_t row_size, bool threaded,
                           struct error *error);
void row_queue_free(struct row_queue *ring);

/* The place of a row: the maker's, if it is one of those that row_queue_room() gave; the user's, if
 * it was made and not yet released. */
unsigned char *row_queue_row(const struct row_queue *ring, size_t row);

/* The maker: how many rows behind those made there is room for, one at least; 0 if nobody wants
 * them. Then row_queue_made() hands over so many, and row_queue_end() tells that these were all. */
size_t row_queue_room(struct row_queue *ring);
void row_queue_made(struct row_queue *ring, size_t count);
void row_queue_end(struct row_queue *ring);

/* The user: waits until so many rows of the image were made, or no more will be, and returns how
 * many there are. row_queue_release() gives up all rows below this one. */
size_t row_queue_wait(struct row_queue *ring, size_t rows);
void row_queue_release(struct row_queue *ring, size_t rows);
void row_queue_abandon(struct row_queue *ring);

#endif
