#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "context.h"
#include "ref_codes.h"
#include "refs.h"

namespace phaen::check {

const Rule& code_undeclared();

namespace {

/// The chapter that lists the goals of the plans above: from its heading to the next chapter.
struct Chapter {
    std::set<std::pair<int, int>> rows;
    plan::Place heading;
};

Chapter chapter_of_goals(const Context& context) {
    static constexpr std::string_view kInside[] = {"strategy_node", "framework", "strategy",
                                                   "prose"};
    Chapter chapter;
    bool open = false;
    for (const Passage& passage : context.passages()) {
        if (passage.place.row >= 0) {
            open = false;
            continue;
        }
        if (passage.what == "strategy" && chapter.rows.empty()) {
            open = true;
            chapter.heading = passage.place;
        }
        open = open &&
               std::find(std::begin(kInside), std::end(kInside), passage.what) != std::end(kInside);
        if (open && passage.what == "strategy_node") {
            chapter.rows.emplace(passage.place.block, passage.place.row);
        }
    }
    return chapter;
}

class Undeclared {
  public:
    Undeclared(const Context& context, const FrameworkCodes& codes, const Chapter& chapter)
        : context_(context), codes_(codes), chapter_(chapter) {}

    /// Notes what a link names, and what lies between it and the chapter.
    void add(std::string_view id) {
        named_.insert(id);
        std::set<std::string_view> seen;
        std::vector<const NodeCodes*> path;
        while (seen.insert(id).second) {
            const NodeCodes* node = codes_.find(id);
            if (node == nullptr || declared(*node)) break;
            path.push_back(node);
            id = node->node->parent;
        }
        // One whose framework the chapter leaves out as a whole is another matter.
        if (path.empty() || !frameworks().contains(path.back()->framework)) return;
        // A level that the chapter does not go down to is not asked for.
        if (!kinds_.contains({path.back()->framework, path.back()->node->kind})) return;
        std::vector<const NodeCodes*>& below = by_root_[path.back()];
        for (const NodeCodes* node : path) {
            if (std::find(below.begin(), below.end(), node) == below.end()) below.push_back(node);
        }
    }

    [[nodiscard]] const std::map<const NodeCodes*, std::vector<const NodeCodes*>>& roots() const {
        return by_root_;
    }
    /// How many nodes are referred to.
    [[nodiscard]] std::size_t named() const { return named_.size(); }

  private:
    [[nodiscard]] bool declared(const NodeCodes& node) const {
        const auto& places = context_.places_of(node.node->id);
        return std::any_of(places.begin(), places.end(), [&](const plan::Place& place) {
            return chapter_.rows.contains({place.block, place.row});
        });
    }

    const std::set<const plan::Framework*>& frameworks() {
        if (frameworks_.empty()) {
            for (const NodeCodes& node : codes_.nodes()) {
                if (!declared(node)) continue;
                frameworks_.insert(node.framework);
                kinds_.emplace(node.framework, node.node->kind);
            }
        }
        return frameworks_;
    }

    const Context& context_;
    const FrameworkCodes& codes_;
    const Chapter& chapter_;
    std::map<const NodeCodes*, std::vector<const NodeCodes*>> by_root_;
    std::set<const plan::Framework*> frameworks_;
    std::set<std::pair<const plan::Framework*, std::string_view>> kinds_;
    std::set<std::string_view> named_;
};

std::vector<plan::Place> code_places(const NodeCodes& node) {
    std::vector<plan::Place> places;
    for (const CodeForm& form : node.forms) {
        places.insert(places.end(), form.places.begin(), form.places.end());
    }
    std::sort(places.begin(), places.end());
    return places;
}

void run(Context& context) {
    if (!context.printed()) return;
    const Chapter chapter = chapter_of_goals(context);
    if (chapter.rows.size() < 2) return;
    const auto& codes = context.derived<FrameworkCodes>();
    Undeclared undeclared(context, codes, chapter);
    for_each_ref(context.plan(), [&](const RefUse& use) {
        if (use.target == plan::ElementKind::framework_node && use.ref->resolved()) {
            undeclared.add(use.ref->id);
        }
    });
    // A chapter that lacks most of what is referred to was not meant as the list of it.
    const std::size_t lacking = undeclared.roots().size();
    if (lacking > 2 && lacking * 2 > undeclared.named()) return;
    for (const auto& [root, nodes] : undeclared.roots()) {
        const std::string code =
            root->forms.empty() ? root->node->code : root->forms.front().printed;
        FindingBuilder finding = context.finding(code_undeclared());
        finding.about(root->node->id).at(first_places(code_places(*root), 3));
        for (const NodeCodes* node : nodes) finding.at(first_places(code_places(*node), 1));
        finding.found(code).say(
            FrameworkCodes::label_th(*root) + " (รหัส “" + code +
                "”) ถูกอ้างถึง แต่ไม่มีในหัวข้อที่แสดงเป้าหมายและความเชื่อมโยง เพิ่มไว้ในหัวข้อนั้น หรือแก้การอ้างอิง",
            "The " + context.name_en(root->node->id) + " (code “" + code +
                "”) is referred to and missing from the chapter of goals: add it there, or "
                "correct the reference.");
    }
}

constexpr std::string_view kChapter =
    "ความสอดคล้องกับแผนระดับบน\n"
    "\n"
    "แผนพัฒนาเมืองสายน้ำ (พ.ศ. ๒๕๖๖ - ๒๕๗๐)\n"
    "\n"
    "ด้านที่ ๑ เมืองสะอาด\n"
    "\n"
    "มิติที่ ๑.๑ ถนนทุกสายไม่มีขยะตกค้าง\n"
    "\n"
    "มิติที่ ๑.๒ คลองทุกสายมีน้ำใสตลอดปี\n"
    "\n"
    "โครงการตามภารกิจของหน่วยงาน\n"
    "\n"
    "ภารกิจที่ ๑ ดูแลความสะอาด\n"
    "\n"
    "ความเชื่อมโยงกับแผนพัฒนาเมืองสายน้ำ (พ.ศ. ๒๕๖๖ - ๒๕๗๐) ด้านที่ ๑ เมืองสะอาด ";

}  // namespace

const Rule& code_undeclared() {
    static const std::string kBad = std::string(kChapter) + "มิติที่ ๑.๓ ตลาดสะอาดทุกแห่ง\n";
    static const std::string kGood = std::string(kChapter) + "มิติที่ ๑.๒ คลองทุกสายมีน้ำใสตลอดปี\n";
    static const Rule kRule{
        .id = "code.undeclared",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"อ้างถึงข้อที่ไม่มีในหัวข้อเป้าหมาย", "A reference to what the chapter of goals lacks"},
        .why =
            {"หัวข้อเป้าหมายแสดงทุกข้อของแผนระดับบนที่หน่วยงานรับผิดชอบ ถ้าภารกิจหรือตัวชี้วัดอ้างถึงข้ออื่น "
             "ผู้อ่านจะตามความเชื่อมโยงไม่ได้",
             "The chapter of goals lists what the agency serves of the plans above. A mission or "
             "indicator that refers to something else cannot be followed."},
        .mend = {"เพิ่มข้อนั้นในหัวข้อเป้าหมาย หรือแก้การอ้างอิง",
                 "Add it to the chapter of goals, or correct the reference."},
        .source = {"ใช้แต่ไม่ได้ประกาศไว้", "Used but never declared."},
        .bad = {{kBad, {15}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
