#include "quick_posting.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

#include "fact_fields.h"
#include "phaen/base/thai_text.h"

// Why a second reader: of a year of a million postings nine tenths of the time went into the tree
// between JSON and our types.

namespace phaen::facts {

namespace {

/// What a byte means within a text.
enum class Sign : unsigned char { plain, beyond_ascii, quote, refused };
constexpr std::array<Sign, 256> kSigns = [] {
    std::array<Sign, 256> signs{};
    for (std::size_t byte = 0; byte < signs.size(); ++byte) {
        if (byte < 0x20 || byte == 0x7F || byte == '\\') signs[byte] = Sign::refused;
        if (byte >= 0x80) signs[byte] = Sign::beyond_ascii;
    }
    signs['"'] = Sign::quote;
    return signs;
}();

/// Eight bytes as a number, the first one lowest.
std::uint64_t load8(const char* bytes) {
    std::uint64_t number = 0;
    std::memcpy(&number, bytes, sizeof number);
    if constexpr (std::endian::native == std::endian::big) number = __builtin_bswap64(number);
    return number;
}

/// How many of the eight bytes come before the first that is not plain; eight when all are. Each
/// line of it marks bytes by their highest bit: exactly the first of its kind, and perhaps others
/// after that.
std::size_t plain_bytes(std::uint64_t bytes) {
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    constexpr std::uint64_t kHighest = 0x8080808080808080U;
    const auto holds = [&](unsigned char byte) {
        const std::uint64_t differing = bytes ^ (kOnes * byte);
        return (differing - kOnes) & ~differing;
    };
    const std::uint64_t below_space = (bytes - kOnes * 0x20) & ~bytes;
    const std::uint64_t marks =
        (holds('"') | holds('\\') | holds(0x7F) | below_space | bytes) & kHighest;
    return static_cast<std::size_t>(std::countr_zero(marks)) / 8;
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

}  // namespace

/// Walks over one line. After anything unusual `is_good` is false for good.
class QuickPostings::Scanner {
  public:
    explicit Scanner(std::string_view line) : text_(line) {}

    [[nodiscard]] bool is_good() const { return is_good_; }
    /// Whether this name and its colon come next without spaces; then they are passed.
    bool passes(const Name& name) {
        const std::size_t size = name.before_value.size();
        if (text_.size() - at_ < std::max(size, sizeof name.head)) return false;
        const char* const now = text_.data() + at_;
        if ((load8(now) & name.mask) != name.head) return false;
        if ((load8(now + name.tail_at) & name.mask) != name.tail) return false;
        at_ += size;
        return true;
    }
    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    void fail() { is_good_ = false; }
    void take_spaces() { skip_spaces(); }

