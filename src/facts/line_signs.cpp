#include "line_signs.h"

#include <algorithm>
#include <array>

#include "phaen/base/thai_text.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace phaen::facts {

namespace {

/// What was seen of some bytes.
struct Seen {
    std::uint64_t quotes = 0;  ///< a bit for each byte
    bool refused = false;
    bool beyond_ascii = false;
};

constexpr std::size_t kAtOnce = 64;

#if defined(__SSE2__)
/// Sixteen bytes at a time, as every 64-bit processor of that kind can.
Seen look_at(const char* bytes) {
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i del = _mm_set1_epi8(0x7F);
    const __m128i space = _mm_set1_epi8(' ');
    __m128i refused = _mm_setzero_si128();
    __m128i all = _mm_setzero_si128();
    Seen seen;
    for (unsigned part = 0; part < kAtOnce / 16; ++part) {
        const __m128i some = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + part * 16));
        const auto quotes =
            static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(some, quote)));
        seen.quotes |= std::uint64_t{quotes} << (part * 16);
        // Bytes beyond ASCII are negative here, and so less than a space.
        const __m128i controls = _mm_andnot_si128(some, _mm_cmplt_epi8(some, space));
        const __m128i others =
            _mm_or_si128(_mm_cmpeq_epi8(some, backslash), _mm_cmpeq_epi8(some, del));
        refused = _mm_or_si128(refused, _mm_or_si128(controls, others));
        all = _mm_or_si128(all, some);
    }
    seen.refused = _mm_movemask_epi8(refused) != 0;
    seen.beyond_ascii = _mm_movemask_epi8(all) != 0;
    return seen;
}
#else
Seen look_at(const char* bytes) {
    Seen seen;
    for (unsigned i = 0; i < kAtOnce; ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        seen.quotes |= std::uint64_t{byte == '"'} << i;
        seen.refused |= byte < 0x20 || byte == 0x7F || byte == '\\';
        seen.beyond_ascii |= byte >= 0x80;
    }
    return seen;
}
#endif

}  // namespace

bool LineSigns::look_at(std::string_view line) {
    quotes_.resize(line.size() / kAtOnce + 2);
    std::uint64_t* quotes = quotes_.data();
    bool beyond_ascii = false;
    const auto take = [&](const char* bytes) {
        const Seen seen = facts::look_at(bytes);
        *quotes++ = seen.quotes;
        beyond_ascii = beyond_ascii || seen.beyond_ascii;
        return !seen.refused;
    };
    std::string_view left = line;
    for (; left.size() >= kAtOnce; left.remove_prefix(kAtOnce)) {
        if (!take(left.data())) return false;
    }
    if (!left.empty()) {
        std::array<char, kAtOnce> last{};
        last.fill(' ');
        std::copy(left.begin(), left.end(), last.begin());
        if (!take(last.data())) return false;
    }
    *quotes = ~std::uint64_t{0};
    return !beyond_ascii || base::is_utf8(line);
}

}  // namespace phaen::facts
