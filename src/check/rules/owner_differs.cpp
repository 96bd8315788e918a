#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "context.h"
#include "names.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& owner_differs();

namespace {

/// Who answers for one thing, as one place prints it. A unit that only helps is left out.
struct Owners {
    std::vector<NameCore> units;
    std::string printed;
    std::vector<plan::Place> places;
};

std::vector<std::string_view> parts_of(std::string_view text) {
    static constexpr std::array<std::string_view, 5> kMarks = {"/", ",", ";", "\n", " และ"};
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        std::size_t at = text.size();
        std::size_t size = 0;
        for (const std::string_view mark : kMarks) {
            const std::size_t found = text.find(mark);
            if (found < at) {
                at = found;
                size = mark.size();
            }
        }
        parts.push_back(text.substr(0, at));
        text.remove_prefix(std::min(text.size(), at + size));
    }
    return parts;
}

class OwnerReader {
  public:
    explicit OwnerReader(const Context& context) : context_(context) {
        for (const plan::Organisation& unit : context.plan().organisations) {
            add_unit(unit.name, unit.id);
            add_unit(unit.short_name, unit.id);
        }
    }

    /// The units that lead; those that the text or the plan calls helpers are left out.
    [[nodiscard]] std::vector<NameCore> read(std::string_view printed,
                                             const std::set<std::string>& helpers) const {
        std::vector<NameCore> units;
        for (std::string_view part : parts_of(leads_of(printed))) {
            NameCore unit = name_core(part, context_.words());
            if (unit.text.size() < 3) continue;
            const std::string id = id_of(unit);
            if (!id.empty() && helpers.contains(id)) continue;
            units.push_back(std::move(unit));
        }
        return units;
    }

    [[nodiscard]] bool same(const std::vector<NameCore>& a, const std::vector<NameCore>& b) const {
        return within(a, b) && within(b, a);
    }

  private:
    void add_unit(std::string_view name, const std::string& id) {
        NameCore core = name_core(name, context_.words());
        if (!core.text.empty()) units_.emplace_back(std::move(core), id);
    }

    [[nodiscard]] std::string id_of(const NameCore& unit) const {
        for (const auto& [core, id] : units_) {
            if (same_name(core, unit)) return id;
        }
        return {};
    }

    /// The text before the helpers: หน่วย ก (สนับสนุน: หน่วย ข).
    [[nodiscard]] std::string_view leads_of(std::string_view printed) const {
        for (const std::string& word : context_.words().list("support_words")) {
            for (const std::string_view open : {"(", "หน่วยงาน", " "}) {
                const std::size_t at = printed.find(std::string(open) + word);
                if (at != std::string_view::npos && at > 0) printed = printed.substr(0, at);
            }
        }
        return printed;
    }

    [[nodiscard]] bool within(const std::vector<NameCore>& few,
                              const std::vector<NameCore>& many) const {
        return std::all_of(few.begin(), few.end(), [&](const NameCore& unit) {
            return std::any_of(many.begin(), many.end(), [&](const NameCore& other) {
                // The unit with and without the office above it is one unit.
                if (same_name(unit, other) || unit.text.starts_with(other.text) ||
                    other.text.starts_with(unit.text)) {
                    return true;
                }
                const std::string id = id_of(unit);
                return !id.empty() && id == id_of(other);
            });
        });
    }

    const Context& context_;
    std::vector<std::pair<NameCore, std::string>> units_;
};

std::set<std::string> helpers_of(const plan::Element& element) {
    const auto collect = [](const plan::Refs& lead, const plan::Refs& supporting) {
        std::set<std::string> ids;
        for (const plan::Ref& ref : supporting) {
            const bool leads = std::find(lead.begin(), lead.end(), ref) != lead.end();
            if (ref.resolved() && !leads) ids.insert(ref.id);
        }
        return ids;
    };
    if (const auto* project = std::get_if<const plan::Project*>(&element.object)) {
        return collect((*project)->lead, (*project)->supporting);
    }
    if (const auto* indicator = std::get_if<const plan::Indicator*>(&element.object)) {
        return collect((*indicator)->lead, (*indicator)->supporting);
    }
    if (const auto* activity = std::get_if<const plan::Activity*>(&element.object)) {
        return collect((*activity)->lead, (*activity)->supporting);
    }
    return {};
}

void report(Context& context, std::string_view element, const Owners& wrong, const Owners& right) {
    const auto some = [](const std::vector<plan::Place>& places) {
        return std::vector<plan::Place>(
            places.begin(),
            places.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(3, places.size())));
    };
    context.finding(owner_differs())
        .about(element)
        .at(some(wrong.places))
        .at(some(right.places))
        .found(wrong.printed)
        .expected(right.printed)
        .say("ผู้รับผิดชอบของ " + context.name_th(element) + " ระบุไว้ไม่ตรงกัน: ที่นี่คือ “" +
                 shorten(wrong.printed) + "” แต่อีก " +
                 thai(static_cast<long long>(right.places.size())) + " แห่งคือ “" +
                 shorten(right.printed) + "” ระบุหน่วยงานให้ตรงกัน หรือแยกหน่วยงานหลักกับหน่วยงานสนับสนุน",
             "The owner of " + context.name_en(element) + " differs: here “" +
                 shorten(wrong.printed) + "”, at " + std::to_string(right.places.size()) +
                 " other place(s) “" + shorten(right.printed) +
                 "”. Name the same units, or say which leads and which helps.");
}

