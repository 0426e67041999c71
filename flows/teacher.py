"""Seed: «Алгоритм действий для учителей», four steps."""

from flows import addresses
from flows.declare import back, end, handed, leave, move, step, wait
from flows.model import Flow, Party, Role

REFUSALS = ("not_at_school", "wrong_class", "who_is_it", "see_me")
"""Why an administrator does not accept a teacher."""

TEACHER = Flow(
    role=Role.TEACHER,
    edition="vk",
    states=(
        # 1. VK Мессенджер на смартфон.
        step(
            1,
            "install",
            move("done", to="create_profile"),
            minutes=5,
            links=(addresses.INSTALL,),
            symptoms=("vk_page", "max_moved"),
        ),
        # 2. Учебный профиль.
        step(
            2,
            "create_profile",
            move("done", to="apply"),
            back("install"),
            minutes=5,
            links=(addresses.PROFILE,),
            symptoms=("no_code", "which_profile", "vk_page", "tell_code"),
        ),
        # 3. Заявка: по ссылке администратора или добавив школу вручную.
        step(
            3,
            "apply",
            move("done", to="create_chat", guard="accepted"),
            move("done", to="await_acceptance", gives="application"),
            handed("restored", to="await_acceptance", by=Party.ADMIN),
            back("create_profile"),
            minutes=10,
            links=(addresses.TEACHER_STATUS,),
            symptoms=("no_school", "dead_link", "which_profile"),
        ),
        wait(
            3,
            "await_acceptance",
            move("done", to="create_chat", gives="said_accepted"),
            move("asked_again", to="await_acceptance", guard="day_passed", gives="nudge_admin"),
            handed("accepted", to="create_chat", by=Party.ADMIN),
            *(handed(why, to="apply", by=Party.ADMIN, keeps="reason") for why in REFUSALS),
            back("apply"),
            leave("apply"),
            on=Party.ADMIN,
            minutes=3 * 24 * 60,
            symptoms=("application_hangs", "wrong_role", "chat_too_early"),
        ),
        # 4. Чат и приглашение учеников и родителей по ссылке.
        step(
            4,
            "create_chat",
            move("done", to="finished"),
            handed("recalled", to="await_acceptance", by=Party.ADMIN),
            *(handed(why, to="apply", by=Party.ADMIN, keeps="reason") for why in REFUSALS),
            back("apply", guard="accepted"),
            back("await_acceptance"),
            leave("apply"),
            minutes=15,
            links=(addresses.CHAT,),
            symptoms=("chat_too_early", "which_profile", "dead_link"),
        ),
        end(
            "finished",
            handed("recalled", to="await_acceptance", by=Party.ADMIN),
            *(handed(why, to="apply", by=Party.ADMIN, keeps="reason") for why in REFUSALS),
            back("create_chat"),
            leave("apply"),
            links=(addresses.CHAT, addresses.CALLS),
        ),
    ),
)
