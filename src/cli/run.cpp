#include "phaen/cli/run.h"

#include <csignal>

#include "bookkeeping.h"
#include "check.h"
#include "commands.h"
#include "compare.h"
#include "datasets.h"
#include "files.h"
#include "guard.h"
#include "help.h"
#include "import.h"
#include "operations.h"
#include "render.h"
#include "scoring.h"
#include "serve.h"
#include "users.h"
#include "verify_file.h"

namespace phaen::cli {

namespace {

using base::Result;
using base::Unexpected;

Result<ExitStatus, Refusal> print_and_end(std::string_view text) {
    const auto printed = print(text);
    if (!printed) return Unexpected{printed.error()};
    return ExitStatus::done;
}

Result<ExitStatus, Refusal> run_completion(const Invocation& invocation, Language language) {
    const std::string& shell = invocation.operands.front();
    const std::string script = completion_script(shell, language);
    if (script.empty())
        return Unexpected{
            Refusal{Message::value_not_among, {"completion", shell, "bash, zsh, fish"}}};
    return print_and_end(script);
}

Result<ExitStatus, Refusal> dispatch(const std::vector<std::string>& arguments, Language language) {
    const auto parsed = parse(arguments);
    if (!parsed) return Unexpected{parsed.error()};
    const Invocation& invocation = *parsed;
    if (invocation.help) return print_and_end(help_text(invocation.command, language));
    if (invocation.version) return print_and_end(version_text());
    const std::string_view name = invocation.command->name;
    if (name == "import") return run_import(invocation, language);
    if (name == "check") return run_check(invocation, language);
    if (name == "diff") return run_diff(invocation, language);
    if (name == "render") return run_render(invocation, language);
    if (name == "score") return run_score(invocation, language);
    if (name == "ledger") return run_ledger(invocation, language);
    if (name == "facts") return run_facts(invocation, language);
    if (name == "serve") return run_serve(invocation, language);
    if (name == "user") return run_user(invocation, language);
    if (name == "dataset") return run_dataset(invocation, language);
    if (name == "agency") return run_agency(invocation, language);
    if (name == "verify" && !invocation.operands.empty())
        return run_verify_file(invocation, language);
    if (name == "verify" || name == "migrate" || name == "backup" || name == "restore")
        return run_operation(invocation, language);
    if (name == "completion") return run_completion(invocation, language);
    return print_and_end(manual_page());
}

}  // namespace

ExitStatus run(const std::vector<std::string>& arguments) {
    // A reader who goes away (`| head`) is no reason to die; print() drops the rest.
    static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
    const Language language = choose_language(arguments);
    std::string complaint;
    const ExitStatus status =
        guarded([&] { return dispatch(arguments, language); }, language, complaint);
    if (!complaint.empty()) complain(complaint);
    return status;
}

}  // namespace phaen::cli
