#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "phaen/base/code.h"
#include "ref_codes.h"

namespace phaen::check {

const Rule& code_parent();

namespace {

/// A code and the one that it should go on from.
struct Step {
    const NodeCodes* node = nullptr;
    const NodeCodes* parent = nullptr;
    std::string printed;
    std::string above;
    std::vector<plan::Place> places;
    bool fits = true;
};

/// As the document prints them: each code goes on from the last shorter one of the same list or
/// line.
class PrintedOrder {
  public:
    explicit PrintedOrder(const Context& context) : codes_(context.derived<FrameworkCodes>()) {
        for (const plan::Claim* claim : context.claims(plan::ClaimKind::code)) {
            const bool link = context.what_at(claim->place) != "strategy_node";
            read(*claim, link);
        }
    }
    [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }

  private:
    struct Printed {
        const NodeCodes* node;
        base::Code code;
        std::string text;
        plan::Place place;
    };

    void read(const plan::Claim& claim, bool link) {
        const NodeCodes* node = codes_.find(claim.about);
        const std::optional<base::Code> code = base::Code::parse(claim.printed);
        if (node == nullptr || !code) return;
        const bool goes_on = !path_.empty() && path_.back().node->framework == node->framework &&
                             (link ? claim.place.block == path_.back().place.block
                                   : claim.place.block <= path_.back().place.block + 1);
        if (!goes_on) path_.clear();
        if (code->segments().size() != node->segments) return;
        while (!path_.empty() && path_.back().node->segments >= node->segments) path_.pop_back();
        if (!path_.empty()) {
            const Printed& above = path_.back();
            steps_.push_back({node,
                              above.node,
                              claim.printed,
                              above.text,
                              {claim.place, above.place},
                              code->is_under(above.code)});
        }
        path_.push_back({node, *code, claim.printed, claim.place});
    }

    const FrameworkCodes& codes_;
    std::vector<Printed> path_;
    std::vector<Step> steps_;
};

std::vector<Step> kept_order(const Context& context) {
    const auto& codes = context.derived<FrameworkCodes>();
    std::vector<Step> steps;
    for (const NodeCodes& node : codes.nodes()) {
        const NodeCodes* parent = codes.find(node.node->parent);
        const CodeForm* own = FrameworkCodes::best(node);
        if (parent == nullptr || own == nullptr) continue;
        const CodeForm* above = FrameworkCodes::best(*parent);
        // A level whose codes are not longer than those above it counts on its own.
        if (above == nullptr || node.segments <= parent->segments) continue;
        steps.push_back(
            {&node, parent, own->printed, above->printed, {}, own->code.is_under(above->code)});
    }
    return steps;
}

void run(Context& context) {
    const std::vector<Step> steps = context.claims(plan::ClaimKind::code).empty()
                                        ? kept_order(context)
                                        : PrintedOrder(context).steps();
    const auto wrong =
        std::count_if(steps.begin(), steps.end(), [](const Step& step) { return !step.fits; });
    // Where most do not go on from the one above, each level is numbered on its own.
    if (static_cast<std::size_t>(wrong) * 2 > std::max<std::size_t>(steps.size(), 2)) return;
    std::set<std::pair<const NodeCodes*, const NodeCodes*>> said;
    for (const Step& step : steps) {
        if (step.fits || !said.emplace(step.node, step.parent).second) continue;
        context.finding(code_parent())
            .about(step.node->node->id)
            .member("/code")
            .at(step.places)
            .found(step.printed)
            .expected(step.above)
            .say(FrameworkCodes::label_th(*step.node) + " มีรหัส “" + step.printed + "” แต่อยู่ใต้" +
                     FrameworkCodes::label_th(*step.parent) + " ซึ่งมีรหัส “" + step.above +
                     "” รหัสต้องขึ้นต้นด้วยรหัสของระดับเหนือ ตรวจรหัสหรือย้ายข้อ",
                 "The " + context.name_en(step.node->node->id) + " has the code “" + step.printed +
                     "” and stands under the " + context.name_en(step.parent->node->id) +
                     " with “" + step.above + "”: correct the code, or move it.");
    }
}

}  // namespace

const Rule& code_parent() {
    static const Rule kRule{
        .id = "code.parent",
        .severity = Severity::error,
        .category = Category::numbering,
        .title = {"รหัสไม่ขึ้นต้นด้วยรหัสของระดับเหนือ", "A code does not begin with the code above it"},
        .why = {"รหัสของแต่ละข้อต่อจากรหัสของข้อที่อยู่เหนือ ถ้าไม่ตรงแปลว่ารหัสผิดหรือวางไว้ผิดที่",
                "The code of a node goes on from the one above it. When it does not, the code is "
                "wrong or the node stands in a wrong place."},
        .mend = {"แก้รหัส หรือย้ายไปไว้ใต้ข้อที่ถูก", "Correct the code, or put it under the right one."},
        .source = {"ลำดับชั้นของรหัส", "The tree of codes."},
        .bad = {{"schema = \"phaen.plan/1\"\n"
                 "id = \"p\"\n"
                 "title = { th = \"แผน\" }\n"
                 "fiscal_year = 2566\n"
                 "[[frameworks]]\n"
                 "id = \"f\"\n"
                 "name = \"แผนพัฒนาเมือง\"\n"
                 "levels = [{ kind = \"strategic_area\", label = \"ด้าน\", segments = 1 }, "
                 "{ kind = \"dimension\", label = \"มิติ\", segments = 2 }]\n"
                 "nodes = [{ id = \"f.1\", code = \"๖\", kind = \"strategic_area\", title = "
                 "\"เศรษฐกิจ\" }, "
                 "{ id = \"f.2\", code = \"๗.๑\", kind = \"dimension\", title = \"การค้า\", parent "
                 "= \"f.1\" }]\n",
                 {},
                 "f.2"}},
        .near_miss =
            {{"schema = \"phaen.plan/1\"\n"
              "id = \"p\"\n"
              "title = { th = \"แผน\" }\n"
              "fiscal_year = 2566\n"
              "[[frameworks]]\n"
              "id = \"f\"\n"
              "name = \"แผนพัฒนาเมือง\"\n"
              "levels = [{ kind = \"part\", label = \"ส่วน\", segments = 1 }, "
              "{ kind = \"strategic_area\", label = \"ด้าน\", segments = 1 }]\n"
              "nodes = [{ id = \"f.1\", code = \"๑\", kind = \"part\", title = \"บริการ\" }, "
              "{ id = \"f.2\", code = \"๗\", kind = \"strategic_area\", title = \"การค้า\", parent "
              "= \"f.1\" }]\n",
              {},
              ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
