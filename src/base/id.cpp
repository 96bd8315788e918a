#include "phaen/base/id.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace phaen::base {

bool is_valid_id(std::string_view text) {
    constexpr std::size_t kMaxLength = 64;
    constexpr std::string_view kSwotLetters = "SWOT";
    if (text.size() > kMaxLength) return false;
    if (!text.empty() && kSwotLetters.find(text.front()) != std::string_view::npos) {
        text.remove_prefix(1);
    }
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    });
}

}  // namespace phaen::base
