// verify: the whole store agrees with itself.
#include <iostream>

#include "commands/commands.h"
#include "core/event/event.h"
#include "modules/file/file.h"
#include "modules/measure/measure.h"
#include "modules/report/report.h"

namespace zhenan::commands {

int verify(const Options& options) {
    Opened opened(options, false);
    std::optional<std::string> broken;
    opened.store().read([&](db::Connection& db) {
        broken = broken_seal(db);
        if (!broken) broken = measure::recount(db);
        if (!broken) broken = report::broken(db);
        if (!broken) broken = file::broken(db, options.data);
    });
    if (broken) {
        std::cerr << "有问题：" << *broken << "\nA fault at: " << *broken << "\n";
        return 1;
    }
    std::cout << "完好：事件链、指标、已签发的报告、附件都对得上 whole: event chain, figures, signed reports and "
                 "attachments agree\n";
    return 0;
}

}  // namespace zhenan::commands
