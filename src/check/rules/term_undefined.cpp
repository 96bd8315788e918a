#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "context.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& term_undefined();

namespace {

constexpr std::string_view kOpen = "“";
constexpr std::string_view kClose = "”";
constexpr std::size_t kLongest = 240;  // bytes: some eighty letters

/// What sends the reader to a definition; the term stands behind it in quotation marks.
constexpr std::array<std::string_view, 7> kReferences = {
    "ตามนิยามของคำว่า", "ตามนิยามคำว่า", "ตามนิยามของ", "ตามคำนิยาม", "ตามนิยาม", "ดูนิยามคำว่า", "ดูนิยาม"};

bool defined(const plan::Plan& plan, std::string_view key) {
    const auto same = [&](std::string_view text) { return base::comparison_key(text) == key; };
    return std::any_of(plan.glossary.begin(), plan.glossary.end(),
                       [&](const plan::GlossaryTerm& term) {
                           return same(term.term) ||
                                  (!term.term_en.empty() && same(term.term_en)) ||
                                  base::comparison_key(term.term).find(key) != std::string::npos;
                       }) ||
           std::any_of(plan.indicators.begin(), plan.indicators.end(),
                       [&](const plan::Indicator& indicator) { return same(indicator.name); });
}

/// The term in quotation marks at `at`, spaces skipped; empty when none stands there.
std::string_view quoted_at(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] == ' ') ++at;
    if (!text.substr(at).starts_with(kOpen)) return {};
    const std::size_t begin = at + kOpen.size();
    const std::size_t end = text.find(kClose, begin);
    if (end == std::string_view::npos || end == begin || end - begin > kLongest) return {};
    return text.substr(begin, end - begin);
}

void run(Context& context) {
    std::set<std::string> said;
    for (const Passage& passage : context.passages()) {
        if (passage.repeated) continue;
        const std::string_view text = passage.text;
        if (text.find("นิยาม") == std::string_view::npos) continue;
        for (const std::string_view reference : kReferences) {
            for (std::size_t at = text.find(reference); at != std::string_view::npos;
                 at = text.find(reference, at + reference.size())) {
                const std::string_view term = quoted_at(text, at + reference.size());
                if (term.empty()) continue;
                const std::string key = base::comparison_key(term);
                if (key.empty() || defined(context.plan(), key) || !said.insert(key).second)
                    continue;
                context.finding(term_undefined())
                    .at(passage)
                    .found(std::string(term))
                    .say("อ้างนิยามของ “" + shorten(term) +
                             "” แต่แผนไม่มีนิยามของคำนี้ เพิ่มนิยามหรือใช้คำที่นิยามไว้แล้ว",
                         "The definition of “" + shorten(term) +
                             "” is referred to, but the plan does not define it. Add the "
                             "definition or use a term that has one.");
            }
        }
    }
}

}  // namespace

const Rule& term_undefined() {
    static const Rule kRule{
        .id = "term.undefined",
        .severity = Severity::warning,
        .category = Category::naming,
        .title = {"อ้างนิยามของคำที่ไม่มีนิยาม", "A definition is referred to that is not there"},
        .why = {"เมื่อข้อความบอกให้นับตามนิยามของคำใด แผนต้องมีนิยามนั้น "
                "มิฉะนั้นผู้รายงานกับผู้ประเมินจะนับคนละอย่าง",
                "Where a text says to count by the definition of a term, the plan must have it, "
                "or those who report and those who evaluate count different things."},
        .mend = {"เพิ่มนิยาม หรืออ้างคำที่นิยามไว้แล้ว",
                 "Add the definition, or refer to a term that has one."},
        .source = {"ใช้แต่ไม่ได้นิยามไว้", "Used but never defined."},
        .bad = {{R"plan(schema = "phaen.plan/1"
id = "p"
fiscal_year = 2565

[[glossary]]
id = "t"
term = "สวนชุมชน"
text = "พื้นที่สีเขียวที่ชุมชนดูแลเอง"

[[indicators]]
id = "a"
name = "จำนวนสวนที่เปิดใช้"
calculation_method = "นับจำนวนสวนที่เปิดใช้ตามนิยาม “สวนสาธารณะ” ภายในปี"
)plan",
                 {},
                 ""}},
        .near_miss = {{R"plan(schema = "phaen.plan/1"
id = "p"
fiscal_year = 2565

[[glossary]]
id = "t"
term = "สวนชุมชน"
text = "พื้นที่สีเขียวที่ชุมชนดูแลเอง"

[[indicators]]
id = "a"
name = "จำนวนสวนที่เปิดใช้"
calculation_method = "นับจำนวนสวนที่เปิดใช้ตามนิยาม “สวนชุมชน” ในโครงการ “สวนริมคลอง”"
)plan",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
