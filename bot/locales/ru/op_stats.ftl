### /stats: область в числах.

stats =
    .title = 📊 Статистика
    .schools = Школ: { $total }. Активных: { $active }. Где учителя ждут решения: { $waiting }.
    .school_active = Школа активна.
    .school_not_active = Школа пока не активна.
    .month = За { $days ->
        [one] { $days } день
        [few] { $days } дня
       *[other] { $days } дней
    }: начали { $begun }, прошли до конца { $ended }.
    .slow = ⚠️ Дольше обычного: { $step }. На днях начали { $entered }, прошли { $left }; обычно это { $usual }.
    .usual = В конце строки — сколько обычно занимает шаг: медиана по всем школам за 13 недель.
    .pictures = 🖼 Картинки
    .school = 🏫 Страница школы
    .above = ⬆️ Шире
stats-crowd-admin = 👤 Администраторы: { $people }, прошли до конца { $finished }
stats-crowd-teacher = 👩‍🏫 Учителя: { $people }, прошли до конца { $finished }
stats-crowd-family = 👨‍👩‍👧 Семьи: { $people }, прошли до конца { $finished }
stats-role-admin = 👤 Администраторы
stats-role-teacher = 👩‍🏫 Учителя
stats-role-family = 👨‍👩‍👧 Семьи
stats-step-admin = администратор, { $number ->
        [0] «{ $title }»
       *[other] шаг { $number } «{ $title }»
    }
stats-step-teacher = учитель, { $number ->
        [0] «{ $title }»
       *[other] шаг { $number } «{ $title }»
    }
stats-step-family = семья, { $number ->
        [0] «{ $title }»
       *[other] шаг { $number } «{ $title }»
    }
stats-part = { $name } — { $active } из { $schools }
stats-part-school = { $active ->
        [0] ▫️ { $name }
       *[other] ✅ { $name }
    }
stats-rung = { $bar } { $number }. { $title }: сейчас { $here }, дошли { $reached } · { $usual }
stats-rung-question = { $bar } { $title }: сейчас { $here }, дошли { $reached }
stats-rung-end = { $bar } Прошли до конца: { $here }
stats-time =
    .unknown = ещё никто не прошёл
    .minutes = меньше часа
    .hours = { $hours ->
        [one] { $hours } час
        [few] { $hours } часа
       *[other] { $hours } часов
    }
    .days = { $days ->
        [one] { $days } день
        [few] { $days } дня
       *[other] { $days } дней
    }
note-no_area = Такого места нет среди ваших. Напишите регион, муниципалитет или школу иначе.
op-earlier = ◀️ Назад по списку
op-later = Дальше ▶️
command-stats = Статистика: школы, люди, шаги

chart =
    .funnel = Дошли до шага · стоят на нём сейчас: { $where }
    .month = По дням: { $where }
    .begun = начали
    .ended = прошли до конца
chart-role-admin = Администраторы
chart-role-teacher = Учителя
chart-role-family = Семьи
note-drawing = Рисую…
