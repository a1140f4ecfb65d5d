"""Small PDFs made of the lines a test places: `(left, bottom, words, size, font)`."""

WIDTH, HEIGHT = 595, 842
FONTS = {"plain": "Helvetica", "bold": "Helvetica-Bold", "italic": "Helvetica-Oblique"}


def make_pdf(*pages, title=""):
    """A PDF of A4 pages; a line is `(left, bottom, words)`, then size and font."""
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    for name in FONTS.values():
        font = f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} "
        parts.append(f"{font}/Encoding /WinAnsiEncoding >>".encode())
    kids = []
    for lines in pages:
        drawn = b"\n".join(map(draw, lines))
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        kids.append(len(parts) + 1)
        parts.append(page(len(parts)))
    named = " ".join(f"{kid} 0 R" for kid in kids)
    parts[1] = f"<< /Type /Pages /Kids [{named}] /Count {len(kids)} >>".encode()
    parts.append(f"<< /Title ({title}) >>".encode())
    return assemble(parts)


def draw(line):
    left, bottom, words, *look = line
    size, font = [*look, *(10, "plain")[len(look) :]]
    name = f"F{list(FONTS).index(font)}"
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    drawn = f"BT /{name} {size} Tf {left} {bottom} Td ({escaped}) Tj ET"
    return drawn.encode("cp1252")


def page(content):
    fonts = " ".join(f"/F{number} {number + 3} 0 R" for number in range(len(FONTS)))
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
        f"/Contents {content} 0 R /Resources << /Font << {fonts} >> >> >>"
    ).encode()


def assemble(parts):
    """The objects with their numbers, then where each of them stands."""
    whole, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    return whole + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n"
        b"<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, size - 1, len(whole))
    )
