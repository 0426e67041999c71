# The school: the /school page, classes in a table and one by one, choosing a class, leaving.

school-page = { $school } · { $place }
    .waiting =
        { $count ->
            [one] { $count } teacher waits to be accepted, since { $day }.
           *[other] { $count } teachers wait to be accepted, the first since { $day }.
        }
    .nobody = No teacher is waiting to be accepted.
    .classes =
        { $count ->
            [0] There are no classes yet: add them as a list.
            [one] The school has { $count } class.
           *[other] The school has { $count } classes.
        }
    .grid = Classes
    .desk = Waiting: { $count }
    .teachers = Invite teachers
    .claims = Asking for access: { $count }
    .deputy = Add a deputy
    .head = Hand the school over
    .form = Correct the details
    .breaks = Holidays
    .papers = Acts and memos
    .leave = This is not my school

school-outside =
    { $standing ->
        [claim] You don’t have access to the school yet: its administrator or a coordinator decides. I’ll tell you when they have.
       *[other] You have no access to this school. Ask its administrator for it.
    }

school-teacher =
    { $name ->
        [none] No class is chosen.
       *[other] Your class is { $name }.
    }
    .standing =
        { $standing ->
            [accepted] The administrator has accepted you.
            [said] You said that you have been accepted.
            [waiting] Your request is with the administrator.
            [refused] The request came back: the reason is on your step.
           *[other] The request is not sent yet.
        }
    .pick = Choose a class
    .change = Change the class
    .families = Invite families
    .chat = Link to the class chat
    .label = How to show me
    .leave = Leave the school

school-family =
    { $name ->
        [none] No class is known: open the teacher’s invitation.
       *[other] The class is { $name }.
    }
    .leave = Leave the class

school-nowhere =
    .title =
        { $role ->
            [admin] Add your school
            [teacher] Open your school’s invitation
            [family] Open your class’s invitation
           *[other] Choose who you are
        }
    .body =
        { $role ->
            [admin] Then the classes, the links and those who wait to be accepted will be here. If somebody else has added the school, ask them for an invitation.
            [teacher] The school administrator sends it. You can take the steps without it.
            [family] The teacher sends it. You can take the steps without it.
           *[other] How to find your school depends on it.
        }
    .add = Add a school

pick =
    .title = Choose your class
    .body = If you have several classes, you join each further one by the administrator’s invitation.
    .empty = The school has no classes yet: the administrator adds them.
    .class = { $name }
    .chosen = ✓ { $name }

leaving =
    .title = Leave if this is not your school
    .body =
        { $role ->
            [admin] The school and its classes stay, but you will no longer see who waits to be accepted. If there is a deputy, the school passes to them; if not, nobody can accept teachers.
            [teacher] Your request disappears from the administrator’s list, and the class link from your step. You can come back by an invitation.
           *[other] The link to the class chat disappears from your step. You can come back by the teacher’s invitation.
        }
    .yes = Yes, leave
    .no = Stay

which-family =
    .title = Choose who joins the class
    .body = A parent’s steps and a student’s differ a little.

grid-school = { $school } · { $place }
grid =
    .title =
        { $count ->
            [0] Add the classes
            [one] { $count } class
           *[other] { $count } classes
        }
    .empty = In one message, for example: <code>5А, 5Б, 6а-в</code>. Then each will have its teachers, link and chat.
    .summary = With a teacher: { $teachers }, with a link: { $links }, with a chat: { $chats }.
    .cells = In a row: class, teachers, their link, and the chat. Tap what is missing.
    .class = { $name }
    .teachers = 👤 { $count }
    .link_yes = 🔗 ✓
    .link_no = 🔗 none
    .chat_yes = 💬 ✓
    .chat_no = 💬 none
    .add = Add classes
    .links = Send links as a list
grid-year = { $year }: { $letters }
grid-bare = Without a letter: { $names }

class-page = Class { $name }
    .link_yes = The link for teachers is there since { $day }.
    .link_no = There is no link for teachers.
    .teachers =
        { $accepted ->
            [0] No accepted teachers
            [one] { $accepted } accepted teacher
           *[other] { $accepted } accepted teachers
        }{ $waiting ->
            [0] .
           *[other] , not accepted yet: { $waiting }.
        }
    .chat_yes = The chat is there since { $day }.
    .chat_no = There is no chat.
    .families =
        { $opened ->
            [0] No families yet.
            [one] { $opened } family came, in the chat: { $joined }.
           *[other] { $opened } families came, in the chat: { $joined }.
        }
    .invite = Invite teachers to the class
    .open = Open the link
    .set = Send the link
    .replace = Replace the link
    .about_chat = About the class chat
    .rename = Rename
    .remove = Delete the class

