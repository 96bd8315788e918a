#include "check.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "batch.h"
#include "explain.h"
#include "files.h"
#include "findings.h"
#include "hints.h"
#include "input.h"
#include "mend.h"
#include "phaen/check/findings_json.h"
#include "phaen/check/words.h"
#include "phaen/document/annotate.h"
#include "phaen/plan/create.h"
#include "phaen/plan/io.h"
#include "phaen/plan/scheme.h"
#include "phaen/plan/shipped_schemes.h"
#include "progress.h"
#include "sarif.h"

namespace phaen::cli {

namespace {

using base::Result;
using base::Unexpected;

/// A file of words is written by hand.
constexpr std::size_t kWordBytes = 4u << 20;

enum class Form { text, json, sarif };

/// What the command line asks for, with what it names read.
struct Task {
    std::vector<std::string> files;
    std::vector<std::string> helpers;  ///< files that are read besides
    std::string output;
    Form form = Form::text;
    check::Severity least = check::Severity::info;
    bool fix = false;
    std::optional<Acceptance> acceptance;
    book::RecogniseOptions options;
    std::optional<check::Words> words;  ///< the shipped ones and the agency's; none: the shipped
    std::optional<plan::Scheme> scheme;
    std::optional<plan::Plan> against;
    unsigned threads = 1;  ///< for each file
};

constexpr unsigned kMostThreads = 4;

// --- what the command line names ------------------------------------------------------------

Result<base::Done, Refusal> read_words(const std::string& path, Language language,
                                       check::Words& words) {
    const auto bytes = read_file(path, kWordBytes);
    if (!bytes) return Unexpected{bytes.error()};
    const auto more = check::parse_words(*bytes);
    if (more) {
        words.add(*more);
        return base::Done{};
    }
    const auto number = [language](int value) {
        return count_text(static_cast<std::size_t>(std::max(value, 0)), language);
    };
    const base::SyntaxError& error = more.error();
    // What is wrong is told in English only; in Thai the place has to do.
    std::string where = fill(Both{"บรรทัด {0} คอลัมน์ {1}", "line {0}, column {1}: "}.in(language),
                             {number(error.position.line), number(error.position.column)});
    if (language == Language::english) where += error.message;
    return Unexpected{Refusal{Message::words_unreadable, {path, where}}};
}

Result<plan::Scheme, Refusal> read_scheme(const std::string& path, Language language) {
    const auto bytes = read_file(path, base::ValueLimits{}.bytes);
    if (!bytes) return Unexpected{bytes.error()};
    auto scheme = plan::load_scheme(*bytes, plan::format_of_path(path));
    if (scheme) return std::move(*scheme);
    const auto messages =
        language == Language::thai ? plan::MessageLanguage::thai : plan::MessageLanguage::english;
    return Unexpected{Refusal{Message::scheme_unreadable,
                              {path, plan::describe_error(scheme.error().front(), messages)}}};
}

Result<base::Done, Refusal> read_helpers(const Invocation& invocation, Language language,
                                         Task& task) {
    for (const char* name : {"words", "scheme", "against", "hints"}) {
        const std::string path = invocation.option(name);
        if (!path.empty()) task.helpers.push_back(path);
    }
    std::vector<std::string> inputs = task.files;
    inputs.insert(inputs.end(), task.helpers.begin(), task.helpers.end());
    if (std::count(inputs.begin(), inputs.end(), kStandardStream) > 1) {
        return Unexpected{Refusal{Message::standard_input_twice, {}}};
    }
    if (invocation.has("words")) {
        task.words = check::shipped_words();
        const auto read = read_words(invocation.option("words"), language, *task.words);
        if (!read) return Unexpected{read.error()};
    }
    if (invocation.has("scheme")) {
        auto scheme = read_scheme(invocation.option("scheme"), language);
        if (!scheme) return Unexpected{scheme.error()};
        task.scheme = std::move(*scheme);
    }
    if (invocation.has("against")) {
        auto against = load_plan_or_document(invocation.option("against"), language);
        if (!against) return Unexpected{against.error()};
        task.against = std::move(*against);
    }
    if (!invocation.has("hints")) return base::Done{};
    const std::string path = invocation.option("hints");
    const auto bytes = read_file(path, kHintBytes);
    if (!bytes) return Unexpected{bytes.error()};
    auto hints = parse_hints(*bytes, path, language);
    if (!hints) return Unexpected{hints.error()};
    task.options.hints = std::move(*hints);
    return base::Done{};
}

Result<base::Done, Refusal> read_acceptance(const Invocation& invocation, Task& task) {
    for (const char* name : {"reason", "by"}) {
        if (invocation.has(name) && !invocation.has("accept")) {
            return Unexpected{
                Refusal{Message::option_needs, {std::string("--") + name, "--accept"}}};
        }
    }
    if (!invocation.has("accept")) return base::Done{};
    if (!invocation.has("reason")) {
        return Unexpected{Refusal{Message::option_needs, {"--accept", "--reason"}}};
    }
    if (task.fix) return Unexpected{Refusal{Message::not_together, {"--accept", "--fix"}}};
    auto acceptance = parse_acceptance(invocation.option("accept"));
    if (!acceptance) return Unexpected{acceptance.error()};
    acceptance->reason = invocation.option("reason");
    acceptance->by = invocation.option("by");
    task.acceptance = std::move(*acceptance);
    if (task.files.size() > 1) return Unexpected{Refusal{Message::for_one_document, {"--accept"}}};
    return base::Done{};
}

Result<Task, Refusal> read_task(const Invocation& invocation, Language language) {
    Task task;
    task.files = invocation.operands;
    task.output = invocation.option("output");
    task.fix = invocation.has("fix");
    const std::string form = invocation.option("format");
    if (form == "json") task.form = Form::json;
    if (form == "sarif") task.form = Form::sarif;
    task.least =
        check::severity_from(invocation.option("severity")).value_or(check::Severity::info);
    const auto accepts = read_acceptance(invocation, task);
    if (!accepts) return Unexpected{accepts.error()};
    const auto helpers = read_helpers(invocation, language, task);
    if (!helpers) return Unexpected{helpers.error()};
    return task;
}

// --- one file -------------------------------------------------------------------------------

check::Report check_loaded(const Task& task, const plan::Plan& plan, const Loaded* loaded) {
    check::Subject subject;
    subject.plan = &plan;
    subject.scheme = task.scheme ? &*task.scheme : plan::find_shipped_scheme(plan.scheme);
    subject.previous = task.against ? &*task.against : nullptr;
    if (loaded != nullptr && loaded->imported) {
        subject.document = &loaded->imported->document;
        subject.account = &loaded->imported->recognition.account;
    }
    return check::check(subject, task.words ? *task.words : check::shipped_words(), {},
                        task.threads);
}

std::string report_text(const Task& task, const Checked& checked, Language language) {
    switch (task.form) {
        case Form::text:
            return findings_text(checked, language);
        case Form::json:
            return base::to_compact_json(
                       check::findings_to_value(shown(checked), checked.path, checked.plan_id)) +
                   "\n";
        case Form::sarif:
            return sarif_results(checked, language);
    }
    return {};
}

Result<base::Done, Refusal> write_plan(const std::string& path, const plan::Plan& plan,
                                       plan::FileFormat standard) {
    const bool named = ending_of(path) == ".json" || ending_of(path) == ".toml";
    const plan::FileFormat format = named ? plan::format_of_path(path) : standard;
    return write_file(path,
                      format == plan::FileFormat::json ? plan::to_json(plan) : plan::to_toml(plan));
}

plan::FileFormat format_of(const std::string& path, const Loaded& loaded) {
    return kind_of(path, loaded.bytes) == InputKind::plan_json ? plan::FileFormat::json
                                                               : plan::FileFormat::toml;
}

/// Comments at their places, in a copy of the Word file.
Result<base::Done, Refusal> write_annotated(const Checked& checked, const Loaded& loaded,
                                            const std::string& output, Language language) {
    std::vector<document::Comment> comments;
    for (const check::Finding& finding : shown(checked).findings) {
        document::Comment comment;
        for (const plan::Place& place : finding.places) {
            comment.places.push_back({place.block, place.row, place.cell, place.line});
        }
        comment.paragraphs = comment_paragraphs(finding, language);
        comments.push_back(std::move(comment));
    }
    const auto annotated = document::annotate_docx(loaded.bytes, comments);
    if (!annotated) return Unexpected{refusal_of(annotated.error(), checked.path, language)};
    return write_file(output, *annotated);
}

/// Where a plan that was changed is written: over itself, unless -o says otherwise.
Result<std::string, Refusal> plan_target(const Task& task, const std::string& path) {
    if (!task.output.empty()) return task.output;
    if (path != kStandardStream) return path;
    return Unexpected{Refusal{Message::option_needs, {"-", "-o FILE"}}};
}

/// `--fix`: the plan is written when something was mended, or when it has a new place to go to.
Result<std::string, Refusal> fix_one(const Task& task, Loaded& loaded, Checked& checked,
                                     Language language) {
    if (loaded.imported) return Unexpected{Refusal{Message::fix_needs_plan, {checked.path}}};
    const auto target = plan_target(task, checked.path);
    if (!target) return Unexpected{target.error()};
    const plan::FileFormat format = format_of(checked.path, loaded);
    Mended mended = mend(std::move(loaded.plan), [&task](const plan::Plan& plan) {
        return check_loaded(task, plan, nullptr);
    });
    checked.report = std::move(mended.report);
    if (!mended.mended.empty() || !task.output.empty()) {
        const auto written = write_plan(*target, mended.plan, format);
        if (!written) return Unexpected{written.error()};
    }
    if (task.form != Form::text) return std::string();
    std::string text;
    for (const check::Finding& finding : mended.mended) {
        text += std::string(Both{"แก้แล้ว ", "mended "}.in(language)) +
                finding_line(finding, language) + "\n";
    }
    if (text.empty()) {
        text = Both{"ไม่มีสิ่งที่โปรแกรมแก้ได้\n", "nothing that could be mended by the program\n"}.in(
            language);
    }
    return text + "\n";
}

/// `--accept`: only notes it; what else there is, the next check says.
Result<Piece, Refusal> accept_one(const Task& task, Loaded& loaded, const std::string& path,
                                  Language language) {
    if (loaded.imported) return Unexpected{Refusal{Message::accept_needs_plan, {path}}};
    const auto target = plan_target(task, path);
    if (!target) return Unexpected{target.error()};
    const auto accepted = accept(loaded.plan, *task.acceptance, [&task](const plan::Plan& plan) {
        return check_loaded(task, plan, nullptr);
    });
    if (accepted.empty()) {
        std::string what = task.acceptance->rule;
        if (!task.acceptance->element.empty()) what += ":" + task.acceptance->element;
        return Unexpected{Refusal{Message::nothing_to_accept, {path, what}}};
    }
    const auto written = write_plan(*target, loaded.plan, format_of(path, loaded));
    if (!written) return Unexpected{written.error()};
    Piece piece;
    if (*target == kStandardStream) return piece;
    for (const check::Finding& finding : accepted) {
        piece.printed += std::string(Both{"ยอมรับ ", "accepted "}.in(language)) +
                         finding_line(finding, language) + "\n";
    }
    return piece;
}

/// Reads, checks and tells of one file; `output` is where its copy with comments goes, if anywhere.
Result<Piece, Refusal> check_one(const Task& task, const std::string& path,
                                 const std::string& output, Language language) {
    auto loaded = load(path, task.options, language);
    if (!loaded) return Unexpected{loaded.error()};
    if (!loaded->imported) {
        // A rule may follow references, so they must lead somewhere.
        const plan::PlanErrors errors = plan::validate(loaded->plan);
        if (!errors.empty()) return Unexpected{refusal_of(errors, path, language)};
    }
    if (task.acceptance) return accept_one(task, *loaded, path, language);
    Checked checked{path, loaded->plan.id, !loaded->imported.has_value(), {}, task.least};
    Piece piece;
    if (task.fix) {
        auto text = fix_one(task, *loaded, checked, language);
        if (!text) return Unexpected{text.error()};
        piece.printed = std::move(*text);
    } else {
        const bool is_word =
            loaded->imported && loaded->imported->document.format == document::Format::docx;
        if (!output.empty() && !is_word) {
            return Unexpected{Refusal{Message::output_needs_word, {path}}};
        }
        checked.report = check_loaded(task, loaded->plan, &*loaded);
        if (!output.empty()) {
            const auto written = write_annotated(checked, *loaded, output, language);
            if (!written) return Unexpected{written.error()};
        }
    }
    piece.printed += report_text(task, checked, language);
    if (has_errors(checked.report)) piece.status = ExitStatus::differences;
    // Standard output is the file then, and nothing else.
    if (task.output == kStandardStream) piece.printed.clear();
    return piece;
}

// --- all files ------------------------------------------------------------------------------

std::string in_folder(const std::string& folder, const std::string& name) {
    return folder.ends_with('/') ? folder + name : folder + "/" + name;
}

/// Where each file's copy goes; nothing is written when two would meet, or one is an input.
Result<std::vector<std::string>, Refusal> plan_outputs(const Task& task) {
    std::vector<std::string> outputs(task.files.size());
    if (task.output.empty()) return outputs;
    std::vector<std::string> inputs = task.files;
    inputs.insert(inputs.end(), task.helpers.begin(), task.helpers.end());
    const bool folder = task.output != kStandardStream && names_folder(task.output);
    if (task.fix || task.acceptance) {
        if (task.files.size() > 1) return Unexpected{Refusal{Message::for_one_document, {"-o"}}};
        if (folder) return Unexpected{Refusal{Message::is_a_folder, {task.output}}};
    } else if (task.files.size() > 1 && !folder) {
        return Unexpected{Refusal{Message::folder_needed, {task.output}}};
    } else if (!folder && task.output != kStandardStream && ending_of(task.output) != ".docx") {
        return Unexpected{Refusal{Message::output_not_word, {task.output}}};
    }
    std::set<std::string> taken;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const std::string stem = task.files[i] == kStandardStream ? std::string("standard-input")
                                                                  : file_stem(task.files[i]);
        outputs[i] = folder ? in_folder(task.output, stem + "-checked.docx") : task.output;
        if (!taken.insert(outputs[i]).second) {
            return Unexpected{Refusal{Message::output_twice, {outputs[i]}}};
        }
    }
    const auto checked = check_outputs(inputs, outputs);
    if (!checked) return Unexpected{checked.error()};
    if (folder) {
        const auto made = make_folder(task.output);
        if (!made) return Unexpected{made.error()};
    }
    return outputs;
}

Result<ExitStatus, Refusal> check_single(const Task& task, const std::string& output,
                                         Language language) {
    const Progress progress(task.files.front(), 1, language);
    auto piece = check_one(task, task.files.front(), output, language);
    if (!piece) return Unexpected{piece.error()};
    if (task.form == Form::sarif && task.output != kStandardStream && !task.acceptance) {
        piece->printed = sarif_beginning(language) + piece->printed + sarif_end(piece->status);
    }
    const auto printed = print(piece->printed);
    if (!printed) return Unexpected{printed.error()};
    return piece->status;
}

Result<ExitStatus, Refusal> check_many(const Task& task, const std::vector<std::string>& outputs,
                                       Language language) {
    const std::map<Form, std::string_view> between = {
        {Form::text, "\n"}, {Form::json, ""}, {Form::sarif, kSarifBetween}};
    if (task.form == Form::sarif) {
        const auto printed = print(sarif_beginning(language));
        if (!printed) return Unexpected{printed.error()};
    }
    const ExitStatus status = run_batch(
        task.files.size(), between.at(task.form),
        [&](std::size_t i) { return check_one(task, task.files[i], outputs[i], language); },
        language);
    if (task.form == Form::sarif) {
        const auto printed = print(sarif_end(status));
        if (!printed) return Unexpected{printed.error()};
    }
    return status;
}

}  // namespace

Result<ExitStatus, Refusal> run_check(const Invocation& invocation, Language language) {
    if (invocation.has("explain")) {
        const auto text = explain(invocation.option("explain"), language);
        if (!text) return Unexpected{text.error()};
        const auto printed = print(*text);
        if (!printed) return Unexpected{printed.error()};
        return ExitStatus::done;
    }
    if (invocation.operands.empty()) {
        return Unexpected{Refusal{Message::missing_argument,
                                  {std::string(invocation.command->operands), "check "}}};
    }
    auto task = read_task(invocation, language);
    if (!task) return Unexpected{task.error()};
    const auto outputs = plan_outputs(*task);
    if (!outputs) return Unexpected{outputs.error()};
    if (task->files.size() > 1) return check_many(*task, *outputs, language);
    // One file has both cores to itself; the words are read while the document is.
    task->threads = std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads);
    std::jthread words;
    if (task->threads > 1 && !task->words)
        words = std::jthread([] { static_cast<void>(check::shipped_words()); });
    return check_single(*task, outputs->front(), language);
}

}  // namespace phaen::cli
