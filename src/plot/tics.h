/* Where an axis has its marks, and how many digits their labels need. */
#ifndef ADAM_REPORT_PLOT_TICS_H
#define ADAM_REPORT_PLOT_TICS_H

struct tics {
    double step;     /* 1, 2 or 5 times a power of ten */
    char format[16]; /* of the labels, as gnuplot's `set format` takes it */
    int characters;  /* the length of the longest label */
};

/* Marks at multiples of a step for the axis from min to max (min < max), at most `most` intervals.
 */
struct tics tics_choose(double min, double max, int most);

#endif
