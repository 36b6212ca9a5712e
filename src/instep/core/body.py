"""The foot as Instep names it: two sides, twenty-one zones, three points to press."""

from enum import StrEnum


class Side(StrEnum):
    """Left or right, as the person says it of their own body; both where it is not one of them."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def each(self) -> tuple["Side", ...]:
        """The single sides this stands for."""
        return FEET if self is Side.BOTH else (self,)

    @classmethod
    def union(cls, left: bool, right: bool) -> "Side":
        """The side that covers what is marked; both when neither is: then it is about no side."""
        if left == right:
            return cls.BOTH
        return cls.LEFT if left else cls.RIGHT


FEET = (Side.LEFT, Side.RIGHT)


class Zone(StrEnum):
    """A region of the foot. Sole and top of a toe are one zone. Never painted above the ankle.

    A zone by itself has no side; a step or an answer says which foot.
    """

    HEEL = "heel"
    ARCH_INNER = "arch_inner"
    ARCH_OUTER = "arch_outer"
    BALL_INNER = "ball_inner"
    BALL_MIDDLE = "ball_middle"
    BALL_OUTER = "ball_outer"
    TOE_1 = "toe_1"
    TOE_2 = "toe_2"
    TOE_3 = "toe_3"
    TOE_4 = "toe_4"
    TOE_5 = "toe_5"
    WEB_1_2 = "web_1_2"
    WEB_2_3 = "web_2_3"
    WEB_3_4 = "web_3_4"
    WEB_4_5 = "web_4_5"
    TOP_FOREFOOT = "top_forefoot"
    TOP_MIDFOOT = "top_midfoot"
    ANKLE_INNER = "ankle_inner"
    ANKLE_OUTER = "ankle_outer"
    ANKLE_FRONT = "ankle_front"
    LOWER_LEG = "lower_leg"


class Point(StrEnum):
    """A named spot to press, always on the sole or the toe, never in an ankle hollow."""

    BIG_TOE_BASE = "big_toe_base"
    BELOW_BIG_TOE = "below_big_toe"
    NEAR_HEEL = "near_heel"
