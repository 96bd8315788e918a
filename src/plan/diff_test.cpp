#include "phaen/plan/diff.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "flat.h"
#include "phaen/plan/io.h"
#include "random_plan.h"

namespace phaen::plan {
namespace {

using base::Value;

Plan small_plan() {
    Plan plan;
    plan.id = "plan-1";
    plan.fiscal_year = 2565;
    plan.title.th = "แผน";
    for (const char* id : {"project-1", "project-2", "project-3"}) {
        Project project;
        project.id = id;
        project.name = std::string("โครงการ ") + id;
        plan.projects.push_back(project);
    }
    Indicator indicator;
    indicator.id = "indicator-1";
    indicator.name = "ร้อยละ";
    Target target;
    target.fiscal_year = 2565;
    target.value = base::Decimal::from_units(80 * base::Decimal::kScale);
    indicator.targets = {target};
    plan.indicators = {indicator};
    Schedule schedule;
    schedule.id = "schedule-1";
    Step step;
    step.id = "step-1";
    schedule.steps = {step};
    Schedule other;
    other.id = "schedule-2";
    plan.schedules = {schedule, other};
    return plan;
}

TEST(Diff, NothingDiffersFromItself) {
    EXPECT_TRUE(diff(small_plan(), small_plan()).empty());
    EXPECT_EQ(diff_to_text({}, MessageLanguage::english), "");
}

TEST(Diff, NamesAChangedMemberWithBothValues) {
    const Plan before = small_plan();
    Plan after = before;
    after.projects[1].name = "ชื่อใหม่";
    after.title.en = "Plan";
    const Diff found = diff(before, after);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].is_a, std::nullopt);
    EXPECT_EQ(found[0].fields, (std::vector<FieldChange>{{"title/en", Value(), Value("Plan")}}));
    EXPECT_EQ(found[1].kind, ChangeKind::changed);
    EXPECT_EQ(found[1].element, "project-2");
    EXPECT_EQ(found[1].is_a, ElementKind::project);
    EXPECT_EQ(found[1].title, "ชื่อใหม่");
    EXPECT_EQ(found[1].fields,
              (std::vector<FieldChange>{{"name", Value("โครงการ project-2"), Value("ชื่อใหม่")}}));
    EXPECT_EQ(diff_to_text(found, MessageLanguage::english),
              "changed the plan itself\n"
              "  title/en: (none) → \"Plan\"\n"
              "changed project project-2: ชื่อใหม่\n"
              "  name: \"โครงการ project-2\" → \"ชื่อใหม่\"\n");
}

TEST(Diff, ComparesTargetsByYear) {
    const Plan before = small_plan();
    Plan after = before;
    after.indicators[0].targets[0].unit = "คน";
    Target next;
    next.fiscal_year = 2566;
    after.indicators[0].targets.insert(after.indicators[0].targets.begin(), next);
    const Diff found = diff(before, after);
    ASSERT_EQ(found.size(), 1U);
    ASSERT_EQ(found[0].fields.size(), 2U);
    EXPECT_EQ(found[0].fields[0].field, "targets/2566");
    EXPECT_TRUE(found[0].fields[0].before.is_null());
    EXPECT_EQ(found[0].fields[1], (FieldChange{"targets/2565/unit", Value(), Value("คน")}));
}

TEST(Diff, AddedAndRemovedElements) {
    const Plan before = small_plan();
    Plan after = before;
    after.projects[2].id = "project-9";
    const Diff found = diff(before, after);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].kind, ChangeKind::added);
    EXPECT_EQ(found[0].element, "project-9");
    EXPECT_EQ(found[0].to, (Standing{"", "projects", "project-2"}));
    EXPECT_EQ(found[1].kind, ChangeKind::removed);
    EXPECT_EQ(found[1].element, "project-3");
    EXPECT_EQ(found[1].from, (Standing{"", "projects", "project-2"}));
}

