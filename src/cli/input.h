#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "message.h"
#include "phaen/base/result.h"
#include "phaen/book/recognise.h"
#include "phaen/document/blocks.h"
#include "phaen/plan/plan.h"
#include "phaen/plan/problem.h"

/// From a file's bytes to a plan, whatever the file is.
namespace phaen::cli {

/// What the bytes of an input are.
enum class InputKind { plan_toml, plan_json, document };

/// By the ending when it says so; otherwise (standard input, no ending) by the first bytes.
[[nodiscard]] InputKind kind_of(const std::string& path, std::string_view bytes);

/// A document that was read and recognised.
struct Imported {
    std::string path;
    std::string sha256;
    document::Document document;
    book::Recognition recognition;
};

/// Why a plan file cannot be used: its first error and how many more there are.
[[nodiscard]] Refusal refusal_of(const plan::PlanErrors& errors, const std::string& path,
                                 Language language);

/// Reads a plan file; the refusal carries its first error and how many more there are.
[[nodiscard]] base::Result<plan::Plan, Refusal> load_plan(const std::string& path,
                                                          Language language);

/// Reads and recognises a document. Its plan's source names the file and its hash.
[[nodiscard]] base::Result<Imported, Refusal> import_document(const std::string& path,
                                                              const book::RecogniseOptions& options,
                                                              Language language,
                                                              std::stop_token stop = {});

/// What a file was: a plan file, or a document and what the recogniser made of it.
struct Loaded {
    std::string bytes;  ///< of the file
    plan::Plan plan;    ///< of a document too
    std::optional<Imported> imported;
};

/// A plan file, or a document through the recogniser; the plan is moved out of `imported`.
[[nodiscard]] base::Result<Loaded, Refusal> load(const std::string& path,
                                                 const book::RecogniseOptions& options,
                                                 Language language, std::stop_token stop = {});

/// A plan file, or a document through the recogniser.
[[nodiscard]] base::Result<plan::Plan, Refusal> load_plan_or_document(const std::string& path,
                                                                      Language language);

}  // namespace phaen::cli
