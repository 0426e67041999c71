# What is wrong with a link and what to send instead. The key is a verdict of flows/verdicts.py.

# Taken, with a caution.
link-vk_chat = Any VKontakte chat has such a link: check that this one is the school’s.
link-class_link = Open this link and check that it leads to your class: its form does not tell.

# Not taken.
link-call = This is a link to a call. Send the invitation link of the chat or class.
link-inner_page = This is a page of the site, not an invitation. Copy the invitation link and send it.
link-members_only = Only members of the chat can open this link. Send the chat’s invitation link.
link-vk_other = This is a VKontakte page, not an invitation. An invitation to a chat looks like <code>vk.me/join/…</code>
link-max_other = This is a person, a message or a bot in MAX. An invitation to a chat looks like <code>max.ru/join/…</code>
link-unrecognised = I don’t know this kind of Sferum link. Check with whoever gave it to you and send the invitation link.
link-damaged = The link seems to be cut short. Copy it again and send it on one line.
link-shortener = The link is shortened, so it does not show where it leads. Send the full one.
link-messenger = This is a link to another messenger. Send an invitation to the school’s chat or class.
link-not_https = The link does not begin with <code>https://</code>. Copy it where it was created and send it again.
link-user_info = There is something before the address: this hides another site. Copy the invitation again and send it.
link-look_alike = The address looks like the real one, but the site is another. Don’t open it; send the invitation from the app.
link-foreign = This link leads to another site. Send an invitation from Sferum, VK Messenger or MAX.
link-no_link = There is no link here. Send the whole invitation link.
link-several = There are several different links here. Send one, for this class.

# A list of classes with links.
link-class_unknown = This does not look like a class. Send it like this: <code>5А https://…</code>
link-class_many = Several classes for one link. Send each on a line of its own.
link-class_twice = The class has two different links; the first was taken. If you need the second, send it again.
link-class_missing = The link has no class. Send it like this: <code>5А https://…</code>
