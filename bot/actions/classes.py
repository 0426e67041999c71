"""The administrator's classes: the table, each class, adding, renaming, removing."""

from bot.actions import class_links
from bot.actions.class_sight import described, in_class, in_school, place_in, refused
from bot.actions.handoffs import apply
from bot.actions.school import number, place_of
from bot.actions.view import Action, View, Visit, view_of
from flows import JOIN, Event, Facts, Journey, Role, advance, class_notes, class_pages, classes
from flows.class_pages import Hangs, Line
from flows.classes import ClassName
from flows.invitations import DAY
from flows.links import class_lines
from flows.roles import walked_by
from flows.screens import Screen, Text
from storage import Ask, ClassRow, Person, School, Tx


def grid(school_id: str, first: str = "") -> Action:
    """Show the classes in a table, from number `first` on."""

    def act(tx: Tx, _visit: Visit, person: Person, here: School) -> View:
        return view_of(person, table(tx, person, here, number(first)))

    return in_school(school_id, act)


def table(tx: Tx, person: Person, here: School, first: int = 0) -> Screen:
    lines = [
        Line(
            one.row.id,
            ClassName(one.row.grade, one.row.letter),
            one.teachers,
            link=bool(one.row.link),
            chat=bool(one.row.chat),
        )
        for one in tx.classes.lines(person.id, here.id)
    ]
    return class_pages.table(place_of(here), lines, first)


def klass(class_id: str) -> Action:
    """Show one class."""

    def act(tx: Tx, _visit: Visit, person: Person, row: ClassRow) -> View:
        return view_of(person, class_pages.klass(described(tx, person, row)))

    return in_class(class_id, act)


def chat(class_id: str) -> Action:
    """Show whether a class has a chat, and who can make it."""

    def act(tx: Tx, _visit: Visit, person: Person, row: ClassRow) -> View:
        return view_of(person, class_pages.chat(described(tx, person, row)))

    return in_class(class_id, act)


def remind_chat(class_id: str) -> Action:
    """Remind the teachers of a class of its chat, each at most once a day."""

    def act(tx: Tx, visit: Visit, person: Person, row: ClassRow) -> View:
        count = 0 if row.chat else _remind(tx, visit, row)
        page = class_pages.chat(described(tx, person, row))
        return view_of(person, page, class_notes.reminded(count))

    return in_class(class_id, act)


def _remind(tx: Tx, visit: Visit, row: ClassRow) -> int:
    """Remind whoever was not in the last day, and remember it; return how many."""
    teaching = {one.person_id: one for one in tx.journeys.in_class(row.id, Role.TEACHER)}
    count = 0
    for person in tx.staff.teachers_of(row.id):
        staff = tx.staff.get(person, row.school_id, Role.TEACHER)
        if staff is None or person not in teaching or visit.now - staff.told_at < DAY:
            continue
        tx.outbox.put(person, "remind_chat", teaching[person].id, visit.now)
        tx.staff.told(staff.id, visit.now)
        count += 1
    return count


def ask_classes(school_id: str) -> Action:
    """Ask for a list of classes: the next message is taken for one."""

    def act(tx: Tx, visit: Visit, person: Person, here: School) -> View:
        tx.asks.put(person.id, Ask("classes", here.id, {}, visit.now))
        return view_of(person, class_pages.ask_classes(place_of(here)))

    return in_school(school_id, act)


def answered_classes(tx: Tx, visit: Visit, person: Person, ask: Ask, text: str) -> View:
    """Add the classes of a list that was asked for; ask again where it holds none.

    Classes that came with their links are offered to be added with them.
    """
    here = tx.schools.seen_by(person.id, ask.subject)
    if here is None:
        tx.asks.drop(person.id)
        return refused(tx, visit)
    lines = class_lines(text)
    if class_links.has_links(lines):
        return class_links.taken(tx, visit, person, here, lines)
    parsed = classes.parse(text)
    if not parsed.names:
        note = class_notes.added(0, parsed)
        return view_of(person, class_pages.ask_classes(place_of(here)), note)
    tx.asks.drop(person.id)
    return _added(tx, person, here, parsed)


