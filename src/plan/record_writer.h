#pragma once

#include <utility>

#include "phaen/base/check.h"
#include "record.h"

/// Typed records to the neutral tree, by their description.
namespace phaen::plan {

inline base::Value decimal_value(base::Decimal decimal) {
    if (decimal.is_integer()) return base::Value(decimal.units() / base::Decimal::kScale);
    return base::Value(decimal.to_string());
}

template <class T>
base::Value write_record(const T& record);

template <class T>
base::Value write_value(const T& value) {
    if constexpr (value_kind<T>() == ValueKind::text || value_kind<T>() == ValueKind::boolean ||
                  value_kind<T>() == ValueKind::integer) {
        return base::Value(value);
    } else if constexpr (std::is_same_v<T, base::Decimal>) {
        return decimal_value(value);
    } else if constexpr (IsQuantity<T>::value) {
        return decimal_value(value.value());
    } else if constexpr (value_kind<T>() == ValueKind::money ||
                         value_kind<T>() == ValueKind::month) {
        return base::Value(value.to_string());
    } else if constexpr (value_kind<T>() == ValueKind::word) {
        for (const auto& word : words(Of<T>{})) {
            if (word.value == value) return base::Value(word.text);
        }
        PHAEN_CHECK(false, "an enumeration holds a value that it does not name");
    } else if constexpr (value_kind<T>() == ValueKind::ref) {
        PHAEN_CHECK(value.id.empty() || value.unresolved.empty(),
                    "a reference is resolved or not, never both");
        if (value.resolved()) return base::Value(value.id);
        return base::Value(base::Object{{"unresolved", base::Value(value.unresolved)}});
    } else if constexpr (value_kind<T>() == ValueKind::any) {
        return value;
    } else if constexpr (value_kind<T>() == ValueKind::condition) {
        return base::Value(
            base::Array{base::Value(value.field), base::Value(value.op), value.value});
    } else {
        return write_record(value);
    }
}

template <class T>
base::Value write_list(const std::vector<T>& list) {
    base::Array array;
    array.reserve(list.size());
    for (const T& item : list) array.push_back(write_value(item));
    return base::Value(std::move(array));
}

template <class T>
class RecordWriter {
  public:
    RecordWriter(const T& record, base::Object& out) : record_(record), out_(out) {}
    void record(const RecordOptions& options) {
        if (!options.schema.empty()) out_.emplace_back("schema", base::Value(options.schema));
    }
    template <class M>
    void field(std::string_view name, M T::* member, const FieldOptions& options) {
        const M& value = record_.*member;
        if constexpr (IsVector<M>::value) {
            if (value.empty()) return;
            if (options.nested_one) {
                PHAEN_CHECK(value.size() == 1, "a member that nests one record holds several");
                put(name, write_value(value.front()));
            } else {
                put(name, write_list(value));
            }
        } else if constexpr (IsMap<M>::value) {
            if (!value.empty()) put(name, write_map(value));
        } else if constexpr (IsOptional<M>::value) {
            if (value) {
                put(name, write_value(*value));
            } else if (options.null_when_unknown && !has_no_budget()) {
                put(name, base::Value());
            }
        } else {
            if (options.required || !is_empty(value, member)) put(name, write_value(value));
        }
    }

  private:
    void put(std::string_view name, base::Value value) {
        out_.emplace_back(std::string(name), std::move(value));
    }

    /// "No budget needed" is a statement of its own; "unknown" is what null says.
    bool has_no_budget() const {
        if constexpr (std::is_same_v<T, Project>)
            return record_.no_budget;
        else
            return false;
    }

    template <class M>
    static base::Value write_map(const M& map) {
        base::Object object;
        for (const auto& [key, value] : map) {
            if constexpr (IsVector<typename M::mapped_type>::value) {
                object.emplace_back(key, write_list(value));
            } else {
                object.emplace_back(key, write_value(value));
            }
        }
        return base::Value(std::move(object));
    }

    /// Whether the member may be left out: it then reads back as what a new record has.
    template <class M>
    static bool is_empty(const M& value, M T::* member) {
        if constexpr (value_kind<M>() == ValueKind::word || value_kind<M>() == ValueKind::decimal)
            return false;
        else
            return value == T{}.*member;
    }

    const T& record_;
    base::Object& out_;
};

template <class T>
base::Value write_record(const T& record) {
    base::Object object;
    RecordWriter<T> writer(record, object);
    describe(writer, Of<T>{});
    return base::Value(std::move(object));
}

}  // namespace phaen::plan
