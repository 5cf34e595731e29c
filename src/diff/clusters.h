/* Clusters of changed pixels: boxes around pixels that are close together. The pixels are added row
 * by row from the top; the memory is proportional to the width. */
#ifndef ADAM_REPORT_DIFF_CLUSTERS_H
#define ADAM_REPORT_DIFF_CLUSTERS_H

#include <stddef.h>

#include "base/status.h"

/* The maximum number of boxes kept: those with the most pixels. */
#define CLUSTERS_KEPT 20

struct cluster {
    size_t left, top, width, height;
    size_t pixels; /* changed pixels in it */
};

struct clusters {
    size_t count;                       /* of all clusters */
    struct cluster kept[CLUSTERS_KEPT]; /* most pixels first, then from the top, from the left */
};

struct cluster_search;

/* For an image of this size. NULL if out of memory. The caller owes a cluster_search_free(), which
 * also accepts NULL. */
struct cluster_search *cluster_search_new(size_t width, size_t height);
void cluster_search_free(struct cluster_search *search);

/* Adds a changed pixel; row by row from the top. */
void cluster_search_add(struct cluster_search *search, size_t x, size_t y);

/* To be called after the last pixel. */
void cluster_search_end(struct cluster_search *search, struct clusters *found);

#endif
