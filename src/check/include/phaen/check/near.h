#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// Near-equal texts: pairs of names that differ by a few letters, near-equal mentions of known
/// phrases in running text, and what differs between two texts. Letters are code points.
namespace phaen::check {

/// A text as it is compared here: white space, zero-width characters, dashes and quotes left out,
/// Thai digits as Arabic ones, ASCII letters lower-case, ◌ํ + า as ำ. Bytes that are not UTF-8
/// become U+FFFD.
struct Folded {
    std::u32string text;
    /// The byte of the source at which each letter begins, and one more: where the last one ends.
    std::vector<std::uint32_t> begin;
};
[[nodiscard]] Folded fold(std::string_view text);

/// The Levenshtein distance of two texts, null when it is more than `limit`. O(length · limit).
[[nodiscard]] std::optional<int> edit_distance(std::u32string_view a, std::u32string_view b,
                                               int limit);

/// How many letters two names of that length may differ in and still be near: none below 8, one
/// below 20, two below 40, three below 75, four up to 100, beyond that 4 in 100.
[[nodiscard]] int near_limit(std::size_t length);

struct NearPair {
    std::size_t first = 0;
    std::size_t second = 0;
    int distance = 0;
    friend bool operator==(const NearPair&, const NearPair&) = default;
};

/// A search that would find more pairs than this ends: so many near-equal names are a list of
/// numbered things, and no finding.
inline constexpr std::size_t kMaxNearPairs = 200'000;

/// All pairs of different texts whose distance is at most `near_limit` of the shorter one, in the
/// order of their indexes. Equal texts make no pair; of several equal ones the first stands for
/// all. The texts are comparison keys or folded texts.
///
/// Each text is put under its rarest three-letter pieces: so many of them that `near_limit` edits
/// cannot touch all, so a near text is under one of them too. The time is that of sorting the
/// pieces, plus that of comparing texts that share a piece which is rare in the whole list.
[[nodiscard]] std::vector<NearPair> near_pairs(std::span<const std::u32string> texts);
[[nodiscard]] std::vector<NearPair> near_pairs(std::span<const std::string> keys);

/// One difference between two texts: what stands in the first instead of what stands in the
/// second. One of them may be empty: it was added, or it is missing.
struct TextChange {
    std::string found;
    std::string expected;
    friend bool operator==(const TextChange&, const TextChange&) = default;
};

/// What differs, word by word, spaces aside. A change of a part of a word shows the whole word:
/// that needs the dictionary of Thai words, so it is for messages and not for decisions about one
/// letter.
[[nodiscard]] std::vector<TextChange> describe_changes(std::string_view found,
                                                       std::string_view expected);

/// A known phrase in a text, exactly (distance 0) or nearly.
struct Mention {
    std::size_t phrase = 0;
    std::size_t begin = 0;  ///< bytes of the text
    std::size_t end = 0;
    int distance = 0;
    friend bool operator==(const Mention&, const Mention&) = default;
};

struct KnownPhrase {
    std::string text;
    /// Letters that a near mention may differ in; 0 for exact mentions only.
    int limit = 0;
};

/// Finds many phrases in many texts. A near mention begins and ends with the same three letters as
/// the phrase and has the same digits. Of overlapping mentions the longest and most exact stays.
class MentionFinder {
  public:
    /// Phrases of fewer than five letters are not looked for; limits are lowered to what the length
    /// allows (one edit in five letters).
    explicit MentionFinder(std::span<const KnownPhrase> phrases);
    [[nodiscard]] std::vector<Mention> find(std::string_view text) const;
    /// The same of a text that is folded already.
    [[nodiscard]] std::vector<Mention> find(std::string_view text, const Folded& folded) const;

  private:
    struct Phrase {
        std::u32string text;
        std::u32string digits;
        int limit = 0;
    };
    struct Posting {
        std::uint32_t phrase = 0;
        std::uint32_t offset = 0;
    };

    void try_at(const Folded& text, const Posting& posting, std::size_t position,
                std::vector<std::int64_t>& tried, std::vector<Mention>& found) const;

    std::vector<Phrase> phrases_;
    std::unordered_map<std::uint64_t, std::vector<Posting>> postings_;
    std::vector<bool> filter_;
};

}  // namespace phaen::check
