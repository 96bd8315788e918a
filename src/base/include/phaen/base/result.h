#pragma once

#include <type_traits>
#include <utility>
#include <variant>

#include "phaen/base/check.h"

namespace phaen::base {

/// The error side of a Result: `return Unexpected{Error::too_large};`
template <class E>
struct Unexpected {
    E error;
};
template <class E>
Unexpected(E) -> Unexpected<E>;

/// A value or a refusal. Dropping one is a warning (an error in our presets); taking the side that
/// is not there is a bug and throws InternalError. The names are those of std::expected, which g++
/// 12 does not have in C++20.
template <class T, class E>
class [[nodiscard]] Result {
    static_assert(!std::is_reference_v<T> && !std::is_reference_v<E>);

  public:
    using value_type = T;
    using error_type = E;

    // Both are implicit so that a function can return its value or `Unexpected{...}` as it is.
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    template <class G>
        requires std::is_convertible_v<G, E>
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(Unexpected<G> unexpected)
        : state_(std::in_place_index<1>, std::move(unexpected.error)) {}

    [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    [[nodiscard]] const T& value() const& {
        PHAEN_CHECK(has_value(), "the value of a Result that holds an error");
        return std::get<0>(state_);
    }
    [[nodiscard]] T& value() & {
        PHAEN_CHECK(has_value(), "the value of a Result that holds an error");
        return std::get<0>(state_);
    }
    [[nodiscard]] T&& value() && {
        PHAEN_CHECK(has_value(), "the value of a Result that holds an error");
        return std::get<0>(std::move(state_));
    }
    [[nodiscard]] const E& error() const& {
        PHAEN_CHECK(!has_value(), "the error of a Result that holds a value");
        return std::get<1>(state_);
    }
    [[nodiscard]] E&& error() && {
        PHAEN_CHECK(!has_value(), "the error of a Result that holds a value");
        return std::get<1>(std::move(state_));
    }

    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

    template <class U>
    [[nodiscard]] T value_or(U&& fallback) const& {
        return has_value() ? std::get<0>(state_) : static_cast<T>(std::forward<U>(fallback));
    }
    template <class F>
    [[nodiscard]] auto transform(F&& f) const& -> Result<std::invoke_result_t<F, const T&>, E> {
        if (!has_value()) return Unexpected<E>{std::get<1>(state_)};
        return std::forward<F>(f)(std::get<0>(state_));
    }
    template <class F>
    [[nodiscard]] auto and_then(F&& f) const& -> std::invoke_result_t<F, const T&> {
        if (!has_value()) return Unexpected<E>{std::get<1>(state_)};
        return std::forward<F>(f)(std::get<0>(state_));
    }

  private:
    std::variant<T, E> state_;
};

/// What an operation without an answer returns on success.
struct Done {
    friend bool operator==(const Done&, const Done&) = default;
};

}  // namespace phaen::base
