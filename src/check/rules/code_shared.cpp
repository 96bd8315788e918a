#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "context.h"
#include "phaen/base/thai_text.h"
#include "phaen/check/near.h"
#include "ref_codes.h"
#include "refs.h"

namespace phaen::check {

const Rule& code_shared();

namespace {

using Group = std::vector<const NodeCodes*>;

void report_code(Context& context, const NodeCodes& first, const NodeCodes& other) {
    const std::string code = FrameworkCodes::best(other)->printed;
    context.finding(code_shared())
        .about(other.node->id)
        .member("/code")
        .at(first_places(FrameworkCodes::best(other)->places, 3))
        .at(first_places(FrameworkCodes::best(first)->places, 2))
        .found(other.node->title)
        .expected(first.node->title)
        .say("รหัส “" + code + "” ใช้กับสองข้อ คือ " + FrameworkCodes::label_th(first) + " และ " +
                 FrameworkCodes::label_th(other) + " แต่ละข้อต้องมีรหัสของตน ตรวจรหัสที่ถูกในแผนระดับบน",
             "The code “" + code + "” stands for two things, the " +
                 context.name_en(first.node->id) + " and the " + context.name_en(other.node->id) +
                 ": give each its own, as the plan above has it.");
}

void report_title(Context& context, const NodeCodes& node, const CodeForm& right,
                  const CodeForm& wrong) {
    context.finding(code_shared())
        .about(node.node->id)
        .member("/code")
        .at(first_places(wrong.places, 3))
        .at(first_places(right.places, 2))
        .found(wrong.printed)
        .expected(right.printed)
        .say(FrameworkCodes::label_th(node) + " มีสองรหัส คือ “" + wrong.printed + "” ที่นี่ และ “" +
                 right.printed + "” ที่อื่น ตรวจรหัสที่ถูกในแผนระดับบนแล้วใช้รหัสเดียว",
             "The " + context.name_en(node.node->id) + " has two codes, “" + wrong.printed +
                 "” here and “" + right.printed + "” elsewhere: use the one of the plan above.");
}

void one_title_two_codes(Context& context, const NodeCodes& node) {
    const CodeForm* right = FrameworkCodes::best(node);
    if (right == nullptr) return;
    for (const CodeForm& form : node.forms) {
        if (form.code.segments().size() == node.segments && form.code != right->code) {
            report_title(context, node, *right, form);
        }
    }
}

/// The recogniser takes what has one code for one thing; its prints tell whether it is.
void one_code_two_titles(Context& context, const NodeCodes& node) {
    const CodeForm* right = FrameworkCodes::best(node);
    if (right == nullptr) return;
    const std::vector<NodeTitle> titles = titles_of(context, node.node->id);
    for (std::size_t i = 1; i < titles.size(); ++i) {
        if (near_titles(titles[0].folded, titles[i].folded)) continue;
        context.finding(code_shared())
            .about(node.node->id)
            .member("/title")
            .at(first_places(titles[i].places, 3))
            .at(first_places(titles[0].places, 2))
            .found(titles[i].text)
            .expected(titles[0].text)
            .say("รหัส “" + right->printed + "” ที่นี่คือ “" + shorten(titles[i].text) + "” แต่ที่อื่นคือ “" +
                     shorten(titles[0].text) + "” รหัสหนึ่งมีชื่อเดียว ตรวจรหัสหรือชื่อที่ถูกในแผนระดับบน",
                 "The code “" + right->printed + "” stands for “" + shorten(titles[i].text) +
                     "” here and for “" + shorten(titles[0].text) +
                     "” elsewhere: correct the code or the title, as the plan above has them.");
    }
}

void run(Context& context) {
    const auto& codes = context.derived<FrameworkCodes>();
    std::map<std::tuple<const plan::Framework*, std::string, base::Code>, Group> by_code;
    std::map<std::tuple<const plan::Framework*, std::string, std::string>, Group> by_title;
    for (const NodeCodes& node : codes.nodes()) {
        one_title_two_codes(context, node);
        one_code_two_titles(context, node);
        const CodeForm* right = FrameworkCodes::best(node);
        if (right == nullptr || node.node->title.empty()) continue;
        by_code[{node.framework, node.node->kind, right->code}].push_back(&node);
        by_title[{node.framework, node.node->kind, base::comparison_key(node.node->title)}]
            .push_back(&node);
    }
    for (const auto& [key, group] : by_code) {
        for (std::size_t i = 1; i < group.size(); ++i) {
            if (!near_titles(fold(group[0]->node->title).text, fold(group[i]->node->title).text)) {
                report_code(context, *group[0], *group[i]);
            }
        }
    }
    for (const auto& [key, group] : by_title) {
        for (std::size_t i = 1; i < group.size(); ++i) {
            const CodeForm* first = FrameworkCodes::best(*group[0]);
            const CodeForm* other = FrameworkCodes::best(*group[i]);
            if (first->code != other->code) report_title(context, *group[i], *first, *other);
        }
    }
}

constexpr std::string_view kChapter =
    "ความสอดคล้องกับแผนระดับบน\n"
    "\n"
    "แผนพัฒนาเมืองสายน้ำ (พ.ศ. ๒๕๖๖ - ๒๕๗๐)\n"
    "\n"
    "ยุทธศาสตร์ที่ ๑ เมืองสะอาด\n"
    "\n"
    "เป้าประสงค์ที่ ๑.๑ ถนนทุกสายไม่มีขยะตกค้าง\n"
    "\n";

}  // namespace

const Rule& code_shared() {
    static const std::string kBad = std::string(kChapter) + "เป้าประสงค์ที่ ๑.๑ คลองทุกสายมีน้ำใสตลอดปี\n";
    static const std::string kGood = std::string(kChapter) + "เป้าประสงค์ที่ ๑.๒ คลองทุกสายมีน้ำใสตลอดปี\n";
    static const Rule kRule{
        .id = "code.shared",
        .severity = Severity::error,
        .category = Category::numbering,
        .title = {"รหัสเดียวใช้กับสองข้อ หรือข้อเดียวมีสองรหัส",
                  "One code for two things, or two codes for one"},
        .why =
            {"รหัสหนึ่งต้องหมายถึงข้อเดียวในแผนระดับบน ถ้าซ้ำหรือต่างกันจะไม่รู้ว่าตัวชี้วัดและโครงการอยู่ใต้ข้อใด",
             "A code means one thing of the plan above. When two share it, or one has two, nobody "
             "knows what indicators and projects hang on."},
        .mend = {"ตรวจกับแผนระดับบนแล้วใช้รหัสที่ถูกทุกแห่ง",
                 "Look it up in the plan above and use its code throughout."},
        .source = {"หนึ่งรหัส หนึ่งชื่อ", "One code, one name."},
        .bad = {{kBad, {9}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
