#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace phaen::base {

/// A strategy or list code as its integer segments: `๖.๑.๑๐` is {6, 1, 10}. Codes are never
/// compared as text: ICU sorts them wrongly, and differently by version (thai-domain.md 0.4
/// and 3.4).
class Code {
  public:
    /// Reads segments of Thai or Arabic digits parted by dots; one trailing dot is allowed (`๖.๓.`,
    /// as cut codes are printed). At most 12 segments of at most 9 digits. Null for anything else.
    static std::optional<Code> parse(std::string_view text);
    [[nodiscard]] const std::vector<int>& segments() const { return segments_; }
    /// Arabic digits, dots between: "6.1.10".
    [[nodiscard]] std::string to_string() const;
    /// True when `prefix` is a proper beginning of this code: 6.1 of 6.1.10.
    [[nodiscard]] bool is_under(const Code& prefix) const;
    /// Segment by segment, a prefix before what it begins.
    friend auto operator<=>(const Code&, const Code&) = default;

  private:
    std::vector<int> segments_;
};

}  // namespace phaen::base
