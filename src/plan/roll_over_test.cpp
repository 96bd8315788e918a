#include "phaen/plan/roll_over.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "phaen/plan/create.h"
#include "phaen/plan/io.h"

namespace phaen::plan {
namespace {

/// Project-1 has a step that is done, one half done and one not begun; project-2 is done; project-3
/// has no steps.
Plan year_plan() {
    auto read = parse_plan_toml(R"(schema = "phaen.plan/1"
id = "office-2565"
fiscal_year = 2565
scheme = "scheme-2565"
agency = "org-1"
organisations = [{ id = "org-1", kind = "agency" }]
swot = { items = [{ id = "S1" }], combinations = [{ id = "swot-1", kind = "SO", items = ["S1"], projects = ["project-1", "project-2"] }] }
missions = [{ id = "mission-1", projects = ["project-2", "project-3"] }]
activities = [{ id = "activity-1", project = "project-2", amount = "5.00" }, { id = "activity-2", project = "project-1", amount = "7.00" }]
accepted = [{ rule = "budget.total_differs", element = "project-1" }]
results = [{ id = "result-1", fiscal_year = 2564, indicator_name = "เก่า" }]

[title]
th = "แผนปี ๒๕๖๕"
en = "Plan of 2565"

[[narratives]]
id = "narrative-1"
after = "office-2565"
text = "ปี ๒๕๖๕ เป็นปีแรก"

[[narratives]]
id = "narrative-2"
after = "result-1"
text = "ไม่มีปี"

[[indicators]]
id = "indicator-1"
name = "จำนวนผลงาน"
component = "1"
unit = "เรื่อง"
projects = ["project-1", "project-2"]
targets = [{ fiscal_year = 2564, comparison = "at_least", value = 3 }, { fiscal_year = 2565, comparison = "increase", value = 5, baseline_fiscal_year = 2564, baseline_value = 3, baseline_from = "target" }]

[[indicators]]
id = "indicator-2"
name = "ไม่มีข้อมูล"
targets = [{ fiscal_year = 2566, comparison = "at_least", value = 8 }]

[[projects]]
id = "project-1"
name = "ค้าง"
budget = "1500.00"
allocations = [{ to = "mission-1", amount = "1500.00" }]
spending_plan = [{ month = "2021-10", amount = "1500.00" }]

[[projects]]
id = "project-2"
name = "เสร็จ"
no_budget = true

[[projects]]
id = "project-3"
name = "ไม่มีขั้นตอน"

[[schedules]]
id = "schedule-1"
project = "project-1"
indicator = "indicator-1"
steps = [{ id = "step-1", text = "หนึ่ง", weight = 40, months = [{ from = "2021-10", to = "2021-12" }] }, { id = "step-2", text = "สอง", weight = 40, months = [{ from = "2022-01", to = "2022-06" }] }, { id = "step-3", text = "สาม", weight = 20, months = [{ from = "2022-09", to = "2022-10" }] }]

[[schedules]]
id = "schedule-2"
project = "project-2"
steps = [{ id = "step-4", weight = 100 }]

[[schedules]]
id = "schedule-3"
indicator = "indicator-2"
steps = [{ id = "step-5", text = "ทุกปี", weight = 100, months = [{ from = "2022-03", to = "2022-03" }] }]
)");
    EXPECT_TRUE(read) << describe_error(read.error().front(), MessageLanguage::english);
    EXPECT_TRUE(validate(*read).empty());
    return *read;
}

base::Percent percent(std::int64_t value) {
    return base::Percent(base::Decimal::from_integer(value));
}

YearEnd year_end() {
    YearEnd end;
    end.steps = {{"step-1", percent(100)},
                 {"step-2", percent(50)},
                 {"step-4", percent(100)},
                 {"step-5", percent(100)}};
    YearEnd::Indicator one;
    one.value = base::Decimal::from_integer(9);
    one.level = 4;
    one.score = base::Score(base::Decimal::from_integer(18));
    one.target = "เพิ่มขึ้น ๕ เรื่อง";
    one.values = {{"ผลงาน", base::Decimal::from_integer(9), "เรื่อง"}};
    one.status = ResultStatus::final_;
    end.indicators["indicator-1"] = one;
    end.indicators["indicator-2"] = {};
    return end;
}

/// How often something was done for a reason; `element` empty: to anything.
std::ptrdiff_t count(const RolledOver& made, RollOverAction action, RollOverReason reason,
                     const Id& element = {}) {
    return std::count_if(made.notes.begin(), made.notes.end(), [&](const RollOverNote& note) {
        return note.action == action && note.reason == reason &&
               (element.empty() || note.element == element);
    });
}

using A = RollOverAction;
using R = RollOverReason;

TEST(roll_over, carries_what_is_not_done_and_says_what_it_left_out) {
    const Plan old = year_plan();
    const RolledOver made = roll_over(old, year_end(), {.id = next_id(old)});
    const Plan& plan = made.plan;
    EXPECT_TRUE(validate(plan).empty());
    EXPECT_EQ(plan.id, "office-2566");
    EXPECT_EQ(plan.fiscal_year, 2566);
    EXPECT_EQ(plan.title, (BilingualText{"แผนปี ๒๕๖๖", "Plan of 2566"}));
    ASSERT_EQ(plan.projects.size(), 2U);
    EXPECT_EQ(plan.projects[0].id, "project-1");
    EXPECT_EQ(plan.projects[0].continues, (Continues{2565, "project-1", "ค้าง"}));
    EXPECT_FALSE(plan.projects[0].budget);
    EXPECT_TRUE(plan.projects[0].spending_plan.empty());
    EXPECT_TRUE(plan.projects[0].allocations.empty());
    EXPECT_EQ(count(made, A::carried, R::unfinished, "project-1"), 1);
    EXPECT_EQ(count(made, A::carried, R::no_steps, "project-3"), 1);
    EXPECT_EQ(count(made, A::left_out, R::finished, "project-2"), 1);
    EXPECT_EQ(count(made, A::left_out, R::of_left_out, "activity-1"), 1);
    EXPECT_EQ(count(made, A::left_out, R::of_left_out, "schedule-2"), 1);
    EXPECT_EQ(count(made, A::cleared, R::money), 2);  // project-1 and activity-2
    EXPECT_EQ(count(made, A::left_out, R::of_old_version), 1);
    EXPECT_EQ(plan.swot.combinations[0].projects, Refs{Ref::to("project-1")});
    EXPECT_EQ(plan.missions[0].projects, Refs{Ref::to("project-3")});
    EXPECT_EQ(plan.indicators[0].projects, Refs{Ref::to("project-1")});
    ASSERT_EQ(plan.activities.size(), 1U);
    EXPECT_FALSE(plan.activities[0].amount);
    EXPECT_EQ(plan.narratives[0].after, "office-2566");
    EXPECT_EQ(count(made, A::to_review, R::names_year, "narrative-1"), 1);
    EXPECT_EQ(count(made, A::to_review, R::names_year), 1);
}

// 40 and 20 of 100 share 100: 66.67 and 33.33, in whole numbers 67 and 33.
TEST(roll_over, steps_move_by_a_year_and_their_weights_stay_a_whole) {
    const RolledOver made = roll_over(year_plan(), year_end(), {.id = "next"});
    ASSERT_EQ(made.plan.schedules.size(), 2U);
    const Schedule& schedule = made.plan.schedules[0];
    ASSERT_EQ(schedule.steps.size(), 2U);
    EXPECT_EQ(schedule.steps[0].id, "step-2");
    EXPECT_EQ(schedule.steps[0].weight->to_string(), "67");
    EXPECT_EQ(schedule.steps[1].weight->to_string(), "33");
    EXPECT_EQ(schedule.steps[0].months[0].from.to_string(), "2023-01");
    EXPECT_EQ(schedule.steps[0].months[0].to.to_string(), "2023-06");
    EXPECT_EQ(count(made, A::left_out, R::finished, "step-1"), 1);
    EXPECT_EQ(count(made, A::to_review, R::partly_done, "step-2"), 1);
    EXPECT_EQ(count(made, A::to_review, R::months_out_of_year, "step-3"), 1);
    EXPECT_EQ(count(made, A::to_review, R::months_out_of_year), 1);
    // What belongs to no project is done every year, although it was done.
    EXPECT_EQ(made.plan.schedules[1].steps[0].months[0].from.to_string(), "2023-03");
    EXPECT_EQ(made.plan.schedules[1].steps[0].weight->to_string(), "100");
}

TEST(roll_over, what_was_reached_is_the_baseline_and_the_result) {
    const RolledOver made = roll_over(year_plan(), year_end(), {.id = "next"});
    const Indicator& first = made.plan.indicators[0];
    ASSERT_EQ(first.targets.size(), 1U);
    EXPECT_EQ(first.targets[0].fiscal_year, 2566);
    EXPECT_EQ(first.targets[0].comparison, Comparison::increase);
    EXPECT_EQ(first.targets[0].value.to_string(), "5");
    EXPECT_EQ(first.targets[0].baseline_fiscal_year, 2565);
    EXPECT_EQ(first.targets[0].baseline_value->to_string(), "9");
    EXPECT_EQ(first.targets[0].baseline_from, BaselineFrom::actual);
    EXPECT_EQ(first.continues, (Continues{2565, "indicator-1", "จำนวนผลงาน"}));
    // The plan had a target for the next year; nothing was measured.
    const Indicator& second = made.plan.indicators[1];
    EXPECT_EQ(second.targets[0].value.to_string(), "8");
    EXPECT_FALSE(second.targets[0].baseline_value);
    EXPECT_EQ(count(made, A::carried, R::target_of_year, "indicator-2"), 1);
    EXPECT_EQ(count(made, A::to_review, R::baseline_unknown, "indicator-2"), 1);
    ASSERT_EQ(made.plan.results.size(), 2U);
    const EarlierResult& result = made.plan.results[0];
    EXPECT_EQ(result.id, "result-2565-1");
    EXPECT_EQ(result.fiscal_year, 2565);
    EXPECT_EQ(result.level, 4);
    EXPECT_EQ(result.score->to_string(), "18");
    EXPECT_EQ(result.status, ResultStatus::final_);
    EXPECT_EQ(result.target, "เพิ่มขึ้น ๕ เรื่อง");
    EXPECT_EQ(result.project_names, (std::vector<std::string>{"ค้าง", "เสร็จ"}));
    EXPECT_EQ(made.plan.narratives[1].after, "result-2565-2");
    EXPECT_EQ(count(made, A::left_out, R::earlier_year), 1);
}

TEST(roll_over, a_person_chooses_against_the_rule) {
    const RolledOver made = roll_over(
        year_plan(), year_end(), {.id = "next", .keep = {"project-2"}, .leave_out = {"project-1"}});
    EXPECT_TRUE(validate(made.plan).empty());
    ASSERT_EQ(made.plan.projects.size(), 2U);
    EXPECT_EQ(made.plan.projects[0].id, "project-2");
    EXPECT_EQ(count(made, A::carried, R::chosen, "project-2"), 1);
    EXPECT_EQ(count(made, A::left_out, R::chosen, "project-1"), 1);
    // Done again, it has all its steps.
    ASSERT_EQ(made.plan.schedules.size(), 2U);
    EXPECT_EQ(made.plan.schedules[0].id, "schedule-2");
    EXPECT_EQ(made.plan.schedules[0].steps.size(), 1U);
}

TEST(roll_over, a_year_that_is_not_over_and_an_id_without_the_year) {
    Plan old = year_plan();
    old.id = "office";
    EXPECT_EQ(next_id(old), "office-2566");
    old.id = std::string(60, 'x');
    EXPECT_EQ(next_id(old), "");
    YearEnd end = year_end();
    end.is_over = false;
    EXPECT_EQ(count(roll_over(old, end, {.id = "n"}), A::to_review, R::year_not_over), 1);
    EXPECT_EQ(count(roll_over(old, year_end(), {.id = "n"}), A::to_review, R::year_not_over), 0);
}

}  // namespace
}  // namespace phaen::plan
