#pragma once

#include <string_view>

namespace phaen::document {

/// Gives back the memory of what was read of a file that is mapped and never written: the program
/// itself, a module. It is read again when it is needed again.
void let_go(std::string_view bytes);

}  // namespace phaen::document
