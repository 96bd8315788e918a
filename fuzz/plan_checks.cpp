#include "plan_checks.h"

#include <string>

#include "phaen/base/check.h"
#include "phaen/plan/create.h"

namespace phaen::fuzz {

namespace {

void check_errors(const plan::PlanErrors& errors) {
    PHAEN_CHECK(errors.size() <= plan::kMaxErrors, "errors are limited");
    for (const plan::PlanError& error : errors) {
        for (const auto language : {plan::MessageLanguage::thai, plan::MessageLanguage::english}) {
            const std::string line = plan::describe_error(error, language);
            PHAEN_CHECK(!line.empty() && line.find('\n') == std::string::npos,
                        "an error is told in one line");
        }
    }
}

}  // namespace

void check_round_trip(const plan::Plan& plan) {
    const auto from_toml = plan::parse_plan_toml(plan::to_toml(plan));
    PHAEN_CHECK(from_toml.has_value() && *from_toml == plan, "TOML gives the plan back");
    const auto from_json = plan::parse_plan_json(plan::to_json(plan));
    PHAEN_CHECK(from_json.has_value() && *from_json == plan, "JSON gives the plan back");
    PHAEN_CHECK(plan::version_of(plan).size() == 64, "a version is a SHA-256");
}

void check_plan_file(std::string_view bytes, plan::FileFormat format) {
    const auto plan = plan::parse_plan(bytes, format);
    if (!plan) {
        PHAEN_CHECK(!plan.error().empty(), "a refusal says why");
        check_errors(plan.error());
        return;
    }
    check_round_trip(*plan);
    check_errors(plan::validate(*plan));
    const auto loaded = plan::load_plan(bytes, format);
    if (loaded) {
        PHAEN_CHECK(*loaded == *plan, "validating changes nothing");
    } else {
        check_errors(loaded.error());
    }
}

}  // namespace phaen::fuzz
