#include "phaen/dataset/dictionary.h"

#include <algorithm>

#include "dictionary_fields.h"
#include "phaen/base/check.h"
#include "phaen/base/id.h"
#include "phaen/plan/toml.h"

namespace phaen::dataset {

using base::FormError;
using base::FormErrorKind;
using base::FormErrors;
using base::Value;

std::span<const std::string_view> shipped_dictionary_files();

namespace {

constexpr std::size_t kMostFields = 500;
constexpr std::size_t kMostExamples = 5;

bool is_field_name(std::string_view name) {
    if (name.empty() || name.size() > 64 || name[0] < 'a' || name[0] > 'z') return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

/// The type that all fields of a computed one must have, if its function wants one.
bool fits(ComputeFunction fn, FieldType type) {
    switch (fn) {
        case ComputeFunction::sum:
        case ComputeFunction::difference:
            return type == FieldType::integer || type == FieldType::decimal ||
                   type == FieldType::money;
        case ComputeFunction::days:
            return type == FieldType::date;
        case ComputeFunction::fiscal_year:
            return type == FieldType::date || type == FieldType::period;
        case ComputeFunction::joined:
            return type == FieldType::text || type == FieldType::choice;
    }
    return false;
}

bool fits_count(ComputeFunction fn, std::size_t count) {
    switch (fn) {
        case ComputeFunction::days:
            return count == 2;
        case ComputeFunction::fiscal_year:
            return count == 1;
        case ComputeFunction::sum:
        case ComputeFunction::difference:
        case ComputeFunction::joined:
            break;
    }
    return count >= 1;
}

class DictionaryValidator {
  public:
    DictionaryValidator(const Dictionary& dictionary, const Value& tree)
        : dictionary_(dictionary), tree_(tree) {}

    FormErrors run() {
        if (!base::is_valid_id(dictionary_.id))
            report(FormErrorKind::bad_value, "/id", dictionary_.id, "id");
        if (dictionary_.fields.size() > kMostFields)
            report(FormErrorKind::too_many, "/fields", "", std::to_string(kMostFields));
        for (std::size_t i = 0; i < dictionary_.fields.size(); ++i)
            check_field(i, "/fields/" + std::to_string(i));
        for (const std::string& name : dictionary_.key) {
            if (dictionary_.find(name) == nullptr)
                report(FormErrorKind::unresolved, "/key", name, "");
        }
        if (dictionary_.retention) check_retention(*dictionary_.retention);
        return std::move(errors_);
    }

  private:
    void report(FormErrorKind kind, const std::string& pointer, std::string found,
                std::string expected) {
        // The nearest place that is known: the field's table, else the file's.
        base::Position position = tree_.position();
        const Value* fields = tree_.find("fields");
        if (field_ && fields != nullptr) position = (*fields->as_array())[*field_].position();
        errors_.push_back({kind, pointer, position, std::move(found), std::move(expected)});
    }

    void check_field(std::size_t index, const std::string& at) {
        const Field& field = dictionary_.fields[index];
        field_ = index;
        if (!is_field_name(field.name))
            report(FormErrorKind::bad_value, at + "/name", field.name, "[a-z][a-z0-9_]*");
        if (dictionary_.find(field.name) != &field)
            report(FormErrorKind::duplicate, at + "/name", field.name, "");
        if ((field.type == FieldType::choice) == field.choices.empty())
            report(FormErrorKind::contradiction, at + "/choices", "choices", "type");
        if ((field.type == FieldType::reference) == field.references.empty())
            report(FormErrorKind::contradiction, at + "/references", "references", "type");
        if (field.examples.size() > kMostExamples)
            report(FormErrorKind::too_many, at + "/examples", "", std::to_string(kMostExamples));
        if (field.min && field.max && *field.max < *field.min)
            report(FormErrorKind::contradiction, at + "/max", "max", "min");
        if (field.computed) check_computed(field, at + "/computed");
        field_.reset();
    }

    /// There is something to forget, and the day that it is counted from does not go with it.
    void check_retention(const Retention& retention) {
        const bool has_personal = std::any_of(dictionary_.fields.begin(), dictionary_.fields.end(),
                                              [](const Field& field) { return field.personal; });
        if (!has_personal)
            report(FormErrorKind::contradiction, "/retention", "retention", "personal");
        if (retention.from.empty()) return;
        const Field* from = dictionary_.find(retention.from);
        if (from == nullptr) {
            report(FormErrorKind::unresolved, "/retention/from", retention.from, "");
            return;
        }
        const bool is_day = from->type == FieldType::date || from->type == FieldType::period;
        if (!is_day || from->computed || from->personal)
            report(FormErrorKind::contradiction, "/retention/from", retention.from, "date");
    }

    void check_computed(const Field& field, const std::string& at) {
        const Computed& computed = *field.computed;
        if (!fits_count(computed.fn, computed.of.size()))
            report(FormErrorKind::contradiction, at + "/of", std::to_string(computed.of.size()),
                   std::string(base::word_of(computed.fn)));
        for (const std::string& name : computed.of) {
            const Field* part = dictionary_.find(name);
            if (part == nullptr)
                report(FormErrorKind::unresolved, at + "/of", name, "");
            else if (!fits(computed.fn, part->type) || part->computed)
                report(FormErrorKind::contradiction, at + "/of", name,
                       std::string(base::word_of(computed.fn)));
        }
    }

    const Dictionary& dictionary_;
    const Value& tree_;
    std::optional<std::size_t> field_;
    FormErrors errors_;
};

bool has_choice(const Field& field, const std::string& value) {
    return std::any_of(field.choices.begin(), field.choices.end(),
                       [&](const Choice& choice) { return choice.value == value; });
}

/// True when the new bounds let everything through that the old ones did.
bool is_within(const Field& older, const Field& newer) {
    const bool low = !newer.min || (older.min && *older.min >= *newer.min);
    const bool high = !newer.max || (older.max && *older.max <= *newer.max);
    return low && high;
}

void compare_field(const Field& older, const Field& newer, std::vector<DictionaryChange>& out) {
    const auto changed = [&](ChangeKind kind) { out.push_back({kind, older.name}); };
    if (older.type != newer.type) {
        const bool widened =
            newer.type == FieldType::text
                ? older.type == FieldType::choice || older.type == FieldType::url
                : older.type == FieldType::integer && newer.type == FieldType::decimal;
        changed(widened ? ChangeKind::type_widened : ChangeKind::type_changed);
    }
    if (older.required != newer.required)
        changed(newer.required ? ChangeKind::became_required : ChangeKind::became_optional);
    const auto lacks = [](const Field& in, const std::vector<Choice>& choices) {
        return std::any_of(choices.begin(), choices.end(),
                           [&](const Choice& choice) { return !has_choice(in, choice.value); });
    };
    if (older.type == newer.type && lacks(newer, older.choices))
        changed(ChangeKind::choice_removed);
    if (older.type == newer.type && lacks(older, newer.choices)) changed(ChangeKind::choice_added);
    if (older.min != newer.min || older.max != newer.max)
        changed(is_within(older, newer) ? ChangeKind::range_widened : ChangeKind::range_narrowed);
    if (older.pattern != newer.pattern) changed(ChangeKind::pattern_changed);
    if (older.unique != newer.unique)
        changed(newer.unique ? ChangeKind::became_unique : ChangeKind::no_longer_unique);
    if (older.references != newer.references) changed(ChangeKind::reference_changed);
    if (older.computed != newer.computed) changed(ChangeKind::computed_changed);
}

}  // namespace

const Field* Dictionary::find(std::string_view name) const {
    for (const Field& field : fields) {
        if (field.name == name) return &field;
    }
    return nullptr;
}

base::Result<Dictionary, FormErrors> load_dictionary(std::string_view bytes,
                                                     DictionaryFormat format) {
    const base::ValueLimits limits{.bytes = 4U << 20, .depth = 16, .values = 200'000};
    const auto parsed = format == DictionaryFormat::json ? base::parse_json(bytes, limits)
                                                         : plan::parse_toml(bytes, limits);
    if (!parsed) {
        return base::Unexpected{FormErrors{FormError{
            FormErrorKind::syntax, "", parsed.error().position, parsed.error().message, ""}}};
    }
    auto dictionary = base::read_form<Dictionary>(*parsed);
    if (!dictionary) return dictionary;
    FormErrors errors = DictionaryValidator(*dictionary, *parsed).run();
    if (!errors.empty()) return base::Unexpected{std::move(errors)};
    return dictionary;
}

Value to_value(const Dictionary& dictionary) { return base::write_form(dictionary); }

Value dataset_json_schema() {
    base::FormSchema schema;
    return schema.of<Dictionary>("A dataset's dictionary, " + std::string(kDatasetSchema));
}

std::span<const Dictionary> shipped_dictionaries() {
    // Made once and never changed; the files are inside the program.
    static const std::vector<Dictionary> dictionaries = [] {
        std::vector<Dictionary> read;
        for (const std::string_view file : shipped_dictionary_files()) {
            auto dictionary = load_dictionary(file, DictionaryFormat::toml);
            PHAEN_CHECK(dictionary.has_value(), "a dictionary that we ship is readable");
            read.push_back(std::move(dictionary).value());
        }
        return read;
    }();
    return dictionaries;
}

const Dictionary* find_shipped_dictionary(std::string_view id) {
    for (const Dictionary& dictionary : shipped_dictionaries()) {
        if (dictionary.id == id) return &dictionary;
    }
    return nullptr;
}

bool is_compatible(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::field_added:
        case ChangeKind::type_widened:
        case ChangeKind::became_optional:
        case ChangeKind::choice_added:
        case ChangeKind::range_widened:
        case ChangeKind::no_longer_unique:
            return true;
        case ChangeKind::required_field_added:
        case ChangeKind::field_removed:
        case ChangeKind::type_changed:
        case ChangeKind::became_required:
        case ChangeKind::choice_removed:
        case ChangeKind::range_narrowed:
        case ChangeKind::pattern_changed:
        case ChangeKind::became_unique:
        case ChangeKind::reference_changed:
        case ChangeKind::key_changed:
        case ChangeKind::computed_changed:
            return false;
    }
    return false;
}

std::vector<DictionaryChange> compare(const Dictionary& older, const Dictionary& newer) {
    std::vector<DictionaryChange> changes;
    for (const Field& field : older.fields) {
        const Field* now = newer.find(field.name);
        if (now == nullptr)
            changes.push_back({ChangeKind::field_removed, field.name});
        else
            compare_field(field, *now, changes);
    }
    for (const Field& field : newer.fields) {
        if (older.find(field.name) != nullptr) continue;
        changes.push_back({field.required && !field.computed ? ChangeKind::required_field_added
                                                             : ChangeKind::field_added,
                           field.name});
    }
    if (older.key != newer.key) changes.push_back({ChangeKind::key_changed, ""});
    return changes;
}

}  // namespace phaen::dataset
