#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands.h"
#include "language.h"
#include "message.h"
#include "phaen/base/result.h"
#include "phaen/book/compose.h"
#include "phaen/book/template.h"
#include "phaen/document/composed.h"
#include "phaen/document/write_pdf.h"
#include "phaen/plan/plan.h"

namespace phaen::cli {

/// The names under which a book carries what it is printed from.
inline constexpr const char* kAttachedPlan = "plan.json";
inline constexpr const char* kAttachedTemplate = "template.toml";
inline constexpr const char* kAttachedScheme = "scheme.toml";
inline constexpr const char* kAttachedCorrections = "corrections.json";
inline constexpr const char* kAttachedReport = "report.json";
inline constexpr const char* kAttachedWords = "words.toml";

/// A template that was chosen, with its bytes for the archive.
struct ChosenTemplate {
    book::Template made;
    std::string bytes;
};

/// From `--template`, else the shipped one of the book.
[[nodiscard]] base::Result<ChosenTemplate, Refusal> choose_template(const Invocation& invocation,
                                                                    const std::string& book,
                                                                    Language language);

/// What a book is composed with besides its plan, as files.
struct BookParts {
    std::string template_bytes;
    std::string scheme_bytes;
    std::string corrections_bytes = {};  ///< JSON; empty: nothing was corrected
    // Of a report instead of the template: what it shows, and its words.
    std::string report_bytes = {};
    std::string words_bytes = {};
};

/// The list of corrections as the file that a book carries, and back; nothing when it is none.
[[nodiscard]] std::string to_json(const std::vector<book::Correction>& corrections);
[[nodiscard]] std::optional<std::vector<book::Correction>> corrections_from_json(
    std::string_view bytes);

/// The composed document as an archive file that carries what it was printed from. `fonts` is a
/// print folder that is there already; without one it is made for this document.
[[nodiscard]] base::Result<document::PdfFile, Refusal> print_book(
    const document::ComposedDocument& document, const plan::Plan& plan, const BookParts& parts,
    const std::string& output, const document::PdfFonts* fonts = nullptr);

}  // namespace phaen::cli
