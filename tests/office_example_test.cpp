#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "phaen/plan/create.h"

/// The example's plan file loads, is valid, canonical but for its comments, and adds up.
namespace phaen::plan {
namespace {

std::string read_example(const std::string& name) {
    std::ifstream file(std::string(PHAEN_SOURCE_DIR) + "/examples/office/" + name,
                       std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Without lines of comment and the empty lines before the first member.
std::string without_comments(const std::string& toml) {
    std::string out;
    for (std::size_t at = 0; at < toml.size();) {
        const std::size_t end = std::min(toml.find('\n', at), toml.size() - 1) + 1;
        const bool comment = toml.compare(at, 2, "# ") == 0;
        if (!comment && !(out.empty() && end == at + 1)) out += toml.substr(at, end - at);
        at = end;
    }
    return out;
}

class OfficeExample : public testing::Test {
  protected:
    void SetUp() override {
        auto loaded = load_plan(read_example("plan.toml"), FileFormat::toml);
        if (!loaded) {
            for (const PlanError& error : loaded.error()) {
                ADD_FAILURE() << describe_error(error, MessageLanguage::english);
            }
            FAIL();
        }
        plan_ = *std::move(loaded);
    }
    Plan plan_;
};

TEST_F(OfficeExample, IsCanonical) {
    EXPECT_EQ(to_toml(plan_), without_comments(read_example("plan.toml")));
}

TEST_F(OfficeExample, HasWhatTheDocumentHas) {
    EXPECT_EQ(plan_.mission_statements.size(), 7U);
    EXPECT_EQ(plan_.swot.items.size(), 4U + 9U + 11U + 7U);
    EXPECT_EQ(plan_.swot.combinations.size(), 5U);
    EXPECT_EQ(plan_.missions.size(), 5U);
    EXPECT_EQ(plan_.indicators.size(), 9U);
    EXPECT_EQ(plan_.indicators.at(3).sub_indicators.size(), 2U);
    EXPECT_EQ(plan_.glossary.size(), 29U - 2U);  // two of the 29 definitions repeat others
    EXPECT_EQ(plan_.projects.size(), 11U);
    EXPECT_EQ(plan_.results.size(), 8U);
    EXPECT_EQ(plan_.schedules.size(), 6U + 2U);  // two are added to the six printed
}

/// 4,850,000 + 2,500,000 + 1,053,200 + 1,000,000 + 2,500,000 + 1,000,000 = 12,903,200; with the
/// strategic project's 1,500,000 and the routine projects' 1,607,500 + 333,700: 16,344,400.
TEST_F(OfficeExample, BudgetsAddUp) {
    base::Money mission;
    base::Money all;
    for (const Project& project : plan_.projects) {
        if (!project.budget) continue;
        all = all + *project.budget;
        if (project.kind == "mission") mission = mission + *project.budget;
    }
    EXPECT_EQ(mission.to_string(), "12903200.00");
    EXPECT_EQ(all.to_string(), "16344400.00");
}

/// 25 + 20 + 25 + 10 + 10 + 10 = 100, and the steps of every schedule make 100.
TEST_F(OfficeExample, WeightsMakeTheWhole) {
    const base::Decimal whole = base::Decimal::from_integer(100);
    base::Decimal agreement;
    for (const Indicator& indicator : plan_.indicators) {
        if (indicator.weight) agreement = agreement + indicator.weight->value();
    }
    EXPECT_EQ(agreement, whole);
    for (const Schedule& schedule : plan_.schedules) {
        base::Decimal sum;
        for (const Step& step : schedule.steps) sum = sum + step.weight.value().value();
        EXPECT_EQ(sum, whole) << schedule.id;
    }
}

}  // namespace
}  // namespace phaen::plan
