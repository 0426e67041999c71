"""Whether a student decides for themselves: under 14 a parent does, and the steps are the parent's.

The answer is kept nowhere. It only leads to the student's steps, or turns to the parent.
"""

from flows.screens import Button, Page, Screen, Text, page, title

STUDENT, PARENT = "student", "parent"


def age(token: str = "") -> Screen:
    """Ask before the student's steps begin; `token` is the invitation that brought them."""
    yes = Button(Text("age.yes"), _begin(STUDENT, token))
    no = page("age.no", "with_parent", token)
    return Screen(((title("age.title"), Text("age.body")),), ((yes, no), (_back(token),)))


def with_parent(token: str = "") -> Screen:
    """Turn to the parent: they go on, or have what is kept deleted."""
    go = Button(Text("with-parent.go"), _begin(PARENT, token))
    forget = page("with-parent.forget", "forget")
    back = page("button-back", "age", token)
    body = (title("with-parent.title"), Text("with-parent.body"))
    return Screen((body,), ((go,), (forget,), (back,)))


def _begin(variant: str, token: str) -> Page:
    return Page("enter", token, variant) if token else Page("begin", "family", variant)


def _back(token: str) -> Button:
    return page("button-back", "enter", token) if token else page("button-back", "roles")
