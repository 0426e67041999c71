# Buttons, the menu and everything the bot says around the steps.

greeting =
    .title = Hello, this is the Sferum guide
    .body =
        I take you through registration step by step, as an administrator, teacher, student or parent.
        I remember where you stopped and help when something doesn’t work.
    .keeps =
        What I keep: account number, language, roles, school and class, steps with dates and what didn’t work.
        No phone numbers. A name only if a teacher writes it for the administrator.
        { $months ->
            [one] Delete everything: /forget. If you don’t come for { $months } month, I forget you, with notice.
           *[other] Delete everything: /forget. If you don’t come for { $months } months, I forget you, with notice.
        }
    .child = If you are under 14, a parent gives consent: call them.
    .agree = ✅ I agree, start
    .more = More about the data

roles =
    .title = Choose who you are
    .body = You can have more than one role: for example, a teacher may be a parent too.

role-admin = School administrator
role-teacher = Teacher
role-student = Student
role-parent = Parent

card-step = Step { $step } of { $of }  { $bar }
card-minutes =
    Takes about { $minutes ->
        [60] an hour
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }.

check-on = ☑️ { $what }
check-off = ⬜ { $what }

days-ago =
    { $days ->
        [0] today
        [one] { $days } day ago
       *[other] { $days } days ago
    }
wait-support = Email sent on { $day }, { $ago }.
wait-admin = Request sent on { $day }, { $ago }.
wait-teacher = You started waiting on { $day }, { $ago }.
wait-support-asked = You wrote again on { $day }.
wait-admin-asked = Reminded on { $day }.
wait-teacher-asked = You asked again on { $day }.

button-done = ✅ { $what }
button-help = 🆘 I’m stuck
button-back = ⬅️ Back
button-menu = ☰
button-to-step = To my step
button-roles = Choose a role
button-start = Start

link-sferum = Open Sferum
link-sferum-vk = Sferum on VKontakte
link-questionnaire = Open the questionnaire
link-admin-guide = Administrator’s instructions
link-guide-data = School details, pp. 23–28
link-guide-classes = Classes, pp. 29–35
link-install = How to install the app
link-profile = How to create a school profile
link-teacher-status = How to ask to join the school
link-chat = How to create a chat
link-calls = How to make calls

menu =
    .title = Menu
    .plan = All the steps
    .journeys = My roles
    .school = My school
    .faq = Questions and answers
    .rules = Rules
    .docs = Documents and instructions
    .settings = Settings
    .data = My data

journeys =
    .title = My roles
    .body = Tap a role to go on from where you stopped.
    .here = ▶️ { $hat }: { $place }
    .there = { $hat }: { $place }
    .more = Add a role
place-start = beginning
place-step = step { $step } of { $of }
place-end = finished

plan =
    .title = All the steps
    .restart = Start over
plan-done = ☑️ { $number }. { $title } — { $day }
plan-passed = ☑️ { $number }. { $title } — not needed
plan-here = ▶️ { $number }. { $title }
plan-ahead = ▫️ { $number }. { $title }

restart =
    .title = Start over if everything has changed
    .body = The marks on the steps will be cleared and you will go back to the beginning. Other roles stay as they are.
    .yes = Start over
    .body_sure = Last question: are you sure you want to go back to the beginning?
    .yes_sure = Yes, back to the beginning

stuck =
    .title = Choose what gets in the way
    .body = I’ll tell you what helps most often.
    .other = Something else

stuck-other =
    .title = Try this
    .body =
        Open the instructions from the step card and follow them from the start.
        Or type a word or two about what doesn’t work: I’ll look in the questions and answers.

symptom =
    .helped = It helped
    .still = It didn’t help

recorded =
    .title = Noted: this step isn’t working yet
    .body =
        Your step is saved. About signing in and rights, ask support: info@sferum.ru.
        About requests and links, check with the school administrator.
    .faq = Search the questions
    .ask = 💬 Ask a coordinator

faq =
    .earlier = ← Previous
    .later = Next →

settings =
    .title = Settings
    .body = Which language should I speak?
    .reminders = Reminders
language-ru = Русский
language-en = English
language-on = ✓ { $language }

data =
    .title = My data
    .body =
        I keep your account number, language, roles, school and class, steps with dates and what didn’t work, since { $day }.
        Also the numbers of my messages, the day of your last visit and by which invitation you came.
        { $journeys ->
            [one] You have { $journeys } role now.
           *[other] You have { $journeys } roles now.
        }
        I don’t keep phone numbers or messages. A name only if you wrote it for the administrator.
    .file = Send as files
    .notice = Why and how long
    .forget = Delete everything

mydata =
    .caption = Everything that is kept about you: a page to read, and the same for programs.
    .name = my-data

forget =
    .title = Delete everything if you no longer need the bot
    .body_ask = I’ll erase your roles, steps and marks. They can’t be brought back.
    .yes_ask = Delete my data
    .body_sure = Last question: are you sure you want to delete everything?
    .yes_sure = Yes, delete everything

forgotten =
    .title = Your data is deleted
    .body =
        No roles, no steps and no account number are left: only monthly numbers, without you.
        If you want to come back, tap /start.

help =
    .title = How I can help
    .body =
        I take you through registration in Sferum step by step. Tap the buttons under the card.
        Type a word or a question and I’ll look in the answers, documents and steps.
help-command = /{ $name } — { $what }
command-start = start or go back to your step
command-menu = menu
command-ask = ask a coordinator
command-docs = documents and instructions
command-settings = language
command-mydata = what is kept about you
command-forget = delete my data
command-help = what the bot can do

note-stale = This step is already done. Here is the current one.
note-same = Already marked.
note-not_here = There is no such button on this step. Here is the current one.
note-all_ticked = Tick all the items first.
note-no_button = This button is from an earlier version. Here is the current step.
note-helped = Good that it worked. Let’s go on.
note-restarted = Back at the beginning.
note-language = Now in English.
note-sent = Sent.
note-not_started = Tap “I agree, start” first.
note-code = This looks like an SMS code. I deleted the message: never tell the code to anyone, not even me.
note-code-kept = This looks like an SMS code. Please delete it yourself: never tell the code to anyone, not even me.
note-long = This is too long to search for: type one or two words.
note-nothing = No answer found for these words. Try another word; all questions are under /ask.
note-nothing-kept = Nothing is kept about you.
note-sticker = Thank you for the sticker. Your step is below.
note-voice = I don’t listen to voice messages yet: type a word or two.
note-file = Files and photos aren’t needed here: I don’t keep them. Your step is below.
note-forwarded = I don’t read forwarded messages. Type a word for what you are looking for.
note-edited = I don’t read edited messages again: send it as a new one.
note-other = I understand buttons and words. Your step is below.
note-unknown-command = There is no such command. See what I can do: /help.
note-group = I only help in a private chat: write to me there.
note-failure = I couldn’t answer. Your step is saved. Please try again. If it happens again, give the code { $code }.

profile =
    .description =
        I take you through registration in Sferum, as an administrator, teacher, student or parent.
        Step by step, with tips, at your own pace.
    .short = A step-by-step guide to registration in Sferum
