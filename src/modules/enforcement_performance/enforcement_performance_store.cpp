#include "modules/enforcement_performance/enforcement_performance_store.h"

#include "core/day.h"
#include "modules/enforcement_performance/enforcement_performance_rules.h"
#include "modules/record/record.h"

namespace zhenan::enforcement_performance {

namespace {

std::pair<std::string, std::string> range(std::string_view path) {
    return path == "/" ? std::pair<std::string, std::string>{"/", "0"} : record::below(path);
}

std::vector<std::string> texts_in(std::string_view text) {
    std::vector<std::string> list;
    if (text.empty()) return list;
    auto read = json::parse(text);
    for (auto& one : read.as_array()) list.emplace_back(one.as_string());
    return list;
}

json::object object_in(std::string_view text) {
    return text.empty() ? json::object{} : json::parse(text).as_object();
}

// Who signed a document.
std::vector<std::string> signers(const json::object& content) {
    std::vector<std::string> list;
    if (auto* all = content.if_contains("officers"))
        for (auto& one : all->as_array()) list.push_back(text_of(one.as_object(), "id"));
    return list;
}

std::vector<Case> rechecks_on_time(db::Connection& db, const Span& span) {
    auto [low, high] = range(span.path);
    std::vector<Case> list;
    db.each(
        "SELECT h.id, d.due_on, d.discharged_on, d.discharged_by, i.inspector_ids FROM duty d JOIN hazard h ON h.id = "
        "d.record_id JOIN inspection i ON i.id = h.inspection_id JOIN area a ON a.id = h.area_id WHERE d.rule = "
        "'hazard.recheck' AND d.period IS NULL AND d.due_on >= ? AND d.due_on <= ? AND NOT h.withdrawn AND a.path >= ? "
        "AND a.path < ? ORDER "
        "BY d.due_on, h.id, d.id",
        {span.from, span.to, low, high}, [&](auto& row) {
            auto in_time = recheck_in_time(row.text(1), row.text(2), row.text(3) == "recheck", span.today);
            if (in_time) list.push_back({"hazards", row.str(0), row.str(1), *in_time, 0, {}, texts_in(row.text(4))});
        });
    return list;
}

// Of each closed hazard the last recheck that passed, and the day on which it was found again first.
std::vector<Case> rechecks_reversed(db::Connection& db, const Span& span) {
    auto [low, high] = range(span.path);
    std::vector<Case> list;
    db.each(
        "SELECT h.id, h.closed_on, i.inspector_ids, s.content, (SELECT MIN(n.found_on) FROM hazard n WHERE "
        "n.recurrence_of = h.id AND NOT n.withdrawn AND n.found_on <= ?) FROM hazard h JOIN inspection i ON i.id = "
        "h.inspection_id JOIN area a ON a.id = h.area_id JOIN hazard_step s ON s.hazard_id = h.id AND s.verb = "
        "'recheck' WHERE h.closed_on >= ? AND h.closed_on <= ? AND NOT h.withdrawn AND a.path >= ? AND a.path < ? "
        "ORDER BY h.closed_on, h.id, s.happened_at, s.seq",
        {span.today, span.from, span.to, low, high}, [&](auto& row) {
            auto content = object_in(row.text(3));
            if (!boolean_of(content, "passed")) return;
            auto persons = texts_of(content, "inspectorIds");
            if (persons.empty()) persons = texts_in(row.text(2));
            Case one{"hazards", row.str(0), row.str(1), !row.null(4), 0, {}, std::move(persons)};
            if (!list.empty() && list.back().id == one.id)
                list.back() = std::move(one);
            else
                list.push_back(std::move(one));
        });
    return list;
}

std::vector<Case> found_again(db::Connection& db, const Span& span) {
    auto [low, high] = range(span.path);
    std::vector<Case> list;
    db.each(
        "SELECT h.id, h.closed_on, i.inspector_ids, (SELECT MIN(n.found_on) FROM hazard n WHERE n.recurrence_of = h.id "
        "AND NOT n.withdrawn AND n.found_on <= ?) FROM hazard h JOIN inspection i ON i.id = h.inspection_id JOIN area "
        "a ON a.id = h.area_id WHERE h.closed_on >= ? AND h.closed_on <= ? AND NOT h.withdrawn AND a.path >= ? AND "
        "a.path < ? ORDER BY h.closed_on, h.id",
        {span.today, span.from, span.to, low, high}, [&](auto& row) {
            bool again = !row.null(3) && again_within(row.text(1), row.text(3));
            list.push_back({"hazards", row.str(0), row.str(1), again, 0, {}, texts_in(row.text(2))});
        });
    return list;
}

// From the first document that carries it.
std::vector<Case> days_to_close(db::Connection& db, const Span& span) {
    auto [low, high] = range(span.path);
    std::vector<Case> list;
    db.each(
        "SELECT h.id, h.closed_on, n.issued_on, n.content FROM hazard h JOIN hazard_notice l ON l.hazard_id = h.id "
        "JOIN notice n ON n.id = l.notice_id JOIN area a ON a.id = h.area_id WHERE h.closed_on >= ? AND h.closed_on <= "
        "? AND NOT h.withdrawn AND n.state = 'issued' AND NOT n.withdrawn AND n.kind IN ('order', 'opinion', "
        "'on_spot') AND n.issued_on <= h.closed_on AND a.path >= ? AND a.path < ? ORDER BY h.closed_on, h.id, "
        "n.issued_on, n.id",
        {span.from, span.to, low, high}, [&](auto& row) {
            if (!list.empty() && list.back().id == row.text(0)) return;
            list.push_back({"hazards",
                            row.str(0),
                            row.str(1),
                            true,
                            days_between(row.text(2), row.text(1)),
                            {},
                            signers(object_in(row.text(3)))});
        });
    return list;
}

std::vector<Case> notices_incomplete(db::Connection& db, const Span& span) {
    auto [low, high] = range(span.path);
    std::vector<Case> list;
    db.each(
        "SELECT n.id, n.kind, n.issued_on, n.recipient_state, n.recipient_name, n.witness, n.served_on, n.content, "
        "n.service FROM "
        "notice n JOIN area a ON a.id = n.area_id WHERE n.issued_on >= ? AND n.issued_on <= ? AND n.state = 'issued' "
        "AND NOT n.withdrawn AND n.kind IN ('record', 'order', 'opinion', 'on_spot', 'recheck') AND a.path >= ? AND "
        "a.path < ? ORDER BY n.issued_on, n.id",
        {span.from, span.to, low, high}, [&](auto& row) {
            auto content = object_in(row.text(7));
            Paper paper{row.str(1), row.str(3), row.str(4), row.str(5), row.str(6), true};
            // The receipt of the service is signed for the document.
            if (auto service = object_in(row.text(8)); !service.empty() && paper.recipient_state != "signed") {
                paper.recipient_state = text_of(service, "state");
                paper.recipient_name = text_of(service, "receiver");
                if (auto witness = text_of(service, "witness"); !witness.empty()) paper.witness = witness;
            }
            if (auto* items = content.if_contains("items"))
                for (auto& item : items->as_array())
                    paper.clauses = paper.clauses && !text_of(item.as_object(), "clause").empty();
            auto missing = missing_in(paper);
            bool lacking = !missing.empty();
            list.push_back({"notices", row.str(0), row.str(2), lacking, 0, std::move(missing), signers(content)});
        });
    return list;
}

}  // namespace

std::vector<Case> cases_of(db::Connection& db, std::string_view figure, const Span& span) {
    if (figure == "rechecks_on_time") return rechecks_on_time(db, span);
    if (figure == "rechecks_reversed") return rechecks_reversed(db, span);
    if (figure == "found_again") return found_again(db, span);
    if (figure == "days_to_close") return days_to_close(db, span);
    if (figure == "notices_incomplete") return notices_incomplete(db, span);
    return {};
}

std::vector<Held> officers_in(db::Connection& db, const std::string& from, const std::string& to) {
    std::vector<Held> list;
    db.each(
        "SELECT p.id, p.name, COALESCE(u.id, a.id), COALESCE(u.name, a.name), a.id, a.path, t.valid_to FROM "
        "appointment t JOIN person p ON p.id = t.person_id JOIN area a ON a.id = t.area_id LEFT JOIN member_unit u ON "
        "u.id = t.member_unit_id WHERE (t.role = 'officer' OR (t.role = 'supervisor' AND p.certificate_number IS NOT "
        "NULL)) AND NOT t.withdrawn AND NOT p.withdrawn AND t.valid_from <= ? AND (t.valid_to IS NULL OR t.valid_to >= "
        "?) ORDER BY p.name, p.id, t.valid_from, t.id",
        {to, from}, [&](auto& row) {
            list.push_back({row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.str(5), row.str(6)});
        });
    return list;
}

}  // namespace zhenan::enforcement_performance
