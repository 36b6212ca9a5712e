"""Every small change to a file of code: mutmut's own list of them, and some for tables and facts.

mutmut leaves out what stands outside functions, and every property. Here nothing is left out but
words for people and types: see ``docs/decisions/0004-mutation.md``.
"""

import ast
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import NEVER_MUTATE_FUNCTION_CALLS, deep_replace
from mutmut.mutation.mutators import mutation_operators

from instep.core.body import Point, Side, Zone
from instep.core.catalog import Group, Pressure
from instep.core.safety.clearance import Action, Stops
from instep.core.safety.facts import Fact
from instep.core.screening import Kind

ROOT = Path(__file__).parents[2]


# -- Our own kinds of change -------------------------------------------------------------------

ENUMS: dict[str, list[str]] = {
    words.__name__: list(words.__members__)
    for words in (Fact, Action, Stops, Side, Group, Pressure, Kind, Zone, Point)
}
SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any"}
WORD_LISTS = ("words", "_words", "groups", "_groups", "_zones")


def other_members(node: cst.Attribute) -> Iterable[cst.CSTNode]:
    """Fact.TRUE becomes its neighbours in the order of the enum."""
    if not isinstance(node.value, cst.Name) or node.value.value not in ENUMS:
        return
    members = ENUMS[node.value.value]
    if node.attr.value in members:
        place = members.index(node.attr.value)
        for other in {members[place - 1], members[(place + 1) % len(members)]} - {node.attr.value}:
            yield node.with_changes(attr=cst.Name(other))


def other_extreme(node: cst.Name) -> Iterable[cst.CSTNode]:
    """The greatest becomes the least, any becomes all, and the reverse."""
    if node.value in SWAPPED:
        yield node.with_changes(value=SWAPPED[node.value])


def one_element_less(node: cst.Tuple | cst.List | cst.Set | cst.Dict) -> Iterable[cst.CSTNode]:
    """A row of a table goes missing."""
    for place in range(len(node.elements) if len(node.elements) > 1 else 0):
        kept = [*node.elements[:place], *node.elements[place + 1 :]]
        if len(kept) == 1 and isinstance(node, cst.Tuple):
            kept = [kept[0].with_changes(comma=cst.Comma())]
        yield node.with_changes(elements=kept)


def one_word_less(node: cst.Call) -> Iterable[cst.CSTNode]:
    """A word of a word list goes missing."""
    name = getattr(node.func, "value", None)
    if name not in WORD_LISTS or not isinstance(node.args[0].value, cst.SimpleString):
        return
    listed = str(node.args[0].value.evaluated_value).split()
    for place in range(len(listed)):
        fewer = cst.SimpleString(repr(" ".join(listed[:place] + listed[place + 1 :])))
        yield node.with_changes(args=[node.args[0].with_changes(value=fewer), *node.args[1:]])


def always_and_never(node: cst.If | cst.CompIf) -> Iterable[cst.CSTNode]:
    """A condition that always holds, and one that never does."""
    for value in ("True", "False"):
        test = cst.Name(value, lpar=node.test.lpar, rpar=node.test.rpar)
        yield node.with_changes(test=test, whitespace_before_test=cst.SimpleWhitespace(" "))


def one_side_only(node: cst.BooleanOperation) -> Iterable[cst.CSTNode]:
    """Of two conditions only one is looked at."""
    yield from (node.left, node.right)


def one_lower(node: cst.Integer | cst.Float) -> Iterable[cst.CSTNode]:
    """A number one lower; mutmut makes it one higher."""
    lower = node.evaluated_value - 1
    yield node.with_changes(value=repr(lower)) if lower >= 0 else cst.parse_expression(f"({lower})")


