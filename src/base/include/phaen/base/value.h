#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "phaen/base/result.h"

namespace phaen::base {

/// Where a value stood in its file, 1-based, columns in code points; 0 when unknown.
struct Position {
    int line = 0;
    int column = 0;
    friend bool operator==(const Position&, const Position&) = default;
};

class Value;
using Array = std::vector<Value>;
/// Members in the order in which they stand; names are unique.
using Object = std::vector<std::pair<std::string, Value>>;

/// What JSON and TOML have in common: the neutral tree between a file's bytes and our types.
/// Numbers are integers; whatever has a fraction is a decimal string in our files, so no floating
/// point occurs.
class Value {
  public:
    using Data = std::variant<std::monostate, bool, std::int64_t, std::string, Array, Object>;

    Value() = default;
    explicit Value(bool b) : data_(b) {}
    explicit Value(std::int64_t i) : data_(i) {}
    explicit Value(int i) : data_(static_cast<std::int64_t>(i)) {}
    explicit Value(std::string s) : data_(std::move(s)) {}
    explicit Value(std::string_view s) : data_(std::string(s)) {}
    explicit Value(const char* s) : data_(std::string(s)) {}
    explicit Value(Array a) : data_(std::move(a)) {}
    explicit Value(Object o) : data_(std::move(o)) {}

    [[nodiscard]] bool is_null() const { return data_.index() == 0; }
    [[nodiscard]] const bool* as_bool() const { return std::get_if<bool>(&data_); }
    [[nodiscard]] const std::int64_t* as_integer() const {
        return std::get_if<std::int64_t>(&data_);
    }
    [[nodiscard]] const std::string* as_string() const { return std::get_if<std::string>(&data_); }
    [[nodiscard]] const Array* as_array() const { return std::get_if<Array>(&data_); }
    [[nodiscard]] Array* as_array() { return std::get_if<Array>(&data_); }
    [[nodiscard]] const Object* as_object() const { return std::get_if<Object>(&data_); }
    [[nodiscard]] Object* as_object() { return std::get_if<Object>(&data_); }
    [[nodiscard]] const Data& data() const { return data_; }

    /// The member of that name, or null when this is no object or has none.
    [[nodiscard]] const Value* find(std::string_view name) const;
    /// Adds or replaces a member; this must be an object.
    void set(std::string_view name, Value value);

    [[nodiscard]] Position position() const { return position_; }
    void set_position(Position position) { position_ = position; }

    /// Compares content; positions do not count, the order of members does.
    friend bool operator==(const Value& a, const Value& b) { return a.data_ == b.data_; }

  private:
    Data data_;
    Position position_;
};

/// Why a file's text is not a value.
struct SyntaxError {
    std::string message;  ///< in English, one line, without the position
    Position position;
};

/// What bounds a reader of outside bytes.
struct ValueLimits {
    std::size_t bytes = 64u << 20;
    std::size_t depth = 32;
    std::size_t values = 4'000'000;
};

/// Reads JSON (RFC 8259, UTF-8 with or without a byte order mark, no duplicate member names, no
/// trailing text). A number with a fraction or an exponent becomes a string value with its exact
/// text as written (our formats take decimals as strings or integers); an integer beyond 64 bits is
/// refused.
[[nodiscard]] Result<Value, SyntaxError> parse_json(std::string_view bytes,
                                                    const ValueLimits& limits = {});

/// Canonical JSON by RFC 8785: members sorted by UTF-16 code units, shortest escapes, no white
/// space. Integers beyond 2^53, which RFC 8785 leaves no exact form, are written with all their
/// digits. Strings must be UTF-8.
[[nodiscard]] std::string to_canonical_json(const Value& value);
/// The same at the end of `out`, and a text in quotes as it stands there.
void append_canonical_json(std::string& out, const Value& value);
void append_json_text(std::string& out, std::string_view text);
/// For people and diffs: members in their order, two spaces of indent, a line end at the end.
[[nodiscard]] std::string to_pretty_json(const Value& value);
/// One line, members in their order.
[[nodiscard]] std::string to_compact_json(const Value& value);

}  // namespace phaen::base
