"""What feed readers are told. Addresses come from SITE_URL."""

from archive.feeds.changes import show_changes_feed
from archive.feeds.newest import show_feed, show_speaker_feed, show_topic_feed
from archive.feeds.searches import show_search_feed

__all__ = [
    "show_changes_feed",
    "show_feed",
    "show_search_feed",
    "show_speaker_feed",
    "show_topic_feed",
]
