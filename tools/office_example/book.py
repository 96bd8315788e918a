"""The document as blocks: what both the text and the Word form are written from."""

from dataclasses import dataclass, field

from .facts import (ANNUAL_PLAN, CITY_NODES, CITY_PLAN, COMBINATIONS, COMBINATION_GROUPS, COMPONENTS, FOREIGN_NODES, GENERAL, HIGHER,
                    LABELS, MEASURES, MISSIONS, MISSION_STATEMENTS, OFFICE, PARENT, PREFACE, PROJECTS, P6_SHARES, RESULTS,
                    RESULTS_INTRO, SWOT, SWOT_INTRO, SWOT_TITLES, TITLE, VISION, YEAR_GOAL)
from .indicators import (EXCLUDED, GRATUITY, IMPLEMENTATION, INDICATORS, N1, PART_ACTIVITY, PENSION, PERCENTS, PRODUCTS_TARGET,
                         SCHEDULES, SUB_INDICATORS, TERMS, TERM_REPEATS)
from .slips import Slips

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."]


def thai(value):
    return str(value).translate(THAI)


def money(baht):
    return thai(f"{baht:,}.- บาท") if baht is not None else "ไม่ใช้งบประมาณ"


@dataclass
class Para:
    text: str
    style: str = "body"  # cover, title, h1 to h4, body, item, contents
    tight: bool = False  # no blank line before it in the text form
    page: str = ""       # of a contents line


@dataclass
class PageBreak:
    pass


@dataclass
class Section:
    landscape: bool


@dataclass
class Cell:
    paras: list = field(default_factory=list)
    span: int = 1
    rows: int = 1
    align: str = ""
    shaded: bool = False


@dataclass
class Table:
    header: list
    rows: list
    widths: list
    size: int = 14
    margin: int = 85  # left and right of a cell's text, in twentieths of a point
    bold_last: bool = False


def cell(value, **options):
    if isinstance(value, Cell):
        return value
    return Cell([value] if isinstance(value, str) else list(value), **options)


def row(*values):
    return [cell(v) for v in values]


def centred(value, **options):
    return cell(value, align="center", **options)


def right(value):
    return cell(value, align="right")


