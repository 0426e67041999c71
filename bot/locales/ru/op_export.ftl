### /export: область одним файлом.

export =
    .title = 📤 Таблица
    .body = Школы, шаги, кто ждёт и вопросы — одним файлом. Имён и номеров в нём нет.
    .xlsx = Книга Excel (.xlsx)
    .csv = Файлы CSV (.zip)
    .stats = 📊 В числах
    .file = Данные самих школ:
note-exporting = Готовлю таблицу…
note-export_busy = Прошлая таблица ещё готовится.
note-export_large = Таблица вышла больше 50 МБ, столько бот прислать не может. Возьмите область поменьше или попросите администратора сервера: python -m bot export.
note-export_failed = Таблица не получилась. Попробуйте ещё раз; если не выйдет, сообщите администратору сервера.
table =
    .note = { $where }. По данным самих школ на { $when }.
    .total = Всего
table-schools =
    .title = Школы
    .region = Регион
    .place = Муниципалитет
    .school = Школа
    .inn = ИНН
    .created = В боте с
    .active = Активна с
    .stepped = Последний шаг
    .stage = Где администратор
    .since = С какого дня
    .waiting = Ждут решения
    .waiting_since = Первый ждёт с
    .teachers = Учителей принято
    .classes = Классов
    .chats = С чатом
    .families = Семей
    .through = Семей до конца
table-steps =
    .title = Шаги
    .role = Роль
    .number = Шаг
    .step = Название
    .here = Сейчас на шаге
    .reached = Дошли до шага
    .usual = Обычно, часов
table-waits =
    .title = Кто где стоит
    .region = Регион
    .place = Муниципалитет
    .school = Школа
    .step = Шаг
    .blocker = Кого ждут
    .people = Человек
    .since = Первый с
    .days = Дней
table-tickets =
    .title = Вопросы
    .region = Регион
    .place = Муниципалитет
    .school = Школа
    .step = Шаг
    .about = Не помог ответ
    .status = Состояние
    .opened = Спросили
    .answered = Ответили
    .closed = Закрыт
    .hours = До ответа, часов
table-status = { $status ->
        [open] ждёт ответа
        [answered] ответ дан
       *[closed] закрыт
    }
table-blocker = { $who ->
        [admin] администратора
        [support] поддержку
        [teacher] учителя
       *[own] дело за ними
    }
command-export = Таблица для руководства
audit-act-exported = Взял(а) таблицу
