#include "modules/meeting/meeting_minutes.h"

#include <fmt/format.h>

#include "core/clock.h"
#include "modules/area/area.h"
#include "modules/meeting/meeting_store.h"

namespace zhenan::meeting {

namespace {

std::string names(const std::vector<Attendance>& people, std::string_view state) {
    std::string list;
    for (auto& one : people)
        if (one.state == state)
            list += (list.empty() ? "" : "、") + one.name + (one.post.empty() ? "" : "（" + one.post + "）");
    return list;
}

}  // namespace

Minutes minutes_of(http::Call& call, const json::object& meeting) {
    auto id = text_of(meeting, "id");
    auto root = area::find(call.db, text_of(meeting, "areaId"));
    auto people = attendance_of(call.db, id);
    Minutes m{
        text_of(meeting, "title") + "纪要", root ? root->name : "", chinese_day(text_of(meeting, "heldOn")), {}, {}};
    m.facts = {{"文号", text_of(meeting, "minutesNumber")},
               {"时间", chinese_day(text_of(meeting, "heldOn"))},
               {"地点", text_of(meeting, "site")},
               {"主持人", text_of(meeting, "host")},
               {"到会", names(people, "present")},
               {"请假", names(people, "excused")},
               {"缺席", names(people, "absent")}};
    if (people.empty())
        if (auto n = integer_of(meeting, "attendees")) m.facts.emplace_back("到会", std::to_string(n) + "人");
    Minutes::Section topics{"会议议题", {}, {}, {}, {}}, decided{"议定事项", {}, {}, {}, {}};
    for (auto& one : agenda_of(call.db, id)) {
        if (one.item.kind == "open") {
            std::vector<follow_up::Brief> tasks;
            auto kept = one.open_items.empty() ? json::array{} : json::parse(one.open_items).as_array();
            for (auto& value : kept) {
                auto& t = value.as_object();
                tasks.push_back({.id = text_of(t, "id"),
                                 .title = text_of(t, "title"),
                                 .owner = text_of(t, "ownerName"),
                                 .area_name = text_of(t, "areaName"),
                                 .due_on = text_of(t, "dueOn"),
                                 .status = text_of(t, "status"),
                                 .late = boolean_of(t, "late")});
            }
            auto section = follow_up_table(one.item.title, tasks);
            if (!one.item.outcome.empty()) section.paragraphs.push_back(one.item.outcome);
            m.sections.push_back(std::move(section));
        } else {
            auto words = one.item.title + (one.item.presenter.empty() ? "" : "（" + one.item.presenter + "）");
            topics.paragraphs.push_back(fmt::format("{}. {}{}{}", topics.paragraphs.size() + 1, words,
                                                    one.item.outcome.empty() ? "" : "：", one.item.outcome));
        }
    }
    if (topics.paragraphs.empty() && !text_of(meeting, "topic").empty())
        topics.paragraphs.push_back(text_of(meeting, "topic"));
    auto tasks = follow_up::of_source(call.db, id, call.today());
    for (auto& one : decisions_of(call.db, id)) {
        auto words = fmt::format("{}. {}", decided.paragraphs.size() + 1, one.text);
        for (auto& task : tasks)
            if (task.id == one.follow_up_id) words += fmt::format("（{}，{}前）", task.owner, chinese_day(task.due_on));
        decided.paragraphs.push_back(words);
    }
    if (decided.paragraphs.empty() && !text_of(meeting, "decisions").empty())
        decided.paragraphs.push_back(text_of(meeting, "decisions"));
    m.sections.push_back(std::move(topics));
    m.sections.push_back(std::move(decided));
    return m;
}

}  // namespace zhenan::meeting
