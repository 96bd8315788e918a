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
