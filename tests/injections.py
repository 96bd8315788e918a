"""Defects that an official makes, put into a clean text document at a random place.

Each family is a function `(document, rng) -> Injection | None`: it edits the document and says at which of its lines a checker may
name the defect and in which categories, and what else becomes untrue by the same edit. None: this document has no such place.
"""

import dataclasses
import re

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
MONTHS = "ต.ค. พ.ย. ธ.ค. ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย.".split()
NUMBER = re.compile(r"[0-9๐-๙][0-9๐-๙,]*(?:\.[0-9๐-๙]+)?")
CONSONANTS = "กขคงจชตทนบปพมยรลวสอ"


class Line:
    """A line that remembers which line of the clean document it was."""

    def __init__(self, text, origin=None):
        self.text, self.origin = text, origin

    @property
    def cells(self):
        return self.text.split("\t")

    def put(self, cell, text):
        cells = self.cells
        cells[cell] = text
        self.text = "\t".join(cells)


class Table:
    def __init__(self, lines, heading):
        self.lines, self.heading = lines, heading  # heading: the last paragraph above
        self.header = lines[0].cells

    def column(self, pattern, width=99):
        """The first column whose header has a pattern, or -1."""
        return next((i for i, c in enumerate(self.header[:width]) if re.search(pattern, c)), -1)

    @property
    def is_steps(self):
        return any(c.strip().startswith("ต.ค.") for line in self.lines[:3] for c in line.cells)

    @property
    def money(self):
        return -1 if self.is_steps else self.column(r"^(งบประมาณ|วงเงิน)")

    def month_cells(self):
        """The first month's column and the header's line that has it."""
        for line in self.lines[:3]:
            for i, c in enumerate(line.cells):
                if c.strip().startswith("ต.ค."):
                    return i, line
        return -1, None

    @property
    def body(self):
        head = next((k for k, line in enumerate(self.lines[:4]) if any(c.strip().startswith("ต.ค.") for c in line.cells)), 0)
        return self.lines[head + 1:]


class Document:
    def __init__(self, text):
        self.lines = [Line(t, n) for n, t in enumerate(text.split("\n"), 1)]
        self.thai = len(re.findall("[๐-๙]", text)) > len(re.findall("[0-9]", text))

    def text(self):
        return "\n".join(line.text for line in self.lines)

    def number(self, value):
        return str(value).translate(THAI) if self.thai else str(value)

    def at(self, line):
        return next(i for i, other in enumerate(self.lines) if other is line)

    def insert(self, after, *texts):
        """New lines behind a line."""
        new = [Line(t) for t in texts]
        i = self.at(after) + 1
        self.lines[i:i] = new
        return new

    def delete(self, *lines):
        self.lines = [line for line in self.lines if not any(line is gone for gone in lines)]

    def with_text(self, text):
        return [line for line in self.lines if text in line.text]

    @property
    def tables(self):
        out, heading, run = [], "", []
        for line in [*self.lines, Line("")]:
            if "\t" in line.text:
                run.append(line)
                continue
            if run:
                out.append(Table(run, heading))
                run = []
            if line.text.strip():
                heading = line.text
        return out

    @property
    def body(self):
        """The lines behind the contents page."""
        contents = self.contents
        return self.lines[self.at(contents[-1]) + 1:] if contents else self.lines

    @property
    def contents(self):
        """Lines of the contents page."""
        start = next((i for i, line in enumerate(self.lines) if line.text.strip() == "สารบัญ"), None)
        if start is None:
            return []
        end = next((i for i in range(start + 2, len(self.lines)) if self.lines[i].text.strip() and not CONTENTS.fullmatch(self.lines[i].text)
                    and "หน้า" not in self.lines[i].text), len(self.lines))
        return [line for line in self.lines[start + 1:end] if CONTENTS.fullmatch(line.text)]

    @property
    def projects(self):
        """Names of projects in tables of money."""
        names = {}
        for table in self.tables:
            if table.money < 0:
                continue
            for line in table.body:
                for cell in line.cells:
                    name = re.sub(r"^[0-9๐-๙]+\.\s*", "", cell.strip())
                    if name.startswith("โครงการ") and len(name) > 12:
                        names.setdefault(name, []).append((table, line))
        return names

    @property
    def sections(self):
        """Names of the agency's sections, as owners' columns have them."""
        out = []
        for table in self.tables:
            k = table.column(r"ผู้รับผิดชอบ|เจ้าภาพ|ส่วนราชการ|หน่วยงานรับผิดชอบ|หน่วยงานที่รับผิดชอบ")
            if k < 0 or table.money < 0:
                continue
            for line in table.body:
                if len(line.cells) > k and line.cells[k].strip():
                    lead = re.sub(r"\s*\(สนับสนุน.*", "", line.cells[k]).strip()
                    if lead not in out:
                        out.append(lead)
        return out


CONTENTS = re.compile(r"(.*\S)\s*(?:\.{3,}|\t)\s*([0-9๐-๙]+)\s*")


@dataclasses.dataclass
class Injection:
    lines: list  # Line objects, one of which must be named
    categories: set
    allowed: list = dataclasses.field(default_factory=list)  # (categories, lines or None for anywhere, why)
    says: str = ""  # what the English message must have


def pick(rng, items):
    return rng.choice(items) if items else None


def value(printed):
    return float(printed.translate(ARABIC).replace(",", ""))


def other_digit(rng, printed, first=True):
    """The same number with one digit changed; its first stays above zero."""
    places = [i for i, c in enumerate(printed) if c in "0123456789๐๑๒๓๔๕๖๗๘๙" and (first or i) and not re.match(r"\.[0-9๐-๙]*$", printed[i - 1:] if i and printed[i - 1] == "." else "")]
    places = [i for i in places if "." not in printed[:i]]
    i = rng.choice(places)
    thai = printed[i] in "๐๑๒๓๔๕๖๗๘๙"
    old = int(printed[i].translate(ARABIC))
    new = rng.choice([d for d in range(1 if i == 0 else 0, 10) if d != old])
    return printed[:i] + (str(new).translate(THAI) if thai else str(new)) + printed[i + 1:]


def amount_cell(line, column):
    """The cell of a row that holds its amount, or -1."""
    cells = line.cells
    if 0 <= column < len(cells) and NUMBER.search(cells[column]) and value(NUMBER.search(cells[column]).group()) >= 1000:
        return column
    return -1


def change_in(line, cell, change):
    """Changes the first number of a cell."""
    text = line.cells[cell]
    found = NUMBER.search(text)
    line.put(cell, text[:found.start()] + change(found.group()) + text[found.end():])


def is_total(line):
    return next((c for c in line.cells if c.strip()), "").strip().startswith("รวม") or any(c.strip() == "รวม" for c in line.cells)


def totals(document):
    return [(t, line) for t in document.tables if t.money >= 0 for line in t.body if is_total(line) and amount_cell(line, t.money) >= 0]


def project_rows(document, where="summary"):
    """Rows of projects with an amount: of tables with a total (summary), or under missions."""
    out = []
    for table in document.tables:
        if table.money < 0 or any(c.startswith("รายการ") for c in table.header):
            continue
        has_total = any(is_total(line) for line in table.body)
        mission = re.match(r"(ความ)?เชื่อมโยงกับ|สอดคล้องกับ|ผลสำเร็จ|เป้าหมาย", table.heading) is not None
        if (where == "summary" and has_total) or (where == "mission" and mission and not has_total):
            out += [(table, line) for line in table.body if not is_total(line) and amount_cell(line, table.money) >= 0 and any(c.startswith("โครงการ") for c in line.cells)]
    return out


def name_of(line):
    return next(c.strip() for c in line.cells if c.startswith("โครงการ"))


def same_total(document, table):
    """Totals and shares of the same table, which no longer agree after a change of a row."""
    return ({"sum"}, [line for line in table.lines if is_total(line)], "the total no longer is the sum of its rows")


# Numbers ------------------------------------------------------------------------------------------------------------


def total_wrong(document, rng):
    found = pick(rng, totals(document))
    if not found:
        return None
    table, line = found
    change_in(line, table.money, lambda n: other_digit(rng, n))
    return Injection([line], {"sum"})


def total_swapped(document, rng):
    table, line = pick(rng, totals(document)) or (None, None)
    if not table:
        return None

    def swap(n):
        places = [i for i in range(len(n) - 1) if n[i] not in ",." and n[i + 1] not in ",." and n[i] != n[i + 1] and "." not in n[:i] and not (i == 0 and n[1] in "0๐")]
        if not places:
            return n
        i = rng.choice(places)
        return n[:i] + n[i + 1] + n[i] + n[i + 2:]

    before = line.text
    change_in(line, table.money, swap)
    return Injection([line], {"sum"}, says="swap|transpos|exchang") if line.text != before else None


def amount_differs(document, rng):
    table, line = pick(rng, project_rows(document, rng.choice(["summary", "mission"]))) or (None, None)
    if not table:
        return None
    change_in(line, table.money, lambda n: other_digit(rng, n))
    same = document.with_text(name_of(line))
    if len(same) < 2:
        return None
    return Injection(same, {"sum", "naming", "alignment"}, [same_total(document, table)])


def count_declared(document, rng):
    places = [line for line in document.body if re.search(r"จำนวน [0-9๐-๙]+ โครงการ ได้แก่", line.text)]
    line = pick(rng, places)
    if not line:
        return None
    line.text = re.sub(r"(จำนวน )([0-9๐-๙]+)( โครงการ ได้แก่)", lambda m: m[1] + document.number(int(m[2].translate(ARABIC)) + rng.choice([1, 2, 3])) + m[3], line.text)
    return Injection([line], {"count"})


def count_of_plan(document, rng):
    missions = [line for line in document.body if re.match(r"ภารกิจที่ [0-9๐-๙]+", line.text)]
    if not missions:
        return None
    line = next((line for line in document.lines if re.search(r"[0-9๐-๙]+ ภารกิจ", line.text)), None)
    wrong = document.number(len(missions) + rng.choice([-1, 1, 2]))
    if line:
        line.text = re.sub(r"[0-9๐-๙]+( ภารกิจ)", wrong + r"\1", line.text)
        return Injection([line], {"count"})
    heading = next((line for line in document.body if line.text.strip() in ("คำนำ", "บทนำ", "หลักการและเหตุผล", "ข้อมูลทั่วไป")), None)
    if not heading:
        return None
    text = document.lines[document.at(heading) + 2]
    return Injection(document.insert(text, "", f"แผนฉบับนี้ประกอบด้วย {wrong} ภารกิจ"), {"count"})


