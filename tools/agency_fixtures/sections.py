"""The sections of such plans, each with the wordings and table forms that real agencies use."""

import re

from .book import Book, Cell, Item, Para, Table

MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."]
LEVEL_KINDS = {
    "ด้าน": "strategic_area", "มิติ": "dimension", "เป้าหมาย": "goal", "เป้าประสงค์": "objective",
    "ยุทธศาสตร์": "strategy", "ยุทธศาสตร์ย่อย": "sub_strategy", "ประเด็นยุทธศาสตร์": "strategic_issue",
    "กลยุทธ์": "tactic", "ประเด็นการพัฒนา": "strategic_issue",
}


# Content ------------------------------------------------------------------------------------------------------
def target(value, unit, comparison="at_least", text=None, year=None, **baseline):
    """A target; `text` is how it is printed, else the plain form."""
    if text is None:
        text = f"{unit} {value}" if unit in ("ระดับ", "ร้อยละ") else f"{value} {unit}"
    return {"value": str(value).replace(",", ""), "unit": unit, "comparison": comparison, "text": text, "year": year, **baseline}


def current(book, item):
    """The target of the plan's own year."""
    return next((t for t in item.targets if t["year"] in (None, book.fiscal_year)), item.targets[-1])


def target_fact(book, t):
    fact = {"fiscal_year": t["year"] or book.fiscal_year, "comparison": t["comparison"], "value": t["value"],
            "unit": book.t(t["unit"])}
    for key in ("baseline_fiscal_year", "baseline_value", "baseline_from"):
        if t.get(key):
            fact[key] = t[key]
    return fact


def show_targets(book, item, targets):
    known = {t["fiscal_year"] for t in item.shown.get("targets", [])}
    new = [target_fact(book, t) for t in targets if (t["year"] or book.fiscal_year) not in known]
    merged = sorted(item.shown.get("targets", []) + new, key=lambda t: t["fiscal_year"])
    book.show(item)
    if merged:
        item.shown["targets"] = merged


KIND_BY_WORD = (("ระดับความสำเร็จ", "level"), ("ร้อยละ", "percent"), ("จำนวน", "count"), ("มี", "existence"))


def indicator(name, targets, *, subs=(), **content):
    targets = [targets] if isinstance(targets, dict) else list(targets)
    item = Item("indicator", name=name, targets=targets, subs=list(subs), **content)
    for key in ("weight", "group", "component", "number", "definitions", "method", "evidence", "criteria", "projects",
                "lead", "supporting", "measure", "result", "unit", "links", "points"):
        if not hasattr(item, key):
            setattr(item, key, [] if key in ("definitions", "evidence", "criteria", "projects", "lead", "supporting",
                                             "links") else None)
    return item


def show_indicator(book, item, **facts):
    kind = "composite" if item.subs else next((k for w, k in KIND_BY_WORD if item.name.startswith(w)), None)
    if any(t["comparison"] == "increase" for t in item.targets):
        kind = "increase"
    book.show(item, name=item.name, kind=kind, **facts)
    if any(t["comparison"] == "at_most" for t in item.targets):
        item.shown["better"] = "lower"
    if book.group:
        item.shown.setdefault("group", book.group)
    if book.component:
        item.shown.setdefault("component", book.component)
    return item


def component_heading(book, number, title="", word="องค์ประกอบที่ %1", level=2):
    """What follows belongs to this component until `leave`."""
    book.heading(f"{word.replace('%1', str(number))} {title}".strip(), level)
    book.component = str(number)


def group_heading(book, letter, title, dot="", level=1):
    book.heading(f"ตาราง {letter}{dot} {title}", level)
    book.group, book.component = letter, None


def leave(book):
    book.group = book.component = None


def project(name, budget=None, *, kind=None, no_budget=False, lead=(), supporting=(), **content):
    return Item("project", name=name, budget=budget, project_kind=kind, no_budget=no_budget or None, lead=list(lead),
                supporting=list(supporting), **content)


def show_project(book, item, *, money=False, owner=False, **facts):
    book.show(item, name=item.name, **facts)
    if item.project_kind:
        item.shown["kind"] = item.project_kind
    if money:
        if item.no_budget:
            item.shown["no_budget"] = True
        elif item.budget is not None:
            item.shown["budget"] = f"{item.budget}.00"
    if owner:
        if item.lead:
            book.show(item, lead=list(item.lead))
        if item.supporting:
            book.show(item, supporting=list(item.supporting))
        book.orgs(item.lead + item.supporting)
    return item


def money_text(book, item, style=None):
    return "ไม่ใช้งบประมาณ" if item.no_budget else book.money(item.budget, style)


def owner_text(lead, supporting=(), form="slash"):
    """Owners as columns print them."""
    if form == "labels" and supporting:
        return (f"หน่วยงานหลัก : {' และ'.join(o.name for o in lead)} "
                f"หน่วยงานสนับสนุน : {', '.join(o.name for o in supporting)}")
    text = "/".join(o.name for o in lead)
    if supporting:
        text += f" (สนับสนุน: {', '.join(o.name for o in supporting)})"
    return text


# Front matter -------------------------------------------------------------------------------------------------
def cover(book: Book, title_lines, repeat=True):
    book.title = book.t(" ".join(title_lines))
    for line in title_lines:
        book.para(line, style="cover")
    book.show_agency()
    book.para(book.agency.name, style="cover")
    if book.higher:
        book.para(book.higher.name, style="cover", tight=True)
    book.page_break()
    if repeat:
        book.para(" ".join(title_lines), bold=True)
        book.para(book.agency.name + (f" {book.higher.name}" if book.higher else ""), bold=True, tight=True)


def prose(book: Book, heading, paragraphs, kind="other", level=1):
    if heading:
        book.heading(heading, level)
    for p in paragraphs:
        book.para(p)
    return book.narrative(kind, heading or "", paragraphs)


def contents(book: Book, heading="สารบัญ", form="dots"):
    """The place of the contents page; `finish` fills it when every heading is known."""
    book.heading(heading, 1, contents=False)
    book.add(("contents", form))
    book.page_break()


