#pragma once

#include <optional>
#include <string_view>

#include "phaen/document/composed.h"

namespace phaen::document {

/// The text as a QR code (ISO/IEC 18004, medium error correction) of this side, in hundredths of a
/// millimetre, with the quiet zone of four modules inside. Nothing when the text is empty, has a
/// NUL or is longer than a code can hold (2,331 bytes).
[[nodiscard]] std::optional<Drawing> qr_code(std::string_view text, int side);

}  // namespace phaen::document
