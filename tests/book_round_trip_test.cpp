#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "import_support.h"
#include "phaen/book/compose.h"
#include "phaen/book/printed.h"
#include "phaen/document/write_docx.h"
#include "phaen/document/write_text.h"
#include "phaen/plan/create.h"
#include "phaen/plan/io.h"
#include "phaen/plan/shipped_schemes.h"
#include "random_plan.h"

// What a book prints comes back: printed(import(render(plan))) = printed(plan).

namespace phaen {
namespace {

enum class Kind { text, docx };

plan::Plan example_plan() {
    const auto bytes = tests::read_file("examples/office/plan.toml");
    EXPECT_TRUE(bytes.has_value());
    auto plan = plan::parse_plan_toml(bytes.value_or(""));
    EXPECT_TRUE(plan.has_value());
    return plan ? *plan : plan::Plan();
}

/// As a PDF would number them: each heading on a page of its own.
std::map<std::string, std::string> some_pages(const document::ComposedDocument& document) {
    std::map<std::string, std::string> pages;
    for (const document::ComposedSection& section : document.sections) {
        for (const document::ComposedBlock& block : section.blocks) {
            if (!block.paragraph.anchor.empty())
                pages[block.paragraph.anchor] = std::to_string(pages.size() % 90 + 1);
        }
    }
    return pages;
}

std::string rendered(const plan::Plan& plan, Kind kind, const plan::Scheme* scheme) {
    book::ComposeOptions options;
    options.version = plan::version_of(plan);
    options.scheme = scheme;
    const document::ComposedDocument composed =
        book::compose(plan, *book::find_shipped_template("annual-plan"), options);
    const auto pages = some_pages(composed);
    const auto written = kind == Kind::text ? document::write_text(composed, {.pages = pages})
                                            : document::write_docx(composed, {.pages = pages});
    EXPECT_TRUE(written.has_value());
    return written ? *written : std::string();
}

plan::Plan imported(const std::string& bytes) { return tests::import_bytes(bytes).plan; }

std::vector<std::string> lines_of(const plan::Plan& plan) {
    std::istringstream stream(plan::to_toml(plan));
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

/// The lines that are in one and not in the other, at most so many.
std::string difference(const plan::Plan& a, const plan::Plan& b) {
    const std::vector<std::string> x = lines_of(a);
    const std::vector<std::string> y = lines_of(b);
    std::string text;
    std::size_t i = 0;
    std::size_t k = 0;
    int shown = 0;
    while ((i < x.size() || k < y.size()) && shown < 40) {
        if (i < x.size() && k < y.size() && x[i] == y[k]) {
            ++i;
            ++k;
            continue;
        }
        // The nearest line where they meet again.
        std::size_t best_i = x.size();
        std::size_t best_k = y.size();
        std::size_t best = best_i + best_k - i - k;
        for (std::size_t p = i; p < std::min(x.size(), i + 60); ++p) {
            for (std::size_t q = k; q < std::min(y.size(), k + 60); ++q) {
                if (x[p] == y[q] && !x[p].empty() && p - i + q - k < best) {
                    best = p - i + q - k;
                    best_i = p;
                    best_k = q;
                }
            }
        }
        for (; i < best_i; ++i, ++shown) text += "- " + x[i].substr(0, 1200) + "\n";
        for (; k < best_k; ++k, ++shown) text += "+ " + y[k].substr(0, 1200) + "\n";
    }
    return text;
}

void expect_round_trip(const plan::Plan& plan, const plan::Scheme* scheme) {
    const plan::Plan before = book::printed(plan);
    for (const Kind kind : {Kind::text, Kind::docx}) {
        const plan::Plan after = book::printed(imported(rendered(plan, kind, scheme)));
        EXPECT_TRUE(before == after) << (kind == Kind::text ? "text" : "docx") << "\n"
                                     << difference(before, after);
    }
}

TEST(BookRoundTrip, Example) {
    expect_round_trip(example_plan(), plan::find_shipped_scheme("bma-2565"));
}

TEST(BookRoundTrip, ImportedSource) {
    const auto source = tests::source_lines();
    if (!source) GTEST_SKIP() << "the source is not here";
    plan::Plan plan = tests::import_lines(*source).plan;
    plan.source.reset();
    plan.claims.clear();
    expect_round_trip(plan, plan::find_shipped_scheme("bma-2565"));
}

TEST(BookRoundTrip, RandomPlans) {
    for (unsigned seed = 1; seed <= 100; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        const plan::Plan plan = tests::random_plan(seed);
        ASSERT_TRUE(plan::validate(plan).empty());
        expect_round_trip(plan, plan::find_shipped_scheme("bma-2565"));
        if (HasFailure()) return;
    }
}

/// Every text that the book prints, as a way to it.
std::vector<std::function<std::string*(plan::Plan&)>> printed_texts(const plan::Plan& plan) {
    std::vector<std::function<std::string*(plan::Plan&)>> texts;
    const auto add = [&]<class T, class M>(std::vector<T> plan::Plan::* list, M member) {
        for (std::size_t i = 0; i < (plan.*list).size(); ++i)
            texts.push_back([=](plan::Plan& p) { return &((p.*list)[i].*member); });
    };
    texts.push_back([](plan::Plan& p) { return &p.vision; });
    add(&plan::Plan::narratives, &plan::Narrative::text);
    add(&plan::Plan::mission_statements, &plan::MissionStatement::text);
    add(&plan::Plan::measures, &plan::Measure::title);
    add(&plan::Plan::missions, &plan::Mission::title);
    add(&plan::Plan::missions, &plan::Mission::success);
    add(&plan::Plan::glossary, &plan::GlossaryTerm::term);
    add(&plan::Plan::glossary, &plan::GlossaryTerm::text);
    add(&plan::Plan::indicators, &plan::Indicator::name);
    add(&plan::Plan::indicators, &plan::Indicator::calculation_method);
    add(&plan::Plan::higher_indicators, &plan::HigherIndicator::name);
    add(&plan::Plan::projects, &plan::Project::name);
    add(&plan::Plan::activities, &plan::Activity::name);
    add(&plan::Plan::budget_structure, &plan::BudgetNode::name);
    add(&plan::Plan::results, &plan::EarlierResult::indicator_name);
    add(&plan::Plan::results, &plan::EarlierResult::narrative);
    add(&plan::Plan::frameworks, &plan::Framework::name);
    for (std::size_t i = 0; i < plan.organisations.size(); ++i) {
        // The executive is named nowhere in the book.
        if (plan.organisations[i].kind != plan::OrganisationKind::executive)
            texts.push_back([=](plan::Plan& p) { return &p.organisations[i].name; });
    }
    for (std::size_t i = 0; i < plan.swot.items.size(); ++i)
        texts.push_back([=](plan::Plan& p) { return &p.swot.items[i].text; });
    for (std::size_t i = 0; i < plan.swot.combinations.size(); ++i)
        texts.push_back([=](plan::Plan& p) { return &p.swot.combinations[i].heading; });
    for (std::size_t f = 0; f < plan.frameworks.size(); ++f) {
        for (std::size_t i = 0; i < plan.frameworks[f].nodes.size(); ++i)
            texts.push_back([=](plan::Plan& p) { return &p.frameworks[f].nodes[i].title; });
    }
    for (std::size_t s = 0; s < plan.schedules.size(); ++s) {
        for (std::size_t i = 0; i < plan.schedules[s].steps.size(); ++i)
            texts.push_back([=](plan::Plan& p) { return &p.schedules[s].steps[i].text; });
    }
    for (std::size_t k = 0; k < plan.indicators.size(); ++k) {
        for (std::size_t i = 0; i < plan.indicators[k].evidence.size(); ++i)
            texts.push_back([=](plan::Plan& p) { return &p.indicators[k].evidence[i].text; });
        for (std::size_t i = 0; i < plan.indicators[k].scoring_criteria.size(); ++i) {
            texts.push_back(
                [=](plan::Plan& p) { return &p.indicators[k].scoring_criteria[i].condition; });
        }
        for (std::size_t i = 0; i < plan.indicators[k].sub_indicators.size(); ++i)
            texts.push_back([=](plan::Plan& p) { return &p.indicators[k].sub_indicators[i].name; });
    }
    return texts;
}

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos;
         at = text.find(part, at + part.size())) {
        ++count;
    }
    return count;
}

/// The book as text without the line that names the version.
std::string book_text(const plan::Plan& plan) {
    book::ComposeOptions options;
    options.scheme = plan::find_shipped_scheme("bma-2565");
    const auto text = document::write_text(
        book::compose(plan, *book::find_shipped_template("annual-plan"), options));
    EXPECT_TRUE(text.has_value());
    return text ? *text : std::string();
}

TEST(BookEdits, AreAtEveryPlaceOfUseAndNowhereElse) {
    const plan::Plan plan = example_plan();
    const std::string whole = plan::to_toml(plan);
    const std::string before = book_text(plan);
    auto texts = printed_texts(plan);
    ASSERT_GT(texts.size(), 150U);
    std::mt19937 random(2565);
    std::shuffle(texts.begin(), texts.end(), random);
    int counted = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        plan::Plan one = plan;
        plan::Plan other = plan;
        const std::string original = *texts[i](one);
        if (original.empty() || original.find('\n') != std::string::npos) continue;
        SCOPED_TRACE(original);
        // Kinds are told by a name's beginning; the rest may be anything.
        const std::string mark_one = original.substr(0, original.find(' ')) + " ตัวอย่างหนึ่ง";
        const std::string mark_other = original.substr(0, original.find(' ')) + " แบบอื่นแทน";
        *texts[i](one) = mark_one;
        *texts[i](other) = mark_other;
        const std::string with_one = book_text(one);
        std::string replaced = with_one;
        const std::size_t uses = count_of(with_one, mark_one);
        EXPECT_GE(uses, 1U);
        for (std::size_t at = replaced.find(mark_one); at != std::string::npos;
             at = replaced.find(mark_one, at + mark_other.size())) {
            replaced.replace(at, mark_one.size(), mark_other);
        }
        EXPECT_EQ(replaced, book_text(other));
        // Where nothing else says the same words, they stood at as many places before. What a
        // mission is to reach may be the same words as an indicator's name with its target.
        if (count_of(whole, original) == 1 && original.find("(ค่าเป้าหมาย") == std::string::npos) {
            EXPECT_EQ(uses, count_of(before, original));
            ++counted;
        }
    }
    EXPECT_GE(counted, 20);
}

