"""/mydata as a page that opens on any phone: one file, no network, no script; and as JSON.

HTML and not plain text: a phone's viewer of texts may take UTF-8 for something else, a browser
does not, and dark screens stay dark.
"""

import html
import json
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from bot.papers.mydata_values import Names, Row, Speaker
from bot.papers.mydata_words import COLUMNS, is_number
from bot.texts import Texts


class Stored(NamedTuple):
    """Everything of a person by table, and what the ids in it are called."""

    tables: Mapping[str, Sequence[Row]]
    names: Names


_STYLE: Final = """
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.4rem } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
dl { display: grid; grid-template-columns: minmax(7rem, 2fr) 3fr; gap: .15rem .75rem;
  margin: 0 0 .75rem; padding: .6rem .75rem; border: 1px solid #8886; border-radius: .5rem }
dt { opacity: .7 } dd { margin: 0; overflow-wrap: anywhere }
"""
_PAGE: Final = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
<p>{intro}</p>
<p>{made}</p>
{body}
</body>
</html>
"""


def as_json(stored: Stored) -> bytes:
    """Return the rows as they are stored."""
    return json.dumps(stored.tables, ensure_ascii=False, indent=2).encode()


def as_page(stored: Stored, texts: Texts, language: str, now: int) -> bytes:
    """Return a page that says everything in words, each row as a block of its own."""
    speaker = Speaker(texts, language, stored.names)
    parts = [_table(speaker, table, rows) for table, rows in stored.tables.items() if rows]
    return _PAGE.format(
        language=language,
        style=_STYLE,
        title=speaker.say("mydata-page.title"),
        intro=speaker.say("mydata-page.intro"),
        made=speaker.say("mydata-page.made", day=speaker.moment(now)),
        body="\n".join(parts),
    ).encode()


def _table(speaker: Speaker, table: str, rows: Sequence[Row]) -> str:
    known = table in COLUMNS
    heading = speaker.say(f"mydata-{table}.title") if known else html.escape(table)
    return "\n".join([f"<h2>{heading}</h2>", *(_row(speaker, table, row) for row in rows)])


def _row(speaker: Speaker, table: str, row: Row) -> str:
    """Say a row; what is empty says nothing."""
    said = {name: speaker.value(row, name) for name in row if not is_number(table, name)}
    lines = (
        f"<dt>{speaker.column(table, name)}</dt><dd>{value}</dd>"
        for name, value in said.items()
        if value
    )
    return f"<dl>{''.join(lines)}</dl>"
