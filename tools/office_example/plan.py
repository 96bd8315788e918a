"""The mended plan, in the canonical layout of `phaen.plan/1` in TOML, with a comment at what is assumed."""

import re

from . import facts as f
from . import indicators as n
from .book import Book, thai

ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

# In order of first appearance in the document.
PROJECT_ORDER = ["P7", "P6", "P3", "P2", "P5", "P4", "P1", "R1", "R2", "R3", "R4"]
PROJECT_NUMBERS = {"P7": 1, "P1": 1, "P2": 2, "P3": 3, "P4": 4, "P5": 5, "P6": 6, "R1": 1, "R2": 2, "R3": 3, "R4": 4}
ORGANISATIONS = [
    (f.OFFICE, "agency", True), (f.PARENT, "external", False), (f.PLANNING, "section", True), (f.PROMOTION, "section", True),
    (f.CULTURE, "external", False), (f.CIVIL_SERVICE, "external", False), (f.INSTITUTE, "external", False),
    (f.ADMINISTRATION, "section", True), (f.PERMANENT_SECRETARY, "executive", False),
]
CITY_LEVELS = [("strategic_area", "ด้าน", 1), ("dimension", "มิติ", 2), ("goal", "เป้าหมาย", 3), ("objective", "เป้าประสงค์", 4)]
FOREIGN_LEVELS = [("strategic_issue", "ประเด็นยุทธศาสตร์", 1), ("objective", "เป้าประสงค์", 2), ("tactic", "กลยุทธ์", 3)]
ROUTINE_LEADS = {"R1": f.PROMOTION, "R2": f.PLANNING, "R3": f.PROMOTION, "R4": f.PROMOTION}
CONTINUES = {"P1": 3, "P3": 3, "P5": 5, "P7": 2, "R4": 1}  # project → result of 2564 that names its predecessor
INDICATOR_CONTINUES = {4: 2, 7: 6, 8: 7, 9: 8}
# (schedule, step) that may not begin before an approval is in hand
APPROVALS = {(4, 5), (5, 4), (6, 3), (7, 3), (8, 3)}

# (id, key) → why the value is not the office's own; key "" stands for the whole element.
ASSUMED = {
    ("framework-1.node-6", ""): "the document names no goal above objective ๖.๓.๑.๑; node-6 is assumed",
    ("mission-4", "mission_statements"): "assumed: the document does not tie missions to statements",
    ("indicator-1", "weight"): "25, 20 and 25 follow from the printed criteria",
    ("indicator-4", "scoring_criteria"): "indicators 4 to 6 are printed without criteria: assumed",
    ("indicator-4.2", "targets"): "40 in 2565 is assumed, above the 35 reached in 2564; printed 17",
    ("indicator-7", "weight"): "assumed, as the weights of 5.1 and 5.2: 10 for component 4 and 20 for component 5 make 100",
    ("indicator-7", "targets"): "targets, methods, evidence and scoring of components 4 and 5 are the year's manual's: assumed here",
    ("project-2", "allocations"): "the split between missions 4 and 5 is assumed; the document prints the whole amount under both",
    ("project-8", "lead"): "the leads of the four routine projects are assumed",
    ("schedule-1", "steps"): "months assumed: the document shows none",
    ("schedule-5", "steps"): "months assumed: the document shows one bar to September for every step",
    ("schedule-7", "indicator"): "schedules 7 and 8 are assumed: the document has no step tables for these projects",
}

HEAD = """\
# The International Affairs Office's plan for fiscal year 2565, mended: what the document beside it gets wrong is right here.
# Written by tools/make-example. What the office has not printed is marked `assumed`.

"""


def ref(kind, number):
    return f"{kind}-{number}"


def organisation(name):
    return f"org-{[o[0] for o in ORGANISATIONS].index(name) + 1}"


def project(key):
    return ref("project", PROJECT_ORDER.index(key) + 1)


