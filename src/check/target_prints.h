#pragma once

#include <optional>
#include <string>
#include <vector>

#include "context.h"

/// What the rules on targets read: each target of the plan's year as it is printed somewhere.
namespace phaen::check {

struct TargetPrint {
    plan::Place place;
    std::string printed;
    int fiscal_year = 0;  ///< B.E.
    base::Decimal value;
    std::string unit;       ///< behind the number, or ร้อยละ and ระดับ before it; may be empty
    bool relative = false;  ///< an increase or decrease
    bool based = false;     ///< … that names its base: a year or a number
};

struct PrintedTargets {
    const plan::Indicator* indicator = nullptr;
    std::vector<TargetPrint> prints;  ///< in the order of the document
};

/// Indicators and sub-indicators with the prints of their targets that hold one number each: of the
/// plan's year, or of the year that a list or a row of years says.
class AllTargets {
  public:
    explicit AllTargets(const Context& context);
    [[nodiscard]] const std::vector<PrintedTargets>& all() const { return all_; }

  private:
    void add_claims(const Context& context, PrintedTargets& targets) const;
    static void add_mentions(const Context& context, PrintedTargets& targets);
    std::vector<PrintedTargets> all_;
};

/// Reads one printed target; null when it holds no number or several.
[[nodiscard]] std::optional<TargetPrint> read_target(std::string_view printed);
/// One form of a unit: % as ร้อยละ.
[[nodiscard]] std::string same_unit(std::string_view unit);

}  // namespace phaen::check
