"""What a screen reader says of a page, read from the tree that Chromium gives to such readers.

One line a stop: what it is, its name, its state, its place among its like. It stands in for no real
reader; it shows what every reader is given to say.
"""

import re

SAID = {
    "heading": "heading {level}",
    "link": "link",
    "button": "button",
    "radio": "choice",
    "checkbox": "tick box",
    "textbox": "text field",
    "Date": "day field",
    "image": "picture",
    "navigation": "links",
    "group": "group",
    "banner": "top of the page",
    "contentinfo": "end of the page",
    "main": "page",
    "DisclosureTriangle": "button that opens",
}
"""What each kind of stop is called; what is not here says only its words."""

WHOLE = {"heading", "link", "button", "radio", "checkbox", "textbox", "Date", "image",
         "DisclosureTriangle"}  # fmt: skip
"""Said in one breath: nothing inside is said once more."""

OPENS = {"group", "navigation"}
"""Its name is said on the way in."""

SETTLED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
"""The focus of a new page is set with its first picture."""

STATES = {
    "checked": {"true": "chosen", "false": "not chosen"},
    "expanded": {True: "open", False: "closed"},
    "invalid": {"true": "not right yet"},
    "disabled": {True: "cannot be pressed"},
}


class Reader:
    """Reads a page from top to bottom."""

    def __init__(self, tab):
        tab.evaluate(SETTLED)
        browser = tab.context.new_cdp_session(tab)
        nodes = browser.send("Accessibility.getFullAXTree")["nodes"]
        browser.detach()
        self.nodes = {node["nodeId"]: node for node in nodes}
        self.top = nodes[0]
        self.lines, self.words = [], []

    def page(self):
        """Every line, from the title on."""
        self.lines = [f"title: {_text(self.top, 'name')}"]
        self._children(self.top)
        self._rest()
        return self.lines

    def _children(self, node):
        for child in self._below(node):
            self._say(child)

    def _below(self, node):
        found = (self.nodes.get(id) for id in node.get("childIds", ()))
        return [child for child in found if child is not None]

    def _say(self, node):
        """One stop, and what is in it."""
        role = _text(node, "role")
        if node.get("ignored"):
            self._children(node)
        elif role == "StaticText":
            self.words.append(_text(node, "name"))
        elif role == "LabelText" and self._labels_inside(node):
            self._controls(node)
        elif role in WHOLE:
            self._rest()
            self.lines.append(self._stop(node, role))
        else:
            self._stretch(node, role)

    def _stretch(self, node, role):
        """A part of the page: its name where it has one, its length where it is a list."""
        if role in ("strong", "emphasis", "LineBreak"):
            self._children(node)
            return
        self._rest()
        if _property(node, "focused"):
            self.lines.append("(the reading begins here)")
        if role in OPENS and _text(node, "name"):
            self.lines.append(f"{SAID[role]}: {_text(node, 'name')}")
        elif role == "list":
            self.lines.append(f"list of {len(self._of_role(node, 'listitem'))}")
        elif role in SAID and role not in OPENS:
            self.lines.append(f"-- {SAID[role]}")
        self._children(node)
        self._rest()

    def _labels_inside(self, node):
        """Whether it is the label of what stands in it, which says those words itself."""
        return any(self._of_role(node, role) for role in WHOLE)

    def _controls(self, node):
        for child in self._below(node):
            if _text(child, "role") in WHOLE and not child.get("ignored"):
                self._rest()
                self.lines.append(self._stop(child, _text(child, "role")))
            else:
                self._controls(child)

    def _rest(self):
        """Words that stand together are said together."""
        said = _told(" ".join(self.words))
        self.words = []
        if said and not self._is_the_name_just_said(said):
            self.lines.append(said)

    def _is_the_name_just_said(self, said):
        """A group says its legend on the way in; it is not said a second time."""
        last = self.lines[-1].replace(" ", "") if self.lines else ""
        return last in (f"{kind}:{said}".replace(" ", "") for kind in ("group", "links"))

    def _stop(self, node, role):
        kind = SAID[role].format(level=_property(node, "level"))
        parts = [f"{kind}: {_told(_text(node, 'name'))}", _text(node, "value")]
        for name, words in STATES.items():
            parts.append(words.get(_property(node, name), ""))
        if role == "radio":
            parts.append(self._place(node))
        if _property(node, "focused"):
            parts.append("(the reading begins here)")
        return ", ".join(part for part in parts if part)

    def _place(self, node):
        """Which of how many; those of a group inside are of another question."""
        up = node
        while _text(up, "role") != "group":
            up = self.nodes[up["parentId"]]
        alike = self._of_role(up, "radio", stop="group")
        return f"{alike.index(node['nodeId']) + 1} of {len(alike)}"

    def _of_role(self, node, role, stop="list"):
        """The nodes of this role under this one, not those of another stretch of its kind."""
        found = []
        for child in self._below(node):
            kind = _text(child, "role")
            if kind == role and not child.get("ignored"):
                found.append(child["nodeId"])
            elif kind != stop or child.get("ignored"):
                found += self._of_role(child, role, stop)
        return found


def _told(words):
    """Words of several boxes as they are heard: one space between, none before a stop."""
    return re.sub(r"\s+([,.?:])", r"\1", " ".join(words.split()))


def _text(node, field):
    return str(node.get(field, {}).get("value", ""))


def _property(node, name):
    found = (p["value"].get("value") for p in node.get("properties", ()) if p["name"] == name)
    return next(found, None)
