#include "modules/incoming_document/incoming_document_store.h"

namespace zhenan::incoming_document {

std::string owed_until(db::Connection& db, std::string_view id) {
    return db
        .text(
            "SELECT due_on FROM duty WHERE record_id = ? AND rule = 'incoming_document.answer' AND discharged_on IS "
            "NULL",
            {id})
        .value_or("");
}

}  // namespace zhenan::incoming_document
