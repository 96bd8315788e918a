#include "phaen/plan/io.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "phaen/plan/words.h"
#include "plan_fields.h"
#include "random_plan.h"
#include "record_writer.h"
#include "toml_reader.h"

namespace phaen::plan {
namespace {

using base::Value;

std::string errors_text(const PlanErrors& errors) {
    std::string text;
    for (const PlanError& error : errors)
        text += describe_error(error, MessageLanguage::english) + "\n";
    return text;
}

/// A plan with one of most things, as a person would write it.
constexpr std::string_view kSmallToml = R"(schema = "phaen.plan/1"
id = "plan-2565"
title = { th = "แผนปฏิบัติราชการ", en = "Annual plan" }
fiscal_year = 2565
scheme = "city-2565"
agency = "org-1"
vision = """
บรรทัดแรก
บรรทัดที่สอง"""

[[organisations]]
id = "org-1"
name = "สำนักงานตัวอย่าง"
kind = "agency"

[[organisations]]
id = "org-2"
name = "ส่วนแผนงาน"
kind = "section"
parent = "org-1"

[[frameworks]]
id = "framework-1"
name = "แผนพัฒนา"
status = "adopted"
years = { from = 2561, to = 2565 }
levels = [
    { kind = "strategic_area", label = "ด้าน", segments = 1 },
    { kind = "dimension", label = "มิติ", segments = 2 },
]
nodes = [
    { id = "node-1", code = "๖", kind = "strategic_area", title = "เมืองแห่งเศรษฐกิจ" },
    { id = "node-2", code = "๖.๑", kind = "dimension", title = "เมืองแห่งโอกาส", parent = "node-1" },
]

[swot]
items = [{ id = "S1", text = "บุคลากรพร้อม" }]

[[swot.combinations]]
id = "swot-1"
kind = "SO"
items = ["S1", { unresolved = "O๒" }]

[[indicators]]
id = "indicator-1"
number = "๑"
name = "ระดับความสำเร็จ"
group = "ก"
component = "1"
weight = "22.5"
kind = "level"
targets = [{ fiscal_year = 2565, comparison = "at_least", value = 5, unit = "ระดับ" }]
scoring = { rule = "levels" }
budget_scope = { include = ["operating", "capital"], exclude = ["personnel"] }
links = [
    { framework = "framework-1", node = "node-2", relation = "under" },
    { framework = "framework-1", relation = "consistent_with", as = "objective_indicator" },
]
lead = ["org-2"]

[[indicators.evidence]]
id = "evidence-1"
number = "๑"
text = "รายงานผล"

[[indicators.scoring_criteria]]
level = 5
percent_of_weight = 100
condition = "ครบ ๕ ผลงาน"
thresholds = [{ of = "works", at_least = 5 }]
requires = ["evidence-1"]

[indicators.queries]
works = { fn = "count", of = "publications", distinct = ["work"], where = [["published", "=", true]] }

[[indicators.sub_indicators]]
id = "indicator-1a"
name = "ตัวชี้วัดย่อย"

[[projects]]
id = "project-1"
name = "โครงการตัวอย่าง"
kind = "strategic"
budget = "1500000.00"
lead = ["org-2"]
allocations = [{ to = "indicator-1", amount = "500000.00" }]

[[projects]]
id = "project-2"
name = "โครงการประจำ"
no_budget = true

[[schedules]]
id = "schedule-1"
indicator = "indicator-1"
project = "project-1"

[[schedules.steps]]
id = "step-1"
number = "๑"
text = "ขออนุมัติโครงการ"
weight = 10
months = [{ from = "2021-10", to = "2021-12" }]
requires = "approval"

[[results]]
id = "result-1"
fiscal_year = 2564
score = 94
status = "final"

[[claims]]
id = "claim-1"
about = "project-1"
kind = "amount"
printed = "๑,๕๐๐,๐๐๐.- บาท"
value = "1500000.00"
place = { block = 12, row = 3, cell = 2, line = 40 }

[source]
file = "plan.txt"
sha256 = "00"

[source.elements]
S1 = [{ block = 3 }]
project-1 = [{ block = 12, row = 3 }]
)";

TEST(PlanIo, ReadsEveryMemberThatAPersonWrites) {
    const auto read = parse_plan_toml(kSmallToml);
    ASSERT_TRUE(read) << errors_text(read.error());
    const Plan& plan = *read;
    EXPECT_EQ(plan.id, "plan-2565");
    EXPECT_EQ(plan.title.en, "Annual plan");
    EXPECT_EQ(plan.vision, "บรรทัดแรก\nบรรทัดที่สอง");
    EXPECT_EQ(plan.frameworks.at(0).nodes.at(1).parent, "node-1");
    EXPECT_EQ(plan.swot.combinations.at(0).items.at(1).unresolved, "O๒");
    const Indicator& indicator = plan.indicators.at(0);
    EXPECT_EQ(indicator.weight->value().units(), 22'500'000);
    EXPECT_EQ(indicator.scoring_criteria.at(0).requires_evidence, std::vector<Id>{"evidence-1"});
    EXPECT_EQ(indicator.queries.at("works").where.at(0).value, Value(true));
    EXPECT_EQ(indicator.sub_indicators.at(0).id, "indicator-1a");
    EXPECT_EQ(plan.projects.at(0).budget->satang(), 150'000'000);
    EXPECT_TRUE(plan.projects.at(1).no_budget);
    EXPECT_EQ(plan.schedules.at(0).steps.at(0).months.at(0).to.month(), 12U);
    EXPECT_EQ(plan.results.at(0).status, ResultStatus::final_);
    EXPECT_EQ(plan.claims.at(0).place, (Place{12, 3, 2, 40}));
    EXPECT_EQ(plan.source->elements.at("project-1").at(0).row, 3);
}

TEST(PlanIo, TheCanonicalLayoutOfTheSmallPlanIsTheTextItself) {
    const auto read = parse_plan_toml(kSmallToml);
    ASSERT_TRUE(read) << errors_text(read.error());
    EXPECT_EQ(to_toml(*read), kSmallToml);
}

TEST(PlanIo, TheOrderOfMembersInTheFileDoesNotMatter) {
    const auto a = parse_plan_json(R"({"schema":"phaen.plan/1","id":"p","fiscal_year":2565})");
    const auto b = parse_plan_json(R"({"fiscal_year":2565,"id":"p","schema":"phaen.plan/1"})");
    ASSERT_TRUE(a && b);
    EXPECT_EQ(*a, *b);
    EXPECT_EQ(to_json(*a), to_json(*b));
}

TEST(PlanIo, EmptyMembersAreLeftOut) {
    Plan plan;
    plan.id = "p";
    plan.fiscal_year = 2565;
    EXPECT_EQ(to_json(plan),
              "{\n  \"schema\": \"phaen.plan/1\",\n  \"id\": \"p\",\n  \"fiscal_year\": 2565\n}\n");
    EXPECT_EQ(to_toml(plan), "schema = \"phaen.plan/1\"\nid = \"p\"\nfiscal_year = 2565\n");
}

TEST(PlanIo, ABudgetIsAnAmountOrNullOrNotNeeded) {
    Plan plan;
    plan.projects.resize(3);
    plan.projects[0].budget = base::Money::from_satang(33'370'000);
    plan.projects[1].no_budget = true;
    const Value value = to_value(plan);
    const base::Array& projects = *value.find("projects")->as_array();
    EXPECT_EQ(*projects[0].find("budget"), Value("333700.00"));
    EXPECT_EQ(projects[1].find("budget"), nullptr);
    EXPECT_EQ(*projects[1].find("no_budget"), Value(true));
    ASSERT_NE(projects[2].find("budget"), nullptr);
    EXPECT_TRUE(projects[2].find("budget")->is_null());
    EXPECT_EQ(projects[2].find("no_budget"), nullptr);
}

TEST(PlanIo, WholeNumbersAreIntegersAndOthersText) {
    Plan plan;
    plan.indicators.resize(2);
    plan.indicators[0].weight = base::Weight(base::Decimal::from_integer(25));
    plan.indicators[1].weight = base::Weight(base::Decimal::from_units(17'500'000));
    const Value value = to_value(plan);
    EXPECT_EQ(*value.find("indicators")->as_array()->at(0).find("weight"), Value(25));
    EXPECT_EQ(*value.find("indicators")->as_array()->at(1).find("weight"), Value("17.5"));
}

TEST(PlanIo, TomlNumbersWithAFractionAreTakenByTheirDigits) {
    const auto read = parse_plan_toml(
        "schema = \"phaen.plan/1\"\nid = \"p\"\nfiscal_year = 2_565\n"
        "[[indicators]]\nid = \"ก\"\nname = \"ชื่อ\"\nweight = +22.5_0 # ความเห็น\n");
    ASSERT_TRUE(read) << errors_text(read.error());
    EXPECT_EQ(read->indicators.at(0).weight->value().units(), 22'500'000);
}

struct Refusal {
    std::string_view toml;  ///< after the three members that every plan needs
    PlanErrorKind kind;
    std::string_view pointer;
    int line;
    std::string_view found;
    std::string_view expected;
};

class PlanIoRefusal : public testing::TestWithParam<Refusal> {};

TEST_P(PlanIoRefusal, NamesPlaceAndReason) {
    const Refusal& row = GetParam();
    const std::string text =
        "schema = \"phaen.plan/1\"\nid = \"p\"\nfiscal_year = 2565\n" + std::string(row.toml);
    const auto read = parse_plan_toml(text);
    ASSERT_FALSE(read);
    ASSERT_EQ(read.error().size(), 1U) << errors_text(read.error());
    const PlanError& error = read.error().front();
    EXPECT_EQ(error.kind, row.kind) << errors_text(read.error());
    EXPECT_EQ(error.pointer, row.pointer);
    EXPECT_EQ(error.position.line, row.line);
    EXPECT_EQ(error.found, row.found);
    EXPECT_EQ(error.expected, row.expected);
    EXPECT_FALSE(describe_error(error, MessageLanguage::thai).empty());
}

// The three first lines are 1 to 3, so that the row's text begins on line 4.
INSTANTIATE_TEST_SUITE_P(
    Table, PlanIoRefusal,
    testing::Values(
        Refusal{"[[projects]]\nid = \"a\"\nbudgt = \"1.00\"\n", PlanErrorKind::unknown_member,
                "/projects/0/budgt", 6, "budgt", "budget"},
        Refusal{"zzzzzz = 1\n", PlanErrorKind::unknown_member, "/zzzzzz", 4, "zzzzzz", ""},
        Refusal{"[[projects]]\nname = \"x\"\n", PlanErrorKind::missing_member, "/projects/0/id", 4,
                "", "id"},
        Refusal{"[[projects]]\nid = 7\n", PlanErrorKind::wrong_type, "/projects/0/id", 5, "integer",
                "text"},
        Refusal{"projects = 7\n", PlanErrorKind::wrong_type, "/projects", 4, "integer", "list"},
        Refusal{"title = \"x\"\n", PlanErrorKind::wrong_type, "/title", 4, "text", "table"},
        Refusal{"[[organisations]]\nid = \"a\"\nkind = \"bureau\"\n", PlanErrorKind::unknown_word,
                "/organisations/0/kind", 6, "bureau", "agency, section, executive, external"},
        Refusal{"[[projects]]\nid = \"a\"\nbudget = 1500000\n", PlanErrorKind::wrong_type,
                "/projects/0/budget", 6, "integer", "money"},
        Refusal{"[[projects]]\nid = \"a\"\nbudget = \"1,500,000\"\n", PlanErrorKind::bad_value,
                "/projects/0/budget", 6, "1,500,000", "money"},
        Refusal{"[[indicators]]\nid = \"a\"\nweight = \"๒๕\"\n", PlanErrorKind::bad_value,
                "/indicators/0/weight", 6, "๒๕", "decimal"},
        Refusal{"[[indicators]]\nid = \"a\"\nweight = 1e3\n", PlanErrorKind::bad_value,
                "/indicators/0/weight", 6, "1e3", "decimal"},
        Refusal{"[[projects]]\nid = \"a\"\nlead = [true]\n", PlanErrorKind::wrong_type,
                "/projects/0/lead/0", 6, "boolean", "reference"},
        Refusal{"[[projects]]\nid = \"a\"\nlead = [{}]\n", PlanErrorKind::missing_member,
                "/projects/0/lead/0/unresolved", 6, "", "unresolved"},
        Refusal{"[[schedules]]\nid = \"a\"\n[[schedules.steps]]\nid = \"b\"\nmonths = [{ from = "
                "\"ตุลาคม\", to = "
                "\"2021-12\" }]\n",
                PlanErrorKind::bad_value, "/schedules/0/steps/0/months/0/from", 8, "ตุลาคม",
                "month"},
        Refusal{"[[indicators]]\nid = \"a\"\nqueries.q = { fn = \"count\", where = [[\"a\", "
                "\"like\", 1]] }\n",
                PlanErrorKind::unknown_word, "/indicators/0/queries/q/where/0/1", 6, "like",
                "=, !=, <, <=, >, >=, in"},
        Refusal{"[[indicators]]\nid = \"a\"\nqueries.q = { fn = \"count\", where = [[\"a\", "
                "\"=\"]] }\n",
                PlanErrorKind::wrong_type, "/indicators/0/queries/q/where/0", 6, "list",
                "condition"}));

TEST(PlanIo, AllErrorsOfAFileAreReported) {
    const auto read =
        parse_plan_json(R"({"schema":"phaen.plan/1","id":1,"fiscal_year":"x","visions":[]})");
    ASSERT_FALSE(read);
    ASSERT_EQ(read.error().size(), 3U) << errors_text(read.error());
    EXPECT_EQ(read.error()[0].pointer, "/visions");
    EXPECT_EQ(read.error()[0].expected, "vision");
    EXPECT_EQ(read.error()[1].pointer, "/id");
    EXPECT_EQ(read.error()[2].pointer, "/fiscal_year");
}

TEST(PlanIo, OtherVersionsAreRefused) {
    const auto newer = parse_plan_json(R"({"schema":"phaen.plan/2","id":"p","fiscal_year":2565})");
    ASSERT_FALSE(newer);
    EXPECT_EQ(newer.error()[0].kind, PlanErrorKind::unsupported_schema);
    EXPECT_EQ(newer.error()[0].found, "phaen.plan/2");
    const auto none = parse_plan_json(R"({"id":"p","fiscal_year":2565})");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error()[0].kind, PlanErrorKind::unsupported_schema);
}

