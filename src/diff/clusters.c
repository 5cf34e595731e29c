#include "diff/clusters.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The image is divided into square tiles, about a hundred along its longer side. Changed tiles that
 * touch, even only at a corner, form a cluster. Only two rows of tiles are kept at a time. */
#define TILES_ALONG ((size_t)128)
#define LEAST_TILE ((size_t)8)

/* No cluster. */
#define NONE ((size_t)-1)

/* Bounds include right and bottom. */
struct box {
    size_t left, top, right, bottom, pixels;
};

struct cluster_search {
    size_t tile;       /* pixels along its side */
    size_t tiles;      /* across the image */
    size_t row;        /* the row of tiles being filled */
    bool any;          /* it has a changed pixel */
    struct box *boxes; /* of each tile of the row; pixels = 0: unchanged */
    /* The clusters that extend into the previous row of tiles, and the cluster of each of its
     * tiles. The `parent` of a cluster is the one with which it was merged. */
    struct box *clusters;
    size_t *parent;
    size_t count;
    size_t *before, *now;
    struct clusters found;
};

struct cluster_search *cluster_search_new(size_t width, size_t height)
{
    struct cluster_search *search = calloc(1, sizeof *search);
    size_t longer = width > height ? width : height;

    if (search == NULL)
        return NULL;
    search->tile = longer / TILES_ALONG < LEAST_TILE ? LEAST_TILE : longer / TILES_ALONG;
    search->tiles = width / search->tile + 1;
    search->boxes = calloc(search->tiles, sizeof *search->boxes);
    /* Those of the previous row, and as many new ones. */
    search->clusters = calloc(2 * search->tiles, sizeof *search->clusters);
    search->parent = calloc(2 * search->tiles, sizeof *search->parent);
    search->before = calloc(search->tiles, sizeof *search->before);
    search->now = calloc(search->tiles, sizeof *search->now);
    if (search->boxes == NULL || search->clusters == NULL || search->parent == NULL ||
        search->before == NULL || search->now == NULL) {
        cluster_search_free(search);
        return NULL;
    }
    for (size_t i = 0; i < search->tiles; i++)
        search->before[i] = NONE;
    return search;
}

void cluster_search_free(struct cluster_search *search)
{
    if (search == NULL)
        return;
    free(search->boxes);
    free(search->clusters);
    free(search->parent);
    free(search->before);
    free(search->now);
    free(search);
}

static void widen(struct box *box, const struct box *by)
{
    if (box->pixels == 0) {
        *box = *by;
        return;
    }
    box->left = by->left < box->left ? by->left : box->left;
    box->top = by->top < box->top ? by->top : box->top;
    box->right = by->right > box->right ? by->right : box->right;
    box->bottom = by->bottom > box->bottom ? by->bottom : box->bottom;
    box->pixels += by->pixels;
}

static size_t root_of(const struct cluster_search *search, size_t cluster)
{
    while (search->parent[cluster] != cluster)
        cluster = search->parent[cluster];
    return cluster;
}

/* Merges two clusters and returns the result; NONE is ignored. */
static size_t join(struct cluster_search *search, size_t a, size_t b)
{
    if (a == NONE || b == NONE)
        return a == NONE ? b : a;
    a = root_of(search, a);
    b = root_of(search, b);
    if (a != b) {
        widen(&search->clusters[a], &search->clusters[b]);
        search->parent[b] = a;
    }
    return a;
}

static bool comes_first(const struct cluster *a, const struct cluster *b)
{
    if (a->pixels != b->pixels)
        return a->pixels > b->pixels;
    return a->top != b->top ? a->top < b->top : a->left < b->left;
}

static void keep(struct clusters *found, const struct box *box)
{
    struct cluster cluster = {.left = box->left,
                              .top = box->top,
                              .width = box->right - box->left + 1,
                              .height = box->bottom - box->top + 1,
                              .pixels = box->pixels};
    size_t kept = found->count < CLUSTERS_KEPT ? found->count : CLUSTERS_KEPT;
    size_t place = kept;

    found->count++;
    while (place > 0 && comes_first(&cluster, &found->kept[place - 1]))
        place--;
    if (place == CLUSTERS_KEPT)
        return;
    size_t moved = (kept < CLUSTERS_KEPT ? kept : CLUSTERS_KEPT - 1) - place;
    memmove(&found->kept[place + 1], &found->kept[place], moved * sizeof *found->kept);
    found->kept[place] = cluster;
}

/* Assigns every changed tile of the row to a cluster: that of the tile to the left and the three
 * above, or a new one. */
static void label_tiles(struct cluster_search *search)
{
    for (size_t i = 0; i < search->tiles; i++) {
        search->now[i] = NONE;
        if (search->boxes[i].pixels == 0)
            continue;
        size_t cluster = i > 0 ? search->now[i - 1] : NONE;
        for (size_t above = i > 0 ? i - 1 : i; above <= i + 1 && above < search->tiles; above++)
            cluster = join(search, cluster, search->before[above]);
        if (cluster == NONE) {
            cluster = search->count++;
            search->parent[cluster] = cluster;
            search->clusters[cluster].pixels = 0;
        }
        search->now[i] = root_of(search, cluster);
        widen(&search->clusters[search->now[i]], &search->boxes[i]);
    }
}

/* Clusters that do not extend into this row of tiles are complete; the others are renumbered. */
static void renumber(struct cluster_search *search)
{
    size_t count = 0;

    for (size_t i = 0; i < search->tiles; i++)
        if (search->now[i] != NONE)
            search->now[i] = root_of(search, search->now[i]);
    struct box *boxes = search->boxes; /* already counted, and reused as memory */
    for (size_t cluster = 0; cluster < search->count; cluster++) {
        bool reaches = false;
        if (search->parent[cluster] != cluster)
            continue;
        for (size_t i = 0; i < search->tiles && !reaches; i++)
            reaches = search->now[i] == cluster;
        if (!reaches) {
            keep(&search->found, &search->clusters[cluster]);
            continue;
        }
        for (size_t i = 0; i < search->tiles; i++)
            if (search->now[i] == cluster)
                search->before[i] = count;
        boxes[count++] = search->clusters[cluster];
    }
    for (size_t i = 0; i < search->tiles; i++)
        if (search->now[i] == NONE)
            search->before[i] = NONE;
    for (size_t i = 0; i < count; i++) {
        search->clusters[i] = boxes[i];
        search->parent[i] = i;
    }
    search->count = count;
}

static void end_tiles(struct cluster_search *search)
{
    if (search->any || search->count > 0) {
        label_tiles(search);
        renumber(search);
        memset(search->boxes, 0, search->tiles * sizeof *search->boxes);
    }
    search->any = false;
    search->row++;
}

void cluster_search_add(struct cluster_search *search, size_t x, size_t y)
{
    while (search->row < y / search->tile) {
        if (!search->any && search->count == 0)
            search->row = y / search->tile;
        else
            end_tiles(search);
    }
    struct box pixel = {.left = x, .top = y, .right = x, .bottom = y, .pixels = 1};
    widen(&search->boxes[x / search->tile], &pixel);
    search->any = true;
}

void cluster_search_end(struct cluster_search *search, struct clusters *found)
{
    end_tiles(search);
    end_tiles(search); /* into which no cluster extends */
    *found = search->found;
}
