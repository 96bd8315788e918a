#include "identity.h"

#include <chrono>
#include <random>
#include <string_view>

namespace phaen::cli {

std::string random_id() {
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz234567";
    constexpr std::size_t kLength = 16;
    std::random_device device;
    std::string id;
    while (id.size() < kLength) {
        unsigned bits = device();
        // Six letters of five bits each out of 32.
        for (int i = 0; i < 6 && id.size() < kLength; ++i, bits >>= 5) id += kLetters[bits & 31u];
    }
    return id;
}

std::int64_t present() {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

}  // namespace phaen::cli
