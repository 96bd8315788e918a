#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "import_support.h"
#include "phaen/base/thai_text.h"
#include "phaen/book/compose.h"
#include "phaen/check/check.h"
#include "phaen/check/words.h"
#include "phaen/document/read.h"
#include "phaen/document/write_text.h"
#include "phaen/plan/io.h"
#include "phaen/plan/shipped_schemes.h"

// The real plan, imported and composed again: what of it is in the book, and where the rest of the
// book comes from.

namespace phaen {
namespace {

constexpr std::size_t kShingle = 8;  // characters

/// The characters of a text without white space and the tags of a text document.
std::vector<std::string> characters(std::string_view text) {
    std::vector<std::string> made;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '<') {
            const std::size_t end = text.find('>', i);
            std::string_view tag =
                text.substr(i + 1, end == std::string_view::npos ? 0 : end - i - 1);
            if (tag.starts_with("/")) tag.remove_prefix(1);
            tag = tag.substr(0, tag.find(' '));
            if (tag == "p" || tag == "ul" || tag == "ol" || tag == "li" || tag == "u") {
                i = end + 1;
                continue;
            }
        }
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        const std::string_view one = text.substr(i, length);
        i += length;
        if (one == " " || one == "\t" || one == "\n" || one == "\u00A0") continue;
        made.emplace_back(one);
    }
    return made;
}

std::string joined(const std::vector<std::string>& list, std::size_t begin, std::size_t end) {
    std::string text;
    for (std::size_t i = begin; i < std::min(end, list.size()); ++i) text += list[i];
    return text;
}

/// Each stretch of eight characters.
std::vector<std::string> shingles(const std::vector<std::string>& list) {
    std::vector<std::string> made;
    for (std::size_t i = 0; i + kShingle <= list.size(); ++i)
        made.push_back(joined(list, i, i + kShingle));
    return made;
}

/// A piece of a text document: a line, or a cell of one.
struct Piece {
    int line = 0;
    int cell = -1;
    std::string text;
};

std::vector<Piece> pieces_of(const tests::Lines& lines) {
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const tests::Lines cells = tests::split(lines[i], "\t");
        for (std::size_t c = 0; c < cells.size(); ++c)
            pieces.push_back(
                {static_cast<int>(i) + 1, cells.size() > 1 ? static_cast<int>(c) : -1, cells[c]});
    }
    return pieces;
}

struct Composed {
    book::Recognition source;
    document::Document document;
    tests::Lines output;
};

Composed compose_source(const tests::Lines& lines) {
    Composed made;
    made.document = *document::read(tests::join(lines, "\n"), document::ReadLimits{});
    made.source = book::recognise(made.document, {});
    plan::Plan plan = made.source.plan;
    plan.source.reset();
    plan.claims.clear();
    book::ComposeOptions options;
    options.scheme = plan::find_shipped_scheme("bma-2565");
    const document::ComposedDocument book =
        book::compose(plan, *book::find_shipped_template("annual-plan"), options);
    std::map<std::string, std::string> pages;
    for (const document::ComposedSection& section : book.sections) {
        for (const document::ComposedBlock& block : section.blocks) {
            if (!block.paragraph.anchor.empty()) pages[block.paragraph.anchor] = "๑";
        }
    }
    made.output = tests::split(*document::write_text(book, {.pages = pages}), "\n");
    return made;
}

/// Lines that carry nothing of their own: repeated headers, pages of the contents.
std::set<int> furniture_of(const book::Recognition& source) {
    std::set<int> lines;
    for (const book::Account& account : source.account) {
        if (account.role == book::Role::furniture) lines.insert(account.place.line);
    }
    return lines;
}

/// Where a finding stands: what the document prints there is not what the plan says.
std::set<std::pair<int, int>> findings_of(const Composed& composed) {
    const check::Report report = check::check({.plan = &composed.source.plan,
                                               .document = &composed.document,
                                               .account = &composed.source.account,
                                               .scheme = plan::find_shipped_scheme("bma-2565")},
                                              check::shipped_words());
    std::set<std::pair<int, int>> places;
    for (const check::Finding& finding : report.findings) {
        for (const plan::Place& place : finding.places) places.emplace(place.line, place.cell);
    }
    return places;
}

