"""Blocks as a Word document, with python-docx. Bytes are the same on every run."""

import io
import re
import zipfile

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from .book import PageBreak, Para, Section, Table
from .forms import grid

FONT = "TH Sarabun New"
BAR, HEAD = "C9D9EE", "E7E6E6"
CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def set_fonts(style, size, bold=None):
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(key), FONT)
    style.font.size = Pt(size)
    for tag in ("w:szCs", "w:bCs", "w:color", "w:i", "w:iCs"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    if bold is not None:
        style.font.bold = bold
        b = OxmlElement("w:bCs")
        properties.insert_element_before(b, "w:i", "w:iCs", "w:color", "w:sz", "w:szCs", "w:lang")
    complex_size = OxmlElement("w:szCs")
    complex_size.set(qn("w:val"), str(size * 2))
    properties.find(qn("w:sz")).addnext(complex_size)


class Writer:
    def __init__(self, places, title, author):
        self.places = places
        self.doc = docx.Document()
        self.break_before = False
        for name, size in (("Normal", 16), ("Title", 20), ("Heading 1", 20), ("Heading 2", 18), ("Heading 3", 16), ("Heading 4", 14)):
            set_fonts(self.doc.styles[name], size, None if name == "Normal" else True)
        normal = self.doc.styles["Normal"].paragraph_format
        normal.space_after, normal.line_spacing = Pt(4), 1.0
        border = self.doc.styles["Title"].element.pPr.find(qn("w:pBdr"))
        if border is not None:
            border.getparent().remove(border)
        properties = self.doc.core_properties
        properties.title, properties.author, properties.comments, properties.language = title, author, "", "th-TH"
        self.page(self.doc.sections[0], False)

    # Pages ----------------------------------------------------------------------------------------------------
    def page(self, section, landscape):
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
        section.left_margin, section.right_margin = (Cm(2), Cm(1.8)) if landscape else (Cm(2.2), Cm(1.8))
        section.top_margin, section.bottom_margin = Cm(2), Cm(1.8)

    def section(self, landscape):
        section = self.doc.add_section(WD_SECTION.NEW_PAGE)
        self.page(section, landscape)
        if len(self.doc.sections) == 2:  # the pages after the cover are numbered from one, in Thai digits
            section.footer.is_linked_to_previous = False
            paragraph = section.footer.paragraphs[0]
            paragraph.alignment = CENTRE
            for part in ('<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
                         '<w:fldChar w:fldCharType="end"/>'):
                paragraph.add_run()._r.append(parse_xml(part.replace("/>", f' {nsdecls("w")}/>', 1) if "instr" not in part
                                                        else part.replace("<w:instrText", f'<w:instrText {nsdecls("w")}', 1)))
        number = parse_xml(f'<w:pgNumType {nsdecls("w")} w:fmt="thaiNumbers"/>')
        if len(self.doc.sections) == 2:
            number.set(qn("w:start"), "1")
        old = section._sectPr.find(qn("w:pgNumType"))
        if old is not None:
            section._sectPr.remove(old)
        section._sectPr.insert_element_before(number, "w:cols", "w:titlePg", "w:docGrid")
        self.break_before = False

    # Text -----------------------------------------------------------------------------------------------------
    def runs(self, paragraph, text, size=None, bold=None):
        for i, piece in enumerate(re.split(r"</?u>", text)):
            if not piece:
                continue
            run = paragraph.add_run(piece)
            if i % 2:
                run.underline = True
            if bold:
                run.bold = True
                run._r.get_or_add_rPr().find(qn("w:b")).addnext(OxmlElement("w:bCs"))
            if size:
                run.font.size = Pt(size)
                complex_size = OxmlElement("w:szCs")
                complex_size.set(qn("w:val"), str(size * 2))
                run._r.rPr.find(qn("w:sz")).addnext(complex_size)

    def paragraph(self, para):
        block = self.block()
        text = self.places.take(para.text, block=block, row=-1, cell=-1)
        style = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3", "h4": "Heading 4", "title": "Title"}.get(para.style)
        p = self.doc.add_paragraph(style=style)
        form = p.paragraph_format
        if self.break_before:
            form.page_break_before, self.break_before = True, False
        if para.style == "cover":
            p.alignment = CENTRE
            form.space_before = Pt(150) if block == 0 else Pt(60) if block == 2 else Pt(6)
            self.runs(p, text, 32 if block < 2 else 24, True)
            return p
        if para.style in ("h1", "title"):
            p.alignment = CENTRE
        if style:
            form.space_before = Pt(0 if para.tight or para.style == "title" else 10)
            form.space_after = Pt(4)
            form.keep_with_next = True
        if para.style == "contents":
            form.tab_stops.add_tab_stop(Cm(16.6), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            form.right_indent = Cm(1)
            form.left_indent, form.first_line_indent = Cm(0.6), Cm(-0.6)
            form.space_after = Pt(0)
            text += f"\t{para.page}"
        elif para.style == "body":
            form.first_line_indent = Cm(1.5)
            p.alignment = WD_ALIGN_PARAGRAPH.LEFT
        elif para.style == "item":
            form.left_indent = Cm(1.5 if text.startswith("- ") else 1)
        self.runs(p, text)
        return p

    def block(self):
        """How many blocks stand in the body before the next one."""
        return sum(1 for child in self.doc.element.body if child.tag in (qn("w:p"), qn("w:tbl")))

    # Tables ---------------------------------------------------------------------------------------------------
    def table(self, table):
        block = self.block()
        lines = grid(table.header + table.rows)
        out = self.doc.add_table(rows=len(lines), cols=len(table.widths), style="Table Grid")
        out.alignment, out.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        out._tbl.tblPr.append(parse_xml(f'<w:tblCellMar {nsdecls("w")}><w:left w:w="{table.margin}" w:type="dxa"/>'
                                        f'<w:right w:w="{table.margin}" w:type="dxa"/></w:tblCellMar>'))
        for i, width in enumerate(table.widths):
            out.columns[i].width = Cm(width)
            for c in out.columns[i].cells:
                c.width = Cm(width)
        for r, line in enumerate(lines):
            properties = out.rows[r]._tr.get_or_add_trPr()
            if r < len(table.header) or sum(len(t) for c in line if c for t in c.paras) < 500:
                properties.append(OxmlElement("w:cantSplit"))
            if r < len(table.header):
                properties.append(OxmlElement("w:tblHeader"))
            for i, c in enumerate(line):
                if c is not None:
                    self.fill(out, table, block, r, i, c, r < len(table.header), table.bold_last and r == len(lines) - 1)
        # Word parts two tables only by a paragraph; it is made as low as possible, so that it never needs a page of its own.
        spacer = self.doc.add_paragraph().paragraph_format
        spacer.space_after, spacer.line_spacing = Pt(0), Pt(6)

    def fill(self, out, table, block, r, i, c, header, bold):
        target = out.cell(r, i)
        if c.span > 1 or c.rows > 1:
            target = target.merge(out.cell(r + c.rows - 1, i + c.span - 1))
        physical = list(out.rows[r]._tr.tc_lst).index(target._tc)
        for n, text in enumerate(c.paras or [""]):
            p = target.paragraphs[0] if n == 0 else target.add_paragraph()
            p.paragraph_format.space_after = Pt(0)
            if header or c.align == "center":
                p.alignment = CENTRE
            elif c.align == "right":
                p.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self.runs(p, self.places.take(text, block=block, row=r, cell=physical), table.size, header or bold)
        if header or c.shaded:
            target._tc.get_or_add_tcPr().append(parse_xml(
                f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{HEAD if header else BAR}"/>'))
        if header:
            target._tc.get_or_add_tcPr().append(parse_xml(f'<w:vAlign {nsdecls("w")} w:val="center"/>'))

    def write(self, blocks):
        for b, following in zip(blocks, blocks[1:] + [None]):
            if isinstance(b, Section):
                self.section(b.landscape)
            elif isinstance(b, PageBreak):
                self.break_before = True
            elif isinstance(b, Table):
                self.table(b)
            elif isinstance(b, Para):
                p = self.paragraph(b)
                if isinstance(following, Table) or (isinstance(following, Para) and following.tight and following.style != "contents"):
                    p.paragraph_format.keep_with_next = True
        buffer = io.BytesIO()
        self.doc.save(buffer)
        return repack(buffer.getvalue())


def repack(data):
    """The same parts with fixed dates, so that two runs give the same bytes."""
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, (2021, 10, 1, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            body = source.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>2021-10-01T00:00:00Z", body)
            target.writestr(info, body)
    return out.getvalue()
