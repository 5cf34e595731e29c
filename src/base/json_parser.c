/* JSON parser: from events of yajl to the bytes of a tree. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yajl/yajl_parse.h>

#include "base/deadline.h"
#include "base/json_encoding.h"
#include "base/json_value.h"
#include "base/unicode.h"

/* Size of the pieces in which a file is read, in bytes. They are large, since yajl restarts with a
 * string that continues in the next piece. */
#define PIECE ((size_t)1 << 20)

/* Larger files are not read at all. */
#define MOST_BYTES ((size_t)1 << 30)

/* Initial size of a tree, which grows as needed. */
#define MOST_RESERVED ((size_t)64 << 20)

/* Maximum length of a name in a message. */
#define MOST_SHOWN 60

enum outcome { GOES_ON, INVALID, TOO_LARGE, NO_MEMORY };

/* An array or object that is not closed yet. */
struct level {
    enum json_kind kind;
    size_t begin;     /* of its header, in the tree */
    size_t count;     /* of elements or members */
    size_t first_key; /* of its names in parser->keys */
};

/* Block allocated by yajl, in a list. The bytes follow. */
struct block {
    struct block *previous, *next;
    size_t size; /* with this header */
    max_align_t bytes[];
};

/* Escapes from \ud800 to \udfff, which yajl misinterprets unless they are a pair of a high and a
 * low surrogate. */
struct surrogates {
    bool backslash; /* the previous byte was a backslash */
    int digits;     /* number of hexadecimal digits still expected */
    unsigned code;  /* value of those so far */
    bool high;      /* after a high surrogate: a low one must be next */
};

struct parser {
    struct json_tree *tree;
    yajl_handle handle;
    yajl_alloc_funcs functions;
    struct block *blocks;
    jmp_buf no_memory; /* target of longjmp() after a failed allocation of yajl */
    struct level levels[JSON_VALUE_MOST_LEVELS];
    size_t depth;
    uint32_t *keys; /* where the names of open objects begin in their content, object by object */
    size_t key_count, key_capacity;
    struct surrogates surrogates;
    bool complete; /* the outermost value */
    size_t end;    /* of that value in the piece that it ends in */
    size_t line;   /* from 1 */
    int interrupt_fd;
    enum outcome outcome;
    char reason[160]; /* why it is invalid */
};

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* ---- Memory ---------------------------------------------------------------------------------- */

/* Each of these returns false or NULL if the parser must end; parser->outcome is the reason. */

/* Both blocks exist until the old one is freed. */
static void *resize(struct parser *parser, void *old, size_t old_size, size_t size)
{
    struct budget_account *account = parser->tree->account;

    if (!budget_take(account, size)) {
        parser->outcome = TOO_LARGE;
        return NULL;
    }
    void *block = realloc(old, size);
    if (block == NULL) {
        budget_give(account, size);
        parser->outcome = NO_MEMORY;
        return NULL;
    }
    budget_give(account, old_size);
    return block;
}

/* Reserves space for this many more bytes in the tree. */
static bool reserve(struct parser *parser, size_t more)
{
    struct json_tree *tree = parser->tree;
    size_t needed = tree->length + more;

    if (needed <= tree->capacity)
        return true;
    size_t capacity = tree->capacity + tree->capacity / 2 + 64;
    if (capacity < needed)
        capacity = needed;
    unsigned char *bytes = resize(parser, tree->bytes, tree->capacity, capacity);
    if (bytes == NULL)
        return false;
    tree->bytes = bytes;
    tree->capacity = capacity;
    return true;
}

static bool reserve_keys(struct parser *parser, size_t more)
{
    size_t needed = parser->key_count + more;

    if (needed <= parser->key_capacity)
        return true;
    size_t capacity = parser->key_capacity + parser->key_capacity / 2 + 64;
    if (capacity < needed)
        capacity = needed;
    uint32_t *keys =
        resize(parser, parser->keys, parser->key_capacity * sizeof *keys, capacity * sizeof *keys);
    if (keys == NULL)
        return false;
    parser->keys = keys;
    parser->key_capacity = capacity;
    return true;
}

static void unlink_block(struct parser *parser, struct block *block)
{
    if (block->previous != NULL)
        block->previous->next = block->next;
    else
        parser->blocks = block->next;
    if (block->next != NULL)
        block->next->previous = block->previous;
}

static void link_block(struct parser *parser, struct block *block, size_t size)
{
    *block = (struct block){.next = parser->blocks, .size = size};
    if (parser->blocks != NULL)
        parser->blocks->previous = block;
    parser->blocks = block;
}

