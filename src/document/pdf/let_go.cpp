#include "let_go.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>

namespace phaen::document {

void let_go(std::string_view bytes) {
    const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto begin = (reinterpret_cast<std::uintptr_t>(bytes.data()) + page - 1) / page * page;
    const auto end = reinterpret_cast<std::uintptr_t>(bytes.data() + bytes.size()) / page * page;
    // What cannot be given back stays, which harms nobody.
    if (begin < end) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
}

}  // namespace phaen::document
