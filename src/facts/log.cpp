#include "phaen/facts/log.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <limits>
#include <unordered_map>
#include <utility>

#include "phaen/base/check.h"
#include "phaen/base/id.h"
#include "text_hash.h"

namespace phaen::facts {

namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

std::int32_t number_of(Day day) {
    return static_cast<std::int32_t>(std::chrono::sys_days(day).time_since_epoch().count());
}

Day day_of(std::int32_t number) { return {std::chrono::sys_days(std::chrono::days(number))}; }

/// Texts that repeat, each once.
class Symbols {
  public:
    std::uint32_t add(std::string_view text) {
        const auto known = by_text_.find(text);
        if (known != by_text_.end()) return known->second;
        texts_.push_back(std::make_unique<std::string>(text));
        const auto index = static_cast<std::uint32_t>(texts_.size() - 1);
        by_text_.emplace(*texts_.back(), index);
        return index;
    }
    [[nodiscard]] std::string_view text(std::uint32_t index) const { return *texts_[index]; }
    [[nodiscard]] std::size_t size() const { return texts_.size(); }

  private:
    std::vector<std::unique_ptr<std::string>> texts_;  // their places never change
    std::unordered_map<std::string_view, std::uint32_t> by_text_;
};

/// The ids one after another. Most logs number their facts: as long as each id is longer than the
/// one before, or as long and greater, they are found by halving. From the first that is not on, an
/// open hash table leads from an id to its index; a place of it has a part of the hash, so that
/// other ids are told apart without looking at their bytes.
class Ids {
  public:
    [[nodiscard]] std::string_view at(std::size_t index) const {
        return std::string_view(bytes_).substr(ends_[index], ends_[index + 1] - ends_[index]);
    }
    [[nodiscard]] std::uint32_t find(std::string_view id) const {
        return is_rising_ ? find_by_halving(id) : table_[slot(id, part_of(id))].index;
    }
    void expect(std::string_view id) const {
        if (!is_rising_) __builtin_prefetch(&table_[part_of(id) & (table_.size() - 1)], 1);
    }
    void add(std::string_view id) {
        if (is_rising_ && size() > 0 && !comes_before(at(size() - 1), id)) {
            is_rising_ = false;
            make_table(std::max(size(), ends_.capacity() - 1));
        }
        if (!is_rising_) {
            if ((size() + 1) * 2 > table_.size()) grow();
            const std::uint32_t part = part_of(id);
            table_[slot(id, part)] = {part, static_cast<std::uint32_t>(size())};
        }
        bytes_ += id;
        ends_.push_back(bytes_.size());
    }
    /// For as many ids, each as long as those that are there.
    void expect_all(std::size_t count) {
        if (size() == 0) return;
        ends_.reserve(count + 1);
        bytes_.reserve((bytes_.size() / size() + 3) * count);  // numbers become longer
        if (!is_rising_) make_table(count);
    }
    [[nodiscard]] std::size_t size() const { return ends_.size() - 1; }

