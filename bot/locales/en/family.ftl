# The student’s and the parent’s steps. The family takes part if it wants to.

vk-family-install =
    .title = Install VK Messenger
    .body =
        The class chat will be there. It is best on a smartphone: follow the instructions.
        { $who ->
            [student] It is better to go through these steps together with a parent.
           *[other] Taking part is voluntary: ask the school about other ways to keep in touch.
        }
    .done = The app is installed

vk-family-create_profile =
    .title = Create a school profile
    .body =
        You need the school profile (учебный профиль), not a social network profile.
        { $who ->
            [student] Give your own phone number: your parent needs theirs.
           *[other] Give your own phone number, and don’t use it for the child: you need it yourself.
        }
    .done = The profile is created

vk-family-await_link =
    .title = Wait for the teacher’s link
    .body =
        { $place ->
            [alone] The teacher will send it once the class chat is created.
           *[other] The teacher adds it once the class chat is created. I will tell you at once.
        }
        { $who ->
            [student] No name, phone or photo is needed for this: don’t send them here.
           *[other] No child’s name, phone or photo is needed for this: don’t send them here.
        }
    .done = The link has come
    .asked_again = I asked the teacher again
    .asked_again_for_me = Remind the teacher

vk-family-join_chat =
    .title = Join the class chat
    .body =
        First switch to the school profile (учебный профиль).
        { $place ->
            [link] Then open the teacher’s link: it is on the button.
           *[other] Then open the invitation link the teacher sent.
        }
        { $who ->
            [student] If the link doesn’t open, ask the teacher for a new one.
           *[other] Open it in your own profile, not in the child’s.
        }
    .done = I’m in the chat
    .no_link = There is no link yet

vk-family-finished =
    .title = Done! You have finished all 3 steps
    .body = School messages go in this chat, in VK Messenger.
