### /export: an area as a file.

export =
    .title = 📤 Table
    .body = Schools, steps, who waits and questions, in one file. There are no names or accounts in it.
    .xlsx = Excel workbook (.xlsx)
    .csv = CSV files (.zip)
    .stats = 📊 In figures
    .file = As the schools themselves say:
note-exporting = Preparing the table…
note-export_busy = The table before is still being prepared.
note-export_large = The table is larger than 50 MB, which a bot cannot send. Take a smaller area, or ask whoever runs the server: python -m bot export.
note-export_failed = The table did not work out. Try again; if it fails, tell whoever runs the server.
table =
    .note = { $where }. As the schools themselves say, { $when }.
    .total = Total
table-schools =
    .title = Schools
    .region = Region
    .place = Municipality
    .school = School
    .inn = ИНН
    .created = In the bot since
    .active = Active since
    .stepped = Last step
    .stage = Where the administrator is
    .since = Since
    .waiting = Waiting
    .waiting_since = The first since
    .teachers = Teachers accepted
    .classes = Classes
    .chats = With a chat
    .families = Families
    .through = Families through
table-steps =
    .title = Steps
    .role = Role
    .number = Step
    .step = Name
    .here = There now
    .reached = Came as far
    .usual = Usually, hours
table-waits =
    .title = Who stands where
    .region = Region
    .place = Municipality
    .school = School
    .step = Step
    .blocker = Waiting for
    .people = People
    .since = The first since
    .days = Days
table-tickets =
    .title = Questions
    .region = Region
    .place = Municipality
    .school = School
    .step = Step
    .about = The answer that did not help
    .status = State
    .opened = Asked
    .answered = Answered
    .closed = Closed
    .hours = Hours until the answer
table-status = { $status ->
        [open] waits
        [answered] answered
       *[closed] closed
    }
table-blocker = { $who ->
        [admin] the administrator
        [support] support
        [teacher] a teacher
       *[own] it is up to them
    }
command-export = A table for superiors
audit-act-exported = Took a table out
