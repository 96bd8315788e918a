#include "phaen/check/near.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <memory>
#include <tuple>
#include <utility>

#include "phaen/base/thai_words.h"

namespace phaen::check {

namespace {

// --- Letters -------------------------------------------------------------------------------------

constexpr char32_t kReplacement = U'\uFFFD';
constexpr char32_t kNikhahit = U'\u0E4D';
constexpr char32_t kSaraAa = U'\u0E32';
constexpr char32_t kSaraAm = U'\u0E33';

struct Letter {
    char32_t code = kReplacement;
    std::size_t size = 1;
};

inline Letter letter_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    // Thai, which nearly all is.
    if (lead == 0xE0 && text.size() - at >= 3 && (byte(1) & 0xFEU) == 0xB8U &&
        (byte(2) & 0xC0U) == 0x80U) {
        return {U'\u0E00' + ((byte(1) & 1U) << 6U | (byte(2) & 0x3FU)), 3};
    }
    std::size_t size = 0;
    if (lead >= 0xC2 && lead < 0xE0) size = 2;
    if (lead >= 0xE0 && lead < 0xF0) size = 3;
    if (lead >= 0xF0 && lead < 0xF5) size = 4;
    if (size == 0 || at + size > text.size()) return {};
    char32_t code = lead & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {};
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    return {code, size};
}

bool is_left_out(char32_t c) {
    if (c <= U' ' || c == U'-' || c == U'"' || c == U'\'') return true;
    if (c < 0xA0) return c == 0x7F;
    return c == 0xA0 || c == 0xAB || c == 0xAD || c == 0xBB || (c >= 0x2000 && c <= 0x201F) ||
           (c >= 0x2028 && c <= 0x202F) || c == 0x205F || c == 0x2212 || c == 0x3000 || c == 0xFEFF;
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

std::u32string digits_of(std::u32string_view text) {
    std::u32string digits;
    // A gap between two numbers counts: 25 61 is not 2561.
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_digit(text[i])) {
            digits += text[i];
        } else if (!digits.empty() && digits.back() != U' ') {
            digits += U' ';
        }
    }
    if (!digits.empty() && digits.back() == U' ') digits.pop_back();
    return digits;
}

std::u32string decode(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) {
        const Letter letter = letter_at(text, at);
        out += letter.code;
        at += letter.size;
    }
    return out;
}

std::uint64_t hash_of(std::u32string_view letters) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char32_t c : letters) hash = (hash ^ c) * 0x9E3779B97F4A7C15ULL;
    return hash ^ (hash >> 29U);
}

// --- Pieces of three letters, for pairs ----------------------------------------------------------

constexpr std::size_t kPiece = 3;

/// The pieces of a text, each with how often it stood before in the same text, so that a text that
/// repeats a piece has it twice.
std::vector<std::uint64_t> pieces_of(std::u32string_view text) {
    std::vector<std::uint64_t> pieces;
    for (std::size_t i = 0; i + kPiece <= text.size(); ++i) {
        pieces.push_back(hash_of(text.substr(i, kPiece)));
    }
    std::sort(pieces.begin(), pieces.end());
    std::uint64_t before = 0;
    std::uint64_t repeats = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::uint64_t piece = pieces[i];
        repeats = i > 0 && piece == before ? repeats + 1 : 0;
        before = piece;
        pieces[i] = piece + repeats * 0x9E3779B97F4A7C15ULL;
    }
    return pieces;
}

