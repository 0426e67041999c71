"""The operator's own page: where their right holds, and what there is to do."""

from bot.actions.operating import operating, where_of
from bot.actions.view import View, Visit, view_of
from flows.operator import home as pages
from storage import By, Person, Tx


@operating
def home(tx: Tx, _visit: Visit, person: Person, by: By) -> View:
    held = [(where_of(tx, one.area), one) for one in tx.grants.rights(by)]
    return view_of(person, pages.home([(where, one) for where, one in held if where]))