  private:
    struct Place {
        std::uint32_t part = 0;
        std::uint32_t index = kNone;
    };
    static bool comes_before(std::string_view a, std::string_view b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    }
    [[nodiscard]] std::uint32_t find_by_halving(std::string_view id) const {
        std::size_t first = 0;
        std::size_t end = size();
        if (end == 0 || comes_before(at(end - 1), id)) return kNone;
        while (first < end) {
            const std::size_t middle = first + (end - first) / 2;
            if (comes_before(at(middle), id)) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        return at(first) == id ? static_cast<std::uint32_t>(first) : kNone;
    }
    static std::uint32_t part_of(std::string_view id) {
        return static_cast<std::uint32_t>(hash_of(id) >> 32U);
    }

    /// Where the id stands, or the free place for it.
    [[nodiscard]] std::size_t slot(std::string_view id, std::uint32_t part) const {
        std::size_t at = part & (table_.size() - 1);
        while (table_[at].index != kNone &&
               (table_[at].part != part || this->at(table_[at].index) != id))
            at = (at + 1) & (table_.size() - 1);
        return at;
    }
    /// Anew, with room for so many.
    void make_table(std::size_t count) {
        std::size_t places = 1024;
        while (places < (count + 1) * 2) places *= 2;
        table_.assign(places, Place{});
        for (std::size_t i = 0; i < size(); ++i) {
            const std::uint32_t part = part_of(at(i));
            table_[slot(at(i), part)] = {part, static_cast<std::uint32_t>(i)};
        }
    }
    /// All ids are different, so that none has to be looked at.
    void grow() {
        std::vector<Place> before(table_.size() * 2);
        before.swap(table_);
        for (const Place& place : before) {
            if (place.index == kNone) continue;
            std::size_t at = place.part & (table_.size() - 1);
            while (table_[at].index != kNone) at = (at + 1) & (table_.size() - 1);
            table_[at] = place;
        }
    }
    std::string bytes_;
    std::vector<std::size_t> ends_{0};
    bool is_rising_ = true;
    std::vector<Place> table_;  // empty as long as ids rise; its size is a power of two
};

/// A growing list whose items never move.
template <class T>
class Blocks {
  public:
    [[nodiscard]] std::size_t size() const { return size_; }
    void push_back(T&& item) {
        if (size_ == blocks_.size() * kBlock) blocks_.emplace_back().reserve(kBlock);
        blocks_.back().push_back(std::move(item));
        ++size_;
    }
    const T& operator[](std::size_t index) const { return blocks_[index / kBlock][index % kBlock]; }

  private:
    static constexpr std::size_t kBlock = 1024;
    std::vector<std::vector<T>> blocks_;
    std::size_t size_ = 0;
};

/// An enumeration, or none of it, in a byte.
template <class E>
class Small {
  public:
    Small() = default;
    explicit Small(std::optional<E> item)
        : byte_(item ? static_cast<std::uint8_t>(*item) : kNothing) {}
    [[nodiscard]] std::optional<E> get() const {
        return byte_ == kNothing ? std::nullopt : std::optional(static_cast<E>(byte_));
    }

  private:
    static constexpr std::uint8_t kNothing = 0xFF;
    std::uint8_t byte_ = kNothing;
};

/// What a posting has beside its account, and its rarer texts in a table of their own.
struct PostingRow {
    base::Money amount;
    std::uint32_t account = 0;
    std::uint32_t texts = kNone;
    Small<PostingKind> posting;
    Small<Against> against;
    Small<Balance> balance;
};
static_assert(sizeof(PostingRow) == 24);
/// One after the other among the bytes of all.
struct PostingTexts {
    std::size_t begin = 0;
    std::uint32_t document = 0;
    std::uint32_t note = 0;
};

struct PostingAccount {
    int fiscal_year = 0;
    std::string fund;
    std::string category;
    std::string item;
    std::string project;
};

/// The postings, and the accounts that they name, each once: an open hash table from an account to
/// its index.
class Postings {
  public:
    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] std::size_t accounts() const { return accounts_.size(); }

    void push_back(const PostingView& posting) {
        PostingRow row{posting.amount,
                       account_of(posting),
                       kNone,
                       Small(std::optional(posting.posting)),
                       Small(posting.against),
                       Small(posting.balance)};
        if (!posting.document.empty() || !posting.note.empty()) {
            row.texts = static_cast<std::uint32_t>(texts_.size());
            texts_.push_back({text_bytes_.size(),
                              static_cast<std::uint32_t>(posting.document.size()),
                              static_cast<std::uint32_t>(posting.note.size())});
            text_bytes_ += posting.document;
            text_bytes_ += posting.note;
        }
        rows_.push_back(row);
    }
    void expect_all(std::size_t count) {
        if (rows_.empty()) return;
        const std::size_t bytes = text_bytes_.size() / rows_.size() * count;
        const std::size_t texts = texts_.size() * 16 / rows_.size() * count / 16;
        rows_.reserve(count);
        texts_.reserve(texts);
        text_bytes_.reserve(bytes);
    }
    [[nodiscard]] PostingView operator[](std::size_t index) const {
        const PostingRow& row = rows_[index];
        const PostingAccount& account = accounts_[row.account];
        PostingView view;
        view.posting = *row.posting.get();
        view.amount = row.amount;
        view.against = row.against.get();
        view.balance = row.balance.get();
        view.fiscal_year = account.fiscal_year;
        view.fund = account.fund;
        view.category = account.category;
        view.item = account.item;
        view.project = account.project;
        view.account = row.account;
        if (row.texts != kNone) {
            const PostingTexts& texts = texts_[row.texts];
            const std::string_view bytes = text_bytes_;
            view.document = bytes.substr(texts.begin, texts.document);
            view.note = bytes.substr(texts.begin + texts.document, texts.note);
        }
        return view;
    }

