/* Clusters of changed pixels: boxes around those that lie close together. The pixels come row by
 * row from the top; memory grows with the width. */
#ifndef ADAM_REPORT_DIFF_CLUSTERS_H
#define ADAM_REPORT_DIFF_CLUSTERS_H

#include <stddef.h>

#include "base/status.h"

/* So many boxes are kept: those with the most pixels. */
#define CLUSTERS_KEPT 20

struct cluster {
    size_t left, top, width, height;
    size_t pixels; /* changed ones in it */
};

struct clusters {
    size_t count;                       /* of all that there are */
    struct cluster kept[CLUSTERS_KEPT]; /* most pixels first, then from the top, from the left */
};

struct cluster_search;

/* For an image of this size. NULL if there is no memory. The caller owes a cluster_search_free(),
 * which takes NULL too. */
struct cluster_search *cluster_search_new(size_t width, size_t height);
void cluster_search_free(struct cluster_search *search);

/* A changed pixel. They come row by row from the top. */
void cluster_search_add(struct cluster_search *search, size_t x, size_t y);

/* After the last one. */
void cluster_search_end(struct cluster_search *search, struct clusters *found);

#endif
