#include "input.h"

#include <utility>
#include <vector>

#include "files.h"
#include "phaen/base/sha256.h"
#include "phaen/base/value.h"
#include "phaen/document/read.h"
#include "phaen/plan/io.h"

namespace phaen::cli {

namespace {

using base::Result;
using base::Unexpected;

constexpr std::size_t kSniffedBytes = 4096;

plan::MessageLanguage message_language(Language language) {
    return language == Language::thai ? plan::MessageLanguage::thai
                                      : plan::MessageLanguage::english;
}

Result<plan::Plan, Refusal> plan_from(const std::string& path, std::string_view bytes,
                                      plan::FileFormat format, Language language) {
    auto parsed = plan::parse_plan(bytes, format);
    if (!parsed) return Unexpected{refusal_of(parsed.error(), path, language)};
    return std::move(*parsed);
}

Result<Imported, Refusal> imported_from(const std::string& path, std::string_view bytes,
                                        const book::RecogniseOptions& options, Language language,
                                        std::stop_token stop) {
    auto document = document::read(bytes, {}, stop);
    if (!document) return Unexpected{refusal_of(document.error(), path, language)};
    Imported imported;
    imported.path = path;
    imported.sha256 = base::sha256_hex(bytes);
    imported.document = std::move(*document);
    imported.recognition = book::recognise(imported.document, options, stop);
    if (stop.stop_requested()) return Unexpected{Refusal{Message::stopped, {path}}};
    if (!imported.recognition.plan.source) imported.recognition.plan.source.emplace();
    imported.recognition.plan.source->file = path == kStandardStream ? path : file_name(path);
    imported.recognition.plan.source->sha256 = imported.sha256;
    return imported;
}

}  // namespace

Refusal refusal_of(const plan::PlanErrors& errors, const std::string& path, Language language) {
    const std::string first =
        errors.empty() ? "" : plan::describe_error(errors.front(), message_language(language));
    if (errors.size() < 2) return {Message::plan_unreadable, {path, first}};
    return {Message::plan_unreadable_and_more,
            {path, first, count_text(errors.size() - 1, language)}};
}

InputKind kind_of(const std::string& path, std::string_view bytes) {
    const std::string ending = ending_of(path);
    if (ending == ".toml") return InputKind::plan_toml;
    if (ending == ".json") return InputKind::plan_json;
    if (ending == ".txt" || ending == ".docx" || ending == ".doc") return InputKind::document;
    const std::string_view beginning = bytes.substr(0, kSniffedBytes);
    const std::size_t first = beginning.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && beginning[first] == '{') return InputKind::plan_json;
    return beginning.find(plan::kPlanSchema) == std::string_view::npos ? InputKind::document
                                                                       : InputKind::plan_toml;
}

Result<plan::Plan, Refusal> load_plan(const std::string& path, Language language) {
    const auto bytes = read_file(path, base::ValueLimits{}.bytes);
    if (!bytes) return Unexpected{bytes.error()};
    const bool json = kind_of(path, *bytes) == InputKind::plan_json;
    return plan_from(path, *bytes, json ? plan::FileFormat::json : plan::FileFormat::toml,
                     language);
}

Result<Imported, Refusal> import_document(const std::string& path,
                                          const book::RecogniseOptions& options, Language language,
                                          std::stop_token stop) {
    const auto bytes = read_file(path, document::ReadLimits{}.file_bytes);
    if (!bytes) return Unexpected{bytes.error()};
    return imported_from(path, *bytes, options, language, std::move(stop));
}

Result<Loaded, Refusal> load(const std::string& path, const book::RecogniseOptions& options,
                             Language language, std::stop_token stop) {
    auto bytes = read_file(path, document::ReadLimits{}.file_bytes);
    if (!bytes) return Unexpected{bytes.error()};
    Loaded loaded;
    loaded.bytes = std::move(*bytes);
    const InputKind kind = kind_of(path, loaded.bytes);
    if (kind == InputKind::document) {
        auto imported = imported_from(path, loaded.bytes, options, language, std::move(stop));
        if (!imported) return Unexpected{imported.error()};
        loaded.plan = std::move(imported->recognition.plan);
        loaded.imported = std::move(*imported);
        return loaded;
    }
    const bool json = kind == InputKind::plan_json;
    auto plan = plan_from(path, loaded.bytes,
                          json ? plan::FileFormat::json : plan::FileFormat::toml, language);
    if (!plan) return Unexpected{plan.error()};
    loaded.plan = std::move(*plan);
    return loaded;
}

Result<plan::Plan, Refusal> load_plan_or_document(const std::string& path, Language language) {
    auto loaded = load(path, {}, language);
    if (!loaded) return Unexpected{loaded.error()};
    return std::move(loaded->plan);
}

}  // namespace phaen::cli