static void free_blocks(struct parser *parser)
{
    struct block *next;

    for (struct block *block = parser->blocks; block != NULL; block = next) {
        next = block->next;
        budget_give(parser->tree->account, block->size);
        free(block);
    }
    parser->blocks = NULL;
}

static struct block *block_of(void *bytes)
{
    return (struct block *)(void *)((char *)bytes - offsetof(struct block, bytes));
}

/* yajl does not check the results of allocations, so these do not return after a failure. */
static void *yajl_allocate(void *context, size_t size)
{
    struct parser *parser = context;
    struct block *block = resize(parser, NULL, 0, sizeof *block + size);

    if (block == NULL)
        longjmp(parser->no_memory, 1);
    link_block(parser, block, sizeof *block + size);
    return block->bytes;
}

static void *yajl_reallocate(void *context, void *bytes, size_t size)
{
    struct parser *parser = context;

    if (bytes == NULL)
        return yajl_allocate(context, size);
    struct block *old = block_of(bytes);
    unlink_block(parser, old);
    struct block *block = resize(parser, old, old->size, sizeof *block + size);
    if (block == NULL) {
        link_block(parser, old, old->size);
        longjmp(parser->no_memory, 1);
    }
    link_block(parser, block, sizeof *block + size);
    return block->bytes;
}

static void yajl_release(void *context, void *bytes)
{
    struct parser *parser = context;

    if (bytes == NULL)
        return;
    struct block *block = block_of(bytes);
    unlink_block(parser, block);
    budget_give(parser->tree->account, block->size);
    free(block);
}

/* ---- Values ---------------------------------------------------------------------------------- */

static int __attribute__((format(printf, 2, 3)))
invalid(struct parser *parser, const char *format, ...)
{
    va_list arguments;

    parser->outcome = INVALID;
    va_start(arguments, format);
    vsnprintf(parser->reason, sizeof parser->reason, format, arguments);
    va_end(arguments);
    return 0;
}

static void put_offset(unsigned char *at, size_t offset)
{
    uint32_t value = (uint32_t)offset; /* the limit of an account */

    memcpy(at, &value, sizeof value);
}

/* Callbacks of yajl, which stops if they return 0. */

static int end_value(struct parser *parser)
{
    if (parser->depth > 0)
        parser->levels[parser->depth - 1].count++;
    else {
        parser->complete = true;
        parser->end = yajl_get_bytes_consumed(parser->handle);
    }
    return 1;
}

static int add_word(struct parser *parser, enum json_kind kind)
{
    if (!reserve(parser, 1))
        return 0;
    parser->tree->bytes[parser->tree->length++] = (unsigned char)kind;
    return end_value(parser);
}

static int on_null(void *context)
{
    return add_word(context, JSON_NULL);
}

static int on_boolean(void *context, int value)
{
    return add_word(context, value ? JSON_TRUE : JSON_FALSE);
}

static bool add_bytes(struct parser *parser, enum json_kind kind, const void *bytes, size_t length)
{
    struct json_tree *tree = parser->tree;
    bool is_long = length >= JSON_TAG_LONG;

    if (!reserve(parser, 1 + sizeof(uint32_t) + length + 1))
        return false;
    unsigned char *at = tree->bytes + tree->length;
    *at++ = (unsigned char)((is_long ? JSON_TAG_LONG : length) << JSON_TAG_SHIFT | kind);
    if (is_long) {
        put_offset(at, length);
        at += sizeof(uint32_t);
    }
    if (length > 0)
        memcpy(at, bytes, length);
    at += length;
    if (kind == JSON_STRING)
        *at++ = '\0';
    tree->length = (size_t)(at - tree->bytes);
    return true;
}

/* yajl accepts overlong characters, so UTF-8 is checked again. The bytes are terminated by a NUL.
 */
static bool is_utf8(const char *bytes, size_t length)
{
    const char *end = bytes + length;
    unsigned long character;

    while (bytes != NULL && bytes < end)
        bytes = (unsigned char)*bytes < 0x80 ? bytes + 1 : unicode_read(bytes, &character);
    return bytes != NULL;
}

static bool add_string(struct parser *parser, const void *bytes, size_t length)
{
    if (!add_bytes(parser, JSON_STRING, bytes, length))
        return false;
    const unsigned char *copy = parser->tree->bytes + parser->tree->length - 1 - length;
    return is_utf8((const char *)copy, length) || invalid(parser, "string is not valid UTF-8");
}

static int on_number(void *context, const char *bytes, size_t length)
{
    return add_bytes(context, JSON_NUMBER, bytes, length) && end_value(context);
}

