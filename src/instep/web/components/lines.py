"""The lines of today's pages: each with its own answers, and what is ticked of them."""

from dataclasses import dataclass

from django.http import QueryDict

from instep.core.body import Zone
from instep.core.screening import Answer, Kind
from instep.web.house import house, say
from instep.web.way import PAGES, page_questions

SIDE = ".side"
OF_A_PATCH = ("sore_patch_zones", "red_stays")
"""Asked only where there is a patch, under its own line."""


@dataclass(frozen=True)
class Line:
    """One line of a page: its question and what is ticked."""

    id: str
    sided: bool
    said: str
    side: str
    is_open: bool

    @property
    def choices(self) -> list[dict[str, str]]:
        """No, Yes, Not sure."""
        return [{"value": v, "words": say(f"web.answer.{v}")} for v in ("no", "yes", "not_sure")]

    @property
    def sides(self) -> list[dict[str, str]]:
        """Which foot; not sure is an answer here too."""
        words = ("left", "right", "both", "not_sure")
        return [{"value": v, "words": say(f"web.answer.{v}")} for v in words]


def lines(
    page: str, form: QueryDict, known: dict[str, Answer], open: tuple[str, ...]
) -> list[Line]:
    """Every line but those of a patch, ticked as it was sent or as it is kept."""
    ids = [id for id in page_questions(page) if id not in OF_A_PATCH]
    return [line(id, form, known, id in open) for id in ids]


def line(id: str, form: QueryDict, known: dict[str, Answer], is_open: bool) -> Line:
    """One line, ticked as it was sent or as it is kept."""
    sided = house().questions[id].kind is Kind.SIDED
    kept = str(known.get(id, ""))
    is_side = sided and kept in ("left", "right", "both")
    said = form.get(id, "yes" if is_side else kept)
    return Line(id, sided, said, form.get(id + SIDE, kept if is_side else ""), is_open)


def zones() -> list[dict[str, str]]:
    """Where a patch may be."""
    values = house().questions["sore_patch_zones"].values
    return [{"value": zone, "words": say(f"zone.{Zone(zone)}.name")} for zone in values]


def asked(
    page: str, form: QueryDict, known: dict[str, Answer], open: tuple[str, ...]
) -> dict[str, object]:
    """All that one of the five pages shows."""
    return {
        "page": page,
        "lines": lines(page, form, known, open),
        "red_stays": line("red_stays", form, known, "red_stays" in open),
        "zones": zones(),
        "ticked": form.getlist("sore_patch_zones") or known.get("sore_patch_zones", ()),
        "open": open,
        "number": (*PAGES, page).index(page) + 1,
        "of": len(PAGES),
    }
