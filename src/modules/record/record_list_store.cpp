// Lists: filters, sort, search, cursor. SQL is put together from declared columns only, values are bound.
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <set>
#include <unordered_map>

#include "core/id.h"
#include "core/search/search.h"
#include "core/text/text.h"
#include "modules/record/record_store.h"

namespace zhenan::record {

namespace {

constexpr std::int64_t kCounted = 10'000, kCountedOfMany = 1000;
constexpr std::size_t kPage = 50, kPiece = 250, kId = 36, kChosen = 200;

const FaultCode kGone{zhenan::Kind::conflict, "list.gone", "请求方已断开，不再继续",
                      "Whoever asked has hung up; nothing is done further"};
const FaultCode kUnknownFilter{zhenan::Kind::invalid, "list.unknown_filter", "不能按这一项筛选",
                               "The list cannot be filtered by that"};
const FaultCode kUnknownSort{zhenan::Kind::invalid, "list.unknown_sort", "不能按这一项排序",
                             "The list cannot be sorted by that"};
const FaultCode kTooManyChosen{zhenan::Kind::invalid, "list.too_many_chosen",
                               "一次最多选 200 条；更多的请用筛选，再导出整个列表",
                               "200 records can be chosen at once; for more, filter the list and export it whole"};
const FaultCode kChosenGone{
    zhenan::Kind::not_found, "list.chosen_gone", "选中的记录里有的已撤回，或不在您的范围内；请刷新列表后重选",
    "Some of the chosen records were withdrawn or lie outside your area; reload and choose anew"};
const FaultCode kBadCursor{zhenan::Kind::invalid, "list.cursor", "翻页标记无效，请从第一页开始",
                           "The cursor is not valid; start from the first page"};

bool is_reserved(std::string_view name) {
    static constexpr std::array<std::string_view, 9> names = {"sort",    "limit",  "cursor",    "q",  "partial",
                                                              "columns", "format", "withdrawn", "ids"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

struct Sort {
    std::string expression;
    bool descending = false, nullable = false, number = false, real = false, boolean = false;
};

std::string base_column(const Kind& kind, const Field& field, std::string_view today) {
    for (auto& [name, sql] : kind.computed)
        if (name == field.name) return computed_sql(sql, today);
    if (!kind.entry()) return "t." + field.column();
    if (field.name == "areaId") return "t.area_id";
    if (field.name == kind.day) return "t.day";
    return {};  // lies in entry_key
}

bool is_number(const Field& field) {
    return field.type == Field::integer || field.type == Field::decimal || field.type == Field::instant;
}

class Query {
public:
    Query(http::Call& call, const Kind& kind) : call_(call), kind_(kind) {
        // What was withdrawn is shown to those who may take it back, and to the auditor.
        bool withdrawn = call.request.parameter("withdrawn") == "true";
        if (withdrawn && !call.actor.has_any(kind.write) && !call.actor.has("auditor")) throw Fault(kForbidden);
        where_ = withdrawn ? "t.withdrawn" : "NOT t.withdrawn";
        if (kind.entry()) {
            where_ += " AND t.kind = ?";
            binds_.emplace_back(kind.name);
        }
        add(scope_condition(kind, call.actor, binds_));
        for (auto& [name, value] : call.request.query)
            if (!is_reserved(name) && !value.empty()) filter(name, value);
        if (auto words = call.request.parameter("q"); !words.empty()) {
            auto found = search_condition(call.db, kind.name, "t.id", words, binds_);
            add(found.condition);
            if (found.many) counted_ = kCountedOfMany;
        }
        if (auto ids = call.request.parameter("ids"); !ids.empty()) choose(ids);
        sort(call.request.parameter("sort").empty() ? kind.sort : call.request.parameter("sort"));
    }

    /// The total will be asked for with the next question.
    void ask_total() { call_.db.ahead(total_sql(), binds_); }

    std::pair<std::int64_t, bool> total() {
        std::int64_t n = 0;
        call_.db.each(total_sql(), binds_, [&](auto& row) { n = row.integer(0); });
        return n > counted_ ? std::pair{counted_, true} : std::pair{n, false};
    }

    /// Of ids that somebody ticked all must be there: what is left out silently would be missed later.
    void all_chosen(std::size_t found) const {
        if (chosen_ && found != chosen_) throw Fault(kChosenGone);
    }

    /// The ids of all rows in their order, 36 characters each: sorting happens once, and texts are small. Labels and
    /// computed columns are asked of those alone that are shown.
    std::string ids() {
        std::string all;
        call_.db.each(fmt::format("SELECT t.id FROM {} t{} WHERE {} {}", kind_.table, joins_, where_, order()), binds_,
                      [&](auto& row) { all += row.text(0); });
        return all;
    }

    /// Up to `limit` of them after the cursor, and the cursor of the last one if there are more.
    std::string ids(std::int64_t limit, const std::string& cursor, std::string& next) {
        auto binds = binds_;
        std::string where = where_, page, last;
        if (!cursor.empty()) where += " AND " + after(cursor, binds);
        std::int64_t n = 0;
        call_.db.each(fmt::format("SELECT t.id, {} FROM {} t{} WHERE {} {} LIMIT {}", sort_.expression, kind_.table,
                                  joins_, where, order(), limit + 1),
                      binds, [&](const db::Row& row) {
                          if (++n > limit) {
                              next = encode(last);
                              return;
                          }
                          page += row.text(0);
                          if (n == limit) last = key_of(row) + '\x1f' + row.str(0);
                      });
        return page;
    }

    /// Calls for the rows of these ids, each with its place among the ids.
    void rows_of(std::string_view ids, const std::function<void(const db::Row&, std::size_t)>& on_row) {
        if (ids.empty()) return;
        auto columns = columns_of(kind_, call_.today());
        std::string marks;
        std::vector<db::Value> binds;
        std::unordered_map<std::string_view, std::size_t> places;
        // Always as many marks, so that the statement is prepared once.
        auto count = ids.size() / kId <= kPage ? kPage : kPiece;
        for (std::size_t i = 0; i < count; ++i) {
            auto id = ids.substr(std::min(i * kId, ids.size() - kId), kId);
            marks += i ? ", ?" : "?";
            binds.emplace_back(std::string(id));
            places.emplace(id, i);
        }
        call_.db.each(
            fmt::format("SELECT {} FROM {} t{} WHERE t.id IN ({})", columns.select, kind_.table, columns.joins, marks),
            binds, [&](auto& row) { on_row(row, places.at(row.text(0))); });
    }

    /// The records of these ids as JSON, in their order.
    void records_of(std::string_view ids, const std::function<void(const std::string&)>& on_record) {
        std::vector<std::string> texts(std::min(kPiece, ids.size() / kId));
        for (std::size_t at = 0; at < ids.size(); at += kPiece * kId) {
            if (call_.request.gone && call_.request.gone()) throw Fault(kGone);
            for (auto& text : texts) text.clear();
            rows_of(ids.substr(at, kPiece * kId),
                    [&](const db::Row& row, std::size_t place) { append_record(texts[place], kind_, row); });
            for (auto& text : texts)
                if (!text.empty()) on_record(text);
        }
    }

private:
    std::string total_sql() const {
        return fmt::format("SELECT COUNT(*) FROM (SELECT 1 FROM {} t WHERE {} LIMIT {}) counted", kind_.table, where_,
                           counted_ + 1);
    }

    std::string key_of(const db::Row& row) const {
        if (row.null(1)) return "0";
        return "1" + (sort_.real ? fmt::format("{}", row.real(1)) : row.str(1));
    }

    std::string order() const {
        const char* direction = sort_.descending ? "DESC" : "ASC";
        return fmt::format("ORDER BY {} {}{}, t.id {}", sort_.expression, direction,
                           sort_.nullable ? " NULLS LAST" : "", direction);
    }

    void choose(std::string_view ids) {
        std::set<std::string_view> all;
        for (std::size_t at = 0; at <= ids.size(); at += kId + 1) {
            auto id = ids.substr(at, kId);
            bool parted = at + kId == ids.size() || (at + kId < ids.size() && ids[at + kId] == ',');
            if (!is_id(id) || !parted) throw Fault(kInvalid, "ids");
            all.insert(id);
            if (all.size() > kChosen) throw Fault(kTooManyChosen, "ids");
        }
        chosen_ = all.size();
        std::string marks;
        for (auto id : all) {
            marks += marks.empty() ? "?" : ", ?";
            binds_.emplace_back(std::string(id));
        }
        add("t.id IN (" + marks + ")");
    }

    void add(const std::string& condition) { where_ += " AND " + condition; }

    void filter(const std::string& parameter, const std::string& value) {
        if (parameter == "area" && kind_.scoped) return area(value);
        std::string condition;
        if (kind_.extra_filter && kind_.extra_filter(parameter, value, call_.today(), condition, binds_))
            return add(computed_sql(condition, call_.today()));
        std::string name = parameter, comparison = "=";
        if (name.ends_with(".from")) {
            name.resize(name.size() - 5);
            comparison = ">=";
        } else if (name.ends_with(".to")) {
            name.resize(name.size() - 3);
            comparison = "<=";
        }
        auto* field = find_field(kind_.fields, name);
        if (!field && name + "Id" != "Id") field = find_field(kind_.fields, name + "Id");
        if (!field ||
            !(field->filter || field->type == Field::ref || field->type == Field::area || field->name == kind_.day))
            throw Fault(kUnknownFilter, parameter);
        auto bound = convert(*field, parameter, value, comparison == "<=");
        auto column = base_column(kind_, *field, call_.today());
        if (!column.empty()) {
            add(column + " " + comparison + " ?");
        } else {
            add(fmt::format(
                "EXISTS (SELECT 1 FROM entry_key f WHERE f.entry_id = t.id AND f.field = '{}' AND f.{} {} ?)",
                field->name, is_number(*field) ? "number" : "text", comparison));
        }
        binds_.push_back(std::move(bound));
    }

    db::Value convert(const Field& field, const std::string& parameter, const std::string& value, bool up_to) {
        if (field.type == Field::boolean) {
            bool yes = value == "true" || value == "1";
            if (!yes && value != "false" && value != "0") throw Fault(kInvalid, parameter);
            return kind_.entry() ? db::Value(std::string(yes ? "true" : "false")) : db::Value(yes);
        }
        if (field.type == Field::instant && is_day(value))
            return up_to ? start_of(add_days(value, 1)) - 1 : start_of(value);
        if (field.type == Field::instant)
            if (auto instant = from_rfc3339(value)) return *instant;
        if (is_number(field)) {
            double number = 0;
            auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
            if (error != std::errc() || end != value.data() + value.size()) throw Fault(kInvalid, parameter);
            if (field.type == Field::integer && !kind_.entry()) return static_cast<std::int64_t>(number);
            return number;
        }
        if (field.type == Field::day && !is_day(value)) throw Fault(kInvalid, parameter);
        if (field.type == Field::choice && !field.options.empty() && !field.option(value))
            throw Fault(kInvalid, parameter);
        return value;
    }

    void area(const std::string& id) {
        auto path = call_.db.text("SELECT path FROM area WHERE id = ?", {id});
        if (!path) throw Fault(kNotFound);
        auto [from, to] = below(*path);
        if (kind_.area_column == "id") {
            add("t.path >= ? AND t.path < ?");
        } else {
            add(kind_.area_of() + " IN (SELECT id FROM area WHERE path >= ? AND path < ?)");
        }
        binds_.emplace_back(from);
        binds_.emplace_back(to);
    }

    void sort(std::string name) {
        if (name.starts_with("-")) {
            sort_.descending = true;
            name.erase(0, 1);
        }
        if (name == "updatedAt" || name == "createdAt") {
            sort_.expression = "t." + snake_case(name);
            sort_.number = true;
            return;
        }
        auto* field = find_field(kind_.fields, name);
        if (!field ||
            !(field->sort || field->list || field->name == kind_.day || "-" + name == kind_.sort || name == kind_.sort))
            throw Fault(kUnknownSort, "sort");
        sort_.number = is_number(*field);
        // SQLite shortens a number as text: the cursor would stand before the record it came from.
        sort_.real = sort_.number && (kind_.entry() || field->type == Field::decimal);
        sort_.boolean = field->type == Field::boolean && !kind_.entry();
        sort_.nullable = !field->required;
        sort_.expression = base_column(kind_, *field, call_.today());
        if (!sort_.expression.empty()) return;
        sort_.nullable = true;  // a field may be younger than the record
        joins_ = fmt::format(" LEFT JOIN entry_key s ON s.entry_id = t.id AND s.field = '{}'", field->name);
        sort_.expression = sort_.number ? "s.number" : "s.text";
    }

    db::Value key(const std::string& text) const {
        if (sort_.boolean) {
            if (text != "t" && text != "f" && text != "1" && text != "0") throw Fault(kBadCursor);
            return text == "t" || text == "1";
        }
        if (!sort_.number) return text;
        if (text.find_first_of(".e") == std::string::npos) return static_cast<std::int64_t>(std::stoll(text));
        return std::stod(text);
    }

    std::string after(const std::string& cursor, std::vector<db::Value>& binds) const {
        auto held = decode(cursor);
        auto split = held.find('\x1f');
        if (split == std::string::npos || split == 0 || !text::valid_utf8(held) || held.find('\0') != std::string::npos)
            throw Fault(kBadCursor);
        auto id = held.substr(split + 1);
        const char* beyond = sort_.descending ? "<" : ">";
        if (held[0] == '0') {
            binds.emplace_back(id);
            return fmt::format("({} IS NULL AND t.id {} ?)", sort_.expression, beyond);
        }
        try {
            binds.push_back(key(held.substr(1, split - 1)));
        } catch (const std::exception&) {
            throw Fault(kBadCursor);
        }
        binds.emplace_back(id);
        auto rows = fmt::format("({}, t.id) {} (?, ?)", sort_.expression, beyond);
        return sort_.nullable ? fmt::format("({} OR {} IS NULL)", rows, sort_.expression) : rows;
    }

    static std::string encode(std::string_view text) {
        std::string out;
        for (unsigned char c : text) out += fmt::format("{:02x}", c);
        return out;
    }
    static std::string decode(std::string_view hex) {
        if (hex.size() % 2 || hex.size() > 1000) throw Fault(kBadCursor);
        std::string out;
        for (std::size_t i = 0; i < hex.size(); i += 2) {
            unsigned value = 0;
            auto [end, error] = std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
            if (error != std::errc() || end != hex.data() + i + 2) throw Fault(kBadCursor);
            out += static_cast<char>(value);
        }
        return out;
    }

    http::Call& call_;
    const Kind& kind_;
    std::string where_, joins_;
    std::vector<db::Value> binds_;
    Sort sort_;
    std::int64_t counted_ = kCounted;
    std::size_t chosen_ = 0;
};

}  // namespace

Page list(http::Call& call, const Kind& kind) {
    std::int64_t limit = 50;
    if (auto text = call.request.parameter("limit"); !text.empty()) {
        auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
        if (error != std::errc() || end != text.data() + text.size() || limit < 1 || limit > 500)
            throw Fault(kInvalid, "limit");
    }
    Query query(call, kind);
    Page page;
    auto cursor = call.request.parameter("cursor");
    auto ids = query.ids(limit, cursor, page.next);
    // A first page that holds all has counted them.
    bool all = cursor.empty() && page.next.empty();
    if (!all) query.ask_total();
    page.items = "[";
    query.records_of(ids, [&](const std::string& record) {
        if (page.count++) page.items += ',';
        page.items += record;
    });
    page.items += ']';
    if (all)
        page.total = static_cast<std::int64_t>(page.count);
    else
        std::tie(page.total, page.at_least) = query.total();
    query.all_chosen(static_cast<std::size_t>(page.total));
    return page;
}

void each(http::Call& call, const Kind& kind, const std::function<void(const json::object&)>& on_record) {
    Query query(call, kind);
    auto ids = query.ids();
    query.all_chosen(ids.size() / kId);
    query.records_of(ids, [&](const std::string& record) { on_record(json::parse(record).as_object()); });
}

std::vector<Reference> references(http::Call& call, const Kind& kind, std::string_view words, bool upward) {
    std::vector<db::Value> binds;
    std::string where = "NOT t.withdrawn";
    if (kind.entry()) {
        where += " AND t.kind = ?";
        binds.emplace_back(kind.name);
    }
    where += " AND " + scope_condition(kind, call.actor, binds, nullptr, upward);
    if (!words.empty()) where += " AND " + search_condition(call.db, kind.name, "t.id", words, binds).condition;
    if (auto ids = call.request.parameter("ids"); !ids.empty()) {
        std::string marks;
        for (std::size_t at = 0; at <= ids.size() && marks.size() < 300;) {
            auto end = std::min(ids.find(',', at), ids.size());
            marks += marks.empty() ? "?" : ", ?";
            binds.emplace_back(ids.substr(at, end - at));
            at = end + 1;
        }
        where += " AND t.id IN (" + marks + ")";
    }
    bool with_area = kind.scoped && kind.area_column != "id";
    auto sql = fmt::format("SELECT t.id, t.{0}, {1} FROM {2} t{3} WHERE {4} ORDER BY t.{0}, t.id LIMIT 30",
                           kind.title_column(), with_area ? "a.name" : "NULL", kind.table,
                           with_area ? " LEFT JOIN area a ON a.id = " + kind.area_of() : "", where);
    std::vector<Reference> found;
    call.db.each(sql, binds, [&](auto& row) { found.push_back({row.str(0), row.str(1), row.str(2)}); });
    return found;
}

}  // namespace zhenan::record
