### /schools and /stuck: lists of schools, a school's page, who is stuck where.

schools =
    .title = 🏫 Schools
    .look = Shown: { $filter }. Order: { $sort }.
    .none = There are no such schools here.
    .filter = 🔎 Which
    .sort = ↕️ Order
    .search = Find by name or ИНН
    .by_filter = Which schools to show
    .by_sort = In which order
    .search_title = 🔎 Find a school
    .search_body = Write its name, say “Школа № 5”, or the ten digits of its ИНН.
    .found = Here is what was found:
    .not_found = There is no such school among yours. Write it differently: the number alone, or the ИНН.
    .again = 🔎 Look again
schools-active = ✅ { $name }, { $place }
schools-plain = ▫️ { $name }, { $place }
schools-waiting = ⏳ { $name }, { $place } · { $count } waiting, { $days ->
        [0] since today
        [one] { $days } day
       *[other] { $days } days
    }
schools-filter-all = all
schools-filter-active = active
schools-filter-inactive = not active yet
schools-filter-stuck = stuck for { $days } days or longer
schools-filter-silent = silent for { $days } days or longer
schools-sort-name = by name
schools-sort-waiting = the longest wait first
schools-sort-newest = the newest first

sheet = 🏫 { $school }
    .inn = ИНН { $inn }
    .no_admin = ❗ The school has no administrator in the bot.
    .waiting = ⏳ Teachers wait for the administrator: { $count }, the first for { $days ->
        [0] less than a day
        [one] { $days } day
       *[other] { $days } days
    }.
    .stepped = The last step at the school: { $day }.
    .classes = Classes: { $classes }, with a chat: { $chats }.
    .people = Teachers accepted: { $teachers }. Families: { $families }.
    .quiet = 🔕 Reminders are paused until { $day }.
    .note = 📝 { $day }: { $words }
    .stats = 📊 In figures
    .stuck = 🐌 Who is stuck
    .notes = 📝 Notes: { $count }
    .audit = 🗒 What was done
    .write = ✍️ Write
    .breaks = 🏖 Days off
    .claims = Ask to be let in: { $count }
    .list = To the list of schools
sheet-head = 👤 { $label }: { $step }, { $days ->
        [0] since today
        [one] { $days } day
       *[other] { $days } days
    }.
sheet-deputy = 👥 { $label }: { $step }, { $days ->
        [0] since today
        [one] { $days } day
       *[other] { $days } days
    }.
sheet-head-unnamed = 👤 First administrator: { $step }, { $days ->
        [0] since today
        [one] { $days } day
       *[other] { $days } days
    }.
sheet-deputy-unnamed = 👥 Deputy: { $step }, { $days ->
        [0] since today
        [one] { $days } day
       *[other] { $days } days
    }.

op-notes =
    .title = 📝 Notes about the school
    .line = { $day }: { $words }
    .none = No notes yet. Only coordinators see them.
    .off = Notes are off: the bot has no DATA_KEY.
    .add = Add a note
    .drop = Take back mine of { $day }
    .ask = Write a note of up to { $most } characters. Only the coordinators of this school see it. No names of children, no phones.

stuck-list =
    .title = 🐌 Who is stuck
    .about = At a step for { $days } days or longer, and twice as long as usual.
    .total = People: { $people }, places: { $places }.
    .nobody = Nobody here. Good news!
    .remind = 🔔 Remind whoever it depends on
    .remind_all = 🔔 Remind all
    .school = 🏫 The school's page
stuck-place = { $name } · { $people } · { $days } d. · { $who ->
        [admin] wait for the administrator
        [support] wait for support
        [teacher] wait for a teacher
       *[own] their own step
    }
stuck-group = • { $people }: { $step }, the longest for { $days ->
        [one] { $days } day
       *[other] { $days } days
    }; { $who ->
        [admin] wait for the administrator
        [support] wait for support
        [teacher] wait for a teacher
       *[own] it is up to them
    }. Usually: { $usual }.
stuck-age = { $days } d.
stuck-age-chosen = ✓ { $days } d.
note-reminded_all = { $count ->
        [0] Nobody to remind: whoever could be hears of it today anyway, wants no reminders, or waits for support.
        [one] I'll remind { $count } person at the next good hour.
       *[other] I'll remind { $count } people at the next good hour.
    }
command-schools = Schools: list, search, a school's page
command-stuck = Who is stuck, and on whom
audit-act-note_added = Added a note about a school
audit-act-note_dropped = Took back a note about a school
audit-act-reminded = Asked to remind who is stuck
