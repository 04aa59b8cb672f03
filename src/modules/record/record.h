// THE DOOR of the record engine: a declared kind of record gets list, filters, sort, cursor paging, search, detail,
// form, history, import, export and references, whether it lies in a table of its own or, as a plain ledger, in
// `entry`.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/actor.h"
#include "core/db/db.h"
#include "core/field.h"
#include "core/http/http.h"

namespace zhenan::record {

struct Kind;

/// One write on its way: hooks check it, fill what the server sets, and do what follows from it.
struct Change {
    http::Call& call;
    const Kind& kind;
    std::string id;
    const json::object* before = nullptr;  // nothing when created
    json::object record;                   // as it will be (or was, when withdrawn)
    bool withdrawn = false;
    std::string_view seen_area = {};
};

struct Kind {
    std::string name;   // plural noun of the path: "enterprises"
    std::string table;  // "enterprise"; "entry" for plain ledgers
    std::string zh, en, group, about_zh, about_en;
    Schema fields;
    std::string title = "name";  // the field that names a record
    std::string day;             // the field of its business day
    std::string sort = "-updatedAt";
    std::vector<std::string> read, write;  // roles; read empty = every role but enterprise (and enterprise where owner)
    bool create = true, edit = true, import = true, withdraw = true;
    bool routed = true;    // false: its own _api.cpp has the routes for reading too
    bool scoped = true;    // false: no area, everybody who may read sees all
    bool upward = false;   // readers also see what stands over their areas: what the town addresses to its villages
    bool own = false;      // made by the office while the program ran
    bool retired = false;  // its records stay readable, none are added

    // Columns of the scope.
    std::string area_column = "area_id", handler_column, category_column, owner_column;
    std::string area_sql;  // where the area lies in no column: SQL on the alias t
    /// What lies in scope and is still not for everybody there: a further condition on the alias t.
    std::function<std::string(const Actor&, std::vector<db::Value>& binds)> narrowed;
    std::string area_of() const { return area_sql.empty() ? "t." + area_column : area_sql; }

    std::function<void(Change&)> before_write, after_write;
    /// Importing: links a row to one above it in the same file. `above` says the id of the row that has a unique value.
    std::function<void(Change&, const std::function<std::string(const std::string& value)>& above)> link_in_file;
    /// What may be wrong with a new record without being refused.
    std::function<std::vector<FieldError>(Change&)> warn;
    /// Two records that somebody may have entered twice have one likeness; nothing where that can't be said.
    std::function<std::string(const json::object&)> likeness;
    /// The record that stands for a withdrawn one, if there is one: who opens the old one is led there.
    std::function<std::string(db::Connection&, std::string_view id)> successor;
    /// Adds to the answer for one record what belongs to it (timeline, items).
    std::function<void(http::Call&, json::object& record)> detail;
    /// Additional conditions by query parameter (for what is computed): name -> SQL on alias t.
    std::function<bool(std::string_view name, std::string_view value, std::string_view today, std::string& condition,
                       std::vector<db::Value>& binds)>
        extra_filter;
    /// Computed columns: SQL on alias t, named as a field that is readonly; $TODAY stands for the day of asking.
    std::vector<std::pair<std::string, std::string>> computed;

