// What is written from the rules is what the rules say now.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "phaen/check/findings_json.h"
#include "phaen/check/rule_names.h"
#include "rule_pages.h"

namespace phaen::check {
namespace {

const std::filesystem::path kReference =
    std::filesystem::path(PHAEN_SOURCE_DIR) / "docs" / "reference";

std::string committed(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    EXPECT_TRUE(in.good()) << path;
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(Reference, TheSchemaOfFindingsIsTheGeneratedOne) {
    EXPECT_EQ(base::to_pretty_json(findings_json_schema()),
              committed(kReference / "findings.schema.json"))
        << "run tools/make-schemas";
}

TEST(Reference, TheRulesPagesAreTheGeneratedOnes) {
    const auto pages = rule_pages();
    std::set<std::string> there;
    for (const auto& entry : std::filesystem::directory_iterator(kReference / "rules")) {
        there.insert(entry.path().filename().string());
    }
    std::set<std::string> wanted;
    for (const auto& [name, text] : pages) {
        wanted.insert(name);
        EXPECT_TRUE(text == committed(kReference / "rules" / name))
            << name << " is not current: run tools/make-rule-docs";
    }
    EXPECT_EQ(there, wanted) << "run tools/make-rule-docs";
}

TEST(Rules, TheNearestOfAMistypedIdIsFound) {
    EXPECT_EQ(nearest_rule("schedule.step_cuont").id, "schedule.step_count");
    EXPECT_EQ(nearest_rule("step_count").id, "schedule.step_count");
}

TEST(Findings, JsonHasLinesOnceAndPlacesInTheirOrder) {
    Finding finding;
    finding.rule = "budget.total_differs";
    finding.severity = Severity::error;
    finding.category = Category::sum;
    finding.places = {{7, 2, 1, 40}, {3, -1, -1, 12}, {7, 2, 3, 40}};
    finding.found = "๑๐";
    finding.message = {"ผิด", "wrong"};
    EXPECT_EQ(base::to_compact_json(to_value(finding)),
              R"({"rule":"budget.total_differs","severity":"error","category":"sum",)"
              R"("lines":[12,40],)"
              R"("blocks":[{"block":7,"row":2,"cell":1},{"block":3},)"
              R"({"block":7,"row":2,"cell":3}],)"
              R"("found":"๑๐","message":{"th":"ผิด","en":"wrong"}})");
}

TEST(Findings, JsonOfAWordFileHasNoLinesAndOfAPlanFileNoPlaces) {
    Finding finding;
    finding.rule = "a.b";
    finding.element = "project-1";
    finding.path = "/projects/0";
    finding.places = {{5, 1, -1, 0}};
    EXPECT_EQ(base::to_compact_json(to_value(finding)),
              R"({"rule":"a.b","severity":"warning","category":"missing",)"
              R"("element":"project-1","path":"/projects/0","lines":[],)"
              R"("blocks":[{"block":5,"row":1}],"message":{"th":"","en":""}})");
    finding.places.clear();
    EXPECT_EQ(to_value(finding).find("blocks")->as_array()->size(), 0U);
}

}  // namespace
}  // namespace phaen::check
