# Documents of the application. What the school signs and sends stays in Russian: so do the phrase and
# the letter.

package =
    .title = Prepare the documents for the application
    .body =
        One email with two files goes to info@sferum.ru: the appointment document and the questionnaire.
        A new school, another administrator, lost access — the package is the same.
    .appointment = Appointment document
    .check = Check my document
    .questionnaire = Questionnaire worksheet
    .mail = Email to support
    .papers = School acts and memos
    .all = To the documents
package-chosen = ✓ { $what }
package-kind-order = Order
package-kind-instruction = Instruction
package-case-new = New school
package-case-change = Change
package-case-lost = Access

package-appointment =
    .title = Make the appointment document
    .body =
        Choose whether it is an order or an instruction, and what it is for: a new school, another administrator, or access.
        I can fill it in — send the details in one message — or give you a blank. It is in Russian.
    .fill = Fill it in for me
    .blank = Blank form
    .here = Make the document here
package-phrase = It will say, word for word: <code>{ $phrase }</code> — and the administrator’s three details.

package-fill =
    .title = Send the administrator’s details in one message
    .body =
        Full name in Russian, personal mobile number and email, in any order.
        For example: <code>Образцова Мария Петровна, 8 900 000-00-00, obraztsova@example.ru</code>
    .keeps = I’ll delete the message at once. The details are only for the file: I store them nowhere.

package-fix-name =
    .title = Send the surname, first name and patronymic
    .body = In full, in Russian, in the nominative: <code>Образцова Мария Петровна</code>
package-fix-phone =
    .title = Send the mobile number
    .body = The personal one: the administrator will sign in with it. For example: <code>8 900 000-00-00</code>
package-fix-email =
    .title = Send the email address
    .body = For example: <code>obraztsova@example.ru</code>
package-fix-form =
    .title = Send the name as it should stand in the document
    .body = In the accusative, after “назначить администратором”. For example: <code>Образцову Марию Петровну</code>

package-review =
    .title =
        { $lacks ->
            [name] The full name is missing
            [phone] The phone number is missing
            [email] The email is missing
            [form] Choose how to inflect the name
           *[none] Check that I understood
        }
    .make = Make the document
    .drop = Erase
package-review-name = Full name: { $value }
package-review-phone = Phone: { $value }
package-review-email = Email: { $value }
package-review-form = In the document: “{ $phrase } { $value }…”
package-review-forms = Masculine: { $he }. Feminine: { $she }.
package-send =
    .name = Send the surname, first name and patronymic in full.
    .phone = Send the personal mobile number.
    .email = Send the email address.
    .none = Correct anything with a button, or simply send what is right.
package-fixes =
    .name = Name
    .phone = Phone
    .email = Email
    .form = Case
package-gender-male = Masculine
package-gender-female = Feminine

package-lost =
    .title = I no longer have these details
    .body =
        I erase them as soon as the document is made, and never keep them longer than a quarter of an hour.
        Need another document? Send the details again.

package-made =
    .title = The document and the email are ready
    .body =
        Check the school’s name: the document needs the full one, as in the charter.
        Print it, add the date and number, have the director sign it.
        Scan or photograph the signed one and attach it to the email with the questionnaire.
        I have erased your details.

package-file =
    .filled = Appointment document. Have it signed: the email needs a scan or a photo.
    .blank = Blank document. Write the details inside clause 1; leave the words around them as they are.
    .letter =
        Draft email to info@sferum.ru. Open it on a computer in Outlook or Thunderbird.
        Before sending, replace the document with the signed scan and attach the questionnaire.
    .letter_signed =
        Draft email to info@sferum.ru with your file. Open it on a computer in Outlook or Thunderbird.
        Before sending, attach the questionnaire.
    .letter_empty =
        Draft email to info@sferum.ru. Open it on a computer in Outlook or Thunderbird.
        Before sending, attach the appointment document and the questionnaire.
    .questionnaire = A sheet to collect the details in advance. The fields are a guess: compare them with the official questionnaire.
    .act = A draft in Russian: check, correct and approve it at your school. The last page says what to check.

package-check =
    .title = Send the document to be checked
    .body =
        A .docx file or a PDF with text, up to 5 MB. I’ll say what is missing.
        I can’t read photos and scans: you’ll get a list to check by eye.
    .keeps = I don’t store the file.

