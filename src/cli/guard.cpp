#include "guard.h"

#include <exception>
#include <new>
#include <string_view>

#include "phaen/base/check.h"
#include "phaen/base/sha256.h"

namespace phaen::cli {

namespace {

constexpr std::size_t kIncidentDigits = 8;

std::string describe_bug(const char* what, Language language) {
    const std::string incident = base::sha256_hex(what).substr(0, kIncidentDigits);
    return describe({Message::bug, {incident, what}}, language);
}

}  // namespace

ExitStatus guarded(const std::function<base::Result<ExitStatus, Refusal>()>& work,
                   Language language, std::string& complaint) {
    try {
        const auto status = work();
        if (status) return *status;
        complaint = describe(status.error(), language);
        return ExitStatus::could_not;
    } catch (const std::bad_alloc&) {
        complaint = describe({Message::out_of_memory, {}}, language);
        return ExitStatus::could_not;
    } catch (const std::exception& error) {
        complaint = describe_bug(error.what(), language);
        return ExitStatus::bug;
    }
}

}  // namespace phaen::cli
