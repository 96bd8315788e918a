#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "thai_letters.h"

/// What the rules of typing and format share: text as code points, many words looked for at once,
/// slips grouped by what is printed.
namespace phaen::check {

/// A text and where each of its code points begins. The text must live as long.
class CodePoints {
  public:
    explicit CodePoints(std::string_view text);
    [[nodiscard]] std::size_t size() const { return chars_.size(); }
    /// The code point; 0 before the beginning (as −1 wraps around) and behind the end.
    [[nodiscard]] char32_t operator[](std::size_t i) const {
        return i < chars_.size() ? chars_[i] : U'\0';
    }
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] const std::u32string& chars() const { return chars_; }
    /// The bytes of the code points [begin, end), cut to what there is.
    [[nodiscard]] std::string_view slice(std::size_t begin, std::size_t end) const;
    [[nodiscard]] std::size_t byte_of(std::size_t i) const { return at_[std::min(i, size())]; }
    /// True where a word may begin or end: nothing of one written character is torn apart.
    [[nodiscard]] bool is_boundary(std::size_t i) const;
    /// The piece with some characters of what stands around it, for messages; with none, the piece
    /// alone.
    [[nodiscard]] std::string excerpt(std::size_t begin, std::size_t end,
                                      std::size_t around = 14) const;

  private:
    std::string_view text_;
    std::u32string chars_;
    std::vector<std::uint32_t> at_;
};

[[nodiscard]] std::u32string to_code_points(std::string_view text);

/// Finds many words in one pass. Words of one code point are not found.
class WordFinder {
  public:
    struct Hit {
        std::size_t word;   ///< index of the word
        std::size_t begin;  ///< code points
        std::size_t end;
    };
    explicit WordFinder(const std::vector<std::string_view>& words);
    /// From left to right, the longest first, without overlaps. A hit neither begins nor ends
    /// inside a written character.
    [[nodiscard]] std::vector<Hit> find(const CodePoints& text) const;

  private:
    std::vector<std::u32string> words_;
    std::vector<std::uint16_t> bucket_of_;
    std::vector<std::vector<std::uint32_t>> buckets_;
};

/// A pair that was found at a place.
struct PairHit {
    std::string_view seen;
    const Replacement* replacement;
    std::size_t begin;  ///< code points
    std::size_t end;
};

/// Finds the texts of a table of pairs where they are not excepted.
class PairFinder {
  public:
    explicit PairFinder(const Pairs& pairs);
    [[nodiscard]] std::vector<PairHit> find(const CodePoints& text) const;

  private:
    std::vector<const Pairs::value_type*> entries_;
    WordFinder finder_;
};

/// Where one slip is printed.
struct Slip {
    const Passage* passage;
    std::string excerpt;
    std::string mended;  ///< the whole passage mended; empty when nobody knows how
};

/// Slips by what is printed, in the order in which they were met: one finding for each text.
class SlipGroups {
  public:
    void add(std::string key, Slip slip);
    [[nodiscard]] bool empty() const { return order_.empty(); }
    struct Group {
        std::string key;
        std::vector<Slip> slips;
    };
    [[nodiscard]] const std::vector<Group>& groups() const { return order_; }

  private:
    std::map<std::string, std::size_t, std::less<>> by_key_;
    std::vector<Group> order_;
};

/// How many places a finding names; further ones are counted in its message.
inline constexpr std::size_t kPlacesNamed = 6;

/// Adds the places of a group (in a plan file its first passage), and the fix when every passage
/// is a member that can be mended.
void add_slips(FindingBuilder& finding, const std::vector<Slip>& slips);

/// ` (พบ ๗ แห่ง)` and its like, empty for a single place.
[[nodiscard]] std::string times_th(std::size_t count);
[[nodiscard]] std::string times_en(std::size_t count);

/// True for a member of the plan file that holds the English form.
[[nodiscard]] bool is_english(const Passage& passage);

/// Calls `visit` for every passage that is neither a mere repetition nor English.
void for_each_passage(const Context& context,
                      const std::function<void(const Passage&, const CodePoints&)>& visit);

}  // namespace phaen::check
