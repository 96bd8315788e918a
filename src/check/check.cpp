#include "phaen/check/check.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <map>
#include <mutex>
#include <span>
#include <thread>
#include <tuple>
#include <utility>

#include "context.h"
#include "phaen/base/check.h"
#include "phaen/check/rule.h"

namespace phaen::check {

namespace {

/// Document order; what has no place stands behind, in the order of the plan file.
void sort_findings(std::vector<Finding>& findings, const Context& context) {
    std::map<std::string_view, std::size_t> order;
    for (const plan::Element& element : context.elements().elements()) {
        order.emplace(element.id, order.size());
    }
    const auto key = [&](const Finding& finding) {
        const plan::Place place = finding.places.empty() ? plan::Place{} : finding.places.front();
        const auto element = order.find(finding.element);
        return std::tuple(finding.places.empty(), place.block, place.row, place.cell, place.line,
                          element == order.end() ? order.size() : element->second);
    };
    std::stable_sort(findings.begin(), findings.end(), [&](const Finding& a, const Finding& b) {
        return std::tuple_cat(key(a), std::tie(a.path, a.rule)) <
               std::tuple_cat(key(b), std::tie(b.path, b.rule));
    });
    findings.erase(std::unique(findings.begin(), findings.end()), findings.end());
}

/// Runs every rule, on so many threads. What a rule throws is thrown here when all threads are
/// done.
void run_rules(Context& context, unsigned threads) {
    const std::span<const Rule* const> rules = all_rules();
    std::atomic<std::size_t> next = 0;
    std::mutex lock;
    std::exception_ptr failure;
    const auto work = [&] {
        try {
            for (std::size_t i = next++; i < rules.size() && !context.stopped(); i = next++) {
                rules[i]->run(context);
            }
        } catch (...) {
            next = rules.size();
            const std::lock_guard held(lock);
            failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> helpers;
        for (unsigned i = 1; i < threads; ++i) helpers.emplace_back(work);
        work();
    }
    if (failure) std::rethrow_exception(failure);
}

const plan::Accepted* acceptance_of(const Finding& finding, const plan::Plan& plan) {
    for (const plan::Accepted& accepted : plan.accepted) {
        if (accepted.rule == finding.rule && accepted.element == finding.element) return &accepted;
    }
    return nullptr;
}

}  // namespace

Report check(const Subject& subject, const Words& words, std::stop_token stop, unsigned threads) {
    PHAEN_CHECK(subject.plan != nullptr, "there is something to check");
    Context context(subject, words, std::move(stop));
    run_rules(context, threads);
    std::vector<Finding> all = context.take_findings();
    sort_findings(all, context);
    Report report;
    for (Finding& finding : all) {
        if (const plan::Accepted* accepted = acceptance_of(finding, *subject.plan)) {
            report.accepted.push_back({std::move(finding), accepted->reason, accepted->by});
        } else {
            report.findings.push_back(std::move(finding));
        }
    }
    return report;
}

std::vector<Finding> run_rule(const Rule& rule, const Subject& subject, const Words& words,
                              std::stop_token stop) {
    Context context(subject, words, std::move(stop));
    rule.run(context);
    std::vector<Finding> all = context.take_findings();
    sort_findings(all, context);
    return all;
}

}  // namespace phaen::check
