#include "language_numbers.h"

#include <algorithm>
#include <utility>

#include "phaen/base/thai_text.h"
#include "sum_tables.h"

namespace phaen::check {

namespace {

bool is_dash(char32_t c) { return c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }

int digit_value(char32_t c) { return static_cast<int>(is_thai_digit(c) ? c - 0x0E50 : c - U'0'); }

}  // namespace

std::vector<PrintedNumber> printed_numbers(const CodePoints& text) {
    std::vector<PrintedNumber> out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_any_digit(text[i])) continue;
        PrintedNumber number{.begin = i, .end = i};
        for (; i < text.size(); ++i) {
            const char32_t c = text[i];
            if (is_any_digit(c)) {
                (is_thai_digit(c) ? number.thai : number.arabic) += 1;
            } else if ((c == U',' || c == U'.') && is_any_digit(text[i + 1])) {
                (c == U',' ? number.has_comma : number.has_dot) = true;
            } else {
                break;
            }
        }
        number.end = i;
        out.push_back(number);
    }
    return out;
}

std::optional<int> plain_value(const CodePoints& text, const PrintedNumber& number) {
    if (number.has_comma || number.has_dot || number.end - number.begin > 9) return std::nullopt;
    int value = 0;
    for (std::size_t i = number.begin; i < number.end; ++i) {
        value = value * 10 + digit_value(text[i]);
    }
    return value;
}

bool is_in_latin_name(const CodePoints& text, const PrintedNumber& number) {
    if (is_latin(text[number.end])) return true;
    // Back over spaces, dashes and the marks inside codes.
    std::size_t i = number.begin;
    while (i > 0 && (text[i - 1] == U' ' || is_dash(text[i - 1]) || text[i - 1] == U'_' ||
                     text[i - 1] == U'.' || text[i - 1] == U'/' || text[i - 1] == U'#')) {
        --i;
    }
    if (i > 0 && is_latin(text[i - 1])) return true;
    // 2019 (COVID-19)
    const std::size_t next = skip_spaces(text, number.end);
    if (text[next] == U'(' && is_latin(text[next + 1])) return true;
    std::size_t begin = number.begin;
    while (begin > 0 && text[begin - 1] != U' ') --begin;
    std::size_t end = number.end;
    while (end < text.size() && text[end] != U' ') ++end;
    const std::string_view word = text.slice(begin, end);
    return word.find("://") != std::string_view::npos ||
           word.find("www.") != std::string_view::npos || word.find('@') != std::string_view::npos;
}

std::size_t skip_spaces(const CodePoints& text, std::size_t i) {
    while (text[i] == U' ') ++i;
    return i;
}

bool stands_at(const CodePoints& text, std::size_t i, std::u32string_view word) {
    return i <= text.size() && text.chars().compare(i, word.size(), word) == 0;
}

bool ends_at(const CodePoints& text, std::size_t i, std::u32string_view word) {
    return i >= word.size() && stands_at(text, i - word.size(), word);
}

AmountCells::AmountCells(const Context& context) {
    for (const plan::ClaimKind kind : {plan::ClaimKind::amount, plan::ClaimKind::total}) {
        for (const plan::Claim* claim : context.claims(kind)) {
            printed_.emplace(std::pair(claim->place.block, claim->place.row), claim->printed);
        }
    }
    const WordKeys words(context);
    for (const SumTable& table : sum_tables(context)) {
        for (int column = 0; column < static_cast<int>(table.headers.size()); ++column) {
            const std::string header =
                base::comparison_key(table.headers.at(static_cast<std::size_t>(column)));
            if (!words.inside("money_columns", header) || words.inside("code_columns", header)) {
                continue;
            }
            for (const SumRow& row : table.rows) {
                const SumCell* cell = row.kind == SumRowKind::header ? nullptr : row.at(column);
                if (cell == nullptr || !cell->units) continue;
                cells_.insert({cell->place.block, cell->place.row, cell->place.cell});
            }
        }
    }
}

bool AmountCells::has(const Passage& passage) const {
    if (passage.kind != Passage::Kind::cell) return false;
    const plan::Place& place = passage.place;
    if (cells_.contains({place.block, place.row, place.cell})) return true;
    const auto [begin, end] = printed_.equal_range({place.block, place.row});
    return std::any_of(begin, end, [&](const auto& row) { return row.second == passage.text; });
}

std::vector<YearRange> year_ranges(const CodePoints& text) {
    std::vector<YearRange> out;
    const std::vector<PrintedNumber> numbers = printed_numbers(text);
    for (std::size_t n = 0; n + 1 < numbers.size(); ++n) {
        const PrintedNumber& from = numbers[n];
        const PrintedNumber& to = numbers[n + 1];
        if (from.end - from.begin != 4 || to.end - to.begin != 4) continue;
        std::size_t i = skip_spaces(text, from.end);
        if (!is_dash(text[i])) continue;
        i = skip_spaces(text, i + 1);
        if (i != to.begin) continue;
        const std::optional<int> first = plain_value(text, from);
        const std::optional<int> last = plain_value(text, to);
        if (!first || !last || *first < 2400 || *first > 2700 || *last < 2400 || *last > 2700) {
            continue;
        }
        out.push_back({{from.begin, from.end, *first},
                       {to.begin, to.end, *last},
                       std::string(text.slice(from.end, to.begin))});
    }
    return out;
}

void FormUse::add(std::string form, Slip slip) {
    uses_.push_back({std::move(form), std::move(slip)});
}

std::size_t FormUse::count(std::string_view form) const {
    return static_cast<std::size_t>(std::count_if(
        uses_.begin(), uses_.end(), [&](const Use& use) { return use.form == form; }));
}

std::string FormUse::usual() const {
    std::map<std::string_view, std::size_t> counts;
    for (const Use& use : uses_) ++counts[use.form];
    std::string_view best;
    std::size_t most = 0;
    for (const Use& use : uses_) {
        if (counts[use.form] > most) {
            most = counts[use.form];
            best = use.form;
        }
    }
    return std::string(best);
}

std::vector<Slip> FormUse::others(std::string_view form) const {
    std::vector<Slip> out;
    for (const Use& use : uses_) {
        if (use.form != form) out.push_back(use.slip);
    }
    return out;
}

bool is_minority(std::size_t few, std::size_t total) { return few > 0 && few * 3 <= total; }

void add_passages(FindingBuilder& finding, const std::vector<Slip>& slips) {
    std::vector<Slip> once;
    for (const Slip& slip : slips) {
        if (once.empty() || once.back().passage != slip.passage) once.push_back(slip);
    }
    add_slips(finding, once);
}

}  // namespace phaen::check
