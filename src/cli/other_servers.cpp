#include "other_servers.h"

#include <utility>

namespace phaen::cli {

using base::Value;

namespace {

constexpr std::string_view kJob = "job/";

/// True of a job that has nothing more to tell.
bool has_ended(std::string_view topic, const Value& data) {
    const Value* status = topic.starts_with(kJob) ? data.find("status") : nullptr;
    return status != nullptr && *status->as_string() != "queued" &&
           *status->as_string() != "running";
}

std::string news_of(const std::string& topic, const std::string& name, const Value& data) {
    return base::to_compact_json(
        Value(base::Object{{"topic", Value(topic)}, {"name", Value(name)}, {"data", data}}));
}

/// Without its lists, which may be as long as a plan: who wants them asks.
Value shortened(const Value& data) {
    base::Object kept;
    if (const base::Object* members = data.as_object()) {
        for (const auto& [name, member] : *members) {
            if (member.as_array() == nullptr && member.as_object() == nullptr)
                kept.emplace_back(name, member);
        }
    }
    return Value(std::move(kept));
}

}  // namespace

void EventSender::publish_here(const std::string& topic, const std::string& name,
                               const Value& data) {
    hub_.publish(topic, http::Event{{}, name, base::to_compact_json(data)});
    if (has_ended(topic, data)) hub_.end(topic);
}

void EventSender::publish(const std::string& topic, const std::string& name, const Value& data) {
    publish_here(topic, name, data);
    std::shared_ptr<store::Bulletin> bulletin;
    {
        const std::lock_guard lock(mutex_);
        bulletin = bulletin_;
    }
    if (bulletin == nullptr || bulletin->tell(news_of(topic, name, data))) return;
    (void)bulletin->tell(news_of(topic, name, shortened(data)));
}

void EventSender::hear(const std::string& news,
                       const std::function<void(const std::string&)>& job_ended) {
    const auto told = base::parse_json(news);
    if (!told) return;
    const Value* topic = told->find("topic");
    const Value* name = told->find("name");
    const Value* data = told->find("data");
    if (topic == nullptr || topic->as_string() == nullptr || name == nullptr ||
        name->as_string() == nullptr || data == nullptr)
        return;
    publish_here(*topic->as_string(), *name->as_string(), *data);
    if (has_ended(*topic->as_string(), *data)) job_ended(topic->as_string()->substr(kJob.size()));
}

std::unique_ptr<const EventSender::Line> EventSender::listen(
    const store::Database& database, std::function<void(const std::string& job)> job_ended) {
    store::Bulletin::Listener listener;
    listener.heard = [this, job_ended = std::move(job_ended)](const std::string& news) {
        hear(news, job_ended);
    };
    // Who listens comes again and sees how things are.
    listener.missed = [this] { hub_.end_all(); };
    auto bulletin = std::make_shared<store::Bulletin>(database, std::move(listener));
    const std::lock_guard lock(mutex_);
    bulletin_ = std::move(bulletin);
    return std::make_unique<const Line>(*this);
}

void EventSender::hush() {
    std::shared_ptr<store::Bulletin> bulletin;  // ends outside of the lock
    const std::lock_guard lock(mutex_);
    std::swap(bulletin, bulletin_);
}

}  // namespace phaen::cli
