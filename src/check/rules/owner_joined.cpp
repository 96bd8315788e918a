#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "names.h"
#include "phaen/check/near.h"
#include "refs.h"

namespace phaen::check {

const Rule& owner_joined();

namespace {

const plan::Refs* owners_of(const Context& context, std::string_view id) {
    const plan::Element* element = context.elements().find(id);
    if (element == nullptr) return nullptr;
    if (const auto* higher = std::get_if<const plan::HigherIndicator*>(&element->object)) {
        return &(*higher)->owners;
    }
    if (const auto* project = std::get_if<const plan::Project*>(&element->object)) {
        return &(*project)->lead;
    }
    if (const auto* indicator = std::get_if<const plan::Indicator*>(&element->object)) {
        return &(*indicator)->lead;
    }
    return nullptr;
}

/// The names of the units that the text holds, and nothing between them but space.
bool holds_joined(const Context& context, const plan::Refs& owners, const std::string& printed) {
    const auto& separators = context.words().list("owner_separators");
    if (std::any_of(separators.begin(), separators.end(), [&](const std::string& mark) {
            return printed.find(mark) != std::string::npos;
        })) {
        return false;
    }
    const auto named = std::count_if(owners.begin(), owners.end(), [&](const plan::Ref& ref) {
        const plan::Element* unit = context.elements().find(ref.id);
        return unit != nullptr && printed.find(plan::title_of(*unit)) != std::string::npos;
    });
    return named >= 2;
}

/// A cell may part its names by paragraphs, which the claim no longer shows.
bool parted_by_lines(const Context& context, const plan::Claim& claim) {
    const auto passages = context.derived<PrintFinder>().passages_at(claim.place);
    const std::u32string wanted = fold(claim.printed).text;
    return std::any_of(passages.begin(), passages.end(), [&](const Passage* passage) {
        return passage->text.find('\n') != std::string::npos &&
               context.folded(*passage).text.find(wanted) != std::u32string::npos;
    });
}

void run(Context& context) {
    std::map<std::string, std::vector<const plan::Claim*>> joined;
    for (const plan::Claim* claim : context.claims(plan::ClaimKind::owner)) {
        const plan::Refs* owners = owners_of(context, claim->about);
        if (owners == nullptr || owners->size() < 2) continue;
        if (holds_joined(context, *owners, claim->printed) && !parted_by_lines(context, *claim)) {
            joined[claim->printed].push_back(claim);
        }
    }
    for (const auto& [printed, claims] : joined) {
        FindingBuilder finding = context.finding(owner_joined());
        finding.about(claims.front()->about);
        for (std::size_t i = 0; i < claims.size() && i < 6; ++i) {
            finding.at(printed_at(context, claims[i]->place, printed));
        }
        finding.found(printed).say("ชื่อหน่วยงานสองแห่งพิมพ์ติดกันเป็นชื่อเดียว “" + shorten(printed) +
                                       "” คั่นด้วยเครื่องหมาย / หรือขึ้นบรรทัดใหม่",
                                   "Two units are printed as one name, “" + shorten(printed) +
                                       "”: part them by a slash or a new line.");
    }
}

constexpr std::string_view kTable =
    "ตัวชี้วัดของแผนระดับบนที่หน่วยงานสนับสนุน\n"
    "\n"
    "ลำดับ\tตัวชี้วัดของแผนพัฒนาเมือง\tค่าเป้าหมาย\tหน่วยงานรับผิดชอบ\n"
    "๑\tอัตราป่วยด้วยโรคติดต่อลดลง\tร้อยละ ๑๐\t";

}  // namespace

const Rule& owner_joined() {
    static const std::string kBad = std::string(kTable) + "สำนักอนามัย สำนักการแพทย์\n";
    static const std::string kGood = std::string(kTable) + "สำนักอนามัย/สำนักการแพทย์\n";
    static const Rule kRule{
        .id = "owner.joined",
        .severity = Severity::info,
        .category = Category::format,
        .title = {"ชื่อหน่วยงานหลายแห่งพิมพ์ติดกัน", "Names of several units are printed as one"},
        .why = {"ชื่อที่ไม่มีเครื่องหมายคั่นอ่านเป็นหน่วยงานเดียวได้ จึงไม่รู้ว่าใครรับผิดชอบ",
                "Names with nothing between them can be read as one unit, so nobody knows who "
                "answers."},
        .mend = {"คั่นชื่อด้วยเครื่องหมาย / หรือขึ้นบรรทัดใหม่", "Part them by a slash or a new line."},
        .source = {"หน่วยงานเจ้าของตัวชี้วัดระดับบน", "Owners of higher indicators."},
        .bad = {{kBad, {4}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
