#pragma once

#include <string>
#include <vector>

#include "phaen/base/ratio.h"
#include "phaen/document/composed.h"

/// Charts of reports as vector drawings, where a person would rather look than read. Every figure
/// in them stands in a table of the same report. They know no plan: lengths are parts of a whole.
namespace phaen::report {

/// A colour of each kind of bar, told apart in grey too.
inline constexpr unsigned kPlannedColour = 0xC3CFC9;
inline constexpr unsigned kActualColour = 0x0B6E4F;
inline constexpr unsigned kInkColour = 0x1B2B26;

/// One thing with a bar behind and a bar before it, each a part of the whole from 0 to 1; what is
/// outside is drawn as its end.
struct ChartBar {
    std::string label;  ///< above the bars; cut when it is longer than the chart is wide
    std::string value;  ///< behind the bars, short
    base::Ratio behind;
    base::Ratio before;
};

struct ChartKey {
    std::string behind;  ///< what the bar behind is: `ตามแผน`
    std::string before;
};

/// Bars below each other, in drawings that fit on a page. Their descriptions are the title
/// and, on a line of its own, all figures. Nothing when there are no bars.
[[nodiscard]] std::vector<document::Drawing> bar_charts(const std::vector<ChartBar>& bars,
                                                        const ChartKey& key,
                                                        const std::string& title, int width);

/// Pairs of columns beside each other. `marks` are written at the lines from nothing (first) to the
/// whole (last). The descriptions are as above.
[[nodiscard]] document::Drawing column_chart(const std::vector<ChartBar>& columns,
                                             const std::vector<std::string>& marks,
                                             const ChartKey& key, const std::string& title,
                                             int width);

}  // namespace phaen::report
