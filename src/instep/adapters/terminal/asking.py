"""Questions one at a time, answered with a key and Enter. Every page can go back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from instep.adapters.terminal.pages import wrapped
from instep.core.screening import Answer, Kind, Question, Questions
from instep.core.units import Words

Answered = dict[str, Answer]

LEAVE, BACK = ("q", "quit"), ("b", "back", "<")
"""What a person types to stop here, and to have the question before this one."""


class Back(Exception):
    """The person wants the question before this one."""


class Leave(Exception):
    """The person wants to stop here."""


@dataclass
class Talk:
    """The two ends of a conversation: a line in, lines out."""

    ask: Callable[[str], str]
    tell: Callable[[str], None]
    words: Words
    on: date
    may_go_back: bool = False

    def lines(self, lines: Sequence[str]) -> None:
        """Several lines, one after another."""
        for line in lines:
            self.tell(line)

    def text(self, key: str) -> None:
        """One text of the words, wrapped."""
        self.lines(wrapped(self.words[key]))

    def reply(self, prompt: str) -> str:
        """What the person typed, in small letters."""
        return self.typed(prompt).lower()

    def typed(self, prompt: str) -> str:
        """What the person typed. Stop, and the end of input, mean leave.

        Back goes to the question before; where there is none this one is put again.
        """
        *above, last = wrapped(prompt)
        while True:
            self.lines(above)
            try:
                said = self.ask(f"{last} ").strip()
            except EOFError as error:
                raise Leave from error
            if said.lower() in LEAVE:
                raise Leave
            if said.lower() not in BACK:
                return said
            if self.may_go_back:
                raise Back

    def choose(self, prompt: str, keys: Mapping[str, str], more: str | None = None) -> str:
        """One of these words, by its key or in full; ``?`` shows more."""
        while True:
            said = self.reply(prompt)
            if said in keys:
                return keys[said]
            if said in keys.values():
                return said
            if said == "?" and more is not None:
                self.lines(wrapped(self.words[more], "    "))
                continue
            self.lines(wrapped(self.words["ask.not_understood"], "    "))


YES_NO = {"n": "no", "no": "no", "y": "yes", "yes": "yes", "s": "not_sure", "not sure": "not_sure"}
SIDES = {
    "l": "left",
    "r": "right",
    "2": "both",
    "both": "both",
    "s": "not_sure",
    "not sure": "not_sure",
}


def put(talk: Talk, question: Question, number: str) -> Answer:
    """One question, answered."""
    ask = talk.words[f"question.{question.id}.ask"]
    talk.tell("")
    talk.lines(wrapped(ask, f"{number}  "))
    return _PUT[question.kind](talk, question)


def _yes_no(talk: Talk, question: Question) -> Answer:
    return talk.choose(talk.words["ask.yes_no"], YES_NO, f"question.{question.id}.help")


def _sided(talk: Talk, question: Question) -> Answer:
    said = _yes_no(talk, question)
    if said != "yes":
        return said
    return talk.choose(talk.words["ask.side"], SIDES, f"question.{question.id}.help")


def _choice(talk: Talk, question: Question) -> Answer:
    keys = {}
    for place, value in enumerate(question.values, 1):
        words = talk.words.get(f"question.{question.id}.values.{value}", value.replace("_", " "))
        talk.lines(wrapped(words, f"      {place}  "))
        keys[str(place)] = value
    if "no" in question.values:
        keys["n"] = "no"
    return talk.choose(talk.words["ask.choice"], keys, f"question.{question.id}.help")


def _list(talk: Talk, question: Question) -> Answer:
    """Any number of a closed list, by their numbers; nothing means none."""
    for place, value in enumerate(question.values, 1):
        talk.tell(f"      {place:2}  {_value(talk, question, value)}")
    while True:
        said = talk.reply(talk.words["ask.list"])
        if said == "?":
            talk.lines(wrapped(talk.words[f"question.{question.id}.help"], "    "))
            continue
        picked = picked_from(question.values, said)
        if picked is not None:
            return picked
        talk.lines(wrapped(talk.words["ask.not_understood"], "    "))


def picked_from(values: Sequence[str], said: str) -> tuple[str, ...] | None:
    """Those of these values whose numbers were typed, each once; None for anything else."""
    by_number = {str(place): value for place, value in enumerate(values, 1)}
    picked = dict.fromkeys(by_number.get(p) for p in said.replace(",", " ").split())
    return None if None in picked else tuple(value for value in picked if value is not None)


def _value(talk: Talk, question: Question, value: str) -> str:
    for key in (f"question.{question.id}.values.{value}", f"zone.{value}.name"):
        if key in talk.words:
            return talk.words[key]
    return value


def _number(talk: Talk, question: Question) -> Answer:
    least, most = question.least or 0, question.most or 0
    prompt = talk.words["ask.whole" if question.whole else "ask.degrees"]
    while True:
        said = talk.reply(prompt)
        if said in ("", "n", "not done"):
            return "not_done"
        if said == "?":
            talk.lines(wrapped(talk.words[f"question.{question.id}.help"], "    "))
            continue
        number = number_in(said)
        if number is not None and least <= number <= most:
            if not question.whole:
                return number
            if number == int(number):
                return int(number)
        talk.lines(wrapped(talk.words["ask.not_understood"], "    "))


def number_in(said: str) -> float | None:
    """A plain number, with a point or a comma; None for anything else."""
    digits = said.replace(",", ".", 1)
    plain = digits.replace(".", "", 1)
    if not plain.isascii() or not plain.isdigit() or len(plain) > 6:
        return None
    return float(digits)


def _day(talk: Talk, question: Question) -> Answer:
    while True:
        said = talk.reply(talk.words["ask.day"])
        if said == "?":
            talk.lines(wrapped(talk.words[f"question.{question.id}.help"], "    "))
            continue
        day = talk.on if said == "" else _day_in(said)
        if day is not None and day <= talk.on:
            return day.isoformat()
        talk.lines(wrapped(talk.words["ask.not_understood"], "    "))


def _day_in(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


_PUT: Mapping[Kind, Callable[[Talk, Question], Answer]] = {
    Kind.YES_NO: _yes_no,
    Kind.SIDED: _sided,
    Kind.CHOICE: _choice,
    Kind.LIST: _list,
    Kind.NUMBER: _number,
    Kind.DATE: _day,
}


def put_all(
    talk: Talk,
    asked: Sequence[str],
    questions: Questions,
    answers: Answered,
    *,
    wanted: Callable[[str, Answered], bool],
    keep: Callable[[str, Answer | None], None] = lambda _id, _answer: None,
    until: Callable[[Answered], bool] = lambda _: False,
    turn: Callable[[str], None] = lambda _page: None,
) -> None:
    """Put these questions in turn, those still wanted when their turn comes.

    Back goes to the one before and drops its answer; before the first it stays. ``keep`` is told
    of every answer at once, so that nothing given is lost. ``until`` may end it early. ``turn``
    is told of each new page.
    """
    place, path, page = 0, list[int](), ""
    while place < len(asked):
        id = asked[place]
        if not wanted(id, answers):
            place += 1
            continue
        if questions[id].page != page:
            page = questions[id].page
            turn(page)
        number = 1 + sum(questions[asked[before]].page == page for before in path)
        try:
            answer = _put_after(talk, questions[id], number, first=not path)
        except Back:
            place = path.pop()
            answers.pop(asked[place], None)
            keep(asked[place], None)
            continue
        answers[id] = answer
        keep(id, answer)
        if until(answers):
            return
        path.append(place)
        place += 1


def _put_after(talk: Talk, question: Question, number: int, *, first: bool) -> Answer:
    """One of many questions: only with one before it can the person go back."""
    talk.may_go_back = not first
    try:
        return put(talk, question, f"{number:2}.")
    finally:
        talk.may_go_back = False
