#include "frame_outline.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <set>
#include <unordered_map>

#include "frame_tables.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

namespace {

using document::Block;
using document::Paragraph;

constexpr std::array<std::string_view, 25> kChapters = {"preface",
                                                        "general",
                                                        "vision",
                                                        "values",
                                                        "mission_statements",
                                                        "results",
                                                        "year_goal",
                                                        "swot",
                                                        "swot_combinations",
                                                        "strategy",
                                                        "indicator_list",
                                                        "measures",
                                                        "strategic_projects",
                                                        "mission_projects",
                                                        "projects",
                                                        "higher_indicators",
                                                        "budget_summary",
                                                        "routine_projects",
                                                        "implementation",
                                                        "agreement",
                                                        "indicator_group",
                                                        "steps",
                                                        "glossary",
                                                        "heading",
                                                        "other"};

/// What never heads anything: running text and items.
constexpr std::array<std::string_view, 16> kNoHeadings = {
    "prose",    "footnote", "cover",           "contents",        "mission_statement", "swot_item",
    "result",   "link",     "mission_success", "write_up",        "sub_indicator",     "evidence",
    "criteria", "sheet",    "glossary_term",   "swot_combination"};

bool is_in(const auto& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view without_bullet(std::string_view text) {
    bool again = true;
    while (again) {
        again = false;
        for (const std::string_view mark : {"-", "–", "—", "•", "*", " ", "▪", "●"}) {
            if (!text.starts_with(mark)) continue;
            text.remove_prefix(mark.size());
            again = true;
        }
    }
    return text;
}

/// Cuts leader dots and the page number off a line.
void split_page(std::string_view text, ContentsLine& line) {
    const std::string arabic = base::to_arabic_digits(text);
    std::size_t digits = 0;
    while (digits < arabic.size() && arabic[arabic.size() - 1 - digits] >= '0' &&
           arabic[arabic.size() - 1 - digits] <= '9') {
        ++digits;
    }
    std::string_view title = text;
    if (digits > 0 && digits <= 4) {
        // Thai digits have three bytes each, Arabic ones one.
        std::size_t bytes = 0;
        std::size_t count = 0;
        while (count < digits) {
            const char last = text[text.size() - 1 - bytes];
            bytes += last >= '0' && last <= '9' ? 1 : 3;
            ++count;
        }
        const std::string_view before = text.substr(0, text.size() - bytes);
        if (before.empty() || before.ends_with(".") || before.ends_with("…") ||
            before.ends_with(" ") || before.ends_with("\t")) {
            // A year or a number of the title is no page.
            const bool leader = before.ends_with(".") || before.ends_with("…");
            const bool abbreviation =
                before.ends_with("พ.ศ. ") || before.ends_with("พ.ศ.") || before.ends_with("ที่ ");
            if (!abbreviation && (leader || digits <= 3)) {
                line.page = std::string(text.substr(text.size() - bytes));
                line.number = base::parse_integer(line.page);
                title = before;
            }
        }
    }
    while (title.ends_with(".") || title.ends_with("…") || title.ends_with(" ")) {
        title.remove_suffix(title.ends_with("…") ? std::string_view("…").size() : 1);
    }
    line.title = std::string(without_bullet(title));
}

std::vector<std::u32string::value_type> letters_of(std::string_view text) {
    std::vector<std::u32string::value_type> out;
    for (std::size_t i = 0; i < text.size();) {
        char32_t letter = 0;
        std::size_t length = 1;
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead >= 0xE0U)
            length = lead >= 0xF0U ? 4 : 3;
        else if (lead >= 0xC0U)
            length = 2;
        for (std::size_t k = 0; k < length && i + k < text.size(); ++k) {
            letter = (letter << 8U) | static_cast<unsigned char>(text[i + k]);
        }
        out.push_back(letter);
        i += length;
    }
    return out;
}

std::vector<std::uint64_t> pairs_of(std::string_view text) {
    const auto letters = letters_of(text);
    std::vector<std::uint64_t> out;
    for (std::size_t i = 1; i < letters.size(); ++i) {
        out.push_back((static_cast<std::uint64_t>(letters[i - 1]) << 32U) | letters[i]);
    }
    std::sort(out.begin(), out.end());
    return out;
}

int likeness_of(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
    if (a.empty() || b.empty()) return 0;
    std::size_t shared = 0;
    for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
        if (a[i] == b[k]) {
            ++shared;
            ++i;
            ++k;
        } else if (a[i] < b[k]) {
            ++i;
        } else {
            ++k;
        }
    }
    return static_cast<int>(2000 * shared / (a.size() + b.size()));
}

}  // namespace

int likeness(std::string_view a, std::string_view b) {
    return likeness_of(pairs_of(a), pairs_of(b));
}