TEST(PlanIo, SyntaxErrorsHaveAPlace) {
    const auto toml = parse_plan_toml("schema = \"phaen.plan/1\"\nid = = 3\n");
    ASSERT_FALSE(toml);
    EXPECT_EQ(toml.error()[0].kind, PlanErrorKind::syntax);
    EXPECT_EQ(toml.error()[0].position.line, 2);
    const auto json = parse_plan_json("{\n\"id\": ]}");
    ASSERT_FALSE(json);
    EXPECT_EQ(json.error()[0].kind, PlanErrorKind::syntax);
    EXPECT_EQ(json.error()[0].position.line, 2);
}

TEST(PlanIo, TheVersionDoesNotDependOnSourceAndClaims) {
    const auto read = parse_plan_toml(kSmallToml);
    ASSERT_TRUE(read) << errors_text(read.error());
    Plan plan = *read;
    const std::string version = version_of(plan);
    EXPECT_EQ(version.size(), 64U);
    plan.source.reset();
    plan.claims.clear();
    EXPECT_EQ(version_of(plan), version);
    plan.projects[0].name += "ๆ";
    EXPECT_NE(version_of(plan), version);
}

TEST(PlanIo, TheVersionIsTheHashOfCanonicalJson) {
    Plan plan;
    plan.id = "p";
    plan.fiscal_year = 2565;
    // printf '%s' '{"fiscal_year":2565,"id":"p","schema":"phaen.plan/1"}' | sha256sum
    EXPECT_EQ(version_of(plan), "5337dbfc57e0364cbc3a0d27e6996222ef1cf3b04f2449eef03bf11513318021");
}

