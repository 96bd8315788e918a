#include "refs.h"

#include <algorithm>
#include <utility>

#include "names.h"

namespace phaen::check {

namespace {

using plan::ElementKind;

class RefWalk {
  public:
    explicit RefWalk(const std::function<void(const RefUse&)>& visit) : visit_(visit) {}

    void one(std::string_view element, std::string member, const plan::Ref& ref,
             ElementKind target) const {
        visit_({element, std::move(member), &ref, target});
    }
    void optional(std::string_view element, std::string member, const std::optional<plan::Ref>& ref,
                  ElementKind target) const {
        if (ref) one(element, std::move(member), *ref, target);
    }
    void many(std::string_view element, std::string_view member, const plan::Refs& refs,
              ElementKind target) const {
        for (std::size_t i = 0; i < refs.size(); ++i) {
            one(element, std::string(member) + '/' + std::to_string(i), refs[i], target);
        }
    }
    void links(std::string_view element, const std::vector<plan::Link>& links) const {
        for (std::size_t i = 0; i < links.size(); ++i) {
            const std::string member = "/links/" + std::to_string(i);
            one(element, member + "/framework", links[i].framework, ElementKind::framework);
            one(element, member + "/node", links[i].node, ElementKind::framework_node);
        }
    }
    void indicator(const plan::Indicator& indicator) const {
        links(indicator.id, indicator.links);
        many(indicator.id, "/projects", indicator.projects, ElementKind::project);
        many(indicator.id, "/lead", indicator.lead, ElementKind::organisation);
        many(indicator.id, "/supporting", indicator.supporting, ElementKind::organisation);
    }
    void project(const plan::Project& project) const {
        many(project.id, "/lead", project.lead, ElementKind::organisation);
        many(project.id, "/supporting", project.supporting, ElementKind::organisation);
        optional(project.id, "/budget_node", project.budget_node, ElementKind::budget_node);
        links(project.id, project.links);
        for (std::size_t i = 0; i < project.allocations.size(); ++i) {
            one(project.id, "/allocations/" + std::to_string(i) + "/to", project.allocations[i].to,
                ElementKind::mission);
        }
    }

  private:
    const std::function<void(const RefUse&)>& visit_;
};

}  // namespace

plan::BilingualText names_in(const Context& context, const std::vector<std::string_view>& ids,
                             std::size_t most) {
    plan::BilingualText out;
    for (std::size_t i = 0; i < ids.size() && i < most; ++i) {
        out.th += (i == 0 ? "" : ", ") + context.name_th(ids[i]);
        out.en += (i == 0 ? "" : ", ") + context.name_en(ids[i]);
    }
    if (ids.size() > most) {
        const auto more = static_cast<long long>(ids.size() - most);
        out.th += " และอีก " + thai(more) + " รายการ";
        out.en += " and " + std::to_string(more) + " more";
    }
    return out;
}

std::string joined(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
    return out;
}

plan::Place place_as(const Context& context, std::string_view id,
                     std::initializer_list<std::string_view> whats) {
    const std::vector<plan::Place>& places = context.places_of(id);
    for (const std::string_view what : whats) {
        const auto found =
            std::find_if(places.begin(), places.end(),
                         [&](const plan::Place& place) { return context.what_at(place) == what; });
        if (found != places.end()) return *found;
    }
    return places.empty() ? plan::Place{} : places.front();
}

bool shown_as(const Context& context, std::string_view id,
              std::initializer_list<std::string_view> whats) {
    const std::vector<plan::Place>& places = context.places_of(id);
    return std::any_of(places.begin(), places.end(), [&](const plan::Place& place) {
        return std::find(whats.begin(), whats.end(), context.what_at(place)) != whats.end();
    });
}

plan::Place printed_at(const Context& context, const plan::Place& place, std::string_view text) {
    return context.derived<PrintFinder>().cell_of(place, text);
}

plan::Place sheet_place(const Context& context, const plan::Indicator& indicator) {
    const plan::Place place = place_as(
        context, indicator.id, {"indicator_sheet", "card_row", "indicator_row", "indicator"});
    if (context.what_at(place) != "card_row") return printed_at(context, place, indicator.name);
    // A card stands under the paragraph that names the indicator.
    for (const plan::Place& other : context.places_of(indicator.id)) {
        if (other.row < 0 && other.block < place.block && other.block + 2 >= place.block) {
            return other;
        }
    }
    return printed_at(context, place, indicator.name);
}

plan::Place project_place(const Context& context, const plan::Project& project) {
    return printed_at(context, place_as(context, project.id, {"project_row"}), project.name);
}

std::vector<plan::Place> first_places(const std::vector<plan::Place>& places, std::size_t most) {
    const auto count = static_cast<std::ptrdiff_t>(std::min(most, places.size()));
    return {places.begin(), places.begin() + count};
}

void for_each_ref(const plan::Plan& plan, const std::function<void(const RefUse&)>& visit) {
    const RefWalk walk(visit);
    for (const plan::Measure& measure : plan.measures) {
        walk.links(measure.id, measure.links);
        walk.many(measure.id, "/indicators", measure.indicators, ElementKind::indicator);
    }
    for (const plan::SwotCombination& combination : plan.swot.combinations) {
        walk.many(combination.id, "/missions", combination.missions, ElementKind::mission);
        walk.many(combination.id, "/projects", combination.projects, ElementKind::project);
    }
    for (const plan::Mission& mission : plan.missions) {
        walk.many(mission.id, "/mission_statements", mission.mission_statements,
                  ElementKind::mission_statement);
        walk.links(mission.id, mission.links);
        walk.many(mission.id, "/indicators", mission.indicators, ElementKind::indicator);
        walk.many(mission.id, "/projects", mission.projects, ElementKind::project);
    }
    for (const plan::Indicator& indicator : plan.indicators) {
        walk.indicator(indicator);
        for (const plan::Indicator& sub : indicator.sub_indicators) walk.indicator(sub);
    }
    for (const plan::HigherIndicator& higher : plan.higher_indicators) {
        walk.many(higher.id, "/owners", higher.owners, ElementKind::organisation);
        walk.links(higher.id, higher.links);
    }
    for (const plan::Project& project : plan.projects) walk.project(project);
    for (const plan::Activity& activity : plan.activities) {
        walk.optional(activity.id, "/project", activity.project, ElementKind::project);
        walk.optional(activity.id, "/indicator", activity.indicator, ElementKind::indicator);
        walk.many(activity.id, "/lead", activity.lead, ElementKind::organisation);
        walk.many(activity.id, "/supporting", activity.supporting, ElementKind::organisation);
    }
    for (const plan::Schedule& schedule : plan.schedules) {
        walk.optional(schedule.id, "/indicator", schedule.indicator, ElementKind::indicator);
        walk.optional(schedule.id, "/project", schedule.project, ElementKind::project);
        walk.optional(schedule.id, "/activity", schedule.activity, ElementKind::activity);
    }
}

bool is_usual(std::size_t with, std::size_t all) { return with >= 2 && with * 2 > all; }

}  // namespace phaen::check
