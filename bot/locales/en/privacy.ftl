# Personal data: what is kept, consent anew, age, how long, what is deleted from the chat.

privacy =
    .title = What I keep and why
    .kept =
        Account number and language, to answer you.
        Roles, school, class and steps with dates, to remember your place and to tell those who wait.
        What didn’t work, to make the tips better. The day you last came, to forget in time.
        When to remind you, if you chose it. How a teacher is shown to the administrator, only if they wrote it: that line is encrypted.
        A question to a coordinator, to answer it: its words are encrypted and wiped 90 days after the answer.
        A name and a phone for a document I don’t write down: I make it and forget them.
    .seen = Teachers are seen by the administrator of their school; they and questions by a coordinator. A school sees families as numbers only; a coordinator finds one only by its account number. Each look is written down.
    .long =
        { $months ->
            [one] If you don’t come for { $months } month, I forget you, with four weeks’ notice.
           *[other] If you don’t come for { $months } months, I forget you, with four weeks’ notice.
        }
    .rights = See everything: /mydata. Delete it: /forget. Only monthly numbers remain, without you.
    .policy = Who is responsible for the data

privacy-new =
    .title = Read what has changed
    .v2 =
        { $months ->
            [one] Whoever doesn’t come for { $months } month is now forgotten, with four weeks’ notice.
           *[other] Whoever doesn’t come for { $months } months is now forgotten, with four weeks’ notice.
        }
        A name for the administrator is encrypted now. After deletion only monthly numbers remain, without you.
    .v3 =
        There are coordinators now, of a region, a municipality or a school. They see the steps of teachers and administrators, and a family’s only by its account number; each look is written down.
        You can ask them: the words are encrypted and wiped 90 days after the answer.
    .how = To write anything down from now on I need your consent. Looking needs none.
    .agree = ✅ I agree, go on
    .all = What I keep
    .look = Just look
    .forget = Delete everything
note-consented = Thank you, let’s go on.

age =
    .title = Are you 14 or older?
    .body = I don’t write the answer down: it only leads to the right steps.
    .yes = Yes, I am
    .no = Not yet

with-parent =
    .title = Call a parent
    .body =
        Under 14 a parent decides whether the bot is needed and whether it may keep what it keeps.
        If your parent is here and agrees, the steps from here on are for them.
    .go = I’m the parent, let’s go on together
    .forget = Delete what was written down

fading =
    .title = You haven’t been here for long
    .body = On { $day } I’ll forget what was marked here:
    .hat = ▫️ { $hat }
    .whole = With it I’ll delete your account number too. If you need it, one tap keeps it.
    .part = Your other roles stay. If you need this one too, one tap keeps it.
    .keep = ✅ Keep it
    .forget = Delete now
note-kept =
    { $months ->
        [one] Good, I keep it for another { $months } month from your last visit.
       *[other] Good, I keep it for another { $months } months from your last visit.
    }

note-label-off = This bot keeps no names: the administrator sees you by your class.

note-passport = This looks like the number of a document. I deleted the message: documents aren’t needed here.
note-passport-kept = This looks like the number of a document. Please delete the message yourself: documents aren’t needed here.
note-snils = This looks like a СНИЛС. I deleted the message: that number isn’t needed here.
note-snils-kept = This looks like a СНИЛС. Please delete the message yourself: that number isn’t needed here.
note-children = This looks like a list of people or a birth date. I deleted the message: don’t send children’s names here, the names of classes are enough.
note-children-kept = This looks like a list of people or a birth date. Please delete the message yourself: children’s names aren’t needed here.

mydata-page =
    .title = My data
    .intro = Everything the bot keeps about you. Numbers of rows are in the JSON file beside.
    .made = Made on { $day }.
    .yes = yes
    .no = no
