#include "posting_line.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <variant>

#include "phaen/facts/words.h"

// Why a second writer: of an import of a million rows half of the time went into the trees.

namespace phaen::facts {

namespace {

bool is_plain(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7F;
    });
}

void add_integer(std::string_view before, std::int64_t number, std::string& out) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out += before;
    out.append(digits.data(), end);
}

/// `before` has the names and quotes up to the text.
void add_text(std::string_view before, std::string_view text, std::string& out) {
    out += before;
    out += text;
    out += '"';
}
void add_text_if_any(std::string_view before, std::string_view text, std::string& out) {
    if (!text.empty()) add_text(before, text, out);
}

/// Satang as baht with two decimals; not negative.
void add_amount(base::Money amount, std::string& out) {
    const std::int64_t satang = amount.satang() % 100;
    add_integer("\"amount\":\"", amount.satang() / 100, out);
    out += '.';
    out += static_cast<char>('0' + satang / 10);
    out += static_cast<char>('0' + satang % 10);
    out += '"';
}

void add_data(const Posting& posting, std::string& out) {
    out += '{';
    if (posting.against) {
        add_text("\"against\":\"", base::word_of(*posting.against), out);
        out += ',';
    }
    add_amount(posting.amount, out);
    if (posting.balance) add_text(",\"balance\":\"", base::word_of(*posting.balance), out);
    add_text_if_any(",\"category\":\"", posting.category, out);
    add_text_if_any(",\"document\":\"", posting.document, out);
    add_integer(",\"fiscal_year\":", posting.fiscal_year, out);
    add_text_if_any(",\"fund\":\"", posting.fund, out);
    add_text_if_any(",\"item\":\"", posting.item, out);
    add_text_if_any(",\"note\":\"", posting.note, out);
    add_text(",\"posting\":\"", base::word_of(posting.posting), out);
    add_text_if_any(",\"project\":\"", posting.project, out);
    out += '}';
}

}  // namespace

bool PostingLines::append(const Fact& fact, std::string& out) {
    const auto* posting = std::get_if<Posting>(&fact.data);
    if (posting == nullptr || !fact.when.on || fact.when.from || fact.when.to ||
        posting->amount < base::Money())
        return false;
    for (const std::string* text :
         {&fact.by, &fact.corrects, &fact.element, &fact.id, &fact.plan, &posting->category,
          &posting->document, &posting->fund, &posting->item, &posting->note, &posting->project}) {
        if (!is_plain(*text)) return false;
    }
    if (instant_text_.empty() || instant_ != fact.recorded_at) {
        instant_ = fact.recorded_at;
        instant_text_ = instant_.to_string();
    }
    out += '{';
    if (!fact.by.empty()) {
        add_text("\"by\":\"", fact.by, out);
        out += ',';
    }
    if (!fact.corrects.empty()) {
        add_text("\"corrects\":\"", fact.corrects, out);
        out += ',';
    }
    out += "\"data\":";
    add_data(*posting, out);
    add_text_if_any(",\"element\":\"", fact.element, out);
    add_text(",\"id\":\"", fact.id, out);
    out += ",\"kind\":\"posting\"";
    add_text(",\"on\":\"", base::to_iso(*fact.when.on), out);
    add_text_if_any(",\"plan\":\"", fact.plan, out);
    add_text(",\"recorded_at\":\"", instant_text_, out);
    add_integer(",\"seq\":", fact.seq, out);
    out += '}';
    return true;
}

}  // namespace phaen::facts
