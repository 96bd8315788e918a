#include "phaen/ledger/sheet_import.h"

#include <algorithm>
#include <functional>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "phaen/base/check.h"
#include "phaen/base/id.h"
#include "phaen/base/sha256.h"
#include "phaen/base/thai_text.h"
#include "phaen/plan/toml.h"
#include "sheet_cells.h"
#include "sheet_fields.h"

namespace phaen::ledger {

namespace {

using base::FormError;
using base::FormErrorKind;
using base::FormErrors;
using facts::Fact;
using facts::Posting;
using facts::PostingKind;
using sheet::Cell;

constexpr std::size_t kMostId = 24;
constexpr char kBetween = '\x1f';  // no text has control characters

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text);
    }
};
template <class T>
using ByText = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

/// What the sheet calls a text by, so that keys are made once for each text that repeats.
class Keys {
  public:
    const std::string& of(std::string_view text) {
        const auto known = keys_.find(text);
        if (known != keys_.end()) return known->second;
        return keys_.emplace(text, base::comparison_key(text)).first->second;
    }

  private:
    ByText<std::string> keys_;
};

bool has_digit(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Texts and how often each came: an open hash table over texts that stand one after another.
class Counts {
  public:
    /// Says how many texts there will be at most, all about as long as the first.
    void expect(std::size_t texts) {
        expected_ = texts;
        std::size_t places = 1024;
        while (places < (texts + 1) * 2) places *= 2;
        places_.resize(places);
    }
    /// How often the text came before.
    std::size_t add(std::string_view text) {
        if ((used_ + 1) * 2 > places_.size()) grow();
        const std::uint64_t hash = TextHash{}(text);
        std::size_t at = hash & (places_.size() - 1);
        for (; places_[at].count > 0; at = (at + 1) & (places_.size() - 1)) {
            Place& place = places_[at];
            if (place.hash == hash &&
                std::string_view(bytes_).substr(place.begin, place.size) == text)
                return place.count++;
        }
        places_[at] = {hash, bytes_.size(), static_cast<std::uint32_t>(text.size()), 1};
        if (used_ == 0) bytes_.reserve((text.size() + text.size() / 8) * expected_);
        bytes_ += text;
        ++used_;
        return 0;
    }

  private:
    struct Place {
        std::uint64_t hash = 0;
        std::size_t begin = 0;
        std::uint32_t size = 0;
        std::uint32_t count = 0;
    };
    void grow() {
        std::vector<Place> before(places_.empty() ? 1024 : places_.size() * 2);
        before.swap(places_);
        for (const Place& place : before) {
            if (place.count == 0) continue;
            std::size_t at = place.hash & (places_.size() - 1);
            while (places_[at].count > 0) at = (at + 1) & (places_.size() - 1);
            places_[at] = place;
        }
    }

    std::string bytes_;
    std::vector<Place> places_;  // their number is a power of two
    std::size_t used_ = 0;
    std::size_t expected_ = 0;
};

/// Whether both say the same.
bool is_of(const facts::PostingView& view, const Posting& posting) {
    return view.posting == posting.posting && view.amount == posting.amount &&
           view.against == posting.against && view.balance == posting.balance &&
           view.fiscal_year == posting.fiscal_year && view.fund == posting.fund &&
           view.category == posting.category && view.item == posting.item &&
           view.project == posting.project && view.document == posting.document &&
           view.note == posting.note;
}

struct Meaning {
    std::string value;
    std::optional<facts::Against> against;
};

class SheetReader {
  public:
    SheetReader(const sheet::Sheet& sheet, const SheetMapping& mapping, const facts::FactLog& log)
        : sheet_(sheet), mapping_(mapping), log_(log) {
        for (const SheetValue& value : mapping.values)
            meanings_[value.field][base::comparison_key(value.text)] = {value.value, value.against};
        for (const std::string& text : mapping.skip) {
            skip_.insert(base::comparison_key(text));
            skips_digits_ = skips_digits_ || has_digit(*skip_.find(base::comparison_key(text)));
        }
    }

    SheetImport run(base::Instant recorded_at, std::string_view by) {
        recorded_at_ = recorded_at;
        by_ = by;
        if (log_.size() > 0) seq_ = log_.at(log_.size() - 1).seq;
        room_left_ = base::Money::kMaxSatang - log_.posted().satang();
        seen_.resize(log_.size());
        has_corrections_ = finds_corrections();
        const auto header = static_cast<std::size_t>(mapping_.header_row) - 1;
        find_columns(header);
        if (import_.problems.empty()) {
            import_.facts.reserve(sheet_.rows.size());
            counts_.expect(sheet_.rows.size());
            for (std::size_t row = header + 1; row < sheet_.rows.size(); ++row) read_row(row);
        }
        if (import_.problems.empty()) find_gone();
        if (!import_.problems.empty()) {
            import_.facts.clear();
            import_.fact_rows.clear();
        }
        for (const auto& [what, total] : totals_) import_.totals.push_back(total);
        return std::move(import_);
    }

  private:
    struct Column {
        std::optional<std::size_t> index;
        std::string heading;
    };

    void report(RowProblem::Kind kind, std::size_t row, const std::string& column,
                std::string found = {}) {
        import_.problems.push_back({kind, row + 1, column, std::move(found)});
    }

    Column find(std::size_t header, const std::string& heading) {
        Column column{std::nullopt, heading};
        if (heading.empty()) return column;
        const std::string key = base::comparison_key(heading);
        if (header < sheet_.rows.size()) {
            const auto& cells = sheet_.rows[header];
            for (std::size_t i = 0; i < cells.size(); ++i) {
                if (keys_.of(text_of(cells[i], room_)) != key) continue;
                if (column.index) report(RowProblem::Kind::double_column, header, heading);
                column.index = i;
            }
        }
        if (!column.index) report(RowProblem::Kind::no_column, header, heading);
        return column;
    }

    void find_columns(std::size_t header) {
        const SheetColumns& named = mapping_.columns;
        date_ = find(header, named.date);
        posting_ = find(header, named.posting);
        document_ = find(header, named.document);
        fiscal_year_ = find(header, named.fiscal_year);
        fund_ = find(header, named.fund);
        category_ = find(header, named.category);
        item_ = find(header, named.item);
        project_ = find(header, named.project);
        note_ = find(header, named.note);
        for (const SheetAmount& amount : mapping_.amounts)
            amounts_.push_back(find(header, amount.column));
        for (const std::string& heading : mapping_.key)
            key_columns_.push_back(find(header, heading));
    }

    [[nodiscard]] const Cell& cell(std::size_t row, const Column& column) const {
        static const Cell kEmpty;
        const auto& cells = sheet_.rows[row];
        return column.index && *column.index < cells.size() ? cells[*column.index] : kEmpty;
    }
    /// Until the next text is asked for.
    [[nodiscard]] std::string_view text(std::size_t row, const Column& column) {
        return text_of(cell(row, column), room_);
    }

    /// Nothing in it, or a text that says that it is no posting.
    bool is_skipped(std::size_t row) {
        bool is_empty = true;
        for (const Cell& cell : sheet_.rows[row]) {
            if (cell.kind == Cell::Kind::empty ||
                (cell.kind == Cell::Kind::text && text_of(cell).empty()))
                continue;
            is_empty = false;
            if (skip_.empty()) return false;
            if (cell.kind == Cell::Kind::text && says_skip(text_of(cell, room_))) return true;
        }
        return is_empty;
    }
    /// Digits stay in a key, so that of numbers, dates and documents none has to be made.
    bool says_skip(std::string_view text) {
        return (skips_digits_ || !has_digit(text)) && skip_.contains(keys_.of(text));
    }

    void read_row(std::size_t row) {
        ++import_.rows;
        if (is_skipped(row)) {
            ++import_.skipped;
            return;
        }
        const std::size_t problems_before = import_.problems.size();
        Fact fact;
        Posting posting;
        read_date(row, fact);
        read_fields(row, fact, posting);
        make_key(row);
        const std::size_t row_key = key_.size();
        for (std::size_t i = 0; i < amounts_.size(); ++i) {
            const auto amount = read_amount(row, amounts_[i]);
            if (!amount || *amount == base::Money()) continue;
            const bool is_last = i + 1 == amounts_.size();
            Posting one = is_last ? std::move(posting) : posting;
            one.amount = *amount;
            if (!read_kind(row, mapping_.amounts[i], one)) continue;
            if (import_.problems.size() != problems_before) continue;
            Fact whole = is_last ? std::move(fact) : fact;
            whole.data = std::move(one);
            key_.resize(row_key);
            key_ += kBetween;
            key_ += std::to_string(i);
            take(key_, std::move(whole), row + 1);
        }
    }

    void read_date(std::size_t row, Fact& fact) {
        const Cell& at = cell(row, date_);
        const std::string_view text = text_of(at, room_);
        if (text.empty()) return report(RowProblem::Kind::no_date, row, date_.heading);
        auto known = dates_.find(text);
        if (known == dates_.end())
            known = dates_.emplace(text, day_of(at, std::string(text))).first;
        if (!known->second)
            return report(RowProblem::Kind::bad_date, row, date_.heading, std::string(text));
        fact.when.on = *known->second;
    }

    /// Null when it is none, or of a year that no budget can be of.
    static std::optional<facts::Day> day_of(const Cell& cell, const std::string& text) {
        using namespace std::chrono_literals;
        const auto day =
            cell.kind == Cell::Kind::date ? std::optional(cell.date) : base::parse_date(text);
        if (!day || day->year() < 1941y || day->year() > 2455y) return std::nullopt;
        return day;
    }

    void read_fields(std::size_t row, Fact& fact, Posting& posting) {
        posting.fund = named(row, SheetField::fund, fund_, mapping_.fixed.fund);
        posting.category = named(row, SheetField::category, category_, mapping_.fixed.category);
        posting.project = named(row, SheetField::project, project_, mapping_.fixed.project);
        if (!posting.project.empty() && !base::is_valid_id(posting.project))
            report(RowProblem::Kind::bad_id, row, project_.heading, posting.project);
        posting.item = item_.index ? std::string(text(row, item_)) : mapping_.fixed.item;
        posting.document = text(row, document_);
        posting.note = text(row, note_);
        posting.fiscal_year = mapping_.fixed.fiscal_year;
        if (fiscal_year_.index) {
            const std::string year = base::to_arabic_digits(text(row, fiscal_year_));
            posting.fiscal_year = 0;
            const bool is_year = year.size() == 4 && year >= "2484" && year <= "2999" &&
                                 year.find_first_not_of("0123456789") == std::string::npos;
            if (is_year) {
                for (const char digit : year)
                    posting.fiscal_year = posting.fiscal_year * 10 + (digit - '0');
            } else {
                report(RowProblem::Kind::bad_year, row, fiscal_year_.heading, year);
            }
        } else if (posting.fiscal_year == 0 && fact.when.on) {
            posting.fiscal_year = base::FiscalYear::of(*fact.when.on).be();
        }
        for (const std::string* field :
             {&posting.fund, &posting.category, &posting.item, &posting.document, &posting.note}) {
            if (field->size() > base::kFormShortText)
                report(RowProblem::Kind::too_long, row, "", field->substr(0, 40));
        }
        fact.kind = facts::FactKind::posting;
        fact.plan = mapping_.plan;
        fact.recorded_at = recorded_at_;
        fact.by = by_;
    }

    std::string named(std::size_t row, SheetField field, const Column& column,
                      const std::string& otherwise) {
        if (!column.index) return otherwise;
        const std::string found(text(row, column));
        if (found.empty()) return otherwise;
        const auto meanings = meanings_.find(field);
        if (meanings == meanings_.end()) return found;
        const auto meaning = meanings->second.find(keys_.of(found));
        if (meaning != meanings->second.end()) return meaning->second.value;
        report(RowProblem::Kind::unknown_text, row, column.heading, found);
        return otherwise;
    }

    std::optional<base::Money> read_amount(std::size_t row, const Column& column) {
        const Cell& at = cell(row, column);
        const std::string text(text_of(at, room_));
        if (text.empty() || text == "-") return std::nullopt;
        const bool in_brackets = text.front() == '(' && text.back() == ')';
        auto amount = base::parse_printed_money(text);
        if (!amount) amount = base::Money::parse(text);
        if (in_brackets || (amount && *amount < base::Money()) ||
            (text.front() == '-' && base::parse_printed_money(text.substr(1)))) {
            report(RowProblem::Kind::negative_amount, row, column.heading, text);
            return std::nullopt;
        }
        if (!amount) report(RowProblem::Kind::bad_amount, row, column.heading, text);
        return amount;
    }

    bool read_kind(std::size_t row, const SheetAmount& amount, Posting& posting) {
        if (amount.posting) {
            posting.posting = *amount.posting;
            posting.against = amount.against;
            return true;
        }
        const std::string found(text(row, posting_));
        if (found.empty()) {
            report(RowProblem::Kind::no_posting, row, posting_.heading);
            return false;
        }
        std::string word = found;
        const auto meanings = meanings_.find(SheetField::posting);
        if (meanings != meanings_.end()) {
            const auto meaning = meanings->second.find(keys_.of(found));
            word = meaning == meanings->second.end() ? std::string() : meaning->second.value;
            if (meaning != meanings->second.end()) posting.against = meaning->second.against;
        }
        const auto kind = base::from_word<PostingKind>(word);
        if (!kind || *kind == PostingKind::assertion) {
            report(RowProblem::Kind::unknown_text, row, posting_.heading, found);
            return false;
        }
        posting.posting = *kind;
        if (amount.against) posting.against = amount.against;
        return true;
    }

    /// What tells the row apart: of rows that say the same also how many came before.
    void make_key(std::size_t row) {
        key_.clear();
        const auto add = [&](const Column& column) { (key_ += text(row, column)) += kBetween; };
        if (!key_columns_.empty()) {
            for (const Column& column : key_columns_) add(column);
            const Column& first = key_columns_.front();
            if (counts_.add(key_) > 0)
                report(RowProblem::Kind::same_key, row, first.heading,
                       std::string(text(row, first)));
            return;
        }
        for (const Column* column : {&date_, &posting_, &document_, &fiscal_year_, &fund_,
                                     &category_, &item_, &project_, &note_})
            add(*column);
        for (const Column& column : amounts_) add(column);
        key_ += std::to_string(counts_.add(key_));
    }

    /// The last fact that an import made of that row, and the number of the one after it.
    struct Last {
        std::size_t fact = 0;
        int next = 2;
    };
    static std::string numbered(const std::string& id, int number) {
        return id + "." + std::to_string(number);
    }
    [[nodiscard]] Last last_of(const std::string& id, std::size_t first) const {
        Last last{first};
        while (has_corrections_) {
            const auto later = log_.find(numbered(id, last.next));
            if (!later) break;
            last.fact = *later;
            ++last.next;
        }
        return last;
    }
    /// Whether an import corrected a row before: mostly none did, and then none is looked for.
    [[nodiscard]] bool finds_corrections() const {
        const std::string begin = mapping_.id + "-";
        for (std::size_t i = 0; i < log_.size(); ++i) {
            const std::string_view id = log_.at(i).id;
            if (id.size() > begin.size() + 32 && id.starts_with(begin)) return true;
        }
        return false;
    }

    /// Whether the fact that is there says the same.
    [[nodiscard]] bool says_same(std::size_t there, const Fact& fact) const {
        const facts::FactView view = log_.at(there);
        return view.posting && is_of(*view.posting, std::get<Posting>(fact.data)) &&
               view.plan == fact.plan &&
               view.last_day == std::chrono::sys_days(*fact.when.on).time_since_epoch().count();
    }

    void take(const std::string& key, Fact fact, std::size_t row) {
        const std::string id = mapping_.id + "-" + base::sha256_hex(key).substr(0, 32);
        const auto first = log_.find(id);
        if (first) seen_[*first] = true;
        const Last last = first ? last_of(id, *first) : Last{};
        const bool is_same = first && says_same(last.fact, fact);
        const auto& posting = std::get<Posting>(fact.data);
        if (!is_same) {
            if (posting.amount.satang() > room_left_)
                return report(RowProblem::Kind::too_much, row - 1, "", posting.amount.to_string());
            room_left_ -= posting.amount.satang();
        }
        SheetTotal& total = totals_[{posting.fiscal_year, posting.posting}];
        total.fiscal_year = posting.fiscal_year;
        total.posting = posting.posting;
        ++total.postings;
        total.amount = total.amount + posting.amount;
        if (is_same) {
            ++import_.unchanged;
            return;
        }
        ++(first ? import_.corrected : import_.added);
        if (first)
            return add(std::move(fact), numbered(id, last.next), std::string(log_.at(last.fact).id),
                       row);
        add(std::move(fact), id, {}, row);
    }

    void add(Fact fact, std::string id, std::string corrects, std::size_t row) {
        import_.fact_rows.push_back(row);
        fact.id = std::move(id);
        fact.seq = ++seq_;
        fact.corrects = std::move(corrects);
        import_.facts.push_back(std::move(fact));
    }

    /// What earlier imports made and this sheet has no more.
    void find_gone() {
        const std::string begin = mapping_.id + "-";
        for (std::size_t i = 0; i < log_.size(); ++i) {
            const facts::FactView view = log_.at(i);
            if (seen_[i] || !view.id.starts_with(begin) || view.id.size() != begin.size() + 32)
                continue;
            const Last last = last_of(std::string(view.id), i);
            if (!log_.at(last.fact).posting) continue;  // withdrawn before
            import_.gone.emplace_back(view.id);
            if (!mapping_.is_complete) continue;
            Fact fact = log_.fact(last.fact);
            const std::string corrects = fact.id;
            fact.data = {};
            fact.recorded_at = recorded_at_;
            fact.by = by_;
            ++import_.withdrawn;
            add(std::move(fact), numbered(std::string(view.id), last.next), corrects, 0);
        }
    }

    const sheet::Sheet& sheet_;
    const SheetMapping& mapping_;
    const facts::FactLog& log_;
    base::Instant recorded_at_;
    std::string by_;
    std::int64_t seq_ = 0;
    bool has_corrections_ = false;
    std::int64_t room_left_ = 0;  ///< satang that postings may still have
    SheetImport import_;
    Keys keys_;
    std::map<SheetField, std::unordered_map<std::string, Meaning>> meanings_;
    std::unordered_set<std::string> skip_;
    bool skips_digits_ = false;  ///< a text to skip has some
    ByText<std::optional<facts::Day>> dates_;
    Counts counts_;
    std::string key_;         ///< of the row, or of a posting of it
    std::string room_;        ///< of texts that cells have not got as they are
    std::vector<bool> seen_;  ///< facts of the log that the sheet has
    std::map<std::pair<int, PostingKind>, SheetTotal> totals_;
    Column date_, posting_, document_, fiscal_year_, fund_, category_, item_, project_, note_;
    std::vector<Column> amounts_;
    std::vector<Column> key_columns_;
};

FormErrors errors_of(const SheetMapping& mapping) {
    FormErrors errors;
    const auto bad = [&](std::string pointer, std::string found, std::string expected) {
        errors.push_back({FormErrorKind::bad_value,
                          std::move(pointer),
                          {},
                          std::move(found),
                          std::move(expected)});
    };
    if (mapping.id.size() > kMostId || !base::is_valid_id(mapping.id) || mapping.id[0] < 'a')
        bad("/id", mapping.id, "id");
    if (!mapping.plan.empty() && !base::is_valid_id(mapping.plan)) bad("/plan", mapping.plan, "id");
    if (mapping.columns.date.empty()) bad("/columns/date", "", "text");
    if (mapping.amounts.empty()) bad("/amounts", "", "list");
    for (std::size_t i = 0; i < mapping.amounts.size(); ++i) {
        const std::string pointer = "/amounts/" + std::to_string(i);
        const SheetAmount& amount = mapping.amounts[i];
        if (amount.column.empty()) bad(pointer + "/column", "", "text");
        if (amount.posting == PostingKind::assertion)
            bad(pointer + "/posting", "assertion", "posting");
        if (!amount.posting && mapping.columns.posting.empty())
            errors.push_back({FormErrorKind::missing_member, pointer, {}, "", "posting"});
    }
    for (std::size_t i = 0; i < mapping.values.size(); ++i) {
        const SheetValue& value = mapping.values[i];
        const std::string pointer = "/values/" + std::to_string(i) + "/value";
        if (value.field != SheetField::posting) {
            if (!base::is_valid_id(value.value)) bad(pointer, value.value, "id");
            continue;
        }
        const auto kind = base::from_word<PostingKind>(value.value);
        if (!kind || *kind == PostingKind::assertion) bad(pointer, value.value, "posting");
    }
    return errors;
}

}  // namespace