/// Texts under their rarest pieces. `limit` edits touch at most 3 · limit pieces, so of two near
/// texts those with 3 · limit + 1 pieces share one of these.
class RarePieces {
  public:
    explicit RarePieces(std::span<const std::u32string> texts) : pieces_(texts.size()) {
        std::vector<std::uint64_t> all;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            pieces_[i] = pieces_of(texts[i]);
            all.insert(all.end(), pieces_[i].begin(), pieces_[i].end());
        }
        // Counted in a table of hashes: two pieces that share a place are taken for less rare than
        // they are, alike in all texts.
        constexpr std::size_t kPlaces = 1U << 20U;
        std::vector<std::uint32_t> count(std::min(kPlaces, std::bit_ceil(all.size() * 2 + 1)), 0);
        const std::size_t mask = count.size() - 1;
        for (const std::uint64_t piece : all) ++count[piece & mask];
        std::vector<std::pair<std::uint32_t, std::uint64_t>> ranked;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            std::vector<std::uint64_t>& own = pieces_[i];
            const std::size_t keep = std::min(
                own.size(), kPiece * static_cast<std::size_t>(near_limit(texts[i].size())) + 1);
            ranked.clear();
            for (const std::uint64_t piece : own) ranked.emplace_back(count[piece & mask], piece);
            std::nth_element(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(keep),
                             ranked.end());
            for (std::size_t k = 0; k < keep; ++k) own[k] = ranked[k].second;
            own.resize(keep);
        }
    }
    [[nodiscard]] const std::vector<std::uint64_t>& of(std::size_t text) const {
        return pieces_[text];
    }

  private:
    std::vector<std::vector<std::uint64_t>> pieces_;
};

/// Which letters, and which pairs of letters, a text has an odd number of times, a bit for several.
/// One edit turns at most two bits of the first and four of the second, so texts that differ in
/// more are told apart without reading them. It keeps the comparing of names that share a rare
/// piece cheap when thousands are built of the same words.
struct Sketch {
    std::uint64_t letters = 0;
    std::uint64_t pairs = 0;
};

Sketch sketch_of(std::u32string_view text) {
    Sketch sketch;
    for (std::size_t i = 0; i < text.size(); ++i) {
        sketch.letters ^= std::uint64_t{1} << (text[i] % 64U);
        if (i + 1 < text.size()) {
            sketch.pairs ^= std::uint64_t{1} << (hash_of(text.substr(i, 2)) >> 58U);
        }
    }
    return sketch;
}

/// std::popcount is a call where the processor is not named; this one stays in the loop.
int bits_of(std::uint64_t x) {
    x -= (x >> 1U) & 0x5555555555555555ULL;
    x = (x & 0x3333333333333333ULL) + ((x >> 2U) & 0x3333333333333333ULL);
    x = (x + (x >> 4U)) & 0x0F0F0F0F0F0F0F0FULL;
    return static_cast<int>((x * 0x0101010101010101ULL) >> 56U);
}

bool may_be_near(const Sketch& a, const Sketch& b, int limit) {
    return bits_of(a.letters ^ b.letters) <= 2 * limit && bits_of(a.pairs ^ b.pairs) <= 4 * limit;
}

/// A text under one of its pieces.
struct Under {
    Sketch sketch;
    std::uint32_t length = 0;
    std::uint32_t text = 0;
};

/// Too few letters for the pieces to tell: compared with all others of about that length.
bool is_short(std::size_t length) {
    return length < kPiece * (static_cast<std::size_t>(near_limit(length)) + 1);
}

// --- Words, for descriptions ---------------------------------------------------------------------

/// More words than this are not compared word by word.
constexpr std::size_t kMaxWords = 400;

struct Word {
    std::string printed;
    std::u32string folded;  ///< empty for a space
};

std::vector<Word> folded_words_of(std::string_view text) {
    std::vector<Word> out;
    for (std::string& word : base::split_words(text)) {
        std::u32string folded = fold(word).text;
        if (folded.empty() && !out.empty() && out.back().folded.empty()) continue;
        out.push_back({std::move(word), std::move(folded)});
    }
    return out;
}

std::string joined(std::span<const Word> words) {
    std::string out;
    for (const Word& word : words) out += word.printed;
    const auto is_space = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
    while (!out.empty() && is_space(out.back())) out.pop_back();
    std::size_t from = 0;
    while (from < out.size() && is_space(out[from])) ++from;
    return out.substr(from);
}

/// Parts of the two texts that do not agree: [from, to) in each.
struct Gap {
    std::size_t a_from = 0, a_to = 0, b_from = 0, b_to = 0;
};

