#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "context.h"
#include "phaen/base/money.h"

/// The amounts that a document prints for its projects, place by place.
namespace phaen::check {

/// Finds the cell of a row in which a claim is printed, because many claims know their row only.
class CellFinder {
  public:
    explicit CellFinder(const Context& context);
    /// The claim's place, with its cell when exactly one cell of the row holds the printed text.
    [[nodiscard]] plan::Place place_of(const plan::Claim& claim) const;

  private:
    std::map<std::pair<int, int>, const document::Row*> rows_;
};

/// One project's amount as printed somewhere.
struct PrintedAmount {
    const plan::Claim* claim = nullptr;
    bool none = false;  ///< ไม่ใช้งบประมาณ
    base::Money money;
};

/// A project whose whole amount is not the same everywhere.
struct DifferingAmount {
    const plan::Project* project = nullptr;
    std::string expected;  ///< as printed at most places, else in the summary
    base::Money expected_money;
    bool expected_none = false;
    std::vector<const plan::Claim*> deviating;  ///< of one wrong form each finding
    std::vector<const plan::Claim*> agreeing;
};

/// The amounts printed for a project, without its monthly spending and without the parts that its
/// allocations know.
[[nodiscard]] std::vector<PrintedAmount> whole_amounts(const Context& context,
                                                       const plan::Project& project);
/// One entry for each wrong form.
[[nodiscard]] std::vector<DifferingAmount> differing_amounts(const Context& context);

}  // namespace phaen::check