    [[nodiscard]] PostingMove move_of(std::size_t index) const {
        const PostingRow& row = rows_[index];
        return {*row.posting.get(), row.against.get(), row.amount.satang(), row.account};
    }

  private:
    std::uint32_t account_of(const PostingView& posting) {
        if ((accounts_.size() + 1) * 2 > table_.size()) grow();
        std::uint32_t& found = table_[slot(posting)];
        if (found == kNone) {
            found = static_cast<std::uint32_t>(accounts_.size());
            accounts_.push_back({posting.fiscal_year, std::string(posting.fund),
                                 std::string(posting.category), std::string(posting.item),
                                 std::string(posting.project)});
        }
        return found;
    }
    template <class T>
    static std::uint64_t hash_of(const T& item) {
        auto hash = static_cast<std::uint64_t>(item.fiscal_year);
        for (const std::string_view part :
             {std::string_view(item.fund), std::string_view(item.category),
              std::string_view(item.item), std::string_view(item.project)})
            hash = mixed(hash ^ phaen::facts::hash_of(part));
        return hash;
    }
    /// Where the account stands, or the free place for it.
    template <class T>
    [[nodiscard]] std::size_t slot(const T& item) const {
        std::size_t at = hash_of(item) & (table_.size() - 1);
        while (table_[at] != kNone && !is_of(item, accounts_[table_[at]]))
            at = (at + 1) & (table_.size() - 1);
        return at;
    }
    template <class T>
    static bool is_of(const T& item, const PostingAccount& account) {
        return item.fiscal_year == account.fiscal_year && is_same_text(item.fund, account.fund) &&
               is_same_text(item.category, account.category) &&
               is_same_text(item.item, account.item) && is_same_text(item.project, account.project);
    }
    void grow() {
        table_.assign(table_.empty() ? 64 : table_.size() * 2, kNone);
        for (std::size_t i = 0; i < accounts_.size(); ++i)
            table_[slot(accounts_[i])] = static_cast<std::uint32_t>(i);
    }

    std::vector<PostingRow> rows_;
    std::vector<PostingTexts> texts_;
    std::string text_bytes_;
    std::deque<PostingAccount> accounts_;
    std::vector<std::uint32_t> table_;  // its size is a power of two
};

bool is_id_or_empty(std::string_view text) {
    // The ids of SWOT items begin with a capital letter.
    return text.empty() || base::is_valid_id(text) ||
           (text.size() > 1 && std::string_view("SWOT").find(text[0]) != std::string_view::npos &&
            base::is_valid_id(text.substr(1)));
}

bool is_good_day(const When& when) {
    if (when.on) return when.on->ok() && !when.from && !when.to;
    return when.from && when.to && when.from->ok() && when.to->ok() && *when.from <= *when.to;
}

bool is_good_posting(const PostingView& posting) {
    const bool asserts = posting.posting == PostingKind::assertion;
    return asserts == posting.balance.has_value() && posting.amount >= base::Money();
}

bool is_good_data(const Fact& fact) {
    const std::size_t index = fact.data.index();
    if (index == 0) return true;
    if (index != static_cast<std::size_t>(fact.kind) + 1) return false;
    const auto* posting = std::get_if<Posting>(&fact.data);
    return posting == nullptr || is_good_posting(PostingView::of(*posting));
}

/// What every fact has, its texts kept elsewhere.
struct Head {
    std::string_view id;
    std::int64_t seq = 0;
    FactKind kind = FactKind::event;
    std::string_view plan;
    std::string_view element;
    std::string_view by;
    std::string_view corrects;
    base::Instant recorded_at;
    bool withdraws = false;
};

}  // namespace

