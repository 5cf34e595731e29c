"""The tutorial's three figures as matplotlib draws them, for the benchmark.

usage: tutorial_figures.py SCALE DIRECTORY

640x480 times SCALE pixels each: the surface, the filled contours with 50 levels, and these with the
path of Adam's 60 solutions on them.
"""

import sys

import matplotlib

matplotlib.use("Agg")

import numpy as np
from matplotlib import pyplot


def objective(x, y):
    return x**2.0 + y**2.0


def adam(bounds, iterations, alpha, beta1, beta2, eps):
    x = bounds[:, 0] + np.random.rand(len(bounds)) * (bounds[:, 1] - bounds[:, 0])
    m = np.zeros(2)
    v = np.zeros(2)
    solutions = []
    for t in range(1, iterations + 1):
        g = x * 2.0
        m = beta1 * m + (1.0 - beta1) * g
        v = beta2 * v + (1.0 - beta2) * g**2
        mhat = m / (1.0 - beta1**t)
        vhat = v / (1.0 - beta2**t)
        x = x - alpha * mhat / (np.sqrt(vhat) + eps)
        solutions.append(x.copy())
    return np.array(solutions)


def main():
    scale, directory = float(sys.argv[1]), sys.argv[2]
    np.random.seed(1)
    bounds = np.array([[-1.0, 1.0], [-1.0, 1.0]])
    solutions = adam(bounds, 60, 0.02, 0.8, 0.999, 1e-8)
    axis = np.arange(-1.0, 1.0, 0.1)
    x, y = np.meshgrid(axis, axis)
    z = objective(x, y)

    figure = pyplot.figure(dpi=100 * scale)
    figure.add_subplot(projection="3d").plot_surface(x, y, z, cmap="jet")
    figure.savefig(f"{directory}/surface.png")
    figure, axes = pyplot.subplots(dpi=100 * scale)
    axes.contourf(x, y, z, levels=50, cmap="jet")
    figure.savefig(f"{directory}/contour.png")
    axes.plot(solutions[:, 0], solutions[:, 1], ".-", color="w")
    figure.savefig(f"{directory}/contour_path.png")


main()
