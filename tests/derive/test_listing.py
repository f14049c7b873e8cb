"""The pages of the list of episodes: together they have each episode once, and each leads to the next."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.derive.pages import listing


@given(st.integers(0, 300))
def test_pages_have_each_episode_once_and_full_ones_keep_theirs(count: int) -> None:
    (first, newest), *older = listing.paged(range(count))
    assert [*(number for _, episodes in older for number in episodes), *newest] == list(range(count))
    assert first.number == 0
    assert len(newest) in range(20, 60) or not older
    assert len(older) == first.archives == listing.archives(count)
    assert older == [
        (page._replace(archives=first.archives), episodes) for page, episodes in listing.paged(range(count + 1))[1 : len(older) + 1]
    ]


@given(st.integers(0, 300))
def test_the_links_between_pages_lead_through_all_of_them(count: int) -> None:
    pages = {page.number: page for page, _ in listing.paged(range(count))}
    trail = [0]
    while (following := pages[trail[-1]].older) is not None:
        assert pages[following].newer == trail[-1]
        trail.append(following)
    assert sorted(trail) == sorted(pages)
    assert pages[0].newer is None
