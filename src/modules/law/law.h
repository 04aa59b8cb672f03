// THE DOOR of law: texts of law, criteria for major hazards, terms in days, each in versions by date and with a word on
// how certain it is. The business day of a record chooses the version.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/http/http.h"
#include "core/setting.h"
#include "modules/law/law_rules.h"
#include "modules/record/record.h"

namespace zhenan::law {

/// Makes a kind one that is kept: adds the fields of dates and certainty, `on=DAY` as a filter, refuses a second
/// version for the same days and every overwriting. `key` are the fields that name a line of versions. Its table has
/// the columns effective_from, effective_to, certainty, source, source_files, source_sha256, confirmed_on,
/// confirmed_by and confirmed_against.
void keep(record::Kind& kind, std::vector<std::string> key);
/// The filter `on=DAY` for tables with effective_from and effective_to.
bool on_day(std::string_view name, std::string_view value, std::string_view today, std::string& condition,
            std::vector<db::Value>& binds);
/// POST confirmation, unconfirmation and edition of such a kind, and the version line in its answer.
void add_verbs(http::Router& router, const std::string& kind);
/// Adds a shipped version, unless this one or another for the same days is there.
void ship(db::Connection& db, const std::string& kind, const json::object& record, Instant now);

/// What a confirmation records: who, which day, against what. Throws Fault where no source is given.
json::object confirmed(http::Call& call, const std::string& kind, const std::string& id,
                       const std::vector<std::string>& kept_files);
/// The input of a confirmation, beside what a kind adds.
const Schema& confirmation_fields();

struct Criterion {
    std::string id, code, standard, no, text, certainty, sector;
};
/// A criterion by its id or its code ("应急管理部令第10号 第3条（一）") that is in force on a day and has its text.
std::optional<Criterion> criterion(db::Connection& db, std::string_view id_or_code, std::string_view day);

struct Text {
    std::string id, title, number, edition, certainty;
};
/// The standard by which a sector's major hazards are judged on a day.
std::optional<Text> standard_of(db::Connection& db, std::string_view sector, std::string_view day);
/// "GB 35181-2017《重大火灾隐患判定方法》"
std::string cited(const Text& text);

/// The figure of a dated setting in force on a day.
std::int64_t term(db::Connection& db, const Setting& setting, std::string_view day);
/// It will be asked for in a moment (db::Connection::ahead).
void ask_term(db::Connection& db, const Setting& setting, std::string_view day);
struct Term {
    std::string id, from, to, certainty, source;
    std::int64_t figure = 0;
};
/// All its versions, oldest first.
std::vector<Term> terms_of(db::Connection& db, const Setting& setting);
/// The figure holds from a day on that has not passed. What was to hold from that same day gives way to it.
void set_term(http::Call& call, const Setting& setting, std::int64_t figure, const std::string& from,
              const std::string& note);

}  // namespace zhenan::law
