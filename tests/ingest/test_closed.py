"""Reading asks nobody for anything, and writes nothing: not even what a source names.

Sockets of Python are closed to every test; libraries in C have their own, so a
server listens here for whoever comes.
"""

import socket
from contextlib import suppress

import pytest

from archive.errors import SourceError
from archive.ingest.obtaining.finding import sources
from tests.ingest.pdf_files import make_pdf
from tests.ingest.word_files import make_zip

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]
TALK = "– Who dug it?\n– My father.\n– Where?\n– There.\n"
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in TALK.splitlines())
CALLING = f"""<!DOCTYPE html><html manifest="URL"><head><base href="URL">
<link rel="stylesheet" href="URL/a.css"><script src="URL/a.js"></script>
<meta http-equiv="refresh" content="0;URL"><title>Wells</title></head>
<body><img src="URL/a.png"><iframe src="URL"></iframe>{PARAGRAPHS}</body></html>"""
RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="a" TargetMode="External" Target="URL" Type="'
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    'attachedTemplate"/></Relationships>'
)
WORDS = (
    '<!DOCTYPE w [<!ENTITY x SYSTEM "URL">]><w:document xmlns:w="http://schemas.'
    'openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&x;'
    "</w:t></w:r></w:p></w:body></w:document>"
)
XML = "<text><body><u who='#a'>Who?</u><u who='#b'>I.</u></body></text></TEI>"
SOURCES = {
    "page.html": CALLING,
    "entity.xml": f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "URL">]><TEI>&x;{XML}',
    "definition.xml": f'<!DOCTYPE TEI SYSTEM "URL/a.dtd"><TEI>{XML}',
    "parameter.xml": f'<!DOCTYPE TEI [<!ENTITY % x SYSTEM "URL"> %x;]><TEI>{XML}',
    "style.xml": f'<?xml-stylesheet type="text/xsl" href="URL"?><TEI>{XML}',
    "included.xml": '<TEI xmlns:x="http://www.w3.org/2001/XInclude">'
    f'<x:include href="URL"/>{XML}',
    "debate.akn": '<!DOCTYPE a SYSTEM "URL"><akomaNtoso><debate/></akomaNtoso>',
    "history.ohms": '<!DOCTYPE ROOT SYSTEM "URL"><ROOT><record/></ROOT>',
    "front.md": f"---\ntitle: !!python/object/apply:os.system [URL]\n---\n{TALK}",
    "linked.md": f"![well](URL/a.png)\n\n{TALK}",
    "talk.vtt": "WEBVTT\n\nSTYLE\n@import url(URL);\n\n00:00.000 --> 00:01.000\n"
    "<v A>Who?\n\n00:01.000 --> 00:02.000\n<v B>I.\n",
    "talk.csv": 'speaker,text\nA,"=WEBSERVICE(""URL"")"\nB,I.\n',
    "talk.json": '{"$ref": "URL", "transcript": "URL"}',
    "talk.txt": f"URL\n\n{TALK}",
    "talk.docx": {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": RELATED,
        "word/_rels/document.xml.rels": RELATED,
        "word/document.xml": WORDS,
    },
    "talk.pdf": [(72, 700, "URL"), (72, 680, "- Who?"), (72, 660, "- I.")],
    "talks.zip": {"../out.txt": TALK, "/tmp/out.txt": TALK, "in.txt": TALK},
}


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        yield server


def came_by(listener):
    try:
        listener.accept()[0].close()
    except TimeoutError:
        return False
    return True


def made(content, url):
    """The bytes of a source that names this address."""
    if isinstance(content, str):
        return content.replace("URL", url).encode()
    if isinstance(content, list):
        return make_pdf([(x, y, words.replace("URL", url)) for x, y, words in content])
    return make_zip({name: text.replace("URL", url) for name, text in content.items()})


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_no_reader_asks_for_what_a_source_names_or_writes(
    name, listener, tmp_path, monkeypatch
):
    inside = tmp_path / "inside"
    inside.mkdir()
    monkeypatch.chdir(inside)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    (inside / name).write_bytes(made(SOURCES[name], url))

    with suppress(SourceError):
        for source in sources([inside / name]).found:
            source.received().parsed()

    assert not came_by(listener)
    assert sorted(tmp_path.rglob("*")) == [inside, inside / name]


def test_the_listener_hears_who_comes(listener):
    socket.create_connection(listener.getsockname()).close()

    assert came_by(listener)
