#include "sarif.h"

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "files.h"
#include "phaen/base/sha256.h"
#include "phaen/base/value.h"
#include "phaen/check/findings_json.h"

namespace phaen::cli {

namespace {

using base::Array;
using base::Object;
using base::Value;

Value text_value(std::string_view text) { return Value(Object{{"text", Value(text)}}); }

std::string_view level_of(check::Severity severity) {
    switch (severity) {
        case check::Severity::info:
            return "note";
        case check::Severity::warning:
            return "warning";
        case check::Severity::error:
            return "error";
    }
    return "none";
}

Value rule_value(const check::Rule& rule, Language language) {
    const std::string why(in(rule.why, language));
    const std::string mend(in(rule.mend, language));
    return Value(Object{
        {"id", Value(rule.id)},
        {"shortDescription", text_value(in(rule.title, language))},
        {"fullDescription", text_value(why)},
        {"help", text_value(mend)},
        {"defaultConfiguration", Value(Object{{"level", Value(level_of(rule.severity))}})},
        {"properties", Value(Object{{"category", Value(check::to_string(rule.category))},
                                    {"source", Value(in(rule.source, language))}})},
    });
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~' || c == '/';
}

/// The path as a URI reference (RFC 3986).
std::string uri_of(const std::string& path) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string uri = path.starts_with('/') ? "file://" : "";
    for (const char c : path) {
        if (is_unreserved(c)) {
            uri += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        uri += '%';
        uri += kHex[byte >> 4U];
        uri += kHex[byte & 15U];
    }
    return uri;
}

/// A text's line is a region; Word has no lines, and a plan file's places are those of the document
/// that it was read from.
Value location_value(const Checked& checked, const check::Finding& finding,
                     const plan::Place* place) {
    Object physical{{"artifactLocation", Value(Object{{"uri", Value(uri_of(checked.path))}})}};
    if (!checked.is_plan_file && place != nullptr && place->line > 0) {
        physical.emplace_back("region", Value(Object{{"startLine", Value(place->line)}}));
    }
    Object location{{"physicalLocation", Value(std::move(physical))}};
    Object logical;
    if (!finding.element.empty()) logical.emplace_back("name", Value(finding.element));
    if (!finding.path.empty()) logical.emplace_back("fullyQualifiedName", Value(finding.path));
    if (!logical.empty()) {
        logical.emplace_back("kind", Value("element"));
        location.emplace_back("logicalLocations", Value(Array{Value(std::move(logical))}));
    }
    return Value(std::move(location));
}

/// The same finding in the next run, wherever it has moved to.
std::string fingerprint_of(const check::Finding& finding) {
    std::string text = finding.rule;
    for (const std::string* part : {&finding.element, &finding.found, &finding.expected}) {
        text += '\0';
        text += *part;
    }
    return base::sha256_hex(text).substr(0, 32);
}

class Results {
  public:
    Results(const Checked& checked, Language language) : checked_(checked), language_(language) {}

    void add(const check::Finding& finding, const check::AcceptedFinding* accepted) {
        // Two that are alike in all but their place are told apart by their order.
        const std::string print = fingerprint_of(finding);
        const std::string unique = print + ":" + std::to_string(++seen_[print]);
        Object result{
            {"ruleId", Value(finding.rule)},
            {"level", Value(level_of(finding.severity))},
            {"message", text_value(in(finding.message, language_))},
            {"locations",
             Value(Array{location_value(
                 checked_, finding, finding.places.empty() ? nullptr : &finding.places.front())})},
        };
        Array related;
        for (const plan::Place* place : other_lines(finding)) {
            related.push_back(location_value(checked_, {}, place));
        }
        if (!related.empty()) result.emplace_back("relatedLocations", Value(std::move(related)));
        result.emplace_back("partialFingerprints",
                            Value(Object{{"phaenFinding/v1", Value(unique)}}));
        if (accepted != nullptr) result.emplace_back("suppressions", suppression_of(*accepted));
        result.emplace_back("properties", properties_of(finding));
        if (!text_.empty()) text_ += kSarifBetween;
        text_ += base::to_compact_json(Value(std::move(result)));
    }

    [[nodiscard]] std::string take() { return std::move(text_); }

  private:
    /// The places on further lines: SARIF takes each location once.
    [[nodiscard]] std::vector<const plan::Place*> other_lines(const check::Finding& finding) const {
        std::vector<const plan::Place*> others;
        std::set<int> lines;
        for (const plan::Place& place : finding.places) {
            if (checked_.is_plan_file || place.line <= 0) continue;
            const bool first = &place == &finding.places.front();
            if (lines.insert(place.line).second && !first) others.push_back(&place);
        }
        return others;
    }

    static Value suppression_of(const check::AcceptedFinding& accepted) {
        // It stands in the plan file itself.
        Object suppression{{"kind", Value("inSource")},
                           {"status", Value("accepted")},
                           {"justification", Value(accepted.reason)}};
        if (!accepted.by.empty()) {
            suppression.emplace_back("properties", Value(Object{{"by", Value(accepted.by)}}));
        }
        return Value(Array{Value(std::move(suppression))});
    }

    /// What SARIF has no member for, as contracts.md names it.
    static Value properties_of(const check::Finding& finding) {
        Object properties;
        const Value whole = check::to_value(finding);
        for (const auto& [name, value] : *whole.as_object()) {
            if (name != "rule" && name != "severity" && name != "lines") {
                properties.emplace_back(name, value);
            }
        }
        return Value(std::move(properties));
    }

    const Checked& checked_;
    Language language_;
    std::map<std::string, int> seen_;
    std::string text_;
};

}  // namespace

std::string sarif_beginning(Language language) {
    Array rules;
    for (const check::Rule* rule : check::all_rules()) rules.push_back(rule_value(*rule, language));
    const Value driver(Object{{"name", Value("phaen")},
                              {"semanticVersion", Value(PHAEN_VERSION)},
                              {"rules", Value(std::move(rules))}});
    return "{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
           "sarif-schema-2.1.0.json\",\n\"version\":\"2.1.0\",\n\"runs\":[{\"tool\":{\"driver\":" +
           base::to_compact_json(driver) + "},\n\"language\":\"" +
           (language == Language::thai ? "th" : "en") +
           "\",\n\"columnKind\":\"unicodeCodePoints\",\n\"results\":[\n";
}

std::string sarif_results(const Checked& checked, Language language) {
    const check::Report report = shown(checked);
    Results results(checked, language);
    for (const check::Finding& finding : report.findings) results.add(finding, nullptr);
    for (const check::AcceptedFinding& entry : report.accepted) results.add(entry.finding, &entry);
    return results.take();
}

std::string sarif_end(ExitStatus status) {
    const Value invocation(Object{{"executionSuccessful", Value(status == ExitStatus::done ||
                                                                status == ExitStatus::differences)},
                                  {"exitCode", Value(static_cast<int>(status))}});
    return "\n],\n\"invocations\":[" + base::to_compact_json(invocation) + "]}]}\n";
}

}  // namespace phaen::cli
