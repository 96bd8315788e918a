#pragma once

#include <utility>

#include "phaen/base/result.h"
#include "phaen/plan/problem.h"
#include "record.h"

/// The neutral tree to typed records, by their description. Never stops at the first error.
namespace phaen::plan {

/// Errors so far, and where the reader stands.
class ReadContext {
  public:
    explicit ReadContext(PlanErrors& errors) : errors_(errors) {}
    void report(PlanErrorKind kind, const base::Value& at, std::string found, std::string expected);
    /// As `report`, at a member of what is being read.
    void report_member(PlanErrorKind kind, std::string_view name, const base::Value& at,
                       std::string found, std::string expected);

    /// One step down, undone at the end of the scope.
    class Step {
      public:
        Step(ReadContext& context, std::string_view token);
        Step(ReadContext& context, std::size_t index);
        ~Step() { context_.pointer_.resize(size_before_); }
        Step(const Step&) = delete;
        Step& operator=(const Step&) = delete;

      private:
        ReadContext& context_;
        std::size_t size_before_;
    };

  private:
    PlanErrors& errors_;
    std::string pointer_;
};

// One reader for each kind of value; each returns false after a report and then leaves `out` alone.
bool read_text(ReadContext& context, const base::Value& value, std::string& out);
bool read_boolean(ReadContext& context, const base::Value& value, bool& out);
bool read_integer(ReadContext& context, const base::Value& value, int& out);
bool read_decimal(ReadContext& context, const base::Value& value, base::Decimal& out);
bool read_money(ReadContext& context, const base::Value& value, base::Money& out);
bool read_month(ReadContext& context, const base::Value& value, base::YearMonth& out);
bool read_ref(ReadContext& context, const base::Value& value, Ref& out);
bool read_any(ReadContext& context, const base::Value& value, base::Value& out);
bool read_condition(ReadContext& context, const base::Value& value, QueryCondition& out);
/// The index of the word, or npos after a report.
std::size_t read_word(ReadContext& context, const base::Value& value,
                      const std::vector<std::string_view>& words);

const base::Object* expect_object(ReadContext& context, const base::Value& value);
const base::Array* expect_array(ReadContext& context, const base::Value& value);
/// Reports every member that the type does not have, with the nearest name that it has.
void report_unknown_members(ReadContext& context, const base::Object& object, const TypeInfo& type);
/// Checks the member `schema`.
void read_schema(ReadContext& context, const base::Value& value, std::string_view expected);
/// True when no path of the value is longer than `most`.
bool is_within_depth(const base::Value& value, std::size_t most);

template <class T>
bool read_record(ReadContext& context, const base::Value& value, T& out);

template <class T>
bool read_value(ReadContext& context, const base::Value& value, T& out) {
    constexpr ValueKind kKind = value_kind<T>();
    if constexpr (kKind == ValueKind::text)
        return read_text(context, value, out);
    else if constexpr (kKind == ValueKind::boolean)
        return read_boolean(context, value, out);
    else if constexpr (kKind == ValueKind::integer)
        return read_integer(context, value, out);
    else if constexpr (std::is_same_v<T, base::Decimal>)
        return read_decimal(context, value, out);
    else if constexpr (IsQuantity<T>::value) {
        base::Decimal decimal;
        if (!read_decimal(context, value, decimal)) return false;
        out = T(decimal);
        return true;
    } else if constexpr (kKind == ValueKind::money)
        return read_money(context, value, out);
    else if constexpr (kKind == ValueKind::month)
        return read_month(context, value, out);
    else if constexpr (kKind == ValueKind::word) {
        constexpr auto kWords = words(Of<T>{});
        std::vector<std::string_view> texts;
        for (const auto& word : kWords) texts.push_back(word.text);
        const std::size_t index = read_word(context, value, texts);
        if (index >= kWords.size()) return false;
        out = kWords[index].value;
        return true;
    } else if constexpr (kKind == ValueKind::ref)
        return read_ref(context, value, out);
    else if constexpr (kKind == ValueKind::any)
        return read_any(context, value, out);
    else if constexpr (kKind == ValueKind::condition)
        return read_condition(context, value, out);
    else
        return read_record(context, value, out);
}

template <class T>
bool read_list(ReadContext& context, const base::Value& value, std::vector<T>& out) {
    const base::Array* array = expect_array(context, value);
    if (array == nullptr) return false;
    out.reserve(array->size());
    for (std::size_t i = 0; i < array->size(); ++i) {
        const ReadContext::Step step(context, i);
        T item{};
        if (read_value(context, (*array)[i], item)) out.push_back(std::move(item));
    }
    return true;
}

/// Reads the members of one record; `field` is called by the description.
template <class T>
class RecordReader {
  public:
    RecordReader(ReadContext& context, const base::Value& value, T& out)
        : context_(context), value_(value), out_(out) {}
    void record(const RecordOptions& options) {
        if (!options.schema.empty()) read_schema(context_, value_, options.schema);
    }
    template <class M>
    void field(std::string_view name, M T::* member, const FieldOptions& options) {
        const base::Value* value = value_.find(name);
        if (value == nullptr) {
            if (!options.required) return;
            context_.report_member(PlanErrorKind::missing_member, name, value_, "",
                                   std::string(name));
            return;
        }
        const ReadContext::Step step(context_, name);
        M& out = out_.*member;
        if constexpr (IsVector<M>::value) {
            if (options.nested_one) {
                typename M::value_type item{};
                if (read_value(context_, *value, item)) out.push_back(std::move(item));
            } else {
                read_list(context_, *value, out);
            }
        } else if constexpr (IsMap<M>::value) {
            read_map(*value, out);
        } else if constexpr (IsOptional<M>::value) {
            if (options.null_when_unknown && value->is_null()) return;
            typename M::value_type item{};
            if (read_value(context_, *value, item)) out = std::move(item);
        } else {
            read_value(context_, *value, out);
        }
    }

  private:
    template <class M>
    void read_map(const base::Value& value, M& out) {
        const base::Object* object = expect_object(context_, value);
        if (object == nullptr) return;
        for (const auto& [key, member] : *object) {
            const ReadContext::Step step(context_, key);
            typename M::mapped_type item{};
            if constexpr (IsVector<typename M::mapped_type>::value) {
                if (read_list(context_, member, item)) out.emplace(key, std::move(item));
            } else {
                if (read_value(context_, member, item)) out.emplace(key, std::move(item));
            }
        }
    }

    ReadContext& context_;
    const base::Value& value_;
    T& out_;
};

template <class T>
bool read_record(ReadContext& context, const base::Value& value, T& out) {
    const base::Object* object = expect_object(context, value);
    if (object == nullptr) return false;
    report_unknown_members(context, *object, type_info<T>());
    RecordReader<T> reader(context, value, out);
    describe(reader, Of<T>{});
    return true;
}

/// Reads a whole file's value; the depth is checked first, so that what follows is bounded.
template <class T>
base::Result<T, PlanErrors> read_top(const base::Value& value, std::size_t most_depth) {
    PlanErrors errors;
    ReadContext context(errors);
    T out{};
    if (!is_within_depth(value, most_depth)) {
        context.report(PlanErrorKind::too_deep, value, "", std::to_string(most_depth));
    } else {
        read_record(context, value, out);
    }
    if (!errors.empty()) return base::Unexpected{std::move(errors)};
    return out;
}

}  // namespace phaen::plan