OURS: Sequence[tuple[Any, Callable[[Any], Iterable[cst.CSTNode]]]] = [
    (cst.Attribute, other_members),
    (cst.Name, other_extreme),
    ((cst.Tuple, cst.List, cst.Set, cst.Dict), one_element_less),
    (cst.Call, one_word_less),
    ((cst.If, cst.CompIf), always_and_never),
    (cst.BooleanOperation, one_side_only),
    ((cst.Integer, cst.Float), one_lower),
]
OPERATORS = [*mutation_operators, *OURS]


# -- Where they are made -----------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """One change to one file: where it is, and what stands there before and after."""

    file: str
    line: int
    on: str
    before: str
    after: str
    module: cst.Module
    old: cst.CSTNode
    new: cst.CSTNode

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.change}\n      {self.on}"

    @property
    def change(self) -> str:
        """What is different, as short as it can be told."""
        before, after = self.before.split(" "), self.after.split(" ")
        top = _same(before, after)
        end = min(_same(before[::-1], after[::-1]), len(before) - top, len(after) - top)
        old, new = (" ".join(ws[max(0, top - 1) : len(ws) - end]) for ws in (before, after))
        return f"{old} -> {new}"

    def text(self) -> str | None:
        """The whole changed file; None where it is no Python, or comes to the same."""
        changed = cast(cst.Module, deep_replace(self.module, self.old, self.new)).code
        try:
            same = ast.dump(ast.parse(changed)) == ast.dump(ast.parse(self.module.code))
            compile(changed, self.file, "exec")
        except (SyntaxError, ValueError):
            return None
        return None if same else changed


class _Finder(cst.CSTVisitor):
    """Walks a file and makes every change to every node that is neither a type nor a docstring."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self) -> None:
        self.found: list[tuple[int, cst.CSTNode, cst.CSTNode]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if _left_alone(node):
            return False
        for kind, changes in OPERATORS:
            if isinstance(node, kind):
                line = self.get_metadata(PositionProvider, node).start.line
                made = list(changes(node))
                # one changed spelling is enough to see whether a word is looked at
                kept = made[:1] if isinstance(node, cst.BaseString) else made
                self.found += [(line, node, new) for new in kept]
        return True


def _left_alone(node: cst.CSTNode) -> bool:
    """Imports, decorators, types, docstrings, and calls that only say what a value is."""
    if isinstance(node, cst.Import | cst.ImportFrom | cst.Decorator | cst.Annotation):
        return True
    if isinstance(node, cst.Expr):
        return isinstance(node.value, cst.SimpleString)
    if isinstance(node, cst.AnnAssign):
        return getattr(node.annotation.annotation, "value", "") == "TypeAlias"
    if isinstance(node, cst.Assign):
        target = getattr(node.targets[0].target, "value", "")
        return target == "__all__" or isinstance(node.value, cst.Subscript)
    name = getattr(getattr(node, "func", None), "value", None)
    return isinstance(node, cst.Call) and name in NEVER_MUTATE_FUNCTION_CALLS


def changes_to(file: Path) -> list[Change]:
    """Every change to this file, each spelled differently."""
    text = file.read_text(encoding="utf-8")
    wrapper = MetadataWrapper(cst.parse_module(text), unsafe_skip_copy=True)
    finder = _Finder()
    wrapper.visit(finder)
    lines = text.splitlines()
    made = [_change(file, wrapper.module, lines, *found) for found in finder.found]
    return list({(c.line, id(c.old), c.after): c for c in made if c.before != c.after}.values())


def _change(
    file: Path, module: cst.Module, lines: list[str], line: int, old: cst.CSTNode, new: cst.CSTNode
) -> Change:
    return Change(
        file=file.relative_to(ROOT).as_posix(),
        line=line,
        on=lines[line - 1].strip(),
        before=_flat(module.code_for_node(old)),
        after=_flat(module.code_for_node(new)),
        module=module,
        old=old,
        new=new,
    )


def _same(one: list[str], other: list[str]) -> int:
    """How many words the two begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _flat(code: str) -> str:
    return " ".join(code.split())
