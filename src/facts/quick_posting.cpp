#include "quick_posting.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

#include "fact_fields.h"
#include "text_hash.h"

// Why a second reader: of a year of a million postings nine tenths of the time went into the tree
// between JSON and our types. And why all of it is one function for lines in our own order: so the
// place where the scanner stands is kept in a register.
#define PHAEN_INLINE [[gnu::always_inline]] inline

namespace phaen::facts {

namespace {

/// Eight bytes as a number, the first one lowest.
std::uint64_t load8(const char* bytes) {
    std::uint64_t number = 0;
    std::memcpy(&number, bytes, sizeof number);
    if constexpr (std::endian::native == std::endian::big) number = __builtin_bswap64(number);
    return number;
}

/// A member's name as it stands in a line of ours, with its first and its last eight bytes as
/// numbers; of a shorter one both are of its own bytes and zeros.
struct Name {
    explicit constexpr Name(std::string_view text)
        : before_value(text),
          head(number_of(text.substr(0, 8))),
          mask(text.size() < 8 ? (std::uint64_t{1} << (8 * text.size())) - 1 : ~std::uint64_t{0}),
          tail_at(text.size() < 8 ? 0 : text.size() - 8),
          tail(number_of(text.substr(tail_at))) {}
    static constexpr std::uint64_t number_of(std::string_view text) {
        std::uint64_t number = 0;
        for (std::size_t i = 0; i < text.size(); ++i)
            number |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
        return number;
    }
    [[nodiscard]] constexpr std::string_view text() const {
        return before_value.substr(1, before_value.size() - 3);
    }
    std::string_view before_value;  // at most 16 bytes
    std::uint64_t head = 0;
    std::uint64_t mask = 0;
    std::size_t tail_at = 0;
    std::uint64_t tail = 0;
};

/// The words of an enumeration: an open hash table from a word to its value.
template <class E>
class WordTable {
  public:
    WordTable() {
        for (const auto& word : words(base::FormOf<E>{})) {
            std::size_t at = hash_of(word.text) % kPlaces;
            while (!places_[at].text.empty()) at = (at + 1) % kPlaces;
            places_[at] = {word.text, word.value};
        }
    }
    [[nodiscard]] std::optional<E> find(std::string_view text) const {
        std::size_t at = hash_of(text) % kPlaces;
        for (; !places_[at].text.empty(); at = (at + 1) % kPlaces) {
            if (is_same_text(places_[at].text, text)) return places_[at].value;
        }
        return std::nullopt;
    }

  private:
    static constexpr std::size_t kPlaces = 64;
    static_assert(words(base::FormOf<E>{}).size() < kPlaces / 2);
    struct Place {
        std::string_view text;
        E value{};
    };
    std::array<Place, kPlaces> places_;
};

}  // namespace

/// Walks over one line. After anything unusual `is_good` is false for good.
class QuickPostings::Scanner {
  public:
    /// `signs` has looked at the line.
    Scanner(std::string_view line, const LineSigns& signs) : text_(line), signs_(signs) {}

    [[nodiscard]] bool is_good() const { return is_good_; }
    /// Whether this name and its colon come next without spaces; then they are passed.
    PHAEN_INLINE bool passes(const Name& name) {
        const std::size_t size = name.before_value.size();
        if (text_.size() - at_ < std::max(size, sizeof name.head)) return false;
        const char* const now = text_.data() + at_;
        if ((load8(now) & name.mask) != name.head) return false;
        if ((load8(now + name.tail_at) & name.mask) != name.tail) return false;
        at_ += size;
        return true;
    }
    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    PHAEN_INLINE void fail() { is_good_ = false; }
    PHAEN_INLINE void take_spaces() { skip_spaces(); }

    PHAEN_INLINE void take(char c) {
        skip_spaces();
        if (at_ < text_.size() && text_[at_] == c) {
            ++at_;
        } else {
            fail();
        }
        skip_spaces();
    }
    /// Whether another member follows; otherwise the object has ended.
    PHAEN_INLINE bool more() {
        skip_spaces();
        if (at_ < text_.size() && text_[at_] == ',') {
            take(',');
            return is_good_;
        }
        take('}');
        return false;
    }
    /// A text without escapes that every field takes.
    PHAEN_INLINE std::string_view text() {
        if (at_ >= text_.size() || text_[at_] != '"') return fail(), std::string_view();
        const std::size_t begin = at_ + 1;
        const std::size_t end = signs_.quote_from(begin);
        if (end >= text_.size()) return fail(), std::string_view();
        const std::string_view found = text_.substr(begin, end - begin);
        at_ = end + 1;
        if (found.size() > base::kFormShortText) fail();
        return found;
    }
    PHAEN_INLINE std::int64_t integer(std::int64_t least, std::int64_t most) {
        const std::size_t begin = at_;
        std::int64_t number = 0;
        while (at_ < text_.size() && at_ - begin < 17 && text_[at_] >= '0' && text_[at_] <= '9')
            number = number * 10 + (text_[at_++] - '0');
        const std::size_t digits = at_ - begin;
        if (digits == 0 || digits == 17 || (digits > 1 && text_[begin] == '0') || number < least ||
            number > most)
            fail();
        return number;
    }

