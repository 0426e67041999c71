"""Seed: «Алгоритм действий для администратора», five steps."""

from flows import addresses
from flows.declare import ask, back, end, move, question, step, wait
from flows.model import Flow, Party, Role

ADMIN = Flow(
    role=Role.ADMIN,
    edition="vk",
    states=(
        question(
            "case",
            ask("new", to="apply"),
            ask("change", to="apply"),
            ask("lost", to="apply"),
            ask("registered", to="sign_in"),
            keeps="variant",
        ),
        # 1. Заявка на info@sferum.ru: документ о назначении, анкета, письмо.
        step(
            1,
            "apply",
            move("done", to="await_support", guard="all_ticked"),
            back("case"),
            minutes=60,
            links=(addresses.QUESTIONNAIRE, addresses.ADMIN_GUIDE),
            checks=("document", "questionnaire", "mail"),
            symptoms=("which_package", "what_phrase", "which_document", "document_returned"),
        ),
        wait(
            1,
            "await_support",
            move("done", to="sign_in"),
            move("asked_again", to="await_support", guard="day_passed"),
            move("refused", to="why_refused"),
            back("apply"),
            on=Party.SUPPORT,
            minutes=7 * 24 * 60,
            symptoms=("no_answer", "document_returned"),
        ),
        question(
            "why_refused",
            ask("no_phrase", to="apply", redo=("document", "mail")),
            ask("no_contacts", to="apply", redo=("document", "mail")),
            ask("bad_questionnaire", to="apply", redo=("questionnaire", "mail")),
            ask("other", to="apply", redo=("document", "questionnaire", "mail")),
            back("await_support"),
            keeps="reason",
            number=1,
        ),
        # 2. Вход с тем номером телефона, что указан в заявке.
        step(
            2,
            "sign_in",
            move("done", to="fill_in"),
            back("case", guard="registered"),
            back("await_support"),
            minutes=10,
            links=(addresses.SFERUM,),
            symptoms=("no_code", "no_rights", "tell_code", "vk_page"),
        ),
        # 3. Общая информация об организации, стр. 23–28.
        step(
            3,
            "fill_in",
            move("done", to="build_classes"),
            back("sign_in"),
            minutes=30,
            links=(addresses.GUIDE_DATA, addresses.SFERUM),
            symptoms=("where_to_click", "no_rights"),
        ),
        # 4. Классы, стр. 29–35, и ссылки-приглашения в классы для учителей.
        step(
            4,
            "build_classes",
            move("done", to="accept_teachers"),
            back("fill_in"),
            minutes=45,
            links=(addresses.GUIDE_CLASSES, addresses.SFERUM),
            symptoms=("where_to_click", "wrong_role", "dead_link"),
        ),
        # 5. Принять заявки учителей, когда они созданы.
        step(
            5,
            "accept_teachers",
            move("done", to="finished"),
            back("build_classes"),
            minutes=20,
            links=(addresses.SFERUM, addresses.ADMIN_GUIDE),
            symptoms=("wrong_role", "is_active", "no_applications"),
        ),
        end(
            "finished",
            move("more_classes", to="build_classes"),
            move("more_teachers", to="accept_teachers"),
            back("accept_teachers"),
            links=(addresses.SFERUM, addresses.CALLS),
        ),
    ),
)
