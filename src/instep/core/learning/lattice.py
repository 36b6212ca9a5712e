"""A lattice of nodes over the three curved unknowns, laid where they are likely and no wider.

The peak and the shape about it come from quadratics fitted through thirteen points. In axes of
that shape the nodes stand on two grids of whole steps, the second in the middle of the first's
cells: so the lattice is that of one grid doubled, and what the doubling changed is its error bar.
From a ball about the peak it grows wherever its edge is not yet unlikely. No chance is in it: the
same diary, the same nodes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from instep.core.learning.series import Floats, Wholes

STEP = 1.7
"""From node to node of one grid, in standard deviations."""

CUT = 8.0
"""A node this many nats below the highest is left out."""

NARROW, WIDE = 0.25, 3.0
"""How much a shape may shrink or widen in one look."""

LOOKS = 12
"""At most so many quadratics; three or four are usual."""

Heights: TypeAlias = Callable[[Floats], Floats]
"""Log density at places (G, 3), but for a constant: (G)."""


def _stencil() -> Floats:
    """The middle, one step each way, and both ends of three diagonals: (13, 3)."""
    ways = np.eye(3)
    pairs = [sign * (ways[i] + ways[j]) for i, j in combinations(range(3), 2) for sign in (1, -1)]
    return np.array([np.zeros(3), *ways, *-ways, *pairs])


def _terms(at: Floats) -> Floats:
    """1, x, and all products of two: what a quadratic is made of, (points, 10)."""
    products = [at[:, i] * at[:, j] for i in range(3) for j in range(i, 3)]
    return np.column_stack([np.ones(len(at)), at, *products])


STENCIL = _stencil()
FIT = np.linalg.pinv(_terms(STENCIL))
BESIDE = np.array(list(product((1, -1), repeat=3)))

FINER = 0.7
"""How much shorter the axes of a finer lattice are."""

ROUND = 1.5
"""By how many nats at least; two thirds of what a bell curve would."""

MISFIT = 1.6
"""A lattice whose axes are so much too long or too short is laid anew."""

MOST_NODES = 1500
"""A lattice whose edge is so long stops growing: its axes were far too short."""

SIDE = 14
"""A lattice never reaches as far as so many half steps: it cannot grow for ever."""


@dataclass(frozen=True)
class Shape:
    """Where the peak is (3), and the axes about it, one standard deviation long: (3, 3)."""

    peak: Floats
    axes: Floats

    def places(self, at: Floats) -> Floats:
        """From steps along the axes to places."""
        return self.peak + at @ self.axes.T


def find_shape(height: Heights, start: Shape, widest: Floats) -> Shape:
    """Climb to the peak. Each look fits a quadratic one standard deviation about."""
    shape, known, best = start, start, -np.inf
    for _ in range(LOOKS):
        heights = height(shape.places(STENCIL))
        if heights[0] < best - 0.5:  # overshot: go half the way back
            shape = Shape((shape.peak + known.peak) / 2, known.axes)
            continue
        known, best = shape, heights[0]
        move, stretch = _quadratic(heights)
        shape = Shape(shape.peak + shape.axes @ move, _no_wider(shape.axes @ stretch, widest))
        if np.abs(move).max() < 0.6 and np.abs(stretch - np.eye(3)).max() < 0.5:
            break
    return shape


def _quadratic(heights: Floats) -> tuple[Floats, Floats]:
    """The step to the fitted peak, and how the axes must change to have unit shape there."""
    fitted = FIT @ heights
    bend = np.zeros((3, 3))
    bend[np.triu_indices(3)] = -fitted[4:]
    bend = bend + bend.T
    stiff, ways = np.linalg.eigh(bend)
    stiff = np.clip(stiff, WIDE**-2, NARROW**-2)
    move = ways @ ((ways.T @ fitted[1:4]) / stiff)
    longest = max(1.0, float(np.abs(move).max()) / 2.5)
    return move / longest, (ways / np.sqrt(stiff)) @ ways.T


def _no_wider(axes: Floats, widest: Floats) -> Floats:
    """No axis longer than what was believed before the first day."""
    ways, lengths, turn = np.linalg.svd(axes / widest[:, None])
    held: Floats = widest[:, None] * (ways * np.minimum(lengths, 1.0)) @ turn
    return held


@dataclass(frozen=True)
class Lattice:
    """The nodes looked at, in half steps (G, 3) along the shape's axes, and which are kept (G)."""

    shape: Shape
    steps: Floats
    kept: NDArray[np.bool_]

    @property
    def places(self) -> Floats:
        """Where the kept nodes are (G, 3)."""
        return self.shape.places(self.steps[self.kept])

    @property
    def first_grid(self) -> NDArray[np.bool_]:
        """Which of the kept nodes stand on the first of the two grids."""
        even: NDArray[np.bool_] = self.steps[self.kept, 0] % 2 == 0
        return even


