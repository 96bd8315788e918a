#include "quick_posting.h"

#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "fact_fields.h"
#include "phaen/base/thai_text.h"

// Why a second reader: of a year of a million postings nine tenths of the time went into the tree
// between JSON and our types.

namespace phaen::facts {

namespace {

/// Walks over one line. After anything unusual `is_good` is false for good.
class Scanner {
  public:
    explicit Scanner(std::string_view line) : text_(line) {}

    [[nodiscard]] bool is_good() const { return is_good_; }
    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    void fail() { is_good_ = false; }

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
        bool is_ascii = true;
        while (at_ < text_.size() && text_[at_] != '"') {
            const auto byte = static_cast<unsigned char>(text_[at_]);
            if (byte < 0x20 || byte == 0x7F || byte == '\\') return fail(), std::string_view();
            is_ascii = is_ascii && byte < 0x80;
            ++at_;
        }
        if (at_ == text_.size()) return fail(), std::string_view();
        const std::string_view found = text_.substr(begin, at_ - begin);
        ++at_;
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

    void read(std::string& out) { out = text(); }
    template <class T>
    void read(std::optional<T>& out) {
        T item{};
        read(item);
        out = item;
    }
    void read(Day& out) { keep(base::parse_iso(text()), out); }
    void read(base::Instant& out) { keep(base::Instant::parse(text()), out); }
    void read(base::Money& out) {
        keep(base::Money::parse(text()), out);
        if (out < base::Money()) fail();
    }
    template <class E>
        requires std::is_enum_v<E>
    void read(E& out) {
        keep(base::from_word<E>(text()), out);
    }

  private:
    template <class T>
    void keep(std::optional<T> found, T& out) {
        if (found) {
            out = *found;
        } else {
            fail();
        }
    }
    void skip_spaces() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool is_good_ = true;
};

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

/// Calls `read` for each member with its number among `names`, which stand in the order in which we
/// write them: the next one is looked for after the one before.
template <std::size_t N, class F>
Seen read_members(Scanner& scanner, const std::array<std::string_view, N>& names, F&& read) {
    Seen seen;
    unsigned next = 0;
    scanner.take('{');
    do {
        const std::string_view name = scanner.text();
        scanner.take(':');
        unsigned tried = 0;
        while (tried < N && names[next] != name) ++tried, next = (next + 1) % N;
        if (!scanner.is_good() || tried == N || !seen.first(next)) {
            scanner.fail();
            return seen;
        }
        read(next);
        next = (next + 1) % N;
    } while (scanner.is_good() && scanner.more());
    return seen;
}

Posting read_posting(Scanner& scanner) {
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
    constexpr std::array<std::string_view, 10> kNames = {
        "against",     "amount", "balance", "category", "document",
        "fiscal_year", "fund",   "item",    "posting",  "project"};
    Posting out;
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
    return out;
}

}  // namespace

std::optional<Fact> read_posting_quickly(std::string_view line) {
    enum : unsigned { by, corrects, data, element, id, kind, on, plan, recorded_at, seq };
    constexpr std::array<std::string_view, 10> kNames = {
        "by", "corrects", "data", "element", "id", "kind", "on", "plan", "recorded_at", "seq"};
    Scanner scanner(line);
    std::optional<Fact> fact(std::in_place);
    const Seen seen = read_members(scanner, kNames, [&](unsigned member) {
        switch (member) {
            case by:
                return scanner.read(fact->by);
            case corrects:
                return scanner.read(fact->corrects);
            case data:
                fact->data = read_posting(scanner);
                return;
            case element:
                return scanner.read(fact->element);
            case id:
                return scanner.read(fact->id);
            case kind:
                return scanner.read(fact->kind);
            case on:
                return scanner.read(fact->when.on);
            case plan:
                return scanner.read(fact->plan);
            case recorded_at:
                return scanner.read(fact->recorded_at);
            case seq:
                fact->seq = scanner.integer(1, kMostSeq);
                return;
            default:
                return scanner.fail();  // spans are rare
        }
    });
    const bool is_whole = scanner.is_good() && scanner.at_end() && seen.has(data) && seen.has(id) &&
                          seen.has(kind) && seen.has(recorded_at) && seen.has(seq);
    if (!is_whole || fact->kind != FactKind::posting) fact.reset();
    return fact;
}

}  // namespace phaen::facts
