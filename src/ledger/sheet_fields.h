#pragma once

#include <array>

#include "phaen/facts/words.h"
#include "phaen/ledger/sheet_import.h"

/// The one description of the file that says how a sheet is read.
namespace phaen::ledger {

constexpr auto words(base::FormOf<SheetField>) {
    using enum SheetField;
    using W = base::FormWord<SheetField>;
    return std::array{W{posting, "posting"}, W{fund, "fund"}, W{category, "category"},
                      W{project, "project"}};
}

template <class V>
void describe(V& v, base::FormOf<SheetColumns>) {
    v.record({.name = "columns", .doc = "Headings of the sheet's columns."});
    v.field("date", &SheetColumns::date, {.doc = "The day of the posting.", .required = true});
    v.field("posting", &SheetColumns::posting, {.doc = "The kind of posting."});
    v.field("document", &SheetColumns::document, {.doc = "Number of the document."});
    v.field("fiscal_year", &SheetColumns::fiscal_year, {.doc = "The budget's year, B.E."});
    v.field("fund", &SheetColumns::fund, {.doc = "Source of money."});
    v.field("category", &SheetColumns::category, {.doc = "Expenditure category."});
    v.field("item", &SheetColumns::item, {.doc = "Item of the category."});
    v.field("project", &SheetColumns::project, {.doc = "Project."});
    v.field("note", &SheetColumns::note, {.doc = "A note."});
}
template <class V>
void describe(V& v, base::FormOf<SheetAmount>) {
    v.record({.name = "amount_column", .doc = "A column of amounts."});
    v.field("column", &SheetAmount::column, {.doc = "Its heading.", .required = true});
    v.field("posting", &SheetAmount::posting,
            {.doc = "The kind of posting, unless a column says it."});
    v.field("against", &SheetAmount::against, {.doc = "Where the money stood before."});
}
template <class V>
void describe(V& v, base::FormOf<SheetValue>) {
    v.record({.name = "meaning", .doc = "What a text of the sheet means."});
    v.field("field", &SheetValue::field, {.doc = "The field.", .required = true});
    v.field("text", &SheetValue::text, {.doc = "As the sheet has it.", .required = true});
    v.field("value", &SheetValue::value,
            {.doc = "An id, or the word of a kind of posting.", .required = true});
    v.field("against", &SheetValue::against,
            {.doc = "Of a posting: where the money stood before."});
}
template <class V>
void describe(V& v, base::FormOf<SheetFixed>) {
    v.record({.name = "fixed", .doc = "What every row has where there is no column."});
    v.field("fiscal_year", &SheetFixed::fiscal_year,
            {.doc = "The budget's year, B.E.; otherwise that of the date.",
             .least = 2484,
             .most = 2999});
    v.field("fund", &SheetFixed::fund, {.doc = "Source of money."});
    v.field("category", &SheetFixed::category, {.doc = "Expenditure category."});
    v.field("item", &SheetFixed::item, {.doc = "Item of the category."});
    v.field("project", &SheetFixed::project, {.doc = "Project."});
}
template <class V>
void describe(V& v, base::FormOf<SheetMapping>) {
    v.record({.name = "ledger_sheet",
              .doc = "How postings are read from a sheet of the finance system.",
              .schema = kSheetSchema});
    v.field("id", &SheetMapping::id,
            {.doc = "Id, at most 24 characters; the ids of its facts begin with it.",
             .required = true});
    v.field("sheet", &SheetMapping::sheet, {.doc = "Name of the sheet in a workbook."});
    v.field("header_row", &SheetMapping::header_row,
            {.doc = "Row of the headings; 1 unless said.", .least = 1, .most = 1'000});
    v.field("plan", &SheetMapping::plan, {.doc = "Id of the plan of the facts."});
    v.field("columns", &SheetMapping::columns, {.doc = "The columns.", .required = true});
    v.field("amounts", &SheetMapping::amounts, {.doc = "Columns of amounts.", .required = true});
    v.field("key", &SheetMapping::key, {.doc = "Headings of the columns that tell rows apart."});
    v.field("values", &SheetMapping::values, {.doc = "What texts of the sheet mean."});
    v.field("fixed", &SheetMapping::fixed, {.doc = "What every row has."});
    v.field("skip", &SheetMapping::skip, {.doc = "Texts of rows that are no postings."});
    v.field("is_complete", &SheetMapping::is_complete,
            {.doc = "What is gone from the sheet is withdrawn."});
}

}  // namespace phaen::ledger
