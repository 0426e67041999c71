"""What a teacher does with the link of the class's chat."""

from flows.screens import TO_STEP, Button, Paragraph, Row, Screen, Text, Url, page, say, title


def chat_page(class_name: str, chat: str, class_id: int | None) -> Screen:
    """Ask for the link, or show that it is there. `chat` is its address, empty for none."""
    if class_id is None:
        rows: tuple[Row, ...] = ((page("chat.pick", "pick"),), (TO_STEP,))
        return Screen(((title("chat.title"), Text("chat.no_class")),), rows)
    body: Paragraph = (title("chat.title"), Text("chat.there" if chat else "chat.ask"))
    rows = ()
    if chat:
        open_ = Button(say("chat.open", **{"class": class_name}), Url(chat))
        rows = ((open_,), (page("go.families", "invite", "family", str(class_id)),))
    return Screen((body,), (*rows, (TO_STEP,)))
