#pragma once

#include <map>
#include <string>
#include <string_view>

#include "phaen/base/form.h"
#include "phaen/base/result.h"

namespace phaen::report {

inline constexpr std::string_view kReportWordsSchema = "phaen.report-words/1";
inline constexpr std::size_t kReportWordsBytes = std::size_t{1} << 20;

/// What a report says, by name; `{name}` stands for what is put in.
using ReportWords = std::map<std::string, std::string, std::less<>>;

/// The words that come with the program (templates/reports.toml).
[[nodiscard]] const ReportWords& shipped_words();

/// Their file.
[[nodiscard]] std::string_view shipped_words_bytes();

/// The shipped words with those that the file changes. A word that no report has, and a text that
/// is too long or has control characters, is an error with its place.
[[nodiscard]] base::Result<ReportWords, base::FormErrors> read_words(std::string_view bytes);

}  // namespace phaen::report