def step_count(document, rng):
    line = pick(rng, [line for line in document.body if re.match(r"รวม [0-9๐-๙]+ ขั้นตอน", line.text)])
    if not line:
        return None
    line.text = re.sub(r"^รวม ([0-9๐-๙]+)", lambda m: "รวม " + document.number(int(m[1].translate(ARABIC)) + rng.choice([-1, 1, 2])), line.text)
    return Injection([line], {"count"})


def partner_count(document, rng):
    heading = pick(rng, [line for line in document.body if line.text.strip() in ("คำนำ", "หลักการและเหตุผล", "ข้อมูลทั่วไป", "บทสรุปผู้บริหาร", "การติดตามประเมินผล", "การติดตามและประเมินผล")])
    if not heading:
        return None
    what = rng.choice(["เครือข่ายชุมชน {} แห่ง", "หน่วยงานภาคี {} หน่วยงาน", "สถานประกอบการ {} แห่ง"])
    many = rng.randint(21, 48)
    noun, unit = what.split(" {} ")
    text = document.lines[document.at(heading) + 2]
    n = document.number
    new = document.insert(text, "", f"หน่วยงานมีหนังสือถึง{noun} จำนวน {n(many)} {unit} และมี{noun}ตอบรับ {n(rng.randint(3, 9))} {unit} จากจำนวน {n(many + rng.choice([-2, -1, 1, 2]))} {unit}")
    return Injection(new, {"count"})


# Duplicates and ordinals --------------------------------------------------------------------------------------------


def project_under_two_missions(document, rng):
    rows = project_rows(document, "mission")
    tables = list({id(t): t for t, _ in rows}.values())
    if len(tables) < 2:
        return None
    table, line = rng.choice(rows)
    others = [t for t in tables if t is not table and len(t.header) == len(table.header) and not any(name_of(line) in x.text for x in t.lines)]
    single = sum(name_of(line) in x.text for t in tables for x in t.lines) == 1
    target = pick(rng, others)
    if not target or not single:
        return None
    last = target.body[-1]
    copy = line.text
    if table.column(r"^(ที่|ลำดับ)") == 0:
        copy = "\t".join([document.number(len(target.body) + 1), *line.cells[1:]])
    return Injection([*document.insert(last, copy), line], {"duplicate", "sum"}, [({"sum", "naming"}, document.with_text(name_of(line)), "the parts under missions are more than the whole")])


def project_twice_in_summary(document, rng):
    table, line = pick(rng, project_rows(document, "summary")) or (None, None)
    if not table:
        return None
    last = [x for x in table.body if not is_total(x)][-1]
    copy = line.text
    if table.column(r"^(ที่|ลำดับ)") == 0:
        copy = "\t".join([document.number(int(last.cells[0].translate(ARABIC) or 0) + 1 if last.cells[0] else 9), *line.cells[1:]])
    return Injection([*document.insert(last, copy), line], {"duplicate", "sum"}, [same_total(document, table)])


def numbered_lists(document, least=3):
    """Runs of lines `1. text`, `1) text` of plain paragraphs."""
    out, run = [], []
    for line in [*document.body, Line("")]:
        m = re.match(r"\(?([0-9๐-๙]+)[.)] ", line.text)
        if m and "\t" not in line.text and int(m[1].translate(ARABIC)) == len(run) + 1:
            run.append(line)
            continue
        if len(run) >= least:
            out.append(run)
        run = [line] if m and int(m[1].translate(ARABIC)) == 1 and "\t" not in line.text else []
    return out


def list_item_twice(document, rng):
    run = pick(rng, numbered_lists(document))
    if not run:
        return None
    line = rng.choice(run)
    copy = re.sub(r"[0-9๐-๙]+", document.number(len(run) + 1), line.text, count=1)
    return Injection([*document.insert(run[-1], copy), line], {"duplicate"})


def list_number(document, rng):
    run = pick(rng, numbered_lists(document))
    if not run:
        return None
    i = rng.randrange(1, len(run))
    wrong = rng.choice([x for x in (i, i + 2, i + 3) if x > 0])
    run[i].text = re.sub(r"[0-9๐-๙]+", document.number(wrong), run[i].text, count=1)
    return Injection(run[i - 1:i + 2], {"numbering"},
                     [({"alignment"}, None, "what cites an item of the SWOT analysis cites it by its number")])


def row_number(document, rng):
    tables = [t for t in document.tables if re.match(r"^(ที่|ลำดับ)", t.header[0]) and sum(bool(re.fullmatch(r"[0-9๐-๙]+", line.cells[0])) for line in t.body) > 2]
    table = pick(rng, tables)
    if not table:
        return None
    rows = [line for line in table.body if re.fullmatch(r"[0-9๐-๙]+", line.cells[0])]
    i = rng.randrange(1, len(rows))
    rows[i].put(0, document.number(int(rows[i].cells[0].translate(ARABIC)) + rng.choice([-1, 1, 2])))
    return Injection(rows[i - 1:i + 2], {"numbering"})


def mission_number(document, rng):
    lines = [line for line in document.body if re.match(r"ภารกิจที่ [0-9๐-๙]+", line.text)]
    if len(lines) < 3:
        return None
    i = rng.randrange(1, len(lines))
    old = lines[i].text
    lines[i].text = re.sub(r"[0-9๐-๙]+", document.number(i + 1 + rng.choice([-1, 1])), old, count=1)
    same = [x for x in document.contents if CONTENTS.fullmatch(x.text)[1].strip(" .") == old.strip()]
    return Injection(lines[i - 1:i + 2], {"numbering"}, [({"naming"}, [*same, lines[i]], "the contents page has the old heading")])


# Required fields ----------------------------------------------------------------------------------------------------

FIELDS = {
    "target": r"ค่าเป้าหมาย",
    "method": r"วิธีการคำนวณ|วิธีคำนวณ|สูตรการคำนวณ",
    "evidence": r"แหล่งข้อมูล/หลักฐาน|หลักฐาน|วิธีเก็บข้อมูล/หลักฐาน|เอกสาร/หลักฐานอ้างอิง",
    "owner": r"หน่วยงานรับผิดชอบ|ผู้รับผิดชอบหลัก \(สนับสนุน\)|ผู้รับผิดชอบ",
    "criteria": r"เกณฑ์การให้คะแนน|เกณฑ์|เกณฑ์การประเมิน",
}
SHEET_LABELS = r"นิยาม|ค่าเป้าหมาย|วิธีคำนวณ|วิธีเก็บข้อมูล/หลักฐาน"


def cards(document):
    """Tables of two columns that tell of one indicator: (table, name, lines of the card with its title)."""
    out = []
    for table in document.tables:
        if table.is_steps or not any(re.fullmatch(FIELDS["method"], line.cells[0]) for line in table.lines) or max(len(line.cells) for line in table.lines) > 2:
            continue
        title = table.lines[0]
        i = document.at(title)
        named = re.match(r"ตัวชี้วัด\t(?:[0-9๐-๙.]+ )?(.+)", title.text)
        heading = next((line for line in reversed(document.lines[:i]) if line.text.strip()), None)
        if not named and heading is not None:
            named = re.match(r"ตัวชี้วัดที่ [0-9๐-๙.]+ (.+)", heading.text)
        if named:
            out.append((table, named[1].strip(), [*([] if title.text.startswith("ตัวชี้วัด\t") else [heading]), *table.lines]))
    return out


def sheets(document):
    """Rows of data sheets that hold method and evidence: (line, cell, name, lines that tell of the indicator)."""
    out, current, seen = [], "", []
    for table in document.tables:
        k = table.column("^นิยาม/คำอธิบาย")
        n = table.column("^ตัวชี้วัด")
        if k < 0 or n < 0:
            continue
        for line in table.body:
            cells = line.cells
            if len(cells) <= max(k, n):
                continue
            if cells[n].strip():
                current = re.sub(r"<[^>]+>", " ", cells[n]).strip()
                current = re.split(r" - | \(ค่าเป้าหมาย", current)[0].strip()
                seen = []
            seen = [*seen, line]
            if re.search(FIELDS["method"], cells[k]):
                out.append((line, k, current, list(seen)))
    return out


def cut_from_sheet(cell, label):
    """A cell of a data sheet without one labelled part."""
    start = re.search(rf"(<p>)?\s*(<u>)?({label})(</u>)?", cell)
    if not start:
        return None
    following = re.compile(rf"(?:<p>\s*)?(?:<u>)?(?:{SHEET_LABELS})(?:</u>)?(?:</p>|\s)").search(cell, start.end())
    return cell[:start.start()].rstrip() + (cell[following.start():] if following else "")


def without(field):
    def inject(document, rng):
        places = [("card", c) for c in cards(document)] + [("sheet", s) for s in sheets(document)]
        place = pick(rng, places)
        if not place:
            return None
        kind, found = place
        if kind == "card":
            table, name, lines = found
            row = next((line for line in table.lines if re.fullmatch(FIELDS[field], line.cells[0])), None)
            if row is None:
                return None
            document.delete(row)
            told = [line for line in lines if line is not row]
            summary = [line for t in document.tables if t.column("น้ำหนัก") >= 0 for line in t.lines if name in line.text and line not in told]
            if field in ("target", "owner"):
                for t in document.tables:
                    k = t.column(r"เป้าหมาย" if field == "target" else r"ผู้รับผิดชอบ|เจ้าภาพ")
                    for line in t.lines[1:]:
                        if k >= 0 and name in line.text and len(line.cells) > k and line not in told:
                            for j in range(k, len(line.cells) if t.header[k:k + 2] == ["ค่าเป้าหมาย", ""] else k + 1):
                                line.put(j, "")
            return Injection([*told, *summary, *[line for line in document.body if name in line.text]], {"missing"},
                             [({"alignment", "unit", "missing", "weight"}, told, "the criteria have no target to agree with")])
        if field == "owner":
            return None
        line, cell, name, told = found
        if field == "criteria":
            title = next((x for x in document.body if x.text.startswith("เกณฑ์การให้คะแนน") and name in x.text), None)
            if title is None:
                return None
            i = document.at(title)
            gone, k = [title], i + 1
            while k < len(document.lines) and (not document.lines[k].text.strip() or re.match(r"ระดับ|[0-9๐-๙]\t", document.lines[k].text)):
                gone.append(document.lines[k])
                k += 1
            document.delete(*gone)
            return Injection([*told, *document.with_text(name)], {"missing"})
        rest = cut_from_sheet(line.cells[cell], FIELDS[field])
        if rest is None:
            return None
        line.put(cell, rest)
        if field == "target":
            for other in document.body:
                if name in other.text and "(ค่าเป้าหมาย" in other.text:
                    other.text = re.sub(r" ?\(ค่าเป้าหมาย[^)]*\)", "", other.text)
        return Injection([*told, *document.with_text(name)], {"missing"}, [({"alignment", "missing"}, told, "the criteria have no target to agree with")])

    return inject