static int on_string(void *context, const unsigned char *bytes, size_t length)
{
    return add_string(context, bytes, length) && end_value(context);
}

static int open_level(struct parser *parser, enum json_kind kind)
{
    if (parser->depth == JSON_VALUE_MOST_LEVELS)
        return invalid(parser, "arrays and objects nested too deeply");
    if (!reserve(parser, JSON_LARGE_HEADER))
        return 0;
    parser->levels[parser->depth++] =
        (struct level){.kind = kind, .begin = parser->tree->length, .first_key = parser->key_count};
    parser->tree->length += JSON_LARGE_HEADER;
    return 1;
}

/* Writes the header, and moves the content if the small form suffices. */
static int close_level(struct parser *parser)
{
    struct json_tree *tree = parser->tree;
    const struct level *level = &parser->levels[--parser->depth];
    unsigned char *header = tree->bytes + level->begin;
    size_t size = tree->length - level->begin - JSON_LARGE_HEADER;

    if (size <= UINT8_MAX && level->count <= UINT8_MAX) {
        header[0] = (unsigned char)level->kind;
        header[1] = (unsigned char)size;
        header[2] = (unsigned char)level->count;
        memmove(header + JSON_SMALL_HEADER, header + JSON_LARGE_HEADER, size);
        tree->length -= JSON_LARGE_HEADER - JSON_SMALL_HEADER;
    } else {
        header[0] = (unsigned char)(JSON_TAG_LONG << JSON_TAG_SHIFT | level->kind);
        put_offset(header + 1, size);
        put_offset(header + 5, level->count);
    }
    return end_value(parser);
}

static int on_array(void *context)
{
    return open_level(context, JSON_ARRAY);
}

static int on_array_end(void *context)
{
    return close_level(context);
}

static int on_object(void *context)
{
    return open_level(context, JSON_OBJECT);
}

/* ---- Names ----------------------------------------------------------------------------------- */

static int on_name(void *context, const unsigned char *bytes, size_t length)
{
    struct parser *parser = context;
    size_t content = parser->levels[parser->depth - 1].begin + JSON_LARGE_HEADER;

    if (!reserve_keys(parser, 1))
        return 0;
    parser->keys[parser->key_count++] = (uint32_t)(parser->tree->length - content);
    return add_string(parser, bytes, length);
}

/* Merges two sorted runs of keys: from `begin` to `middle`, and from `middle` to `end`. */
static void merge(const unsigned char *content, const uint32_t *from, uint32_t *to, size_t begin,
                  size_t middle, size_t end)
{
    size_t left = begin, right = middle;

    for (size_t at = begin; at < end; at++) {
        bool take_left = right == end ||
                         (left < middle &&
                          json_compare_strings(content + from[left], content + from[right]) <= 0);
        to[at] = from[take_left ? left++ : right++];
    }
}

/* Merge sort, which is not slow for any order of names. `space` has room for as many keys. */
static void sort_keys(const unsigned char *content, uint32_t *keys, uint32_t *space, size_t count)
{
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t begin = 0; begin < count; begin += 2 * width)
            merge(content, keys, space, begin, smaller(begin + width, count),
                  smaller(begin + 2 * width, count));
        memcpy(keys, space, count * sizeof *keys);
    }
}

static bool reject_twins(struct parser *parser, const unsigned char *content, const uint32_t *keys,
                         size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (json_compare_strings(content + keys[i - 1], content + keys[i]) == 0) {
            size_t length;
            const char *name = json_value_bytes((struct json_value){content + keys[i]}, &length);
            return invalid(parser, "duplicate member '%.*s'", (int)smaller(length, MOST_SHOWN),
                           name);
        }
    return true;
}

static int on_object_end(void *context)
{
    struct parser *parser = context;
    const struct level *level = &parser->levels[parser->depth - 1];
    size_t count = level->count, index_size = count * sizeof(uint32_t);

    if (count == 0)
        return close_level(parser);
    if (!reserve_keys(parser, count) ||
        (count > JSON_MOST_UNINDEXED && !reserve(parser, index_size)))
        return 0;
    unsigned char *content = parser->tree->bytes + level->begin + JSON_LARGE_HEADER;
    uint32_t *keys = parser->keys + level->first_key;
    sort_keys(content, keys, keys + count, count);
    if (!reject_twins(parser, content, keys, count))
        return 0;
    if (count > JSON_MOST_UNINDEXED) {
        memcpy(parser->tree->bytes + parser->tree->length, keys, index_size);
        parser->tree->length += index_size;
    }
    parser->key_count = level->first_key;
    return close_level(parser);
}

