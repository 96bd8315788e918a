#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "context.h"
#include "criteria.h"
#include "phaen/base/thai_text.h"
#include "target_prints.h"

namespace phaen::check {

const Rule& method_unit();

namespace {

bool has_any(std::string_view text, auto&& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

bool digit_follows(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] == ' ') ++at;
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

/// True for a method that ends in a percentage: it multiplies by a hundred, or says so. A
/// percentage with its figure is a level that is asked for, not what is computed.
bool gives_percent(std::string_view method) {
    constexpr std::array<std::string_view, 6> kTimes = {"คูณ 100", "คูณด้วย 100", "คูณ100",
                                                        "x 100",  "X 100",     "× 100"};
    if (has_any(method, kTimes)) return true;
    constexpr std::array<std::string_view, 2> kSaid = {"คิดเป็นร้อยละ", "เทียบเป็นร้อยละ"};
    for (const std::string_view word : kSaid) {
        for (std::size_t at = method.find(word); at != std::string_view::npos;
             at = method.find(word, at + word.size())) {
            if (!digit_follows(method, at + word.size())) return true;
        }
    }
    return false;
}

/// True for a method that only counts.
bool gives_count(std::string_view method) {
    constexpr std::array<std::string_view, 4> kCounts = {"นับจำนวน", "นับเป็นจำนวน", "นับรวมจำนวน",
                                                         "รวมจำนวน"};
    constexpr std::array<std::string_view, 9> kCompares = {
        "ร้อยละ", "100", "หาร", "สัดส่วน", "เทียบ", "อัตรา", "%", "ต่อจำนวน", "÷"};
    return has_any(method, kCounts) && !has_any(method, kCompares);
}

/// Where the method is printed.
std::vector<plan::Place> method_places(const Context& context, const plan::Indicator& indicator) {
    std::vector<plan::Place> places;
    for (const plan::Place& place : context.places_of(indicator.id)) {
        const book::Account* account = context.account_at(place);
        if (account == nullptr) continue;
        for (const book::Destination& to : account->destinations) {
            if (to.element == indicator.id && to.field == "calculation_method" &&
                places.size() < 3) {
                places.push_back(place);
            }
        }
    }
    return places;
}

bool criteria_in_percent(const Context& context, const plan::Indicator& indicator) {
    for (const Criteria& criteria : all_criteria(context)) {
        if (criteria.indicator->id != indicator.id) continue;
        for (const CriteriaLevel& level : criteria.levels) {
            const auto range = condition_range(context, level.condition);
            if (range && range->percent) return true;
        }
    }
    return false;
}

void run(Context& context) {
    for (const plan::Indicator& indicator : context.plan().indicators) {
        if (indicator.calculation_method.empty()) continue;
        const plan::Target* target = target_of(indicator, context.plan().fiscal_year);
        if (target == nullptr || target->unit.empty()) continue;
        const std::string unit = same_unit(target->unit);
        // Levels and scores are read off the criteria, whatever the method computes first.
        if (unit.empty() || unit == "ระดับ" || unit == "คะแนน") continue;
        const std::string method =
            base::to_arabic_digits(base::clean_text(indicator.calculation_method));
        const bool percent = unit == same_unit("ร้อยละ");
        const bool wrong = percent ? gives_count(method) : gives_percent(method);
        if (!wrong || (!percent && criteria_in_percent(context, indicator))) continue;
        const std::string th = percent ? "วิธีคำนวณเป็นการนับจำนวน" : "วิธีคำนวณให้ค่าเป็นร้อยละ";
        const std::string en = percent ? "its method counts" : "its method gives a percentage";
        context.finding(method_unit())
            .about(indicator.id)
            .member("/calculation_method")
            .at(method_places(context, indicator))
            .found(shorten(indicator.calculation_method))
            .expected(target->unit)
            .say("ค่าเป้าหมายของ" + context.name_th(indicator.id) + " มีหน่วยเป็น “" + target->unit +
                     "” แต่" + th + " แก้วิธีคำนวณหรือหน่วยของค่าเป้าหมายให้ตรงกัน",
                 "The target of the " + context.name_en(indicator.id) + " is in “" + target->unit +
                     "”, but " + en + ". Make the method and the unit of the target agree.");
    }
}

}  // namespace

const Rule& method_unit() {
    static const Rule kRule{
        .id = "method.unit",
        .severity = Severity::warning,
        .category = Category::unit,
        .title = {"วิธีคำนวณไม่ให้ค่าตามหน่วยของค่าเป้าหมาย",
                  "The method does not give what the target is measured in"},
        .why = {"เมื่อวิธีคำนวณให้ค่าเป็นร้อยละแต่ค่าเป้าหมายเป็นจำนวน หรือนับจำนวนแต่ค่าเป้าหมายเป็นร้อยละ "
                "ผลที่คำนวณได้จะเทียบกับค่าเป้าหมายไม่ได้",
                "When the method gives a percentage and the target is a count, or the method "
                "counts and the target is a percentage, the result cannot be held against the "
                "target."},
        .mend = {"แก้วิธีคำนวณหรือหน่วยของค่าเป้าหมาย", "Correct the method or the unit of the target."},
        .source = {"วิธีคำนวณ เกณฑ์ และค่าเป้าหมายของตัวชี้วัดวัดเรื่องเดียวกัน",
                   "Method, criteria and target of an indicator measure one thing."},
        .bad = {{R"plan(schema = "phaen.plan/1"
id = "p"
fiscal_year = 2565

[[indicators]]
id = "a"
name = "จำนวนสวนที่เปิดใช้"
calculation_method = "จำนวนสวนที่เปิดใช้ คูณ ๑๐๐ หารด้วยจำนวนสวนทั้งหมด"
targets = [{ fiscal_year = 2565, comparison = "at_least", value = 8, unit = "แห่ง" }]
)plan",
                 {},
                 "a"},
                {R"plan(schema = "phaen.plan/1"
id = "p"
fiscal_year = 2565

[[indicators]]
id = "a"
name = "ร้อยละของสวนที่เปิดใช้"
calculation_method = "นับจำนวนสวนที่เปิดใช้ภายในปีงบประมาณ"
targets = [{ fiscal_year = 2565, comparison = "at_least", value = 80, unit = "ร้อยละ" }]
)plan",
                 {},
                 "a"}},
        .near_miss = {{R"plan(schema = "phaen.plan/1"
id = "p"
fiscal_year = 2565

[[indicators]]
id = "a"
name = "จำนวนสวนที่เปิดใช้"
calculation_method = "นับจำนวนสวนที่เปิดใช้ คิดเป็นร้อยละ ๑๐๐ เมื่อเปิดครบทุกแห่ง"
targets = [{ fiscal_year = 2565, comparison = "at_least", value = 8, unit = "แห่ง" }]

[[indicators]]
id = "b"
name = "ร้อยละของสวนที่เปิดใช้"
calculation_method = "นับจำนวนสวนที่เปิดใช้ เทียบกับจำนวนสวนทั้งหมด"
targets = [{ fiscal_year = 2565, comparison = "at_least", value = 80, unit = "ร้อยละ" }]

[[indicators]]
id = "c"
name = "ระดับความสำเร็จในการดูแลสวน"
calculation_method = "จำนวนสวนที่ดูแล คูณ ๑๐๐ หารด้วยจำนวนสวนทั้งหมด แล้วเทียบกับเกณฑ์"
targets = [{ fiscal_year = 2565, comparison = "at_least", value = 5, unit = "ระดับ" }]
)plan",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
