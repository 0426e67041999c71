### /schools и /stuck: списки школ, страница школы, где застряли.

schools =
    .title = 🏫 Школы
    .look = Показаны: { $filter }. Порядок: { $sort }.
    .none = Таких школ здесь нет.
    .filter = 🔎 Какие
    .sort = ↕️ Порядок
    .search = Найти по названию или ИНН
    .by_filter = Какие школы показать
    .by_sort = В каком порядке
    .search_title = 🔎 Найти школу
    .search_body = Напишите название, например «Школа № 5», или ИНН из десяти цифр.
    .found = Вот что нашлось:
    .not_found = Такой школы среди ваших нет. Напишите иначе: номер без слова «МБОУ» или ИНН.
    .again = 🔎 Искать ещё
schools-active = ✅ { $name }, { $place }
schools-plain = ▫️ { $name }, { $place }
schools-waiting = ⏳ { $name }, { $place } · ждут { $count }, { $days ->
        [0] с сегодня
        [one] { $days } день
        [few] { $days } дня
       *[other] { $days } дней
    }
schools-filter-all = все
schools-filter-active = активные
schools-filter-inactive = ещё не активные
schools-filter-stuck = застряли на { $days } дней и дольше
schools-filter-silent = молчат { $days } дней и дольше
schools-sort-name = по названию
schools-sort-waiting = кто дольше ждёт
schools-sort-newest = сначала новые

sheet = 🏫 { $school }
    .inn = ИНН { $inn }
    .no_admin = ❗ У школы нет администратора в боте.
    .waiting = ⏳ Учителя ждут решения администратора: { $count }, самый первый — { $days ->
        [0] с сегодняшнего дня
        [one] { $days } день
        [few] { $days } дня
       *[other] { $days } дней
    }.
    .stepped = Последний шаг в школе: { $day }.
    .classes = Классов: { $classes }, с чатом: { $chats }.
    .people = Учителей принято: { $teachers }. Семей: { $families }.
    .quiet = 🔕 Напоминания приостановлены до { $day }.
    .note = 📝 { $day }: { $words }
    .stats = 📊 В числах
    .stuck = 🐌 Кто застрял
    .notes = 📝 Заметки: { $count }
    .audit = 🗒 Что делали
    .write = ✍️ Написать
    .breaks = 🏖 Каникулы
    .claims = Просят доступ: { $count }
    .list = К списку школ
sheet-head = 👤 { $label }: { $step }, { $days ->
        [0] с сегодняшнего дня
        [one] { $days } день
        [few] { $days } дня
       *[other] { $days } дней
    }.
sheet-deputy = 👥 { $label }: { $step }, { $days ->
        [0] с сегодняшнего дня
        [one] { $days } день
        [few] { $days } дня
       *[other] { $days } дней
    }.
sheet-head-unnamed = 👤 Первый администратор: { $step }, { $days ->
        [0] с сегодняшнего дня
        [one] { $days } день
        [few] { $days } дня
       *[other] { $days } дней
    }.
sheet-deputy-unnamed = 👥 Заместитель: { $step }, { $days ->
        [0] с сегодняшнего дня
        [one] { $days } день
        [few] { $days } дня
       *[other] { $days } дней
    }.

op-notes =
    .title = 📝 Заметки о школе
    .line = { $day }: { $words }
    .none = Заметок пока нет. Их видят только координаторы.
    .off = Заметки выключены: у бота нет ключа DATA_KEY.
    .add = Добавить заметку
    .drop = Убрать мою от { $day }
    .ask = Напишите заметку, до { $most } знаков. Её увидят только координаторы этой школы. Без имён детей и телефонов.

stuck-list =
    .title = 🐌 Кто застрял
    .about = Стоят на шаге { $days } дн. и дольше и вдвое дольше обычного.
    .total = Человек: { $people }, мест: { $places }.
    .nobody = Таких здесь нет. Хорошая новость!
    .remind = 🔔 Напомнить тем, от кого зависит
    .remind_all = 🔔 Напомнить всем
    .school = 🏫 Страница школы
stuck-place = { $name } · { $people } чел. · { $days } дн. · { $who ->
        [admin] ждут администратора
        [support] ждут поддержку
        [teacher] ждут учителя
       *[own] свой шаг
    }
stuck-group = • { $people } чел.: { $step }, дольше всех { $days ->
        [one] { $days } день
        [few] { $days } дня
       *[other] { $days } дней
    }; { $who ->
        [admin] ждут администратора
        [support] ждут поддержку
        [teacher] ждут учителя
       *[own] дело за ними
    }. Обычно: { $usual }.
stuck-age = { $days } дн.
stuck-age-chosen = ✓ { $days } дн.
note-reminded_all = { $count ->
        [0] Напоминать некому: кто мог, уже узнает сегодня, отключил напоминания или ждёт поддержку.
        [one] Напомню { $count } человеку в ближайший удобный час.
       *[other] Напомню { $count } людям в ближайший удобный час.
    }
command-schools = Школы: список, поиск, страница школы
command-stuck = Кто застрял и на ком
audit-act-note_added = Добавил(а) заметку о школе
audit-act-note_dropped = Убрал(а) заметку о школе
audit-act-reminded = Попросил(а) напомнить застрявшим