TEST(BookEdits, AnAmountMovesItsTotals) {
    // Project 6 costs 1,000,000.00 and stands in its mission's table, the summary and the sheet of
    // indicator 1. The projects of missions come to 12,903,200.00: 4,850,000 + 2,500,000 +
    // 1,053,200
    // + 1,000,000 + 2,500,000 + 1,000,000.
    plan::Plan plan = example_plan();
    const std::string before = book_text(plan);
    EXPECT_EQ(count_of(before, "๑๒,๙๐๓,๒๐๐.- บาท"), 1U);
    const auto project = std::find_if(plan.projects.begin(), plan.projects.end(),
                                      [](const plan::Project& p) { return p.id == "project-6"; });
    ASSERT_NE(project, plan.projects.end());
    ASSERT_EQ(project->budget->to_string(), "1000000.00");
    project->budget = base::Money::parse("1234567.89");
    const std::string after = book_text(plan);
    std::size_t uses = 1;  // the summary
    for (const plan::Mission& mission : plan.missions)
        uses += static_cast<std::size_t>(std::count(
            mission.projects.begin(), mission.projects.end(), plan::Ref::to("project-6")));
    for (const plan::Indicator& indicator : plan.indicators)
        uses += static_cast<std::size_t>(std::count(
            indicator.projects.begin(), indicator.projects.end(), plan::Ref::to("project-6")));
    EXPECT_EQ(count_of(after, "๑,๒๓๔,๕๖๗.๘๙ บาท"), uses);
    // 12,903,200.00 − 1,000,000.00 + 1,234,567.89
    EXPECT_EQ(count_of(after, "๑๓,๑๓๗,๗๖๗.๘๙ บาท"), 1U);
    EXPECT_EQ(count_of(after, "๑๒,๙๐๓,๒๐๐.- บาท"), 0U);
}