def finish(book: Book):
    for i, block in enumerate(book.blocks):
        if not (isinstance(block, tuple) and block[0] == "contents"):
            continue
        lines = []
        for k, (level, text) in enumerate(book.outline):
            if level > 2:
                continue
            page = book.n(1 + k * 3 // 4)
            if block[1] == "dots":
                lines.append(Para(f"{text}.....\t{page}", "contents", tight=bool(lines)))
            else:
                lines.append(Para(f"{text}\t{page}", "contents", tight=bool(lines)))
        book.blocks[i:i + 1] = ([Para("เรื่อง\tหน้า", "contents")] if block[1] == "header" else []) + lines
        break
    return book


def vision(book: Book, text, heading="วิสัยทัศน์", quoted=False):
    book.heading(heading)
    book.vision = book.t(f"“{text}”" if quoted else text)
    book.para(f"“{text}”" if quoted else text)


def mission_statements(book: Book, texts, heading="พันธกิจ", pattern="%1.", auto=None):
    book.heading(heading)
    book.items(texts, pattern, auto)
    made = []
    for i, text in enumerate(texts, 1):
        made.append(book.show(Item("mission_statement"), number=str(i), text=text))
    return made


# Strategy trees -----------------------------------------------------------------------------------------------
def framework(name, levels, tree, *, owner=None, status="adopted", years=None):
    """`tree`: (level label, code, title, children). Codes get their segments from the tree."""
    item = Item("framework", name=name, levels=levels, owner=owner, status=status, years=years, by_code={})

    def walk(nodes, parent):
        for label, code, title, children in nodes:
            node = Item("node", label=label, code=code, title=title, parent=parent, framework=item)
            item.by_code[code] = node
            yield node
            yield from walk(children, node)

    item.nodes = list(walk(tree, None))
    return item


def show_framework(book: Book, item):
    levels, depth = [], {}
    for label in item.levels:
        sample = next(n for n in item.nodes if n.label == label)
        levels.append({"kind": LEVEL_KINDS[label], "label": label, "segments": sample.code.count(".") + 1})
    book.show(item, name=item.name, status=item.status)
    if item.years:
        item.shown["years"] = {"from": item.years[0], "to": item.years[1]}
    item.shown["levels"] = levels
    return item


def show_node(book: Book, node):
    last = book.last
    show_framework(book, node.framework)
    nodes = node.framework.shown.setdefault("nodes", [])
    if node not in nodes:
        nodes.append(node)
        node.shown.update(code=book.n(node.code), kind=LEVEL_KINDS[node.label], title=book.t(node.title))
        if node.parent:
            node.shown["parent"] = node.parent
    book.last = last or node.framework
    return node


def node_text(node, joint="ที่ "):
    return f"{node.label}{joint}{node.code} {node.title}"


def strategy(book: Book, frameworks, heading, intro="", numbered=False, joint="ที่ "):
    book.heading(heading)
    if intro:
        book.para(intro)
    for k, fw in enumerate(frameworks, 1):
        book.para(f"{k}. {fw.name}" if numbered else fw.name, style="h2")
        show_framework(book, fw)
        for node in fw.nodes:
            depth, p = 0, node.parent
            while p:
                depth, p = depth + 1, p.parent
            book.para(node_text(node, joint), style="item", level=depth)
            show_node(book, node)
        book.last = fw


def link(book, node, relation="under", as_=None):
    show_node(book, node)
    out = {"framework": node.framework, "node": node, "relation": relation}
    if as_:
        out["as"] = as_
    return out


# Last year ----------------------------------------------------------------------------------------------------
def results_table(book: Book, heading, year, rows, columns=("ลำดับ", "ตัวชี้วัด", "ค่าเป้าหมาย", "ผลการดำเนินงาน", "คะแนนที่ได้"), intro=""):
    """rows: dict(name, target, value, unit, score, text)."""
    book.heading(heading)
    if intro:
        book.para(intro)
        book.narrative("results_intro", heading, [intro])
    body = []
    for i, r in enumerate(rows, 1):
        printed = r.get("text") or (f"{r['unit']} {r['value']}" if r["unit"] in ("ร้อยละ", "ระดับ") else f"{r['value']} {r['unit']}")
        cells = [Cell(book.n(i), align="center"), Cell(book.t(r["name"])), Cell(book.t(r["target"]), align="center"),
                 Cell(book.t(printed), align="center")]
        item = book.show(Item("result"), number=str(i), indicator_name=r["name"], target=r["target"])
        item.shown["fiscal_year"] = year
        if r["unit"] == "ระดับ":
            item.shown["level"] = int(r["value"])
        else:
            item.shown["values"] = [{"name": "", "value": str(r["value"]), "unit": r["unit"]}]
        if len(columns) > 4:
            cells.append(Cell(book.n(r["score"]), align="center"))
            item.shown["score"] = str(r["score"])
        body.append(cells)
    book.add(Table([[Cell(c) for c in columns]], body, widths=[1, 6, 3, 3, 2][:len(columns)]))


def results_prose(book: Book, heading, year, groups, intro=""):
    """groups: (component number, title, [dict(name, target, level, text, projects)])."""
    book.heading(heading)
    if intro:
        book.para(intro)
        book.narrative("results_intro", heading, [intro])
    for g, (component, title, rows) in enumerate(groups, 1):
        book.para(f"{g}. องค์ประกอบที่ {component} : {title}")
        for i, r in enumerate(rows, 1):
            book.para(f"{g}.{i} ตัวชี้วัดที่ {r['number']} {r['name']} (ค่าเป้าหมาย {r['target']}) "
                      f"ระดับความสำเร็จที่ดำเนินการได้อยู่ในระดับ {r['level']} {r['text']}")
            item = book.show(Item("result"), component=str(component), number=str(r["number"]),
                             indicator_name=r["name"], target=r["target"], narrative=r["text"])
            item.shown.update(fiscal_year=year, level=r["level"], component=str(component))


# SWOT ---------------------------------------------------------------------------------------------------------
def swot_items(letter, texts):
    return [Item("swot_item", letter=letter, ordinal=i, text=t) for i, t in enumerate(texts, 1)]


SWOT_HEADINGS = {
    "both": {"S": "จุดแข็ง (Strengths)", "W": "จุดอ่อน (Weaknesses)", "O": "โอกาส (Opportunities)", "T": "อุปสรรค (Threats)"},
    "thai": {"S": "จุดแข็ง", "W": "จุดอ่อน", "O": "โอกาส", "T": "ภัยคุกคาม"},
    "code": {"S": "จุดแข็ง (S)", "W": "จุดอ่อน (W)", "O": "โอกาส (O)", "T": "อุปสรรค (T)"},
    "english": {"S": "S : Strengths", "W": "W : Weaknesses", "O": "O : Opportunities", "T": "T : Threats"},
}


def swot(book: Book, parts, heading="การวิเคราะห์สภาพแวดล้อมภายในและภายนอก (SWOT Analysis)", headings="both", label="%1.", intro="", auto=None):
    """parts: letter -> items. label `$%1.` prints S1., `%1)` prints 1), `@ %1)` prints จุดแข็ง 1)."""
    book.heading(heading)
    if intro:
        book.para(intro)
        book.narrative("swot_intro", heading, [intro])
    for letter, items in parts.items():
        book.heading(SWOT_HEADINGS[headings][letter], 2, contents=False)
        pattern = label.replace("$", letter).replace("@", SWOT_HEADINGS["thai"][letter])
        book.items([i.text for i in items], pattern, auto)
        for item in items:
            book.show(item, text=item.text)


def swot_table(book: Book, parts, heading, headings="code", label="%1)"):
    """Two by two, each factor a cell with its items."""
    book.heading(heading)
    rows = []
    for pair in ("SW", "OT"):
        rows.append([Cell(Para(SWOT_HEADINGS[headings][x], bold=True), fill="E2EFD9") for x in pair])
        cells = []
        for x in pair:
            cells.append(Cell(*[Para(book.t(i.text), number=book.n(label.replace("$", x).replace("%1", str(i.ordinal)))) for i in parts[x]]))
        rows.append(cells)
    for letter in "SWOT":
        for item in parts[letter]:
            book.show(item, text=item.text)
    book.add(Table([], rows, widths=[1, 1]))


COMBINATION = {"SO": "กลยุทธ์เชิงรุก (SO)", "WO": "กลยุทธ์เชิงแก้ไข (WO)", "ST": "กลยุทธ์เชิงป้องกัน (ST)", "WT": "กลยุทธ์เชิงรับ (WT)"}
COMBINATION_LONG = {
    "SO": "การดำเนินงานเชิงรุกโดยใช้จุดแข็ง (Strengths) และใช้ประโยชน์จากโอกาส (Opportunities)",
    "WO": "การดำเนินงานเชิงปรับปรุงจุดอ่อน (Weaknesses) โดยใช้ประโยชน์จากโอกาส (Opportunities)",
    "ST": "การลดผลกระทบจากอุปสรรค (Threats) โดยใช้จุดแข็ง (Strengths)",
    "WT": "การลดจุดอ่อน (Weaknesses) และหลีกเลี่ยงอุปสรรค (Threats)",
}


def _show_combination(book, kind, number, heading, items, projects, missions):
    item = book.show(Item("combination"), number=number, heading=heading)
    item.shown.update(kind=kind, items=list(items))
    if missions:
        item.shown["missions"] = list(missions)
    if projects:
        item.shown["projects"] = list(projects)
        for p in projects:
            show_project(book, p)
    book.last = item


def combinations_prose(book: Book, rows, heading="", intro="", cite="full"):
    """rows: (kind, heading, items, projects, missions), grouped by kind as printed."""
    if heading:
        book.heading(heading)
    if intro:
        book.para(intro)
        book.narrative("other", heading, [intro])
    group, g, i = None, 0, 0
    for kind, title, items, projects, missions in rows:
        if kind != group:
            group, g, i = kind, g + 1, 0
            book.para(f"{g}. {COMBINATION_LONG[kind]}", bold=True)
        i += 1
        book.para(f"{g}.{i} {title}")
        cited = " ".join(f"{x.letter}{x.ordinal} {x.text}" if cite == "full" else f"{x.letter}{x.ordinal}" for x in items)
        if cite == "codes":
            cited = "(" + ", ".join(f"{x.letter}{x.ordinal}" for x in items) + ")"
        text = f"- {cited}"
        if projects:
            text += f" จึงกำหนดโครงการที่เกี่ยวข้อง จำนวน {len(projects)} โครงการ ได้แก่ " + " และ".join(p.name for p in projects)
        book.para(text, style="item")
        _show_combination(book, kind, f"{g}.{i}", title, items, projects, missions)


def tows_matrix(book: Book, rows, heading="TOWS Matrix"):
    """A table: factor pair | codes | strategy | projects."""
    book.heading(heading)
    body = []
    for k, (kind, title, items, projects, missions) in enumerate(rows, 1):
        codes = ", ".join(f"{x.letter}{x.ordinal}" for x in items)
        body.append([Cell(COMBINATION[kind]), Cell(book.t(codes), align="center"), Cell(book.t(title)),
                     Cell(*[Para(book.t(p.name)) for p in projects])])
        _show_combination(book, kind, "", title, items, projects, missions)
    book.add(Table([[Cell("กลยุทธ์"), Cell("ปัจจัย"), Cell("แนวทางการดำเนินงาน"), Cell("โครงการ/กิจกรรม")]], body, widths=[3, 2, 6, 5], markup="p"))


# Indicator lists ----------------------------------------------------------------------------------------------
def indicator_list(book: Book, groups, heading="ตัวชี้วัดผลการดำเนินงานหลัก", pattern="%1)"):
    """groups: (title, [indicators]); each line is name (ค่าเป้าหมาย …)."""
    book.heading(heading)
    for title, indicators in groups:
        if title:
            book.para(book.bullet + title, style="item")
        for i, ind in enumerate(indicators, 1):
            tail = "" if ind.subs else f" (ค่าเป้าหมาย {current(book, ind)['text']})"
            book.para(ind.name + tail, style="item", number=book.n(pattern.replace("%1", str(i))))
            show_indicator(book, ind)
            if not ind.subs:
                show_targets(book, ind, [current(book, ind)])
            for sub in ind.subs:
                book.para(f"- {sub.name} (ค่าเป้าหมาย {current(book, sub)['text']})", style="item", level=1)
            show_subs(book, ind, last_only=True)


def show_subs(book, ind, last_only=False, targets=True):
    for sub in ind.subs:
        subs = ind.shown.setdefault("sub_indicators", [])
        if sub not in subs:
            subs.append(sub)
        kind = next((k for w, k in KIND_BY_WORD if sub.name.startswith(w)), None)
        if any(t["comparison"] == "increase" for t in sub.targets):
            kind = "increase"
        sub.shown.update(name=book.t(sub.name), kind=kind)
        if not targets:
            continue
        known = {t["fiscal_year"]: t for t in sub.shown.get("targets", [])}
        for t in [current(book, sub)] if last_only else sub.targets:
            known[t["year"] or book.fiscal_year] = target_fact(book, t)
        sub.shown["targets"] = [known[y] for y in sorted(known)]
    ind.shown = {k: v for k, v in ind.shown.items()}


def indicator_summary(book: Book, indicators, heading, columns=("number", "name", "unit", "target", "weight", "owner"), words=None, total=True, sum_word="รวมน้ำหนัก"):
    """One row an indicator; with `levels` five criteria columns below a merged header."""
    words = {"number": "ลำดับที่", "name": "ตัวชี้วัด", "unit": "หน่วยนับ", "target": "ค่าเป้าหมาย", "weight": "น้ำหนัก (ร้อยละ)",
             "owner": "ผู้รับผิดชอบ", "levels": "เกณฑ์การให้คะแนน", **(words or {})}
    book.heading(heading)
    five = "levels" in columns
    top, below = [], []
    for c in columns:
        if c == "levels":
            top.append(Cell(words[c], span=5))
            below += [Cell(book.n(i)) for i in range(1, 6)]
        else:
            top.append(Cell(words[c], rows=2 if five else 1))
    body = []
    for i, ind in enumerate(indicators, 1):
        number = ind.number or str(i)
        show_indicator(book, ind, number=number if "number" in columns else None)
        cells = []
        for c in columns:
            if c == "number":
                cells.append(Cell(book.n(number), align="center"))
            elif c == "name":
                cells.append(Cell(book.t(ind.name)))
            elif c == "unit":
                cells.append(Cell(book.t(current(book, ind)["unit"]), align="center"))
                book.show(ind, unit=current(book, ind)["unit"])
            elif c == "target":
                text = current(book, ind)["text"]
                if "unit" in columns and current(book, ind)["comparison"] == "at_least":
                    text = current(book, ind)["value"]
                cells.append(Cell(book.t(text), align="center"))
                show_targets(book, ind, [current(book, ind)])
            elif c == "weight":
                cells.append(Cell(book.n(ind.weight), align="center"))
                book.show(ind, weight=str(ind.weight))
                ind.shown["weight"] = str(ind.weight)
            elif c == "owner":
                cells.append(Cell(owner_text(ind.lead, ind.supporting)))
                book.show(ind, lead=list(ind.lead), supporting=list(ind.supporting))
                book.orgs(ind.lead + ind.supporting)
            elif c == "levels":
                for level, _, condition in sorted(ind.criteria):
                    cells.append(Cell(book.t(condition), align="center"))
                show_criteria(book, ind, ascending=True)
        body.append(cells)
    if total and "weight" in columns:
        at = sum(5 if c == "levels" else 1 for c in columns[:columns.index("weight")])
        rest = sum(5 if c == "levels" else 1 for c in columns) - at - 1
        body.append([Cell(sum_word, span=at, align="center"), Cell(book.n(sum(i.weight for i in indicators)), align="center")]
                    + [Cell() for _ in range(rest)])
    width = {"number": 1, "name": 6, "unit": 1.8, "target": 2, "weight": 1.8, "owner": 3, "levels": 1.6}
    widths = []
    for c in columns:
        widths += [width[c]] * (5 if c == "levels" else 1)
    book.add(Table([top] + ([below] if five else []), body, widths=widths, wide=five))


def show_criteria(book, ind, ascending=False, percent=False):
    rows = sorted(ind.criteria, reverse=not ascending)
    facts = []
    for level, pct, condition in rows:
        fact = {"level": level}
        if percent:
            fact["percent_of_weight"] = str(pct)
        fact["condition"] = book.t(condition)
        facts.append(fact)
    ind.shown["scoring_criteria"] = facts
    ind.shown.setdefault("scoring", {"rule": "levels"})


# Projects -----------------------------------------------------------------------------------------------------
def project_table(book: Book, projects, *, columns=("number", "name", "money", "owner"), words=None, money=None,
                  total=None, owner_form="slash", share_of=None, cut=None):
    """A list of projects. `share_of`: the mission whose part of a shared budget is printed."""
    words = {"number": "ลำดับที่", "name": "โครงการสำคัญ", "money": "งบประมาณ", "owner": "ส่วนราชการ", "indicator": "ตัวชี้วัด", **(words or {})}
    body, total_baht = [], 0
    for i, p in enumerate(projects, 1):
        share = getattr(p, "shares", {}).get(share_of) if share_of else None
        cells = []
        for c in columns:
            if c == "number":
                cells.append(Cell(book.n(i), align="center"))
            elif c == "name":
                cells.append(Cell(book.t(p.name)))
            elif c == "money":
                text = book.money(share, money) if share else money_text(book, p, money)
                cells.append(Cell(text, align="right"))
                total_baht += share or p.budget or 0
            elif c == "owner":
                cells.append(Cell(owner_text(p.lead, p.supporting, owner_form)))
        body.append(cells)
        show_project(book, p, money="money" in columns and not share, owner="owner" in columns)
        if share:
            p.shown.setdefault("allocations", []).append({"to": share_of, "amount": f"{share}.00"})
    if total:
        line = []
        label_span = columns.index("money")
        if label_span == 0:
            label_span = 1
        line.append(Cell(total, span=label_span, align="center"))
        for c in columns[label_span:]:
            line.append(Cell(book.money(total_baht, money), align="right") if c == "money" else Cell())
        body.append(line)
    width = {"number": 1, "name": 8, "money": 3, "owner": 4}
    add_cut(book, Table([[Cell(words[c]) for c in columns]], body, widths=[width[c] for c in columns]), cut)
    return total_baht


def missions(book: Book, rows, *, heading, word="ภารกิจที่ %1", success="เป้าหมาย/ความสำเร็จตามภารกิจ", link_word="ความเชื่อมโยงกับ", money=None, columns=("number", "name", "money", "owner"), words=None, intro=""):
    """rows: mission items with title, success, node, projects, indicators."""
    book.heading(heading)
    if "โครงการสำคัญตามภารกิจ" in heading:  # the heading names the kind
        for p in (p for m in rows for p in m.projects):
            p.project_kind = p.project_kind or "mission"
    if intro:
        book.para(intro)
        book.narrative("other", heading, [intro])
    for i, m in enumerate(rows, 1):
        book.heading(f"{word.replace('%1', str(i))} {m.title}", 2)
        book.show(m, number=str(i), title=m.title)
        if m.success:
            book.para(f"{success} {m.success}")
            book.show(m, success=m.success)
            if m.indicators:
                m.shown["indicators"] = list(m.indicators)
                for ind in m.indicators:
                    show_indicator(book, ind)
        if m.node:
            chain, n = [], m.node
            while n:
                chain.insert(0, n)
                n = n.parent
            book.para(f"{link_word}{m.node.framework.name} " + " ".join(node_text(x) for x in chain))
            for x in chain:
                show_node(book, x)
            m.shown["links"] = [link(book, m.node)]
        if m.projects:
            project_table(book, m.projects, money=money, columns=columns, words=words, share_of=m)
            m.shown["projects"] = list(m.projects)
        book.last = m


def mission(title, *, success="", node=None, projects=(), indicators=()):
    return Item("mission", title=title, success=success, node=node, projects=list(projects), indicators=list(indicators))


def routine_by_area(book: Book, groups, *, heading, columns=("ลำดับที่", "ด้าน/แผนงาน", "รายการ/โครงการ", "งบประมาณ"), total="รวม", money=None, merged=False):
    """groups: (budget node kind, name, projects)."""
    book.heading(heading)
    body, total_baht = [], 0
    for g, (kind, name, projects) in enumerate(groups, 1):
        area = book.show(Item("budget"), name=name)
        area.shown["kind"] = kind
        for i, p in enumerate(projects, 1):
            first = [Cell(book.n(g) if i == 1 else "", align="center"), Cell(book.t(name) if i == 1 else "")]
            if merged:
                first = [Cell(book.n(g), rows=len(projects), align="center"), Cell(book.t(name), rows=len(projects))] if i == 1 else []
            body.append(first + [Cell(book.t(f"{i}. {p.name}")), Cell(money_text(book, p, money), align="right")])
            show_project(book, p, money=True)
            p.shown["budget_node"] = area
            total_baht += p.budget or 0
    body.append([Cell(total, align="center"), Cell(), Cell(), Cell(book.money(total_baht, money), align="right")])
    book.add(Table([[Cell(c) for c in columns]], body, widths=[1, 4, 8, 3]))


def routine_by_programme(book: Book, programmes, *, heading, columns=("ลำดับที่", "แผนงาน/ผลผลิต/งาน", "รายการ/โครงการ", "งบประมาณ"), money=None, numbers=True):
    """programmes: (name, [(output name, projects)])."""
    book.heading(heading)
    body = []
    for g, (name, outputs) in enumerate(programmes, 1):
        programme = book.show(Item("budget"), name=name)
        programme.shown["kind"] = "programme"
        body.append([Cell(book.n(g), align="center"), Cell(book.t(name)), Cell(), Cell()])
        total_baht = 0
        for output_name, projects in outputs:
            output = book.show(Item("budget"), name=output_name)
            output.shown.update(kind="output", parent=programme)
            for i, p in enumerate(projects, 1):
                text = f"{i}. {p.name}" if numbers else p.name
                body.append([Cell(), Cell(book.t(f"ผลผลิต : {output_name}") if i == 1 else ""), Cell(book.t(text)),
                             Cell(money_text(book, p, money), align="right")])
                show_project(book, p, money=True)
                p.shown["budget_node"] = output
                total_baht += p.budget or 0
        body.append([Cell(), Cell(), Cell("รวม", align="center"),
                     Cell(book.money(total_baht, money) if total_baht else "ไม่ใช้งบประมาณ", align="right")])
    book.add(Table([[Cell(c) for c in columns]], body, widths=[1, 4, 8, 3]))


# Indicator data -----------------------------------------------------------------------------------------------
MEANS = {"หมายถึง": " หมายถึง ", "หมายความว่า": " หมายความว่า ", "คือ": " คือ "}


def definition(term, text, en="", word="หมายถึง"):
    return Item("term", term=term, text=text, en=en, word=word)


def definition_text(d):
    return f"{d.term}{f' ({d.en})' if d.en else ''}{MEANS[d.word]}{d.text}"


def show_definitions(book, ind):
    for d in ind.definitions:
        book.show(d, term=d.term, term_en=d.en, text=d.text)
    if ind.definitions:
        book.show(ind, definitions=list(ind.definitions))


def evidence_items(book, ind):
    if "evidence" in ind.shown:
        return
    made = []
    for i, text in enumerate(ind.evidence, 1):
        e = Item("evidence")
        e.shown.update(number=str(i) if not book.thai else book.n(i), text=book.t(text))
        if re.search(r"อื่น ?ๆ", text):
            e.shown["catch_all"] = True
        if "หรือ" in text:
            e.shown["alternatives"] = True
        made.append(e)
    if made:
        ind.shown["evidence"] = made


def sheet_paras(book, ind, words, underline=True, target_label=True):
    """Definition, target, method and evidence as the paragraphs of one cell."""
    out = []
    if ind.definitions:
        out.append(Para(words["definition"], underline=underline))
        out += [Para(book.t(definition_text(d))) for d in ind.definitions]
        show_definitions(book, ind)
    if target_label and ind.targets and not ind.subs:
        out += [Para(words["target"], underline=underline), Para(book.t(current(book, ind)["text"]))]
        show_targets(book, ind, [current(book, ind)])
    if ind.method:
        out += [Para(words["method"], underline=underline), Para(book.t(ind.method))]
        book.show(ind, calculation_method=ind.method)
    if ind.evidence:
        out.append(Para(words["evidence"], underline=underline))
        out += [Para(book.t(t), number=book.n(f"{i}.")) for i, t in enumerate(ind.evidence, 1)]
        evidence_items(book, ind)
    return out


SHEET_WORDS = {"definition": "นิยาม", "target": "ค่าเป้าหมาย", "method": "วิธีคำนวณ", "evidence": "วิธีเก็บข้อมูล/หลักฐาน"}


def sheet(book: Book, indicators, *, header=("มาตรการ", "ตัวชี้วัดมาตรการ", "นิยาม/คำอธิบายตัวชี้วัด", "โครงการ/กิจกรรม"), order="MIDP", words=None, markup="p", cut=None, underline=True, money=None):
    """The data sheet: measure, indicator, definition and the rest, projects; `order` turns the columns."""
    words = {**SHEET_WORDS, **(words or {})}
    body = []
    for ind in indicators:
        cells = {}
        show_indicator(book, ind)
        use_links(book, ind)
        if "M" in order and ind.measure:
            cells["M"] = Cell(book.t(f"{ind.measure.prefix} {ind.measure.title}".strip()), *[Para("- " + book.t(x)) for x in ind.measure.items])
            show_measure(book, ind.measure, ind)
        name = [Para(book.t(f"{ind.number} {ind.name}" if ind.number else ind.name))]
        if ind.number:
            ind.shown["number"] = book.n(ind.number)
        for sub in ind.subs:
            name.append(Para(book.t(f"- {sub.name} (ค่าเป้าหมาย {current(book, sub)['text']})")))
        show_subs(book, ind, last_only=True)
        cells["I"] = Cell(*name)
        cells["D"] = Cell(*sheet_paras(book, ind, words, underline))
        paras = []
        for i, p in enumerate(ind.projects, 1):
            number = book.n(f"{i}.") if len(ind.projects) > 1 else ""
            paras.append(Para(book.t(p.name), number=number))
            if p.kind == "activity":
                paras.append(Para(book.t(f"(ส่วนราชการรับผิดชอบหลัก : {' และ'.join(o.name for o in p.lead)} ส่วนราชการสนับสนุน : {' และ'.join(o.name for o in p.supporting)})")))
                show_activity(book, p, ind)
                continue
            paras.append(Para(book.t(("ไม่ใช้งบประมาณ" if p.no_budget else f"งบประมาณ {money_text(book, p, money)}") + f" ({owner_text(p.lead)})")))
            show_project(book, p, money=True)
            if p.lead:
                book.show(p, lead=list(p.lead))
                book.orgs(p.lead)
        cells["P"] = Cell(*paras)
        if any(p.kind == "project" for p in ind.projects):
            book.show(ind, projects=[p for p in ind.projects if p.kind == "project"])
        body.append([cells[x] for x in order])
        book.last = ind
    width = {"M": 4, "I": 4, "D": 9, "P": 5}
    table = Table([[Cell(h) for h in header]], body, widths=[width[x] for x in order], markup=markup)
    add_cut(book, table, cut)


def show_measure(book, measure, ind=None):
    book.show(measure, prefix=measure.prefix, origin={"ม.": "city", "มน.": "agency"}.get(measure.prefix), title=measure.title)
    if measure.items:
        measure.shown["items"] = [book.t(x) for x in measure.items]
    if ind is not None:
        kept = measure.shown.setdefault("indicators", [])
        if ind not in kept:
            kept.append(ind)


def measure(title, prefix="", items=()):
    return Item("measure", title=title, prefix=prefix, items=list(items))


def activity(name, lead, supporting=(), kind="support"):
    return Item("activity", name=name, lead=list(lead), supporting=list(supporting), activity_kind=kind)


def show_activity(book, act, ind=None):
    book.show(act, name=act.name)
    act.shown.update(kind=act.activity_kind, lead=list(act.lead), supporting=list(act.supporting))
    if not act.supporting:
        del act.shown["supporting"]
    if ind is not None:
        act.shown["indicator"] = ind
    book.orgs(act.lead + act.supporting)


def card(book: Book, ind, *, words=None, rows=("name", "result", "unit", "weight", "targets", "definition", "method", "criteria", "evidence", "projects", "owner"), markup="p", heading=None):
    """A table of two columns, label and value, one table an indicator."""
    words = {"name": "ชื่อตัวชี้วัด", "result": "ประเภทตัวชี้วัด", "unit": "หน่วยนับ", "weight": "น้ำหนัก", "targets": "ค่าเป้าหมาย",
             "definition": "นิยาม/คำอธิบาย", "method": "วิธีการคำนวณ", "criteria": "เกณฑ์การให้คะแนน", "evidence": "แหล่งข้อมูล/หลักฐาน",
             "projects": "โครงการ/กิจกรรมที่เกี่ยวข้อง", "owner": "หน่วยงานรับผิดชอบ", **(words or {})}
    if heading:
        book.para(heading, style="h3")
    number = ind.number
    show_indicator(book, ind, number=number)
    body = []
    for r in rows:
        value = None
        if r == "name":
            value = [book.t(f"{number} {ind.name}" if number and not heading else ind.name)]
        elif r == "result" and ind.result:
            value = [{"output": "ผลผลิต", "outcome": "ผลลัพธ์"}[ind.result]]
            ind.shown["result"] = ind.result
        elif r == "unit":
            value = [book.t(current(book, ind)["unit"])]
            book.show(ind, unit=current(book, ind)["unit"])
        elif r == "weight" and ind.weight is not None:
            value = [book.t(f"ร้อยละ {ind.weight}")]
            ind.shown["weight"] = str(ind.weight)
        elif r == "targets":
            value = [book.t(current(book, ind)["text"] if len(ind.targets) == 1 else f"ปี {t['year'] or book.fiscal_year} : {t['text']}") for t in ind.targets]
            show_targets(book, ind, ind.targets)
        elif r == "definition" and ind.definitions:
            value = [book.t(definition_text(d)) for d in ind.definitions]
            show_definitions(book, ind)
        elif r == "method" and ind.method:
            value = [book.t(ind.method)]
            book.show(ind, calculation_method=ind.method)
        elif r == "criteria" and ind.criteria:
            value = [book.t(f"ระดับ {level} : {condition}") for level, _, condition in sorted(ind.criteria)]
            show_criteria(book, ind, ascending=True)
        elif r == "evidence" and ind.evidence:
            value = [Para(book.t(x), number=book.n(f"{i}.")) for i, x in enumerate(ind.evidence, 1)]
            evidence_items(book, ind)
        elif r == "projects" and ind.projects:
            value = [Para(book.t(p.name), number=book.n(f"{i}.") if len(ind.projects) > 1 else "") for i, p in enumerate(ind.projects, 1)]
            for p in ind.projects:
                show_project(book, p)
            book.show(ind, projects=list(ind.projects))
        elif r == "owner" and ind.lead:
            value = [owner_text(ind.lead, ind.supporting)]
            book.show(ind, lead=list(ind.lead), supporting=list(ind.supporting))
            book.orgs(ind.lead + ind.supporting)
        if value:
            body.append([Cell(Para(words[r], bold=True)), Cell(*value)])
    book.add(Table([], body, widths=[3, 10], markup=markup))
    book.last = ind


def rubric(book: Book, ind, *, heading="เกณฑ์การให้คะแนน “%1”", words=None, columns=("level", "percent", "condition", "score"), ascending=False, cut=None):
    words = {"level": "ระดับความสำเร็จ", "percent": "เกณฑ์ร้อยละความสำเร็จ", "condition": "การดำเนินงาน", "score": "คะแนนที่ได้รับ", **(words or {})}
    book.para(heading.replace("%1", ind.name))
    book.show(ind)
    body = []
    for level, pct, condition in sorted(ind.criteria, reverse=not ascending):
        score = f"{ind.weight * pct / 100:g}" if ind.weight is not None else ""
        text = {"level": book.n(level), "percent": book.t(f"ร้อยละ {pct} ของน้ำหนักคะแนน"), "condition": book.t(condition), "score": book.n(score)}
        body.append([Cell(text[c], align=None if c == "condition" else "center") for c in columns])
    show_criteria(book, ind, ascending, "percent" in columns)
    if "score" in columns:
        ind.shown["weight"] = str(ind.weight)  # the score of the whole is the weight
    width = {"level": 2, "percent": 3, "condition": 9, "score": 2}
    add_cut(book, Table([[Cell(words[c]) for c in columns]], body, widths=[width[c] for c in columns]), cut)


def higher_table(book: Book, rows, words=("ลำดับที่", "ตัวชี้วัด", "เป้าหมาย", "หน่วยงานที่รับผิดชอบ")):
    """rows: higher indicator items with name, target, owners, node."""
    body = []
    for i, h in enumerate(rows, 1):
        number = getattr(h, "number", None) or str(i)
        body.append([Cell(book.n(number), align="center"), Cell(book.t(h.name)), Cell(book.t(h.target["text"]), align="center"),
                     Cell(*[o.name for o in h.owners])])
        book.show(h, number=str(number), name=h.name, owners=list(h.owners))
        fact = target_fact(book, h.target)
        h.shown["target"] = {k: fact[k] for k in ("comparison", "value", "unit")}
        book.orgs(h.owners)
        if h.node:
            h.shown["links"] = [link(book, h.node)]
        book.last = h
    book.add(Table([[Cell(w) for w in words]], body, widths=[1, 7, 3, 4]))


def higher_indicator(name, target_, owners, node=None, **content):
    return Item("higher_indicator", name=name, target=target_, owners=list(owners), node=node, **content)


def target_years(book: Book, indicators, years, *, heading="", words=("ลำดับที่", "ตัวชี้วัด", "ค่าเป้าหมาย"), year_word="%1"):
    """Targets of several years below a merged header."""
    if heading:
        book.heading(heading, 2)
    body, k = [], 0
    for ind in indicators:
        k += 1
        show_indicator(book, ind)
        rows = [(ind, book.n(k))] if not ind.subs else [(ind, book.n(k))] + [(s, "") for s in ind.subs]
        show_subs(book, ind)
        for item, number in rows:
            texts = {t["year"] or book.fiscal_year: t["text"] for t in item.targets}
            prefix = "" if item is ind else "- "
            body.append([Cell(number, align="center"), Cell(book.t(prefix + item.name))]
                        + [Cell(book.t(texts.get(y, "")), align="center") for y in years])
        if not ind.subs:
            show_targets(book, ind, ind.targets)
    header = [[Cell(words[0], rows=2), Cell(words[1], rows=2), Cell(words[2], span=len(years))],
              [Cell(book.n(year_word.replace("%1", str(y)))) for y in years]]
    book.add(Table(header, body, widths=[1, 7] + [2.2] * len(years)))


# Steps --------------------------------------------------------------------------------------------------------
def schedule(ind, proj, steps, **content):
    """steps: (text, weight, from month 1..12 of the fiscal year, to month[, owner])."""
    return Item("schedule", indicator=ind, project=proj, steps=steps, **content)


def month_iso(fiscal_year, k):
    """The k-th month of the fiscal year, October first."""
    year_ce = fiscal_year - 543 - (1 if k <= 3 else 0)
    return f"{year_ce}-{(k + 8) % 12 + 1:02d}"


def steps(book: Book, s, *, titles=("ชื่อตัวชี้วัดที่ %n %1", "ชื่อโครงการที่ 1 %1"), number=1, columns=("text", "weight", "cumulative", "months"), words=None, bars="ends", header="years", numbered="%1. ", cut=None, total="รวม %1 ขั้นตอน คิดเป็นร้อยละ", owner=True):
    """A step table. `header`: years | short (ต.ค. 66) | quarters | names. `bars`: ends | fill | marks | shade | arrow."""
    words = {"text": "ขั้นตอนการดำเนินงาน", "weight": "น้ำหนัก รายขั้นตอน (ร้อยละ)", "cumulative": "ร้อยละสะสม", "months": "ระยะเวลาดำเนินการ",
             "owner": "ผู้รับผิดชอบ", "number": "ที่", **(words or {})}
    y = book.fiscal_year
    if s.indicator is not None and titles[0]:
        book.para(titles[0].replace("%n", str(number)).replace("%1", s.indicator.name), bold=True)
        show_indicator(book, s.indicator)
    if s.project is not None and titles[1]:
        tail = f" ({owner_text(s.project.lead)})" if owner and s.project.lead else ""
        book.para(titles[1].replace("%1", s.project.name) + tail, bold=True, tight=bool(titles[0]))
        show_project(book, s.project)
        if tail:
            book.show(s.project, lead=list(s.project.lead))
            book.orgs(s.project.lead)
    book.show(s)
    s.shown.update({k: v for k, v in (("indicator", s.indicator), ("project", s.project)) if v is not None and (titles[0] if k == "indicator" else titles[1])})

    periods = 4 if header == "quarters" else 12
    depth = {"years": 3, "short": 1, "names": 2, "quarters": 2}[header]
    head = [[] for _ in range(depth)]
    for c in columns:
        if c != "months":
            head[0].append(Cell(words[c], rows=depth))
            continue
        if depth > 1:
            head[0].append(Cell(words["months"], span=periods))
        if header == "years":
            head[1] += [Cell(book.n(f"พ.ศ. {y - 1}"), span=3), Cell(book.n(f"พ.ศ. {y}"), span=9)]
            head[2] += [Cell(m) for m in MONTHS]
        elif header == "short":
            head[0] += [Cell(book.n(f"{m} {(y - 1 if k < 3 else y) % 100:02d}")) for k, m in enumerate(MONTHS)]
        elif header == "names":
            head[1] += [Cell(m) for m in MONTHS]
        else:
            head[1] += [Cell(book.n(f"ไตรมาสที่ {q}")) for q in range(1, 5)]

    body, done, made = [], 0, []
    for i, row in enumerate(s.steps, 1):
        text, weight, first, last = row[:4]
        done += weight or 0
        cells = []
        for c in columns:
            if c == "number":
                cells.append(Cell(book.n(i), align="center"))
            elif c == "text":
                lead = numbered.replace("%1", str(i)) if "number" not in columns else ""
                cells.append(Cell(book.t(lead + text) if lead else book.t(text)))
            elif c == "weight":
                cells.append(Cell(book.n(weight), align="center"))
            elif c == "cumulative":
                cells.append(Cell(book.n(done), align="center"))
            elif c == "owner":
                cells.append(Cell(row[4].name))
                book.org(row[4])
            elif header == "quarters":
                a, b = (first - 1) // 3, (last - 1) // 3
                cells += bar_cells(4, a, b, bars)
            else:
                cells += bar_cells(12, first - 1, last - 1, bars)
        body.append(cells)
        step = Item("step")
        step.shown.update(number=book.n(i), text=book.t(text))
        if "weight" in columns:
            step.shown["weight"] = str(weight)
        if header == "quarters":
            first, last = (first - 1) // 3 * 3 + 1, (last - 1) // 3 * 3 + 3
        step.shown["months"] = [{"from": month_iso(y, first), "to": month_iso(y, last)}]
        made.append(step)
    s.shown["steps"] = made
    if total and "weight" in columns:
        line = []
        label = book.t(total.replace("%1", str(len(s.steps))))
        before = columns.index("weight")
        line.append(Cell(label, span=before, align="center"))
        for c in columns[before:]:
            if c in ("weight", "cumulative"):
                line.append(Cell(book.n(done), align="center"))
            else:
                line += [Cell() for _ in range(periods if c == "months" else 1)]
        body.append(line)
    width = {"number": 1.1, "text": 8, "weight": 1.8, "cumulative": 1.8, "owner": 3}
    widths = []
    for c in columns:
        widths += [1.1 if periods == 12 else 2] * periods if c == "months" else [width[c]]
    add_cut(book, Table(head, body, widths=widths, wide=True), cut)
    book.last = s


def bar_cells(count, a, b, bars):
    out = []
    for k in range(count):
        inside = a <= k <= b
        cell = Cell(align="center")
        if inside and bars == "ends":
            mark = "←→" if a == b else "←" if k == a else "→" if k == b else ""
            cell = Cell(mark, align="center")
        elif inside and bars == "fill":
            cell = Cell("↔" if a == b else "←" if k == a else "→" if k == b else "—", align="center")
        elif inside and bars == "marks":
            cell = Cell("✓", align="center")
        elif inside and bars == "shade":
            cell = Cell(mark="■", fill="8EAADB")
        elif inside and bars == "arrow":
            mark = "←→" if a == b else "←" if k == a else "→" if k == b else ""
            cell = Cell(mark=mark, arrow=b - a + 1 if k == a else 0)
        out.append(cell)
    return out


# Page cuts ----------------------------------------------------------------------------------------------------
def add_cut(book, table, cut):
    """Adds the table, or its two halves as a page cut leaves them: the header again, the row at `cut` broken
    mid-sentence."""
    if cut is None or cut >= len(table.rows):
        book.add(table)
        return
    row = table.rows[cut]
    longest = max(range(len(row)), key=lambda i: len(row[i].plain()))
    cell = row[longest]
    kept, rest = split_paras(cell.paras)
    if not rest or any(c.rows > 1 for r in table.rows for c in r):
        if 0 < cut and all(c.rows == 1 for r in table.rows for c in r):  # nothing to break in the row: cut before it
            for rows in (table.rows[:cut], table.rows[cut:]):
                book.add(Table(table.header, rows, table.widths, table.wide, table.markup, table.repeat))
        else:
            book.add(table)
        return
    first = list(row)
    first[longest] = Cell(*kept, align=cell.align)
    second = [Cell(span=c.span) for c in row]
    second[longest] = Cell(*rest, align=cell.align)
    book.add(Table(table.header, table.rows[:cut] + [first], table.widths, table.wide, table.markup, table.repeat))
    book.add(Table(table.header, [second] + table.rows[cut + 1:], table.widths, table.wide, table.markup, table.repeat))


def split_paras(paras):
    total, at = sum(len(p.text) for p in paras), 0
    for i, p in enumerate(paras):
        if at + len(p.text) >= total * 0.55:
            middle = [m.start() for m in re.finditer(" ", p.text) if 15 < m.start() < len(p.text) - 10]
            if middle:
                cutpoint = min(middle, key=lambda m: abs(m - len(p.text) // 2))
                head = Para(p.text[:cutpoint], number=p.number, underline=p.underline)
                return paras[:i] + [head], [Para(p.text[cutpoint + 1:])] + paras[i + 1:]
            if i + 1 < len(paras):
                return paras[:i + 1], paras[i + 1:]
        at += len(p.text)
    return paras, []


# Alignment, prose details, write-ups --------------------------------------------------------------------------
def alignment(book: Book, indicators, nodes, *, consistent=(), bullet="- ", consistent_word="สอดคล้องกับ"):
    """The chain of nodes above an indicator; `consistent` are nodes of another framework."""
    links = []
    for relation, ends in (("under", nodes), ("consistent_with", consistent)):
        for end in ends:
            chain, n = [], end
            while n:
                chain.insert(0, n)
                n = n.parent
            for i, node in enumerate(chain):
                if relation == "consistent_with" and i == 0:
                    book.para(f"{bullet}{consistent_word}{node.framework.name}", style="item")
                lead = bullet if i == 0 and relation == "under" else ""
                book.para(lead + node_text(node), style="item", tight=bool(i) or relation != "under", level=0 if lead else 1)
                show_node(book, node)
            links.append({"framework": end.framework, "node": end, "relation": relation})
    for item in indicators:
        item.pending_links = links
    return links


def use_links(book, item):
    if getattr(item, "pending_links", None):
        item.shown["links"] = item.pending_links


def details(book: Book, ind, *, heading="ตัวชี้วัดที่ %n %1", words=None, colon=" : ", level=2, criteria_word="ระดับ %1 "):
    """An indicator as paragraphs with labels in front."""
    words = {"unit": "หน่วยนับ", "weight": "น้ำหนัก", "target": "ค่าเป้าหมาย", "definition": "คำนิยาม", "method": "สูตรการคำนวณ",
             "criteria": "เกณฑ์การประเมิน", "evidence": "เอกสาร/หลักฐานอ้างอิง", "owner": "ผู้รับผิดชอบ", "projects": "โครงการที่สนับสนุน", **(words or {})}
    book.heading(heading.replace("%n", str(ind.number)).replace("%1", ind.name), level, contents=False)
    show_indicator(book, ind, number=str(ind.number))
    use_links(book, ind)
    for key in ("unit", "weight", "target", "definition", "method", "criteria", "evidence", "projects", "owner"):
        if key not in words or words[key] is None:
            continue
        label = words[key]
        if key == "unit":
            book.para(f"{label}{colon}{current(book, ind)['unit']}")
            book.show(ind, unit=current(book, ind)["unit"])
        elif key == "weight" and ind.weight is not None:
            book.para(f"{label}{colon}ร้อยละ {ind.weight}")
            ind.shown["weight"] = str(ind.weight)
        elif key == "target" and not ind.subs:
            book.para(f"{label}{colon}{current(book, ind)['text']}")
            show_targets(book, ind, [current(book, ind)])
        elif key == "definition" and ind.definitions:
            book.para(label, bold=True)
            for d in ind.definitions:
                book.para(definition_text(d))
            show_definitions(book, ind)
        elif key == "method" and ind.method:
            book.para(label, bold=True)
            book.para(ind.method)
            book.show(ind, calculation_method=ind.method)
        elif key == "criteria" and ind.criteria:
            book.para(label, bold=True)
            for i, (n, _, condition) in enumerate(sorted(ind.criteria)):
                book.para(criteria_word.replace("%1", str(n)) + condition, style="item", tight=i > 0)
            show_criteria(book, ind, ascending=True)
        elif key == "evidence" and ind.evidence:
            book.para(label, bold=True)
            book.items(ind.evidence, "%1.")
            evidence_items(book, ind)
        elif key == "projects" and ind.projects:
            book.para(label, bold=True)
            book.bullets([p.name for p in ind.projects])
            for p in ind.projects:
                show_project(book, p)
            book.show(ind, projects=list(ind.projects))
        elif key == "owner" and ind.lead:
            book.para(f"{label}{colon}{owner_text(ind.lead, ind.supporting)}")
            book.show(ind, lead=list(ind.lead), supporting=list(ind.supporting))
            book.orgs(ind.lead + ind.supporting)
    book.last = ind


def write_up(book: Book, p, *, heading="โครงการที่ %n %1", number=1, words=None, level=2):
    """A project's own page: rationale, objectives, targets, place, cost, expected results."""
    words = {"rationale": "หลักการและเหตุผล", "objectives": "วัตถุประสงค์", "targets": "เป้าหมาย", "place": "สถานที่ดำเนินการ",
             "cost_items": "งบประมาณ", "expected_results": "ผลที่คาดว่าจะได้รับ", "owner": "หน่วยงานรับผิดชอบ", **(words or {})}
    book.heading(heading.replace("%n", str(number)).replace("%1", p.name), level)
    show_project(book, p)
    facts = {}
    w = p.write_up
    k = 0
    for key in ("rationale", "objectives", "targets", "place", "cost_items", "expected_results"):
        if key not in w:
            continue
        k += 1
        book.para(f"{k}. {words[key]}", bold=True)
        if isinstance(w[key], str):
            book.para(w[key])
            facts[key] = book.t(w[key])
        else:
            book.items(w[key], f"{book.n(k)}.%1", auto=False)
            facts[key] = [book.t(x) for x in w[key]]
    if p.lead:
        book.para(f"{k + 1}. {words['owner']} {owner_text(p.lead)}", bold=True)
        book.show(p, lead=list(p.lead))
        book.orgs(p.lead)
    p.shown["write_up"] = facts
    book.last = p


def project_parts_table(book: Book, projects, *, words=("ลำดับ", "โครงการ/กิจกรรม", "งบประมาณ (บาท)", "หน่วยงาน"), money="bare", total="รวม"):
    """Projects with their activities in rows below, each with its part of the budget."""
    body, total_baht = [], 0
    for i, p in enumerate(projects, 1):
        body.append([Cell(book.n(i), align="center"), Cell(Para(book.t(p.name), bold=True)), Cell(money_text(book, p, money), align="right"), Cell(owner_text(p.lead))])
        show_project(book, p, money=True, owner=True)
        total_baht += p.budget or 0
        for name, amount in getattr(p, "parts", []):
            body.append([Cell(), Cell(book.t(f"- {name}")), Cell(book.money(amount, money), align="right"), Cell()])
            part = book.show(Item("activity"), name=name)
            part.shown.update(kind="part", project=p, amount=f"{amount}.00")
    body.append([Cell(total, span=2, align="center"), Cell(book.money(total_baht, money), align="right"), Cell()])
    book.add(Table([[Cell(w) for w in words]], body, widths=[1, 8, 3, 4]))


def spending_table(book: Book, projects, *, heading="แผนการใช้จ่ายงบประมาณ", name_word="โครงการ", total="รวม"):
    """Baht a month: each project's `spending` maps the month of the fiscal year to an amount."""
    book.heading(heading)
    y, body = book.fiscal_year, []
    sums = [0] * 12
    for p in projects:
        cells = [Cell(book.t(p.name))]
        plan = []
        for k in range(1, 13):
            amount = p.spending.get(k, 0)
            sums[k - 1] += amount
            cells.append(Cell(book.money(amount, "bare") if amount else "-", align="right"))
            if amount:
                plan.append({"month": month_iso(y, k), "amount": f"{amount}.00"})
        cells.append(Cell(book.money(sum(p.spending.values()), "bare"), align="right"))
        body.append(cells)
        show_project(book, p)
        p.shown["spending_plan"] = plan
    body.append([Cell(total, align="center")] + [Cell(book.money(x, "bare") if x else "-", align="right") for x in sums] + [Cell(book.money(sum(sums), "bare"), align="right")])
    head = [[Cell(name_word)] + [Cell(book.n(f"{m} {(y - 1 if k < 3 else y) % 100:02d}")) for k, m in enumerate(MONTHS)] + [Cell(total)]]
    book.add(Table(head, body, widths=[5] + [1.6] * 12 + [2], wide=True))
