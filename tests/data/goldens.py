#!/usr/bin/env python3
"""Makes the reference numbers for tests of many runs, with NumPy and plain Python.

    python3 tests/data/goldens.py       writes adam_reordered.csv, ensemble_numpy.csv, sweep_numpy.csv,
                                        sweep_momentum_numpy.csv, numpy_normal.csv,
                                        schedules.csv, statistics_python.csv, tuning_numpy.csv,
                                        profile_python.csv, suite_numpy.csv, noise_numpy.csv,
                                        noisy_ensembles_numpy.csv, states.csv, runtime_numpy.csv,
                                        basins_numpy.csv

Numbers are hex floats. The searches are the tutorial's Adam on f = x1*x1 + x2*x2, unless they say otherwise.
"""
import itertools
import math
import os
from fractions import Fraction
from statistics import NormalDist

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def write(name, header, rows):
    with open(os.path.join(HERE, name), "w") as out:
        print(header, file=out)
        for row in rows:
            print(",".join(float(v).hex() if not math.isnan(v) else "nan" for v in row), file=out)


def reordered():
    """The paper's other order of operations, on Rosenbrock's function, with an epsilon that matters."""
    x = [-1.2, 1.0]
    m, v = [0.0, 0.0], [0.0, 0.0]
    alpha, beta1, beta2, epsilon = 0.1, 0.9, 0.999, 0.5
    for t in range(1, 101):
        g = [-2 * (1 - x[0]) - 400 * x[0] * (x[1] - x[0] ** 2), 200 * (x[1] - x[0] ** 2)]
        alpha_t = alpha * math.sqrt(1 - beta2**t) / (1 - beta1**t)
        for i in range(2):
            m[i] = beta1 * m[i] + (1 - beta1) * g[i]
            v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
            x[i] -= alpha_t * m[i] / (math.sqrt(v[i]) + epsilon)
        if t in (1, 10, 100):
            yield t, x[0], x[1]


def adam(x, alpha, beta1, iterations=60, beta2=0.999, epsilon=1e-8):
    """All searches together: x has 2 rows and a column for each search. f after 0, 1, ... iterations."""
    m, v = np.zeros_like(x), np.zeros_like(x)
    yield x[0] * x[0] + x[1] * x[1]
    for t in range(iterations):
        g = x * 2.0
        m = beta1 * m + (1.0 - beta1) * g
        v = beta2 * v + (1.0 - beta2) * (g * g)
        mhat = m / (1.0 - beta1 ** (t + 1))
        vhat = v / (1.0 - beta2 ** (t + 1))
        x = x - alpha * mhat / (np.sqrt(vhat) + epsilon)
        yield x[0] * x[0] + x[1] * x[1]


def starts(seeds):
    bounds = np.array([[-1.0, 1.0], [-1.0, 1.0]])
    for seed in seeds:
        np.random.seed(seed)
        yield bounds[:, 0] + np.random.rand(2) * (bounds[:, 1] - bounds[:, 0])


def ensemble():
    x = np.array(list(starts(range(7, 207)))).T
    for t, f in enumerate(adam(x, 0.02, 0.8)):
        yield (t, f.mean(), *np.quantile(f, [0.1, 0.25, 0.5, 0.75, 0.9]), (f < 5e-6).sum())


def sweep():
    """Rows of alpha, beta1, the first iteration below 5e-6, the one from which on f stays below, -1 for none, f at the end."""
    alphas = 0.001 * np.power(1.0 / 0.001, np.arange(13) / 12)
    alphas[-1] = 1.0
    beta1s = np.linspace(0.0, 0.96, 9)
    a, b = (grid.ravel() for grid in np.meshgrid(alphas, beta1s))
    x = np.repeat(next(starts([1]))[:, None], a.size, axis=1)
    values = np.array(list(adam(x, a, b)))
    below = values[1:] < 5e-6
    first = np.where(below.any(axis=0), below.argmax(axis=0), -1)
    after = np.cumprod(below[::-1], axis=0).sum(axis=0)  # iterations at the end that are below
    stays = np.where(after > 0, len(below) - after, -1)
    return zip(a, b, first, stays, values[-1])


