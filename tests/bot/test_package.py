"""The pages of the package, and who is asked what: transactions, without a messenger."""

from dataclasses import replace
from functools import partial

import pytest

from bot.actions import letterheads, package
from bot.actions.answers import FRESH
from bot.actions.letterheads import Sender
from bot.actions.view import Action
from flows.appointee import FIELDS, FORM, Appointee
from flows.gallery_package import FULL
from flows.package import Letterhead
from flows.screens import Private, Text
from storage import Ask, Tx
from tests.bot.invited import (
    ADMIN,
    ANNA,
    AT,
    BORIS,
    DEPUTY,
    HEAD,
    OTHER_HEAD,
    TEACHER,
    VERA,
    Village,
    keys,
    note,
    pages,
    walks,
)

STRANGER = 99
ORDER = Appointee("order", "new")


async def applies(village: Village, person: int, case: str, school: int | None = None) -> None:
    def put(tx: Tx) -> None:
        tx.journeys.save(replace(walks(tx, person, ADMIN, "apply", school), variant=case))

    await village.run(put)


async def asked(village: Village, person: int) -> Ask | None:
    return await village.run(lambda tx: tx.asks.get(person))


ACTIONS: dict[str, Action] = {
    "package": package.package,
    "appointment": package.appointment("order", "new"),
    "mail": package.mail("new"),
    "papers": package.papers(""),
    "fill": package.fill("order", "new"),
    "check": package.check_paper,
    "fix": package.fix("phone", FULL),
    "review": package.reviewed(FULL),
    "again": package.asked_again(Ask("package.all", 0, {}, AT), Text("note-package-nothing")),
    "lost": package.lost,
    "made": package.made("new"),
    "dropped": package.dropped(FULL),
}


@pytest.mark.parametrize("name", ACTIONS)
async def test_whoever_has_not_agreed_is_asked_to(village: Village, name: str) -> None:
    view = await village.do(STRANGER, ACTIONS[name])
    assert (note(view), view.stored) == ("note-not_started", False)
    assert await asked(village, STRANGER) is None


# -- what it is for --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variant", "case"), [("new", "new"), ("change", "change"), ("lost", "lost"), ("", "new")]
)
async def test_a_page_is_for_the_case_that_somebody_walks_in(
    village: Village, variant: str, case: str
) -> None:
    await applies(village, ANNA, variant)
    shown = pages(await village.do(ANNA, package.package))
    assert ("appointment", "order", case) in shown
    assert ("mail", case, "") in shown
    assert ("fill", "order", case) in pages(await village.do(ANNA, package.appointment("", "")))


async def test_a_button_may_choose_another(village: Village) -> None:
    await applies(village, ANNA, "new")
    shown = await village.do(ANNA, package.appointment("instruction", "lost"))
    assert ("fill", "instruction", "lost") in pages(shown)
    shown = await village.do(ANNA, package.appointment("<b>", "nonsense"))
    assert ("fill", "order", "new") in pages(shown)


async def test_the_letter_names_the_school_of_the_journey(village: Village) -> None:
    subjects = {}
    for person in (HEAD, ANNA):
        view = await village.do(person, package.mail("lost"))
        (line,) = [one for one in view.screen.paragraphs[0] if one.key == "package-mail-subject"]
        subjects[person] = line.args["subject"]
    assert subjects[HEAD] == Text("package-letter.subject", {"case": "lost", "school": "Школа № 5"})
    assert subjects[ANNA] == Text("package-letter.subject", {"case": "lost", "school": "none"})


# -- whose school it is ----------------------------------------------------------------------------


async def test_papers_of_a_school_are_for_those_who_run_it(village: Village) -> None:
    number = str(village.school)
    for person in (HEAD, DEPUTY):
        shown = pages(await village.do(person, package.papers(number)))
        assert ("local_act", "use", number) in shown
        assert ("memo", "staff", number) in shown
        assert ("school", number, "") in shown
    for person in (ANNA, OTHER_HEAD):
        for there in (number, "987654", "x"):
            view = await village.do(person, package.papers(there))
            assert note(view) == "note-no_button"
    assert ("local_act", "use", "") in pages(await village.do(ANNA, package.papers("")))


async def head_of(village: Village, person: int, school: str = "") -> Letterhead | None:
    found = await village.run(lambda tx: letterheads.sender(tx, person, school))
    return found.head if found else None


async def test_region_and_inn_are_for_those_who_run_it(village: Village) -> None:
    await village.run(
        lambda tx: tx.execute(
            "UPDATE schools SET inn = '4401000005' WHERE id = :id", {"id": village.school}
        )
    )
    whole = Letterhead("Школа № 5", "Кострома", "Костромская область", "4401000005")
    assert await head_of(village, HEAD) == whole
    await village.teaches(VERA)
    assert await head_of(village, VERA) == Letterhead("Школа № 5", "Кострома")
    await village.run(lambda tx: walks(tx, ANNA, ADMIN, "apply", village.school))
    assert await head_of(village, ANNA) == Letterhead("Школа № 5", "Кострома")
    assert await head_of(village, BORIS) == Letterhead()


async def test_a_chosen_school_is_ones_own_or_none(village: Village) -> None:
    own = str(village.school)
    assert await head_of(village, DEPUTY, own) == Letterhead("Школа № 5", "Кострома")
    for person in (ANNA, OTHER_HEAD, STRANGER):
        assert await head_of(village, person, own) is None
    assert await head_of(village, HEAD, "nonsense") is None
    assert await head_of(village, STRANGER) is None


