### Вопросы координатору: спросить, ответить, готовые ответы.

asking =
    .title = 💬 Спросить координатора
    .body = Сначала загляните в ответы: чаще всего дело решается за минуту.
    .ready = Ответ координатора на похожий вопрос:
    .words = { $words }
    .library = 📖 Вопросы и ответы
    .ask = ✍️ Спросить координатора
    .off = Вопросы координатору сейчас выключены: боту негде хранить их в тайне.
    .write = Напишите одним сообщением, что не получается. Можно приложить снимок экрана.
    .careful = Не пишите имён детей, номеров документов и кодов из SMS.
answer =
    .title = 💬 Ответ координатора
    .words = { $words }
    .below = Координатор прислал ответ — он ниже.
    .helped = ✅ Помогло
    .more = ✍️ Ещё вопрос
note-asked = Принято, ответим. Идите дальше по шагам: ответ придёт сюда.
note-asked_enough = У вас уже три вопроса без ответа. Дождитесь ответа на них.

tickets =
    .title = 💬 Вопросы
    .none = Здесь пусто.
    .opened = Спросили { $day }, ждут { $days ->
        [0] с сегодняшнего дня
        [one] { $days } день
        [few] { $days } дня
       *[other] { $days } дней
    }.
    .symptom = Не помог ответ: «{ $what }».
    .silent = Слов нет.
    .topic_how = Ответ в этой теме уйдёт человеку. Заметку начните с //, взять вопрос — /take, закрыть — /close.
    .copy = 👁 Показать как есть
    .answer = ✍️ Ответить
    .reply = 📋 Готовый ответ
    .note = 📝 Заметка
    .take = 🙋 Взять себе
    .ticket_close = ✔️ Закрыть
    .ticket_open = ↩️ Открыть снова
    .keep = 💾 В готовые ответы
    .list = К вопросам
    .replies = 📋 Готовые ответы
    .new = 💬 Новый вопрос ждёт ответа.
    .see = Открыть вопрос
    .figures = Вопросов без решения: { $open }. До первого ответа: { $answer }.
tickets-filter-open = Ждут ответа
tickets-filter-mine = Мои
tickets-filter-all = Все
tickets-show-open = Ждут ответа
tickets-show-mine = Мои
tickets-show-all = Все
tickets-line-open = 🔴 { $who } · { $where } · { $days ->
        [0] с сегодня
       *[other] { $days } дн.
    }
tickets-line-answered = 🟢 { $who } · { $where } · { $days ->
        [0] с сегодня
       *[other] { $days } дн.
    }
tickets-line-closed = ⚪ { $who } · { $where } · { $days ->
        [0] с сегодня
       *[other] { $days } дн.
    }
tickets-status-open = 🔴 Вопрос ждёт ответа
tickets-status-answered = 🟢 Вопрос: ответ дан
tickets-status-closed = ⚪ Вопрос закрыт
tickets-nobody = роль не выбрана
tickets-nowhere = без школы
tickets-topic = { $who } · { $where }
tickets-copy = картинка или файл
tickets-faded = стёрто: срок хранения вышел
tickets-said-person = 🙋 { $day }: { $words }
tickets-said-operator = 💬 { $day }: { $words }
tickets-said-note = 📝 { $day }: { $words }
tickets-write-answer = Напишите ответ одним сообщением. Можно приложить картинку или файл.
tickets-write-note = Напишите заметку для координаторов. Спросивший увидит её, только если откроет свои данные: /mydata.
tickets-write-keep = Напишите ответ так, чтобы он подошёл любому на этом шаге: без имён, школ и номеров. Другие увидят его, когда ответ одобрит координатор, который отвечает за всё.
replies =
    .title = 📋 Готовые ответы
    .body = Ответы, которые бот предложит другим на том же шаге.
    .none = Готовых ответов пока нет, или решать о них может координатор, который отвечает за всё.
    .approve = ✅ { $number } — показывать
    .withdraw = 🗑 { $number } — убрать
replies-line-approved = { $number }. ✅ { $step }: { $words }
replies-line-proposed = { $number }. ⏳ { $step }: { $words }
note-ticket_answered = Ответ ушёл.
note-ticket_noted = Заметка записана.
note-ticket_take = Вопрос ваш.
note-ticket_close = Вопрос закрыт.
note-ticket_open = Вопрос снова открыт.
note-ticket_reply = Готовый ответ ушёл.
note-reply_proposed = Записано. Ответ покажут другим, когда его одобрят.
note-topic_closed = Вопрос закрыт. Ответите здесь ещё раз — ответ уйдёт.
note-topic_stranger = Напишите боту в личный чат /start, тогда вопрос можно взять.
note-topic_unknown = Этой темы бот не знает: ответ никому не ушёл.
command-tickets = Вопросы людей
audit-act-ticket_seen = Посмотрел(а) вопрос
audit-act-ticket_answered = Ответил(а) на вопрос
audit-act-ticket_noted = Записал(а) заметку к вопросу
audit-act-ticket_take = Взял(а) вопрос
audit-act-ticket_close = Закрыл(а) вопрос
audit-act-ticket_open = Открыл(а) вопрос снова
audit-act-ticket_reply = Ответил(а) готовым ответом
audit-act-reply_proposed = Предложил(а) готовый ответ
audit-act-reply_approved = Одобрил(а) готовый ответ
audit-act-reply_withdrawn = Убрал(а) готовый ответ
