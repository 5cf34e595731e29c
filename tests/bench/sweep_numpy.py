"""The computation of sweep.c with NumPy: one array of all settings for each state variable. Prints the
median time in seconds, and a sum of the results."""
import time

import numpy as np


def sweep(alpha, beta1, start, iterations=60, beta2=0.999, epsilon=1e-8, tolerance=5e-6):
    shape = np.broadcast(alpha, beta1).shape
    x = [np.full(shape, value) for value in start]
    m = [np.zeros(shape) for _ in start]
    v = [np.zeros(shape) for _ in start]
    first = np.full(shape, -1)
    for t in range(iterations):
        correction1 = 1.0 - beta1 ** (t + 1)  # a column: one power for each value of beta1
        correction2 = 1.0 - beta2 ** (t + 1)
        for i in range(2):
            g = x[i] * 2.0
            m[i] = beta1 * m[i] + (1.0 - beta1) * g
            v[i] = beta2 * v[i] + (1.0 - beta2) * (g * g)
            mhat = m[i] / correction1
            vhat = v[i] / correction2
            x[i] = x[i] - alpha * mhat / (np.sqrt(vhat) + epsilon)
        f = x[0] * x[0] + x[1] * x[1]
        first[(first < 0) & (f < tolerance)] = t
    return f, first


i = np.arange(400)
alpha = (0.001 * np.power(1000.0, i / 399))[None, :]
beta1 = np.linspace(0.0, 0.99, 400)[:, None]
np.random.seed(1)
start = -1.0 + np.random.rand(2) * 2.0
times = []
for _ in range(7):
    begin = time.perf_counter()
    f, first = sweep(alpha, beta1, start)
    times.append(time.perf_counter() - begin)
print("%.6f %.12g %d" % (sorted(times)[len(times) // 2], f.sum(), first.sum()))
