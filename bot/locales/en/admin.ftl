# The administrator’s steps. The facts are from the seed document; the phrase for the school’s
# document stays in Russian, word for word.

vk-admin-case =
    .title = Choose where your school stands
    .body = The step to start from depends on the answer.
    .new = The school isn’t registered yet
    .change = The administrator is changing
    .lost = Access is lost
    .registered = Registered, I administer it

vk-admin-apply =
    .title = Send the application to info@sferum.ru
    .body =
        { $who ->
            [change] The administrator is changed by the same email as for a new school: the appointment document and the questionnaire.
            [lost] Access is restored by the same email as for a new school: the appointment document and the questionnaire.
           *[other] Prepare the appointment document and the questionnaire, and send them in one email.
        }
        The document must say this, in Russian, word for word: <code>назначить администратором ИКОП «Сферум» [Ф.И.О, номер сотового телефона, адрес электронной почты]</code>.
        Give your personal phone number: you will sign in with it later.
    .check_document = Appointment document is ready
    .check_questionnaire = Questionnaire is filled in
    .check_mail = Email is sent
    .done = All sent, I’m waiting

vk-admin-await_support =
    .title = Wait for support to answer
    .body =
        No answer for long? You can write again and attach the same files.
        Meanwhile, ask the teachers to install VK Messenger.
    .done = They answered: I can sign in
    .asked_again = I wrote again
    .refused = They sent the documents back

vk-admin-why_refused =
    .title = Choose what the answer says
    .body = I’ll show what to correct and take you back to the application.
    .no_phrase = The required phrase is missing
    .no_contacts = No phone or email
    .bad_questionnaire = Issues with the questionnaire
    .other = Something else

vk-admin-sign_in =
    .title = Sign in to Sferum
    .body =
        { $who ->
            [registered] Sign in with the number the school gave when it appointed the administrator.
           *[other] Sign in with exactly the phone number given in the application.
        }
        You sign in through VK ID. No VKontakte page is needed.
        Never tell the SMS code to anyone.
    .done = I’m signed in

vk-admin-fill_in =
    .title = Fill in the school’s details
    .body =
        What to write and where is in the instructions, pages 23–28.
        Without these details the school won’t become active.
    .done = Details are filled in

vk-admin-build_classes =
    .title = Create the classes
    .body =
        How to do it is in the instructions, pages 29–35.
        Make invitation links to the classes and give them to the teachers.
        { $place ->
            [alone] Add the school here, and I will pass the links on myself.
           *[other] You can send the classes and links here: “5А https://…”, each on a line. I will pass them on.
        }
        You can come back here on any day of the school year.
    .done = Classes and links are ready

vk-admin-accept_teachers =
    .title = Accept the teachers’ requests
    .body =
        Teachers create a school profile (учебный профиль) and ask to join the school.
        Only you can accept their requests.
        The school becomes active once it has at least { $teachers ->
            [one] { $teachers } teacher
           *[other] { $teachers } teachers
        }.
    .done = All requests are accepted

vk-admin-finished =
    .title = Done! All the administrator’s steps are behind you
    .body =
        New classes and teachers appear all year: you can go back to these steps here.
        Keep school chats in VK Messenger only.
    .more_classes = Add classes
    .more_teachers = Accept more teachers

reason-no_phrase = Sent back: the required phrase is missing. Check it word for word.
reason-no_contacts = Sent back: no phone or email. Add them inside the phrase, after the full name (Ф.И.О.).
reason-bad_questionnaire = Sent back: issues with the questionnaire. Correct it and send everything again.
reason-other = The documents were sent back. Correct what they wrote about and send everything again.