class Book:
    def __init__(self, slips_active, pages):
        self.slip = Slips(slips_active)
        self.pages = pages
        self.blocks = []

    # Small things ---------------------------------------------------------------------------------------------
    def add(self, text, style="body", tight=False):
        self.blocks.append(Para(text, style, tight))

    def table(self, header, rows, widths, **options):
        self.blocks.append(Table([[centred(c) if not isinstance(c, Cell) else c for c in line] for line in header], rows, widths, **options))

    def items(self, texts, mark="{n}."):
        for i, text in enumerate(texts, 1):
            self.add(f"{mark.format(n=thai(i))} {text}", "item", tight=i > 1)

    def text(self, paragraphs):
        for p in paragraphs:
            self.add(p)

    # Chapters -------------------------------------------------------------------------------------------------
    def build(self):
        self.front()
        self.contents()
        self.essentials()
        self.results()
        self.swot()
        self.goals()
        self.indicator_lists()
        self.strategic_measure()
        self.missions()
        self.summaries()
        self.implementation()
        self.table_a()
        self.tables_b_c()
        self.table_d()
        self.steps()
        return self.blocks

    def front(self):
        for line in ("แผนปฏิบัติการ ประจำปี", "พ.ศ. ๒๕๖๕"):
            self.add(line, "cover")
        self.add(OFFICE, "cover")
        self.add(PARENT, "cover", tight=True)
        self.blocks.append(Section(False))
        self.add(TITLE, "title")
        self.add(f"{OFFICE} {PARENT}", "title", tight=True)
        self.add("คำนำ", "h1")
        self.text(PREFACE)

    def contents(self):
        self.blocks.append(PageBreak())
        self.add("สารบัญ", "h1")
        for i, (title, page) in enumerate(self.contents_lines()):
            self.blocks.append(Para(title, "contents", i > 0, thai(page) if page else ""))

    def contents_lines(self):
        year = " พ.ศ. ๒๕๖๕"
        lines = [
            "คำนำ", "สารบัญ", self.slip("contents-heading", "สาระสำคัญของแผนปฏิบัติการประจำปี", "สาระสำคัญของแผนปฏิบัติราชการประจำปี"),
            "ข้อมูลทั่วไป", "วิสัยทัศน์", "พันธกิจ", None, "เป้าหมายการดำเนินการในปี พ.ศ. ๒๕๖๕",
            "การวิเคราะห์สภาพแวดล้อมภายในและภายนอก (SWOT Analysis)", "เป้าหมาย", "ตัวชี้วัดผลการดำเนินงานหลัก",
            "มาตรการและโครงการยุทธศาสตร์ตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี" + year, "ส่วนที่ ๑ การบริการสาธารณะ",
            "ด้านที่ ๖ มหานครแห่งเศรษฐกิจและการเรียนรู้", "โครงการสำคัญตามภารกิจของสำนักงานการต่างประเทศ",
            "สรุปโครงการและงบประมาณที่หน่วยงานจะดำเนินการในปีงบประมาณ" + year,
            "โครงการยุทธศาสตร์ตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี" + year, "โครงการสำคัญตามภารกิจของหน่วยงาน",
            "บัญชีรายการ/โครงการประจำพื้นฐาน", "การนำแผนฯ ไปสู่การปฏิบัติและการติดตามประเมินผล", "บัญชีรายการโครงการ/กิจกรรมประจำพื้นฐาน",
            "แนวทางการประเมินผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการประจำปี" + year,
            "ตาราง ก แสดงตัวชี้วัดและภารกิจจากการเจรจาตกลงประเมินผลการปฏิบัติราชการประจำปี" + year,
            "องค์ประกอบที่ ๑ " + COMPONENTS[1][0],
            "ตาราง ข แสดงตัวชี้วัดยุทธศาสตร์การพัฒนากรุงเทพมหานคร (ตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี" + year + ")",
            "ตาราง ค แสดงตัวชี้วัดและภารกิจตามยุทธศาสตร์ของหน่วยงาน",
            "ตาราง ง แสดงตัวชี้วัดและโครงการ/กิจกรรมสนับสนุนภารกิจตามองค์ประกอบที่ ๔ และ ๕",
            "องค์ประกอบที่ ๔ " + COMPONENTS[4][0], "องค์ประกอบที่ ๕ " + COMPONENTS[5][0],
            "ขั้นตอนการปฏิบัติงานของโครงการ/กิจกรรม",
        ]
        results = "ผลการดำเนินงานของสำนักงานการต่างประเทศในปี พ.ศ. ๒๕๖๔"
        out = []
        for i, line in enumerate(lines):
            if line is None:
                if self.slip.active:
                    continue  # contents-missing: marked at the heading itself
                line = results
            out.append((line, self.pages[i]))
        return out

    def essentials(self):
        self.blocks.append(PageBreak())
        self.add("สาระสำคัญของแผนปฏิบัติการประจำปี", "h1")
        self.add("ข้อมูลทั่วไป", "h2")
        self.text(GENERAL)
        self.add("วิสัยทัศน์", "h2")
        self.add(VISION)
        self.add("พันธกิจ", "h2")
        self.items(MISSION_STATEMENTS)

    def results(self):
        self.add(self.slip.at("contents-missing") + "ผลการดำเนินงานของสำนักงานการต่างประเทศในปี พ.ศ. ๒๕๖๔", "h2")
        self.text(RESULTS_INTRO)
        component, place, n = None, 0, 0
        for r in RESULTS:
            if r["component"] != component:
                component, place, n = r["component"], place + 1, 0
                name, english = COMPONENTS[component]
                heading = f"{thai(place)}. องค์ประกอบที่ {thai(component)} : {name} ({english})"
                self.add(heading, "h3")
            n += 1
            text = r["text"]
            if "{cities}" in text:
                text = text.format(cities=self.slip("partner-count", "๓๖", "๓๗"))
            if r["label"]:
                target = f" (ค่าเป้าหมาย {r['target']})" if r["target"] else ""
                text = f"{thai(place)}.{thai(n)} {r['label']} {r['name']}{target} {text}"
            else:
                text = f"{r['name']} {text}"
            self.add(text)
        self.add("เป้าหมายการดำเนินการในปี พ.ศ. ๒๕๖๕", "h2")
        self.text(YEAR_GOAL)

    def swot(self):
        self.add("การวิเคราะห์สภาพแวดล้อมภายในและภายนอก (SWOT Analysis)", "h2")
        for letter, texts in SWOT.items():
            self.add(SWOT_TITLES[letter], "h3")
            self.items(texts)
        self.text(SWOT_INTRO)
        seen = None
        for kind, number, heading, items, _, projects in COMBINATIONS:
            if kind != seen:
                seen = kind
                self.add(COMBINATION_GROUPS[kind], "h3")
            if number == "๑.๓":
                heading = self.slip.at("combination-without-project") + heading
            self.add(f"{number} {heading}", "item")
            parts = []
            for item in items:
                code = thai(item)
                if item == "O8":
                    code = self.slip("swot-unknown", "O๘", "O๑๒")
                parts.append(f"{code} {SWOT[item[0]][int(item[1:]) - 1]}")
            text = "- " + " ".join(parts)
            if not (self.slip.active and number == "๑.๓"):
                text += f" สำนักงานจึงกำหนดโครงการที่เกี่ยวข้อง จำนวน {thai(len(projects))} โครงการ ได้แก่ " + self.project_list(projects)
            self.add(text)

    def project_list(self, projects):
        names = [PROJECTS[p][0] for p in projects]
        names = [self.slip("edition-digits", n, n.replace("๑๖", "16")) if n.endswith("๑๖") else n for n in names]
        return names[0] if len(names) == 1 else " ".join(names[:-1]) + " และ" + names[-1]

    def node_line(self, kind, code, title):
        return f"{LABELS[kind]}ที่ {code} {title}"

    def goals(self):
        self.add("เป้าหมาย", "h1")
        self.add(CITY_PLAN, "h3")
        area = 0
        for kind, code, title, _ in CITY_NODES:
            line = self.node_line(kind, code, title)
            if kind == "strategic_area":
                area += 1
                line = f"{thai(area)}. {line}"
            if self.slip.active and code == "๗.๒":
                continue  # node-undeclared: marked where mission 5 uses it
            self.add(line, "item")
        self.add(f"{thai(area + 1)}. ประเด็นยุทธศาสตร์ด้านต่างประเทศของกรุงเทพมหานคร (พ.ศ. ๒๕๖๓ – ๒๕๖๕)", "h3")
        for kind, code, title, _ in FOREIGN_NODES:
            self.add(self.node_line(kind, code, title), "item")

    def sub_line(self, i):
        name, _, targets = SUB_INDICATORS[i]
        return f"- {name} (ค่าเป้าหมาย {self.products(targets[2])})"

    def products(self, text):
        return text.format(products=self.slip("target-below-result", PRODUCTS_TARGET, "๑๗")) if "{" in text else text

    def indicator_lists(self):
        self.add("ตัวชี้วัดผลการดำเนินงานหลัก", "h1")
        self.add("- ตัวชี้วัดเจรจาตกลง", "h3")
        for n in (1, 2, 3):
            name = INDICATORS[n]["name"]
            if n == 1:
                name = self.slip("indicator-name", name, name.replace("ระดับ", "ร้อยละ", 1))
            self.add(f"{thai(n)}) {name} (ค่าเป้าหมาย {INDICATORS[n]['target']})", "item")
        self.add("- ตัวชี้วัดภารกิจยุทธศาสตร์ตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. ๒๕๖๕", "h3")
        self.add(f"๑) {INDICATORS[4]['name']}", "item")
        for i in (0, 1):
            self.add(self.sub_line(i), "item")
        self.add("- ตัวชี้วัดภารกิจตามยุทธศาสตร์ของหน่วยงาน", "h3")
        for i, n in enumerate((5, 6), 1):
            self.add(f"{thai(i)}) {INDICATORS[n]['name']} (ค่าเป้าหมาย {INDICATORS[n]['target']})", "item")

    def target_table(self, with_name):
        names = [f"- {s[0]}" for s in SUB_INDICATORS]
        if with_name:
            names.insert(0, INDICATORS[4]["name"])
        values = [[self.products(s[2][y]) for s in SUB_INDICATORS] for y in range(3)]
        self.table([[centred("ลำดับที่", rows=2), centred("ตัวชี้วัด", rows=2), centred("ค่าเป้าหมาย", span=3)], ["๒๕๖๓", "๒๕๖๔", "๒๕๖๕"]],
                   [[centred("๑"), cell(names)] + [cell(v) for v in values]], [1.9, 6.6, 2.3, 3.1, 3.1])

    def strategic_measure(self):
        self.add("มาตรการและโครงการยุทธศาสตร์ตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. ๒๕๖๕", "h1")
        self.add("ส่วนที่ ๑ การบริการสาธารณะ", "h2")
        nodes = {code: (kind, title) for kind, code, title, _ in CITY_NODES}
        for code in ("๖", "๖.๑", "๖.๑.๑.๑"):
            kind, title = nodes[code]
            shown = self.slip("code-shortened", code, "๖.๑.๑") if kind == "objective" else code
            self.add(self.node_line(kind, shown, title), "h2" if kind == "strategic_area" else "item")
        self.add("ตัวชี้วัดเป้าประสงค์", "h3")
        self.target_table(True)
        self.add("มาตรการสนับสนุนเป้าประสงค์", "h3")
        self.add(f"มาตรการ {MEASURES[4][1]}")
        self.add("ตัวชี้วัดมาตรการ", "h3")
        self.target_table(False)
        self.add("โครงการ/กิจกรรมรองรับมาตรการ", "h3")
        name, budget, lead, _ = PROJECTS["P7"]
        owner = self.slip("owner-differs", lead, "ส่วนแผนงานฯ/ส่วนส่งเสริมฯ")
        self.table([["โครงการยุทธศาสตร์", "งบประมาณ", "ส่วนราชการ"]], [row(name, right(money(budget)), owner)], [7.3, 4.7, 5])

    def missions(self):
        self.add("โครงการสำคัญตามภารกิจของสำนักงานการต่างประเทศ", "h1")
        nodes = {code: (kind, title) for kind, code, title, _ in CITY_NODES}
        for n, (title, indicator, code, projects, _) in MISSIONS.items():
            self.add(f"ภารกิจที่ {thai(n)} {title}", "h2")
            ind = INDICATORS[indicator]
            self.add(f"เป้าหมาย/ความสำเร็จตามภารกิจ {ind['name']} (ค่าเป้าหมาย {ind['target']})")
            area, dimension = code[0], code
            mark = ""
            if n == 1 and self.slip.active:
                mark, area, dimension = self.slip.at("mission-branch"), "๗", "๗.๑"
            if n == 5:
                mark = self.slip.at("node-undeclared")
            self.add(f"{mark}ความเชื่อมโยงกับ{CITY_PLAN} {self.node_line('strategic_area', area, nodes[area][1])} "
                     f"{self.node_line('dimension', dimension, nodes[dimension][1])}")
            rows = []
            for i, p in enumerate(projects, 1):
                name, budget, lead, _ = PROJECTS[p]
                amount = self.slip("project-twice", money(P6_SHARES.get(n, 0)), money(budget)) if p == "P6" else money(budget)
                rows.append(row(centred(thai(i)), name, right(amount), lead))
            self.table([["ลำดับที่", "โครงการสำคัญ", "งบประมาณ", "ส่วนราชการ"]], rows, [1.9, 7.1, 4.7, 3.3])

    def summaries(self):
        self.add("สรุปโครงการและงบประมาณที่หน่วยงานจะดำเนินการในปีงบประมาณ พ.ศ. ๒๕๖๕", "h1")
        self.add("โครงการยุทธศาสตร์ตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. ๒๕๖๕", "h2")
        self.summary("ชื่อโครงการยุทธศาสตร์", ["P7"], money(1500000))
        self.add("โครงการสำคัญตามภารกิจของหน่วยงาน", "h2")
        self.summary(self.slip("summary-header", "ชื่อโครงการสำคัญ", "ชื่อโครงการยุทธศาสตร์"), ["P1", "P2", "P3", "P4", "P5", "P6"],
                     self.slip("total-swapped", money(12903200), money(21903200)))
        self.add("บัญชีรายการ/โครงการประจำพื้นฐาน", "h2")
        rows = []
        for i, p in enumerate(("R1", "R2", "R3", "R4"), 1):
            first = [centred("๑", rows=4), cell("ด้านการบริหารทั่วไป", rows=4)] if i == 1 else []
            rows.append(first + row(f"{thai(i)}. {PROJECTS[p][0]}", right(money(PROJECTS[p][1]))))
        rows.append([centred("รวมงบประมาณทั้งสิ้น", span=3), right(money(1941200))])
        self.table([["ลำดับที่", "ด้าน/แผนงาน", "รายการ/โครงการ", "งบประมาณ"]], rows, [1.9, 3.4, 7, 4.7], bold_last=True)

    def summary(self, header, projects, total):
        rows = [row(centred(thai(i)), PROJECTS[p][0], right(money(PROJECTS[p][1])), PROJECTS[p][2]) for i, p in enumerate(projects, 1)]
        rows.append([centred("รวมงบประมาณทั้งสิ้น", span=2), right(total), cell("")])
        self.table([["ลำดับที่", header, "งบประมาณ", "ส่วนราชการที่รับผิดชอบ"]], rows, [1.9, 7.1, 4.7, 3.3], bold_last=True)

    def implementation(self):
        self.add(self.slip.at("section-empty") + "การนำแผนฯ ไปสู่การปฏิบัติและการติดตามประเมินผล", "h1")
        if not self.slip.active:
            self.text(IMPLEMENTATION)
        self.add("บัญชีรายการโครงการ/กิจกรรมประจำพื้นฐาน", "h1")
        rows = [[centred("๑", rows=5), cell("แผนงานนิติบัญญัติและบริหารราชการ"), cell(""), cell("")]]
        for i, p in enumerate(("R1", "R2", "R3", "R4"), 1):
            first = [cell("ผลผลิต : ความสัมพันธ์ระหว่างเมือง", rows=4)] if i == 1 else []
            rows.append(first + row(f"{thai(i)}. {PROJECTS[p][0]}", right(money(PROJECTS[p][1]))))
        rows.append([centred("รวมงบประมาณทั้งสิ้น", span=3), right(money(1941200))])
        self.table([["ลำดับที่", "แผนงาน/ผลผลิต/งาน", "รายการ/โครงการ", "งบประมาณ"]], rows, [1.9, 3.9, 6.5, 4.7], bold_last=True)

    # Tables ก to ง ----------------------------------------------------------------------------------------------
    def branch(self, codes, bullet=""):
        nodes = {code: (kind, title) for kind, code, title, _ in CITY_NODES}
        for i, code in enumerate(codes):
            kind, title = nodes[code]
            shown = self.slip("code-cut", code, "๖.๓.") if code == "๖.๓.๑.๑" else code
            self.add((bullet if i == 0 else "") + self.node_line(kind, shown, title), "item", tight=i > 0)

    def higher(self, n):
        name, target, owners, _ = HIGHER[n]
        self.table([["ลำดับที่", "ตัวชี้วัด", "เป้าหมาย", "หน่วยงานที่รับผิดชอบ"]],
                   [row(centred(thai(n)), name, centred(target), list(owners))], [1.9, 7.4, 3, 4.7])

    def definition(self, n):
        term, english, verb, text = TERMS[n - 1]
        if n == 26:  # the same term once more
            text = self.slip("term-twice", TERMS[10][3], "สิ่งใหม่ที่มีคุณค่าต่อเศรษฐกิจหรือสังคม ซึ่งคนสร้างขึ้นจากความรู้")
        elif n in TERM_REPEATS:
            text = TERMS[TERM_REPEATS[n] - 1][3]
        friend = "ฉันมิตร"
        if n in (6, 7):
            friend = self.slip("term-form", friend, "ฉันทมิตร")
            if n == 7:
                term = self.slip("term-form", term, "เมืองพี่เมืองน้องและเมืองฉันทมิตร")
        if n == 14:
            term = self.slip("foreign-word", term, term.replace("ที่เบิกจ่าย", " que เบิกจ่าย"))
        if n == 16:
            term = self.slip.at("term-unused") + term
        excluded = EXCLUDED.format(pension=GRATUITY)
        fill = dict(friend=friend, excluded=excluded,
                    excluded_last=self.slip("exclusion-differs", excluded, EXCLUDED.format(pension=PENSION)),
                    doubled=self.slip("word-doubled", "ทั้งภายในและภายนอก", "ทั้งภายในและและภายนอก"))
        for key, value in fill.items():
            text = text.replace("{" + key + "}", value)
        name = f"{term} ({english})" if english else term
        return f"{name} {verb} {text}"

    def sheet_column(self, n, numbered=False):
        ind = INDICATORS[n]
        out = [] if ind["group"] == "ง" else ["<u>นิยาม</u>"]
        for i, term in enumerate(ind["terms"], 1):
            out.append((f"{thai(i)}. " if numbered else "") + self.definition(term))
        if ind["group"] == "ง" and self.slip.active:
            return out  # sheet-incomplete: marked at the indicator's name
        out.append("<u>ค่าเป้าหมาย</u>")
        if n == 4:
            out += [f"- {s[0]} {self.products(s[2][2])}" for s in SUB_INDICATORS]
        else:
            out.append(ind["target"])
        out += ["<u>วิธีคำนวณ</u>", ind["method"], "<u>วิธีเก็บข้อมูล/หลักฐาน</u>"]
        return out + [f"{thai(i)}. {e}" for i, e in enumerate(ind["evidence"], 1)]

    def sheet(self, numbers):
        rows = []
        for n in numbers:
            ind, (prefix, title, lines) = INDICATORS[n], MEASURES[n]
            name = ind["name"]
            if n == 3:
                title = self.slip("term-form", title, title.replace("ฉันมิตร", "ฉันทมิตร"))
                name = self.slip("term-form", name, name.replace("ฉันมิตร", "ฉันทมิตร"))
            if n in (4, 5, 6):
                name = self.slip.at("criteria-missing") + name
            indicator = [name]
            if n == 4:
                indicator += [self.sub_line(0), self.sub_line(1)]
            elif n in (5, 6):
                indicator[0] += f" (ค่าเป้าหมาย {ind['target']})"
            projects = []
            for i, p in enumerate(ind["projects"], 1):
                name, budget, lead, _ = PROJECTS[p]
                budget = P6_SHARES[4 if n == 5 else 5] if p == "P6" and not self.slip.active else budget
                mark = f"{thai(i)}. " if len(ind["projects"]) > 1 else ""
                projects += [f"{mark}{name}", f"งบประมาณ {money(budget)}", f"({lead})"]
            if n == 6:
                projects.append(f"({PART_ACTIVITY})")
            rows.append([cell([f"{prefix} {title}"] + [f"- {line}" for line in lines]), cell(indicator), cell(self.sheet_column(n)), cell(projects)])
        self.table([["มาตรการ", "ตัวชี้วัดมาตรการ", "นิยาม/คำอธิบายตัวชี้วัด", "โครงการ/กิจกรรม"]], rows, [3.3, 3.3, 6.3, 4.1], size=12)

    def criteria(self, n):
        ind = INDICATORS[n]
        title, header = ind["name"], "ผลการดำเนินงาน"
        if n == 1:
            title = self.slip("criteria-title", title, title.replace("ที่โดดเด่น", ""))
            header = self.slip("criteria-header", header, "การดำเนินงาน")
        self.add(f"เกณฑ์การให้คะแนน “{title}”", "h3")
        rows = []
        for i, text in enumerate(ind["criteria"]):
            line = [centred(thai(5 - i)), cell(f"ร้อยละ {thai(PERCENTS[i])} ของน้ำหนักคะแนน"), cell(text)]
            if ind["weight"]:
                score = thai(f"{ind['weight'] * PERCENTS[i] / 100:g}")
                if n == 2 and i == 1:
                    score = self.slip("score-wrong", score, "๑๙")
                line.append(centred(score))
            rows.append(line)
        header_row = ["ระดับความสำเร็จ", "เกณฑ์ร้อยละความสำเร็จ", header]
        widths = [2.3, 3.4, 11.3]
        if ind["weight"]:
            header_row.append("คะแนนที่ได้รับ")
            widths = [2.3, 3.4, 9, 2.3]
        self.table([header_row], rows, widths)

    def table_a(self):
        self.blocks.append(PageBreak())
        self.add("แนวทางการประเมินผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการประจำปี พ.ศ. ๒๕๖๕", "h1")
        self.add("ตาราง ก แสดงตัวชี้วัดและภารกิจจากการเจรจาตกลงประเมินผลการปฏิบัติราชการประจำปี พ.ศ. ๒๕๖๕", "h1")
        self.add("องค์ประกอบที่ ๑ " + COMPONENTS[1][0], "h2")
        self.branch(["๖", "๖.๓", "๖.๓.๑.๑"], "- ")
        self.add("- สอดคล้องกับประเด็นยุทธศาสตร์ด้านต่างประเทศของกรุงเทพมหานคร (พ.ศ. ๒๕๖๓ – ๒๕๖๕)", "item", tight=True)
        for kind, code, title, _ in FOREIGN_NODES:
            self.add(self.node_line(kind, code, title), "item", tight=True)
        for n in (1, 2, 3):
            if n > 1:
                self.branch(["๗", "๗.๑", "๗.๑.๑.๑"])
            self.higher(1 if n == 1 else 2)
            self.sheet([n])
            self.criteria(n)

    def tables_b_c(self):
        self.blocks.append(PageBreak())
        self.add(f"ตาราง ข แสดงตัวชี้วัดยุทธศาสตร์การพัฒนากรุงเทพมหานคร (ตาม{ANNUAL_PLAN})", "h1")
        self.sheet([4])
        if not self.slip.active:
            self.criteria(4)
        self.add("ตาราง ค แสดงตัวชี้วัดและภารกิจตามยุทธศาสตร์ของหน่วยงาน", "h1")
        self.sheet([5, 6])
        if not self.slip.active:
            self.criteria(5)
            self.criteria(6)

    def component_sheet(self, numbers):
        rows = []
        for n in numbers:
            ind = INDICATORS[n]
            name = f"{ind['number']} {ind['name']}" if ind.get("number") else ind["name"]
            if "activity" in ind:
                support = "และ".join(ind["support"])
                projects = [ind["activity"], f"(ส่วนราชการรับผิดชอบหลัก : {ind['lead']} ส่วนราชการสนับสนุน : {support})"]
            else:
                projects = []
                for i, p in enumerate(ind["projects"], 1):
                    title = PROJECTS[p][0]
                    if p == "P4":
                        title = self.slip("project-name", title, "โครงการ" + title.removeprefix("การ"))
                    projects.append(f"{thai(i)}. {title}")
                if not self.slip.active:
                    projects.append(f"(ส่วนราชการรับผิดชอบหลัก : {ind['lead']} ส่วนราชการสนับสนุน : {'และ'.join(ind['support'])})")
            rows.append([cell(self.slip.at("sheet-incomplete") + name), cell(self.sheet_column(n, numbered=n == 8)), cell(projects)])
        self.table([["ตัวชี้วัด", "นิยาม/คำอธิบายตัวชี้วัด", "โครงการ/กิจกรรมและส่วนราชการที่รับผิดชอบ"]], rows, [3.4, 8.6, 5], size=12)

    def table_d(self):
        self.blocks.append(PageBreak())
        self.add("ตาราง ง แสดงตัวชี้วัดและโครงการ/กิจกรรมสนับสนุนภารกิจตามองค์ประกอบที่ ๔ และ ๕", "h1")
        self.add("องค์ประกอบที่ ๔ " + COMPONENTS[4][0], "h2")
        self.component_sheet([7])
        self.add("องค์ประกอบที่ ๕ " + COMPONENTS[5][0], "h2")
        self.component_sheet([8, 9])

    # Steps ------------------------------------------------------------------------------------------------------
    def steps(self):
        self.blocks.append(Section(True))
        self.add("ขั้นตอนการปฏิบัติงานของโครงการ/กิจกรรม", "h1")
        self.add("(เฉพาะภารกิจงานจากการเจรจาตกลงฯ ยุทธศาสตร์ตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. ๒๕๖๕ และภารกิจตามยุทธศาสตร์ของหน่วยงาน)")
        first = True
        for schedule in SCHEDULES:
            if schedule.get("mended_only") and self.slip.active:
                continue
            if not first:
                self.blocks.append(PageBreak())
            first = False
            self.schedule(schedule)

    def schedule(self, schedule):
        n, project = schedule["indicator"], PROJECTS[schedule["project"]]
        mark = self.slip.at("projects-without-steps") if n == 1 else ""
        self.add(f"{mark}ชื่อตัวชี้วัดที่ {thai(n)} {INDICATORS[n]['name']}", "h4")
        self.add(f"ชื่อโครงการที่ {schedule['ordinal']} {project[0]} ({project[2]})", "h4", tight=True)
        header = [
            [centred("ขั้นตอนการดำเนินงาน", rows=3), centred("น้ำหนัก รายขั้นตอน (ร้อยละ)", rows=3),
             centred("ติดตาม ความก้าวหน้า โครงการ (ร้อยละ)", rows=3), centred("ระยะเวลาดำเนินการ", span=12)],
            [centred("พ.ศ. ๒๕๖๔", span=3), centred("พ.ศ. ๒๕๖๕", span=9)],
            [centred(m) for m in MONTHS],
        ]
        rows, total = [], 0
        for i, (text, weight, start, end) in enumerate(schedule["steps"], 1):
            total += weight
            digits = (lambda value: self.slip("digits-mixed", thai(value), str(value))) if n == 1 else thai
            figure = digits(total)
            start_mark = ""
            if n == 1 and self.slip.active:
                start, end, start_mark = 0, 0, self.slip.at("no-months")
            if n == 2 and i == 2:
                text = self.slip("step-from-criteria", text, INDICATORS[2]["criteria"][3])
            if n == 4:
                if i == 4:
                    figure = self.slip("cumulative-wrong", figure, "๗๐")
                if self.slip.active:  # the months that the office printed
                    start, end = [(1, 2), (4, 5), (4, 5), (4, 5), (7, 8), (12, 12)][i - 1]
                    start_mark = self.slip.at("months-uncovered")
            if n == 5 and self.slip.active:
                start, end = (1 if i < 3 else 2), 12
                start_mark = self.slip.at("all-at-once")
            bars = []
            for month in range(1, 13):
                glyph = ""
                if month == start:
                    glyph = "↔" if start == end else "←"
                elif month == end:
                    glyph = "→"
                bars.append(Cell([glyph] if glyph else [], align="center", shaded=start <= month <= end))
            rows.append([cell(f"{start_mark}{thai(i)}. {text}"), centred(digits(weight)), centred(figure)] + bars)
        count = thai(len(rows))
        if n == 5:
            count = self.slip("steps-count", count, "๗")
        rows.append([cell(f"รวม {count} ขั้นตอน คิดเป็นร้อยละ"), centred(digits(total)), centred(digits(total))] + [cell("") for _ in MONTHS])
        self.table(header, rows, [7, 1.9, 2.2] + [1.22] * 12, size=11, margin=40, bold_last=True)