TEST(Diff, AMoveNamesTheFewestElements) {
    const Plan before = small_plan();
    Plan after = before;
    std::rotate(after.projects.begin(), after.projects.begin() + 2, after.projects.end());
    after.schedules[1].steps = std::move(after.schedules[0].steps);
    after.schedules[0].steps.clear();
    const Diff found = diff(before, after);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].kind, ChangeKind::moved);
    EXPECT_EQ(found[0].element, "project-3");
    EXPECT_EQ(found[0].from, (Standing{"", "projects", "project-2"}));
    EXPECT_EQ(found[0].to, (Standing{"", "projects", ""}));
    EXPECT_EQ(found[1].element, "step-1");
    EXPECT_EQ(found[1].from, (Standing{"schedule-1", "steps", ""}));
    EXPECT_EQ(found[1].to, (Standing{"schedule-2", "steps", ""}));
    EXPECT_EQ(diff_to_text({found[1]}, MessageLanguage::english),
              "moved step step-1\n"
              "  schedule-1/steps at the start → schedule-2/steps at the start\n");
}

TEST(Diff, LeavesOutWhatDependsOnTheDocument) {
    const Plan before = small_plan();
    Plan after = before;
    after.source.emplace();
    after.source->file = "plan.docx";
    after.claims.resize(1);
    after.claims[0].id = "claim-1";
    EXPECT_TRUE(diff(before, after).empty());
    EXPECT_EQ(diff(before, after, Compare::everything).size(), 2U);
}

TEST(Diff, ShowsWhereLongTextsPart) {
    Plan before = small_plan();
    before.vision = std::string(500, 'a') + "x" + std::string(500, 'b');
    Plan after = before;
    after.vision[500] = 'y';
    const std::string text = diff_to_text(diff(before, after), MessageLanguage::english);
    const std::string begin = "…" + std::string(16, 'a');
    EXPECT_EQ(text, "changed the plan itself\n  vision: " + begin + "x" + std::string(55, 'b') +
                        "… → " + begin + "y" + std::string(55, 'b') + "…\n");
}

TEST(Diff, AsAValue) {
    const Plan before = small_plan();
    Plan after = before;
    after.projects[0].number = "1";
    const Value value = diff_to_value(diff(before, after), before, after);
    EXPECT_EQ(*value.find("schema"), Value("phaen.diff/1"));
    EXPECT_EQ(*value.find("before")->find("version"), Value(version_of(before)));
    EXPECT_EQ(base::to_compact_json(*value.find("counts")),
              R"({"added":0,"removed":0,"moved":0,"changed":1})");
    EXPECT_EQ(base::to_compact_json(*value.find("changes")),
              R"([{"kind":"changed","element":"project-1","is_a":"project",)"
              R"("title":"โครงการ project-1","fields":[{"field":"number","after":"1"}]}])");
}

TEST(Diff, TakingApartAndPuttingTogether) {
    EXPECT_TRUE(rc::check("what was taken apart is put together", [](std::uint64_t seed) {
        const Plan plan = random_plan(seed, 3);
        const auto again = from_value(unflatten(flatten(plan)));
        RC_ASSERT(again.has_value());
        RC_ASSERT(*again == plan);
    }));
}

TEST(Diff, IsEmptyForEqualPlansOnly) {
    EXPECT_TRUE(
        rc::check("empty when equal, and only then", [](std::uint64_t seed, std::uint64_t other) {
            const Plan a = random_plan(seed, 3);
            const Plan b = random_plan(other, 3);
            RC_ASSERT(diff(a, a, Compare::everything).empty());
            RC_ASSERT(diff(a, b, Compare::everything).empty() == (a == b));
            const auto count = [](const Diff& changes, ChangeKind kind) {
                return std::count_if(changes.begin(), changes.end(),
                                     [kind](const Change& change) { return change.kind == kind; });
            };
            const Diff there = diff(a, b);
            const Diff back = diff(b, a);
            RC_ASSERT(count(there, ChangeKind::added) == count(back, ChangeKind::removed));
            RC_ASSERT(count(there, ChangeKind::changed) == count(back, ChangeKind::changed));
            RC_ASSERT(count(there, ChangeKind::moved) == count(back, ChangeKind::moved));
        }));
}

}  // namespace
}  // namespace phaen::plan