TEST(PlanIo, ReadsBackWhatItWrites) {
    EXPECT_TRUE(rc::check("from_value(to_value(plan)) = plan", [](std::uint64_t seed) {
        const Plan plan = random_plan(seed, *rc::gen::inRange(0, 5));
        const auto read = from_value(to_value(plan));
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == plan);
    }));
}

TEST(PlanIo, JsonIsByteStable) {
    EXPECT_TRUE(rc::check("to_json(parse(to_json(plan))) = to_json(plan)", [](std::uint64_t seed) {
        const Plan plan = random_plan(seed, *rc::gen::inRange(0, 5));
        const std::string text = to_json(plan);
        const auto read = parse_plan_json(text);
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == plan);
        RC_ASSERT(to_json(*read) == text);
    }));
}

TEST(PlanIo, TomlIsByteStable) {
    EXPECT_TRUE(rc::check("to_toml(parse(to_toml(plan))) = to_toml(plan)", [](std::uint64_t seed) {
        const Plan plan = random_plan(seed, *rc::gen::inRange(0, 5));
        const std::string text = to_toml(plan);
        const auto read = parse_plan_toml(text);
        if (!read) RC_FAIL(errors_text(read.error()) + text);
        RC_ASSERT(to_toml(*read) == text);
        RC_ASSERT(*read == plan);
        RC_ASSERT(version_of(*read) == version_of(plan));
    }));
}

