#include "phaen/dataset/records.h"

#include <gtest/gtest.h>

#include "phaen/base/calendar.h"

namespace phaen::dataset {
namespace {

facts::Day on(std::string_view text) { return *base::parse_iso(text); }

constexpr std::string_view kThings = R"(
schema = "phaen.dataset/1"
id = "things"
version = 1
key = ["name"]
update_cycle = { unit = "month", interval = 1 }
[[fields]]
name = "name"
type = "text"
required = true
[[fields]]
name = "code"
type = "text"
pattern = "AA-99*"
unique = true
[[fields]]
name = "kind"
type = "choice"
choices = [{ value = "x" }, { value = "y" }]
[[fields]]
name = "size"
type = "integer"
min = 1
max = 9
[[fields]]
name = "from"
type = "date"
[[fields]]
name = "to"
type = "date"
[[fields]]
name = "days"
type = "integer"
computed = { fn = "days", of = ["from", "to"] }
[[fields]]
name = "parent"
type = "reference"
references = "things"
)";

class RecordsTest : public testing::Test {
  protected:
    void put(std::string_view day, std::string_view record, std::string_view json,
             facts::RecordAction action = facts::RecordAction::put) {
        facts::Fact fact;
        fact.seq = static_cast<std::int64_t>(log_.size()) + 1;
        fact.id = "f" + std::to_string(fact.seq);
        fact.kind = facts::FactKind::record;
        fact.when.on = on(day);
        facts::Record data;
        data.dataset = "things";
        data.record = record;
        data.action = action;
        data.values = *base::parse_json(json);
        fact.data = std::move(data);
        ASSERT_TRUE(log_.append(std::move(fact)));
    }
    Records at(std::string_view day) {
        return {log_, log_.view({on(day), *base::Instant::parse("2030-01-01T00:00:00Z")})};
    }
    /// `record.field rule` of every issue.
    std::vector<std::string> issues() {
        std::vector<std::string> texts;
        for (const Issue& issue : validate(dictionary_, at("2029-01-01")))
            texts.push_back(issue.record + "." + issue.field + " " +
                            std::string(to_string(issue.rule)));
        return texts;
    }
    facts::FactLog log_;
    Dictionary dictionary_ = *load_dictionary(kThings, DictionaryFormat::toml);
};

using Texts = std::vector<std::string>;

TEST_F(RecordsTest, TheLatestDayHoldsThenTheLatestFact) {
    put("2021-10-01", "r1", R"({"name":"a"})");
    put("2021-12-01", "r1", R"({"name":"c"})");
    put("2021-11-01", "r1", R"({"name":"b"})");
    put("2021-10-01", "r2", R"({"name":"d"})");
    put("2021-12-05", "r1", "{}", facts::RecordAction::remove);
    const auto name = [&](std::string_view day) {
        const Records records = at(day);
        return records.of("things").empty()
                   ? ""
                   : *records.of("things")[0].values->find("name")->as_string();
    };
    EXPECT_EQ(name("2021-09-30"), "");
    EXPECT_EQ(name("2021-10-31"), "a");
    EXPECT_EQ(name("2021-11-01"), "b");
    EXPECT_EQ(name("2021-12-01"), "c");
    EXPECT_EQ(name("2021-12-05"), "d");  // r1 is gone, r2 is the first
    EXPECT_TRUE(at("2021-12-05").of("nothing").empty());
}

TEST_F(RecordsTest, EveryRuleIsFoundAndItsNeighbourIsSilent) {
    put("2021-10-01", "good",
        R"({"name":"a","code":"AB-12 x","kind":"x","size":9,"from":"2021-10-01","to":"2021-10-01"})");
    EXPECT_EQ(issues(), Texts{});
    put("2021-10-01", "bad",
        R"({"name":"","code":"AB-1","kind":"z","size":10,"from":"2021-02-29","days":1,)"
        R"("parent":"none","more":1})");
    EXPECT_EQ(issues(), (Texts{"bad.name required", "bad.code pattern", "bad.kind choice",
                               "bad.size range", "bad.from type", "bad.days computed_given",
                               "bad.parent reference", "bad.more unknown_field"}));
}

TEST_F(RecordsTest, KeysAndUniqueValues) {
    put("2021-10-01", "r1", R"({"name":"a","code":"AB-12","parent":"r2"})");
    put("2021-10-01", "r2", R"({"name":"a","code":"AB-12","size":1})");
    put("2021-10-01", "r3", R"({"name":"b","size":0})");
    EXPECT_EQ(issues(), (Texts{"r3.size range", "r2. key", "r2.code unique"}));
}

TEST_F(RecordsTest, DaysCountBothEnds) {
    // 15 July 2021 to 14 July 2022 are 365 days.
    const auto values = *base::parse_json(R"({"from":"2021-07-15","to":"2022-07-14"})");
    EXPECT_EQ(value_of(dictionary_, *dictionary_.find("days"), values), base::Value(365));
    EXPECT_TRUE(
        value_of(dictionary_, *dictionary_.find("days"), *base::parse_json("{}")).is_null());
}

TEST_F(RecordsTest, QualityIsExact) {
    put("2021-10-01", "r1", R"({"name":"a"})");
    put("2021-10-01", "r2", R"({"name":"a"})");
    put("2021-10-31", "r3", R"({"size":5})");
    // Names: 2 of 3. Issues: r2 by its key, r3 by its name: 1 of 3 valid. Keys: only r3's is its
    // own. The month's 31 days after 31 October end on 1 December.
    const auto figures = [&](std::string_view day) {
        return quality(dictionary_, log_, at(day), on(day));
    };
    const Quality q = figures("2021-12-01");
    EXPECT_EQ(q.completeness, base::Ratio::create(2, 3));
    EXPECT_EQ(q.validity, base::Ratio::create(1, 3));
    EXPECT_EQ(q.uniqueness, base::Ratio::create(1, 3));
    EXPECT_EQ(q.timeliness, base::Ratio::create(1, 1));
    EXPECT_EQ(figures("2021-12-02").timeliness, base::Ratio::create(0, 1));
    EXPECT_EQ(figures("2021-09-30").completeness, base::Ratio::create(1, 1));
}

TEST(Issue, EveryRuleHasATextInBothLanguages) {
    for (int i = 0; i < kFieldRuleCount; ++i) {
        const Issue issue{"r", 0, "f", static_cast<FieldRule>(i), "v"};
        const std::string th = describe_issue(issue, base::MessageLanguage::thai);
        const std::string en = describe_issue(issue, base::MessageLanguage::english);
        EXPECT_NE(th, en);
        EXPECT_FALSE(to_string(issue.rule).empty());
    }
}

}  // namespace
}  // namespace phaen::dataset
