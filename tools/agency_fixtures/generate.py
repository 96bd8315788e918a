"""Random agencies over the same sections: `agency(seed)` gives a finished Book. Nothing depends on anything but the seed."""

import random

from .book import Book, Item, section
from .sections import *  # noqa: F403
from .sections import finish

PLACES = ["บางน้ำใส", "คลองลาน", "ทุ่งรวงทอง", "ดอนพิกุล", "หนองบัวขาว", "ปากธาร", "เขาเขียว", "ท่าจันทน์", "สวนหมาก", "บึงสามแสง", "เกาะลำพู", "ห้วยศิลา"]
AGENCIES = ["สำนักงานเขต{p}", "สำนักงานเทศบาลเมือง{p}", "กองการศึกษาเมือง{p}", "สำนักสวัสดิการเมือง{p}", "สำนักงานสิ่งแวดล้อมเขต{p}", "กองช่างเทศบาล{p}", "ศูนย์บริการประชาชน{p}"]
HIGHERS = [None, "มหานครศรีธารา", "เทศบาลนครรุ่งอรุณ", "สำนักบริหารเมืองธารทอง"]
SECTIONS = ["ฝ่ายแผนงาน", "ฝ่ายบริหารทั่วไป", "ฝ่ายพัฒนาชุมชน", "ฝ่ายสิ่งแวดล้อม", "ฝ่ายโยธา", "ฝ่ายการศึกษา", "ฝ่ายรายได้", "ฝ่ายทะเบียน", "ฝ่ายเทศกิจ", "ฝ่ายการคลัง",
            "กลุ่มงานวิชาการ", "กลุ่มงานข้อมูล", "กลุ่มงานบริการ", "งานจัดหาพัสดุ"]
OUTSIDE = ["สำนักการจราจร", "สำนักการระบายน้ำ", "สถาบันพัฒนาเมือง", "สำนักอนามัยมหานคร", "ศูนย์ประเมินผลกลาง"]
VERBS = ["พัฒนา", "ปรับปรุง", "ส่งเสริม", "ฟื้นฟู", "จัดระเบียบ", "ขยาย", "สำรวจ", "เฝ้าระวัง"]
OBJECTS = ["ทางเดินริมคลอง", "สวนชุมชน", "ตลาดเช้า", "ศูนย์เด็กเล็ก", "ห้องสมุดย่าน", "ลานกีฬา", "ระบบนัดหมาย", "จุดทิ้งขยะ", "ป้ายรถโดยสาร", "บ่อพักน้ำ",
           "อาชีพผู้สูงอายุ", "ทักษะดิจิทัลของบุคลากร", "ทะเบียนอาสาสมัคร", "สายไฟริมถนน", "แปลงผักคนเมือง", "พื้นที่อ่านหนังสือ"]