def momentum(x, alpha, mu, iterations):
    """All searches together, on Rosenbrock's function. f after 1, 2, ... iterations.

    Some are chaotic: the operations are in the program's order, so that not one rounding differs."""
    b = np.zeros_like(x)
    for _ in range(iterations):
        valley = x[1] - x[0] * x[0]
        b = mu * b + np.array([-2 * (1 - x[0]) + 100 * (2 * valley * (-2 * x[0])), 100 * (2 * valley)])
        x = x - alpha * b
        yield (1 - x[0]) ** 2 + 100 * (x[1] - x[0] * x[0]) ** 2


def worst_around(cells, i, k):
    return max(cells[i2][k2] for i2 in range(max(i - 1, 0), min(i + 2, len(cells)))
               for k2 in range(max(k - 1, 0), min(k + 2, len(cells[0]))))


def sweep_of_momentum():
    """Rows of alpha, mu, first, stays, whether it diverged, whether it is the best setting."""
    alphas = [0.0001 * math.pow(0.01 / 0.0001, i / 12) for i in range(12)] + [0.01]
    mus = np.linspace(0.0, 0.96, 9)
    a, b = (grid.ravel() for grid in np.meshgrid(alphas, mus))
    x = np.repeat(np.array([[-1.2], [1.0]]), a.size, axis=1)
    with np.errstate(all="ignore"):
        values = np.array(list(momentum(x, a, b, 1000)))
    below, diverged = values < 0.5, ~np.isfinite(values).all(axis=0)
    above = np.where(below, -1, np.arange(len(values))[:, None])  # an iteration that is not below, or -1
    first = np.where(below.any(axis=0), below.argmax(axis=0), -1)
    stays = np.where(below[-1], above.max(axis=0) + 1, -1)
    # Cells that reach the tolerance before those that do not, and both before those that diverge.
    cells = [[(2, 0) if diverged[j] else (1, values[-1, j]) if stays[j] < 0 else (0, stays[j])
              for j in range(i * 13, i * 13 + 13)] for i in range(9)]
    reached = [(i, k) for i in range(9) for k in range(13) if cells[i][k][0] == 0]
    i, k = min(reached, key=lambda at: (worst_around(cells, *at), cells[at[0]][at[1]], values[-1, at[0] * 13 + at[1]]))
    best = np.arange(a.size) == i * 13 + k
    return zip(a, b, first, stays, diverged, best)


def normals():
    """The order of calls in a run: rand(2), then randn() twice in each iteration; some of them."""
    for seed in (0, 1, 7, 42, 2**32 - 1):
        state = np.random.RandomState(seed)
        start = state.rand(2)
        numbers = [*start, *state.randn(2000)]
        for index in (0, 1, 2, 3, 4, 5, 10, 119, 500, 999, 2001):
            yield seed, index, numbers[index]


