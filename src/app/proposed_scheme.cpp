#include "phaen/app/proposed_scheme.h"

#include <string>

#include "phaen/app/schemes.h"
#include "phaen/book/propose_scheme.h"
#include "phaen/plan/scheme.h"

namespace phaen::app {

using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

Result<Value, Refusal> proposed_scheme(const Workspace& workspace, std::string_view plan) {
    const auto current = workspace.current(plan);
    if (!current) return Unexpected{current.error()};
    const auto schemes = workspace.schemes_of(current->agency);
    if (!schemes) return Unexpected{schemes.error()};
    plan::Scheme scheme = book::propose_scheme(*current->plan);
    // What is there is not to be replaced by a guess.
    if ((*schemes)->find(scheme.id) != nullptr)
        scheme.id = "scheme-" + std::to_string(current->plan->fiscal_year);
    return Value(Object{{"scheme", Value(scheme.id)}, {"text", Value(plan::to_toml(scheme))}});
}

}  // namespace phaen::app