std::vector<Gap> gaps_between(std::span<const Word> a, std::span<const Word> b) {
    // The longest common sequence of words, spaces skipped.
    const std::size_t width = b.size() + 1;
    std::vector<std::uint16_t> best((a.size() + 1) * width, 0);
    const auto at = [&](std::size_t i, std::size_t j) -> std::uint16_t& {
        return best[i * width + j];
    };
    for (std::size_t i = a.size(); i-- > 0;) {
        for (std::size_t j = b.size(); j-- > 0;) {
            at(i, j) =
                a[i].folded == b[j].folded
                    ? static_cast<std::uint16_t>(at(i + 1, j + 1) + (a[i].folded.empty() ? 0 : 1))
                    : std::max(at(i + 1, j), at(i, j + 1));
        }
    }
    std::vector<Gap> gaps;
    std::size_t i = 0;
    std::size_t j = 0;
    Gap gap{0, 0, 0, 0};
    const auto close = [&] {
        gap.a_to = i;
        gap.b_to = j;
        const auto says = [](std::span<const Word> words, std::size_t from, std::size_t to) {
            return std::any_of(words.begin() + static_cast<std::ptrdiff_t>(from),
                               words.begin() + static_cast<std::ptrdiff_t>(to),
                               [](const Word& w) { return !w.folded.empty(); });
        };
        if (says(a, gap.a_from, gap.a_to) || says(b, gap.b_from, gap.b_to)) gaps.push_back(gap);
    };
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i].folded == b[j].folded) {
            close();
            ++i;
            ++j;
            gap = {i, i, j, j};
        } else if (j >= b.size() || (i < a.size() && at(i + 1, j) >= at(i, j + 1))) {
            ++i;
        } else {
            ++j;
        }
    }
    close();
    return gaps;
}

/// Words that join others and say nothing about them.
bool is_joiner(std::u32string_view word) {
    static constexpr std::array<std::u32string_view, 18> kJoiners = {
        U"ของ", U"และ", U"ใน", U"เพื่อ", U"ที่",   U"ให้",  U"กับ", U"เป็น", U"โดย",
        U"ตาม", U"สู่",   U"แก่", U"ต่อ",  U"จาก", U"หรือ", U"ไป", U"มา",  U"ณ"};
    return std::find(kJoiners.begin(), kJoiners.end(), word) != kJoiners.end();
}

/// A change of a few letters says little by itself; the neighbour word that is printed together
/// with it (no space between) is shown too.
void widen(Gap& gap, std::span<const Word> a, std::span<const Word> b) {
    constexpr std::size_t kEnough = 6;
    const auto letters = [](std::span<const Word> words, std::size_t from, std::size_t to) {
        std::u32string out;
        for (std::size_t i = from; i < to; ++i) out += words[i].folded;
        return out;
    };
    const std::u32string in_a = letters(a, gap.a_from, gap.a_to);
    const std::u32string in_b = letters(b, gap.b_from, gap.b_to);
    const bool one_sided = in_a.empty() || in_b.empty();
    const std::size_t size = std::max(in_a.size(), in_b.size());
    if (one_sided && size > 2) return;
    const bool part =
        in_a.find(in_b) != std::u32string::npos || in_b.find(in_a) != std::u32string::npos;
    if (size >= kEnough && !part) return;
    const auto joins = [](const Word& word) {
        return !word.folded.empty() && word.folded.front() >= U'\u0E00';
    };
    const bool left = gap.a_from > 0 && gap.b_from > 0 && joins(a[gap.a_from - 1]) &&
                      a[gap.a_from - 1].folded == b[gap.b_from - 1].folded;
    const bool right = gap.a_to < a.size() && gap.b_to < b.size() && joins(a[gap.a_to]) &&
                       a[gap.a_to].folded == b[gap.b_to].folded;
    // การ for ราชการ is told by the word before it, ฉันท for ฉัน by the one behind.
    const bool ends_alike = part && (in_a.ends_with(in_b) || in_b.ends_with(in_a));
    const bool prefer_left = ends_alike || (right && is_joiner(a[gap.a_to].folded));
    if (right && !(left && prefer_left)) {
        ++gap.a_to;
        ++gap.b_to;
    } else if (left) {
        --gap.a_from;
        --gap.b_from;
    }
}

}  // namespace

