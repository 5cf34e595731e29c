#!/usr/bin/env python3
"""Makes the reference output for tests, with NumPy and Python.

    python3 tests/data/numpy_text.py    writes numpy_arrays.txt and tutorial_output.txt

numpy_arrays.txt: each line contains an array as hex floats separated by spaces, a tab, and the array as NumPy
prints it. tutorial_output.txt: each block starts with a line "$ " with options of adam-report, followed by the output of the
tutorial's Python code with these settings.
"""
import itertools
import os
import random

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
INF, NAN = float("inf"), float("nan")
SPECIAL = [0.0, -0.0, 1.0, -100.0, 0.5, -0.25, 1e-20, 1e10, 1e300, 5e-324, -2.5e-310, 1e-4, 9.9999e-5, 99999999.9, 1e8,
           123456.789, 1 / 3, NAN, INF, -INF]
SINGLE = [0.1 + 0.2, 2.0**-44, 67108864.1, 99999999.98765432, 99999999.999999985, 12345678.000000001, 0.000123456785,
          0.5 + 2.0**-9, 1e-4 + 1e-12, 1e22, 9007199254740993.0, 1.7976931348623157e308, 2.2250738585072014e-308,
          0.999999995, 0.9999999949, 1.000000005, 9.999999995e9, 9.9999999949e9]
MORE = [[1.0, 10.0, 100.0], [1.0, 1000.0, 1000.5], [1.0, 1.001, -1000.0], [0.001, 1.0], [0.001, 1.0000001],
        [NAN, NAN], [NAN, INF], [INF, -INF], [-INF, 0.0, 1e-300, 1e300], [NAN, 12.5, -0.0625, 1e3], [1.5, NAN, 1e-9, INF],
        [2.0, 2.0, 2.0, 2.0], [-1e-5, -1e-5], [1e-5, -INF], [0.0, -0.0, 0.0, NAN]]


def pairs(count):
    """Pairs of numbers of all magnitudes, close to each other or not, with many digits or few."""
    draw = random.Random(1)
    for _ in range(count):
        low = draw.uniform(-12, 12)
        yield [draw.choice([-1, 1]) * float("%.*g" % (draw.choice([1, 3, 8, 9, 10, 17]), 10 ** (low + draw.uniform(0, 3.2))))
               for _ in range(2)]


def arrays():
    yield from ([value] for value in SPECIAL + SINGLE)
    yield from itertools.product(SPECIAL, repeat=2)
    yield from MORE
    yield from pairs(250)


def run(seed=1, start=None, bounds=1.0, iterations=60, alpha=0.02, beta1=0.8, beta2=0.999, epsilon=1e-8):
    """The tutorial's Adam, with its output."""
    bounds = np.array([[-bounds, bounds], [-bounds, bounds]])
    np.random.seed(seed)
    x = bounds[:, 0] + np.random.rand(len(bounds)) * (bounds[:, 1] - bounds[:, 0])
    if start is not None:
        x = np.array(start)
    m, v = [0.0, 0.0], [0.0, 0.0]
    for t in range(iterations):
        g = np.array([x[0] * 2.0, x[1] * 2.0])
        for i in range(2):
            m[i] = beta1 * m[i] + (1.0 - beta1) * g[i]
            v[i] = beta2 * v[i] + (1.0 - beta2) * g[i] ** 2
            mhat = m[i] / (1.0 - beta1 ** (t + 1))
            vhat = v[i] / (1.0 - beta2 ** (t + 1))
            x[i] = x[i] - alpha * mhat / (np.sqrt(vhat) + epsilon)
        score = x[0] ** 2.0 + x[1] ** 2.0
        yield ">%d f(%s) = %.5f" % (t, x, score)
    yield "Done!"
    yield "f(%s) = %f" % (x, score)


RUNS = [
    ("", {}),
    ("--seed 2 -n 300", dict(seed=2, iterations=300)),
    ("--seed 3 --alpha 0.1", dict(seed=3, alpha=0.1)),
    ("--seed 7 --beta1 0.9 --beta2 0.99 -n 90", dict(seed=7, beta1=0.9, beta2=0.99, iterations=90)),
    ("--seed 42 --bounds=-5,5,-5,5 --alpha 1", dict(seed=42, bounds=5.0, alpha=1.0)),
    ("--seed 4294967295 --bounds=-1e7,1e7,-1e7,1e7 --alpha 1e5", dict(seed=4294967295, bounds=1e7, alpha=1e5)),
    ("--start=0,-0 -n 5", dict(start=[0.0, -0.0], iterations=5)),
    ("--start 1e-20,100 --bounds=-100,100,-100,100 --alpha 10", dict(start=[1e-20, 100.0], bounds=100.0, alpha=10.0)),
    ("--start 0.5,0.25 --alpha 1e-20 -n 10", dict(start=[0.5, 0.25], alpha=1e-20, iterations=10)),
    ("--start 1e-310,1e-5 --alpha 1e-7", dict(start=[1e-310, 1e-5], alpha=1e-7)),
    ("--start 1,1e-9 --alpha 0.5 --epsilon 0 -n 30", dict(start=[1.0, 1e-9], alpha=0.5, epsilon=0.0, iterations=30)),
    ("--seed 9 --bounds=-1e8,1e8,-1e8,1e8 --alpha 1e7 -n 40", dict(seed=9, bounds=1e8, alpha=1e7, iterations=40)),
]

with open(os.path.join(HERE, "numpy_arrays.txt"), "w") as out:
    for array in arrays():
        array = np.array(array)
        print(" ".join(float(value).hex() for value in array), array, sep="\t", file=out)
with open(os.path.join(HERE, "tutorial_output.txt"), "w") as out:
    for options, settings in RUNS:
        print("$", options, file=out)
        for line in run(**settings):
            print(line, file=out)