SCHEDULES = {
    0: lambda a, b, s, n: 1.0,
    1: lambda a, b, s, n: 1 / math.sqrt(s),
    2: lambda a, b, s, n: a ** (s - 1),
    3: lambda a, b, s, n: a + (1 - a) * (1 + math.cos(math.pi * (s - 1) / n)) / 2,
    4: lambda a, b, s, n: b ** ((s - 1) // a),
}


def factor(index, warmup, a, b, t, updates):
    return t / warmup if t <= warmup else SCHEDULES[index](a, b, t - warmup, updates - warmup)


def schedules():
    """Factors of alpha, as PyTorch defines them: SequentialLR of LinearLR for the warmup and of ExponentialLR,
    CosineAnnealingLR and StepLR. Rows of schedule (index), warmup, its other parameters, updates, t, factor."""
    for index, a, b in ((0, 0, 0), (1, 0, 0), (2, 0.95, 0), (2, 1, 0), (3, 0, 0), (3, 0.1, 0), (4, 20, 0.5), (4, 7, 0.9)):
        for warmup in (0, 10):
            for t in (1, 2, 9, 10, 11, 12, 21, 30, 31, 59, 60):
                yield index, warmup, a, b, 60, t, factor(index, warmup, a, b, t, 60)


# Problems: bounds, the start that is specified, f and its gradient, with the operations in the program's order.
PROBLEMS = {
    0: (1.0, [0.75, -0.5], lambda x: x[0] * x[0] + x[1] * x[1], lambda x: x * 2.0),
    1: (2.0, [-1.2, 1.0], lambda x: (1 - x[0]) ** 2 + 100 * (x[1] - x[0] * x[0]) ** 2, lambda x: np.array(
        [-2 * (1 - x[0]) + 100 * (2 * (x[1] - x[0] * x[0]) * (-2 * x[0])), 100 * (2 * (x[1] - x[0] * x[0]))])),
}


def steps(optimizer):
    """x after an update of Adam (0), gradient descent (1), momentum (2) or RMSProp (3) with the program's defaults,
    given alpha's factor."""
    m, v = np.zeros(2), np.zeros(2)

    def step(x, g, t, factor):
        nonlocal m, v
        if optimizer == 0:
            m = 0.8 * m + (1.0 - 0.8) * g
            v = 0.999 * v + (1.0 - 0.999) * (g * g)
            return x - 0.02 * factor * (m / (1.0 - 0.8**t)) / (np.sqrt(v / (1.0 - 0.999**t)) + 1e-8)
        if optimizer == 1:
            return x - 0.1 * factor * g
        if optimizer == 2:
            m = 0.9 * m + g
            return x - 0.02 * factor * m
        v = 0.9 * v + (1.0 - 0.9) * (g * g)
        return x - 0.02 * factor * g / (np.sqrt(v) + 1e-8)

    return step


def noisy_run(optimizer, problem, kind, size, schedule, start, state, iterations=60):
    """x and f after 0, 1, ... updates. kind 0 is noise with this standard deviation, 1 relative noise, -1 none."""
    _, _, f, gradient = PROBLEMS[problem]
    step, x = steps(optimizer), np.array(start, dtype=float)
    yield x, f(x)
    for t in range(1, iterations + 1):
        g = gradient(x)
        if kind >= 0:
            z = np.array([state.randn(), state.randn()])
            g = g + (size * np.abs(g) if kind == 1 else size) * z
        x = step(x, g, t, factor(*schedule, t, iterations))
        yield x, f(x)


def draw_start(state, problem):
    bound = PROBLEMS[problem][0]
    return -bound + state.rand(2) * (bound - -bound)


CONSTANT = (0, 0, 0, 0)
NOISES = ((0, 0.5), (1, 2.0))


def noise():
    """Single runs. Rows of optimizer, problem, kind and size of the noise, schedule (index, warmup, its other
    parameters), seed, 1 for a specified start, t, x1, x2, f."""
    runs = [(o, p, *n, CONSTANT, seed, given) for o in range(4) for p in (0, 1) for n in NOISES
            for seed, given in ((1, 0), (7, 1)) if (o, p) not in ((1, 1), (2, 1))]  # these diverge
    runs += [(o, 0, -1, 0, s, 1, given) for o in range(4) for given in (0, 1)
             for s in ((0, 10, 0, 0), (1, 0, 0, 0), (2, 5, 0.9, 0), (3, 10, 0.1, 0), (4, 0, 7, 0.5))]
    runs += [(o, 0, 0, 0.1, (3, 10, 0, 0), 3, 0) for o in range(4)]
    for optimizer, problem, kind, size, schedule, seed, given in runs:
        state = np.random.RandomState(seed)
        start = PROBLEMS[problem][1] if given else draw_start(state, problem)
        points = list(noisy_run(optimizer, problem, kind, size, schedule, start, state))
        for t in (1, 2, 10, 60):
            yield (optimizer, problem, kind, size, *schedule, seed, given, t, *points[t][0], points[t][1])


def noisy_ensembles():
    """200 runs of Adam on problem 0 each, from seed 11. Rows of what varies (0 start, 1 noise, 2 both), 1 for a
    specified start, kind and size of the noise, run, f at the end."""
    for vary in range(3):
        for given in (0, 1):
            for kind, size in NOISES:
                for run in (0, 1, 127, 128, 199):
                    state, own = np.random.RandomState(11 + run), np.random.RandomState(11)
                    own_start = PROBLEMS[0][1] if given else draw_start(own, 0)
                    start = own_start if vary == 1 else draw_start(state, 0)
                    if vary == 1 and not given:
                        draw_start(state, 0)
                    points = list(noisy_run(0, 0, kind, size, CONSTANT, start, own if vary == 0 else state))
                    yield vary, given, kind, size, run, points[-1][1]


def wilson(hits, count):
    """The shares p with |hits / count - p| <= z sqrt(p (1 - p) / count), by bisection."""
    z, share = NormalDist().inv_cdf(0.975), hits / count

    def end(outside):
        inside = share
        for _ in range(200):
            middle = (inside + outside) / 2
            if abs(share - middle) <= z * math.sqrt(middle * (1 - middle) / count):
                inside = middle
            else:
                outside = middle
        return inside

    return end(0.0), end(1.0)


def at_most(k, n):
    """The probability of at most k heads in n tosses."""
    return Fraction(sum(math.comb(n, i) for i in range(k + 1)), 2**n)


def median_ranks(n):
    """The inner pair of ranks, from 0, whose interval misses the median with at most 5 %; -1 if there is none."""
    ranks = [k for k in range(n // 2) if 2 * at_most(k, n) <= Fraction(5, 100)]
    return (ranks[-1], n - 1 - ranks[-1]) if ranks else (-1, -1)


def sign_test(better, worse):
    """The sum of the probabilities of all outcomes that are no more likely than this one."""
    n = better + worse
    ways = [math.comb(n, i) for i in range(n + 1)]
    return max(float(Fraction(sum(w for w in ways if w <= ways[better]), 2**n)), 1e-300)


def holm(p):
    """For each p the smallest level at which the step-down procedure rejects it, from all the levels where that changes."""

    def rejected(level):
        order = sorted(range(len(p)), key=lambda i: p[i])
        steps = itertools.takewhile(lambda k: (len(p) - k) * p[order[k]] <= level, range(len(p)))
        return {order[k] for k in steps}

    levels = sorted({k * value for k in range(1, len(p) + 1) for value in p})
    return [min([level for level in levels if i in rejected(level)] + [1.0]) for i in range(len(p))]


def statistics():
    """Rows of kind, two arguments, two results: 0 Wilson's interval of a share, 1 the ranks of a median's interval, 2 the
    sign test's p, 3 p values of one family, corrected (its number in the second argument)."""
    for hits, count in ((0, 1), (1, 1), (0, 5), (2, 5), (5, 5), (37, 100), (643, 1000), (370, 1000), (1, 100000), (99999, 100000)):
        yield 0, hits, count, *wilson(hits, count)
    for n in (*range(1, 41), 99, 100, 101, 1000, 1001, 3000):
        yield 1, n, 0, *median_ranks(n)
    for better, worse in (*itertools.product(range(9), range(9)), (40, 60), (0, 1000), (900, 100), (490, 510), (0, 2000), (1500, 3)):
        yield 2, better, worse, sign_test(better, worse), 0
    for family, p in enumerate(([0.04], [0.01, 0.04, 0.03], [0.5, 0.001, 0.001, 0.9], [0.02] * 15)):
        for value, corrected in zip(p, holm(p)):
            yield 3, value, family, corrected, 0


def descent(x, alpha, iterations=60):
    yield x[0] * x[0] + x[1] * x[1]
    for t in range(iterations):
        x = x - alpha * (x * 2.0)
        yield x[0] * x[0] + x[1] * x[1]


def tuning():
    """24 settings each of Adam (0) and gradient descent (1) from the starts of seeds 101 to 150. Rows of optimizer,
    alpha, beta1, and for the first iteration below 5e-6 and for the one from which on f stays below: how many runs
    reach it, and the expected updates until then (those of all runs, of one that fails all 60, by the number that
    reach it); the median of f at the end; 1 for the best setting by the expected updates, first and stays, else 0."""
    x = np.array(list(starts(range(101, 151)))).T
    alphas = 0.003 * np.power(1.0 / 0.003, np.arange(6) / 5)
    settings = {
        0: [(a, b) for a in [*alphas[:-1], 1.0] for b in np.linspace(0.0, 0.9, 4)],
        1: [(a, 0.0) for a in np.linspace(0.005, 1.04, 24)],
    }
    for optimizer, pairs in settings.items():
        rows = []
        for a, b in pairs:
            values = np.array(list(adam(x, a, b) if optimizer == 0 else descent(x, a)))
            below = values[1:] < 5e-6
            row = [optimizer, a, b]
            for reached, iteration in (
                (below.any(axis=0), below.argmax(axis=0)),
                (below[-1], len(below) - np.cumprod(below[::-1], axis=0).sum(axis=0)),
            ):
                updates = np.where(reached, iteration + 1, len(below)).sum()
                row += [reached.sum(), updates / reached.sum() if reached.any() else math.inf]
            rows.append([*row, np.median(values[-1])])
        best = [min(range(len(rows)), key=lambda i: (rows[i][k], rows[i][7] if math.isinf(rows[i][k]) else 0)) for k in (4, 6)]
        for i, row in enumerate(rows):
            yield *row, i == best[0], i == best[1]

def profile(costs):
    """For each ratio that occurs, and 1, the number of instances that each solver solves at no more than this ratio to the best."""
    ratios = [[Fraction(c) / Fraction(min(row)) if c < math.inf else None for c in row] for row in costs]
    for tau in sorted({Fraction(1)} | {r for row in ratios for r in row if r is not None}):
        yield tau, *(sum(row[s] is not None and row[s] <= tau for row in ratios) for s in range(len(costs[0])))


def mean_ranks(values):
    """The mean of the places, from 1, that a value can have when equal values are sorted in any order."""
    places = [range(sum(v < value for v in values) + 1, sum(v <= value for v in values) + 1) for value in values]
    return [float(Fraction(sum(p), len(p))) for p in places]


def profiles():
    """Rows of kind and four numbers: 0 the costs of four solvers on an instance, 1 a ratio and the instances of the first
    three solvers, 2 that ratio and those of the fourth, 3 values and, in the next row, their ranks."""
    generator = np.random.RandomState(5)
    costs = [[math.inf if generator.rand() < 0.25 else int(generator.randint(1, 13)) for _ in range(4)] for _ in range(60)]
    costs += [[math.inf] * 4, [3] * 4, [math.inf, math.inf, 7, math.inf]]
    for row in costs:
        yield 0, *row
    for tau, *solved in profile(costs):
        yield 1, float(tau), *solved[:3]
        yield 2, float(tau), solved[3], 0, 0
    for values in ([4, 2, 9, 1], [1, 1, 1, 1], [5, math.inf, 5, math.inf], [math.inf, 2, 2, 2]):
        yield 3, *values
        yield 3, *mean_ranks(values)


def suite():
    """Gradient descent, momentum and Adam on two problems, 40 seeds, 100 iterations, until f stays below 5e-6. Rows of
    kind and five numbers: 0 problem, optimizer, how many reached it, expected running time (COCO: updates of all runs / runs
    that reached it), rank; 1 a ratio, and the instances of each optimizer in the profile."""

    def sphere(x):
        return x[0] * x[0] + x[1] * x[1], x * 2.0

    def booth(x):
        a, b = x[0] + 2.0 * x[1] - 7.0, 2.0 * x[0] + x[1] - 5.0
        return a * a + b * b, np.array([2.0 * a + 2.0 * b * 2.0, 2.0 * a * 2.0 + 2.0 * b])

    def gradient_descent(g, t, state):
        return 0.05 * g

    def momentum(g, t, state):
        state["b"] = 0.9 * state.get("b", 0.0) + g
        return 0.02 * state["b"]

    def adam_step(g, t, state):
        state["m"] = 0.8 * state.get("m", 0.0) + (1.0 - 0.8) * g
        state["v"] = 0.999 * state.get("v", 0.0) + (1.0 - 0.999) * (g * g)
        mhat, vhat = state["m"] / (1.0 - 0.8 ** (t + 1)), state["v"] / (1.0 - 0.999 ** (t + 1))
        return 0.5 * mhat / (np.sqrt(vhat) + 1e-8)

    seeds, iterations, updates = range(7, 47), 100, {}
    for problem, (f, side) in enumerate(((sphere, 1.0), (booth, 10.0))):
        for method, rule in enumerate((gradient_descent, momentum, adam_step)):
            for seed in seeds:
                x, state, below = -side + np.random.RandomState(seed).rand(2) * (side + side), {}, []
                for t in range(iterations):
                    x = x - rule(f(x)[1], t, state)
                    below.append(f(x)[0] < 5e-6)
                stays = iterations - len(list(itertools.takewhile(lambda b: b, reversed(below))))
                updates[problem, method, seed] = stays + 1 if stays < iterations else math.inf
    for problem in range(2):
        reached = [sum(updates[problem, m, s] < math.inf for s in seeds) for m in range(3)]
        times = [sum(min(updates[problem, m, s], iterations) for s in seeds) / reached[m] if reached[m] else math.inf for m in range(3)]
        for method, rank in enumerate(mean_ranks(times)):
            yield 0, problem, method, reached[method], times[method], rank
    for tau, *solved in profile([[updates[p, m, s] for m in range(3)] for p in range(2) for s in seeds]):
        yield 1, float(tau), *solved, 0


def rules():
    """Every optimizer with its default settings, as its paper writes it, in the order of the program's table: from x, g and t to
    the new x and the quantities of an update: the states, what the rule derives from them, the effective step size."""
    keep = {}  # the states of the optimizer

    def average(name, beta, value):
        keep[name] = beta * keep.get(name, 0.0) + (1 - beta) * value
        return keep[name]

    def adam(x, g, t, beta1=0.8):
        m, v = average("m", beta1, g), average("v", 0.999, g * g)
        mhat, vhat = m / (1 - beta1**t), v / (1 - 0.999**t)
        rate = 0.02 / (np.sqrt(vhat) + 1e-8)
        return x - 0.02 * mhat / (np.sqrt(vhat) + 1e-8), m, v, mhat, vhat, rate

    def reordered(x, g, t):
        m, v = average("m", 0.8, g), average("v", 0.999, g * g)
        alpha = 0.02 * np.sqrt(1 - 0.999**t) / (1 - 0.8**t)
        return x - alpha * m / (np.sqrt(v) + 1e-8), m, v, alpha + 0 * x, alpha / (np.sqrt(v) + 1e-8)

    def adamax(x, g, t):
        m = average("m", 0.9, g)
        u = keep["u"] = np.maximum(0.999 * keep.get("u", 0.0), np.abs(g))
        return x - 0.02 / (1 - 0.9**t) * m / u, m, u, 0.02 / (1 - 0.9**t) / u

    def amsgrad(x, g, t):
        m, v = average("m", 0.9, g), average("v", 0.999, g * g)
        w = keep["w"] = np.maximum(keep.get("w", 0.0), v)
        mhat, what = m / (1 - 0.9**t), w / (1 - 0.999**t)
        rate = 0.02 / (np.sqrt(what) + 1e-8)
        return x - rate * mhat, m, v, w, mhat, what, rate

    def nadam(x, g, t):
        m, v = average("m", 0.9, g), average("v", 0.999, g * g)
        mu, ahead = (0.9 * (1 - 0.5 * 0.96 ** (k * 0.004)) for k in (t, t + 1))
        product = keep["product"] = keep.get("product", 1.0) * mu
        mhat = ahead * m / (1 - product * ahead) + (1 - mu) * g / (1 - product)
        vhat = v / (1 - 0.999**t)
        rate = 0.02 / (np.sqrt(vhat) + 1e-8)
        return x - rate * mhat, m, v, mu + 0 * x, ahead + 0 * x, product + 0 * x, mhat, vhat, rate

    def adamw(x, g, t):
        shrunk = x * (1 - 0.02 * 0.01)
        x, m, v, mhat, vhat, rate = adam(shrunk, g, t, 0.9)
        return x, m, v, shrunk, mhat, vhat, rate

    def momentum(x, g, t):
        b = keep["b"] = 0.9 * keep.get("b", 0.0) + g
        return x - 0.02 * b, b, 0.02 + 0 * x

    def nesterov(x, g, t):
        _, b, rate = momentum(x, g, t)
        return x - 0.02 * (g + 0.9 * b), b, rate

    def adagrad(x, g, t):
        s = keep["s"] = keep.get("s", 0.0) + g * g
        rate = 0.1 / (np.sqrt(s) + 1e-10)
        return x - rate * g, s, rate

    def rmsprop(x, g, t):
        v = average("v", 0.9, g * g)
        rate = 0.02 / (np.sqrt(v) + 1e-8)
        return x - rate * g, v, rate

    def adadelta(x, g, t):
        v = average("v", 0.9, g * g)
        rate = np.sqrt(keep.get("d", 0.0) + 1e-6) / np.sqrt(v + 1e-6)
        return x - rate * g, v, average("d", 0.9, (rate * g) ** 2), rate * g, rate

    gradient_descent = lambda x, g, t: (x - 0.1 * g, 0.1 + 0 * x)  # noqa: E731
    for rule in (adam, reordered, adamax, amsgrad, nadam, adamw, gradient_descent, momentum, nesterov, adagrad, rmsprop, adadelta):
        keep.clear()
        yield rule


def states():
    """On f = x1^2 + 3 x2^2 - x1 x2 from (0.5, -0.75), which has gradients of both signs. Rows of optimizer (index), t, quantity (0:
    g; then those of rules(); then the step; then the norm of g in both columns), and its values for x1 and x2."""
    for index, rule in enumerate(rules()):
        x = np.array([0.5, -0.75])
        for t in range(1, 61):
            g = np.array([2 * x[0] - x[1], 6 * x[1] - x[0]])
            new, *quantities = rule(x, g, t)
            if t in (1, 2, 3, 10, 60):
                for k, value in enumerate((g, *quantities, new - x, np.hypot(*g) + 0 * x)):
                    yield index, t, k, value[0], value[1]
            x = new
def reaching_updates(values, target):
    """For each search the updates by which it is first below the target, and below it to stay; infinite for none."""
    below = values[1:] < target
    updates = np.arange(1, len(values))[:, None]
    first = np.where(below, updates, np.inf).min(axis=0)
    stays = np.where(below[-1], np.where(below, 0, updates).max(axis=0) + 1, np.inf)
    return first, stays


def runtime():
    """Rows of t, then numbers of searches that had reached 5e-6 by update t, first and to stay, and of pairs of a search
    and one of 51 targets, likewise. A last row has the expected running times in the second and third column."""
    x = np.array(list(starts(range(7, 207)))).T
    values = np.array(list(adam(x, 0.02, 0.8)))
    tolerance = reaching_updates(values, 5e-6)
    targets = [reaching_updates(values, 10 ** (2 - i / 5)) for i in range(51)]
    for t in range(1, len(values)):
        yield (t, *(np.count_nonzero(one <= t) for one in tolerance),
               *(sum(np.count_nonzero(pair[k] <= t) for pair in targets) for k in range(2)))
    yield (0, *(np.minimum(one, len(values) - 1).sum() / np.isfinite(one).sum() for one in tolerance), 0, 0)


def himmelblau(x, y):
    a, b = x * x + y - 11.0, x + y * y - 7.0
    return a * a + b * b, np.array([2.0 * a * (2.0 * x) + 2.0 * b, 2.0 * a + 2.0 * b * (2.0 * y)])


def camel(x, y):
    s = x * x
    return (2.0 * s - 1.05 * (s * s) + s * s * s / 6.0 + x * y + y * y,
            np.array([4.0 * x - 4.2 * (s * x) + s * s * x + y, x + 2.0 * y]))


def newton(f, x):
    """A minimum near x, by Newton's method with differences of the gradient."""
    x = np.array(x)
    for _ in range(60):
        h = 1e-6
        hessian = np.array([(f(*(x + h * e))[1] - f(*(x - h * e))[1]) / (2 * h) for e in np.eye(2)])
        x = x - np.linalg.solve(hessian, f(*x)[1])
    return x


def points(f, x, iterations, optimizer):
    """The searches' points after each update: momentum with 0.01 and 0.9, or Adam with 0.1, 0.8 and 0.999."""
    m, v = np.zeros_like(x), np.zeros_like(x)
    for t in range(1, iterations + 1):
        g = f(*x)[1]
        if optimizer == "momentum":
            m = 0.9 * m + g
            x = x - 0.01 * m
        else:
            m = 0.8 * m + (1.0 - 0.8) * g
            v = 0.999 * v + (1.0 - 0.999) * (g * g)
            x = x - 0.1 * (m / (1.0 - 0.8**t)) / (np.sqrt(v / (1.0 - 0.999**t)) + 1e-8)
        yield x


def basins():
    """Rows of the case, i1, i2, the minimum where the search ends (-1: none, -2: it diverges) and the iteration from
    which on it is there, the first minimum where it has been and that iteration, and f at the end. A search is at a
    minimum if f is less than the tolerance from the value there and no other minimum is nearer."""
    cases = [(himmelblau, [(3, 2), (-2.8, 3.1), (-3.8, -3.3), (3.6, -1.8)], "momentum", 24, 120, 1e-2),
             (camel, [(0, 0), (1.7, -0.9), (-1.7, 0.9)], "adam", 21, 150, 1e-4)]
    for case, (f, minima, optimizer, side, iterations, tolerance) in enumerate(cases):
        minima = np.array([newton(f, m) for m in minima])
        centers = -5.0 + (np.arange(side) + 0.5) * (10.0 / side)
        x = np.array([grid.ravel() for grid in np.meshgrid(centers, centers)])
        with np.errstate(all="ignore"):
            path = np.array(list(points(f, x, iterations, optimizer)))  # t, coordinate, search
            values = f(path[:, 0], path[:, 1])[0]
            nearest = ((path[:, None] - minima[None, :, :, None]) ** 2).sum(axis=2).argmin(axis=1)
            at = np.where(np.abs(values - f(*minima.T)[0][nearest]) < tolerance, nearest, -1)
        for i in range(side * side):
            if not np.isfinite(values[:, i]).all():
                yield case, i % side, i // side, -2, -1, 0, 0, 0
                continue
            last, hits = at[-1, i], np.flatnonzero(at[:, i] >= 0)
            since = -1 if last < 0 else np.flatnonzero(np.append(-1, at[:-1, i]) != at[:, i])[-1]
            first = hits[0] if len(hits) else -1
            yield case, i % side, i // side, last, since, at[first, i] if first >= 0 else -1, first, values[-1, i]


write("adam_reordered.csv", "t,x1,x2", reordered())
write("ensemble_numpy.csv", "t,mean,q10,q25,median,q75,q90,below", ensemble())
write("sweep_numpy.csv", "alpha,beta1,first,stays,f", sweep())
write("sweep_momentum_numpy.csv", "alpha,mu,first,stays,diverged,best", sweep_of_momentum())
write("numpy_normal.csv", "seed,index,number", normals())
write("schedules.csv", "schedule,warmup,second,third,updates,t,factor", schedules())
write("noise_numpy.csv", "optimizer,problem,kind,size,schedule,warmup,second,third,seed,given,t,x1,x2,f", noise())
write("noisy_ensembles_numpy.csv", "vary,given,kind,size,run,f", noisy_ensembles())
write("statistics_python.csv", "kind,a,b,first,second", statistics())
write("tuning_numpy.csv", "optimizer,alpha,beta1,reached_first,ert_first,reached_stays,ert_stays,median,best_first,best_stays", tuning())
write("profile_python.csv", "kind,a,b,c,d", profiles())
write("suite_numpy.csv", "kind,a,b,c,d,e", suite())
write("states.csv", "optimizer,t,quantity,x1,x2", states())
write("runtime_numpy.csv", "t,first,stays,targets_first,targets_stay", runtime())
with open(os.path.join(HERE, "basins_numpy.csv"), "w") as out:
    print("case,i1,i2,minimum,since,first_minimum,first,f", file=out)
    for *whole, f in basins():
        print(*whole, float(f).hex(), sep=",", file=out)
