#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/base/check.h"
#include "phaen/base/thai_text.h"
#include "phaen/base/value.h"

namespace phaen::base {

namespace {

enum class Layout { canonical, compact, pretty };

/// Less by UTF-16 code units, without making them. UTF-8 has the order of code points; UTF-16
/// differs from it only in that what lies beyond U+FFFF (first bytes F0 to F4) comes before U+E000
/// to U+FFFF (first bytes EE and EF).
bool less_in_utf16(std::string_view a, std::string_view b) {
    if (!a.empty() && !b.empty() && a.front() != b.front() &&
        static_cast<unsigned char>(a.front() | b.front()) < 0x80) {
        return a.front() < b.front();
    }
    const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (right == b.end()) return false;
    if (left == a.end()) return true;
    const auto l = static_cast<unsigned char>(*left);
    const auto r = static_cast<unsigned char>(*right);
    const bool l_beyond = l >= 0xF0;
    const bool r_beyond = r >= 0xF0;
    if (l_beyond != r_beyond && std::min(l, r) >= 0xEE) return l_beyond;
    return l < r;
}

/// The escapes of RFC 8785, which are also the shortest of RFC 8259.
void write_string(std::string& out, std::string_view text) {
    PHAEN_CHECK(is_utf8(text), "a string of a value is not UTF-8");
    constexpr std::string_view kHex = "0123456789abcdef";
    out.push_back('"');
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        out.append(text.substr(start, i - start));
        start = i + 1;
        out.push_back('\\');
        switch (byte) {
            case '"':
            case '\\':
                out.push_back(static_cast<char>(byte));
                break;
            case '\b':
                out.push_back('b');
                break;
            case '\f':
                out.push_back('f');
                break;
            case '\n':
                out.push_back('n');
                break;
            case '\r':
                out.push_back('r');
                break;
            case '\t':
                out.push_back('t');
                break;
            default:
                out.append("u00");
                out.push_back(kHex[byte >> 4]);
                out.push_back(kHex[byte & 0x0F]);
                break;
        }
    }
    out.append(text.substr(start));
    out.push_back('"');
}

/// An array or object that is being written.
struct Frame {
    const Array* array = nullptr;
    const Object* object = nullptr;
    std::vector<std::size_t> order;  ///< of the members, in the canonical layout
    std::size_t next = 0;

    [[nodiscard]] std::size_t size() const {
        return array != nullptr ? array->size() : object->size();
    }
};

class Writer {
  public:
    Writer(Layout layout, std::string& out) : layout_(layout), out_(out) {}

    void write(const Value& root) {
        begin(root);
        while (!stack_.empty()) {
            Frame& frame = stack_.back();
            if (frame.next == frame.size()) {
                end();
                continue;
            }
            if (frame.next > 0) out_.push_back(',');
            break_line();
            const std::size_t index = frame.next++;
            if (frame.array != nullptr) {
                begin((*frame.array)[index]);
                continue;
            }
            const auto& [name, value] =
                (*frame.object)[frame.order.empty() ? index : frame.order[index]];
            write_string(out_, name);
            out_.append(layout_ == Layout::pretty ? ": " : ":");
            begin(value);
        }
        if (layout_ == Layout::pretty) out_.push_back('\n');
    }

  private:
    /// Writes a scalar or an empty array or object; opens any other.
    void begin(const Value& value) {
        if (value.is_null()) {
            out_.append("null");
        } else if (const bool* flag = value.as_bool()) {
            out_.append(*flag ? "true" : "false");
        } else if (const std::int64_t* integer = value.as_integer()) {
            out_.append(std::to_string(*integer));
        } else if (const std::string* text = value.as_string()) {
            write_string(out_, *text);
        } else if (const Array* array = value.as_array()) {
            if (array->empty()) {
                out_.append("[]");
                return;
            }
            out_.push_back('[');
            stack_.push_back(Frame{array, nullptr, {}, 0});
        } else {
            open(*value.as_object());
        }
    }

    void open(const Object& object) {
        if (object.empty()) {
            out_.append("{}");
            return;
        }
        out_.push_back('{');
        Frame frame{nullptr, &object, {}, 0};
        if (layout_ == Layout::canonical) {
            frame.order.resize(object.size());
            std::iota(frame.order.begin(), frame.order.end(), std::size_t{0});
            std::sort(frame.order.begin(), frame.order.end(), [&](std::size_t a, std::size_t b) {
                return less_in_utf16(object[a].first, object[b].first);
            });
        }
        stack_.push_back(std::move(frame));
    }

    void end() {
        const bool is_array = stack_.back().array != nullptr;
        stack_.pop_back();
        break_line();
        out_.push_back(is_array ? ']' : '}');
    }

    void break_line() {
        if (layout_ != Layout::pretty) return;
        out_.push_back('\n');
        out_.append(2 * stack_.size(), ' ');
    }

    Layout layout_;
    std::string& out_;
    std::vector<Frame> stack_;
};

std::string written(Layout layout, const Value& value) {
    std::string out;
    Writer(layout, out).write(value);
    return out;
}

}  // namespace

std::string to_canonical_json(const Value& value) { return written(Layout::canonical, value); }
std::string to_pretty_json(const Value& value) { return written(Layout::pretty, value); }
std::string to_compact_json(const Value& value) { return written(Layout::compact, value); }
void append_canonical_json(std::string& out, const Value& value) {
    Writer(Layout::canonical, out).write(value);
}
void append_json_text(std::string& out, std::string_view text) { write_string(out, text); }

}  // namespace phaen::base