PostingView PostingView::of(const Posting& posting) {
    PostingView view;
    view.posting = posting.posting;
    view.amount = posting.amount;
    view.against = posting.against;
    view.balance = posting.balance;
    view.fiscal_year = posting.fiscal_year;
    view.fund = posting.fund;
    view.category = posting.category;
    view.item = posting.item;
    view.project = posting.project;
    view.document = posting.document;
    view.note = posting.note;
    return view;
}

Posting PostingView::copy() const {
    Posting out;
    out.posting = posting;
    out.amount = amount;
    out.against = against;
    out.balance = balance;
    out.fiscal_year = fiscal_year;
    out.fund = fund;
    out.category = category;
    out.item = item;
    out.project = project;
    out.document = document;
    out.note = note;
    return out;
}

Fact PostingFact::copy() const {
    Fact fact;
    fact.id = id;
    fact.seq = seq;
    fact.kind = FactKind::posting;
    fact.plan = plan;
    fact.element = element;
    fact.when.on = on;
    fact.recorded_at = recorded_at;
    fact.by = by;
    fact.corrects = corrects;
    fact.data = data.copy();
    return fact;
}

struct FactLog::State {
    // What every fact has.
    std::vector<std::int64_t> seq;
    std::vector<std::int64_t> recorded_at;
    std::vector<std::int32_t> last_day;
    std::vector<FactKind> kind;
    std::vector<std::uint32_t> slot;  ///< among the data of the kind; kNone when it withdraws
    std::vector<std::uint32_t> plan;
    std::vector<std::uint32_t> element;
    std::vector<std::uint32_t> by;
    // What few facts have.
    std::vector<std::uint32_t> chain;  ///< of those that correct or are corrected, else kNone;
                                       ///< empty as long as none is
    std::vector<std::pair<std::uint32_t, std::int32_t>> spans;  ///< first days, in order of facts
    std::unordered_map<std::uint32_t, std::uint32_t> corrects;
    std::vector<std::uint32_t> last_of_chain;  ///< by chain
    std::unordered_map<std::uint32_t, std::uint32_t> before_in_chain;
    std::int64_t latest = std::numeric_limits<std::int64_t>::min();
    Ids ids;
    Symbols symbols;
    base::Money posted;  ///< all amounts
    // The data by kind.
    Blocks<Progress> progress;
    Postings posting;
    Blocks<Record> record;
    Blocks<Evidence> evidence;
    Blocks<Assessment> assessment;
    Blocks<Event> event;

    /// The number of the text in the fact before, when it is the same: as in most. Else kNone.
    [[nodiscard]] std::uint32_t same_as_before(const std::vector<std::uint32_t>& column,
                                               std::string_view text) const {
        if (column.empty() || !is_same_text(symbols.text(column.back()), text)) return kNone;
        return column.back();
    }
    struct Repeated {
        std::uint32_t plan = kNone;
        std::uint32_t element = kNone;
        std::uint32_t by = kNone;
    };
    [[nodiscard]] Repeated repeated(const Head& head) const {
        return {same_as_before(plan, head.plan), same_as_before(element, head.element),
                same_as_before(by, head.by)};
    }
    /// An id that is repeated was looked at before.
    [[nodiscard]] static bool has_good_ids(const Head& head, const Repeated& repeated) {
        return base::is_valid_id(head.id) &&
               (repeated.plan != kNone || is_id_or_empty(head.plan)) &&
               (repeated.element != kNone || is_id_or_empty(head.element)) &&
               is_id_or_empty(head.corrects);
    }

