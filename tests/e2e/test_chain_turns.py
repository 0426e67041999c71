"""What turns out otherwise in a school: refused, taken back, revoked, left, a second hat."""

import pytest

from tests.support.school import CHAT, LABEL, NEW_CHAT, School, said
from tests.support.town import Town


@pytest.fixture
def school(town: Town) -> School:
    return School(town)


async def test_a_decision_is_taken_back(school: School) -> None:
    olga, igor = await school.accepted()
    assert await school.standing(igor) == "accepted"
    await school.press(olga, "Отменить последнее")
    card = await igor.wait_for_text("Администратор отменил своё решение: заявка снова ждёт.")
    assert "Дождитесь администратора" in card.text
    assert await school.standing(igor) == "waiting"
    assert f"{LABEL}, 7Б" in (await school.reads(olga, "Ждут: 1")).buttons[0]


async def test_after_ten_minutes_a_decision_stands(school: School) -> None:
    olga, igor = await school.accepted()
    school.town.messenger.advance(10 * 60 + 1)
    answer = await olga.tap("Отменить последнее")
    assert "уже решено" in answer.text
    assert await school.standing(igor) == "accepted"
    assert not said(igor, "Администратор отменил")


async def test_a_refusal_says_why_and_the_teacher_applies_again(school: School) -> None:
    olga, igor = await school.waiting()
    await school.press(olga, "Открыть список", LABEL, "Не тот класс")
    card = await igor.wait_for_text("Администратор вернул заявку: класс не тот.")
    assert "Подайте заявку в свой класс" in card.text
    assert await school.state(igor) == "apply"
    await school.press(igor, "☰", "Моя школа", "Сменить класс", "7А", "✅ Заявка подана")
    again = await school.reads(igor, "Дождитесь администратора")
    assert again.text.startswith("Учитель · Школа № 5 · 7А")
    await olga.ask("/school")
    await school.press(olga, "Ждут принятия: 1", "Открыть список")
    assert f"{LABEL}, 7А" in olga.last.buttons[0]


async def test_a_refusal_is_taken_back(school: School) -> None:
    olga, igor = await school.waiting()
    await school.press(olga, "Открыть список", LABEL, "Не понимаю, кто это")
    await igor.wait_for_text("не понял, кто её подал")
    await school.press(olga, "Отменить последнее")
    card = await igor.wait_for_text("Администратор отменил отказ: заявка снова ждёт.")
    assert "Дождитесь администратора" in card.text


async def test_who_says_they_were_accepted_may_be_objected_to(school: School) -> None:
    olga, igor = await school.waiting()
    await school.press(igor, "✅ Меня уже приняли")
    assert await school.standing(igor) == "said"
    await school.press(olga, "Говорят, что приняты: 1", LABEL, "Не принимал(а)")
    card = await igor.wait_for_text("Администратор пишет, что ещё не принял заявку")
    assert "Дождитесь администратора" in card.text
    assert await school.standing(igor) == "waiting"


async def test_who_says_they_were_accepted_is_confirmed_in_silence(school: School) -> None:
    olga, igor = await school.waiting()
    await school.press(igor, "✅ Меня уже приняли")
    before = len(igor.messages)
    await school.press(olga, "Говорят, что приняты: 1", LABEL, "✅ Да, принят(а)")
    assert await school.standing(igor) == "accepted"
    await igor.ask("/start")
    assert len(igor.messages) == before + 2, "the command and its answer"


async def test_a_new_chat_link_takes_the_place_of_the_old(school: School) -> None:
    _, igor = await school.accepted()
    await igor.ask(CHAT)
    families = await school.invitation(igor, "Пригласить семьи")
    marina = await school.family("Марина", families)
    await school.press(marina, "✅ Я в чате")
    sasha = await school.family("Саша", families, "Ученик")
    assert sasha.last.links["Вступить в чат класса ↗"] == CHAT
    assert "уже сохранена" in (await igor.ask(CHAT)).text
    await igor.ask(NEW_CHAT)
    card = await sasha.wait_for_text("Ссылка на чат класса обновилась")
    assert card.links["Вступить в чат класса ↗"] == NEW_CHAT
    assert not said(marina, "обновилась")


