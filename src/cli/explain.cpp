#include "explain.h"

#include <algorithm>
#include <string_view>

#include "findings.h"
#include "phaen/check/rule_names.h"

namespace phaen::cli {

namespace {

using base::Unexpected;

std::string list_of_rules(Language language) {
    std::size_t width = 0;
    for (const check::Rule* rule : check::all_rules()) width = std::max(width, rule->id.size());
    std::string text;
    for (const check::Rule* rule : check::all_rules()) {
        text += std::string(rule->id) + std::string(width - rule->id.size() + 2, ' ') +
                std::string(in(rule->title, language)) + " (" +
                std::string(in(check::name_of(rule->severity), language)) + ")\n";
    }
    return text + "\n" +
           fill(Both{"กฎ {0} ข้อ ดูทีละข้อด้วย phaen check --explain RULE\n",
                     "{0} rules; phaen check --explain RULE tells of each\n"}
                    .in(language),
                {count_text(check::all_rules().size(), language)});
}

/// An example's lines with their numbers; tabs are shown, since they part cells.
std::string numbered(std::string_view text) {
    std::string result;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string digits = std::to_string(number);
        result += std::string(digits.size() < 4 ? 4 - digits.size() : 0, ' ') + digits + "  ";
        for (const char c : text.substr(0, end))
            result += c == '\t' ? std::string(" ⇥ ") : std::string(1, c);
        result += '\n';
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
}

std::string example_text(const check::Example& example, Language language) {
    std::string text = numbered(example.text);
    std::string where;
    for (const int line : example.lines) {
        where += (where.empty() ? "" : ", ") + count_text(static_cast<std::size_t>(line), language);
    }
    if (where.empty()) where = example.element;
    if (where.empty()) return text;
    const Both found = example.lines.empty() ? Both{"  พบที่ {0}\n", "  found at {0}\n"}
                                             : Both{"  พบที่บรรทัด {0}\n", "  found at line {0}\n"};
    return text + fill(found.in(language), {where});
}

std::string rule_text(const check::Rule& rule, Language language) {
    const auto named = [language](Both name, std::string_view text) {
        return std::string(name.in(language)) + std::string(text) + "\n";
    };
    std::string text = std::string(rule.id) + "\n" + std::string(in(rule.title, language)) + "\n\n";
    text += named({"ระดับ: ", "Severity: "}, in(check::name_of(rule.severity), language));
    text += named({"หมวด: ", "Category: "}, in(check::name_of(rule.category), language));
    text += named({"เพราะ: ", "Why: "}, in(rule.why, language));
    text += named({"แก้อย่างไร: ", "Mend it: "}, in(rule.mend, language));
    if (rule.fixable) {
        text +=
            named({"ในแฟ้มแผนแก้ได้ด้วย ", "In a plan file it can be mended by "}, "phaen check --fix");
    }
    if (!rule.source.en.empty()) text += named({"ที่มา: ", "Source: "}, in(rule.source, language));
    if (!rule.bad.empty()) text += named({"\nตัวอย่างที่ผิด", "\nAn example that is wrong"}, "");
    if (!rule.bad.empty()) text += example_text(rule.bad.front(), language);
    if (!rule.near_miss.empty()) {
        text += named({"\nตัวอย่างที่ไม่ผิด", "\nAn example that is left alone"}, "") +
                example_text(rule.near_miss.front(), language);
    }
    return text;
}

}  // namespace

base::Result<std::string, Refusal> explain(const std::string& id, Language language) {
    if (id.empty()) return list_of_rules(language);
    const check::Rule* rule = check::find_rule(id);
    if (rule == nullptr) {
        return Unexpected{
            Refusal{Message::no_such_rule, {id, std::string(check::nearest_rule(id).id)}}};
    }
    return rule_text(*rule, language);
}

}  // namespace phaen::cli