    /// The index of the fact that it corrects, or kNone; or why it cannot be added.
    [[nodiscard]] base::Result<std::uint32_t, FactRefusal> corrected_by(const Head& head) const {
        if (head.seq <= (seq.empty() ? 0 : seq.back()))
            return base::Unexpected{FactRefusal::seq_not_increasing};
        if (ids.find(head.id) != kNone) return base::Unexpected{FactRefusal::duplicate_id};
        std::uint32_t corrected = kNone;
        if (!head.corrects.empty()) {
            corrected = ids.find(head.corrects);
            if (corrected == kNone) return base::Unexpected{FactRefusal::corrects_unknown};
            if (kind[corrected] != head.kind || symbols.text(plan[corrected]) != head.plan)
                return base::Unexpected{FactRefusal::corrects_other};
        }
        if (head.withdraws && corrected == kNone)
            return base::Unexpected{FactRefusal::withdraws_nothing};
        return corrected;
    }

    [[nodiscard]] bool has_room_for(base::Money amount) const {
        return amount.satang() <= base::Money::kMaxSatang - posted.satang();
    }

    /// All but the days and the data. It must succeed.
    void add(const Head& head, const Repeated& repeated, std::uint32_t corrected) {
        PHAEN_CHECK(seq.size() < kNone, "a log has fewer facts than an index can name");
        const auto index = static_cast<std::uint32_t>(seq.size());
        if (corrected != kNone) {
            if (chain.empty()) chain.assign(index, kNone);
            if (chain[corrected] == kNone) {
                chain[corrected] = static_cast<std::uint32_t>(last_of_chain.size());
                last_of_chain.push_back(corrected);
            }
            const std::uint32_t of_chain = chain[corrected];
            chain.push_back(of_chain);
            corrects.emplace(index, corrected);
            before_in_chain.emplace(index, std::exchange(last_of_chain[of_chain], index));
        } else if (!chain.empty()) {
            chain.push_back(kNone);
        }
        ids.add(head.id);
        seq.push_back(head.seq);
        recorded_at.push_back(head.recorded_at.microseconds());
        latest = std::max(latest, recorded_at.back());
        kind.push_back(head.kind);
        const auto number = [&](std::uint32_t known, std::string_view text) {
            return known != kNone ? known : symbols.add(text);
        };
        plan.push_back(number(repeated.plan, head.plan));
        element.push_back(number(repeated.element, head.element));
        by.push_back(number(repeated.by, head.by));
    }
    /// The first day when it is a span.
    [[nodiscard]] std::optional<std::int32_t> first_of_span(std::size_t index) const {
        const auto span = std::lower_bound(
            spans.begin(), spans.end(), index,
            [](const auto& item, std::size_t wanted) { return item.first < wanted; });
        if (span == spans.end() || span->first != index) return std::nullopt;
        return span->second;
    }

    std::uint32_t keep(FactData&& data) {
        const auto put = [](auto& list, auto&& item) {
            list.push_back(std::move(item));
            return static_cast<std::uint32_t>(list.size() - 1);
        };
        if (auto* p = std::get_if<Progress>(&data)) return put(progress, std::move(*p));
        if (auto* p = std::get_if<Posting>(&data)) return put(posting, PostingView::of(*p));
        if (auto* p = std::get_if<Record>(&data)) return put(record, std::move(*p));
        if (auto* p = std::get_if<Evidence>(&data)) return put(evidence, std::move(*p));
        if (auto* p = std::get_if<Assessment>(&data)) return put(assessment, std::move(*p));
        if (auto* p = std::get_if<Event>(&data)) return put(event, std::move(*p));
        return kNone;
    }