def city(code):
    return {"framework": "framework-1", "node": f"framework-1.node-{[c[1] for c in f.CITY_NODES].index(code) + 1}", "relation": "under"}


def clean(record):
    return {k: v for k, v in record.items() if v is not False and v not in (None, "", [], {})}


def month(number):
    year, at = (2021, number + 9) if number <= 3 else (2022, number - 3)
    return f"{year}-{at:02}"


def term_id(number):
    return ref("term", n.TERM_REPEATS.get(number, number))


class Plan:
    def __init__(self):
        self.book = Book(False, [0] * 30)

    def build(self):
        return clean({
            "schema": "phaen.plan/1", "id": "iao-2565",
            "title": {"th": f.TITLE, "en": "Annual Action Plan, Fiscal Year 2565 (2022)"},
            "fiscal_year": 2565, "scheme": "bma-2565", "agency": "org-1", "narratives": self.narratives(),
            "organisations": self.organisations(), "vision": f.VISION,
            "mission_statements": [{"id": ref("mission-statement", i), "number": thai(i), "text": t}
                                   for i, t in enumerate(f.MISSION_STATEMENTS, 1)],
            "frameworks": self.frameworks(), "measures": self.measures(), "swot": self.swot(), "missions": self.missions(),
            "glossary": self.glossary(), "indicators": [self.indicator(i) for i in n.INDICATORS],
            "higher_indicators": self.higher(), "projects": self.projects(), "activities": self.activities(),
            "budget_structure": [
                {"id": "budget-1", "kind": "area", "name": "ด้านการบริหารทั่วไป"},
                {"id": "budget-2", "kind": "programme", "name": "แผนงานนิติบัญญัติและบริหารราชการ", "parent": "budget-1"},
                {"id": "budget-3", "kind": "output", "name": "ความสัมพันธ์ระหว่างเมือง", "parent": "budget-2"}],
            "schedules": self.schedules(), "results": self.results(),
        })

    def narratives(self):
        steps_intro = next(b.text for b in Book(False, [0] * 30).build() if getattr(b, "text", "").startswith("(เฉพาะภารกิจงาน"))
        rows = [
            ("preface", "คำนำ", "", f.PREFACE), ("general", "ข้อมูลทั่วไป", "narrative-1", f.GENERAL),
            ("results_intro", "ผลการดำเนินงานของสำนักงานการต่างประเทศในปี พ.ศ. ๒๕๖๔", "mission-statement-7", f.RESULTS_INTRO),
            ("year_goal", "เป้าหมายการดำเนินการในปี พ.ศ. ๒๕๖๕", "result-8", f.YEAR_GOAL),
            ("swot_intro", "", "T7", f.SWOT_INTRO),
            ("implementation", "การนำแผนฯ ไปสู่การปฏิบัติและการติดตามประเมินผล", "project-11", n.IMPLEMENTATION),
            ("other", "ขั้นตอนการปฏิบัติงานของโครงการ/กิจกรรม", "indicator-9", [steps_intro]),
        ]
        return [clean({"id": ref("narrative", i), "kind": kind, "title": title, "after": after, "text": "\n".join(texts)})
                for i, (kind, title, after, texts) in enumerate(rows, 1)]

    def organisations(self):
        out = []
        for i, (name, kind, inside) in enumerate(ORGANISATIONS, 1):
            parent = "org-2" if i == 1 else "org-1" if inside else ""
            out.append(clean({"id": ref("org", i), "name": name, "kind": kind, "parent": parent}))
        return out

    def frameworks(self):
        def nodes(framework, rows):
            ids = {code: f"{framework}.node-{i}" for i, (_, code, _, _) in enumerate(rows, 1)}
            return [clean({"id": ids[code], "code": code, "kind": kind, "title": title, "parent": ids.get(parent)})
                    for kind, code, title, parent in rows]

        def levels(rows):
            return [{"kind": kind, "label": label, "segments": segments} for kind, label, segments in rows]

        return [
            {"id": "framework-1", "name": f.CITY_PLAN, "owner": "กรุงเทพมหานคร", "status": "adopted", "years": {"from": 2561, "to": 2565},
             "levels": levels(CITY_LEVELS), "nodes": nodes("framework-1", f.CITY_NODES)},
            {"id": "framework-2", "name": f.FOREIGN_PLAN, "owner": f.OFFICE, "status": "draft", "years": {"from": 2563, "to": 2565},
             "levels": levels(FOREIGN_LEVELS), "nodes": nodes("framework-2", f.FOREIGN_NODES)},
        ]

    NODES = {1: "๖.๓.๑.๑", 2: "๗.๑.๑.๑", 3: "๗.๑.๑.๑", 4: "๖.๑.๑.๑", 5: "๗.๑", 6: "๗.๒"}
    CONSISTENT = {"framework": "framework-2", "node": "framework-2.node-3", "relation": "consistent_with"}

    def links(self, indicator):
        link = city(self.NODES[indicator]) if indicator in self.NODES else None
        if indicator == 4:
            return [{**link, "as": "objective_indicator"}, {**link, "as": "measure_indicator"}]
        return [link, self.CONSISTENT] if indicator == 1 else [link] if link else []

    def measures(self):
        out = []
        for i, (indicator, (prefix, title, lines)) in enumerate(f.MEASURES.items(), 1):
            links = [city(self.NODES[indicator])] + ([self.CONSISTENT] if indicator == 1 else [])
            out.append(clean({"id": ref("measure", i), "prefix": prefix, "origin": "city" if prefix == "ม." else "agency", "title": title,
                              "items": lines, "links": links, "indicators": [ref("indicator", indicator)]}))
        return out

    def swot(self):
        items = [{"id": f"{letter}{i}", "text": text} for letter, texts in f.SWOT.items() for i, text in enumerate(texts, 1)]
        combinations = [clean({"id": ref("combination", i), "kind": kind, "number": number, "heading": heading, "items": cited,
                               "missions": [ref("mission", m) for m in missions], "projects": [project(p) for p in projects]})
                        for i, (kind, number, heading, cited, missions, projects) in enumerate(f.COMBINATIONS, 1)]
        return {"items": items, "combinations": combinations}

    def missions(self):
        return [{"id": ref("mission", m), "number": thai(m), "title": title,
                 "success": f"{n.INDICATORS[indicator]['name']} (ค่าเป้าหมาย {n.INDICATORS[indicator]['target']})",
                 "mission_statements": [ref("mission-statement", s) for s in statements], "links": [city(code)],
                 "indicators": [ref("indicator", indicator)], "projects": [project(p) for p in projects]}
                for m, (title, indicator, code, projects, statements) in f.MISSIONS.items()]

    def glossary(self):
        out = []
        for i, (term, english, verb, _) in enumerate(n.TERMS, 1):
            if i not in n.TERM_REPEATS:
                text = self.book.definition(i).split(f" {verb} ", 1)[1]
                out.append(clean({"id": ref("term", i), "term": term, "term_en": english, "text": text}))
        return out

    # Indicators -------------------------------------------------------------------------------------------------
    KINDS = {1: "level", 2: "level", 3: "level", 4: "composite", 5: "count", 6: "count", 8: "percent", 9: "percent"}
    TARGETS = {1: 5, 2: 5, 3: 5, 5: 1, 6: 1, 7: 80, 8: 95, 9: 100}

    def indicator(self, i):
        ind = n.INDICATORS[i]
        id_ = ref("indicator", i)
        targets = [] if i == 4 else [{"fiscal_year": 2565, "comparison": "at_least", "value": self.TARGETS[i], "unit": ind["unit"]}]
        result = f.RESULTS[INDICATOR_CONTINUES[i] - 1] if i in INDICATOR_CONTINUES else None
        projects = [project(p) for p in ind["projects"]]
        return clean({
            "id": id_, "number": ind.get("number", thai(i) if i < 7 else ""), "name": ind["name"], "group": ind["group"],
            "component": ind["component"], "weight": ind["weight"], "unit": ind["unit"], "kind": self.KINDS.get(i),
            "result": "output" if i < 7 else "", "better": "higher", "targets": targets,
            "definitions": [term_id(t) for t in ind["terms"]], "calculation_method": ind["method"], "evidence": self.evidence(id_, ind),
            "scoring": self.scoring(i), "scoring_criteria": self.criteria(i, id_), "queries": self.queries(i),
            "budget_scope": self.budget_scope() if i == 8 else None, "sub_indicators": self.subs() if i == 4 else [],
            "links": self.links(i), "projects": projects, "lead": [organisation(ind["lead"])],
            "supporting": [organisation(s) for s in ind["support"]],
            "continues": {"fiscal_year": 2564, "name": result["name"]} if result else None,
        })

    def evidence(self, id_, ind):
        return [clean({"id": f"{id_}.evidence-{i}", "number": thai(i), "text": text, "catch_all": text == n.OTHER_EVIDENCE,
                       "alternatives": "หรือ" in text}) for i, text in enumerate(ind["evidence"], 1)]

    def scoring(self, i):
        if i == 7:
            return {"rule": "panel", "panel_scale": 100}
        if i in (8, 9):
            points = [(75, 60), (80, 70), (85, 80), (90, 90), (95, 100)] if i == 8 else [(60, 60), (70, 70), (80, 80), (90, 90), (100, 100)]
            return {"rule": "linear", "points": [{"value": v, "score": s} for v, s in points], "cap": 100, "accumulation": "cumulative"}
        return {"rule": "levels", "accumulation": "cumulative"}

    # level 5 first: what the queries must reach
    THRESHOLDS = {
        1: [[("works", k), ("platforms", k)] for k in (5, 4, 3, 2, 1)],
        2: [[("steps_done", k)] + ([("forums", 1)] if k > 3 else []) for k in (5, 4, 3, 2, 1)],
        3: [[("steps_done", k)] + ([("cities", 2)] if k > 3 else []) for k in (5, 4, 3, 2, 1)],
        4: [[("operators", o), ("products", p)] for o, p in ((13, 40), (12, 39), (11, 38), (10, 37), (9, 36))],
        5: [[("steps_done", k)] + ([("meetings", 1)] if k > 3 else []) for k in (5, 4, 3, 2, 1)],
        6: [[("steps_done", 7), ("plans", 1)]] + [[("steps_done", k)] for k in (6, 5, 3, 2)],
    }

    def criteria(self, i, id_):
        out = []
        for k, text in enumerate(n.INDICATORS[i]["criteria"]):
            out.append(clean({
                "level": 5 - k, "percent_of_weight": n.PERCENTS[k], "condition": text,
                "thresholds": [{"of": query, "at_least": value} for query, value in self.THRESHOLDS[i][k]],
                "requires": [f"{id_}.evidence-1"] if k == 0 else []}))
        return out

    def queries(self, i):
        def count(of, *where, distinct=(), date=""):
            return clean({"fn": "count", "of": of, "distinct": list(distinct), "where": [list(w) for w in where], "date": date})

        def steps(schedule):
            return count("steps", ("schedule", "=", ref("schedule", schedule)), ("done", "=", True))

        mine = ("indicator", "=", ref("indicator", i))
        published = ("status", "=", "published")
        out = {
            1: {"platforms": count("works", published, distinct=["platform"], date="published_on"),
                "works": count("works", published, distinct=["title"], date="published_on")},
            2: {"forums": count("events", mine, date="held_on"), "steps_done": steps(2)},
            3: {"cities": count("events", mine, distinct=["partner"], date="held_on"), "steps_done": steps(3)},
            4: {"operators": count("enterprises", distinct=["operator"], date="promoted_on"),
                "products": count("enterprises", distinct=["product"], date="promoted_on")},
            5: {"meetings": count("events", mine, date="held_on"), "steps_done": steps(5)},
            6: {"plans": count("evidence", ("evidence", "=", "indicator-6.evidence-1")), "steps_done": steps(6)},
            8: {"disbursed_share": {"fn": "ratio", "num": {"fn": "sum", "of": "ledger.disbursed"},
                                    "den": {"fn": "sum", "of": "ledger.after_transfer"}}},
            9: {"complete_share": {"fn": "ratio", "num": count("datasets", published), "den": count("datasets")}},
        }
        return out.get(i, {})

    def budget_scope(self):
        return {"include": ["งบดำเนินการ", "งบลงทุน", "งบเงินอุดหนุน", "งบรายจ่ายอื่น", "งบกลาง"],
                "exclude": ["งบบุคลากร", "งบประมาณรายจ่ายเพิ่มเติม", "งบเงินอุดหนุนจากรัฐบาล", "เงินกันไว้เบิกเหลื่อมปีของปี พ.ศ. ๒๕๖๔",
                            "งบกลาง: เงินช่วยเหลือข้าราชการและลูกจ้าง", "งบกลาง: " + n.GRATUITY]}

    def subs(self):
        def target(year, value, unit, base=None):
            out = {"fiscal_year": year, "comparison": "increase" if base else "at_least", "value": value, "unit": unit}
            if base:
                out |= {"baseline_fiscal_year": base[0], "baseline_value": base[1], "baseline_from": base[2]}
            return out

        values = [
            ("increase", [target(2563, 5, "ราย"), target(2564, 5, "ราย", (2563, 5, "target")), target(2565, 5, "ราย", (2564, 8, "actual"))]),
            ("count", [target(2563, 8, "ผลิตภัณฑ์"), target(2564, 12, "ผลิตภัณฑ์"),
                       target(2565, int(n.PRODUCTS_TARGET.translate(ARABIC)), "ผลิตภัณฑ์")]),
        ]
        names = ["operators", "products"]
        return [{"id": f"indicator-4.{i + 1}", "name": name, "unit": unit, "kind": values[i][0], "result": "output", "better": "higher",
                 "targets": values[i][1], "scoring": {"rule": "levels", "accumulation": "cumulative"},
                 "queries": {names[i]: self.queries(4)[names[i]]}} for i, (name, unit, _) in enumerate(n.SUB_INDICATORS)]

    def higher(self):
        targets = {1: (1, "ครั้ง"), 2: (60, "ร้อยละ")}
        return [{"id": ref("higher-indicator", i), "number": thai(i), "name": name, "fiscal_year": 2565,
                 "target": {"comparison": "at_least", "value": targets[i][0], "unit": targets[i][1]},
                 "owners": [organisation(o) for o in owners], "links": [city(code)]} for i, (name, _, owners, code) in f.HIGHER.items()]

    # Projects and schedules -------------------------------------------------------------------------------------
    def projects(self):
        out = []
        for key in PROJECT_ORDER:
            name, budget, lead, kind = f.PROJECTS[key]
            earlier = None
            if key in CONTINUES:
                names = f.RESULTS[CONTINUES[key] - 1]["projects"]
                earlier = {"fiscal_year": 2564, "name": names[1] if key == "P1" else names[0]}
            out.append(clean({
                "id": project(key), "number": thai(PROJECT_NUMBERS[key]), "name": name, "kind": kind,
                "budget": f"{budget}.00" if budget else None, "no_budget": budget is None, "lead": [organisation(lead or ROUTINE_LEADS[key])],
                "budget_node": "budget-3" if kind == "routine" else "", "links": [city("๖.๑.๑.๑")] if key == "P7" else [],
                "allocations": [{"to": ref("mission", m), "amount": f"{a}.00"} for m, a in f.P6_SHARES.items()] if key == "P6" else [],
                "continues": earlier}))
        return out

    def activities(self):
        out = [{"id": "activity-1", "name": n.PART_ACTIVITY, "kind": "part", "project": project("P6"), "indicator": "indicator-6",
                "lead": [organisation(f.PLANNING)], "amount": f"{f.P6_SHARES[5]}.00"}]
        for i, indicator in ((2, 7), (3, 9)):
            ind = n.INDICATORS[indicator]
            out.append({"id": ref("activity", i), "name": ind["activity"], "kind": "support", "indicator": ref("indicator", indicator),
                        "lead": [organisation(ind["lead"])], "supporting": [organisation(s) for s in ind["support"]]})
        return out

    def schedules(self):
        out = []
        for i, s in enumerate(n.SCHEDULES, 1):
            steps = [clean({"id": f"schedule-{i}.step-{k}", "number": thai(k), "text": text, "weight": weight,
                            "months": [{"from": month(start), "to": month(end)}], "requires": "approval" if (i, k) in APPROVALS else ""})
                     for k, (text, weight, start, end) in enumerate(s["steps"], 1)]
            out.append(clean({"id": ref("schedule", i), "indicator": ref("indicator", s["indicator"]), "project": project(s["project"]),
                              "activity": "activity-1" if s["indicator"] == 6 else "", "spread": "at_end", "steps": steps}))
        return out

    def results(self):
        def number(text):
            return int(text) if re.fullmatch(r"\d+", text) else text.rstrip("0")

        return [clean({"id": ref("result", i), "fiscal_year": 2564, "component": str(r["component"]), "number": r["number"],
                       "indicator_name": r["name"], "target": r["target"], "level": r["level"],
                       "values": [{"name": name, "value": number(value), "unit": unit} for name, value, unit in r["values"]],
                       "score": number(r["score"]) if "score" in r else None, "status": "final",
                       "narrative": r["text"].replace("{cities}", "๓๖"), "project_names": r["projects"]})
                for i, r in enumerate(f.RESULTS, 1)]