    PHAEN_INLINE void read(std::string_view& out) { out = text(); }
    template <class T>
    PHAEN_INLINE void read(std::optional<T>& out) {
        T item{};
        read(item);
        out = item;
    }
    PHAEN_INLINE void read(base::Money& out) {
        const std::string_view printed = text();
        if (const auto satang = satang_as_we_write(printed)) {
            out = *base::Money::from_satang(*satang);
            return;
        }
        keep(base::Money::parse(printed), out);
        if (out < base::Money()) fail();
    }
    template <class E>
        requires std::is_enum_v<E>
    PHAEN_INLINE void read(E& out) {
        static const WordTable<E> kTable;
        keep(kTable.find(text()), out);
    }

    template <class T>
    PHAEN_INLINE void keep(std::optional<T> found, T& out) {
        if (found) {
            out = *found;
        } else {
            fail();
        }
    }

  private:
    /// Of an amount as we write it: a few digits, a point and two digits more.
    PHAEN_INLINE static std::optional<std::int64_t> satang_as_we_write(std::string_view text) {
        if (text.size() < 4 || text.size() > 15 || text[text.size() - 3] != '.')
            return std::nullopt;
        std::int64_t satang = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (i == text.size() - 3) continue;
            if (text[i] < '0' || text[i] > '9') return std::nullopt;
            satang = satang * 10 + (text[i] - '0');
        }
        return satang;
    }
    PHAEN_INLINE void skip_spaces() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }

    std::string_view text_;
    const LineSigns& signs_;
    std::size_t at_ = 0;
    bool is_good_ = true;
};

namespace {

/// Which members were seen, so that none is there twice.
class Seen {
  public:
    bool first(unsigned member) {
        const bool is_first = (bits_ >> member & 1U) == 0;
        bits_ |= 1U << member;
        return is_first;
    }
    [[nodiscard]] bool has(unsigned member) const { return (bits_ >> member & 1U) != 0; }

  private:
    unsigned bits_ = 0;
};

/// The number of the name that comes next, which is passed with its colon; N when it is not among
/// `names`. They stand in the order in which we write them: tried first is `next`.
template <class Scanner, std::size_t N>
unsigned read_name(Scanner& scanner, const std::array<Name, N>& names, unsigned next) {
    for (unsigned tried = 0, at = next; tried < N; ++tried, at = at + 1 == N ? 0 : at + 1) {
        if (scanner.passes(names[at])) return scanner.take_spaces(), at;
    }
    const std::string_view name = scanner.text();
    scanner.take(':');
    for (unsigned at = 0; at < N; ++at) {
        if (names[at].text() == name) return at;
    }
    return N;
}

/// Whether members are taken only in the order of their names, as we write them.
enum class Order { ours, any };

/// Calls `read` for each member with its number among `names`.
template <Order order, class Scanner, std::size_t N, class F>
PHAEN_INLINE Seen read_members(Scanner& scanner, const std::array<Name, N>& names, F&& read) {
    Seen seen;
    scanner.take('{');
    if constexpr (order == Order::ours) {
        bool is_open = true;
        const auto try_one = [&](unsigned at) __attribute__((always_inline)) {
            if (!is_open || !scanner.passes(names[at])) return;
            static_cast<void>(seen.first(at));
            read(at);
            is_open = scanner.is_good() && scanner.more();
        };
        [&]<unsigned... at>(std::integer_sequence<unsigned, at...>) __attribute__((always_inline)) {
            (try_one(at), ...);
        }(std::make_integer_sequence<unsigned, N>());
        if (is_open) scanner.fail();
        return seen;
    }
    unsigned next = 0;
    do {
        const unsigned at = read_name(scanner, names, next);
        if (!scanner.is_good() || at == N || !seen.first(at)) {
            scanner.fail();
            return seen;
        }
        read(at);
        next = at + 1 == N ? 0 : at + 1;
    } while (scanner.is_good() && scanner.more());
    return seen;
}

template <Order order, class Scanner>
PHAEN_INLINE void read_posting(Scanner& scanner, PostingView& out) {
    enum : unsigned {
        against,
        amount,
        balance,
        category,
        document,
        fiscal_year,
        fund,
        item,
        posting,
        project
    };
    static constexpr std::array<Name, 10> kNames = {
        {Name("\"against\":"), Name("\"amount\":"), Name("\"balance\":"), Name("\"category\":"),
         Name("\"document\":"), Name("\"fiscal_year\":"), Name("\"fund\":"), Name("\"item\":"),
         Name("\"posting\":"), Name("\"project\":")}};
    const auto read = [&](unsigned member) __attribute__((always_inline)) {
        switch (member) {
            case against:
                return scanner.read(out.against);
            case amount:
                return scanner.read(out.amount);
            case balance:
                return scanner.read(out.balance);
            case category:
                return scanner.read(out.category);
            case document:
                return scanner.read(out.document);
            case fiscal_year:
                out.fiscal_year =
                    static_cast<int>(scanner.integer(kFirstFiscalYear, kLastFiscalYear));
                return;
            case fund:
                return scanner.read(out.fund);
            case item:
                return scanner.read(out.item);
            case posting:
                return scanner.read(out.posting);
            case project:
                return scanner.read(out.project);
            default:
                return scanner.fail();
        }
    };
    const Seen seen = read_members<order>(scanner, kNames, read);
    if (!seen.has(amount) || !seen.has(fiscal_year) || !seen.has(posting)) scanner.fail();
}

}  // namespace

