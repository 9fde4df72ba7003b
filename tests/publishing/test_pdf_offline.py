"""``make pdf`` opens no connection, whatever was put into an edited paper: a server that papers lead to is never asked."""

import socket
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pipeline.publishing.pdf import libreoffice, to_pdf
from tests.programs import needed
from tests.proofs.test_balance import changed
from tests.word.test_seal import PAPER, with_parts

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EMPTY = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="990000" cy="990000"/><wp:docPr id="77" name="x"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rIdOut"/>'
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="990000" cy="990000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
OBJECT = (
    '<w:r><w:object><v:shape id="s1" style="width:50pt;height:50pt"/><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Link" ProgID="Excel.Sheet.12"'
    ' ShapeID="s1" DrawAspect="Content" r:id="rIdOut" UpdateMode="Always"/></w:object></w:r>'
)
SHAPE = '<w:r><w:pict><v:shape style="width:50pt;height:50pt"><v:imagedata r:href="rIdOut" src="{}"/></v:shape></w:pict></w:r>'


@pytest.fixture
def server() -> Iterator[tuple[str, list[bytes]]]:
    """The address of a server, and the first bytes of each connection to it."""
    asked: list[bytes] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(2)
                asked.append(connection.recv(200) or b"connected")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}", asked
    listening.close()


def papers(url: str) -> Mapping[str, bytes]:
    """A paper for each way in which a Word file can lead to another place."""
    bodies = {
        "includepicture": FIELD.format(f'INCLUDEPICTURE "{url}/field.png" \\d'),
        "includetext": FIELD.format(f'INCLUDETEXT "{url}/text.docx"'),
        "link": FIELD.format(f'LINK Word.Document.12 "{url}/link.docx" "" \\a \\p'),
        "dde": FIELD.format(f'DDEAUTO soffice "{url}/dde.ods" A1'),
        "picture": PICTURE, "object": OBJECT, "shape": SHAPE.format(f"{url}/src.png"), "chunk": "", "template": "", "subdocument": "", "frame": "",
    }  # fmt: skip
    kinds = {"picture": "image", "shape": "image", "object": "oleObject", "chunk": "aFChunk", "template": "attachedTemplate", "subdocument": "subDocument", "frame": "frame"}  # fmt: skip
    blocks = {"chunk": '<w:altChunk r:id="rIdOut"/>', "subdocument": '<w:p><w:subDoc r:id="rIdOut"/></w:p>'}
    made = {}
    for name, body in bodies.items():
        block = blocks.get(name, "") + f"<w:p>{body}</w:p>"
        content = changed(PAPER, lambda xml, b=block: xml.replace("<w:body>", f"<w:body>{b}", 1))  # type: ignore[misc]
        if kind := kinds.get(name):
            relation = f'<Relationship Id="rIdOut" Type="{OFFICE}/{kind}" Target="{url}/{name}" TargetMode="External"/></Relationships>'
            rels = "word/_rels/settings.xml.rels" if name == "template" else "word/_rels/document.xml.rels"
            content = with_parts(
                content,
                lambda p, n=rels, r=relation: {**p, n: p.get(n, EMPTY).replace(b"</Relationships>", r.encode())},  # type: ignore[misc]
            )
        if name == "template":
            attached = b'<w:attachedTemplate xmlns:r="%b" r:id="rIdOut"/><w:linkStyles/></w:settings>' % OFFICE.encode()
            content = with_parts(
                content,
                lambda p, a=attached: {**p, "word/settings.xml": p["word/settings.xml"].replace(b"</w:settings>", a)},  # type: ignore[misc]
            )
        made[f"{name}.docx"] = content
    return made


def test_no_paper_makes_libreoffice_open_a_connection(tmp_path: Path, server: tuple[str, list[bytes]]) -> None:
    needed("soffice")
    url, asked = server
    (made,) = to_pdf(papers(url), libreoffice(), tmp_path)
    assert asked == []
    assert all(content for content in made.values())