async def test_who_sends_speaks_a_language_and_walks_in_a_case(village: Village) -> None:
    await applies(village, ANNA, "change")
    got = await village.run(lambda tx: letterheads.sender(tx, ANNA))
    assert got == Sender("ru", Letterhead(), "change")


# -- questions -------------------------------------------------------------------------------------


async def test_a_question_holds_the_document_and_no_word_of_its_data(village: Village) -> None:
    for action, answers in (
        (package.fill("instruction", "lost"), {"kind": "instruction", "case": "lost"}),
        (package.fix("phone", FULL), {"kind": FULL.kind, "case": FULL.case}),
        (package.reviewed(FULL), {"kind": FULL.kind, "case": FULL.case, "begun": "1"}),
    ):
        await village.do(ANNA, action)
        ask = await asked(village, ANNA)
        assert ask is not None
        assert (ask.subject, ask.answers) == (0, answers)
        stored = await village.run(lambda tx: tx.execute("SELECT * FROM asks", {}).fetchall())
        for word in ("Образцов", "900", "example"):
            assert word not in str(stored)


async def open_question(village: Village, person: int, now: int) -> Ask | None:
    return await village.run(lambda tx: letterheads.open_question(tx, person, now))


async def test_the_next_message_answers_for_half_an_hour(village: Village) -> None:
    await village.do(ANNA, package.fill("order", "new"))
    for field in ("all", *FIELDS, FORM):
        if field != "all":
            await village.do(ANNA, package.fix(field, ORDER))
        ask = await open_question(village, ANNA, AT + FRESH)
        assert ask is not None
        assert letterheads.field_of(ask) == field
        assert package.of_ask(ask) == ORDER
        assert await open_question(village, ANNA, AT + FRESH + 1) is None


async def test_other_questions_are_not_of_a_document(village: Village) -> None:
    for name in ("label", "school.name", "package.check", "package.nonsense"):
        other = Ask(name, 0, {}, AT)
        await village.run(partial(_put, other))
        assert await open_question(village, ANNA, AT) is None
    assert await open_question(village, STRANGER, AT) is None


async def test_what_is_no_part_of_the_data_cannot_be_corrected(village: Village) -> None:
    view = await village.do(ANNA, package.fix("<b>", FULL))
    assert "package-review.title" in keys(view)


@pytest.mark.parametrize(
    ("field", "title"), [("all", "package-fill"), *((one, f"package-fix-{one}") for one in FIELDS)]
)
async def test_an_answer_that_says_nothing_leaves_the_question(
    village: Village, field: str, title: str
) -> None:
    old = Ask(f"package.{field}", 0, {"kind": "instruction", "case": "lost"}, AT - 9)
    view = await village.do(ANNA, package.asked_again(old, Text("note-package-nothing")))
    assert (note(view), f"{title}.title" in keys(view)) == ("note-package-nothing", True)
    assert await asked(village, ANNA) == replace(old, at=AT)


async def test_whether_something_was_begun_is_remembered() -> None:
    assert not package.begun(Ask("package.all", 0, {"kind": "order"}, AT))
    assert package.begun(Ask("package.all", 0, {"begun": "1"}, AT))
    assert package.begun(Ask("package.phone", 0, {}, AT))


async def test_at_the_end_nothing_is_asked_any_more(village: Village) -> None:
    for action in (package.made("new"), package.dropped(FULL)):
        await village.do(ANNA, package.reviewed(FULL))
        await village.do(ANNA, action)
        assert await asked(village, ANNA) is None
        await village.run(lambda tx: tx.asks.put(ANNA, Ask("label", 0, {}, AT)))
        await village.do(ANNA, action)
        assert await asked(village, ANNA) is not None, "another question is left alone"


async def test_a_lost_draft_begins_anew_for_the_same_document(village: Village) -> None:
    await village.do(ANNA, package.fix("phone", FULL))
    view = await village.do(ANNA, package.lost)
    assert ("fill", FULL.kind, FULL.case) in pages(view)
    await village.run(lambda tx: tx.asks.drop(ANNA))
    assert ("fill", "order", "new") in pages(await village.do(ANNA, package.lost))


async def test_what_is_shown_of_the_data_is_private(village: Village) -> None:
    view = await village.do(ANNA, package.reviewed(FULL))
    given = [one for text in view.screen.paragraphs[0] for one in text.args.values()]
    assert sum(isinstance(one, Private) for one in given) == 4
    assert "Образцова" not in repr(view)


def _put(ask: Ask, tx: Tx) -> None:
    tx.asks.put(ANNA, ask)


# -- a document to be checked ----------------------------------------------------------------------


async def wants(village: Village, person: int, now: int = AT) -> str:
    return await village.run(lambda tx: letterheads.wants_paper(tx, person, now))


@pytest.mark.parametrize("case", ["new", "change", "lost"])
async def test_a_file_is_checked_on_the_step_of_the_application(
    village: Village, case: str
) -> None:
    await applies(village, ANNA, case)
    assert await wants(village, ANNA) == case


async def test_elsewhere_it_is_checked_for_whoever_asked_for_it(village: Village) -> None:
    await village.run(lambda tx: walks(tx, ANNA, TEACHER, "apply"))
    for person in (HEAD, ANNA, BORIS):
        assert await wants(village, person) == ""
        await village.do(person, package.check_paper)
        assert await wants(village, person, AT + FRESH) == "new"
        assert await wants(village, person, AT + FRESH + 1) == ""


async def test_a_stranger_s_file_means_nothing(village: Village) -> None:
    assert await wants(village, STRANGER) == ""


async def test_a_step_of_the_same_name_is_another_s(village: Village) -> None:
    await village.run(lambda tx: walks(tx, ANNA, TEACHER, "apply"))
    assert await wants(village, ANNA) == ""