/// A line that `signs_` has looked at.
template <auto order>
PHAEN_INLINE bool QuickPostings::read_line(std::string_view line, const FactLog& log,
                                           PostingFact& fact) {
    enum : unsigned { by, corrects, data, element, id, kind, on, plan, recorded_at, seq };
    static constexpr std::array<Name, 10> kNames = {
        {Name("\"by\":"), Name("\"corrects\":"), Name("\"data\":"), Name("\"element\":"),
         Name("\"id\":"), Name("\"kind\":"), Name("\"on\":"), Name("\"plan\":"),
         Name("\"recorded_at\":"), Name("\"seq\":")}};
    Scanner scanner(line, signs_);
    fact = {};
    const auto read = [&](unsigned member) __attribute__((always_inline)) {
        switch (member) {
            case by:
                return scanner.read(fact.by);
            case corrects:
                return scanner.read(fact.corrects);
            case data:
                return read_posting<order>(scanner, fact.data);
            case element:
                return scanner.read(fact.element);
            case id:
                scanner.read(fact.id);
                return log.expect(fact.id);
            case kind:
                if (!is_same_text(scanner.text(), "posting")) scanner.fail();
                return;
            case on:
                fact.on = day_of(scanner.text());
                if (!fact.on) scanner.fail();
                return;
            case plan:
                return scanner.read(fact.plan);
            case recorded_at:
                scanner.keep(instant_of(scanner.text()), fact.recorded_at);
                return;
            case seq:
                fact.seq = scanner.integer(1, kMostSeq);
                return;
            default:
                return scanner.fail();  // spans are rare
        }
    };
    const Seen seen = read_members<order>(scanner, kNames, read);
    return scanner.is_good() && scanner.at_end() && seen.has(data) && seen.has(id) &&
           seen.has(kind) && seen.has(recorded_at) && seen.has(seq);
}

bool QuickPostings::read(std::string_view line, const FactLog& log, PostingFact& fact) {
    if (!signs_.look_at(line)) return false;
    return read_line<Order::ours>(line, log, fact) || read_in_any_order(line, log, fact);
}

bool QuickPostings::read_in_any_order(std::string_view line, const FactLog& log,
                                      PostingFact& fact) {
    return read_line<Order::any>(line, log, fact);
}

std::optional<Day> QuickPostings::day_of(std::string_view text) {
    if (day_ && is_same_text(text, day_text_)) return day_;
    day_ = base::parse_iso(text);
    day_text_ = text;
    return day_;
}

std::optional<base::Instant> QuickPostings::instant_of(std::string_view text) {
    if (instant_ && is_same_text(text, instant_text_)) return instant_;
    instant_ = base::Instant::parse(text);
    instant_text_ = text;
    return instant_;
}

#undef PHAEN_INLINE

}  // namespace phaen::facts
