#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/check.h"
#include "phaen/base/json_patch.h"
#include "phaen/base/thai_text.h"
#include "phaen/book/recognise.h"
#include "phaen/check/check.h"
#include "phaen/check/findings_json.h"
#include "phaen/document/read.h"
#include "phaen/plan/create.h"

namespace {

using namespace phaen;

/// A plan file names its schema near its beginning.
constexpr std::size_t kLookedAt = 4096;

void check_finding(const check::Finding& finding, const document::Document* document) {
    PHAEN_CHECK(!finding.rule.empty(), "a finding has a rule");
    PHAEN_CHECK(base::is_utf8(finding.message.th) && base::is_utf8(finding.message.en) &&
                    base::is_utf8(finding.found) && base::is_utf8(finding.expected),
                "what a finding says is UTF-8");
    for (std::size_t i = 0; i < finding.places.size(); ++i) {
        const plan::Place& place = finding.places[i];
        for (std::size_t j = 0; j < i; ++j) {
            PHAEN_CHECK(finding.places[j] != place, "a place is named once");
        }
        if (document == nullptr) continue;
        PHAEN_CHECK(place.block >= 0 && place.block < document->raw_blocks, "a place is there");
        PHAEN_CHECK((place.line > 0) == (document->format == document::Format::text),
                    "text has lines and Word has none");
    }
}

void check_report(const check::Subject& subject) {
    const check::Report report = check::check(subject, check::shipped_words());
    for (const check::Finding& finding : report.findings) {
        check_finding(finding, subject.document);
        // Whatever the fix does to the plan, it applies or is refused.
        if (finding.fix) {
            static_cast<void>(
                base::apply_patch(plan::to_value(*subject.plan), finding.fix->patch).has_value());
        }
    }
    const check::Report again = check::check(subject, check::shipped_words());
    PHAEN_CHECK(again.findings == report.findings, "the same subject gives the same findings");
    const std::string json =
        base::to_compact_json(check::findings_to_value(report, "document", subject.plan->id));
    PHAEN_CHECK(base::parse_json(json).has_value(), "findings are JSON");
}

}  // namespace

// A plan file in TOML when the beginning names its schema, else a document's text: whatever it
// says, the checker ends, and what it finds has places that are there.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (bytes.substr(0, kLookedAt).find(plan::kPlanSchema) != std::string_view::npos) {
        const auto plan = plan::load_plan(bytes, plan::FileFormat::toml);
        if (plan) check_report({.plan = &*plan, .previous = &*plan});
        return 0;
    }
    const auto document = document::read_text(bytes);
    if (!document) return 0;
    const book::Recognition recognition = book::recognise(*document, {});
    check_report(
        {.plan = &recognition.plan, .document = &*document, .account = &recognition.account});
    return 0;
}
