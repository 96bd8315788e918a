#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/ratio.h"
#include "phaen/dataset/dictionary.h"
#include "phaen/facts/log.h"

/// The records of datasets as facts have them, validated by dictionaries.
namespace phaen::dataset {

/// A record as it stands.
struct Row {
    std::string_view record;
    std::uint32_t fact = 0;   ///< the fact that says so
    std::uint32_t first = 0;  ///< the first fact of the record that holds: the order of rows
    const base::Value* values = nullptr;
};

/// The rows of all datasets of a view: of each record the fact of the latest day, then seq; removed
/// ones are left out. The log must outlive it.
class Records {
  public:
    Records(const facts::FactLog& log, const std::vector<std::uint32_t>& view);
    /// The view gained or lost a fact about the record; `view` is the one that holds now.
    void update(const facts::FactLog& log, const std::vector<std::uint32_t>& view,
                const facts::Record& record);
    /// In the order in which records first came; empty when there are none.
    [[nodiscard]] const std::vector<Row>& of(std::string_view dataset) const;
    [[nodiscard]] std::vector<std::string_view> datasets() const;
    [[nodiscard]] bool has(std::string_view dataset, std::string_view record) const;

  private:
    std::map<std::string, std::vector<Row>, std::less<>> by_dataset_;
};

/// Why a value does not fit its dictionary.
enum class FieldRule {
    required,
    unknown_field,
    type,
    choice,
    pattern,
    range,
    reference,
    unique,
    key,
    computed_given,  ///< a computed field is not typed in
};
inline constexpr int kFieldRuleCount = 10;

struct Issue {
    std::string record;
    std::uint32_t fact = 0;
    std::string field;  ///< empty for the key
    FieldRule rule = FieldRule::type;
    std::string value;  ///< as given, shortened
    friend bool operator==(const Issue&, const Issue&) = default;
};

[[nodiscard]] std::string_view to_string(FieldRule rule);
/// Names the record and the field, unless they are empty.
[[nodiscard]] std::string describe_issue(const Issue& issue, base::MessageLanguage language);

/// All issues, in the order of rows and fields; keys and unique values after them.
[[nodiscard]] std::vector<Issue> validate(const Dictionary& dictionary, const Records& records);

/// A personal field of a record that is kept has `{"person": id}` in the place of its value, which
/// stands apart and can be erased. The id, or null when the value is no such pointer.
[[nodiscard]] const std::string* person_id_of(const base::Value& value);

/// The value of a field of the row, computed ones too; null when it has none, or when
/// it has more digits than a number of ours.
[[nodiscard]] base::Value value_of(const Dictionary& dictionary, const Field& field,
                                   const base::Value& values);

/// Figures of a dataset's quality, each a part of 1; a dataset without rows has 1 in all but
/// timeliness, which then is 0.
struct Quality {
    base::Ratio completeness;  ///< of the required fields of all rows, how many are filled
    base::Ratio validity;      ///< rows without an issue
    base::Ratio uniqueness;    ///< rows whose key no other row has
    base::Ratio timeliness;    ///< 1 when the latest row is within the update cycle, else 0
};
[[nodiscard]] Quality quality(const Dictionary& dictionary, const facts::FactLog& log,
                              const Records& records, facts::Day day);

}  // namespace phaen::dataset