def no_project_owner(document, rng):
    names = [n for n, places in document.projects.items() if len(places) >= 1]
    name = pick(rng, names)
    if not name:
        return None
    lines = []
    for table in document.tables:
        k = table.column(r"ผู้รับผิดชอบ|เจ้าภาพ|ส่วนราชการ|หน่วยงานรับผิดชอบ|หน่วยงานที่รับผิดชอบ")
        for line in table.lines[1:]:
            if table.money >= 0 and k >= 0 and name in line.cells and len(line.cells) > k:
                line.put(k, "")
                lines.append(line)
    for line in document.body:  # titles of step tables and data sheets: name (owner)
        if name in line.text and line not in lines:
            line.text = re.sub(re.escape(name) + r" \([^)]*\)", name, line.text)
            line.text = re.sub(r"(" + re.escape(name) + r"(?:</p><p>|</li></ul>|\s)*งบประมาณ [^<(]*?บาท) \([^)]*\)", r"\1", line.text)
    for i, line in enumerate(document.lines):  # a project's own chapter says who is responsible
        if re.search(r"โครงการที่ [0-9๐-๙]+ " + re.escape(name) + r"$", line.text):
            own = next((x for x in document.lines[i:] if re.match(r"[0-9๐-๙]+\. หน่วยงานรับผิดชอบ", x.text)), None)
            if own is not None:
                document.delete(own)
    return Injection([*lines, *document.with_text(name)], {"missing"}) if lines else None


def no_project_budget(document, rng):
    table, line = pick(rng, project_rows(document, "summary")) or (None, None)
    if not table:
        return None
    name = name_of(line)
    for t in document.tables:
        if t.money >= 0:
            for x in t.lines[1:]:
                if name in x.cells and amount_cell(x, t.money) >= 0:
                    x.put(t.money, "")
    if any(re.search(re.escape(name) + r".{0,30}งบประมาณ [0-9๐-๙]", x.text) for x in document.body) or any(name in x.text and amount_cell(x, len(x.cells) - 1) >= 0 for x in document.body):
        return None  # the amount stands elsewhere too
    return Injection(document.with_text(name), {"missing"}, [same_total(document, table)])


# Weights ------------------------------------------------------------------------------------------------------------


def indicator_summaries(document):
    return [t for t in document.tables if not t.is_steps and t.column(r"น้ำหนัก") >= 0 and t.column("ตัวชี้วัด") >= 0 and t.column("ตัวชี้วัด") != 0 or (t.column(r"^น้ำหนัก$") == 0 and t.column("ตัวชี้วัด") > 0)]


def weight_wrong(document, rng):
    """One weight changed wherever it is printed: the weights no longer make a hundred."""
    table = pick(rng, indicator_summaries(document))
    if not table:
        return None
    k = table.column("น้ำหนัก")
    rows = [line for line in table.body if not is_total(line) and len(line.cells) > k and re.fullmatch(r"[0-9๐-๙]+", line.cells[k])]
    row = rng.choice(rows)
    n = table.column("ตัวชี้วัด")
    old = int(row.cells[k].translate(ARABIC))
    new = document.number(old + rng.choice([-5, 5, 10]))
    row.put(k, new)
    lines = list(table.lines)
    for card, name, told in cards(document):
        if name == re.sub(r"^[0-9๐-๙.]+ ", "", row.cells[n]).strip():
            for line in card.lines:
                if line.cells[0] == "น้ำหนัก":
                    line.put(1, NUMBER.sub(new, line.cells[1], count=1))
            lines += told
    return Injection(lines, {"weight", "sum"}, [({"weight"}, lines, "the weights no longer make a hundred")])


def weight_differs(document, rng):
    found = pick(rng, [(t, n, told) for t, n, told in cards(document) if indicator_summaries(document)])
    if not found:
        return None
    table, name, told = found
    row = next((line for line in table.lines if line.cells[0] == "น้ำหนัก"), None)
    if row is None:
        return None
    change_in(row, 1, lambda n: document.number(int(n.translate(ARABIC)) + rng.choice([-5, 5])))
    return Injection([row, *document.with_text(name)], {"weight", "naming", "alignment"}, [({"weight"}, None, "the weights of the cards no longer make a hundred")])


def weight_total(document, rng):
    rows = [(t, line) for t in indicator_summaries(document) for line in t.body if is_total(line) and re.search(r"[0-9๐-๙]", line.text)]
    table, row = pick(rng, rows) or (None, None)
    if not table:
        return None
    k = next(i for i, c in enumerate(row.cells) if re.fullmatch(r"[0-9๐-๙]+", c))
    row.put(k, document.number(rng.choice([90, 95, 105, 110])))
    return Injection([row], {"weight", "sum"})


def score_wrong(document, rng):
    rows = [(t, line) for t in document.tables if t.column("^คะแนนที่ได้รับ") >= 0 and t.column("ร้อยละ") >= 0 for line in t.body]
    table, row = pick(rng, rows) or (None, None)
    if not table:
        return None
    k = table.column("^คะแนนที่ได้รับ")
    change_in(row, k, lambda n: document.number(int(n.translate(ARABIC)) + rng.choice([-3, -1, 1, 2])))
    near = [t for t in document.tables if t.column("^คะแนนที่ได้รับ") >= 0 and t.heading == table.heading]
    return Injection([row], {"weight", "sum"}, [({"weight", "alignment"}, [line for t in near for line in t.lines], "the points no longer rise evenly")])


def step_tables(document):
    """Step tables with the pieces that continue them: lists of lines per schedule."""
    return [t for t in document.tables if t.is_steps and t.money < 0 and not re.search("การใช้จ่าย", t.heading) and any(re.search("ขั้นตอน|^งาน$", c) for c in t.header)]


def step_weight(document, rng):
    rows = []
    for t in step_tables(document):
        k = t.column(r"น้ำหนัก|ร้อยละของงาน")
        if k >= 0:
            k = k if re.fullmatch(r"[0-9๐-๙]+", t.body[0].cells[k] if len(t.body[0].cells) > k else "") else next((i for i, c in enumerate(t.body[0].cells) if i > 1 and re.fullmatch(r"[0-9๐-๙]+", c)), -1)
            rows += [(t, line, k) for line in t.body if k >= 0 and not is_total(line) and len(line.cells) > k and re.fullmatch(r"[0-9๐-๙]+", line.cells[k])]
    t, row, k = pick(rng, rows) or (None, None, 0)
    if not t:
        return None
    row.put(k, document.number(int(row.cells[k].translate(ARABIC)) + rng.choice([-5, 5, 10])))
    table = [line for other in step_tables(document) for line in other.lines if other.lines[0] is t.lines[0] or continues(document, t, other) or continues(document, other, t)]
    return Injection(table, {"weight", "sum", "cumulative"}, [({"cumulative", "weight"}, table, "weights, their sum and the running sums hang together")])


def continues(document, first, second):
    """Whether a table goes on in another: only a blank line between."""
    a, b = document.at(first.lines[-1]), document.at(second.lines[0])
    return 0 < b - a <= 2


def cumulative_wrong(document, rng):
    rows = [(t, line, t.column("สะสม")) for t in step_tables(document) if t.column("สะสม") >= 0 for line in t.body
            if not is_total(line) and len(line.cells) > t.column("สะสม") and re.fullmatch(r"[0-9๐-๙]+", line.cells[t.column("สะสม")])]
    t, row, k = pick(rng, rows) or (None, None, 0)
    if not t:
        return None
    row.put(k, document.number(int(row.cells[k].translate(ARABIC)) + rng.choice([-10, -5, 5, 10])))
    i = t.lines.index(row)
    return Injection([row, *t.lines[i + 1:i + 2]], {"cumulative"})


# The same thing said differently ------------------------------------------------------------------------------------


