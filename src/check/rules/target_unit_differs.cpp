#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "phaen/book/recognise.h"
#include "target_prints.h"

namespace phaen::check {

const Rule& target_unit_differs();

namespace {

struct Said {
    std::string unit;
    std::vector<plan::Place> places;
    bool by_name = false;
};

/// What the first word of a name says of the unit; empty when it says nothing sure.
std::string unit_of_name(std::string_view name) {
    if (name.starts_with("ร้อยละ")) return "ร้อยละ";
    if (name.starts_with("ระดับความสำเร็จ")) return "ระดับ";
    return "";
}

bool disagree(const Said& a, const Said& b) {
    const std::string left = same_unit(a.unit);
    const std::string right = same_unit(b.unit);
    if (left == right || left.empty() || right.empty()) return false;
    // จำนวน … ระดับ and the like: one may say more than the other.
    return left.find(right) == std::string::npos && right.find(left) == std::string::npos;
}

/// Where the unit of measure is printed: the pieces that became the member.
std::vector<plan::Place> unit_places(const Context& context, const plan::Indicator& indicator) {
    std::vector<plan::Place> places;
    if (context.account() == nullptr) return places;
    for (const plan::Place& place : context.places_of(indicator.id)) {
        const book::Account* account = context.account_at(place);
        if (account == nullptr) continue;
        for (const book::Destination& to : account->destinations) {
            if (to.element == indicator.id && to.field == "unit" && places.size() < 3) {
                places.push_back(place);
            }
        }
    }
    return places;
}

void run(Context& context) {
    for (const PrintedTargets& targets : context.derived<AllTargets>().all()) {
        const plan::Indicator& indicator = *targets.indicator;
        std::vector<Said> said;
        for (const TargetPrint& print : targets.prints) {
            if (!print.unit.empty()) said.push_back({print.unit, {print.place}, false});
        }
        for (const plan::Target& target : indicator.targets) {
            if (target.fiscal_year == context.plan().fiscal_year && !target.unit.empty()) {
                said.push_back({target.unit, {}, false});
            }
        }
        if (!indicator.unit.empty())
            said.push_back({indicator.unit, unit_places(context, indicator), false});
        if (const std::string name = unit_of_name(indicator.name); !name.empty()) {
            std::vector<plan::Place> places;
            if (const plan::Place* place = context.first_place_of(indicator.id)) places = {*place};
            said.push_back({name, places, true});
        }
        const Said* first = nullptr;
        const Said* other = nullptr;
        for (const Said& one : said) {
            if (first == nullptr) {
                first = &one;
            } else if (other == nullptr && disagree(*first, one)) {
                other = &one;
            }
        }
        if (other == nullptr) continue;
        std::vector<plan::Place> places = other->places;
        for (const Said& one : said) {
            for (const plan::Place& place : one.places) {
                if (places.size() < 6) places.push_back(place);
            }
        }
        context.finding(target_unit_differs())
            .about(indicator.id)
            .at(places)
            .found(other->unit)
            .expected(first->unit)
            .say(context.name_th(indicator.id) + " ใช้หน่วย “" + first->unit + "” และ “" +
                     other->unit + "” ใช้หน่วยเดียวกันในชื่อ ค่าเป้าหมาย และหน่วยนับ",
                 "The " + context.name_en(indicator.id) + " is measured in “" + first->unit +
                     "” and in “" + other->unit +
                     "”: use one unit in name, target and unit of measure.");
    }
}

}  // namespace

const Rule& target_unit_differs() {
    static const Rule kRule{
        .id = "target.unit_differs",
        .severity = Severity::error,
        .category = Category::unit,
        .title = {"หน่วยของชื่อ ค่าเป้าหมาย และหน่วยนับไม่ตรงกัน",
                  "Name, target and unit of measure disagree"},
        .why = {"ตัวชี้วัดที่ชื่อว่าร้อยละแต่ตั้งเป้าเป็นระดับ หรือมีหน่วยนับอื่น วัดไม่ได้ว่าถึงเป้าหรือไม่",
                "An indicator that is called a percentage and aims at a level, or counts in "
                "another unit, cannot be measured against its target."},
        .mend = {"ใช้หน่วยเดียวกันในชื่อ ค่าเป้าหมาย และหน่วยนับ",
                 "Use one unit in name, target and unit of measure."},
        .source = {"ผลการดำเนินงานวัดด้วยหน่วยเดียวกับค่าเป้าหมาย",
                   "A result is measured in the unit of its target."},
        .bad = {{R"plan(schema = "phaen.plan/1"
id = "p"
fiscal_year = 2565

[[indicators]]
id = "a"
name = "ร้อยละความสำเร็จในการดูแลคลอง"
targets = [{ fiscal_year = 2565, comparison = "at_least", value = 5, unit = "ระดับ" }]
)plan",
                 {},
                 "a"},
                {R"plan(schema = "phaen.plan/1"
id = "p"
fiscal_year = 2565

[[indicators]]
id = "a"
name = "จำนวนชาวบ้านที่ร่วมดูแลคลอง"
unit = "แห่ง"
targets = [{ fiscal_year = 2565, comparison = "at_least", value = 5, unit = "คน" }]
)plan",
                 {},
                 "a"}},
        .near_miss = {{R"plan(schema = "phaen.plan/1"
id = "p"
fiscal_year = 2565

[[indicators]]
id = "a"
name = "ร้อยละของชาวบ้านที่ร่วมดูแลคลอง"
unit = "ร้อยละ"
targets = [{ fiscal_year = 2565, comparison = "at_least", value = 80, unit = "%" }]

[[indicators]]
id = "b"
name = "ระดับความสำเร็จในการดูแลคลอง"
targets = [{ fiscal_year = 2565, comparison = "at_least", value = 5, unit = "ระดับ" }]
)plan",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
