using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using Xunit;

namespace AgentConsole.Web.Tests.Proposals;

public sealed class IntakeTests
{
    [Fact]
    public async Task What_is_refused_at_the_door_is_counted_by_code()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        var refused = new ConcurrentBag<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == Signals.Name && instrument.Name == "agentconsole.intake.refused") listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => refused.Add((string)tags[0].Value!));
        listener.Start();

        using var malformed = await agent.ProposeAsync("""{"tool":"billing.refund"}""");
        using var unfit = await agent.ProposeAsync("""{"tool":"billing.refund","args":{"order_id":7}}""");
        await agent.ProposedAsync(Wire.Refund, "key-1");
        using var reused = await agent.ProposeAsync("""{"tool":"billing.refund","args":{"order_id":"W-2","amount":1}}""", "key-1");

        // Other tests of this run may propose meanwhile.
        Assert.Superset(new HashSet<string> { "malformed", "args_invalid", "idempotency_key_reused" }, refused.ToHashSet());
    }

    [Fact]
    public async Task More_than_the_contract_allows_in_a_minute_is_told_when_to_come_again()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.Seed.ToolAsync(A.Tool().With("limits", new System.Text.Json.Nodes.JsonObject { ["per_minute"] = 1 }).Document());
        await console.Seed.AgentAsync("support");
        using var agent = console.Client(await console.Seed.KeyAsync("support"));

        await agent.ProposedAsync(Wire.Refund, "key-1");
        await agent.ProposedAsync(Wire.Refund, "key-1");
        using var limited = await agent.ProposeAsync(Wire.Refund, "key-2");

        Assert.Equal((429, "rate_limited"), ((int)limited.StatusCode, await limited.CodeAsync()));
        Assert.InRange(limited.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Theory]
    [InlineData(ProposalLimits.LifetimeSecondsMin - 1, 400)]
    [InlineData(ProposalLimits.LifetimeSecondsMin, 201)]
    [InlineData(ProposalLimits.LifetimeSecondsMax, 201)]
    [InlineData(ProposalLimits.LifetimeSecondsMax + 1, 400)]
    public async Task A_proposal_lives_as_long_as_it_asks_for_within_bounds(int seconds, int status)
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;

        using var answer = await agent.ProposeAsync(
            $$$"""{"tool":"billing.refund","args":{"order_id":"W-1","amount":1},"expires_in_s":{{{seconds.ToString(CultureInfo.InvariantCulture)}}}}""");

        Assert.Equal(status, (int)answer.StatusCode);
        if (status != 201) return;
        var view = await answer.JsonAsync();
        Assert.Equal(seconds, (view.GetProperty("expires_at").GetDateTimeOffset() - view.GetProperty("created_at").GetDateTimeOffset()).TotalSeconds);
    }
}
