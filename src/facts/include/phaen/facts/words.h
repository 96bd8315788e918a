#pragma once

#include <array>

#include "phaen/base/form.h"
#include "phaen/facts/fact.h"

/// The file's words for the enumerations of fact.h, for base::word_of and base::from_word.
namespace phaen::facts {

constexpr auto words(base::FormOf<FactKind>) {
    using enum FactKind;
    using W = base::FormWord<FactKind>;
    return std::array{W{progress, "progress"}, W{posting, "posting"},       W{record, "record"},
                      W{evidence, "evidence"}, W{assessment, "assessment"}, W{event, "event"}};
}
constexpr auto words(base::FormOf<PostingKind>) {
    using enum PostingKind;
    using W = base::FormWord<PostingKind>;
    return std::array{W{appropriation, "appropriation"},
                      W{allotment, "allotment"},
                      W{transfer_in, "transfer_in"},
                      W{transfer_out, "transfer_out"},
                      W{commitment, "commitment"},
                      W{disbursement, "disbursement"},
                      W{advance, "advance"},
                      W{advance_clearing, "advance_clearing"},
                      W{return_, "return"},
                      W{carry_over, "carry_over"},
                      W{assertion, "assertion"}};
}
constexpr auto words(base::FormOf<Against>) {
    using enum Against;
    using W = base::FormWord<Against>;
    return std::array{W{available, "available"}, W{commitment, "commitment"}, W{advance, "advance"},
                      W{disbursement, "disbursement"}};
}
constexpr auto words(base::FormOf<Balance>) {
    using enum Balance;
    using W = base::FormWord<Balance>;
    return std::array{W{appropriated, "appropriated"},
                      W{transferred_in, "transferred_in"},
                      W{transferred_out, "transferred_out"},
                      W{after_transfer, "after_transfer"},
                      W{allotted, "allotted"},
                      W{available, "available"},
                      W{committed, "committed"},
                      W{advanced, "advanced"},
                      W{disbursed, "disbursed"},
                      W{carried_over, "carried_over"}};
}
constexpr auto words(base::FormOf<RecordAction>) {
    using enum RecordAction;
    using W = base::FormWord<RecordAction>;
    return std::array{W{put, "put"}, W{remove, "remove"}};
}
constexpr auto words(base::FormOf<AssessedBy>) {
    using enum AssessedBy;
    using W = base::FormWord<AssessedBy>;
    return std::array{W{self, "self"}, W{evaluator, "evaluator"}, W{panel, "panel"}};
}
constexpr auto words(base::FormOf<AssessmentStatus>) {
    using enum AssessmentStatus;
    using W = base::FormWord<AssessmentStatus>;
    return std::array{W{provisional, "provisional"}, W{verified, "verified"}, W{final_, "final"}};
}
constexpr auto words(base::FormOf<EventKind>) {
    using enum EventKind;
    using W = base::FormWord<EventKind>;
    return std::array{W{on_plan, "on_plan"},
                      W{changed_form, "changed_form"},
                      W{postponed, "postponed"},
                      W{cancelled, "cancelled"},
                      W{added, "added"},
                      W{submitted, "submitted"},
                      W{approved, "approved"},
                      W{rejected, "rejected"},
                      W{acknowledged, "acknowledged"},
                      W{assigned, "assigned"},
                      W{closed, "closed"},
                      W{note, "note"}};
}

}  // namespace phaen::facts
