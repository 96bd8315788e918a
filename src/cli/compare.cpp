#include "compare.h"

#include <algorithm>

#include "files.h"
#include "input.h"
#include "phaen/base/value.h"
#include "phaen/plan/diff.h"

namespace phaen::cli {

namespace {

using base::Result;
using base::Unexpected;

plan::MessageLanguage message_language(Language language) {
    return language == Language::thai ? plan::MessageLanguage::thai
                                      : plan::MessageLanguage::english;
}

}  // namespace

Result<ExitStatus, Refusal> run_diff(const Invocation& invocation, Language language) {
    const std::string& before_path = invocation.operands[0];
    const std::string& after_path = invocation.operands[1];
    if (before_path == kStandardStream && after_path == kStandardStream) {
        return Unexpected{Refusal{Message::standard_input_twice, {}}};
    }
    const auto before = load_plan_or_document(before_path, language);
    if (!before) return Unexpected{before.error()};
    const auto after = load_plan_or_document(after_path, language);
    if (!after) return Unexpected{after.error()};
    const plan::Diff difference = plan::diff(*before, *after);
    std::string text;
    if (invocation.option("format") == "json") {
        text = base::to_pretty_json(plan::diff_to_value(difference, *before, *after));
    } else if (difference.empty()) {
        text = std::string(Both{"ไม่มีข้อแตกต่าง", "no differences"}.in(language)) + "\n";
    } else {
        text = plan::diff_to_text(difference, message_language(language));
    }
    const auto printed = print(text);
    if (!printed) return Unexpected{printed.error()};
    return difference.empty() ? ExitStatus::done : ExitStatus::differences;
}

std::string comparison_text(const plan::Plan& against, const plan::Plan& imported,
                            const std::string& against_file, Language language) {
    const plan::Diff difference = plan::diff(against, imported);
    if (difference.empty()) {
        return fill(Both{"\nเหมือนกับ {0}\n", "\nThe same as {0}\n"}.in(language), {against_file});
    }
    const auto count = [&](plan::ChangeKind kind) {
        const auto found =
            std::count_if(difference.begin(), difference.end(),
                          [kind](const plan::Change& change) { return change.kind == kind; });
        return count_text(static_cast<std::size_t>(found), language);
    };
    const Both text{
        "\nเทียบกับ {0}: เพิ่ม {1} · หายไป {2} · เปลี่ยน {3} · ย้าย {4} ดูรายละเอียดด้วย phaen diff\n",
        "\nAgainst {0}: {1} added, {2} removed, {3} changed, {4} moved; phaen diff shows them\n"};
    return fill(text.in(language),
                {against_file, count(plan::ChangeKind::added), count(plan::ChangeKind::removed),
                 count(plan::ChangeKind::changed), count(plan::ChangeKind::moved)});
}

}  // namespace phaen::cli
