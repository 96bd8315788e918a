#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "phaen/report/report.h"

namespace phaen::report {

/// What a printed report says about itself, so that it can be printed again from the same facts.
/// The facts are not in it: they are the agency's, a report is for others.
struct PrintedRecord {
    ReportKind kind = ReportKind::progress;
    facts::AsOf as_of;
    TimelineFilter filter = {};  ///< of the timeline; of the others empty
    bool is_personal = false;    ///< personal fields were printed: it cannot be printed again
    friend bool operator==(const PrintedRecord& a, const PrintedRecord& b) {
        return a.kind == b.kind && a.as_of.day == b.as_of.day &&
               a.as_of.known_at == b.as_of.known_at && a.filter == b.filter &&
               a.is_personal == b.is_personal;
    }
};

inline constexpr std::string_view kPrintedRecordSchema = "phaen.printed-report/1";

/// `progress`, `budget`, `self-assessment`, `evaluation`, `results`, `meetings`, `evidence`,
/// `timeline`.
[[nodiscard]] std::string_view to_string(ReportKind kind);

[[nodiscard]] std::string to_json(const PrintedRecord& record);
/// Null when it is none.
[[nodiscard]] std::optional<PrintedRecord> printed_record_from(std::string_view json);

}  // namespace phaen::report
