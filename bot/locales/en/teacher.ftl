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
        { $place ->
            [link] This is how the school confirms that you are a teacher. Enter the link for your class: it is on the button. If it does not work, add the school by hand.
            [school] This is how the school confirms that you are a teacher. There is no link for your class yet: add the school by hand, or wait for the link, I will tell you.
           *[alone] This is how the school confirms that you are a teacher. There are two ways: enter the administrator’s invitation link or, if there is none, add the school by hand.
        }
    .done = The request is sent

vk-teacher-await_acceptance =
    .title = Wait for the school administrator
    .body =
        { $place ->
            [alone] Only the administrator can accept the request: send a reminder if you have waited long.
           *[other] Only the administrator can accept the request. Once it is marked here, I will tell you at once.
        }
        The class chat is created only after you are accepted.
    .done = I’ve been accepted
    .asked_again = I reminded the administrator
    .asked_again_for_me = Remind the administrator

vk-teacher-create_chat =
    .title = Create a chat and invite the class
    .body =
        The chat is created in VK Messenger: the instructions show how.
        { $place ->
            [alone] Send the invitation link to students and parents.
           *[other]
                { $given ->
                    [yes] The chat link is saved. What is left is to invite the families of the class.
                   *[no] Send the invitation link here as a message: the families of your class will see it.
                }
        }
    .done = Chat is ready, link is sent

vk-teacher-finished =
    .title = Done! You have finished all 4 steps
    .body =
        Students and parents will join the chat through your link.
        Write to them in VK Messenger only.