/* ---- Texts ----------------------------------------------------------------------------------- */

static unsigned hexadecimal(unsigned char c)
{
    return c <= '9' ? c - (unsigned)'0' : (c | 0x20u) - 'a' + 10;
}

static bool end_escape(struct surrogates *s)
{
    bool low = s->code >= 0xdc00 && s->code <= 0xdfff;

    if (low != s->high)
        return false;
    s->high = s->code >= 0xd800 && s->code <= 0xdbff;
    return true;
}

/* False for an unpaired surrogate. All other errors are left to yajl. */
static bool follow_surrogates(struct surrogates *s, unsigned char c)
{
    if (s->digits > 0) {
        s->code = (s->code << 4 | hexadecimal(c)) & 0xffff;
        return --s->digits > 0 || end_escape(s);
    }
    if (s->backslash) {
        s->backslash = false;
        s->digits = c == 'u' ? 4 : 0;
        return c == 'u' || !s->high;
    }
    s->backslash = c == '\\';
    return s->backslash || !s->high;
}

/* The number of bytes before an unpaired surrogate. */
static size_t span_pairs(struct surrogates *s, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (s->digits == 0 && !s->backslash && !s->high) {
            const unsigned char *next = memchr(bytes + i, '\\', length - i);
            if (next == NULL)
                return length;
            i = (size_t)(next - bytes);
        }
        if (!follow_surrogates(s, bytes[i]))
            return i;
    }
    return length;
}

static const yajl_callbacks callbacks = {.yajl_null = on_null,
                                         .yajl_boolean = on_boolean,
                                         .yajl_number = on_number,
                                         .yajl_string = on_string,
                                         .yajl_start_map = on_object,
                                         .yajl_map_key = on_name,
                                         .yajl_end_map = on_object_end,
                                         .yajl_start_array = on_array,
                                         .yajl_end_array = on_array_end};

/* NULL for the bytes means the end of the text. */
static bool run_yajl(struct parser *parser, const unsigned char *bytes, size_t length)
{
    if (setjmp(parser->no_memory) != 0)
        return false;
    if (parser->handle == NULL)
        parser->handle = yajl_alloc(&callbacks, &parser->functions, parser);
    return (bytes == NULL ? yajl_complete_parse(parser->handle)
                          : yajl_parse(parser->handle, bytes, length)) == yajl_status_ok;
}

/* Gets the error message of yajl: "lexical error: invalid char in json text". */
static void ask_yajl(struct parser *parser)
{
    if (setjmp(parser->no_memory) != 0)
        return;
    const char *message = (const char *)yajl_get_error(parser->handle, 0, NULL, 0);
    invalid(parser, "%s", message);
    parser->reason[strcspn(parser->reason, "\n")] = '\0';
}