    bool entry() const { return table == "entry"; }
    /// Where its records live: "/api/v1/trainings", "/api/v1/ledgers/toolbox-talks/entries".
    std::string path() const;
    std::string title_column() const;
    const std::vector<std::string>& readers() const;
};

/// A static object of this type adds kinds; no list names them.
struct Kinds {
    explicit Kinds(std::function<std::vector<Kind>()> make);
};
/// All kinds as they stand now. What was once given out stays as it was, also after a change: a reader keeps what it
/// has.
const std::vector<const Kind*>& all_kinds();
const Kind* find_kind(std::string_view name);
/// Takes these kinds (declared in the store) in place of those that were published before; a kind that the program
/// carries is replaced by one of its name.
void publish(std::vector<Kind> declared);
/// Set by the part that keeps declarations: brings the kinds to what the store says. Cheap when nothing changed.
void set_refresh(std::function<void(db::Connection&)> refresh);
void refresh(db::Connection& db);
/// The kind as the store has it now, null if there is none.
const Kind* current_kind(db::Connection& db, std::string_view name);
const Kind& kind(std::string_view name);  // throws std::logic_error

/// Sets, in SQL on the alias t, what the actor may see; with `roles`, only by grants of these roles.
std::string scope_condition(const Kind& kind, const Actor& actor, std::vector<db::Value>& binds,
                            const std::vector<std::string>* roles = nullptr, bool upward = false);
/// Is the area (and category) within what these roles of the actor reach?
bool reaches(db::Connection& db, const Actor& actor, const std::vector<std::string>& roles, std::string_view area_id,
             std::string_view category = {}, std::string_view owner = {});
/// The range of paths below a path: [from, to).
std::pair<std::string, std::string> below(std::string_view path);

struct Page {
    std::string items;  // a JSON array
    std::int64_t total = 0;
    bool at_least = false;
    std::string next;
    std::size_t count = 0;
};
/// The list that a request's parameters describe. Throws kInvalid for unknown filters and sorts.
Page list(http::Call& call, const Kind& kind);
/// Calls for every record that the list would show, in its order, page by page with flat memory.
void each(http::Call& call, const Kind& kind, const std::function<void(const json::object&)>& on_record);
using Names = std::set<std::string, std::less<>>;
/// Without scope: every record of a kind below a path whose business day lies within [from, to], by day. With `only`,
/// other fields are left out: what is computed costs.
void each_between(db::Connection& db, const Kind& kind, std::string_view path, std::string_view from,
                  std::string_view to, const std::function<void(const json::object&)>& on_record,
                  const Names* only = nullptr);

/// Without scope: the standing records of a kind whose field has this value, in no order.
void each_naming(db::Connection& db, const Kind& kind, const Field& field, std::string_view value,
                 const std::function<void(const json::object&)>& on_record, const Names* only = nullptr);
/// Without scope: one record, unless it is withdrawn.
std::optional<json::object> standing(db::Connection& db, const Kind& kind, std::string_view id);
/// Without scope: ids of standing records of a kind in their order, behind one.
std::vector<std::string> next_ids(db::Connection& db, const Kind& kind, std::string_view after, std::int64_t limit);

/// One record in scope, else throws kNotFound. `any_state`: withdrawn ones too.
json::object get(db::Connection& db, const Actor& actor, const Kind& kind, std::string_view id,
                 std::string_view today = {});
/// Does the record lie in the actor's scope, withdrawn or not?
bool visible(db::Connection& db, const Actor& actor, const Kind& kind, std::string_view id);
/// Those of the ids that stand in scope, each with its title, area and business day.
struct Brief {
    std::string id, title, area_name, day;
};
std::vector<Brief> briefs(db::Connection& db, const Actor& actor, const Kind& kind,
                          const std::vector<std::string>& ids);
/// Without scope: for parts that have checked already. Nothing if there is none.
std::optional<json::object> peek(db::Connection& db, const Kind& kind, std::string_view id,
                                 std::string_view today = {});
/// Does any record hang on this very area?
bool anything_in(db::Connection& db, std::string_view area_id);
std::string title_of(db::Connection& db, std::string_view kind, std::string_view id);

/// The verbs. Input is already checked by the kind's fields. They check role and area, call the hooks, write the row,
/// the search text and the event.
json::object create(http::Call& call, const Kind& kind, json::object input);
/// The same without reading it again: only the id. `seen_area`: the caller has just found it in scope.
std::string add(http::Call& call, const Kind& kind, json::object input, std::string_view seen_area = {});
json::object change(http::Call& call, const Kind& kind, const std::string& id, const json::object& input,
                    std::optional<std::int64_t> version);
void withdraw(http::Call& call, const Kind& kind, const std::string& id, const std::string& reason);
/// Takes a withdrawn record back into lists, search and figures, if it still fits what stands there now.
json::object restore(http::Call& call, const Kind& kind, const std::string& id);

/// Kinds and ids of records.
using Linked = std::vector<std::pair<std::string, std::string>>;
/// Records that name `from`, a record of the target kind, name `to` from now on; each gets an event. `only`: just
/// these.
Linked repoint(http::Call& call, const Kind& target, const std::string& from, const std::string& to,
               const Linked* only);
/// Writes a row as it is, for modules with verbs of their own: no hooks, no event.
void insert_row(db::Connection& db, const Kind& kind, const std::string& id, const json::object& record, Instant now);
/// Sets some fields, raises the version.
void update_row(db::Connection& db, const Kind& kind, const std::string& id, const json::object& changes, Instant now);

/// The texts of a record that search finds.
std::string search_text(const Kind& kind, const json::object& record);

/// The schema of a record as answered: fields, labels, id, version, times.
Schema answer_schema(const Kind& kind);
json::object describe(const Kind& kind, const Actor& actor);

/// Set by the part that keeps files: gives attachments to the record that names them, once.
using Claim = std::function<void(http::Call&, const std::string& kind, const std::string& id,
                                 const std::vector<std::string>& attachments)>;
void set_claim(Claim claim);
void claim_attachments(http::Call& call, const std::string& kind, const std::string& id,
                       const std::vector<std::string>& attachments);
/// All attachments that an input names, however deep.
std::vector<std::string> attachments_in(const Schema& schema, const json::object& input);

extern const std::vector<std::string> kStaff;  // every role but enterprise
extern const std::vector<std::string> kEverybody;
extern const std::vector<std::string> kTown;  // leader, office, officer, supervisor, administrator: writers of the town

}  // namespace zhenan::record
