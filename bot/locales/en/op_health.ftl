### /health: how the bot itself is doing.

health =
    .title = 🩺 The bot's state
    .version = Version { $version }, running for { $uptime }.
    .queue = Waiting to go out: answers and requests { $handoffs }, reminders { $reminders }, broadcasts { $casts }.
    .oldest = The longest wait: { $age }.
    .nothing_late = Nothing is late.
    .blocked = Beyond reach (blocked the bot): { $count }.
    .size = Database: { $megabytes } MB.
    .error = In an hour: { $what }, { $count }.
    .no_backup = ⚠️ There was no copy of the database yet: python -m bot export --backup.
    .old_backup = ⚠️ The last copy of the database is { $age } old.
    .no_group = ⚠️ The support group takes no messages: see that the bot is an administrator there and topics are on.
    .again = 🔄 Again
command-health = The bot's state