mydata-persons =
    .title = You
    .id = Account number
    .language = Language
    .agreed_at = Consent given
    .notice = Version of the privacy notice
    .card = Message with the card, number
    .bottom = Last message in the chat, number
    .payload = Invitation not opened yet
    .created_at = Here since
    .desk = The card shows the list of
    .seen_at = Last visit
    .remind_hour = Remind at
    .paused_until = No reminders until
    .reminders_off = Reminders are off
    .summaries_off = Weekly summaries are off
    .reminded_at = Last reminder
    .blocked_at = The bot cannot write since
mydata-journeys =
    .title = Roles and your place in them
    .role = Role
    .state = Step
    .since = On this step since
    .started = Begun
    .variant = Detail of the role
    .ticks = Items ticked
    .reason = Why it was returned
    .asked = Asked again
    .school_id = School
    .class_id = Class
    .used_at = Last time on this way
    .warned_at = Told of the deletion
mydata-progress =
    .title = History of steps
    .role = Role
    .event = What happened
    .origin = Step before
    .state = Step after
    .since = Step begun
    .at = When
    .school_id = School
mydata-symptoms =
    .title = What didn’t work
    .role = Role
    .state = Step
    .symptom = Question
    .helped = The answer helped
    .at = When
mydata-staff =
    .title = You in schools
    .school_id = School
    .role = Role
    .standing = Standing
    .label = How the administrator sees you
    .since = Since
    .before = Before that
    .decided_at = Decided
    .told_at = Last notified
mydata-arrivals =
    .title = Invitations you came by
    .at = When
mydata-asks =
    .title = The question the bot waits to be answered
    .name = Question
    .answers = Answered so far
    .at = When it was asked
mydata-outbox =
    .title = What the bot is about to write to you
    .kind = Kind of message
    .detail = Detail
    .made_at = Planned
    .due_at = To be sent
    .claimed_at = Sending began
mydata-reminders =
    .title = Reminders
    .reason = Why
    .sent = How often so far
    .due_at = Next
    .sent_at = Last
    .muted = No more of them
    .ripe_at = Being made since
mydata-summaries =
    .title = Weekly summaries
    .due_at = Next
    .ripe_at = Being made since
    .seen = What the last one told
mydata-grants =
    .title = What you coordinate
    .reach = What
    .region = Region
    .school_id = School
    .level = What may be done
    .ends_at = Until
    .link_ends_at = The link was good until
    .made_at = The link was made
    .taken_at = You opened it
    .revoked_at = Revoked
mydata-reach =
    .all = all schools
    .region = a region
    .municipality = a municipality
    .school = a school
mydata-school_notes =
    .title = Your notes about schools
    .school_id = School
    .at = When
    .words = What you wrote
mydata-broadcasts =
    .reach = To: area
    .title = Your broadcasts
    .role = To: role
    .state = Step
    .region = Region
    .school_id = School
    .language = Language
    .status = Status
    .people = People
    .made_at = Made
    .due_at = Due
    .ended_at = Ended
    .sent = Delivered
    .blocked = Blocked
    .failed = Failed
mydata-tickets =
    .title = Your questions to coordinators
    .school_id = School
    .role = Role
    .state = Step
    .symptom = What did not work
    .status = Status
    .opened_at = Asked
    .asked_at = Waiting since
    .answered_at = Answered
    .closed_at = Closed
    .told_at = A coordinator was told
mydata-ticket_messages =
    .title = What was written in them
    .who = Who
    .at = When
    .posted = Passed to the group
    .words = Words
mydata-support_topics =
    .title = The topic in the support group
    .topic = Number
mydata-audit =
    .title = What you did as a coordinator
    .at = When
    .act = What
    .kind = With what
    .region = Region
    .school_id = School
    .detail = Detail
    .words = What you wrote
mydata-standing =
    .head = first administrator
    .deputy = deputy
    .claim = asks to be let in
    .joined = came by invitation
    .waiting = has applied
    .said = says: accepted
    .accepted = accepted
    .refused = returned
mydata-event =
    .start = begun
    .done = step done
    .back = a step back
    .restart = begun anew
    .tick = item ticked
    .untick = tick removed
    .join = school or class chosen
    .leave = left the school
    .asked_again = asked again
    .accepted = accepted by the administrator
    .link_came = the chat’s link came
