#include <algorithm>
#include <map>

#include "phaen/base/calendar.h"
#include "phaen/base/thai_text.h"
#include "phaen/dataset/records.h"
#include "writer.h"

/// Meetings and visits of the year, from the records of a dataset: which one, and which of its
/// fields say what, stands in the words.
namespace phaen::report {

using base::Value;
using dataset::Dictionary;
using dataset::Field;
using dataset::FieldType;

namespace {

struct Meeting {
    facts::Day day;
    const Value* values = nullptr;
};

std::optional<facts::Day> day_in(const Dictionary& dictionary, const Field& field,
                                 const Value& values) {
    const Value value = dataset::value_of(dictionary, field, values);
    const std::string* text = value.as_string();
    return text == nullptr ? std::nullopt : base::parse_iso(*text);
}

std::string raw_text(const Dictionary& dictionary, const Field& field, const Value& values) {
    const Value value = dataset::value_of(dictionary, field, values);
    const std::string* text = value.as_string();
    return text == nullptr ? std::string() : *text;
}

std::int64_t count_in(const Dictionary& dictionary, const Field* field, const Value& values) {
    if (field == nullptr) return 0;
    const Value value = dataset::value_of(dictionary, *field, values);
    const std::int64_t* count = value.as_integer();
    return count == nullptr ? 0 : *count;
}

}  // namespace

/// What a field says, as people write it; of persons only what was handed in.
std::string Writer::field_text(const Dictionary& dictionary, const Field& field,
                               const Value& values) {
    Value value = dataset::value_of(dictionary, field, values);
    if (field.personal) {
        const std::string* id = dataset::person_id_of(value);
        if (id == nullptr) return {};
        persons_met_.insert(*id);
        const auto person = persons_.find(*id);
        const Value* said = person == persons_.end() ? nullptr : person->second.find(field.name);
        if (said == nullptr) return {};
        value = Value(*said);
    }
    std::string text;
    if (const std::string* said = value.as_string()) {
        text = *said;
        if (field.type == FieldType::date) {
            if (const auto date = base::parse_iso(*said)) text = day(*date);
        }
        for (const dataset::Choice& choice : field.choices) {
            if (choice.value == *said) text = choice.label.th;
        }
        // The id of an element of the plan.
        if (field.type == FieldType::text && index_.find(*said) != nullptr) text = name_of(*said);
    } else if (const std::int64_t* count = value.as_integer()) {
        text = number(*count);
    }
    if (!text.empty() && !field.unit.empty()) text += " " + field.unit;
    return text;
}

void Writer::meetings() {
    const Dictionary* dictionary = world_.dictionary(word("meetings_dataset"));
    const Field* date = dictionary == nullptr ? nullptr : dictionary->find(word("meetings_date"));
    const Field* name = dictionary == nullptr ? nullptr : dictionary->find(word("meetings_name"));
    if (date == nullptr || name == nullptr) {
        body(word("no_data"));
        return;
    }
    std::vector<Meeting> meetings;
    for (const dataset::Row& row : world_.records().of(dictionary->id)) {
        const auto held = day_in(*dictionary, *date, *row.values);
        if (!held || *held > as_of_.day) continue;
        if (base::FiscalYear::of(*held).be() != sources_.plan->fiscal_year) continue;
        meetings.push_back({*held, row.values});
    }
    if (meetings.empty()) {
        body(word("no_data"));
        return;
    }
    std::stable_sort(meetings.begin(), meetings.end(),
                     [](const Meeting& a, const Meeting& b) { return a.day < b.day; });
    std::vector<const Value*> rows;
    for (const Meeting& meeting : meetings) rows.push_back(meeting.values);
    count_meetings(*dictionary, rows);
    heading(2, word("meetings_list"));
    open_table({12, 34, 84, 110});
    head({"meetings_number", "meetings_day", "meetings_title_column", "meetings_details"});
    std::int64_t place = 0;
    for (const Meeting& meeting : meetings) {
        std::string details;
        for (const Field& field : dictionary->fields) {
            if (&field == date || &field == name || field.computed) continue;
            const std::string text = field_text(*dictionary, field, *meeting.values);
            if (text.empty()) continue;
            details += (details.empty() ? "" : "\n") + field.label.th + ": " + text;
        }
        row({centred(number(++place)),
             {day(meeting.day)},
             {field_text(*dictionary, *name, *meeting.values)},
             {details.empty() ? word("none") : details}});
    }
    close_table();
}

/// How many of each kind, by level, and how many people were there.
void Writer::count_meetings(const Dictionary& dictionary, const std::vector<const Value*>& rows) {
    const Field* kind = dictionary.find(word("meetings_kind"));
    const Field* level = dictionary.find(word("meetings_level"));
    const Field* people = dictionary.find(word("meetings_people"));
    if (kind == nullptr || kind->choices.empty()) return;
    std::vector<dataset::Choice> levels;
    if (level != nullptr) levels = level->choices;
    heading(2, word("summary"));
    std::vector<int> widths = {70};
    widths.insert(widths.end(), levels.size() + 2, 24);
    open_table(widths);
    std::vector<Cell> headings = {centred(kind->label.th)};
    for (const dataset::Choice& one : levels) headings.push_back(centred(one.label.th));
    headings.push_back(centred(word("total")));
    headings.push_back(centred(people == nullptr ? word("none") : people->label.th));
    row(std::move(headings), true);
    const auto line = [&](const std::string& name, const std::string* only) {
        std::vector<std::int64_t> counts(levels.size() + 2);
        for (const Value* values : rows) {
            if (only != nullptr && raw_text(dictionary, *kind, *values) != *only) continue;
            for (std::size_t i = 0; i < levels.size(); ++i)
                counts[i] += raw_text(dictionary, *level, *values) == levels[i].value ? 1 : 0;
            ++counts[levels.size()];
            counts[levels.size() + 1] += count_in(dictionary, people, *values);
        }
        if (only != nullptr && counts[levels.size()] == 0) return;
        std::vector<Cell> cells = {{name}};
        for (const std::int64_t count : counts) cells.push_back(at_end(number(count)));
        if (only == nullptr) std::transform(cells.begin(), cells.end(), cells.begin(), strong);
        row(std::move(cells));
    };
    for (const dataset::Choice& one : kind->choices) line(one.label.th, &one.value);
    line(word("total"), nullptr);
    close_table();
}

}  // namespace phaen::report
