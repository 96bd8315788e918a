#include "findings.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "phaen/base/thai_text.h"
#include "summary.h"

namespace phaen::cli {

namespace {

using check::Finding;
using check::Severity;

/// Beyond this many other places a finding says how many more there are.
constexpr std::size_t kOtherPlaces = 6;

/// What is quoted is cut here: a cell may hold pages.
constexpr std::size_t kQuotedGraphemes = 200;

std::string quoted(std::string_view text) {
    std::string clean = base::clean_text(text);
    if (base::count_graphemes(clean) > kQuotedGraphemes) {
        // By bytes: three for a Thai character, and back to the start of one.
        std::size_t end = std::min(clean.size(), 3 * kQuotedGraphemes);
        while (end > 0 && end < clean.size() &&
               (static_cast<unsigned char>(clean[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        clean.resize(end);
        clean += "…";
    }
    return "“" + clean + "”";
}

std::string digits(std::size_t number, Language language) { return count_text(number, language); }

document::Place as_document_place(const plan::Place& place) {
    return {place.block, place.row, place.cell, place.line};
}

/// `plan.txt:12`, as editors and compilers write it; `plan.docx: block 3, row 2`.
std::string place_prefix(const Checked& checked, const Finding& finding, Language language) {
    if (finding.places.empty()) {
        return checked.path + (finding.path.empty() ? "" : ":" + finding.path);
    }
    const plan::Place& place = finding.places.front();
    if (checked.is_plan_file) return checked.path + ":" + finding.path;
    if (place.line > 0) return checked.path + ":" + std::to_string(place.line);
    return checked.path + ": " + place_text(as_document_place(place), language);
}

std::string two_sides(const Finding& finding, Language language) {
    if (finding.found.empty() && finding.expected.empty()) return {};
    std::vector<std::string> parts;
    if (!finding.found.empty()) {
        parts.push_back(fill(Both{"พบ {0}", "found {0}"}.in(language), {quoted(finding.found)}));
    }
    if (!finding.expected.empty()) {
        parts.push_back(
            fill(Both{"ควรเป็น {0}", "expected {0}"}.in(language), {quoted(finding.expected)}));
    }
    return parts.size() == 2 ? parts[0] + " · " + parts[1] : parts[0];
}

std::string other_places(const Finding& finding, Language language) {
    std::string text;
    std::size_t listed = 0;
    std::vector<int> lines;
    const auto& places = finding.places;
    if (!places.empty() && places.front().line > 0) lines.push_back(places.front().line);
    std::size_t left = 0;
    for (std::size_t i = 1; i < places.size(); ++i) {
        if (places[i].line > 0) {
            if (std::find(lines.begin(), lines.end(), places[i].line) != lines.end()) continue;
            lines.push_back(places[i].line);
        }
        if (listed == kOtherPlaces) {
            ++left;
            continue;
        }
        text += (listed > 0 ? " · " : "") + place_text(as_document_place(places[i]), language);
        ++listed;
    }
    if (left > 0) {
        text +=
            fill(Both{" และอีก {0} แห่ง", " and {0} more"}.in(language), {digits(left, language)});
    }
    return text;
}

std::string finding_text(const Checked& checked, const Finding& finding, Language language) {
    std::string text = place_prefix(checked, finding, language) + ": " +
                       std::string(in(check::name_of(finding.severity), language)) + ": " +
                       std::string(in(finding.message, language)) + " [" + finding.rule + "]\n";
    const std::string sides = two_sides(finding, language);
    if (!sides.empty()) text += "    " + sides + "\n";
    const std::string others = other_places(finding, language);
    if (!others.empty()) {
        text += "    " + std::string(Both{"ดูด้วย: ", "see also: "}.in(language)) + others + "\n";
    }
    if (finding.fix && checked.is_plan_file) {
        text +=
            "    " + std::string(Both{"แก้ได้ด้วย --fix", "--fix can mend this"}.in(language)) + "\n";
    }
    return text;
}

std::array<std::size_t, 3> count_severities(const std::vector<Finding>& findings) {
    std::array<std::size_t, 3> counts{};
    for (const Finding& finding : findings) ++counts.at(static_cast<std::size_t>(finding.severity));
    return counts;
}

std::string summary_line(const Checked& checked, Language language) {
    const check::Report& report = checked.report;
    if (report.findings.empty() && report.accepted.empty()) {
        return fill(Both{"{0}: ไม่พบข้อผิด\n", "{0}: nothing found\n"}.in(language), {checked.path});
    }
    const auto counts = count_severities(report.findings);
    std::string text = fill(
        Both{"{0}: ผิด {1} · ควรแก้ {2} · ข้อสังเกต {3}", "{0}: {1} error(s), {2} warning(s), {3} info"}
            .in(language),
        {checked.path, digits(counts[2], language), digits(counts[1], language),
         digits(counts[0], language)});
    if (!report.accepted.empty()) {
        text += fill(Both{" · ยอมรับแล้ว {0}", ", {0} accepted"}.in(language),
                     {digits(report.accepted.size(), language)});
    }
    std::size_t hidden = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(checked.least); ++i)
        hidden += counts.at(i);
    if (hidden > 0) {
        text += fill(Both{" (ไม่แสดง {0})", " ({0} not shown)"}.in(language),
                     {digits(hidden, language)});
    }
    return text + "\n";
}

}  // namespace

std::string_view in(const check::RuleText& text, Language language) {
    return language == Language::thai ? text.th : text.en;
}

std::string_view in(const plan::BilingualText& text, Language language) {
    return language == Language::thai ? text.th : text.en;
}

check::Report shown(const Checked& checked) {
    check::Report report = checked.report;
    std::erase_if(report.findings,
                  [&](const Finding& finding) { return finding.severity < checked.least; });
    std::erase_if(report.accepted, [&](const check::AcceptedFinding& entry) {
        return entry.finding.severity < checked.least;
    });
    return report;
}

bool has_errors(const check::Report& report) { return count_severities(report.findings)[2] > 0; }

std::string findings_text(const Checked& checked, Language language) {
    const check::Report report = shown(checked);
    std::string text;
    for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
        for (const Finding& finding : report.findings) {
            if (finding.severity == severity) text += finding_text(checked, finding, language);
        }
    }
    if (!report.accepted.empty()) {
        text += std::string(text.empty() ? "" : "\n") +
                std::string(Both{"ยอมรับแล้ว", "Accepted"}.in(language)) + "\n";
    }
    for (const check::AcceptedFinding& entry : report.accepted) {
        text += "  " + finding_line(entry.finding, language) + "\n    " +
                fill(Both{"เหตุผล: {0}", "reason: {0}"}.in(language), {entry.reason});
        if (!entry.by.empty())
            text += fill(Both{" (โดย {0})", " (by {0})"}.in(language), {entry.by});
        text += '\n';
    }
    if (!text.empty()) text += '\n';
    return text + summary_line(checked, language);
}

std::vector<std::string> comment_paragraphs(const Finding& finding, Language language) {
    std::vector<std::string> paragraphs;
    paragraphs.push_back(std::string(in(check::name_of(finding.severity), language)) + ": " +
                         std::string(in(finding.message, language)));
    std::string sides = two_sides(finding, language);
    if (!sides.empty()) paragraphs.push_back(std::move(sides));
    paragraphs.push_back("[" + finding.rule + "]");
    return paragraphs;
}

std::string finding_line(const Finding& finding, Language language) {
    std::string text = finding.rule;
    if (!finding.element.empty()) text += " (" + finding.element + ")";
    return text + ": " + std::string(in(finding.message, language));
}

}  // namespace phaen::cli