checked =
    .title =
        { $fits ->
            [yes] Everything mandatory is there
           *[no] Something mandatory is missing
        }
    .letter = Make the email with this file
    .letter_sure = All there, make the email
checked-phrase =
    .there = ☑️ Phrase: “{ $words }”
    .missing =
        { $hint ->
            [near] ▫️ Phrase: there is a similar one, but it must be word for word
           *[none] ▫️ Phrase: not found
        }
checked-name =
    .there = ☑️ Full name: { $words }
    .missing =
        { $hint ->
            [initials] ▫️ Full name: only initials, but it must be in full
           *[none] ▫️ Full name: not found beside the phrase
        }
checked-phone =
    .there = ☑️ Phone: { $words }
    .missing =
        { $hint ->
            [city] ▫️ Phone: looks like a landline, but it must be a mobile
            [elsewhere] ▫️ Phone: it is somewhere else, but belongs right after the name
           *[none] ▫️ Phone: not found beside the phrase
        }
checked-email =
    .there = ☑️ Email: { $words }
    .missing =
        { $hint ->
            [elsewhere] ▫️ Email: it is somewhere else, but belongs right after the phone
           *[none] ▫️ Email: not found beside the phrase
        }
checked-near = Similar words: “{ $words }”. They must go like this: <code>{ $phrase }</code>, then the full name, phone and email.
checked-usual =
    .all = The usual parts of a document are there too.
    .some = A document usually also has these, and I didn’t find them:
checked-part =
    .organisation = — the organisation’s name
    .title = — the word “приказ” or “распоряжение” in the title
    .date = — the date
    .number = — the number
    .basis = — the basis, such as постановление № 1241
    .verb = — “ПРИКАЗЫВАЮ” or “ОБЯЗЫВАЮ”
    .control = — who controls that it is carried out
    .signature = — the director’s signature
    .acquaintance = — the line of acquaintance

checked-photo =
    .title = I can’t read a photo
checked-scan =
    .title = This PDF holds a picture, I can’t read it
checked-list =
    .body = Check by eye. One clause must hold, in this order:
    .phrase = — word for word: <code>назначить администратором ИКОП «Сферум»</code>
    .name = — the full name
    .phone = — the mobile number
    .email = — the email address
    .usual = And as usual: the school’s name, date, number, the director’s signature. All text on the photo is readable, without glare.

checked-fault =
    .title = The file could not be read
    .big = It is too large: I read up to 5 MB and attach up to 10 MB to the email. Save only the pages needed.
    .kind = I read .docx and PDF. Save the document as one of them.
    .old = It is an old .doc or a file with a password. Save it as .docx without a password.
    .locked = The file has a password. Save the document without one.
    .broken = The file seems damaged, or it is no document. Save it again and send it once more.
    .bomb = Too much is packed into the file. Leave only the document’s text in it.
    .late = Reading took too long, so I stopped. Save the document again, preferably as .docx.
    .gone = The file is no longer at hand. Please send it again.
    .busy = I’m checking several documents just now. Please send yours again in a minute.

package-mail =
    .title = Send the email
    .draft = Draft for a mail program
    .attach = Attach the signed document (scan or photo) and the questionnaire. Tap a text to copy it; the letter is in Russian.
package-mail-to = To: <code>{ $address }</code>
package-mail-subject = Subject: <code>{ $subject }</code>
package-mail-body = <pre>{ $body }</pre>
package-letter =
    .subject =
        { $case ->
            [change] Смена администратора ИКОП «Сферум»
            [lost] Восстановление доступа администратора ИКОП «Сферум»
           *[new] Регистрация организации в ИКОП «Сферум»
        }{ $school ->
            [none] { "" }
           *[other] : { $school }
        }
    .body =
        Здравствуйте.

        { $case ->
            [change] Просим сменить администратора организации в ИКОП «Сферум».
            [lost] Просим восстановить доступ администратора организации к ИКОП «Сферум».
           *[new] Просим зарегистрировать организацию в ИКОП «Сферум».
        }
        Организация: { $school ->
            [none] (полное наименование)
           *[other] { $school }
        }.
        Во вложении документ о назначении администратора и заполненная анкета. Ф.И.О., номер сотового телефона и адрес электронной почты администратора указаны в обоих файлах.

        С уважением,
        (должность, Ф.И.О., телефон организации)

