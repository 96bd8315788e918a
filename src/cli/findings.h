#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language.h"
#include "phaen/check/check.h"
#include "phaen/check/rule_names.h"

/// Findings for people.
namespace phaen::cli {

/// The findings of one file.
struct Checked {
    std::string path;  ///< as given on the command line
    std::string plan_id;
    bool is_plan_file = false;
    check::Report report;
    /// What of the report is shown; the counts are of all.
    check::Severity least = check::Severity::info;
};

[[nodiscard]] std::string_view in(const check::RuleText& text, Language language);
[[nodiscard]] std::string_view in(const plan::BilingualText& text, Language language);

/// The findings that are shown.
[[nodiscard]] check::Report shown(const Checked& checked);
[[nodiscard]] bool has_errors(const check::Report& report);

/// Errors first, then warnings, then the rest; what was accepted apart; the counts at the end.
[[nodiscard]] std::string findings_text(const Checked& checked, Language language);

/// The paragraphs of a finding's comment in a Word file.
[[nodiscard]] std::vector<std::string> comment_paragraphs(const check::Finding& finding,
                                                          Language language);

/// `budget.total_differs (project-3): …`
[[nodiscard]] std::string finding_line(const check::Finding& finding, Language language);

}  // namespace phaen::cli
