"""Random people: they stumble, tap twice, tap old cards, start over, and are never lost."""

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from flows import (
    BACK,
    JOIN,
    LEAVE,
    RESTART,
    TICK,
    UNTICK,
    Event,
    Facts,
    Flow,
    HandOff,
    Journey,
    Kind,
    Party,
    Progress,
    advance,
    replay,
)
from flows.card import card
from flows.gallery import kept
from flows.screens import Tap
from tests.flows.walking import (
    BEGINNINGS,
    FACTS,
    checks_of,
    fresh,
    giver,
    handed_in,
    started,
    triggers_of,
)

facts_known = st.sampled_from(FACTS)
pauses = st.sampled_from([0, 1, 90, 86_400, 200 * 86_400])
nth = st.integers(min_value=0, max_value=99)
places = st.sampled_from([(3, 5), (3, 6), (3, None), (4, None)])


class Walker(RuleBasedStateMachine):
    """One journey and its record, with the few counts that it must agree with."""

    def __init__(self) -> None:
        super().__init__()
        self.flow: Flow = BEGINNINGS[0][0]
        self.first: Journey = started(self.flow)
        self.journey: Journey = self.first
        self.record: list[tuple[str, str, int, int]] = []
        self.events: list[Event] = []
        self.now = self.since = self.first.since
        self.entered = self.asked = 0
        self.place: tuple[int | None, int | None] = (None, None)

    @initialize(beginning=st.sampled_from(BEGINNINGS))
    def start(self, beginning: tuple[Flow, str]) -> None:
        self.flow, variant = beginning
        self.first = self.journey = started(self.flow, variant)

    def send(self, event: Event, facts: Facts = FACTS[0]) -> str:
        """Let the engine decide, check that nothing given was touched, and keep the books."""
        before, copy = self.journey, replace(self.journey)
        outcome = advance(self.flow, before, event, facts, self.now)
        assert before == copy
        again = advance(self.flow, before, event, facts, self.now)
        assert again == outcome
        self.journey = outcome.journey
        if outcome.refusal:
            assert outcome.journey is before
        for done in outcome.effects:
            if isinstance(done, HandOff):
                assert done.journey is self.journey
                assert self.place[0], "whoever walks alone gives to nobody"
            else:
                self.keep_books(done, before)
        return outcome.refusal

    def keep_books(self, done: Progress, before: Journey) -> None:
        self.record.append((done.text, before.state, before.revision, done.at))
        self.events.append(done.event)
        self.count(done.event, before, done.facts)

    def count(self, event: Event, before: Journey, facts: Facts) -> None:
        if event.trigger in {TICK, UNTICK}:
            return
        self.entered += 1
        if event.trigger == LEAVE:
            self.place = (None, None)
        returned = event.trigger == BACK or event.by
        if event.trigger in {JOIN, LEAVE} and self.journey.state == before.state:
            return
        if event.trigger != RESTART and self.journey.state == before.state:
            self.asked = self.now
        elif returned and facts.waited and self.waits():
            self.since, self.asked = facts.waited
        else:
            self.since, self.asked = self.now, 0

    def waits(self) -> bool:
        return self.flow.by_key[self.journey.state].kind is Kind.WAIT

    @rule(which=nth, facts=facts_known, pause=pauses)
    def tap_what_the_card_shows(self, which: int, facts: Facts, pause: int) -> None:
        self.now += pause
        shown = [one.does for row in card(self.journey, self.now).rows for one in row]
        taps = [does for does in shown if isinstance(does, Tap)]
        if not taps:
            return
        tap = taps[which % len(taps)]
        assert self.send(Event(tap.trigger, tap.state, tap.revision, tap.arg), facts) == ""

    @rule(which=nth, facts=facts_known, pause=pauses)
    def act_out_of_turn(self, which: int, facts: Facts, pause: int) -> None:
        """Any act of the flow, whether or not the step has it or it is one's own."""
        self.now += pause
        acts = (*triggers_of(self.flow), "nonsense")
        act = acts[which % len(acts)]
        refusal = self.send(fresh(self.journey, act), facts)
        assert refusal or not giver(self.flow.by_key[self.events[-1].state], act)

    @rule(which=nth, facts=facts_known, pause=pauses)
    def somebody_else_acts(self, which: int, facts: Facts, pause: int) -> None:
        """What others can do here is done, whatever the person was about to do."""
        self.now += pause
        ways = handed_in(self.flow.by_key[self.journey.state])
        if ways:
            move = ways[which % len(ways)]
            assert self.send(fresh(self.journey, move.trigger, by=move.by), facts) == ""
            assert self.journey.state == move.to
            assert self.journey.reason == (move.trigger if move.keeps else "")

    @rule(which=nth, by=st.sampled_from(Party), facts=facts_known)
    def somebody_else_acts_out_of_turn(self, which: int, by: Party, facts: Facts) -> None:
        """Any act by any party: it does something only where it is declared for them."""
        acts = (*triggers_of(self.flow), RESTART, LEAVE, TICK)
        act, here = acts[which % len(acts)], self.flow.by_key[self.journey.state]
        refusal = self.send(fresh(self.journey, act, by=by), facts)
        assert refusal == ("" if giver(here, act) is by else "not_here")

    @rule(place=places, pause=pauses)
    def join(self, place: tuple[int, int | None], pause: int) -> None:
        self.now += pause
        same = "same" if place == self.place else ""
        arg = f"{place[0]}.{place[1] or ''}"
        assert self.send(fresh(self.journey, JOIN, arg)) == same
        self.place = place

    @rule(pause=pauses)
    def leave(self, pause: int) -> None:
        self.now += pause
        alone = "" if self.place[0] else "not_here"
        assert self.send(fresh(self.journey, LEAVE)) == alone

    @rule(which=nth, on=st.booleans())
    def tick_in_any_order(self, which: int, on: bool) -> None:
        checks = (*checks_of(self.flow), "nonsense")
        self.send(fresh(self.journey, TICK if on else UNTICK, checks[which % len(checks)]))

    @precondition(lambda self: self.events)
    @rule(facts=facts_known)
    def tap_twice(self, facts: Facts) -> None:
        """The act that was just taken, once more: the second time nothing happens."""
        before = self.journey
        refusal = self.send(self.events[-1], facts)
        assert refusal == ("same" if before.revision == self.events[-1].revision else "stale")
        assert self.journey is before

    @precondition(lambda self: self.journey.revision)
    @rule(which=nth, facts=facts_known)
    def tap_an_old_card(self, which: int, facts: Facts) -> None:
        old = [one for one in self.events if one.revision < self.journey.revision]
        assert self.send(old[which % len(old)], facts) == "stale"

    @rule(which=nth, far=st.sampled_from([-3, -1, 1, 7]), trigger=nth)
    def tap_on_another_step(self, which: int, far: int, trigger: int) -> None:
        states = [one.key for one in self.flow.states if one.key != self.journey.state]
        acts = (*triggers_of(self.flow), TICK, RESTART)
        there, act = states[which % len(states)], acts[trigger % len(acts)]
        assert self.send(Event(act, there, self.journey.revision)) == "stale"
        assert self.send(Event(act, self.journey.state, self.journey.revision + far)) == "stale"

    @rule(pause=pauses)
    def start_over(self, pause: int) -> None:
        self.now += pause
        assert self.send(fresh(self.journey, RESTART)) == ""
        assert self.journey.state == self.flow.initial.key

    @invariant()
    def stands_in_a_known_state(self) -> None:
        state = self.flow.by_key[self.journey.state]
        assert self.journey.variant in kept(self.flow, "variant")
        assert self.journey.reason in kept(self.flow, "reason")
        assert self.journey.ticks <= set(checks_of(self.flow))
        assert not self.journey.asked or state.kind is Kind.WAIT

    @invariant()
    def is_walked_for_whom_it_was_joined(self) -> None:
        assert (self.journey.school_id, self.journey.class_id) == self.place

    @invariant()
    def shows_nobody_elses_act(self) -> None:
        state = self.flow.by_key[self.journey.state]
        shown = [one.does for row in card(self.journey, self.now).rows for one in row]
        taps = {does.trigger for does in shown if isinstance(does, Tap)}
        assert not taps & {move.trigger for move in handed_in(state)}

    @invariant()
    def counts_agree(self) -> None:
        journey = self.journey
        assert journey.revision == self.entered
        assert (journey.since, journey.asked) == (self.since, self.asked)
        assert self.first.started == journey.started
        assert journey.since <= self.now

    @invariant()
    def replays_to_the_same(self) -> None:
        assert replay(self.first, self.record) == self.journey


Walker.TestCase.settings = settings(max_examples=80, stateful_step_count=40, deadline=None)
TestRandomRuns = Walker.TestCase
