"""A convoy that is about to be stored, in words."""

from otp_desktop.services.convoys import ConvoyPreview
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import duration, moment, number


def convoy_text(preview: ConvoyPreview) -> str:
    """Length, arrival, posts, and what saving does to those that stand already."""
    first, last = preview.posts[0].need, preview.posts[-1].need
    way = _("{km} km in {duration}; streets held from {start} to {end}.").format(
        km=number(preview.length_km, 1),
        duration=duration(preview.minutes),
        start=moment(first.start),
        end=moment(last.end),
    )
    posts = ngettext("{count} post, {heads} heads.", "{count} posts, {heads} heads in all.", len(preview.posts)).format(
        count=number(len(preview.posts)), heads=number(sum(post.need.heads for post in preview.posts))
    )
    return " ".join((way, posts, *_changes(preview)))


def _changes(preview: ConvoyPreview) -> list[str]:
    parts = []
    if new := preview.new_sites:
        parts.append(ngettext("{count} new point.", "{count} new points.", new).format(count=number(new)))
    if kept := preview.kept:
        text = ngettext("{count} need stays with its assignments.", "{count} needs stay with their assignments.", kept)
        parts.append(text.format(count=number(kept)))
    if gone := len(preview.dropped):
        text = ngettext("{count} need goes away.", "{count} needs go away.", gone)
        parts.append(text.format(count=number(gone)))
    return parts
