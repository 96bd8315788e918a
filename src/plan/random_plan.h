#pragma once

#include <algorithm>
#include <random>

#include "plan_fields.h"
#include "record.h"

/// Random plans for property tests: every member of every type, by the description. They are
/// well-formed, not sensible.
namespace phaen::plan {

class RandomSource {
  public:
    /// `size` bounds how long lists are.
    RandomSource(std::uint64_t seed, int size) : engine_(seed), size_(size) {}

    int below(int bound) {
        return bound <= 1 ? 0 : static_cast<int>(engine_() % static_cast<unsigned>(bound));
    }
    bool one_in(int n) { return below(n) == 0; }
    int length() { return below(std::min(size_, 4) + 1); }

    std::string text() {
        static constexpr std::array<std::string_view, 24> kPieces = {
            "โครงการ", "ที่ ", "น้ำ", "ก", " ",      "๑๒", "a", "Z9", "\n", "\t", "\"", "\\",
            "'",       "#",  "]",  "=", "\"\"\"", "{",  ",", "…",  "😀", "é",  "\r", "\x01"};
        std::string out;
        for (int i = below(6); i > 0; --i)
            out += kPieces[static_cast<std::size_t>(below(kPieces.size()))];
        return out;
    }
    std::string name() { return "n-" + std::to_string(below(40)) + (one_in(6) ? ".x" : ""); }
    std::string fresh_id() { return "e" + std::to_string(++last_id_); }

    base::Decimal decimal() {
        return base::Decimal::from_units(one_in(2) ? (below(2000) - 1000) * base::Decimal::kScale
                                                   : below(2'000'000'000) - 1'000'000'000);
    }
    base::Money money() {
        return *base::Money::from_satang(std::int64_t{below(2'000'000'000)} - 1'000'000'000);
    }
    base::YearMonth month() {
        return *base::YearMonth::create(2000 + below(60), 1 + static_cast<unsigned>(below(12)));
    }

    /// A free value without null.
    base::Value any(int depth = 0) {
        switch (below(depth < 3 ? 5 : 3)) {
            case 0:
                return base::Value(one_in(2));
            case 1:
                return base::Value(below(2000) - 1000);
            case 2:
                return base::Value(text());
            case 3: {
                base::Array array;
                for (int i = length(); i > 0; --i) array.push_back(any(depth + 1));
                return base::Value(std::move(array));
            }
            default: {
                base::Value object{base::Object{}};
                for (int i = length(); i > 0; --i) object.set(name(), any(depth + 1));
                return object;
            }
        }
    }

    template <class T>
    T value() {
        constexpr ValueKind kKind = value_kind<T>();
        if constexpr (kKind == ValueKind::text)
            return text();
        else if constexpr (kKind == ValueKind::boolean)
            return one_in(2);
        else if constexpr (kKind == ValueKind::integer)
            return below(5000) - 1;
        else if constexpr (kKind == ValueKind::decimal)
            return T(decimal());
        else if constexpr (kKind == ValueKind::money)
            return money();
        else if constexpr (kKind == ValueKind::month)
            return month();
        else if constexpr (kKind == ValueKind::word) {
            constexpr auto kWords = words(Of<T>{});
            return kWords[static_cast<std::size_t>(below(kWords.size()))].value;
        } else if constexpr (kKind == ValueKind::ref) {
            return one_in(3) ? Ref::printed("x" + text()) : Ref::to(name());
        } else if constexpr (kKind == ValueKind::any)
            return any();
        else if constexpr (kKind == ValueKind::condition) {
            return {name(), std::string(kConditionOperators[static_cast<std::size_t>(below(7))]),
                    any()};
        } else
            return record<T>();
    }

    template <class T>
    T record();

    /// Types that hold themselves go one level down only.
    int nesting = 0;

  private:
    std::mt19937_64 engine_;
    int size_;
    int last_id_ = 0;
};

template <class T>
class RandomFiller {
  public:
    RandomFiller(RandomSource& random, T& out) : random_(random), out_(out) {}
    void record(const RecordOptions&) {}
    template <class M>
    void field(std::string_view, M T::* member, const FieldOptions& options) {
        M& out = out_.*member;
        if constexpr (IsVector<M>::value) {
            using Item = typename M::value_type;
            if (std::is_same_v<Item, T> && random_.nesting > 1) return;
            for (int i = options.nested_one ? random_.below(2) : random_.length(); i > 0; --i) {
                out.push_back(random_.value<Item>());
            }
        } else if constexpr (IsMap<M>::value) {
            using Item = typename M::mapped_type;
            for (int i = random_.length(); i > 0; --i) {
                if constexpr (IsVector<Item>::value) {
                    out[random_.name()] = {random_.value<typename Item::value_type>()};
                } else {
                    out[random_.name()] = random_.value<Item>();
                }
            }
        } else if constexpr (IsOptional<M>::value) {
            if (random_.one_in(2)) out = random_.value<typename M::value_type>();
        } else if constexpr (std::is_same_v<M, base::Value>) {
            if (random_.one_in(2)) out = random_.any();
        } else {
            if (options.is_id)
                out = [&]() -> M {
                    if constexpr (std::is_same_v<M, std::string>)
                        return random_.fresh_id();
                    else
                        return M{};
                }();
            else if (options.required || random_.one_in(2))
                out = random_.value<M>();
        }
    }

  private:
    RandomSource& random_;
    T& out_;
};

template <class T>
T RandomSource::record() {
    T out{};
    ++nesting;
    RandomFiller<T> filler(*this, out);
    describe(filler, Of<T>{});
    --nesting;
    return out;
}

inline Plan random_plan(std::uint64_t seed, int size) {
    return RandomSource(seed, size).record<Plan>();
}

}  // namespace phaen::plan
