#pragma once

#include "commands.h"
#include "message.h"
#include "phaen/cli/run.h"
#include "phaen/document/composed.h"
#include "phaen/document/write_pdf.h"
#include "phaen/plan/plan.h"
#include "phaen/plan/scheme.h"

namespace phaen::cli {

/// `phaen render`: a plan as a book; the kind of file is in the output's ending.
[[nodiscard]] base::Result<ExitStatus, Refusal> run_render(const Invocation& invocation,
                                                           Language language);

/// A book of the plan by its scheme, or the one that it suggests itself when it is null, and by the
/// template's text, or the shipped one when it is empty, for the server:
/// `plan`, `agreement`, `indicators` or `projects` as pdf, docx, html or txt, and the plan's sheets
/// as xlsx. Called from several threads.
[[nodiscard]] base::Result<std::string, Refusal> render_book(
    const plan::Plan& plan, const plan::Scheme* known, const std::string& book,
    const std::string& format, const std::string& template_text, const document::PdfFonts& fonts);

/// A composed report of the plan as pdf, docx, html or txt, for the server, with its scheme as of a
/// book. A PDF carries `record`
/// and the words' file, by which it can be printed again. Called from several
/// threads.
[[nodiscard]] base::Result<std::string, Refusal> render_report(
    document::ComposedDocument document, const plan::Plan& plan, const plan::Scheme* known,
    const std::string& format, const std::string& record, const std::string& words,
    const document::PdfFonts& fonts);

}  // namespace phaen::cli
