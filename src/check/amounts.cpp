#include "amounts.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "phaen/base/thai_text.h"

namespace phaen::check {

namespace {

struct Form {
    bool none = false;
    base::Money money;
    std::vector<const plan::Claim*> claims;
};

bool is_part(const plan::Project& project, base::Money money) {
    return std::any_of(project.allocations.begin(), project.allocations.end(),
                       [&](const plan::Allocation& part) { return part.amount == money; });
}

std::vector<Form> forms_of(const std::vector<PrintedAmount>& amounts) {
    std::vector<Form> forms;
    for (const PrintedAmount& amount : amounts) {
        const auto known = std::find_if(forms.begin(), forms.end(), [&](const Form& form) {
            return form.none == amount.none && form.money == amount.money;
        });
        if (known == forms.end()) {
            forms.push_back({amount.none, amount.money, {amount.claim}});
        } else {
            known->claims.push_back(amount.claim);
        }
    }
    return forms;
}

/// Parts that make the whole: the amount of each mission, then all of it.
bool are_parts_and_whole(const std::vector<Form>& forms) {
    if (forms.size() < 3) return false;
    std::int64_t sum = 0;
    std::int64_t most = 0;
    for (const Form& form : forms) {
        if (form.none) return false;
        sum += form.money.satang() / 2;  // halves, so that no sum of limits overflows
        most = std::max(most, form.money.satang());
    }
    return sum == most;
}

}  // namespace

CellFinder::CellFinder(const Context& context) {
    if (context.document() == nullptr) return;
    for (const document::Block& block : context.document()->blocks) {
        if (block.kind != document::Block::Kind::table) continue;
        for (const document::Row& row : block.table.rows) {
            rows_.emplace(std::pair{row.place.block, row.place.row}, &row);
        }
    }
}

plan::Place CellFinder::place_of(const plan::Claim& claim) const {
    plan::Place place = claim.place;
    if (place.cell >= 0 || place.row < 0) return place;
    const auto row = rows_.find(std::pair{place.block, place.row});
    if (row == rows_.end()) return place;
    const std::string printed = base::comparison_key(claim.printed);
    const document::Cell* holder = nullptr;
    const document::Cell* exact = nullptr;
    int holders = 0;
    for (const document::Cell& cell : row->second->cells) {
        const std::string text = base::comparison_key(cell.text());
        if (text == printed && exact == nullptr) exact = &cell;
        if (text.find(printed) == std::string::npos) continue;
        holder = &cell;
        ++holders;
    }
    if (exact != nullptr) holder = exact;
    if (exact != nullptr || holders == 1) place.cell = holder->place.cell;
    return place;
}

std::vector<PrintedAmount> whole_amounts(const Context& context, const plan::Project& project) {
    std::vector<PrintedAmount> out;
    for (const plan::Claim* claim : context.claims_about(project.id, plan::ClaimKind::amount)) {
        if (context.what_at(claim->place) == "spending_row") continue;
        if (claim->value.empty()) {
            out.push_back({claim, true, {}});
            continue;
        }
        const std::optional<base::Money> money = base::Money::parse(claim->value);
        if (!money || is_part(project, *money)) continue;
        out.push_back({claim, false, *money});
    }
    return out;
}

std::vector<DifferingAmount> differing_amounts(const Context& context) {
    std::vector<DifferingAmount> out;
    for (const plan::Project& project : context.plan().projects) {
        std::vector<Form> forms = forms_of(whole_amounts(context, project));
        if (forms.size() < 2 || are_parts_and_whole(forms)) continue;
        const auto is_budget = [&](const Form& form) {
            return form.none ? !project.budget : project.budget == form.money;
        };
        // The form of most places is right; of equals the one that the plan took as the budget.
        const auto right =
            std::max_element(forms.begin(), forms.end(), [&](const Form& a, const Form& b) {
                if (a.claims.size() != b.claims.size()) return a.claims.size() < b.claims.size();
                return !is_budget(a) && is_budget(b);
            });
        for (const Form& form : forms) {
            if (&form == &*right) continue;
            out.push_back({&project, right->claims.front()->printed, right->money, right->none,
                           form.claims, right->claims});
        }
    }
    return out;
}

}  // namespace phaen::check
