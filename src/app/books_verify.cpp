// Whether a printed book still is what the plan says.
#include "phaen/app/books.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "at_once.h"
#include "parts.h"
#include "phaen/app/schemes.h"
#include "phaen/book/propose_scheme.h"
#include "phaen/plan/io.h"
#include "phaen/plan/scheme.h"
#include "refusals.h"

namespace phaen::app {

using base::Object;
using base::Unexpected;
using base::Value;

namespace {

/// What people send in: far below what `phaen verify` reads, since many may send at once.
constexpr document::PdfReadLimits kLimits{.file_bytes = std::size_t{64} << 20,
                                          .unpacked_bytes = std::size_t{256} << 20,
                                          .pages = 5'000,
                                          .objects = 2'000'000,
                                          .attachments = 16,
                                          .depth = 64};
/// Each keeps a processor and memory busy for a while.
constexpr int kAtOnce = 2;

/// The block with which the difference begins, when there is one.
Value block_value(const document::PdfDifference& found) {
    if (found.block == 0) return Value();
    return Value(Object{{"section", Value(std::int64_t{found.section})},
                        {"block", Value(std::int64_t{found.block})},
                        {"element", Value(found.element)},
                        {"field", Value(found.field)}});
}

/// Whether the agency ever printed by that scheme: a book of last month was printed by the edition
/// of last month.
bool is_ours(const SchemeSet& schemes, const plan::Plan& plan, std::string_view text) {
    const auto known = schemes.find(plan.scheme);
    if (plan::to_toml(known != nullptr ? *known : book::propose_scheme(plan)) == text) return true;
    const auto editions = schemes.editions(plan.scheme);
    return std::any_of(editions.begin(), editions.end(), [&](const SchemeEdition& edition) {
        return edition.scheme != nullptr && plan::to_toml(*edition.scheme) == text;
    });
}

}  // namespace

Books::Answer<Value> Books::strange_parts(std::string_view agency, const plan::Plan& plan,
                                          const BookCheck& check) const {
    base::Array strange;
    const auto templates = texts_in_force(agency);
    if (!templates) return Unexpected{templates.error()};
    if (std::find(templates->begin(), templates->end(), check.template_text) == templates->end())
        strange.emplace_back("template");
    const auto schemes = workspace_.schemes_of(std::string(agency));
    if (!schemes) return Unexpected{schemes.error()};
    if (!is_ours(**schemes, plan, check.scheme_text)) strange.emplace_back("scheme");
    if (check.has_corrections) strange.emplace_back("corrections");
    return Value(std::move(strange));
}

Books::Answer<Value> Books::verify(std::string_view plan, std::string_view bytes) const {
    if (!options_.check_book) return Unexpected{no_book({})};
    const AtOnce place(checks_);
    if (place.count() > kAtOnce) return Unexpected{too_busy()};
    const auto head = workspace_.current(plan);
    if (!head) return Unexpected{head.error()};
    std::optional<Workspace::Current> named;
    const auto check = options_.check_book(
        bytes, kLimits,
        [&](const std::string& version) -> std::shared_ptr<const plan::Plan> {
            auto found = workspace_.version_named(plan, version);
            if (!found) return head->plan;
            named = std::move(*found);
            return named->plan;
        },
        [&](const plan::Plan& version, const plan::Scheme& scheme, const std::string& record,
            const std::string& words) {
            return year_.report_again(plan, version, scheme, record, words);
        });
    if (!check) {
        return Unexpected{Refusal{RefusalKind::unsupported,
                                  "not_verifiable",
                                  {"ตรวจแฟ้มนี้ไม่ได้", "This file cannot be verified"},
                                  check.error()}};
    }
    auto strange = strange_parts(head->agency, named ? *named->plan : *head->plan, *check);
    if (!strange) return Unexpected{strange.error()};
    const document::PdfDifference& found = check->difference;
    const std::int64_t page = found.page;
    return Value(Object{
        {"result", Value(check->is_changed ? "differs" : "same")},
        {"pages", Value(std::int64_t{check->pages})},
        {"version", Value(check->version)},
        {"number", named ? Value(named->number) : Value()},
        {"newest", Value(head->number)},
        {"page", page > 0 ? Value(page) : Value()},
        {"block", block_value(found)},
        {"attachment", found.attachment.empty() || found.attachment == "layout.json"
                           ? Value()
                           : Value(found.attachment)},
        {"others", Value(check->is_changed && found.others)},
        {"other_program", found.producer ? Value(Object{{"file", Value(check->producer)},
                                                        {"here", Value(check->expected_producer)}})
                                         : Value()},
        {"other_fonts", Value(found.fonts)},
        {"strange", std::move(*strange)}});
}

}  // namespace phaen::app
