/* Memory of the WebAssembly module: replaces an allocator and copies of the C library that would be
 * a tenth of the module. */
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Blocks have sizes SMALLEST, 2 SMALLEST, 4 SMALLEST, ... and are never split or merged: the page
 * allocates the same few sizes again and again. */
#define SMALLEST ((size_t)32)
#define SIZES 26
#define PAGE ((size_t)65536)

struct block {
    alignas(16) struct block *next; /* while it is not used */
    unsigned size;                  /* an index of `unused` */
};

static struct block *unused[SIZES];
static size_t first_free; /* the address after the last block; 0: there is none yet */

/* Set by the linker. */
extern unsigned char __heap_base;

static struct block *new_block(unsigned size)
{
    size_t bytes = SMALLEST << size, end = __builtin_wasm_memory_size(0) * PAGE;

    if (first_free == 0)
        first_free = ((size_t)&__heap_base + alignof(struct block) - 1) / alignof(struct block) *
                     alignof(struct block);
    if (bytes > end - first_free) {
        size_t pages = (bytes - (end - first_free) + PAGE - 1) / PAGE;
        if (__builtin_wasm_memory_grow(0, pages) == SIZE_MAX)
            return NULL;
    }
    struct block *block = (struct block *)first_free; /* NOLINT(performance-no-int-to-ptr) */
    first_free += bytes;
    block->size = size;
    return block;
}

void *malloc(size_t length)
{
    unsigned size = 0;

    while (size < SIZES && (SMALLEST << size) - sizeof(struct block) < length)
        size++;
    if (size == SIZES)
        return NULL;
    struct block *block = unused[size];
    if (block != NULL)
        unused[size] = block->next;
    else
        block = new_block(size);
    return block == NULL ? NULL : block + 1;
}

void free(void *memory)
{
    if (memory == NULL)
        return;
    struct block *block = (struct block *)memory - 1;
    block->next = unused[block->size];
    unused[block->size] = block;
}

void *calloc(size_t count, size_t length)
{
    if (length != 0 && count > SIZE_MAX / length)
        return NULL;
    size_t bytes = count * length > 0 ? count * length : 1;
    void *memory = malloc(bytes);
    return memory == NULL ? NULL : memset(memory, 0, bytes);
}

void *realloc(void *memory, size_t length)
{
    if (memory == NULL)
        return malloc(length);
    size_t available = (SMALLEST << ((struct block *)memory - 1)->size) - sizeof(struct block);
    if (length <= available)
        return memory;
    void *larger = malloc(length);
    if (larger != NULL) {
        memcpy(larger, memory, available);
        free(memory);
    }
    return larger;
}

/* The compiler has instructions for these, and does not call them. */

void *memcpy(void *restrict to, const void *restrict from, size_t length)
{
    return __builtin_memcpy(to, from, length);
}

void *memmove(void *to, const void *from, size_t length)
{
    return __builtin_memmove(to, from, length);
}

void *memset(void *to, int byte, size_t length)
{
    return __builtin_memset(to, byte, length);
}

/* printf() refers to it for %m, which the program does not use, and the messages are long. */
char *strerror(int error)
{
    static char message[] = "error";

    (void)error;
    return message;
}
