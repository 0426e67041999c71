### Страницы координатора: общее для всех его команд.

scope-all = Все школы
scope-region = { $region }
scope-municipality = { $place }, { $region }
scope-school = { $school }, { $place }, { $region }

op-level-read = только смотреть
op-level-full = смотреть и менять

op-home =
    .title = Координатору
    .body = Где вы координируете:
    .back = ⬅️ В начало
    .stats = 📊 Статистика
    .schools = 🏫 Школы
    .stuck = 🐌 Кто застрял
    .mute = 🔕 Не напоминать
    .grants = 🔑 Права
    .audit = 🗒 Что делали
    .quit = Сложить права: { $where }
    .export = 📤 Таблица
    .import = 📥 Загрузить
    .broadcast = 📣 Рассылка
    .tickets = 💬 Вопросы
    .find = 🔎 Найти
    .health = 🩺 Состояние
    .op_links = 🔗 Ссылки, тексты
op-held = { $where } — { $level }
op-held-until = { $where } — { $level }, до { $day }

menu-operator = 🗂 Координатору

audit-act-claim_admitted = Открыл(а) доступ к школе
audit-act-claim_dismissed = Отклонил(а) просьбу о доступе к школе
