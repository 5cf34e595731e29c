/* Queue of image rows between a producer and a consumer, which can be two threads: a ring buffer
 * with some of the rows. */
#ifndef ADAM_REPORT_IMAGE_ROW_QUEUE_H
#define ADAM_REPORT_IMAGE_ROW_QUEUE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/* The number of rows that the consumer can keep while it waits for the next one. */
#define ROW_QUEUE_HELD 5

/* Initialized to {0}, which row_queue_free() also accepts. */
struct row_queue {
    size_t row_size; /* bytes */
    size_t block;    /* rows that are handed over at once */
    size_t capacity; /* rows */
    unsigned char *memory;
    bool threaded; /* producer and consumer are two threads; else nothing here waits */
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    size_t made, released; /* rows, counted from the top of the image */
    bool ended;            /* no more rows follow */
    bool abandoned;        /* the consumer wants no more */
};

enum status row_queue_init(struct row_queue *queue, size_t row_size, bool threaded,
                           struct error *error);
void row_queue_free(struct row_queue *queue);

/* Where a row is: for the producer one of those that row_queue_space() gave, for the consumer one
 * that was made and is not yet released. */
unsigned char *row_queue_row(const struct row_queue *queue, size_t row);

/* The producer: waits until there is space for rows behind those made, and returns for how many,
 * one at least; 0 if the consumer has abandoned the queue. row_queue_made() passes this many on,
 * and row_queue_end() declares that these were all. */
size_t row_queue_space(struct row_queue *queue);
void row_queue_made(struct row_queue *queue, size_t count);
void row_queue_end(struct row_queue *queue);

/* The consumer: waits until so many rows of the image were made, or no more will be, and returns
 * how many were. row_queue_release() gives up all rows before this one, row_queue_abandon() those
 * to come. */
size_t row_queue_wait(struct row_queue *queue, size_t rows);
void row_queue_release(struct row_queue *queue, size_t rows);
void row_queue_abandon(struct row_queue *queue);

#endif
