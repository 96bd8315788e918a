#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "context.h"
#include "ref_codes.h"
#include "refs.h"

namespace phaen::check {

const Rule& alignment_branch();

namespace {

using Ids = std::vector<std::string_view>;

/// The nodes that something stands under, not those that it only agrees with.
void add_nodes(const std::vector<plan::Link>& links, Ids& out) {
    for (const plan::Link& link : links) {
        if (link.relation == plan::LinkRelation::under && link.node.resolved()) {
            out.push_back(link.node.id);
        }
    }
}

bool agrees_elsewhere(const std::vector<plan::Link>& links, const FrameworkCodes& codes,
                      std::string_view node) {
    return std::any_of(links.begin(), links.end(), [&](const plan::Link& link) {
        return link.relation == plan::LinkRelation::consistent_with && link.node.resolved() &&
               codes.on_one_branch(link.node.id, node);
    });
}

/// The place where a mission prints what it is linked to.
plan::Place link_place(const Context& context, const plan::Mission& mission) {
    return place_as(context, mission.id, {"link"});
}

class Branches {
  public:
    explicit Branches(Context& context)
        : context_(context), codes_(context.derived<FrameworkCodes>()) {
        for (const plan::Indicator& indicator : context.plan().indicators) {
            indicators_.emplace(indicator.id, &indicator);
            add_nodes(indicator.links, nodes_[indicator.id]);
            if (!context.printed()) continue;
            const plan::Place sheet = sheet_place(context, indicator);
            sheets_.emplace_back(sheet.block, sheet.row);
        }
        std::sort(sheets_.begin(), sheets_.end());
        for (const plan::Measure& measure : context.plan().measures) {
            for (const plan::Ref& ref : measure.indicators) {
                if (nodes_[ref.id].empty()) add_nodes(measure.links, nodes_[ref.id]);
            }
        }
    }

    void check(const plan::Mission& mission) {
        Ids own;
        add_nodes(mission.links, own);
        for (const plan::Ref& ref : mission.indicators) {
            const auto found = indicators_.find(ref.id);
            if (found == indicators_.end()) continue;
            for (const std::string_view node : own) compare(mission, *found->second, node);
        }
    }

  private:
    void compare(const plan::Mission& mission, const plan::Indicator& indicator,
                 std::string_view node) {
        const NodeCodes* mine = codes_.find(node);
        const NodeCodes* first = nullptr;
        for (const std::string_view id : nodes_[indicator.id]) {
            const NodeCodes* other = codes_.find(id);
            if (other == nullptr || mine == nullptr || other->framework != mine->framework)
                continue;
            if (codes_.on_one_branch(node, id) || near_by(*mine, *other)) return;
            if (first == nullptr) first = other;
        }
        if (first == nullptr || inherited(indicator, *first) ||
            agrees_elsewhere(indicator.links, codes_, node) ||
            agrees_elsewhere(mission.links, codes_, first->node->id)) {
            return;
        }
        report(mission, indicator, *mine, *first);
    }

    /// Both lie under one node that is itself below a branch: goals of one dimension.
    [[nodiscard]] bool near_by(const NodeCodes& a, const NodeCodes& b) const {
        const CodeForm* x = FrameworkCodes::best(a);
        const CodeForm* y = FrameworkCodes::best(b);
        if (x == nullptr || y == nullptr) return false;
        const auto& one = x->code.segments();
        const auto& other = y->code.segments();
        return one.size() > 2 && other.size() > 2 && one[0] == other[0] && one[1] == other[1];
    }

    /// The heading that names the node stands above another indicator's sheet, and this one comes
    /// behind that: whether it goes on for this one nobody can tell.
    [[nodiscard]] bool inherited(const plan::Indicator& indicator, const NodeCodes& node) const {
        if (!context_.printed()) return false;
        const plan::Place sheet = sheet_place(context_, indicator);
        int heading = -1;
        for (const plan::Place& place : context_.places_of(node.node->id)) {
            if (place.block < sheet.block) heading = std::max(heading, place.block);
        }
        const auto next = std::upper_bound(sheets_.begin(), sheets_.end(),
                                           std::pair{heading, std::numeric_limits<int>::max()});
        return next != sheets_.end() && *next < std::pair{sheet.block, sheet.row};
    }

