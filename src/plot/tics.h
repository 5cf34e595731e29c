/* The positions of an axis's tics, and the format of their labels. */
#ifndef ADAM_REPORT_PLOT_TICS_H
#define ADAM_REPORT_PLOT_TICS_H

struct tics {
    double step;     /* 1, 2 or 5 times a power of ten */
    char format[16]; /* of the labels, for gnuplot's `set format` */
    int characters;  /* the length of the longest label */
};

/* Tics at multiples of a step for an axis from min to max (min < max), with at most `most`
 * intervals. */
struct tics tics_choose(double min, double max, int most);

#endif
