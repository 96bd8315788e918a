#include <gtest/gtest.h>

#include <algorithm>
#include <map>
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
        for (; i < best_i; ++i, ++shown) text += "- " + x[i].substr(0, 300) + "\n";
        for (; k < best_k; ++k, ++shown) text += "+ " + y[k].substr(0, 300) + "\n";
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
    for (unsigned seed = 1; seed <= 200; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        const plan::Plan plan = tests::random_plan(seed);
        ASSERT_TRUE(plan::validate(plan).empty());
        expect_round_trip(plan, plan::find_shipped_scheme("bma-2565"));
        if (HasFailure()) return;
    }
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
