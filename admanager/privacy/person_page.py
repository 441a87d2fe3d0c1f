"""Everything about one person as one readable HTML page, to be handed to them: no scripts, nothing remote."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from admanager.privacy.person import Person
from admanager.texts import Sentence, sentence

_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1d2430;background:#fff}"
    "h1{font-size:1.5rem;margin-bottom:.25rem}h2{font-size:1.05rem;margin-top:2rem}p{color:#566074}"
    "table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}"
    "th,td{text-align:left;padding:.3rem .75rem .3rem 0;border-bottom:1px solid #e3e7ee;vertical-align:top;"
    "overflow-wrap:anywhere}th{color:#566074;font-weight:600}.scroll{overflow-x:auto}"
    "@media(prefers-color-scheme:dark){body{background:#14181f;color:#e6e9ef}p,th{color:#a3adbd}th,td{border-color:#2a313c}}"
)


def person_html(person: Person, segments: Sequence[str] = (), *, say: Callable[[Sentence], str] = str) -> str:
    """Return the page; `say` translates the page's own sentences, what comes from the data is escaped."""
    today = dt.datetime.now(dt.UTC).date().isoformat()
    parts = [
        f"<h1>{_said(say, sentence('What is held about {key}', key=person.key))}</h1>",
        f"<p>{_said(say, sentence('{rows:,} rows, read on {day}.', rows=person.row_count, day=today))}</p>",
    ]
    if len(person.keys) > 1:
        parts.append(
            f"<p>{_said(say, sentence('Known by the keys {keys}.', keys=', '.join(person.keys)))}</p>"
        )
    if person.do_not_contact:
        parts.append(f"<p>{_said(say, sentence('On the do-not-contact list.'))}</p>")
    names = {
        "profiles": sentence("Profile"),
        "events": sentence("What this person did"),
        "impressions": sentence("Ads shown to this person"),
    }
    parts += [
        _section(say(names[table.table]), table.columns, table.rows, upright=len(table.rows) == 1)
        for table in person.tables
    ]
    if segments:
        parts.append(_section(say(sentence("Segments")), ("",), [(name,) for name in segments]))
    for title, dicts in (
        (sentence("Exports"), person.exports),
        (sentence("Cells that were not taken at import"), person.rejected),
        (sentence("Rows as they were before an import"), [_flat(each) for each in person.overwritten]),
    ):
        if dicts:
            columns = tuple(dict.fromkeys(name for each in dicts for name in each))
            rows = [tuple(each.get(name) for name in columns) for each in dicts]
            parts.append(_section(say(title), columns, rows))
    heading = _said(say, sentence("What is held about {key}", key=person.key))
    return (
        '<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{heading}</title><style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def person_as_json(person: Person, segments: Sequence[str] = ()) -> dict[str, Any]:
    """Return everything about the person as plain JSON values."""
    return {
        "key": person.key,
        "keys": list(person.keys),
        "rows": {table.table: table.as_dicts() for table in person.tables},
        "count": person.row_count,
        "segments": list(segments),
        "do_not_contact": person.do_not_contact,
        "exports": list(person.exports),
        "rejected_cells": list(person.rejected),
        "before_imports": list(person.overwritten),
    }


def _said(say: Callable[[Sentence], str], text: Sentence) -> str:
    return html.escape(say(text))


def _flat(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {"import": entry["import"], "table": entry["table"], **entry["row"]}


def _section(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], *, upright: bool = False
) -> str:
    if upright:
        lines = [
            f"<tr><th>{html.escape(name)}</th><td>{_cell(value)}</td></tr>"
            for name, value in zip(columns, rows[0], strict=True)
        ]
    else:
        heads = "".join(f"<th>{html.escape(name)}</th>" for name in columns)
        lines = [f"<tr>{heads}</tr>"] if any(columns) else []
        lines += ["<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row) + "</tr>" for row in rows]
    return f'<h2>{html.escape(title)}</h2><div class="scroll"><table>{"".join(lines)}</table></div>'


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    return html.escape(str(value).lower() if isinstance(value, bool) else str(value))
