#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "phaen/base/calendar.h"
#include "phaen/base/decimal.h"
#include "phaen/base/money.h"
#include "phaen/base/value.h"
#include "phaen/plan/elements.h"
#include "phaen/plan/plan.h"

/// How our record types are described, once, for reading, writing, validating, comparing and for
/// the JSON Schema.
///
/// A type T has `template <class V> void describe(V& v, Of<T>)` that calls v.record(RecordOptions)
/// once and then v.field(name, &T::member, FieldOptions) for each member in the order of the file.
/// An enumeration E has `constexpr auto words(Of<E>)`, an array of Word<E>.
namespace phaen::plan {

template <class T>
struct Of {};

template <class E>
struct Word {
    E value;
    std::string_view text;
};

/// A set of element kinds as bits.
using KindSet = std::uint32_t;
constexpr KindSet kinds() { return 0; }
template <class... Kinds>
constexpr KindSet kinds(ElementKind first, Kinds... rest) {
    return (KindSet{1} << static_cast<unsigned>(first)) | kinds(rest...);
}
inline constexpr KindSet kAnyKind = (KindSet{1} << kElementKindCount) - 1;

/// How long a text may be, in code points.
inline constexpr std::size_t kMaxShortText = 4'000;
inline constexpr std::size_t kMaxLongText = 200'000;
inline constexpr std::size_t kMaxItems = 20'000;

/// The operators of a query's condition.
inline constexpr std::array<std::string_view, 7> kConditionOperators = {
    "=", "!=", "<", "<=", ">", ">=", "in"};

/// How a record looks in TOML: `block` has a heading of its own, `inline_` stands in braces on one
/// line.
enum class Layout { block, inline_ };

struct RecordOptions {
    std::string_view name;
    std::string_view doc;
    std::optional<ElementKind> element = std::nullopt;
    Layout layout = Layout::block;
    std::string_view schema =
        {};  ///< the value of the member `schema` that comes first; top records only
};

struct FieldOptions {
    std::string_view doc;
    bool required = false;  ///< the member must stand in the file, and is always written
    bool is_id = false;     ///< the id of this element
    KindSet refers_to =
        0;  ///< the text (or each, or each key) is the id of an element of these kinds
    bool parent = false;  ///< follows to the parent of the same kind: no cycles
    bool long_text = false;
    bool nested_one = false;  ///< a list of at most one record, in the file the record itself
    bool null_when_unknown = false;  ///< in JSON written as null instead of left out (the budget)
    std::optional<std::int64_t> least = std::nullopt;
    std::optional<std::int64_t> most = std::nullopt;
};

// What a member's type means in the file.
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsMap : std::false_type {};
template <class T>
struct IsMap<std::map<std::string, T>> : std::true_type {};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsQuantity : std::false_type {};
template <class Tag>
struct IsQuantity<base::Quantity<Tag>> : std::true_type {};

enum class ValueKind {
    text,
    boolean,
    integer,
    decimal,
    money,
    month,
    word,
    ref,
    any,
    condition,
    record
};

template <class T>
constexpr ValueKind value_kind() {
    if constexpr (std::is_same_v<T, std::string>)
        return ValueKind::text;
    else if constexpr (std::is_same_v<T, bool>)
        return ValueKind::boolean;
    else if constexpr (std::is_same_v<T, int>)
        return ValueKind::integer;
    else if constexpr (std::is_same_v<T, base::Decimal> || IsQuantity<T>::value)
        return ValueKind::decimal;
    else if constexpr (std::is_same_v<T, base::Money>)
        return ValueKind::money;
    else if constexpr (std::is_same_v<T, base::YearMonth>)
        return ValueKind::month;
    else if constexpr (std::is_enum_v<T>)
        return ValueKind::word;
    else if constexpr (std::is_same_v<T, Ref>)
        return ValueKind::ref;
    else if constexpr (std::is_same_v<T, base::Value>)
        return ValueKind::any;
    else if constexpr (std::is_same_v<T, QueryCondition>)
        return ValueKind::condition;
    else
        return ValueKind::record;
}

enum class Holding { one, optional, list, map };

struct TypeInfo;

/// A member, for code that works on the neutral tree.
struct FieldInfo {
    std::string_view name;
    FieldOptions options;
    ValueKind kind = ValueKind::text;
    Holding holding = Holding::one;
    bool list_in_map = false;  ///< each value of the map is a list
    std::vector<std::string_view> words;
    const TypeInfo& (*record)() = nullptr;  ///< a function, because types can hold themselves
};

/// A record type, for code that works on the neutral tree.
struct TypeInfo {
    RecordOptions options;
    std::vector<FieldInfo> fields;
    [[nodiscard]] const FieldInfo* find(std::string_view name) const {
        for (const FieldInfo& field : fields) {
            if (field.name == name) return &field;
        }
        return nullptr;
    }
};

template <class T>
const TypeInfo& type_info();

/// Builds the TypeInfo of T from its description.
template <class T>
class TypeInfoBuilder {
  public:
    explicit TypeInfoBuilder(TypeInfo& info) : info_(info) {}
    void record(const RecordOptions& options) { info_.options = options; }
    template <class M>
    void field(std::string_view name, M T::*, const FieldOptions& options) {
        FieldInfo field;
        field.name = name;
        field.options = options;
        if constexpr (IsVector<M>::value) {
            field.holding = options.nested_one ? Holding::optional : Holding::list;
            fill<typename M::value_type>(field);
        } else if constexpr (IsMap<M>::value) {
            field.holding = Holding::map;
            if constexpr (IsVector<typename M::mapped_type>::value) {
                field.list_in_map = true;
                fill<typename M::mapped_type::value_type>(field);
            } else {
                fill<typename M::mapped_type>(field);
            }
        } else if constexpr (IsOptional<M>::value) {
            field.holding = Holding::optional;
            fill<typename M::value_type>(field);
        } else {
            fill<M>(field);
        }
        info_.fields.push_back(std::move(field));
    }

  private:
    template <class U>
    static void fill(FieldInfo& field) {
        field.kind = value_kind<U>();
        if constexpr (std::is_enum_v<U>) {
            for (const auto& word : words(Of<U>{})) field.words.push_back(word.text);
        } else if constexpr (value_kind<U>() == ValueKind::record) {
            field.record = &type_info<U>;
        }
    }
    TypeInfo& info_;
};

template <class T>
const TypeInfo& type_info() {
    static const TypeInfo info = [] {
        TypeInfo built;
        TypeInfoBuilder<T> builder(built);
        describe(builder, Of<T>{});
        return built;
    }();
    return info;
}

/// `a~b/c` as a token of a JSON Pointer: `a~0b~1c`.
std::string pointer_token(std::string_view text);

}  // namespace phaen::plan
