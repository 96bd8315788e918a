"""Blocks as a Word document, with python-docx: heading styles or bold paragraphs, automatic numbering, merged and
repeated header rows, shaded months and drawn arrows. Bytes are the same on every run."""

import io
import zipfile

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from .book import PageBreak, Para, Table
from .text import grid

FONT = "TH Sarabun New"
EMU_PER_CM = 360000

ARROW = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><mc:AlternateContent>
<mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0"
 relativeHeight="{height}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="column"><wp:posOffset>{left}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>{top}</wp:posOffset></wp:positionV>
<wp:extent cx="{width}" cy="0"/><wp:effectExtent l="38100" t="76200" r="38100" b="76200"/><wp:wrapNone/>
<wp:docPr id="{id}" name="Arrow {id}"/><wp:cNvGraphicFramePr/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="0"/></a:xfrm><a:prstGeom prst="straightConnector1">
<a:avLst/></a:prstGeom><a:ln w="12700"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>
<a:headEnd type="triangle"/><a:tailEnd type="triangle"/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData>
</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>
<v:line id="line{id}" style="position:absolute;z-index:{height}" from="{left_pt}pt,{top_pt}pt" to="{right_pt}pt,{top_pt}pt">
<v:stroke startarrow="block" endarrow="block"/></v:line></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


