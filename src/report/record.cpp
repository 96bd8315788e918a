#include "phaen/report/record.h"

#include <array>
#include <utility>

#include "phaen/base/calendar.h"
#include "phaen/base/value.h"

namespace phaen::report {

namespace {

constexpr std::array kKinds = {
    ReportKind::progress, ReportKind::budget,   ReportKind::self_assessment, ReportKind::evaluation,
    ReportKind::results,  ReportKind::meetings, ReportKind::evidence,        ReportKind::timeline};

std::string text_in(const base::Value& value, std::string_view name) {
    const base::Value* member = value.find(name);
    const std::string* text = member != nullptr ? member->as_string() : nullptr;
    return text != nullptr ? *text : std::string();
}

}  // namespace

std::string_view to_string(ReportKind kind) {
    switch (kind) {
        case ReportKind::progress:
            return "progress";
        case ReportKind::budget:
            return "budget";
        case ReportKind::self_assessment:
            return "self-assessment";
        case ReportKind::evaluation:
            return "evaluation";
        case ReportKind::results:
            return "results";
        case ReportKind::meetings:
            return "meetings";
        case ReportKind::evidence:
            return "evidence";
        case ReportKind::timeline:
            return "timeline";
    }
    return {};
}

std::string to_json(const PrintedRecord& record) {
    using base::Value;
    Value value{base::Object{{"schema", Value(kPrintedRecordSchema)},
                             {"kind", Value(to_string(record.kind))},
                             {"as_of", Value(base::to_iso(record.as_of.day))},
                             {"known_at", Value(record.as_of.known_at.to_string())}}};
    const TimelineFilter& filter = record.filter;
    for (const auto& [name, text] :
         {std::pair{"owner", &filter.owner}, std::pair{"project", &filter.project},
          std::pair{"state", &filter.state}, std::pair{"text", &filter.text}}) {
        if (!text->empty()) value.set(name, Value(*text));
    }
    if (filter.on_a3) value.set("paper", Value("a3"));
    if (record.is_personal) value.set("personal", Value(true));
    return base::to_pretty_json(value);
}

std::optional<PrintedRecord> printed_record_from(std::string_view json) {
    constexpr base::ValueLimits kLimits{.bytes = 4'096, .depth = 4, .values = 16};
    const auto value = base::parse_json(json, kLimits);
    if (!value || text_in(*value, "schema") != kPrintedRecordSchema) return std::nullopt;
    const auto day = base::parse_iso(text_in(*value, "as_of"));
    const auto known_at = base::Instant::parse(text_in(*value, "known_at"));
    if (!day || !known_at) return std::nullopt;
    for (const ReportKind kind : kKinds) {
        if (to_string(kind) != text_in(*value, "kind")) continue;
        return PrintedRecord{
            kind,
            {*day, *known_at},
            {text_in(*value, "owner"), text_in(*value, "project"), text_in(*value, "state"),
             text_in(*value, "text"), text_in(*value, "paper") == "a3"},
            value->find("personal") != nullptr};
    }
    return std::nullopt;
}

}  // namespace phaen::report