package-papers =
    .title = School acts and memos
    .body = The acts are drafts in Russian with your school’s name: check and approve them at school.
    .memos = The memos are on one A4 page each, to print.
package-act-order =
    .button = Order on using Sferum
package-act-use =
    .button = Regulation on use
package-act-ethics =
    .button = Regulation on ethics

memo-staff =
    .button = Memo for the staff meeting
    .title = Sferum: who does what
    .lead = The school becomes active when the administrator has signed in and filled in the school’s details, and at least { $teachers } teachers are in. Each step waits for the one before.
    .part_1 =
        Administrator
        Sends the application to info@sferum.ru: the appointment document and the questionnaire.
        Signs in at sferum.ru with the number from the application.
        Fills in the school’s details, creates the classes.
        Gives the teachers invitation links.
        Accepts the teachers’ applications.
    .part_2 =
        Teacher
        Installs VK Messenger.
        Creates a learning profile in it.
        Applies: by the administrator’s link, or by adding the school by hand.
        Waits: only the administrator can accept.
        Then creates the chat and invites the class.
    .part_3 =
        Student and parent
        Install VK Messenger, create a learning profile.
        Join the class chat by the teacher’s link.
        Taking part is voluntary.
        Under 14 a parent decides.
    .part_4 =
        Remember
        It takes a learning profile, not a VKontakte page.
        An SMS code is told to nobody.
        The chat link is only for one’s own people.
        School chats are in VK Messenger. If the school is in MAX already, ask its administrator.
    .note =
        The app: prof-sferum.ru/install_vk_messenger
        The teacher’s application: prof-sferum.ru/blue_mark_for_teachers_vk_messenger
        The chat: prof-sferum.ru/how_to_create_chat_in_vk_messenger
    .caption = A memo for the staff meeting on one A4 page: who does what, in which order.
memo-parents =
    .button = Memo for parents
    .title = Sferum for parents
    .lead = Sferum is a closed platform on which the school, students and parents talk. Taking part is voluntary.
    .part_1 =
        How to join the class chat
        Install VK Messenger.
        Create a learning profile in it.
        Open the link that the teacher sent, from the learning profile.
    .part_2 =
        Keep in mind
        No VKontakte page is needed.
        Parent and child have different profiles and numbers: yours is needed by you.
        Under 14 a parent decides.
        A code from an SMS or a call is told to nobody.
    .part_3 =
        If it does not work
        The link opens nothing: ask the teacher for a new one.
        The child’s chat opens instead of yours: take another device or browser.
        The VKontakte profile is open: switch to the learning profile.
    .part_4 =
        Whom to ask
        About the chat and the link: the teacher.
        Whether the school has moved to MAX: the teacher or the school’s administrator.
        About signing in and the code: support, info@sferum.ru.
    .note =
        A child’s name, phone and photo are not published in the chat without the parents’ consent.
        The learning profile step by step: prof-sferum.ru/create_sferum_account_in_vk_messenger
    .caption = A memo for parents on one A4 page. Hand it out at a meeting or put it up in the classroom.

note-package-nothing = I found no name, phone or email here. Send them in one message.
note-package-name = This doesn’t look like a name. Send it like this: Образцова Мария Петровна.
note-package-initials = The document needs the first name and patronymic in full, not initials.
note-package-oblique = Send the name in the nominative: Образцова Мария Петровна. I’ll inflect it.
note-package-phone = This doesn’t look like a phone number. Send it like this: 8 900 000-00-00.
note-package-city = This looks like a landline, but it must be a personal mobile: the administrator signs in with it.
note-package-email = This doesn’t look like an email. Send it like this: obraztsova@example.ru.
note-package-letters = The email has Russian letters in it, but it needs Latin ones.
note-package-form = Send at least the surname and first name in Russian letters, as they will stand in the document.
note-package-kept = Your message could not be deleted: please delete it yourself.
note-package-admin = These documents are the school administrator's: choose that role in the menu.
note-package-again = I had erased the earlier details: here is what I understood from this message.
note-package-dropped = Everything you sent for the document is erased.
note-package-making = Making the file.
