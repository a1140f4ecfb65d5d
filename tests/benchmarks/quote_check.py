"""Verdicts on 2,000 quotations of the archive for load, beside a phrase query of FTS5.

The checker is asked as a newsroom asks it: a text to /check/, JSON back.
"""

import argparse
import os
import random
import re
import resource
import sqlite3
import statistics
import tarfile
import time
from collections import Counter

import django
from django.core.management import call_command

from tests.benchmarks._quotations import (
    HAN,
    KINDS,
    WORD,
    Corpus,
    Made,
    Maker,
    Said,
    folded,
    sentences,
)
from tests.shell import BASE_DIR
from tests.tables import Table, show

SHARED = BASE_DIR.parent / "shared"
ARCHIVE = SHARED / "scale" / "transcripts.tar.xz"
OTHERS = {
    "ru": SHARED / "corpus" / "docs" / "x-ru-inkaraganda-tokayev.txt",
    "kk": SHARED / "corpus" / "docs" / "x-kk-egemen-qaidar.txt",
}
UNSAID = {
    "ru": (
        "Вчера на рынке продавали только зелёные яблоки из соседнего села. "
        "Мой сосед купил велосипед и уехал на нём к морю. "
        "Зимой кошка спит на печи и никого не пускает в дом. "
    ),
    "kk": (
        "Кеше базарда көрші ауылдың жасыл алмалары ғана сатылды. "
        "Көршім велосипед сатып алып, теңізге қарай кетті. "
        "Қыста мысық пештің үстінде ұйықтап жатады. "
    ),
}
LABEL = re.compile(r"^### (.+?)[:：]?\s*$", re.MULTILINE)
QUOTATIONS, LEAST, MOST, HELD_OUT = 2000, 7, 30, 25
UNLIKE = 20
"""Words of a sentence that no other may be like but for a word: short thanks are."""

LANGUAGES = ("en", "zh", "en", "zh", "en", "ru", "kk")
PEOPLE = ("other speaker", "its speaker", "not there", "other wording")
RIGHT, SLOWEST, ARTICLE = 0.99, 20.0, 500.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    scale = parser.parse_args().scale
    if not ARCHIVE.exists():
        print("Not measured, nor its baseline: the archive for load is not here.")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    os.environ["THROTTLE"] = "0"
    django.setup()
    call_command("migrate", verbosity=0)
    talks, held_out = read_talks(scale)
    texts = keep(talks)
    earlier = keep_earlier(texts)
    index = take_index()
    made = make(texts, held_out, earlier, round(QUOTATIONS * scale))
    ours = judge(made, Ours())
    baseline = judge(made, Phrases([said.words for said in texts]))
    article = time_article(made)
    print(show(verdicts(made, ours, baseline)))
    print(show(speed(ours, baseline, article, index, len(texts), scale)))


def read_talks(scale):
    """Speaker and words of each turn of every so manyeth transcript; some held out."""
    step = max(1, round(1 / scale))
    talks = []
    with tarfile.open(ARCHIVE) as files:
        members = [each for each in files.getmembers() if each.name.endswith(".md")]
        for member in sorted(members, key=lambda each: each.name)[::step]:
            text = files.extractfile(member).read().decode()
            _, *parts = LABEL.split(text)
            pairs = list(zip(parts[::2], parts[1::2], strict=True))
            talks.append(
                [(who[:200], said.strip()) for who, said in pairs if said.strip()]
            )
    talks = [talk for talk in talks if talk]
    random.Random(42).shuffle(talks)
    return talks[HELD_OUT:] + read_others(), talks[:HELD_OUT]


def read_others():
    """The Russian and Kazakh interviews of the corpus: dashes before each turn."""
    talks = []
    for language, path in OTHERS.items():
        text = path.read_text(encoding="utf-8")
        turns = re.findall(r"^[–-]\s*(.+(?:\n(?![–-]).+)*)", text, re.MULTILINE)
        talks.append([(f"{language} {at % 2}", said) for at, said in enumerate(turns)])
    return talks


def keep(talks) -> list[Said]:
    """Keep the talks as interviews, each passage a turn; return what is said."""
    from archive.models import Interview, Kind, Segment, Speaker, State, Turn

    names = sorted({who for talk in talks for who, _ in talk})
    people = Speaker.objects.bulk_create(
        (Speaker(name=name, slug=f"p{at}") for at, name in enumerate(names)), 1000
    )
    by_name = dict(zip(names, people, strict=True))
    interviews = Interview.objects.bulk_create(
        Interview(
            title=f"Talk {at}", slug=f"t{at}", language="en", state=State.PUBLISHED
        )
        for at in range(len(talks))
    )
    said = []
    for interview, talk in zip(interviews, talks, strict=True):
        turns = Turn.objects.bulk_create(
            (
                Turn(
                    interview=interview,
                    sequence=at,
                    anchor=f"s{at}",
                    kind=Kind.STATEMENT,
                    speaker=by_name[who],
                    text=words,
                )
                for at, (who, words) in enumerate(talk, 1)
            ),
            500,
        )
        Segment.objects.bulk_create(
            (
                Segment(
                    turn=turn,
                    order=1,
                    anchor=f"{turn.anchor}p1",
                    start=0,
                    end=len(turn.text),
                    source_start=0,
                    source_end=1,
                )
                for turn in turns
            ),
            500,
        )
        said += [Said(t.text, t.speaker.name, language_of(t.text), t.pk) for t in turns]
    return said


