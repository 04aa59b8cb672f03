#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <pthread.h>
#include <csignal>
#include <iostream>
#include <thread>

#include "commands/commands.h"
#include "core/embedded.h"
#include "core/event/event.h"
#include "core/http/server.h"
#include "core/jobs.h"

namespace zhenan::commands {

int serve(const Options& options) {
    // All threads leave these signals to the one that waits for them.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes is an error like a full disk

    Opened opened(options, true);
    http::Pages pages(embedded::find("pages.tar"));
    http::Server server(opened.app(), pages, options.address, options.port);
    jobs::Context context{opened.store(), opened.clock(), server.traffic()};
    jobs::set_context(&context);
    jobs::Ticker ticker(context);

    std::thread waiter([&] {
        int received = 0;
        sigwait(&signals, &received);
        server.stop();
    });
    std::cout << fmt::format("镇安 ZhenAn {} http://{}:{}", ZHENAN_VERSION, options.address, server.port())
              << std::endl;
    server.run();
    ticker.stop();
    waiter.join();
    // Requests that are still being worked on answer into the server: it must outlive them.
    opened.stop();
    std::cout << "已停止 stopped" << std::endl;
    return 0;
}

}  // namespace zhenan::commands
