#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "phaen/base/thai_text.h"
#include "prose.h"
#include "sum_tables.h"

namespace phaen::check {

const Rule& count_listed();

namespace {

constexpr Units kOne = base::Decimal::kScale;

/// Where the list ends: with the passage, or where a new clause begins.
std::string_view list_text(const Context& context, std::string_view text) {
    std::size_t end = text.size();
    for (const std::string& word : context.words().list("list_ends")) {
        end = std::min(end, text.find(word));
    }
    return text.substr(0, end);
}

/// How often an item begins with the word: at the start, behind a space or a comma, or behind และ.
long long items_headed(std::string_view list, std::string_view head) {
    long long count = 0;
    for (std::size_t at = list.find(head); at != std::string_view::npos;
         at = list.find(head, at + head.size())) {
        const std::string_view before = list.substr(0, at);
        const bool begins = before.empty() || before.back() == ' ' || before.back() == ',' ||
                            before.ends_with("และ") || before.ends_with("กับ") ||
                            before.ends_with("หรือ");
        // และ at the end of a word is no conjunction; it stands before a head only as one.
        count += begins ? 1 : 0;
    }
    return count;
}

/// (๑) … (๒) …, or ๑) … ๒) …: the highest number of an unbroken row from one.
long long items_numbered(const std::string& list) {
    long long count = 0;
    for (const Figure& figure : figures_in(list)) {
        const bool mark = figure.end < list.size() && list[figure.end] == ')';
        if (mark && figure.units == (count + 1) * kOne) ++count;
    }
    return count;
}

/// How many pieces spaces, commas and และ part the list into: no more items than these.
/// A number alone is no item: it belongs to the name before it.
long long pieces(std::string_view list) {
    long long count = 0;
    bool inside = false;
    constexpr std::string_view kAnd = "และ";
    for (std::size_t at = 0; at < list.size();) {
        const bool conjunction = list.substr(at).starts_with(kAnd);
        const bool parts = conjunction || list[at] == ' ' || list[at] == ',';
        const bool digit = list[at] >= '0' && list[at] <= '9';
        if (!parts && !inside && !digit) ++count;
        inside = !parts;
        at += conjunction ? kAnd.size() : 1;
    }
    return count;
}

/// `โรงเรียน ๔ แห่ง ได้แก่ โรงเรียน…`: the noun before the number heads the items, not the unit. The
/// longest beginning of the list that stands in the clause before; empty when it is no word.
std::string noun_of(std::string_view before, std::string_view list) {
    constexpr std::size_t kClause = 120;  // forty Thai letters
    constexpr std::size_t kNoun = 12;     // four
    const std::string_view clause =
        before.substr(before.size() > kClause ? before.size() - kClause : 0);
    const std::string_view first = list.substr(0, list.find(' '));
    for (std::size_t length = first.size(); length >= kNoun; --length) {
        // Whole letters only: a Thai one has three bytes.
        if (length < first.size() && (static_cast<unsigned char>(first[length]) & 0xC0U) == 0x80U)
            continue;
        if (clause.find(first.substr(0, length)) != std::string_view::npos)
            return std::string(first.substr(0, length));
    }
    return {};
}

/// The word of the unit that may head the items: หมวด of หมวดรายจ่าย.
struct Claim {
    long long said = 0;
    std::string unit;
    std::string_view list;
};

std::optional<Claim> claim_at(const Context& context, std::string_view text, const Figure& figure) {
    constexpr Units kMost = 40;
    if (figure.units <= 0 || figure.units % kOne != 0 || figure.units > kMost * kOne) return {};
    const std::string_view before = trimmed(text.substr(0, figure.begin));
    const auto& announce = context.words().list("count_before");
    if (std::none_of(announce.begin(), announce.end(),
                     [&](const std::string& word) { return before.ends_with(word); })) {
        return {};
    }
    const std::string_view behind = text.substr(figure.end);
    constexpr std::size_t kNear = 75;  // the unit stands between: twenty-five Thai letters
    for (const std::string& word : context.words().list("lists_all")) {
        const std::size_t at = behind.substr(0, kNear).find(word);
        if (at == std::string_view::npos || at == 0) continue;
        const std::string_view unit = trimmed(behind.substr(0, at));
        if (unit.empty() || unit.find_first_of("0123456789()") != std::string_view::npos) continue;
        return Claim{figure.units / kOne, std::string(unit), behind.substr(at + word.size())};
    }
    return {};
}

void check(Context& context, const Passage& passage) {
    const std::string& text = context.prepared(passage);
    for (const Figure& figure : figures_in(text)) {
        const auto claim = claim_at(context, text, figure);
        if (!claim) continue;
        std::string_view list = trimmed(list_text(context, claim->list));
        const long long numbered = items_numbered(std::string(list));
        long long listed = numbered;
        if (numbered < 2) {
            // The unit itself heads the items, or its first word does.
            std::string head = claim->unit.substr(0, claim->unit.find(' '));
            const bool by_unit = !head.empty() && list.starts_with(head);
            if (!by_unit) {
                head = noun_of(std::string_view(text).substr(0, figure.begin), list);
            }
            if (head.empty()) continue;
            listed = items_headed(list, head);
            if (!by_unit && listed < 2) continue;
            // Items that begin with another word are no longer counted.
            if (listed < claim->said && pieces(claim->list) >= claim->said) continue;
        }
        if (listed == claim->said || listed == 0) continue;
        context.finding(count_listed())
            .at(passage)
            .found(std::to_string(claim->said))
            .expected(std::to_string(listed))
            .say("ข้อความบอกว่ามี " + thai(claim->said) + " " + claim->unit + " แต่แจกแจงไว้ " +
                     thai(listed) + " แก้จำนวนหรือเติมรายการให้ครบ",
                 "The text says " + std::to_string(claim->said) + " " + claim->unit +
                     " and lists " + std::to_string(listed) +
                     ". Correct the number, or complete the list.");
    }
}

/// The rows of a table that count 1, 2, 3, …; 0 when they do not.
long long numbered_rows(const SumTable& table) {
    long long count = 0;
    for (const SumRow& row : table.rows) {
        if (row.kind != SumRowKind::body || row.cells.empty() || !row.cells.front().units) continue;
        if (row.cells.front().units != (count + 1) * kOne) return 0;
        ++count;
    }
    return count;
}

/// `จำแนกเป็น ๖ โครงการ ดังนี้` before a table of projects: as many rows.
void check_announced(Context& context) {
    std::map<int, const Passage*> by_block;
    for (const Passage& passage : context.passages()) {
        if (passage.kind == Passage::Kind::paragraph && passage.place.row < 0 && is_prose(passage))
            by_block[passage.place.block] = &passage;
    }
    for (const SumTable& table : sum_tables(context)) {
        const auto before = by_block.find(table.rows.front().place.block - 1);
        if (before == by_block.end()) continue;
        const std::string& text = context.prepared(*before->second);
        std::string_view rest = trimmed(text);
        bool announces = false;
        for (const std::string_view word : {"ดังนี้", "ดังต่อไปนี้", "ดังตาราง", "ตามตาราง"}) {
            if (!rest.ends_with(word)) continue;
            rest = trimmed(rest.substr(0, rest.size() - word.size()));
            announces = true;
        }
        const std::vector<Figure> figures = figures_in(text);
        if (!announces || figures.empty()) continue;
        const Figure& figure = figures.back();
        if (figure.end >= rest.size() || figure.units % kOne != 0) continue;
        const std::string unit(trimmed(rest.substr(figure.end)));
        const bool named = std::any_of(
            table.headers.begin(), table.headers.end(),
            [&](const std::string& header) { return header.find(unit) != std::string::npos; });
        const long long rows = numbered_rows(table);
        const long long said = figure.units / kOne;
        if (unit.empty() || !named || rows < 2 || rows == said) continue;
        context.finding(count_listed())
            .at(*before->second)
            .found(std::to_string(said))
            .expected(std::to_string(rows))
            .say("ข้อความบอกว่ามี " + thai(said) + " " + unit + " แต่ตารางที่ตามมามี " + thai(rows) +
                     " แถว แก้จำนวนหรือเติมรายการให้ครบ",
                 "The text says " + std::to_string(said) + " " + unit +
                     ", and the table that follows has " + std::to_string(rows) +
                     " rows. Correct the number, or complete the table.");
    }
}

/// The projects of a SWOT combination, which became references.
void check_combinations(Context& context) {
    for (const plan::SwotCombination& combination : context.plan().swot.combinations) {
        for (const plan::Claim* claim :
             context.claims_about(combination.id, plan::ClaimKind::count)) {
            const auto said = base::parse_integer(claim->value);
            const auto listed = static_cast<long long>(combination.projects.size());
            if (!said || *said == listed || listed == 0) continue;
            context.finding(count_listed())
                .about(combination.id)
                .at(claim->place)
                .found(claim->printed)
                .expected(std::to_string(listed))
                .say("ข้อความบอกว่ามี " + thai(*said) + " โครงการ แต่แจกแจงไว้ " + thai(listed) +
                         " โครงการ แก้จำนวนหรือเติมโครงการให้ครบ",
                     "The text says " + std::to_string(*said) + " projects and lists " +
                         std::to_string(listed) + ". Correct the number, or complete the list.");
        }
    }
}

void run(Context& context) {
    check_combinations(context);
    check_announced(context);
    for (const Passage& passage : context.passages()) {
        if (!is_prose(passage) || passage.text.size() < 30) continue;
        if (!passage.element.empty()) {
            const plan::Element* element = context.elements().find(passage.element);
            if (element != nullptr && element->kind == plan::ElementKind::swot_combination)
                continue;
        }
        check(context, passage);
    }
}

}  // namespace

const Rule& count_listed() {
    static const Rule kRule{
        .id = "count.listed",
        .severity = Severity::error,
        .category = Category::count,
        .title = {"จำนวนที่บอกไม่ตรงกับรายการที่แจกแจง", "A stated number is not the number listed"},
        .why = {"ข้อความที่บอกจำนวนแล้วแจกแจงทุกรายการ (ได้แก่ คือ ประกอบด้วย) ต้องแจกแจงครบตามจำนวน "
                "รายการที่ยกเป็นตัวอย่าง (เช่น อาทิ) ไม่นับ",
                "A text that gives a number and then lists them all must list as many. Examples "
                "(such as) do not count."},
        .mend = {"แก้จำนวน หรือเติมรายการ", "Correct the number, or complete the list."},
        .source = {"จำนวนคำนวณจากรายการที่นับ", "A count is computed from its list."},
        .bad = {{"ข้อมูลทั่วไป\n\nแผนนี้มี ๓ ด้าน ได้แก่ ด้านสิ่งแวดล้อม และด้านการศึกษา\n", {3}, ""},
                {"ข้อมูลทั่วไป\n\nมีงาน จำนวน ๒ เรื่อง ได้แก่ (๑) งานคลอง (๒) งานสวน (๓) งานตลาด\n",
                 {3},
                 ""},
                {"ข้อมูลทั่วไป\n\nเมืองดูแลโรงเรียนในสังกัด ๓ แห่ง ได้แก่ โรงเรียนบ้านเหนือ ๑ และโรงเรียนบ้านใต้ ๒\n",
                 {3},
                 ""},
                {"ข้อมูลทั่วไป\n\nงานของปีจำแนกเป็น ๓ กิจกรรม ดังนี้\n\nที่\tกิจกรรม\tจำนวนเงิน\n"
                 "๑\tขุดคลอง\t๒๐,๐๐๐\n๒\tปลูกป่า\t๓๐,๐๐๐\n",
                 {3},
                 ""}},
        .near_miss = {{"ข้อมูลทั่วไป\n\nงานของปีจำแนกเป็น ๒ กิจกรรม ดังนี้\n\nที่\tกิจกรรม\tจำนวนเงิน\n"
                       "๑\tขุดคลอง\t๒๐,๐๐๐\n๒\tปลูกป่า\t๓๐,๐๐๐\n",
                       {},
                       ""},
                      {"ข้อมูลทั่วไป\n\nเมืองดูแลโรงเรียนในสังกัด ๒ แห่ง ได้แก่ โรงเรียนบ้านเหนือ ๑ "
                       "และโรงเรียนบ้านใต้ ๒\n",
                       {},
                       ""},
                      {"ข้อมูลทั่วไป\n\nแผนนี้มี ๒ ด้าน ได้แก่ ด้านสิ่งแวดล้อม และด้านการศึกษา เผยแพร่รวมจำนวน ๖ "
                       "ช่องทาง อาทิ เว็บไซต์และวิทยุ\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
