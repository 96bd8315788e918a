#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

/// Thai words of the spelling dictionary of Debian's package hunspell-th, made into the program.
namespace phaen::check {

/// Reads a Hunspell word list (a word a line, flags behind a slash; the first line is a count) and
/// lays the hashes of its Thai words out as Dictionary looks them up. Made when the program is
/// built, so that a check does not begin with fifty thousand words.
[[nodiscard]] std::vector<std::uint64_t> dictionary_table(std::string_view word_list);

/// Words by their hashes: two words share one with a chance of about 1 in 10^14. Cheap to copy.
class Dictionary {
  public:
    /// A table of dictionary_table, which must live as long; an empty one holds no word.
    explicit Dictionary(std::span<const std::uint64_t> table);
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] std::size_t size() const { return count_ + words_.hashes.size(); }
    /// False when no word begins with these three code points (or is the first two, with 0 for the
    /// third).
    [[nodiscard]] bool may_begin(char32_t first, char32_t second, char32_t third) const;
    /// False when no word begins with the kStem code points of this hash.
    [[nodiscard]] bool may_go_on(std::uint64_t hash_of_stem) const;
    static constexpr std::size_t kStem = 5;
    /// Adds a word to this copy.
    void add(std::u32string_view word);
    [[nodiscard]] bool has(std::uint64_t hash) const;
    [[nodiscard]] std::size_t longest() const { return longest_; }

  private:
    std::span<const std::uint64_t> table_;
    std::size_t count_ = 0;
    std::size_t longest_ = 0;
    /// Hashes of what was added, in order, behind a filter that turns nearly all others away.
    struct Added {
        std::vector<std::uint64_t> hashes;
        std::array<std::uint64_t, 64> filter{};
        void add(std::uint64_t hash);
        [[nodiscard]] bool has(std::uint64_t hash) const;
    };
    Added words_;
    Added beginnings_;
    Added stems_;
};

/// The dictionary of the program; empty when the build had none.
[[nodiscard]] const Dictionary& shipped_dictionary();

inline constexpr std::uint64_t kHashStart = 0xCBF29CE484222325U;
/// The hash of a word grows by its code points.
[[nodiscard]] constexpr std::uint64_t hash_with(std::uint64_t hash, char32_t c) {
    hash ^= c;
    hash *= 0x100000001B3U;
    return hash ^ (hash >> 29U);
}

/// A piece of a run of Thai letters that no words make up, in code points of the run.
struct UnknownPiece {
    std::size_t begin;
    std::size_t end;
    std::size_t word_before;  ///< where the known word before it begins; `begin` when none does
};

/// Parts a run of Thai letters into words so that as little as possible is unknown, and says what
/// is.
[[nodiscard]] std::vector<UnknownPiece> unknown_pieces(std::u32string_view run,
                                                       const Dictionary& dictionary);

}  // namespace phaen::check
