"""Seed: «Алгоритм действий для учеников/родителей», three steps."""

from flows import addresses
from flows.declare import back, end, handed, leave, move, step, wait
from flows.model import Flow, Party, Role

FAMILY = Flow(
    role=Role.FAMILY,
    edition="vk",
    variants=("parent", "student"),
    states=(
        # 1. VK Мессенджер на смартфон.
        step(
            1,
            "install",
            move("done", to="create_profile"),
            minutes=5,
            links=(addresses.INSTALL,),
            symptoms=("vk_page", "max_moved", "must_parents"),
        ),
        # 2. Учебный профиль, не профиль социальной сети.
        step(
            2,
            "create_profile",
            move("done", to="await_link", guard="link_missing"),
            move("done", to="join_chat"),
            back("install"),
            minutes=5,
            links=(addresses.PROFILE,),
            symptoms=("no_code", "which_profile", "parent_number", "tell_code"),
        ),
        wait(
            3,
            "await_link",
            move("done", to="join_chat"),
            move("asked_again", to="await_link", guard="day_passed", gives="nudge_teacher"),
            handed("link_came", to="join_chat", by=Party.TEACHER),
            back("create_profile"),
            on=Party.TEACHER,
            minutes=3 * 24 * 60,
            symptoms=("no_link", "dead_link"),
        ),
        # 3. Вступить в чат по ссылке учителя, из учебного профиля.
        step(
            3,
            "join_chat",
            move("done", to="finished"),
            move("no_link", to="await_link"),
            back("create_profile"),
            minutes=3,
            symptoms=("dead_link", "which_profile", "parents_link"),
        ),
        end("finished", back("join_chat"), leave("join_chat"), links=(addresses.CALLS,)),
    ),
)
