#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "names.h"
#include "phaen/check/near.h"
#include "refs.h"

namespace phaen::check {

const Rule& link_unresolved();

namespace {

/// The element of that kind whose name is most like the text; null when none is.
const plan::Element* nearest(const Context& context, const RefUse& use) {
    const std::u32string wanted = fold(use.ref->unresolved).text;
    int limit = std::max(1, static_cast<int>(wanted.size() / 3));
    const plan::Element* best = nullptr;
    for (const plan::Element& element : context.elements().elements()) {
        if (element.kind != use.target) continue;
        const std::optional<int> distance =
            edit_distance(wanted, fold(plan::title_of(element)).text, limit);
        if (!distance || (best != nullptr && *distance >= limit)) continue;
        best = &element;
        limit = *distance;
    }
    return best;
}

std::vector<plan::Place> places_that_print(const Context& context, const RefUse& use) {
    const auto& finder = context.derived<PrintFinder>();
    const std::u32string wanted = fold(use.ref->unresolved).text;
    std::vector<plan::Place> out;
    for (const plan::Place& place : context.places_of(use.element)) {
        for (const Passage* passage : finder.passages_at(place)) {
            if (context.folded(*passage).text.find(wanted) != std::u32string::npos) {
                out.push_back(passage->place);
            }
        }
    }
    if (out.empty()) out = first_places(context.places_of(use.element), 1);
    return first_places(out, 3);
}

void run(Context& context) {
    // A file where nothing resolves is told so once, not a thousand times with a hint each.
    constexpr std::size_t kMostHints = 60;
    std::size_t hints = 0;
    for_each_ref(context.plan(), [&](const RefUse& use) {
        if (use.ref->resolved() || use.ref->unresolved.empty()) return;
        const plan::Element* near = ++hints <= kMostHints ? nearest(context, use) : nullptr;
        const std::string& printed = use.ref->unresolved;
        FindingBuilder finding = context.finding(link_unresolved());
        finding.about(use.element).member(use.member);
        if (context.printed()) finding.at(places_that_print(context, use));
        if (near != nullptr) finding.expected(std::string(plan::title_of(*near)));
        finding.found(printed).say(
            context.name_th(use.element) + " อ้างถึง “" + shorten(printed) + "” ซึ่งไม่มีในแผน " +
                (near != nullptr ? "ที่ใกล้เคียงคือ" + context.name_th(near->id) + " แก้ให้ตรงถ้าใช่"
                                 : std::string("แก้ชื่อให้ตรง หรือเพิ่มรายการนั้น")),
            "The " + context.name_en(use.element) + " refers to “" + shorten(printed) +
                "”, which the plan does not have" +
                (near != nullptr ? "; near to it is the " + context.name_en(near->id) + "."
                                 : std::string(": correct the name, or add what it names.")));
    });
}

constexpr std::string_view kHead =
    "schema = \"phaen.plan/1\"\n"
    "id = \"p\"\n"
    "title = { th = \"แผน\" }\n"
    "fiscal_year = 2566\n"
    "[[projects]]\nid = \"p1\"\nname = \"โครงการสวนเล็กใกล้บ้าน\"\n"
    "[[indicators]]\nid = \"i1\"\nname = \"จำนวนสวน\"\n";

}  // namespace

const Rule& link_unresolved() {
    static const std::string kBad =
        std::string(kHead) + "projects = [{ unresolved = \"โครงการสวนใกล้บ้าน\" }]\n";
    static const std::string kGood = std::string(kHead) + "projects = [\"p1\"]\n";
    static const Rule kRule{
        .id = "link.unresolved",
        .severity = Severity::warning,
        .category = Category::alignment,
        .title = {"อ้างถึงสิ่งที่ไม่มีในแผน", "A reference names what the plan does not have"},
        .why =
            {"ชื่อที่อ้างถึงต้องตรงกับรายการในแผน ถ้าหาไม่พบ ความเชื่อมโยงจะขาดและรวมผลไม่ได้",
             "What is referred to must be in the plan. A reference that leads nowhere breaks the "
             "link, and nothing can be added up along it."},
        .mend = {"แก้ชื่อให้ตรงกับรายการ หรือเพิ่มรายการที่ขาด", "Correct the name, or add what it names."},
        .source = {"การอ้างถึงกันในแฟ้มแผน", "References of the plan file."},
        .bad = {{kBad, {}, "i1"}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