base::Result<SheetMapping, FormErrors> load_sheet_mapping(std::string_view bytes, bool is_toml) {
    const base::ValueLimits limits{.bytes = 1U << 20, .depth = 8, .values = 20'000};
    const auto parsed = is_toml ? plan::parse_toml(bytes, limits) : base::parse_json(bytes, limits);
    if (!parsed) {
        return base::Unexpected{FormErrors{FormError{
            FormErrorKind::syntax, "", parsed.error().position, parsed.error().message, ""}}};
    }
    auto mapping = base::read_form<SheetMapping>(*parsed);
    if (!mapping) return mapping;
    FormErrors errors = errors_of(*mapping);
    if (!errors.empty()) return base::Unexpected{std::move(errors)};
    return mapping;
}

base::Value sheet_mapping_json_schema() {
    base::FormSchema schema;
    return schema.of<SheetMapping>("How a sheet of postings is read, " + std::string(kSheetSchema));
}

SheetImport import_sheet(const sheet::Sheet& sheet, const SheetMapping& mapping,
                         const facts::FactLog& log, base::Instant recorded_at,
                         std::string_view by) {
    return SheetReader(sheet, mapping, log).run(recorded_at, by);
}

std::vector<Reconciled> reconcile(const facts::FactLog& log, const std::vector<std::uint32_t>& view,
                                  const std::vector<SheetTotal>& totals) {
    std::vector<Reconciled> out;
    for (const SheetTotal& total : totals) out.push_back({total, base::Money()});
    for (const std::uint32_t fact : view) {
        const auto posting = log.posting(fact);
        if (!posting) continue;
        for (Reconciled& one : out) {
            if (one.sheet.fiscal_year == posting->fiscal_year &&
                one.sheet.posting == posting->posting)
                one.in_ledger = one.in_ledger + posting->amount;
        }
    }
    return out;
}

std::string describe_problem(const RowProblem& problem, base::MessageLanguage language) {
    using Kind = RowProblem::Kind;
    const bool thai = language == base::MessageLanguage::thai;
    const auto say = [&](std::string_view th, std::string_view en) {
        return std::string(thai ? th : en);
    };
    std::string text = say("แถว ", "row ") + std::to_string(problem.row);
    if (!problem.column.empty()) text += say(" คอลัมน์ “", ", column “") + problem.column + "”";
    text += ": ";
    const std::string found = "“" + problem.found + "”";
    switch (problem.kind) {
        case Kind::no_column:
            return text + say("ไม่มีหัวคอลัมน์นี้", "there is no such heading");
        case Kind::double_column:
            return text + say("มีหัวคอลัมน์นี้มากกว่าหนึ่งคอลัมน์", "the heading is there twice");
        case Kind::no_date:
            return text + say("ไม่มีวันที่", "no date");
        case Kind::bad_date:
            return text + found + say(" ไม่ใช่วันที่", " is no date");
        case Kind::bad_year:
            return text + found + say(" ไม่ใช่ปีงบประมาณ พ.ศ.", " is no fiscal year B.E.");
        case Kind::bad_amount:
            return text + found + say(" ไม่ใช่จำนวนเงิน", " is no amount");
        case Kind::negative_amount:
            return text + found +
                   say(" เป็นจำนวนลบ ให้ลงเป็นรายการส่งคืน", " is negative; record it as a return");
        case Kind::unknown_text:
            return text + found +
                   say(" ไม่มีความหมายในแฟ้มจับคู่คอลัมน์", " has no meaning in the mapping");
        case Kind::too_long:
            return text + found + say("… ยาวเกินไป", "… is too long");
        case Kind::bad_id:
            return text + found + say(" ไม่ใช่รหัส", " is no id");
        case Kind::no_posting:
            return text + say("ไม่บอกชนิดรายการ", "nothing says what kind of posting it is");
        case Kind::same_key:
            return text + found + say(" ซ้ำกับแถวก่อนหน้า", " is the key of an earlier row, too");
        case Kind::too_much:
            return text + found +
                   say(" รวมกับรายการอื่นแล้วเกินจำนวนเงินที่ระบบเก็บได้ ตรวจจำนวนเงิน",
                       " together with the other postings is more money than can be kept: check "
                       "the "
                       "amount");
    }
    return text;
}

}  // namespace phaen::ledger