    void report(const plan::Mission& mission, const plan::Indicator& indicator,
                const NodeCodes& of_mission, const NodeCodes& of_indicator) {
        FindingBuilder finding = context_.finding(alignment_branch());
        finding.about(mission.id).member("/links");
        if (context_.printed()) {
            finding.at(link_place(context_, mission));
            if (const plan::Place* place = context_.first_place_of(of_indicator.node->id)) {
                finding.at(*place);
            }
            finding.at(sheet_place(context_, indicator));
        }
        const std::string mission_code = of_mission.node->code;
        const std::string indicator_code = of_indicator.node->code;
        finding.found(mission_code)
            .expected(indicator_code)
            .say(context_.name_th(mission.id) + " เชื่อมโยงกับ" +
                     FrameworkCodes::label_th(of_mission) + " (" + mission_code + ") แต่" +
                     context_.name_th(indicator.id) + " ซึ่งวัดภารกิจนี้อยู่ใต้" +
                     FrameworkCodes::label_th(of_indicator) + " (" + indicator_code +
                     ") แก้ให้อยู่ใต้สายเดียวกัน หรือระบุว่าสอดคล้องกับทั้งสอง",
                 "The " + context_.name_en(mission.id) + " is linked to " + mission_code +
                     ", and its " + context_.name_en(indicator.id) + " stands under " +
                     indicator_code +
                     ": put both under one branch, or say that it agrees with both.");
    }

    Context& context_;
    const FrameworkCodes& codes_;
    std::map<std::string_view, const plan::Indicator*> indicators_;
    std::map<std::string_view, Ids> nodes_;
    std::vector<std::pair<int, int>> sheets_;  ///< block and row, in order
};

void run(Context& context) {
    Branches branches(context);
    for (const plan::Mission& mission : context.plan().missions) branches.check(mission);
}

constexpr std::string_view kHead =
    "schema = \"phaen.plan/1\"\n"
    "id = \"p\"\n"
    "title = { th = \"แผน\" }\n"
    "fiscal_year = 2566\n"
    "[[frameworks]]\n"
    "id = \"f\"\n"
    "name = \"แผนพัฒนาเมือง\"\n"
    "levels = [{ kind = \"strategic_area\", label = \"ด้าน\", segments = 1 }, "
    "{ kind = \"dimension\", label = \"มิติ\", segments = 2 }]\n"
    "nodes = [{ id = \"f.1\", code = \"๖\", kind = \"strategic_area\", title = \"เศรษฐกิจ\" }, "
    "{ id = \"f.2\", code = \"๖.๑\", kind = \"dimension\", title = \"การค้า\", parent = \"f.1\" }, "
    "{ id = \"f.3\", code = \"๖.๒\", kind = \"dimension\", title = \"ท่องเที่ยว\", parent = \"f.1\" "
    "}]\n"
    "[[missions]]\n"
    "id = \"m1\"\n"
    "title = \"ส่งเสริมการค้า\"\n"
    "links = [{ framework = \"f\", node = \"f.2\", relation = \"under\" }]\n"
    "indicators = [\"i1\"]\n"
    "[[indicators]]\n"
    "id = \"i1\"\n"
    "name = \"จำนวนร้านค้าใหม่\"\n"
    "links = [";

}  // namespace

const Rule& alignment_branch() {
    static const std::string kBad =
        std::string(kHead) + "{ framework = \"f\", node = \"f.3\", relation = \"under\" }]\n";
    static const std::string kSame =
        std::string(kHead) + "{ framework = \"f\", node = \"f.1\", relation = \"under\" }]\n";
    static const std::string kAgrees =
        std::string(kHead) +
        "{ framework = \"f\", node = \"f.3\", relation = \"under\" }, "
        "{ framework = \"f\", node = \"f.2\", relation = \"consistent_with\" }]\n";
    static const Rule kRule{
        .id = "alignment.branch",
        .severity = Severity::warning,
        .category = Category::alignment,
        .title = {"ภารกิจกับตัวชี้วัดอยู่คนละสายของแผนระดับบน",
                  "A mission and its indicator are on different branches of the plan above"},
        .why = {"ตัวชี้วัดต้องวัดสิ่งที่ภารกิจรับผิดชอบ ถ้าอยู่ใต้คนละด้านหรือมิติ ผลของตัวชี้วัดจะไม่ไปถึงเป้าหมายที่ภารกิจอ้าง",
                "An indicator measures what its mission serves. Under another dimension its result "
                "does not count for the goal that the mission names."},
        .mend = {"แก้ความเชื่อมโยงของภารกิจหรือของตัวชี้วัดให้ตรงกัน",
                 "Correct the link of the mission or that of the indicator."},
        .source = {"สาขายุทธศาสตร์ของตัวชี้วัดเทียบกับของภารกิจ",
                   "The indicator's branch against its mission's."},
        .bad = {{kBad, {}, "m1"}},
        .near_miss = {{kSame, {}, ""}, {kAgrees, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
