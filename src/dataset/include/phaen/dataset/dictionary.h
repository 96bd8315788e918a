#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/decimal.h"
#include "phaen/base/form.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"

/// A dataset's dictionary: `phaen.dataset/1` of contracts.md section 6. Forms, tables, imports and
/// catalogue entries come from it.
namespace phaen::dataset {

inline constexpr std::string_view kDatasetSchema = "phaen.dataset/1";

struct Bilingual {
    std::string th;
    std::string en;
    friend bool operator==(const Bilingual&, const Bilingual&) = default;
};

enum class FieldType {
    text,
    integer,
    decimal,
    money,
    boolean,
    date,
    period,  ///< {from, to}, two days
    choice,
    reference,  ///< id of a record of the dataset that `references` names
    file,       ///< SHA-256 of a file
    url,
};

/// What a computed field is made of; no expressions, one function over fields of the same record.
enum class ComputeFunction {
    sum,          ///< of numbers or money of one type
    difference,   ///< the first less the others
    days,         ///< from the first date to the second, both counted
    fiscal_year,  ///< B.E., of a date or the end of a period
    joined,       ///< texts with a space between
};

struct Computed {
    ComputeFunction fn = ComputeFunction::sum;
    std::vector<std::string> of;
    friend bool operator==(const Computed&, const Computed&) = default;
};

struct Choice {
    std::string value;
    Bilingual label;
    friend bool operator==(const Choice&, const Choice&) = default;
};

struct Field {
    std::string name;  ///< `[a-z][a-z0-9_]{0,63}`
    FieldType type = FieldType::text;
    Bilingual label;
    std::string description;
    bool required = false;
    std::vector<std::string> examples;  ///< at most five
    std::string unit;
    std::vector<Choice> choices;
    std::string references;  ///< id of a dataset
    std::string
        pattern;  ///< `9` a digit, `a` a small letter, `A` a capital, `*` anything, rest as is
    std::optional<base::Decimal> min;
    std::optional<base::Decimal> max;
    bool unique = false;
    bool filterable = false;
    bool personal = false;
    std::optional<Computed> computed;
    friend bool operator==(const Field&, const Field&) = default;
};

enum class CycleUnit { none, day, week, month, quarter, half_year, year };

struct UpdateCycle {
    CycleUnit unit = CycleUnit::none;
    int interval = 1;
    friend bool operator==(const UpdateCycle&, const UpdateCycle&) = default;
};

/// How long what is personal in a record is kept.
struct Retention {
    int days = 0;
    std::string from;  ///< a date or the end of a period of the record; empty, there or in the
                       ///< record: the day that the record is about
    friend bool operator==(const Retention&, const Retention&) = default;
};
inline constexpr int kMostRetentionDays = 36'500;  // a hundred years

struct Dictionary {
    std::string id;
    int version = 1;
    Bilingual title;
    std::string description;
    std::string owner;
    std::vector<Field> fields;
    std::vector<std::string> key;  ///< names of fields that tell records apart
    std::optional<UpdateCycle> update_cycle;
    std::optional<Retention> retention;
    base::Value metadata;  ///< the catalogue's fields
    [[nodiscard]] const Field* find(std::string_view name) const;
    friend bool operator==(const Dictionary&, const Dictionary&) = default;
};

enum class DictionaryFormat { toml, json };

/// Reads and validates: names have their form and differ; choices stand with `choice`, references
/// with `reference`; key and computed name fields that are there, of fitting types and not computed
/// themselves; a least is not over a most.
[[nodiscard]] base::Result<Dictionary, base::FormErrors> load_dictionary(std::string_view bytes,
                                                                         DictionaryFormat format);
[[nodiscard]] base::Value to_value(const Dictionary& dictionary);
[[nodiscard]] base::Value dataset_json_schema();

/// Those that come with the program (`registries/*.toml`), in the order of their files' names.
[[nodiscard]] std::span<const Dictionary> shipped_dictionaries();
[[nodiscard]] const Dictionary* find_shipped_dictionary(std::string_view id);

/// A change from one version of a dictionary to the next.
enum class ChangeKind {
    field_added,
    required_field_added,
    field_removed,
    type_widened,  ///< to text, or from integer to decimal
    type_changed,
    became_required,
    became_optional,
    choice_added,
    choice_removed,
    range_widened,
    range_narrowed,
    pattern_changed,
    became_unique,
    no_longer_unique,
    reference_changed,
    key_changed,
    computed_changed,
};

struct DictionaryChange {
    ChangeKind kind = ChangeKind::field_added;
    std::string field;  ///< empty for the key
    friend bool operator==(const DictionaryChange&, const DictionaryChange&) = default;
};

/// Every record that was valid before is valid after.
[[nodiscard]] bool is_compatible(ChangeKind kind);
/// In the order of the older one's fields, then of the newer one's. Labels, descriptions and
/// examples do not count.
[[nodiscard]] std::vector<DictionaryChange> compare(const Dictionary& older,
                                                    const Dictionary& newer);

}  // namespace phaen::dataset
