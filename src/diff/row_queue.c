#include "diff/row_queue.h"

#include <stdlib.h>

/* What is handed over at once: so much that the handing over costs nothing, and so little that it
 * is still in the processor's cache when it is used. */
#define BLOCK_BYTES ((size_t)128 << 10)
#define MOST_BLOCK_ROWS ((size_t)64)

/* Blocks that may wait for their user. */
#define BLOCKS 8

enum status row_queue_init(struct row_queue *ring, size_t row_size, bool threaded,
                           struct error *error)
{
    size_t block = BLOCK_BYTES / row_size;

    block = block < 1 ? 1 : block > MOST_BLOCK_ROWS ? MOST_BLOCK_ROWS : block;
    *ring = (struct row_queue){.row_size = row_size, .block = block, .threaded = threaded};
    /* Of rows that are large themselves, no more than are needed. */
    ring->capacity = (block > 1 && threaded ? BLOCKS * block : block) + ROW_QUEUE_HELD;
    ring->memory = malloc(ring->capacity * row_size);
    if (ring->memory == NULL)
        return error_out_of_memory(error);
    pthread_mutex_init(&ring->mutex, NULL);
    pthread_cond_init(&ring->changed, NULL);
    return STATUS_OK;
}

void row_queue_free(struct row_queue *ring)
{
    if (ring->memory != NULL) {
        pthread_mutex_destroy(&ring->mutex);
        pthread_cond_destroy(&ring->changed);
    }
    free(ring->memory);
    *ring = (struct row_queue){0};
}

unsigned char *row_queue_row(const struct row_queue *ring, size_t row)
{
    return ring->memory + row % ring->capacity * ring->row_size;
}

static void lock(struct row_queue *ring)
{
    if (ring->threaded)
        pthread_mutex_lock(&ring->mutex);
}

static void unlock(struct row_queue *ring)
{
    if (!ring->threaded)
        return;
    pthread_cond_signal(&ring->changed);
    pthread_mutex_unlock(&ring->mutex);
}

size_t row_queue_room(struct row_queue *ring)
{
    lock(ring);
    while (ring->threaded && !ring->abandoned &&
           ring->capacity - (ring->made - ring->released) < ring->block)
        pthread_cond_wait(&ring->changed, &ring->mutex);
    size_t room = ring->abandoned ? 0 : ring->block;
    unlock(ring);
    return room;
}

void row_queue_made(struct row_queue *ring, size_t count)
{
    lock(ring);
    ring->made += count;
    unlock(ring);
}

void row_queue_end(struct row_queue *ring)
{
    lock(ring);
    ring->ended = true;
    unlock(ring);
}

size_t row_queue_wait(struct row_queue *ring, size_t rows)
{
    lock(ring);
    while (ring->threaded && !ring->ended && ring->made < rows)
        pthread_cond_wait(&ring->changed, &ring->mutex);
    size_t made = ring->made;
    unlock(ring);
    return made;
}

void row_queue_release(struct row_queue *ring, size_t rows)
{
    lock(ring);
    if (rows > ring->released)
        ring->released = rows;
    unlock(ring);
}

void row_queue_abandon(struct row_queue *ring)
{
    lock(ring);
    ring->abandoned = true;
    unlock(ring);
}
