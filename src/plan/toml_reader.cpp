#include "toml_reader.h"

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "phaen/base/thai_text.h"
#include "phaen/plan/io.h"

// The parser is compiled into this file only: its own limit on nesting is ours then, and sanitizers
// see it.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_MAX_NESTED_VALUES 32
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace phaen::plan {

using base::Array;
using base::Object;
using base::Position;
using base::SyntaxError;
using base::Value;

namespace {

/// The library bounds the nesting of values but not the segments of a dotted key, and frees its
/// tree by recursion: a key of a million segments would exhaust the stack. This finds such a key
/// before the library sees the text, by counting dots outside of strings and comments.
class KeyDepthScanner {
  public:
    KeyDepthScanner(std::string_view text, std::size_t most) : text_(text), most_(most) {}

    /// The place of the first key that is too deep.
    std::optional<Position> find() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '\n') {
                ++line_;
                line_start_ = at_ + 1;
                dots_ = 0;
            } else if (c == '#') {
                skip_comment();
                continue;
            } else if (c == '"' || c == '\'') {
                skip_string(c);
                continue;
            } else if (c == '=' || c == ',' || c == '{') {
                dots_ = 0;
            } else if (c == '.' && ++dots_ >= most_) {
                return Position{line_, static_cast<int>(at_ - line_start_) + 1};
            }
            ++at_;
        }
        return std::nullopt;
    }

  private:
    void skip_comment() {
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
    }

    void skip_string(char quote) {
        const std::string_view rest = text_.substr(at_);
        const std::string triple(3, quote);
        if (rest.starts_with(triple)) {
            at_ += 3;
            skip_until(triple, quote);
        } else {
            at_ += 1;
            skip_until(std::string(1, quote), quote);
        }
    }

    void skip_until(std::string_view end, char quote) {
        while (at_ < text_.size()) {
            if (text_.substr(at_).starts_with(end)) {
                at_ += end.size();
                // Up to two quotes may stand right before the closing three.
                while (end.size() == 3 && at_ < text_.size() && text_[at_] == quote) ++at_;
                return;
            }
            if (text_[at_] == '\\' && quote == '"') ++at_;
            if (at_ < text_.size() && text_[at_] == '\n') {
                if (end.size() == 1) return;  // not closed: the library will say so
                ++line_;
                line_start_ = at_ + 1;
            }
            ++at_;
        }
    }

    std::string_view text_;
    std::size_t most_;
    std::size_t at_ = 0;
    std::size_t line_start_ = 0;
    std::size_t dots_ = 0;
    int line_ = 1;
};

Position position_of(const toml::source_region& region) {
    return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

/// Copies the library's tree into ours.
class Converter {
  public:
    Converter(std::string_view text, const base::ValueLimits& limits)
        : text_(text), limits_(limits) {
        line_starts_.push_back(0);
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '\n') line_starts_.push_back(i + 1);
        }
    }

    /// Recursion is bounded by the limit on depth.
    // NOLINTNEXTLINE(misc-no-recursion): see above
    Value convert(const toml::node& node, std::size_t depth) {
        if (error_) return {};
        const Position position = position_of(node.source());
        if (depth > limits_.depth) return fail("nested too deep", position);
        if (++count_ > limits_.values) return fail("too many values", position);
        Value value = convert_content(node, depth);
        value.set_position(position);
        return value;
    }

    [[nodiscard]] const std::optional<SyntaxError>& error() const { return error_; }

  private:
    Value fail(std::string message, Position position) {
        if (!error_) error_ = SyntaxError{std::move(message), position};
        return {};
    }

    // NOLINTNEXTLINE(misc-no-recursion): bounded, see convert
    Value convert_content(const toml::node& node, std::size_t depth) {
        if (const toml::table* table = node.as_table()) return convert_table(*table, depth);
        if (const toml::array* array = node.as_array()) {
            Array items;
            items.reserve(array->size());
            for (const toml::node& item : *array) items.push_back(convert(item, depth + 1));
            return Value(std::move(items));
        }
        if (const auto* text = node.as_string()) return Value(text->get());
        if (const auto* integer = node.as_integer()) return Value(integer->get());
        if (const auto* boolean = node.as_boolean()) return Value(boolean->get());
        if (node.is_floating_point()) return Value(number_as_written(node.source()));
        std::ostringstream out;
        if (const auto* date = node.as_date())
            out << date->get();
        else if (const auto* time = node.as_time())
            out << time->get();
        else if (const auto* date_time = node.as_date_time())
            out << date_time->get();
        return Value(out.str());
    }

    // NOLINTNEXTLINE(misc-no-recursion): bounded, see convert
    Value convert_table(const toml::table& table, std::size_t depth) {
        struct Member {
            Position position;
            std::string_view name;
            const toml::node* node;
        };
        // The library sorts by name; we want the order of the text.
        std::vector<Member> members;
        for (const auto& [key, node] : table) {
            members.push_back({position_of(key.source()), key.str(), &node});
        }
        std::stable_sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
            return a.position.line != b.position.line ? a.position.line < b.position.line
                                                      : a.position.column < b.position.column;
        });
        Object object;
        object.reserve(members.size());
        for (const Member& member : members) {
            Value value = convert(*member.node, depth + 1);
            // Where a table or list begins is of less use than where its name stands.
            if (member.node->is_table() || member.node->is_array())
                value.set_position(member.position);
            object.emplace_back(std::string(member.name), std::move(value));
        }
        return Value(std::move(object));
    }

    /// The digits of a number, without the separators and the plus sign that TOML permits.
    std::string number_as_written(const toml::source_region& region) const {
        std::string digits;
        if (region.begin.line == 0 || region.begin.line > line_starts_.size()) return digits;
        std::size_t at = line_starts_[region.begin.line - 1];
        // Columns count code points.
        for (toml::source_index column = 1; column < region.begin.column && at < text_.size();
             ++column) {
            ++at;
            while (at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80)
                ++at;
        }
        constexpr std::string_view kNumber = "+-0123456789._eEinfa";
        for (; at < text_.size() && kNumber.find(text_[at]) != std::string_view::npos; ++at) {
            if (text_[at] != '_' && !(digits.empty() && text_[at] == '+')) digits += text_[at];
        }
        return digits;
    }

    std::string_view text_;
    base::ValueLimits limits_;
    std::vector<std::size_t> line_starts_;
    std::size_t count_ = 0;
    std::optional<SyntaxError> error_;
};

}  // namespace

base::Result<Value, SyntaxError> parse_toml(std::string_view bytes,
                                            const base::ValueLimits& limits) {
    if (bytes.size() > limits.bytes)
        return base::Unexpected{SyntaxError{"the file is too large", {}}};
    if (!base::is_utf8(bytes)) return base::Unexpected{SyntaxError{"the text is not UTF-8", {}}};
    if (const std::optional<Position> place = KeyDepthScanner(bytes, limits.depth).find()) {
        return base::Unexpected{SyntaxError{"nested too deep", *place}};
    }
    const toml::parse_result parsed = toml::parse(bytes);
    if (!parsed) {
        return base::Unexpected{SyntaxError{std::string(parsed.error().description()),
                                            position_of(parsed.error().source())}};
    }
    Converter converter(bytes, limits);
    Value value = converter.convert(parsed.table(), 1);
    if (converter.error()) return base::Unexpected{*converter.error()};
    return value;
}

}  // namespace phaen::plan
