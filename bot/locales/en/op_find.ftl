### /find: find a person, look at their path, move a step.

people =
    .title = 🔎 Find a person
    .ask = Write one of these: an account number, the name of a member of staff, a school’s name or ИНН, a class with its school (“5А Школа № 3”). A name may have a place behind it: “Иванова, Пермь”.
    .found = Found:
    .nobody = Nobody was found. Try an account number, a name, a school or “5А Школа № 3”.
    .too_many = There are too many names here, not all were looked at. Add a place: “Иванова, Пермь”.
    .again = 🔎 Look again
    .person = Account { $number }.
    .noted = That you looked is in the journal.
    .open = 👣 { $step }
    .school = 🏫 { $where }
    .move = ➡️ { $step }
    .can_move = The step can be moved to:
    .to = New step: { $step }.
    .why = Write why. The person will see the reason, and it stays in the journal.
    .event = { $day }: { $step }
    .no_events = No steps yet.
people-match = { $number }. { $who }, { $where }: { $step }
people-number = { $number }
people-step = { $number ->
        [0] “{ $title }”
       *[other] step { $number } “{ $title }”
    }
people-walk = { $step }, since { $day }. { $where }.
people-walk-named = { $label }. { $step }, since { $day }. { $where }.
handed-op_moved = A coordinator moved your step. The reason: { $reason }
note-not_movable = The step has changed meanwhile, nothing was moved.
note-moved = The step is moved; the person will be told, with the reason.
command-find = Find a person
audit-act-person_seen = Looked at a person’s path
audit-act-step_moved = Moved a person’s step
