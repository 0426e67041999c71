# How an administrator adds a school, and who else asks to be let in.

form-question = Your school · question { $number } of { $of }
form-correction = School details
form-value = { $value }
form-no-inn = not given
form-keep = Keep: { $value }

form-region =
    .title = Type the region of the school
    .body = The first letters, the name or the capital will do, in Russian: “костр”, “Пермь”.
form-regions =
    .title = Choose the region
    .body = If yours is not here, type it another way.
form-place =
    .title = Type the town or district of the school
    .body = As it is called in Russian: “Кострома” or “Буйский район”.
form-place-known =
    .title = Choose the school’s town or district
    .body = If it is on no button, type it as it is called in Russian: “Кострома” or “Буйский район”.
form-places =
    .title = Choose a similar one
    .body = There are schools in these already. If yours is not here, keep what you typed.
form-name =
    .title = Type a short name of the school
    .body = For example: “Школа № 5”, “Гимназия № 2”, “Лицей имени Пушкина”. Teachers and families will see it.
form-inn =
    .title = Send the school’s INN (tax number)
    .body = Ten digits: with them your school is not taken for another. If you don’t have it at hand, skip this.
    .skip = Skip

form-review =
    .title = Check the school’s details
    .body = If something is wrong, tap what to correct.
    .region = Region
    .place = Town or district
    .name = Name
    .inn = INN
    .save = Save the school
    .save_changes = Save the changes
form-line-region = Region: { $value }
form-line-place = Town or district: { $value }
form-line-name = Name: { $value }
form-line-inn = INN: { $value }

form-same =
    .title = Please check: this school is here already
    .by_inn = It has the same INN.
    .by_name = It has the same name in the same place.
    .how = If it is your school, ask for access: its administrator or the coordinator will give it.
    .other = One school needs one record. Correct what is the same, or ask the coordinator.
    .claim = It is mine: ask for access
    .fix_name = Correct the name
    .fix_inn = Correct the INN
    .yours = Your answers:
    .all = Show the answers

claimed =
    .title = Wait for an answer: your request is sent
    .by_admin = The school’s administrator or the coordinator gives access. I’ll write as soon as they decide.
    .by_operator = The school has no administrator here yet, so the coordinator gives access. I’ll write as soon as they decide.
    .unnamed = Introduce yourself, so that they know whom they let in.
    .label = They will see you as: { $label }
    .introduce = Introduce yourself
    .again = Change it
introduce =
    .title = Introduce yourself in one line
    .body = So that they recognise you: for example, “Deputy head, room 12”. Only those who decide will see it.

claims =
    .title = Decide whom to give access
    .body = These people ask to administrate the school. Tap one to decide.
    .nobody = Nobody asks for access now.
claim =
    .title = Decide on the request
    .body = An administrator sees the list of teachers and the class links. Give access only if you know who it is.
    .admit = Give access
    .dismiss = Refuse
claim-named = { $label } — since { $day }
claim-unnamed = Not introduced — since { $day }

note-form-region = That doesn’t look like a region. Send it like this: “Костромская область” or “Кострома”.
note-form-place = That doesn’t look like a town or district. Send it like this: “Кострома” or “Буйский район”.
note-form-name = That doesn’t look like a school’s name. Send it like this: “Школа № 5”.
note-form-long =
    { $most ->
        [one] Longer than { $most } character: it doesn’t fit on the card. Send a short one.
       *[other] Longer than { $most } characters: it doesn’t fit on the card. Send a short one.
    }
note-form-inn_digits = That doesn’t look like a school’s INN. Send ten digits, no letters.
note-form-inn_person = Twelve digits are a person’s INN, which I don’t keep. Send the school’s: ten digits.
note-form-inn_control = That doesn’t look like an INN: the last digit doesn’t match the others. Check it and send it again.
note-form-tap = Tap one of the buttons below the card.
note-school-added = The school is added.
note-school-corrected = The school’s details are corrected.
note-school-yours = This school is yours already.
note-claim-introduced = Fine, they will see you like this.
note-claim-admitted = Access is given.
note-claim-dismissed = The refusal is sent.