def language_of(text: str) -> str:
    if HAN.search(text):
        return "zh"
    if re.search("[әғқңөұүһі]", text):
        return "kk"
    return "ru" if re.search("[а-я]", text) else "en"


def keep_earlier(texts: list[Said]) -> list[Said]:
    """Sentences that an earlier edition had otherwise: one word of each."""
    from archive.models import Change, ChangeKind, Edition, Source, Turn

    chance = random.Random(7)
    chosen = chance.sample([each for each in texts if len(each.words) > 60], 120)
    turns = Turn.objects.select_related("interview").in_bulk([t.turn for t in chosen])
    source = Source.objects.create(
        name="x", content=b"x", sha256="0" * 64, text="x", text_sha256="0" * 64
    )
    found = []
    for at, each in enumerate(chosen, 1):
        turn = turns[each.turn]
        options = sentences(each.words, LEAST, MOST)
        if not options:
            continue
        now = chance.choice(options)
        word = chance.choice(WORD.findall(now))
        was = now.replace(word, "formerly" if each.language != "zh" else "昔日", 1)
        edition = Edition.objects.create(
            interview=turn.interview, source=source, number=at, fit=1, digest="0" * 64
        )
        Change.objects.create(
            edition=edition,
            order=1,
            anchor=turn.anchor,
            kind=ChangeKind.REWORDED,
            text=turn.text.replace(now, was),
            parts=[f"{turn.anchor}p1"],
        )
        found.append(Said(was, each.speaker, each.language, each.turn))
    return found


def take_index() -> tuple[float, float]:
    """Seconds of CPU to read the words, and the MB they take on the disk."""
    from django.db import connection

    before = database_size(connection)
    started = time.process_time()
    call_command("index_quotes", verbosity=0, stdout=open(os.devnull, "w"))  # noqa: PTH123, SIM115
    taken = time.process_time() - started
    return taken, (database_size(connection) - before) / 1e6


def database_size(connection) -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute(
                "SELECT (page_count - freelist_count) * page_size FROM "
                "pragma_page_count, pragma_freelist_count, pragma_page_size"
            )
        return cursor.fetchone()[0]


def make(texts, held_out, earlier, count) -> list[Made]:
    said = [
        Said(words, each.speaker, language_of(words), each.turn, number)
        for each in texts
        for number, words in enumerate(
            sentences(each.words, LEAST, MOST), each.turn * 1000
        )
    ]
    unsaid = [
        Said(words, "", language_of(words), 0)
        for talk in held_out
        for _, text in talk
        for words in sentences(text, UNLIKE, MOST)
    ]
    unsaid += [
        Said(words, "", language, 0)
        for language, text in UNSAID.items()
        for words in sentences(text, 4, MOST)
    ]
    maker = Maker(said, Corpus([each.words for each in texts]), unsaid)
    kinds = [*KINDS, *PEOPLE]
    return [
        make_one(maker, kinds[at % len(kinds)], LANGUAGES[at % len(LANGUAGES)], earlier)
        for at in range(count)
    ]


def make_one(maker: Maker, kind: str, language: str, earlier: list[Said]) -> Made:
    if kind == "inflection" and language == "zh":
        language = "en"
    if kind == "other speaker":
        return maker.other_speaker(language)
    if kind == "its speaker":
        return maker.own_speaker(language)
    if kind == "not there":
        return maker.never_said(language)
    if kind == "other wording":
        one = maker.chance.choice(earlier)
        return Made(one.words, kind, "exact", one.language, is_earlier=True)
    return maker.make(kind, language)


class Ours:
    """The page, asked as a program asks it."""

    def __init__(self):
        from django.test import Client

        self.client = Client(
            SERVER_NAME="localhost", headers={"Accept": "application/json"}
        )

    def verdict(self, made: Made) -> str:
        asked = {"text": made.text, "speaker": made.speaker}
        (found, *_) = self.client.post("/check/", asked).json()["quotations"]
        if found["verdict"] == "exact" and made.is_earlier:
            is_told = any("@" in each["url"] for each in found["passages"])
            return "exact" if is_told else "exact, not told as earlier"
        return found["verdict"]


