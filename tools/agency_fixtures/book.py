"""The document being written and, beside it, the plan that a careful reader would take from it.

A section writes blocks and at the same moment says which facts it has printed (`Book.show`). The expected plan holds
those facts only: what a content model knows but the document does not print is not in the truth.
"""

import re
import unicodedata

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
# A number that belongs to a Latin word stays Arabic, as officials write it: COVID-19, PM2.5, AI4.
LATIN_NUMBER = re.compile(r"[A-Za-z][A-Za-z-]*\d+(?:\.\d+)?|https?://\S+")


class Item:
    """Something with an identity in the plan. `content` is what the model knows, `shown` what was printed."""

    def __init__(self, kind, **content):
        self.kind = kind
        self.shown = {}
        self.__dict__.update(content)

    def __repr__(self):
        return f"<{self.kind} {self.shown.get('name') or getattr(self, 'name', '')}>"


class Para:
    def __init__(self, text, style="body", number="", auto=None, underline=False, bold=False, tight=False, level=0):
        self.text, self.style, self.number, self.auto = text, style, number, auto
        self.underline, self.bold, self.tight, self.level = underline, bold, tight, level


class Cell:
    """`mark` is printed in text only, `fill` and `arrow` (columns covered) in Word only."""

    def __init__(self, *paras, span=1, rows=1, fill=None, mark="", arrow=0, align=None):
        self.paras = [p if isinstance(p, Para) else Para(p) for p in paras if p != ""]
        self.span, self.rows, self.fill, self.mark, self.arrow, self.align = span, rows, fill, mark, arrow, align

    def plain(self):
        return " ".join((p.number + " " + p.text).strip() for p in self.paras)


class Table:
    def __init__(self, header, rows, widths=None, wide=False, markup="p", repeat=True):
        self.header, self.rows, self.widths = header, rows, widths
        self.wide, self.markup, self.repeat = wide, markup, repeat


class PageBreak:
    pass


class AutoList:
    """One automatic list in Word: `pattern` has %1 where the number stands; text prints the number as usual."""

    def __init__(self, pattern="%1.", thai=False):
        self.pattern, self.thai = pattern, thai


NESTED = ("evidence", "step")


class Book:
    def __init__(self, *, fiscal_year, thai_digits, agency, higher=None, headings="styles", auto_numbers=False,
                 money="dash", bullet="- ", word_habits=()):
        self.fiscal_year = fiscal_year
        self.thai = thai_digits
        self.headings = headings  # styles | bold
        self.auto_numbers = auto_numbers
        self.money_style = money
        self.bullet = bullet
        self.word_habits = set(word_habits)  # tracked | controls: what editing leaves in a Word file
        self.blocks = []
        self.outline = []
        self.order = {}
        self.last = None
        self.group = self.component = None
        self.vision = ""
        self.title = ""
        self.agency = Item("org", name=agency)
        self.higher = Item("org", name=higher) if higher else None

    # Digits, money, months ------------------------------------------------------------------------------------
    def t(self, text):
        """The text as this agency prints it: its digits, NFC."""
        text = unicodedata.normalize("NFC", text)
        if not self.thai:
            return text
        out, at = [], 0
        for m in LATIN_NUMBER.finditer(text):
            out += [text[at:m.start()].translate(THAI_DIGITS), m.group()]
            at = m.end()
        return "".join(out) + text[at:].translate(THAI_DIGITS)

    def n(self, number):
        """Digits only, whatever stands beside them."""
        return str(number).translate(THAI_DIGITS) if self.thai else str(number)

    def money(self, baht, style=None):
        style = style or self.money_style
        whole = f"{baht:,}"
        return self.n({"dash": f"{whole}.- บาท", "baht": f"{whole} บาท", "bare": whole, "decimal": f"{whole}.00",
                       "plain": f"{baht}"}[style])

    # Blocks ---------------------------------------------------------------------------------------------------
    def add(self, block):
        if isinstance(block, Table):
            for cell in (c for row in block.header for c in row):
                for para in cell.paras:
                    para.text = self.t(para.text)
        self.blocks.append(block)
        return block

    def heading(self, text, level=1, contents=True):
        text = self.t(text)
        if contents:
            self.outline.append((level, text))
        return self.add(Para(text, f"h{level}"))

    def para(self, text, **options):
        return self.add(Para(self.t(text), **options))

    def items(self, texts, pattern="%1.", auto=None, tight=True, start=1):
        """A numbered list; `auto` hands the numbering to Word."""
        auto = self.auto_numbers if auto is None else auto
        list_id = AutoList(pattern, self.thai) if auto else None
        for i, text in enumerate(texts, start):
            self.add(Para(self.t(text), "item", number=self.n(pattern.replace("%1", str(i))), auto=list_id,
                          tight=tight and i > start))

    def bullets(self, texts, mark=None):
        for i, text in enumerate(texts):
            self.add(Para(self.t((self.bullet if mark is None else mark) + text), "item", tight=i > 0))

    def page_break(self):
        self.add(PageBreak())

    # What was printed -----------------------------------------------------------------------------------------
    def show(self, item, **facts):
        """Registers the first appearance of an item and what is printed about it."""
        kept = self.order.setdefault(item.kind, [])
        if item not in kept and item.kind not in NESTED:
            kept.append(item)
        for key, value in facts.items():
            if value is None or value == "" or value == []:
                continue
            if isinstance(value, str):
                value = self.t(value)
            old = item.shown.get(key)
            if isinstance(value, list) and isinstance(old, list):
                value = old + [v for v in value if v not in old]
            item.shown[key] = value
        self.last = item
        return item

    def show_agency(self):
        self.show(self.agency, name=self.agency.name, kind="agency")
        if self.higher:
            self.agency.shown["parent"] = self.higher
            self.show(self.higher, name=self.higher.name, kind="agency")

    def org(self, org):
        """Shows an organisation where its name is printed."""
        last = self.last
        self.show(org, name=org.name, kind=getattr(org, "level", "section"),
                  parent=self.agency if getattr(org, "level", "section") == "section" else None)
        self.last = last
        return org

    def orgs(self, orgs):
        return [self.org(o) for o in orgs]

    def narrative(self, kind, title, paragraphs):
        after = self.last
        item = Item("narrative")
        self.show(item, kind=kind, title=title, after=after)
        item.shown["text"] = "\n".join(self.t(p) for p in paragraphs)
        return item


def section(name, level="section"):
    return Item("org", name=name, level=level)
