#include <string>
#include <vector>

#include "context.h"
#include "ref_codes.h"
#include "refs.h"

namespace phaen::check {

const Rule& code_shape();

namespace {

/// The node whose own code this one is: then the reader is led to another place of the tree.
const NodeCodes* owner_of(const FrameworkCodes& codes, const NodeCodes& node,
                          const CodeForm& form) {
    for (const NodeCodes& other : codes.nodes()) {
        if (&other == &node || other.framework != node.framework) continue;
        const CodeForm* right = FrameworkCodes::best(other);
        if (right != nullptr && right->code == form.code) return &other;
    }
    return nullptr;
}

void report(Context& context, const FrameworkCodes& codes, const NodeCodes& node,
            const CodeForm& form) {
    const CodeForm* right = FrameworkCodes::best(node);
    const auto has = static_cast<long long>(form.code.segments().size());
    const auto wants = static_cast<long long>(node.segments);
    std::string th = "รหัส “" + form.printed + "” ของ" + FrameworkCodes::label_th(node) + " มี " +
                     thai(has) + " ชั้น ขณะที่รหัสระดับเดียวกันมี " + thai(wants) + " ชั้น";
    std::string en = "The code “" + form.printed + "” of the " + context.name_en(node.node->id) +
                     " has " + std::to_string(has) + " segment(s) where codes of this level have " +
                     std::to_string(wants);
    if (const NodeCodes* other = owner_of(codes, node, form)) {
        th += " และเป็นรหัสของ" + FrameworkCodes::label_th(*other);
        en += ", and is the code of the " + context.name_en(other->node->id);
    }
    if (right != nullptr) {
        th += " พิมพ์ให้ครบเป็น “" + right->printed + "”";
        en += ": write “" + right->printed + "”.";
    } else {
        th += " ตรวจรหัสเต็มในแผนระดับบนแล้วพิมพ์ให้ครบ";
        en += ": look up the whole code in the plan above and write it out.";
    }
    FindingBuilder finding = context.finding(code_shape());
    finding.about(node.node->id).member("/code").at(first_places(form.places, 3));
    if (right != nullptr) finding.at(first_places(right->places, 2)).expected(right->printed);
    finding.found(form.printed).say(std::move(th), std::move(en));
}

/// A code that goes on from its parent's by one segment is of another depth, not a wrong one;
/// unless the same node has a code of the usual length elsewhere.
bool is_well_formed(const FrameworkCodes& codes, const NodeCodes& node, const CodeForm& form) {
    if (FrameworkCodes::best(node) != nullptr) return false;
    const NodeCodes* parent = codes.find(node.node->parent);
    const CodeForm* above = parent == nullptr ? nullptr : FrameworkCodes::best(*parent);
    return above != nullptr && form.code.is_under(above->code) &&
           form.code.segments().size() == above->code.segments().size() + 1;
}

void run(Context& context) {
    const auto& codes = context.derived<FrameworkCodes>();
    for (const NodeCodes& node : codes.nodes()) {
        for (const CodeForm& form : node.forms) {
            if (form.code.segments().size() == node.segments) continue;
            if (!is_well_formed(codes, node, form)) report(context, codes, node, form);
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
    "\n"
    "กลยุทธ์ที่ ๑.๑.๑ เก็บขยะให้ตรงเวลา\n"
    "\n"
    "กลยุทธ์ที่ ๑.๑.๒ เพิ่มจุดรับขยะอันตราย\n"
    "\n";

}  // namespace

const Rule& code_shape() {
    static const std::string kBad = std::string(kChapter) + "กลยุทธ์ที่ ๑.๑ รณรงค์ให้คัดแยกขยะตั้งแต่ที่บ้าน\n";
    static const std::string kGood =
        std::string(kChapter) + "กลยุทธ์ที่ ๑.๑.๓ รณรงค์ให้คัดแยกขยะตั้งแต่ที่บ้าน\n";
    static const Rule kRule{
        .id = "code.shape",
        .severity = Severity::error,
        .category = Category::numbering,
        .title = {"รหัสขาดหรือเกินชั้น", "A code has too few or too many segments"},
        .why =
            {"รหัสของแผนระดับบนบอกตำแหน่งในโครงสร้าง รหัสที่สั้นหรือยาวกว่าระดับของตนจะชี้ไปที่ข้ออื่น "
             "และใช้ค้นหรือรวมผลตามแผนระดับบนไม่ได้",
             "A code of a higher plan tells the place in its tree. One that is shorter or longer "
             "than its level points at something else, and results cannot be gathered by it."},
        .mend = {"พิมพ์รหัสให้ครบทุกชั้นตามแผนระดับบน",
                 "Write the code in full, as the plan above has it."},
        .source = {"แต่ละชั้นของแผนระดับบนมีรหัสยาวเท่ากัน",
                   "Each level of a plan above has codes of its own length."},
        .bad = {{kBad, {13}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