TEST(BookEdits, AStepsWeightMovesWhatComesAfter) {
    // Five steps of 20: so far 20, 40, 60, 80, 100. With 5 for the second: 20, 25, 45, 65, 85.
    plan::Plan plan = example_plan();
    ASSERT_EQ(plan.schedules.front().steps.size(), 5U);
    plan.schedules.resize(1);
    plan.schedules.front().steps[1].weight = base::Weight(base::Decimal::from_integer(5));
    const std::string text = book_text(plan);
    EXPECT_EQ(count_of(text, "\t๕\t๒๕\t"), 1U);
    EXPECT_EQ(count_of(text, "\t๒๐\t๔๕\t"), 1U);
    EXPECT_EQ(count_of(text, "\t๘๕\t๘๕\t"), 1U);
}

TEST(BookRoundTrip, ListOfCorrections) {
    const plan::Plan approved = example_plan();
    plan::Plan corrected = approved;
    corrected.vision = "เห็นเมืองอื่นแล้วทำเมืองนี้ให้ดีขึ้น";
    corrected.projects.front().budget = base::Money::parse("1600000.00");
    corrected.schedules.back().steps.pop_back();
    const book::Template& by = *book::find_shipped_template("annual-plan");
    const std::vector<book::Correction> list =
        book::corrections_between(approved, corrected, by, "มติ");
    ASSERT_GE(list.size(), 3U);
    EXPECT_EQ(list.front(), (book::Correction{"วิสัยทัศน์", approved.vision, corrected.vision, "มติ"}));
    const auto budget = std::find_if(list.begin(), list.end(), [](const book::Correction& one) {
        return one.place.ends_with("งบประมาณ");
    });
    ASSERT_NE(budget, list.end());
    EXPECT_EQ(budget->approved, "๑,๕๐๐,๐๐๐.- บาท");
    EXPECT_EQ(budget->corrected, "๑,๖๐๐,๐๐๐.- บาท");
    book::ComposeOptions options;
    options.scheme = plan::find_shipped_scheme("bma-2565");
    options.corrections = list;
    const document::ComposedDocument book = book::compose(corrected, by, options);
    const auto text = document::write_text(book, {.pages = some_pages(book)});
    ASSERT_TRUE(text.has_value());
    EXPECT_EQ(count_of(*text, approved.vision), 1U);
    EXPECT_EQ(count_of(*text, corrected.vision), 2U);
    EXPECT_TRUE(book::printed(imported(*text)) == book::printed(corrected))
        << difference(book::printed(corrected), book::printed(imported(*text)));
}

TEST(BookRoundTrip, EmptyPlan) {
    plan::Plan plan;
    plan.id = "p";
    plan.title.th = "แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕";
    plan.fiscal_year = 2565;
    expect_round_trip(plan, nullptr);
}

}  // namespace
}  // namespace phaen
