// One message by one channel: what goes over the wire, and what the answer means. Inside this module only.
#pragma once

#include "core/http/outgoing.h"
#include "modules/reminder/reminder_store.h"

namespace zhenan::reminder {

http::Outgoing request_of(const Channel& channel, const Message& message, Instant now);
/// sent, waiting (it cannot have arrived: try again) or unclear (it may have: nobody sends it twice).
struct Verdict {
    std::string state, error;
};
Verdict verdict_of(const Channel& channel, const http::Outcome& outcome);
/// Where mails go and from whom: ZHENAN_SMTP (smtp://user:password@host:port) and ZHENAN_MAIL_FROM.
bool mail_ready();

}  // namespace zhenan::reminder
