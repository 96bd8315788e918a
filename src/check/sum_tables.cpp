#include "sum_tables.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "phaen/base/money.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

namespace {

using plan::Place;

constexpr Units kOne = base::Decimal::kScale;
constexpr Units kSatang = kOne / 100;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool list_begins(const Context& context, std::string_view list, std::string_view key) {
    return context.derived<WordKeys>().begins(list, key) > 0;
}

bool list_inside(const Context& context, std::string_view list, std::string_view key) {
    return context.derived<WordKeys>().inside(list, key);
}

std::optional<Units> plain_number(std::string_view text) {
    if (const auto money = base::parse_printed_money(text)) {
        constexpr Units kMost = 9'000'000'000'000;  // what millionths of a baht can hold
        if (money->satang() / 100 >= kMost) return std::nullopt;
        return money->satang() * kSatang;
    }
    if (const auto decimal = base::parse_printed_decimal(text)) return decimal->units();
    return std::nullopt;
}

/// The number that begins `text`, and what stands behind it: `12 คน`.
std::optional<std::pair<std::string, std::string>> leading_number(const std::string& arabic) {
    std::size_t end = 0;
    while (end < arabic.size() &&
           (is_digit(arabic[end]) || arabic[end] == ',' || arabic[end] == '.')) {
        ++end;
    }
    if (end == 0 || !is_digit(arabic[0])) return std::nullopt;
    std::string number = arabic.substr(0, end);
    while (!number.empty() && !is_digit(number.back())) number.pop_back();
    return std::pair{number, base::clean_text(std::string_view(arabic).substr(end))};
}

bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), is_digit); }

/// Digits of the number without point and commas, for looking at how it was typed.
std::string digits_of(Units units) {
    std::string out = std::to_string(units / kSatang);
    if (units % kOne == 0) out.resize(out.size() > 2 ? out.size() - 2 : out.size());
    return out;
}

struct Walk {
    std::vector<SumTable> tables;
    const document::Table* last = nullptr;
    std::vector<std::string> last_header_key;
};

SumRow read_row(const Context& context, const document::Row& row) {
    SumRow out;
    out.place = {row.place.block, row.place.row, -1, row.place.line};
    out.what = std::string(context.what_at(out.place));
    for (const document::Cell& cell : row.cells) {
        if (cell.merged_above) continue;
        SumCell read;
        read.text = base::clean_text(cell.text());
        read.units = cell_units(read.text);
        read.column = cell.column;
        read.place = {cell.place.block, cell.place.row, cell.place.cell, cell.place.line};
        if (out.label.empty() && !read.text.empty() && !read.units) out.label = read.text;
        out.cells.push_back(std::move(read));
    }
    return out;
}

std::vector<std::string> header_key(const SumTable& table) {
    std::vector<std::string> key;
    for (const std::string& header : table.headers) key.push_back(base::comparison_key(header));
    return key;
}

void take_headers(SumTable& table) {
    table.headers.assign(static_cast<std::size_t>(table.columns), "");
    table.last_headers = table.headers;
    for (const SumRow& row : table.rows) {
        if (row.kind != SumRowKind::header || row.what == "repeated_header") continue;
        for (const SumCell& cell : row.cells) {
            const auto column = static_cast<std::size_t>(cell.column);
            if (cell.text.empty() || column >= table.headers.size()) continue;
            std::string& header = table.headers[column];
            header += header.empty() ? cell.text : " " + cell.text;
            table.last_headers[column] = cell.text;
        }
    }
}

