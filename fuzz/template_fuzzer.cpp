#include <cstddef>
#include <cstdint>
#include <string_view>

#include "phaen/base/check.h"
#include "phaen/book/compose.h"
#include "phaen/book/template.h"
#include "phaen/document/write_text.h"

// Any bytes as a template: refused with errors, or a template by which a book can be composed and
// written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace phaen;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto made = book::read_template(bytes);
    if (!made) {
        PHAEN_CHECK(!made.error().empty(), "a refusal says why");
        return 0;
    }
    static const plan::Plan kPlan = [] {
        plan::Plan plan;
        plan.id = "p";
        plan.title.th = "แผน";
        plan.fiscal_year = 2565;
        plan.vision = "วิสัยทัศน์";
        plan.swot.items = {{"S1", "จุดแข็ง"}, {"T1", "อุปสรรค"}};
        plan::Project& project = plan.projects.emplace_back();
        project.id = "project-1";
        project.name = "โครงการ";
        project.kind = "routine";
        plan::Indicator& indicator = plan.indicators.emplace_back();
        indicator.id = "indicator-1";
        indicator.name = "ตัวชี้วัด";
        indicator.projects = {plan::Ref::to("project-1")};
        plan::Schedule& schedule = plan.schedules.emplace_back();
        schedule.id = "schedule-1";
        schedule.indicator = plan::Ref::to("indicator-1");
        schedule.steps.emplace_back().id = "schedule-1.step-1";
        return plan;
    }();
    const document::ComposedDocument composed = book::compose(kPlan, *made, {});
    PHAEN_CHECK(document::write_text(composed).has_value(), "what is composed can be written");
    return 0;
}
