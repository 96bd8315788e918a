#include "criteria.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <utility>

#include "phaen/base/thai_text.h"

namespace phaen::check {

namespace {

using plan::Place;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Which indicator the criteria in a row belong to.
std::map<std::pair<int, int>, const plan::Indicator*> indicators_by_row(const Context& context) {
    std::map<std::pair<int, int>, const plan::Indicator*> out;
    for (const plan::Element& element : context.elements().elements()) {
        if (element.kind != plan::ElementKind::indicator) continue;
        const auto* indicator = std::get<const plan::Indicator*>(element.object);
        for (const Place& place : context.places_of(element.id)) {
            out.emplace(std::pair{place.block, place.row}, indicator);
        }
    }
    return out;
}

/// The level that a cell names: ๕, ระดับ ๕, ระดับคะแนน ๕.
std::optional<int> level_in(std::string_view text) {
    std::string key = base::comparison_key(text);
    for (const std::string_view word : {"ระดับ", "คะแนน", "ที่"}) {
        if (key.starts_with(word)) key.erase(0, word.size());
    }
    constexpr long long kHighest = 10;
    const auto number = base::parse_integer(key);
    if (!number || *number < 0 || *number > kHighest) return std::nullopt;
    return static_cast<int>(*number);
}

struct Columns {
    int level = -1;
    int condition = -1;
    int percent = -1;
    int score = -1;
};

/// By what the cells hold: headers of criteria tables are named in too many ways.
Columns columns_of(const SumTable& table) {
    Columns out;
    std::size_t longest = 0;
    for (int column = 0; column < table.columns; ++column) {
        std::size_t rows = 0;
        std::size_t levels = 0;
        std::size_t numbers = 0;
        std::size_t length = 0;
        for (const SumRow& row : table.rows) {
            if (row.what != "criteria_row") continue;
            const SumCell* cell = row.at(column);
            if (cell == nullptr || cell->text.empty()) continue;
            ++rows;
            levels += level_in(cell->text) ? 1U : 0U;
            numbers += base::parse_printed_decimal(cell->text) ? 1U : 0U;
            length += cell->text.size();
        }
        if (rows == 0) continue;
        const std::string header =
            base::comparison_key(table.headers[static_cast<std::size_t>(column)]);
        const bool percent = header.find("ร้อยละ") != std::string::npos;
        if (out.level < 0 && levels == rows && !percent) {
            out.level = column;
        } else if (percent && out.percent < 0) {
            out.percent = column;
        } else if (numbers == rows && header.find("คะแนน") != std::string::npos) {
            out.score = column;
        } else if (length > longest) {
            longest = length;
            out.condition = column;
        }
    }
    return out;
}

/// The share in ร้อยละ ๙๐ ของน้ำหนักคะแนน.
std::optional<Units> percent_in(std::string_view text) {
    const std::vector<ConditionNumber> numbers = condition_numbers(text);
    if (numbers.size() != 1) return std::nullopt;
    return numbers.front().units;
}

void read_rows(const Context& context,
               const std::map<std::pair<int, int>, const plan::Indicator*>& owners,
               std::vector<Criteria>& out) {
    for (const SumTable& table : sum_tables(context)) {
        const bool any = std::any_of(table.rows.begin(), table.rows.end(),
                                     [](const SumRow& row) { return row.what == "criteria_row"; });
        if (!any) continue;
        const Columns columns = columns_of(table);
        if (columns.level < 0) continue;
        for (const SumRow& row : table.rows) {
            const SumCell* level = row.at(columns.level);
            const auto owner = owners.find({row.place.block, row.place.row});
            if (row.what != "criteria_row" || level == nullptr || owner == owners.end()) continue;
            const auto number = level_in(level->text);
            if (!number) continue;
            if (out.empty() || out.back().indicator != owner->second) {
                out.push_back({owner->second, {}});
            }
            CriteriaLevel read;
            read.level = *number;
            read.level_at = level->place;
            if (const SumCell* cell = row.at(columns.condition)) {
                read.condition = cell->text;
                read.condition_at = cell->place;
            }
            if (const SumCell* cell = row.at(columns.percent)) {
                read.percent = percent_in(cell->text);
                read.percent_printed = cell->text;
                read.percent_at = cell->place;
            }
            if (const SumCell* cell = row.at(columns.score)) {
                read.score = cell->units;
                read.score_printed = cell->text;
                read.score_at = cell->place;
            }
            out.back().levels.push_back(std::move(read));
        }
    }
}

/// Finds the cell or paragraph among an element's places that holds a text.
class PlaceFinder {
  public:
    explicit PlaceFinder(const Context& context) : context_(context) {
        for (const Passage& passage : context.passages()) {
            by_row_[{passage.place.block, passage.place.row}].push_back(&passage);
        }
    }
    [[nodiscard]] Place find(std::string_view element, std::string_view text) const {
        const std::string wanted = base::comparison_key(text);
        Place holder;
        for (const Place& place : context_.places_of(element)) {
            const auto row = by_row_.find({place.block, place.row});
            if (row == by_row_.end() || wanted.empty()) continue;
            for (const Passage* passage : row->second) {
                const std::string key = base::comparison_key(passage->text);
                if (key == wanted) return passage->place;
                if (holder.block < 0 && key.find(wanted) != std::string::npos) {
                    holder = passage->place;
                }
            }
        }
        return holder;
    }