std::optional<Ordinal> leading_ordinal(std::string_view text) {
    Ordinal out;
    std::string_view rest = without_bullet(text);
    const char* const begin = rest.data();
    const bool bracket = rest.starts_with("(");
    if (bracket) rest.remove_prefix(1);
    while (true) {
        std::size_t bytes = 0;
        std::string digits;
        while (bytes < rest.size() && digits.size() < 4) {
            const std::string_view here = rest.substr(bytes);
            if (here[0] >= '0' && here[0] <= '9') {
                digits += here[0];
                ++bytes;
                continue;
            }
            // ๐ to ๙ are E0 B9 90 to E0 B9 99.
            if (here.size() < 3 || !here.starts_with("\xE0\xB9")) break;
            const auto last = static_cast<unsigned char>(here[2]);
            if (last < 0x90U || last > 0x99U) break;
            digits += static_cast<char>('0' + (last - 0x90U));
            bytes += 3;
        }
        if (digits.empty() || digits.size() > 2) break;
        out.parts.push_back(*base::parse_integer(digits));
        rest.remove_prefix(bytes);
        if (!rest.starts_with(".")) break;
        const std::string_view after = rest.substr(1);
        const bool digit_follows =
            !after.empty() && ((after[0] >= '0' && after[0] <= '9') ||
                               (after.size() > 2 && after.starts_with("\xE0\xB9") &&
                                static_cast<unsigned char>(after[2]) >= 0x90U &&
                                static_cast<unsigned char>(after[2]) <= 0x99U));
        if (!digit_follows) break;
        rest = after;
    }
    if (out.parts.empty() || out.parts.size() > 5) return std::nullopt;
    if (rest.starts_with(")")) {
        out.style = ')';
        rest.remove_prefix(1);
    } else if (bracket) {
        return std::nullopt;
    } else if (rest.starts_with(".")) {
        rest.remove_prefix(1);
    } else if (rest.starts_with(" ") && out.parts.size() > 1) {
        out.style = '.';
    } else {
        return std::nullopt;
    }
    out.printed = std::string(begin, static_cast<std::size_t>(rest.data() - begin));
    // `๑.๕ ล้านบาท` and `2.-` are no list numbers.
    while (rest.starts_with(" ")) rest.remove_prefix(1);
    if (rest.empty() || rest.starts_with("-") || rest.starts_with("%")) return std::nullopt;
    for (const std::string_view unit : {"ล้าน", "บาท", "พัน", "หมื่น", "แสน", "เท่า", "คะแนน"}) {
        if (rest.starts_with(unit)) return std::nullopt;
    }
    out.rest = rest;
    return out;
}

std::string title_key(std::string_view text) {
    const std::optional<Ordinal> ordinal = leading_ordinal(text);
    return base::comparison_key(ordinal ? ordinal->rest : without_bullet(text));
}

