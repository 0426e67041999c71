# Answers to what people get stuck on and to what they ask. Their sources are in flows/library.py.

# .words are words an answer is found by as well; they are not shown.
search =
    .empty = how what where when who is it no yes my can do does not need the and hello please thanks

answer-vk_page =
    .question = Do I need a VKontakte page?
    .words = vk account social network
    .text =
        No. You only need VK ID to sign in: there is no need to open a social network page.
        If the school has already moved to MAX, you don’t need VK ID either.

answer-no_code =
    .question = The SMS code doesn’t come
    .words = sms password call sign in
    .text =
        Check the number and wait until the timer runs out, then ask for the code again.
        Instead of an SMS you may get a call that hangs up: the code is then in the last digits of the caller’s number.
        Never tell the code to anyone.

answer-tell_code =
    .question = Someone asks for the code
    .words = sms fraud password
    .text = Don’t tell the code to anyone: not on the phone, not in a chat, not here. With it, anyone can get into your profile.

answer-no_rights =
    .question = No administrator rights
    .words = admin sign in access
    .text =
        Usually it is the number: it must be exactly the one given in the application.
        Sign out and sign in with that number.
        If the number is right and there are still no rights, write to info@sferum.ru.

answer-which_package =
    .question = New administrator or lost access
    .words = change replace restore password
    .text =
        The package is the same every time: the appointment document and the questionnaire.
        Send them to info@sferum.ru, as when registering a new school.

answer-what_phrase =
    .question = What must the document say?
    .words = order wording text sample
    .text =
        In Russian, word for word: <code>назначить администратором ИКОП «Сферум» [Ф.И.О, номер сотового телефона, адрес электронной почты]</code>.
        In place of the brackets, put the administrator’s details. All three: full name, mobile number and email.

answer-which_document =
    .question = Does it have to be an order?
    .words = order form
    .text = No. An order, a directive or another appointment document will do: the form is free, only the phrase is required.

answer-how_to_join =
    .question = How does a teacher join?
    .words = join teacher invitation
    .text =
        Through the administrator’s invitation link.
        If there is no link, add the school by hand: the instructions show how.

answer-application_hangs =
    .question = My request gets no answer
    .words = accept wait long confirm
    .text =
        Only your school’s administrator can accept it.
        Send the administrator a reminder: the request may have been missed.

answer-chat_too_early =
    .question = When do I create the chat?
    .words = create chat group class
    .text =
        After the administrator accepts your request.
        If there is a chat already, check with the school administrator whether it must be created again.

answer-which_profile =
    .question = Which profile do I need?
    .words = switch profile
    .text =
        The school profile (учебный профиль). A VKontakte profile won’t do.
        Check in VK Messenger which profile is open and switch to the school profile.

answer-wrong_role =
    .question = The wrong role was given
    .words = role student teacher fix
    .text =
        As a rule, a role isn’t changed: the administrator removes the person from the school and invites them again.
        It is important to use the link for the right role.

answer-dead_link =
    .question = The link doesn’t work
    .words = broken link open expired
    .text =
        Ask whoever sent it for a new one: the old one may have been replaced.
        Copy the whole link, to the last character.

answer-parent_number =
    .question = A parent’s number for a child?
    .words = phone child sim
    .text = Better not: the parent will need this number for their own profile.

answer-parents_link =
    .question = The parents’ link gives an error
    .words = error parent child
    .text = The child’s profile is probably open. Open the link on another device or in another browser where your own profile is open.

answer-is_active =
    .question = When is a school active?
    .words = active status
    .text =
        When all three conditions are met: the administrator has signed in, the school’s details are filled in, and it has at least { $teachers ->
            [one] { $teachers } teacher
           *[other] { $teachers } teachers
        }.
        If something is missing, start with the first one not met.

answer-max_moved =
    .question = Has Sferum moved to MAX?
    .words = max messenger move
    .text =
        Yes, since autumn 2025, but each region has its own date.
        To find out how it works in your school now, check with its administrator.

answer-max_number =
    .question = Which number do I use in MAX?
    .words = max phone sign in
    .text = The one you gave in Sferum.

answer-chat_not_moved =
    .question = The chat didn’t move to MAX
    .words = max lost chat
    .text =
        This happens if the role isn’t confirmed, if nobody wrote in the chat in 2025, or if there are no rights of the chat’s creator or administrator.
        Wait 1–2 working days. If it hasn’t appeared, create the chat by hand.

answer-must_parents =
    .question = Must parents install MAX?
    .words = mandatory refuse max
    .text = No, it is voluntary. Ask the class teacher how else to keep in touch with the school.

answer-calls =
    .question = How do I make calls?
    .words = video call lesson
    .text = The instructions show how.

answer-document_returned =
    .question = The document was sent back
    .words = refused rejected order
    .text =
        Check that it has a phone and an email. They must be inside the phrase, which is written in Russian, word for word:
        <code>назначить администратором ИКОП «Сферум» [Ф.И.О, номер сотового телефона, адрес электронной почты]</code>.
        Correct the document and send the whole package again.

answer-no_answer =
    .question = Support is slow to answer
    .words = email mail reply wait
    .text =
        You can write to info@sferum.ru again and attach the same files.
        Check the spam folder and the email address in the appointment document.

answer-where_to_click =
    .question = Not clear where to click
    .words = button find menu
    .text =
        The order is in the administrator’s instructions.
        The school’s details are on pages 23–28, the classes on pages 29–35.

answer-no_school =
    .question = The school is not in the list
    .words = find school add by hand
    .text =
        Ask the administrator for an invitation link: with it you don’t need the list.
        Or add the school by hand, the second way in the instructions.

answer-no_applications =
    .question = No requests from teachers
    .words = requests teachers empty
    .text =
        A request appears when a teacher has created a school profile (учебный профиль) and sent the request themselves.
        Pass the invitation link and the instructions on to the teachers.

answer-no_link =
    .question = The teacher hasn’t sent a link
    .words = chat teacher send
    .text =
        The teacher makes the chat and the link after the school administrator accepts them.
        Ask the teacher when to expect the link.

answer-source = <i>Source: { $source }</i>
source-both = { $first }; { $second }
source-S = the steps of registration in Sferum
source-L = a manual for administrators, book.mylbt.ru
source-P = questions and answers, prof.sferum.ru
source-K = a school’s page for parents
source-N = norilsk-news.ru, August 19, 2025
source-M = Kommersant, document 8119311
source-V = Kommersant, document 8399402
source-G = not confirmed, check with support
source-i = our conclusion, check if in doubt
