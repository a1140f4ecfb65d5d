"""Sheets and scripts as they are sent: shorter, and the same."""

import pytest

from archive.stored.sheets import squeeze_script, squeeze_sheet


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("/* Day */\na, b > i { inset: 0 1px; }\n", "a,b>i{inset:0 1px}"),
        ('a { content: "a  ; /* b */ { c"; }', 'a{content:"a  ; /* b */ { c"}'),
        ('a { content: "\\2713" / ""; }', 'a{content:"\\2713" / ""}'),
        (
            "a :hover, a:hover { b: calc(1px + 2px) }",
            "a :hover,a:hover{b:calc(1px + 2px)}",
        ),
        (
            "@media (min-width: 1rem) and (a)\n{ b { c: d } }",
            "@media (min-width:1rem) and (a){b{c:d}}",
        ),
        ("p:not(.a) > * + *::before { x: y }", "p:not(.a)>* + *::before{x:y}"),
    ],
)
def test_a_style_sheet_keeps_each_blank_that_tells_something(written, sent):
    assert squeeze_sheet(written) == sent


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("/* Two\n   lines. */\nlet a;\n", "let a;"),
        ("if (a) {\n  go();\n}\n", "if (a) {\ngo();\n}"),
        ("  // Alone.\n  return null; // Why, not what.\n", "return null;"),
        ('go("a // b"); let b;\n', 'go("a // b"); let b;'),
        (
            "a = /\\/\\*x/; b = /* in a line */ 2;\n",
            "a = /\\/\\*x/; b = /* in a line */ 2;",
        ),
        ("a = b / 2 // half\n", "a = b / 2"),
        ("/* A */ go();\n/* B */\nlet c;\n", "/* A */ go();\nlet c;"),
    ],
)
def test_a_script_keeps_its_lines_and_its_words(written, sent):
    assert squeeze_script(written) == sent
