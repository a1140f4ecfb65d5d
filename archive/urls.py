"""Every address of the site: what has one in each language, and what has one alone."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import path, re_path

from archive import feeds, sitemaps
from archive.views import (
    annotations,
    catalogue,
    changes,
    check,
    cite,
    embed,
    errata,
    exports,
    interviews,
    notes,
    oembed,
    pages,
    passages,
    pictures,
    search,
    source,
    speakers,
    suggestions,
    topics,
    vocabulary,
)

# The same in whatever language: one address each.
alike = [
    path(
        "interviews/<str:slug>/annotations.jsonld",
        annotations.show_annotations,
        name="annotations",
    ),
    path(
        "interviews/<str:slug>/source/<str:digest>/",
        source.send_bytes,
        name="source_bytes",
    ),
    path(
        "interviews/<str:slug>/picture.png",
        pictures.show_interview_picture,
        name="interview_picture",
    ),
    path(
        "interviews/<str:slug>/<str:anchor>/picture.png",
        pictures.show_picture,
        name="picture",
    ),
    path("topics/vocabulary.ttl", vocabulary.show_turtle, name="skos_turtle"),
    path("topics/vocabulary.jsonld", vocabulary.show_jsonld, name="skos_jsonld"),
    path("search/results.csv", exports.show_csv, name="search_csv"),
    path("search/results.json", exports.show_json, name="search_json"),
    path("oembed", oembed.show_oembed, name="oembed"),
    path(".well-known/security.txt", pages.show_security, name="security"),
    path("robots.txt", pages.show_robots, name="robots"),
    path("sitemap.xml", sitemaps.show_sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.show_section, name="sitemap_section"),
    # For those who build the site, in English.
    path("styleguide/", pages.show_styleguide, name="styleguide"),
    path("admin/", admin.site.urls),
]

# A page for readers in each language of the interface, and what leads to such pages.
told = [
    path("", pages.show_home, name="home"),
    path("interviews/", catalogue.list_interviews, name="interviews"),
    path("interviews/<str:slug>/", interviews.show_interview, name="interview"),
    path("interviews/<str:slug>/changes/", changes.show_changes, name="changes"),
    path(
        "interviews/<str:slug>/changes/feed.atom",
        feeds.show_changes_feed,
        name="changes_feed",
    ),
    path("interviews/<str:slug>/source/", source.show_source, name="source"),
    path("interviews/<str:slug>/cite/", cite.show_citations, name="cite"),
    path(
        "interviews/<str:slug>/<str:anchor>/cite/",
        cite.show_citations,
        name="cite",
    ),
    path(
        "interviews/<str:slug>/<str:anchor>/embed/",
        embed.show_embedded,
        name="embed",
    ),
    path("interviews/<str:slug>/<str:anchor>/report/", errata.show_form, name="report"),
    path(
        "interviews/<str:slug>/<str:anchor>/report/thanks/",
        errata.show_thanks,
        name="reported",
    ),
    re_path(
        r"^interviews/(?P<slug>[^/]+)/notes/(?P<key>[0-9]{1,18})/$",
        notes.show_note,
        name="note",
    ),
    re_path(
        r"^interviews/(?P<slug>[^/]+)/(?P<anchor>[qas][0-9]{1,9}p[0-9]{1,9})/$",
        passages.show_passage,
        name="passage",
    ),
    path(
        "interviews/<str:slug>/<str:anchor>/",
        interviews.show_exchange,
        name="exchange",
    ),
    path("speakers/", speakers.list_speakers, name="speakers"),
    path("speakers/<str:slug>/", speakers.show_speaker, name="speaker"),
    path("speakers/<str:slug>/feed.atom", feeds.show_speaker_feed, name="speaker_feed"),
    path("topics/", topics.list_topics, name="topics"),
    path("topics/<str:slug>/", topics.show_topic, name="topic"),
    path("topics/<str:slug>/feed.atom", feeds.show_topic_feed, name="topic_feed"),
    path("search/", search.show_results, name="search"),
    path("search/feed.atom", feeds.show_search_feed, name="search_feed"),
    path("search/suggestions.json", suggestions.show_suggestions, name="suggestions"),
    path("search/completions.json", suggestions.show_completions, name="completions"),
    path("opensearch.xml", suggestions.show_description, name="opensearch"),
    path("check/", check.show_check, name="check"),
    path("help/", pages.show_help, name="help"),
    path("about/", pages.show_about, name="about"),
    path("feed.atom", feeds.show_feed, name="feed"),
    path("site.webmanifest", pages.show_manifest, name="manifest"),
]

urlpatterns = [*alike, *i18n_patterns(*told, prefix_default_language=False)]

handler404 = "archive.views.missing.show_missing"