async def test_a_link_before_the_acceptance_is_not_taken(school: School) -> None:
    _, igor = await school.waiting()
    card = await igor.ask(CHAT)
    assert CHAT not in str(card.links)
    assert await school.state(igor) == "await_acceptance"


@pytest.mark.parametrize(
    ("ways", "whom"),
    [
        (("Пригласить учителей",), "Новую попросите у администратора школы."),
        (("Добавить заместителя",), "Новую попросите у администратора школы."),
        (("Передать школу",), "Новую попросите у главного администратора школы."),
    ],
)
async def test_a_revoked_invitation_says_whom_to_ask(
    school: School, ways: tuple[str, ...], whom: str
) -> None:
    olga = await school.administrator()
    invitation = await school.invitation(olga, *ways)
    await olga.ask("/school")
    await school.press(olga, *ways, "Отозвать", "Да, отозвать")
    late = school.town.messenger.person("Пётр")
    await late.start(invitation)
    answer = await late.tap("Согласен")
    assert answer.text == f"Эта ссылка больше не действует. {whom}"
    await late.wait_for_text("Выберите, кто вы")
    assert await school.standing(late) == ""


async def test_a_revoked_familys_invitation_says_whom_to_ask(school: School) -> None:
    _, igor = await school.accepted()
    invitation = await school.invitation(igor, "Пригласить семьи")
    await igor.ask("/school")
    await school.press(igor, "Пригласить семьи", "Отозвать", "Да, отозвать")
    late = school.town.messenger.person("Пётр")
    await late.start(invitation)
    assert (await late.tap("Согласен")).text.endswith("Новую попросите у учителя класса.")


async def test_who_leaves_the_school_waits_no_more(school: School) -> None:
    olga, igor = await school.waiting()
    await igor.ask("/school")
    await school.press(igor, "Выйти из школы", "Да, выйти")
    card = await school.reads(igor, "Шаг 3 из 4")
    assert card.text.startswith("Учитель\n")
    assert await school.standing(igor) == ""
    await olga.wait_for_text("Сейчас принятия никто не ждёт.")


async def test_a_family_leaves_its_class(school: School) -> None:
    _, igor = await school.accepted()
    await igor.ask(CHAT)
    marina = await school.family("Марина", await school.invitation(igor, "Пригласить семьи"))
    await marina.ask("/school")
    await school.press(marina, "Выйти из класса", "Да, выйти")
    card = await school.reads(marina, "Вступите в чат")
    assert card.text.startswith("Родитель\n")
    assert CHAT not in card.links.values()


async def test_a_teacher_is_a_parent_too(school: School) -> None:
    """What concerns the hat that is not worn comes with a way to it."""
    olga, igor = await school.accepted()
    teachers = await school.invitation(olga, "Пригласить учителей")
    families = await school.invitation(igor, "Пригласить семьи")
    anna = await school.teacher("Анна", teachers, "7А")
    await anna.start(families)
    parent = await anna.press("Родитель")
    assert parent.text.startswith("Родитель · Школа № 5 · 7Б\nШаг 1 из 3")
    await school.press(anna, "✅ Приложение установлено", "✅ Профиль создан")
    await school.press(anna, "☰", "Мои роли", "Учитель")
    assert anna.last.text.startswith("Учитель · Школа № 5 · 7А\nШаг 3 из 4")
    await igor.ask(CHAT)
    told = await anna.wait_for_text("Учитель прислал ссылку на чат класса.")
    assert told.text.startswith("Родитель")
    card = await school.press(anna, "Перейти к этой роли")
    assert card.links["Вступить в чат класса ↗"] == CHAT