def letter_changed(rng, text):
    """The text with one inner consonant changed."""
    places = [i for i in range(len(text) // 3, len(text) - 1) if text[i] in CONSONANTS and text[i - 1] not in "ำ"]
    if not places:
        return None
    i = rng.choice(places)
    return text[:i] + rng.choice([c for c in CONSONANTS if c != text[i]]) + text[i + 1:]


def changed_name(rng, name, words=("ของเมือง", "เชิงรุก", "แบบบูรณาการ")):
    """A name as people get it wrong: a word more, its first word less, a letter wrong."""
    how = rng.choice(["more", "less", "letter"])
    if how == "less" and name.startswith("โครงการ"):
        return name[len("โครงการ"):]
    if how == "letter":
        return letter_changed(rng, name)
    return name + rng.choice(words)


def project_name(document, rng):
    names = [n for n in document.projects if len([line for line in document.body if n in line.text]) >= 3]
    name = pick(rng, names)
    if not name:
        return None
    lines = [line for line in document.body if any(re.fullmatch(r"(?:[0-9๐-๙]+\. )?" + re.escape(name), c.strip()) for c in line.cells) and "\t" in line.text]
    line = pick(rng, lines)
    new = changed_name(rng, name)
    if not line or not new:
        return None
    every = [x for x in document.body if name in x.text]
    line.text = line.text.replace(name, new, 1)
    return Injection(every, {"naming", "typo"}, [({"missing", "sum", "alignment", "naming"}, every, "the project of the wrong name has no second place")])


def indicators(document):
    names = [n for _, n, _ in cards(document)] + [n for _, _, n, _ in sheets(document)]
    for t in indicator_summaries(document):
        k = t.column("ตัวชี้วัด")
        names += [re.sub(r"^[0-9๐-๙.]+ ", "", line.cells[k]).strip() for line in t.body if len(line.cells) > k and not is_total(line)]
    return [n for n in dict.fromkeys(names) if len(n) > 10]


def indicator_name(document, rng):
    names = indicators(document)

    def printing(name):
        """Lines that print this indicator's name, not that of another which begins with the same words."""
        longer = [n for n in names if name in n and n != name]
        return [x for x in document.body if name in x.text and not any(n in x.text for n in longer)]

    places = [(n, line) for n in names for lines in [printing(n)] if len(lines) >= 3
              for line in lines if not line.text.startswith(("เป้าหมาย", "ผลสำเร็จ"))]
    name, line = pick(rng, places) or (None, None)
    if not name:
        return None
    new = rng.choice([letter_changed(rng, name), name + rng.choice(["ของเมือง", "ในปีนี้"]), name.replace("ร้อยละของ", "จำนวน", 1) if name.startswith("ร้อยละของ") else name + "ทั้งหมด"])
    if not new:
        return None
    every = [x for x in document.body if name in x.text]
    line.text = line.text.replace(name, new, 1)
    return Injection(every, {"naming", "typo", "unit"}, [({"naming", "unit", "missing", "alignment"}, every, "unit and criteria hang on the name")])


def criteria_title(document, rng):
    line = pick(rng, [line for line in document.body if re.match("เกณฑ์การให้คะแนน “.+”", line.text)])
    if not line:
        return None
    name = re.search("“(.+)”", line.text)[1]
    line.text = line.text.replace(name, rng.choice([letter_changed(rng, name) or name + "ใหม่", name + "ในเมือง", name[len("ระดับความสำเร็จใน"):] if name.startswith("ระดับความสำเร็จใน") else name + "ใหม่"]))
    return Injection([line, *document.with_text(name)], {"naming", "typo"}, [({"missing"}, document.with_text(name), "its criteria stand under a wrong title")])


def owner_differs(document, rng):
    rows = project_rows(document, rng.choice(["summary", "mission"]))
    table, line = pick(rng, rows) or (None, None)
    if not table:
        return None
    k = table.column(r"ผู้รับผิดชอบ|เจ้าภาพ|ส่วนราชการ|หน่วยงานรับผิดชอบ")
    if k < 0 or k >= len(line.cells):
        return None
    lead = re.sub(r"\s*\(สนับสนุน.*", "", line.cells[k]).strip()
    other = pick(rng, [s for s in document.sections if s != lead and s not in line.cells[k]])
    name = name_of(line)
    if not other or len([x for x in document.body if name in x.text and lead in x.text]) < 2:
        return None
    line.put(k, line.cells[k].replace(lead, other, 1))
    return Injection([x for x in document.body if name in x.text], {"naming"})


def target_differs(document, rng):
    found = pick(rng, [c for c in cards(document) if len([line for t in indicator_summaries(document) for line in t.lines if c[1] in line.text])])
    if found:
        table, name, told = found
        row = next((line for line in table.lines if line.cells[0] == "ค่าเป้าหมาย"), None)
        if row is None:
            return None
        text = row.cells[1]
        last = list(NUMBER.finditer(text))
        year = re.search(r"ปี [0-9๐-๙]+ : [^<]*?([0-9๐-๙,]+)[^<]*</p>$", text)
        if "<p>" in text:
            if not year:
                return None
            last = [m for m in last if m.start() == year.start(1)]
        m = last[-1]
        new = document.number(int(value(m.group())) + rng.choice([-2, -1, 2, 3]))
        if value(new) < 1 or value(new) == value(m.group()):
            return None
        row.put(1, text[:m.start()] + new + text[m.end():])
        every = [*told, *[line for line in document.body if name in line.text]]
        return Injection(every, {"naming", "alignment", "unit", "count"}, [({"alignment"}, every, "the criteria end at the other target")])
    places = [line for line in document.body if re.search(r"\(ค่าเป้าหมาย[^)]*[0-9๐-๙]+ ?[^)]*\)", line.text) and re.match(r"[0-9๐-๙]+\)|-", line.text)]
    line = pick(rng, places)
    if not line:
        return None
    name = re.sub(r"^(?:[0-9๐-๙]+\)|-)\s*| \(ค่าเป้าหมาย.*", "", line.text)
    line.text = re.sub(r"(\(ค่าเป้าหมาย[^)0-9๐-๙]*)([0-9๐-๙]+)", lambda m: m[1] + document.number(int(m[2].translate(ARABIC)) + rng.choice([-1, 1, 2]) or 1), line.text, count=1)
    every = [x for x in document.body if name in x.text]
    return Injection(every, {"naming", "alignment", "unit", "count"}, [({"alignment"}, every, "the criteria end at the other target")]) if len(every) > 1 else None


# Codes --------------------------------------------------------------------------------------------------------------

NODE = re.compile(r"((?:ยุทธศาสตร์ย่อย|ประเด็นยุทธศาสตร์|ยุทธศาสตร์|ด้าน|มิติ|เป้าหมาย|เป้าประสงค์|กลยุทธ์)ที่ )([0-9๐-๙]+(?:\.[0-9๐-๙]+)*) ")


def nodes(document, deep=2):
    """Mentions of nodes of higher plans: (line, match, declared), codes of some depth."""
    out = []
    for line in document.body:
        if "\t" in line.text:
            continue
        for m in NODE.finditer(line.text):
            if m[2].count(".") + 1 >= deep and not line.text.startswith("ภารกิจ"):
                out.append((line, m, m.start() == 0))
    return out


def with_code(code):
    def inject(document, rng):
        mentions = nodes(document)
        declared = {}
        for line, m, alone in mentions:
            if alone:
                declared.setdefault((m[1], m[2]), []).append(line)
        chosen = pick(rng, [(line, m) for line, m, alone in mentions if not alone] if code in ("undeclared", "cut", "short") else [(line, m) for line, m, alone in mentions])
        if not chosen:
            return None
        line, m = chosen
        parts = m[2].split(".")
        if code == "cut":
            new = ".".join(parts[:-1]) + "."
        elif code == "short":
            new = ".".join(parts[:-1])
        elif code == "undeclared":
            new = ".".join([*parts[:-1], document.number(rng.choice([8, 9]))])
        elif code == "parent":
            new = ".".join([document.number(rng.choice([7, 8, 9])), *parts[1:]])
        else:
            raise AssertionError(code)
        line.text = line.text[:m.start(2)] + new + line.text[m.end(2):]
        same = [x for x, y, _ in mentions if y[1] == m[1] and (y[2] == m[2] or y[2].startswith(m[2] + "."))]
        return Injection([line, *same], {"numbering", "alignment", "missing", "naming"}, [({"numbering", "alignment", "missing", "naming"}, same, "what refers to the code, or stands under it")])

    return inject


def code_title(document, rng):
    mentions = [(line, m) for line, m, alone in nodes(document) if not alone]
    line, m = pick(rng, mentions) or (None, None)
    if not line:
        return None
    rest = line.text[m.end():]
    end = NODE.search(rest)
    title = rest[:end.start()].strip() if end else rest.strip()
    others = [x for x, y, _ in nodes(document) if y[2] == m[2] and y[1] == m[1]]
    new = rng.choice([letter_changed(rng, title) or title + "อย่างยั่งยืน", title + "อย่างยั่งยืน", "พัฒนาระบบขนส่งและการจราจร"])
    line.text = line.text[:m.end()] + rest.replace(title, new, 1)
    return Injection([line, *others], {"naming", "numbering", "alignment", "typo"}) if len(others) > 1 else None


def branch(document, rng):
    """A mission is put under a branch that is not its indicator's; only where indicators stand under branches themselves."""
    links = [line for line in document.body if re.match(r"ความเชื่อมโยงกับ|สอดคล้องกับ|เชื่อมโยงกับ", line.text) and "ด้านที่" in line.text]
    blocks = [line for line in document.body if re.match(r"-? ?ด้านที่ [0-9๐-๙]+", line.text)]
    if not links or not any(re.match("มิติที่", document.lines[document.at(b) + 1].text) for b in blocks):
        return None
    paths = {re.search("ด้านที่.*", line.text)[0] for line in links}
    hung = [line for line in links if mission_has_indicator(document, line)]
    line = pick(rng, hung)
    if not line:
        return None
    own = re.search("ด้านที่.*", line.text)[0]
    other = pick(rng, sorted(p for p in paths if p != own))
    line.text = line.text.replace(own, other)
    name = mission_has_indicator(document, line)
    return Injection([line, *document.with_text(name)], {"alignment"})


def mission_has_indicator(document, link):
    """The name of an indicator with a branch of its own that the success of the link's mission names."""
    i = document.at(link)
    success = next((x for x in reversed(document.lines[:i]) if x.text.strip()), None)
    for _, _, name, _ in sheets(document):
        row = next((x for t in document.tables for x in t.lines if name in x.text and t.column("มาตรการ") == 0), None)
        if success is not None and name in success.text and row is not None:
            above = document.lines[:document.at(row)]
            start = max((k for k, x in enumerate(above) if re.match(r"ตาราง|องค์ประกอบ", x.text)), default=0)
            if any(re.match(r"-? ?ด้านที่", x.text) for x in above[start:]):
                return name
    return None


# Schedules ----------------------------------------------------------------------------------------------------------


def spans(table):
    """Rows of a step table with marks: (line, first month cell, last month cell)."""
    first, _ = table.month_cells()
    out = []
    for line in table.body:
        if is_total(line):
            continue
        cells = line.cells
        marked = [i for i in range(first, min(first + 12, len(cells))) if cells[i].strip()]
        if marked:
            out.append((line, marked[0], marked[-1]))
    return first, out


def paint(line, like, first, start, end):
    """Marks the months of a step in the manner of the document."""
    cells = line.cells
    for i in range(first, min(first + 12, len(cells))):
        cells[i] = ""
    cells += [""] * (first + 12 - len(cells))
    if "■" in like or "✓" in like or "●" in like or "X" in like:
        mark = next(c for c in like if c in "■✓●X")
        for i in range(start, end + 1):
            cells[i] = mark
    elif start == end:
        cells[start] = "←→" if "←→" in like else "↔"
    else:
        cells[start], cells[end] = "←", "→"
        if "—" in like:
            for i in range(start + 1, end):
                cells[i] = "—"
    line.text = "\t".join(cells)


def marks_of(table):
    first, rows = spans(table)
    return " ".join(c for line, _, _ in rows for c in line.cells[first:first + 12])


def whole_tables(document):
    tables = step_tables(document)
    return [t for t in tables if not any(continues(document, t, o) or continues(document, o, t) for o in tables) and len(spans(t)[1]) >= 3]


def uncovered(lines):
    return ({"timeline"}, lines, "months without a step follow")


def step_without_months(document, rng):
    table = pick(rng, whole_tables(document))
    if not table:
        return None
    first, rows = spans(table)
    line, _, _ = rng.choice(rows)
    for i in range(first, first + 12):
        if i < len(line.cells):
            line.put(i, "")
    return Injection([line], {"timeline", "missing"}, [uncovered(table.lines)])


def no_months(document, rng):
    table = pick(rng, whole_tables(document))
    if not table:
        return None
    first, rows = spans(table)
    for line, _, _ in rows:
        for i in range(first, first + 12):
            if i < len(line.cells):
                line.put(i, "")
    return Injection(table.lines, {"timeline", "missing"})


def all_at_once(document, rng):
    table = pick(rng, whole_tables(document))
    if not table:
        return None
    like = marks_of(table)
    first, rows = spans(table)
    for line, _, _ in rows:
        paint(line, like, first, first + rng.choice([0, 0, 1]), first + 11)
    return Injection(table.lines, {"timeline"})


def steps_out_of_order(document, rng):
    table = pick(rng, whole_tables(document))
    if not table:
        return None
    like = marks_of(table)
    first, rows = spans(table)
    (a, a0, a1), (b, b0, b1) = rows[0], rows[-1]
    if a0 >= b0:
        return None
    paint(a, like, first, b0, b1)
    paint(b, like, first, a0, a1)
    return Injection([line for line, _, _ in rows], {"timeline"}, [({"timeline"}, table.lines, "approval and coverage of months hang on the order")])


def months_uncovered(document, rng):
    table = pick(rng, whole_tables(document))
    if not table:
        return None
    like = marks_of(table)
    first, rows = spans(table)
    for k, (line, _, _) in enumerate(rows):  # the first month, and the last two: nothing between
        paint(line, like, first, first + (0 if k < len(rows) // 2 else 10), first + (0 if k < len(rows) // 2 else 11))
    return Injection(table.lines, {"timeline"})


def arrow_reversed(document, rng):
    tables = [t for t in whole_tables(document) if "←" in marks_of(t)]
    table = pick(rng, tables)
    if not table:
        return None
    line = pick(rng, [line for line, a, b in spans(table)[1] if b > a and "←" in line.cells])
    if not line:
        return None
    cells = line.cells
    a, b = cells.index("←"), cells.index("→")
    cells[a], cells[b] = "→", "←"
    line.text = "\t".join(cells)
    return Injection([line], {"timeline"}, [uncovered(table.lines)])


def arrow_broken(document, rng):
    tables = [t for t in whole_tables(document) if "←" in marks_of(t)]
    table = pick(rng, tables)
    line = pick(rng, [line for line, a, b in spans(table)[1] if b > a and "←" in line.cells and "→" in line.cells]) if table else None
    if not line:
        return None
    line.put(line.cells.index(rng.choice(["←", "→"])), "")
    return Injection([line], {"timeline"}, [uncovered(table.lines)])


def header_year(document, rng):
    lines = [t for t in step_tables(document)]
    table = pick(rng, lines)
    if not table:
        return None
    first, months = table.month_cells()
    years = next((line for line in table.lines[:3] if line.text.count("พ.ศ.") == 2), None)
    if years is not None:
        years.text = re.sub(r"พ\.ศ\. ([0-9๐-๙]{4})", lambda m: "พ.ศ. " + document.number(int(m[1].translate(ARABIC)) + 1), years.text)
        return Injection([years, months, table.lines[0]], {"timeline"}, [({"timeline"}, table.lines, "steps lie outside the year"), ({"naming"}, table.lines, "the header is not that of the other tables")])
    if not re.search(r"[0-9๐-๙]{2}", months.cells[first]):
        return None
    months.text = re.sub(r"\. ([0-9๐-๙]{2})\b", lambda m: ". " + document.number(int(m[1].translate(ARABIC)) + 1), months.text)
    return Injection([months], {"timeline"}, [({"timeline"}, table.lines, "steps lie outside the year"), ({"naming"}, table.lines, "the header is not that of the other tables")])


def header_months(document, rng):
    table = pick(rng, step_tables(document))
    if not table:
        return None
    first, months = table.month_cells()
    i = first + rng.randrange(1, 11)
    cells = months.cells
    cells[i], cells[i + 1] = cells[i + 1], cells[i]
    months.text = "\t".join(cells)
    return Injection([months], {"timeline"}, [({"naming"}, table.lines, "the header is not that of the other tables"), ({"timeline"}, table.lines, "the months of steps become uncertain")])


def table_without_title(document, rng):
    table = pick(rng, [t for t in whole_tables(document)])
    if not table:
        return None
    i = document.at(table.lines[0])
    gone, k = [], i - 1
    while k >= 0 and (not document.lines[k].text.strip() or re.search("โครงการ|ตัวชี้วัดที่", document.lines[k].text)) and "\t" not in document.lines[k].text and not re.match("แผนการดำเนินงาน|แผนงานราย|ขั้นตอนการ|ปฏิทิน", document.lines[k].text):
        if document.lines[k].text.strip():
            gone.append(document.lines[k])
        k -= 1
    if not gone:
        return None
    document.delete(*gone)
    numbers = [line for line in document.body if re.match(r"ชื่อ(ตัวชี้วัด|โครงการ)ที่|โครงการที่|โครงการ :", line.text)]
    return Injection(table.lines, {"missing", "timeline", "alignment"}, [({"numbering", "missing"}, [*numbers, *table.lines], "the numbers of the titles now leave one out")])


# Tables and form ----------------------------------------------------------------------------------------------------


def ragged_row(document, rng):
    tables = [t for t in document.tables if len(t.lines) > 2 and len(t.header) >= 4 and not t.is_steps and len({len(line.cells) for line in t.lines}) == 1]
    table = pick(rng, tables)
    if not table:
        return None
    line = rng.choice([x for x in table.body if not is_total(x)])
    # A cell that is lost may be the name: wherever that stands, the lists now lack it.
    every = [x for n in [*document.projects, *indicators(document)] if n in line.text for x in document.with_text(n)]
    if rng.random() < 0.5:
        line.text += "\t" + rng.choice(["-", "หมายเหตุ", document.number(5)])
    else:
        cells = line.cells
        k = rng.randrange(1, len(cells))
        del cells[k]
        line.text = "\t".join(cells)
    return Injection([line], {"alignment", "format", "missing", "numbering", "sum", "naming", "weight"},
                     [({"sum", "weight", "alignment"}, table.lines, "the row's figures, or those under a header's row, stand in other columns"), (None, [line, *every], "the row's cells stand in other columns")])


def mixed_digits(document, rng):
    lines = [(line, m) for line in document.body for m in NUMBER.finditer(line.text) if len(m.group()) >= 1 and not re.search(r"[A-Za-z]$", line.text[:m.start()])
             and not line.text[m.end():m.end() + 1].isascii() or "\t" in line.text and m]
    lines = [(line, m) for line, m in lines if not re.search(r"[A-Za-z] ?$", line.text[:m.start()]) and line.text.strip() != m.group()]
    line, m = pick(rng, lines) or (None, None)
    if not line:
        return None
    line.text = line.text[:m.start()] + m.group().translate(ARABIC if document.thai else THAI) + line.text[m.end():]
    return Injection([line], {"format"})


def grouping(document, rng):
    table, line = pick(rng, project_rows(document, "summary")) or (None, None)
    if not table:
        return None

    def wrong(n):
        whole, dot, part = n.partition(".")
        digits = whole.replace(",", "")
        i = rng.choice([x for x in (1, 2) if x < len(digits) - 1])
        return digits[:-4] + "," + digits[-4:] + dot + part if len(digits) > 4 and i else digits[:1] + "," + digits[1:3] + "," + digits[3:] + dot + part

    change_in(line, table.money, wrong)
    # Such a number is not read, or as another amount: the other rows of the project no longer are its parts.
    return Injection([line], {"format", "sum"}, [same_total(document, table), ({"missing", "duplicate", "sum"}, document.with_text(name_of(line)), "the project's amount is not what it was")])


def money_form(document, rng):
    table, line = pick(rng, project_rows(document, rng.choice(["summary", "mission"]))) or (None, None)
    if not table:
        return None
    text = line.cells[table.money]
    number = NUMBER.search(text).group()
    new = text.replace(number, number.replace(",", ""), 1)
    line.put(table.money, new)
    return Injection([line], {"format"})


PROSE = ("คำนำ", "หลักการและเหตุผล", "ข้อมูลทั่วไป", "บทสรุปผู้บริหาร", "บทนำ", "การติดตามประเมินผล", "การติดตามและประเมินผล", "สาระสำคัญของแผนปฏิบัติการประจำปี", "เป้าหมายการดำเนินการในปี")


def prose(document):
    """Paragraphs of sentences: neither headings nor titles nor names."""
    titles = {CONTENTS.fullmatch(line.text)[1].strip(" .") for line in document.contents}
    names = [*indicators(document), *document.projects]
    return [line for line in document.body if "\t" not in line.text and len(line.text) > 45 and " " in line.text and line.text.strip() not in titles
            and not NODE.search(line.text) and not any(n in line.text for n in names) and not re.search(r"\(ค่าเป้าหมาย|^แผน.*\(พ\.ศ\.", line.text)
            and not re.match(r"-|[0-9๐-๙]|ตัวชี้วัด|ชื่อ|ตาราง|เป้าหมาย/|เป้าหมายความ|ผลสำเร็จ|สรุปโครงการ|สำนักงาน.*กรุงเทพ", line.text)]


def word_break(rng, text):
    """A place between phrases of Thai text: at a space."""
    places = [m.start() for m in re.finditer(r"(?<=[ก-๙]) (?=[ก-๙])", text)]
    return rng.choice(places) if places else None


def in_term(line):
    """What is put before หมายถึง becomes part of the term that the line defines."""
    defines = re.search("หมายถึง|หมายความว่า", line.text)
    return [({"naming", "alignment"}, [line], "the defined term is changed, and used nowhere")] if defines else []


def doubled_word(document, rng):
    words = ["และ", "ของ", "เพื่อ", "ให้", "โดย", "ประชาชน", "โครงการ", "ชุมชน", "ข้อมูล", "หน่วยงาน", "กำหนด"]
    places = [(line, m) for line in prose(document) for w in words for m in re.finditer(w, line.text) if (m.end() >= len(line.text) or line.text[m.end()] not in "ะาิีึืุู่้๊๋์ๆำั็รง") and m.start()
              and line.text[m.start() - 1] not in "เแโใไ"]
    line, m = pick(rng, places) or (None, None)
    if not line:
        return None
    line.text = line.text[:m.end()] + m.group() + line.text[m.end():]
    return Injection([line], {"typo"}, [({"naming", "count"}, [line], "the changed words stand in a name")])


def foreign_word(document, rng):
    line = pick(rng, [x for x in prose(document) if word_break(rng, x.text)])
    if not line:
        return None
    i = word_break(rng, line.text)
    line.text = line.text[:i] + " " + rng.choice(["que", "theme", "der", "avec", "which", "para", "und"]) + line.text[i:]
    return Injection([line], {"typo"}, in_term(line))


def leftover_mark(document, rng):
    line = pick(rng, [x for x in prose(document) if word_break(rng, x.text)])
    if not line:
        return None
    i = word_break(rng, line.text)
    line.text = line.text[:i] + " " + rng.choice([f"[{document.number(rng.randint(2, 40))}]", "[?]", "???", "\ufffd", "[[", "<<", "XXX"]) + line.text[i:]
    return Injection([line], {"typo", "format"}, in_term(line))


def unclosed_bracket(document, rng):
    lines = [line for line in document.body if line.text.count("(") == line.text.count(")") >= 1 and "\t" not in line.text and not re.search(r"[0-9๐-๙]\)", line.text) and "พ.ศ." not in line.text]
    line = pick(rng, lines)
    if not line:
        return None
    name = re.search(r"\(([^)]*)\)", line.text)[1]
    i = line.text.rindex(")")
    line.text = line.text[:i] + line.text[i + 1:]
    return Injection([line], {"typo", "format"}, [({"naming", "missing", "alignment"}, [line, *[x for x in document.lines if name[:8] in x.text or line.text[:10] in x.text]], "a name with its bracket differs")])


def impossible_date(document, rng):
    line = pick(rng, prose(document))
    if not line:
        return None
    year = re.search(r"25[0-9]{2}|๒๕[๐-๙]{2}", document.text())
    n = document.number
    day, month = rng.choice([(31, "เมษายน"), (30, "กุมภาพันธ์"), (31, "พฤศจิกายน"), (31, "มิถุนายน"), (32, "มกราคม")])
    line.text += f" โดยเริ่มเมื่อวันที่ {n(day)} {month} {year.group()}"
    return Injection([line], {"timeline"})


def year_span(document, rng):
    places = [(line, m) for line in document.body for m in re.finditer(r"\(พ\.ศ\. ([0-9๐-๙]{4}) [-–] ([0-9๐-๙]{4})\)", line.text)]
    line, m = pick(rng, places) or (None, None)
    if not line:
        return None
    line.text = line.text[:m.start(1)] + m[2] + line.text[m.end(1):m.start(2)] + m[1] + line.text[m.end(2):]
    same = [x for x in document.body if m.group() in x.text]
    return Injection([line, *same], {"timeline", "naming"}, [({"naming", "alignment", "missing", "timeline"}, [line, *same], "the plan's name has its years")])


def clash(document, rng):
    line = pick(rng, [x for x in prose(document) if word_break(rng, x.text)])
    if not line:
        return None
    i = word_break(rng, line.text)
    line.text = line.text[:i] + " " + rng.choice(["และหรือ", "โดย ทั้งนี้", "คือ โดย", "และ หรือ"]) + line.text[i:]
    return Injection([line], {"typo"}, in_term(line))


def misspelt(document, rng):
    known = {"โครงการ": "โครงกาน", "กิจกรรม": "กิจกรม", "ประชาชน": "ประชาขน", "บุคลากร": "บุคคลากร", "พัฒนา": "พัฒณา", "อนุญาต": "อนุญาติ", "สังเกต": "สังเกตุ", "ปรากฏ": "ปรากฎ", "รายงาน": "รายงาณ", "ผู้บริหาร": "ผุ้บริหาร"}
    places = [(line, right) for line in prose(document) for right in known if right in line.text]
    line, right = pick(rng, places) or (None, None)
    if not line:
        return None
    line.text = line.text.replace(right, known[right], 1)
    return Injection([line], {"typo"}, [({"naming"}, [line], "the misspelt word is another form of a term, too")])


def term_form(document, rng):
    """One of at least three uses of a long word gets another form."""
    words = [w for w in re.findall(r"(?:นิยาม</p><p>|<p>|\t)([ก-๙/]{9,40}?)(?: \([A-Za-z -]+\))? (?:หมายถึง|หมายความว่า|คือ)", document.text())]
    words = [w for w in dict.fromkeys(words) if sum(w in line.text for line in document.body) >= 3]
    word = pick(rng, words)
    new = letter_changed(rng, word) if word else None
    if not new:
        return None
    every = [line for line in document.body if word in line.text]
    line = rng.choice(every)
    line.text = line.text.replace(word, new, 1)
    return Injection(every, {"naming", "typo", "alignment"}, [({"naming", "alignment", "typo", "missing"}, every, "the term stands in names and in its definition")])


def column_header(document, rng):
    """One of at least three tables of the same header names a column otherwise."""
    groups = {}
    for t in document.tables:
        groups.setdefault(tuple(t.header), []).append(t)
    same = [ts for h, ts in groups.items() if len(ts) >= 3 and len(h) >= 3 and not ts[0].is_steps]
    tables = pick(rng, same)
    if not tables:
        return None
    table = rng.choice(tables)
    words = {"งบประมาณ": "เงินงบประมาณ", "ผู้รับผิดชอบ": "ผู้ดำเนินการ", "โครงการ": "ชื่อโครงการ", "เจ้าภาพ": "ผู้รับผิดชอบ", "ส่วนราชการ": "หน่วยงาน", "นิยาม/คำอธิบายตัวชี้วัด": "คำอธิบายตัวชี้วัด", "ตัวชี้วัดมาตรการ": "ตัวชี้วัดของมาตรการ"}
    places = [(i, w) for i, c in enumerate(table.header) for w in words if c.startswith(w)]
    i, w = pick(rng, places) or (None, None)
    if i is None:
        return None
    table.lines[0].put(i, table.header[i].replace(w, words[w], 1))
    return Injection([t.lines[0] for t in tables], {"naming", "alignment", "format"})


# Contents and chapters ----------------------------------------------------------------------------------------------


def contents_heading(document, rng):
    lines = [line for line in document.contents if len(CONTENTS.fullmatch(line.text)[1].strip(" .")) > 12 and not line.text.startswith("ภารกิจที่")]
    line = pick(rng, lines)
    if not line:
        return None
    title = CONTENTS.fullmatch(line.text)[1].strip(" .")
    new = rng.choice([letter_changed(rng, title) or title + "ใหม่", title + "ของหน่วยงาน", title.replace("การ", "", 1) if "การ" in title[3:] else title + "ประจำปี"])
    if new == title:
        return None
    line.text = line.text.replace(title, new, 1)
    every = [line, *[x for x in document.body if x.text.strip() == title]]
    return Injection(every, {"naming", "typo", "missing"}, [({"naming", "typo"}, every, "a wrong letter is a wrong word too")])


def contents_missing(document, rng):
    lines = [line for line in document.contents if len([x for x in document.body if x.text.strip() == CONTENTS.fullmatch(line.text)[1].strip(" .")]) == 1]
    line = pick(rng, lines)
    if not line:
        return None
    title = CONTENTS.fullmatch(line.text)[1].strip(" .")
    heading = next(x for x in document.body if x.text.strip() == title)
    document.delete(line)
    return Injection([heading], {"missing"}, [({"numbering"}, None, "the numbers on the contents page leave one out")])


def contents_page(document, rng):
    lines = document.contents
    pages = [int(CONTENTS.fullmatch(line.text)[2].translate(ARABIC)) for line in lines]
    places = [i for i in range(1, len(lines) - 1) if pages[i] < pages[-1]]
    i = pick(rng, places)
    if i is None:
        return None
    line = lines[i]
    line.text = re.sub(r"[0-9๐-๙]+\s*$", document.number(pages[-1] + rng.randint(1, 20)), line.text)
    return Injection(lines[i:i + 2], {"numbering", "count", "alignment"})


def contents_no_page(document, rng):
    line = pick(rng, [x for x in document.contents[:-1] if not re.search(r"[0-9๐-๙]$", CONTENTS.fullmatch(x.text)[1].strip(" ."))])
    if not line:
        return None
    line.text = re.sub(r"(\.{3,}|\t)\s*[0-9๐-๙]+\s*$", "", line.text)
    return Injection([line], {"missing", "numbering"})


def empty_section(document, rng):
    headings = [line for line in document.body if any(line.text.strip() == h for h in PROSE)]
    places = []
    for line in headings:
        i = document.at(line)
        body = []
        for x in document.lines[i + 1:]:
            if x.text.strip() and (any(x.text.strip() == CONTENTS.fullmatch(c.text)[1].strip(" .") for c in document.contents) or x.text.strip() == "สารบัญ"):
                break
            body.append(x)
        if 0 < sum(bool(x.text.strip()) for x in body) < 5 and not any("\t" in x.text for x in body):
            places.append((line, [x for x in body if x.text.strip()]))
    line, body = pick(rng, places) or (None, None)
    if not line:
        return None
    document.delete(*body)
    return Injection([line], {"missing"})


# Criteria -----------------------------------------------------------------------------------------------------------


def level_cells(document):
    """Rows that hold all levels of an indicator: (line, name, told), with `ระดับ n : condition` inside."""
    return [(line, name, told) for table, name, told in cards(document) for line in table.lines if re.fullmatch(FIELDS["criteria"], line.cells[0])]


LEVEL = re.compile(r"(?:<p>)?ระดับ ([1-5๑-๕]) : (.*?)(?:</p>|(?= ระดับ [1-5๑-๕] :)|$)")


def rubric_rows(document):
    """Tables of criteria, a level a row: lists of rows, by their title."""
    out = {}
    for t in document.tables:
        if t.column("^ระดับความสำเร็จ") == 0 and t.column("คะแนน") > 0:
            title = next((x for x in reversed(document.lines[:document.at(t.lines[0])]) if x.text.startswith("เกณฑ์การให้คะแนน")), None)
            out.setdefault(id(title), []).extend(t.body)
    return list(out.values())


def level_missing(document, rng):
    cells, tables = level_cells(document), rubric_rows(document)
    if cells:
        line, name, told = rng.choice(cells)
        levels = list(LEVEL.finditer(line.text))
        m = rng.choice(levels[:-1])
        line.text = line.text[:m.start()].rstrip() + (" " if "<p>" not in line.text else "") + line.text[m.end():].lstrip() if "<p>" not in line.text else line.text[:m.start()] + line.text[m.end():]
        return Injection([*told, *document.with_text(name)], {"missing"}, [({"alignment"}, told, "a level less leaves a gap")])
    rows = pick(rng, tables)
    if not rows:
        return None
    line = rng.choice(rows[1:-1])
    document.delete(line)
    title = [x for x in document.body if x.text.startswith("เกณฑ์การให้คะแนน")]
    return Injection([*[x for x in rows if x is not line], *title], {"missing", "numbering"})


def level_twice(document, rng):
    cells, tables = level_cells(document), rubric_rows(document)
    if cells:
        line, name, told = rng.choice(cells)
        levels = list(LEVEL.finditer(line.text))
        m = rng.choice(levels[1:-1])
        wrong = document.number(int(m[1].translate(ARABIC)) + rng.choice([-1, 1]))
        line.text = line.text[:m.start(1)] + wrong + line.text[m.end(1):]
        return Injection([*told, *document.with_text(name)], {"duplicate", "numbering", "missing"}, [({"missing", "alignment", "duplicate"}, told, "one level twice is another one missing")])
    rows = pick(rng, tables)
    if not rows:
        return None
    line = rng.choice(rows[1:-1])
    line.put(0, document.number(int(line.cells[0].translate(ARABIC)) + rng.choice([-1, 1])))
    return Injection(rows, {"duplicate", "numbering", "missing", "weight"}, [({"missing", "weight", "alignment", "duplicate"}, rows, "one level twice is another one missing, and its points are another level's")])


def not_monotone(document, rng):
    cells = [c for c in level_cells(document) if all(NUMBER.search(m[2]) for m in LEVEL.finditer(c[0].text)) and len(list(LEVEL.finditer(c[0].text))) == 5]
    cell = pick(rng, cells)
    if not cell:
        rows = pick(rng, [r for r in rubric_rows(document) if len(r) == 5])
        if not rows:
            return None
        a, b = rng.sample(range(5), 2)
        k = 1
        x, y = rows[a].cells[k], rows[b].cells[k]
        if NUMBER.search(x) is None:
            return None
        rows[a].put(k, y)
        rows[b].put(k, x)
        return Injection(rows, {"alignment", "numbering", "weight"}, [({"weight", "alignment"}, rows, "points and shares of the weight hang together")])
    line, name, told = cell
    levels = list(LEVEL.finditer(line.text))
    i, j = rng.sample(range(4), 2)
    a, b = sorted((levels[i], levels[j]), key=lambda m: m.start())
    line.text = line.text[:a.start(2)] + b[2] + line.text[a.end(2):b.start(2)] + a[2] + line.text[b.end(2):]
    return Injection([*told, *document.with_text(name)], {"alignment", "numbering"}, [({"alignment"}, told, "ranges out of order overlap")])


def range_gap(document, rng):
    cells = [c for c in level_cells(document) if re.search(r"[0-9๐-๙]+ - [0-9๐-๙]+", c[0].text)]
    cell = pick(rng, cells)
    if not cell:
        return None
    line, name, told = cell
    m = rng.choice(list(re.finditer(r"([0-9๐-๙]+) - ([0-9๐-๙]+)", line.text)))
    low, high = (int(x.translate(ARABIC)) for x in m.groups())
    wide = high - low
    new = rng.choice([f"{document.number(low)} - {document.number(high + wide + 1)}", f"{document.number(low + 1)} - {document.number(high)}" if wide > 1 else f"{document.number(low)} - {document.number(high + 2)}"])
    line.text = line.text[:m.start()] + new + line.text[m.end():]
    return Injection([*told, *document.with_text(name)], {"alignment", "numbering"})


def condition_twice(document, rng):
    cells = [c for c in level_cells(document) if len(list(LEVEL.finditer(c[0].text))) == 5]
    cell = pick(rng, cells)
    if cell:
        line, name, told = cell
        levels = list(LEVEL.finditer(line.text))
        i = rng.randrange(0, 3)
        a, b = levels[i], levels[i + 1]
        line.text = line.text[:b.start(2)] + a[2] + line.text[b.end(2):]
        return Injection([*told, *document.with_text(name)], {"duplicate", "alignment"}, [({"alignment"}, told, "equal thresholds are not in order")])
    rows = pick(rng, [r for r in rubric_rows(document) if len(r) == 5])
    if not rows:
        return None
    i = rng.randrange(0, 4)
    rows[i].put(2, rows[i + 1].cells[2])
    return Injection(rows, {"duplicate", "alignment"})


def criteria_miss_target(document, rng):
    """The best level is not the target."""
    cells = [c for c in level_cells(document) if len(list(LEVEL.finditer(c[0].text))) == 5 and re.search(r"[0-9๐-๙]", list(LEVEL.finditer(c[0].text))[-1][2])]
    cell = pick(rng, cells)
    if not cell:
        return None
    line, name, told = cell
    m = list(LEVEL.finditer(line.text))[-1]
    down = "ไม่เกิน" in m[2]
    numbers = list(NUMBER.finditer(m[2]))[-1]
    new = int(value(numbers.group())) + (-rng.choice([1, 2]) if down else rng.choice([2, 3, 5]))
    printed = document.number(f"{new:,}" if "," in numbers.group() else new)
    line.text = line.text[:m.start(2) + numbers.start()] + printed + line.text[m.start(2) + numbers.end():]
    return Injection([*told, *document.with_text(name)], {"alignment", "naming"}, [({"alignment"}, told, "the ranges end elsewhere")])


def unit_differs(document, rng):
    found = [(line, name, told) for table, name, told in cards(document) for line in table.lines if line.cells[0] == "หน่วยนับ"]
    line, name, told = pick(rng, found) or (None, None, None)
    if line is not None:
        line.put(1, rng.choice([u for u in ("คน", "ครั้ง", "แห่ง", "ฉบับ", "ร้อยละ") if u != line.cells[1]]))
        return Injection([*told, *document.with_text(name)], {"unit", "naming", "alignment"})
    lines = [line for line in document.body if re.search(r"\(ค่าเป้าหมาย [^)]*[0-9๐-๙]+ (ช่องทาง|คน|ฉบับ|ราย)\b", line.text)]
    line = pick(rng, [x for x in lines if re.match(r"[0-9๐-๙]+\)|-", x.text)])
    if not line:
        return None
    name = re.sub(r"^(?:[0-9๐-๙]+\)|-)\s*| \(ค่าเป้าหมาย.*", "", line.text)
    line.text = re.sub(r"([0-9๐-๙]+ )(ช่องทาง|คน|ฉบับ|ราย)", lambda m: m[1] + rng.choice([u for u in ("ครั้ง", "แห่ง", "เรื่อง") if u != m[2]]), line.text, count=1)
    return Injection([line, *document.with_text(name)], {"unit", "naming", "alignment"}, [({"alignment", "naming", "unit"}, document.with_text(name), "the target differs from its other places")])


def relative_without_baseline(document, rng):
    found = pick(rng, cards(document))
    n = document.number
    if found:
        table, name, told = found
        row = next((line for line in table.lines if line.cells[0] == "ค่าเป้าหมาย"), None)
        if row is None:
            return None
        new = rng.choice([f"เพิ่มขึ้นร้อยละ {n(10)}", f"เพิ่มขึ้นร้อยละ {n(5)} จากปีที่ผ่านมา"])
        row.put(1, new)
        for t in document.tables:
            k = t.column("เป้าหมาย")
            for line in t.lines[1:]:
                if k >= 0 and name in line.text and len(line.cells) > k and line not in told:
                    for j in range(k, len(line.cells) if t.header[k:k + 2] == ["ค่าเป้าหมาย", ""] else k + 1):
                        line.put(j, new if j == k or t.header[k:k + 2] != ["ค่าเป้าหมาย", ""] else "")
        every = [*told, *document.with_text(name)]
        return Injection(every, {"missing", "alignment", "unit"}, [({"alignment", "unit", "naming"}, every, "the criteria were made for the other target")])
    lines = [line for line in document.body if re.search(r"\(ค่าเป้าหมาย [^)]*\)", line.text) and re.match(r"[0-9๐-๙]+\)", line.text) and "ระดับ ๕" not in line.text]
    line = pick(rng, lines)
    if not line:
        return None
    name = re.sub(r"^[0-9๐-๙]+\)\s*| \(ค่าเป้าหมาย.*", "", line.text)
    old = re.search(r"\(ค่าเป้าหมาย ([^)]*)\)", line.text)[1]
    for x in document.with_text(name):
        x.text = re.sub(re.escape(old) + r"(?![ก-๙])", f"เพิ่มขึ้นร้อยละ {n(10)}", x.text)
    every = document.with_text(name)
    return Injection(every, {"missing", "alignment", "unit"}, [({"alignment", "unit", "naming"}, every, "the name fits the other target")])


def target_below_result(document, rng):
    """Last year's table has the indicator, with a result above this year's target."""
    table = next((t for t in document.tables if t.column("^(ผลการดำเนินงาน|ผลงาน)") >= 2 and t.column("ตัวชี้วัด") >= 0 and not t.is_steps and len(t.body) >= 2), None)
    found = [(t, name, told, m) for t, name, told in cards(document) for line in t.lines if line.cells[0] == "ค่าเป้าหมาย"
             for m in [re.search(r"ร้อยละ ?([0-9๐-๙]+)(?: ขึ้นไป)?(?:</p>)?$", line.cells[1])] if m and name.startswith("ร้อยละ") and ">" not in m.group()[:1]]
    card = pick(rng, found)
    if table is None or not card:
        return None
    _, name, told, m = card
    goal = int(m[1].translate(ARABIC))
    line = rng.choice(table.body)
    k, r, c = table.column("ตัวชี้วัด"), table.column("ผลการดำเนินงาน|ผลงาน"), table.column("เป้าหมาย")
    line.put(k, name)
    line.put(c, f"ร้อยละ {document.number(goal - 10)}")
    line.put(r, f"ร้อยละ {document.number(min(99, goal + rng.randint(3, 9)))}")
    return Injection([line, *told, *document.with_text(name)], {"alignment"}, [({"naming", "unit", "weight"}, [line, *told], "the two years have the indicator's name in common")])


# SWOT and definitions -----------------------------------------------------------------------------------------------


def swot_unknown(document, rng):
    places = [(line, m) for line in document.body if re.match(r"- ?[(]?[SWOT][0-9๐-๙]|กลยุทธ์เชิง", line.text) or re.search(r"\t[SWOT][0-9๐-๙]+, ", line.text) for m in re.finditer(r"\b([SWOT])([0-9๐-๙]+)", line.text)]
    line, m = pick(rng, places) or (None, None)
    if not line:
        return None
    line.text = line.text[:m.start(2)] + (document.number if re.search("[๐-๙]", m[2]) else str)(rng.randint(9, 15)) + line.text[m.end(2):]
    return Injection([line], {"alignment", "numbering", "missing"}, [({"alignment"}, None, "the item that was meant is in no combination now")])


def swot_text(document, rng):
    places = [line for line in document.body if re.match(r"- [SWOT][0-9๐-๙]+ .{10,} [SWOT][0-9๐-๙]+ ", line.text)]
    line = pick(rng, places)
    if not line:
        return None
    m = re.match(r"- [SWOT][0-9๐-๙]+ (.{10,}?) [SWOT][0-9๐-๙]+ ", line.text)
    other = pick(rng, [x for x in document.body if re.match(r"[0-9๐-๙]+\) ", x.text) and m[1] not in x.text])
    new = rng.choice([letter_changed(rng, m[1]), m[1][:-3] + "ทั้งเมือง", re.sub(r"^[0-9๐-๙]+\) ", "", other.text) if other else None])
    if not new or new == m[1]:
        return None
    same = document.with_text(m[1])
    line.text = line.text.replace(m[1], new, 1)
    return Injection([line, *same], {"alignment", "naming", "typo"}, [({"typo"}, [line], "a wrong letter is a wrong word too")])


def combination_without_project(document, rng):
    lines = [line for line in document.body if re.search(r" ?จึงกำหนดโครงการที่เกี่ยวข้อง จำนวน .*", line.text)]
    line = pick(rng, lines)
    if line is not None:
        names = re.findall(r"โครงการ[ก-๙]+", line.text)
        line.text = re.sub(r" ?จึงกำหนดโครงการที่เกี่ยวข้อง จำนวน .*", "", line.text)
        above = next((x for x in reversed(document.lines[:document.at(line)]) if x.text.strip()), line)
        return Injection([line, above], {"missing"}, [({"missing", "alignment"}, [x for n in names for x in document.with_text(n)], "its project is in no combination now")])
    rows = [(t, line) for t in document.tables if t.column("^กลยุทธ์$") == 0 for line in t.body]
    table, line = pick(rng, rows) or (None, None)
    if not table:
        return None
    k = table.column("โครงการ")
    name = line.cells[k]
    line.put(k, "")
    return Injection([line], {"missing"}, [({"missing", "alignment"}, document.with_text(name), "its project is in no combination now")])


DEFINED = re.compile(r"(?:<p>|\t|</u> ?|นิยาม ?|^)(?:<u>นิยาม</u> )?([ก-๙/ ]{4,60}?)(?: \([A-Za-z -]+\))? (หมายถึง|หมายความว่า|คือ) ")


def definition_places(document):
    """Cells of definitions: (line, cell index)."""
    out = [(line, 1) for table, _, _ in cards(document) for line in table.lines if line.cells[0].startswith("นิยาม/คำอธิบาย") and line.cells[1].strip()]
    for t in document.tables:
        k = t.column("^นิยาม/คำอธิบาย")
        if k >= 0:
            out += [(line, k) for line in t.body if len(line.cells) > k and re.search("หมายถึง|หมายความว่า", line.cells[k])]
    return out


def add_definition(line, cell, text):
    old = line.cells[cell]
    if old.endswith("</p>") or "<p>" in old:
        m = re.search(r"(<p>(?:<u>)?(?:ค่าเป้าหมาย|วิธีคำนวณ))", old)
        new = old[:m.start()] + f"<p>{text}</p>" + old[m.start():] if m else old + f"<p>{text}</p>"
    elif "<u>วิธีคำนวณ" in old:
        new = old.replace("<u>วิธีคำนวณ", f"{text} <u>วิธีคำนวณ", 1)
    else:
        new = f"<p>{old}</p><p>{text}</p>"
    line.put(cell, new)


def definition_unused(document, rng):
    line, cell = pick(rng, definition_places(document)) or (None, 0)
    if not line:
        return None
    term = rng.choice(["เรือโดยสารไฟฟ้า", "พิพิธภัณฑ์สัตว์น้ำ", "อาคารสูงพิเศษ", "สนามบินน้ำ"])
    add_definition(line, cell, f"{term} หมายถึง สิ่งที่มีขนาดตั้งแต่ {document.number(200)} ตารางเมตรขึ้นไป")
    return Injection([line], {"alignment", "missing"})


def definition_twice(document, rng):
    places = definition_places(document)
    terms = [(line, m[1].strip()) for line, k in places for m in DEFINED.finditer(line.cells[k]) if len(m[1].strip()) > 5 and "ผล" not in m[1][:2]]
    first, term = pick(rng, terms) or (None, None)
    others = [(line, k) for line, k in places if line is not first]
    line, cell = pick(rng, others) or (None, 0)
    if not first or not line:
        return None
    add_definition(line, cell, f"{term} หมายถึง สิ่งที่หน่วยงานประกาศไว้เป็นอย่างอื่นในต้นปี")
    return Injection([line, first], {"duplicate"}, [({"alignment"}, [line], "here the term is not used")])


def exclusions_differ(document, rng):
    line, cell = pick(rng, definition_places(document)) or (None, 0)
    if not line:
        return None
    kinds = ["ค่าตอบแทนพิเศษ", "เงินบำเหน็จลูกจ้าง", "เงินอุดหนุนจากรัฐบาล", "เงินช่วยเหลือข้าราชการ"]
    rng.shuffle(kinds)
    changed = list(kinds)
    changed[rng.randrange(4)] = rng.choice(["เงินบำนาญลูกจ้าง", "ค่าสาธารณูปโภคค้างจ่าย"])
    whole, part = rng.choice([("งบประมาณรายจ่ายทั้งปี", "งบประมาณรายจ่ายที่เบิกแล้ว"), ("รายจ่ายรวมของหน่วยงาน", "รายจ่ายจริงของหน่วยงาน")])
    add_definition(line, cell, f"{whole} หมายถึง งบประมาณทุกประเภทที่ได้รับจัดสรร (ไม่รวม{' '.join(kinds)})")
    add_definition(line, cell, f"{part} หมายถึง ผลรวมของ{whole}ที่จ่ายแล้ว (ไม่รวม{' '.join(changed)})")
    return Injection([line], {"alignment"}, [({"alignment", "missing"}, [line], "the new terms are used in these definitions only")])


FAMILIES = {
    "total wrong": total_wrong,
    "total with swapped digits": total_swapped,
    "amount differs": amount_differs,
    "count of a list": count_declared,
    "count of the plan": count_of_plan,
    "count of steps": step_count,
    "counts of partners disagree": partner_count,
    "project under two missions": project_under_two_missions,
    "project twice in a table": project_twice_in_summary,
    "item twice in a list": list_item_twice,
    "number in a list": list_number,
    "number of a row": row_number,
    "number of a mission": mission_number,
    "no target": without("target"),
    "no method": without("method"),
    "no evidence": without("evidence"),
    "no owner of an indicator": without("owner"),
    "no criteria": without("criteria"),
    "no owner of a project": no_project_owner,
    "no budget of a project": no_project_budget,
    "weights do not make 100": weight_wrong,
    "weight differs": weight_differs,
    "total weight wrong": weight_total,
    "score wrong": score_wrong,
    "step weight wrong": step_weight,
    "cumulative wrong": cumulative_wrong,
    "project name differs": project_name,
    "indicator name differs": indicator_name,
    "criteria title differs": criteria_title,
    "owner differs": owner_differs,
    "target differs": target_differs,
    "code cut": with_code("cut"),
    "code shortened": with_code("short"),
    "code undeclared": with_code("undeclared"),
    "code without parent": with_code("parent"),
    "code with another title": code_title,
    "branch of a mission": branch,
    "step without months": step_without_months,
    "steps without any months": no_months,
    "all steps at once": all_at_once,
    "steps out of order": steps_out_of_order,
    "months uncovered": months_uncovered,
    "arrow reversed": arrow_reversed,
    "arrow broken": arrow_broken,
    "year over the months": header_year,
    "months of the header": header_months,
    "step table without title": table_without_title,
    "ragged row": ragged_row,
    "mixed digits": mixed_digits,
    "grouping of digits": grouping,
    "form of an amount": money_form,
    "doubled word": doubled_word,
    "foreign word": foreign_word,
    "leftover mark": leftover_mark,
    "open bracket": unclosed_bracket,
    "impossible date": impossible_date,
    "years reversed": year_span,
    "joining words clash": clash,
    "misspelt word": misspelt,
    "form of a term": term_form,
    "column header differs": column_header,
    "contents differ from heading": contents_heading,
    "chapter not in contents": contents_missing,
    "page backwards": contents_page,
    "contents line without page": contents_no_page,
    "empty chapter": empty_section,
    "level missing": level_missing,
    "level twice": level_twice,
    "levels out of order": not_monotone,
    "gap or overlap of levels": range_gap,
    "condition twice": condition_twice,
    "criteria miss the target": criteria_miss_target,
    "unit differs": unit_differs,
    "relative target, no baseline": relative_without_baseline,
    "target below last result": target_below_result,
    "SWOT item unknown": swot_unknown,
    "SWOT item in other words": swot_text,
    "combination without project": combination_without_project,
    "definition unused": definition_unused,
    "definition twice": definition_twice,
    "exclusions differ": exclusions_differ,
}
