#include "compare.h"

#include "input.h"
#include "phaen/plan/io.h"

namespace phaen::cli {

using base::Result;
using base::Unexpected;

Result<ExitStatus, Refusal> run_diff(const Invocation&, Language) {
    return Unexpected{Refusal{Message::not_there_yet, {"diff"}}};
}

std::string comparison_text(const plan::Plan& against, const plan::Plan& imported,
                            const std::string& against_file, Language language) {
    if (plan::version_of(against) != plan::version_of(imported)) return {};
    return fill(Both{"\nเหมือนกับ {0}\n", "\nThe same as {0}\n"}.in(language), {against_file});
}

}  // namespace phaen::cli
