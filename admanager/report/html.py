"""The report of a run as one HTML file that needs nothing but itself: no scripts, no links, nothing remote.

Names from the data are escaped by the template engine, and the page's own policy forbids whatever would still
get through.
"""

from __future__ import annotations

import base64
import hashlib

from admanager.report.content import Content
from admanager.resources import resource


def render(content: Content) -> str:
    """Return the report's text."""
    import jinja2
    from markupsafe import Markup

    style = resource("templates", "run_report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(resource("templates", "run_report.html").read_text(encoding="utf-8"))
    return template.render(
        style=Markup(style),
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        **vars(content),
    )