SumTable read_table(const Context& context, const document::Table& table) {
    SumTable out;
    out.columns = table.columns;
    for (const document::Row& row : table.rows) {
        SumRow read = read_row(context, row);
        if (read.what == "header_row" || read.what == "repeated_header" || row.repeated_header) {
            read.kind = SumRowKind::header;
        } else if (read.what == "repeated_row" || read.what == "repeated_total") {
            read.kind = SumRowKind::skipped;
        } else if (is_total_label(context, read.label)) {
            read.kind = SumRowKind::total;
        }
        out.rows.push_back(std::move(read));
    }
    const bool has_header = std::any_of(out.rows.begin(), out.rows.end(), [](const SumRow& row) {
        return row.kind == SumRowKind::header;
    });
    if (!has_header && !out.rows.empty() && out.rows.front().kind == SumRowKind::body) {
        SumRow& first = out.rows.front();
        const bool words = std::none_of(first.cells.begin(), first.cells.end(),
                                        [](const SumCell& cell) { return cell.units; });
        if (words) first.kind = SumRowKind::header;
    }
    take_headers(out);
    return out;
}

bool is_page_cut(const Context& context, const document::Block& block) {
    const std::string_view what = context.what_at(
        {block.paragraph.place.block, block.paragraph.place.row, -1, block.paragraph.place.line});
    return what == "page_cut" || what == "page_number" || what == "page_break";
}

/// Notes a number whose commas are wrong, and whether the total fits when it is read the other way.
void look_at_commas(std::string_view text, bool is_part, WrongTotal& wrong) {
    if (wrong.misgrouped) return;
    wrong.misgrouped = misgrouped_number(text);
    if (!wrong.misgrouped || !wrong.misgrouped->other) return;
    const Units change = *wrong.misgrouped->other - wrong.misgrouped->joined;
    wrong.other_reading_fits =
        is_part ? wrong.sum + change == wrong.said : wrong.said + change == wrong.sum;
}

/// Adds up what a total row stands for, in every way that a careful reader would accept.
class Column {
  public:
    Column(const Context& context, const SumTable& table, int column)
        : context_(context), table_(table), column_(column) {
        bool ordinals = false;
        for (const SumRow& row : table.rows) {
            const SumCell* first = row.cells.empty() ? nullptr : &row.cells.front();
            if (row.kind == SumRowKind::body && first != nullptr && first->units) ordinals = true;
        }
        has_ordinals_ = ordinals && column != 0;
    }

    /// Null when the total in this row is right, says nothing, or adds up what is no number.
    std::optional<WrongTotal> check(std::size_t index) const;

  private:
    struct Part {
        Units units = 0;
        bool numbered = false;
        bool group = false;
        const SumCell* cell = nullptr;
    };
    std::optional<std::vector<Part>> parts(std::size_t from, std::size_t to) const;
    static std::vector<Units> units_of(const std::vector<Part>& parts, bool numbered_only,
                                       bool without_groups);
    /// Leaves out the rows that an earlier row already adds up.
    static std::vector<Units> without_details(const std::vector<Part>& parts);
    /// With or without details: what the wrong total most likely meant to add up.
    static std::vector<Units> likeliest(const std::vector<Part>& parts, Units said);

    const Context& context_;
    const SumTable& table_;
    int column_;
    bool has_ordinals_ = false;
};

std::optional<std::vector<Column::Part>> Column::parts(std::size_t from, std::size_t to) const {
    std::vector<Part> out;
    for (std::size_t i = from; i < to; ++i) {
        const SumRow& row = table_.rows[i];
        if (row.kind != SumRowKind::body) continue;
        const SumCell* cell = row.at(column_);
        if (cell == nullptr || is_nothing(context_, cell->text)) continue;
        if (!cell->units) return std::nullopt;
        const SumCell& first = row.cells.front();
        out.push_back({*cell->units, first.units.has_value(), row.what == "group_row", cell});
    }
    return out;
}

std::vector<Units> Column::units_of(const std::vector<Part>& parts, bool numbered_only,
                                    bool without_groups) {
    std::vector<Units> out;
    for (const Part& part : parts) {
        if (numbered_only && !part.numbered) continue;
        if (without_groups && part.group) continue;
        out.push_back(part.units);
    }
    return out;
}

std::vector<Units> Column::without_details(const std::vector<Part>& parts) {
    std::vector<Units> out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        out.push_back(parts[i].units);
        Units rest = parts[i].units;
        for (std::size_t j = i + 1; j < parts.size() && rest > 0; ++j) {
            rest -= parts[j].units;
            if (rest == 0) i = j;
        }
    }
    return out;
}

