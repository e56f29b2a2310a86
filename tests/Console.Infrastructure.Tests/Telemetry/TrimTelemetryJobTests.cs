using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Testing;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Telemetry;

public sealed class TrimTelemetryJobTests
{
    [Theory, EveryDatabase]
    public async Task Each_class_is_forgotten_after_its_own_time(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        var clock = new FakeClock();
        var now = clock.GetUtcNow();
        await traced.WriteAsync(
            Traced.Event(run: "old") with { At = now.AddDays(-500), ReceivedAt = now.AddDays(-500), SpanId = "a" },
            Traced.Event(run: "lately") with { At = now.AddDays(-5), ReceivedAt = now.AddDays(-5), SpanId = "b" },
            Traced.Event(run: "now") with { At = now, ReceivedAt = now, SpanId = "c" });

        var report = await new TrimTelemetryJob(traced.Store, new TelemetryOptions { EventDays = 3 }, clock).RunOnceAsync(default);

        Assert.Equal(2, report.Done);
        Assert.Equal((1, 1, 2), (await traced.NumberAsync("SELECT COUNT(*) FROM trace_events"), await traced.NumberAsync("SELECT COUNT(*) FROM trace_spans"), await traced.NumberAsync("SELECT COUNT(*) FROM trace_runs")));
        Assert.Equal(2, await traced.NumberAsync("SELECT COUNT(*) FROM trace_run_names"));
        Assert.Equal((1, 2, 3), (
            await traced.NumberAsync("SELECT COUNT(*) FROM trace_rollups WHERE grain = 0"),
            await traced.NumberAsync("SELECT COUNT(*) FROM trace_rollups WHERE grain = 1"),
            await traced.NumberAsync("SELECT COUNT(*) FROM trace_rollups WHERE grain = 2")));
    }

    [Theory, EveryDatabase]
    public async Task Who_reads_holds_up_nobody_who_writes(DatabaseProvider provider)
    {
        if (provider != DatabaseProvider.Postgres) return;
        await using var traced = await Traced.StartAsync(provider);
        var job = new TrimTelemetryJob(traced.Store, new TelemetryOptions { EventDays = 3 }, new FakeClock());
        await traced.WriteAsync(Traced.Event(run: "now") with { SpanId = "a" });
        await using var reader = await traced.Store.OpenAsync(default);
        await reader.ExecuteAsync("CREATE TABLE trace_events_d20200101 PARTITION OF trace_events FOR VALUES FROM (0) TO (1)", default);

        await using (await reader.BeginTransactionAsync())
        {
            await reader.ExecuteAsync("LOCK TABLE trace_events IN ACCESS SHARE MODE", default);
            await job.RunOnceAsync(default);
            Assert.Equal(1, await traced.NumberAsync("SELECT COUNT(*) FROM pg_class WHERE relname = 'trace_events_d20200101'"));
        }

        await job.RunOnceAsync(default);
        Assert.Equal(0, await traced.NumberAsync("SELECT COUNT(*) FROM pg_class WHERE relname = 'trace_events_d20200101'"));
    }

    [Fact]
    public void Days_that_make_no_sense_are_named_at_start() =>
        Assert.Equal(3, new TelemetryOptions { EventDays = 0, RunDays = 9_999, HourDays = 30 }.Faults().Count());
}