PLACE_TAILS = ["", "ในชุมชน", "ในย่านเก่า", "ทั่วทั้งเขต", "ระยะที่ 2", "อย่างมีส่วนร่วม"]
COUNTED = [("จุดบริการที่เปิดใหม่", "แห่ง"), ("อาสาสมัครที่ผ่านการอบรม", "คน"), ("กิจกรรมที่จัดร่วมกับชุมชน", "ครั้ง"), ("ต้นไม้ที่ปลูกและรอดตาย", "ต้น"), ("ชุดข้อมูลที่เผยแพร่", "ชุด"), ("ครัวเรือนที่เข้าร่วม", "ครัวเรือน")]
SHARED = ["ผู้รับบริการที่พึงพอใจ", "ข้อร้องเรียนที่แก้ไขภายในกำหนด", "เด็กที่มีพัฒนาการสมวัย", "ร้านค้าที่ผ่านเกณฑ์ความสะอาด", "ครัวเรือนที่คัดแยกขยะ", "ทางเท้าที่ซ่อมแล้วเสร็จ", "งานที่เสร็จตามกำหนด"]
LOWER = [("ระยะเวลารอรับบริการเฉลี่ย", "นาที"), ("จำนวนอุบัติเหตุในเขตโรงเรียน", "ครั้ง"), ("จำนวนวันที่ฝุ่นเกินมาตรฐาน", "วัน")]
STRENGTHS = ["บุคลากรรู้จักพื้นที่ดี", "ผู้บริหารสนับสนุนงานใหม่", "มีอุปกรณ์ครบถ้วน", "ทำงานร่วมกับชุมชนมานาน", "มีข้อมูลพื้นที่ย้อนหลังหลายปี", "เจ้าหน้าที่ทำงานแทนกันได้"]
WEAKNESSES = ["อัตรากำลังไม่เต็มกรอบ", "ข้อมูลยังไม่เชื่อมกัน", "ระเบียบภายในซ้ำซ้อน", "ขาดช่างเฉพาะทาง", "งานเอกสารใช้เวลามาก", "สถานที่ทำงานคับแคบ"]
CHANCES = ["ประชาชนใช้โทรศัพท์ทำธุรกรรมมากขึ้น", "เอกชนพร้อมร่วมสนับสนุน", "มีกองทุนจากส่วนกลาง", "โรงเรียนในพื้นที่ยินดีร่วมงาน", "กฎหมายใหม่ลดขั้นตอน", "รถไฟฟ้าสายใหม่ผ่านพื้นที่"]
THREATS = ["ฝนตกหนักผิดฤดูกาล", "ราคาวัสดุสูงขึ้น", "ประชากรแฝงเพิ่มเร็ว", "กฎหมายบางฉบับไม่ชัดเจน", "ข่าวลวงแพร่เร็ว", "พื้นที่บางส่วนเป็นของหน่วยงานอื่น"]
STATEMENTS = ["จัดบริการสาธารณะที่เข้าถึงง่าย", "ดูแลสิ่งแวดล้อมให้น่าอยู่", "เปิดโอกาสให้ประชาชนมีส่วนร่วม", "พัฒนาบุคลากรให้ทำงานเป็นทีม", "ใช้ข้อมูลในการตัดสินใจ", "คุ้มครองผู้ด้อยโอกาส", "บริหารงบประมาณอย่างคุ้มค่า"]
VISIONS = ["{p}น่าอยู่ ผู้คนเกื้อกูล บริการฉับไว", "เมือง{p}สะอาด ปลอดภัย เดินได้ทุกย่าน", "{p}เมืองเรียนรู้ ใช้ข้อมูลนำการทำงาน"]
PROSE = ["พื้นที่นี้มีทั้งชุมชนเก่าและที่พักอาศัยใหม่ งานของหน่วยงานจึงต้องตอบความต้องการที่ต่างกัน", "แผนฉบับนี้ได้จากการประชุมร่วมกับผู้แทนชุมชนสามครั้ง และจากข้อร้องเรียนตลอดปีที่ผ่านมา",
         "หน่วยงานเลือกทำงานไม่กี่เรื่องแต่ทำให้ถึงผล โดยกำหนดผู้รับผิดชอบทุกโครงการ", "การใช้งบประมาณยึดความคุ้มค่าและเปิดเผยต่อสาธารณะ", "ทุกฝ่ายจะรายงานความก้าวหน้าเป็นรายเดือนและทบทวนแผนทุกครึ่งปี"]
TREE_TITLES = ["เมืองปลอดภัย", "เมืองสีเขียว", "เมืองสุขภาพดี", "เมืองเรียนรู้", "เศรษฐกิจชุมชนเข้มแข็ง", "บริการโปร่งใส", "การเดินทางสะดวก", "น้ำไม่ท่วมขัง", "ผู้สูงอายุมีคุณค่า", "เยาวชนมีที่เล่น",
               "ข้อมูลเปิดใช้ได้จริง", "บุคลากรเป็นมืออาชีพ", "ตลาดสะอาด", "คลองใส", "ถนนเดินได้", "อากาศดี"]
STEP_TEXTS = ["ขออนุมัติโครงการ", "สำรวจพื้นที่และรวบรวมข้อมูล", "ประชุมคณะทำงาน", "ออกแบบและประมาณราคา", "จัดซื้อจัดจ้าง", "ประชาสัมพันธ์ให้ประชาชนทราบ", "ดำเนินกิจกรรมตามแผน", "ติดตามผลในพื้นที่",
              "ประเมินความพึงพอใจ", "สรุปและรายงานผลต่อผู้บริหาร"]
