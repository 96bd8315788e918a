#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "context.h"
#include "phaen/base/thai_text.h"
#include "refs.h"

namespace phaen::check {

const Rule& duplicate_element();

namespace {

using plan::ElementKind;

/// Within what a name must be single: the owner, for parts; empty for what stands in the plan.
struct Scope {
    bool counted = false;
    std::string within;
};

Scope scope_of(const plan::Element& element) {
    switch (element.kind) {
        case ElementKind::mission_statement:
        case ElementKind::swot_item:
        case ElementKind::measure:
        case ElementKind::mission:
        case ElementKind::project:
            return {true, {}};
        case ElementKind::indicator:
        case ElementKind::evidence_item:
        case ElementKind::step:
            return {true, std::string(element.owner)};
        case ElementKind::activity: {
            const auto* activity = std::get<const plan::Activity*>(element.object);
            return {true, activity->project ? activity->project->id : std::string()};
        }
        case ElementKind::result: {
            const auto* result = std::get<const plan::EarlierResult*>(element.object);
            return {true, std::to_string(result->fiscal_year)};
        }
        case ElementKind::narrative:
        case ElementKind::organisation:
        case ElementKind::framework:
        case ElementKind::framework_node:
        case ElementKind::swot_combination:
        case ElementKind::glossary_term:
        case ElementKind::higher_indicator:
        case ElementKind::budget_node:
        case ElementKind::schedule:
        case ElementKind::claim:
            return {};
    }
    return {};
}

void report(Context& context, std::string_view id, std::string_view name,
            const std::vector<plan::Place>& places) {
    // Work may be done twice in a year; the plan may mean it.
    const plan::Element* element = context.elements().find(id);
    const bool step = element != nullptr && element->kind == ElementKind::step;
    context.finding(duplicate_element())
        .severity(step ? Severity::info : Severity::warning)
        .about(id)
        .at(first_places(places, 6))
        .found(std::string(name))
        .say("“" + shorten(name) + "” มีซ้ำกัน ตัดรายการที่ซ้ำ หรือแก้ชื่อถ้าเป็นคนละรายการ",
             "“" + shorten(name) +
                 "” stands twice: leave one out, or correct the name if two things are meant.");
}

/// The text that makes an element a double of another: of an item of evidence or a step its words.
void repeated_elements(Context& context) {
    std::map<std::pair<std::pair<ElementKind, std::string>, std::string>,
             std::vector<const plan::Element*>>
        groups;
    for (const plan::Element& element : context.elements().elements()) {
        const Scope scope = scope_of(element);
        if (!scope.counted) continue;
        const std::string key = base::comparison_key(plan::title_of(element));
        if (key.empty() || plan::title_of(element) == element.id) continue;
        groups[{{element.kind, scope.within}, key}].push_back(&element);
    }
    for (const auto& [key, group] : groups) {
        if (group.size() < 2) continue;
        std::vector<plan::Place> places;
        for (std::size_t i = group.size(); i-- > 0;) {
            const plan::Place* place = context.first_place_of(group[i]->id);
            if (place == nullptr) continue;
            places.push_back(printed_at(context, *place, plan::title_of(*group[i])));
        }
        report(context, group.back()->id, plan::title_of(*group.back()), places);
    }
}

/// Two rows of one table that name one thing. What has a budget is counted twice then, which
/// another rule says.
void repeated_rows(Context& context, std::string_view id, std::string_view name,
                   std::string_view what) {
    std::map<int, std::set<plan::Place>> rows;
    for (const plan::Place& place : context.places_of(id)) {
        if (place.row >= 0 && context.what_at(place) == what) {
            rows[place.block].insert(plan::Place{place.block, place.row, -1, place.line});
        }
    }
    for (const auto& [block, places] : rows) {
        if (places.size() < 2) continue;
        std::vector<plan::Place> cells;
        for (auto place = places.rbegin(); place != places.rend(); ++place) {
            // A row that only goes on with the thing does not print its name again.
            const plan::Place cell = printed_at(context, *place, name);
            if (cell.cell >= 0) cells.push_back(cell);
        }
        if (cells.size() < 2) continue;
        report(context, id, name, cells);
    }
}

void run(Context& context) {
    repeated_elements(context);
    if (!context.printed()) return;
    for (const plan::Project& project : context.plan().projects) {
        if (project.budget && project.budget->satang() != 0) continue;
        repeated_rows(context, project.id, project.name, "project_row");
    }
    for (const plan::Indicator& indicator : context.plan().indicators) {
        repeated_rows(context, indicator.id, indicator.name, "indicator_row");
    }
}

constexpr std::string_view kHead =
    "พันธกิจ\n"
    "\n"
    "๑. ดูแลคลองและพื้นที่สาธารณะให้สะอาด\n"
    "๒. จัดบริการสุขภาพให้ถึงบ้าน\n";

}  // namespace

const Rule& duplicate_element() {
    static const std::string kBad = std::string(kHead) + "๓. ดูแลคลองและพื้นที่สาธารณะให้สะอาด\n";
    static const std::string kGood = std::string(kHead) + "๓. ดูแลถนนและพื้นที่สาธารณะให้สะอาด\n";
    static const Rule kRule{
        .id = "duplicate.element",
        .severity = Severity::warning,
        .category = Category::duplicate,
        .title = {"รายการเดียวกันมีสองครั้ง", "The same thing is listed twice"},
        .why = {"รายการที่ซ้ำทำให้นับเกินและไม่รู้ว่าแก้รายการใด เทียบด้วยชื่อทั้งชื่อภายในรายการประเภทเดียวกัน",
                "What is listed twice is counted twice, and nobody knows which of the two to mend. "
                "Whole names of one kind are compared."},
        .mend = {"ตัดรายการที่ซ้ำ", "Leave one of them out."},
        .source = {"แต่ละสิ่งบันทึกเพียงครั้งเดียว", "Each thing is entered once."},
        .bad = {{kBad, {3, 5}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
