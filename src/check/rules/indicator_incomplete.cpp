#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "refs.h"

namespace phaen::check {

const Rule& indicator_incomplete();

namespace {

enum class Field { target, unit, weight, method, evidence, project, owner };

struct FieldName {
    Field field;
    std::string_view th;
    std::string_view en;
    std::string_view member;
};

constexpr std::array<FieldName, 7> kFields = {{
    {Field::target, "ค่าเป้าหมาย", "target", "/targets"},
    {Field::unit, "หน่วยนับ", "unit", "/unit"},
    {Field::weight, "น้ำหนัก", "weight", "/weight"},
    {Field::method, "วิธีคำนวณ", "calculation method", "/calculation_method"},
    {Field::evidence, "หลักฐาน", "evidence", "/evidence"},
    {Field::project, "โครงการ", "project", "/projects"},
    {Field::owner, "ผู้รับผิดชอบ", "owner", "/lead"},
}};

class Fields {
  public:
    explicit Fields(const Context& context) : context_(context) {
        for (const plan::Activity& activity : context.plan().activities) {
            if (activity.indicator) served_.insert(activity.indicator->id);
        }
        for (const plan::Indicator& indicator : context.plan().indicators) {
            Counts& group = groups_[group_of(indicator)];
            ++group.all;
            ++plan_.all;
            for (const FieldName& name : kFields) {
                if (!has(indicator, name.field)) continue;
                ++group.with[index_of(name.field)];
                ++plan_.with[index_of(name.field)];
            }
        }
    }

    [[nodiscard]] bool has(const plan::Indicator& indicator, Field field) const {
        const auto any_sub = [&](auto test) {
            return std::any_of(indicator.sub_indicators.begin(), indicator.sub_indicators.end(),
                               test);
        };
        switch (field) {
            case Field::target:
                return !indicator.targets.empty() ||
                       any_sub([](const plan::Indicator& sub) { return !sub.targets.empty(); });
            case Field::unit:
                return !indicator.unit.empty() ||
                       any_sub([](const plan::Indicator& sub) { return !sub.unit.empty(); }) ||
                       std::any_of(indicator.targets.begin(), indicator.targets.end(),
                                   [](const plan::Target& target) { return !target.unit.empty(); });
            case Field::weight:
                return indicator.weight.has_value() ||
                       any_sub([](const plan::Indicator& sub) { return sub.weight.has_value(); });
            case Field::method:
                return !indicator.calculation_method.empty() ||
                       any_sub([](const plan::Indicator& sub) {
                           return !sub.calculation_method.empty();
                       });
            case Field::evidence:
                return !indicator.evidence.empty() ||
                       any_sub([](const plan::Indicator& sub) { return !sub.evidence.empty(); });
            case Field::project:
                return !indicator.projects.empty() || served_.contains(indicator.id) ||
                       any_sub([](const plan::Indicator& sub) { return !sub.projects.empty(); });
            case Field::owner:
                return !indicator.lead.empty();
        }
        return true;
    }

    /// True when indicators of this plan have the field, so that one without it lacks something.
    [[nodiscard]] bool expected(const plan::Indicator& indicator, Field field) const {
        if (field == Field::weight) return weight_expected(indicator);
        const std::size_t with = plan_.with[index_of(field)];
        switch (field) {
            case Field::unit:
                // Without a target there is nothing to count.
                return with * 2 > plan_.all && has(indicator, Field::target);
            case Field::target:
            case Field::method:
            case Field::evidence:
                return with > 0 && with * 2 >= plan_.all;
            case Field::project:
            case Field::owner:
                return with >= 2 && with * 4 >= plan_.all * 3 && peers_have(indicator, field);
            case Field::weight:
                break;
        }
        return false;
    }

  private:
    struct Counts {
        std::array<std::size_t, kFields.size()> with{};
        std::size_t all = 0;
    };

    static std::size_t index_of(Field field) { return static_cast<std::size_t>(field); }
    static std::string group_of(const plan::Indicator& indicator) {
        return indicator.group + '/' + indicator.component;
    }

    /// True unless its own table of the agreement does without the field as a whole.
    [[nodiscard]] bool peers_have(const plan::Indicator& indicator, Field field) const {
        const Counts& group = groups_.at(group_of(indicator));
        return group.all == 1 || group.with[index_of(field)] > 0;
    }

    /// Only where the year's group is weighted: as the scheme says, or as the others of the group
    /// show.
    [[nodiscard]] bool weight_expected(const plan::Indicator& indicator) const {
        const auto& groups = context_.scheme().indicator_groups;
        const auto group = std::find_if(
            groups.begin(), groups.end(),
            [&](const plan::IndicatorGroup& g) { return g.letter == indicator.group; });
        if (context_.scheme_known() && group != groups.end() && !group->weighted) return false;
        // A table of criteria shows the weight as the points of its highest level.
        const Counts& peers = groups_.at(group_of(indicator));
        const std::size_t with = peers.with[index_of(Field::weight)];
        return with >= 2 && with + 1 == peers.all && indicator.scoring_criteria.empty();
    }

