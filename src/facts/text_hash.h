#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace phaen::facts {

/// `a == b` without a call for texts of up to 32 bytes, as ids, days and codes are.
inline bool is_same_text(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    const std::size_t size = a.size();
    const auto same = [&]<class T>(T, std::size_t at) {
        T left = 0;
        T right = 0;
        std::memcpy(&left, a.data() + at, sizeof left);
        std::memcpy(&right, b.data() + at, sizeof right);
        return left == right;
    };
    if (size >= 8) {
        if (size > 32) return std::memcmp(a.data(), b.data(), size) == 0;
        if (size > 16 && !(same(std::uint64_t{}, 8) && same(std::uint64_t{}, size - 16)))
            return false;
        return same(std::uint64_t{}, 0) && same(std::uint64_t{}, size - 8);
    }
    if (size >= 4) return same(std::uint32_t{}, 0) && same(std::uint32_t{}, size - 4);
    for (std::size_t i = 0; i < size; ++i) {
        if (a[i] != b[i]) return false;
    }
    return true;
}

template <class T>
inline std::uint64_t number_at(const char* bytes) {
    T number = 0;
    std::memcpy(&number, bytes, sizeof number);
    return number;
}

inline std::uint64_t mixed(std::uint64_t number) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = Wide{number} * 0x9E3779B97F4A7C15U;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

/// Of short texts, in a few steps: eight bytes at a time, the last ones perhaps twice. Whoever asks
/// compares the texts too.
inline std::uint64_t hash_of(std::string_view text) {
    const char* now = text.data();
    std::size_t left = text.size();
    std::uint64_t hash = 0xA0761D6478BD642FU + left;
    if (left >= 8) {
        for (; left > 8; left -= 8, now += 8) hash = mixed(hash ^ number_at<std::uint64_t>(now));
        return mixed(hash ^ number_at<std::uint64_t>(now + left - 8));
    }
    if (left >= 4) {
        const std::uint64_t last = number_at<std::uint32_t>(now + left - 4);
        return mixed(hash ^ (number_at<std::uint32_t>(now) << 32U | last));
    }
    for (; left > 0; --left, ++now)
        hash = hash * 0x9E3779B97F4A7C15U + static_cast<unsigned char>(*now);
    return mixed(hash);
}

}  // namespace phaen::facts
