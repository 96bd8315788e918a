#include <cstddef>
#include <cstdint>
#include <span>

#include "dictionary.h"

#ifdef PHAEN_DICTIONARY_TABLE
// The table as it is, into the read-only data: pages of it are read when they are looked up.
__asm__(
    ".section .rodata\n"
    ".balign 4096\n"
    ".global phaen_dictionary_begin\n"
    ".global phaen_dictionary_end\n"
    "phaen_dictionary_begin:\n"
    ".incbin \"" PHAEN_DICTIONARY_TABLE
    "\"\n"
    "phaen_dictionary_end:\n"
    ".quad 0\n"
    ".previous\n");
extern "C" {
extern const std::uint64_t phaen_dictionary_begin[];
extern const std::uint64_t phaen_dictionary_end[];
}
#endif

namespace phaen::check {

const Dictionary& shipped_dictionary() {
#ifdef PHAEN_DICTIONARY_TABLE
    static const Dictionary kDictionary{
        std::span<const std::uint64_t>(phaen_dictionary_begin, phaen_dictionary_end)};
#else
    static const Dictionary kDictionary{std::span<const std::uint64_t>()};
#endif
    return kDictionary;
}

}  // namespace phaen::check
