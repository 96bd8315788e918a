#include "phaen/plan/io.h"

#include <algorithm>

#include "phaen/base/sha256.h"
#include "phaen/plan/words.h"
#include "plan_fields.h"
#include "record_reader.h"
#include "record_writer.h"
#include "toml_reader.h"
#include "toml_writer.h"

namespace phaen::plan {

namespace {

using Parsed = base::Result<base::Value, base::SyntaxError>;

base::Result<Plan, PlanErrors> from_parsed(const Parsed& parsed) {
    if (!parsed) {
        const base::SyntaxError& error = parsed.error();
        return base::Unexpected{
            PlanErrors{PlanError{PlanErrorKind::syntax, "", error.position, error.message, ""}}};
    }
    return from_value(*parsed);
}

}  // namespace

FileFormat format_of_path(std::string_view path) {
    return path.ends_with(".json") ? FileFormat::json : FileFormat::toml;
}

base::Result<Plan, PlanErrors> from_value(const base::Value& value) {
    return read_top<Plan>(value, kMaxDepth);
}

base::Result<Plan, PlanErrors> parse_plan_json(std::string_view bytes) {
    return from_parsed(base::parse_json(bytes));
}

base::Result<Plan, PlanErrors> parse_plan_toml(std::string_view bytes) {
    return from_parsed(parse_toml(bytes));
}

base::Result<Plan, PlanErrors> parse_plan(std::string_view bytes, FileFormat format) {
    switch (format) {
        case FileFormat::toml:
            return parse_plan_toml(bytes);
        case FileFormat::json:
            return parse_plan_json(bytes);
    }
    PHAEN_CHECK(false, "every file format is read");
}

base::Value to_value(const Plan& plan) { return write_record(plan); }

std::string to_json(const Plan& plan) { return base::to_pretty_json(to_value(plan)); }

std::string to_toml(const Plan& plan) { return write_toml(to_value(plan), type_info<Plan>()); }

std::string version_of(const Plan& plan) {
    base::Value value = to_value(plan);
    std::erase_if(*value.as_object(), [](const auto& member) {
        return member.first == "source" || member.first == "claims";
    });
    return base::sha256_hex(base::to_canonical_json(value));
}

template <class E>
std::string_view word_of(E value) {
    for (const auto& word : words(Of<E>{})) {
        if (word.value == value) return word.text;
    }
    PHAEN_CHECK(false, "an enumeration holds a value that it does not name");
}

template <class E>
std::optional<E> from_word(std::string_view text) {
    for (const auto& word : words(Of<E>{})) {
        if (word.text == text) return word.value;
    }
    return std::nullopt;
}

#define PHAEN_WORDS(E)                       \
    template std::string_view word_of<E>(E); \
    template std::optional<E> from_word<E>(std::string_view)
PHAEN_WORDS(NarrativeKind);
PHAEN_WORDS(OrganisationKind);
PHAEN_WORDS(FrameworkStatus);
PHAEN_WORDS(LinkRelation);
PHAEN_WORDS(LinkAs);
PHAEN_WORDS(SwotCombinationKind);
PHAEN_WORDS(IndicatorKind);
PHAEN_WORDS(IndicatorResult);
PHAEN_WORDS(Better);
PHAEN_WORDS(Comparison);
PHAEN_WORDS(BaselineFrom);
PHAEN_WORDS(ScoringRule);
PHAEN_WORDS(Accumulation);
PHAEN_WORDS(QueryFunction);
PHAEN_WORDS(QueryPeriod);
PHAEN_WORDS(ActivityKind);
PHAEN_WORDS(BudgetNodeKind);
PHAEN_WORDS(StepRequires);
PHAEN_WORDS(Spread);
PHAEN_WORDS(ResultStatus);
PHAEN_WORDS(ClaimKind);
#undef PHAEN_WORDS

}  // namespace phaen::plan