# TOML --------------------------------------------------------------------------------------------------------------
BLOCKS = {"narratives", "organisations", "mission_statements", "frameworks", "measures", "swot", "combinations", "missions", "glossary",
          "indicators", "evidence", "scoring_criteria", "sub_indicators", "higher_indicators", "projects", "activities", "budget_structure",
          "schedules", "steps", "results", "queries"}
WIDTH = 100


def inline(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ", ".join(inline(v) for v in value) + "]"
    return "{ " + ", ".join(f"{k} = {inline(v)}" for k, v in value.items()) + " }"


def line(key, value):
    if isinstance(value, str) and "\n" in value:
        return f'{key} = """\n' + value.replace("\\", "\\\\").replace('"', '\\"') + '"""\n'
    one = f"{key} = {inline(value)}"
    if not isinstance(value, list) or len(one) <= WIDTH:
        return one + "\n"
    return f"{key} = [\n" + "".join(f"    {inline(v)},\n" for v in value) + "]\n"


def is_block(key, value):
    return key in BLOCKS and (isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict)))


def write(plan):
    """The layout of the program's own writer, with the comments."""
    out, used = [HEAD], set()

    def note(id_, key):
        if (id_, key) in ASSUMED:
            used.add((id_, key))
            out.append(f"# {ASSUMED[id_, key]}\n")

    def table(path, heading, record):
        id_ = record.get("id", "")
        if heading:
            out.append(f"\n{heading}\n")
        below = []
        for key, value in record.items():
            if is_block(key, value):
                below.append((key, value))
                continue
            note(id_, key)
            for item in value if isinstance(value, list) else []:
                if isinstance(item, dict) and "id" in item:
                    note(item["id"], "")
            out.append(line(key, value))
        for key, value in below:
            note(id_, key)
            inner = f"{path}.{key}" if path else key
            if isinstance(value, list):
                for item in value:
                    table(inner, f"[[{inner}]]", item)
            else:
                table(inner, f"[{inner}]", value)

    table("", "", plan)
    missing = set(ASSUMED) - used
    if missing:
        raise SystemExit(f"comments without a place: {missing}")
    return "".join(out)
