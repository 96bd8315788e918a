#pragma once

#include <stop_token>
#include <string>
#include <string_view>

#include "message.h"
#include "phaen/base/result.h"
#include "phaen/book/recognise.h"
#include "phaen/document/blocks.h"
#include "phaen/plan/plan.h"

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
    document::Format format = document::Format::text;
    int raw_blocks = 0;
    book::Recognition recognition;
};

/// Reads a plan file; the refusal carries its first error and how many more there are.
[[nodiscard]] base::Result<plan::Plan, Refusal> load_plan(const std::string& path,
                                                          Language language);

/// Reads and recognises a document. Its plan's source names the file and its hash.
[[nodiscard]] base::Result<Imported, Refusal> import_document(const std::string& path,
                                                              const book::RecogniseOptions& options,
                                                              Language language,
                                                              std::stop_token stop = {});

/// A plan file, or a document through the recogniser.
[[nodiscard]] base::Result<plan::Plan, Refusal> load_plan_or_document(const std::string& path,
                                                                      Language language);

}  // namespace phaen::cli
