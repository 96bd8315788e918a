#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace phaen::base {

/// True for what an element's id may be: `[a-z0-9.-]{1,64}` (contracts.md section 3). The ids of
/// SWOT items also begin with one of S, W, O, T (`S1`).
[[nodiscard]] bool is_valid_id(std::string_view text);

/// An id that cannot be mistaken for the id of something else.
template <class Tag>
class StrongId {
  public:
    StrongId() = default;
    static std::optional<StrongId> create(std::string_view text) {
        if (!is_valid_id(text)) return std::nullopt;
        return StrongId(std::string(text));
    }
    [[nodiscard]] const std::string& value() const { return value_; }
    friend auto operator<=>(const StrongId&, const StrongId&) = default;

  private:
    explicit StrongId(std::string value) : value_(std::move(value)) {}
    std::string value_;
};

}  // namespace phaen::base
