#include "phaen/plan/scheme.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace phaen::plan {
namespace {

std::string file_bytes(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    EXPECT_TRUE(in.good()) << path;
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string errors_text(const PlanErrors& errors) {
    std::string text;
    for (const PlanError& error : errors)
        text += describe_error(error, MessageLanguage::english) + "\n";
    return text;
}

std::filesystem::path schemes_folder() {
    return std::filesystem::path(PHAEN_SOURCE_DIR) / "schemes";
}

Scheme load(std::string_view bytes, FileFormat format = FileFormat::toml) {
    auto scheme = load_scheme(bytes, format);
    EXPECT_TRUE(scheme.has_value()) << (scheme ? "" : errors_text(scheme.error()));
    return scheme ? *scheme : Scheme{};
}

std::string without_comments(std::string_view text) {
    std::string kept;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        if (text.front() != '#') kept += text.substr(0, end);
        text.remove_prefix(end);
    }
    return kept;
}

base::Decimal decimal(std::string_view text) { return base::Decimal::parse(text).value(); }

TEST(SchemeFile, EveryShippedOneLoadsAndIsCanonicalButForItsComments) {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(schemes_folder())) {
        SCOPED_TRACE(entry.path());
        ++count;
        const std::string bytes = file_bytes(entry.path());
        const Scheme scheme = load(bytes);
        EXPECT_EQ(scheme.id + ".toml", entry.path().filename().string());
        EXPECT_EQ(to_toml(scheme), without_comments(bytes));
        EXPECT_EQ(load(to_toml(scheme)), scheme);
        EXPECT_EQ(load(to_json(scheme), FileFormat::json), scheme);
        EXPECT_EQ(to_json(load(to_json(scheme), FileFormat::json)), to_json(scheme));
    }
    EXPECT_GE(count, 1);
}

TEST(SchemeFile, TheCityOf2565SaysWhatItsPlansPrint) {
    const Scheme scheme = load(file_bytes(schemes_folder() / "bma-2565.toml"));
    EXPECT_EQ(scheme.fiscal_year, 2565);
    ASSERT_EQ(scheme.levels.size(), 5u);
    EXPECT_EQ(scheme.levels[0].level, 5);
    EXPECT_EQ(scheme.levels[3].percent_of_weight, base::Percent(decimal("70")));
    // 70 is printed (25 + 20 + 25), 10 and 20 are not; the three make the hundred.
    base::Weight sum;
    for (const SchemeComponent& component : scheme.components)
        sum = sum + component.weight.value_or(base::Weight());
    EXPECT_EQ(sum, base::Weight(decimal("100")));
    ASSERT_EQ(scheme.components.size(), 5u);
    EXPECT_FALSE(scheme.components[0].assumed);
    EXPECT_TRUE(scheme.components[3].assumed);
    EXPECT_TRUE(scheme.components[4].assumed);
    ASSERT_EQ(scheme.indicator_groups.size(), 4u);
    EXPECT_TRUE(scheme.indicator_groups[0].weighted);
    EXPECT_FALSE(scheme.indicator_groups[1].weighted);
    // 12 months, 4 quarters, 2 rounds.
    EXPECT_EQ(scheme.reporting_periods.size(), 18u);
    // The two sides differ in one exclusion: gratuities above, pensions below.
    ASSERT_TRUE(scheme.disbursement.has_value());
    EXPECT_EQ(scheme.disbursement->numerator.include, scheme.disbursement->denominator.include);
    const auto& above = scheme.disbursement->numerator.exclude;
    const auto& below = scheme.disbursement->denominator.exclude;
    ASSERT_EQ(above.size(), below.size());
    int differences = 0;
    for (std::size_t i = 0; i < above.size(); ++i) differences += above[i] == below[i] ? 0 : 1;
    EXPECT_EQ(differences, 1);
}

TEST(SchemeFile, AnEmptySchemeIsOne) {
    const Scheme scheme = load("schema = \"phaen.scheme/1\"\nid = \"mine\"\nfiscal_year = 2566\n");
    EXPECT_EQ(to_toml(scheme), "schema = \"phaen.scheme/1\"\nid = \"mine\"\nfiscal_year = 2566\n");
    EXPECT_FALSE(scheme.rounding.has_value());
}

struct Refusal {
    std::string text;  ///< after the three lines that every scheme has
    PlanErrorKind kind;
    std::string pointer;
    int line;
    std::string found;
    std::string expected;
};

