#include "rule_pages.h"

#include <string_view>

#include "phaen/check/rule_names.h"

namespace phaen::check {

namespace {

constexpr std::string_view kNotice =
    "<!-- Written by tools/make-rule-docs; not to be edited. -->\n";

std::string text_of(std::string_view text) { return std::string(text); }

std::string example_text(const Example& example, bool bad) {
    std::string text = "\n```text\n" + text_of(example.text);
    if (!text.ends_with('\n')) text += '\n';
    text += "```\n";
    if (!bad) return text;
    std::string where;
    for (const int line : example.lines) {
        where += (where.empty() ? "" : ", ") + std::to_string(line);
    }
    if (!where.empty()) return text + "\nพบที่บรรทัด · found at line " + where + "\n";
    if (example.element.empty()) return text;
    return text + "\nพบที่ · found at `" + text_of(example.element) + "`\n";
}

std::string page_of(const Rule& rule) {
    const RuleText severity = name_of(rule.severity);
    const RuleText category = name_of(rule.category);
    std::string text = text_of(kNotice) + "# `" + text_of(rule.id) + "`\n\n";
    text += "**" + text_of(rule.title.th) + "**\n\n" + text_of(rule.why.th) + "\n\n";
    text += "แก้อย่างไร: " + text_of(rule.mend.th) + "\n\n";
    text += "ระดับ " + text_of(severity.th) + " · หมวด " + text_of(category.th);
    if (rule.fixable) text += " · `phaen check --fix` แก้ให้ได้ในแฟ้มแผน";
    text += "\n\n**" + text_of(rule.title.en) + "**\n\n" + text_of(rule.why.en) + "\n\n";
    text += "How to mend it: " + text_of(rule.mend.en) + "\n\n";
    text += "Severity `" + text_of(to_string(rule.severity)) + "`, category `" +
            text_of(to_string(rule.category)) + "`";
    if (rule.fixable) text += "; `phaen check --fix` can mend it in a plan file";
    text += ".\n";
    if (!rule.source.en.empty())
        text +=
            "\nที่มา: " + text_of(rule.source.th) + "\n\nSource: " + text_of(rule.source.en) + "\n";
    if (!rule.bad.empty()) text += "\n## ตัวอย่างที่ผิด · wrong\n";
    for (const Example& example : rule.bad) text += example_text(example, true);
    if (!rule.near_miss.empty()) text += "\n## ตัวอย่างที่ไม่ผิด · left alone\n";
    for (const Example& example : rule.near_miss) text += example_text(example, false);
    return text;
}

std::string index_page() {
    std::string text = text_of(kNotice) +
                       "# กฎของผู้ตรวจ · The checker's rules\n\n"
                       "`phaen check --explain` แสดงรายการนี้ และ `phaen check --explain RULE` "
                       "แสดงทีละข้อ\n\n"
                       "`phaen check --explain` shows this list, `phaen check --explain RULE` one "
                       "of them.\n\n"
                       "| rule | severity | category | ไทย | English |\n"
                       "| --- | --- | --- | --- | --- |\n";
    for (const Rule* rule : all_rules()) {
        const std::string id = text_of(rule->id);
        text += "| [`" + id + "`](" + id + ".md) | " + text_of(to_string(rule->severity)) + " | " +
                text_of(to_string(rule->category)) + " | " + text_of(rule->title.th) + " | " +
                text_of(rule->title.en) + " |\n";
    }
    return text;
}

}  // namespace

std::map<std::string, std::string> rule_pages() {
    std::map<std::string, std::string> pages;
    pages.emplace("README.md", index_page());
    for (const Rule* rule : all_rules()) pages.emplace(text_of(rule->id) + ".md", page_of(*rule));
    return pages;
}

}  // namespace phaen::check
