#include "phaen/base/code.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "printed_number.h"

namespace phaen::base {

std::optional<Code> Code::parse(std::string_view text) {
    constexpr std::size_t kMaxSegments = 12;
    constexpr int kMaxDigits = 9;  // so that a segment fits into an int
    Code code;
    std::size_t at = 0;
    while (at < text.size()) {
        int segment = 0;
        int digits = 0;
        while (const auto digit = detail::digit_at(text, at)) {
            if (++digits > kMaxDigits) return std::nullopt;
            segment = segment * 10 + digit->value;
            at += digit->length;
        }
        if (digits == 0 || code.segments_.size() == kMaxSegments) return std::nullopt;
        code.segments_.push_back(segment);
        if (at < text.size() && text[at++] != '.') return std::nullopt;
    }
    if (code.segments_.empty()) return std::nullopt;
    return code;
}

std::string Code::to_string() const {
    std::string text;
    for (const int segment : segments_) {
        if (!text.empty()) text += '.';
        text += std::to_string(segment);
    }
    return text;
}

bool Code::is_under(const Code& prefix) const {
    return prefix.segments_.size() < segments_.size() &&
           std::equal(prefix.segments_.begin(), prefix.segments_.end(), segments_.begin());
}

}  // namespace phaen::base