std::vector<Units> Column::likeliest(const std::vector<Part>& parts, Units said) {
    const std::vector<Units> every = units_of(parts, false, true);
    std::vector<Units> some = without_details(parts);
    if (every.size() == some.size()) return some;
    // Rows that happen to make the row above them are not its details: what a slip of the keys
    // explains is what was meant, then what is nearer.
    const auto whole = add_up(every);
    const auto less = add_up(some);
    if (!whole || !less) return some;
    const bool whole_slip = !guess_slip(said, *whole).th.empty();
    const bool less_slip = !guess_slip(said, *less).th.empty();
    if (whole_slip != less_slip) return whole_slip ? every : some;
    const auto off = [said](Units sum) { return sum > said ? sum - said : said - sum; };
    return off(*whole) < off(*less) ? every : some;
}

std::optional<WrongTotal> Column::check(std::size_t index) const {
    const SumRow& total = table_.rows[index];
    const SumCell* cell = total.at(column_);
    if (cell == nullptr) return std::nullopt;
    const bool nothing = is_no_money(context_, cell->text);
    if (!cell->units && !nothing) return std::nullopt;
    const Units said = cell->units.value_or(0);
    std::vector<std::size_t> totals;
    for (std::size_t i = 0; i < index; ++i) {
        if (table_.rows[i].kind == SumRowKind::total) totals.push_back(i);
    }
    const auto since = parts(totals.empty() ? 0 : totals.back() + 1, index);
    const auto all = parts(0, index);
    if (!since || !all) return std::nullopt;
    std::vector<std::optional<Units>> sums;
    // A total may stand at the head of its table: it adds up the rows below.
    std::optional<std::vector<Part>> below;
    const std::vector<Part>* under = nullptr;
    if (all->empty() && totals.empty()) {
        std::size_t end = index + 1;
        while (end < table_.rows.size() && table_.rows[end].kind != SumRowKind::total) ++end;
        below = parts(index + 1, end);
        if (!below || below->size() < 2) return std::nullopt;
        under = &*below;
    }
    for (const std::vector<Part>* some : {&*since, &*all, under}) {
        if (some == nullptr || some->empty()) continue;
        sums.push_back(add_up(units_of(*some, false, false)));
        sums.push_back(add_up(units_of(*some, false, true)));
        sums.push_back(add_up(without_details(*some)));
        if (has_ordinals_) sums.push_back(add_up(units_of(*some, true, false)));
    }
    // The last totals above, from one to all of them, with the rows since.
    std::vector<Units> chain = units_of(*since, false, true);
    for (std::size_t i = totals.size(); i-- > 0;) {
        const SumCell* above = table_.rows[totals[i]].at(column_);
        if (above != nullptr && above->units) chain.push_back(*above->units);
        sums.push_back(add_up(chain));
    }
    if (sums.empty() || (said == 0 && since->empty() && !below)) return std::nullopt;
    if (std::find(sums.begin(), sums.end(), std::optional(said)) != sums.end()) return std::nullopt;
    const auto& basis = below ? *below : since->empty() ? *all : *since;
    const std::vector<Units> best = likeliest(basis, said);
    const auto expected = add_up(best);
    if (!expected) return std::nullopt;
    WrongTotal wrong;
    wrong.label = total.label;
    wrong.header = table_.headers[static_cast<std::size_t>(column_)];
    wrong.printed = cell->text;
    wrong.said = said;
    wrong.sum = *expected;
    wrong.parts = best.size();
    wrong.below = below.has_value();
    wrong.place = cell->place;
    for (const Part& part : basis) {
        wrong.part_places.push_back(part.cell->place);
        look_at_commas(part.cell->text, true, wrong);
    }
    look_at_commas(cell->text, false, wrong);
    return wrong;
}

