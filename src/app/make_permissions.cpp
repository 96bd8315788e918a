// Writes docs/reference/permissions.md to standard output; see tools/make-schemas.
#include <cstdio>

#include "permission_reference.h"

int main() {
    const std::string page = phaen::app::permission_reference();
    return std::fwrite(page.data(), 1, page.size(), stdout) == page.size() ? 0 : 1;
}
