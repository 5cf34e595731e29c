#include "image/row_queue.h"

#include <stdlib.h>

/* What is handed over at once: so much that the handing over costs nothing, and so little that it
 * is still in the processor's cache when it is used. */
#define BLOCK_BYTES ((size_t)128 << 10)
#define MOST_BLOCK_ROWS ((size_t)64)

/* Blocks that may wait for the consumer. */
#define BLOCKS 8

enum status row_queue_init(struct row_queue *queue, size_t row_size, bool threaded,
                           struct error *error)
{
    size_t block = BLOCK_BYTES / row_size;

    block = block < 1 ? 1 : block > MOST_BLOCK_ROWS ? MOST_BLOCK_ROWS : block;
    *queue = (struct row_queue){.row_size = row_size, .block = block, .threaded = threaded};
    /* Of rows that are large themselves, no more than are needed. */
    queue->capacity = (block > 1 && threaded ? BLOCKS * block : block) + ROW_QUEUE_HELD;
    queue->memory = malloc(queue->capacity * row_size);
    if (queue->memory == NULL)
        return error_out_of_memory(error);
    pthread_mutex_init(&queue->mutex, NULL);
    pthread_cond_init(&queue->changed, NULL);
    return STATUS_OK;
}

void row_queue_free(struct row_queue *queue)
{
    if (queue->memory != NULL) {
        pthread_mutex_destroy(&queue->mutex);
        pthread_cond_destroy(&queue->changed);
    }
    free(queue->memory);
    *queue = (struct row_queue){0};
}

unsigned char *row_queue_row(const struct row_queue *queue, size_t row)
{
    return queue->memory + row % queue->capacity * queue->row_size;
}

static void lock(struct row_queue *queue)
{
    if (queue->threaded)
        pthread_mutex_lock(&queue->mutex);
}

static void unlock(struct row_queue *queue)
{
    if (!queue->threaded)
        return;
    pthread_cond_signal(&queue->changed);
    pthread_mutex_unlock(&queue->mutex);
}

size_t row_queue_space(struct row_queue *queue)
{
    lock(queue);
    while (queue->threaded && !queue->abandoned &&
           queue->capacity - (queue->made - queue->released) < queue->block)
        pthread_cond_wait(&queue->changed, &queue->mutex);
    size_t space = queue->abandoned ? 0 : queue->block;
    unlock(queue);
    return space;
}

void row_queue_made(struct row_queue *queue, size_t count)
{
    lock(queue);
    queue->made += count;
    unlock(queue);
}

void row_queue_end(struct row_queue *queue)
{
    lock(queue);
    queue->ended = true;
    unlock(queue);
}

size_t row_queue_wait(struct row_queue *queue, size_t rows)
{
    lock(queue);
    while (queue->threaded && !queue->ended && queue->made < rows)
        pthread_cond_wait(&queue->changed, &queue->mutex);
    size_t made = queue->made;
    unlock(queue);
    return made;
}

void row_queue_release(struct row_queue *queue, size_t rows)
{
    lock(queue);
    if (rows > queue->released)
        queue->released = rows;
    unlock(queue);
}

void row_queue_abandon(struct row_queue *queue)
{
    lock(queue);
    queue->abandoned = true;
    unlock(queue);
}
