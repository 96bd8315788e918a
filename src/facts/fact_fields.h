#pragma once

#include "phaen/base/form.h"
#include "phaen/facts/fact.h"
#include "phaen/facts/words.h"

/// The one description of a fact's line.
namespace phaen::facts {

/// A line before its data was looked at.
struct FactHead {
    std::string id;
    std::int64_t seq = 0;
    FactKind kind = FactKind::event;
    std::string plan;
    std::string element;
    std::optional<Day> on;
    std::optional<Day> from;
    std::optional<Day> to;
    base::Instant recorded_at;
    std::string by;
    std::string corrects;
    base::Value data;
};

inline constexpr std::int64_t kMostSeq = std::int64_t{1} << 53;
inline constexpr int kFirstFiscalYear = 2484;
inline constexpr int kLastFiscalYear = 2999;

template <class V>
void describe(V& v, base::FormOf<FactHead>) {
    v.record({.name = "fact", .doc = "One thing that happened."});
    v.field("id", &FactHead::id, {.doc = "Id of the fact, unique in the log.", .required = true});
    v.field("seq", &FactHead::seq,
            {.doc = "Its place in the log; greater than those before.",
             .required = true,
             .least = 1,
             .most = kMostSeq});
    v.field("kind", &FactHead::kind, {.doc = "Its kind.", .required = true});
    v.field("plan", &FactHead::plan, {.doc = "Id of the plan."});
    v.field("element", &FactHead::element, {.doc = "Id of the element of the plan."});
    v.field("on", &FactHead::on, {.doc = "The day; or `from` and `to`."});
    v.field("from", &FactHead::from, {.doc = "The first day of a span."});
    v.field("to", &FactHead::to, {.doc = "The last day of a span, from which it counts."});
    v.field("recorded_at", &FactHead::recorded_at,
            {.doc = "When it was recorded.", .required = true});
    v.field("by", &FactHead::by, {.doc = "Who recorded it."});
    v.field("corrects", &FactHead::corrects,
            {.doc = "Id of an earlier fact of the same kind that this one replaces."});
    v.field("data", &FactHead::data,
            {.doc = "What happened; null withdraws the fact that it corrects.", .required = true});
}

template <class V>
void describe(V& v, base::FormOf<Progress>) {
    v.record({.name = "progress", .doc = "How far a step or project has come."});
    v.field("percent", &Progress::percent,
            {.doc = "Of the whole, 0 to 100.", .required = true, .least = 0, .most = 100});
    v.field("text", &Progress::text, {.doc = "What was done.", .long_text = true});
    v.field("obstacles", &Progress::obstacles, {.doc = "What stood in the way."});
    v.field("corrective_action", &Progress::corrective_action, {.doc = "What is done about it."});
}

template <class V>
void describe(V& v, base::FormOf<Posting>) {
    v.record(
        {.name = "posting", .doc = "Money that moved, or a balance that another system shows."});
    v.field("posting", &Posting::posting, {.doc = "Its kind.", .required = true});
    v.field("amount", &Posting::amount, {.doc = "Not negative.", .required = true, .least = 0});
    v.field("against", &Posting::against, {.doc = "Where the money stood before."});
    v.field("balance", &Posting::balance, {.doc = "Which balance an assertion is of."});
    v.field("fiscal_year", &Posting::fiscal_year,
            {.doc = "The budget's year, B.E.",
             .required = true,
             .least = kFirstFiscalYear,
             .most = kLastFiscalYear});
    v.field("fund", &Posting::fund, {.doc = "Id of the source of money."});
    v.field("category", &Posting::category, {.doc = "Id of the expenditure category."});
    v.field("item", &Posting::item, {.doc = "Item of the category, as the central fund has."});
    v.field("project", &Posting::project, {.doc = "Id of the project."});
    v.field("document", &Posting::document, {.doc = "Number of the document behind it."});
    v.field("note", &Posting::note, {.doc = "A note."});
}

template <class V>
void describe(V& v, base::FormOf<Record>) {
    v.record({.name = "record", .doc = "A row of a dataset from a day on."});
    v.field("dataset", &Record::dataset, {.doc = "Id of the dataset.", .required = true});
    v.field("record", &Record::record, {.doc = "Id of the row.", .required = true});
    v.field("version", &Record::version,
            {.doc = "Version of the dictionary.", .required = true, .least = 1});
    v.field("action", &Record::action, {.doc = "Put unless it says remove."});
    v.field("values", &Record::values, {.doc = "By the dictionary's fields."});
}

template <class V>
void describe(V& v, base::FormOf<Evidence>) {
    v.record({.name = "evidence", .doc = "A file or page that shows something."});
    v.field("title", &Evidence::title, {.doc = "What it is.", .required = true});
    v.field("file", &Evidence::file, {.doc = "Name of the file."});
    v.field("sha256", &Evidence::sha256, {.doc = "Of the file, in hexadecimal."});
    v.field("bytes", &Evidence::bytes, {.doc = "Its size.", .least = 0, .most = kMostSeq});
    v.field("media_type", &Evidence::media_type, {.doc = "Its media type."});
    v.field("url", &Evidence::url, {.doc = "Where it stands."});
    v.field("document", &Evidence::document, {.doc = "Number of the document."});
    v.field("level", &Evidence::level,
            {.doc = "The level of the indicator that it is for.", .least = 0, .most = 100});
}

template <class V>
void describe(V& v, base::FormOf<Assessment>) {
    v.record({.name = "assessment", .doc = "What somebody judged of an indicator."});
    v.field("assessed_by", &Assessment::assessed_by, {.doc = "Who judged.", .required = true});
    v.field("status", &Assessment::status, {.doc = "Provisional unless it says more."});
    v.field("level", &Assessment::level, {.doc = "The level.", .least = 0, .most = 100});
    v.field("value", &Assessment::value, {.doc = "A panel's points, on the indicator's scale."});
    v.field("score", &Assessment::score, {.doc = "Points of the weight."});
    v.field("not_applicable", &Assessment::not_applicable,
            {.doc = "The indicator does not count this year."});
    v.field("reason", &Assessment::reason, {.doc = "Why.", .long_text = true});
}

template <class V>
void describe(V& v, base::FormOf<Event>) {
    v.record({.name = "event", .doc = "What befell a project, a step or an indicator."});
    v.field("event", &Event::event, {.doc = "What it was.", .required = true});
    v.field("reason", &Event::reason, {.doc = "Why.", .long_text = true});
    v.field("document", &Event::document, {.doc = "Number of the order or letter."});
    v.field("effect", &Event::effect, {.doc = "What follows from it."});
    v.field("text", &Event::text, {.doc = "More about it.", .long_text = true});
    v.field("satisfaction", &Event::satisfaction,
            {.doc = "Of those served, when a project is closed.", .least = 0, .most = 100});
    v.field("lesson", &Event::lesson, {.doc = "What was learnt.", .long_text = true});
}

}  // namespace phaen::facts
