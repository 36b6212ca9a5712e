"""What Rosa says: about herself, on every evening, in her own words, and at each look back."""

from collections.abc import Mapping
from typing import Any

from instep.core.learning.rosa import BY_LOT, ILL, PICKS, RUN_IN

ABOUT: Mapping[str, Any] = {
    **dict.fromkeys(
        (
            "diabetes", "told_lops", "poor_circulation", "calf_on_walking", "foot_history",
            "missing_foot", "bone_or_surgery", "fragile_bones", "fragile_skin", "blood_thinner",
            "clot", "hand_foot_syndrome", "oxaliplatin", "tumour_or_radiotherapy",
            "swollen_legs", "varicose", "pregnant", "seizures", "g6pd", "atrial_fibrillation",
            "scent_trouble", "home_oxygen", "soles_hard_to_see", "hard_to_reach", "cannot_say",
            "insulin_in_leg",
        ),
        "no",
    ),
    "adult": "yes",
    "age_65": "yes",
    "numb_feet": "yes",
    "cause_known": "yes",
    "chemo": "over_6_months",
    "pulses_ok": "yes",
    "oil_patch_clear": "yes",
    "skin_allergy": [],
    "touch_test_missed": "not_done",
}  # fmt: skip
"""What she said about herself, asked on her first day."""

TODAY: Mapping[str, Any] = {
    **dict.fromkeys(
        (
            "chest", "sudden_weakness", "saddle", "fever", "calf", "new_swelling", "tender_cord",
            "hangs_down", "new_weakness", "wound", "infection", "black_or_blue", "sore_patch",
            "hot_swollen", "sudden_cold", "injury", "gout", "touch_hurts", "fungus", "sleepy",
            "with_helper",
        ),
        "no",
    ),
    "looked": "yes",
}  # fmt: skip
"""What she said on every evening: nothing speaks against a session."""

QUIET = tuple(RUN_IN.stop + place for place, pick in enumerate(PICKS) if pick is None)
"""Days of the second and third week on which she picks no session."""

SORE, WIDE = QUIET[:2]
"""The day with a red mark of a strap, and the day with one warmer spot; no session on either."""

OTHERWISE: Mapping[int, Mapping[str, Any]] = {
    SORE: {"sore_patch": "left", "sore_patch_zones": ["top_forefoot"], "red_stays": "no"},
    ILL: {"fever": "yes"},
}
"""What she said otherwise, by the number of the day."""

TEXTS = {
    3: "first", SORE: "mark", WIDE: "warm", 24: "better", 51: "away", ILL: "ill", 70: "rain",
    BY_LOT.stop: "stopped",
}  # fmt: skip
"""A few words of hers, by the number of the day."""

BAD_NIGHT = 8
"""From this score of her sleep on it was a night with bad feet."""

MENDED, TOO_MUCH = 40, 2
"""From this day on the first line she puts right the next morning: so many points too high."""

FELT = (4, 3)
"""All in all, at each look back: no change, then a little better."""
