#include "markup.h"

#include <cstddef>

namespace phaen::document {
namespace {

/// U+FFFE and U+FFFF, the characters above the controls that XML forbids.
bool is_noncharacter(std::string_view rest) {
    return rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF");
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            case '\t':
            case '\n':
            case '\r':
                out += ' ';
                break;
            case '\xEF':
                if (is_noncharacter(text.substr(at))) {
                    at += 2;
                } else {
                    out += c;
                }
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 && c != '\x7F') out += c;
        }
    }
}

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    append_escaped(out, text);
    return out;
}

bool has_thai(std::string_view text) {
    // U+0E00..U+0E7F begin with these two bytes.
    return text.find("\xE0\xB8") != std::string_view::npos ||
           text.find("\xE0\xB9") != std::string_view::npos;
}

}  // namespace phaen::document