namespace {

std::vector<ContentsLine> read_contents(const Context& context) {
    std::vector<ContentsLine> out;
    if (context.document() == nullptr) return out;
    const auto add = [&out](ContentsLine line) {
        line.key = title_key(line.title);
        if (line.key.empty()) return;
        if (line.page.empty() && (line.key.starts_with("สารบัญ") || line.key == "เรื่อง" ||
                                  line.key == "หน้า" || line.key == "เรื่องหน้า")) {
            return;
        }
        out.push_back(std::move(line));
    };
    for (const Block& block : context.document()->blocks) {
        if (block.kind == Block::Kind::paragraph) {
            const plan::Place place = plan_place(block.paragraph.place);
            if (context.what_at(place) != "contents") continue;
            ContentsLine line;
            line.place = place;
            split_page(block.paragraph.printed(), line);
            add(std::move(line));
            continue;
        }
        for (const document::Row& row : block.table.rows) {
            if (row.cells.empty()) continue;
            const plan::Place place = plan_place(row.place);
            if (context.what_at(place) != "contents") continue;
            ContentsLine line;
            std::string text;
            for (const document::Cell& cell : row.cells) {
                const std::string part = cell.text();
                if (part.empty()) continue;
                if (!text.empty() && base::parse_integer(part)) {
                    line.page = part;
                    line.number = base::parse_integer(part);
                    continue;
                }
                if (!text.empty()) text += ' ';
                text += part;
            }
            line.place = place;
            line.place.cell = row.cells.front().place.cell;
            const std::string page = line.page;
            const std::optional<long long> number = line.number;
            if (page.empty()) {
                split_page(text, line);
            } else {
                split_page(text + ".", line);
                line.page = page;
                line.number = number;
            }
            add(std::move(line));
        }
    }
    return out;
}

std::vector<Heading> read_headings(const Context& context) {
    std::vector<Heading> out;
    if (context.document() == nullptr) return out;
    std::string_view before;
    for (std::size_t i = 0; i < context.document()->blocks.size(); ++i) {
        const Block& block = context.document()->blocks[i];
        if (block.kind != Block::Kind::paragraph) {
            before = {};
            continue;
        }
        const Paragraph& paragraph = block.paragraph;
        const plan::Place place = plan_place(paragraph.place);
        const std::string_view what = context.what_at(place);
        const bool second_of_vision = what == "vision" && before == "vision";
        before = what;
        if (paragraph.text.empty() || what.empty() || second_of_vision) continue;
        const bool styled = paragraph.heading_level > 0;
        if (!styled && is_in(kNoHeadings, what)) continue;
        if (what == "cover" || what == "contents") continue;
        Heading heading;
        heading.paragraph = &paragraph;
        heading.block = i;
        heading.text = paragraph.printed();
        heading.key = title_key(heading.text);
        heading.what = what;
        heading.place = place;
        heading.chapter = is_in(kChapters, what) && base::count_graphemes(heading.text) <= 160;
        if (const auto ordinal = leading_ordinal(heading.text))
            heading.depth = ordinal->parts.size();
        out.push_back(std::move(heading));
    }
    return out;
}

/// Thai text has few first bytes, on which a plain search would stop at every letter.
bool stands_in(const std::string& body, const std::string& key) {
    return std::search(body.begin(), body.end(),
                       std::boyer_moore_searcher(key.begin(), key.end())) != body.end();
}

std::vector<ContentsMatch> read_matches(const Context& context,
                                        const std::vector<ContentsLine>& lines,
                                        const std::vector<Heading>& headings) {
    std::vector<ContentsMatch> out;
    // 1. Equal headings by their keys; a heading may go on in the next paragraph.
    std::unordered_map<std::string, std::vector<std::size_t>> by_key;
    for (std::size_t h = 0; h < headings.size(); ++h) {
        by_key[headings[h].key].push_back(h);
        if (h + 1 < headings.size() && headings[h + 1].block == headings[h].block + 1) {
            by_key[headings[h].key + headings[h + 1].key].push_back(h);
        }
    }
    std::vector<std::vector<std::uint64_t>> pairs;
    std::vector<std::vector<std::uint64_t>> pairs_with_next;
    std::string body;
    const auto prepare = [&] {
        if (!pairs.empty() || headings.empty()) return;
        for (std::size_t h = 0; h < headings.size(); ++h) {
            pairs.push_back(pairs_of(headings[h].key));
            const bool next =
                h + 1 < headings.size() && headings[h + 1].block == headings[h].block + 1;
            pairs_with_next.push_back(next ? pairs_of(headings[h].key + headings[h + 1].key)
                                           : std::vector<std::uint64_t>());
        }
        for (const Passage& passage : context.passages()) {
            if (passage.kind == Passage::Kind::contents) continue;
            body += base::comparison_key(passage.text);
            body += '\n';
        }
    };
    std::set<std::size_t> taken;
    std::size_t last = 0;
    const auto exact = [&](const std::string& key) -> std::optional<std::size_t> {
        const auto found = by_key.find(key);
        if (found == by_key.end()) return std::nullopt;
        // The first one behind the line before, else the first that is free.
        for (const std::size_t h : found->second) {
            if (h >= last && taken.count(h) == 0) return h;
        }
        return found->second.front();
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        ContentsMatch match;
        match.line = i;
        std::optional<std::size_t> same = exact(lines[i].key);
        bool joined = false;
        if (!same && lines[i].page.empty() && i + 1 < lines.size()) {
            same = exact(lines[i].key + title_key(lines[i + 1].title));
            joined = same.has_value();
        }
        if (same) {
            match.kind = ContentsMatch::Kind::same;
            match.heading = *same;
            taken.insert(*same);
            last = *same;
            out.push_back(match);
            if (joined) {
                out.push_back({i + 1, ContentsMatch::Kind::continuation, *same});
                ++i;
            }
            continue;
        }
        // 2. The heading most like it, rather one behind the line before and not yet listed.
        prepare();
        const auto mine = pairs_of(lines[i].key);
        int best = 0;
        for (std::size_t h = 0; h < headings.size(); ++h) {
            if (taken.count(h) != 0) continue;
            int alike = likeness_of(mine, pairs[h]);
            alike = std::max(alike, likeness_of(mine, pairs_with_next[h]));
            if (h < last) alike -= 150;
            if (alike > best) {
                best = alike;
                match.heading = h;
            }
        }
        if (best >= 600) {
            match.kind = ContentsMatch::Kind::differs;
            taken.insert(match.heading);
            last = match.heading;
        } else if (stands_in(body, lines[i].key)) {
            match.kind = ContentsMatch::Kind::same;
            match.heading = headings.size();
        } else {
            match.kind = lines[i].page.empty() ? ContentsMatch::Kind::continuation
                                               : ContentsMatch::Kind::nowhere;
        }
        out.push_back(match);
    }
    return out;
}

/// What the rules of this family read.
struct Outline {
    explicit Outline(const Context& context)
        : lines(read_contents(context)),
          headings(read_headings(context)),
          matches(read_matches(context, lines, headings)) {}
    std::vector<ContentsLine> lines;
    std::vector<Heading> headings;
    std::vector<ContentsMatch> matches;
};

}  // namespace

const std::vector<ContentsLine>& contents_lines(const Context& context) {
    return context.derived<Outline>().lines;
}

const std::vector<Heading>& headings(const Context& context) {
    return context.derived<Outline>().headings;
}

const std::vector<ContentsMatch>& match_contents(const Context& context) {
    return context.derived<Outline>().matches;
}

}  // namespace phaen::check
