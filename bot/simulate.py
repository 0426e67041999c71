"""`python -m bot simulate`: walk the flows in memory, without a messenger or a database.

With `--cards` it prints every card as a person would see it, for proof-reading the texts.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from zoneinfo import ZoneInfo

from bot.texts import LOCALES, Texts
from flows import (
    BACK,
    FLOWS,
    JOIN,
    LEAVE,
    NO_FACTS,
    RESTART,
    UNTICK,
    Event,
    Facts,
    Flow,
    Journey,
    Kind,
    Outcome,
    Role,
    State,
    advance,
    begin,
)
from flows.card import DONE, card
from flows.check import refusals
from flows.content_file import FaultyContent
from flows.gallery import NOW, kept, standing
from flows.gallery_chain import SCENES
from flows.library import library
from flows.scene import NOWHERE
from flows.screens import Button, Screen, Tap, Url

PATIENCE = 1_000
"""Taps after which somebody counts as lost: a healthy flow is left long before."""

HABITS = {"": 0.69, "twice": 0.08, "late": 0.09, "back": 0.12, "restart": 0.01, "leave": 0.01}
"""How often people go on, and how often they stumble in each way."""

GOES_ON, UNTICKS = 0.8, 0.3
AT_SCHOOL, MEANWHILE = 0.7, 0.2
"""How many walk for a school, and how often somebody there acts before the next tap."""
SCHOOL = "1.1"
KNOWN = (None, True, False)
REMEMBERED = 24


@dataclass(slots=True)
class Tally:
    """What came of all people of one flow."""

    people: int = 0
    taps: int = 0
    handed: int = 0
    finished: int = 0
    refused: Counter[str] = field(default_factory=Counter)


class Walker:
    """A person who mostly goes on and sometimes stumbles, always by buttons that were shown."""

    def __init__(self, flow: Flow, choice: str, chance: Random, tally: Tally) -> None:
        begun = choice if choice in flow.variants else chance.choice(flow.variants)
        self.flow, self.choice, self.chance, self.tally = flow, choice, chance, tally
        self.now = NOW
        self.journey = begin(flow, 1, 1, begun, NOW)
        self.shown: list[Tap] = []
        self.last: Tap | None = None

    @property
    def state(self) -> State:
        return self.flow.state(self.journey.state)

    def walk(self) -> None:
        """Tap until the end is reached or patience is."""
        self.tally.people += 1
        if self.chance.random() < AT_SCHOOL:
            self.decide(Event(JOIN, self.journey.state, self.journey.revision, SCHOOL))
        for _ in range(PATIENCE):
            if self.state.kind is Kind.END:
                self.tally.finished += 1
                return
            pressed = self.choose()
            self.meanwhile()
            self.tap(pressed)

    def meanwhile(self) -> None:
        """Let somebody of the school do what is theirs to do on this step."""
        ways = [move for move in self.state.moves if move.by]
        if not (ways and self.journey.school_id and self.chance.random() < MEANWHILE):
            return
        way = self.chance.choice(ways)
        journey = self.journey
        event = Event(way.trigger, journey.state, journey.revision, by=way.by)
        self.tally.handed += self.decide(event).changed

    def choose(self) -> Tap:
        """Pick the next button: of the present card or, stumbling, of an earlier one."""
        here = [one for one in _taps(card(self.journey, self.now)) if self.wanted(one)]
        before, self.shown = self.shown, [*self.shown, *here][-REMEMBERED:]
        (how,) = self.chance.choices([*HABITS], [*HABITS.values()])
        if how == "twice" and self.last:
            return self.last
        if how == "late" and before:
            return self.chance.choice(before)
        if how == "restart" or (how == "leave" and self.journey.school_id):
            act, journey = RESTART if how == "restart" else LEAVE, self.journey
            return Tap(journey.id, self.state.key, act, journey.revision)
        backs = [one for one in here if one.trigger == BACK]
        ahead = [one for one in here if one not in backs]
        if how == "back" and backs:
            return backs[0]
        done = [one for one in ahead if one.trigger == DONE]
        return done[0] if done and self.chance.random() < GOES_ON else self.chance.choice(ahead)

    def wanted(self, tap: Tap) -> bool:
        """Whoever is to be of one variant answers so; a tick is seldom taken back."""
        asked = {move.trigger for move in self.state.moves if move.keeps == "variant"}
        if tap.trigger in asked and self.choice in asked:
            return tap.trigger == self.choice
        return tap.trigger != UNTICK or self.chance.random() < UNTICKS

    def tap(self, tap: Tap) -> None:
        self.now += self.chance.randint(10, 3 * 24 * 60 * 60)
        outcome = self.decide(Event(tap.trigger, tap.state, tap.revision, tap.arg))
        self.last = tap
        self.tally.taps += 1
        if outcome.refusal:
            self.tally.refused[outcome.refusal] += 1

    def decide(self, event: Event) -> Outcome:
        """Let the flow decide; only of a school anything is known."""
        link, accepted = self.chance.choice(KNOWN), self.chance.choice(KNOWN)
        facts = Facts(link, accepted=accepted) if self.journey.school_id else NO_FACTS
        outcome = advance(self.flow, self.journey, event, facts, self.now)
        self.journey = outcome.journey
        return outcome


def _taps(screen: Screen) -> list[Tap]:
    return [one.does for row in screen.rows for one in row if isinstance(one.does, Tap)]


def simulate(flow: Flow, choice: str, people: int, chance: Random) -> Tally:
    tally = Tally()
    for _ in range(people):
        Walker(flow, choice, chance, tally).walk()
    return tally


def table(tallies: dict[str, Tally]) -> Iterator[str]:
    """One line a flow: people, taps, hand-offs, who finished, taps each, refusals by their kind."""
    kinds = refusals()
    heads = ("", "людей", "касаний", "передач", "дошли", "на одного", *kinds)
    yield _line(heads)
    for name, one in tallies.items():
        mean = f"{one.taps / max(1, one.people):.1f}"
        counts = (one.people, one.taps, one.handed, one.finished, mean)
        yield _line((name, *counts, *(one.refused[kind] for kind in kinds)))


def _line(cells: Sequence[object]) -> str:
    first, *rest = map(str, cells)
    return f"{first:12}" + "".join(f"{cell:>11}" for cell in rest)


def gallery(flow: Flow, choice: str, texts: Texts, locale: str) -> Iterator[str]:
    """Every card of a flow that reads differently, with what makes it so."""
    variants = (choice,) if choice else kept(flow, "variant")
    for state in flow.states:
        seen: set[str] = set()
        for journey in (one for one in standing(flow, state) if one.variant in variants):
            half = len(journey.ticks) < len(state.checks)
            if journey.ticks and (half or journey.reason):
                continue  # says nothing that other cards do not
            for number, scene in enumerate((NOWHERE, *SCENES[flow.role])):
                at_school = replace(journey, school_id=number or None)
                words = "\n".join(_drawn(card(at_school, NOW, scene), texts, locale))
                if words not in seen:
                    seen.add(words)
                    yield f"\n── {_caption(flow, at_school)} ──\n{words}"


def _caption(flow: Flow, journey: Journey) -> str:
    """Name what a card looks at; schools are numbered as they surround it in the gallery."""
    ticked = "✓" if journey.ticks else ""
    asked = "asked" if journey.asked else ""
    school = f"school {journey.school_id}" if journey.school_id else ""
    marks = (flow.name, journey.state, journey.variant, journey.reason, ticked, asked, school)
    return " · ".join(filter(None, marks))


def _drawn(screen: Screen, texts: Texts, locale: str) -> Iterator[str]:
    for paragraph in screen.paragraphs:
        yield from (texts.format(line, locale, escape=False) for line in paragraph)
        yield ""
    for row in screen.rows:
        yield "  ".join(_button(one, texts, locale) for one in row)


def _button(button: Button, texts: Texts, locale: str) -> str:
    out = " ↗" if isinstance(button.does, Url) else ""
    return f"[ {texts.format(button.text, locale, escape=False)}{out} ]"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot simulate", description="Пройти алгоритмы в памяти."
    )
    parser.add_argument("--role", choices=[role.value for role in Role], help="только эту роль")
    parser.add_argument("--variant", default="", help="кем идти: parent, student, new, lost…")
    parser.add_argument("--people", type=int, default=300, help="сколько людей на роль")
    parser.add_argument("--seed", type=int, default=1, help="одно число — одни и те же люди")
    parser.add_argument("--cards", action="store_true", help="показать все карточки")
    parser.add_argument("--locale", choices=LOCALES, default="ru", help="язык карточек")
    return parser


def main(argv: Sequence[str]) -> int:
    """Print cards or a table; 1 when somebody never reached the end."""
    parser = _parser()
    options = parser.parse_args(argv)
    chosen = [
        flow
        for flow in FLOWS
        if options.role in {None, flow.role.value}
        and (not options.variant or options.variant in kept(flow, "variant"))
    ]
    if not chosen:
        parser.error(f"никто не ходит как {options.variant!r}")
    if options.cards:
        try:
            library()
        except FaultyContent as fault:
            sys.stderr.write(f"{fault}\n")
            return 2
        texts = Texts(ZoneInfo("Europe/Moscow"), {"teachers": 3})
        for flow in chosen:
            for drawn in gallery(flow, options.variant, texts, options.locale):
                sys.stdout.write(f"{drawn}\n")
        return 0
    chance = Random(options.seed)  # noqa: S311 - people in a simulation, no secrets
    tallies = {
        flow.name: simulate(flow, options.variant, options.people, chance) for flow in chosen
    }
    for line in table(tallies):
        sys.stdout.write(f"{line}\n")
    return 0 if all(one.finished == one.people for one in tallies.values()) else 1
