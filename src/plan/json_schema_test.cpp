#include "phaen/plan/json_schema.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace phaen::plan {
namespace {

std::string committed(const std::string& name) {
    const auto path = std::filesystem::path(PHAEN_SOURCE_DIR) / "docs" / "reference" / name;
    std::ifstream in(path, std::ios::binary);
    EXPECT_TRUE(in.good()) << path;
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// When it fails, run tools/make-schemas and read the difference.
TEST(JsonSchema, TheCommittedFilesAreTheGeneratedOnes) {
    EXPECT_EQ(base::to_pretty_json(plan_json_schema()), committed("plan.schema.json"));
    EXPECT_EQ(base::to_pretty_json(scheme_json_schema()), committed("scheme.schema.json"));
}

/// The schema of one member.
const base::Value& member(const base::Value& schema, std::string_view record,
                          std::string_view name) {
    return *schema.find("$defs")->find(record)->find("properties")->find(name);
}

TEST(JsonSchema, SaysWhatAMemberIs) {
    const base::Value schema = plan_json_schema();
    EXPECT_EQ(*member(schema, "plan", "schema").find("const"), base::Value("phaen.plan/1"));
    EXPECT_EQ(*member(schema, "plan", "fiscal_year").find("minimum"), base::Value(2484));
    EXPECT_EQ(*member(schema, "swot_item", "id").find("pattern"),
              base::Value("^[SWOT][a-z0-9.-]{1,64}$"));
    EXPECT_EQ(*member(schema, "project", "id").find("pattern"), base::Value("^[a-z0-9.-]{1,64}$"));
    // A budget that is not known is null.
    EXPECT_EQ(base::to_compact_json(*member(schema, "project", "budget").find("anyOf")),
              R"([{"$ref":"#/$defs/money"},{"type":"null"}])");
    EXPECT_EQ(base::to_compact_json(*member(schema, "target", "comparison").find("enum")),
              R"(["at_least","at_most","exactly","increase"])");
    // A ratio's halves are queries, of which the file holds one each.
    EXPECT_EQ(*member(schema, "query", "num").find("$ref"), base::Value("#/$defs/query"));
}

TEST(JsonSchema, DefinesAllThatItRefersTo) {
    for (const base::Value& schema : {plan_json_schema(), scheme_json_schema()}) {
        const std::string text = base::to_compact_json(schema);
        constexpr std::string_view kBegin = R"("$ref":"#/$defs/)";
        for (std::size_t i = text.find(kBegin); i != std::string::npos;
             i = text.find(kBegin, i + 1)) {
            const std::size_t begin = i + kBegin.size();
            const std::string name = text.substr(begin, text.find('"', begin) - begin);
            EXPECT_NE(schema.find("$defs")->find(name), nullptr) << name;
        }
    }
}

}  // namespace
}  // namespace phaen::plan
