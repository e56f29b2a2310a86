using System.Text.Json;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Deliveries.Guard;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Deliveries;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Tools;

public sealed class PreviewReaderTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private LoopbackReceiver _shop = null!;

    public async ValueTask InitializeAsync() => _shop = await LoopbackReceiver.StartAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Keeps_only_what_the_contract_selects()
    {
        _shop.Answer = LoopbackReceiver.AnswerWith(200, """{"status":"paid","card":"4111","lines":[{"sum":12.50},{"sum":1}]}""");

        var read = Assert.IsType<PreviewOutcome.Read>(await ReadAsync());

        Assert.Equal("""{"gone":null,"status":"paid","sum":12.5}""", read.Snapshot);
        var asked = Assert.Single(_shop.Received);
        Assert.Equal(("GET", "/orders/W-1"), (asked.Method, asked.Path));
    }

    [Theory]
    [InlineData(404, "{}", "preview_status_404")]
    [InlineData(302, "{}", "preview_status_302")]
    [InlineData(500, "{}", "preview_status_500")]
    [InlineData(200, "", "preview_not_json")]
    [InlineData(200, "<html>", "preview_not_json")]
    [InlineData(200, """{"status":1,"status":2}""", "preview_not_json")]
    [InlineData(200, """{"status":"\ud800"}""", "preview_not_json")]
    [InlineData(200, """{"status":12345678901234567890}""", "preview_not_json")]
    public async Task Says_in_a_word_why_there_is_none(int status, string body, string code)
    {
        _shop.Answer = LoopbackReceiver.AnswerWith(status, body);

        Assert.Equal(new PreviewOutcome.Failed(code), await ReadAsync());
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_none()
    {
        _shop.Answer = LoopbackReceiver.AnswerWith(200, $$"""{"status":"{{new string('x', ToolLimits.SnapshotLengthMax)}}"}""");
        Assert.Equal(new PreviewOutcome.Failed("preview_too_large"), await ReadAsync());

        _shop.Answer = LoopbackReceiver.AnswerWith(200, $$"""{"other":"{{new string('x', 100_000)}}"}""");
        Assert.Equal(new PreviewOutcome.Failed("preview_too_large"), await ReadAsync());
    }

    [Fact]
    public async Task A_target_that_does_not_answer_does_not_hold_up_the_proposal()
    {
        var asked = new TaskCompletionSource();
        _shop.Answer = async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };

        var reading = ReadAsync();
        await asked.Task;
        _clock.Advance(TimeSpan.FromSeconds(ToolLimits.PreviewTimeoutSeconds));

        Assert.Equal(new PreviewOutcome.Failed("preview_timed_out"), await reading);
    }

    [Fact]
    public async Task An_address_that_the_operator_did_not_allow_is_not_asked()
    {
        Assert.Equal(new PreviewOutcome.Failed("preview_address_refused"), await ReadAsync(isAllowed: false));
        Assert.Empty(_shop.Received);
    }

    [Fact]
    public async Task A_hostile_argument_is_not_asked_for()
    {
        Assert.Equal(new PreviewOutcome.Failed("preview_argument_refused"), await ReadAsync("""{"order_id":"../../admin"}"""));
        Assert.Empty(_shop.Received);
    }

    [Fact]
    public async Task Without_a_preview_there_is_nothing_to_read()
    {
        using var http = Http(isAllowed: true);

        Assert.IsType<PreviewOutcome.None>(await new PreviewReader(http).ReadAsync(
            Contract() with { Preview = null }, JsonElement.Parse("{}"), default));
    }

    private async Task<PreviewOutcome> ReadAsync(string arguments = """{"order_id":"W-1"}""", bool isAllowed = true)
    {
        using var http = Http(isAllowed);
        return await new PreviewReader(http).ReadAsync(Contract(), JsonElement.Parse(arguments), default);
    }

    private GuardedHttp Http(bool isAllowed) =>
        new(new() { PreviewHosts = isAllowed ? [_shop.HostAndPort] : [] }, WayOut.Previews, (_, _) => throw new InvalidOperationException("An address needs no look-up."), _clock);

    private ToolContract Contract() => ToolContract.Parse(JsonElement.Parse("""
        {"name":"shop.refund","version":1,"side_effect":"write","environments":["production"],"input_schema":{"properties":{"order_id":{}}},
         "preview":{"url":"SHOP/orders/{order_id}","select":{"status":"/status","sum":"/lines/0/sum","gone":"/gone"}}}
        """.Replace("SHOP/", _shop.Url.ToString(), StringComparison.Ordinal)), out _)!;
}
