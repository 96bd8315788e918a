#pragma once

#include <stop_token>
#include <vector>

#include "phaen/book/recognise.h"
#include "phaen/check/finding.h"
#include "phaen/check/words.h"
#include "phaen/document/blocks.h"
#include "phaen/plan/plan.h"
#include "phaen/plan/scheme.h"

/// The plan checker.
namespace phaen::check {

/// What is checked. The pointers may be null: without a document the rules read the plan's own
/// texts, without a scheme the one that the plan itself suggests, without last year's plan the
/// rules of lineage stay silent on what they cannot know.
struct Subject {
    const plan::Plan* plan = nullptr;
    const document::Document* document = nullptr;
    const std::vector<book::Account>* account = nullptr;
    const plan::Scheme* scheme = nullptr;
    const plan::Plan* previous = nullptr;
};

struct Report {
    /// In the order of the document, then of the plan file, then of the rules; the same for the
    /// same subject.
    std::vector<Finding> findings;
    std::vector<AcceptedFinding> accepted;
};

/// Runs every rule, on `threads` threads (the caller's among them); the report does not depend on
/// their number. Never fails on a plan that `plan::create` accepts or that an import made.
[[nodiscard]] Report check(const Subject& subject, const Words& words, std::stop_token stop = {},
                           unsigned threads = 1);

/// Runs one rule alone; nothing is set apart as accepted.
struct Rule;
[[nodiscard]] std::vector<Finding> run_rule(const Rule& rule, const Subject& subject,
                                            const Words& words, std::stop_token stop = {});

}  // namespace phaen::check
