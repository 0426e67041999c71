# Invitations: a message to forward and a sheet for the wall.
# .name is a file’s name; $class is “none” where there is no class.

sheet-teacher =
    .whom = For teachers
    .title = Registering in Sferum
    .lead = A helper bot in Telegram takes you through three steps and remembers where you stopped.
    .step_1 = Install VK Messenger
    .step_2 = Create a school profile in it
    .step_3 = Apply to join the school
    .scan = Point your phone’s camera here
    .by_hand = Camera does not read the code? Type the address in a browser, no spaces:
    .note = You need the school profile (учебный профиль), not a social network profile. The school’s administrator accepts applications.
    .caption =
        The invitation for teachers on one A4 sheet.
        Whoever has it can join your school: put it up where only teachers come.
    .name =
        { $class ->
            [none] invitation-teachers.pdf
           *[other] invitation-teachers-{ $class }.pdf
        }

sheet-family =
    .whom = For students and parents
    .title = The class chat in Sferum
    .lead = A helper bot in Telegram takes you through three steps. It asks for no child’s name, phone or photo.
    .step_1 = Install VK Messenger
    .step_2 = Create a school profile in it
    .step_3 = Join the chat by the teacher’s link
    .scan = Point your phone’s camera here
    .by_hand = Camera does not read the code? Type the address in a browser, no spaces:
    .note = Taking part is voluntary. You need the school profile (учебный профиль), not a social network profile.
    .caption =
        The invitation for families on one A4 sheet.
        Whoever has it finds your class: put it up where only your own people come.
    .name =
        { $class ->
            [none] invitation-families.pdf
           *[other] invitation-families-{ $class }.pdf
        }

invite-teacher-message =
    { $class ->
        [none] Dear colleagues, please join Sferum: { $school }.
       *[other] Dear colleagues, please join Sferum: { $school }, { $class }.
    }
    Three steps on your smartphone: VK Messenger, the school profile, an application to the school.
    You need the school profile (учебный профиль), not a social network profile.
    A helper bot explains each step and remembers where you stopped:
    { $address }

invite-family-message =
    { $class ->
        [none] Hello. You are invited to the class chat in Sferum: { $school }.
       *[other] Hello. You are invited to the class chat in Sferum: { $school }, { $class }.
    }
    Taking part is voluntary. Three steps: VK Messenger, the school profile, the chat by the teacher’s link.
    You need the school profile (учебный профиль), not a social network profile.
    A helper bot explains each step and asks for no child’s name or phone:
    { $address }
