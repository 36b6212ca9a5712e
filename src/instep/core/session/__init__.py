"""A session: steps in order, each cleared, composed to fit the minutes a person has."""

from instep.core.session.plan import plan
from instep.core.session.step import Asked, LeftOut, Lot, Session, Step, Uncleared, Why

__all__ = ["Asked", "LeftOut", "Lot", "Session", "Step", "Uncleared", "Why", "plan"]
