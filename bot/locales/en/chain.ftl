# What administrators, teachers and families hand over to each other.

hat-school = { $hat } · { $school }
hat-class = { $hat } · { $school } · { $class }

go =
    .package = Documents for the application
    .desk = Who waits to be accepted
    .school = My school
    .add = Add the school
    .chat = Link to the class chat
    .families = Invite the families
    .pick = Choose the class

meter-active =
    { $accepted ->
        [one] The school is active: it has { $accepted } teacher.
       *[other] The school is active: it has { $accepted } teachers.
    }
meter-sign_in =
    To make the school active, sign in to Sferum, fill in its data{ $left ->
        [0] .
        [one] {" "}and accept { $left } teacher.
       *[other] {" "}and accept { $left } teachers.
    }  { $bar }
meter-fill_in =
    To make the school active, fill in its data{ $left ->
        [0] .
        [one] {" "}and accept { $left } teacher.
       *[other] {" "}and accept { $left } teachers.
    }  { $bar }
meter-teachers =
    { $left ->
        [one] { $left } teacher more, and the school is active.
       *[other] { $left } teachers more, and the school is active.
    }  { $bar }

link-warning = Any chat may have a link like this: join only if you expected it from the school.
link-handed-teacher = The link for your class
link-handed-family = Join the class chat

wait-admin-beside =
    { $others ->
        [one] { $others } more teacher waits with you.
       *[other] { $others } more teachers wait with you.
    }
wait-teacher-beside =
    { $others ->
        [one] { $others } more person waits with you.
       *[other] { $others } more people wait with you.
    }
awaited-teachers = Waiting to be accepted: { $count }, the longest since { $day }.
awaited-families = Waiting for the chat link: { $count }, the longest since { $day }.
families = The invitation was opened by { $opened }, profiles made { $profiles }, joined { $joined }.

reason-not_at_school = The administrator answered: there is no such teacher here. Check that it is your school.
reason-wrong_class = The administrator answered: this is not the class. Apply to your own class.
reason-who_is_it = The administrator could not tell who applied. Tell them yourself, then apply again.
reason-see_me = The administrator asks you to come by before you apply again.

desk =
    .list = Open the list
    .all = ✅ I accepted everybody
    .said = They say they are accepted: { $count }
    .accept = ✅ Accepted
    .confirm = ✅ Yes, accepted
    .object = I did not accept
    .not_at_school = No such teacher here
    .wrong_class = Not that class
    .who_is_it = I can't tell who it is
    .see_me = Ask them to come by
    .undo = Undo the last decision
    .all_sure = ✅ Yes, all are accepted
desk-school = { $school } · { $place }
desk-nobody = Nobody waits to be accepted now.
desk-waiting = Waiting to be accepted: { $count }
desk-classes = { $classes }
desk-longest = The longest since { $day }
desk-waiting_list = Accept the application in Sferum, then mark it here. Waiting: { $count }.
desk-said_list = These teachers say that you accepted them. Object if that is not so. In all: { $count }.
desk-teacher =
    { $class ->
        [none] A teacher — since { $day }
       *[other] A teacher of { $class } — since { $day }
    }
desk-teacher-named =
    { $class ->
        [none] { $label } — since { $day }
       *[other] { $label }, { $class } — since { $day }
    }
desk-decide = Decide on the application
desk-decide-how = If you do not accept it, choose the reason: the teacher will see it.
desk-all =
    { $count ->
        [one] Mark { $count } teacher as accepted
       *[other] Mark { $count } teachers as accepted
    }
desk-all-how = Each goes on to making the chat at once. Accept their applications in Sferum first.

chat =
    .title = Send the link to the class chat
    .no_class = Choose your class first: only its families will get the link.
    .ask = Copy the invitation link in VK Messenger and send it here as a message. Only the families of your class will see it.
    .there = The link is there, and the families of the class see it. If you make a new one, send it here: it replaces the old one for all.
    .open = Chat of { $class }
    .pick = Choose the class

label =
    .title = Introduce yourself to the administrator
    .body = Write how to show you in their list: your name and subject, for example. Only those who run your school see it.
    .now = Now: { $label }
    .without = Show me without a name

handed =
    .go = Go to this role
handed-accepted = The administrator accepted you. You can make the chat now.
handed-not_at_school = The administrator sent the application back: there is no such teacher here.
handed-wrong_class = The administrator sent the application back: this is not the class.
handed-who_is_it = The administrator sent the application back: they could not tell who applied.
handed-see_me = The administrator asks you to come by about the application.
handed-undone = The administrator took the decision back: the application waits again.
handed-restored = The administrator took the refusal back: the application waits again.
handed-objected = The administrator says that the application is not accepted yet: it waits again.
handed-link_came = The teacher sent the link to the class chat.
handed-link_new = The link to the class chat has changed: the old one is of no use now.
handed-link_teacher = The administrator added the link for your class: it is on the step with the application.
handed-celebrate = Congratulations, { $school } is active now!
handed-admitted = You have been let in: { $school }.
handed-handed_over = The school has a new administrator, you are the deputy now: { $school }.
handed-dismissed = Access to the school was refused. Please ask its administrator.
handed-class_removed = The administrator removed the class { $class }. If that is a mistake, ask them.
handed-remind_chat = The administrator asks you to create the class chat and send its link here.

notice =
    .claims = See who asks
notice-claim = { $school }: { $count } asking for an administrator's access.

note-day_passed = You have asked today already. You can ask again tomorrow.
note-decided = This is decided already, here is the present step.
note-accepted = Marked as accepted.
note-refused = The application went back, the teacher will see the reason.
note-undone = The decision is taken back.
note-objected = Noted: you did not accept. The teacher waits again.
note-accepted-all =
    { $count ->
        [one] Marked as accepted: { $count } teacher.
       *[other] Marked as accepted: { $count } teachers.
    }
note-class-chosen = Your class is { $class }.
note-class-first = Choose your class first: the button “Link to the class chat” below the card.
note-link-same = This link is saved already.
note-link-early = You can send the chat link after the administrator has accepted the application.
note-link-alone = This looks like a link to a chat. The teacher of the class sends it here once they are accepted.
note-chat-taken =
    { $families ->
        [0] The link is saved: the families of your class will see it on their step.
        [one] The link is saved. { $families } person waited for it and is being told.
       *[other] The link is saved. { $families } people waited for it and are being told.
    }
note-chat-warned = The link is saved. Any chat may have one like it, so the families are told to check it with you.
note-label-kept = Good, the administrator will see you like this.
note-label-none = Good, the administrator will see only the class.
note-label-empty = That does not look like a name. Write in letters how to show you.

command-school = school and classes
