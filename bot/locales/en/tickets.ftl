### Questions to a coordinator: asking, answering, ready replies.

asking =
    .title = 💬 Ask a coordinator
    .body = Look at the answers first: most things are solved in a minute.
    .ready = A coordinator's answer to the like of it:
    .words = { $words }
    .library = 📖 Questions and answers
    .ask = ✍️ Ask a coordinator
    .off = Questions to coordinators are off now: the bot has nowhere to keep them safe.
    .write = Write in one message what does not work. You may add a screenshot.
    .careful = No names of children, no numbers of documents, no codes from SMS.
answer =
    .title = 💬 A coordinator's answer
    .words = { $words }
    .below = The coordinator sent an answer: it is below.
    .helped = ✅ It helped
    .more = ✍️ Another question
note-asked = Taken, we will answer. Go on with your steps: the answer comes here.
note-asked_enough = You have three questions without an answer already. Wait for those.

tickets =
    .title = 💬 Questions
    .none = Nothing here.
    .opened = Asked on { $day }, waiting for { $days ->
        [0] less than a day
        [one] { $days } day
       *[other] { $days } days
    }.
    .symptom = The answer did not help: “{ $what }”.
    .silent = No words.
    .topic_how = An answer in this topic goes to the person. Begin a note with //, take the question by /take, close it by /close.
    .copy = 👁 Show as it is
    .answer = ✍️ Answer
    .reply = 📋 Ready reply
    .note = 📝 Note
    .take = 🙋 Take it
    .ticket_close = ✔️ Close
    .ticket_open = ↩️ Open again
    .keep = 💾 Keep as a ready reply
    .list = To the questions
    .replies = 📋 Ready replies
    .new = 💬 A new question waits for an answer.
    .see = Open the question
    .figures = Questions open: { $open }. To the first answer: { $answer }.
tickets-filter-open = Waiting
tickets-filter-mine = Mine
tickets-filter-all = All
tickets-show-open = Waiting
tickets-show-mine = Mine
tickets-show-all = All
tickets-line-open = 🔴 { $who } · { $where } · { $days ->
        [0] today
       *[other] { $days } d.
    }
tickets-line-answered = 🟢 { $who } · { $where } · { $days ->
        [0] today
       *[other] { $days } d.
    }
tickets-line-closed = ⚪ { $who } · { $where } · { $days ->
        [0] today
       *[other] { $days } d.
    }
tickets-status-open = 🔴 A question waits
tickets-status-answered = 🟢 A question that is answered
tickets-status-closed = ⚪ A question that is closed
tickets-nobody = no role yet
tickets-nowhere = no school
tickets-topic = { $who } · { $where }
tickets-copy = a picture or a file
tickets-faded = deleted: it was kept for its time
tickets-said-person = 🙋 { $day }: { $words }
tickets-said-operator = 💬 { $day }: { $words }
tickets-said-note = 📝 { $day }: { $words }
tickets-write-answer = Write the answer in one message. You may add a picture or a file.
tickets-write-note = Write a note for coordinators. Whoever asked sees it only in their own data: /mydata.
tickets-write-keep = Write the answer so that it fits anybody at this step: no names, schools or numbers. Others see it once a coordinator who looks after everything approves.
replies =
    .title = 📋 Ready replies
    .body = Answers that the bot offers to others at the same step.
    .none = There are no ready replies yet, or they are decided on by a coordinator who looks after everything.
    .approve = ✅ { $number }: show
    .withdraw = 🗑 { $number }: withdraw
replies-line-approved = { $number }. ✅ { $step }: { $words }
replies-line-proposed = { $number }. ⏳ { $step }: { $words }
note-ticket_answered = The answer is on its way.
note-ticket_noted = The note is kept.
note-ticket_take = The question is yours.
note-ticket_close = The question is closed.
note-ticket_open = The question is open again.
note-ticket_reply = The ready reply is on its way.
note-reply_proposed = Kept. Others see it once it is approved.
note-topic_closed = The question is closed. Answer here again, and it goes out.
note-topic_stranger = Write /start to the bot in a private chat first; then you can take questions.
note-topic_unknown = The bot does not know this topic: the answer went to nobody.
command-tickets = People's questions
audit-act-ticket_seen = Looked at a question
audit-act-ticket_answered = Answered a question
audit-act-ticket_noted = Added a note to a question
audit-act-ticket_take = Took a question
audit-act-ticket_close = Closed a question
audit-act-ticket_open = Opened a question again
audit-act-ticket_reply = Answered with a ready reply
audit-act-reply_proposed = Proposed a ready reply
audit-act-reply_approved = Approved a ready reply
audit-act-reply_withdrawn = Withdrew a ready reply
