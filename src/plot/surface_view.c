#include "plot/surface_view.h"

/* The cosine of 30 degrees. */
#define COSINE 0.8660254037844386
#define SINE 0.5

struct view_point view_project(double part1, double part2, double part_f)
{
    double depth = SINE * part1 - COSINE * part2;

    return (struct view_point){.x = COSINE * part1 + SINE * part2,
                               .y = COSINE * VIEW_HEIGHT * part_f - SINE * depth,
                               .depth = depth};
}

void view_place(double x, double depth, double part[2])
{
    part[0] = COSINE * x + SINE * depth;
    part[1] = SINE * x - COSINE * depth;
}
