#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "commands/commands.h"
#include "core/event/event.h"
#include "core/fault.h"
#include "core/install.h"
#include "core/work/work.h"
#include "modules/account/account.h"

namespace zhenan::commands {

namespace {
const FaultCode kInUse{Kind::conflict, "data.in_use",
                       "这个数据文件夹正被另一个镇安程序使用；请先停掉它，或换一个 --data",
                       "Another ZhenAn uses this data folder; stop it first or choose another --data"};
const FaultCode kNoFolder{Kind::invalid, "data.folder", "数据文件夹打不开或不能写；请检查路径、权限和磁盘",
                          "The data folder cannot be opened or written; check its path, its permissions and the disk"};
const FaultCode kUnreachable{
    Kind::busy, "store.unreachable", "连不上 PostgreSQL 数据库；请检查它是否已启动，--store 的地址、账号和密码对不对",
    "PostgreSQL cannot be reached; check that it runs and that address, account and password in "
    "--store are right"};
const FaultCode kDamaged{Kind::internal, "store.damaged",
                         "数据库打不开，可能已损坏；请用 zhenan restore 恢复最近的备份",
                         "The database cannot be opened and may be damaged; bring back the latest backup with zhenan "
                         "restore"};
const FaultCode kNoFile{Kind::invalid, "file.unreadable", "文件打不开", "The file cannot be opened"};

[[noreturn]] void refuse(const FaultCode& code, const std::string& what) {
    throw Fault(code, fmt::format("{}：{}", code.zh, what), fmt::format("{}: {}", code.en, what));
}

// At the start there is nobody yet who could be answered: the error becomes a sentence with what the database said.
void in_words(const db::Settings& settings, const std::function<void()>& opening) {
    try {
        opening();
    } catch (const db::Error& error) {
        if (error.kind == db::Error::lost) refuse(kUnreachable, error.what());
        if (error.kind == db::Error::full) refuse(kNoFolder, settings.folder);
        refuse(kDamaged, error.what());
    }
}
}  // namespace

Opened::Opened(const Options& options, bool alone, const std::function<void(const db::Settings&)>& fill) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium failed to start");
    // What stands in the folder is for the account that runs the program alone.
    auto others = umask(0077);
    std::error_code error;
    std::filesystem::create_directories(options.data, error);
    auto lock = options.data + "/zhenan.lock";
    lock_ = open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_ < 0) refuse(kNoFolder, options.data);
    if (alone && flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        close(lock_);
        throw Fault(kInUse);
    }
    db::Settings settings;
    settings.folder = options.data;
    settings.url = options.store;
    if (fill) fill(settings);
    in_words(settings, [&] {
        store_ = std::make_unique<db::Store>(settings);
        store_->migrate();
    });
    umask(others);
    store_->start();
    // The demo town's clock stands; the store says where.
    std::string standing = options.clock;
    if (standing.empty()) store_->read([&](db::Connection& db) { standing = setting(db, "clock").value_or(""); });
    clock_.set(standing);
    Install::all(*store_, clock_.now());
    app_ = std::make_unique<http::App>(*store_, clock_);
    app_->authenticate = account::authenticate;
    app_->still_signed_in = account::still_signed_in;
    work::stop_all(false);
    if (alone) work::bury(*app_);
}

void Opened::stop() {
    work::stop_all();
    if (app_) app_->stop();
    if (store_) store_->stop();
}

Opened::~Opened() {
    stop();
    if (lock_ >= 0) close(lock_);
}

void write_file(const std::string& path, const std::string& bytes) {
    std::ofstream out(path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) throw Fault(kNoFile, "写不了文件 " + path, "Cannot write " + path);
}

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Fault(kNoFile, "打不开文件 " + path, "Cannot open " + path);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

}  // namespace zhenan::commands
