# The teacher’s steps.

vk-teacher-install =
    .title = Install VK Messenger
    .body =
        You need it on your smartphone: the school profile (учебный профиль) and the school chats are there.
        The instructions say where to get it and how to install it.
    .done = The app is installed

vk-teacher-create_profile =
    .title = Create a school profile
    .body =
        The school profile (учебный профиль) lives in VK Messenger, apart from a VKontakte page: no page is needed.
        Sign in with your own number and choose the school profile.
    .done = The profile is created

vk-teacher-apply =
    .title = Ask to join the school
    .body =
        This is how the school confirms that you are a teacher. There are two ways:
        1. The administrator sent you an invitation link: enter it.
        2. There is no link: add the school by hand.
    .done = The request is sent

vk-teacher-await_acceptance =
    .title = Wait for the school administrator
    .body =
        Only the administrator can accept the request: send a reminder if you have waited long.
        The class chat is created only after you are accepted.
    .done = I’ve been accepted
    .asked_again = I reminded the administrator

vk-teacher-create_chat =
    .title = Create a chat and invite the class
    .body =
        The chat is created in VK Messenger: the instructions show how.
        Send the invitation link to students and parents.
    .done = Chat is ready, link is sent

vk-teacher-finished =
    .title = Done! You have finished all 4 steps
    .body =
        Students and parents will join the chat through your link.
        Write to them in VK Messenger only.