    void take(char c) {
        skip_spaces();
        if (at_ < text_.size() && text_[at_] == c) {
            ++at_;
        } else {
            fail();
        }
        skip_spaces();
    }
    /// Whether another member follows; otherwise the object has ended.
    bool more() {
        skip_spaces();
        if (at_ < text_.size() && text_[at_] == ',') {
            take(',');
            return is_good_;
        }
        take('}');
        return false;
    }
    /// A text without escapes that every field takes.
    std::string_view text() {
        if (at_ >= text_.size() || text_[at_] != '"') return fail(), std::string_view();
        const std::size_t begin = ++at_;
        const char* const first = text_.data() + begin;
        const char* const end = text_.data() + text_.size();
        const char* now = first;
        while (static_cast<std::size_t>(end - now) >= 8) {
            const std::size_t plain = plain_bytes(load8(now));
            now += plain;
            if (plain < 8) break;
        }
        while (now != end && kSigns[static_cast<unsigned char>(*now)] == Sign::plain) ++now;
        bool is_ascii = true;
        while (now != end && kSigns[static_cast<unsigned char>(*now)] < Sign::quote) {
            is_ascii = is_ascii && kSigns[static_cast<unsigned char>(*now)] == Sign::plain;
            ++now;
        }
        if (now == end || *now != '"') return fail(), std::string_view();
        const std::string_view found(first, static_cast<std::size_t>(now - first));
        at_ = begin + found.size() + 1;
        if (found.size() > base::kFormShortText || (!is_ascii && !base::is_utf8(found))) fail();
        return found;
    }
    std::int64_t integer(std::int64_t least, std::int64_t most) {
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

    void read(std::string_view& out) { out = text(); }
    template <class T>
    void read(std::optional<T>& out) {
        T item{};
        read(item);
        out = item;
    }
    void read(base::Money& out) {
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
    void read(E& out) {
        keep(base::from_word<E>(text()), out);
    }

    template <class T>
    void keep(std::optional<T> found, T& out) {
        if (found) {
            out = *found;
        } else {
            fail();
        }
    }

  private:
    /// Of an amount as we write it: a few digits, a point and two digits more.
    static std::optional<std::int64_t> satang_as_we_write(std::string_view text) {
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
    void skip_spaces() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    }

    std::string_view text_;
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

/// Calls `read` for each member with its number among `names`.
template <class Scanner, std::size_t N, class F>
Seen read_members(Scanner& scanner, const std::array<Name, N>& names, F&& read) {
    Seen seen;
    unsigned next = 0;
    scanner.take('{');
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

template <class Scanner>
void read_posting(Scanner& scanner, PostingView& out) {
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
    const Seen seen = read_members(scanner, kNames, [&](unsigned member) {
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
    });
    if (!seen.has(amount) || !seen.has(fiscal_year) || !seen.has(posting)) scanner.fail();
}

}  // namespace

bool QuickPostings::read(std::string_view line, const FactLog& log, PostingFact& fact) {
    enum : unsigned { by, corrects, data, element, id, kind, on, plan, recorded_at, seq };
    static constexpr std::array<Name, 10> kNames = {
        {Name("\"by\":"), Name("\"corrects\":"), Name("\"data\":"), Name("\"element\":"),
         Name("\"id\":"), Name("\"kind\":"), Name("\"on\":"), Name("\"plan\":"),
         Name("\"recorded_at\":"), Name("\"seq\":")}};
    Scanner scanner(line);
    fact = {};
    const Seen seen = read_members(scanner, kNames, [&](unsigned member) {
        switch (member) {
            case by:
                return scanner.read(fact.by);
            case corrects:
                return scanner.read(fact.corrects);
            case data:
                return read_posting(scanner, fact.data);
            case element:
                return scanner.read(fact.element);
            case id:
                scanner.read(fact.id);
                return log.expect(fact.id);
            case kind:
                if (scanner.text() != "posting") scanner.fail();
                return;
            case on:
                fact.on = read_day(scanner);
                return;
            case plan:
                return scanner.read(fact.plan);
            case recorded_at:
                fact.recorded_at = read_instant(scanner);
                return;
            case seq:
                fact.seq = scanner.integer(1, kMostSeq);
                return;
            default:
                return scanner.fail();  // spans are rare
        }
    });
    return scanner.is_good() && scanner.at_end() && seen.has(data) && seen.has(id) &&
           seen.has(kind) && seen.has(recorded_at) && seen.has(seq);
}

std::optional<Day> QuickPostings::read_day(Scanner& scanner) {
    const std::string_view text = scanner.text();
    if (day_ && text == day_text_) return day_;
    day_ = base::parse_iso(text);
    if (!day_) scanner.fail();
    day_text_ = text;
    return day_;
}

base::Instant QuickPostings::read_instant(Scanner& scanner) {
    const std::string_view text = scanner.text();
    if (!instant_text_.empty() && text == instant_text_) return instant_;
    instant_text_.clear();
    if (const auto instant = base::Instant::parse(text)) {
        instant_ = *instant;
        instant_text_ = text;
    } else {
        scanner.fail();
    }
    return instant_;
}

}  // namespace phaen::facts
