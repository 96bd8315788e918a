#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "sum_tables.h"

/// Figures in running text.
namespace phaen::check {

struct Figure {
    Units units = 0;
    std::size_t begin = 0;  ///< bytes in the prepared text
    std::size_t end = 0;
};

/// Clean, with Arabic digits: what `figures_in` and the rules of prose read.
[[nodiscard]] std::string prepare(std::string_view text);
[[nodiscard]] std::vector<Figure> figures_in(const std::string& prepared);
/// Amounts in baht: figures with บาท behind them.
[[nodiscard]] std::vector<Figure> amounts_in(const std::string& prepared);
/// `text` without spaces at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// True for passages that are prose: no headers, contents or repeated rows.
[[nodiscard]] bool is_prose(const Passage& passage);

}  // namespace phaen::check