def lay(height: Heights, shape: Shape) -> Lattice:
    """Grow the lattice from a ball about the peak until its whole edge is unlikely."""
    shape = Shape(shape.peak, shape.axes * (STEP / 2))
    grid = np.full((2 * SIDE + 1,) * 3, np.nan)
    steps, front, top = [], _ball(), -np.inf
    while len(front):
        steps.append(front)
        heights = height(shape.places(front.astype(float)))
        grid[_index(front)] = heights
        top = max(top, float(heights.max()))
        inside = front[heights > top - CUT]
        front = _outward(grid, inside, top - CUT) if len(inside) < MOST_NODES else inside[:0]
    places = np.concatenate(steps)
    return Lattice(shape, places.astype(float), grid[_index(places)] > top - CUT)


@cache
def _ball() -> Wholes:
    """Where a bell curve would be likely enough, in half steps."""
    radius = 2 * (2 * CUT) ** 0.5 / STEP
    along = np.arange(-int(radius), int(radius) + 1)
    box = np.stack(np.meshgrid(along, along, along), axis=-1).reshape(-1, 3)
    same = (box % 2 == box[:, :1] % 2).all(axis=1)
    inside: Wholes = box[same & ((box**2).sum(axis=1) <= radius**2)]
    return inside


def _index(places: Wholes) -> tuple[Wholes, Wholes, Wholes]:
    where = places + SIDE
    return where[..., 0], where[..., 1], where[..., 2]


def _outward(grid: Floats, inside: Wholes, lowest: float) -> Wholes:
    """The nodes beyond these that are not known and may yet be likely, layer after layer.

    Hills are round: on the way out, a node lies below the line through the two before it.
    """
    guess, layers = grid.copy(), [inside[:0]]
    while len(inside):
        near = (inside[:, None] + BESIDE).reshape(-1, 3)
        before = guess[_index((inside[:, None] - BESIDE).reshape(-1, 3))]
        here = guess[_index(inside)].repeat(len(BESIDE))
        hope = here + np.minimum(here - before, 0) - ROUND
        fits = (hope > lowest) & np.isnan(guess[_index(near)]) & (np.abs(near) < SIDE).all(axis=1)
        guess[_index(near[fits])] = hope[fits]
        inside = _each_once(near[fits])
        layers.append(inside)
    return np.concatenate(layers)


def _each_once(places: Wholes) -> Wholes:
    """The same places, each once and in order; as one number each they are sooner sorted."""
    wide = (2 * SIDE + 1,) * 3
    once = np.unique(np.ravel_multi_index(_index(places), wide))
    found: Wholes = np.column_stack(np.unravel_index(once, wide)) - SIDE
    return found


def refitted(lattice: Lattice, weight: Floats) -> Shape | None:
    """A better shape, from the lattice's own mean and spread; None where the old one fits."""
    apart = lattice.places - weight @ lattice.places
    spread = (weight[:, None] * apart).T @ apart
    axes = lattice.shape.axes * (2 / STEP)
    inverse = np.linalg.inv(axes)
    stretch = np.linalg.eigvalsh(inverse @ spread @ inverse.T)
    if stretch[0] > MISFIT**-2 and stretch[-1] < MISFIT**2:
        return None
    new: Floats = np.linalg.cholesky(spread + 1e-6 * axes @ axes.T).astype(np.float64)
    return Shape(weight @ lattice.places, new)


def finer(lattice: Lattice) -> Shape:
    """The same shape with shorter axes, for a lattice with three times the nodes."""
    return Shape(lattice.shape.peak, lattice.shape.axes * (2 / STEP * FINER))
