#pragma once

#include <string>
#include <string_view>

#include "phaen/app/refusal.h"
#include "phaen/app/year.h"
#include "phaen/base/result.h"
#include "phaen/store/year_store.h"

namespace phaen::app {

/// What an agency set for itself, as it stands in the store. Whoever replaces it says by the tag
/// what they saw, so that of two at once one learns of the other.
struct Setting {
    std::string text;  ///< JSON; empty: nothing was set
    std::string tag;
    [[nodiscard]] bool is_own() const { return !text.empty(); }
};

[[nodiscard]] base::Result<Setting, Refusal> setting_of(const store::YearStore& store,
                                                        std::string_view agency,
                                                        std::string_view name,
                                                        const BothTexts& what);

/// Replaces what was seen; `stale_setting` when something else stands there by now.
[[nodiscard]] base::Result<base::Done, Refusal> replace_setting(
    store::YearStore& store, const store::Command& command, std::string_view name,
    const Setting& seen, std::string_view text, const BothTexts& what);

/// Somebody else set it meanwhile.
[[nodiscard]] Refusal stale_setting(const BothTexts& what);

}  // namespace phaen::app