static size_t count_lines(const unsigned char *bytes, size_t length)
{
    const unsigned char *end = bytes + length;
    size_t lines = 0;

    for (const unsigned char *at = bytes;
         at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
        lines++;
    return lines;
}

static bool has_value(struct parser *parser, const unsigned char *bytes, size_t length)
{
    if (run_yajl(parser, bytes, length))
        return true;
    if (parser->outcome == GOES_ON)
        ask_yajl(parser);
    if (bytes != NULL && parser->handle != NULL)
        parser->line +=
            count_lines(bytes, smaller(yajl_get_bytes_consumed(parser->handle), length));
    return false;
}

static bool is_blank(unsigned char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* yajl does not detect an unterminated string after the value. */
static bool has_only_blanks(struct parser *parser, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!is_blank(bytes[i])) {
            parser->line += count_lines(bytes, i);
            return invalid(parser, "unexpected data after the value");
        }
    return true;
}

/* Parses the next bytes of the text, any number. False if the parser must end, see parser->outcome.
 */
static bool parse_piece(struct parser *parser, const unsigned char *bytes, size_t length)
{
    size_t behind = 0;

    if (!parser->complete) {
        size_t paired = span_pairs(&parser->surrogates, bytes, length);
        if (paired < length) {
            parser->line += count_lines(bytes, paired);
            return invalid(parser, "unpaired surrogate");
        }
        if (!has_value(parser, bytes, length))
            return false;
        behind = parser->complete ? parser->end : length;
    }
    if (!has_only_blanks(parser, bytes + behind, length - behind))
        return false;
    parser->line += count_lines(bytes, length);
    return true;
}

/* ---- The tree -------------------------------------------------------------------------------- */

static void begin(struct parser *parser, struct json_tree *tree, struct budget_account *account)
{
    *tree = (struct json_tree){.account = account};
    parser->tree = tree;
    parser->functions = (yajl_alloc_funcs){
        .malloc = yajl_allocate, .realloc = yajl_reallocate, .free = yajl_release, .ctx = parser};
    parser->line = 1;
}

static enum status report(const struct parser *parser, struct error *error)
{
    if (parser->outcome == NO_MEMORY)
        return error_out_of_memory(error);
    return error_set(error, STATUS_BAD_INPUT, "invalid JSON: line %zu: %s", parser->line,
                     parser->reason);
}

/* Releases the unused memory of the tree. */
static void shrink(struct parser *parser)
{
    struct json_tree *tree = parser->tree;
    unsigned char *bytes = realloc(tree->bytes, tree->length);

    if (bytes != NULL) {
        budget_give(tree->account, tree->capacity - tree->length);
        tree->bytes = bytes;
        tree->capacity = tree->length;
    }
    tree->root = (struct json_value){tree->bytes};
}

/* Frees the memory of the parser and, after a failure, the tree. */
static enum status end(struct parser *parser, struct error *error)
{
    struct json_tree *tree = parser->tree;
    enum status status = STATUS_OK;

    if (parser->outcome == GOES_ON && has_value(parser, NULL, 0))
        shrink(parser);
    free_blocks(parser);
    budget_give(tree->account, parser->key_capacity * sizeof *parser->keys);
    free(parser->keys);
    if (parser->outcome != GOES_ON) {
        json_tree_free(tree);
        tree->too_large = parser->outcome == TOO_LARGE;
        status = tree->too_large ? STATUS_OK : report(parser, error);
    }
    return status;
}

static bool begins_with_mark(const unsigned char *bytes, size_t length)
{
    return length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0;
}

/* Called for the first bytes of a text of this size; then the others follow. */
static bool parse_first_piece(struct parser *parser, const unsigned char *bytes, size_t length,
                              size_t size)
{
    if (begins_with_mark(bytes, length))
        return invalid(parser, "starts with a byte order mark");
    /* A tree is rarely larger than its text by more than one header. */
    return reserve(parser, smaller(size, MOST_RESERVED) + 64) && parse_piece(parser, bytes, length);
}

enum status json_tree_parse(const void *bytes, size_t length, struct budget_account *account,
                            struct json_tree *tree, struct error *error)
{
    struct parser parser = {0};

    begin(&parser, tree, account);
    parse_first_piece(&parser, bytes, length, length);
    return end(&parser, error);
}

static enum status parse_file(struct parser *parser, int file, size_t size, unsigned char *piece,
                              size_t capacity, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t at = 0; status == STATUS_OK && parser->outcome == GOES_ON;) {
        ssize_t got = pread(file, piece, capacity, (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_set(error, STATUS_FAILED, "cannot be read: %s", strerror(errno));
        if (got == 0)
            break;
        if (at == 0)
            parse_first_piece(parser, piece, (size_t)got, size);
        else
            parse_piece(parser, piece, (size_t)got);
        at += (size_t)got;
        if (at > MOST_BYTES) /* the file has grown */
            parser->outcome = TOO_LARGE;
        status = interrupt_check(parser->interrupt_fd, error);
    }
    return status;
}

static enum status read_pieces(struct parser *parser, int file, size_t size, struct error *error)
{
    size_t capacity = size < 4096 ? 4096 : smaller(size + 1, PIECE);
    unsigned char *piece = resize(parser, NULL, 0, capacity);
    enum status status = STATUS_OK;

    if (piece != NULL) {
        status = parse_file(parser, file, size, piece, capacity, error);
        budget_give(parser->tree->account, capacity);
    }
    free(piece);
    return status;
}

enum status json_tree_read(int file, int interrupt_fd, struct budget_account *account,
                           struct json_tree *tree, struct error *error)
{
    struct parser parser = {0};
    struct stat about;
    enum status status = STATUS_OK;

    begin(&parser, tree, account);
    parser.interrupt_fd = interrupt_fd;
    if (fstat(file, &about) != 0)
        return error_set(error, STATUS_FAILED, "cannot be read: %s", strerror(errno));
    if ((uintmax_t)about.st_size > MOST_BYTES)
        parser.outcome = TOO_LARGE;
    else
        status = read_pieces(&parser, file, (size_t)about.st_size, error);
    struct error ignored;
    enum status ended = end(&parser, status == STATUS_OK ? error : &ignored);
    if (status != STATUS_OK)
        json_tree_free(tree);
    return status == STATUS_OK ? ended : status;
}