    /// Calls `holds` for the facts that hold, in order. Two passes: which is the last of each chain
    /// that was known; then the days.
    template <class F>
    void for_each_held(const AsOf& as_of, F&& holds) const {
        const std::int64_t known_at = as_of.known_at.microseconds();
        const std::int32_t day = number_of(as_of.day);
        std::vector<std::uint32_t> last(last_of_chain.size(), kNone);
        if (!last.empty()) {
            for (std::size_t i = 0; i < seq.size(); ++i) {
                if (chain[i] != kNone && recorded_at[i] <= known_at)
                    last[chain[i]] = static_cast<std::uint32_t>(i);
            }
        }
        for (std::size_t i = 0; i < seq.size(); ++i) {
            if (last_day[i] > day || recorded_at[i] > known_at || slot[i] == kNone) continue;
            if (!last.empty() && chain[i] != kNone && last[chain[i]] != i) continue;
            holds(static_cast<std::uint32_t>(i));
        }
    }
};

FactLog::FactLog() : state_(std::make_unique<State>()) {}
FactLog::~FactLog() = default;
FactLog::FactLog(FactLog&&) noexcept = default;
FactLog& FactLog::operator=(FactLog&&) noexcept = default;

base::Result<base::Done, FactRefusal> FactLog::append(Fact fact) {
    State& s = *state_;
    const Head head{fact.id,       fact.seq,         fact.kind,
                    fact.plan,     fact.element,     fact.by,
                    fact.corrects, fact.recorded_at, fact.data.index() == 0};
    const State::Repeated repeated = s.repeated(head);
    if (!State::has_good_ids(head, repeated)) return base::Unexpected{FactRefusal::bad_id};
    if (!is_good_day(fact.when)) return base::Unexpected{FactRefusal::bad_day};
    if (!is_good_data(fact)) return base::Unexpected{FactRefusal::wrong_data};
    const auto corrected = s.corrected_by(head);
    if (!corrected) return base::Unexpected{corrected.error()};
    const auto* posting = std::get_if<Posting>(&fact.data);
    if (posting != nullptr && !s.has_room_for(posting->amount))
        return base::Unexpected{FactRefusal::too_much_money};
    s.add(head, repeated, *corrected);
    if (posting != nullptr) s.posted = s.posted + posting->amount;
    if (!fact.when.on)
        s.spans.emplace_back(static_cast<std::uint32_t>(s.last_day.size()),
                             number_of(*fact.when.from));
    s.last_day.push_back(number_of(fact.when.on ? *fact.when.on : *fact.when.to));
    s.slot.push_back(s.keep(std::move(fact.data)));
    return base::Done{};
}

base::Result<base::Done, FactRefusal> FactLog::append(const PostingFact& fact) {
    State& s = *state_;
    const Head head{fact.id, fact.seq,      FactKind::posting, fact.plan, fact.element,
                    fact.by, fact.corrects, fact.recorded_at,  false};
    const State::Repeated repeated = s.repeated(head);
    if (!State::has_good_ids(head, repeated)) return base::Unexpected{FactRefusal::bad_id};
    if (!fact.on || !fact.on->ok()) return base::Unexpected{FactRefusal::bad_day};
    if (!is_good_posting(fact.data)) return base::Unexpected{FactRefusal::wrong_data};
    const auto corrected = s.corrected_by(head);
    if (!corrected) return base::Unexpected{corrected.error()};
    if (!s.has_room_for(fact.data.amount)) return base::Unexpected{FactRefusal::too_much_money};
    s.add(head, repeated, *corrected);
    s.posted = s.posted + fact.data.amount;
    s.last_day.push_back(number_of(*fact.on));
    s.slot.push_back(static_cast<std::uint32_t>(s.posting.size()));
    s.posting.push_back(fact.data);
    return base::Done{};
}

void FactLog::expect(std::string_view id) const { state_->ids.expect(id); }

void FactLog::expect_facts(std::size_t count) {
    State& s = *state_;
    for (auto* column : {&s.seq, &s.recorded_at}) column->reserve(count);
    for (auto* column : {&s.slot, &s.plan, &s.element, &s.by}) column->reserve(count);
    s.last_day.reserve(count);
    s.kind.reserve(count);
    s.ids.expect_all(count);
    if (!s.seq.empty()) s.posting.expect_all(s.posting.size() * count / s.seq.size());
}

