"""SKOS as its reference writes it: read back, it says the same."""

from archive.authorities.skos import Concept, Scheme, as_jsonld, as_turtle

HERE = "http://a.test/topics/"
WATER = Concept(
    address=f"{HERE}water/",
    names=(("en", "Water"), ("kk", "Су")),
    others=(("en", 'H2O, "wet"'),),
    notes=(("en", "Not ice\\snow.\nNor steam."),),
    narrower=(f"{HERE}rivers/",),
    related=(f"{HERE}law/",),
)
RIVERS = Concept(
    address=f"{HERE}rivers/", names=(("en", "Rivers"),), broader=WATER.address
)
SCHEME = Scheme(HERE, "Topics", [WATER, RIVERS])


def test_the_vocabulary_is_told_as_json_ld():
    told = as_jsonld(SCHEME)["@graph"]

    assert told == [
        {
            "id": HERE,
            "type": "skos:ConceptScheme",
            "title": "Topics",
            "hasTopConcept": [f"{HERE}water/"],
        },
        {
            "id": f"{HERE}water/",
            "type": "skos:Concept",
            "inScheme": HERE,
            "topConceptOf": HERE,
            "prefLabel": {"en": "Water", "kk": "Су"},
            "altLabel": {"en": ['H2O, "wet"']},
            "scopeNote": {"en": "Not ice\\snow.\nNor steam."},
            "narrower": [f"{HERE}rivers/"],
            "related": [f"{HERE}law/"],
        },
        {
            "id": f"{HERE}rivers/",
            "type": "skos:Concept",
            "inScheme": HERE,
            "prefLabel": {"en": "Rivers"},
            "broader": f"{HERE}water/",
        },
    ]


def test_the_vocabulary_is_told_as_turtle():
    assert (
        as_turtle(SCHEME)
        == """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .

<http://a.test/topics/>
    a skos:ConceptScheme ;
    dct:title "Topics" ;
    skos:hasTopConcept <http://a.test/topics/water/> .

<http://a.test/topics/water/>
    a skos:Concept ;
    skos:inScheme <http://a.test/topics/> ;
    skos:topConceptOf <http://a.test/topics/> ;
    skos:prefLabel "Water"@en ;
    skos:prefLabel "Су"@kk ;
    skos:altLabel "H2O, \\"wet\\""@en ;
    skos:scopeNote "Not ice\\\\snow.\\nNor steam."@en ;
    skos:narrower <http://a.test/topics/rivers/> ;
    skos:related <http://a.test/topics/law/> .

<http://a.test/topics/rivers/>
    a skos:Concept ;
    skos:inScheme <http://a.test/topics/> ;
    skos:prefLabel "Rivers"@en ;
    skos:broader <http://a.test/topics/water/> .
"""
    )
