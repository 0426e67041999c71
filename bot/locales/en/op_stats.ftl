### /stats: an area in figures.

stats =
    .title = 📊 Statistics
    .schools = Schools: { $total }. Active: { $active }. With teachers waiting: { $waiting }.
    .school_active = The school is active.
    .school_not_active = The school is not active yet.
    .month = In { $days ->
        [one] { $days } day
       *[other] { $days } days
    }: began { $begun }, finished { $ended }.
    .slow = ⚠️ Slower than usual: { $step }. Lately { $entered } began it and { $left } are through; usually it takes { $usual }.
    .usual = At the end of a line: how long a step usually takes, the median of all schools over 13 weeks.
    .pictures = 🖼 Pictures
    .school = 🏫 The school's page
    .above = ⬆️ Wider
stats-crowd-admin = 👤 Administrators: { $people }, finished { $finished }
stats-crowd-teacher = 👩‍🏫 Teachers: { $people }, finished { $finished }
stats-crowd-family = 👨‍👩‍👧 Families: { $people }, finished { $finished }
stats-role-admin = 👤 Administrators
stats-role-teacher = 👩‍🏫 Teachers
stats-role-family = 👨‍👩‍👧 Families
stats-step-admin = administrator, { $number ->
        [0] “{ $title }”
       *[other] step { $number } “{ $title }”
    }
stats-step-teacher = teacher, { $number ->
        [0] “{ $title }”
       *[other] step { $number } “{ $title }”
    }
stats-step-family = family, { $number ->
        [0] “{ $title }”
       *[other] step { $number } “{ $title }”
    }
stats-part = { $name } — { $active } of { $schools }
stats-part-school = { $active ->
        [0] ▫️ { $name }
       *[other] ✅ { $name }
    }
stats-rung = { $bar } { $number }. { $title }: now { $here }, came as far { $reached } · { $usual }
stats-rung-question = { $bar } { $title }: now { $here }, came as far { $reached }
stats-rung-end = { $bar } Finished: { $here }
stats-time =
    .unknown = nobody is through yet
    .minutes = less than an hour
    .hours = { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }
    .days = { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
note-no_area = There is no such place among yours. Write the region, municipality or school differently.
op-earlier = ◀️ Earlier
op-later = Later ▶️
command-stats = Statistics: schools, people, steps

chart =
    .funnel = Came as far · stand there now: { $where }
    .month = By day: { $where }
    .begun = began
    .ended = finished
chart-role-admin = Administrators
chart-role-teacher = Teachers
chart-role-family = Families
note-drawing = Drawing…