  private:
    const Context& context_;
    std::map<std::pair<int, int>, std::vector<const Passage*>> by_row_;
};

void read_plan(const Context& context, const std::set<const plan::Indicator*>& known,
               std::vector<Criteria>& out) {
    const PlaceFinder places(context);
    for (const plan::Element& element : context.elements().elements()) {
        if (element.kind != plan::ElementKind::indicator) continue;
        const auto* indicator = std::get<const plan::Indicator*>(element.object);
        if (indicator->scoring_criteria.empty() || known.contains(indicator)) continue;
        Criteria criteria{indicator, {}};
        for (std::size_t i = 0; i < indicator->scoring_criteria.size(); ++i) {
            const plan::ScoringLevel& level = indicator->scoring_criteria[i];
            CriteriaLevel read;
            read.level = level.level;
            read.condition = level.condition;
            if (level.percent_of_weight) {
                read.percent = level.percent_of_weight->value().units();
                read.percent_printed = level.percent_of_weight->to_string();
            }
            if (context.printed()) read.condition_at = places.find(element.id, level.condition);
            read.level_at = read.condition_at;
            read.percent_at = read.condition_at;
            read.pointer = element.pointer + "/scoring_criteria/" + std::to_string(i);
            criteria.levels.push_back(std::move(read));
        }
        out.push_back(std::move(criteria));
    }
}

/// What stands behind a number: its first few letters, without what only bounds it.
std::string unit_behind(const std::string& key, std::size_t at) {
    constexpr std::size_t kLetters = 12;  // four Thai letters
    std::size_t end = at;
    while (end < key.size() && end - at < kLetters && !is_digit(key[end])) ++end;
    while (end < key.size() && is_continuation(key[end])) ++end;
    return key.substr(at, end - at);
}

bool is_year(Units units) {
    constexpr Units kFirst = 2400;
    constexpr Units kLast = 2700;
    return units >= kFirst * base::Decimal::kScale && units <= kLast * base::Decimal::kScale;
}

bool contains_any(const Context& context, std::string_view list, std::string_view text) {
    return context.derived<WordKeys>().inside(list, text);
}

struct Spot {
    Units units = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::vector<Spot> numbers_in(const std::string& key) {
    std::vector<Spot> out;
    for (std::size_t at = 0; at < key.size(); ++at) {
        if (!is_digit(key[at])) continue;
        std::size_t end = at;
        while (end < key.size() && (is_digit(key[end]) || key[end] == ',' || key[end] == '.')) {
            ++end;
        }
        std::size_t last = end;
        while (last > at && !is_digit(key[last - 1])) --last;
        const auto number =
            base::parse_printed_decimal(std::string_view(key).substr(at, last - at));
        if (number) out.push_back({number->units(), at, last});
        at = end - 1;
    }
    return out;
}

}  // namespace

std::vector<ConditionNumber> condition_numbers(std::string_view condition) {
    const std::string key = base::comparison_key(condition);
    std::vector<ConditionNumber> out;
    for (const Spot& spot : numbers_in(key)) {
        if (is_year(spot.units)) continue;
        out.push_back({spot.units, unit_behind(key, spot.end)});
    }
    return out;
}

std::optional<ConditionRange> condition_range(const Context& context, std::string_view condition) {
    const std::string key = base::comparison_key(condition);
    constexpr std::size_t kLongest = 120;  // forty Thai letters: a condition, not a sentence
    if (key.size() > kLongest) return std::nullopt;
    const std::vector<Spot> numbers = numbers_in(key);
    if (numbers.empty() || numbers.size() > 2) return std::nullopt;
    const std::string_view text = key;
    const std::string_view before = text.substr(0, numbers.front().begin);
    const std::string_view after = text.substr(numbers.back().end);
    ConditionRange out;
    out.percent =
        before.find("ร้อยละ") != std::string_view::npos || after.find('%') != std::string_view::npos;
    if (numbers.size() == 2) {
        const std::string_view between =
            text.substr(numbers[0].end, numbers[1].begin - numbers[0].end);
        const bool dash = between == "-" || between == "ถึง" || between == "-ร้อยละ" ||
                          between == "ถึงร้อยละ" || between == "%-";
        if (!dash || numbers[0].units > numbers[1].units) return std::nullopt;
        out.low = numbers[0].units;
        out.high = numbers[1].units;
        return out;
    }
    const Units number = numbers.front().units;
    // A denied word comes first: ไม่น้อยกว่า holds น้อยกว่า.
    if (contains_any(context, "at_least_words", before) ||
        contains_any(context, "upward_words", after)) {
        out.low = number;
    } else if (contains_any(context, "at_most_words", before) ||
               contains_any(context, "downward_words", after)) {
        out.high = number;
    } else if (contains_any(context, "more_than_words", before)) {
        out.low = number;
        out.low_open = true;
    } else if (contains_any(context, "less_than_words", before)) {
        out.high = number;
        out.high_open = true;
    } else {
        out.low = number;
        out.high = number;
        out.point = true;
    }
    return out;
}

namespace {

struct AllCriteria {
    explicit AllCriteria(const Context& context);
    std::vector<Criteria> criteria;
};

AllCriteria::AllCriteria(const Context& context) {
    std::vector<Criteria>& out = criteria;
    if (context.document() != nullptr) read_rows(context, indicators_by_row(context), out);
    std::set<const plan::Indicator*> known;
    for (const Criteria& of : out) known.insert(of.indicator);
    read_plan(context, known, out);
}

}  // namespace

const std::vector<Criteria>& all_criteria(const Context& context) {
    return context.derived<AllCriteria>().criteria;
}

std::vector<const CriteriaLevel*> by_level(const Criteria& criteria) {
    std::vector<const CriteriaLevel*> out;
    for (const CriteriaLevel& level : criteria.levels) out.push_back(&level);
    std::stable_sort(out.begin(), out.end(), [](const CriteriaLevel* a, const CriteriaLevel* b) {
        return a->level < b->level;
    });
    out.erase(std::unique(out.begin(), out.end(),
                          [](const CriteriaLevel* a, const CriteriaLevel* b) {
                              return a->level == b->level;
                          }),
              out.end());
    return out;
}

const plan::Target* target_of(const plan::Indicator& indicator, int fiscal_year) {
    const auto found = std::find_if(
        indicator.targets.begin(), indicator.targets.end(),
        [fiscal_year](const plan::Target& target) { return target.fiscal_year == fiscal_year; });
    return found == indicator.targets.end() ? nullptr : &*found;
}

}  // namespace phaen::check
