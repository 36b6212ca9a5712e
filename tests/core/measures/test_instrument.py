"""The questionnaire twice a year: every way to answer it, scored as its owner says."""

from itertools import product

from instep.adapters.content import measures

MNSI = measures().mnsi
SCORED = (1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 7, 13)
"""Yes counts in the first eleven, no in the last two; 4 and 10 are not scored (mnsi)."""


def said(scored, *, four="no", ten="no"):
    return {**dict(zip(SCORED, scored, strict=True)), 4: four, 10: ten}


def test_all_8192_ways_to_answer_the_scored_items_give_the_published_points():
    for answers in product(("yes", "no"), repeat=13):
        expected = answers[:11].count("yes") + answers[11:].count("no")

        assert expected == MNSI.points(said(answers))


def test_cramps_and_weakness_are_asked_and_never_scored():
    for four, ten in product(("yes", "no"), repeat=2):
        answers = ("yes", "no") * 6 + ("yes",)

        assert MNSI.points(said(answers, four=four, ten=ten)) == 7


def test_fifteen_items_are_asked_thirteen_count_and_seven_is_the_mark():
    assert (len(MNSI.items), MNSI.most, MNSI.mark) == (15, 13, 7)


def test_one_item_open_means_no_points_yet():
    whole = said(("no",) * 13)
    for number in whole:
        part = {n: answer for n, answer in whole.items() if n != number}

        assert MNSI.points(part) is None
        assert MNSI.open_item(part) == number
    assert MNSI.open_item(whole) is None


def test_an_answer_that_is_neither_yes_nor_no_is_no_answer():
    assert MNSI.points({**said(("no",) * 13), 1: "not_sure"}) is None


def test_the_questionnaire_is_shown_with_its_credit_and_licence():
    assert "University of Michigan" in MNSI.credit
    assert MNSI.licence
    assert MNSI.tier == "sourced"