/// Shares that are rounded miss the whole by at most half a unit of their last place each.
bool is_rounding(const WrongTotal& wrong) {
    const Units off = wrong.said > wrong.sum ? wrong.said - wrong.sum : wrong.sum - wrong.said;
    return off * 100 <= static_cast<Units>(wrong.parts) * kOne;
}

void check_columns(const Context& context, const SumTable& table, std::vector<WrongTotal>& out) {
    for (int column = 0; column < table.columns; ++column) {
        const std::string key =
            base::comparison_key(table.headers[static_cast<std::size_t>(column)]);
        if (list_inside(context, "running_columns", key) ||
            list_inside(context, "average_columns", key)) {
            continue;
        }
        const bool weights = list_inside(context, "weight_columns", key);
        const bool percent = list_inside(context, "percent_columns", key);
        const Column adder(context, table, column);
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            const SumRow& row = table.rows[i];
            if (row.kind != SumRowKind::total || row.what == "step_row") continue;
            std::optional<WrongTotal> wrong = adder.check(i);
            if (!wrong) continue;
            if (percent || weights) {
                if (is_rounding(*wrong)) continue;
                // A column of rates is not added up; one of shares adds up to a hundred.
                const bool near = wrong->sum > 70 * kOne && wrong->sum < 130 * kOne;
                if (percent && !weights && (wrong->said != 100 * kOne || !near)) continue;
            }
            wrong->weights = weights;
            out.push_back(std::move(*wrong));
        }
    }
}

/// A last column that says รวม adds up the columns left of it.
void check_rows(const Context& context, const SumTable& table, std::vector<WrongTotal>& out) {
    for (int column = 2; column < table.columns; ++column) {
        const std::string& header = table.last_headers[static_cast<std::size_t>(column)];
        if (!is_total_label(context, header)) continue;
        const std::string key =
            base::comparison_key(table.headers[static_cast<std::size_t>(column)]);
        if (list_inside(context, "average_columns", key)) continue;
        for (const SumRow& row : table.rows) {
            if (row.kind != SumRowKind::body && row.kind != SumRowKind::total) continue;
            const SumCell* cell = row.at(column);
            if (cell == nullptr || !cell->units) continue;
            std::vector<Units> chain;
            std::vector<Place> places;
            bool right = false;
            for (int left = column - 1; left >= 0 && !right; --left) {
                const SumCell* part = row.at(left);
                if (part == nullptr || is_nothing(context, part->text)) continue;
                if (!part->units) break;
                const std::string part_key =
                    base::comparison_key(table.headers[static_cast<std::size_t>(left)]);
                if (list_begins(context, "ordinal_columns", part_key)) break;
                chain.push_back(*part->units);
                places.push_back(part->place);
                right = add_up(chain) == cell->units;
            }
            if (right || chain.size() < 2) continue;
            const auto sum = add_up(chain);
            if (!sum) continue;
            WrongTotal wrong;
            wrong.label = row.label;
            wrong.header = header;
            wrong.printed = cell->text;
            wrong.said = *cell->units;
            wrong.sum = *sum;
            wrong.parts = chain.size();
            wrong.across = true;
            wrong.place = cell->place;
            look_at_commas(cell->text, false, wrong);
            for (const SumCell& part : row.cells) {
                if (part.column < column) look_at_commas(part.text, true, wrong);
            }
            // The column of totals misses by the same figure: one slip, told once.
            const bool told = std::any_of(out.begin(), out.end(), [&](const WrongTotal& known) {
                return known.place == wrong.place && known.sum == wrong.sum;
            });
            if (!told && !is_rounding(wrong)) out.push_back(std::move(wrong));
        }
    }
}

}  // namespace

WordKeys::WordKeys(const Context& context) {
    for (const auto& [name, words] : context.words().lists) lists_[name].words = &words;
}

const std::vector<std::string>& WordKeys::list(std::string_view name) const {
    static const std::vector<std::string> kNone;
    const auto known = lists_.find(name);
    if (known == lists_.end()) return kNone;
    Keys& list = known->second;
    std::call_once(list.made, [&] {
        for (const std::string& word : *list.words) list.keys.push_back(base::comparison_key(word));
    });
    return list.keys;
}