    const Context& context_;
    std::set<std::string_view> served_;
    std::map<std::string, Counts> groups_;
    Counts plan_;
};

using Group = std::vector<const plan::Indicator*>;

void report(Context& context, const std::vector<Field>& lacking, const Group& group) {
    std::vector<std::string> th;
    std::vector<std::string> en;
    std::string_view member;
    for (const FieldName& name : kFields) {
        if (std::find(lacking.begin(), lacking.end(), name.field) == lacking.end()) continue;
        th.emplace_back(name.th);
        en.emplace_back(name.en);
        if (member.empty()) member = name.member;
    }
    std::vector<std::string_view> ids;
    std::vector<plan::Place> places;
    for (const plan::Indicator* indicator : group) {
        ids.push_back(indicator->id);
        if (context.printed()) places.push_back(sheet_place(context, *indicator));
    }
    const plan::BilingualText names = names_in(context, ids, 6);
    context.finding(indicator_incomplete())
        .about(ids.front())
        .member(member)
        .at(first_places(places, 8))
        .expected(joined(th))
        .say(names.th + " ไม่มี" + joined(th) + " ขณะที่ตัวชี้วัดอื่นในแผนมี เพิ่มให้ครบ จึงจะวัดและให้คะแนนได้",
             "The " + names.en + " has no " + joined(en) +
                 ", which other indicators of the plan have: add it, so that it can be measured.");
}

void run(Context& context) {
    const Fields fields(context);
    std::vector<std::pair<std::vector<Field>, Group>> groups;
    for (const plan::Indicator& indicator : context.plan().indicators) {
        std::vector<Field> lacking;
        for (const FieldName& name : kFields) {
            if (!fields.has(indicator, name.field) && fields.expected(indicator, name.field)) {
                lacking.push_back(name.field);
            }
        }
        if (lacking.empty()) continue;
        const auto same = std::find_if(groups.begin(), groups.end(),
                                       [&](const auto& group) { return group.first == lacking; });
        // A plan file names each element by its own finding.
        if (same != groups.end() && context.printed()) {
            same->second.push_back(&indicator);
        } else {
            groups.emplace_back(lacking, Group{&indicator});
        }
    }
    for (const auto& [lacking, group] : groups) report(context, lacking, group);
}

constexpr std::string_view kSheets =
    "รายละเอียดตัวชี้วัด\n"
    "\n"
    "ตัวชี้วัดที่ ๑ จำนวนสวนที่เปิดใช้\n"
    "\n"
    "หน่วยนับ\tแห่ง\n"
    "ค่าเป้าหมาย\t๔ แห่ง\n"
    "วิธีการคำนวณ\tนับสวนที่เปิดให้ประชาชนใช้\n"
    "แหล่งข้อมูล/หลักฐาน\t๑. ภาพถ่าย\n"
    "\n"
    "ตัวชี้วัดที่ ๒ จำนวนต้นไม้ที่ปลูก\n"
    "\n"
    "หน่วยนับ\tต้น\n"
    "ค่าเป้าหมาย\t๕๐๐ ต้น\n";

}  // namespace

const Rule& indicator_incomplete() {
    static const std::string kBad = std::string(kSheets) + "แหล่งข้อมูล/หลักฐาน\t๑. ทะเบียน\n";
    static const std::string kGood = std::string(kSheets) +
                                     "วิธีการคำนวณ\tนับต้นไม้ที่รอดเมื่อสิ้นปี\n"
                                     "แหล่งข้อมูล/หลักฐาน\t๑. ทะเบียน\n";
    static const Rule kRule{
        .id = "indicator.incomplete",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"ตัวชี้วัดขาดรายละเอียดที่จำเป็น", "An indicator lacks parts that it needs"},
        .why =
            {"ตัวชี้วัดต้องมีค่าเป้าหมาย หน่วยนับ วิธีคำนวณ และหลักฐาน จึงจะวัดได้ "
             "กฎนี้เตือนเมื่อตัวชี้วัดอื่นในแผนมีส่วนนั้น น้ำหนักต้องมีเฉพาะกลุ่มที่คิดคะแนน",
             "An indicator needs target, unit, method and evidence to be measured. The rule speaks "
             "when other indicators of the plan have the part; a weight is needed only in groups "
             "that are weighted."},
        .mend = {"เพิ่มส่วนที่ขาดในรายละเอียดตัวชี้วัด", "Add what is missing to its data sheet."},
        .source = {"รายละเอียดที่ตัวชี้วัดต้องมี", "What an indicator carries."},
        .bad = {{kBad, {10}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
