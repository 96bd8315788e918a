#include "language.h"

#include <cstdlib>

#include "phaen/base/thai_text.h"

namespace phaen::cli {

namespace {

constexpr std::string_view kOption = "--lang";

Language from_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        return std::string_view(value).starts_with("en") ? Language::english : Language::thai;
    }
    return Language::thai;
}

}  // namespace

Language choose_language(const std::vector<std::string>& arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        if (argument == "--") break;
        std::string_view value;
        if (argument == kOption && i + 1 < arguments.size()) {
            value = arguments[i + 1];
        } else if (argument.starts_with("--lang=")) {
            value = argument.substr(kOption.size() + 1);
        }
        if (value == "en") return Language::english;
        if (value == "th") return Language::thai;
    }
    return from_environment();
}

std::string count_text(std::size_t count, Language language) {
    const std::string digits = std::to_string(count);
    std::string grouped;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) grouped += ',';
        grouped += digits[i];
    }
    return language == Language::thai ? base::to_thai_digits(grouped) : grouped;
}

std::string fill(std::string_view text, const std::vector<std::string>& arguments) {
    std::string filled;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool placeholder = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}' &&
                                 text[i + 1] >= '0' && text[i + 1] <= '9';
        if (!placeholder) {
            filled += text[i];
            continue;
        }
        const auto index = static_cast<std::size_t>(text[i + 1] - '0');
        if (index < arguments.size()) filled += arguments[index];
        i += 2;
    }
    return filled;
}

}  // namespace phaen::cli
