#include "form.h"

#include <algorithm>

#include "phaen/base/id.h"

namespace phaen::plan {

bool is_plain_id(std::string_view id) {
    return base::is_valid_id(id) && !(id.front() >= 'A' && id.front() <= 'Z');
}

std::size_t count_code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

bool has_control_characters(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n') || byte == 0x7F;
    });
}

}  // namespace phaen::plan