class Phrases:
    """A phrase query of SQLite's FTS5: what is not exact is not found."""

    def __init__(self, texts):
        self.database = sqlite3.connect(":memory:")
        self.database.execute("CREATE VIRTUAL TABLE said USING fts5(words)")
        self.database.executemany("INSERT INTO said VALUES (?)", ((t,) for t in texts))

    def verdict(self, made: Made) -> str:
        phrase = " ".join(re.findall(r"\w+", made.text))
        asked = "SELECT 1 FROM said WHERE said MATCH ? LIMIT 1"
        found = self.database.execute(asked, (f'"{phrase}"',)).fetchone()
        return "exact" if found else "not_found"


def judge(made, judge_):
    """The verdict on each, with the milliseconds of the clock and of CPU it took."""
    judge_.verdict(made[0])
    told = []
    for each in made:
        clock, cpu = time.perf_counter(), time.process_time()
        verdict = judge_.verdict(each)
        taken = time.perf_counter() - clock, time.process_time() - cpu
        told.append((verdict, *(1000 * each for each in taken)))
    return told


def time_article(made) -> tuple[float, float]:
    """Milliseconds, and those of CPU, for 2,000 words with 20 quotations.

    Medians of five.
    """
    ours = Ours()
    quoted = [each.text.strip("“”!") for each in made if each.language == "en"][:20]
    words = " ".join(folded(" ".join(each.text for each in made)))
    filler = words.split()[: 2000 - sum(len(each.split()) for each in quoted)]
    per = max(1, len(filler) // 20)
    article = "\n\n".join(
        f"{' '.join(filler[at * per : (at + 1) * per])} “{each}”, they said."
        for at, each in enumerate(quoted)
    )
    clocks, cpus = [], []
    for _ in range(5):
        clock, cpu = time.perf_counter(), time.process_time()
        ours.client.post("/check/", {"text": article})
        clocks.append(1000 * (time.perf_counter() - clock))
        cpus.append(1000 * (time.process_time() - cpu))
    return statistics.median(clocks), statistics.median(cpus)


def verdicts(made, ours, baseline) -> Table:
    kinds = list(dict.fromkeys(each.kind for each in made))
    right, ours_right = Counter(), Counter()
    theirs, missed = Counter(), {}
    for each, (verdict, *_), (other, *_) in zip(made, ours, baseline, strict=True):
        right[each.kind] += 1
        ours_right[each.kind] += verdict == each.verdict
        theirs[each.kind] += other == each.verdict
        if verdict != each.verdict:
            missed.setdefault(each.kind, Counter())[verdict] += 1
    rows = [
        [kind, right[kind], ours_right[kind], theirs[kind], told(missed.get(kind))]
        for kind in kinds
    ]
    total = sum(right.values())
    share = sum(ours_right.values()) / total
    rows.append(
        ["all", total, f"{share:.2%}", f"{sum(theirs.values()) / total:.2%}", ""]
    )
    false = sum(
        verdict == "exact" != each.verdict
        for each, (verdict, *_) in zip(made, ours, strict=True)
    )
    faults = [f"{share:.2%} right, wanted {RIGHT:.0%}"] if share < RIGHT else []
    faults += [f"{false} false exact"] if false else []
    for each, (verdict, *_) in zip(made, ours, strict=True):
        if verdict != each.verdict and os.environ.get("SHOW"):
            print(each.kind, "|", verdict, "|", each.text, "|", each.speaker)
    return Table(
        "Quotation check: verdicts, by how the quotation was made",
        ["made by", "quotations", "ours right", "FTS5 phrase (baseline)", "taken for"],
        rows,
        faults,
    )


def told(missed) -> str:
    return ", ".join(f"{many} {name}" for name, many in (missed or {}).items())


def speed(ours, baseline, article, index, turns, scale) -> Table:
    rows = []
    for name, judged in (("ours", ours), ("FTS5 phrase (baseline)", baseline)):
        clock = [each[1] for each in judged]
        cpu = [each[2] for each in judged]
        rows.append([name, *map(figure, (*halves(clock), *halves(cpu)))])
    taken, size = index
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    faults = []
    if scale >= 1 and halves([each[1] for each in ours])[1] > SLOWEST:
        faults.append(f"p95 is over {SLOWEST} ms")
    clock, cpu = article
    if scale >= 1 and clock > ARTICLE:
        faults.append(f"the article took over {ARTICLE} ms")
    return Table(
        f"Quotation check: {turns:,} turns; words read in {taken:.1f} s of CPU into "
        f"{size:.0f} MB; an article of 2,000 words and 20 quotations {clock:.0f} ms, "
        f"{cpu:.0f} ms of CPU; "
        f"peak {peak} MB with this benchmark's own texts",
        ["engine", "p50 ms", "p95 ms", "p50 ms of CPU", "p95 ms of CPU"],
        rows,
        faults,
    )


def halves(times) -> tuple[float, float]:
    ordered = sorted(times)
    return statistics.median(ordered), ordered[int(len(ordered) * 0.95)]


def figure(taken: float) -> str:
    return f"{taken:.1f}"


if __name__ == "__main__":
    main()
