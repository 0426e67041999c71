### /health: как дела у самого бота.

health =
    .title = 🩺 Состояние бота
    .version = Версия { $version }, работает { $uptime }.
    .queue = Ждут отправки: ответы и заявки — { $handoffs }, напоминания — { $reminders }, рассылки — { $casts }.
    .oldest = Дольше всех ждёт: { $age }.
    .nothing_late = Ничего не залежалось.
    .blocked = Недоступны (заблокировали бота): { $count }.
    .size = База: { $megabytes } МБ.
    .error = За час: { $what } — { $count }.
    .no_backup = ⚠️ Копий базы ещё не было: python -m bot export --backup.
    .old_backup = ⚠️ Последней копии базы { $age }.
    .no_group = ⚠️ Группа поддержки не принимает сообщения: проверьте, что бот в ней администратор и темы включены.
    .again = 🔄 Обновить
command-health = Состояние бота