base::Money FactLog::posted() const { return state_->posted; }

std::size_t FactLog::size() const { return state_->seq.size(); }

std::size_t FactLog::accounts() const { return state_->posting.accounts(); }

std::optional<PostingView> FactLog::posting(std::size_t index) const {
    const State& s = *state_;
    PHAEN_CHECK(index < s.seq.size(), "a fact that the log does not have");
    if (s.kind[index] != FactKind::posting || s.slot[index] == kNone) return std::nullopt;
    return s.posting[s.slot[index]];
}

std::int32_t FactLog::last_day(std::size_t index) const {
    PHAEN_CHECK(index < state_->seq.size(), "a fact that the log does not have");
    return state_->last_day[index];
}

std::optional<PostingMove> FactLog::posting_move(std::size_t index) const {
    const State& s = *state_;
    PHAEN_CHECK(index < s.seq.size(), "a fact that the log does not have");
    if (s.kind[index] != FactKind::posting || s.slot[index] == kNone) return std::nullopt;
    return s.posting.move_of(s.slot[index]);
}

const Record* FactLog::record(std::size_t index) const {
    const State& s = *state_;
    PHAEN_CHECK(index < s.seq.size(), "a fact that the log does not have");
    if (s.kind[index] != FactKind::record || s.slot[index] == kNone) return nullptr;
    return &s.record[s.slot[index]];
}

std::string_view FactLog::id(std::size_t index) const {
    PHAEN_CHECK(index < state_->seq.size(), "a fact that the log does not have");
    return state_->ids.at(index);
}

std::string_view FactLog::element(std::size_t index) const {
    PHAEN_CHECK(index < state_->seq.size(), "a fact that the log does not have");
    return state_->symbols.text(state_->element[index]);
}

FactKind FactLog::kind(std::size_t index) const {
    PHAEN_CHECK(index < state_->seq.size(), "a fact that the log does not have");
    return state_->kind[index];
}

base::Instant FactLog::latest() const {
    const auto latest = base::Instant::from_microseconds(state_->latest);
    return latest ? *latest : base::Instant();
}

FactView FactLog::at(std::size_t index) const {
    const State& s = *state_;
    PHAEN_CHECK(index < s.seq.size(), "a fact that the log does not have");
    FactView view;
    view.id = s.ids.at(index);
    view.seq = s.seq[index];
    view.kind = s.kind[index];
    view.plan = s.symbols.text(s.plan[index]);
    view.element = s.symbols.text(s.element[index]);
    view.first_day = s.first_of_span(index).value_or(s.last_day[index]);
    view.last_day = s.last_day[index];
    view.recorded_at = *base::Instant::from_microseconds(s.recorded_at[index]);
    view.by = s.symbols.text(s.by[index]);
    const auto corrects = s.corrects.find(static_cast<std::uint32_t>(index));
    if (corrects != s.corrects.end()) view.corrects = corrects->second;
    const std::uint32_t slot = s.slot[index];
    if (slot == kNone) return view;
    switch (view.kind) {
        case FactKind::progress:
            view.progress = &s.progress[slot];
            break;
        case FactKind::posting:
            view.posting = s.posting[slot];
            break;
        case FactKind::record:
            view.record = &s.record[slot];
            break;
        case FactKind::evidence:
            view.evidence = &s.evidence[slot];
            break;
        case FactKind::assessment:
            view.assessment = &s.assessment[slot];
            break;
        case FactKind::event:
            view.event = &s.event[slot];
            break;
    }
    return view;
}

