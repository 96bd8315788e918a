#include "phaen/plan/create.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "phaen/plan/elements.h"
#include "plan_fields.h"
#include "random_plan.h"

namespace phaen::plan {
namespace {

std::string errors_text(const PlanErrors& errors) {
    std::string text;
    for (const PlanError& error : errors)
        text += describe_error(error, MessageLanguage::english) + "\n";
    return text;
}

/// Two sections, a framework of two nodes, an indicator, two projects: nothing wrong.
Plan small_plan() {
    const auto read = parse_plan_toml(R"(schema = "phaen.plan/1"
id = "plan-2565"
fiscal_year = 2565
agency = "org-1"
narratives = [{ id = "narrative-1", after = "plan-2565" }]
organisations = [{ id = "org-1", kind = "agency" }, { id = "org-2", parent = "org-1" }]
frameworks = [{ id = "fw", nodes = [{ id = "node-1" }, { id = "node-2", parent = "node-1" }] }]
projects = [{ id = "project-1", lead = ["org-2"] }, { id = "project-2", no_budget = true }]
budget_structure = [{ id = "area-1" }, { id = "programme-1", parent = "area-1" }]
schedules = [{ id = "schedule-1", indicator = "indicator-1", steps = [{ id = "step-1" }] }]
accepted = [{ rule = "budget.total_differs", element = "project-1" }]

[swot]
items = [{ id = "S1" }, { id = "T12" }]
combinations = [{ id = "swot-1", kind = "ST", items = ["S1", { unresolved = "T๗" }] }]

[[indicators]]
id = "indicator-1"
evidence = [{ id = "evidence-1" }]
queries = { works = { fn = "count", of = "publications" } }
scoring_criteria = [{ level = 5, thresholds = [{ of = "works", at_least = 5 }], requires = ["evidence-1"] }]
sub_indicators = [{ id = "indicator-1a" }]
links = [{ framework = "fw", node = "node-2" }]
)");
    EXPECT_TRUE(read) << errors_text(read.error());
    return *read;
}

/// An element of that id with nothing else.
template <class T>
T with_id(Id id) {
    T element;
    element.id = std::move(id);
    return element;
}

void add_measure(Plan& plan, Id id, std::size_t items) {
    plan.measures.push_back(with_id<Measure>(std::move(id)));
    plan.measures.back().items.assign(items, "x");
}

TEST(PlanCreate, TheSmallPlanIsFine) {
    const auto created = create(small_plan());
    ASSERT_TRUE(created) << errors_text(created.error());
    EXPECT_EQ(*created, small_plan());
}

struct Spoiling {
    const char* what;
    void (*spoil)(Plan&);
    PlanErrorKind kind;
    std::string_view pointer;
    std::string_view found;
    std::string_view expected;
};

class PlanCreateRefusal : public testing::TestWithParam<Spoiling> {};

TEST_P(PlanCreateRefusal, NamesPlaceAndReason) {
    Plan plan = small_plan();
    GetParam().spoil(plan);
    const PlanErrors errors = validate(plan);
    ASSERT_EQ(errors.size(), 1U) << errors_text(errors);
    EXPECT_EQ(errors[0].kind, GetParam().kind) << errors_text(errors);
    EXPECT_EQ(errors[0].pointer, GetParam().pointer);
    EXPECT_EQ(errors[0].found, GetParam().found);
    EXPECT_EQ(errors[0].expected, GetParam().expected);
    EXPECT_FALSE(create(plan));
}

INSTANTIATE_TEST_SUITE_P(
    Table, PlanCreateRefusal,
    testing::Values(
        Spoiling{"the plan's id",
                 [](Plan& p) {
                     p.id = "Plan";
                     p.narratives.clear();
                 },
                 PlanErrorKind::bad_id, "/id", "Plan", "id"},
        Spoiling{"an id in Thai", [](Plan& p) { p.projects[1].id = "โครงการ"; },
                 PlanErrorKind::bad_id, "/projects/1/id", "โครงการ", "id"},
        Spoiling{"no id", [](Plan& p) { p.projects[1].id = ""; }, PlanErrorKind::bad_id,
                 "/projects/1/id", "", "id"},
        Spoiling{"65 characters", [](Plan& p) { p.projects[1].id = std::string(65, 'a'); },
                 PlanErrorKind::bad_id, "/projects/1/id",
                 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "id"},
        Spoiling{"only SWOT items begin with a capital", [](Plan& p) { p.projects[1].id = "S2"; },
                 PlanErrorKind::bad_id, "/projects/1/id", "S2", "id"},
        Spoiling{"a SWOT item without its letter", [](Plan& p) { p.swot.items[1].id = "t12"; },
                 PlanErrorKind::bad_id, "/swot/items/1/id", "t12", "id"},
        Spoiling{"one id twice", [](Plan& p) { p.projects[1].id = "project-1"; },
                 PlanErrorKind::duplicate_id, "/projects/1/id", "project-1", "/projects/0"},
        Spoiling{"one id twice in different kinds and depths",
                 [](Plan& p) { p.schedules[0].steps[0].id = "evidence-1"; },
                 PlanErrorKind::duplicate_id, "/schedules/0/steps/0/id", "evidence-1",
                 "/indicators/0/evidence/0"},
        Spoiling{"the plan's own id", [](Plan& p) { p.projects[1].id = "plan-2565"; },
                 PlanErrorKind::duplicate_id, "/projects/1/id", "plan-2565", "/id"},
        Spoiling{"a reference to nothing",
                 [](Plan& p) { p.projects[0].lead[0] = Ref::to("org-9"); },
                 PlanErrorKind::unresolved, "/projects/0/lead/0", "org-9", "organisation"},
        Spoiling{"an empty reference", [](Plan& p) { p.projects[0].lead[0] = Ref{}; },
                 PlanErrorKind::unresolved, "/projects/0/lead/0", "", "organisation"},
        Spoiling{"a reference to a wrong kind",
                 [](Plan& p) { p.projects[0].lead[0] = Ref::to("fw"); }, PlanErrorKind::wrong_kind,
                 "/projects/0/lead/0", "fw", "organisation"},
        Spoiling{"a plain id that is nothing", [](Plan& p) { p.agency = "org-9"; },
                 PlanErrorKind::unresolved, "/agency", "org-9", "organisation"},
        Spoiling{
            "evidence of nothing",
            [](Plan& p) { p.indicators[0].scoring_criteria[0].requires_evidence[0] = "step-1"; },
            PlanErrorKind::wrong_kind, "/indicators/0/scoring_criteria/0/requires/0", "step-1",
            "evidence_item"},
        Spoiling{"places of nothing",
                 [](Plan& p) {
                     p.source = Source{};
                     p.source->elements["a/b"] = {};
                 },
                 PlanErrorKind::unresolved, "/source/elements/a~1b", "a/b", ""},
        Spoiling{"its own parent", [](Plan& p) { p.organisations[0].parent = "org-1"; },
                 PlanErrorKind::cycle, "/organisations/0/parent", "org-1", ""},
        Spoiling{"parents in a circle", [](Plan& p) { p.organisations[0].parent = "org-2"; },
                 PlanErrorKind::cycle, "/organisations/0/parent", "org-1", ""},
        Spoiling{"nodes in a circle", [](Plan& p) { p.frameworks[0].nodes[0].parent = "node-2"; },
                 PlanErrorKind::cycle, "/frameworks/0/nodes/0/parent", "node-1", ""},
        Spoiling{"budget headings in a circle",
                 [](Plan& p) { p.budget_structure[0].parent = "programme-1"; },
                 PlanErrorKind::cycle, "/budget_structure/0/parent", "area-1", ""},
        Spoiling{"a year C.E.", [](Plan& p) { p.fiscal_year = 2022; }, PlanErrorKind::bad_value,
                 "/fiscal_year", "2022", "2484..2999"},
        Spoiling{"a control character", [](Plan& p) { p.projects[0].name = "a\tb"; },
                 PlanErrorKind::bad_text, "/projects/0/name", "", ""},
        Spoiling{"no UTF-8", [](Plan& p) { p.projects[0].name = "\xE0\xB8"; },
                 PlanErrorKind::bad_text, "/projects/0/name", "", ""},
        Spoiling{"a long name", [](Plan& p) { p.projects[0].name = std::string(4001, 'a'); },
                 PlanErrorKind::too_long, "/projects/0/name", "", "4000"},
        Spoiling{"a long list", [](Plan& p) { add_measure(p, "m", 20001); },
                 PlanErrorKind::too_many, "/measures/0/items", "", "20000"},
        Spoiling{
            "two levels of sub-indicators",
            [](Plan& p) {
                p.indicators[0].sub_indicators[0].sub_indicators = {with_id<Indicator>("deep")};
            },
            PlanErrorKind::nested_too_far, "/indicators/0/sub_indicators/0/sub_indicators", "", ""},
        Spoiling{"money for what needs none", [](Plan& p) { p.projects[1].budget = base::Money(); },
                 PlanErrorKind::contradiction, "/projects/1/no_budget", "", "budget"},
        Spoiling{"a threshold of nothing",
                 [](Plan& p) { p.indicators[0].scoring_criteria[0].thresholds[0].of = "views"; },
                 PlanErrorKind::unresolved, "/indicators/0/scoring_criteria/0/thresholds/0/of",
                 "views", "query"},
        Spoiling{
            "a threshold without a bound",
            [](Plan& p) { p.indicators[0].scoring_criteria[0].thresholds[0].at_least.reset(); },
            PlanErrorKind::contradiction, "/indicators/0/scoring_criteria/0/thresholds/0/at_least",
            "", "at_most"},
        Spoiling{"a ratio without what it is divided by",
                 [](Plan& p) {
                     Query& query = p.indicators[0].queries["r"];
                     query.fn = QueryFunction::ratio;
                     query.num = {Query{}};
                 },
                 PlanErrorKind::contradiction, "/indicators/0/queries/r/den", "", "fn"}),
    [](const auto& row) {
        std::string name;
        for (const char* c = row.param.what; *c != '\0'; ++c)
            name += std::isalnum(static_cast<unsigned char>(*c)) != 0 ? *c : '_';
        return name;
    });

TEST(PlanCreate, LimitsAreReachedNotPassed) {
    Plan plan = small_plan();
    plan.projects[0].name = std::string(4000, 'a');
    // 4,000 Thai letters are 12,000 bytes: characters count.
    plan.projects[1].name.clear();
    for (int i = 0; i < 4000; ++i) plan.projects[1].name += "ก";
    add_measure(plan, std::string(64, 'm'), 20000);
    plan.fiscal_year = 2484;
    EXPECT_EQ(errors_text(validate(plan)), "");
}

TEST(PlanCreate, DefectsOfADocumentAreNotRefused) {
    Plan plan = small_plan();
    plan.indicators[0].weight = base::Weight(base::Decimal::from_integer(150));
    plan.projects[0].number = "๗";
    plan.projects[0].spending_plan.resize(1);
    plan.projects[0].spending_plan[0].amount = base::Money::from_satang(-5);
    plan.schedules[0].steps[0].weight = base::Weight(base::Decimal::from_integer(3));
    plan.schedules[0].steps[0].months = {
        {*base::YearMonth::create(2022, 3), *base::YearMonth::create(2021, 10)}};
    EXPECT_EQ(errors_text(validate(plan)), "");
}

TEST(PlanCreate, AllProblemsAreListed) {
    Plan plan = small_plan();
    plan.projects[0].lead = {Ref::to("x"), Ref::to("y")};
    plan.projects[1].id = "project-1";
    EXPECT_EQ(validate(plan).size(), 3U);
}

TEST(PlanCreate, ProblemsOfAFileHaveAPlace) {
    const auto loaded = load_plan(
        "schema = \"phaen.plan/1\"\nid = \"p\"\nfiscal_year = 2565\n[[projects]]\nid = \"a\"\nlead "
        "= [\"ข\"]\n",
        FileFormat::toml);
    ASSERT_FALSE(loaded);
    ASSERT_EQ(loaded.error().size(), 1U);
    EXPECT_EQ(describe_error(loaded.error()[0], MessageLanguage::english),
              "line 6, column 9: /projects/0/lead/0: no element of the plan has the id ข");
    EXPECT_EQ(describe_error(loaded.error()[0], MessageLanguage::thai),
              "บรรทัด 6 คอลัมน์ 9: /projects/0/lead/0: ไม่มีรหัส ข ในแผน");
}

/// The plans that stand in the repository, as people and other programs wrote them.
TEST(PlanCreate, TheRepositorysPlansAreFineAndSurviveBothFormats) {
    namespace fs = std::filesystem;
    const fs::path root(PHAEN_SOURCE_DIR);
    std::vector<fs::path> paths = {root / "examples" / "office" / "plan.toml"};
    for (const auto& entry : fs::directory_iterator(root / "tests" / "fixtures" / "agencies")) {
        if (entry.path().string().ends_with(".truth.json")) paths.push_back(entry.path());
    }
    EXPECT_GT(paths.size(), 1U);
    for (const fs::path& path : paths) {
        std::ifstream in(path, std::ios::binary);
        ASSERT_TRUE(in.good()) << path;
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        const auto plan = load_plan(bytes, format_of_path(path.string()));
        ASSERT_TRUE(plan) << path << "\n" << errors_text(plan.error());
        const auto from_toml = load_plan(to_toml(*plan), FileFormat::toml);
        const auto from_json = load_plan(to_json(*plan), FileFormat::json);
        ASSERT_TRUE(from_toml && from_json) << path;
        EXPECT_EQ(*from_toml, *plan) << path;
        EXPECT_EQ(*from_json, *plan) << path;
    }
}

TEST(PlanCreate, NoPlanMakesItFail) {
    EXPECT_TRUE(rc::check("validate only lists", [](std::uint64_t seed) {
        const Plan plan = random_plan(seed, *rc::gen::inRange(0, 5));
        for (const PlanError& error : validate(plan)) {
            RC_ASSERT(!describe_error(error, MessageLanguage::thai).empty());
        }
    }));
}

TEST(Elements, AreMetOnceInTheOrderOfTheFileWithTheirPlace) {
    const Plan plan = small_plan();
    std::vector<std::string> lines;
    for_each_element(plan, [&](const Element& element) {
        lines.push_back(std::string(to_string(element.kind)) + ' ' + std::string(element.id) + ' ' +
                        element.pointer + ' ' + std::string(element.owner));
    });
    const std::vector<std::string> expected = {
        "narrative narrative-1 /narratives/0 ",
        "organisation org-1 /organisations/0 ",
        "organisation org-2 /organisations/1 ",
        "framework fw /frameworks/0 ",
        "framework_node node-1 /frameworks/0/nodes/0 fw",
        "framework_node node-2 /frameworks/0/nodes/1 fw",
        "swot_item S1 /swot/items/0 ",
        "swot_item T12 /swot/items/1 ",
        "swot_combination swot-1 /swot/combinations/0 ",
        "indicator indicator-1 /indicators/0 ",
        "evidence_item evidence-1 /indicators/0/evidence/0 indicator-1",
        "indicator indicator-1a /indicators/0/sub_indicators/0 indicator-1",
        "project project-1 /projects/0 ",
        "project project-2 /projects/1 ",
        "budget_node area-1 /budget_structure/0 ",
        "budget_node programme-1 /budget_structure/1 ",
        "schedule schedule-1 /schedules/0 ",
        "step step-1 /schedules/0/steps/0 schedule-1",
    };
    EXPECT_EQ(lines, expected);
}

TEST(Elements, AreFoundById) {
    Plan plan = small_plan();
    plan.projects[0].name = "โครงการ";
    const ElementIndex index(plan);
    ASSERT_NE(index.find("project-1"), nullptr);
    EXPECT_EQ(std::get<const Project*>(index.find("project-1")->object), &plan.projects[0]);
    EXPECT_EQ(title_of(*index.find("project-1")), "โครงการ");
    EXPECT_EQ(title_of(*index.find("project-2")), "project-2");
    EXPECT_EQ(index.find("nobody"), nullptr);
    EXPECT_EQ(index.find("plan-2565"), nullptr);
}

TEST(Elements, KindsHaveNamesBothWays) {
    std::set<std::string_view> names;
    for (int i = 0; i < kElementKindCount; ++i) {
        const auto kind = static_cast<ElementKind>(i);
        EXPECT_EQ(element_kind_from(to_string(kind)), kind);
        names.insert(to_string(kind));
    }
    EXPECT_EQ(names.size(), static_cast<std::size_t>(kElementKindCount));
    EXPECT_EQ(element_kind_from("thing"), std::nullopt);
}

}  // namespace
}  // namespace phaen::plan
