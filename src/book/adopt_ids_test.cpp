#include "adopt_ids.h"

#include <gtest/gtest.h>

#include "phaen/plan/io.h"

namespace phaen::book {
namespace {

plan::Project project(const char* id, const char* name) {
    plan::Project made;
    made.id = id;
    made.name = name;
    return made;
}

// Last year's plan had โครงการก as project-7; this year's import numbers it project-1 and a new one
// project-2.
TEST(AdoptIds, KeepsTheIdOfWhatHasTheSameName) {
    plan::Plan before;
    before.id = "plan-2565";
    before.projects = {project("project-7", "โครงการก"), project("project-2", "โครงการเก่า")};
    before.projects[0].kind = "strategic";
    plan::Plan now;
    now.id = "plan-2566";
    now.projects = {project("project-1", "โครงการ ก"), project("project-2", "โครงการใหม่")};
    plan::Mission mission;
    mission.id = "mission-1";
    mission.title = "ภารกิจ";
    mission.projects = {plan::Ref::to("project-1"), plan::Ref::to("project-2")};
    now.missions = {mission};

    const plan::Plan adopted = adopt_ids(now, before).plan;

    ASSERT_EQ(adopted.projects.size(), 2U);
    EXPECT_EQ(adopted.projects[0].id, "project-7");
    EXPECT_EQ(adopted.projects[0].kind, "strategic");
    // project-2 belongs to another project: the new one gets the first free number.
    EXPECT_EQ(adopted.projects[1].id, "project-1");
    EXPECT_EQ(adopted.missions[0].projects[0].id, "project-7");
    EXPECT_EQ(adopted.missions[0].projects[1].id, "project-1");
}

TEST(AdoptIds, PartsFollowTheirOwner) {
    plan::Plan before;
    plan::Indicator indicator;
    indicator.id = "indicator-9";
    indicator.name = "จำนวนผู้ร่วม";
    before.indicators = {indicator};
    plan::Plan now;
    indicator.id = "indicator-1";
    plan::EvidenceItem item;
    item.id = "indicator-1.evidence-1";
    item.text = "รายงาน";
    indicator.evidence = {item};
    now.indicators = {indicator};

    const plan::Plan adopted = adopt_ids(now, before).plan;

    EXPECT_EQ(adopted.indicators[0].id, "indicator-9");
    EXPECT_EQ(adopted.indicators[0].evidence[0].id, "indicator-9.evidence-1");
}

TEST(AdoptIds, NothingInCommonChangesNothing) {
    plan::Plan now;
    now.projects = {project("project-1", "โครงการก")};
    EXPECT_EQ(adopt_ids(now, plan::Plan{}).plan.projects[0].id, "project-1");
}

}  // namespace
}  // namespace phaen::book
