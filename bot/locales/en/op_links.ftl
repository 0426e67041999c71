### /links: where buttons lead, whether addresses answer, other addresses and words.

links =
    .title = 🔗 Links and texts
    .dead = Links that do not open: { $count }. They are at the top of the list.
    .none_dead = No dead links were found.
    .off = Links are not checked here: the server is set so.
    .check = 🔄 Check now
    .texts = ✏️ Texts
    .one = 🔗 { $name }
    .leads = Leads here: { $address }
    .replaced = The address was replaced. In the release: { $own }
    .open = Open
    .replace = ✏️ Replace the address
    .undo = ↩️ Take it back
    .reset = ↩️ As in the release
    .list = To the links
    .write = Send the new address. It begins with https:// and leads to a public page.
    .will = Will lead here: { $address }
    .for_all = Everybody will see it so, at once. It can be taken back at any time.
    .put = ✅ Replace for all
    .other = ✏️ Otherwise
    .see = Open the list
links-line-dead = ❌ { $name }
links-line-unsure = ❔ { $name }
links-line-ok = ✅ { $name }
links-line-unknown = ▫️ { $name }
links-status-dead = ❌ The page is gone, since { $day }{ $code ->
        [0] {""}
       *[other] {" "}(answer { $code })
    }.
links-status-unsure = ❔ It does not answer as it should, since { $day }{ $code ->
        [0] {""}
       *[other] {" "}(answer { $code })
    }. That may pass: open it yourself.
links-status-ok = ✅ It opens, since { $day }.
links-status-unknown = ▫️ Not checked yet.
links-version = Version { $version }, { $day }: { $value }
links-version-undone = Version { $version }, { $day }, taken back: { $value }
note-no_address = This is no address of a page. It begins with https:// and has no blanks, like https://sferum.ru/.
note-link_replaced = The address is replaced for all.
note-link_restored = The address before is back.
note-links_checking = Checking. Look again in a minute.

wording =
    .title = ✏️ The bot’s texts
    .ask = Write some words of the text that you want to change, as you see it on the screen.
    .found = These texts have the words:
    .none = There is no such text. Write two or three words exactly as on the screen.
    .more = The shortest are shown. Add words to find the others.
    .line = { $number }. { $words }
    .line_of = { $number }. { $words } — { $step }
    .again = 🔎 Another text
    .now = ✏️ It says now
    .will = ✏️ It will say
    .words = { $words }
    .write = Send the new text in one message.
    .marks = Leave what stands in braces as it is. You may make words bold: <code>&lt;b&gt;…&lt;/b&gt;</code>.
wording-fault-long = Too long: a phone’s screen has no room for it.
wording-fault-syntax = The braces do not match. Leave what is in { "{" } … { "}" } as it was.
wording-fault-variables = What stands in braces must stay the same. Copy it from the text before.
wording-fault-marks = The marks do not pair: each ends in the part of the text where it began.
wording-fault-empty = The text is empty. A word at least has to be seen in every case.
note-text_replaced = The text is replaced for all.
note-text_restored = The text before is back.
command-links = Links and texts
audit-act-link_replaced = Replaced a link for all
audit-act-link_restored = Took a link back
audit-act-text_replaced = Replaced a text for all
audit-act-text_restored = Took a text back
