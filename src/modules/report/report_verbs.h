// What is done with a report: it is edited, handed in, checked, given back, signed, corrected.
#pragma once

#include "core/http/http.h"
#include "modules/report/report_desk.h"
#include "modules/report/report_lint_rules.h"

namespace zhenan::report {

extern const std::vector<std::string> kEditors, kSigners;

/// The area that a request is about, in scope, and its period.
Subject subject_of(http::Call& call, const Period& period);
/// The report of the request's path, as it lies on the desk.
Desk desk_of(http::Call& call);

std::vector<Finding> lint(const Desk& desk);
/// What the signed-in person may do with it now.
std::vector<std::string> verbs_for(const Actor& actor, const Desk& desk);

void edit(http::Call& call);
void change_cover(http::Call& call, std::optional<std::int64_t> version);
void submit(http::Call& call);
void check(http::Call& call);
void give_back(http::Call& call);
void sign(http::Call& call);
void correct(http::Call& call);
void withdraw(http::Call& call);

}  // namespace zhenan::report