def _added(tx: Tx, person: Person, here: School, parsed: classes.Parsed) -> View:
    new = tx.classes.add(person.id, here.id, ((one.grade, one.letter) for one in parsed.names))
    return view_of(person, table(tx, person, here), class_notes.added(new, parsed))


def classes_for(tx: Tx, visit: Visit, person: Person, school_id: int, text: str) -> View | None:
    """Take a list of classes that nobody asked for; None if it is none, or not theirs to send.

    A single class that is there is shown.
    """
    here = tx.schools.seen_by(person.id, school_id)
    if here is None or not classes.looks_like(text):
        return None
    parsed = classes.parse(text)
    if len(parsed.names) == 1:
        row = tx.classes.named(here.id, parsed.names[0].grade, parsed.names[0].letter)
        if row is not None:
            return klass(str(row.id))(tx, visit)
    return _added(tx, person, here, parsed)


def ask_name(class_id: str) -> Action:
    """Ask for a new name of a class."""

    def act(tx: Tx, visit: Visit, person: Person, row: ClassRow) -> View:
        tx.asks.put(person.id, Ask("rename", row.id, {}, visit.now))
        return view_of(person, class_pages.ask_name(described(tx, person, row)))

    return in_class(class_id, act)


def answered_rename(tx: Tx, visit: Visit, person: Person, ask: Ask, text: str) -> View:
    """Rename a class; a name that is taken or unclear is asked for again."""
    row = tx.classes.seen_by(person.id, ask.subject)
    if row is None:
        tx.asks.drop(person.id)
        return refused(tx, visit)
    parsed = classes.parse(text)
    if parsed.wrong or len(parsed.names) != 1:
        return _name_again(tx, person, row, class_notes.unclear_name())
    name = parsed.names[0]
    other = tx.classes.named(row.school_id, name.grade, name.letter)
    if other is not None and other.id != row.id:
        return _name_again(tx, person, row, class_notes.taken_name(name.text))
    tx.classes.rename(person.id, row.id, name.grade, name.letter)
    tx.asks.drop(person.id)
    after = tx.classes.seen_by(person.id, row.id) or row
    page = class_pages.klass(described(tx, person, after))
    return view_of(person, page, class_notes.renamed(after.text))


def _name_again(tx: Tx, person: Person, row: ClassRow, note: Text) -> View:
    return view_of(person, class_pages.ask_name(described(tx, person, row)), note)


def remove(class_id: str, mark: str = "") -> Action:
    """Remove a class, asked once; whoever came meanwhile is asked about anew."""

    def act(tx: Tx, visit: Visit, person: Person, row: ClassRow) -> View:
        here = tx.schools.seen_by(person.id, row.school_id)
        walking = [one for role in Role for one in tx.journeys.in_class(row.id, role)]
        hangs = _hangs(row, walking)
        if here is None or mark != hangs.mark:
            return view_of(person, class_pages.remove(described(tx, person, row), hangs))
        place = place_in(tx, row)
        for one in walking:
            _lose(tx, visit, one, row)
        tx.invitations.drop_class(row.id)
        tx.classes.remove(person.id, row.id)
        return view_of(person, table(tx, person, here, place), class_notes.removed(row.text))

    return in_class(class_id, act)


def _hangs(row: ClassRow, walking: list[Journey]) -> Hangs:
    people = {one.person_id for one in walking if one.role is Role.TEACHER}
    families_ = sum(one.role is Role.FAMILY for one in walking)
    return Hangs(bool(row.link), bool(row.chat), len(people), families_)


def _lose(tx: Tx, visit: Visit, journey: Journey, row: ClassRow) -> None:
    """Let a journey go on in its school without the class, and tell whoever walks it."""
    school = journey.school_id or row.school_id
    event = Event(JOIN, journey.state, journey.revision, f"{school}.")
    outcome = advance(walked_by(journey), journey, event, Facts(), visit.now)
    apply(tx, visit, outcome)
    if journey.person_id != visit.person:
        tx.outbox.put(journey.person_id, "class_removed", journey.id, visit.now, detail=row.text)
