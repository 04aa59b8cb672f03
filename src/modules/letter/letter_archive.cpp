// Many letters as one archive of DOCX: written to a file letter by letter, so that memory stays flat.
#include "core/http/app.h"
#include "core/office/zip_file.h"
#include "core/table/temporary_file.h"
#include "core/work/work.h"
#include "modules/letter/letter_document.h"
#include "modules/letter/letter_verbs.h"
#include "modules/record/record.h"

namespace zhenan::letter {

namespace {

const FaultCode kNothing{Kind::rejected, "letter.nothing_to_pack",
                         "筛选出来的责任书都没有正文，没有可下载的；请先出具正文",
                         "None of the letters chosen has words; have them made first"};
constexpr std::size_t kAtOnce = 25;

void pack(http::Call& call, const std::string& id, office::ZipFile& zip, std::string& without) {
    auto letter = record::peek(call.db, record::kind("letters"), id, call.today());
    if (!letter) return;
    auto text = text_of_letter(call.db, id);
    if (!text) {
        without += file_name(*letter) + "\r\n";
        return;
    }
    // Two letters may bear one name: the code tells them apart.
    zip.add(std::to_string(integer_of(*letter, "year")) + "/" + zh_of(letter_types(), text_of(*letter, "letterType")) +
                "/" + file_name(*letter) + " " + text_of(*letter, "code") + ".docx",
            docx_of(call, *letter, *text));
}

}  // namespace

http::Response archive(http::Call& call) {
    auto& app = *http::App::current();
    auto& store = app.store();
    auto reading = [&](const std::function<void(http::Call&)>& work) {
        store.read([&](db::Connection& db) {
            http::Call inside{call.request, call.actor, db, call.clock, call.path, call.input};
            work(inside);
        });
    };
    auto file = std::make_shared<table::TemporaryFile>();
    work::Work work(app, call.actor, {"letter-archive", "责任书打包下载", "Archive of letters"});
    work::run(work, [&](work::Work& work) {
        std::vector<std::string> ids;
        reading([&](http::Call& inside) {
            record::each(inside, record::kind("letters"),
                         [&](const json::object& letter) { ids.push_back(text_of(letter, "id")); });
        });
        if (ids.size() > kAtOnce) work.keep();
        office::ZipFile zip(file->path());
        std::string without;
        for (std::size_t at = 0; at < ids.size(); at += kAtOnce) {
            work.tell(work::Step::writing, static_cast<std::int64_t>(at), static_cast<std::int64_t>(ids.size()));
            if (call.request.gone && call.request.gone()) throw work::Cancelled{};
            reading([&](http::Call& inside) {
                for (auto i = at; i < std::min(at + kAtOnce, ids.size()); ++i) pack(inside, ids[i], zip, without);
            });
        }
        if (zip.count() == 0) throw Fault(kNothing);
        if (!without.empty()) zip.add("没有正文的责任书.txt", "\xEF\xBB\xBF" + without);
        zip.finish();
        return json::object{{"letters", zip.count()}};
    });
    return http::Response::attached(file->path(), file, "application/zip", "责任书.zip");
}

}  // namespace zhenan::letter
