#pragma once

#include <string>

#include "commands.h"
#include "language.h"
#include "message.h"
#include "phaen/base/result.h"
#include "phaen/book/template.h"
#include "phaen/document/composed.h"
#include "phaen/document/write_pdf.h"
#include "phaen/plan/plan.h"

namespace phaen::cli {

/// The names under which a book carries what it is printed from.
inline constexpr const char* kAttachedPlan = "plan.json";
inline constexpr const char* kAttachedTemplate = "template.toml";
inline constexpr const char* kAttachedScheme = "scheme.toml";

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
};

/// The composed document as an archive file that carries what it was printed from.
[[nodiscard]] base::Result<document::PdfFile, Refusal> print_book(
    const document::ComposedDocument& document, const plan::Plan& plan, const BookParts& parts,
    const std::string& output);

}  // namespace phaen::cli
