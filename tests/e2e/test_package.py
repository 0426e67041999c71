"""The package over HTTP: the order filled and returned, checked, and sent on as a letter."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from bot import logs
from bot.drafts import KEPT
from flows.package import PHRASE
from tests.bot import hostile
from tests.support.papers import (
    EMAIL,
    FORM,
    NAME,
    PHONE,
    SAID,
    WRITTEN,
    Heard,
    applying,
    files,
    filled,
    letter_of,
    stored,
    traces,
)
from tests.support.people import Message, Someone
from tests.support.school import School
from tests.support.town import Town
from tests.support.town import town as running

ORDER, LETTER = "prikaz-o-naznachenii.docx", "pismo-v-podderzhku.eml"


@pytest.fixture
def heard(quiet_afterwards: None) -> Iterator[Heard]:
    """Everything that anybody logs, libraries included."""
    del quiet_afterwards
    logs.setup("json", "DEBUG", stream=io.StringIO())
    ear = Heard()
    logging.getLogger().addHandler(ear)
    yield ear
    logging.getLogger().removeHandler(ear)


def text_of(data: bytes) -> str:
    word = Document(io.BytesIO(data))
    return "\n".join(one.text.replace("\N{NO-BREAK SPACE}", " ") for one in word.paragraphs)


def chat(who: Someone) -> str:
    return "\n".join(one.text for one in who.messages)


async def received(who: Someone, name: str) -> Message:
    return await who.wait_for(lambda one: name in str(one.json.get("document")))


async def test_an_order_is_filled_checked_and_sent_on(town: Town) -> None:
    olga = await filled(town)
    review = olga.last.text
    for words in (
        f"Ф. И. О.: {NAME}",
        f"Телефон: {WRITTEN}",
        f"Почта: {EMAIL}",
        f"{PHRASE} {FORM}",
    ):
        assert words in review
    await olga.press("Сделать документ")
    await olga.wait_for_text("Документ и письмо готовы")
    sent = files(olga)
    order = olga.file(sent[ORDER]).data
    clause = (
        f"{PHRASE} {FORM}, номер сотового телефона: {WRITTEN}, адрес электронной почты: {EMAIL}."
    )
    assert clause in text_of(order)
    letter = letter_of(olga.file(sent[LETTER]).data)
    assert (letter["To"], letter["X-Unsent"]) == ("info@sferum.ru", "1")
    assert letter["Subject"] == "Регистрация организации в ИКОП «Сферум»"
    (attached,) = letter.iter_attachments()
    assert attached.get_content() == order
    await olga.send_document("Приказ 17.docx", order)
    verdict = await olga.wait_for_text("Обязательное на месте")
    assert clause in verdict.text
    assert verdict.json["reply_to_message"]["document"]["file_name"] == "Приказ 17.docx"
    await olga.press("Собрать письмо с этим файлом")
    await olga.wait_for(lambda one: "document" in one.json)
    letter = letter_of(olga.file(olga.last).data)
    (attached,) = letter.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("Приказ 17.docx", order)
    assert town.messenger.refused() == []


async def test_of_the_data_nothing_is_left(tmp_path: Path, heard: Heard) -> None:
    """Neither in any table nor in the journal nor in a log nor, but for the files, in the chat."""
    async with running(tmp_path) as town:
        olga = await filled(town)
        await School(town).press(olga, "Телефон")
        await olga.say(PHONE.replace("7", "8", 1))
        await olga.wait_for_text("Проверьте")
        await School(town).press(olga, "Падеж")
        await olga.say(FORM)
        await olga.wait_for_text("Проверьте")
        assert traces(stored(town.database)) == []
        await olga.press("Сделать документ")
        await olga.wait_for_text("Документ и письмо готовы")
        order = olga.file(files(olga)[ORDER]).data
        await olga.send_document("Приказ.docx", order)
        await olga.wait_for_text("Обязательное на месте")
        assert traces(stored(town.database)) == []
        said = [one for one in olga.messages if not one.text.startswith("Обязательное на месте")]
        assert traces("\n".join(one.text for one in said)) == []
        assert len(town.app.house.office.drafts) == 0
    assert traces(stored(town.database)) == []
    assert len(heard.lines) > 10
    assert traces("\n".join(heard.lines)) == []


async def test_the_message_is_deleted_at_once_and_so_is_what_was_shown_of_it(town: Town) -> None:
    olga = await applying(town)
    await School(town).press(olga, "Документы для заявки", "Документ о назначении")
    await School(town).press(olga, "Заполнить за меня")
    message = await olga.say(f"{NAME} {PHONE}")
    first = await olga.wait_for_text("Не хватает адреса почты")
    await olga.gone(message)
    again = await olga.say(EMAIL)
    await olga.wait_for_text("Проверьте, так ли я понял")
    await olga.gone(again)
    await olga.gone(first)
    review = olga.last
    await School(town).press(olga, "Стереть")
    await olga.gone(review)
    assert traces(chat(olga)) == []
    assert "Стёр всё" in chat(olga)
    assert len(town.app.house.office.drafts) == 0


async def test_three_messages_in_a_row_are_as_good_as_one(town: Town) -> None:
    olga = await applying(town)
    await School(town).press(olga, "Документы для заявки", "Документ о назначении")
    await School(town).press(olga, "Заполнить за меня")
    for part in (PHONE, EMAIL, NAME):
        await olga.say(part)
    await olga.wait_for_text("Проверьте, так ли я понял")
    assert traces("\n".join(one.text for one in olga.messages if not one.from_bot)) == []


async def test_what_is_nearly_right_is_asked_for_again(town: Town) -> None:
    olga = await filled(town)
    await School(town).press(olga, "Телефон")
    city = await olga.say("8 (4942) 31-00-00")
    asked = await olga.wait_for_text("Похоже на городской номер")
    assert "Пришлите номер сотового телефона" in asked.text
    await olga.gone(city)
    await School(town).press(olga, "⬅️ Назад")
    assert "Проверьте, так ли я понял" in olga.last.text
    await olga.say("как звонить?")
    note = await olga.wait_for_text("Не нашёл здесь ни имени")
    assert WRITTEN in note.text
    assert "как звонить?" in chat(olga), "a question is nobody's data"


async def test_commands_codes_and_links_are_no_answer(town: Town) -> None:
    olga = await filled(town)
    await olga.say("123456")
    await olga.wait_for_text("Похоже на код из SMS")
    await olga.say("https://sferum.ru/?p=messages&join=SYNTHETIC=")
    await olga.wait_for_text("Шаг 1 из 5")
    await olga.ask("/menu")
    assert "Меню" in olga.last.text


async def test_an_uncertain_name_is_asked_about(town: Town) -> None:
    olga = await applying(town)
    await School(town).press(olga, "Документы для заявки", "Документ о назначении")
    await School(town).press(olga, "Распоряжение", "Смена", "Заполнить за меня")
    await olga.say(f"Мельник Саша, {PHONE}, {EMAIL}")
    asked = await olga.wait_for_text("Выберите, как склонять имя")
    assert "Мужской род: Мельника Сашу. Женский род: Мельник Сашу." in asked.text
    assert "✅ Сделать документ" not in asked.buttons
    await School(town).press(olga, "Женский род", "Сделать документ")
    await olga.wait_for_text("Документ и письмо готовы")
    said = text_of(olga.file(files(olga)["rasporyazhenie.docx"]).data)
    assert f"{PHRASE} Мельник Сашу," in said
    assert "Полномочия прежнего администратора" in said
    letter = letter_of(olga.file(files(olga)[LETTER]).data)
    assert letter["Subject"] == "Смена администратора ИКОП «Сферум»"


@pytest.mark.parametrize("how", ["restart", "time"])
async def test_a_draft_that_is_no_more_is_said_kindly(town: Town, how: str) -> None:
    olga = await filled(town)
    if how == "restart":
        await town.restart()
    else:
        town.messenger.advance(KEPT + 1)
    for button in ("Телефон", "✅ Сделать документ", "Стереть"):
        review = next(one for one in reversed(olga.messages) if button in one.buttons)
        await olga.tap(button, on=review)
        lost = await olga.wait_for_text("Этих данных у меня уже нет")
        assert "пришлите данные снова" in lost.text
        if button != "Стереть":
            await School(town).press(olga, "Заполнить за меня")
            await olga.say(SAID)
            await olga.wait_for_text("Проверьте")
            if how == "restart":
                await town.restart()
            else:
                town.messenger.advance(KEPT + 1)
    assert ORDER not in files(olga)


async def test_an_answer_after_a_restart_begins_anew(town: Town) -> None:
    olga = await filled(town)
    await School(town).press(olga, "Телефон")
    await town.restart()
    await olga.say(PHONE)
    note = await olga.wait_for_text("Прежние данные я уже стёр")
    assert "Не хватает Ф. И. О." in note.text
    assert WRITTEN in note.text


async def test_a_blank_and_every_other_paper_is_sent(town: Town) -> None:
    school = School(town)
    olga = await school.administrator()
    await olga.ask("/school")
    await school.press(olga, "Акты и памятки")
    page = olga.last
    made = {
        "Приказ об использовании": "prikaz-ob-ispolzovanii-sferum.docx",
        "Положение об использовании": "polozhenie-ob-ispolzovanii-sferum.docx",
        "Положение об этике общения": "polozhenie-ob-etike-obshcheniya.docx",
        "Памятка к совещанию": "pamyatka-soveshchanie.pdf",
        "Памятка родителям": "pamyatka-roditelyam.pdf",
    }
    for button, name in made.items():
        await olga.tap(button, on=page)
        data = olga.file(await received(olga, name)).data
        assert data.startswith(b"%PDF") or "Школа № 5" in text_of(data)
    forged = page.data("Памятка родителям").replace("parents", "others")
    assert "прежней версии" in (await olga.tap(forged, on=page, force=True)).text
    forged = page.data("Приказ об использовании").replace("order", "others")
    assert "прежней версии" in (await olga.tap(forged, on=page, force=True)).text


async def test_the_blank_the_sheet_and_the_letters_draft(town: Town) -> None:
    school = School(town)
    olga = await applying(town)
    await school.press(olga, "Документы для заявки")
    await school.press(olga, "Письмо в поддержку", "Доступ")
    mail = olga.last
    assert mail.entities("code")[0] == "info@sferum.ru"
    assert mail.entities("code")[1] == "Восстановление доступа администратора ИКОП «Сферум»"
    (body,) = mail.entities("pre")
    await olga.tap("Черновик для почтовой программы")
    await received(olga, LETTER)
    letter = letter_of(olga.file(olga.last).data)
    assert letter["Subject"] == mail.entities("code")[1]
    said = letter.get_body()
    assert said is not None
    assert said.get_content().split() == body.split()
    assert list(letter.iter_attachments()) == []
    await olga.tap("⬅️ Назад", on=mail)
    await school.sees(olga, "Лист для подготовки анкеты")
    await olga.tap("Лист для подготовки анкеты")
    await received(olga, "podgotovka-ankety")
    await olga.tap("Документ о назначении")
    await school.sees(olga, "Пустой бланк")
    await olga.tap("Пустой бланк")
    await received(olga, ORDER)
    assert f"{PHRASE} ____" in text_of(olga.file(olga.last).data)


async def test_a_folder_of_templates_is_the_schools_own(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    own = Document()
    own.add_paragraph(f"Свой бланк: {PHRASE} {{{{ name }}}}, {{{{ phone }}}}, {{{{ email }}}}")
    own.save(str(folder / "appointment-order-new.docx"))
    async with running(tmp_path, templates=folder) as town:
        olga = await filled(town)
        await olga.press("Сделать документ")
        await olga.wait_for_text("Документ и письмо готовы")
        said = text_of(olga.file(files(olga)[ORDER]).data)
        assert said == f"Свой бланк: {PHRASE} {FORM}, {WRITTEN}, {EMAIL}"


HOSTILE = {
    "бомба.docx": (hostile.billion_laughs(), "слишком много вложенного"),
    "нули.docx": (hostile.zipped({"word/document.xml": b"0" * 20_000_000}), "слишком много"),
    "старый.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, "старый вид .doc"),
    "пароль.pdf": (hostile.locked_pdf("secret"), "На файле пароль"),
    "петля.pdf": (hostile.looping_pdf(), "повреждён"),
    "битый.pdf": (b"%PDF-1.4", "повреждён"),
    "таблица.xlsx": (b"text", "Читаю .docx и PDF"),
    "большой.docx": (b"PK" * 2_600_000, "слишком большой"),
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_file_that_cannot_be_read_gets_a_kind_refusal(town: Town, name: str) -> None:
    data, words = HOSTILE[name]
    olga = await applying(town)
    await olga.send_document(name, data)
    said = await olga.wait_for_text("Файл прочитать не получилось")
    assert words in said.text
    assert "К документам" in said.buttons


async def test_a_document_that_lacks_something_is_told_what(town: Town) -> None:
    olga = await applying(town)
    words = f"{PHRASE} {FORM}, тел. 31-00-00."
    await olga.send_document("приказ.docx", hostile.docx(hostile.paragraph(words)))
    said = await olga.wait_for_text("Не хватает обязательного")
    assert f"☑️ Ф. И. О.: {FORM}" in said.text
    assert "▫️ Телефон: похож на городской" in said.text
    assert "▫️ Почта: рядом с формулировкой не нашёл" in said.text
    assert "Собрать письмо с этим файлом" not in said.buttons
    await olga.press("Сделать документ здесь")
    assert "Сделайте документ о назначении" in olga.last.text


@pytest.mark.parametrize("kind", ["photo", "picture", "scan"])
async def test_a_picture_is_for_the_eye_and_goes_into_the_letter(town: Town, kind: str) -> None:
    olga = await applying(town)
    if kind == "photo":
        sent = await olga.send_photo()
    elif kind == "picture":
        sent = await olga.send_document("приказ.png", b"\x89PNG")
    else:
        sent = await olga.send_document("скан.pdf", hostile.pdf("x"))
    said = await olga.wait_for_text("Сверьте глазами")
    assert PHRASE in said.entities("code")
    await olga.tap("Всё есть, собрать письмо")
    await received(olga, LETTER)
    (attached,) = letter_of(olga.file(olga.last).data).iter_attachments()
    assert attached.get_content() == olga.file(sent).data


async def test_a_file_that_is_gone_cannot_be_attached(town: Town) -> None:
    olga = await applying(town)
    await olga.send_photo()
    said = await olga.wait_for_text("Сверьте глазами")
    for message in (said, olga.messages[0]):
        message.json.pop("reply_to_message", None)
    await olga.tap(said.data("Всё есть, собрать письмо"), on=said, force=True)
    assert "Файла больше нет под рукой" in (await olga.wait_for_text("Файла больше нет")).text


async def test_elsewhere_files_mean_nothing_until_they_are_asked_for(town: Town) -> None:
    anna = await town.someone("Учитель")
    await anna.send_document("приказ.docx", b"PK")
    await anna.wait_for_text("Файлы и фото здесь не нужны")
    await anna.ask("/start")
    shown = anna.last
    await anna.tap("p:check_paper::", on=shown, force=True)
    await anna.wait_for_text("Пришлите документ на проверку")
    await anna.send_document("приказ.docx", b"PK")
    await anna.wait_for_text("Файл прочитать не получилось")


async def test_a_stranger_gets_none_of_it(town: Town) -> None:
    anna = town.messenger.person("Анна")
    hello = await anna.start()
    for name in ("blank:order:new", "memo:staff:", "local_act:use:", "letter:new:", "make::"):
        answer = await anna.tap(f"p:{name}", on=hello, force=True)
        assert answer.text
    await anna.tap("p:letter_with:new:", on=hello, force=True)
    assert files(anna) == {}


async def test_forgetting_takes_what_was_typed_along(town: Town) -> None:
    olga = await filled(town)
    await olga.ask("/forget")
    await School(town).press(olga, "Удалить мои данные", "Да, удалить всё")
    await olga.wait_for_text("Ваши данные удалены")
    assert len(town.app.house.office.drafts) == 0
