"""getChat, getChatMember and their like."""

from bot.emulator.bodies import Params
from bot.emulator.errors import bad_request
from bot.emulator.methods.access import chat_of, person_of
from bot.emulator.methods.registry import Context, method
from bot.emulator.model import Chat, Json
from bot.emulator.world import World


@method("getChat")
def get_chat(context: Context, params: Params) -> Json:
    """ChatFullInfo: the fields that a bot may rely on."""
    chat = chat_of(context.world, params)
    info = chat.json() | {"accent_color_id": 0, "max_reaction_count": 11}
    info["accepted_gift_types"] = dict.fromkeys(
        (
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        ),
        False,
    )
    if chat.pinned and chat.pinned[-1] in chat.messages:
        info["pinned_message"] = chat.messages[chat.pinned[-1]]
    if not chat.private:
        info["permissions"] = {"can_send_messages": True}
    return info


@method("getChatMember")
def get_chat_member(context: Context, params: Params) -> Json:
    world = context.world
    chat = chat_of(world, params)
    if params.number("user_id", 0, 0, 2**52) == world.bot.id:
        return _bot_member(world, chat)
    person = person_of(world, params)
    if person is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if person.id not in chat.members:
        return {"user": person.user(), "status": "left"}
    if not chat.private and person.id == chat.members[0]:
        return {"user": person.user(), "status": "creator", "is_anonymous": False}
    return {"user": person.user(), "status": "member"}


@method("getChatMemberCount", "getChatMembersCount")
def get_chat_member_count(context: Context, params: Params) -> int:
    return len(chat_of(context.world, params).members) + 1


@method("getChatAdministrators")
def get_chat_administrators(context: Context, params: Params) -> list[Json]:
    world = context.world
    chat = chat_of(world, params)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    found: list[Json] = []
    if chat.members:
        owner = world.people[chat.members[0]].user()
        found.append({"user": owner, "status": "creator", "is_anonymous": False})
    if chat.bot_status == "administrator":
        found.append(_bot_member(world, chat))
    return found


@method("leaveChat")
def leave_chat(context: Context, params: Params) -> bool:
    chat = chat_of(context.world, params)
    if chat.private:
        raise bad_request("chat is not a group, supergroup or channel")
    chat.bot_status = "left"
    return True


def _bot_member(world: World, chat: Chat) -> Json:
    member: Json = {"user": world.bot.user(), "status": chat.bot_status}
    if chat.bot_status == "administrator":
        member |= administrator_rights()
    return member


def administrator_rights() -> Json:
    rights = ("manage_chat", "delete_messages", "pin_messages", "manage_topics", "invite_users")
    lacking = (
        "manage_video_chats",
        "restrict_members",
        "promote_members",
        "change_info",
        "post_stories",
        "edit_stories",
        "delete_stories",
    )
    return (
        {"can_be_edited": False, "is_anonymous": False}
        | {f"can_{name}": True for name in rights}
        | {f"can_{name}": False for name in lacking}
    )