class Writer:
    def __init__(self, book):
        self.book = book
        self.doc = docx.Document()
        self.lists = {}
        self.abstract = {}
        self.shape = self.written = 0
        self.landscape = False
        self._styles()
        props = self.doc.core_properties
        props.author, props.comments, props.title = "", "", book.title
        section = self.doc.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Cm(2))

    def _styles(self):
        for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Title"):
            style = self.doc.styles[name]
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in list(fonts.attrib):
                del fonts.attrib[key]
            for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(key), FONT)
            style.font.size = Pt({"Normal": 15, "Title": 26, "Heading 1": 18, "Heading 2": 17, "Heading 3": 16}[name])
            size = OxmlElement("w:szCs")
            size.set(qn("w:val"), str(int(style.font.size.pt * 2)))
            style.element.rPr.append(size)
            if name != "Normal":
                style.font.color.rgb = None
                color = style.element.rPr.find(qn("w:color"))
                if color is not None:
                    style.element.rPr.remove(color)
        self.doc.styles["Normal"].paragraph_format.space_after = Pt(3)

    # Numbering ------------------------------------------------------------------------------------------------
    def _num_id(self, auto):
        if id(auto) in self.lists:
            return self.lists[id(auto)]
        numbering = self.doc.part.numbering_part.numbering_definitions._numbering
        kind = (auto.pattern, auto.thai)
        if kind not in self.abstract:
            number = 100 + len(self.abstract)
            fmt = "thaiNumbers" if auto.thai else "decimal"
            abstract = parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
                f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{auto.pattern}"/>'
                f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>')
            first_num = numbering.find(qn("w:num"))
            first_num.addprevious(abstract)
            self.abstract[kind] = number
        num_id = 100 + len(self.lists)
        numbering.append(parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{num_id}"><w:abstractNumId w:val="{self.abstract[kind]}"/>'
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'))
        self.lists[id(auto)] = num_id
        return num_id

    def _fill_paragraph(self, p, para: Para, size=None, bold=False):
        text = para.text
        if para.auto is not None:
            num = parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{self._num_id(para.auto)}"/></w:numPr>')
            p._p.get_or_add_pPr().insert_element_before(num, "w:spacing", "w:ind", "w:jc", "w:rPr")
        elif para.number:
            text = f"{para.number} {text}"
        # A long run is often split where an editor touched it: the first words stand in a run of their own.
        pieces = [text]
        if len(text) > 60 and " " in text[20:]:
            at = text.index(" ", 20)
            pieces = [text[:at], text[at:]]
        for piece in pieces:
            run = p.add_run(piece)
            if bold or para.bold:
                run.bold = True
                run._r.get_or_add_rPr().append(OxmlElement("w:bCs"))
            if para.underline:
                run.underline = True
            if size:
                run.font.size = Pt(size)
                cs = OxmlElement("w:szCs")
                cs.set(qn("w:val"), str(int(size * 2)))
                run._r.get_or_add_rPr().append(cs)

    def _tracked(self, p):
        """An insertion and a deletion that nobody has accepted yet."""
        run = p.runs[-1]._r
        when = 'w:author="เจ้าหน้าที่แผน" w:date="2023-08-01T09:00:00Z"'
        gone = parse_xml(f'<w:del {nsdecls("w")} w:id="{9000 + self.written}" {when}><w:r><w:delText xml:space="preserve">'
                         f'ข้อความเดิมที่ตัดออก </w:delText></w:r></w:del>')
        new = parse_xml(f'<w:ins {nsdecls("w")} w:id="{9500 + self.written}" {when}/>')
        run.addprevious(gone)
        run.addprevious(new)
        new.append(run)

    def _control(self, p):
        """The paragraph in a content control, as forms have them."""
        control = parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr><w:id w:val="{7000 + self.written}"/></w:sdtPr><w:sdtContent/></w:sdt>')
        p._p.addprevious(control)
        control[1].append(p._p)

    # Blocks ---------------------------------------------------------------------------------------------------
    def paragraph(self, para: Para):
        style = para.style
        if style == "cover":
            p = self.doc.add_paragraph()
            p.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self._fill_paragraph(p, para, size=26, bold=True)
        elif style[0] == "h" and self.book.headings == "styles":
            p = self.doc.add_paragraph(style=f"Heading {style[1]}")
            self._fill_paragraph(p, para)
        elif style[0] == "h":
            p = self.doc.add_paragraph()
            if style == "h1":
                p.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self._fill_paragraph(p, para, size={"h1": 18, "h2": 16, "h3": 15}[style], bold=True)
        elif style == "contents":
            p = self.doc.add_paragraph()
            p.paragraph_format.tab_stops.add_tab_stop(Cm(16))
            self._fill_paragraph(p, para)
        else:
            p = self.doc.add_paragraph()
            if style == "body" and len(para.text) > 80:
                p.paragraph_format.first_line_indent = Cm(1.25)
            if style == "item" and para.auto is None:
                p.paragraph_format.left_indent = Cm(0.75 + 0.75 * para.level)
            self._fill_paragraph(p, para)
            self.written += 1
            if "tracked" in self.book.word_habits and self.written % 7 == 3:
                self._tracked(p)
            # Never both in one paragraph: LibreOffice 7.4 then writes the deleted text again, as text.
            elif "controls" in self.book.word_habits and self.written % 5 == 1:
                self._control(p)

    def _turn(self, landscape):
        if landscape == self.landscape:
            return
        self.landscape = landscape
        section = self.doc.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))

    def _arrow(self, cell, columns, widths):
        self.shape += 1
        margin, length = 0.12, sum(widths[:columns]) - 0.3
        left, top = int((0.15 - margin) * EMU_PER_CM), 120000
        width = int(length * EMU_PER_CM)
        xml = ARROW.format(height=251659264 + self.shape, id=self.shape, left=left, top=top, width=width,
                           left_pt=round(left / 12700, 1), top_pt=round(top / 12700, 1),
                           right_pt=round((left + width) / 12700, 1))
        cell.paragraphs[0]._p.append(parse_xml(xml.replace("\n", "")))

    def table(self, table: Table):
        lines = grid(table.header + table.rows)
        columns = max(len(line) for line in lines)
        total = 25.5 if table.wide else 17.0
        widths = table.widths or [1] * columns
        widths = [w * total / sum(widths) for w in widths]
        out = self.doc.add_table(rows=len(lines), cols=columns, style="Table Grid")
        out.autofit = False
        for i, width in enumerate(widths):
            out.columns[i].width = Cm(width)
            for cell in out.columns[i].cells:
                cell.width = Cm(width)
        size = 11 if table.wide else 14
        for r, line in enumerate(lines):
            header = r < len(table.header)
            if header and table.repeat:
                tr_pr = out.rows[r]._tr.get_or_add_trPr()
                tr_pr.append(OxmlElement("w:tblHeader"))
            for c, cell in enumerate(line):
                if cell is None:
                    continue
                target = out.cell(r, c)
                if cell.span > 1 or cell.rows > 1:
                    target = target.merge(out.cell(r + cell.rows - 1, c + cell.span - 1))
                paragraph = target.paragraphs[0]
                for i, para in enumerate(cell.paras):
                    if i:
                        paragraph = target.add_paragraph()
                    self._fill_paragraph(paragraph, para, size=size, bold=header)
                    paragraph.paragraph_format.space_after = Pt(0)
                    if header or cell.align == "center":
                        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                    elif cell.align == "right":
                        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                fill = cell.fill or ("D9E2F3" if header else None)
                if fill:
                    target._tc.get_or_add_tcPr().append(parse_xml(
                        f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>'))
                if cell.arrow:
                    self._arrow(target, cell.arrow, widths[c:])

    def write(self) -> bytes:
        for i, block in enumerate(self.book.blocks):
            if isinstance(block, PageBreak):
                self.doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
                continue
            if isinstance(block, Table):
                self._turn(block.wide)
                self.table(block)
                self.doc.add_paragraph()
                continue
            if self.landscape and block.style in ("h1",):
                self._turn(False)
            self.paragraph(block)
        buffer = io.BytesIO()
        self.doc.save(buffer)
        return repack(buffer.getvalue())


def repack(data: bytes, scrub=None) -> bytes:
    """The same parts with fixed dates and order, so that two runs give the same bytes."""
    source = zipfile.ZipFile(io.BytesIO(data))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, (2023, 10, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            body = source.read(name)
            if scrub:
                body = scrub(name, body)
            target.writestr(info, body)
    return out.getvalue()


def write(book) -> bytes:
    return Writer(book).write()