Fact FactLog::fact(std::size_t index) const {
    const FactView view = at(index);
    Fact fact;
    fact.id = std::string(view.id);
    fact.seq = view.seq;
    fact.kind = view.kind;
    fact.plan = std::string(view.plan);
    fact.element = std::string(view.element);
    if (state_->first_of_span(index)) {
        fact.when.from = day_of(view.first_day);
        fact.when.to = day_of(view.last_day);
    } else {
        fact.when.on = day_of(view.last_day);
    }
    fact.recorded_at = view.recorded_at;
    fact.by = std::string(view.by);
    if (view.corrects) fact.corrects = std::string(state_->ids.at(*view.corrects));
    if (view.progress != nullptr) fact.data = *view.progress;
    if (view.posting) fact.data = view.posting->copy();
    if (view.record != nullptr) fact.data = *view.record;
    if (view.evidence != nullptr) fact.data = *view.evidence;
    if (view.assessment != nullptr) fact.data = *view.assessment;
    if (view.event != nullptr) fact.data = *view.event;
    return fact;
}

std::optional<std::size_t> FactLog::find(std::string_view id) const {
    const std::uint32_t index = state_->ids.find(id);
    if (index == kNone) return std::nullopt;
    return index;
}

std::vector<std::uint32_t> FactLog::view(const AsOf& as_of) const {
    std::vector<std::uint32_t> held;
    held.reserve(size());
    state_->for_each_held(as_of, [&](std::uint32_t i) { held.push_back(i); });
    return held;
}

std::vector<std::uint32_t> FactLog::view(const AsOf& as_of, FactKind kind) const {
    std::vector<std::uint32_t> held;
    state_->for_each_held(as_of, [&](std::uint32_t i) {
        if (state_->kind[i] == kind) held.push_back(i);
    });
    return held;
}

PlanView FactLog::view_of_plan(const AsOf& as_of, std::string_view plan) const {
    const State& s = *state_;
    PlanView view;
    view.all.reserve(size());
    // Plans are few and facts of one come together: the text is looked at when it changes.
    std::uint32_t known = kNone;
    bool is_its = false;
    s.for_each_held(as_of, [&](std::uint32_t i) {
        if (s.plan[i] != known) {
            known = s.plan[i];
            const std::string_view named = s.symbols.text(known);
            is_its = named.empty() || named == plan;
        }
        if (!is_its) return;
        view.all.push_back(i);
        view.by_kind[static_cast<std::size_t>(s.kind[i])].push_back(i);
    });
    return view;
}

ViewChange FactLog::change_by_last(const AsOf& as_of) const {
    const State& s = *state_;
    PHAEN_CHECK(!s.seq.empty(), "a log without a last fact");
    const std::int64_t known_at = as_of.known_at.microseconds();
    const std::int32_t day = number_of(as_of.day);
    const auto is_in = [&](std::uint32_t i) { return s.last_day[i] <= day && s.slot[i] != kNone; };
    const auto index = static_cast<std::uint32_t>(s.seq.size() - 1);
    ViewChange change;
    if (s.recorded_at[index] > known_at) return change;
    if (is_in(index)) change.gained = index;
    for (auto before = s.before_in_chain.find(index); before != s.before_in_chain.end();
         before = s.before_in_chain.find(before->second)) {
        if (s.recorded_at[before->second] > known_at) continue;
        if (is_in(before->second)) change.lost = before->second;
        break;
    }
    return change;
}

std::vector<std::uint32_t> FactLog::orphans(
    const std::vector<std::uint32_t>& view, std::string_view plan,
    const std::function<bool(std::string_view)>& has_element) const {
    const State& s = *state_;
    enum class Answer : char { not_asked, there, missing };
    std::vector<Answer> answers(s.symbols.size(), Answer::not_asked);
    std::vector<std::uint32_t> orphans;
    for (const std::uint32_t i : view) {
        const std::string_view element = s.symbols.text(s.element[i]);
        if (element.empty() || s.symbols.text(s.plan[i]) != plan) continue;
        Answer& answer = answers[s.element[i]];
        if (answer == Answer::not_asked)
            answer = has_element(element) ? Answer::there : Answer::missing;
        if (answer == Answer::missing) orphans.push_back(i);
    }
    return orphans;
}

}  // namespace phaen::facts
