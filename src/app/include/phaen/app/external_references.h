#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "phaen/app/refusal.h"
#include "phaen/app/workspace.h"
#include "phaen/app/year.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/store/stewardship_store.h"

/// What of a plan's year waits in another system, by its number there: an element (a project, a
/// step), a record of a dataset, or a request.
namespace phaen::app {

class ExternalReferences {
  public:
    ExternalReferences(const Workspace& workspace, store::Database& database,
                       std::function<store::Instant()> now, std::function<std::string()> new_id)
        : workspace_(workspace),
          store_(database),
          now_(std::move(now)),
          new_id_(std::move(new_id)) {}
    template <class T>
    using Answer = base::Result<T, Refusal>;

    /// `{items}`, the latest day first, at most 500; empty texts: any.
    [[nodiscard]] Answer<base::Value> list(std::string_view plan, std::string_view subject,
                                           std::string_view state) const;
    /// `{kind: element|record|request, subject, system, number, day, state?, note?}`.
    [[nodiscard]] Answer<Tagged> add(std::string_view plan, const base::Value& body, const By& by);
    /// `{system?, number?, day?, state?, note?}`; `tag` is the revision that the caller saw.
    [[nodiscard]] Answer<Tagged> change(std::string_view plan, std::string_view id,
                                        std::string_view tag, const base::Value& body,
                                        const By& by);

  private:
    [[nodiscard]] Answer<Tagged> put(const std::string& agency, store::ExternalReference reference,
                                     const base::Value& body, const By& by);

    const Workspace& workspace_;
    store::StewardshipStore store_;
    std::function<store::Instant()> now_;
    std::function<std::string()> new_id_;
};

}  // namespace phaen::app
