#include "import.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "batch.h"
#include "compare.h"
#include "files.h"
#include "hints.h"
#include "import_edited.h"
#include "input.h"
#include "phaen/book/propose_scheme.h"
#include "phaen/plan/io.h"
#include "phaen/plan/scheme.h"
#include "progress.h"
#include "report.h"
#include "summary.h"

namespace phaen::cli {

namespace {

using base::Result;
using base::Unexpected;

/// What the command line asks for.
struct Task {
    std::vector<std::string> documents;
    std::string output;
    std::string report;
    std::string scheme;
    std::string hints_file;
    std::string against_file;
    std::string against_name;
    std::string format;
    book::RecogniseOptions options;
    std::optional<plan::Plan> against;
};

/// Where one document's results go; empty: nowhere.
struct Outputs {
    std::string plan;
    std::string report;
    std::string scheme;
    Durable durable = Durable::now;
};

plan::FileFormat format_for(const Task& task, const std::string& path) {
    if (task.format == "json") return plan::FileFormat::json;
    if (task.format == "toml") return plan::FileFormat::toml;
    return plan::format_of_path(path);
}

std::string in_folder(const std::string& folder, const std::string& name) {
    return folder.ends_with('/') ? folder + name : folder + "/" + name;
}

/// Reads, recognises and writes one document; the answer is what to print.
Result<std::string, Refusal> import_one(const Task& task, const std::string& document,
                                        const Outputs& outputs, Language language,
                                        std::stop_token stop) {
    auto imported = import_document(document, task.options, language, std::move(stop));
    if (!imported) return Unexpected{imported.error()};
    plan::Plan& plan = imported->recognition.plan;
    if (!outputs.scheme.empty()) {
        const plan::Scheme scheme = book::propose_scheme(plan);
        // The plan then goes by what was proposed from it.
        plan.scheme = scheme.id;
        const bool json = plan::format_of_path(outputs.scheme) == plan::FileFormat::json;
        const auto written = write_file(
            outputs.scheme, json ? plan::to_json(scheme) : plan::to_toml(scheme), outputs.durable);
        if (!written) return Unexpected{written.error()};
    }
    // The report first: whoever sees the new plan finds its account.
    if (!outputs.report.empty()) {
        const auto written = write_file(outputs.report, to_report(*imported), outputs.durable);
        if (!written) return Unexpected{written.error()};
    }
    if (!outputs.plan.empty()) {
        const bool json = format_for(task, outputs.plan) == plan::FileFormat::json;
        const auto written = write_file(
            outputs.plan, json ? plan::to_json(plan) : plan::to_toml(plan), outputs.durable);
        if (!written) return Unexpected{written.error()};
        return std::string();
    }
    std::string text = summarise(*imported, language);
    if (task.against) text += comparison_text(*task.against, plan, task.against_file, language);
    return text;
}

Result<Task, Refusal> read_task(const Invocation& invocation, Language language) {
    Task task;
    task.documents = invocation.operands;
    task.output = invocation.option("output");
    task.report = invocation.option("report");
    task.scheme = invocation.option("scheme-out");
    task.hints_file = invocation.option("hints");
    task.against_file = invocation.option("against");
    task.format = invocation.option("format");
    std::vector<std::string> inputs = task.documents;
    inputs.push_back(task.hints_file);
    inputs.push_back(task.against_file);
    if (std::count(inputs.begin(), inputs.end(), kStandardStream) > 1) {
        return Unexpected{Refusal{Message::standard_input_twice, {}}};
    }
    if (!task.hints_file.empty()) {
        const auto bytes = read_file(task.hints_file, kHintBytes);
        if (!bytes) return Unexpected{bytes.error()};
        auto hints = parse_hints(*bytes, task.hints_file, language);
        if (!hints) return Unexpected{hints.error()};
        task.options.hints = std::move(*hints);
    }
    if (!task.against_file.empty()) {
        auto against = load_plan(task.against_file, language);
        if (!against) return Unexpected{against.error()};
        task.against = std::move(*against);
    }
    return task;
}

Result<ExitStatus, Refusal> run_single(const Task& task, Language language) {
    const std::string& document = task.documents.front();
    Outputs outputs{task.output, task.report, task.scheme, Durable::now};
    if (outputs.plan != kStandardStream && !outputs.plan.empty() && names_folder(outputs.plan)) {
        const auto made = make_folder(outputs.plan);
        if (!made) return Unexpected{made.error()};
        const bool json = task.format == "json";
        outputs.plan = in_folder(outputs.plan, file_stem(document) + (json ? ".json" : ".toml"));
    }
    const auto checked = check_outputs({document, task.hints_file, task.against_file},
                                       {outputs.plan, outputs.report, outputs.scheme});
    if (!checked) return Unexpected{checked.error()};
    const Progress progress(document, 1, language);
    const auto printed = import_one(task, document, outputs, language, {});
    if (!printed) return Unexpected{printed.error()};
    const auto done = print(*printed);
    if (!done) return Unexpected{done.error()};
    return ExitStatus::done;
}

/// Where each of many documents goes; refuses two that would meet in one file.
Result<std::vector<Outputs>, Refusal> plan_outputs(const Task& task) {
    for (const std::string* folder : {&task.output, &task.report, &task.scheme}) {
        if (folder->empty()) continue;
        if (*folder == kStandardStream || !names_folder(*folder)) {
            return Unexpected{Refusal{Message::folder_needed, {*folder}}};
        }
    }
    std::vector<Outputs> all;
    std::map<std::string, std::string> taken;
    const std::string ending = task.format == "json" ? ".json" : ".toml";
    for (const std::string& document : task.documents) {
        const std::string stem =
            document == kStandardStream ? std::string("standard-input") : file_stem(document);
        const bool writes = !task.output.empty() || !task.report.empty() || !task.scheme.empty();
        if (writes && !taken.emplace(stem, document).second) {
            const std::string& folder = !task.output.empty()   ? task.output
                                        : !task.report.empty() ? task.report
                                                               : task.scheme;
            return Unexpected{Refusal{Message::output_twice, {in_folder(folder, stem + ending)}}};
        }
        Outputs outputs;
        outputs.durable = Durable::later;  // once for all of them
        if (!task.output.empty()) outputs.plan = in_folder(task.output, stem + ending);
        if (!task.report.empty())
            outputs.report = in_folder(task.report, stem + ".import-report.json");
        if (!task.scheme.empty()) outputs.scheme = in_folder(task.scheme, stem + ".scheme.toml");
        all.push_back(std::move(outputs));
    }
    std::vector<std::string> inputs = task.documents;
    inputs.push_back(task.hints_file);
    inputs.push_back(task.against_file);
    std::vector<std::string> written;
    for (const Outputs& outputs : all) {
        written.push_back(outputs.plan);
        written.push_back(outputs.report);
        written.push_back(outputs.scheme);
    }
    const auto checked = check_outputs(inputs, written);
    if (!checked) return Unexpected{checked.error()};
    return all;
}

Result<ExitStatus, Refusal> import_many(const Task& task, Language language) {
    const auto outputs = plan_outputs(task);
    if (!outputs) return Unexpected{outputs.error()};
    for (const std::string* folder : {&task.output, &task.report, &task.scheme}) {
        if (folder->empty()) continue;
        const auto made = make_folder(*folder);
        if (!made) return Unexpected{made.error()};
    }
    const ExitStatus status = run_batch(
        task.documents.size(), "\n",
        [&](std::size_t i) -> Result<Piece, Refusal> {
            auto printed = import_one(task, task.documents[i], (*outputs)[i], language, {});
            if (!printed) return Unexpected{printed.error()};
            return Piece{std::move(*printed), ExitStatus::done};
        },
        language);
    for (const std::string* folder : {&task.output, &task.report, &task.scheme}) {
        if (folder->empty()) continue;
        const auto synced = sync_folder(*folder);
        if (!synced) return Unexpected{synced.error()};
    }
    return status;
}

}  // namespace

Result<ExitStatus, Refusal> run_import(const Invocation& invocation, Language language) {
    const auto edited = run_import_edited(invocation, language);
    if (!edited) return Unexpected{edited.error()};
    if (*edited) return **edited;
    auto task = read_task(invocation, language);
    if (!task) return Unexpected{task.error()};
    if (task->against) task->options.against = &*task->against;
    return task->documents.size() == 1 ? run_single(*task, language) : import_many(*task, language);
}

}  // namespace phaen::cli