class SchemeRefusal : public testing::TestWithParam<Refusal> {};

TEST_P(SchemeRefusal, NamesThePlace) {
    const Refusal& row = GetParam();
    const auto scheme =
        load_scheme("schema = \"phaen.scheme/1\"\nid = \"mine\"\nfiscal_year = 2565\n" + row.text,
                    FileFormat::toml);
    ASSERT_FALSE(scheme.has_value());
    ASSERT_EQ(scheme.error().size(), 1u) << errors_text(scheme.error());
    const PlanError& error = scheme.error().front();
    EXPECT_EQ(error.kind, row.kind);
    EXPECT_EQ(error.pointer, row.pointer);
    EXPECT_EQ(error.position.line, row.line);
    EXPECT_EQ(error.found, row.found);
    EXPECT_EQ(error.expected, row.expected);
}

INSTANTIATE_TEST_SUITE_P(
    All, SchemeRefusal,
    testing::Values(
        Refusal{"[[components]]\nnumber = \"1\"\nwieght = 70\n", PlanErrorKind::unknown_member,
                "/components/0/wieght", 6, "wieght", "weight"},
        Refusal{"zzzzzz = 1\n", PlanErrorKind::unknown_member, "/zzzzzz", 4, "zzzzzz", ""},
        Refusal{"rounding = { decimals = 2, mode = \"near\" }\n", PlanErrorKind::unknown_word,
                "/rounding/mode", 4, "near", "half_up, half_even, down, up"},
        Refusal{"rounding = { decimals = 7, mode = \"down\" }\n", PlanErrorKind::bad_value,
                "/rounding/decimals", 4, "7", "0..6"},
        Refusal{"levels = [{ level = 1 }]\n", PlanErrorKind::missing_member,
                "/levels/0/percent_of_weight", 4, "", "percent_of_weight"},
        Refusal{"levels = [{ level = 1, percent_of_weight = \"100.000001\" }]\n",
                PlanErrorKind::bad_value, "/levels/0/percent_of_weight", 4, "100.000001", "0..100"},
        Refusal{"levels = [\n{ level = 2, percent_of_weight = 60 },\n{ level = 1, "
                "percent_of_weight = 61 },\n]\n",
                PlanErrorKind::contradiction, "/levels/0/percent_of_weight", 5, "", "level 1"},
        Refusal{"below_lowest = { percent_of_weight = 61 }\nlevels = [{ level = 1, "
                "percent_of_weight = 60 }]\n",
                PlanErrorKind::contradiction, "/levels/0/percent_of_weight", 5, "", "below_lowest"},
        Refusal{"levels = [\n{ level = 1, percent_of_weight = 60 },\n{ level = 1, "
                "percent_of_weight = 60 },\n]\n",
                PlanErrorKind::duplicate_id, "/levels/1/level", 6, "1", "/levels/0"},
        Refusal{"project_kinds = [{ id = \"A b\" }]\n", PlanErrorKind::bad_id,
                "/project_kinds/0/id", 4, "A b", "id"},
        Refusal{"project_kinds = [{ id = \"a\" }, { id = \"a\" }]\n", PlanErrorKind::duplicate_id,
                "/project_kinds/1/id", 4, "a", "/project_kinds/0"},
        Refusal{"[[components]]\nnumber = \"\"\n", PlanErrorKind::missing_member,
                "/components/0/number", 5, "", "number"},
        Refusal{"[[components]]\nnumber = \"1\"\nweight = -1\n", PlanErrorKind::bad_value,
                "/components/0/weight", 6, "-1", "0.."},
        Refusal{"[[indicator_groups]]\nletter = \"ก\"\ncomponents = [\"9\"]\n",
                PlanErrorKind::unresolved, "/indicator_groups/0/components/0", 6, "9", "component"},
        Refusal{"reporting_periods = [{ kind = \"month\", number = 1, from = \"2021-09\", to = "
                "\"2021-10\" }]\n",
                PlanErrorKind::contradiction, "/reporting_periods/0/from", 4, "", "fiscal_year"},
        Refusal{"reporting_periods = [{ kind = \"month\", number = 1, from = \"2022-09\", to = "
                "\"2022-10\" }]\n",
                PlanErrorKind::contradiction, "/reporting_periods/0/to", 4, "", "fiscal_year"},
        Refusal{"reporting_periods = [{ kind = \"round\", number = 1, from = \"2021-11\", to = "
                "\"2021-10\" }]\n",
                PlanErrorKind::contradiction, "/reporting_periods/0/to", 4, "", "from"},
        Refusal{"reporting_periods = [{ kind = \"round\", number = 0, from = \"2021-10\", to = "
                "\"2021-10\" }]\n",
                PlanErrorKind::bad_value, "/reporting_periods/0/number", 4, "0", "1.."},
        Refusal{"reporting_periods = [\n{ kind = \"round\", number = 1, from = \"2021-10\", to = "
                "\"2021-10\" },\n{ kind = \"round\", number = 1, from = \"2021-11\", to = "
                "\"2021-11\" },\n]\n",
                PlanErrorKind::duplicate_id, "/reporting_periods/1/number", 6, "1",
                "/reporting_periods/0"},
        Refusal{"[disbursement.numerator]\ninclude = [{ category = \"capital\" }]\n",
                PlanErrorKind::unresolved, "/disbursement/numerator/include/0/category", 5,
                "capital", "expenditure_category"},
        Refusal{"[disbursement.denominator]\nexclude = [{ fund = \"gift\" }]\n",
                PlanErrorKind::unresolved, "/disbursement/denominator/exclude/0/fund", 5, "gift",
                "fund_source"},
        Refusal{"expenditure_categories = [{ id = \"c\" }]\nfund_sources = [{ id = \"f\" "
                "}]\n[disbursement.denominator]\nexclude = [{ category = \"c\", fund = \"f\" }]\n",
                PlanErrorKind::contradiction, "/disbursement/denominator/exclude/0/category", 7, "",
                "fund"},
        Refusal{"fund_sources = [{ id = \"f\" }]\n[disbursement.denominator]\nexclude = [{ item = "
                "\"เงิน\", fund = \"f\" }]\n",
                PlanErrorKind::missing_member, "/disbursement/denominator/exclude/0/category", 6,
                "", "category"},
        Refusal{"title = { th = \"a\\u0007\" }\n", PlanErrorKind::bad_text, "/title/th", 4, "", ""},
        Refusal{"title = { th = \"" + std::string(4'001, 'a') + "\" }\n", PlanErrorKind::too_long,
                "/title/th", 4, "", "4000"}));

/// Just inside each bound.
TEST(SchemeFile, TakesWhatIsJustWithinItsBounds) {
    load(
        "schema = \"phaen.scheme/1\"\nid = \"mine\"\nfiscal_year = 2565\n"
        "title = { th = \"" +
        std::string(4'000, 'a') +
        "\" }\n"
        "below_lowest = { percent_of_weight = 60 }\n"
        "rounding = { decimals = 6, mode = \"half_even\" }\n"
        "levels = [{ level = 2, percent_of_weight = 100 }, { level = 1, percent_of_weight = 60 }]\n"
        "reporting_periods = [{ kind = \"round\", number = 1, from = \"2021-10\", to = \"2022-09\" "
        "}]\n"
        "[[components]]\nnumber = \"1\"\nweight = 0\n");
}

TEST(SchemeFile, AnotherFilesSchemaIsRefused) {
    for (const std::string schema : {"phaen.plan/1", "phaen.scheme/2"}) {
        const auto scheme = load_scheme(
            "schema = \"" + schema + "\"\nid = \"mine\"\nfiscal_year = 2565\n", FileFormat::toml);
        ASSERT_FALSE(scheme.has_value());
        EXPECT_EQ(scheme.error().front().kind, PlanErrorKind::unsupported_schema);
        EXPECT_EQ(scheme.error().front().found, schema);
    }
}

TEST(SchemeFile, BytesThatAreNoTomlAreRefusedWithTheirPlace) {
    const auto scheme = load_scheme("schema = \"phaen.scheme/1\"\nid =\n", FileFormat::toml);
    ASSERT_FALSE(scheme.has_value());
    EXPECT_EQ(scheme.error().front().kind, PlanErrorKind::syntax);
    EXPECT_EQ(scheme.error().front().position.line, 2);
}

TEST(ValidateScheme, WorksOnAValueWithoutAFile) {
    Scheme scheme;
    scheme.id = "no good";
    scheme.fiscal_year = 65;
    const PlanErrors errors = validate_scheme(scheme);
    ASSERT_EQ(errors.size(), 2u) << errors_text(errors);
    EXPECT_EQ(errors[0].pointer, "/fiscal_year");
    EXPECT_EQ(errors[1].pointer, "/id");
    EXPECT_EQ(errors[1].position.line, 0);
}

}  // namespace
}  // namespace phaen::plan