std::size_t WordKeys::begins(std::string_view name, std::string_view key) const {
    std::size_t longest = 0;
    for (const std::string& word : list(name)) {
        if (key.starts_with(word)) longest = std::max(longest, word.size());
    }
    return longest;
}

bool WordKeys::inside(std::string_view name, std::string_view key) const {
    const auto& words = list(name);
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return key.find(word) != std::string_view::npos;
    });
}

std::optional<Units> cell_units(std::string_view text) {
    std::string arabic = base::to_arabic_digits(base::clean_text(text));
    if (arabic.empty() || !has_digit(arabic)) return std::nullopt;
    if (const auto number = plain_number(arabic)) return number;
    for (const std::string_view prefix : {"ร้อยละ", "จำนวน"}) {
        if (arabic.starts_with(prefix)) {
            arabic = base::clean_text(std::string_view(arabic).substr(prefix.size()));
        }
    }
    const auto leading = leading_number(arabic);
    if (!leading || has_digit(leading->second)) return std::nullopt;
    constexpr std::size_t kLongestUnit = 60;  // twenty Thai letters
    if (leading->second.size() > kLongestUnit) return std::nullopt;
    if (const auto number = plain_number(leading->first)) return number;
    std::string bare = leading->first;
    std::erase(bare, ',');
    return plain_number(bare);
}

bool is_no_money(const Context& context, std::string_view text) {
    return list_begins(context, "no_money", base::comparison_key(text));
}

bool is_nothing(const Context& context, std::string_view text) {
    const std::string key = base::comparison_key(text);
    if (key.find_first_not_of("-.") == std::string::npos) return true;
    return list_begins(context, "no_money", key);
}

bool is_total_label(const Context& context, std::string_view text) {
    const std::string key = base::comparison_key(text);
    for (const std::string& total : context.derived<WordKeys>().list("total_labels")) {
        if (!key.starts_with(total)) continue;
        const std::string_view rest = std::string_view(key).substr(total.size());
        if (rest.empty() || is_digit(rest.front()) || rest.front() == '(' || rest.front() == ':' ||
            list_begins(context, "total_continues", rest)) {
            return true;
        }
    }
    return false;
}

std::optional<MisgroupedNumber> misgrouped_number(std::string_view text) {
    const auto leading = leading_number(base::to_arabic_digits(base::clean_text(text)));
    if (!leading || leading->first.find(',') == std::string::npos) return std::nullopt;
    MisgroupedNumber out;
    out.printed = leading->first;
    const std::size_t point = std::min(out.printed.find('.'), out.printed.size());
    std::string whole;
    bool wrong = false;
    bool known = true;
    for (std::size_t at = 0; at < point;) {
        const std::size_t end = std::min(out.printed.find(',', at), point);
        std::string group = out.printed.substr(at, end - at);
        const bool first = at == 0;
        at = end + 1;
        wrong = wrong || group.size() > 3 || (!first && group.size() < 3);
        if (group.size() > 3) group.resize(3);
        if (!first && group.size() < 3) {
            known = known && !group.empty() && group.find_first_not_of('0') == std::string::npos;
            group.resize(3, '0');
        }
        whole += group;
    }
    if (!wrong) return std::nullopt;
    std::string joined = out.printed;
    std::erase(joined, ',');
    const auto value = base::Decimal::parse(joined);
    if (!value) return std::nullopt;
    out.joined = value->units();
    const auto other = base::Decimal::parse(whole + out.printed.substr(point));
    if (known && other && other->units() != out.joined) out.other = other->units();
    return out;
}

std::optional<Units> add_up(const std::vector<Units>& parts) {
    Units sum = 0;
    for (const Units part : parts) {
        if (__builtin_add_overflow(sum, part, &sum)) return std::nullopt;
    }
    return sum;
}

