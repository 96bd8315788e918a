#pragma once

#include "phaen/base/form.h"
#include "phaen/dataset/dictionary.h"

/// The one description of a dictionary's file.
namespace phaen::dataset {

constexpr auto words(base::FormOf<FieldType>) {
    using enum FieldType;
    using W = base::FormWord<FieldType>;
    return std::array{W{text, "text"},     W{integer, "integer"}, W{decimal, "decimal"},
                      W{money, "money"},   W{boolean, "boolean"}, W{date, "date"},
                      W{period, "period"}, W{choice, "choice"},   W{reference, "reference"},
                      W{file, "file"},     W{url, "url"}};
}
constexpr auto words(base::FormOf<ComputeFunction>) {
    using enum ComputeFunction;
    using W = base::FormWord<ComputeFunction>;
    return std::array{W{sum, "sum"}, W{difference, "difference"}, W{days, "days"},
                      W{fiscal_year, "fiscal_year"}, W{joined, "joined"}};
}
constexpr auto words(base::FormOf<CycleUnit>) {
    using enum CycleUnit;
    using W = base::FormWord<CycleUnit>;
    return std::array{W{none, "none"},   W{day, "day"},         W{week, "week"},
                      W{month, "month"}, W{quarter, "quarter"}, W{half_year, "half_year"},
                      W{year, "year"}};
}

template <class V>
void describe(V& v, base::FormOf<Bilingual>) {
    v.record({.name = "bilingual", .doc = "A text in Thai and English."});
    v.field("th", &Bilingual::th, {.doc = "In Thai."});
    v.field("en", &Bilingual::en, {.doc = "In English."});
}
template <class V>
void describe(V& v, base::FormOf<Computed>) {
    v.record({.name = "computed", .doc = "One function over fields of the same record."});
    v.field("fn", &Computed::fn, {.doc = "The function.", .required = true});
    v.field("of", &Computed::of, {.doc = "Names of fields, in order.", .required = true});
}
template <class V>
void describe(V& v, base::FormOf<Choice>) {
    v.record({.name = "choice", .doc = "A value that may be chosen."});
    v.field("value", &Choice::value, {.doc = "As records have it.", .required = true});
    v.field("label", &Choice::label, {.doc = "As people read it."});
}
template <class V>
void describe(V& v, base::FormOf<UpdateCycle>) {
    v.record({.name = "update_cycle", .doc = "How often the dataset is brought up to date."});
    v.field("unit", &UpdateCycle::unit, {.doc = "The unit.", .required = true});
    v.field("interval", &UpdateCycle::interval,
            {.doc = "How many of it.", .required = true, .least = 1, .most = 1000});
}
template <class V>
void describe(V& v, base::FormOf<Retention>) {
    v.record({.name = "retention", .doc = "How long what is personal in a record is kept."});
    v.field("days", &Retention::days,
            {.doc = "Days.", .required = true, .least = 1, .most = kMostRetentionDays});
    v.field("from", &Retention::from,
            {.doc = "A date or period of the record that they are counted from; the day that the "
                    "record is about without it."});
}
template <class V>
void describe(V& v, base::FormOf<Field>) {
    v.record({.name = "field", .doc = "A variable of the dataset."});
    v.field("name", &Field::name, {.doc = "As records have it.", .required = true});
    v.field("type", &Field::type, {.doc = "What its values are.", .required = true});
    v.field("label", &Field::label, {.doc = "As people read it."});
    v.field("description", &Field::description, {.doc = "What it means."});
    v.field("required", &Field::required, {.doc = "No record is without it."});
    v.field("examples", &Field::examples, {.doc = "At most five."});
    v.field("unit", &Field::unit, {.doc = "Unit of the numbers."});
    v.field("choices", &Field::choices, {.doc = "What may be chosen."});
    v.field("references", &Field::references, {.doc = "Id of the dataset whose records it names."});
    v.field(
        "pattern", &Field::pattern,
        {.doc = "`9` a digit, `a` a small letter, `A` a capital, `*` anything, the rest as is."});
    v.field("min", &Field::min, {.doc = "The least number."});
    v.field("max", &Field::max, {.doc = "The greatest number."});
    v.field("unique", &Field::unique, {.doc = "No two records have the same."});
    v.field("filterable", &Field::filterable, {.doc = "People search by it."});
    v.field("personal", &Field::personal, {.doc = "It is about a person."});
    v.field("computed", &Field::computed, {.doc = "Made from other fields."});
}
template <class V>
void describe(V& v, base::FormOf<Dictionary>) {
    v.record({.name = "dataset", .doc = "A dataset's dictionary.", .schema = kDatasetSchema});
    v.field("id", &Dictionary::id, {.doc = "Id of the dataset.", .required = true});
    v.field("version", &Dictionary::version,
            {.doc = "Number of this version.", .required = true, .least = 1});
    v.field("title", &Dictionary::title, {.doc = "Its title."});
    v.field("description", &Dictionary::description, {.doc = "What is in it.", .long_text = true});
    v.field("owner", &Dictionary::owner, {.doc = "Who keeps it."});
    v.field("key", &Dictionary::key, {.doc = "Fields that tell records apart."});
    v.field("update_cycle", &Dictionary::update_cycle, {.doc = "How often it is updated."});
    v.field("retention", &Dictionary::retention, {.doc = "How long its personal fields are kept."});
    v.field("metadata", &Dictionary::metadata, {.doc = "The catalogue's fields."});
    v.field("fields", &Dictionary::fields, {.doc = "Its variables.", .required = true});
}

}  // namespace phaen::dataset
