"""What somebody says will be: words of a quotation, or of what is passed on with its speaker behind it, that
tell of a time after the speaking. They date no event.
"""

from __future__ import annotations

from site_gen.article import points
from site_gen.article.context import Context
from site_gen.article.model import Kind
from site_gen.article.values import Value

_NOWHERE = -1


def placed(value: Value, context: Context) -> Value:
    """Return a value with the mark of what is said to be later than the time of speaking (`context.now`).

    Without a date in the same sentence only words that lean on that time have it: "by 1955 I was tired" may
    look back from today. Where no quotation marks stand, only words that are told from publication have it.
    """
    standing, now = context.standing, context.now()
    if value.edtf is None or now is None or (standing.quotation is None and not standing.reported):
        return value
    if standing.quotation is None and value.kind is not Kind.DEICTIC:
        return value
    here = context.paragraph, standing.sentence
    beside = now.at != _NOWHERE and (now.paragraph, now.standing.sentence) == here
    leans = value.kind is Kind.DEICTIC or value.anchor == now.place
    if not (beside or leans or context.speech is None):
        return value
    if not points.lies_after(value.edtf, points.edtf(now.point)):
        return value
    return value._replace(to_come=True, spoken=now.place)
