#include "year.h"

#include <chrono>

#include "files.h"
#include "phaen/base/thai_text.h"
#include "phaen/facts/io.h"
#include "phaen/plan/shipped_schemes.h"

namespace phaen::cli {

using base::Result;
using base::Unexpected;

base::MessageLanguage form_language(Language language) {
    return language == Language::thai ? base::MessageLanguage::thai
                                      : base::MessageLanguage::english;
}

std::string with_digits(std::string text, Language language) {
    return language == Language::thai ? base::to_thai_digits(text) : text;
}

Result<facts::FactLog, Refusal> load_facts(const std::string& path, Language language) {
    facts::FactReader reader;
    if (const auto bytes = size_of(path)) reader.expect(*bytes);
    const auto read = read_parts(path, facts::FactLimits{}.bytes,
                                 [&](std::string_view part) { reader.add(part); });
    if (!read) return Unexpected{read.error()};
    auto log = reader.finish();
    if (log) return std::move(log).value();
    const base::FormErrors& errors = log.error();
    const std::string first = base::describe_error(errors.front(), form_language(language));
    if (errors.size() == 1) return Unexpected{Refusal{Message::facts_unreadable, {path, first}}};
    return Unexpected{Refusal{Message::facts_unreadable_and_more,
                              {path, first, count_text(errors.size() - 1, language)}}};
}

Result<facts::AsOf, Refusal> as_of_from(const Invocation& invocation) {
    const auto now = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    const auto instant = base::Instant::from_microseconds(now.count()).value_or(base::Instant());
    facts::AsOf as_of{instant.day(), instant};
    if (invocation.has("as-of")) {
        const auto day = base::parse_iso(invocation.option("as-of"));
        if (!day) return Unexpected{Refusal{Message::day_unusable, {invocation.option("as-of")}}};
        as_of.day = *day;
    }
    if (invocation.has("known-at")) {
        const auto known_at = base::Instant::parse(invocation.option("known-at"));
        if (!known_at)
            return Unexpected{Refusal{Message::instant_unusable, {invocation.option("known-at")}}};
        as_of.known_at = *known_at;
    }
    return as_of;
}

Result<std::optional<plan::Scheme>, Refusal> scheme_from(const Invocation& invocation,
                                                         const plan::Plan* plan,
                                                         Language language) {
    if (!invocation.has("scheme")) {
        const plan::Scheme* shipped =
            plan != nullptr ? plan::find_shipped_scheme(plan->scheme) : nullptr;
        return shipped != nullptr ? std::optional(*shipped) : std::nullopt;
    }
    const std::string path = invocation.option("scheme");
    const auto bytes = read_file(path, std::size_t{64} << 20);
    if (!bytes) return Unexpected{bytes.error()};
    auto scheme = plan::load_scheme(*bytes, plan::format_of_path(path));
    if (scheme) return std::optional(std::move(scheme).value());
    const auto messages =
        language == Language::thai ? plan::MessageLanguage::thai : plan::MessageLanguage::english;
    return Unexpected{Refusal{Message::scheme_unreadable,
                              {path, plan::describe_error(scheme.error().front(), messages)}}};
}

}  // namespace phaen::cli
