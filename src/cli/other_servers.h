#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "phaen/base/value.h"
#include "phaen/http/events.h"
#include "phaen/store/bulletin.h"

/// What is told to those who listen, at this server and at the others on its database.
namespace phaen::cli {

class EventSender {
  public:
    explicit EventSender(http::EventHub& hub) : hub_(hub) {}

    /// To who listens here, and while the others are heard, there. From any thread.
    void publish(const std::string& topic, const std::string& name, const base::Value& data);

    /// While it lives, the others are told and heard.
    class Line {
      public:
        explicit Line(EventSender& sender) : sender_(sender) {}
        Line(const Line&) = delete;
        Line& operator=(const Line&) = delete;
        ~Line() { sender_.hush(); }

      private:
        EventSender& sender_;
    };
    /// `job_ended` is told of each job that another server ended.
    [[nodiscard]] std::unique_ptr<const Line> listen(
        const store::Database& database, std::function<void(const std::string& job)> job_ended);

  private:
    void publish_here(const std::string& topic, const std::string& name, const base::Value& data);
    void hear(const std::string& news, const std::function<void(const std::string&)>& job_ended);
    void hush();

    http::EventHub& hub_;
    std::mutex mutex_;
    std::shared_ptr<store::Bulletin> bulletin_;
};

}  // namespace phaen::cli
