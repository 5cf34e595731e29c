#include "optimize/problem.h"

static double sphere(const double x[])
{
    return x[0] * x[0] + x[1] * x[1];
}

static void sphere_gradient(const double x[], double gradient[])
{
    gradient[0] = x[0] * 2.0;
    gradient[1] = x[1] * 2.0;
}

const struct problem problem_sphere = {
    .name = "sphere",
    .formula = "x1^2 + x2^2",
    .variables = 2,
    .objective = sphere,
    .gradient = sphere_gradient,
    .domain = {.min = {-1.0, -1.0}, .max = {1.0, 1.0}},
    .minima_count = 1,
    .minima = {{0.0, 0.0}},
};
