#include "phaen/base/check.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace phaen::base {

void fail_check(const char* condition, const char* why, const char* file, int line) {
    const std::string text =
        std::string(file) + ":" + std::to_string(line) + ": " + why + " (" + condition + ")";
#ifdef PHAEN_ABORT_ON_BUG
    std::fputs(text.c_str(), stderr);
    std::abort();
#else
    throw InternalError(text);
#endif
}

}  // namespace phaen::base
