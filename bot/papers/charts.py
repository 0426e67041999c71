"""Figures as pictures: a role's way as a funnel, and the last days as columns.

On a light card of their own, so that they read the same in a light chat and in a dark one. What
draws is loaded when the first picture is asked for; one is drawn at a time, in a thread.
"""

import io
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH: Final = 9.0
"""Inches, at `DPI`: 1080 points, what a phone shows of a picture."""
DPI: Final = 120
INK, PALE, CARD = "#1d2733", "#8a97a6", "#f6f8fb"
BEGUN, ENDED = "#3390ec", "#2fa36b"
COLOURS: Final = ("#3390ec", "#8e6bd1", "#e08a2b")
LONGEST: Final = 34
"""Letters of a label; longer ones are cut."""
_one_at_a_time = threading.Lock()


class Funnel(NamedTuple):
    """One role's way; of each step its name, how many came as far, and how many stand there."""

    title: str
    rungs: Sequence[tuple[str, int, int]]


class Month(NamedTuple):
    """The last days: how many began and how many ended on each, with the day's label."""

    title: str
    begun_label: str
    ended_label: str
    days: Sequence[str]
    begun: Sequence[int]
    ended: Sequence[int]


def funnels(title: str, roles: Sequence[Funnel]) -> bytes:
    """Draw the way of each role under the others, as a PNG."""
    heights = [max(2, len(role.rungs)) for role in roles]
    with _one_at_a_time:
        figure = _figure(title, 0.48 * sum(heights) + 0.9 * len(roles) + 0.6)
        axes = figure.subplots(
            len(roles), 1, squeeze=False, gridspec_kw={"height_ratios": heights}
        )[:, 0]
        for axis, role, colour in zip(axes, roles, COLOURS, strict=False):
            _funnel(axis, role, colour)
        return _png(figure)


def _funnel(axis: "Axes", role: Funnel, colour: str) -> None:
    names = [_short(name) for name, _, _ in role.rungs]
    reached = [count for _, count, _ in role.rungs]
    rows = range(len(names))
    axis.barh(rows, reached, color=colour, height=0.66)
    top = max(reached, default=0) or 1
    for row, (_, count, here) in zip(rows, role.rungs, strict=True):
        axis.text(
            count + top * 0.012, row, f"{count:,}".replace(",", "\u202f") + _here(here),
            va="center", ha="left", color=INK, fontsize=10,
        )  # fmt: skip
    axis.set_yticks(list(rows), names)
    axis.invert_yaxis()
    axis.set_xlim(0, top * 1.32)
    axis.set_xticks([])
    axis.set_title(role.title, loc="left", color=INK, fontsize=12, fontweight="bold")
    _plain(axis)


def _here(here: int) -> str:
    return f"  ·  {here:,}".replace(",", "\u202f") if here else ""


def month(of: Month) -> bytes:
    """Draw the last days, as a PNG."""
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    with _one_at_a_time:
        figure = _figure(of.title, 4.6)
        axis = figure.subplots()
        places = range(len(of.days))
        axis.bar([at - 0.2 for at in places], of.begun, 0.4, color=BEGUN, label=of.begun_label)
        axis.bar([at + 0.2 for at in places], of.ended, 0.4, color=ENDED, label=of.ended_label)
        shown = [at for at in places if (len(of.days) - 1 - at) % 5 == 0]
        axis.set_xticks(shown, [of.days[at] for at in shown])
        axis.yaxis.set_major_locator(MaxNLocator(integer=True))
        axis.set_ylim(0, max(1, *of.begun, *of.ended) * 1.15)
        axis.grid(axis="y", color=PALE, alpha=0.25)
        axis.legend(loc="upper left", frameon=False, labelcolor=INK, ncols=2, fontsize=10)
        _plain(axis)
        return _png(figure)


def _figure(title: str, height: float) -> "Figure":
    from matplotlib.figure import Figure  # noqa: PLC0415 - a second, and only for pictures

    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=CARD, layout="constrained")
    figure.suptitle(title, color=INK, fontsize=14, fontweight="bold", x=0.02, ha="left")
    return figure


def _plain(axis: "Axes") -> None:
    axis.set_facecolor(CARD)
    axis.tick_params(colors=INK, length=0, labelsize=10)
    for side in axis.spines.values():
        side.set_visible(False)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _png(figure: "Figure") -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()
