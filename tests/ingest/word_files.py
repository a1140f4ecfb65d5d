"""Small DOCX files made of the XML a test writes."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ROOT = (
    f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
    f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def make_docx(body, **parts):
    """A DOCX with this body; `styles="<w:style…"` and such are its other parts."""
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    related = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        for kind in parts
    )
    return make_zip(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": ROOT,
            "word/_rels/document.xml.rels": (
                f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>'
            ),
            "word/document.xml": document,
            **{
                f"word/{kind}.xml": f"<w:{kind} {W}>{inner}</w:{kind}>"
                for kind, inner in parts.items()
            },
        }
    )


def make_zip(contents):
    """A zip of these contents by name."""
    whole = io.BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return whole.getvalue()


def paragraph(*runs, style="", properties=""):
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def run(words, letters=""):
    text = f'<w:t xml:space="preserve">{words}</w:t>'
    return f"<w:r><w:rPr>{letters}</w:rPr>{text}</w:r>"


def table(*rows):
    cells = (
        "".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in row)
        for row in rows
    )
    inner = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    return f"<w:tbl><w:tblPr/>{inner}</w:tbl>"