std::string print_units(Units units) {
    std::string text = base::Decimal::from_units(units).to_string();
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::size_t first = text.starts_with('-') ? 1 : 0;
    for (std::size_t at = point; at > first + 3; at -= 3) text.insert(at - 3, ",");
    return text;
}

const SumCell* SumRow::at(int column) const {
    const auto found = std::find_if(cells.begin(), cells.end(), [column](const SumCell& cell) {
        return cell.column == column;
    });
    return found == cells.end() ? nullptr : &*found;
}

namespace {

struct AllTables {
    explicit AllTables(const Context& context);
    std::vector<SumTable> tables;
};

AllTables::AllTables(const Context& context) {
    std::vector<SumTable>& out = tables;
    if (context.document() == nullptr) return;
    bool adjoining = false;
    for (const document::Block& block : context.document()->blocks) {
        if (block.kind == document::Block::Kind::paragraph) {
            if (!is_page_cut(context, block)) adjoining = false;
            continue;
        }
        SumTable table = read_table(context, block.table);
        if (table.rows.empty()) continue;
        const bool headless =
            std::none_of(table.rows.begin(), table.rows.end(), [](const SumRow& row) {
                return row.kind == SumRowKind::header && row.what != "repeated_header";
            });
        const bool continues = adjoining && !out.empty() && table.columns == out.back().columns &&
                               (headless || header_key(table) == header_key(out.back()));
        if (continues) {
            std::move(table.rows.begin(), table.rows.end(), std::back_inserter(out.back().rows));
        } else {
            out.push_back(std::move(table));
        }
        adjoining = true;
    }
}

struct AllWrongTotals {
    explicit AllWrongTotals(const Context& context);
    std::vector<WrongTotal> totals;
};

AllWrongTotals::AllWrongTotals(const Context& context) {
    std::vector<WrongTotal>& out = totals;
    for (const SumTable& table : sum_tables(context)) {
        // Criteria and steps have running figures and points; rules of their own read them.
        const bool special = std::any_of(
            table.rows.begin(), table.rows.end(),
            [](const SumRow& row) { return row.what == "criteria_row" || row.what == "step_row"; });
        if (special) continue;
        check_columns(context, table, out);
        check_rows(context, table, out);
    }
}

}  // namespace

const std::vector<SumTable>& sum_tables(const Context& context) {
    return context.derived<AllTables>().tables;
}

const std::vector<WrongTotal>& wrong_totals(const Context& context) {
    return context.derived<AllWrongTotals>().totals;
}

plan::BilingualText guess_slip(Units said, Units sum) {
    const std::string printed = digits_of(said);
    const std::string right = digits_of(sum);
    if (printed.size() == right.size()) {
        for (std::size_t i = 0; i + 1 < printed.size(); ++i) {
            std::string swapped = printed;
            std::swap(swapped[i], swapped[i + 1]);
            if (swapped != printed && swapped == right) {
                return {"น่าจะพิมพ์เลขสองหลักที่ติดกันสลับกัน", "two neighbouring digits seem to be swapped"};
            }
        }
        std::size_t differ = 0;
        for (std::size_t i = 0; i < printed.size(); ++i) differ += printed[i] != right[i] ? 1U : 0U;
        if (differ == 1) return {"น่าจะพิมพ์เลขผิดหนึ่งหลัก", "one digit seems to be wrong"};
    }
    const std::string& longer = printed.size() > right.size() ? printed : right;
    const std::string& shorter = printed.size() > right.size() ? right : printed;
    if (longer.size() == shorter.size() + 1) {
        for (std::size_t i = 0; i < longer.size(); ++i) {
            std::string without = longer;
            without.erase(i, 1);
            if (without != shorter) continue;
            return printed.size() > right.size()
                       ? plan::BilingualText{"น่าจะพิมพ์เลขเกินมาหนึ่งหลัก",
                                             "one digit too many seems to be printed"}
                       : plan::BilingualText{"น่าจะพิมพ์เลขตกไปหนึ่งหลัก",
                                             "one digit seems to be missing"};
        }
    }
    return {};
}

}  // namespace phaen::check
