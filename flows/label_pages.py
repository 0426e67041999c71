"""How a teacher is shown to their administrator."""

from flows.screens import TO_STEP, Screen, Text, page, say, title


def label_page(label: str) -> Screen:
    """Ask for a name; `label` is the one chosen so far, empty for none."""
    now = (say("label.now", label=label),) if label else ()
    rows = ((page("label.without", "no_label"),), (TO_STEP,))
    return Screen(((title("label.title"), Text("label.body"), *now),), rows)