class BookCoverage : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto lines = tests::source_lines();
        if (!lines) GTEST_SKIP() << "the source is not here";
        lines_ = *lines;
        composed_ = compose_source(lines_);
    }

    /// The parts of a thousand of the source that the output has; what it lacks goes into
    /// `missing`.
    int coverage(const std::set<std::pair<int, int>>& excepted, std::string& missing) const {
        std::map<std::string, int> there;
        std::vector<std::string> all;
        for (const std::string& line : composed_.output) {
            const std::vector<std::string> more = characters(line);
            all.insert(all.end(), more.begin(), more.end());
        }
        for (const std::string& shingle : shingles(all)) ++there[shingle];
        const std::set<int> furniture = furniture_of(composed_.source);
        std::size_t total = 0;
        std::size_t lost = 0;
        for (const Piece& piece : pieces_of(lines_)) {
            if (furniture.contains(piece.line) || excepted.contains({piece.line, piece.cell}) ||
                excepted.contains({piece.line, -1})) {
                continue;
            }
            std::size_t here = 0;
            for (const std::string& shingle : shingles(characters(piece.text))) {
                ++total;
                const auto found = there.find(shingle);
                if (found != there.end() && found->second > 0) {
                    --found->second;
                    continue;
                }
                ++here;
                if (here <= 3)
                    missing += (here == 1 ? std::to_string(piece.line) + ": " : " … ") + shingle;
            }
            if (here > 0) missing += " (" + std::to_string(here) + ")\n";
            lost += here;
        }
        EXPECT_GT(total, 10'000U);
        std::cout << total - lost << " of " << total << " stretches\n";
        return static_cast<int>((total - lost) * 1000 / total);
    }

    tests::Lines lines_;
    Composed composed_;
};

TEST_F(BookCoverage, HasTheSource) {
    std::string missing;
    EXPECT_GE(coverage(findings_of(composed_), missing), 990) << missing;
}

TEST_F(BookCoverage, HasNearlyAllWhereFindingsAreToo) {
    // There the book prints what the plan says: a figure that adds up, a name as it is elsewhere.
    std::string missing;
    EXPECT_GE(coverage({}, missing), 980) << missing;
}

TEST_F(BookCoverage, TheRestIsTheTemplates) {
    std::set<std::string> known;
    for (const std::string& line : lines_) {
        const std::vector<std::string> more = shingles(characters(line));
        known.insert(more.begin(), more.end());
    }
    // What the template says, without what stands in braces.
    std::vector<std::string> words;
    const auto add = [&](std::string_view text) {
        std::string plain;
        int depth = 0;
        for (const char c : text) {
            if (c == '{') ++depth;
            if (depth == 0) plain += c;
            if (c == '}' && depth > 0) {
                --depth;
                plain += '\x01';
            }
        }
        for (const std::string& part : tests::split(plain, "\x01")) {
            const std::vector<std::string> list = characters(part);
            if (!list.empty()) words.push_back(joined(list, 0, list.size()));
        }
    };
    const book::Template& by = *book::find_shipped_template("annual-plan");
    for (const auto& [name, text] : by.words) add(text);
    for (const book::TemplateGroup& group : by.groups) {
        add(group.list);
        add(group.table);
    }
    for (const book::TemplateBlock& block : by.blocks) add(block.heading + block.text);
    for (const plan::SchemeComponent& component : plan::find_shipped_scheme("bma-2565")->components)
        add(component.name);
    // The same words in one text: a stretch may go over the end of one.
    std::set<std::string> from_template;
    for (const std::string& word : words) {
        const std::vector<std::string> list = characters(word);
        for (std::size_t i = 0; i + 3 <= list.size(); ++i)
            from_template.insert(joined(list, i, i + 3));
        if (list.size() < 3) from_template.insert(word);
    }
    std::map<std::string, int> unexplained;
    std::map<std::string, int> listed;
    for (const std::string& line : composed_.output) {
        for (const std::string& cell : tests::split(line, "\t")) {
            const std::vector<std::string> list = characters(cell);
            std::vector<bool> covered(list.size(), list.size() < kShingle);
            for (std::size_t i = 0; i + kShingle <= list.size(); ++i) {
                if (!known.contains(joined(list, i, i + kShingle))) continue;
                for (std::size_t k = i; k < i + kShingle; ++k) covered[k] = true;
            }
            for (std::size_t i = 0; i < list.size();) {
                if (covered[i]) {
                    ++i;
                    continue;
                }
                std::size_t end = i;
                while (end < list.size() && !covered[end]) ++end;
                const std::string stretch = joined(list, i, end);
                // Figures that are computed, and three characters in a row of the template's.
                bool mine = end - i < 3;
                for (std::size_t k = i; k + 3 <= end && !mine; ++k)
                    mine = from_template.contains(joined(list, k, k + 3));
                const bool figures = std::all_of(
                    list.begin() + static_cast<std::ptrdiff_t>(i),
                    list.begin() + static_cast<std::ptrdiff_t>(end), [](const std::string& c) {
                        return base::parse_integer(c) || c.size() == 1 || c == "–" || c == "↔" ||
                               c == "←" || c == "→";
                    });
                ++(mine || figures ? listed : unexplained)[stretch];
                i = end;
            }
        }
    }
    std::string text;
    for (const auto& [stretch, count] : unexplained)
        text += stretch + " (" + std::to_string(count) + ")\n";
    EXPECT_TRUE(unexplained.empty()) << text;
    std::string list;
    for (const auto& [stretch, count] : listed)
        list += stretch + " (" + std::to_string(count) + ")\n";
    std::cout << "in the book and not in the source, from the template:\n" << list;
}

}  // namespace
}  // namespace phaen
