# Reminders, the weekly summary, reminder settings, holidays.

reminder-not_started =
    .title = Begin with the step “{ $step }”
    .body =
        { $left ->
            [one] { $left } step
           *[other] { $left } steps
        } in all, { $hours ->
            [0] about { $minutes ->
                [one] { $minutes } minute
               *[other] { $minutes } minutes
            }
           *[other] about { $hours } hours
        }. I will remember where you stop.
reminder-stopped =
    .title = You stopped at the step “{ $step }”
    .body =
        { $left ->
            [one] { $left } step
           *[other] { $left } steps
        } to go, { $hours ->
            [0] about { $minutes ->
                [one] { $minutes } minute
               *[other] { $minutes } minutes
            }
           *[other] about { $hours } hours
        }.
reminder-answered =
    .title = Your question about the step “{ $step }” was answered
    .body = If it worked, mark it. If not, ask again.
reminder-help =
    .title = What gets in the way at the step “{ $step }”?
    .body = Choose, and I will say what helps most often.
reminder-last =
    .title = I will not remind you of the step “{ $step }” any more
    .body = Everything is kept: you can come back any day.

reminder-blocking-teachers =
    { $count ->
        [one] { $count } teacher waits for you
       *[other] { $count } teachers wait for you
    }{ $days ->
        [0] .
       *[other] , { $count ->
            [1] for
           *[other] the longest for
        } { $days ->
            [one] { $days } day
           *[other] { $days } days
        }.
    } { $last ->
        [yes] I will not remind you of this any more.
       *[no] Accepting takes a couple of minutes.
    }
reminder-blocking-families =
    { $count ->
        [one] { $count } person waits for the link of the class chat
       *[other] { $count } people wait for the link of the class chat
    }{ $days ->
        [0] .
       *[other] , { $count ->
            [1] for
           *[other] the longest for
        } { $days ->
            [one] { $days } day
           *[other] { $days } days
        }.
    } { $last ->
        [yes] I will not remind you of this any more.
       *[no] Sending it takes a minute.
    }
reminder-waiting =
    { $asked ->
        [bot] No news yet. I remind the one you are waiting for myself.
        [support] Still waiting for support. If they answered, mark it; if not, you can write again.
        [admin] No news yet. Ask the school's administrator: nobody else can accept the application.
       *[teacher] No news yet. Ask the teacher whether the link of the chat is ready.
    }{ $last ->
        [yes] {" "}I will not write about this any more.
       *[no] {""}
    }

reminder =
    .go = Continue
    .tomorrow = Tomorrow
    .three = In 3 days
    .monday = On Monday
    .never = No more of this
    .again = Remind me again

digest =
    .title =
        { $count ->
            [one] { $count } thing to remind you of
           *[other] { $count } things to remind you of
        }
    .begin = Begin with the step “{ $step }”.
    .step = You stopped at the step “{ $step }”.
    .answered = Your question about the step “{ $step }” has been answered.
    .last = I will not remind you of this any more.
    .go = { $where }

snoozed =
    .until = Good, I will remind you on { $day }.
    .never = Good, no more reminders of this. Everything is kept: you can come back any day.

summary =
    .title = What is new this week
    .off = No more summaries
summary-accepted =
    { $count ->
        [one] { $count } teacher accepted
       *[other] { $count } teachers accepted
    }{ $more ->
        [0] .
       *[other] , +{ $more } this week.
    }
summary-classes =
    { $count ->
        [one] { $count } class in the school
       *[other] { $count } classes in the school
    }{ $more ->
        [0] .
       *[other] , +{ $more } this week.
    }
summary-chats =
    { $count ->
        [one] { $count } class has its chat link
       *[other] { $count } classes have their chat links
    }{ $more ->
        [0] .
       *[other] , +{ $more } this week.
    }
summary-opened =
    { $count ->
        [one] { $count } person of the families opened an invitation
       *[other] { $count } people of the families opened an invitation
    }{ $more ->
        [0] .
       *[other] , +{ $more } this week.
    }
summary-joined =
    { $count ->
        [one] { $count } person joined the chats
       *[other] { $count } people joined the chats
    }{ $more ->
        [0] .
       *[other] , +{ $more } this week.
    }

wishes =
    .title = Reminders
    .on = I remind you once a day at most, on working days only.
    .off = Switched off. I will still tell you what others did for you.
    .any = Time: from { $first }:00 to { $last }:00, local time.
    .hour = Time: about { $hour }:00, local time.
    .paused = Paused until { $day }.
    .next = The next one: { $day }.
    .hours = Choose the time
    .any_hour = At any time
    .pause = Pause
    .resume = End the pause
    .turn_off = Switch off
    .turn_on = Switch on
    .no_summary = No summary on Mondays
    .summary = A summary on Mondays
    .breaks = Holidays and days off

hours =
    .title = Choose a good time
    .body = Reminders will come within this hour, local time.
    .hour = { $hour }:00
    .chosen = ✓ { $hour }:00

pause =
    .title = Choose how long to be left in peace
    .body = Or write the day from which I may remind you again, such as “15 January”.
    .week = A week
    .two_weeks = Two weeks
    .month = A month

breaks =
    .title = Holidays and days off
    .where = { $where }
    .everybody = For all schools
    .body =
        { $count ->
            [0] None so far. No reminders come on the days that are set here.
           *[other] No reminders come on these days. Tap to remove.
        }
    .span = { $begins } – { $ends }
    .day = { $day }
    .remove = ✕ { $span }
    .add = Add days
    .region = Days of one region
breaks-ask =
    .title = Write the days
    .body = For example “28 October – 5 November” or “15 March”.
breaks-region =
    .title = Write the region
    .body = Its first letters are enough.

note-wish = Good, I will remember that.
note-no_day = This does not look like a coming day. Write it like this: 15 January.
note-no_days = This does not look like days of holidays. Write them like this: 28 October – 5 November.
note-no_region = No such region was found. Write the first letters of its name.
note-not_your_region = Days off of that region are set by another coordinator. Write the name of yours.
note-many_days = Many days are set already. Remove some first.
note-break = Added: no reminders on these days.
