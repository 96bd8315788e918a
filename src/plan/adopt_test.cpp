#include "phaen/plan/adopt.h"

#include <gtest/gtest.h>

#include "phaen/plan/create.h"
#include "phaen/plan/io.h"

namespace phaen::plan {
namespace {

Plan read(std::string_view text) {
    auto plan = parse_plan_toml(text);
    EXPECT_TRUE(plan) << describe_error(plan.error().front(), MessageLanguage::english);
    EXPECT_TRUE(validate(*plan).empty());
    return *plan;
}

Plan year_plan() {
    return read(R"(schema = "phaen.plan/1"
id = "year"
fiscal_year = 2565
agency = "org-1"
organisations = [{ id = "org-1", kind = "agency" }]

[[frameworks]]
id = "fw"
name = "ยุทธศาสตร์หน่วยงาน"
nodes = [{ id = "n1", code = "๑", title = "เดิม" }, { id = "n2", code = "๒", title = "เลิก" }, { id = "n3", code = "๓", title = "ว่าง" }]

[[projects]]
id = "project-1"
links = [{ framework = "fw", node = "n1" }, { framework = "fw", node = "n2" }, { framework = "fw", node = { unresolved = "เรื่องใหม่" } }]
)");
}

Plan five_years() {
    return read(R"(schema = "phaen.plan/1"
id = "five"
fiscal_year = 2566
agency = "org-1"
organisations = [{ id = "org-1", kind = "agency" }]

[[frameworks]]
id = "strategy"
name = "ยุทธศาสตร์หน่วยงาน"
years = { from = 2566, to = 2570 }
nodes = [{ id = "a", code = "1", title = "ปรับแล้ว" }, { id = "n1", code = "๔", title = "เรื่องใหม่", parent = "a" }]

[[frameworks]]
id = "fw"
name = "กรอบอื่น"
nodes = [{ id = "b", title = "ราก" }]
)");
}

TEST(adopt, nodes_keep_their_ids_and_what_hangs_on_them_stays) {
    const Adopted made = adopt_frameworks(year_plan(), five_years(), {"strategy"});
    EXPECT_TRUE(validate(made.plan).empty());
    ASSERT_EQ(made.plan.frameworks.size(), 1U);
    const Framework& framework = made.plan.frameworks[0];
    EXPECT_EQ(framework.id, "fw");
    EXPECT_EQ(framework.years, (YearSpan{2566, 2570}));
    ASSERT_EQ(framework.nodes.size(), 3U);
    // ๑ and 1 are one code. `n1` is taken here, so the other plan's gets an id of its own.
    EXPECT_EQ(framework.nodes[0].id, "n1");
    EXPECT_EQ(framework.nodes[0].title, "ปรับแล้ว");
    EXPECT_EQ(framework.nodes[1].id, "fw.node-1");
    EXPECT_EQ(framework.nodes[1].parent, "n1");
    EXPECT_EQ(framework.nodes[2].id, "n2");
    const std::vector<Link>& links = made.plan.projects[0].links;
    EXPECT_EQ(links[0].node, Ref::to("n1"));
    EXPECT_EQ(links[1].node, Ref::to("n2"));
    EXPECT_EQ(links[2].node, Ref::to("fw.node-1"));
    using A = AdoptionAction;
    EXPECT_EQ(made.notes, (std::vector<AdoptionNote>{{"fw", "ยุทธศาสตร์หน่วยงาน", A::updated},
                                                     {"n1", "ปรับแล้ว", A::updated},
                                                     {"fw.node-1", "เรื่องใหม่", A::added},
                                                     {"n2", "เลิก", A::kept},
                                                     {"n3", "ว่าง", A::removed},
                                                     {"project-1", "", A::resolved}}));
}

TEST(adopt, a_framework_that_is_not_there_is_added_beside) {
    const Adopted made = adopt_frameworks(year_plan(), five_years(), {});
    EXPECT_TRUE(validate(made.plan).empty());
    ASSERT_EQ(made.plan.frameworks.size(), 2U);
    EXPECT_EQ(made.plan.frameworks[1].id, "framework-1");
    EXPECT_EQ(made.plan.frameworks[1].nodes[0].id, "b");
}

}  // namespace
}  // namespace phaen::plan
