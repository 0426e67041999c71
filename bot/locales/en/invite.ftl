# Invitations: the page of whoever invites, their messages, and words for whoever opened the link.
# $class is “none” where there is no class.

invite-where =
    { $class ->
        [none] { $school }
       *[other] { $school } · { $class }
    }

invite-teacher =
    .title = Invite teachers
    .body = The link brings a teacher into your school and through the steps. Accepting them is up to you.
invite-family =
    .title = Invite students and parents
    .body = The link brings a family to your class and through the steps. Taking part is voluntary.
invite-deputy =
    .title = Invite a deputy
    .body =
        The link is for one person: send it privately.
        They will run the school in the bot together with you. It gives no rights in Sferum.
invite-head =
    .title = Hand the school over
    .body =
        The link is for one person: whoever opens it becomes first in the bot, and you a deputy.
        In Sferum itself the administrator is changed by an application to info@sferum.ru.

invite-terms = { $ends } { $came }
invite-endless = The link has no end date.
invite-until = The link is good until { $day }.
invite-expired = The link expired on { $day }.
invite-used_up = There is no more room in this link.
invite-came =
    { $uses ->
        [0] Nobody has come yet.
        [one] { $uses } person has come.
       *[other] { $uses } people have come.
    }
invite-came-of =
    { $uses ->
        [0] Nobody has come yet, there is room for { $most }.
        [one] { $uses } of { $most } has come.
       *[other] { $uses } of { $most } have come.
    }
invite-chatless-mine = The class chat has no link yet: families will reach the last step and wait for it.
invite-chatless-theirs = The class chat has no link yet: its teacher gives it, and families will wait.
invite-class_first = Families are invited into a class. Choose which one first.

invite =
    .forward = Message to forward
    .sheet = Sheet to print
    .qr = QR code
    .bounds = How long, how many
    .renew = Make a new link
    .revoke = Revoke
    .chat = Give the chat’s link
    .pick = Choose a class
    .open = Open the bot

invite-bounds =
    .title = Choose how long and how many
invite-days =
    { $days ->
        [0] No end date
        [one] { $days } day
       *[other] { $days } days
    }
invite-most =
    { $most ->
        [0] No limit
        [one] { $most } person
       *[other] { $most } people
    }
invite-chosen = ✓ { $what }

invite-renew =
    .title = Make a new link
    .yes = Yes, make a new one
invite-revoke =
    .title = Revoke the link
    .yes = Yes, revoke it
invite-ends-paper = The old link, its sheets and QR code will stop working. Whoever has come stays.
invite-ends-link = The old link will stop working. Whoever has come stays.
invite-revoked =
    .title = The link is revoked
    .paper = Nobody comes by it any more. Sheets on walls can be taken down.
    .link = Nobody comes by it any more.

invite-deputy-message =
    Hello. Please run our school in Sferum together with me: { $school }.
    A helper bot in Telegram shows which teachers wait to be accepted and what the school lacks.
    The link is only for you and good until { $day }:
    { $address }
invite-head-message =
    Hello. I am handing the school over to you in the helper bot for Sferum: { $school }.
    It shows which teachers wait to be accepted and what the school lacks.
    The link is only for you and good until { $day }:
    { $address }
invite-qr = Point your phone’s camera at the code: it opens the helper bot for Sferum.

note-invite-new = Done: the link is new, the old one no longer works.
note-invite-bounds = Done. It holds for sheets that you have handed out, too.
note-invite-forward = Forward the message that comes now.
note-invite-dead = This link is no longer good: make a new one.

# To whoever opened a link.

invitation-unknown = There is no such invitation. Ask whoever sent it for the link once more.

invitation-revoked-head = This link is no longer good. Ask the school’s first administrator for a new one.
invitation-revoked-deputy = This link is no longer good. Ask the school’s administrator for a new one.
invitation-revoked-first = This link is no longer good. Ask the coordinator for a new one.
invitation-revoked-teacher = This link is no longer good. Ask the school’s administrator for a new one.
invitation-revoked-family = This link is no longer good. Ask the class’s teacher for a new one.

invitation-expired-head = This link has expired. Ask the school’s first administrator for a new one.
invitation-expired-deputy = This link has expired. Ask the school’s administrator for a new one.
invitation-expired-first = This link has expired. Ask the coordinator for a new one.
invitation-expired-teacher = This link has expired. Ask the school’s administrator for a new one.
invitation-expired-family = This link has expired. Ask the class’s teacher for a new one.

invitation-used_up-head = The link was for one person and has been opened. Ask the school’s first administrator for a new one.
invitation-used_up-deputy = The link was for one person and has been opened. Ask the school’s administrator for a new one.
invitation-used_up-first = The link has been opened, or the school has an administrator already. Ask the coordinator for a new one.
invitation-used_up-teacher = Everybody this link was meant for has come. Ask the school’s administrator for a new one.
invitation-used_up-family = Everybody this link was meant for has come. Ask the class’s teacher for a new one.

invitation-welcome-head = You are in your school. In the bot it is yours to run now.
invitation-welcome-deputy = You are in your school. In the bot you run it together with its first administrator.
invitation-welcome-first = You are in your school. In the bot it is yours to run.
invitation-welcome-teacher = You are in your school. Go on step by step.
invitation-welcome-family = You are in your class. Taking part is voluntary, and I ask for no name or phone.
invitation-yours = You run this school already: the link has nothing to add.