class-teachers =
    { $count ->
        [0] no teachers
        [one] { $count } teacher
       *[other] { $count } teachers
    }
class-families =
    { $count ->
        [0] no families
        [one] { $count } family
       *[other] { $count } families
    }
class-named =
    { $names }{ $more ->
        [0] { "" }
        [one] { " " }and { $more } more teacher
       *[other] { " " }and { $more } more teachers
    }

class-chat = The chat of class { $name }
    .there = The link to the chat is there since { $day }: families see it on their step.
    .how = A teacher who has been accepted creates the chat and sends the link here.
    .who = They can create it: { $names }.
    .nobody =
        { $waiting ->
            [0] The class has no teachers yet: invite them.
            [one] { $waiting } teacher is not accepted yet.
           *[other] { $waiting } teachers are not accepted yet.
        }
    .remind = Remind the teachers
    .accept = Open the list
    .reminded =
        { $count ->
            [0] They were reminded today already. You can do it again tomorrow.
            [one] I’ll remind { $count } teacher.
           *[other] I’ll remind { $count } teachers.
        }

class-remove = Delete class { $name }?
    .holds =
        The class has: { $link ->
            [yes] a link,{ " " }
           *[no] { "" }
        }{ $chat ->
            [yes] a chat,{ " " }
           *[no] { "" }
        }{ $teachers }, { $families }.
    .body = People stay in the school, but without a class: I’ll tell them. Invitations to the class stop working.
    .yes = Yes, delete the class
    .no = Keep it
    .done = Class { $name } is deleted.

class-add =
    .title = Write the classes
    .body =
        In one message, any way you like: <code>5А, 5Б, 6а-в, 10 А Б</code>.
        Those that are there already stay as they are.
    .done =
        { $new ->
            [0] No new classes
            [one] { $new } class added
           *[other] { $new } classes added
        }{ $known ->
            [0] { "" }
           *[other] , there already: { $known }
        }{ $over ->
            [0] .
           *[other] . Too many for one message: send the other { $over } again.
        }
    .partly = { $done } This does not look like classes: { $wrong }.
    .nothing =
        { $wrong ->
            [none] I see no classes here. Send them like this: <code>5А, 5Б, 6а-в</code>.
           *[other] This does not look like classes: { $wrong }. Send them like this: <code>5А, 5Б, 6а-в</code>.
        }

class-rename = Write a new name for class { $name }
    .body = For example: <code>6А</code>. People, link and chat stay with it.
    .done = This is class { $name } now.
    .taken = There is a class { $name } already. Send another name or delete the class you don’t need.
    .unclear = This does not look like one class. Send it like this: <code>6А</code>.

class-link = Send the link of class { $name }
    .body = It is the invitation to the class for teachers. The instructions say where to get it.
    .none = The teachers of the class will see the link on their step.
    .has = There is a link since { $day }: the new one replaces it for everybody.
    .saved =
        The link of class { $name } is saved.{ $told ->
            [0] { "" }
            [one] { " " }I’ll tell { $told } teacher.
           *[other] { " " }I’ll tell { $told } teachers.
        }
    .saved_look =
        The link of class { $name } is saved.{ $told ->
            [0] { "" }
            [one] { " " }I’ll tell { $told } teacher.
           *[other] { " " }I’ll tell { $told } teachers.
        } { $look }
    .same = Class { $name } has this link already.

class-links =
    .title = Send the links of the classes
    .body =
        In one message, each class on a line of its own:
        <code>5А https://…</code>
        <code>5Б https://…</code>

class-taken =
    { $count ->
        [0] No new links
        [one] { $count } link saved
       *[other] { $count } links saved
    }
    .saved = Classes: { $names }.
    .same = Unchanged: { $names }.
    .told =
        { $count ->
            [one] I’ll tell { $count } teacher.
           *[other] I’ll tell { $count } teachers.
        }
    .unknown = The school has no such classes: { $names }. Add them, or send the links with other names.
    .add =
        { $count ->
            [one] Add { $count } class with its link
           *[other] Add { $count } classes with their links
        }
    .grid = Show the classes
    .again = Send more
    .more =
        { $count ->
            [one] And { $count } more reason: send the remaining lines again.
           *[other] And { $count } more reasons: send the remaining lines again.
        }
class-trouble =
    <b>{ $what }{ $more ->
        [0] { "" }
       *[other] { " " }and { $more } more
    }.</b> { $why }
