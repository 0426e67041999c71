"""The addresses of the seed, each once. Every one is a button, never a text."""

from typing import Final

from flows.model import Link

HOSTS: Final = frozenset({"sferum.ru", "prof-sferum.ru", "vk.com", "cloud.mail.ru"})
"""Where they live; a declared link leads nowhere else."""

_PROF = "https://prof-sferum.ru"
_GUIDE = "https://sferum.ru/static/Instruktsia_sferum.pdf"

SFERUM = Link("sferum", "https://sferum.ru/")
SFERUM_VK = Link("sferum-vk", "https://vk.com/sferum")
QUESTIONNAIRE = Link("questionnaire", "https://cloud.mail.ru/public/WPky/Cvzr7fbc")
ADMIN_GUIDE = Link("admin-guide", _GUIDE)
GUIDE_DATA = Link("guide-data", f"{_GUIDE}#page=23")
GUIDE_CLASSES = Link("guide-classes", f"{_GUIDE}#page=29")
INSTALL = Link("install", f"{_PROF}/install_vk_messenger")
PROFILE = Link("profile", f"{_PROF}/create_sferum_account_in_vk_messenger")
TEACHER_STATUS = Link("teacher-status", f"{_PROF}/blue_mark_for_teachers_vk_messenger")
CHAT = Link("chat", f"{_PROF}/how_to_create_chat_in_vk_messenger")
CALLS = Link("calls", f"{_PROF}/how_to_start_call_app")

ALL = (
    SFERUM,
    SFERUM_VK,
    QUESTIONNAIRE,
    ADMIN_GUIDE,
    GUIDE_DATA,
    GUIDE_CLASSES,
    INSTALL,
    PROFILE,
    TEACHER_STATUS,
    CHAT,
    CALLS,
)
