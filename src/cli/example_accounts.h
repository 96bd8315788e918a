#pragma once

#include <filesystem>
#include <string>

#include "message.h"
#include "phaen/app/accounts.h"
#include "phaen/base/result.h"
#include "phaen/plan/plan.h"

namespace phaen::cli {

/// The accounts of the example, one a role, named by it. Without `file` they are made, or given new
/// passwords, by chance, and written to it, which only its owner may read:
/// `[{role, user, password, token}]`. The answer is what the sign-in page shows of them:
/// `[{role, user, password}]`.
[[nodiscard]] base::Result<base::Value, Refusal> example_accounts(
    app::Accounts& accounts, const std::string& agency, const plan::Plan& plan,
    const std::filesystem::path& file);

}  // namespace phaen::cli