EVIDENCE = ["รายงานผลการดำเนินงาน", "ภาพถ่ายกิจกรรม", "ทะเบียนผู้เข้าร่วม", "บันทึกการประชุม", "แบบสำรวจความพึงพอใจ", "ใบตรวจรับงาน"]
TERMS = [("พื้นที่เป้าหมาย", "", "ชุมชนที่ประกาศรายชื่อไว้ต้นปีงบประมาณ"), ("ผู้รับบริการ", "Client", "ผู้มาติดต่อหรือใช้บริการทางออนไลน์ของหน่วยงาน"), ("แล้วเสร็จ", "", "ตรวจรับงานครบถ้วนโดยไม่มีข้อทักท้วง"),
         ("ชุดข้อมูล", "Dataset", "ข้อมูลเรื่องเดียวกันที่จัดเก็บตามโครงสร้างเดียว"), ("อาสาสมัคร", "", "ผู้ลงทะเบียนช่วยงานโดยไม่รับค่าตอบแทน"), ("ความพึงพอใจ", "Satisfaction", "ระดับความรู้สึกต่อบริการตามแบบสำรวจห้าข้อ"),
         ("พื้นที่สาธารณะ", "Public Space", "ที่ซึ่งทุกคนเข้าใช้ได้โดยไม่เสียค่าบริการ"), ("การมีส่วนร่วม", "", "การร่วมคิดและร่วมทำตั้งแต่ต้นจนจบโครงการ")]
TREES = [["ยุทธศาสตร์", "ยุทธศาสตร์ย่อย", "เป้าประสงค์"], ["ด้าน", "มิติ", "เป้าหมาย", "เป้าประสงค์"], ["ประเด็นยุทธศาสตร์", "เป้าประสงค์", "กลยุทธ์"], ["ยุทธศาสตร์", "เป้าประสงค์"]]


