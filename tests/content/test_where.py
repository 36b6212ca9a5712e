"""The line a complaint points at: the one the author has to go to."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instep.adapters.content import SHIPPED
from instep.adapters.content.where import line_of, places, twice

FILES = sorted(SHIPPED.rglob("*.toml"))

TEXT = '''\
# a comment with [a.table] and key = "value"
top = "a # is not a comment, = is not a key"

[first]
plain = 1.5
dotted.key = "x"
inline = { one = 1, "two words" = ["a", "b"] }
list = [
    "zero",   # with a comment, and a ]
    "one, with a comma and a \\" quote",

    "two",
]
flat = ["zero", "one"]
day = 2026-11-24 10:00:00

[second."quoted name"]  # a comment
'literal' = 'a \\ in here'
long = """
not = "a key"
[not.a.table]
"""
after = ["""
one""", "two", [
    "deep",
]]

[second.other]
end = true
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("top", 2),
        ("first", 4),
        ("first plain", 5),
        ("first dotted", 6),
        ("first dotted key", 6),
        ("first inline", 7),
        ("first inline one", 7),
        ("first inline two_words 1", 7),
        ("first list", 8),
        ("first list 0", 9),
        ("first list 1", 10),
        ("first list 2", 12),
        ("first flat 1", 14),
        ("first day", 15),
        ("second", 17),
        ("second quoted_name", 17),
        ("second quoted_name literal", 18),
        ("second quoted_name long", 19),
        ("second quoted_name after", 23),
        ("second quoted_name after 0", 23),
        ("second quoted_name after 1", 24),
        ("second quoted_name after 2 0", 25),
        ("second other", 28),
        ("second other end", 29),
    ],
)
def test_a_key_is_found_on_its_line(path, line):
    keys = [key.replace("_", " ") for key in path.split()]

    assert line == line_of(TEXT, keys)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (["first", "missing"], 4),
        (["first", "list", "7"], 8),
        (["first", "list", "1", "deeper"], 10),
        (["second", "quoted name", "missing", "too"], 17),
        (["missing"], 1),
        ([], 1),
    ],
)
def test_what_is_not_there_is_looked_for_where_it_should_be(path, line):
    assert line == line_of(TEXT, path)


def test_the_example_is_toml():
    assert "second" in tomllib.loads(TEXT)


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ('[a]\nx = 1\n\n[b]\ny = 1\n\n["a"]\nz = 1\n', ("a",), 7),
        ("[a]\nx = 1\ny = 2\nx = [\n 3,\n]\n", ("a", "x"), 4),
        ("[a]\nx = { y = 1, z = 2, y = 3 }\n", ("a", "x", "y"), 2),
        ("a.b = 1\n[a]\nb = 2\n", ("a", "b"), 3),
    ],
)
def test_a_name_given_twice_is_found_the_second_time(text, path, line):
    second = twice(text)

    assert second is not None
    assert (path, line) == (second.path, second.line)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(SHIPPED).as_posix())
def test_every_key_of_the_content_stands_on_the_line_that_is_named(file):
    text = file.read_text(encoding="utf-8")
    lines = ["", *text.splitlines()]
    found = {place.path: lines[place.line] for place in places(text)}
    implied = {path[:size] for path in found for size in range(1, len(path))}
    for path, value in _paths(tomllib.loads(text)):
        assert path in found or path in implied
        if path in found:
            named = path[-1] if not path[-1].isdigit() else str(value)[:20]
            assert named in found[path] or isinstance(value, list), path
    assert twice(text) is None


def _paths(value, path=()):
    if path:
        yield path, value
    inside = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        inside = ((str(place), item) for place, item in enumerate(value))
    for key, part in inside:
        yield from _paths(part, (*path, key))


@pytest.mark.parametrize("cut", range(0, len(TEXT), 7))
def test_a_file_that_breaks_off_anywhere_still_has_lines(cut):
    found = list(places(TEXT[:cut]))

    assert all(1 <= place.line <= TEXT.count("\n") + 1 for place in found)


@given(st.text(alphabet="ab.=\"'[]{},#\\ \n1", max_size=60))
def test_no_text_at_all_trips_the_scanner(text):
    lines = text.count("\n") + 1

    assert all(1 <= place.line <= lines for place in places(text))
    assert 1 <= line_of(text, ("a", "b")) <= lines
