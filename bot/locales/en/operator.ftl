### A coordinator's pages: what all their commands share.

scope-all = All schools
scope-region = { $region }
scope-municipality = { $place }, { $region }
scope-school = { $school }, { $place }, { $region }

op-level-read = look only
op-level-full = look and change

op-home =
    .title = For the coordinator
    .body = Where you coordinate:
    .back = ⬅️ Home
    .stats = 📊 Statistics
    .schools = 🏫 Schools
    .stuck = 🐌 Who is stuck
    .mute = 🔕 Do not remind
    .grants = 🔑 Rights
    .audit = 🗒 What was done
    .quit = Give up: { $where }
    .export = 📤 Table
    .import = 📥 Load
    .broadcast = 📣 Broadcast
    .tickets = 💬 Questions
    .find = 🔎 Find
    .health = 🩺 State
    .op_links = 🔗 Links, texts
op-held = { $where } — { $level }
op-held-until = { $where } — { $level }, until { $day }

menu-operator = 🗂 For the coordinator

audit-act-claim_admitted = Let somebody administrate a school
audit-act-claim_dismissed = Turned down a request to administrate a school