class Maker:
    def __init__(self, seed):
        self.r = random.Random(f"agency-{seed}")
        r = self.r
        self.place = r.choice(PLACES)
        self.year = r.choice([2565, 2566, 2567, 2568, 2569])
        higher = r.choice(HIGHERS)
        self.b = Book(fiscal_year=self.year, thai_digits=r.random() < 0.6, agency=r.choice(AGENCIES).format(p=self.place), higher=higher,
                      headings=r.choice(["styles", "bold"]), auto_numbers=r.random() < 0.5, money=r.choice(["dash", "baht", "bare", "decimal"]),
                      bullet=r.choice(["- ", "• "]), word_habits=[h for h in ("tracked", "controls") if r.random() < 0.3])
        self.units = [section(n) for n in r.sample(SECTIONS, r.randint(3, 5))]
        self.small = r.random() < 0.25
        self.used = set()

    # Content --------------------------------------------------------------------------------------------------
    def fresh(self, make):
        for _ in range(200):
            text = make()
            if text not in self.used:
                self.used.add(text)
                return text
        raise RuntimeError("word lists are used up")

    def owners(self):
        lead = [self.r.choice(self.units)]
        rest = [u for u in self.units if u not in lead]
        return lead, self.r.sample(rest, self.r.randint(1, min(2, len(rest)))) if self.r.random() < 0.3 else []

    def project(self, kind=None, prefix="โครงการ"):
        r = self.r
        name = self.fresh(lambda: f"{prefix}{r.choice(VERBS)}{r.choice(OBJECTS)}{r.choice(PLACE_TAILS)}")
        lead, supporting = self.owners()
        free = r.random() < 0.15
        return project(name, None if free else r.randint(2, 400) * 12500, no_budget=free, kind=kind, lead=lead, supporting=supporting)

    def framework(self, k):
        r = self.r
        labels = r.choice(TREES)
        start = self.year - r.randint(0, 3)
        name = f"{['แผนพัฒนา', 'แผนยุทธศาสตร์'][k]}เมือง{self.place} (พ.ศ. {start} - {start + 4})"

        def children(depth, code):
            if depth == len(labels):
                return []
            count = r.randint(1, 2) if depth else r.randint(1, 3)
            base = r.randint(0, 3) if not depth else 0
            return [(labels[depth], c, self.fresh(lambda: r.choice(TREE_TITLES) + r.choice(["", "ตลอดปี", "ทุกย่าน", "ด้วยความร่วมมือ", "อย่างยั่งยืน", "ใกล้บ้าน"])), children(depth + 1, c))
                    for c in (f"{code}.{i}" if code else str(i) for i in range(base + 1, base + count + 1))]

        return framework(name, labels, children(0, ""), years=(start, start + 4))

    def indicator(self, number, weight, projects):
        r = self.r
        lead, supporting = self.owners()
        pick = r.random()
        years = []
        if pick < 0.35:
            name, goal, step = self.fresh(lambda: f"ร้อยละของ{r.choice(SHARED)}{r.choice(['', 'ในพื้นที่เป้าหมาย', 'ในปีงบประมาณ'])}"), r.randrange(60, 100, 5), 5
            text = r.choice([f"ร้อยละ {goal}", f"ร้อยละ {goal} ขึ้นไป", f"ไม่น้อยกว่าร้อยละ {goal}", f"≥ {goal}"])
            main = target(goal, "ร้อยละ", text=text, year=self.year)
            years = [target(goal - 10, "ร้อยละ", year=self.year - 1)]
            criteria = [f"ร้อยละ {goal - step * (5 - i)}" for i in range(1, 5)] + [f"ร้อยละ {goal} ขึ้นไป"]
        elif pick < 0.6:
            what, unit = r.choice(COUNTED)
            name, goal = self.fresh(lambda: f"จำนวน{what}{r.choice(['', 'ในปีงบประมาณ', 'ในชุมชนเป้าหมาย'])}"), r.randint(5, 60)
            main = target(goal, unit, text=r.choice([f"{goal} {unit}", f"อย่างน้อย {goal} {unit}", f"ไม่น้อยกว่า {goal} {unit}"]), year=self.year)
            years = [target(max(1, goal - 3), unit, year=self.year - 1)]
            criteria = [f"{max(0, goal - (5 - i))} {unit}" for i in range(1, 5)] + [f"{goal} {unit}ขึ้นไป"]
        elif pick < 0.75:
            what, unit = r.choice(LOWER)
            name, goal = self.fresh(lambda: what + r.choice(["", "ต่อเดือน", "ในพื้นที่"])), r.randint(5, 40)
            main = target(goal, unit, "at_most", r.choice([f"ไม่เกิน {goal} {unit}", f"น้อยกว่า {goal} {unit}"]), year=self.year)
            criteria = [f"{goal + 2 * (5 - i)} {unit}" for i in range(1, 5)] + [main["text"]]
        else:
            name = self.fresh(lambda: f"ระดับความสำเร็จในการ{r.choice(VERBS)}{r.choice(OBJECTS)}")
            main = target("5", "ระดับ", year=self.year)
            criteria = ["สำรวจและกำหนดพื้นที่ดำเนินการ", "จัดทำแผนและได้รับอนุมัติ", "ดำเนินการได้ไม่น้อยกว่าครึ่งหนึ่งของแผน", "ดำเนินการครบตามแผน", "ประเมินผลและเสนอแนวทางปีต่อไปต่อผู้บริหาร"]
        free = [t for t in TERMS if t[0] not in self.used]
        chosen = r.sample(free, min(len(free), r.randint(0, 2)))
        self.used |= {t[0] for t in chosen}
        evidence = r.sample(EVIDENCE, r.randint(1, 3)) + (["เอกสารหลักฐานอื่น ๆ ที่เกี่ยวข้อง"] if r.random() < 0.4 else [])
        return indicator(name, years + [main] if years and self.many_years else [main], number=str(number), weight=weight, lead=lead, supporting=supporting, projects=projects,
                         definitions=[definition(t, x, en, r.choice(["หมายถึง", "หมายความว่า", "คือ"])) for t, en, x in chosen],
                         method=r.choice(["เทียบผลที่ทำได้กับเกณฑ์ที่กำหนด", "นับจากทะเบียนของหน่วยงาน ณ วันสิ้นปีงบประมาณ", "ผลที่ทำได้ หารด้วยเป้าหมาย คูณด้วย 100"]),
                         evidence=evidence, criteria=[(i, 50 + 10 * i, c) for i, c in enumerate(criteria, 1)], result=r.choice(["output", "outcome"]),
                         measure=measure(self.fresh(lambda: f"{r.choice(VERBS)}{r.choice(OBJECTS)}ตามความต้องการของประชาชน"), r.choice(["ม.", "มน.", ""])))

    # Document -------------------------------------------------------------------------------------------------
    def build(self):
        r, b = self.r, self.b
        self.many_years = r.random() < 0.4
        cover(b, r.choice([["แผนปฏิบัติราชการประจำปี", f"พ.ศ. {self.year}"], [f"แผนปฏิบัติการประจำปีงบประมาณ พ.ศ. {self.year}"], ["แผนการดำเนินงาน", f"ประจำปีงบประมาณ พ.ศ. {self.year}"]]), repeat=r.random() < 0.5)
        if r.random() < 0.7:
            prose(b, "คำนำ", [f"{b.agency.name}จัดทำแผนฉบับนี้เพื่อเป็นกรอบการทำงานของทุกฝ่ายในปีงบประมาณ พ.ศ. {self.year}"], "preface")
        if r.random() < 0.7:
            contents(b, form=r.choice(["dots", "plain", "header"]))
        prose(b, r.choice(["ข้อมูลทั่วไป", "หลักการและเหตุผล", "บทนำ", "หลักการและเหตุผล/บทนำ"]), r.sample(PROSE[:4], r.randint(1, 2)), "general")
        front = [lambda: vision(b, r.choice(VISIONS).format(p=self.place), quoted=r.random() < 0.3),
                 lambda: mission_statements(b, r.sample(STATEMENTS, r.randint(2, 5)), pattern=r.choice(["%1.", "%1)", "(%1)"]))]
        if r.random() < 0.3:
            front.append(lambda: prose(b, r.choice(["ค่านิยม", "ค่านิยมองค์กร"]), ["ซื่อตรง ฉับไว ใส่ใจประชาชน"]))
        r.shuffle(front)
        for part in front:
            part()

        self.frameworks = [] if self.small else [self.framework(k) for k in range(r.randint(1, 2))]
        count = 3 if self.small else r.randint(5, 8)
        self.projects = [self.project() for _ in range(count)]
        weights = {2: [60, 40], 3: [40, 35, 25], 4: [30, 30, 25, 15], 5: [30, 20, 20, 15, 15]}[2 if self.small else r.randint(3, 5)]
        self.indicators = [self.indicator(i, w, [self.projects[i - 1]] + ([self.projects[-1]] if r.random() < 0.3 and i < count else []))
                           for i, w in enumerate(weights, 1)]
        parts = [self.results, self.swot, self.trees] if not self.small else []
        r.shuffle(parts)
        for part in parts:
            part()
        body = [self.by_mission, self.indicator_part] if not self.small else [self.indicator_part]
        if r.random() < 0.4:
            body.reverse()
        for part in body:
            part()
        self.summary()
        if not self.small and r.random() < 0.6:
            self.routine()
        self.step_part()
        if r.random() < 0.6:
            prose(b, r.choice(["การติดตามและประเมินผล", "การนำแผนไปสู่การปฏิบัติและการติดตามประเมินผล"]), [PROSE[4]], "implementation")
        return finish(b)

    def results(self):
        r, b = self.r, self.b
        rows = []
        for name in r.sample(SHARED, r.randint(2, 4)):
            goal = r.randrange(60, 95, 5)
            value = goal + r.randint(-4, 4)
            rows.append(dict(name=f"ร้อยละของ{name}ปีก่อน", target=f"ร้อยละ {goal}", value=str(value), unit="ร้อยละ", score="5" if value >= goal else "4"))
        columns = r.choice([("ลำดับ", "ตัวชี้วัด", "ค่าเป้าหมาย", "ผลการดำเนินงาน", "คะแนนที่ได้"), ("ที่", "ตัวชี้วัด", "เป้าหมาย", "ผลงาน")])
        results_table(b, r.choice([f"ผลการดำเนินงานปีที่ผ่านมา (ปีงบประมาณ พ.ศ. {self.year - 1})", f"ผลการดำเนินงานในปี พ.ศ. {self.year - 1}"]), self.year - 1, rows, columns)

    def swot(self):
        r, b = self.r, self.b
        parts = {x: swot_items(x, r.sample(words, r.randint(2, 5))) for x, words in zip("SWOT", (STRENGTHS, WEAKNESSES, CHANCES, THREATS))}
        heading = r.choice(["การวิเคราะห์ SWOT", "การวิเคราะห์สภาพแวดล้อมภายในและภายนอก (SWOT Analysis)", "ผลการวิเคราะห์สภาพแวดล้อม"])
        if r.random() < 0.25:
            swot_table(b, parts, heading, r.choice(["code", "both"]), r.choice(["%1.", "%1)", "$%1."]))
        else:
            label = r.choice(["%1.", "%1)", "$%1.", "$%1", "@ %1)"])
            swot(b, parts, heading, r.choice(["both", "thai", "code", "english"]), label, auto=None if label == "%1." else False)
        rows = []
        for kind in ["SO", "WO", "ST", "WT"][:r.randint(0, 4)]:
            rows.append((kind, self.fresh(lambda: f"{r.choice(VERBS)}{r.choice(OBJECTS)}ร่วมกับเครือข่าย"), [r.choice(parts[kind[0]]), r.choice(parts[kind[1]])], [r.choice(self.projects)], []))
        if rows and r.random() < 0.5:
            tows_matrix(b, rows)
        elif rows:
            combinations_prose(b, rows, heading="กลยุทธ์จากการวิเคราะห์", cite=r.choice(["full", "codes"]))

    def trees(self):
        r, b = self.r, self.b
        strategy(b, self.frameworks, r.choice(["ความเชื่อมโยงกับแผนระดับบน", "ความสอดคล้องกับยุทธศาสตร์", "กรอบยุทธศาสตร์ที่เกี่ยวข้อง"]), numbered=len(self.frameworks) > 1 and r.random() < 0.5)
        if r.random() < 0.4:
            b.heading(r.choice(["ตัวชี้วัดของแผนระดับบน", "ตัวชี้วัดระดับเมืองที่หน่วยงานร่วมรับผิดชอบ"]))
            outside = [section(o, "external") for o in r.sample(OUTSIDE, 2)]
            names = r.sample(SHARED, r.randint(1, 2))
            higher_table(b, [higher_indicator(f"ร้อยละของ{n}ทั้งเมือง", target(r.randrange(50, 95, 5), "ร้อยละ"), [r.choice(outside)]) for n in names],
                         r.choice([("ลำดับที่", "ตัวชี้วัด", "เป้าหมาย", "หน่วยงานที่รับผิดชอบ"), ("ที่", "ตัวชี้วัด", "ค่าเป้าหมาย", "หน่วยงานเจ้าภาพ")]))

    def words(self):
        r = self.r
        bare = self.b.money_style in ("bare", "decimal")
        return {"number": r.choice(["ลำดับที่", "ที่", "ลำดับ"]), "name": r.choice(["โครงการ", "ชื่อโครงการ", "โครงการ/กิจกรรม", "โครงการสำคัญ"]),
                "money": r.choice(["งบประมาณ (บาท)", "วงเงิน (บาท)"]) if bare else r.choice(["งบประมาณ", "วงเงิน"]),
                "owner": r.choice(["ผู้รับผิดชอบ", "หน่วยงานรับผิดชอบ", "ส่วนราชการ", "ส่วนราชการที่รับผิดชอบ"])}

    def columns(self):
        return self.r.choice([("number", "name", "money", "owner"), ("number", "name", "owner", "money"), ("name", "owner", "money"), ("number", "owner", "name", "money")])

    def by_mission(self):
        r, b = self.r, self.b
        ends = [n for fw in self.frameworks for n in fw.nodes if not any(m.parent is n for m in fw.nodes)]
        groups = [[] for _ in range(r.randint(2, 4))]
        for i, p in enumerate(self.projects):
            groups[i % len(groups)].append(p)
        rows = []
        for k, group in enumerate(groups):
            use = k < len(self.indicators) and r.random() < 0.6
            ind = self.indicators[k] if use else None
            rows.append(mission(self.fresh(lambda: f"{r.choice(VERBS)}{r.choice(OBJECTS)}เพื่อประชาชน"), success=f"{ind.name} ({ind.targets[-1]['text']})" if ind else "ประชาชนได้รับบริการที่ดีขึ้น",
                                node=r.choice(ends) if ends and r.random() < 0.8 else None, projects=group, indicators=[ind] if ind else []))
        split = [p for p in groups[0] if p.budget]
        if split and r.random() < 0.4:
            p = split[0]
            half = p.budget // 2
            p.shares = {rows[0]: half, rows[1]: p.budget - half}
            rows[1].projects.append(p)
        missions(b, rows, heading=r.choice(["โครงการสำคัญตามภารกิจ", "ภารกิจและโครงการของหน่วยงาน"]), success=r.choice(["เป้าหมาย/ความสำเร็จตามภารกิจ", "เป้าหมายความสำเร็จ :", "ผลสำเร็จ :"]),
                 link_word=r.choice(["ความเชื่อมโยงกับ", "สอดคล้องกับ", "เชื่อมโยงกับ"]), columns=self.columns(), words=self.words())

    def indicator_part(self):
        r, b = self.r, self.b
        form = r.choice(["summary", "levels", "cards", "details", "sheets"])
        if r.random() < 0.4 and form != "summary":
            columns = r.choice([("number", "name", "unit", "target", "weight", "owner"), ("number", "name", "target", "weight"), ("number", "weight", "name", "target", "owner")])
            indicator_summary(b, self.indicators, r.choice(["สรุปตัวชี้วัด", "ตัวชี้วัดและค่าเป้าหมาย"]), columns, total=columns.index("weight") > 1)
        if self.many_years and r.random() < 0.6:
            some = [i for i in self.indicators if len(i.targets) > 1]
            if some:
                b.heading("ค่าเป้าหมายรายปี")
                target_years(b, some, [self.year - 1, self.year], year_word=r.choice(["%1", "ปี %1", "พ.ศ. %1"]))
        heading = r.choice(["ตัวชี้วัดและเกณฑ์การให้คะแนน", "ตัวชี้วัดผลการดำเนินงาน", "รายละเอียดตัวชี้วัด"])
        if form == "summary":
            indicator_summary(b, self.indicators, heading, ("number", "name", "unit", "target", "weight", "owner"))
        elif form == "levels":
            indicator_summary(b, self.indicators, heading, r.choice([("number", "name", "unit", "weight", "levels", "owner"), ("number", "name", "target", "weight", "levels")]), words={"levels": r.choice(["เกณฑ์การให้คะแนน", "ระดับคะแนน"])})
        elif form == "cards":
            b.heading(heading)
            titled = r.random() < 0.5
            for ind in self.indicators:
                rows = ["name", "result", "unit", "weight", "targets", "definition", "method", "criteria", "evidence", "projects", "owner"]
                if titled:
                    rows.remove("name")
                card(b, ind, heading=f"ตัวชี้วัดที่ {ind.number} {ind.name}" if titled else None, rows=rows, markup=r.choice(["p", "p", "flow", "ul"]))
        elif form == "details":
            b.heading(heading)
            colon = r.choice([" : ", ": ", " "])
            for ind in self.indicators:
                details(b, ind, colon=colon)
        else:
            b.heading(heading)
            order, header = r.choice([("MIDP", ("มาตรการ", "ตัวชี้วัดมาตรการ", "นิยาม/คำอธิบายตัวชี้วัด", "โครงการ/กิจกรรม")), ("IDP", ("ตัวชี้วัด", "นิยาม/คำอธิบายตัวชี้วัด", "โครงการ/กิจกรรม")),
                                      ("IPDM", ("ตัวชี้วัด", "โครงการ/กิจกรรม", "นิยาม/คำอธิบายตัวชี้วัด", "มาตรการ"))])
            for ind in self.indicators:
                number, ind.number = ind.number, None
                sheet(b, [ind], header=header, order=order, markup=r.choice(["p", "p", "flow", "ul"]), cut=0 if r.random() < 0.3 else None, underline=r.random() < 0.6)
                ind.number = number
                rubric(b, ind, ascending=r.random() < 0.3, columns=r.choice([("level", "percent", "condition", "score"), ("level", "condition", "score")]), cut=2 if r.random() < 0.2 else None)

    def summary(self):
        r, b = self.r, self.b
        b.heading(r.choice([f"สรุปโครงการและงบประมาณ ประจำปีงบประมาณ พ.ศ. {self.year}", "โครงการและงบประมาณ", "โครงการที่จะดำเนินการ"]))
        project_table(b, self.projects, columns=self.columns(), words=self.words(), total=r.choice(["รวม", "รวมทั้งสิ้น", "รวมงบประมาณทั้งสิ้น"]),
                      cut=r.randint(1, len(self.projects) - 1) if r.random() < 0.3 else None)

    def routine(self):
        r, b = self.r, self.b
        items = [self.project("routine", "งาน") for _ in range(r.randint(3, 5))]
        heading = r.choice(["บัญชีรายการ/โครงการประจำพื้นฐาน", "บัญชีงานประจำของหน่วยงาน"])
        if r.random() < 0.5:
            routine_by_area(b, [("area", "ด้านการบริหารทั่วไป", items[:2]), ("area", "ด้านบริการประชาชน", items[2:])], heading=heading, merged=r.random() < 0.5)
        else:
            routine_by_programme(b, [("แผนงานบริหารทั่วไป", [("งานธุรการและพัสดุ", items[:1])]), ("แผนงานบริการชุมชน", [("บริการสาธารณะพื้นฐาน", items[1:])])], heading=heading, numbers=r.random() < 0.6)

    def step_part(self):
        r, b = self.r, self.b
        b.heading(r.choice(["ขั้นตอนการปฏิบัติงานของโครงการ", "แผนการดำเนินงานรายโครงการ", "ปฏิทินการปฏิบัติงาน"]))
        header = r.choice(["years", "short", "names", "quarters"])
        bars = r.choice(["ends", "fill", "marks", "shade", "arrow"]) if header != "quarters" else r.choice(["marks", "shade"])
        columns = r.choice([("text", "weight", "cumulative", "months"), ("number", "text", "weight", "months"), ("number", "text", "months", "owner"), ("number", "text", "weight", "cumulative", "owner", "months"),
                            ("text", "months", "weight"), ("text", "months")])
        with_indicator = r.random() < 0.4
        pairs = [(i, i.projects[0]) for i in self.indicators] if with_indicator else [(None, p) for p in r.sample(self.projects, min(3, len(self.projects)))]
        for k, (ind, p) in enumerate(pairs[:r.randint(1, 3)], 1):
            count = r.randint(3, 5)
            texts = [STEP_TEXTS[i] for i in sorted(r.sample(range(len(STEP_TEXTS)), count))]
            weights = {3: [30, 40, 30], 4: [20, 30, 30, 20], 5: [10, 20, 30, 20, 20]}[count]
            starts = sorted(r.sample(range(1, 12), count))
            rows = [(t, w, a, min(12, a + r.randint(0, 4)), r.choice(self.units)) for t, w, a in zip(texts, weights, starts)]
            steps(b, schedule(ind, p, rows), titles=("ชื่อตัวชี้วัดที่ %n %1", "ชื่อโครงการที่ 1 %1") if ind else ("", self.title), number=int(ind.number) if ind else k, columns=columns, header=header, bars=bars,
                  total=r.choice(["รวม %1 ขั้นตอน คิดเป็นร้อยละ", "รวม", ""]), owner=r.random() < 0.5, cut=1 if r.random() < 0.15 else None)

    @property
    def title(self):
        if not hasattr(self, "_title"):
            self._title = self.r.choice(["%1", "โครงการที่ 1 %1", "ชื่อโครงการ : %1"])
        return self._title


def agency(seed):
    return Maker(seed).build()
