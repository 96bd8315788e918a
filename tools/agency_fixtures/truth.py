"""The expected plan, `phaen.plan/1` without `source` and `claims`: what was shown, with ids by kind and printed order."""

from .book import Item

# key in the plan file, kind of item, prefix of its ids
ELEMENTS = [
    ("narratives", "narrative", "narrative"), ("organisations", "org", "org"),
    ("mission_statements", "mission_statement", "mission-statement"), ("frameworks", "framework", "framework"),
    ("measures", "measure", "measure"), ("missions", "mission", "mission"), ("glossary", "term", "term"),
    ("indicators", "indicator", "indicator"), ("higher_indicators", "higher_indicator", "higher-indicator"),
    ("projects", "project", "project"), ("activities", "activity", "activity"),
    ("budget_structure", "budget", "budget"), ("schedules", "schedule", "schedule"), ("results", "result", "result"),
]


def _number(book):
    kinds = dict(book.order)
    orgs = kinds.get("org", [])
    if book.agency in orgs:  # the agency is org-1 whatever stands first on the cover
        orgs.remove(book.agency)
        orgs.insert(0, book.agency)
    for _, kind, prefix in ELEMENTS:
        for i, item in enumerate(kinds.get(kind, []), 1):
            item.id = f"{prefix}-{i}"
    for item in kinds.get("indicator", []):
        for i, sub in enumerate(item.shown.get("sub_indicators", []), 1):
            sub.id = f"{item.id}.{i}"
            _nested(sub, "evidence")
        _nested(item, "evidence")
    for item in kinds.get("schedule", []):
        for i, step in enumerate(item.shown.get("steps", []), 1):
            step.id = f"{item.id}.step-{i}"
    for item in kinds.get("framework", []):
        for i, node in enumerate(item.shown.get("nodes", []), 1):
            node.id = f"{item.id}.node-{i}"
    for i, item in enumerate(kinds.get("combination", []), 1):
        item.id = f"combination-{i}"
    for item in kinds.get("swot_item", []):
        item.id = item.letter + str(item.ordinal)
    return kinds


def _nested(item, key):
    for i, evidence in enumerate(item.shown.get(key, []), 1):
        evidence.id = f"{item.id}.{key}-{i}"


OWNED = {"indicator": "sub_indicators", "schedule": "steps", "framework": "nodes"}


def _value(value, owned=False):
    if isinstance(value, Item):
        if owned:
            return _element(value)
        if not hasattr(value, "id"):
            raise ValueError(f"a reference to something that is never printed: {value!r}")
        return value.id
    if isinstance(value, list):
        return [_value(v, owned) for v in value]
    if isinstance(value, dict):
        return {k: _value(v) for k, v in value.items() if v not in (None, "", [])}
    return value


def _element(item):
    out = {"id": item.id}
    for key, value in item.shown.items():
        owned = key in ("sub_indicators", "steps", "nodes", "evidence")
        out[key] = _value(value, owned)
    return out


def write(book, plan_id):
    kinds = _number(book)
    plan = {"schema": "phaen.plan/1", "id": plan_id, "title": {"th": book.title}, "fiscal_year": book.fiscal_year,
            "agency": book.agency.id}
    if book.vision:
        plan["vision"] = book.vision
    for key, kind, _ in ELEMENTS:
        items = kinds.get(kind, [])
        if items:
            plan[key] = [_element(item) for item in items]
        if key == "measures" and (kinds.get("swot_item") or kinds.get("combination")):
            plan["swot"] = {"items": [_element(i) for i in kinds.get("swot_item", [])],
                            "combinations": [_element(i) for i in kinds.get("combination", [])]}
    return plan


# What a truth must itself satisfy ---------------------------------------------------------------------------------
TEXTS = {"name", "title", "text", "success", "heading", "term", "term_en", "vision", "calculation_method", "condition", "indicator_name",
         "code", "number", "narrative", "target", "rationale", "place", "unit"}
REFERENCES = {"parent", "project", "indicator", "activity", "budget_node", "framework", "node", "agency", "lead", "supporting", "projects", "missions",
              "indicators", "items", "definitions", "owners"}


def audit(plan, text):
    """What is wrong with a truth beside its own document: a text that is not printed, a reference to nothing, a weight
    sum that is not the whole."""
    import re

    def squeeze(s):
        return re.sub(r"\s+", "", re.sub(r"</?(p|u|ul|ol|li)>", "", s)).translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))

    printed, ids, wrong = squeeze(text), set(), []
    stack = [("plan", plan)]
    while stack:
        _, value = stack.pop()
        if isinstance(value, dict):
            if "id" in value:
                if value["id"] in ids:
                    wrong.append(f"id twice: {value['id']}")
                ids.add(value["id"])
            stack += list(value.items())
        elif isinstance(value, list):
            stack += [("", v) for v in value]
    stack = [("", plan)]
    while stack:
        key, value = stack.pop()
        if isinstance(value, dict):
            if key == "title":
                continue
            for k, v in value.items():
                if (k in REFERENCES or (k == "to" and "amount" in value)) and isinstance(v, str) and v not in ids:
                    wrong.append(f"{k}: nothing has the id {v}")
                if k in REFERENCES and isinstance(v, list) and not (k == "items" and key == "measures"):
                    wrong += [f"{k}: nothing has the id {x}" for x in v if isinstance(x, str) and x not in ids]
                if k in TEXTS and isinstance(v, str):
                    for line in v.split("\n"):
                        s = squeeze(line)
                        # A page cut repeats the header between the halves of a text: two pieces are as good.
                        if s in printed or any(s[:i] in printed and s[i:] in printed for i in range(10, len(s) - 8)):
                            continue
                        wrong.append(f"{k}: not printed: {line}")
                if not (k in ("steps", "items") and key == "write_up"):
                    stack.append((k, v))
        elif isinstance(value, list):
            stack += [(key, v) for v in value if isinstance(v, (dict, list))]
    for s in plan.get("schedules", []):
        weights = [float(x["weight"]) for x in s["steps"] if "weight" in x]
        if weights and len(weights) == len(s["steps"]) and sum(weights) != 100:
            wrong.append(f"{s['id']}: weights sum to {sum(weights)}")
    weights = [float(i["weight"]) for i in plan.get("indicators", []) if "weight" in i]
    if weights and sum(weights) != 100:
        wrong.append(f"indicator weights sum to {sum(weights)}")
    for p in plan.get("projects", []):
        parts = [float(a["amount"]) for a in p.get("allocations", [])]
        if parts and sum(parts) != float(p.get("budget", 0)):
            wrong.append(f"{p['id']}: parts {sum(parts)} of {p.get('budget')}")
    return wrong
