#include "report.h"

#include <algorithm>
#include <utility>

#include "files.h"
#include "phaen/base/value.h"

namespace phaen::cli {

namespace {

using base::Array;
using base::Object;
using base::Value;

/// Only what is there: a text has lines, Word has none; a paragraph has no row.
Value to_value(const document::Place& place) {
    Object object;
    if (place.line > 0) object.emplace_back("line", Value(place.line));
    if (place.block >= 0) object.emplace_back("block", Value(place.block));
    if (place.row >= 0) object.emplace_back("row", Value(place.row));
    if (place.cell >= 0) object.emplace_back("cell", Value(place.cell));
    return Value(std::move(object));
}

Value to_value(const book::Account& account) {
    Array destinations;
    for (const book::Destination& destination : account.destinations) {
        destinations.push_back(Value(
            Object{{"element", Value(destination.element)}, {"field", Value(destination.field)}}));
    }
    return Value(Object{{"place", to_value(account.place)},
                        {"role", Value(word_of(account.role))},
                        {"what", Value(account.what)},
                        {"text", Value(account.text)},
                        {"destinations", Value(std::move(destinations))}});
}

Value to_value(const book::Note& note) {
    return Value(Object{{"code", Value(note.code)},
                        {"place", to_value(note.place)},
                        {"element", Value(note.element)},
                        {"detail", Value(note.detail)}});
}

Value to_value(const book::Hint& hint) {
    const bool heading = hint.kind == book::Hint::Kind::heading;
    return Value(Object{{"kind", Value(heading ? "heading" : "column")},
                        {"printed", Value(hint.printed)},
                        {"means", Value(hint.means)}});
}

template <class T>
Value list_of(const std::vector<T>& items) {
    Array array;
    array.reserve(items.size());
    for (const T& item : items) array.push_back(to_value(item));
    return Value(std::move(array));
}

Value count_value(std::size_t count) { return Value(static_cast<std::int64_t>(count)); }

}  // namespace

std::string_view word_of(book::Role role) {
    switch (role) {
        case book::Role::placed:
            return "placed";
        case book::Role::furniture:
            return "furniture";
        case book::Role::prose:
            return "prose";
        case book::Role::not_understood:
            return "not_understood";
    }
    return "not_understood";
}

RoleCounts count_roles(const std::vector<book::Account>& account) {
    RoleCounts counts;
    for (const book::Account& entry : account) {
        switch (entry.role) {
            case book::Role::placed:
                ++counts.placed;
                break;
            case book::Role::furniture:
                ++counts.furniture;
                break;
            case book::Role::prose:
                ++counts.prose;
                break;
            case book::Role::not_understood:
                ++counts.not_understood;
                break;
        }
    }
    return counts;
}

std::vector<book::Hint> propose_hints(const std::vector<book::Account>& account) {
    std::vector<book::Hint> hints;
    for (const book::Account& entry : account) {
        if (entry.role != book::Role::not_understood || entry.text.empty()) continue;
        const bool in_table = entry.place.row >= 0;
        book::Hint hint{
            in_table ? book::Hint::Kind::column : book::Hint::Kind::heading, entry.text, {}};
        if (std::find(hints.begin(), hints.end(), hint) == hints.end())
            hints.push_back(std::move(hint));
    }
    return hints;
}

std::string to_report(const Imported& imported) {
    const book::Recognition& recognition = imported.recognition;
    const RoleCounts counts = count_roles(recognition.account);
    const bool standard = imported.path == kStandardStream;
    const Value report(Object{
        {"schema", Value(kReportSchema)},
        {"document",
         Value(Object{{"file", Value(standard ? imported.path : file_name(imported.path))},
                      {"sha256", Value(imported.sha256)},
                      {"format",
                       Value(imported.document.format == document::Format::text ? "text" : "docx")},
                      {"blocks", Value(imported.document.raw_blocks)}})},
        {"counts", Value(Object{{"placed", count_value(counts.placed)},
                                {"prose", count_value(counts.prose)},
                                {"furniture", count_value(counts.furniture)},
                                {"not_understood", count_value(counts.not_understood)}})},
        {"account", list_of(recognition.account)},
        {"notes", list_of(recognition.notes)},
        {"hints", list_of(propose_hints(recognition.account))},
    });
    return base::to_pretty_json(report);
}

}  // namespace phaen::cli
