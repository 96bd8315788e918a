#pragma once

#include <string>
#include <string_view>

#include "phaen/base/result.h"
#include "phaen/store/error.h"
#include "phaen/store/files.h"

/// Files that are handed in first, looked at, and taken by their name afterwards.
namespace phaen::app {

/// Keeps a file for one act (`edited`, `sheet`) on one plan; the name by which it is taken, 64
/// hexadecimal digits. The act and the plan are part of what is kept, so that a name is good for
/// nothing else, whoever knows it, and names no file that was handed in as something else.
[[nodiscard]] base::Result<std::string, store::Error> put_handed_in(const store::Files& files,
                                                                    std::string_view act,
                                                                    std::string_view plan,
                                                                    std::string_view bytes);
/// The bytes; `not_found` for a name of another act or plan, and for what is no name.
[[nodiscard]] base::Result<std::string, store::Error> get_handed_in(const store::Files& files,
                                                                    std::string_view act,
                                                                    std::string_view plan,
                                                                    std::string_view name);

}  // namespace phaen::app
