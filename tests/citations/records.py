"""Interviews to cite: one for each thing that styles treat otherwise."""

from dataclasses import replace
from datetime import date

from archive.citations import Citable, Issued, Locus, name_of

HOME = "https://archive.example/interviews/steppe-2024/"
AIGUL = name_of("Aigul Saparova")
DANIYAR = name_of("Daniyar Omarov")
PASSAGE = f"{HOME}?mark=a7p2.0-18@d1dc113e#a7p2"

WHOLE = Citable(
    key="steppe-2024",
    title="The steppe remembers",
    language="en",
    address=HOME,
    interview_address=HOME,
    accessed=date(2026, 4, 2),
    interviewees=(AIGUL,),
    interviewers=(DANIYAR,),
    issued=Issued(2024, 1, 3),
    outlet="Steppe Gazette",
    section="Society",
    republisher="Steppe Wire",
    rights="The rights stay with the publisher.",
    edition="483fdc6e4a30bccaee4b787c40c7ea08f2c490d323994543e4fba77b0b15a183",
)

RUSSIAN = replace(
    WHOLE,
    title="Степь помнит",
    language="ru",
    interviewees=(name_of("Сапарова Айгуль Маратовна"),),
    interviewers=(name_of("Данияр Омаров"),),
    outlet="Казахстанская правда",
    issued=Issued(2024, 5, 9),
)

RECORDS = {
    "full date": WHOLE,
    "month": replace(WHOLE, issued=Issued(2024, 9)),
    "year": replace(WHOLE, issued=Issued(2024)),
    "about": replace(WHOLE, issued=Issued(2024, 1, is_about=True)),
    "no date": replace(WHOLE, issued=None),
    "no interviewer": replace(WHOLE, interviewers=()),
    "no interviewee": replace(WHOLE, interviewees=()),
    "two interviewees": replace(WHOLE, interviewees=(AIGUL, name_of("Kassym Alin"))),
    "four interviewees": replace(
        WHOLE,
        interviewees=(
            AIGUL,
            name_of("Kassym Alin"),
            name_of("Dina Bek"),
            name_of("Yerlan Sadyk"),
        ),
    ),
    "two interviewers": replace(WHOLE, interviewers=(DANIYAR, name_of("Dina Bek"))),
    "one name": replace(WHOLE, interviewees=(name_of("Asan"),)),
    "double name": replace(WHOLE, interviewees=(name_of("Kassym-Jomart Tokayev"),)),
    "no outlet": replace(WHOLE, outlet=""),
    "Russian": RUSSIAN,
    "Kazakh": replace(
        WHOLE,
        title="Дала бәрін есінде сақтайды",
        language="kk",
        interviewees=(name_of("Айгүл Сапарова"),),
        interviewers=(name_of("Дихан Қамзабекұлы"),),
        outlet="Егемен Қазақстан",
        issued=Issued(2024, 1, 3),
    ),
    "quotes in the title": replace(WHOLE, title='The "silent" steppe: a “witness”'),
    "a question for a title": replace(WHOLE, title="Where is the water?"),
    "exchange": replace(
        WHOLE,
        key="steppe-2024-q7",
        address=f"{HOME}q7/",
        locus=Locus("question", 7, said_by=DANIYAR),
    ),
    "passage": replace(
        WHOLE,
        key="steppe-2024-a7p2",
        address=PASSAGE,
        locus=Locus("answer", 7, (2, 2), "It takes nine days", AIGUL),
    ),
    "Russian passage": replace(
        RUSSIAN,
        key="steppe-2024-a7p2",
        address=PASSAGE,
        locus=Locus(
            "answer", 7, (2, 3), "Вода идёт девять дней.", RUSSIAN.interviewees[0]
        ),
    ),
}
