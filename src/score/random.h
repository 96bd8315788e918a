#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace phaen::score {

/// SplitMix64: the same numbers everywhere.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    /// 0 to n − 1; n is not 0 and less than 2^32.
    std::size_t below(std::size_t n) {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        z ^= z >> 31U;
        return static_cast<std::size_t>(((z >> 32U) * n) >> 32U);
    }
    template <class T>
    const T& one_of(const std::vector<T>& things) {
        return things[below(things.size())];
    }

  private:
    std::uint64_t state_;
};

}  // namespace phaen::score
