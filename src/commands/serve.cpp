#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <pthread.h>
#include <chrono>
#include <csignal>
#include <iostream>
#include <thread>

#include "commands/commands.h"
#include "core/embedded.h"
#include "core/event/event.h"
#include "core/http/server.h"
#include "core/jobs.h"
#include "core/work/work.h"

namespace zhenan::commands {

namespace {
using namespace std::chrono_literals;
// How long a running question may go on when the program is asked to end, and then how long answers may be on their
// way.
constexpr auto kReading = 2s, kAnswering = 5s;
}  // namespace

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
        server.drain();
        work::stop_all();
        opened.store().end_reads(kReading);
        server.await_answers(kAnswering);
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
