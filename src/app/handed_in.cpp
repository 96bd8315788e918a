#include "handed_in.h"

#include <fmt/format.h>

#include "phaen/base/sha256.h"

namespace phaen::app {

using base::Result;
using base::Unexpected;

namespace {

std::string mark_of(std::string_view act, std::string_view plan) {
    return fmt::format("{} of {}\n", act, plan);
}

}  // namespace

Result<std::string, store::Error> put_handed_in(const store::Files& files, std::string_view act,
                                                std::string_view plan, std::string_view bytes) {
    return files.put(mark_of(act, plan).append(bytes));
}

Result<std::string, store::Error> get_handed_in(const store::Files& files, std::string_view act,
                                                std::string_view plan, std::string_view name) {
    const auto missing = [&] {
        return Unexpected{store::Error{store::ErrorKind::not_found, std::string(name)}};
    };
    if (!base::is_sha256_hex(name)) return missing();
    auto kept = files.get(name);
    if (!kept) return kept;
    const std::string mark = mark_of(act, plan);
    if (!kept->starts_with(mark)) return missing();
    kept->erase(0, mark.size());
    return kept;
}

}  // namespace phaen::app
