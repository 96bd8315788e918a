#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_numbers.h"
#include "frame_outline.h"
#include "frame_tables.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& numbering_element();

namespace {

struct Item {
    std::string id;
    std::string number;
    long long value = 0;
};

/// One list of elements that are numbered 1, 2, 3, …
void look_at(Context& context, std::vector<Item> items) {
    std::vector<long long> numbers;
    for (Item& item : items) {
        const std::optional<long long> value = base::parse_integer(item.number);
        // Codes and lists without numbers are not for this rule.
        if (!value) return;
        item.value = *value;
        numbers.push_back(*value);
    }
    for (const NumberSlip& slip : number_slips(numbers, {.first = 1, .restarts = true})) {
        const Item& item = items[slip.index];
        std::vector<plan::Place> places;
        if (const plan::Place* place = context.first_place_of(item.id)) places.push_back(*place);
        if (slip.index > 0) {
            if (const plan::Place* place = context.first_place_of(items[slip.index - 1].id)) {
                places.push_back(*place);
            }
        }
        const plan::Element* element = context.elements().find(item.id);
        auto finding = context.finding(numbering_element());
        finding.about(item.id).member("/number").at(places).found(item.number);
        finding.expected(number_like(slip.expected, item.number));
        finding.say(slip_th(slip, item.number) + " ที่ “" +
                        shorten(element != nullptr ? plan::title_of(*element) : "") +
                        "” แก้ลำดับหรือเพิ่มข้อที่ขาด",
                    slip_en(slip, item.number) + " at “" +
                        shorten(element != nullptr ? plan::title_of(*element) : "") +
                        "”: correct the number, or add the missing item.");
        const bool alone =
            slip.kind == NumberSlip::Kind::wrong ||
            (slip.kind == NumberSlip::Kind::repeats && slip.index + 1 == items.size());
        if (alone && element != nullptr) {
            finding.replace(element->pointer + "/number", base::Value(item.number),
                            base::Value(number_like(slip.expected, item.number)));
        }
    }
}

void run(Context& context) {
    const plan::Plan& plan = context.plan();
    std::vector<Item> items;
    for (const plan::MissionStatement& statement : plan.mission_statements) {
        items.push_back({statement.id, statement.number, 0});
    }
    look_at(context, std::move(items));
    for (const plan::Schedule& schedule : plan.schedules) {
        items = {};
        for (const plan::Step& step : schedule.steps) items.push_back({step.id, step.number, 0});
        look_at(context, std::move(items));
    }
    for (const plan::Indicator& indicator : plan.indicators) {
        items = {};
        for (const plan::EvidenceItem& item : indicator.evidence) {
            items.push_back({item.id, item.number, 0});
        }
        look_at(context, std::move(items));
        for (const plan::Indicator& sub : indicator.sub_indicators) {
            items = {};
            for (const plan::EvidenceItem& item : sub.evidence)
                items.push_back({item.id, item.number, 0});
            look_at(context, std::move(items));
        }
    }
    items = {};
    for (const plan::Mission& mission : plan.missions)
        items.push_back({mission.id, mission.number, 0});
    look_at(context, std::move(items));
    // SWOT items have their numbers in their ids; what is printed is a claim.
    for (const char letter : {'S', 'W', 'O', 'T'}) {
        items = {};
        for (const plan::SwotItem& item : plan.swot.items) {
            if (item.id.empty() || item.id.front() != letter) continue;
            const auto claims = context.claims_about(item.id, plan::ClaimKind::ordinal);
            items.push_back(
                {item.id, claims.empty() ? item.id.substr(1) : claims.front()->value, 0});
        }
        look_at(context, std::move(items));
    }
}

}  // namespace

const Rule& numbering_element() {
    static const Rule kRule{
        .id = "numbering.element",
        .severity = Severity::warning,
        .category = Category::numbering,
        .title = {"ลำดับของรายการไม่ต่อเนื่อง", "Numbers of a list do not follow each other"},
        .why = {"ลำดับที่ข้าม ซ้ำ หรือถอยทำให้อ้างถึงรายการผิดข้อ และอาจแปลว่ามีข้อตกหล่น",
                "Numbers that jump, repeat or go back make references go wrong, and may mean that "
                "an item was lost."},
        .mend = {"แก้ลำดับให้ต่อเนื่อง หรือเพิ่มข้อที่ขาด",
                 "Number the list anew, or add the item that is missing."},
        .source = {"อ้างถึงข้อต่าง ๆ ด้วยเลขลำดับ", "Items are referred to by their numbers."},
        .fixable = true,
        .bad = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "คำนำ\n"
                 "\n"
                 "แผนของปี\n"
                 "\n"
                 "พันธกิจ\n"
                 "\n"
                 "๑. ให้บริการ\n"
                 "๒. พัฒนาคน\n"
                 "๒. พัฒนางาน\n"
                 "๔. พัฒนาข้อมูล\n",
                 {13},
                 ""},
                {"schema = \"phaen.plan/1\"\n"
                 "id = \"plan-2565\"\n"
                 "fiscal_year = 2565\n"
                 "\n"
                 "[[mission_statements]]\n"
                 "id = \"mission-statement-1\"\n"
                 "number = \"๑\"\n"
                 "text = \"ข้อ 1\"\n"
                 "\n"
                 "[[mission_statements]]\n"
                 "id = \"mission-statement-2\"\n"
                 "number = \"๒\"\n"
                 "text = \"ข้อ 2\"\n"
                 "\n"
                 "[[mission_statements]]\n"
                 "id = \"mission-statement-3\"\n"
                 "number = \"๔\"\n"
                 "text = \"ข้อ 3\"\n",
                 {},
                 "mission-statement-3"}},
        .near_miss = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                       "\n"
                       "กองตัวอย่าง\n"
                       "\n"
                       "คำนำ\n"
                       "\n"
                       "แผนของปี\n"
                       "\n"
                       "พันธกิจ\n"
                       "\n"
                       "๑. ให้บริการ\n"
                       "๒. พัฒนาคน\n"
                       "๓. พัฒนางาน\n",
                       {},
                       ""},
                      {"schema = \"phaen.plan/1\"\n"
                       "id = \"plan-2565\"\n"
                       "fiscal_year = 2565\n"
                       "\n"
                       "[[mission_statements]]\n"
                       "id = \"mission-statement-1\"\n"
                       "number = \"๑\"\n"
                       "text = \"ข้อ 1\"\n"
                       "\n"
                       "[[mission_statements]]\n"
                       "id = \"mission-statement-2\"\n"
                       "number = \"๒\"\n"
                       "text = \"ข้อ 2\"\n"
                       "\n"
                       "[[mission_statements]]\n"
                       "id = \"mission-statement-3\"\n"
                       "number = \"๓\"\n"
                       "text = \"ข้อ 3\"\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
