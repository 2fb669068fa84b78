"""How long the usual scipy fit of a Chinchilla law takes on the points that come in as JSON on standard input.

The grid of 4,500 starts (Hoffmann et al. 2022, App D.2) by L-BFGS-B on the summed log-Huber objective, with scipy's own
tolerances and differences for gradients, and bootstraps from its optimum. Only a share of both is run unless --full is given; times are then scaled up, and named so.
"""
import itertools
import json
import sys
import time

import numpy as np
from scipy.optimize import minimize

STARTS, BOOTSTRAPS = 4500, 4000
points = json.load(sys.stdin)
N, D, L = (np.log(np.array(points[name], dtype=float)) for name in ("N", "D", "loss"))
full = "--full" in sys.argv


def objective(theta, n, d, l):
    a, b, e, alpha, beta = theta
    r = np.logaddexp(np.logaddexp(a - alpha * n, b - beta * d), e) - l
    size = np.abs(r)
    return np.sum(np.where(size <= 1e-3, 0.5 * r * r, 1e-3 * (size - 0.5e-3)))


def fit(start, n, d, l):
    return minimize(objective, start, args=(n, d, l), method="L-BFGS-B")


grid = list(
    itertools.product(
        [0, 5, 10, 15, 20, 25], [0, 5, 10, 15, 20, 25], [-1, -0.5, 0, 0.5, 1], [0, 0.5, 1, 1.5, 2], [0, 0.5, 1, 1.5, 2]
    )
)
random = np.random.default_rng(0)
chosen = grid if full else [grid[i] for i in random.choice(len(grid), 90, replace=False)]
began, busy = time.perf_counter(), time.process_time()
ends = [fit(np.array(start, dtype=float), N, D, L) for start in chosen]
grid_seconds = (time.perf_counter() - began) * STARTS / len(chosen)
grid_cpu = (time.process_time() - busy) * STARTS / len(chosen)
best = min(ends, key=lambda end: end.fun)

draws = BOOTSTRAPS if full else 40
began, busy = time.perf_counter(), time.process_time()
for _ in range(draws):
    rows = random.integers(0, len(N), len(N))
    fit(best.x, N[rows], D[rows], L[rows])
bootstrap_seconds = (time.perf_counter() - began) * BOOTSTRAPS / draws
bootstrap_cpu = (time.process_time() - busy) * BOOTSTRAPS / draws

print(
    json.dumps(
        {
            "objective": best.fun,
            "reached": sum(end.fun <= best.fun * (1 + 1e-6) for end in ends) / len(ends),
            "grid_seconds": grid_seconds,
            "bootstrap_seconds": bootstrap_seconds,
            "grid_cpu": grid_cpu,
            "bootstrap_cpu": bootstrap_cpu,
            "scaled": not full,
        }
    )
)