/// Cells that list several things and name one owner: it answers for the list, and for none of the
/// things alone.
std::set<std::tuple<int, int, int>> shared_cells(const Context& context) {
    std::map<std::tuple<int, int, int>, std::set<std::string_view>> named;
    std::map<std::tuple<int, int, int>, int> owned;
    const auto cell_of = [](const plan::Claim& claim) {
        return std::tuple(claim.place.block, claim.place.row, claim.place.cell);
    };
    for (const plan::Claim* claim : context.claims(plan::ClaimKind::name)) {
        if (claim->place.cell >= 0) named[cell_of(*claim)].insert(claim->about);
    }
    for (const plan::Claim* claim : context.claims(plan::ClaimKind::owner)) {
        if (claim->place.cell >= 0) ++owned[cell_of(*claim)];
    }
    std::set<std::tuple<int, int, int>> shared;
    for (const auto& [cell, count] : owned) {
        const auto found = named.find(cell);
        if (count == 1 && found != named.end() && found->second.size() > 1) shared.insert(cell);
    }
    return shared;
}

void run(Context& context) {
    const OwnerReader reader(context);
    const auto shared = shared_cells(context);
    const PrintFinder cells(context);
    // Statements by element, a row or paragraph each.
    std::map<std::string, std::map<std::pair<int, int>, std::vector<const plan::Claim*>>> said;
    for (const plan::Claim* claim : context.claims(plan::ClaimKind::owner)) {
        const bool is_shared =
            shared.contains({claim->place.block, claim->place.row, claim->place.cell});
        if (!claim->about.empty() && !is_shared) {
            said[claim->about][{claim->place.block, claim->place.row}].push_back(claim);
        }
    }
    for (const plan::Element& element : context.elements().elements()) {
        const auto found = said.find(std::string(element.id));
        if (found == said.end() || found->second.size() < 2) continue;
        const std::set<std::string> helpers = helpers_of(element);
        std::vector<Owners> forms;
        for (const auto& [row, claims] : found->second) {
            Owners owners;
            for (const plan::Claim* claim : claims) {
                const std::string& text = claim->value.empty() ? claim->printed : claim->value;
                for (NameCore& unit : reader.read(text, helpers))
                    owners.units.push_back(std::move(unit));
                if (!owners.printed.empty()) owners.printed += ", ";
                owners.printed += claim->printed;
                owners.places.push_back(cells.cell_of(claim->place, claim->printed));
            }
            if (owners.units.empty()) continue;
            const auto same = std::find_if(forms.begin(), forms.end(), [&](const Owners& form) {
                return reader.same(form.units, owners.units);
            });
            if (same == forms.end()) {
                forms.push_back(std::move(owners));
            } else {
                same->places.insert(same->places.end(), owners.places.begin(), owners.places.end());
            }
        }
        if (forms.size() < 2) continue;
        auto best = forms.begin();
        for (auto form = forms.begin(); form != forms.end(); ++form) {
            if (form->places.size() > best->places.size()) best = form;
        }
        for (auto form = forms.begin(); form != forms.end(); ++form) {
            if (form != best) report(context, element.id, *form, *best);
        }
    }
}

}  // namespace

const Rule& owner_differs() {
    static const Rule kRule{
        .id = "owner.differs",
        .severity = Severity::error,
        .category = Category::naming,
        .title = {"ผู้รับผิดชอบไม่ตรงกัน", "The owner differs between two places"},
        .why = {"โครงการ ตัวชี้วัด หรือกิจกรรมหนึ่งต้องมีผู้รับผิดชอบชุดเดียว "
                "ถ้าแต่ละแห่งระบุไม่เหมือนกัน จะไม่รู้ว่าใครต้องรายงานผล "
                "ชื่อย่อที่ลงท้ายด้วย ฯ และหน่วยงานสนับสนุนที่ระบุบทบาทไว้ไม่นับเป็นความต่าง",
                "A project, indicator or activity has one set of owners. Where two places differ, "
                "nobody knows who reports. Abbreviations with ฯ and units that are said to help do "
                "not count."},
        .mend = {"ระบุหน่วยงานให้ตรงกันทุกแห่ง หรือแยกหน่วยงานหลักกับหน่วยงานสนับสนุนให้ชัด",
                 "Name the same units everywhere, or say which one leads and which ones help."},
        .source = {"แผนกล่าวถึงแต่ละเรื่องเพียงแห่งเดียว", "A plan says each thing once."},
        .bad = {{"โครงการยุทธศาสตร์\tงบประมาณ\tส่วนราชการ\n"
                 "โครงการตลาดนัดชุมชนเมืองเก่า\t๑๐๐,๐๐๐.- บาท\tส่วนแผนงานฯ/ส่วนส่งเสริมฯ\n"
                 "\n"
                 "สรุปโครงการและงบประมาณ\n"
                 "\n"
                 "ลำดับที่\tชื่อโครงการ\tงบประมาณ\tส่วนราชการที่รับผิดชอบ\n"
                 "๑\tโครงการตลาดนัดชุมชนเมืองเก่า\t๑๐๐,๐๐๐.- บาท\tส่วนแผนงานฯ\n",
                 {2, 7},
                 ""}},
        .near_miss = {{"โครงการยุทธศาสตร์\tงบประมาณ\tส่วนราชการ\n"
                       "โครงการตลาดนัดชุมชนเมืองเก่า\t๑๐๐,๐๐๐.- บาท\tส่วนแผนงานและงบประมาณ\n"
                       "\n"
                       "สรุปโครงการและงบประมาณ\n"
                       "\n"
                       "ลำดับที่\tชื่อโครงการ\tงบประมาณ\tส่วนราชการที่รับผิดชอบ\n"
                       "๑\tโครงการตลาดนัดชุมชนเมืองเก่า\t๑๐๐,๐๐๐.- บาท\tส่วนแผนงานฯ\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