Folded fold(std::string_view text) {
    Folded out;
    out.text.resize(text.size());  // room for all; cut below to what there is
    out.begin.resize(text.size() + 1);
    std::size_t count = 0;
    std::size_t end = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Letter letter = letter_at(text, at);
        char32_t c = letter.code;
        const std::size_t here = at;
        at += letter.size;
        if (is_left_out(c)) continue;
        end = at;
        if (c >= U'\u0E50' && c <= U'\u0E59') c = U'0' + (c - U'\u0E50');
        if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
        if (c == kSaraAa && count > 0 && out.text[count - 1] == kNikhahit) {
            out.text[count - 1] = kSaraAm;
            continue;
        }
        out.text[count] = c;
        out.begin[count++] = static_cast<std::uint32_t>(here);
    }
    out.text.resize(count);
    out.begin[count] = static_cast<std::uint32_t>(end);
    out.begin.resize(count + 1);
    return out;
}

std::optional<int> edit_distance(std::u32string_view a, std::u32string_view b, int limit) {
    if (limit < 0) return std::nullopt;
    while (!a.empty() && !b.empty() && a.front() == b.front()) {
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
    if (a.size() > b.size()) std::swap(a, b);
    const auto most = static_cast<std::size_t>(limit);
    if (b.size() - a.size() > most) return std::nullopt;
    if (a.empty()) return static_cast<int>(b.size());
    // Row by row over `a`, only the cells within `limit` of the diagonal.
    const int far = limit + 1;
    std::vector<int> row(b.size() + 1, far);
    for (std::size_t j = 0; j <= std::min(b.size(), most); ++j) row[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        const std::size_t from = i > most ? i - most : 0;
        const std::size_t to = std::min(b.size(), i + most);
        int diagonal = from > 0 ? row[from - 1] : far;
        int left = far;
        int least = far;
        if (from > 0) row[from - 1] = far;
        for (std::size_t j = from; j <= to; ++j) {
            const int above = row[j];
            int best = std::min(above, left) + 1;
            if (j == 0) best = static_cast<int>(i);
            if (j > 0) best = std::min(best, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
            best = std::min(best, far);
            diagonal = above;
            row[j] = left = best;
            least = std::min(least, best);
        }
        if (to < b.size()) row[to + 1] = far;
        if (least == far) return std::nullopt;
    }
    if (row[b.size()] > limit) return std::nullopt;
    return row[b.size()];
}

int near_limit(std::size_t length) {
    if (length < 8) return 0;
    if (length < 20) return 1;
    if (length < 40) return 2;
    if (length < 75) return 3;
    return std::max(4, static_cast<int>(std::min<std::size_t>(length, 10'000) / 25));
}

std::vector<NearPair> near_pairs(std::span<const std::u32string> texts) {
    // 1. The first of each set of equal texts, shortest first.
    std::vector<std::size_t> order(texts.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tuple(texts[a].size(), std::u32string_view(texts[a]), a) <
               std::tuple(texts[b].size(), std::u32string_view(texts[b]), b);
    });
    order.erase(std::unique(order.begin(), order.end(),
                            [&](std::size_t a, std::size_t b) { return texts[a] == texts[b]; }),
                order.end());

    // 2. Each text meets the shorter ones that stand under one of its rarest pieces.
    const RarePieces rare(texts);
    std::unordered_map<std::uint64_t, std::vector<Under>> under;
    std::vector<std::size_t> met_by(texts.size(), texts.size());
    std::vector<Under> shorts;
    std::vector<NearPair> pairs;
    const auto meet = [&](const std::vector<Under>& shorter_ones, const Under& longer) {
        const int most = near_limit(longer.length);
        // The longest come last: once one is too short, all before it are.
        for (std::size_t i = shorter_ones.size(); i-- > 0;) {
            const Under& shorter = shorter_ones[i];
            if (shorter.length + static_cast<std::size_t>(most) < longer.length) break;
            if (!may_be_near(shorter.sketch, longer.sketch, most)) continue;
            if (met_by[shorter.text] == longer.text) continue;
            met_by[shorter.text] = longer.text;
            const auto distance =
                edit_distance(texts[shorter.text], texts[longer.text], near_limit(shorter.length));
            if (!distance) continue;
            pairs.push_back({std::min<std::size_t>(shorter.text, longer.text),
                             std::max<std::size_t>(shorter.text, longer.text), *distance});
        }
    };
    for (const std::size_t text : order) {
        if (near_limit(texts[text].size()) == 0) continue;
        const Under longer{sketch_of(texts[text]), static_cast<std::uint32_t>(texts[text].size()),
                           static_cast<std::uint32_t>(text)};
        meet(shorts, longer);
        for (const std::uint64_t piece : rare.of(text)) {
            std::vector<Under>& here = under[piece];
            meet(here, longer);
            if (pairs.size() > kMaxNearPairs) return pairs;
            here.push_back(longer);
        }
        if (is_short(texts[text].size())) shorts.push_back(longer);
    }
    std::sort(pairs.begin(), pairs.end(), [](const NearPair& a, const NearPair& b) {
        return std::pair(a.first, a.second) < std::pair(b.first, b.second);
    });
    return pairs;
}

std::vector<NearPair> near_pairs(std::span<const std::string> keys) {
    std::vector<std::u32string> texts;
    texts.reserve(keys.size());
    for (const std::string& key : keys) texts.push_back(decode(key));
    return near_pairs(std::span<const std::u32string>(texts));
}

std::vector<TextChange> describe_changes(std::string_view found, std::string_view expected) {
    const std::vector<Word> a = folded_words_of(found);
    const std::vector<Word> b = folded_words_of(expected);
    if (a.size() > kMaxWords || b.size() > kMaxWords || a.empty() || b.empty()) {
        if (fold(found).text == fold(expected).text) return {};
        return {{std::string(found), std::string(expected)}};
    }
    std::vector<TextChange> changes;
    std::size_t a_done = 0;
    for (Gap gap : gaps_between(a, b)) {
        if (gap.a_from < a_done) continue;  // shown with the change before
        widen(gap, a, b);
        a_done = gap.a_to;
        const auto part = [](std::span<const Word> words, std::size_t from, std::size_t to) {
            return joined(words.subspan(from, to - from));
        };
        TextChange change{part(a, gap.a_from, gap.a_to), part(b, gap.b_from, gap.b_to)};
        // Other cuts of the same letters are no change.
        if (fold(change.found).text == fold(change.expected).text) continue;
        changes.push_back(std::move(change));
    }
    return changes;
}

// --- Mentions ------------------------------------------------------------------------------------

namespace {

constexpr std::size_t kGram = 5;
constexpr std::size_t kAnchor = 3;
constexpr std::size_t kFilterBits = 1U << 16U;

}  // namespace

MentionFinder::MentionFinder(std::span<const KnownPhrase> phrases) : filter_(kFilterBits, false) {
    std::unordered_map<std::uint64_t, std::uint32_t> count;
    for (const KnownPhrase& known : phrases) {
        Phrase phrase;
        phrase.text = fold(known.text).text;
        phrase.digits = digits_of(phrase.text);
        const int room = static_cast<int>(phrase.text.size() / kGram) - 1;
        phrase.limit = std::clamp(known.limit, 0, std::max(0, room));
        for (std::size_t i = 0; i + kGram <= phrase.text.size(); ++i) {
            ++count[hash_of(std::u32string_view(phrase.text).substr(i, kGram))];
        }
        phrases_.push_back(std::move(phrase));
    }
    // `limit` edits leave one of limit + 1 parts whole: its rarest five letters lead to the phrase.
    for (std::size_t p = 0; p < phrases_.size(); ++p) {
        const std::u32string_view text = phrases_[p].text;
        if (text.size() < kGram) continue;
        const auto parts = static_cast<std::size_t>(phrases_[p].limit) + 1;
        for (std::size_t part = 0; part < parts; ++part) {
            const std::size_t from = text.size() * part / parts;
            const std::size_t to = text.size() * (part + 1) / parts;
            std::size_t best = from;
            for (std::size_t i = from; i + kGram <= to; ++i) {
                if (count[hash_of(text.substr(i, kGram))] <
                    count[hash_of(text.substr(best, kGram))]) {
                    best = i;
                }
            }
            const std::uint64_t hash = hash_of(text.substr(best, kGram));
            postings_[hash].push_back(
                {static_cast<std::uint32_t>(p), static_cast<std::uint32_t>(best)});
            filter_[hash % kFilterBits] = true;
        }
    }
}

void MentionFinder::try_at(const Folded& text, const Posting& posting, std::size_t position,
                           std::vector<std::int64_t>& tried, std::vector<Mention>& found) const {
    const Phrase& phrase = phrases_[posting.phrase];
    const std::u32string_view name = phrase.text;
    const std::u32string_view all = text.text;
    const auto limit = static_cast<std::size_t>(phrase.limit);
    const std::size_t earliest =
        position >= posting.offset + limit ? position - posting.offset - limit : 0;
    if (position + limit < posting.offset) return;
    const std::size_t latest = position + limit - posting.offset;
    for (std::size_t begin = earliest; begin <= latest && begin + kAnchor <= all.size(); ++begin) {
        if (all.substr(begin, kAnchor) != name.substr(0, kAnchor)) continue;
        if (tried[posting.phrase] == static_cast<std::int64_t>(begin)) continue;
        tried[posting.phrase] = static_cast<std::int64_t>(begin);
        if (all.substr(begin, name.size()) == name) {
            found.push_back({posting.phrase, begin, begin + name.size(), 0});
            return;
        }
        if (limit == 0) continue;
        Mention best;
        best.distance = phrase.limit + 1;
        const std::size_t shortest = name.size() > limit ? name.size() - limit : kAnchor;
        for (std::size_t size = shortest; size <= name.size() + limit; ++size) {
            if (begin + size > all.size()) break;
            const std::u32string_view here = all.substr(begin, size);
            if (here.substr(size - kAnchor) != name.substr(name.size() - kAnchor)) continue;
            const auto distance = edit_distance(here, name, best.distance - 1);
            if (!distance || digits_of(here) != phrase.digits) continue;
            best = {posting.phrase, begin, begin + size, *distance};
        }
        if (best.distance <= phrase.limit) found.push_back(best);
    }
}

std::vector<Mention> MentionFinder::find(std::string_view text) const {
    return find(text, fold(text));
}

std::vector<Mention> MentionFinder::find(std::string_view text, const Folded& folded) const {
    std::vector<Mention> found;
    const std::u32string_view all = folded.text;
    std::vector<std::int64_t> tried(phrases_.size(), -1);
    for (std::size_t i = 0; i + kGram <= all.size(); ++i) {
        const std::uint64_t hash = hash_of(all.substr(i, kGram));
        if (!filter_[hash % kFilterBits]) continue;
        const auto here = postings_.find(hash);
        if (here == postings_.end()) continue;
        for (const Posting& posting : here->second) try_at(folded, posting, i, tried, found);
    }
    // The longest and most exact first; what overlaps it goes.
    const auto worth = [](const Mention& m) {
        return static_cast<std::int64_t>(m.end - m.begin) -
               4 * static_cast<std::int64_t>(m.distance);
    };
    std::sort(found.begin(), found.end(), [&](const Mention& a, const Mention& b) {
        return std::tuple(-worth(a), a.begin, a.phrase, a.end) <
               std::tuple(-worth(b), b.begin, b.phrase, b.end);
    });
    std::vector<bool> taken(all.size(), false);
    std::vector<Mention> kept;
    for (const Mention& mention : found) {
        const auto from = taken.begin() + static_cast<std::ptrdiff_t>(mention.begin);
        const auto to = taken.begin() + static_cast<std::ptrdiff_t>(mention.end);
        if (std::find(from, to, true) != to) continue;
        std::fill(from, to, true);
        kept.push_back(mention);
    }
    std::sort(kept.begin(), kept.end(),
              [](const Mention& a, const Mention& b) { return a.begin < b.begin; });
    for (Mention& mention : kept) {
        const std::size_t last = mention.end;
        mention.begin = folded.begin[mention.begin];
        // Up to where its last letter ends: what is left out after it does not belong to it.
        std::size_t end = folded.begin[last - 1];
        end += letter_at(text, end).size;
        if (end < text.size() && folded.text[last - 1] == kSaraAm &&
            letter_at(text, folded.begin[last - 1]).code == kNikhahit) {
            end = last < all.size() ? folded.begin[last] : folded.begin.back();
        }
        mention.end = end;
    }
    return kept;
}

}  // namespace phaen::check
