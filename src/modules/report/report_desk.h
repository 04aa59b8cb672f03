// A report as it lies on the desk: what the records give, what people made of it, or what was signed.
#pragma once

#include "modules/report/report_kinds.h"
#include "modules/report/report_store.h"
#include "modules/report/report_words.h"

namespace zhenan::report {

struct Desk {
    Subject subject;
    Report report;              // as it is printed
    std::vector<Block> blocks;  // with removed ones, and with what the records say where an edit differs
    std::optional<Kept> kept;   // nothing: nobody has begun to work on it
};

/// `edition` 0: the newest.
Desk lay_out(const Subject& subject, const std::string& kind, int edition = 0);
/// The annexes a report has where nobody chose.
std::vector<std::string> annex_keys(const Subject& subject, const std::optional<Kept>& kept);

/// Title, cover, text, annexes: what is signed.
json::object content(const Report& report);
Report report_of(const json::object& content, const Period& period);
/// Of what is signed: who signs says with it what was seen.
std::string digest(const Report& report);

/// What is kept of a signed report: its content, its figures with the records behind them and their versions, by whom
/// and when.
std::string frozen_text(const Desk& desk);

/// A figure of a signed report that would be another one today.
struct Since {
    std::string measure, member, zh, en, was, is;
};
std::vector<Since> since_signing(const Desk& desk);

}  // namespace zhenan::report
