#include "phaen/plan/merge.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "phaen/plan/io.h"
#include "random_plan.h"

namespace phaen::plan {
namespace {

using base::Value;

Plan small_plan() {
    Plan plan;
    plan.id = "plan-1";
    plan.fiscal_year = 2565;
    for (const char* id : {"project-1", "project-2", "project-3"}) {
        Project project;
        project.id = id;
        project.name = id;
        plan.projects.push_back(project);
    }
    for (const char* id : {"indicator-1", "indicator-2"}) {
        Indicator indicator;
        indicator.id = id;
        for (const int year : {2565, 2566}) {
            Target target;
            target.fiscal_year = year;
            indicator.targets.push_back(target);
        }
        plan.indicators.push_back(indicator);
    }
    Schedule schedule;
    schedule.id = "schedule-1";
    Step step;
    step.id = "step-1";
    schedule.steps = {step};
    plan.schedules = {schedule};
    return plan;
}

std::vector<std::string> project_ids(const Plan& plan) {
    std::vector<std::string> ids;
    for (const Project& project : plan.projects) ids.push_back(project.id);
    return ids;
}

TEST(Merge, IndependentEditsBothLand) {
    const Plan base = small_plan();
    Plan ours = base;
    ours.projects[0].name = "ของเรา";
    ours.indicators[0].targets[0].unit = "คน";
    Plan theirs = base;
    theirs.projects[0].number = "๑";
    theirs.projects[2].no_budget = true;
    theirs.indicators[0].targets[1].unit = "ครั้ง";
    Plan expected = base;
    expected.projects[0].name = "ของเรา";
    expected.projects[0].number = "๑";
    expected.projects[2].no_budget = true;
    expected.indicators[0].targets[0].unit = "คน";
    expected.indicators[0].targets[1].unit = "ครั้ง";
    const Merged merged = merge(base, ours, theirs);
    EXPECT_EQ(merged.plan, expected);
    EXPECT_TRUE(merged.conflicts.empty());
}

TEST(Merge, OneMemberChangedDifferentlyIsAConflict) {
    const Plan base = small_plan();
    Plan ours = base;
    ours.projects[1].name = "ของเรา";
    ours.indicators[0].targets[1].unit = "คน";
    Plan theirs = base;
    theirs.projects[1].name = "ของเขา";
    theirs.indicators[0].targets[1].unit = "ครั้ง";
    const Merged merged = merge(base, ours, theirs);
    EXPECT_EQ(merged.plan, ours);
    const std::vector<Conflict> expected = {
        {"indicator-1", "targets/2566/unit", Value(), Value("คน"), Value("ครั้ง")},
        {"project-2", "name", Value("project-2"), Value("ของเรา"), Value("ของเขา")}};
    EXPECT_EQ(merged.conflicts, expected);
    EXPECT_EQ(base::to_compact_json(conflicts_to_value({expected[0]})),
              R"({"conflicts":[{"element":"indicator-1","field":"targets/2566/unit",)"
              R"("ours":"คน","theirs":"ครั้ง"}]})");
}

TEST(Merge, TheSameEditOnBothSidesIsNoConflict) {
    const Plan base = small_plan();
    Plan both = base;
    both.projects[1].name = "ใหม่";
    both.projects.erase(both.projects.begin());
    const Merged merged = merge(base, both, both);
    EXPECT_EQ(merged.plan, both);
    EXPECT_TRUE(merged.conflicts.empty());
}

TEST(Merge, WhatOneRemovedAndTheOtherChangedStays) {
    const Plan base = small_plan();
    Plan ours = base;
    ours.projects.erase(ours.projects.begin() + 1);
    Plan theirs = base;
    theirs.projects[1].name = "เปลี่ยน";
    const Merged merged = merge(base, ours, theirs);
    EXPECT_EQ(merged.plan, theirs);
    ASSERT_EQ(merged.conflicts.size(), 1U);
    EXPECT_EQ(merged.conflicts[0].element, "project-2");
    EXPECT_EQ(merged.conflicts[0].field, "");
    EXPECT_EQ(*merged.conflicts[0].theirs.find("name"), Value("เปลี่ยน"));
    EXPECT_TRUE(merged.conflicts[0].ours.is_null());
}

TEST(Merge, AnOwnerStaysForWhatStaysInIt) {
    const Plan base = small_plan();
    Plan ours = base;
    ours.schedules.clear();
    Plan theirs = base;
    theirs.schedules[0].steps[0].text = "เปลี่ยน";
    const Merged merged = merge(base, ours, theirs);
    EXPECT_EQ(merged.plan, theirs);
    ASSERT_EQ(merged.conflicts.size(), 2U);
    EXPECT_EQ(merged.conflicts[0].element, "schedule-1");
    EXPECT_EQ(merged.conflicts[1].element, "step-1");
}

TEST(Merge, WhatStaysIsWhole) {
    const Plan base = small_plan();
    Plan ours = base;
    ours.indicators.pop_back();
    Plan theirs = base;
    theirs.indicators[1].name = "เปลี่ยน";
    const Merged merged = merge(base, ours, theirs);
    EXPECT_EQ(merged.plan, theirs);  // with both targets, though ours has none of them
    ASSERT_EQ(merged.conflicts.size(), 1U);
    EXPECT_EQ(merged.conflicts[0].element, "indicator-2");
}

TEST(Merge, AdditionsStandWhereTheyWerePut) {
    const Plan base = small_plan();
    Project added;
    added.id = "ours";
    Plan ours = base;
    ours.projects.insert(ours.projects.begin() + 1, added);
    Plan theirs = base;
    added.id = "theirs";
    theirs.projects.insert(theirs.projects.begin(), added);
    std::swap(theirs.projects[2], theirs.projects[3]);
    const Merged merged = merge(base, ours, theirs);
    EXPECT_EQ(project_ids(merged.plan),
              (std::vector<std::string>{"theirs", "project-1", "ours", "project-3", "project-2"}));
    EXPECT_TRUE(merged.conflicts.empty());
}

TEST(Merge, TwoNewOrdersAreAConflict) {
    const Plan base = small_plan();
    Plan ours = base;
    std::swap(ours.projects[0], ours.projects[1]);
    Plan theirs = base;
    std::swap(theirs.projects[1], theirs.projects[2]);
    const Merged merged = merge(base, ours, theirs);
    EXPECT_EQ(merged.plan, ours);
    ASSERT_EQ(merged.conflicts.size(), 1U);
    EXPECT_EQ(merged.conflicts[0].element, "");
    EXPECT_EQ(merged.conflicts[0].field, "projects");
    EXPECT_EQ(base::to_compact_json(merged.conflicts[0].theirs),
              R"(["project-1","project-3","project-2"])");
}

TEST(Merge, MovesIntoEachOtherKeepOurs) {
    const Plan base = small_plan();
    Plan ours = base;  // indicator-1 into indicator-2
    ours.indicators[1].sub_indicators = {ours.indicators[0]};
    ours.indicators.erase(ours.indicators.begin());
    Plan theirs = base;  // indicator-2 into indicator-1
    theirs.indicators[0].sub_indicators = {theirs.indicators[1]};
    theirs.indicators.pop_back();
    const Merged merged = merge(base, ours, theirs);
    EXPECT_EQ(merged.plan, ours);
    ASSERT_EQ(merged.conflicts.size(), 1U);
    EXPECT_EQ(merged.conflicts[0],
              (Conflict{"indicator-2", "@owner", Value(""), Value(""), Value("indicator-1")}));
}

TEST(Merge, MovedToTwoOwners) {
    Plan base = small_plan();
    base.schedules.resize(3);
    base.schedules[1].id = "schedule-2";
    base.schedules[2].id = "schedule-3";
    Plan ours = base;
    std::swap(ours.schedules[0].steps, ours.schedules[1].steps);
    Plan theirs = base;
    std::swap(theirs.schedules[0].steps, theirs.schedules[2].steps);
    const Merged merged = merge(base, ours, theirs);
    EXPECT_EQ(merged.plan, ours);
    EXPECT_EQ(merged.conflicts,
              (std::vector<Conflict>{{"step-1", "@owner", Value("schedule-1"), Value("schedule-2"),
                                      Value("schedule-3")}}));
}

TEST(Merge, ADecidedFieldIsAsTheSideHasIt) {
    const Plan base = small_plan();
    Plan ours = base;
    ours.projects[1].name = "ของเรา";
    ours.projects[2].name = "ของเรา";
    ours.indicators[0].targets[1].unit = "คน";
    Plan theirs = base;
    theirs.projects[1].name = "ของเขา";
    theirs.projects[2].name = "ของเขา";
    theirs.indicators[0].targets[1].unit = "ครั้ง";
    theirs.indicators[0].name = "ของเขาคนเดียว";
    Plan expected = ours;
    expected.projects[1].name = "ของเขา";
    expected.indicators[0].name = "ของเขาคนเดียว";
    const Decisions decisions = {{{"project-2", "name"}, Side::theirs},
                                 {{"indicator-1", "targets/2566/unit"}, Side::ours},
                                 {{"project-1", "name"}, Side::theirs}};  // is no conflict
    const Merged merged = merge(base, ours, theirs, decisions);
    EXPECT_EQ(merged.plan, expected);
    EXPECT_EQ(merged.conflicts, (std::vector<Conflict>{{"project-3", "name", Value("project-3"),
                                                        Value("ของเรา"), Value("ของเขา")}}));
}

TEST(Merge, AFieldThatTheirsEmptiedCanBeDecidedForThem) {
    Plan base = small_plan();
    base.indicators[0].targets[1].unit = "คน";
    Plan ours = base;
    ours.indicators[0].targets[1].unit = "ครั้ง";
    Plan theirs = base;
    theirs.indicators[0].targets[1].unit.clear();
    const Merged merged =
        merge(base, ours, theirs, {{{"indicator-1", "targets/2566/unit"}, Side::theirs}});
    EXPECT_EQ(merged.plan, theirs);
    EXPECT_TRUE(merged.conflicts.empty());
}

TEST(Merge, WhatOneRemovedCanBeDecidedEitherWay) {
    const Plan base = small_plan();
    Plan without = base;
    without.projects.erase(without.projects.begin() + 1);
    Plan changed = base;
    changed.projects[1].name = "เปลี่ยน";
    const auto decided = [&](const Plan& ours, const Plan& theirs, Side side) {
        Merged merged = merge(base, ours, theirs, {{{"project-2", ""}, side}});
        EXPECT_TRUE(merged.conflicts.empty());
        return std::move(merged.plan);
    };
    EXPECT_EQ(decided(without, changed, Side::ours), without);
    EXPECT_EQ(decided(without, changed, Side::theirs), changed);
    EXPECT_EQ(decided(changed, without, Side::theirs), without);
    EXPECT_EQ(decided(changed, without, Side::ours), changed);
}

TEST(Merge, WhatHoldsSomethingThatStaysCannotBeDecidedAway) {
    const Plan base = small_plan();
    Plan ours = base;
    ours.schedules.clear();
    Plan theirs = base;
    theirs.schedules[0].steps[0].text = "เปลี่ยน";
    const Merged half = merge(base, ours, theirs, {{{"schedule-1", ""}, Side::ours}});
    EXPECT_EQ(half.plan, theirs);
    ASSERT_EQ(half.conflicts.size(), 2U);
    EXPECT_EQ(half.conflicts[0].element, "schedule-1");
    const Merged whole =
        merge(base, ours, theirs, {{{"schedule-1", ""}, Side::ours}, {{"step-1", ""}, Side::ours}});
    EXPECT_EQ(whole.plan, ours);
    EXPECT_TRUE(whole.conflicts.empty());
}

TEST(Merge, OrdersAndMovesCanBeDecided) {
    const Plan base = small_plan();
    Plan ours = base;
    std::swap(ours.projects[0], ours.projects[1]);
    Plan theirs = base;
    std::swap(theirs.projects[1], theirs.projects[2]);
    EXPECT_EQ(merge(base, ours, theirs, {{{"", "projects"}, Side::theirs}}).plan, theirs);
    EXPECT_EQ(merge(base, ours, theirs, {{{"", "projects"}, Side::ours}}).plan, ours);

    Plan plans = small_plan();
    plans.schedules.resize(3);
    plans.schedules[1].id = "schedule-2";
    plans.schedules[2].id = "schedule-3";
    Plan here = plans;
    std::swap(here.schedules[0].steps, here.schedules[1].steps);
    Plan there = plans;
    std::swap(there.schedules[0].steps, there.schedules[2].steps);
    const Merged moved = merge(plans, here, there, {{{"step-1", "@owner"}, Side::theirs}});
    EXPECT_EQ(moved.plan, there);
    EXPECT_TRUE(moved.conflicts.empty());
}

TEST(Merge, AMoveIntoItselfCannotBeDecided) {
    const Plan base = small_plan();
    Plan ours = base;  // indicator-1 into indicator-2
    ours.indicators[1].sub_indicators = {ours.indicators[0]};
    ours.indicators.erase(ours.indicators.begin());
    Plan theirs = base;  // indicator-2 into indicator-1
    theirs.indicators[0].sub_indicators = {theirs.indicators[1]};
    theirs.indicators.pop_back();
    const Merged merged = merge(base, ours, theirs, {{{"indicator-2", "@owner"}, Side::theirs}});
    EXPECT_EQ(merged.plan, ours);
    EXPECT_EQ(merged.conflicts.size(), 1U);
}

TEST(Merge, NothingAgainstAChangeIsTheChange) {
    EXPECT_TRUE(rc::check("merge(b, o, b) = o, merge(b, b, t) = t, merge(b, s, s) = s",
                          [](std::uint64_t first, std::uint64_t second) {
                              const Plan base = random_plan(first, 3);
                              const Plan other = random_plan(second, 3);
                              for (const auto& [ours, theirs] :
                                   {std::pair{&other, &base}, std::pair{&base, &other},
                                    std::pair{&other, &other}}) {
                                  const Merged merged = merge(base, *ours, *theirs);
                                  RC_ASSERT(merged.plan == other);
                                  RC_ASSERT(merged.conflicts.empty());
                              }
                          }));
}

TEST(Merge, ChangesInDifferentListsBothLand) {
    EXPECT_TRUE(rc::check("ours replaced the indicators, theirs the projects",
                          [](std::uint64_t a, std::uint64_t b) {
                              const Plan base = random_plan(a, 3);
                              const Plan other = random_plan(b, 3);
                              Plan ours = base;
                              ours.indicators = other.indicators;
                              Plan theirs = base;
                              theirs.projects = other.projects;
                              Plan expected = ours;
                              expected.projects = other.projects;
                              const Merged merged = merge(base, ours, theirs);
                              RC_ASSERT(merged.plan == expected);
                              RC_ASSERT(merged.conflicts.empty());
                          }));
}

TEST(Merge, AnyThreePlansMerge) {
    EXPECT_TRUE(rc::check("the result is a plan, ours where they conflict",
                          [](std::uint64_t first, std::uint64_t second, std::uint64_t third) {
                              const Plan base = random_plan(first, 3);
                              const Plan ours = random_plan(second, 3);
                              const Plan theirs = random_plan(third, 3);
                              const Merged merged = merge(base, ours, theirs);
                              const auto again = from_value(to_value(merged.plan));
                              RC_ASSERT(again.has_value());
                              RC_ASSERT(*again == merged.plan);
                              const Merged turned = merge(base, theirs, ours);
                              if (merged.conflicts.empty()) RC_ASSERT(turned.conflicts.empty());
                          }));
}

TEST(Merge, DecidedForTheirsIsTheirsWhereTheyChangedSomething) {
    EXPECT_TRUE(rc::check(
        "of each field theirs if they changed it, else ours", [](std::vector<std::uint8_t> words) {
            const Plan base = small_plan();
            Plan ours = base;
            Plan theirs = base;
            Plan expected = base;
            Decisions decisions;
            for (std::size_t i = 0; i < words.size() && i < base.projects.size(); ++i) {
                Project& mine = ours.projects[i];
                Project& other = theirs.projects[i];
                if (words[i] % 3 > 0) mine.name = words[i] % 3 == 1 ? "ก" : "ข";
                if (words[i] / 3 % 3 > 0) other.name = words[i] / 3 % 3 == 1 ? "ก" : "ค";
                expected.projects[i].name =
                    other.name == base.projects[i].name ? mine.name : other.name;
                decisions[{mine.id, "name"}] = Side::theirs;
            }
            const Merged merged = merge(base, ours, theirs, decisions);
            RC_ASSERT(merged.plan == expected);
            RC_ASSERT(merged.conflicts.empty());
        }));
}

TEST(Merge, WhatBothRemovedIsGone) {
    Plan base;
    base.id = "plan-2565";
    Project project;
    project.id = "project-1";
    project.name = "โครงการก";
    base.projects.push_back(project);
    Plan without = base;
    without.projects.clear();
    const Merged merged = merge(base, without, without);
    EXPECT_TRUE(merged.plan.projects.empty());
    EXPECT_TRUE(merged.conflicts.empty());
}

}  // namespace
}  // namespace phaen::plan
