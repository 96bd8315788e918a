#pragma once

#include <optional>
#include <string>
#include <vector>

#include "context.h"
#include "sum_tables.h"

/// The step tables with their weights and running figures as printed.
namespace phaen::check {

struct StepRow {
    plan::Id step;  ///< empty when it became none
    Units weight = 0;
    std::optional<Units> running;
    std::string running_printed;
    plan::Place weight_at;
    plan::Place running_at;
};

struct StepTable {
    plan::Id schedule;
    std::vector<StepRow> rows;
    Units sum = 0;
    bool has_running = false;
    std::optional<Units> total_weight;  ///< of the closing line
    std::optional<Units> total_running;
    std::string total_weight_printed;
    std::string total_running_printed;
    plan::Place total_weight_at;
    plan::Place total_running_at;
};

/// Those whose steps all have weights, from the document's rows where it has them.
[[nodiscard]] const std::vector<StepTable>& step_tables(const Context& context);

}  // namespace phaen::check
