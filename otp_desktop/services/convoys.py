"""Convoys of an operation: posts along the route and their needs, made anew whenever the convoy changes."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from otp_desktop.db.errors import RecordInUseError
from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.convoys import Convoy, Route, passage
from otp_desktop.domain.operations import Need
from otp_desktop.maps.basemap import shown_layers
from otp_desktop.services.convoy_faults import convoy_faults
from otp_desktop.services.convoy_posts import Post, posts_of
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.need_codes import FreeCodes
from otp_desktop.services.qualifications import add_missing_qualifications
from otp_desktop.services.sites import layers_in_use
from otp_desktop.services.workspace import Workspace
from otp_desktop.services.zones import with_zone, zone_finder
from otp_desktop.texts import N_, sentence

__all__ = ["ConvoyPreview", "list_convoys", "preview_convoy", "remove_convoy", "save_convoy"]


@dataclass(frozen=True)
class ConvoyPreview:
    """What saving the convoy would make. ``dropped`` needs of the stored convoy have no post any more."""

    convoy: Convoy
    timezone: str
    length_km: float
    posts: tuple[Post, ...] = field(repr=False)
    dropped: tuple[Need, ...] = field(default=(), repr=False)

    @property
    def minutes(self) -> int:
        """From the departure to the arrival, halts included."""
        end = passage(self.convoy, self.length_km, self.timezone)
        return round((end.leaves - passage(self.convoy, 0.0, self.timezone).arrives).total_seconds() / 60)

    @property
    def new_sites(self) -> int:
        return sum(post.site.id is None for post in self.posts)

    @property
    def kept(self) -> int:
        """Needs that stand already: who is assigned to them stays."""
        return sum(post.need.id is not None for post in self.posts)


def list_convoys(ws: Workspace, operation_id: int) -> tuple[Convoy, ...]:
    """In the order of departure."""
    with ws.unit_of_work() as work:
        return work.convoys.list(operation_id)


def preview_convoy(ws: Workspace, convoy: Convoy) -> ConvoyPreview:
    """Stores nothing. Raises InvalidRecordError with one Fault a field."""
    with ws.unit_of_work() as work:
        return _previewed(work, convoy)


def save_convoy(ws: Workspace, convoy: Convoy) -> Changes:
    """Stores the convoy and makes its sites and needs anew: posts that still exist keep their need and assignments.

    What was changed by hand on a need of the convoy is overwritten, but for its wave and its orders. Raises
    InvalidRecordError, StaleRecordError, and RecordInUseError where a published plan holds a post that goes away.
    """
    with ws.unit_of_work(sentence(N_("Convoy {name}"), name=convoy.name)) as work:
        preview = _previewed(work, convoy)
        stored = work.convoys.save(convoy)
        _store_posts(work, stored, preview)
        _drop(work, stored, preview.dropped)
        return work.commit()


def remove_convoy(ws: Workspace, operation_id: int, convoy_id: int) -> Changes:
    """Removes the convoy with its needs, and the posts made for it that nothing else needs.

    Raises RecordInUseError, and removes nothing, when a published plan holds one of its needs.
    """
    with ws.unit_of_work(sentence(N_("Deletion of a convoy"))) as work:
        convoy = work.convoys.get(convoy_id)
        _drop(work, convoy, [need for need in work.needs.list(operation_id) if need.series == convoy.code])
        work.convoys.remove([convoy_id])
        return work.commit()


def _previewed(work: UnitOfWork, convoy: Convoy) -> ConvoyPreview:
    assert convoy.operation_id is not None, "a convoy belongs to an operation"
    operation = work.operations.get(convoy.operation_id)
    before = work.convoys.get(convoy.id).code if convoy.id is not None else ""
    needs = work.needs.list(convoy.operation_id)
    own = [need for need in needs if before and need.series == before]
    others = [other.code for other in work.convoys.list(convoy.operation_id) if other.id != convoy.id]
    others += {need.series for need in needs} - {before, ""}
    if faults := convoy_faults(convoy, operation, others):
        raise InvalidRecordError(faults)
    codes = FreeCodes({need.code for need in needs})
    posts = tuple(posts_of(convoy, operation.timezone, work.sites.list(), own, codes))
    kept = {post.need.id for post in posts}
    dropped = tuple(need for need in own if need.id not in kept)
    return ConvoyPreview(convoy, operation.timezone, Route(convoy.route).length_km, posts, dropped)


def _store_posts(work: UnitOfWork, convoy: Convoy, preview: ConvoyPreview) -> None:
    zones = zone_finder(shown_layers(layers_in_use(work.layers.list())))
    fresh = {post.site.code: post.site for post in preview.posts if post.site.id is None}
    made = [with_zone(replace(site, import_key=_mark(convoy)), zones) for site in fresh.values()]
    work.sites.add_all(made)
    needs = [replace(post.need, operation_id=convoy.operation_id) for post in preview.posts]
    add_missing_qualifications(work, needs)
    work.needs.update_all([need for need in needs if need.id is not None])
    work.needs.add_all([need for need in needs if need.id is None])


def _drop(work: UnitOfWork, convoy: Convoy, needs: Sequence[Need]) -> None:
    """Removes needs, and the sites made for them that nothing else needs."""
    work.needs.remove([need.id for need in needs if need.id is not None])
    left = {need.site for need in needs}
    for site in work.sites.list():
        if site.code in left and site.import_key == _mark(convoy) and site.id is not None:
            with suppress(RecordInUseError):  # another need took the post over in the meantime
                work.sites.remove([site.id])


def _mark(convoy: Convoy) -> str:
    return f"convoy:{convoy.id}"