TEST(TomlReader, KeepsTheOrderOfTheText) {
    const auto read = parse_toml("z = 1\na = 2\n[m]\ny = 1\nb = { d = 1, c = 2 }\n[k]\n");
    ASSERT_TRUE(read);
    const base::Object& top = *read->as_object();
    ASSERT_EQ(top.size(), 4U);
    EXPECT_EQ(top[0].first, "z");
    EXPECT_EQ(top[1].first, "a");
    EXPECT_EQ(top[2].first, "m");
    EXPECT_EQ(top[3].first, "k");
    EXPECT_EQ(top[2].second.find("b")->as_object()->at(0).first, "d");
    EXPECT_EQ(top[1].second.position(), (base::Position{2, 5}));
}

TEST(TomlReader, DatesAreText) {
    const auto read = parse_toml("a = 2021-10-01\nb = 10:30:00\nc = 2021-10-01T10:30:00Z\n");
    ASSERT_TRUE(read);
    EXPECT_EQ(*read->find("a"), Value("2021-10-01"));
    EXPECT_EQ(*read->find("b"), Value("10:30:00"));
    EXPECT_EQ(*read->find("c"), Value("2021-10-01T10:30:00Z"));
}

TEST(TomlReader, HostileNestingIsRefused) {
    std::string dotted = "a";
    for (int i = 0; i < 100'000; ++i) dotted += ".a";
    for (const std::string& text :
         {dotted + " = 1\n", "[" + dotted + "]\n", "x = { " + dotted + " = 1 }\n",
          "x = " + std::string(100'000, '['), "s = '''\n'''\n" + dotted + " = 1"}) {
        const auto read = parse_toml(text);
        EXPECT_FALSE(read) << text.substr(0, 20);
    }
    // Dots in text and comments are not segments.
    const auto prose =
        parse_toml("# " + std::string(200, '.') + "\na = \"" + std::string(200, '.') +
                   "\"\nb = \"\"\"x\n\\\"" + std::string(200, '.') + "\"\"\"\"\nc = '" +
                   std::string(200, '.') + "'\n");
    EXPECT_TRUE(prose);
}

TEST(TomlReader, BytesThatAreNoTextAreRefused) {
    EXPECT_FALSE(parse_toml("a = \"\xC3\x28\"\n"));
    EXPECT_FALSE(parse_toml(std::string_view("a = \0", 5)));
}

TEST(TomlReader, HeadersWithoutANameAreRefusedWithTheirPlace) {
    for (const char* text :
         {"a = 1\n[)]", "a = 1\n[[)b]]", "a = 1\n[\n", "a = 1\n[[ =", "a = 1\n[+]"}) {
        const auto read = parse_toml(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().position.line, 2) << text;
    }
}

TEST(TomlReader, LettersOutsideTextAreRefused) {
    for (const char* text :
         {"\u0445 = 1", "a\u00e9 = 1", "a = \u00e9", "a = [1,\u2f00", "[\u0445]"}) {
        EXPECT_FALSE(parse_toml(text)) << text;
    }
}

TEST(TomlReader, LettersAfterALineThatGoesOnAreText) {
    for (const std::string& letter :
         std::initializer_list<std::string>{"\u00e9", "\u0445", "\u2f00", "\u0e01", "\ufe70"}) {
        const auto read = parse_toml("a = \"\"\"\\\n  " + letter + "\"\"\"\n");
        ASSERT_TRUE(read) << letter;
        EXPECT_EQ(*read->find("a")->as_string(), letter);
    }
}

TEST(PlanErrors, AreOneLineWhateverTheFileHolds) {
    const auto read = parse_plan_json(
        R"({"schema": "phaen.plan/1", "id": "p", "fiscal_year": 2565, "a\u001b[2J\nb": 1})");
    ASSERT_FALSE(read);
    EXPECT_EQ(describe_error(read.error()[0], MessageLanguage::english),
              "line 1, column 77: /a\\x1b[2J\\nb: there is no member a\\x1b[2J\\nb");
    // The library says which character it met: here, a line end.
    const auto toml = parse_plan_toml("a = 1\nb = -n\nc = 2\n");
    ASSERT_FALSE(toml);
    const std::string line = describe_error(toml.error()[0], MessageLanguage::thai);
    EXPECT_EQ(line.find('\n'), std::string::npos) << line;
}

TEST(Words, GoBothWays) {
    EXPECT_EQ(word_of(SwotCombinationKind::wt), "WT");
    EXPECT_EQ(from_word<SwotCombinationKind>("ST"), SwotCombinationKind::st);
    EXPECT_EQ(from_word<ResultStatus>("final"), ResultStatus::final_);
    EXPECT_EQ(from_word<ResultStatus>("final_"), std::nullopt);
}

}  // namespace
}  // namespace phaen::plan
