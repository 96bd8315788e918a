#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "commands.h"
#include "language.h"
#include "message.h"
#include "phaen/base/result.h"
#include "phaen/cli/run.h"
#include "phaen/document/composed.h"
#include "phaen/document/read_pdf.h"
#include "phaen/document/write_pdf.h"
#include "phaen/plan/plan.h"
#include "phaen/plan/scheme.h"

namespace phaen::cli {

/// A printed book beside what printing it again gives.
struct PrintedCheck {
    document::PdfRecord found;
    document::PdfRecord expected;
    document::PdfDifference difference;
    /// Whether anything differs that another program or other fonts do not account for.
    bool is_changed = false;
};

/// The plan to print again, by the version that the file names; null: the one that the file
/// carries.
using PlanFor = std::function<std::shared_ptr<const plan::Plan>(const std::string& version)>;

/// A report as it was printed, from the plan, the record and the words that the file carries; null
/// when it cannot be made again. Empty: there are no facts to make it from.
using ReportFor = std::function<std::optional<document::ComposedDocument>(
    const plan::Plan& plan, const plan::Scheme& scheme, const std::string& record,
    const std::string& words)>;

/// Prints again what the file was printed from, and compares. `path` is for messages. Without
/// `fonts` a print folder is made for this file. Called from several threads.
[[nodiscard]] base::Result<PrintedCheck, Refusal> check_printed(
    std::string_view bytes, const std::string& path, const document::PdfReadLimits& limits,
    const PlanFor& plan_for, const ReportFor& report_for,
    const document::PdfFonts* fonts = nullptr);

/// `phaen verify FILE.pdf [--plan PLAN]`: prints again what the file was printed from, or the plan,
/// and tells what differs.
[[nodiscard]] base::Result<ExitStatus, Refusal> run_verify_file(const Invocation& invocation,
                                                                Language language);

}  // namespace phaen::cli
