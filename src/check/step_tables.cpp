#include "step_tables.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "phaen/base/thai_text.h"

namespace phaen::check {

namespace {

struct AllStepTables {
    explicit AllStepTables(const Context& context);
    std::vector<StepTable> tables;
};

/// The document's rows by block and row, with the columns of their table.
struct FoundRow {
    const SumRow* row = nullptr;
    int weight = -1;
    int running = -1;
};

using Rows = std::map<std::pair<int, int>, FoundRow>;

Rows rows_of(const Context& context) {
    Rows out;
    const WordKeys& words = context.derived<WordKeys>();
    for (const SumTable& table : sum_tables(context)) {
        int weight = -1;
        int share = -1;
        int running = -1;
        for (int column = 0; column < table.columns; ++column) {
            const std::string key =
                base::comparison_key(table.headers[static_cast<std::size_t>(column)]);
            if (words.inside("running_columns", key)) {
                if (running < 0) running = column;
            } else if (words.inside("weight_columns", key)) {
                if (weight < 0) weight = column;
            } else if (words.inside("percent_columns", key) && share < 0) {
                share = column;
            }
        }
        if (weight < 0) weight = share;
        for (const SumRow& row : table.rows) {
            out[{row.place.block, row.place.row}] = {&row, weight, running};
        }
    }
    return out;
}

void take_row(const Rows& rows, const Context& context, const plan::Step& step, StepRow& out) {
    for (const plan::Place& place : context.places_of(step.id)) {
        const auto found = rows.find({place.block, place.row});
        if (found == rows.end()) continue;
        const SumCell* weight = found->second.row->at(found->second.weight);
        const SumCell* running = found->second.row->at(found->second.running);
        if (weight == nullptr || !weight->units || *weight->units != out.weight) continue;
        out.weight_at = weight->place;
        if (running != nullptr && running->units) {
            out.running = running->units;
            out.running_printed = running->text;
            out.running_at = running->place;
        }
        return;
    }
    if (const plan::Place* first = context.first_place_of(step.id)) out.weight_at = *first;
}

/// The closing line is the first total row behind the last step.
void take_total(const Rows& rows, const Context& context, StepTable& table) {
    for (const plan::ClaimKind kind : {plan::ClaimKind::total, plan::ClaimKind::count}) {
        for (const plan::Claim* claim : context.claims_about(table.schedule, kind)) {
            const auto found = rows.find({claim->place.block, claim->place.row});
            if (found == rows.end() || table.total_weight) continue;
            const SumCell* weight = found->second.row->at(found->second.weight);
            const SumCell* running = found->second.row->at(found->second.running);
            if (weight != nullptr && weight->units) {
                table.total_weight = weight->units;
                table.total_weight_printed = weight->text;
                table.total_weight_at = weight->place;
            }
            if (running != nullptr && running->units) {
                table.total_running = running->units;
                table.total_running_printed = running->text;
                table.total_running_at = running->place;
            }
        }
    }
}

AllStepTables::AllStepTables(const Context& context) {
    const Rows rows = rows_of(context);
    for (const plan::Schedule& schedule : context.plan().schedules) {
        StepTable table;
        table.schedule = schedule.id;
        std::vector<Units> weights;
        for (const plan::Step& step : schedule.steps) {
            if (!step.weight) break;
            StepRow row;
            row.step = step.id;
            row.weight = step.weight->value().units();
            take_row(rows, context, step, row);
            table.has_running = table.has_running || row.running.has_value();
            weights.push_back(row.weight);
            table.rows.push_back(std::move(row));
        }
        const auto sum = add_up(weights);
        if (weights.empty() || weights.size() != schedule.steps.size() || !sum) continue;
        table.sum = *sum;
        take_total(rows, context, table);
        tables.push_back(std::move(table));
    }
}

}  // namespace

const std::vector<StepTable>& step_tables(const Context& context) {
    return context.derived<AllStepTables>().tables;
}

}  // namespace phaen::check
