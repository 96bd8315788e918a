#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "phaen/base/check.h"
#include "phaen/base/value.h"
#include "utf8.h"

// Why a reader of our own: boost::json::basic_parser tells its handler what it met but not where
// (its callbacks for braces, brackets and literals carry no position), and every Value and every
// refusal here must name line and column.

namespace phaen::base {

namespace {

/// Line and column of growing offsets, counted along the way so that a file of one long line stays
/// linear. Columns count code points, as editors show them.
class Locator {
  public:
    explicit Locator(std::string_view text) : text_(text) {}

    /// `offset` must not be less than at the call before.
    Position at(std::size_t offset) {
        for (; seen_ < offset && seen_ < text_.size(); ++seen_) {
            const auto byte = static_cast<unsigned char>(text_[seen_]);
            if (byte == '\n') {
                line_ += 1;
                column_ = 1;
            } else if ((byte & 0xC0) != 0x80) {
                column_ += 1;
            }
        }
        return {line_, column_};
    }

  private:
    std::string_view text_;
    std::size_t seen_ = 0;
    int line_ = 1;
    int column_ = 1;
};

/// What is thrown inside this file from where text goes wrong to parse_json, and nowhere else.
struct Refusal {
    const char* message;
    std::size_t offset;
};

/// An array or object whose end is still to come.
struct Frame {
    Value value;
    std::vector<Position>
        name_positions;  ///< of an object's members, for the message about a duplicate
    std::string name;    ///< of the member that is being read
};

/// Reads by a loop over tokens with the open arrays and objects on a stack of its own.
class Reader {
  public:
    Reader(std::string_view text, const ValueLimits& limits)
        : text_(text), limits_(limits), locator_(text) {}

    Value read() {
        skip_space();
        while (true) {
            // 1. A value begins here: a scalar is whole at once, an array or object opens.
            std::optional<Value> whole = begin_value();
            // 2. A whole value goes into what it stands in, which may make that whole, and so on
            // outwards.
            while (whole) {
                if (stack_.empty()) {
                    skip_space();
                    if (at_ < text_.size()) refuse("text after the end of the value");
                    return std::move(*whole);
                }
                whole = place(std::move(*whole));
            }
        }
    }

    Position position_of(std::size_t offset) const { return Locator(text_).at(offset); }

  private:
    [[noreturn]] void refuse(const char* message) const { throw Refusal{message, at_}; }

    [[nodiscard]] bool at_char(char c) const { return at_ < text_.size() && text_[at_] == c; }

    void skip_space() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return;
            ++at_;
        }
    }

    /// Nothing when an array or object was opened and is not empty.
    std::optional<Value> begin_value() {
        if (at_ >= text_.size()) refuse("the text ends where a value is expected");
        if (++values_ > limits_.values) refuse("more values than allowed");
        const Position position = locator_.at(at_);
        switch (text_[at_]) {
            case '{':
                return open(Value(Object{}), position, '}');
            case '[':
                return open(Value(Array{}), position, ']');
            default:
                break;
        }
        Value value = read_scalar();
        value.set_position(position);
        return value;
    }

    std::optional<Value> open(Value empty, Position position, char end) {
        if (stack_.size() >= limits_.depth) refuse("deeper nesting than allowed");
        empty.set_position(position);
        ++at_;
        skip_space();
        if (at_char(end)) {
            ++at_;
            return empty;
        }
        stack_.push_back(Frame{std::move(empty), {}, {}});
        if (end == '}') read_name();
        return std::nullopt;
    }

    /// Puts a value into the innermost open array or object; returns that when it ends here.
    std::optional<Value> place(Value value) {
        Frame& frame = stack_.back();
        Array* array = frame.value.as_array();
        if (array != nullptr) {
            array->push_back(std::move(value));
        } else {
            frame.value.as_object()->emplace_back(std::move(frame.name), std::move(value));
        }
        skip_space();
        if (at_char(',')) {
            ++at_;
            skip_space();
            if (array == nullptr) read_name();
            return std::nullopt;
        }
        if (!at_char(array != nullptr ? ']' : '}')) {
            refuse(array != nullptr ? "expected ',' or ']' in an array"
                                    : "expected ',' or '}' in an object");
        }
        ++at_;
        if (array == nullptr) refuse_duplicates(frame);
        Value whole = std::move(frame.value);
        stack_.pop_back();
        return whole;
    }

    void read_name() {
        if (!at_char('"')) refuse("expected a member name in double quotes");
        Frame& frame = stack_.back();
        frame.name_positions.push_back(locator_.at(at_));
        frame.name = read_string();
        skip_space();
        if (!at_char(':')) refuse("expected ':' after a member name");
        ++at_;
        skip_space();
    }

