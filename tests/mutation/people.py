"""What notices most changes, and at once: people, stored decisions, and the least of each rule.

These are tests and their helpers called one after another, without the ceremony of pytest.
Imported anew in each process, after the change.
"""


def quick_for_safety() -> None:
    """Everyone is told what they were told before."""
    from tests.core import test_golden, test_vignettes

    for person in test_vignettes.PEOPLE:
        test_vignettes.test_each_person_is_told_what_the_rules_say_of_them(person, "safety")
        test_vignettes.test_safety_and_the_oracle_say_the_same_of_each_person(person)
    for decision in test_golden.DECISIONS:
        test_golden.test_a_stored_decision_judged_again_is_the_same(decision)


def quick_for_measured() -> None:
    """The few cases that name what stands; the whole worlds come after."""
    from tests.core import test_measured as measured

    measured.test_a_narrow_gap_is_no_news_and_a_wide_one_is_until_it_is_known()
    measured.test_past_midnight_a_gap_of_the_new_day_counts_for_the_evening_that_goes_on()
    measured.test_the_widest_gap_of_a_day_and_every_foot_that_is_too_warm_are_told()


def quick_for_guard() -> None:
    """For the least of each rule and for each single answer, walls and steps are the oracle's."""
    from instep.core.guard import steps, walls_of
    from tests.core import test_guard_laws as laws

    laws.test_every_rule_of_the_book_is_a_row_of_the_guard_or_needs_none()
    people = [said for _, said in laws.FACES] + [{q: a} for q, a in laws.EVERY_ANSWER]
    for said in people:
        laws.hold_walls(said)
    for said in people[::6]:
        answers = laws.raw(said)
        walls = walls_of(answers)
        steps.walls_of = lambda _, walls=walls: walls  # raised once a person, as in the laws
        laws.hold(answers, laws.judge(laws.someone(said), laws.TODAY), laws.STEPS)
    steps.walls_of = walls_of
