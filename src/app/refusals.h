#pragma once

#include <string>
#include <string_view>

#include "phaen/app/refusal.h"
#include "phaen/base/form.h"
#include "phaen/document/read.h"
#include "phaen/plan/problem.h"
#include "phaen/store/error.h"

/// The refusals that several use cases share.
namespace phaen::app {

[[nodiscard]] Refusal not_found(BothTexts what);
[[nodiscard]] Refusal invalid(std::string_view type, BothTexts title, BothTexts detail);
/// A member of what was sent, or a word of the query, that cannot be used: named by `member`.
[[nodiscard]] Refusal bad_member(std::string_view name, BothTexts detail);
[[nodiscard]] Refusal conflict(std::string_view type, BothTexts title, BothTexts detail);
/// `not_found` of the store names `what`; `conflict` is `changed_meanwhile`.
[[nodiscard]] Refusal from_store(const store::Error& error, BothTexts what);
[[nodiscard]] Refusal unreadable(const document::ReadError& error);
/// The plan cannot be printed; `why` is for the log.
[[nodiscard]] Refusal no_book(std::string why);
/// No book is called so, or none of that name comes in that format.
[[nodiscard]] Refusal no_such_book(std::string_view book, std::string_view format);
/// An Idempotency-Key that was another request's.
[[nodiscard]] Refusal key_reused();
/// A fault of ours.
[[nodiscard]] Refusal fault();
/// Too much waits.
[[nodiscard]] Refusal too_busy();
/// A change that would not leave a plan.
[[nodiscard]] Refusal not_a_plan(const plan::PlanErrors& errors);

/// The errors of a file, each with its place, at most a hundred:
/// `[{line, column, pointer, message}]`.
[[nodiscard]] base::Array errors_value(const base::FormErrors& errors);
[[nodiscard]] base::Array errors_value(const plan::PlanErrors& errors);

[[nodiscard]] base::Value both(const BothTexts& texts);

}  // namespace phaen::app
