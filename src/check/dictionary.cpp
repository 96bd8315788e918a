#include "dictionary.h"

#include <algorithm>
#include <limits>
#include <string>

#include "thai_letters.h"

namespace phaen::check {

namespace {

// The table: two words of count and longest word; the hashes, open addressing, 0 is free; then
// three sets of bits. Half full the hashes are still quick; a list with more words is cut.
constexpr std::size_t kCountAt = 0;
constexpr std::size_t kLongestAt = 1;
constexpr std::size_t kHashesAt = 2;
constexpr std::size_t kHashes = std::size_t{1} << 17U;
constexpr std::size_t kMostWords = kHashes / 2;
/// By the hash's first bits. One bit in sixteen is set: most texts that are no word never reach the
/// hashes.
constexpr std::size_t kFilterAt = kHashesAt + kHashes;
constexpr std::size_t kFilterBits = std::size_t{1} << 20U;
constexpr unsigned kFilterShift = 64U - 20U;
constexpr std::size_t kBeginningsAt = kFilterAt + kFilterBits / 64;
constexpr std::size_t kBeginningsBits = std::size_t{1} << 21U;
constexpr std::size_t kStemsAt = kBeginningsAt + kBeginningsBits / 64;
constexpr std::size_t kStemsBits = std::size_t{1} << 20U;
constexpr std::size_t kTableSize = kStemsAt + kStemsBits / 64;

bool bit(std::span<const std::uint64_t> table, std::size_t at, std::size_t index) {
    return (table[at + index / 64] >> (index % 64) & 1U) != 0;
}

void set_bit(std::vector<std::uint64_t>& table, std::size_t at, std::size_t index) {
    table[at + index / 64] |= std::uint64_t{1} << (index % 64);
}

/// More words than this are not added to a dictionary.
constexpr std::size_t kMostAdded = 10'000;

/// A filter's place for a hash, whose bits are mixed first.
std::uint64_t filter_place(std::uint64_t hash) { return (hash * 0x9E3779B97F4A7C15U) >> 52U; }

/// What a piece costs: as little unknown as possible, then few and long words.
constexpr std::uint32_t kUnknownPerCharacter = 1000;
constexpr std::uint32_t kShortWord = 300;
constexpr std::uint32_t kWord = 100;
constexpr std::uint32_t kPiece = 1;

std::uint32_t beginning_key(char32_t first, char32_t second, char32_t third) {
    return ((first & 0x7FU) << 14U) | ((second & 0x7FU) << 7U) | (third & 0x7FU);
}

bool is_boundary(std::u32string_view run, std::size_t i) {
    if (i == 0 || i >= run.size()) return true;
    return !is_thai_mark(run[i]) && !is_following_vowel(run[i]) && !is_leading_vowel(run[i - 1]);
}

std::size_t next_boundary(std::u32string_view run, std::size_t i) {
    ++i;
    while (!is_boundary(run, i)) ++i;
    return i;
}

/// Reads UTF-8; false when there is anything but Thai letters, which are of three bytes each.
bool read_thai(std::string_view line, std::u32string& word) {
    word.clear();
    if (line.size() % 3 != 0) return false;
    for (std::size_t at = 0; at < line.size(); at += 3) {
        const auto byte = [&](std::size_t i) {
            return static_cast<char32_t>(static_cast<unsigned char>(line[at + i]));
        };
        const char32_t c =
            ((byte(0) & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
        if (byte(0) != 0xE0U || !is_thai(c)) return false;
        word += c;
    }
    return true;
}

/// What a dictionary keeps of a word of two letters or more.
struct WordHashes {
    std::uint64_t word = kHashStart;
    std::uint32_t beginning = 0;
    std::uint32_t stem = 0;
    bool has_stem = false;
};

WordHashes hashes_of(std::u32string_view word) {
    WordHashes out;
    for (std::size_t i = 0; i < word.size(); ++i) {
        out.word = hash_with(out.word, word[i]);
        if (i + 1 != Dictionary::kStem) continue;
        out.has_stem = true;
        out.stem = static_cast<std::uint32_t>(out.word & (kStemsBits - 1));
    }
    out.beginning = beginning_key(word[0], word[1], word.size() > 2 ? word[2] : U'\0');
    return out;
}

void add_to(std::vector<std::uint64_t>& table, std::u32string_view word) {
    if (word.size() < 2 || table[kCountAt] >= kMostWords) return;
    const WordHashes hashes = hashes_of(word);
    std::size_t at = hashes.word & (kHashes - 1);
    while (table[kHashesAt + at] != 0 && table[kHashesAt + at] != hashes.word) {
        at = (at + 1) & (kHashes - 1);
    }
    if (table[kHashesAt + at] == 0) ++table[kCountAt];
    table[kHashesAt + at] = hashes.word;
    table[kLongestAt] = std::max<std::uint64_t>(table[kLongestAt], word.size());
    set_bit(table, kFilterAt, hashes.word >> kFilterShift);
    set_bit(table, kBeginningsAt, hashes.beginning);
    if (hashes.has_stem) set_bit(table, kStemsAt, hashes.stem);
}

}  // namespace

std::vector<std::uint64_t> dictionary_table(std::string_view word_list) {
    std::vector<std::uint64_t> table(kTableSize);
    std::u32string word;
    bool first = true;
    while (!word_list.empty()) {
        const std::size_t end = std::min(word_list.find('\n'), word_list.size());
        std::string_view line = word_list.substr(0, end);
        word_list.remove_prefix(std::min(end + 1, word_list.size()));
        if (first) {
            first = false;
            continue;
        }
        if (line.ends_with('\r')) line.remove_suffix(1);
        line = line.substr(0, std::min(line.find('/'), line.size()));
        if (read_thai(line, word)) add_to(table, word);
    }
    return table;
}

Dictionary::Dictionary(std::span<const std::uint64_t> table) {
    if (table.size() != kTableSize) return;
    table_ = table;
    count_ = table[kCountAt];
    longest_ = table[kLongestAt];
}

void Dictionary::Added::add(std::uint64_t hash) {
    const auto at = std::lower_bound(hashes.begin(), hashes.end(), hash);
    if (at != hashes.end() && *at == hash) return;
    hashes.insert(at, hash);
    const std::uint64_t place = filter_place(hash);
    filter[place / 64] |= std::uint64_t{1} << (place % 64);
}

bool Dictionary::Added::has(std::uint64_t hash) const {
    const std::uint64_t place = filter_place(hash);
    if ((filter[place / 64] >> (place % 64) & 1U) == 0) return false;
    return std::binary_search(hashes.begin(), hashes.end(), hash);
}

void Dictionary::add(std::u32string_view word) {
    if (word.size() < 2 || words_.hashes.size() >= kMostAdded) return;
    const WordHashes hashes = hashes_of(word);
    if (!has(hashes.word)) words_.add(hashes.word);
    beginnings_.add(hashes.beginning);
    if (hashes.has_stem) stems_.add(hashes.stem);
    longest_ = std::max(longest_, word.size());
}

bool Dictionary::has(std::uint64_t hash) const {
    if (!table_.empty() && bit(table_, kFilterAt, hash >> kFilterShift)) {
        std::size_t at = hash & (kHashes - 1);
        while (table_[kHashesAt + at] != 0) {
            if (table_[kHashesAt + at] == hash) return true;
            at = (at + 1) & (kHashes - 1);
        }
    }
    return words_.has(hash);
}

bool Dictionary::may_begin(char32_t first, char32_t second, char32_t third) const {
    const std::uint32_t key = beginning_key(first, second, third);
    if (!table_.empty() && bit(table_, kBeginningsAt, key)) return true;
    return beginnings_.has(key);
}

bool Dictionary::may_go_on(std::uint64_t hash_of_stem) const {
    const auto key = static_cast<std::uint32_t>(hash_of_stem & (kStemsBits - 1));
    if (!table_.empty() && bit(table_, kStemsAt, key)) return true;
    return stems_.has(key);
}

std::vector<UnknownPiece> unknown_pieces(std::u32string_view run, const Dictionary& dictionary) {
    struct Best {
        std::uint32_t cost = std::numeric_limits<std::uint32_t>::max();
        std::size_t from = 0;
        bool known = false;
    };
    std::vector<Best> best(run.size() + 1);
    best[0].cost = 0;
    const auto offer = [&](std::size_t from, std::size_t to, std::uint32_t cost, bool known) {
        const std::uint32_t whole = best[from].cost + cost;
        if (whole < best[to].cost) best[to] = {whole, from, known};
    };
    for (std::size_t i = 0; i < run.size(); i = next_boundary(run, i)) {
        const std::size_t next = next_boundary(run, i);
        offer(i, next, static_cast<std::uint32_t>(next - i) * kUnknownPerCharacter + kPiece, false);
        if (i + 2 > run.size()) continue;
        const bool longer =
            i + 2 < run.size() && dictionary.may_begin(run[i], run[i + 1], run[i + 2]);
        if (!longer && !dictionary.may_begin(run[i], run[i + 1], U'\0')) continue;
        const std::size_t most = longer ? dictionary.longest() : 2;
        std::uint64_t hash = kHashStart;
        for (std::size_t end = i + 1; end <= run.size() && end - i <= most; ++end) {
            hash = hash_with(hash, run[end - 1]);
            if (end - i == Dictionary::kStem && !dictionary.may_go_on(hash)) break;
            if (end - i < 2 || !is_boundary(run, end) || !dictionary.has(hash)) continue;
            offer(i, end, (end - i == 2 ? kShortWord : kWord) + kPiece, true);
        }
    }
    std::vector<UnknownPiece> out;  // from the end to the beginning
    for (std::size_t end = run.size(); end > 0; end = best[end].from) {
        if (best[end].known) {
            if (!out.empty() && out.back().begin == end) out.back().word_before = best[end].from;
            continue;
        }
        if (!out.empty() && out.back().begin == end) {
            out.back().begin = out.back().word_before = best[end].from;
        } else {
            out.push_back({best[end].from, end, best[end].from});
        }
    }
    std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace phaen::check