    /// By sorting, so that a hostile object of a million members costs no more than an honest one.
    void refuse_duplicates(const Frame& frame) const {
        const Object& object = *frame.value.as_object();
        std::vector<std::size_t> order(object.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return object[a].first < object[b].first;
        });
        std::optional<std::size_t> first;
        for (std::size_t i = 1; i < order.size(); ++i) {
            if (object[order[i]].first != object[order[i - 1]].first) continue;
            if (!first || order[i] < *first) first = order[i];
        }
        if (first)
            throw SyntaxError{"a member name twice in one object", frame.name_positions[*first]};
    }

    Value read_scalar() {
        const char c = text_[at_];
        if (c == '"') return Value(read_string());
        if (c == '-' || (c >= '0' && c <= '9')) return read_number();
        const std::string_view rest = text_.substr(at_);
        if (rest.starts_with("true")) return take_literal(4, Value(true));
        if (rest.starts_with("false")) return take_literal(5, Value(false));
        if (rest.starts_with("null")) return take_literal(4, Value());
        refuse("expected a value");
    }

    Value take_literal(std::size_t length, Value value) {
        at_ += length;
        return value;
    }

    std::size_t count_digits(std::size_t from) const {
        std::size_t end = from;
        while (end < text_.size() && text_[end] >= '0' && text_[end] <= '9') ++end;
        return end - from;
    }

    Value read_number() {
        const std::size_t start = at_;
        std::size_t end = at_ + (text_[at_] == '-' ? 1 : 0);
        const std::size_t whole = count_digits(end);
        if (whole == 0) refuse("a '-' without a number");
        if (whole > 1 && text_[end] == '0') refuse("a number with a leading zero");
        end += whole;
        bool is_integer = true;
        if (end < text_.size() && text_[end] == '.') {
            is_integer = false;
            const std::size_t digits = count_digits(++end);
            if (digits == 0) refuse("a decimal point without digits after it");
            end += digits;
        }
        if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
            is_integer = false;
            ++end;
            if (end < text_.size() && (text_[end] == '+' || text_[end] == '-')) ++end;
            const std::size_t digits = count_digits(end);
            if (digits == 0) refuse("an exponent without digits");
            end += digits;
        }
        const std::string_view number = text_.substr(start, end - start);
        if (!is_integer) {
            at_ = end;
            return Value(number);
        }
        std::int64_t value = 0;
        const auto result = std::from_chars(number.data(), number.data() + number.size(), value);
        if (result.ec != std::errc()) refuse("an integer beyond 64 bits");
        at_ = end;
        return Value(value);
    }

    std::string read_string() {
        ++at_;  // the opening quote
        std::string out;
        while (true) {
            const std::size_t start = at_;
            while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' &&
                   static_cast<unsigned char>(text_[at_]) >= 0x20) {
                ++at_;
            }
            out.append(text_.substr(start, at_ - start));
            if (at_ >= text_.size()) refuse("the text ends inside a string");
            if (text_[at_] == '"') break;
            if (text_[at_] != '\\') refuse("a control character inside a string");
            read_escape(out);
        }
        ++at_;
        return out;
    }

    void read_escape(std::string& out) {
        constexpr std::string_view kNames = "\"\\/bfnrt";
        constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
        if (at_ + 1 >= text_.size()) refuse("the text ends inside a string");
        const char name = text_[at_ + 1];
        if (name == 'u') {
            detail::append_utf8(out, read_unicode_escape());
            return;
        }
        const std::size_t index = kNames.find(name);
        if (index == std::string_view::npos) refuse("an unknown escape in a string");
        out.push_back(kMeanings[index]);
        at_ += 2;
    }

    char32_t read_unicode_escape() {
        const char32_t unit = read_unit();
        if (unit < 0xD800 || unit > 0xDFFF) {
            at_ += 6;
            return unit;
        }
        if (unit > 0xDBFF) refuse("half of a surrogate pair");
        const std::size_t start = at_;
        at_ += 6;
        const bool has_second = text_.substr(at_).starts_with("\\u");
        const char32_t second = has_second ? read_unit() : 0;
        if (second < 0xDC00 || second > 0xDFFF) {
            at_ = start;
            refuse("half of a surrogate pair");
        }
        at_ += 6;
        return 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
    }

    /// The four hexadecimal digits of the escape that begins here.
    char32_t read_unit() const {
        char32_t unit = 0;
        for (std::size_t i = 2; i < 6; ++i) {
            const char c = at_ + i < text_.size() ? text_[at_ + i] : '\0';
            unsigned digit = 0;
            if (c >= '0' && c <= '9') {
                digit = static_cast<unsigned>(c - '0');
            } else if (c >= 'a' && c <= 'f') {
                digit = static_cast<unsigned>(c - 'a') + 10;
            } else if (c >= 'A' && c <= 'F') {
                digit = static_cast<unsigned>(c - 'A') + 10;
            } else {
                refuse("a \\u escape without four hexadecimal digits");
            }
            unit = unit * 16 + digit;
        }
        return unit;
    }

    std::string_view text_;
    const ValueLimits& limits_;
    Locator locator_;
    std::size_t at_ = 0;
    std::size_t values_ = 0;
    std::vector<Frame> stack_;
};

}  // namespace

Result<Value, SyntaxError> parse_json(std::string_view bytes, const ValueLimits& limits) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (bytes.size() > limits.bytes) {
        return Unexpected{SyntaxError{"a larger file than allowed", {1, 1}}};
    }
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    Reader reader(bytes, limits);
    const std::size_t invalid = detail::first_invalid_utf8(bytes);
    if (invalid < bytes.size()) {
        return Unexpected{SyntaxError{"bytes that are not UTF-8", reader.position_of(invalid)}};
    }
    try {
        return reader.read();
    } catch (const Refusal& refusal) {
        return Unexpected{SyntaxError{refusal.message, reader.position_of(refusal.offset)}};
    } catch (const SyntaxError& error) {
        return Unexpected{error};
    }
}

}  // namespace phaen::base
